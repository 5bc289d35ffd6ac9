"""The pairs of several documents as columns of numbers, and the strings that these tell of."""

from __future__ import annotations

from collections.abc import Sequence

from graph.cached import cached_property
from graph.extract.decoder.arrays import Longs, rows
from graph.extract.pairs.arguments import SIGNS, Argument
from graph.extract.pairs.candidates import SIGNATURES, SPOKEN, Pair
from graph.extract.pairs.features import Features

_KIND = {kind: number for number, kind in enumerate(SIGNS)}
_SIGNATURE = {types: number for number, types in enumerate(SIGNATURES)}


class _Document:
    """A document's numbers of sentences and arguments that stand in pairs."""

    def __init__(self, number: int, features: Features) -> None:
        self.number, self.features = number, features
        self.lines: dict[int, int] = {}
        self.firsts: dict[Argument, int] = {}
        self.seconds: dict[Argument, int] = {}


class Collected:
    """Documents with pairs, one after another: ``masked`` are the sentences that arguments of pairs
    stand in, ``further`` strings that columns tell of by number."""

    def __init__(self, documents: Sequence[Features], pairs: Sequence[Sequence[Pair]]) -> None:
        self.masked: list[str] = []
        self.further: list[str] = []
        self._documents: list[tuple[int, ...]] = []
        self._lines: list[tuple[int, ...]] = []
        self._firsts: list[tuple[int, ...]] = []
        self._seconds: list[tuple[int, ...]] = []
        self._pairs: list[tuple[int, ...]] = []
        self._ruled: list[tuple[int, ...]] = []
        for number, (features, own) in enumerate(zip(documents, pairs, strict=True)):
            title, *kind = features.kind()
            self._documents.append((self._string(title), *kind))
            document = _Document(number, features)
            for pair in own:
                self._add(pair, document)

    def _string(self, string: str) -> int:
        self.further.append(string)
        return len(self.further) - 1

    def _line(self, sentence: int, document: _Document) -> int:
        found = document.lines.get(sentence)
        if found is None:
            found = document.lines[sentence] = len(self.masked)
            self.masked.append(document.features.arguments.masked[sentence])
            self._lines.append((sentence, *document.features.line(sentence)))
        return found

    def _where(self, argument: Argument, document: _Document) -> tuple[int, ...]:
        line, end = self._line(argument.sentence, document), self._string(argument.text[-2:])
        standing = document.features.standing(argument)
        return document.number, line, argument.at, _KIND[argument.type], end, *standing

    def _first(self, argument: Argument, document: _Document) -> int:
        found = document.firsts.get(argument)
        if found is None:
            found = document.firsts[argument] = len(self._firsts)
            own = document.features.leading(argument)
            self._firsts.append(self._where(argument, document) + own)
        return found

    def _second(self, argument: Argument, document: _Document) -> int:
        found = document.seconds.get(argument)
        if found is None:
            found = document.seconds[argument] = len(self._seconds)
            turn, opening = (0, 0, 0, 0), 0
            if argument.type in SPOKEN:
                turn, lead = document.features.turn(argument)
                opening = self._string(f"False{min(turn[1], 1)}{lead}")
                self._string(f"True{min(turn[1], 1)}{lead}")
            self._seconds.append((*self._where(argument, document), *turn, opening))
        return found

    def _add(self, pair: Pair, document: _Document) -> None:
        first, second, latest = pair
        features, number = document.features, len(self._pairs)
        ends = self._first(first, document), self._second(second, document)
        speaks = second.type in SPOKEN and features.speaks(pair)
        self._pairs.append((*ends, _SIGNATURE[first.type, second.type], latest, speaks))
        for reverse, frames in enumerate(features.frames(pair)):
            self._ruled += [(number, reverse, self._string(frame)) for frame in frames]

    @cached_property
    def pairs(self) -> Longs:
        """First argument, second one, their types; whether the first is the last of its type before
        the second, and whether it is said to say it."""
        return rows(self._pairs, 5).T

    def arguments(self, side: int) -> Longs:
        """First arguments (0) or second ones: document, sentence, place in it, kind, string of the
        name's end; what `Features.standing` tells. Then what `Features.leading` does, or
        `Features.turn` and the strings, by the first of two, of how the sentence begins."""
        return rows(self._seconds, 13).T if side else rows(self._firsts, 11).T

    @cached_property
    def documents(self) -> Longs:
        """String of the title's end; what else `Features.kind` tells."""
        return rows(self._documents, 6).T

    @cached_property
    def lines(self) -> Longs:
        """Sentences: number in the document, what `Features.line` tells."""
        return rows(self._lines, 4).T

    @cached_property
    def ruled(self) -> Longs:
        """What frames say: number of the pair; whether of the second and the first; the string."""
        return rows(self._ruled, 3).T
