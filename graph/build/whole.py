"""The lines of a whole graph from its ledger: of all its documents, or of those of a day.

Names are decided some thousands at a time, so that memory is bounded however many there are; names
that a judgement links are decided together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import BinaryIO

from graph.build.findings import text_of
from graph.build.ledger import Entry, Ledger, Names
from graph.claims import Claim, Topic
from graph.identity import A_SLOGAN, Decided, Judgement, Wrong, decide, linked, links, named
from graph.stages import tell

PORTION_CLAIMS = 20_000
"""So many documents' claims about a name are decided at once, in some 70 MB; and all about it."""


class Whole:
    """All lines of the graph of a ledger, whose documents get the names that are decided.

    Nine lines of ten say what stands where in the text of one document: no other states them, and
    nothing stands between them. So they lie ``aside``, a document's as one block, while the others
    are sorted. ``stated`` counts the lines of documents so far, ``slogans`` are those that state a
    slogan.
    """

    def __init__(
        self, ledger: Ledger, base: str, judged: Sequence[Judgement], aside: BinaryIO
    ) -> None:
        self.ledger, self.base, self.judged = ledger, base, judged
        self.wrong = Wrong(judged, base)
        self.stated = 0
        self.slogans: set[bytes] = set()
        self._aside = aside
        self._sizes: list[int] = []

    def lines(self) -> Iterator[bytes]:
        """The lines in no order, each as often as documents state it, but for `blocks`."""
        yield from self._decided()
        entries = list(self.ledger.current())
        for done, entry in enumerate(entries, 1):
            text = final(self.ledger.text(entry.key), self.ledger.names(entry.key), self.wrong)
            begin, end = _block(text, f"<{self.base}{entry.iri}#".encode())
            self._sizes.append(self._aside.write(text[begin:end]))
            lines = (text[:begin] + text[end:]).splitlines(keepends=True)
            self.slogans.update(line for line in lines if line.endswith(A_SLOGAN))
            self.stated += text.count(b"\n")
            tell("sort", done, len(entries))
            yield from lines
        yield from sorted(links(self.slogans))

    def blocks(self) -> Iterator[tuple[bytes, int]]:
        """What `lines` has put aside, sorted, each stated by one document."""
        self._aside.seek(0)
        yield from ((self._aside.read(size), 1) for size in self._sizes)

    def _decided(self) -> Iterator[bytes]:
        """Name the entities of all documents; the lines decided over them together."""
        self.ledger.forget_names()
        said = set(encoded(decide((), self.judged).lines(self.base)))  # the judgements themselves
        yield from said
        done, total = 0, self.ledger.claims.topics_number()
        for topics in self._portions():
            claims = by_key(self.ledger.claims.all(topics))
            decided = decide(chain.from_iterable(claims.values()), self.judged)
            for key, own in claims.items():
                if names := decided.names_of(own):
                    self.ledger.rename(key, self.ledger.names(key) | names)
            yield from (line for line in encoded(decided.lines(self.base)) if line not in said)
            done = min(done + len(topics), total)  # a judgement may name whom no document does
            tell("decide", done, total)

    def _portions(self) -> Iterator[list[Topic]]:
        """All topics, so many at a time that their claims are few."""
        groups = [set(topics_of(judgement)) for judgement in self.judged]
        judged = set().union(*groups)
        taken = set[Topic]()
        portion, claims = list[Topic](), 0
        for topic, number in self.ledger.claims.topics():
            if topic in judged:
                together = linked({topic}, groups) - taken
                taken |= together
                portion += sorted(together)
            else:
                portion.append(topic)
            claims += number
            if claims >= PORTION_CLAIMS:
                yield portion
                portion, claims = [], 0
        yield portion


def _block(text: bytes, start: bytes) -> tuple[int, int]:
    """Where the sorted lines of a text that have this start begin and end."""
    begin = 0 if text.startswith(start) else text.find(b"\n" + start) + 1
    last = text.rfind(b"\n" + start) + 1
    return (begin, text.index(b"\n", last) + 1) if last > begin else (0, 0)


def union(ledger: Ledger, keys: Iterable[Entry]) -> Iterator[bytes]:
    """The lines of a graph of only these documents, repeated and in no order."""
    entries = list(keys)
    chosen = {entry.key for entry in entries}
    claims = by_key((key, claim) for key, claim in ledger.claims.all() if key in chosen)
    judged, base, slogans = read_judged(ledger), ledger.setting("base"), set[bytes]()
    decided, wrong = decide(chain.from_iterable(claims.values()), judged), Wrong(judged, base)
    for entry in entries:
        names = decided.names_of(claims.get(entry.key, ()))
        lines = final(ledger.text(entry.key), names, wrong).splitlines(keepends=True)
        slogans.update(line for line in lines if line.endswith(A_SLOGAN))
        yield from lines
    yield from encoded(decided.lines(base))
    yield from sorted(links(slogans))


def by_key(claims: Iterable[tuple[str, Claim]]) -> dict[str, list[Claim]]:
    """Key of a document → its claims."""
    found: dict[str, list[Claim]] = {}
    for key, claim in claims:
        found.setdefault(key, []).append(claim)
    return found


def changed(stay: Iterable[Claim], before: Decided, after: Decided) -> set[Topic]:
    """The topics of claims that stay whose outcome changes."""
    around = {*before.agreed, *after.agreed}
    places = {place for place in around if before.agreed.get(place) != after.agreed.get(place)}
    return {Topic("place", place) for place in places} | {
        claim.topic
        for claim in stay
        for entity in claim.entities
        if before.names(claim.document).get(entity) != after.names(claim.document).get(entity)
    }


def final(text: bytes, names: Names, wrong: Wrong) -> bytes:
    """A document's lines, sorted, with the final names of its entities, without what is wrong."""
    if not names and not (wrong and wrong.concerns(text.decode())):
        return text
    return text_of(wrong.rewritten(text.decode().removesuffix("\n").split("\n"), names))


def encoded(lines: Iterable[str]) -> list[bytes]:
    """Lines as they stand in the file, sorted."""
    return sorted(f"{line}\n".encode() for line in lines)


def topics_of(judgement: Judgement) -> Iterator[Topic]:
    """The names that a judgement may be about."""
    return (Topic("person", name) for name in named(judgement))


def read_judged(ledger: Ledger) -> tuple[Judgement, ...]:
    """The judgements that the graph was made with."""
    rows = json.loads(ledger.setting("judgements") or "[]")
    return tuple(Judgement(*row) for row in rows)
