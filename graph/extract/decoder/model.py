"""The decoder's weights, as ``data/decoder/train.py`` writes them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.extract.decoder.arrays import Ints, Longs
from graph.extract.decoder.words import Words
from graph.extract.weights import Table, Weights, read
from graph.model import EntityType
from graph.resources import ROOT

MODEL = ROOT / "data" / "decoder" / "spans.npz"

TYPES: tuple[EntityType, ...] = (
    "Person", "Post", "Organization", "Place", "Event", "Policy", "Slogan",
)  # fmt: skip
NUMBER = {kind: number for number, kind in enumerate(TYPES)}
LABELS = ("O", *(f"{part}-{kind}" for part in "BI" for kind in TYPES))
"""Outside any span, then begin and inside of one of each type."""

OPEN, BEGIN, INSIDE = slice(0, 8), slice(1, 8), slice(8, 15)
"""The labels that may follow any other, those that begin a span, those that go on with one."""

CHANNELS: dict[str, tuple[int, ...]] = {
    "char": (-2, -1, 0, 1, 2),
    "pair": (-2, -1, 0, 1),
    "chosen": (-1, 0, 1),
    "rule": (0,),
    "rule-next": (0,),
    "rule-last": (0,),
    "name": (0, 1),
    "word": (-1, 0, 1),
    "word-next": (0,),
    "word-last": (0,),
    "quote": (0,),
    "line": (0,),
    "line-chosen": (0,),
    "genre": (0,),
}
"""One key a character (`features.observe`), and the characters seen from a label whose key it
takes."""

MARKS = ("proposed", "by-rule", "listed", "echo")
"""Any number of keys a character, from spans that may overlap."""

SCALE = 256
"""Integer weight of one nat."""

NEVER = -(10**8)
"""The score of what cannot be."""


class Span(NamedTuple):
    """A mention decided on; ``odds`` are the log-odds that it is right, in 1/SCALE nat."""

    begin: int
    end: int
    type: EntityType
    odds: int


@dataclass(frozen=True)
class Model:
    """The weights of channels and marks, transitions (labels x labels), the dictionary; of the
    second stage the rows of its keys, their log-odds, and the least log-odds of each type;
    ``rules`` of proven precision (each with a type) and the log-odds that ``trust`` in them adds
    where they are settled on."""

    channels: dict[str, Weights]
    marks: dict[str, Weights]
    transitions: Ints
    words: Words
    choice_table: Table
    choice: Ints
    least: Longs
    rules: Longs
    trust: Longs


@cache
def load(path: Path = MODEL) -> Model:
    """Read a model."""
    with np.load(path) as stored:
        arrays: dict[str, NDArray[Any]] = dict(stored)
    return Model(
        read(arrays, CHANNELS, len(LABELS)),
        read(arrays, dict.fromkeys(MARKS, (0,)), len(LABELS)),
        arrays["transitions"].astype(np.int32),
        Words(arrays["words"].tobytes().decode().split("\n"), arrays["kinds"].astype(np.uint64)),
        Table.of(np.cumsum(arrays["choice_keys"], dtype=np.uint64)),
        np.append(0, arrays["choice_values"]).astype(np.int32),
        arrays["least"].astype(np.int64),
        arrays["rules"].astype(np.int64),
        arrays["trust"].astype(np.int64),
    )
