"""Spans as arrays: half-open ranges, what they paint, and strings by number."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int32]
Longs: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]
Keys: TypeAlias = NDArray[np.uint64]

BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse; 2**64 over the golden ratio


@cache
def named(name: str) -> int:
    """A number below 2**24 for a name, the same everywhere."""
    return crc32(name.encode()) & 0xFFFFFF


def rows(items: Iterable[tuple[int, ...]], width: int) -> Longs:
    """Tuples as rows, none included."""
    return np.fromiter(chain.from_iterable(items), np.int64).reshape(-1, width)


def coded(begins: Longs, ends: Longs, types: Longs) -> Longs:
    """Spans of fewer than 2**29 characters, each as a number, in order of begin, end and type."""
    return begins << 32 | (ends - begins) << 3 | types


def distinct(numbers: Longs) -> Longs:
    """Numbers from 0 on in order, each once; `numpy.unique` hashes them, which takes longer."""
    ordered = np.sort(numbers, kind="stable")
    once: Longs = ordered[np.diff(ordered, prepend=-1) != 0]
    return once


def inner(begins: Longs, ends: Longs) -> Longs:
    """All positions of half-open ranges, one range after another."""
    lengths = np.maximum(ends - begins, 0)
    before = np.cumsum(lengths) - lengths
    each: Longs = np.repeat(begins - before, lengths)
    return each + np.arange(len(each))


def painted(size: int, spans: Longs) -> tuple[Keys, Keys]:
    """Per character of flat spans (begin, end, code) its part (1 single, 2 end, 3 begin, 4 middle,
    else 0) and the code of its span."""
    part, code = np.zeros(size, np.uint64), np.zeros(size, np.uint64)
    begins, ends, codes = spans.T
    inside = inner(begins, ends)
    part[inside], code[inside] = 4, np.repeat(codes, ends - begins)
    part[ends - 1] = 2
    part[begins] = np.where(ends - begins == 1, 1, 3)
    return part, code


@lru_cache(8)
def _powers(base: int, count: int) -> Keys:
    """Powers of a number, modulo 2**64, from 1 on."""
    factors = np.full(count, base, np.uint64)
    factors[0] = 1
    return np.cumprod(factors)


class Strings:
    """The substrings of a text by number: a polynomial modulo 2**64 (Karp and Rabin 1987)."""

    def __init__(self, points: Keys) -> None:
        count = 1 << len(points).bit_length()  # mostly the same
        powers, self._inverse = _powers(BASE, count), _powers(pow(BASE, -1, 1 << 64), count)
        self._sums = np.zeros(len(points) + 1, np.uint64)
        np.cumsum(points * powers[: len(points)], out=self._sums[1:])

    def numbers(self, begins: Longs, ends: Longs) -> Keys:
        """The number of each span's string."""
        return (self._sums[ends] - self._sums[begins]) * self._inverse[begins]
