"""Places: short forms, a document's own places, the gazetteer, what 市 and 县 mean in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.extract.resolve.gazetteer import (
    GAZETTEERS,
    alone,
    ancestors,
    known_places,
    with_city,
)
from graph.extract.states import STATE
from graph.extract.toponyms import CHINA
from graph.lexicon import Lexicon, Pattern, once_per_lexicon
from graph.model import Entity, Key

__all__ = ["GAZETTEERS", "PlaceContext", "PlaceNames", "alone", "ancestors", "with_city"]

_BUREAU = Pattern("(?P<place>[{han}]{0,7}?[{bare_level}]){line_head}")
_SIDE = Pattern("[{han}]{side}")
_DEICTIC = Pattern("{whole_or_own}(?P<level>{level|place_unit})")


@dataclass(frozen=True)
class PlaceContext:
    """The places of a document: what each level stands for, its own short forms, its host organ.

    ``issued`` is its date or '', ``country`` the foreign one whose 总理 it speaks of, ``initials``
    are the first characters that stand for countries (乌国防部), and ``line`` is what the bureaus
    it speaks of are for (全市公安机关), '' where they are for several things. ``courts`` are the
    places whose court is a higher one: 绍兴市 has a 中级人民法院.
    """

    document: str
    levels: Mapping[str, str] = field(default_factory=dict)
    shorts: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    host: str = ""
    issued: str = ""
    country: str = ""
    initials: Mapping[str, str] = field(default_factory=dict)
    line: str = ""
    courts: Mapping[str, str] = field(default_factory=dict)

    def spelt(self, name: str, lexicon: Lexicon) -> str:
        """A name with the country that its first character stands for, or with what a bureau is
        for: 乌国防部 → 乌克兰国防部, 市局 → 市公安局."""
        if name[:1] in self.initials and STATE.of(lexicon).match(name, 1):
            return self.initials[name[0]] + name[1:]
        if self.line and (bureau := _BUREAU.of(lexicon).match(name)):
            return name[: bureau.end("place")] + self.line + name[bureau.end("place") :]
        return name


@once_per_lexicon
def _abroad(lexicon: Lexicon) -> frozenset[str]:
    """Every form of the countries other than China."""
    return frozenset(e.form for e in lexicon.entries("countries") if e["name"] != CHINA)


class PlaceNames:
    """The places that names of one document mean."""

    def __init__(self, lexicon: Lexicon, place_context: PlaceContext) -> None:
        self._lexicon, self._place_context = lexicon, place_context
        self._known = known_places(place_context.levels, place_context.shorts, lexicon)

    def place(self, surface: str) -> Entity:
        """绍兴 → 绍兴市, 江西景德镇 → 景德镇市; 我市 → the document's; 市会议中心 → 澄州市会议中心;
        what is called by a common noun (示范区), as a side (巴方) or as cities of several states
        (奥克兰) is its document's."""
        levels = self._place_context.levels
        deictic = _DEICTIC.of(self._lexicon).fullmatch(surface)
        if deictic and surface not in levels.values():  # 本县 is one's own, but 全州 a county's
            known = levels.get(deictic["level"])
            return self.place(known) if known else self._own_to_document(surface)
        if surface in self._lexicon.word_class("our_country"):
            abroad = self._place_context.country
            return self._own_to_document(surface) if abroad else self.place(CHINA)
        side = _SIDE.of(self._lexicon).fullmatch(surface)
        if side and surface[0] in self._place_context.initials:  # not 南方
            return self._own_to_document(surface)
        found = self._known.place(surface)
        return self._own_to_document(found) if isinstance(found, str) else found

    def _own_to_document(self, surface: str) -> Entity:
        return Entity("Place", Key(surface, document=self._place_context.document), surface)

    def prefix(self, text: str) -> tuple[str, int]:
        """The full name of the last of the places that open ``text``, and the length they take."""
        return self._known.prefix(text)

    def first(self, text: str) -> tuple[str, int]:
        """The full name of the first of the places that open ``text``, and its length there."""
        return self._known.first(text)

    def country(self, text: str) -> str:
        """The country other than China whose name opens ``text``, or ''."""
        known, sizes = _abroad(self._lexicon), range(min(len(text), 8), 1, -1)
        return next((text[:size] for size in sizes if text[:size] in known), "")

    def abroad(self, form: str) -> bool:
        """Whether a form names a country other than China."""
        return form in _abroad(self._lexicon)
