"""Names → entities: what 市委, 组织部部长 and 我市 of one document mean, by structure, never by likeness.

An organ is a place, a system and its parts; a post is an organ and a title. The place that bare
levels (市, 县 …) stand for is the document's ``Locale``. Where it cannot be known the entity keeps
its short name and is kept apart by the document's identifier.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graph.lexicon import Entry, Lexicon, once_per_lexicon
from graph.model import Entity, EntityType

LEVELS = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", "村")
_LEVEL = re.compile("自治区|自治州|自治县|省|市|县|区|州|旗|镇|乡")
_ORDINAL = re.compile("^第?[一二三四五六七八九十]+届")


@dataclass(frozen=True)
class Locale:
    """The places of a document: what each level stands for, its own short forms, its host organ."""

    document: str
    levels: Mapping[str, str] = field(default_factory=dict)
    shorts: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    host: str = ""


@dataclass(frozen=True)
class Organ:
    """An organisation taken apart. ``stem`` is the form that parts and posts are joined to."""

    name: str
    stem: str
    aliases: tuple[str, ...]
    kind: str = ""
    parent: Organ | None = None
    place: str = ""
    unresolved: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """All names it may go by, the canonical one first."""
        return tuple(dict.fromkeys((self.name, self.stem, *self.aliases)))

    @property
    def entity(self) -> Entity:
        key = f"{self.name}-{self.unresolved}" if self.unresolved else self.name
        kinds = (self.kind,) if self.kind else ()
        return Entity("Organization", key, self.name, kinds, tuple(f for f in self.forms if f != self.name))


@dataclass(frozen=True)
class Office:
    """A post taken apart: its entity and the organ it is in, where one is known."""

    entity: Entity
    organ: Organ | None
    head: str


_SYSTEMS: dict[str, tuple[str, str, tuple[str, ...], str]] = {
    # core: (name, stem, aliases, kind); P stands for the place
    "委": ("中共P委员会", "中共P委", ("P委", "中国共产党P委员会"), "PartyOrgan"),
    "政府": ("P人民政府", "P人民政府", ("P政府",), "GovernmentOrgan"),
    "人大常委会": ("P人民代表大会常务委员会", "P人大常委会", (), "PeoplesCongress"),
    "人大": ("P人民代表大会", "P人大", (), "PeoplesCongress"),
    "政协": ("中国人民政治协商会议P委员会", "P政协", ("政协P委员会",), "PoliticalConsultativeConference"),
    "纪委监委": ("P纪委监委", "P纪委监委", (), "DisciplineOrgan"),
    "纪委": ("中共P纪律检查委员会", "中共P纪委", ("P纪委", "中国共产党P纪律检查委员会"), "DisciplineOrgan"),
    "监委": ("P监察委员会", "P监委", (), "DisciplineOrgan"),
    "法院": ("P人民法院", "P法院", (), "Court"),
    "检察院": ("P人民检察院", "P检察院", (), "Procuratorate"),
    "中级人民法院": ("P中级人民法院", "P中级人民法院", ("P法院",), "Court"),
    "高级人民法院": ("P高级人民法院", "P高级人民法院", ("P法院",), "Court"),
    "直机关工委": ("中共P直机关工委", "P直机关工委", ("中共P委Q直机关工作委员会", "P直机关工作委员会"), "PartyOrgan"),
}  # fmt: skip
_SPELT = {
    "人民政府": "政府", "人民代表大会常务委员会": "人大常委会", "人民代表大会": "人大", "纪律检查委员会": "纪委",
    "监察委员会": "监委", "人民法院": "法院", "人民检察院": "检察院", "委员会": "委", "直属机关工委": "直机关工委",
}  # fmt: skip
_CORE = re.compile("|".join(sorted({*_SYSTEMS, *_SPELT}, key=len, reverse=True)).replace("|委|", "|委(?!员)|"))
CORES = frozenset({"委", "政府", "人大常委会", "人大", "政协", "纪委", "监委", "纪委监委", "中级人民法院", "高级人民法院", "法院", "检察院"})  # fmt: skip
_PARTY_PART = re.compile("(?:机关党委|机关工委|党组|党委|党总支|直属党支部|党支部|纪委)$")
_NO_PART = re.compile("(?:机关党委|机关工委|党组|党委|党总支|党支部|党校|机关)$")
_TAILS = re.compile(
    "(?:机关党委|机关工委|机关党组织|直属机关工委|党组|党委|党总支|直属党支部|党支部|常务委员会|常委会|教育工委|组织部|宣传部|统战部|"
    "政法委|办公厅|办公室|党校|研究室|督查室|农办|编办|网信办|理论学习中心组|代表资格审查委员会|机关|办|[^的]{2,12}?(?:委员会|领导小组|处|科))$"
)
_FULL_TAIL = {"办": "办公室", "农办": "农村工作领导小组办公室", "编办": "机构编制委员会办公室"}


@once_per_lexicon
def _offices(lexicon: Lexicon) -> dict[str, Entry]:
    """Short and full names of local offices → their row."""
    entries = lexicon.entries("offices")
    return {form: e for e in reversed(entries) for form in (e["full"], e["short"]) if form}


@once_per_lexicon
def _national_posts(lexicon: Lexicon) -> dict[str, Entry]:
    """Posts that are complete by themselves → their row."""
    return {e["word"]: e for e in lexicon.entries("posts") if e["kind"] == "national"}


class Resolver:
    """Resolves the names of one document against its locale and the lexicon."""

    def __init__(self, lexicon: Lexicon, locale: Locale) -> None:
        self.lexicon, self.locale = lexicon, locale

    # places

    def place(self, surface: str) -> Entity:
        """绍兴 → 绍兴市; 我市 → the document's; a chain (辽宁大连) → its last place."""
        if re.fullmatch("[我本].{1,3}", surface) and surface[1:] in LEVELS:
            known = self.locale.levels.get(surface[1:])
            return self.place(known) if known else Entity("Place", f"{surface}-{self.locale.document}", surface)
        name = self.locale.shorts.get(surface, surface)
        aliases: tuple[str, ...] = ()
        for entry in self.lexicon.known.get(surface, []):
            if entry.list == "places":
                name = entry["name"]
                break
            if entry.list in ("countries", "landmarks"):
                name = entry["name"]
                aliases = (entry["full"],) if entry["full"] else ()
        city = self.locale.levels.get("市", "")
        if name.endswith("区") and city and city != name and not name.startswith(city):
            aliases = (*aliases, city + name)
        if name.startswith("市") and city:
            name, aliases = city + name[1:], (name, *aliases)
        return Entity("Place", name, name, (), aliases)

    def _place_prefix(self, text: str) -> tuple[str, int]:
        """The full name of the places that open ``text`` and the length they take."""
        name, length = "", 0
        while True:
            longest = 0
            for size in range(min(12, len(text) - length), 1, -1):
                form = text[length : length + size]
                full = self.locale.shorts.get(form)
                if full is None and (form in self.locale.levels.values() or form in self.locale.shorts.values()):
                    full = form
                if full is None:
                    full = next((e["name"] for e in self.lexicon.known.get(form, []) if e.list in ("places", "countries")), None)
                if full is not None:
                    name, longest = full, size
                    break
            if not longest:
                return name, length
            length += longest

    # organisations

    def organ(self, surface: str) -> Organ:
        """An organisation by its name as it stands: explicit, elliptical or of the lexicon."""
        text = _ORDINAL.sub("", surface)
        named = self._named(text)
        if named:
            return named
        youth = text.startswith("共青团")
        bare = re.sub("^(?:中国共产党|中共|共青团|中国人民政治协商会议)", "", text) if not text.startswith("中国人民政治协商会议全国") else text
        place, length = self._place_prefix(bare)
        rest = bare[length:]
        if not place:
            level = _LEVEL.match(bare)
            if level:
                place, rest = self.locale.levels.get(level[0], ""), bare[level.end() :]
                if not place:
                    return self._loose(surface, bare[: level.end()], rest)
        if place and not youth:
            rest = _ORDINAL.sub("", rest)
            if place.endswith(("镇", "乡", "街道")) and rest.startswith("党委"):
                rest = rest.removeprefix("党")
            core = _CORE.match(rest)
            if core:
                return self._parts(self._core(place, core[0]), rest[core.end() :])
            office = self._office(place, rest)
            if office:
                return office
        return self._plain(surface, text, place, rest)

    def _named(self, text: str) -> Organ | None:
        """An organ of the lexicon, alone or with parts."""
        for size in range(len(text), 1, -1):
            for entry in self.lexicon.known.get(text[:size], []):
                if entry.list == "organs":
                    row = entry.fields
                    name = row.get("full") or row["name"]
                    stem = row["name"]
                    also = tuple(a for a in (row.get("also") or "").split("|") if a)
                    parent = self._named(row["parent"]) if row.get("parent") and _plain_from_name(row) else None
                    base = Organ(name, stem, (*also, text[:size]), row.get("kind", ""), parent)
                    rest = text[size:]
                    if rest and not _TAILS.match(rest):
                        return None
                    return self._parts(base, rest)
        return None

    def _core(self, place: str, core: str) -> Organ:
        core = _SPELT.get(core, core)
        name, stem, aliases, kind = _SYSTEMS[core]
        unit = next((u for u in LEVELS if place.endswith(u)), "")

        def fill(form: str) -> str:
            return form.replace("P", place).replace("Q", unit)

        bare = (f"{unit}{core}",) if place in self.locale.levels.values() else ()
        city = self.locale.levels.get("市", "")
        within = (fill(stem).replace(place, city + place),) if unit == "区" and city else ()
        forms = (*map(fill, aliases), *within, *bare)
        return Organ(fill(name), fill(stem), forms, kind, None, place if core in CORES else "")

    def _office(self, place: str, rest: str) -> Organ | None:
        """A bureau of the lexicon: short form and full form are one."""
        offices = _offices(self.lexicon)
        form = next((rest[:n] for n in range(min(len(rest), 16), 1, -1) if rest[:n] in offices), "")
        if not form:
            return None
        entry = offices[form]
        short, full = entry["short"], entry["full"] or form
        unit = next((u for u in LEVELS if place.endswith(u)), "")
        bare = (unit + short, unit + full) if place in self.locale.levels.values() else ()
        base = Organ(place + full, place + short, bare, entry["kind"])
        return self._parts(base, rest[len(form) :])

    def _parts(self, base: Organ, rest: str) -> Organ:
        """``base`` with the parts that follow it: 市委 + 组织部 + 干部监督处."""
        organ = base
        while rest:
            part = next((p for p in _PART_LIST if rest.startswith(p)), rest)
            full = _FULL_TAIL.get(part, part)
            forms = dict.fromkeys(f + p for f in organ.forms for p in (full, part))
            first = organ.stem + full
            parent = None if _NO_PART.search(full) else organ
            organ = Organ(first, first, tuple(f for f in forms if f != first), _part_kind(full, organ.kind), parent)
            rest = rest[len(part) :]
        return organ

    def _plain(self, surface: str, text: str, place: str, rest: str) -> Organ:
        """A firm, a school, a club: its name as it stands, the place spelt out before 市…."""
        if place and place + rest != text and not text.startswith(self.locale.shorts.get(text[:2], "\0")[:2]):
            return Organ(place + rest, place + rest, (surface, text))
        foreign = text[: len(text) - len(rest)] if place else ""
        abroad = any(e.list == "countries" and e["name"] != "中国" for e in self.lexicon.known.get(foreign, []))
        aliases = ("中国" + surface,) if surface.startswith("人民银行") else ()
        name = aliases[0] if aliases else surface
        owner = re.match("(.+?(?:大学|学院|集团|公司|科学院))(?!有限|股份)(.{2,12}(?:学院|研究所|中心|公司|医院))$", surface)
        parent = Organ(owner[1], owner[1], ()) if owner else None
        return Organ(
            name, name, (surface, *aliases), _plain_kind(surface), parent,
            place if abroad or rest.endswith("军区") else "",
        )  # fmt: skip

    def _loose(self, surface: str, level: str, rest: str) -> Organ:
        return Organ(surface, surface, (), "", None, "", self.locale.document)

    # events, policies, slogans

    def titled(self, kind: EntityType, surface: str) -> Entity:
        """An event, policy or slogan: its wording is its identity, local organs spelt out."""
        if kind == "Event":
            return self._event(surface)
        if kind == "Policy":
            return self._policy(surface)
        name = re.sub("[“”‘’『』「」]", "", surface)
        return Entity("Slogan", name, name, _slogan_kinds(name))

    def _event(self, surface: str) -> Entity:
        kinds = tuple(name for tail, name in _EVENT_KINDS if re.search(tail, surface))[:1]
        for entry in self.lexicon.known.get(surface, []):
            if entry.list == "meetings":
                forms = dict.fromkeys(f for f in (entry["name"], entry["full"], *entry["also"].split("|")) if f)
                name = entry["full"] or entry["name"]
                return Entity("Event", name, name, kinds, tuple(f for f in forms if f != name))
        plain = surface
        whole = re.match("全(自治区|省|市|县|区|州)(?![、，])", surface)
        level = _LEVEL.match(surface)
        if whole and self.locale.levels.get(whole[1]):
            place = self.locale.levels[whole[1]]
            plain = place + surface
            return Entity("Event", plain, plain, kinds, (surface, place + surface[whole.end() :]))
        if level and self.locale.levels.get(level[0]):
            place, rest = self.locale.levels[level[0]], surface[level.end() :]
            party = "中共" if rest.startswith(("委", "纪委")) else ""
            name = party + place + rest
            return Entity("Event", name, name, kinds, tuple(dict.fromkeys((place + rest, surface))))
        return Entity("Event", plain, plain, kinds, (re.sub("^党的", "", plain),) if plain.startswith("党的") else ())

    def _policy(self, surface: str) -> Entity:
        name, aliases = surface, []
        for entry in self.lexicon.known.get(surface, []):
            if entry.list == "policies":
                name = entry["full"] or entry["name"]
                aliases = [entry["name"], *entry["also"].split("|")]
        bare = re.sub("（[^（）]*(?:草案|试行|修订|稿)[^（）]*）$", "", name)
        kinds = tuple(kind for kind, tails in POLICY_KINDS.items() if re.search(f"(?:{tails})$", bare))[:1]
        forms = dict.fromkeys(a for a in (*aliases, surface, bare) if a and a != name)
        return Entity("Policy", name, name, kinds, tuple(forms))

    # posts

    def post(self, surface: str, context: Organ | None = None) -> Office:
        """A post by its name; ``context`` is the organ of the post before it in the stack."""
        entry = _national_posts(self.lexicon).get(surface)
        if entry:
            organ = self._named(entry["organ"]) if entry["organ"] else None
            return Office(_post(entry["full"] or surface, (surface,)), organ, surface)
        match = _HEAD_TAIL.search(surface)
        head = match[0] if match else surface
        before = surface[: len(surface) - len(head)]
        level = re.search("(自治区|省|市|县|区|州|旗|镇|乡)长$", head)
        if level:
            return self._of_government(before, head, level[1], surface, context)
        if self.locale.host:
            before = re.sub("^(?:集团|公司|学校|学院|中心)(?=党委|纪委|党组|$)", "", before)
        if not before:
            return self._in_context(head, context, surface)
        if before in _COMMITTEE_PARTS:
            return self._in_office(before, head, context, surface)
        if re.fullmatch("自治区|省|市|县", before) and head.endswith("主席"):
            return self._of_government("", head, before, surface, None)
        country, length = self._place_prefix(before)
        if before[length:] in ("", "国家") and any(e.list == "countries" for e in self.lexicon.known.get(before[:length], [])):
            return Office(_post(surface, ()), None, head)
        organ = self.organ(before + "部" if head == "部长" and not before.endswith(("部", "委")) else before)
        return Office(self._post_entity(organ, head, surface), organ, head)

    def _post_entity(self, organ: Organ, head: str, surface: str) -> Entity:
        forms = [form + head for form in (organ.stem, *organ.forms)]
        return _post(forms[0], (*forms[1:], surface))

    def _of_government(
        self, before: str, head: str, level: str, surface: str, context: Organ | None
    ) -> Office:
        text = re.sub("(?:人民)?政府$", "", before)
        place, length = self._place_prefix(text)
        if not place and context and _root(context).place.endswith(level):
            place = _root(context).place
        if not place:
            place = self.locale.levels.get(level, "")
        if not place or (length and length < len(text)):
            return Office(replace(_post(surface, ()), key=f"{surface}-{self.locale.document}"), None, head)
        organ = self._core(place, "政府")
        head = head.replace("代理", "代")
        forms = (place + head, organ.name + head, place + "政府" + head, organ.name + head.replace("代", "代理", 1))
        return Office(_post(forms[0], (*forms[1:], surface)), organ, head)

    def _in_office(self, office: str, head: str, context: Organ | None, surface: str) -> Office:
        """组织部部长, 纪委书记, 党委书记: the organ is that of the stack, of the host or of the locale."""
        base = _root(context) if context else None
        if base is None or (base.kind != "PartyOrgan" and office in _OF_COMMITTEE):
            base = self._committee()
        if office in ("党委", "党组", "纪委", "团委", "党支部", "党总支") and (self.locale.host or (context and not base)):
            base = self.organ(self.locale.host) if self.locale.host else context
        if base is None:
            return Office(replace(_post(surface, ()), key=f"{surface}-{self.locale.document}"), None, head)
        if office in ("纪委", "监委", "政协", "人大常委会", "法院", "检察院") and base.place:
            organ = self._core(base.place, office)
        else:
            organ = self._parts(base, office)
        return Office(self._post_entity(organ, head, surface), organ, head)

    def _committee(self) -> Organ | None:
        return self._core(self.locale.place, "委") if self.locale.place in self.locale.levels.values() and self.locale.place else None

    def _in_context(self, head: str, context: Organ | None, surface: str) -> Office:
        """副主任, 秘书长, 部长 alone: in the organ named just before, or in the host."""
        organ = context
        if organ and not head.endswith("书记") and _PARTY_PART.search(organ.name):
            organ = self.organ(_PARTY_PART.sub("", organ.stem)) if organ.kind != "PartyOrgan" or organ.parent is None else organ
        if organ is None and self.locale.host:
            organ = self.organ(self.locale.host)
        if organ is None or head in _TITLES:
            key = surface if head in _TITLES else f"{surface}-{self.locale.document}"
            return Office(replace(_post(surface, ()), key=key), None, head)
        return Office(self._post_entity(organ, head, surface), organ, head)


