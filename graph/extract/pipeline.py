"""One document → its findings: the rules over the text, overlaps settled, names resolved. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from graph.claims import Claim, PersonClaim
from graph.extract.analysis import Analysis
from graph.extract.claims.namesakes import tell_apart
from graph.extract.claims.witness import claims
from graph.extract.deciding import Decision, decide, evidence
from graph.extract.discourse.bare_organs import bind, bound
from graph.extract.discourse.dated_events import dated
from graph.extract.discourse.meaning import in_order, resolve, with_context
from graph.extract.discourse.place_context import place_context
from graph.extract.discourse.reading import Reading
from graph.extract.discourse.tenure import NOT_YET
from graph.extract.pairs.judge import judged, vetoed
from graph.extract.resolve.resolver import Resolver
from graph.extract.rules import registered
from graph.lexicon import Lexicon
from graph.model import Document, Entity, Extraction, Mention, Relation
from graph.rdf import BASE, quads

T = TypeVar("T")
_PAIRS = {"《": "》", "（": "）", "(": ")", "【": "】"}
_SIGNS = frozenset((*_PAIRS, *_PAIRS.values()))


def read(
    document: Document | Analysis,
    lexicon: Lexicon | None = None,
    decision: Decision | None = None,
) -> Reading:
    """The document with its mentions decided and resolved and its discourse followed.

    ``decision`` is the one on its mentions where it was made already (`decide_at_once`).
    """
    analysis = document if isinstance(document, Analysis) else Analysis(document, lexicon)
    return of_mentions(analysis, *(decision or decide([analysis])[0]))


def of_mentions(
    analysis: Analysis, mentions: Collection[Mention], settled: Collection[Mention] = ()
) -> Reading:
    """The document with these mentions, none overlapping; their order is no matter.

    ``settled`` are evidence beside them: what rules alone would have chosen. They tell the
    document's place and its short forms, too. A quotation may hold several sentences: what it says
    stands in none of them. What opens or closes a title halfway (中国》) is no name.
    """
    within, known = (
        [m for m in in_order(some) if m.end <= analysis.sentence_at(m.begin).end and _whole(m.text)]
        for some in (mentions, settled or mentions)
    )
    evident = [*known, *(m for m in within if m.type == "Place")]  # what was decided counts too
    organs = [m for m in with_context(within, known) if m.type == "Organization"]
    resolver = Resolver(analysis.lexicon, place_context(analysis, evident, organs))
    return tell_apart(bind(resolve(analysis, resolver, within, known)))


def _whole(name: str) -> bool:
    """Whether a name closes every title and bracket that it opens, and no other."""
    if _SIGNS.isdisjoint(name):
        return True
    depth = {close: 0 for close in _PAIRS.values()}
    for sign in name:
        if sign in _PAIRS:
            depth[_PAIRS[sign]] += 1
        elif depth.get(sign, 1) == 0:
            return False
        elif sign in depth:
            depth[sign] -= 1
    return not any(depth.values())


def extract(document: Document, lexicon: Lexicon | None = None) -> Extraction:
    """All mentions and relations of one document; the same for the same document, anywhere."""
    reading = read(document, lexicon)
    return reading.analysis.unfolded(findings(reading))


def by_rules(document: Document, lexicon: Lexicon | None = None) -> Extraction:
    """What the rules alone make of a document: their own choice of mentions, all they state."""
    analysis = Analysis(document, lexicon)
    reading = of_mentions(analysis, evidence(analysis).settled)
    return analysis.unfolded(_extraction(reading, stated(reading)))


def stated(reading: Reading) -> list[Relation]:
    """What the relation rules say of a document as read, each once a sentence.

    Who is only proposed for a post, or elect, does not hold it, whichever rule reads him so.
    """
    _, relation_rules = registered()
    hoped = {
        (tenure.person, "holds", tenure.post, sentence)
        for tenure, sentence in reading.tenures
        if tenure.status in NOT_YET
    }
    found: dict[tuple[object, ...], Relation] = {}
    for rule in relation_rules:
        for relation in rule(reading):
            subject, value = relation.subject, relation.object
            key = (subject.type, subject.key, relation.name, value, relation.sentence.begin)
            if not hoped or (subject, relation.name, value, relation.sentence) not in hoped:
                found.setdefault(key, relation)
    return list(found.values())


def findings(reading: Reading) -> Extraction:
    """The mentions of a document as read and the relations that stand, where the folded text has
    them (`Analysis.unfolded`)."""
    return _extraction(reading, judged(reading, stated(reading)))


def fallen(reading: Reading) -> Extraction:
    """The same with the relations that are stated and do not stand, named as if they did."""
    return _extraction(reading, vetoed(reading, stated(reading)))


def _extraction(reading: Reading, relations: Sequence[Relation]) -> Extraction:
    found = Extraction(
        reading.analysis.document, reading.sentences, reading.mentions, tuple(relations)
    )
    return dated(bound(found, reading), reading)


def graph_lines(
    document: Document | Analysis,
    base: str = BASE,
    lexicon: Lexicon | None = None,
    decision: Decision | None = None,
) -> tuple[set[str], tuple[Claim, ...]]:
    """The document's N-Quads lines, with IRIs below ``base``, and what it claims of its persons
    and places (for `graph.identity`): what a build maps over its documents.

    ``decision``: its mentions, where they were decided together with those of others. Of a part of
    a document (`graph.extract.analysis.analyses`) they are the lines that it adds to the whole.
    """
    reading = read(document, lexicon, decision)
    analysis, found = reading.analysis, findings(reading)
    said = claims(reading, found)
    if analysis.document.id != analysis.source.id:
        found, said = _own_persons(found), tuple(map(_of_part, said))
    place = reading.place_context.place
    bound_to = reading.resolver.place(place) if place else None
    return quads(analysis.unfolded(found), bound_to, base), said


def _own_persons(found: Extraction) -> Extraction:
    """The findings of a part with persons of its own: who is who `graph.identity` decides."""
    document = found.document.id

    def own(entity: T) -> T:
        if isinstance(entity, Entity) and entity.type == "Person":
            return replace(entity, key=entity.key._replace(document=document))
        return entity

    return replace(
        found,
        mentions=tuple(replace(m, entity=own(m.entity)) for m in found.mentions),
        relations=tuple(
            replace(r, subject=own(r.subject), object=own(r.object)) for r in found.relations
        ),
    )


def _of_part(claim: Claim) -> Claim:
    """A claim of a part, about its own persons."""
    if not isinstance(claim, PersonClaim):
        return claim
    document = claim.document
    groups = (group._replace(key=group.key._replace(document=document)) for group in claim.parts)
    return claim._replace(key=claim.key._replace(document=document), parts=tuple(groups))
