"""A change of a graph: the lines that documents add and remove, and how they are written."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from heapq import merge
from itertools import groupby
from mmap import mmap
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import TypeAlias

from graph.build.ledger import Entry, Ledger
from graph.build.manifest import builder
from graph.build.whole import Whole, changed, encoded, final, topics_of
from graph.claims import Claim, Topic
from graph.files import Seal, count_lines, has_line, line_offset, portions
from graph.identity import (
    A_SLOGAN,
    Decided,
    Judgement,
    Wrong,
    decide,
    keys_of,
    linked,
    relinked,
)
from graph.stages import tell
from graph.store import MAX_DELTA_BYTES, Change, Draft, Store, amended

FIRST = itemgetter(0)

log = logging.getLogger(__name__)

Text: TypeAlias = mmap | bytes


class ChangeSet:
    """Documents added and removed, and the lines this adds to and removes from a graph.

    ``text`` is ``graph.nq``, which the delta amends. ``into`` are the documents added, ``out``
    those removed; ``former`` and ``judged`` are the judgements before and after. ``draft`` is the
    delta to write to; None writes ``graph.nq`` itself.
    """

    def __init__(
        self,
        ledger: Ledger,
        text: Text,
        draft: Draft | None,
        into: list[Entry],
        out: list[Entry],
        former: Sequence[Judgement],
        judged: Sequence[Judgement],
    ) -> None:
        self.ledger, self.text, self.draft = ledger, text, draft
        self.into, self.out = into, out
        self.former, self.judged = former, judged
        self.groups = [set(topics_of(j)) for j in (*former, *judged)]
        self.of_judged = set[Topic]().union(*self.groups)
        self.base = ledger.setting("base")
        self.was_wrong, self.wrong = Wrong(former, self.base), Wrong(judged, self.base)
        self.quads = 0

    def amend(self, folder: Path, whole: bool) -> Store:
        """Write the lines that differ, into ``graph.nq`` itself if ``whole``."""
        self._retire()
        topics = self._topics()
        before, after, moved = self._decide(topics, set())
        if moved:
            before, after, _ = self._decide(topics, moved)
        self._switch()
        try:
            net = self._net(before, after, moved)
            self._link_variants(net)
            change = self._change(net)
        except _OutOfStep as error:
            log.warning(
                "行数不符，重新计数 / the counts of lines are wrong (%s): counting them again",
                error,
            )
            return self._anew(folder)
        if self.draft:
            self.draft.put(change)
            if not whole and self.draft.size <= MAX_DELTA_BYTES:
                return Store.amend(folder, self.draft, change, self._commit)
        content = amended(self.text, self.draft.change() if self.draft else change)
        return Store.replace(folder, content, change, self._commit)

    def write(self, folder: Path) -> Store:
        """Write all lines of the graph again."""
        self._retire()
        self._switch()
        return self._anew(folder)

    def _anew(self, folder: Path) -> Store:
        self.ledger.shared.forget()
        return Store.replace(folder, self._all(), None, self._commit)

    def _retire(self) -> None:
        for entry in self.out:
            self.ledger.retire(entry.key)

    def _switch(self) -> None:
        """Make the new documents the current ones of the ledger."""
        for entry in self.into:
            self.ledger.make_current(entry.key)
        self.ledger.remember(judgements=json.dumps(self.judged, ensure_ascii=False))

    def _commit(self, safe: Seal, delta: str = "") -> None:
        """Record in the ledger the new graph, once its file is safely on disk."""
        self.ledger.remember(graph=json.dumps(safe), delta=delta, quads=str(self.quads))
        self.ledger.remember(builder=json.dumps(builder()))
        self.ledger.forget_staged()
        self.ledger.commit()

    def _topics(self) -> set[Topic]:
        """The topics whose decision may change."""
        touched = {claim.topic for claim in self._claims([*self.out, *self.into])}
        newly = set(self.former) ^ set(self.judged)
        touched |= {topic for judgement in newly for topic in topics_of(judgement)}
        return linked(touched, self.groups)

    def _decide(self, topics: set[Topic], moved: set[Topic]) -> tuple[Decided, Decided, set[Topic]]:
        """The decisions before and after, and the topics whose outcome changes in other documents.

        For topics in ``moved`` all claims are loaded, not only the distinct ones.
        """
        stay = tuple(self.ledger.claims.alike(topics, self.of_judged | moved))
        before = decide((*stay, *self._claims(self.out)), self.former)
        after = decide((*stay, *self._claims(self.into)), self.judged)
        return before, after, changed(stay, before, after)

    def _claims(self, entries: list[Entry]) -> Iterator[Claim]:
        return self.ledger.claims.of(entry.key for entry in entries)

    def _net(self, before: Decided, after: Decided, moved: set[Topic]) -> Counter[bytes]:
        """Line → by how much the number of documents that state it changes.

        ``moved`` are the topics whose outcome changes in documents that stay.
        """
        net = Counter(encoded(after.lines(self.base)))
        net.subtract(encoded(before.lines(self.base)))
        for entry in self.out:
            net.subtract(self._lines(entry.key, self.was_wrong))
        for entry in self.into:
            self.ledger.rename(entry.key, after.names_of(self.ledger.claims.of([entry.key])))
            net.update(self._lines(entry.key, self.wrong))
        done = {entry.key for entry in self.into}
        for key, claims in groupby(sorted(self.ledger.claims.all(moved), key=FIRST), FIRST):
            of_document = [claim for _, claim in claims]
            entities = {entity for claim in of_document for entity in claim.entities}
            former, decided = self.ledger.names(key), after.names_of(of_document)
            names = {e: name for e, name in former.items() if e not in entities}
            names |= {e: name for e, name in decided.items() if e in entities}
            if key not in done and former != names:
                net.subtract(self._lines(key, self.was_wrong))
                self.ledger.rename(key, names)
                net.update(self._lines(key, self.wrong))
                done.add(key)
        for key in self._judged_anew(done):
            net.subtract(self._lines(key, self.was_wrong))
            net.update(self._lines(key, self.wrong))
        return net

    def _judged_anew(self, done: Container[str]) -> Iterator[str]:
        """The keys of the other documents that speak of what only now is wrong, or no longer."""
        changed = Wrong(set(self.former) ^ set(self.judged), self.base)
        for entry in self.ledger.current() if changed else ():
            if entry.key not in done and (
                changed.renames(self.ledger.names(entry.key))
                or changed.concerns(self.ledger.text(entry.key).decode())
            ):
                yield entry.key

    def _lines(self, key: str, wrong: Wrong) -> list[bytes]:
        text = final(self.ledger.text(key), self.ledger.names(key), wrong)
        return text.splitlines(keepends=True)

    def _change(self, net: Counter[bytes]) -> Change:
        """The lines to add and to remove; the ledger's counts of documents are updated."""
        added, removed = list[bytes](), list[bytes]()
        counts: list[tuple[bytes, int]] = []
        place = 0
        for line, more in sorted((line, n) for line, n in net.items() if n):
            there = self.draft.adds(line) if self.draft else None
            if there is None:
                place = line_offset(self.text, line, place)
                there = has_line(self.text, line, place)
            former = self.ledger.shared.sharers(line) if there else 0
            number = former + more
            if number < 0:
                raise _OutOfStep(line.decode().strip())
            if max(former, number) > 1:
                counts.append((line, number))
            if number and not there:
                added.append(line)
            elif there and not number:
                removed.append(line)
        self.ledger.shared.share(counts)
        self.quads = int(self.ledger.setting("quads")) + len(added) - len(removed)
        return Change(added, removed)

    def _link_variants(self, net: Counter[bytes]) -> None:
        """Add the variant links of slogans that appear, subtract those of lost slogans."""
        shared = self.ledger.shared
        changed_slogans: dict[bytes, bool] = {}
        for line, more in net.items():
            if more and line.endswith(A_SLOGAN):
                before = line in shared.slogans(keys_of(line))
                after = (shared.sharers(line) if before else 0) + more > 0
                if before != after:
                    changed_slogans[line] = after
        if changed_slogans:
            come, go = relinked(changed_slogans, shared.slogans)
            net.update(dict.fromkeys(come, 1))
            net.subtract(dict.fromkeys(go, 1))
            shared.add_slogans(line for line, comes in changed_slogans.items() if comes)
            shared.drop_slogans(line for line, comes in changed_slogans.items() if not comes)

    def _all(self) -> Iterator[bytes]:
        """The lines of all documents; how many documents have each is recorded in the ledger."""
        written = 0
        with TemporaryFile() as aside:
            whole = Whole(self.ledger, self.base, self.judged, aside)
            # a merge begins with the first: all are read before the blocks are asked for
            for portion in portions(merge(count_lines(whole.lines()), whole.blocks())):
                shared = [(line, number) for line, number in portion if number > 1]
                self.ledger.shared.share(shared)
                text = b"".join(line for line, _ in portion)
                quads = text.count(b"\n")
                self.quads += quads
                written += quads + sum(number - 1 for _, number in shared)
                tell("write", written, whole.stated)
                yield text
        self.ledger.shared.add_slogans(whole.slogans)


class _OutOfStep(Exception):
    """The ledger counts fewer than 0 documents for a line."""
