"""Posts split into an organ and a title; the organ is often known from posts around."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.extract.resolve.elliptical_posts import in_context, in_office
from graph.extract.resolve.heads import receiving, whole
from graph.extract.resolve.named_posts import in_named_organ
from graph.extract.resolve.organ import GOVERNMENT, LEVEL, PARTY, TERM, Organ, parts, without
from graph.extract.resolve.post import (
    TITLED,
    Names,
    PostName,
    ResolvedPost,
    in_organ,
    loose,
    post_entity,
    split,
)
from graph.extract.resolve.state_posts import heads_government, of_government
from graph.extract.toponyms import CHINA
from graph.lexicon import Entry, Lexicon, Pattern, once_per_lexicon

AIDES = "{aide}"
"""Who is of a post: 总统新闻秘书, 秘书长发言人."""
ALSO = "（[院校]长）"
"""The other name of one post: 校长（院长）."""
_AIDE, _ALSO = Pattern(f"{AIDES}$"), re.compile(f"{ALSO}$")
_OF_ANY_LEVEL = Pattern("（(?:[^（）]*、[^（）]*|{bare_level})）")
"""县（市、区）委书记, 县（区）长: of one that nobody names."""
_MEMBER = "委员"
_LEVEL_HEAD = Pattern("({level})长(?:助理)?$")
_OFFICE = Pattern("{committee_office|host_office|other_office}")
_BODY = "{working_body|village_organ}"
_WORKING_BODY = Pattern(f"{_BODY}$")
_OTHER_BODY = Pattern("(?P<whose>{settlement_unit|town_unit})?" + _BODY)
_DIVISION = Pattern("{title_modifier}?[{han}]{2,6}{department}")
_HOST = Pattern("{host_head}$")
_SETTLEMENT = Pattern("[{han}]{2}{settlement_unit|town_unit}")
_IN_VILLAGE = Pattern("{stationing_word}村$")
_SPECIAL = Pattern(
    "(?:{committee_topic}|{and_word}|、)+(?P<working>{working_mark})?{full_committee}"
)
_STANDING = Pattern("{standing_committee}$")
_ASSEMBLIES = ("PoliticalConsultativeConference", "PeoplesCongress")
_SECTION = Pattern("{section_end}$")
_BARE_TITLE = 5  # characters of 中国总书记, at most


@once_per_lexicon
def _national(lexicon: Lexicon) -> dict[str, Entry]:
    """Posts that are complete by themselves → their row."""
    return {e["word"]: e for e in lexicon.entries("posts") if e["kind"] == "national"}


def post(surface: str, context: Organ | None, names: Names) -> ResolvedPost:
    """A post by its name; ``context`` is the organ of the post before it in the sentence."""
    if _OF_ANY_LEVEL.of(names.lexicon).search(surface):
        return loose(surface, names)
    central = surface.startswith(tuple(names.lexicon.word_class("central_body")))
    if central and context and names.places.country(context.name):
        return loose(surface, names)  # 老挝…中央书记处书记、中央组织部部长
    return (
        _complete(surface, names)
        or _of_aide(surface, names)
        or _by_two_names(surface, context, names)
        or _of_parts(split(surface, names), context, names)
    )


def _complete(surface: str, names: Names) -> ResolvedPost | None:
    """国家主席, 中共中央总书记: a post of the lexicon, whatever the term of its holder."""
    name = without(TERM.of(names.lexicon), "party", surface)
    known = _national(names.lexicon)
    entry = known.get(name) or known.get(name.removeprefix(PARTY))  # 中共|中央书记处书记
    ours = known.get(name.removeprefix(CHINA))  # 中国|国务院总理
    if not entry and ours and len(name) > _BARE_TITLE:
        entry, surface = ours, ours["word"]
    if not entry:
        return None
    organ = names.organs.named(entry["organ"]) if entry["organ"] else None
    return ResolvedPost(post_entity(entry["full"] or surface, surface), organ)


def _of_aide(surface: str, names: Names) -> ResolvedPost | None:
    """A spokesman or an aide, in the organ of whose he is: 联合国秘书长发言人, 韩国总统特使."""
    aide = _AIDE.of(names.lexicon).search(surface)
    led = surface[: aide.start()] if aide else ""
    match = TITLED.of(names.lexicon).search(led)
    if not match or not match.start():
        return None
    return ResolvedPost(post_entity(surface), post(led, None, names).organ)


def _by_two_names(surface: str, context: Organ | None, names: Names) -> ResolvedPost | None:
    also = _ALSO.search(surface)
    if not also:
        return None
    office = post(surface[: also.start()], context, names)
    forms = (*office.entity.aliases, surface)
    return ResolvedPost(replace(office.entity, aliases=forms), office.organ)


def _of_parts(name: PostName, context: Organ | None, names: Names) -> ResolvedPost:
    """A post by what its name tells of its organ: its level, nothing, an office, or all of it."""
    before, lexicon = name.before, names.lexicon
    context = context and receiving(context, name.title, names)
    if context and name.of_host and not context.stem.startswith(names.place_context.host):
        context = None  # 开发区管委会副主任甲，分局政委乙: of the document's own 分局
    if _IN_VILLAGE.of(lexicon).search(before):  # 县水利局驻村|第一书记: of a village, not of those
        return loose(name.surface, names)
    if level := _LEVEL_HEAD.of(lexicon).search(name.title):
        return of_government(name, level[1], context, names)
    chairman = name.title.endswith(tuple(lexicon.word_class("chairman")))
    if chairman and before in lexicon.word_class("level"):
        return of_government(name._replace(before=""), before, None, names)
    if not name.known:  # none is borrowed from the organ beside it
        return loose(name.surface, names)
    if not before:
        return in_context(name, context, names)
    if heads_government(before, name.title, lexicon):
        return _premier(name, context, names)
    if context and before in lexicon.word_class("group_office"):
        section = _SECTION.of(lexicon).search(context.stem)  # 人事科科长、办公室主任
        if section and not context.parent:
            return loose(name.surface, names)
        around = context.parent if section and context.parent else context
        return in_organ(parts(whole(around, names), before, lexicon), name, names)
    if context and before in lexicon.word_class("member_duty") and name.title == _MEMBER:
        return in_organ(context, name._replace(title=before + name.title), names)
    if context and (beside := _working_body(context, before, names)):
        return in_organ(beside, name, names)
    shared = before + name.title[0]  # 组织部长 has one 部 for both
    if shared in lexicon.word_class("committee_office"):
        return in_office(name._replace(before=shared), context, names)
    if _OFFICE.of(lexicon).fullmatch(before):
        return in_office(name, context, names)
    if context and (special := _special_committee(context, before, names)):
        return in_organ(special, name, names)
    if context and (division := _division(context, before, names)):
        return in_organ(division, name, names)
    return in_named_organ(name, names)


def _premier(name: PostName, context: Organ | None, names: Names) -> ResolvedPost:
    """政府总理, 前政府总理: of the country of the organ named before, a party of it."""
    country = names.places.country(context.name) if context else ""
    if not country:
        return loose(name.surface, names)
    return post(country + GOVERNMENT + name.title, None, names)


def _working_body(context: Organ, before: str, names: Names) -> Organ | None:
    """The other of the bodies of a zone, a street or a village: 管委会 after 高新区党工委书记,
    村委会 after 王庄村党支部书记."""
    of = _WORKING_BODY.of(names.lexicon).search(context.stem)
    body = _OTHER_BODY.of(names.lexicon).fullmatch(before)
    if not of or not body:
        return None
    place, whose = context.stem[: of.start()], body["whose"] or ""
    if not place.endswith(whose):
        return None
    return names.organs.organ(place + before[len(whose) :])


def _division(context: Organ, before: str, names: Names) -> Organ | None:
    """A division of the school, hospital or firm named before: 教务处 after 云泽大学校长."""
    host = whole(context, names)
    host = host.parent if host.parent and host.parent.kind == host.kind else host
    if not _HOST.of(names.lexicon).search(host.stem):
        return None
    part = _DIVISION.of(names.lexicon).fullmatch(before)
    placed = names.places.prefix(before)[1] or LEVEL.of(names.lexicon).match(before)
    placed = placed or _SETTLEMENT.of(names.lexicon).match(before)  # 远大集团董事长、双溪村党支部
    return parts(host, before, names.lexicon) if part and not placed else None


def _special_committee(context: Organ, before: str, names: Names) -> Organ | None:
    """A committee of the assembly named before: 提案委员会 after 全国政协委员; a special committee
    is the congress's, a working one its standing committee's."""
    special, root = _SPECIAL.of(names.lexicon).fullmatch(before), context.root
    if not special or root.kind not in _ASSEMBLIES:
        return None
    congress = "" if special["working"] else _STANDING.of(names.lexicon).sub("", root.stem)
    return parts(names.organs.organ(congress) if congress else root, before, names.lexicon)
