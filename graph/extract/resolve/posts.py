"""Posts split into an organ and a title; the organ is often known from posts around."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.extract.resolve.organ import (
    COMMITTEE,
    GOVERNMENT,
    NATIONAL,
    PARTY_COMMITTEE,
    REGION,
    UNIT_HEAD,
    Organ,
    systems,
)
from graph.extract.resolve.organs import PARTY_PART, OrganNames
from graph.extract.resolve.places import PlaceContext, PlaceNames
from graph.extract.toponyms import plainer
from graph.lexicon import Entry, Lexicon, Pattern, once_per_lexicon
from graph.model import Entity, Key

_LEVEL_HEAD = Pattern("({level})长$")
_HOSTED = Pattern("^{host_noun}(?={host_party}|$)")
_OFFICE = Pattern("{committee_office|host_office|other_office}")
_GOVERNMENT = Pattern("{government}$")
_HOST = Pattern("{host_head}$")
_WORKING_BODY = Pattern("{working_body}$")
_SEAT_ORGAN = Pattern("{level}{organ_core}$")
_MODIFIED = Pattern("{title_modifier}{1,2}$")
_TERM = Pattern("^(?P<party>{party})?{ordinal_mark}?[{numeral}]+{term_unit}")
_BOARD = Pattern("{board}$")
_SHORTEST_BODY = 4  # characters
_COURT = Pattern(".*{court_head}(?:[{han}]{1,4}{court_branch})?")
_TOWN = Pattern("[{han}]{1,5}{town_unit}")
_TWO_POSTS = "兼"
_MEMBER = Pattern("[{han}]+(?:{member_state})")
_OF_SEVERAL = Pattern("(?:^|等)[{numeral}多两]国$")
_IN_COMPANY = Pattern("{in_company}$")
_OF_CABINET = Pattern("{cabinet_rank}$")
_DEPARTMENT = Pattern("{department}$")
_DIVISION = Pattern("[{division}]$")
_SUBJECT_AT = Pattern("(?P<school>.*{school_head})(?!.*{school_part}$)[{han}]+")
_INCUMBENCY = Pattern("{incumbency}(?=驻)")
_STATE = Pattern("{level|province_unit}$")
_SITTING = Pattern("{meeting_noun}")
_JOINED = Pattern("{and_word}$")
_INTERNATIONAL = "InternationalOrganization"
_OF_STATE = Pattern("{member_minister}$")
_SCHOOL = Pattern("{school_head}$")
_FACULTY = Pattern("(?P<school>.+?{school_head}).+{faculty_head}$")
_NO_ASSOCIATION = frozenset(
    {"PartyOrgan", "GovernmentOrgan", "PeoplesCongress", "PoliticalConsultativeConference"}
)
_HAS_DIRECTOR = Pattern("{led_by_director}$")


@dataclass(frozen=True)
class ResolvedPost:
    """A post's entity and the organ it is in, where one is known."""

    entity: Entity
    organ: Organ | None = None


_ABROAD = Pattern("{deputy}?(?:{ruler}|.{2}{supreme_leader})$")  # no organ of China has them


AIDES = "{aide}"
"""Who is of a post: 总统新闻秘书, 秘书长发言人."""
ALSO = "（[院校]长）"
"""The other name of one post: 校长（院长）."""
_ACTING = "代理"  # and 代 for short
_FORMER = Pattern("{former_post}(?={party_cell|discipline_cell}?$)")
_OF_LEVEL = Pattern("{level}")
_BARE_COMMITTEE = re.compile(f".{COMMITTEE}")  # 县委 of an unknown county
_OF_ANY_LEVEL = re.compile("（[^（）]*、[^（）]*）")  # 县（市、区）委书记, of one that nobody names
_AIDE, _ALSO = Pattern(f"{AIDES}$"), re.compile(f"{ALSO}$")
TITLE = "{full_time}?{post_modifier}?(?:{posts.national|posts.head|posts.level|posts.title})"
"""What a post's name ends in, a template."""
_TITLE = Pattern(f"(?:{TITLE}|{{minor_rank}})$")
_LEADING = Pattern("{title_modifier}(?={level})")  # 候补|省委委员


