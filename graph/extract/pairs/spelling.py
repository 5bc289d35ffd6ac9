"""Features as strings and as numbers: a name and a value behind it (``PersonL1=，``).

Values are spans of one text, so that what thousands of features are called is worked out at once:
the number of a string is a polynomial of its characters, and that of a name with a value behind it
follows from theirs (`graph.extract.decoder.arrays.Strings`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, product
from typing import ClassVar, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.extract.decoder.arrays import BASE, Keys, Longs, Strings

_SOME = 1 << 11

Points: TypeAlias = NDArray[np.uint32]


class Spans(NamedTuple):
    """Begins and ends of values."""

    begins: Longs
    ends: Longs

    @classmethod
    def of(cls, strings: Sequence[str], begin: int = 0) -> Spans:
        """Those of strings that stand one after another."""
        ends = np.fromiter(accumulate(map(len, strings), initial=begin), np.int64)
        return cls(ends[:-1], ends[1:])

    def take(self, which: Longs) -> Spans:
        """Some of them."""
        return Spans(self.begins.take(which), self.ends.take(which))


def points(text: str) -> Points:
    """Its code points."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def substrings(points: Points) -> Strings:
    """The substrings of a text by number, its NUL characters told from nothing."""
    return Strings(points + np.uint64(1))


def numbers(strings: Sequence[str]) -> Keys:
    """The number of each string, some thousand at a time: powers are kept for texts as long."""
    some = (strings[at : at + _SOME] for at in range(0, len(strings), _SOME))
    found = [substrings(points("".join(each))).numbers(*Spans.of(each)) for each in some]
    return np.concatenate(found) if found else np.zeros(0, np.uint64)


class Names:
    """The same names behind each of some prefixes."""

    def __init__(self, prefixes: Sequence[str], *names: str) -> None:
        self.all = [[prefix + name for prefix in prefixes] for name in names]
        flat, shape = [each for row in self.all for each in row], (len(names), len(prefixes))
        self._numbers = numbers(flat).reshape(shape)
        powers = [pow(BASE, len(each), 1 << 64) for each in flat]
        self._powers = np.array(powers, np.uint64).reshape(shape)

    def before(self, values: Keys, prefix: Longs) -> Keys:
        """The numbers of names with values behind them: names × what has the values, of which
        ``prefix`` tells whose names it has."""
        whole: Keys = self._powers.take(prefix, 1) * values
        whole += self._numbers.take(prefix, 1)
        return whole


class Told:
    """Values in words of ours: all that some alternatives make up, one behind the other. They are
    spans of the text of all such words, with which each text begins."""

    _words: ClassVar[list[str]] = []

    def __init__(self, *alternatives: Sequence[str]) -> None:
        words = ["".join(each) for each in product(*alternatives)]
        self._counts = [len(each) for each in alternatives]
        self._spans = Spans.of(words, sum(map(len, self._words)))
        self._words.extend(words)

    def __call__(self, *which: Longs) -> Spans:
        """Values by the number of each of their alternatives."""
        number = which[0]
        for count, each in zip(self._counts[1:], which[1:], strict=True):
            number = number * count + each
        return self._spans.take(number)

    @classmethod
    def text(cls) -> str:
        """All of them."""
        return "".join(cls._words)


class Block(NamedTuple):
    """Features of the same names: what has them (``at``), the prefix of the names there, and
    names × these the values."""

    names: Names
    at: Longs
    prefix: Longs
    values: Spans

    @classmethod
    def of(cls, names: Names, at: Longs, prefix: Longs, *values: Spans) -> Block:
        """Of the values of each name."""
        begins, ends = zip(*values, strict=True)
        return cls(names, at, prefix, Spans(np.stack(begins), np.stack(ends)))

    def numbers(self, text: Strings) -> Keys:
        """The number of each feature: names × what has them."""
        return self.names.before(text.numbers(*self.values), self.prefix)
