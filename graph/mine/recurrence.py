"""What stands after a cue or in quotation marks and recurs word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise, takewhile

from graph.lexicon import HAN, Lexicon, Pattern, once_per_lexicon
from graph.mine.corpus import Text

CUE = Pattern("{mined_cue}[了好地]?[“‘]?(?=[{han}\\d])")
"""Words that treat what follows as a formulation."""

_RUN = re.compile(f"[{HAN}\\dA-Za-z·、]{{3,24}}")
_QUOTED = re.compile("[“‘「『]([^“”‘’「」『』]{2,24})[”’」』]")
_NO_FORMULA = Pattern(
    "[。？！；：\\s《》（）()]|^[\\d.·]+|\\d{year_unit}|\\d{month_unit}|^[{numeral}]+[点五]|"
    "^(?:{mined_cue|no_formula_opening}|{party_name}[{numeral}])|{mined_ending}$"
)


def passages(texts: Iterable[Text], lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """What stands after a cue, to the next mark, and what stands in quotation marks."""
    cues = CUE.of(lexicon)
    for number, (_, _, text) in enumerate(texts):
        for cue in cues.finditer(text):
            run = _RUN.match(text, cue.end())
            if run:
                yield run.group(), number
        for quotation in _QUOTED.finditer(text):
            yield quotation[1], number


def recurring(passages: Iterable[tuple[str, int]], min_documents: int) -> set[str]:
    """The passages, and the beginnings at which they branch, that enough documents have.

    One sweep over the sorted passages keeps a stack of the prefixes that are still open.
    """
    ordered = sorted(passages)
    found: set[str] = set()
    opened: list[tuple[int, int]] = []  # length of a prefix, index of the first passage with it
    for index, ((passage, _), (after, _)) in enumerate(pairwise([*ordered, ("", -1)])):
        shared, begin = _shared(passage, after), index
        if not opened or opened[-1][0] < len(passage):
            opened.append((len(passage), index))
        while opened and opened[-1][0] > shared:
            length, begin = opened.pop()
            within = ordered[begin : index + 1]
            if length > 2 and len({number for _, number in within}) >= min_documents:
                found.add(passage[:length])
        if shared and (not opened or opened[-1][0] < shared):
            opened.append((shared, begin))
    return found


def _shared(one: str, other: str) -> int:
    """How many characters two strings begin with alike."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in same)


def plausible(name: str, lexicon: Lexicon) -> bool:
    """No speech, no name, no ordinary word, and bounded by words that can bound a formulation."""
    known = lexicon.known.get(name, [])
    if any(entry.list == "slogans" for entry in known):
        return True
    if known or name in _ordinary(lexicon) or _NO_FORMULA.of(lexicon).search(name):
        return False
    pieces = re.split("[、，]", name)
    if len({len(piece) for piece in pieces}) > 1 or min(map(len, pieces)) < 2:
        return False
    hits = [hit for hit in lexicon.scan(name) if hit.entry.list != "slogans"]
    own = lexicon.word_class("formula_name")  # names that formulations are made of: 平安中国
    at_edge = (hit for hit in hits if hit.begin == 0 or hit.end == len(name))
    return all(hit.entry.form in own for hit in at_edge)


@once_per_lexicon
def _ordinary(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("words"))
