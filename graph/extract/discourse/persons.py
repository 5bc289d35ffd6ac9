"""Persons by name: by the full one if the document or the list has it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from graph.claims import anonymous
from graph.extract.analysis import Analysis
from graph.extract.states import countries
from graph.lexicon import Lexicon, once_per_lexicon
from graph.model import Entity, Key, Mention


@once_per_lexicon
def _abroad(lexicon: Lexicon) -> dict[str, tuple[str, str]]:
    """Short name, with or without the first name → full name and the form between: 马杜罗 and
    尼古拉斯·马杜罗 → 尼古拉斯·马杜罗·莫罗斯."""
    table: dict[str, tuple[str, str]] = {}
    for entry in lexicon.entries("persons"):
        short, full = entry["name"], entry["full"]
        if full and entry.form == short:
            first = full.partition("·")[0]
            usual = short if first == short else f"{first}·{short}"
            table[short] = table[usual] = (full, usual)
    return table


def persons(analysis: Analysis, mentions: Sequence[Mention]) -> dict[Mention, Entity]:
    """The persons among a document's mentions, given in the order of the text, with who is meant.

    A surname alone (王书记) means the last person before it who has that surname, else the only
    one in the document, be it in 习近平强军思想.
    """
    found = _PersonsInOrder(analysis, mentions)
    return {m: found.entity(i) for i, m in enumerate(mentions) if m.type == "Person"}


class _PersonsInOrder:
    """Persons resolved one after the other: the names before tell what a surname means."""

    def __init__(self, analysis: Analysis, settled: Sequence[Mention]) -> None:
        self._analysis, self._settled = analysis, settled
        self._named: dict[str, str] = {}  # first character → the last name that begins so
        self._introduced: dict[str, str] = {}
        people = [i for i, m in enumerate(settled) if m.type == "Person"]
        names = [(self._reading(settled[i]), i) for i in people]
        bearers: dict[str, set[str]] = defaultdict(set)
        listed = (h.entry for h in analysis.hits if h.entry.list == "persons")
        leaders = (entry.form for entry in listed if entry["role"] == "leader")
        told = (n for n, i in names if settled[i].rule != "surname-and-title")
        for name in (*leaders, *told):
            bearers[name[0]].update(set() if anonymous(name) else {name})
        self._only = {first: own.pop() for first, own in bearers.items() if len(own) == 1}
        for name, number in names:
            if "·" in name:
                self._introduced.setdefault(name, self._post_before(number))
        ends = [(p, n) for n in self._introduced for p in n.split("·")[:: n.count("·")]]
        shared = Counter(part for part, _ in ends)
        self._dotted = {part: name for part, name in ends if shared[part] == 1}

    def entity(self, number: int) -> Entity:
        """The person meant by the mention with this index."""
        mention = self._settled[number]
        name = self._reading(mention)
        if len(name) == 1 or mention.rule == "surname-and-title":
            name = self._named.get(name[0], "") or self._only.get(name[0], name[0])
        if not anonymous(name):
            self._named[name[0]] = name
        told = self._dotted.get(name, "")
        if told and self._post_before(number) in ("", self._introduced[told]):
            name = told
        known = countries(self._analysis) and _abroad(self._analysis.lexicon).get(name)
        if not known:
            return Entity("Person", Key(name), name)
        full, usual = known
        return Entity("Person", Key(full), full, (), (usual,) if usual != full else ())

    def _reading(self, mention: Mention) -> str:
        """A mention as rules read it, without spaces."""
        return re.sub(r"\s", "", self._analysis.text[mention.begin : mention.end])

    def _post_before(self, number: int) -> str:
        """The post directly before a name, which introduces somebody: 古巴外交部长罗德里格斯."""
        before = self._settled[number - 1] if number else None
        introduces = before and before.type == "Post" and before.end == self._settled[number].begin
        return before.text if before and introduces else ""
