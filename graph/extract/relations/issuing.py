"""issuer and document_number of policies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.discourse.reading import Reading
from graph.extract.mentions.policies import numbers
from graph.extract.rules import relations
from graph.model import Relation

_BETWEEN = re.compile("[》”）（(\\s]*$")


@relations
def issuers(reading: Reading) -> Iterator[Relation]:
    """The issuers that titles and sentences name (`graph.extract.discourse.issuers`)."""
    for issue in reading.issues:
        sentence = reading.analysis.sentence_at(issue.offset)
        yield Relation(issue.policy, "issuer", issue.organ, sentence, issue.rule)


@relations
def document_numbers(reading: Reading) -> Iterator[Relation]:
    """The number that stands right behind a title: 《…》（澄政发〔2020〕3号）."""
    text = reading.analysis.text
    policies = {m.end: m for m in reading.mentions if m.type == "Policy" and m.entity}
    for match in numbers(text, reading.analysis.lexicon):
        opened = match.start() + (text[match.start()] in "（(")
        before = _BETWEEN.search(text, max(0, match.start() - 3), opened)
        policy = policies.get(before.start()) if before else None
        if policy and policy.entity:
            sentence = reading.analysis.sentence_at(policy.begin)
            yield Relation(
                policy.entity, "document_number", match[1], sentence, "number-behind-title"
            )
