"""Organs by the short names that a document gives them: 远洲智能 of 远洲智能装备股份有限公司, and
what it says to call somebody in brackets, （以下简称澄州文旅集团）."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.extract.analysis import Analysis
from graph.extract.resolve.organ import PARTY_PART
from graph.extract.resolve.resolver import Organ, Resolver
from graph.lexicon import Pattern
from graph.model import Mention

_CALLED = Pattern('（{short_mark}[：:]?[“”"]?(?P<short>[{han}]{2,12})[“”"]?）')
_LEGAL_FORM = Pattern("{legal_form}$")
_GROUP = Pattern("{latin_firm_head}$")
_BRAND, _SHORTEST = 2, 4  # characters, without the place and in all
_LONGEST_PLACE = 3
_OF_FIRM = ("", "Enterprise", "PartyOrgan")


def short_names(
    named: Sequence[tuple[Mention, Organ]], analysis: Analysis, resolver: Resolver
) -> dict[str, Organ]:
    """Short name → the only organ that it may be short for, of those that a document names."""
    firms = _Firms(resolver)
    meant: dict[str, dict[str, Organ]] = defaultdict(dict)
    whole = {o.name: o for _, o in named if o.kind == "Enterprise" and firms.is_whole(o.name)}
    listed = analysis.lexicon.known
    part = PARTY_PART.of(analysis.lexicon)
    stems = (o.stem for _, o in named if whole and o.kind in _OF_FIRM and not o.place)
    others = {part.sub("", stem) for stem in stems}
    for short in sorted(others - {*whole}):
        if not any(entry.list == "organs" for entry in listed.get(short, ())):
            meant[short] |= {name: o for name, o in whole.items() if firms.short_for(short, name)}
    for short, organ in _said(named, analysis):
        for form in (short, resolver.organ(short).stem):
            meant[form] = {organ.name: organ}
    return {
        short: next(iter(organs.values()))
        for short, organs in meant.items()
        if len(organs) == 1 and short not in organs
    }


def _said(
    named: Sequence[tuple[Mention, Organ]], analysis: Analysis
) -> Iterator[tuple[str, Organ]]:
    called = _CALLED.of(analysis.lexicon)
    for mention, organ in named if analysis.may(_CALLED) else ():
        if mention.type == "Organization" and (found := called.match(analysis.text, mention.end)):
            yield found["short"], organ


class _Firms:
    """Names of firms: place, brand, trade, legal form (澄州 长河 建设 集团有限公司)."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._legal_form = _LEGAL_FORM.of(resolver.lexicon)
        self._group = _GROUP.of(resolver.lexicon)

    def is_whole(self, name: str) -> bool:
        """Whether a name has a legal form."""
        return bool(self._legal_form.search(name))

    def short_for(self, short: str, name: str) -> bool:
        """Whether a name may be short for a whole one: without its legal form, without its place,
        by its brand alone or by that and 集团."""
        if len(short) < _SHORTEST:
            return False
        place, own = self._parted(short)
        of_place, whole = self._parted(self._legal_form.sub("", name))
        if place and place != of_place:
            return False
        head, group = self._group.search(own), self._group.search(whole)
        brand = own[: head.start()] if head and group and own != whole else own
        if len(brand) < _BRAND or (head and brand == own and not whole.endswith(own)):
            return False
        led = range(1 if of_place or place else 1 + _LONGEST_PLACE)  # 澄州, which no list knows
        starts = (whole[at:] for at in led if at != 1)
        return any(w.startswith(brand) or (brand != own and _first(brand, w)) for w in starts)

    def _parted(self, name: str) -> tuple[str, str]:
        place, length = self._resolver.opening_place(name)
        return place, name[length:]


def _first(short: str, words: str) -> bool:
    """Whether a name has the characters of a short one in their order, the first at its begin: 城投
    of 城市建设投资."""
    rest = iter(words)
    return words.startswith(short[0]) and all(character in rest for character in short)
