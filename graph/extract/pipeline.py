"""One document → its findings: the rules over the text, overlaps settled, names resolved. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

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


def _read(decisions: Mapping[Analysis, Decision]) -> list[Reading]:
    """Several documents as read, all of them by one step after the other."""
    found = [_evident(analysis, *decision) for analysis, decision in decisions.items()]
    contexts = [
        place_context(analysis, each.evident, each.organs)
        for analysis, each in zip(decisions, found, strict=True)
    ]
    resolved = [
        resolve(analysis, Resolver(analysis.lexicon, context), each.within, each.known)
        for analysis, context, each in zip(decisions, contexts, found, strict=True)
    ]
    return list(map(tell_apart, map(bind, resolved)))


def of_mentions(
    analysis: Analysis, mentions: Collection[Mention], settled: Collection[Mention] = ()
) -> Reading:
    """The document with these mentions, none overlapping; their order is no matter.

    ``settled`` are evidence beside them: what rules alone would have chosen. They tell the
    document's place and its short forms, too. A quotation may hold several sentences: what it says
    stands in none of them. What opens or closes a title halfway (中国》) is no name.
    """
    return _read({analysis: Decision(tuple(mentions), tuple(settled))})[0]


class _Evident(NamedTuple):
    """The mentions ``within`` sentences, those ``known``, and what tells the document's places."""

    within: list[Mention]
    known: list[Mention]
    evident: list[Mention]
    organs: list[Mention]


def _evident(
    analysis: Analysis, mentions: Collection[Mention], settled: Collection[Mention]
) -> _Evident:
    within, known = (
        [m for m in in_order(some) if m.end <= analysis.sentence_at(m.begin).end and _whole(m.text)]
        for some in (mentions, settled or mentions)
    )
    evident = [*known, *(m for m in within if m.type == "Place")]  # what was decided counts too
    organs = [m for m in with_context(within, known) if m.type == "Organization"]
    return _Evident(within, known, evident, organs)


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
    return _stated([reading])[0]


def _stated(readings: Sequence[Reading]) -> list[list[Relation]]:
    """That of several: a rule reads all of them before the next one does."""
    _, relation_rules = registered()
    hoped = [
        {
            (t.person, "holds", t.post, sentence)
            for t, sentence in each.tenures
            if t.status in NOT_YET
        }
        for each in readings
    ]
    found: list[dict[tuple[object, ...], Relation]] = [{} for _ in readings]
    for rule in relation_rules:
        for reading, not_yet, said in zip(readings, hoped, found, strict=True):
            for relation in rule(reading):
                subject, value = relation.subject, relation.object
                key = (subject.type, subject.key, relation.name, value, relation.sentence.begin)
                if (subject, relation.name, value, relation.sentence) not in not_yet:
                    said.setdefault(key, relation)
    return [list(said.values()) for said in found]


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
    return _lines(reading, findings(reading), base)


def graph_lines_at_once(
    decisions: Mapping[Analysis, Decision], base: str = BASE
) -> dict[Analysis, tuple[set[str], tuple[Claim, ...]]]:
    """`graph_lines` of the documents whose mentions are decided (`decide_at_once`).

    All documents take one step before the next: what a step looks things up in stays in the
    processor's cache. {} if one of them fails: the fault is that one's alone.
    """
    try:
        readings = _read(decisions)
        stands = [judged(*said) for said in zip(readings, _stated(readings), strict=True)]
        found = [_extraction(*each) for each in zip(readings, stands, strict=True)]
        lines = [_lines(*each, base) for each in zip(readings, found, strict=True)]
    except Exception:  # who reads them one by one learns which it was
        return {}
    return dict(zip(decisions, lines, strict=True))


def _lines(reading: Reading, found: Extraction, base: str) -> tuple[set[str], tuple[Claim, ...]]:
    analysis, said = reading.analysis, claims(reading, found)
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
