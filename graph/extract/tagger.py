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
_MARGIN = 3  # characters between texts, so that no gram reaches over two
_NEVER = -(10**8)
_BLOCK = 1 << 16  # characters, about, that are decoded at once
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio
_NO_KEY = np.uint64(2**64 - 1)
_SEGMENT = re.compile(r"[^\n。！？；]{1,300}[。！？；]?")
_FORMS = str.maketrans(",:()·•‧", "，：（）···")

Ints = NDArray[np.int32]


class Tag(NamedTuple):
    """A name in a text, half-open offsets."""

    begin: int
    end: int
    type: str


class Table(NamedTuple):
    """Keys by the high bits of a multiplicative hash, a key at most ``depth`` slots past its own
    (linear probing; Knuth, The Art of Computer Programming 3, 6.4), and the row of each."""

    slots: NDArray[np.uint64]
    rows: NDArray[np.int32]
    shift: np.uint64
    depth: int

    @classmethod
    def of(cls, keys: NDArray[np.uint64]) -> Table:
        """The table of distinct keys; key ``i`` has row ``i + 1``."""
        shift = np.uint64(61 - len(keys).bit_length())  # an eighth of the slots is taken
        own = _slot(keys, shift)
        order = np.argsort(own, kind="stable")
        own, step = own[order], np.arange(len(keys))
        taken = np.maximum.accumulate(own - step) + step  # the next free one
        slots = np.full((1 << 64 - int(shift)) + len(keys), _NO_KEY)
        rows = np.zeros(len(slots), np.int32)
        slots[taken], rows[taken] = keys[order], order + 1
        return cls(slots, rows, shift, int((taken - own).max(initial=0)) + 1)

    def find(self, wanted: NDArray[np.uint64]) -> NDArray[np.int32]:
        """The rows of keys, 0 for those that are not there."""
        place = _slot(wanted, self.shift)
        seen = self.slots.take(place)
        rows = np.where(seen == wanted, self.rows.take(place), np.int32(0))
        further = np.flatnonzero((seen != wanted) & (seen != _NO_KEY))
        for step in range(1, self.depth):
            at = place[further] + step
            found = self.slots[at] == wanted[further]
            rows[further[found]] = self.rows[at[found]]
        return rows


def _slot(keys: NDArray[np.uint64], shift: np.uint64) -> NDArray[np.int64]:
    return ((keys * _GOLDEN) >> shift).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Model:
    """What ``data/tagger/train.py`` wrote, laid out for gathering.

    ``codes`` maps a code point to a character code; ``keys[gram]`` finds the row of a gram in
    ``weights[gram]`` (starts x rows x labels); row 0 is that of those unknown.
    """

    codes: NDArray[np.uint16]
    keys: dict[str, Table]
    weights: dict[str, NDArray[np.int16]]
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
    gap = "\0" * _MARGIN
    scores = emissions(encode(gap + "".join(text + gap for *_, text in block), model.codes), model)
    lengths = np.array([len(text) for *_, text in block])
    starts = _MARGIN + np.cumsum(lengths + _MARGIN) - lengths - _MARGIN
    found: list[list[Tag]] = [[] for _ in block]
    order = np.argsort(-lengths, kind="stable")
    for batch in np.array_split(order, max(1, len(order) // 256)):
        steps = np.arange(-1, lengths[batch].max() + 1)[:, None]
        inside = (steps >= 0) & (steps < lengths[batch])
        local = scores[np.where(inside, starts[batch] + steps, 0)]
        path = viterbi(local, (steps <= lengths[batch]).sum(1).tolist(), model)
        for column, begin, end, kind in _spans(path):
            number = batch[column]
            shift = block[number][1] - 1
            found[number].append(Tag(begin + shift, end + shift, TYPES[kind]))
    for (text, *_), names in zip(block, found, strict=True):
        tags[text].extend(names)


def emissions(characters: NDArray[np.uint64], model: Model) -> Ints:
    """Characters x labels: the summed weights of the grams each character sees.

    Padding can only be outside a name.
    """
    count, labels = len(characters), len(LABELS)
    padded = np.zeros((count + 2 * _MARGIN, labels), np.int32)
    part = np.empty((count, labels), np.int16)
    for gram, (_, starts) in GRAMS.items():
        rows = model.keys[gram].find(gram_keys(characters, gram))
        for start, table in zip(starts, model.weights[gram], strict=True):
            np.take(table, rows, 0, out=part, mode="clip")  # the fastest mode
            padded[_MARGIN - start : _MARGIN - start + count] += part
    scores = padded[_MARGIN:-_MARGIN]
    scores[characters == PAD] = _NEVER
    scores[characters == PAD, 0] = 0
    return scores


def viterbi(scores: Ints, going: Sequence[int], model: Model) -> NDArray[np.intp]:
    """The best labels (steps x sentences) of ``scores`` (steps x sentences x labels).

    Viterbi (1967), for many sentences at once, the longest first: ``going`` says how many reach a
    step, whose labels behind the end are 0.
    """
    local = np.ascontiguousarray(scores.transpose(0, 2, 1))
    arcs = np.ascontiguousarray(model.transitions[:, :, None])
    forward = np.empty_like(local)
    forward[0] = local[0]
    for step, count in enumerate(going[1:], 1):
        before = forward[step - 1, :, None, :count]
        forward[step, :, :count] = (before + arcs).max(0) + local[step, :, :count]
    path = np.zeros((len(local), local.shape[2]), np.intp)
    for step in range(len(local) - 2, -1, -1):
        count = going[step + 1]
        onward = model.transitions[:, path[step + 1, :count]]
        path[step, :count] = (forward[step, :, :count] + onward).argmax(0)
    return path


def _spans(path: NDArray[np.intp]) -> Iterator[tuple[int, int, int, int]]:
    """Sentence, begin, end and type of the names on the paths (steps x sentences)."""
    labels, width = path.T.ravel(), len(path)
    begins = np.flatnonzero(labels % 3 == 1)
    ends = np.flatnonzero((labels % 3 == 0) & (labels > 0)) + 1
    types = labels[begins] // 3
    for begin, end, kind in zip(begins.tolist(), ends.tolist(), types.tolist(), strict=True):
        row = begin // width
        yield row, begin - row * width, end - row * width, kind


def load(path: Path) -> Model:
    """Read a model: per gram the keys and, sparse, the cells of its rows."""
    with np.load(path) as stored:
        arrays: dict[str, NDArray[Any]] = dict(stored)
    keys, weights = {}, {}
    for gram, (_, starts) in GRAMS.items():
        listed = np.cumsum(arrays[f"{gram}_keys"].astype(np.uint64), dtype=np.uint64)
        keys[gram] = Table.of(listed)
        table = np.zeros((len(listed) + 1, len(starts) * len(LABELS)), np.int16)
        rows = np.repeat(np.arange(1, len(table)), arrays[f"{gram}_counts"])
        table[rows, arrays[f"{gram}_cells"]] = arrays[f"{gram}_values"]
        weights[gram] = np.ascontiguousarray(
            table.reshape(len(table), len(starts), len(LABELS)).swapaxes(0, 1)
        )
    known = arrays["characters"].astype(np.uint32).tobytes().decode("utf-32-le")
    return Model(code_table(known), keys, weights, arrays["transitions"].astype(np.int32))


@cache
def _model() -> Model:
    return load(MODEL)
