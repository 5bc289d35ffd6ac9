"""From the documents that a graph consists of to those it shall consist of, at the least cost.

A graph is the sorted union of its documents' lines, once the persons of all documents are told
apart (`graph.identity`), and of what that decision says. A line stands as long as one document has
it; how many have it is kept where it is more than one. So a change is the difference of a few
documents' lines, spliced into the sorted file: linear is only the copying of that file. Where much
changes, or what is kept does not fit the file, all lines are sorted anew.

The order of writing makes every moment safe: the new file beside the old one, the ledger, then the
new file's name. Cut off before the last step the ledger is ahead of the graph; its seal tells, and
the next change sorts all lines anew.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TypeAlias

from graph.database import Change
from graph.files import NQUADS, Seal
from graph.identity import Decided, Judgement, decide, linked, rewrite
from graph.identity.judgement import name
from graph.identity.variants import A_SLOGAN, links
from graph.ledger import Entry, Ledger, Names
from graph.lines import block, count_lines, find, holds, splice
from graph.manifest import Manifest, builder
from graph.store import Store

log = logging.getLogger(__name__)

SMALL = 1000
"""So many changed documents' lines fit in memory several times over."""

_Text: TypeAlias = mmap | bytes


def publish(
    folder: Path,
    ledger: Ledger,
    put: Mapping[str, str],
    drop: Iterable[str] = (),
    judgements: Sequence[Judgement] | None = None,
    anew: Mapping[str, str] | None = None,
) -> Store:
    """Make the graph of a `locked` folder consist of other documents than it did, and open it.

    ``put`` are documents that it shall have, IRI → key of findings in the ledger, in place of those
    of their IRIs; ``drop`` the IRIs of those that it shall lose. ``judgements`` replace the former
    ones if given. ``anew`` are the settings of a new graph: all lines are sorted then.
    """
    into = [ledger.entry(key) for iri, key in put.items() if key != _key(ledger.find(iri))]
    gone = chain((entry.iri for entry in into), drop)
    out = [entry for entry in map(ledger.find, gone) if entry]
    former = read_judged(ledger)
    judged = former if judgements is None else tuple(sorted(set(judgements)))
    in_step = anew is None and seal(ledger).fits(folder / NQUADS)
    if in_step and not out and not into and judged == former:
        with ledger.transaction():
            ledger.forget_staged()
        describe(folder, ledger)
        return Store.open(folder)
    small = in_step and len(out) + len(into) <= SMALL
    with ledger.transaction(), _mapped(folder / NQUADS if small else None) as text:
        ledger.remember(**(anew or {}))
        edition = _Edition(ledger, text, into, out, former, judged)
        edition.prepare(small)
        store = Store.replace(folder, edition.content, edition.change, edition.commit)
    describe(folder, ledger)
    return store


