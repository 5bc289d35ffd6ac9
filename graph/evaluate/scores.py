"""Precision, recall and F1 of what was found against gold: spans, names, relations, demands.

Counting is strict: a mention counts with its exact span and type (adjacent places are joined
first), a relation when both its ends bear one of the gold's names. What is optional in the gold
counts neither way. Averages are micro-averages over documents.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from graph.evaluate.gold import Fact, Gold, Names, Span, gold_files, plain, read_gold
from graph.evaluate.labels import outcome_label, padded, row_label
from graph.evaluate.predicted import Predicted, documents_of, graph_of, names_of, predicted_in
from graph.model import Extraction, Sentence
from graph.rdf import RELATIONS
from graph.store import Store
from graph.text import sentences

_IF_STATED = (  # judged only where the gold states any
    *("contained_in", "document_number"),
    *("member", "tenure_post", "since", "until", "status"),
    *("amends", "repeals", "replaces", "effective", "promulgated", "adopted_at"),
    *("addressee", "encloses", "responsible"),
)


class Counts(NamedTuple):
    """Numbers of the right, the spurious and the missed."""

    hits: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of the found that is right; nan where nothing was found."""
        return _share(self.hits, self.hits + self.spurious)

    @property
    def recall(self) -> float:
        """The share of the gold that was found; nan where there is none."""
        return _share(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return _share(2 * self.hits, 2 * self.hits + self.spurious + self.missed)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


class Error(NamedTuple):
    """One thing missed, spurious or unresolved, and the sentence it is about."""

    document: str
    outcome: str
    kind: str
    what: str
    sentence: str


@dataclass(frozen=True)
class Scores:
    """Counts by level (entity, name, relation) and kind, the errors, the documents not found."""

    documents: int
    counts: dict[tuple[str, str], Counts]
    errors: tuple[Error, ...]
    absent: tuple[str, ...]

    def total(self, level: str) -> Counts:
        """All kinds of a level together (micro-average)."""
        columns = zip(*(c for (lv, _), c in self.counts.items() if lv == level), strict=True)
        return Counts(*map(sum, columns))

    def rows(self) -> dict[str, Counts]:
        """``entity Person`` … and ``entity ALL``, level by level."""
        out = {}
        for level in ("entity", "name", "relation"):
            kinds = sorted(kind for lv, kind in self.counts if lv == level)
            out.update({f"{level} {kind}": self.counts[level, kind] for kind in kinds})
            out[f"{level} ALL"] = self.total(level)
        return out

    def text(self, errors: bool = False) -> str:
        """A table of all rows, and if asked the errors with their sentences."""
        head = padded(f"文档 documents {self.documents}", 38)
        lines = [f"{head}{'P':>7}{'R':>7}{'F1':>7}  对 hits  多 spurious  漏 missed"]
        for name, c in self.rows().items():
            measures = f"{c.precision:7.3f}{c.recall:7.3f}{c.f1:7.3f}"
            counted = f"{c.hits:9}{c.spurious:13}{c.missed:11}"
            lines.append(f"{padded(row_label(name), 38)}{measures}{counted}")
        lines += [f"不在图中 / not in the graph: {name}" for name in self.absent]
        if errors:
            for e in self.errors:
                what = f"{outcome_label(e.outcome)} {e.kind}: {e.what}"
                lines += [f"{e.document}  {what}", f"    {e.sentence}"]
        return "\n".join(lines) + "\n"

    def as_dict(self) -> dict[str, Any]:
        """For JSON: the measures, None where one is undefined, and the errors."""
        rows = {
            name: {k: v if v == v else None for k, v in _measures(counts).items()}
            for name, counts in self.rows().items()
        }
        errors = [error._asdict() for error in self.errors]
        return {"documents": self.documents, "absent": self.absent, "rows": rows, "errors": errors}


def _measures(c: Counts) -> dict[str, float]:
    return {"precision": c.precision, "recall": c.recall, "f1": c.f1, **c._asdict()}


def evaluate(found: Store | Iterable[Extraction], gold: str | Path) -> Scores:
    """Score a graph, or the graph that extractions make, against a folder of gold.

    See `graph.evaluate.gold` for its files; InputError says what is wrong with them.
    """
    store = found if isinstance(found, Store) else graph_of(found)
    documents, names = documents_of(store), names_of(store)
    tally: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    errors: list[Error] = []
    absent = []
    paths = gold_files(gold)
    for path in paths:
        name = path.relative_to(gold).with_suffix("").as_posix()
        name = name if name in documents else path.stem
        if name not in documents:
            absent.append(name)
        have = predicted_in(store, documents[name], names) if name in documents else Predicted()
        errors += _Judge(read_gold(path, name), have, tally).errors()
    counts = {key: Counts(c["hits"], c["spurious"], c["missed"]) for key, c in tally.items() if c}
    return Scores(len(paths), counts, tuple(errors), tuple(absent))


def _join_places(spans: dict[Span, tuple[str, bool]]) -> dict[Span, tuple[str, bool]]:
    """江西|南昌市 and 江西南昌市 count alike: places that touch become one."""
    out: dict[Span, tuple[str, bool]] = {}
    for (begin, end), (kind, optional) in sorted(spans.items()):
        last = next(reversed(out), None)
        if last and last[1] == begin and kind == "Place" == out[last][0]:
            optional = out.pop(last)[1] and optional
            begin = last[0]
        out[begin, end] = kind, optional
    return out


class _Judge:
    """One document's gold against its findings; ``errors`` counts as it goes."""

    def __init__(
        self, gold: Gold, have: Predicted, tally: dict[tuple[str, str], Counter[str]]
    ) -> None:
        self.gold, self.have, self.tally = gold, have, tally
        self.sentences = sentences(gold.text)

    def errors(self) -> Iterator[Error]:
        yield from self._mentions()
        yield from self._full_names()
        if self.gold.facts is not None:
            for name in RELATIONS:
                if name != "directive" and (name in self.gold.facts or name not in _IF_STATED):
                    yield from self._facts(name, self.gold.facts.get(name, []))
            yield from self._directives()

    def _error(self, outcome: str, kind: str, what: str, begin: int) -> Error:
        at = bisect_right(self.sentences, begin, key=lambda s: s.begin) - 1
        sentence = self.sentences[at].text if begin >= 0 and self.sentences else ""
        return Error(self.gold.document, outcome, kind, what, sentence)

    def _mentions(self) -> Iterator[Error]:
        want = _join_places(self.gold.spans)
        have = _join_places({span: (kind, False) for span, (kind, _) in self.have.spans.items()})
        for span, (kind, optional) in want.items():
            other = have.get(span, ("",))[0]
            if optional:
                continue
            self.tally["entity", kind]["hits" if other == kind else "missed"] += 1
            if other != kind:
                yield self._mention_error(
                    "missed", kind, span, f" (found: {other})" if other else ""
                )
        excused = [span for span, (_, optional) in want.items() if optional]
        for span, (kind, _) in have.items():
            other = want.get(span, ("",))[0]
            if other == kind or any(b < span[1] and span[0] < e for b, e in excused):
                continue
            self.tally["entity", kind]["spurious"] += 1
            yield self._mention_error("spurious", kind, span, f" (gold: {other})" if other else "")

    def _mention_error(self, outcome: str, kind: str, span: Span, note: str) -> Error:
        return self._error(outcome, kind, self.gold.text[slice(*span)] + note, span[0])

    def _full_names(self) -> Iterator[Error]:
        """Whether the short names that were found lead to their full ones."""
        for span, (name, full) in self.gold.full.items():
            kind, names = self.have.spans.get(span, ("", frozenset()))
            if kind == self.gold.spans[span][0]:
                self.tally["name", kind]["hits" if names & full else "missed"] += 1
                if not names & full:
                    yield self._mention_error("unresolved", kind, span, f" (gold: {name})")

    def _facts(self, relation: str, wanted: Sequence[Fact]) -> Iterator[Error]:
        found, counts = self.have.facts.get(relation, []), self.tally["relation", relation]
        used: set[int] = set()
        for want in wanted:
            alike = {i for i, f in enumerate(found) if _meet(f, want)}
            used |= alike
            counts["hits" if alike else "missed"] += 1
            if not alike:
                yield self._error("missed", relation, want.shown, self._likely(want))
        for i, fact in enumerate(found):
            if i not in used and not (self._excused(fact.subject) or self._excused(fact.object)):
                counts["spurious"] += 1
                yield self._error("spurious", relation, fact.shown, fact.begin)

    def _excused(self, names: Names) -> bool:
        return bool(names & self.gold.excused) and not names & self.gold.counted

    def _likely(self, fact: Fact) -> int:
        """Where a relation may be stated: the sentence that names most of it, its object first."""

        def named(sentence: Sentence) -> tuple[bool, bool]:
            bare = plain(sentence.text)
            first, second = (any(n in bare for n in end) for end in (fact.subject, fact.object))
            return (first and second, second)

        best = max(self.sentences, key=named, default=None)
        return best.begin if best and any(named(best)) else -1

    def _directives(self) -> Iterator[Error]:
        wanted = self.gold.directives
        if wanted is None:
            return
        counts, found = self.tally["relation", "directive"], self.have.directives
        for demand in dict.fromkeys(wanted):
            counts["hits" if demand in found else "missed"] += 1
            if demand not in found:
                likely = self._likely(Fact(frozenset(), frozenset({demand}), demand))
                yield self._error("missed", "directive", demand, likely)
        for demand in (d for d in found if d not in wanted):
            counts["spurious"] += 1
            yield self._error("spurious", "directive", demand, found[demand])


def _meet(one: Fact, other: Fact) -> bool:
    return bool(one.subject & other.subject and one.object & other.object)
