"""Weights by key, as tagger and decoder store theirs, laid out for gathering."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Rows = NDArray[np.intp]

MARGIN = 3
"""How far from a character the keys may stand that it sees, at most."""

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio
_NO_KEY = 2**64 - 1
_ALIGNED = 16  # cells to a row, or a multiple: 32 bytes are copied fastest
_SMALL = 1 << 17  # keys below are their own slots


class Table(NamedTuple):
    """The row of each key: ``slots`` hold rows, ``keys`` the key of each row, for certainty.

    A key's slot is by the high bits of a multiplicative hash, or at most ``depth`` slots past that
    (linear probing; Knuth, The Art of Computer Programming 3, 6.4). Where all keys are small,
    ``shift`` is 0 and each is its own slot.
    """

    slots: NDArray[Any]
    keys: Keys
    shift: np.uint64
    depth: int

    @classmethod
    def of(cls, keys: Keys) -> Table:
        """The table of distinct keys; key ``i`` has row ``i + 1``, 0 is no row."""
        number = np.arange(1, len(keys) + 1).astype(np.min_scalar_type(len(keys)))
        by_row = np.append(np.uint64(_NO_KEY), keys)
        largest = int(keys.max(initial=0))
        if largest < _SMALL:
            slots = np.zeros(largest + 2, number.dtype)
            slots[keys] = number
            return cls(slots, by_row, np.uint64(0), 0)
        shift = np.uint64(61 - len(keys).bit_length())  # an eighth of the slots is taken
        own = _slot(keys, shift)
        order = np.argsort(own, kind="stable")
        own, step = own[order], np.arange(len(keys))
        taken = np.maximum.accumulate(own - step) + step  # the next free one
        slots = np.zeros((1 << 64 - int(shift)) + len(keys), number.dtype)
        slots[taken] = number[order]
        return cls(slots, by_row, shift, int((taken - own).max(initial=0)) + 1)

    def find(self, wanted: Keys) -> Rows:
        """The rows of keys, 0 for those that are not there."""
        if not self.shift:
            own = np.minimum(wanted, np.uint64(len(self.slots) - 1)).view(np.int64)
            return self.slots.take(own, mode="clip").astype(np.intp)
        place = _slot(wanted, self.shift)
        rows = self.slots.take(place, mode="clip").astype(np.intp)
        known = self.keys.take(rows, mode="clip") == wanted
        further = np.flatnonzero((rows > 0) & ~known)
        rows *= known
        for step in range(1, self.depth):
            row = self.slots[place[further] + step]
            same = self.keys[row] == wanted[further]
            rows[further[same]] = row[same]
            further = further[(row > 0) & ~same]
        return rows


def _slot(keys: Keys, shift: np.uint64) -> NDArray[np.int64]:
    return ((keys * _GOLDEN) >> shift).view(np.int64)


class Weights(NamedTuple):
    """What the keys of one kind weigh for each label of a character that sees them.

    ``cells`` has for each row of ``table`` (the first of zeros) a row for each of ``offsets``: how
    far behind the character the key stands.
    """

    table: Table
    cells: NDArray[Any]
    offsets: tuple[int, ...]

    def add(self, keys: Keys, sums: NDArray[Any]) -> None:
        """Add the weights of a key for each character to the sums of all that see it; ``sums``
        has `MARGIN` rows more before and behind."""
        at = self.table.find(keys) * len(self.offsets)
        part = np.empty((len(keys), self.cells.shape[1]), self.cells.dtype)
        for offset in self.offsets:
            np.take(self.cells, at, 0, out=part, mode="clip")  # the fastest mode
            sums[MARGIN - offset : len(sums) - MARGIN - offset] += part
            at += 1


def sums(
    weights: Mapping[str, Weights], keys: Mapping[str, Keys], labels: int
) -> NDArray[np.int32]:
    """Characters x labels: the summed weights of what each character sees, by kind of key."""
    first, *_ = weights.values()
    count = len(next(iter(keys.values())))
    padded = np.zeros((count + 2 * MARGIN, first.cells.shape[1]), first.cells.dtype)
    for name, own in keys.items():
        weights[name].add(own, padded)
    return padded[MARGIN:-MARGIN, :labels].astype(np.int32)


def read(
    arrays: Mapping[str, NDArray[Any]], offsets: Mapping[str, tuple[int, ...]], labels: int
) -> dict[str, Weights]:
    """Weights as they are stored: for each kind the keys and, sparse, the cells of their rows.

    Sixteen bits are enough for them if they are for the sum of all that one character may see.
    """
    most = sum(
        len(own) * int(np.abs(arrays[f"{name}_values"].astype(np.int64)).max(initial=0))
        for name, own in offsets.items()
    )
    out = {}
    for name, own in offsets.items():
        keys = np.cumsum(arrays[f"{name}_keys"], dtype=np.uint64)
        cells = np.zeros((len(keys) + 1, len(own) * labels), np.min_scalar_type(-most - 1))
        rows = np.repeat(np.arange(1, len(cells)), arrays[f"{name}_counts"])
        cells[rows, arrays[f"{name}_cells"]] = arrays[f"{name}_values"]
        by_offset = np.pad(cells.reshape(-1, labels), ((0, 0), (0, -labels % _ALIGNED)))
        out[name] = Weights(Table.of(keys), by_offset, own)
    return out
