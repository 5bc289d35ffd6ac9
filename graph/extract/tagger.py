"""Names of persons, places and organisations by a small learned model, where no rule can see them.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over characters, whose
features are the n-grams in a window of three characters either side. Untitled names, bare lists,
names run together in a headline, foreign names, firms, schools and villages are its work; organs,
posts and meetings are the rules'. ``data/tagger`` holds the model and the script that trains it.

Weights are 16-bit integers and all sums are exact, so every machine decodes to the same spans. An
n-gram is looked up once and serves all the positions that see it; the Viterbi recursion runs over
many sentences at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.extract.layout import Layout
from graph.extract.weights import MARGIN, Weights, read, sums
from graph.resources import ROOT

MODEL = ROOT / "data" / "tagger" / "names.npz"

TYPES = ("Person", "Place", "Organization")
LABELS = ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BIE"))
"""Begin, inside and end of a name of each type: names have at least two characters."""

GRAMS: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "unigram": ((0,), (-3, -2, -1, 0, 1, 2, 3)),
    "bigram": ((0, 1), (-3, -2, -1, 0, 1, 2)),
    "skip": ((0, 2), (-2, -1, 0)),
    "trigram": ((0, 1, 2), (-3, -2, -1, 0, 1)),
}
"""The feature templates: the characters a gram takes, and where it may start seen from a label."""

PAD, DIGIT, LATIN, SPACE, HAN, OTHER, KNOWN = range(7)
"""Character codes: classes for what the model has no own code for, then its own from KNOWN on."""

SCALE = 256
"""Integer weight of one nat."""

_BITS = 13  # of a key, for one character code
_NEVER = -(10**8)
_BLOCK = 1 << 16  # characters, about, that are decoded at once
_SEGMENT = re.compile(r"[^\n。！？；]{1,300}[。！？；]?")
_FORMS = str.maketrans(",:()·•‧", "，：（）···")

Ints = NDArray[np.int32]


class Tag(NamedTuple):
    """A name in a text, half-open offsets."""

    begin: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Model:
    """What ``data/tagger/train.py`` wrote, laid out for gathering.

    ``codes`` maps a code point to a character code, ``weights`` are those of each kind of gram.
    """

    codes: NDArray[np.uint16]
    weights: dict[str, Weights]
    transitions: Ints


def segments(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that are read on their own: sentences, without the line breaks."""
    return (match.span() for match in _SEGMENT.finditer(text))


def code_table(known: str) -> NDArray[np.uint16]:
    """The code of every code point, given the characters that have one of their own."""
    table = np.full(0x110000, OTHER, np.uint16)
    for first, last, code in (
        ("0", "9", DIGIT), ("０", "９", DIGIT), ("A", "Z", LATIN), ("a", "z", LATIN),
        ("Ａ", "Ｚ", LATIN), ("ａ", "ｚ", LATIN), ("\u3400", "\u4dbf", HAN),
        ("\u4e00", "\u9fff", HAN), ("\uf900", "\ufaff", HAN), ("\U00020000", "\U0003ffff", HAN),
    ):  # fmt: skip
        table[ord(first) : ord(last) + 1] = code
    table[[ord(space) for space in " \t\r\u00a0\u2002\u2003\u3000"]] = SPACE
    table[0] = PAD
    for number, character in enumerate(known, KNOWN):
        table[ord(character)] = number
    table[list(_FORMS)] = table[list(_FORMS.values())]
    return table