_MOD = "(?:常务副|第一副|副|代理|代|执行|名誉|总)?"
_HEADS = (
    "第一书记|总书记|书记|常委|候补委员|主任委员|委员长|委员|秘书长|部长|主任|主席|检察长|检察员|审判员|审判长|总理|总统|首相|省长|市长|县长|区长|州长|旗长|镇长|"
    "乡长|村长|局长|厅长|处长|科长|司长|署长|行长|院长|校长|所长|馆长|台长|社长|会长|理事长|组长|团长|队长|支队长|大队长|站长|厂长|指挥长|总指挥|总经理|经理|董事长|董事|"
    "总裁|总会计师|总工程师|总经济师|政委|政治委员|司令员|司令|参谋长|教授|研究员|院士|高级工程师|工程师|发言人|外长|国务卿|巡视员|调研员|专员|总编辑|主编|大使|顾问"
)
_HEAD_TAIL = re.compile(f"{_MOD}(?:{_HEADS})$")
_TITLES = frozenset({"教授", "副教授", "研究员", "院士", "高级工程师", "工程师", "一级巡视员", "二级巡视员"})
_OF_COMMITTEE = frozenset({"组织部", "宣传部", "统战部", "政法委", "党校"})
_COMMITTEE_PARTS = frozenset(
    {*_OF_COMMITTEE, "纪委", "监委", "党组", "党委", "团委", "工委", "党支部", "党总支", "政协", "人大常委会", "法院", "检察院"}
)
_PART_LIST = (
    "农村工作领导小组", "巡察工作领导小组", "理论学习中心组", "代表资格审查委员会", "法制工作委员会", "机关党委", "机关工委", "机关党组织",
    "直属机关工委", "常务委员会", "常委会", "教育工委", "组织部", "宣传部", "统战部", "政法委", "办公厅", "办公室", "党校", "研究室", "督查室",
    "农办", "编办", "网信办", "党组", "党委", "党总支", "直属党支部", "党支部", "交警支队",
)  # fmt: skip


