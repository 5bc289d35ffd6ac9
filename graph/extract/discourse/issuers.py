"""The organs that issued a policy: told by the opening of its title, or by 印发 before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.extract.patterns import Skeleton, pattern
from graph.extract.resolve.resolver import Resolver
from graph.model import Entity, Mention

_OPENING = re.compile(
    "^(?P<organs>[^《“，、]{2,24}?)(?:关于(?!.{2,12}公约$)|"
    "(?:(?:19|20)\\d\\d年度?)?(?:工作报告|工作要点)$)"
)
_ORGAN = re.compile("(?:委|政府|办公厅|办公室|常委会|委员会|国务院|中央|部|局|厅|组织部|党组)$")
_PROMULGATED = pattern(
    "(?<!O)(?<!O[、和])(?P<who>O(?:[、和]?O)*)[^，。；DO]{0,6}?(?:印发|发布|出台|制定|颁布|公布)(?:了|"
    "的)?[《“]?(?P<what>D)"
)


@dataclass(frozen=True, slots=True)
class Issue:
    """That an organ issued a policy, the offset where it is told, and the rule that read it."""

    policy: Entity
    organ: Entity
    offset: int
    rule: str


def issues(
    mentions: Iterable[Mention], skeletons: Sequence[Skeleton], resolver: Resolver
) -> Iterator[Issue]:
    """Every issuer that a title or a sentence of the document tells, in that order."""
    for mention in mentions:
        if mention.type == "Policy" and mention.entity:
            for organ in _opening(mention.text, resolver):
                yield Issue(mention.entity, organ, mention.begin, "title-opening")
    for drawn in skeletons:
        for match in _PROMULGATED.finditer(drawn.drawn):
            for policy in drawn.within(*match.span("what"), "Policy"):
                for who in drawn.within(*match.span("who"), "Organization"):
                    if policy.entity and who.entity:
                        yield Issue(policy.entity, who.entity, policy.begin, "promulgated")


def _opening(title: str, resolver: Resolver) -> Iterator[Entity]:
    """The organs before 关于: 中共中央 国务院关于… has two."""
    match = _OPENING.match(title)
    for name in re.split("[\\s　]", match["organs"]) if match else ():
        if len(name) > 2 and _ORGAN.search(name):
            yield resolver.organ(name).entity
