"""How much of a corpus is understood: which sentences yield something, which shapes yield nothing.

A shape is a clause with its mentions as signs and, of its words, only those beside a sign, which
are what the rules look at: ``[Person]会见[Person]``, ``[Event]由…主办``.
"""

from __future__ import annotations

import logging
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain, zip_longest
from typing import Any, TypeVar

from graph.extract import SIGNS, NearMiss, Reading, analyses, findings, near_misses, read
from graph.lexicon import Lexicon
from graph.model import Document, Mention

log = logging.getLogger(__name__)

T = TypeVar("T", bound=Hashable)

_TYPES = {sign: f"[{kind}]" for kind, sign in SIGNS.items()}
_SIGN = re.compile(f"([{''.join(_TYPES)}])")
_CLAUSE = re.compile("[，；：。！？,;:!?“”‘’\\s]+")
_LIST = re.compile(r"(\[\w+\])(?:[、和及与]*\1)+")
_SHOWN = 4  # between two signs, words of up to four characters are shown whole
_BESIDE = 2  # characters beside a sign, or at the beginning of a clause without any
_LISTED = 20  # shapes and misses of each kind
_SHOWN_WORDS, _SHOWN_WORD_CHARACTERS = 5, 24  # of a near miss


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of clause, the number of sentences it stands in, and one of these."""

    shape: str
    sentences: int
    document: str
    example: str


@dataclass(frozen=True, slots=True)
class Miss:
    """A rule, what it lacked, how often, and the words it was looking at, the commonest first."""

    rule: str
    lacks: str
    times: int
    words: dict[str, int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Sentences by what they yielded, and what would make them yield more.

    ``unrelated`` are shapes of sentences with mentions and no relation, ``silent`` of those with
    neither; ``misses`` are what came near to being a mention.
    """

    documents: int
    sentences: int
    with_mentions: int
    with_relations: int
    with_nothing: int
    unrelated: tuple[Shape, ...]
    silent: tuple[Shape, ...]
    misses: tuple[Miss, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


def coverage(documents: Iterable[Document], *, lexicon: Lexicon | None = None) -> Coverage:
    """Read every document and count; the commonest shapes and misses of each kind are listed.

    What extraction fails on is left out and logged.
    """
    survey = _Survey()
    for document in documents:
        try:
            survey.add(document, lexicon)
        except Exception as error:  # a rule's mistake must cost one document, not the survey
            reason = f"{type(error).__name__}: {error}"
            log.warning("%s: 出错 / extraction failed, left out: %s", document.id, reason)
    return survey.result()


class _Survey:
    """The counts while documents are being read."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.shapes: dict[str, Counter[str]] = {"unrelated": Counter(), "silent": Counter()}
        self.examples: dict[str, tuple[str, str]] = {}
        self.misses: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def add(self, document: Document, lexicon: Lexicon | None) -> None:
        """Count one document's sentences and near misses."""
        readings = [read(analysis) for analysis in analyses(document, lexicon)]
        for reading in readings:
            self._add(document.id, reading)
        self.counts["documents"] += 1

    def _add(self, identifier: str, reading: Reading) -> None:
        related = {relation.sentence for relation in findings(reading).relations}
        for sentence in reading.masked_sentences:
            told, stated = bool(sentence.mentions), sentence.source in related
            self.counts["sentences"] += 1
            self.counts["with_mentions"] += told
            self.counts["with_relations"] += stated
            self.counts["with_nothing"] += not (told or stated)
            if not stated:
                example = (identifier, sentence.source.text)
                self._count(
                    "unrelated" if told else "silent", set(_shapes(sentence.masked)), example
                )
        for miss in _unfound(near_misses(reading), reading.mentions):
            self.misses[miss.rule, miss.lacks][miss.text[:_SHOWN_WORD_CHARACTERS]] += 1

    def _count(self, kind: str, shapes: set[str], example: tuple[str, str]) -> None:
        self.shapes[kind].update(shapes)
        for shape in shapes:
            self.examples[shape] = min(self.examples.get(shape, example), example)

    def result(self) -> Coverage:
        """What has been counted."""
        near = Counter({key: words.total() for key, words in self.misses.items()})
        counts, shapes = self.counts, self.shapes
        return Coverage(
            documents=counts["documents"],
            sentences=counts["sentences"],
            with_mentions=counts["with_mentions"],
            with_relations=counts["with_relations"],
            with_nothing=counts["with_nothing"],
            unrelated=tuple(self._shapes(shapes["unrelated"])),
            silent=tuple(self._shapes(shapes["silent"])),
            misses=tuple(
                Miss(*key, times, dict(_commonest(self.misses[key], _SHOWN_WORDS)))
                for key, times in _commonest(near, _LISTED)
            ),
        )

    def _shapes(self, counts: Counter[str]) -> Iterator[Shape]:
        for shape, count in _commonest(counts, _LISTED):
            yield Shape(shape, count, *self.examples[shape])


def _commonest(counts: Counter[T], most: int) -> list[tuple[T, int]]:
    """By count, then by name, so that the order of documents does not matter."""
    return sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[:most]


def _unfound(misses: Iterable[NearMiss], mentions: Iterable[Mention]) -> Iterator[NearMiss]:
    taken = {offset for mention in mentions for offset in range(mention.begin, mention.end)}
    return (miss for miss in misses if taken.isdisjoint(range(miss.begin, miss.end)))


def _shapes(masked: str) -> Iterator[str]:
    """The shapes of a masked sentence's clauses with a sign; without any, of its first clause."""
    clauses = [clause for clause in _CLAUSE.split(masked) if clause]
    signed = [clause for clause in clauses if _SIGN.search(clause)]
    for clause in signed:
        pieces = _SIGN.split(clause)
        if len(pieces) > 3 or pieces[0] or pieces[2]:  # a sign alone is a name, not a shape
            words = (_words(piece, i, len(pieces)) for i, piece in enumerate(pieces[::2]))
            signs = (_TYPES[sign] for sign in pieces[1::2])
            yield _LIST.sub(r"\1…", "".join(chain(*zip_longest(words, signs, fillvalue=""))))
    if clauses and not signed:
        yield clauses[0][:_BESIDE] + "…"


def _words(piece: str, index: int, count: int) -> str:
    """The words beside a sign, of those between two signs or outside them."""
    before, after = index > 0, 2 * index < count - 1
    if len(piece) <= (_SHOWN if before and after else _BESIDE):
        return piece
    return (piece[:_BESIDE] if before else "") + "…" + (piece[-_BESIDE:] if after else "")
