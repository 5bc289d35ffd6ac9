"""Words that foreigners put in quotation marks: “沉重代价” in a statesman's mouth is no formula.

What the list knows is one (“一带一路”), and what is called an initiative or a principle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from graph.extract.analysis import Analysis
from graph.extract.discourse.bearers import bearers, is_listed
from graph.extract.resolve.resolver import ResolvedPost
from graph.extract.states import opening_state
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Mention

_CALLED = Pattern("[”’][{han}]{0,2}{formula_head}")
_MARKS = ("“", "‘")


def quoted_abroad(
    mentions: Sequence[Mention],
    offices: Mapping[Mention, ResolvedPost],
    speakers_at: Callable[[int], tuple[Entity, ...]],
    analysis: Analysis,
) -> frozenset[Mention]:
    """The quoted words of a document that foreigners alone say, and that name no formula."""
    quoted = [
        mention
        for mention in mentions
        if mention.type == "Slogan"
        and analysis.text.startswith(_MARKS, mention.begin - 1)
        and not _is_formula(mention, analysis)
    ]
    said = {mention: who for mention in quoted if (who := speakers_at(mention.begin))}
    foreign = frozenset(_foreigners(mentions, offices, analysis) if said else ())
    return frozenset(mention for mention, who in said.items() if foreign.issuperset(who))


def _is_formula(mention: Mention, analysis: Analysis) -> bool:
    listed = analysis.lexicon.known.get(mention.text, ())
    called = _CALLED.of(analysis.lexicon).match(analysis.text, mention.end)
    return bool(called) or any(entry.list == "slogans" for entry in listed)


def _foreigners(
    mentions: Sequence[Mention], offices: Mapping[Mention, ResolvedPost], analysis: Analysis
) -> Iterator[Entity]:
    """Who is listed as one, or holds a post of a foreign state."""
    lexicon = analysis.lexicon
    for mention in mentions:
        if mention.type == "Person" and mention.entity and _is_known(mention, lexicon):
            yield mention.entity
    for post, person in bearers(analysis, mentions).items():
        office, who = offices.get(mentions[post]), mentions[person].entity
        if office and who and opening_state(office.entity.name, lexicon):
            yield who


def _is_known(mention: Mention, lexicon: Lexicon) -> bool:
    foreign, here = (is_listed(mention.text, abroad, lexicon) for abroad in (True, False))
    return foreign and not here
