"""Formulas that a text names to reject them: 反对“两个中国”, 所谓“…论”, “…”要不得.

They are mentioned, and who names them so does not invoke them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.extract.patterns import MaskedSentence, masked
from graph.lexicon import Lexicon
from graph.model import Mention

_PARTS = {
    "word": "(?:(?!{upholding_verb})[^，。；：、“”‘’{possessive}{Slogan}])",
    "formula": "(?:[“‘][^“”‘’。；{Slogan}]{1,16}[”’]|[“‘]?{Slogan}[”’]?)",
}
_REJECTED = masked(
    "(?:{observing_verb:not_after}{rejecting_verb}|{so_called}|{some_people}{word}{0,12}?{indulging_verb})"
    "(?:{any_kind}{word}{0,6}{possessive})?(?:{word}{1,12}、){0,6}{word}{0,12}"
    "(?P<what>{formula}(?:、?{word}{0,8}{formula}){0,20})",
    _PARTS,
)
_CONDEMNED = masked(
    "(?P<what>{Slogan})[”’]?(?:{word}{0,10}?{condemnation}|{condemned_noun})", _PARTS
)


def rejected(sentences: Sequence[MaskedSentence], lexicon: Lexicon) -> frozenset[Mention]:
    """The formulas that are opposed or condemned, or told of others who are; lists in whole."""
    naming = (sentence for sentence in sentences if sentence.names("Slogan"))
    return frozenset(mention for s in naming for mention in _of_sentence(s, lexicon))


def _of_sentence(sentence: MaskedSentence, lexicon: Lexicon) -> Iterator[Mention]:
    for form in (_REJECTED, _CONDEMNED):
        for match in form.of(lexicon).finditer(sentence.masked):
            yield from sentence.within(*match.span("what"), "Slogan")