class _Edition:
    """One change: the new file's content, what it adds and removes, and its counts."""

    content: Iterable[bytes]
    change: Change | None = None

    def __init__(
        self,
        ledger: Ledger,
        text: _Text,
        into: list[Entry],
        out: list[Entry],
        former: Sequence[Judgement],
        judged: Sequence[Judgement],
    ) -> None:
        self.ledger, self.text = ledger, text
        self.into, self.out = into, out
        self.former, self.judged = former, judged
        self.base = ledger.setting("base")
        self.quads = 0

    def prepare(self, small: bool) -> None:
        """Switch the ledger to the new documents and find out what is to be written."""
        names = self._names() if small else set()
        before = self._decide(names, self.former)
        for entry in self.out:
            self.ledger.retire(entry.key)
        for entry in self.into:
            self.ledger.make_current(entry.key)
        self.ledger.remember(judgements=json.dumps(self.judged, ensure_ascii=False))
        if small:
            try:
                self._amend(self._net(names, before, self._decide(names, self.judged)))
                return
            except _OutOfStep as error:
                log.warning("the counts of lines are wrong (%s): counting them again", error)
        self.ledger.share_none()
        self.content = self._all()

    def commit(self, safe: Seal) -> None:
        """The new file is safe: let the ledger speak of it."""
        self.ledger.remember(graph=json.dumps(safe), quads=str(self.quads))
        self.ledger.remember(builder=json.dumps(builder()))
        self.ledger.forget_staged()
        self.ledger.commit()

    def _names(self) -> set[str]:
        """The names of persons whose bearers may have changed."""
        touched = self.ledger.bear(entry.key for entry in (*self.out, *self.into))
        newly = set(self.former) ^ set(self.judged)
        touched |= {name(reference) for j in newly for reference in (j.a, j.b)}
        return linked(touched, (*self.former, *self.judged))

    def _decide(self, names: Iterable[str], judged: Sequence[Judgement]) -> Decided:
        return decide((claim for _, claim in self.ledger.claims(names)), judged)

    def _net(self, names: set[str], before: Decided, after: Decided) -> Counter[bytes]:
        """By how many documents more or less each line is now said."""
        net = Counter(_encoded(after.lines(self.base)))
        net.subtract(_encoded(before.lines(self.base)))
        for entry in self.out:
            net.subtract(self._lines(entry.key))
        for entry in self.into:
            self.ledger.rename(entry.key, dict(after.names(entry.id)))
            net.update(self._lines(entry.key))
        new = {entry.key for entry in self.into}
        bearers: dict[str, tuple[str, set[str]]] = {}
        for key, claim in self.ledger.claims(names):
            if key not in new and before.names(claim.document) != after.names(claim.document):
                bearers.setdefault(key, (claim.document, set()))[1].add(claim.key)
        for key, (document, decided) in bearers.items():
            kept = {k: to for k, to in self.ledger.names(key).items() if k not in decided}
            net.subtract(self._lines(key))
            self.ledger.rename(key, {**kept, **after.names(document)})
            net.update(self._lines(key))
        return net

    def _lines(self, key: str) -> list[bytes]:
        return _final(self.ledger.lines(key), self.ledger.names(key), self.base)

    def _amend(self, net: Counter[bytes]) -> None:
        """Splice the difference into the former file."""
        self._link_variants(net)
        edits: list[tuple[int, int, bytes]] = []
        counts: list[tuple[bytes, int]] = []
        added, removed = [], []
        place = 0
        for line, more in sorted((line, n) for line, n in net.items() if n):
            place = find(self.text, line, place)
            there = holds(self.text, line, place)
            former = self.ledger.sharers(line) if there else 0
            number = former + more
            if number < 0:
                raise _OutOfStep(line.decode().strip())
            if max(former, number) > 1:
                counts.append((line, number))
            if number and not there:
                edits.append((place, 0, line))
                added.append(line)
            elif there and not number:
                edits.append((place, len(line), b""))
                removed.append(line)
        self.ledger.share(counts)
        self.quads = int(self.ledger.setting("quads")) + len(added) - len(removed)
        self.content, self.change = splice(self.text, edits), Change(added, removed)

    def _link_variants(self, net: Counter[bytes]) -> None:
        """Count in what joins slogans that come with this change, or no longer those that go."""
        changed = {line for line, more in net.items() if more and line.endswith(A_SLOGAN)}
        if not changed:
            return
        before = set(block(self.text, f"<{self.base}slogan/".encode(), A_SLOGAN))
        after = before - changed
        for line in changed:
            if (self.ledger.sharers(line) if line in before else 0) + net[line] > 0:
                after.add(line)
        old, new = links(before), links(after)
        net.update(dict.fromkeys(new - old, 1))
        net.subtract(dict.fromkeys(old - new, 1))

    def _all(self) -> Iterator[bytes]:
        """The lines of all documents; how many documents have each goes into the ledger."""
        decided = decide((claim for _, claim in self.ledger.claims()), self.judged)
        entries = list(self.ledger.current())
        for entry in entries:
            self.ledger.rename(entry.key, dict(decided.names(entry.id)))
        told = _told((self._lines(entry.key) for entry in entries), decided, self.base)
        counted = count_lines(told)
        while block := list(islice(counted, 1000)):
            self.quads += len(block)
            self.ledger.share((line, number) for line, number in block if number > 1)
            yield b"".join(line for line, _ in block)


class _OutOfStep(Exception):
    """The ledger says of a line what cannot be."""


def _final(lines: list[bytes], names: Names, base: str) -> list[bytes]:
    """A document's lines, sorted, with what is decided of its persons."""
    if not names:
        return lines
    return _encoded(rewrite((line.decode().removesuffix("\n") for line in lines), names, base))


def _told(documents: Iterable[list[bytes]], decided: Decided, base: str) -> Iterator[bytes]:
    """The lines of documents, and after them what all of them together tell."""
    slogans: set[bytes] = set()
    for lines in documents:
        slogans.update(line for line in lines if line.endswith(A_SLOGAN))
        yield from lines
    yield from _encoded(decided.lines(base))
    yield from sorted(links(slogans))


def _encoded(lines: Iterable[str]) -> list[bytes]:
    return sorted(f"{line}\n".encode() for line in lines)


def union(ledger: Ledger, keys: Iterable[Entry]) -> Iterator[bytes]:
    """The graph's lines, repeated and in no order, if it consisted of these documents alone."""
    entries = list(keys)
    chosen = {entry.key for entry in entries}
    decided = decide(
        (claim for key, claim in ledger.claims() if key in chosen), read_judged(ledger)
    )
    base = ledger.setting("base")
    lines = (_final(ledger.lines(e.key), dict(decided.names(e.id)), base) for e in entries)
    return _told(lines, decided, base)


def read_judged(ledger: Ledger) -> tuple[Judgement, ...]:
    """The judgements that the graph was made with."""
    rows = json.loads(ledger.setting("judgements") or "[]")
    return tuple(Judgement(*row) for row in rows)


def describe(folder: Path, ledger: Ledger) -> None:
    """Write the manifest where it is not that of the graph yet."""
    manifest = Manifest(
        builder=json.loads(ledger.setting("builder")),
        base=ledger.setting("base"),
        documents=len(ledger),
        quads=int(ledger.setting("quads")),
        sha256=seal(ledger).sha256,
    )
    if not manifest.stands(folder):
        manifest.write(folder)


def _key(entry: Entry | None) -> str:
    return entry.key if entry else ""


def seal(ledger: Ledger) -> Seal:
    """The seal of the ``graph.nq`` that the ledger speaks of; it fits no file if there is none."""
    return Seal(*json.loads(ledger.setting("graph") or '["", -1, 0, 0]'))


@contextmanager
def _mapped(path: Path | None) -> Iterator[_Text]:
    """A file's bytes without reading them; mmap refuses empty files."""
    if path is None or path.stat().st_size == 0:
        yield b""
        return
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as text:
        yield text
