"""Persons by name: by the full one if the document or the list has it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from graph.cached import cached_property
from graph.claims import anonymous
from graph.extract.analysis import Analysis
from graph.extract.chinese_names import plain
from graph.extract.discourse.foreigners import Foreigners, usual
from graph.extract.leaders import leaders
from graph.extract.resolve.resolver import ResolvedPost
from graph.model import Entity, Key, Mention

_WITH_GIVEN = 3
"""Characters of a name with a given name of two."""


def persons(
    analysis: Analysis, mentions: Sequence[Mention], offices: Mapping[Mention, ResolvedPost]
) -> dict[Mention, Entity]:
    """The persons among a document's mentions, given in the order of the text, with who is meant;
    ``offices`` are what the posts among them mean.

    A surname alone (王书记) means the last person before it who has that surname, else the only
    one in the document, be it in 习近平强军思想.
    """
    named = [i for i, m in enumerate(mentions) if m.type == "Person"]
    if not named:
        return {}
    found = _PersonsInOrder(analysis, mentions, named, Foreigners(analysis, mentions, offices))
    return {mentions[i]: found.entity(i) for i in named}


class _PersonsInOrder:
    """Persons resolved one after the other: the names before tell what a surname means."""

    def __init__(
        self,
        analysis: Analysis,
        settled: Sequence[Mention],
        people: Sequence[int],
        foreigners: Foreigners,
    ) -> None:
        self._analysis, self._settled, self._foreigners = analysis, settled, foreigners
        self._named: dict[str, str] = {}  # first character → the last name that begins so
        self._introduced: dict[str, str] = {}
        self._names = {i: self._reading(settled[i]) for i in people}
        for number, name in self._names.items():
            if "·" in name:
                self._introduced.setdefault(name, self._post_before(number))
        ends = [(p, n) for n in self._introduced for p in n.split("·")[:: n.count("·")]]
        shared = Counter(part for part, _ in ends)
        self._dotted = {part: name for part, name in ends if shared[part] == 1}

    @cached_property
    def _only(self) -> dict[str, str]:
        """First character → the only name that begins so."""
        bearers: dict[str, set[str]] = defaultdict(set)
        listed = (hit.entry for hit in self._analysis.hits_of["persons"])
        leaders = (entry.form for entry in listed if entry["role"] == "leader")
        told = (n for i, n in self._names.items() if self._settled[i].rule != "surname-and-title")
        for name in (*leaders, *told):
            bearers[name[0]].update(set() if anonymous(name) else {name})
        return {first: own.pop() for first, own in bearers.items() if len(own) == 1}

    @cached_property
    def _of_given(self) -> dict[str, set[str]]:
        """Given name of two characters → the names that end so."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in self._names.values():
            if len(name) == _WITH_GIVEN:
                found[name[1:]].add(name)
        return found

    def entity(self, number: int) -> Entity:
        """The person meant by the mention with this index."""
        mention = self._settled[number]
        if leader := leaders(self._analysis).get((mention.begin, mention.end)):
            return Entity("Person", Key(leader), leader, (), (mention.text,))
        name = self._names[number]
        if len(name) == 1 or mention.rule == "surname-and-title":
            name = self._named.get(name[0], "") or self._only.get(name[0], name[0])
        full_names = self._of_given.get(name, ())
        if len(full_names) == 1 and self._is_comrade(mention):
            name = next(iter(full_names))
        if not anonymous(name):
            self._named[name[0]] = name
        told = self._dotted.get(name, "")
        if told and self._post_before(number) in ("", self._introduced[told]):
            name = told
        known = self._foreigners.meant(number, name)
        if not known:
            return Entity("Person", Key(name), name)
        full, form = known["full"], usual(known)
        return Entity("Person", Key(full), full, (), (form,) if form != full else ())

    def _is_comrade(self, mention: Mention) -> bool:
        """Whether 同志 stands behind: 肖华同志 is 邝肖华 of the document."""
        polite = (*self._analysis.lexicon.word_class("courtesy_title"),)
        return self._analysis.text.startswith(polite, mention.end)

    def _reading(self, mention: Mention) -> str:
        """A mention as rules read it, without blanks."""
        return plain(self._analysis.text[mention.begin : mention.end])

    def _post_before(self, number: int) -> str:
        """The post directly before a name, which introduces somebody: 古巴外交部长罗德里格斯."""
        before = self._settled[number - 1] if number else None
        introduces = before and before.type == "Post" and before.end == self._settled[number].begin
        return before.text if before and introduces else ""