@once_per_lexicon
def _national(lexicon: Lexicon) -> dict[str, Entry]:
    """Posts that are complete by themselves → their row."""
    return {e["word"]: e for e in lexicon.entries("posts") if e["kind"] == "national"}


@once_per_lexicon
def _written_out(lexicon: Lexicon) -> dict[str, str]:
    """Titles of foreign ministers for short → in full: 外长 → 外交部长."""
    ministers = tuple(lexicon.word_class("minister_head"))
    rows = (e for e in lexicon.entries("posts") if e["full"].endswith(ministers))
    return {e["word"]: e["full"].replace("部部长", "部长") for e in rows}


@once_per_lexicon
def _ranks(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("posts", kind="title"))


class PostNames:
    """The posts that names of one document mean."""

    def __init__(
        self, lexicon: Lexicon, place_context: PlaceContext, places: PlaceNames, organs: OrganNames
    ) -> None:
        self._lexicon, self._place_context = lexicon, place_context
        self._places, self._organs = places, organs
        self._formerly = tuple(lexicon.word_class("former_post"))
        self._governments = {former + GOVERNMENT for former in ("", *self._formerly)}

    def post(self, surface: str, context: Organ | None) -> ResolvedPost:
        """A post by its name; ``context`` is the organ of the post before it in the sentence."""
        if _OF_ANY_LEVEL.search(surface):
            return ResolvedPost(self._loose(surface))
        central = surface.startswith(tuple(self._lexicon.word_class("central_body")))
        if central and context and self._places.country(context.name):
            return ResolvedPost(self._loose(surface))  # 老挝…中央书记处书记、中央组织部部长
        national = _national(self._lexicon).get(_TERM.of(self._lexicon).sub("\\g<party>", surface))
        if national:
            organ = self._organs.named(national["organ"]) if national["organ"] else None
            return ResolvedPost(_post(national["full"] or surface, surface), organ)
        aide = _AIDE.of(self._lexicon).search(surface)
        if aide and (led := self._led(surface[: aide.start()])):
            return ResolvedPost(_post(surface), led.organ)
        if also := _ALSO.search(surface):
            office = self.post(surface[: also.start()], context)
            forms = (*office.entity.aliases, surface)
            return ResolvedPost(replace(office.entity, aliases=forms), office.organ)
        match = _TITLE.of(self._lexicon).search(surface)
        title = match[0] if match else surface
        before = self._standing(surface[: len(surface) - len(title)])
        if modified := _MODIFIED.of(self._lexicon).search(before):
            before, title = before[: modified.start()], modified[0] + title
        if leading := _LEADING.of(self._lexicon).match(before):
            before, title = before[leading.end() :], leading[0] + title
        if self._place_context.host:
            before = _HOSTED.of(self._lexicon).sub("", before)
        level = _LEVEL_HEAD.of(self._lexicon).search(title)
        if level:
            return self._of_government(before, title, level[1], surface, context)
        chairmen = tuple(self._lexicon.word_class("chairman"))
        if before in self._lexicon.word_class("level") and title.endswith(chairmen):
            return self._of_government("", title, before, surface, None)
        if not match:  # no post that is known: none is borrowed from the organ beside it
            return ResolvedPost(self._loose(surface))
        if not before:
            return self._in_context(title, context, surface)
        if before in self._governments and title in self._lexicon.word_class("premier_title"):
            return self._premier(title, context, surface)
        if context and before in self._lexicon.word_class("group_office"):
            return self._of(self._organs.parts(self._whole(context), before), title, surface)
        if context and (beside := self._working_body(context, before)):
            return self._of(beside, title, surface)
        if _OFFICE.of(self._lexicon).fullmatch(before):
            return self._in_office(before, title, context, surface)
        return self._explicit(before, title, surface)

    def _working_body(self, context: Organ, before: str) -> Organ | None:
        """The other of a zone's or street's two bodies: 管委会 after 高新区党工委书记."""
        body = _WORKING_BODY.of(self._lexicon)
        of = body.search(context.stem)
        if not of or not body.fullmatch(before):
            return None
        return self._organs.organ(context.stem[: of.start()] + before)

    def _standing(self, before: str) -> str:
        """What leads a title, without 原 at its end, before a party cell or an organ: a post
        outlives its holder's term (省水利厅原|厅长, 省水利厅原党组|书记, 原|省水利厅|厅长)."""
        before = _FORMER.of(self._lexicon).sub("", before)
        former = next((w for w in self._formerly if before.startswith(w)), "")
        rest = before[len(former) :]
        opens = self._places.prefix(rest)[1] and not self._places.prefix(before)[1]
        return rest if former and opens else before

    def _premier(self, title: str, context: Organ | None, surface: str) -> ResolvedPost:
        """政府总理, 前政府总理: of the country of the organ named before, a party of it."""
        country = self._places.country(context.name) if context else ""
        if not country:
            return ResolvedPost(self._loose(surface))
        return self.post(country + GOVERNMENT + title, None)

    def _led(self, surface: str) -> ResolvedPost | None:
        """The post that has a spokesman or an aide: 联合国秘书长发言人, 韩国总统特使."""
        match = _TITLE.of(self._lexicon).search(surface)
        return self.post(surface, None) if match and match.start() else None

    def _explicit(self, before: str, title: str, surface: str) -> ResolvedPost:
        """The organ or the country stands in the name: 西班牙首相, 古巴外交部长, 市委书记."""
        before = before[self._membership(before) :]
        country, length = self._places.prefix(before)
        if "驻" in before and title.endswith(tuple(self._lexicon.word_class("envoy_ending"))):
            return ResolvedPost(_post(_INCUMBENCY.of(self._lexicon).sub("", surface), surface))
        abroad, rest = self._places.abroad(before[:length]), before[length:]
        if abroad and rest in ("", NATIONAL, *self._lexicon.word_class("state_form")):
            full = _written_out(self._lexicon).get(title, title)  # 俄罗斯外长
            return ResolvedPost(_post(country + rest + full, country + rest + title, surface))
        if (
            abroad
            and rest in self._governments
            and title in self._lexicon.word_class("premier_title")
        ):
            of_state = _post(country + title, country + rest + title, surface)
            return ResolvedPost(of_state, self._organs.organ(country + GOVERNMENT))
        if _TWO_POSTS in before or _OF_CABINET.of(self._lexicon).search(before):
            return ResolvedPost(_post(surface))  # 卡塔尔首相兼外交大臣, 英国首席内阁大臣
        if _OF_SEVERAL.of(self._lexicon).search(before):
            return ResolvedPost(self._loose(surface))  # 约旦等八国外交部长
        minister = title.endswith(tuple(self._lexicon.word_class("minister")))
        if minister and _IN_COMPANY.of(self._lexicon).search(before):
            return ResolvedPost(self._loose(surface))  # 新加坡陪同部长: of whatever ministry
        chief = title in self._lexicon.word_class("chief_minister")
        if chief and _STATE.of(self._lexicon).search(before):
            return ResolvedPost(_post(surface))  # 马六甲州首席部长: of the whole government
        if minister and _JOINED.of(self._lexicon).search(before):
            return self._of(self._organs.organ(before + title[:-1]), title[-2:], surface)
        if _SITTING.of(self._lexicon).fullmatch(before):
            return ResolvedPost(self._loose(surface))  # 大会副秘书长: of no organ
        if teaches := self._teaches(before, title):
            return ResolvedPost(_post(surface), self._organs.organ(before[:teaches]))
        ministry = (
            minister
            and not chief
            and not before.endswith(tuple(self._lexicon.word_class("whole_office")))
        )
        shared = title[-2:-1]  # 公安局长 has one 局 for both
        bureau = self._organs.bureau(before[length:] + shared)
        organ = self._organs.organ(before + ("部" if ministry else shared if bureau else ""))
        if organ.kind == _INTERNATIONAL and _OF_STATE.of(self._lexicon).search(title):
            return ResolvedPost(self._loose(surface))  # 东盟外长: of its members
        if bureau and not organ.place and organ.name == before + shared:
            organ = replace(organ, unresolved=self._place_context.document)
        return self._of(organ, title, surface)

    def _teaches(self, before: str, title: str) -> int:
        """Where the school of a teacher ends, before what is taught: 杭州大学|经济学|教授; or 0."""
        taught = title.endswith(tuple(self._lexicon.word_class("teaching_rank")))
        school = _SUBJECT_AT.of(self._lexicon).match(before) if taught else None
        return school.end("school") if school else 0

    def _membership(self, before: str) -> int:
        """The length of what leads a foreign country: 上合组织轮值主席国|哈萨克斯坦."""
        led = _MEMBER.of(self._lexicon).match(before)
        return led.end() if led and self._places.abroad(before[led.end() :]) else 0

    def _of(self, organ: Organ, title: str, surface: str) -> ResolvedPost:
        forms = [form + title for form in (organ.stem, *organ.forms)]
        entity = _post(*forms, surface)
        if organ.unresolved:
            entity = self._loose(entity.name)
        return ResolvedPost(entity, organ)

    def _loose(self, surface: str) -> Entity:
        """A post of an organ that nobody names: kept apart by its document."""
        return Entity("Post", Key(surface, document=self._place_context.document), surface)

    def _of_government(
        self, before: str, title: str, level: str, surface: str, context: Organ | None
    ) -> ResolvedPost:
        """市长, 青芦县副县长, 澄州市人民政府市长: in the government of the level's place."""
        text = _GOVERNMENT.of(self._lexicon).sub("", before)
        place, length = self._places.prefix(text)
        spelt_out = place and text[:length].endswith(place[-1])
        if spelt_out and _TOWN.of(self._lexicon).fullmatch(text, length):
            place, length = place + text[length:], len(text)
        if not place and context and context.root.place.endswith(level):
            place = context.root.place
        place = place or self._place_context.levels.get(level, "")
        if not place and not text:
            return ResolvedPost(self._loose(surface), self._organs.organ(level + GOVERNMENT))
        if not place or 0 < length < len(text):
            return ResolvedPost(self._loose(surface))
        organ = self._organs.core(place, GOVERNMENT)
        title = title.replace(_ACTING, _ACTING[0])
        acting = organ.name + title.replace(_ACTING[0], _ACTING, 1)
        plain = [each + title for each in plainer(place, self._lexicon)]
        forms = (place + title, organ.name + title, place + GOVERNMENT + title, acting, *plain)
        return ResolvedPost(_post(*forms, surface), organ)

    def _in_office(
        self, office: str, title: str, context: Organ | None, surface: str
    ) -> ResolvedPost:
        """组织部部长, 党委书记: in an office of the organ before it, of the host, of the place."""
        words = self._lexicon.word_class
        base = context and (context if office in words("host_office") else context.root)
        of_party = base and (base.kind == "PartyOrgan" or _BARE_COMMITTEE.fullmatch(base.stem))
        borrowed = base and office in words("committee_office") and not of_party
        if (base is None or borrowed) and office not in words("host_office"):
            base = self._committee()  # but 党委书记 of a university is not its city's
        if base and office in words("court_body"):
            base = self._court(base)
        if office == PARTY_COMMITTEE and (town := self._town(base)):
            return self._of(self._organs.organ(town + office), title, surface)
        if office in words("host_office"):
            base = base and self._whole(base)
            if base and _DIVISION.of(self._lexicon).search(base.name):
                base = None  # 人事处处长、党委委员: of what the 人事处 is in
            if base is None or base.place:
                base = self._host(title) or base
        if base is None:
            return ResolvedPost(self._loose(surface))
        if office in systems(self._lexicon) and base.place:
            return self._of(self._organs.core(base.place, office), title, surface)
        local = base.unresolved and not _HOST.of(self._lexicon).search(base.stem)
        level = _OF_LEVEL.of(self._lexicon).match(base.stem) if local else None
        if level and office in systems(self._lexicon):  # 县委常委、纪委书记: of the 县纪委
            return self._of(self._organs.organ(level[0] + office), title, surface)
        return self._of(self._organs.parts(base, office), title, surface)

    def _whole(self, organ: Organ) -> Organ:
        """An organ without its party cell: 市政府 of 市政府党组."""
        whole = PARTY_PART.of(self._lexicon).sub("", organ.stem)
        return self._organs.organ(whole) if whole not in ("", organ.stem) else organ

    def _court(self, organ: Organ) -> Organ:
        """The court or procuratorate that an organ is of: 市法院 of 市法院审判委员会."""
        court = _COURT.of(self._lexicon).match(organ.stem)
        return self._organs.organ(court[0]) if court else organ

    def _town(self, base: Organ | None) -> str:
        """The town whose 党委 is meant: of the post before, or the document's own; '' if none."""
        place = base.place if base else self._place_context.place
        return place if place.endswith(tuple(self._lexicon.word_class("town_unit"))) else ""

    def _committee(self) -> Organ | None:
        place = self._place_context.place
        known = place and place in self._place_context.levels.values()
        return self._organs.core(place, COMMITTEE) if known else None

    def _host(self, title: str) -> Organ | None:
        """The document's host, if it may have such a post: no 局长 is a university's."""
        host, lexicon = self._place_context.host, self._lexicon
        unit = UNIT_HEAD.of(lexicon).search(title)
        if unit:
            school = unit["unit"] == "校" and _SCHOOL.of(lexicon).search(host)
            fits = bool(school) or host.endswith(unit["unit"])
        else:
            fits = not title.endswith("主任") or bool(_HAS_DIRECTOR.of(lexicon).search(host))
        return self._headed(self._organs.organ(host), title) if host and fits else None

    def _headed(self, organ: Organ, title: str) -> Organ:
        """The body with such a head that an organ is in: 三〇二医院 of its 传染科 for 副院长,
        云泽大学 of its 药学院 for 校长."""
        unit = UNIT_HEAD.of(self._lexicon).search(title)
        end = organ.stem.rfind(unit["unit"]) + 1 if unit else 0
        if unit and unit["unit"] == "校" and (part := _FACULTY.of(self._lexicon).match(organ.stem)):
            end = part.end("school")
        inside = _SHORTEST_BODY <= end < len(organ.stem)
        return self._organs.organ(organ.stem[:end]) if inside else organ

    def _in_context(self, title: str, context: Organ | None, surface: str) -> ResolvedPost:
        """副主任, 秘书长, 部长 alone: in the organ named just before, or in the host."""
        teaches = title.endswith(tuple(self._lexicon.word_class("teaching_rank")))
        taught = teaches and context and context.kind == "University"
        if title in _ranks(self._lexicon) and not taught:
            return ResolvedPost(_post(surface))
        organ = context
        if (
            organ
            and _ABROAD.of(self._lexicon).match(title)
            and not self._places.country(organ.name)
        ):
            return ResolvedPost(self._loose(surface))
        owned = (
            organ
            and PARTY_PART.of(self._lexicon).search(organ.stem)
            and not organ.stem.startswith(tuple(self._lexicon.word_class("party")))
        )
        if organ and title in self._lexicon.word_class("executive"):
            led = _BOARD.of(self._lexicon).sub("", organ.stem)
            organ = self._organs.organ(led) if led else None
        secretary = tuple(self._lexicon.word_class("committee_head"))
        of_department = organ and organ.parent and _DEPARTMENT.of(self._lexicon).search(organ.stem)
        if organ and of_department and title.endswith(secretary):
            organ = organ.parent  # 团市委少年部部长、副书记: of the 团市委
        if organ and title in self._lexicon.word_class("court_rank"):
            organ = self._court(organ)  # 审判委员会委员、审判员
        if organ and owned and not title.endswith(secretary):
            organ = self._whole(organ)
        organ = self._headed(organ, title) if organ else self._host(title)
        if organ and self._never(organ, title):
            organ = self._host(title)
        return self._of(organ, title, surface) if organ else ResolvedPost(self._loose(surface))

    def _never(self, organ: Organ, title: str) -> bool:
        """Whether an organ has no such head: no 局长 or 主任 is a government's, no 校长 a 市委's,
        no 会长 a congress's, and only a region's government has a 主席."""
        heads = title.endswith(tuple(self._lexicon.word_class("association_head")))
        if heads and organ.kind in _NO_ASSOCIATION:
            return True
        unit = UNIT_HEAD.of(self._lexicon).search(title)
        if unit and _SEAT_ORGAN.of(self._lexicon).search(organ.stem):
            return True
        if not _GOVERNMENT.of(self._lexicon).search(organ.stem):
            return False
        chairs = title.endswith(tuple(self._lexicon.word_class("chairman")))
        return title.endswith("主任") or (chairs and REGION not in organ.stem)


def _post(name: str, *aliases: str) -> Entity:
    others = dict.fromkeys(alias for alias in aliases if alias != name)
    return Entity("Post", Key(name), name, (), tuple(others))
