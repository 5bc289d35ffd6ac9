"""Posts whose names leave out the organ, or all but an office of it: 副主任, 组织部部长.

The organ is that of the post before, else the document's host, else its place's committee.
"""

from __future__ import annotations

import re

from graph.extract.resolve.heads import court, headed, headless, host, seated, whole
from graph.extract.resolve.organ import (
    COMMITTEE,
    PARTY_COMMITTEE,
    PARTY_PART,
    Organ,
    parts,
    systems,
)
from graph.extract.resolve.post import Names, PostName, ResolvedPost, in_organ, loose, post_entity
from graph.lexicon import Lexicon, Pattern, once_per_lexicon

_HOST = Pattern("{host_head}$")
_BOARD = Pattern("{board}$")
_DEPARTMENT = Pattern("{department}$")
_DIVISION = Pattern("[{division}]$")
_OF_LEVEL = Pattern("{level}")
_BARE_COMMITTEE = re.compile(f".{COMMITTEE}")  # 县委 of an unknown county
_ABROAD = Pattern("{deputy}?(?:{ruler}|.{2}{supreme_leader})$")  # no organ of China has them


@once_per_lexicon
def ranks(lexicon: Lexicon) -> frozenset[str]:
    """Titles that are no post of any organ: 教授, 助理研究员."""
    return frozenset(lexicon.words("posts", kind="title"))


def in_office(post: PostName, context: Organ | None, names: Names) -> ResolvedPost:
    """组织部部长, 党委书记: in an office of the organ before it, of the host, of the place."""
    office, lexicon = post.before, names.lexicon
    base = _base(office, context, names)
    if office == PARTY_COMMITTEE and (town := _town(base, names)):
        return in_organ(names.organs.organ(town + office), post, names)
    if office in lexicon.word_class("host_office"):
        base = _hosting(base, post.title, names)
    if base is None or _has_no(office, base, context, lexicon):
        return loose(post.surface, names)
    if office in systems(lexicon) and base.place:
        return in_organ(names.organs.core(base.place, office), post, names)
    local = base.unresolved and not _HOST.of(lexicon).search(base.stem)
    level = _OF_LEVEL.of(lexicon).match(base.stem) if local else None
    if level and office in systems(lexicon):  # 县委常委、纪委书记: of the 县纪委
        return in_organ(names.organs.organ(level[0] + office), post, names)
    return in_organ(parts(base, office, lexicon), post, names)


def _has_no(office: str, base: Organ, context: Organ | None, lexicon: Lexicon) -> bool:
    """Whether a body has no such office: a 董事会 is a firm's, a 监事会 also of what has a 理事会,
    and no 市委 has either."""
    councils = tuple(lexicon.word_class("council"))
    beside = context is not None and context.stem.endswith(councils)
    firm = _HOST.of(lexicon).search(base.stem) or beside
    boards = office in lexicon.word_class("board") and not firm
    return boards or (office in councils and seated(base, lexicon))


def _base(office: str, context: Organ | None, names: Names) -> Organ | None:
    """The organ that may have the office: that of the post before, or the place's committee."""
    words = names.lexicon.word_class
    base = context and (context if office in words("host_office") else context.root)
    of_party = base and (base.kind == "PartyOrgan" or _BARE_COMMITTEE.fullmatch(base.stem))
    borrowed = base and office in words("committee_office") and not of_party
    if (base is None or borrowed) and office not in words("host_office"):
        base = _committee(names)  # but 党委书记 of a university is not its city's
    return court(base, names) if base and office in words("court_body") else base


def _hosting(base: Organ | None, title: str, names: Names) -> Organ | None:
    """The organ that an office of every organ is in: the one before, or the document's host."""
    base = base and whole(base, names)
    if base and base.parent and base.stem.endswith((*names.lexicon.word_class("council"),)):
        base = base.parent  # 理事会主任、监事会主任
    if base and _DIVISION.of(names.lexicon).search(base.name):
        base = None  # 人事处处长、党委委员: of what the 人事处 is in
    return (host(title, names) or base) if base is None or base.place else base


def _town(base: Organ | None, names: Names) -> str:
    """The town whose 党委 is meant: of the post before, or the document's own; '' if none."""
    place = base.place if base else names.place_context.place
    return place if place.endswith(tuple(names.lexicon.word_class("town_unit"))) else ""


def _committee(names: Names) -> Organ | None:
    place = names.place_context.place
    known = place and place in names.place_context.levels.values()
    return names.organs.core(place, COMMITTEE) if known else None


def in_context(post: PostName, context: Organ | None, names: Names) -> ResolvedPost:
    """副主任, 秘书长, 部长 alone: in the organ named just before, or in the host."""
    title, lexicon = post.title, names.lexicon
    teaches = title.endswith(tuple(lexicon.word_class("teaching_rank")))
    taught = teaches and context and context.kind == "University"
    if title in ranks(lexicon) and not taught:
        return ResolvedPost(post_entity(post.surface))
    if context and _ABROAD.of(lexicon).match(title) and not names.places.country(context.name):
        return loose(post.surface, names)
    organ = _led(context, title, names) if context else None
    organ = headed(organ, title, names) if organ else host(title, names)
    if organ and headless(organ, title, names):
        own = host(title, names)
        organ = own if own and not headless(own, title, names) else None
    return in_organ(organ, post, names) if organ else loose(post.surface, names)


def _led(context: Organ, title: str, names: Names) -> Organ | None:
    """The organ around the one named before that has the title: the firm of a 董事会 an 总经理."""
    lexicon, organ = names.lexicon, context
    owned = PARTY_PART.of(lexicon).search(context.stem) and not context.stem.startswith(
        tuple(lexicon.word_class("party"))
    )
    if title in lexicon.word_class("executive"):
        led = _BOARD.of(lexicon).sub("", organ.stem)
        if not led:
            return None
        organ = names.organs.organ(led)
    secretary = title.endswith(tuple(lexicon.word_class("committee_head")))
    if secretary and organ.parent and _DEPARTMENT.of(lexicon).search(organ.stem):
        organ = organ.parent  # 团市委少年部部长、副书记: of the 团市委
    if title in lexicon.word_class("court_rank"):
        organ = court(organ, names)  # 审判委员会委员、审判员
    return whole(organ, names) if owned and not secretary else organ