def _plain_from_name(row: Mapping[str, str]) -> bool:
    """Whether an organ's own name says what it is part of (全国人大常委会, 中央书记处)."""
    parent = row["parent"].removeprefix("中共")
    return parent not in ("", "中国共产党") and row["name"].removeprefix("中共").startswith(parent) and "军" not in row["name"]


def _root(organ: Organ) -> Organ:
    while organ.parent:
        organ = organ.parent
    return organ


def _post(name: str, aliases: tuple[str, ...]) -> Entity:
    return Entity("Post", name, name, (), tuple(dict.fromkeys(a for a in aliases if a != name)))


def _part_kind(part: str, base: str) -> str:
    if re.search("党组|党委|工委|党总支|党支部|组织部|宣传部|统战部", part):
        return "PartyOrgan"
    return base


def _plain_kind(name: str) -> str:
    if re.search("公司|集团|银行", name):
        return "Enterprise"
    if re.search("大学|学院|学校|中学|小学", name):
        return "University"
    return "Media" if re.search("日报|电视台|新闻", name) else ""


POLICY_KINDS = {
    "Law": "法|法典|宪法",
    "Regulation": "条例|规定|细则|规则|准则|守则|规程|规范|制度|规约",
    "Plan": "规划|计划|方案|纲要|要点|预案|路线图|蓝图|行动纲领|安排",
    "Notice": "通知|通告|公告|通报|公报|公示|启事",
    "Opinion": "意见|建议|批复|函|指示|总结",
    "Report": "报告|白皮书|蓝皮书|清单|目录|名录|预算|决算",
    "Decision": "决定|决议|命令|令|议案|提案|宣言|声明|倡议书|共识|联合公报|联合声明|倡议|备忘录",
    "Treaty": "公约|条约|协定|协议|议定书|宪章|合同",
    "Charter": "章程|党章",
    "Measures": "办法|措施|政策|举措|标准|[一二三四五六七八九十百]+条|[一二三四五六七八九十]+项规定|指引|指南|导则|手册",
}
_EVENT_KINDS = (
    ("中全会$", "Plenum"), ("[一二三四五六七八九十]大$|党代会$|次全国代表大会$", "PartyCongress"), ("(?:人大|政协)[一二三四五六七八九十]+次会议$", "PeoplesCongressSession"),
    ("仪式$|开幕式$|闭幕式$", "Ceremony"), ("展$|展览$|博览会$|展览会$|交易会$", "Exhibition"), ("论坛$", "Forum"),
    ("巡察$|调研$|考察$", "Inspection"), ("会$|会议$|讲座$|座谈$", "Meeting"),
)  # fmt: skip


def _slogan_kinds(name: str) -> tuple[str, ...]:
    if re.match("[一二三四五六七八九十百千双两\\d]", name) and len(name) <= 8:
        return ("NumericSlogan",)
    if name.endswith(("思想", "理论", "科学发展观")):
        return ("Doctrine",)
    if name.endswith("战略"):
        return ("Strategy",)
    return ("Campaign",) if name.endswith(("行动", "工程", "活动", "教育")) else ()
