"""Who issued a policy: the organ its title opens with, or that 印发 names before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.discourse import Reading
from graph.model import Relation
from graph.rules import relations
from graph.rules.policies import numbers
from graph.skeleton import pattern

_OPENING = re.compile(
    "^(?P<organs>[^《“，、]{2,24}?)(?:关于(?!.{2,12}公约$)|(?:(?:19|"
    "20)\\d\\d年度?)?(?:工作报告|工作要点)$)"
)
_ORGAN = re.compile("(?:委|政府|办公厅|办公室|常委会|委员会|国务院|中央|部|局|厅|组织部|党组)$")
_BETWEEN = re.compile("[》”）（(\\s]*$")
_PROMULGATED = pattern(
    "(?P<who>O(?:[、和]?O)*)(?:联合)?(?:印发|发布|出台|制定|颁布)(?:了|的)?[《“]?(?P<what>D)"
)


@relations
def issuers(reading: Reading) -> Iterator[Relation]:
    """The issuer that the title or the sentence tells."""
    for mention in reading.mentions:
        if mention.type != "Policy" or mention.entity is None:
            continue
        opening = _OPENING.match(mention.text)
        for name in re.split("[\\s　]", opening["organs"]) if opening else ():
            if _ORGAN.search(name):
                organ = reading.resolver.organ(name)
                sentence = reading.analysis.sentence_at(mention.begin)
                yield Relation(mention.entity, "issuer", organ.entity, sentence, "title-opening")
    for drawn in reading.skeletons:
        for match in _PROMULGATED.finditer(drawn.drawn):
            for policy in drawn.within(*match.span("what"), "Policy"):
                for who in drawn.within(*match.span("who"), "Organization"):
                    if policy.entity and who.entity:
                        yield Relation(
                            policy.entity, "issuer", who.entity, drawn.sentence, "promulgated"
                        )


@relations
def document_numbers(reading: Reading) -> Iterator[Relation]:
    """The number that stands right behind a title: 《…》（澄政发〔2020〕3号）."""
    text = reading.analysis.text
    policies = {m.end: m for m in reading.mentions if m.type == "Policy" and m.entity}
    for match in numbers(text):
        opened = match.start() + (text[match.start()] in "（(")
        before = _BETWEEN.search(text, max(0, match.start() - 3), opened)
        policy = policies.get(before.start()) if before else None
        if policy and policy.entity:
            sentence = reading.analysis.sentence_at(policy.begin)
            yield Relation(
                policy.entity, "document_number", match[1], sentence, "number-behind-title"
            )
