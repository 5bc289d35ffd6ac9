"""An organisation and its parts, and what the word lists say of systems, bureaus and parties."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.cached import cached_property
from graph.claims import CENTRE
from graph.lexicon import Entry, Lexicon, Pattern, any_of, once_per_lexicon
from graph.model import Entity, Key


@dataclass(frozen=True)
class Organ:
    """An organisation. ``stem`` is the form that parts and posts are joined to; ``place`` is whose
    organ it is; ``unresolved`` is the document of a 市委 of an unknown place, part of its key."""

    name: str
    stem: str
    aliases: tuple[str, ...]
    kind: str = ""
    parent: Organ | None = None
    place: str = ""
    unresolved: str = ""

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """All names it may go by, the canonical one first."""
        return tuple(dict.fromkeys((self.name, self.stem, *self.aliases)))

    @cached_property
    def entity(self) -> Entity:
        """The organisation as an entity of the graph."""
        key = Key(self.name, document=self.unresolved)
        kinds = (self.kind,) if self.kind else ()
        return Entity("Organization", key, self.name, kinds, self.forms[1:])

    @cached_property
    def root(self) -> Organ:
        """The organ it is part of in the end: 市委组织部 → 市委."""
        return self.parent.root if self.parent else self


LEVEL = Pattern("{level|town_unit}")
"""The bare level that opens a name: 市 of 市公安局."""
TERM = Pattern("^(?P<party>{party})?{ordinal_mark}?[{numeral}]+{term_unit}")
"""The term of office that opens a name, with the party before it: 第二十届中央委员会."""
PARTY = "中共"
"""What leads the full name of a party committee."""
GOVERNMENT = "政府"
"""The core of the system of governments."""
COMMITTEE = "委"
"""The core of the system of party committees."""
NATIONAL = "国家"
"""What leads the names of the nation's posts and commissions."""
PARTY_COMMITTEE = "党委"
"""What a party committee is called in a town, a firm or a school."""
REGION = "自治区"
"""A province whose committee is the 自治区党委, and whose government has a 主席."""
YOUTH_LEAGUE = "共青团"
"""What the youth league is called with a place."""
UNIT_HEAD = Pattern("(?P<unit>[{headed_unit}])长$")
"""Whose title says of what he is the head: 副部长, 台长."""
PARTY_PART = Pattern("(?:{party_cell}|{discipline_cell})$")
"""The party cell of an organ that is none of the party's: 市政府党组."""
_NOT_PART_OF = Pattern("{own_office}$")
_CELL = Pattern("{party_cell}$")
_OF_PARTY = Pattern("{party_part_mark}")
_UNION = Pattern(".*?{staff_union}")
BARE_HEAD = Pattern("{post_modifier}?(?P<unit>[{headed_unit}])长")
"""A post that says of what he is the head, and no more."""


def without(form: re.Pattern[str], kept: str, name: str) -> str:
    """A name without what a form finds in it, but for the group ``kept`` of that: 中共 of
    中共第二十届|中央委员会."""
    found = form.search(name)
    return name[: found.start()] + (found[kept] or "") + name[found.end() :] if found else name


def last_headed(organs: Sequence[Organ], title: str, lexicon: Lexicon) -> Organ | None:
    """The organ of those named before that a bare title is in: the last, unless it has no such head
    and an earlier one has, as 宣传部 before 电视台 has a 副部长, or it is a body's 工会, which has
    chairmen alone."""
    if not title.endswith(tuple(lexicon.word_class("chairman"))):
        organs = [organ for organ in organs if not _UNION.of(lexicon).fullmatch(organ.stem)]
    last = next(reversed(organs), None)
    unit = BARE_HEAD.of(lexicon).fullmatch(title)
    if last is None or not unit or unit["unit"] in last.stem:
        return last
    fitting = (organ for organ in reversed(organs) if organ.stem.endswith(unit["unit"]))
    return next(fitting, last)


@once_per_lexicon
def systems(lexicon: Lexicon) -> dict[str, Entry]:
    """The systems of organs by their core, short or written out: 委, 人民政府."""
    return {
        entry.form: entry
        for entry in lexicon.entries("systems")
        if entry.form in (entry["core"], *entry["also"].split("|"))
    }


@once_per_lexicon
def core_of(lexicon: Lexicon) -> re.Pattern[str]:
    cores = sorted(systems(lexicon), key=len, reverse=True)
    return re.compile(f"{any_of(map(re.escape, cores))}(?!员)")


@once_per_lexicon
def bureaus(lexicon: Lexicon) -> dict[str, Entry]:
    """Short and full names of local bureaus → their row; of a full one, that of the longest short
    form: 发展改革委 for 发改委 too."""
    entries = sorted(reversed(lexicon.entries("bureaus")), key=lambda e: len(e["short"]))
    return {form: e for e in entries for form in (e["full"], e["short"]) if form}


@once_per_lexicon
def around(lexicon: Lexicon) -> list[tuple[str, str, str]]:
    """(words, words, core) of the systems whose names have words before the place and behind it:
    政协 | 委员会 | 政协; the longest first."""
    rows = {row["core"]: row for row in lexicon.entries("systems")}.items()
    forms = (
        (f, c) for c, row in rows for f in (row["name"], row["stem"], *row["aliases"].split("|"))
    )
    split = ((*form.partition("{place}")[::2], core) for form, core in forms)
    return sorted((s for s in split if s[0] and "{" not in s[1]), key=lambda s: -len(s[1]))


@once_per_lexicon
def allied_parties(lexicon: Lexicon) -> dict[str, str]:
    """Short name → full name of the allied parties and the youth league."""
    centres = ((party, f"{party}{CENTRE}") for party in lexicon.word_class("allied_party"))
    known = ((p, e["full"]) for p, c in centres for e in lexicon.known.get(c, []))
    return {party: full.removesuffix("中央委员会") for party, full in known} | {
        YOUTH_LEAGUE: YOUTH_LEAGUE
    }


def parts(base: Organ, rest: str, lexicon: Lexicon) -> Organ:
    """``base`` with the parts that follow it: 市委 + 组织部 + 干部监督处; what is of a 市委 of an
    unknown place is the document's, too."""
    organ = base
    listed = lexicon.word_class("organ_part")
    known, brief = bureaus(lexicon), lexicon.word_class("short_part")
    alone, of_party, cell = (form.of(lexicon) for form in (_NOT_PART_OF, _OF_PARTY, _CELL))
    while rest:
        part = next((p for p in listed if rest.startswith(p)), rest)
        full = _full_part(part, known) if part in brief else part
        name = organ.stem + full
        forms = tuple(form + p for form in organ.forms for p in (full, part))
        some = not organ.place and not organ.unresolved
        loose = some and cell.search(full)  # 市水利局党组, of a bureau of some city
        parent = None if alone.search(full) or loose else organ
        kind = "PartyOrgan" if of_party.search(full) else organ.kind
        organ = Organ(name, name, forms, kind, parent, unresolved=base.unresolved)
        rest = rest[len(part) :]
    return organ


def _full_part(part: str, offices: Mapping[str, Entry]) -> str:
    """农办 → 农村工作领导小组办公室, as the list of offices has it; 办 → 办公室."""
    return offices[part]["full"] if part in offices else f"{part}公室"
