"""issuer and document_number of policies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.discourse.norms import head
from graph.extract.discourse.reading import Reading
from graph.extract.mentions.policies import numbers
from graph.extract.rules import relations
from graph.lexicon import Pattern
from graph.model import Relation

_BETWEEN = re.compile("[》”）（(\\s]{0,3}")
_COMMA = re.compile("[》”]，")
_APART = re.compile("[，。；）\\s]|$")
_ORDER = Pattern(
    "(?:(?<![{han}])(?!{day_unit})|(?<={day_unit}))(?P<number>[{han}]{2,20}{order_noun}[（(\\s　]*"
    "(?:\\d{4}{year_unit})?{ordinal_mark}[　 ]?\\d+[　 ]?{number_unit})"
)
_BLANKS = re.compile("[\\s　]+")
_OPENED = re.compile("[（(\\s　]+")


@relations
def issuers(reading: Reading) -> Iterator[Relation]:
    """The issuers that titles and sentences name (`graph.extract.discourse.issuers`)."""
    for issue in reading.issues:
        sentence = reading.analysis.sentence_at(issue.offset)
        yield Relation(issue.policy, "issuer", issue.organ, sentence, issue.rule)


@relations
def document_numbers(reading: Reading) -> Iterator[Relation]:
    """The number right behind a title: 《…》（澄政发〔2020〕3号）; that of a line of the head is
    the document's own."""
    text, own = reading.analysis.text, reading.norms.title
    policies = {m.end: m for m in reading.mentions if m.type == "Policy" and m.entity}
    for match in numbers(text, reading.analysis.lexicon) if policies or own else ():
        number = _BLANKS.sub("", match[1])
        policy = next((policies[end] for end in _ends_before(match) if end in policies), None)
        if policy and policy.entity:
            sentence = reading.analysis.sentence_at(policy.begin)
            yield Relation(
                policy.entity, "document_number", number, sentence, "number-behind-title"
            )
        elif own and _heads(reading, match):
            sentence = reading.analysis.sentence_at(match.start())
            yield Relation(own, "document_number", number, sentence, "number-in-head")


def _ends_before(number: re.Match[str]) -> Iterator[int]:
    """Where a title that has the number may end, the nearest first: marks are between them, or a
    comma where the number is a clause by itself: 《…》，澄政发〔2020〕3号，."""
    text, begin = number.string, number.start()
    opened = begin + (text[begin] in "（(")
    for end in range(begin, max(-1, begin - 4), -1):
        if _BETWEEN.fullmatch(text, end, opened):
            yield end
    if _COMMA.fullmatch(text, max(0, begin - 2), begin) and _APART.match(text, number.end()):
        yield begin - 2


def _heads(reading: Reading, number: re.Match[str]) -> bool:
    """Whether a number opens a line of the head."""
    sentence = reading.analysis.sentence_at(number.start())
    opening = number.string[sentence.begin : number.start()]
    return not opening.strip(" 　") and sentence in [
        s.source for s in head(reading.masked_sentences)
    ]


@relations
def order_numbers(reading: Reading) -> Iterator[Relation]:
    """The number of the order that makes a norm public: 国务院令第801号, on one line or two."""
    own, order = reading.norms, _ORDER.of(reading.analysis.lexicon)
    for sentence in (line.source for line in head(reading.masked_sentences) if own.own):
        match = order.search(reading.analysis.text, sentence.begin)
        if match and match.start() < sentence.end:
            here = own.at(sentence.begin)
            for policy in own.own if here in (None, own.title) else (here,):
                number = _OPENED.sub("", match["number"])
                yield Relation(policy, "document_number", number, sentence, "order-number")
