"""What the decoder sees of documents: keys for each character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph.extract.decoder.arrays import (
    Keys,
    Longs,
    coded,
    distinct,
    inner,
    named,
    painted,
    rows,
)
from graph.extract.decoder.model import NUMBER
from graph.extract.decoder.words import Words
from graph.extract.tagger import Tag
from graph.lexicon import Hit, Pattern, default
from graph.model import Mention
from graph.text import places

GAP = 3
"""Characters between documents that are read at once: none sees another."""

_SEGMENT = re.compile(r"[^\n\0。！？；]{1,400}[。！？；]?")
_QUOTED = re.compile(r"“([^“”\n\0]{1,40})”|《([^《》\n\0]{1,80})》")
_ARTICLE = Pattern("第[{numeral}]+条")
_NEWS = Pattern("{news_mark}")
_NOTICE = Pattern("{notice_mark}")
_CAREER = Pattern("{career_mark}")


class Evidence(NamedTuple):
    """What is known of one document before its mentions are decided on."""

    text: str
    proposed: Sequence[Mention]
    settled: Sequence[Mention]
    hits: Sequence[Hit]
    tags: Sequence[Tag]


class Marks(NamedTuple):
    """Where a key holds, by position, each pair once."""

    at: Longs
    keys: Keys


@dataclass(frozen=True)
class Observed:
    """Many documents, one after another with a gap between: a key for each character and channel,
    and the marks.

    ``starts`` are the documents' begins, ``segments`` begins and ends of what is decoded on its
    own, ``points`` the code points; ``proposed`` rows of begin, end, type and rule, ``hits`` of
    begin, end and list, ``settled`` as ``proposed``.
    """

    starts: Longs
    size: int
    segments: Longs
    points: Keys
    channels: dict[str, Keys]
    marks: dict[str, Marks]
    proposed: Longs
    settled: Longs
    hits: Longs


def observe(documents: Sequence[Evidence], words: Words) -> Observed:
    """What the decoder sees of documents, laid one after another."""
    gap = "\0" * GAP
    text = gap + "".join(d.text + gap for d in documents)
    lengths = np.array([len(d.text) + GAP for d in documents], np.int64)
    starts = np.cumsum(lengths) - lengths + GAP
    both = list(zip(documents, starts.tolist(), strict=True))
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    proposed = _mentions(both, [d.proposed for d in documents])
    settled = _mentions(both, [d.settled for d in documents])
    hits = _hits(both)
    return Observed(
        starts,
        len(text),
        rows((m.span() for m in _SEGMENT.finditer(text)), 2),
        points,
        {**_channels(both, text, points, settled), **words.channels(text, points)},
        {
            "proposed": _marked(proposed[:, :3]),
            "by-rule": _marked(_by_rule(_passed_over(proposed, settled))),
            "listed": _marked(hits),
            "echo": _marked(rows((echo for d, s in both for echo in _echoes(d, s)), 3)),
        },
        proposed,
        settled,
        hits,
    )


_Placed = Sequence[tuple[Evidence, int]]


def _mentions(both: _Placed, mentions: Sequence[Sequence[Mention]]) -> Longs:
    """Mentions of each document as rows of begin, end, type and rule."""
    return rows(
        (
            (m.begin + start, m.end + start, NUMBER[m.type], named(m.rule))
            for (_, start), own in zip(both, mentions, strict=True)
            for m in own
        ),
        4,
    )


def _channels(both: _Placed, text: str, points: Keys, settled: Longs) -> dict[str, Keys]:
    size = len(text)
    part, code = painted(size, _by_rule(settled))
    taken = part > 0
    # the label, in parts of its own: single, end, begin, middle of each type
    label = np.where(taken, (part - 1) * 7 + (code & 7) + 1, 0).astype(np.uint64)
    names, kinds = painted(
        size, rows(((t.begin + s, t.end + s, NUMBER[t.type]) for d, s in both for t in d.tags), 3)
    )
    inside, mark = painted(size, _quotes(text))
    edge, line = painted(size, rows((row for d, s in both for row in _lines(d.text, s)), 3))
    genres = np.zeros(size, np.uint64)
    for document, start in both:
        genres[start : start + len(document.text)] = genre(document.text)
    char = _characters(points)
    return {
        "char": char,
        "pair": char << np.uint64(21) | np.roll(char, -1),
        "chosen": label + 1,
        "rule": label << np.uint64(32) | code >> np.uint64(3),
        "rule-next": np.where(taken, label << np.uint64(32) | np.roll(char, -1), 0),
        "rule-last": np.where(taken, label << np.uint64(32) | np.roll(char, 1), 0),
        "name": names << np.uint64(3) | kinds,
        "quote": inside << np.uint64(8) | mark,
        "line": edge << np.uint64(3) | line,
        "line-chosen": line << np.uint64(5) | label,
        "genre": genres << np.uint64(5) | label,
    }


def _by_rule(mentions: Longs) -> Longs:
    """Rows of begin, end, type and rule as rows of begin, end and one code for both."""
    return np.stack([*mentions.T[:2], mentions[:, 2] | mentions[:, 3] << 3], 1)


def _passed_over(proposed: Longs, settled: Longs) -> Longs:
    """The proposals that were not settled on."""
    over: Longs = proposed[~np.isin(coded(*proposed.T[:3]), coded(*settled.T[:3]))]
    return over


def _marked(spans: Longs) -> Marks:
    """The marks of spans: inside, begin and end, with the code of each."""
    begins, ends, codes = spans.T
    at = np.concatenate([inner(begins, ends), begins, ends - 1])
    keys = np.concatenate([np.repeat(codes, ends - begins) * 4 + 1, codes * 4 + 2, codes * 4 + 3])
    both = distinct(at << 32 | keys)
    return Marks(both >> 32, (both & 0xFFFFFFFF).astype(np.uint64))


def _characters(points: Keys) -> Keys:
    """A number for each character: its code point, one for all digits, one for all letters."""
    out = points.copy()
    out[(points >= 48) & (points <= 57)] = 48
    out[((points | np.uint64(32)) >= 97) & ((points | np.uint64(32)) <= 122)] = 97
    return out


def genre(text: str) -> int:
    """What kind of document this is by its looks: law, news, notice, careers or another.

    By our own words, those that the weights were learned with.
    """
    article, news, notice, career = (
        form.of(default()) for form in (_ARTICLE, _NEWS, _NOTICE, _CAREER)
    )
    if len(article.findall(text)) >= 4:
        return 1
    if news.search(text[:120]):
        return 2
    if notice.search(text.lstrip()[:60].split("\n")[0]):
        return 3
    return 4 if career.search(text) else 5


def _quotes(text: str) -> Longs:
    """What stands in “” and 《》, with the kind of marks and how long it is."""
    spans = rows(
        (
            (*match.span(group), group)
            for match in _QUOTED.finditer(text)
            for group in (1, 2)
            if match[group]
        ),
        3,
    )
    size = np.searchsorted([2, 4, 8, 16], spans[:, 1] - spans[:, 0]) + 1
    return np.stack([*spans.T[:2], spans[:, 2] * 8 + size], 1)


def _lines(text: str, start: int) -> Iterator[tuple[int, int, int]]:
    """The lines with their kind: the title, another short line, running text."""
    title = True
    for line in text.split("\n"):
        plain = line.strip()
        if plain:
            short = len(plain) <= 40 and plain[-1] not in "。；：！"
            yield start, start + len(line), 1 if title else 2 if short else 3
            title = False
        start += len(line) + 1


def _echoes(document: Evidence, start: int) -> Iterator[tuple[int, int, int]]:
    """Where the names settled on stand again, settled there (repeated) or not (elsewhere)."""
    text, kinds = document.text, dict[str, set[str]]()
    have = {(m.begin, m.end) for m in document.settled}
    for m in document.settled:
        if m.end - m.begin > 1:
            kinds.setdefault(text[m.begin : m.end], set()).add(m.type)
    for name, begins in places(kinds, text).items():
        if len(begins) > 1:
            for begin in begins:
                end = begin + len(name)
                settled = "again" if (begin, end) in have else "elsewhere"
                for kind in kinds[name]:
                    yield start + begin, start + end, named(f"{settled} {kind}")


def _hits(both: _Placed) -> Longs:
    """The lexicon's hits as rows of begin, end and a code for the entry's list and kind."""
    entries = {id(h.entry): h.entry for document, _ in both for h in document.hits}
    code = {
        key: named(f"{e.list} {e['level']} {e['strength']} {e['kind']}")
        for key, e in entries.items()
    }
    return rows(((h.begin + s, h.end + s, code[id(h.entry)]) for d, s in both for h in d.hits), 3)


__all__ = ["GAP", "Evidence", "Marks", "Observed", "genre", "observe"]