def encode(text: str, codes: NDArray[np.uint16]) -> NDArray[np.uint64]:
    """One character code for each code point."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return codes[points].astype(np.uint64)


def gram_keys(characters: NDArray[np.uint64], gram: str) -> NDArray[np.uint64]:
    """The key of the gram that starts at each character; those at the end see the padding wrap."""
    key = np.zeros_like(characters)
    for step in GRAMS[gram][0]:
        key = (key << np.uint64(_BITS)) | np.roll(characters, -step)
    return key


def tag(texts: Sequence[str]) -> list[list[Tag]]:
    """The names in each text, in order and without overlap; offsets count code points.

    Texts are independent of one another, so any grouping of them gives the same tags.
    """
    tags: list[list[Tag]] = [[] for _ in texts]
    block: list[tuple[int, int, str]] = []
    size = 0
    for number, text in enumerate(texts):
        for begin, end in segments(text):
            block.append((number, begin, text[begin:end]))
            size += end - begin
            if size >= _BLOCK:
                _tag_block(block, tags)
                block, size = [], 0
    if block:
        _tag_block(block, tags)
    return tags


def _tag_block(block: list[tuple[int, int, str]], tags: list[list[Tag]]) -> None:
    """Decode many segments and put their names where they belong."""
    model = _model()
    gap = "\0" * MARGIN  # so that no gram reaches over two texts
    scores = emissions(encode(gap + "".join(text + gap for *_, text in block), model.codes), model)
    lengths = np.array([len(text) for *_, text in block])
    ends = np.cumsum(lengths + MARGIN)
    begins = ends - lengths
    layout = Layout.of(np.stack([begins - 1, ends + 1], 1))  # from padding to padding
    labels = np.zeros(len(scores), np.intp)
    labels[layout.at] = viterbi(scores.take(layout.at, 0), layout, model.transitions)
    starts = begins.tolist()
    for number, begin, end, kind in _spans(labels, begins):
        text, first, _ = block[number]
        shift = first - starts[number]
        tags[text].append(Tag(begin + shift, end + shift, TYPES[kind]))


def emissions(characters: NDArray[np.uint64], model: Model) -> Ints:
    """Characters x labels: the summed weights of the grams each character sees.

    Padding can only be outside a name.
    """
    keys = {gram: gram_keys(characters, gram) for gram in GRAMS}
    scores = sums(model.weights, keys, len(LABELS))
    padding = np.flatnonzero(characters == PAD)
    scores[padding] = _NEVER
    scores[padding, 0] = 0
    return scores


def viterbi(scores: Ints, layout: Layout, transitions: Ints) -> NDArray[np.intp]:
    """The best label at each place of many segments that end in padding (Viterbi 1967), by
    ``scores`` (places x labels)."""
    forward = np.ascontiguousarray(scores.T)
    arcs = np.ascontiguousarray(transitions[:, :, None])
    for before, after in layout.steps():
        forward[:, after] += np.maximum.reduce(forward[:, None, before] + arcs, 0)
    best, leading = np.ascontiguousarray(forward.T), np.ascontiguousarray(transitions.T)
    path = np.zeros(len(scores), np.intp)
    for before, after in reversed(layout.steps()):
        path[before] = (best[before] + leading.take(path[after], 0)).argmax(1)
    return path


def _spans(
    labels: NDArray[np.intp], starts: NDArray[np.int64]
) -> Iterator[tuple[int, int, int, int]]:
    """The names by the labels: which of the segments, by their starts, begin, end and type."""
    begins = np.flatnonzero(labels % 3 == 1)
    ends = np.flatnonzero((labels % 3 == 0) & (labels > 0)) + 1
    which = np.searchsorted(starts, begins, "right") - 1
    columns = which, begins, ends, labels[begins] // 3
    return zip(*(column.tolist() for column in columns), strict=True)


def load(path: Path) -> Model:
    """Read a model."""
    with np.load(path) as stored:
        arrays: dict[str, NDArray[Any]] = dict(stored)
    weights = read(arrays, {gram: starts for gram, (_, starts) in GRAMS.items()}, len(LABELS))
    known = arrays["characters"].astype(np.uint32).tobytes().decode("utf-32-le")
    return Model(code_table(known), weights, arrays["transitions"].astype(np.int32))


@cache
def _model() -> Model:
    return load(MODEL)
