"""Formulas that somebody names and does not use: to reject them, or as what one speaks in; and
agreements that are signed.

反对“两个中国”, 所谓“…论”, “…”要不得: they are mentioned, and who names them so does not invoke
them. What has listed components is the speaker's own name for what is fought: who 纠治“四风” uses
that formula.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.patterns import MaskedSentences, masked
from graph.lexicon import Lexicon
from graph.model import Mention

_SPOKEN_IN = masked("{at_mark}《?{Policy}》?[中里]|{entitled}[《“]{Policy}[》”]")
_PARTS = {
    "word": "(?:(?!{upholding_verb})[^，。；：、“”‘’{possessive}{Slogan}])",
    "formula": "(?:[“‘][^“”‘’。；{Slogan}]{1,16}[”’]|[“‘]?{Slogan}[”’]?)",
}
_REJECTED = masked(
    "(?:{observing_verb:not_after}{rejecting_verb}|{so_called}|{some_people}{word}{0,12}?{indulging_verb})"
    "(?:{any_kind}{word}{0,6}{possessive})?(?:{word}{1,12}、){0,6}{word}{0,12}"
    "(?P<what>{formula}(?:(?:、?{word}{0,8}|，{indulging_verb}){formula}){0,20})",
    _PARTS,
)
_SIGNED = masked(
    "{signing_verb}{perfective}?(?:[^，。；：、和及“”《{Person}{Policy}]{0,24}[《“]{Policy}[》”]"
    "(?:[、和及][《“]?{Policy}[》”]?)*|{Policy})"
)
"""What two parties sign they do not cite: 双方签署了《…合作协议》."""
_CONDEMNED = masked(
    "(?P<what>{Slogan})[”’]?(?:{word}{0,10}?{condemnation}|{condemned_noun})", _PARTS
)


def rejected(sentences: MaskedSentences, lexicon: Lexicon) -> frozenset[Mention]:
    """The formulas that are opposed or condemned, or told of others who are; lists in whole. And
    the agreements that somebody signs."""
    opposed = (m for m in _opposed(sentences, lexicon) if not _is_own(m, lexicon))
    return frozenset((*opposed, *_signed(sentences, lexicon)))


def _signed(sentences: MaskedSentences, lexicon: Lexicon) -> Iterator[Mention]:
    form = _SIGNED.of(lexicon)
    for sentence in sentences.holding(_SIGNED, lexicon):
        for match in form.finditer(sentence.masked):
            yield from sentence.within(*match.span(), "Policy")


def _opposed(sentences: MaskedSentences, lexicon: Lexicon) -> Iterator[Mention]:
    formulas = [sentence for sentence in sentences if sentence.names("Slogan")]
    for form in (_REJECTED, _CONDEMNED) if formulas else ():
        for sentence in formulas if sentences.may(form, lexicon) else ():
            for match in form.of(lexicon).finditer(sentence.masked):
                yield from sentence.within(*match.span("what"), "Slogan")


def _is_own(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a formula of the list tells what it consists of."""
    listed = (e for e in lexicon.known.get(mention.text, ()) if e.list == "slogans")
    return any(entry["components"] for entry in listed)


def spoken_in(sentences: MaskedSentences, lexicon: Lexicon) -> frozenset[Mention]:
    """Mentions of what one speaks in and so does not cite: 在《报告》中强调, and the title of a
    speech, 题为《…》的致词."""
    form = _SPOKEN_IN.of(lexicon)
    return frozenset(
        mention
        for sentence in sentences.holding(_SPOKEN_IN, lexicon)
        for match in form.finditer(sentence.masked)
        for mention in sentence.within(*match.span(), "Policy")
    )
