"""One document → its findings: the rules over the text, overlaps settled, names resolved. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias, TypeVar

from graph.claims import Claim, PersonClaim
from graph.extract.analysis import Analysis
from graph.extract.claims.namesakes import tell_apart
from graph.extract.claims.witness import claims
from graph.extract.deciding import Decision, decide, evidence
from graph.extract.discourse.bare_organs import bind, bound
from graph.extract.discourse.context import in_order, with_context
from graph.extract.discourse.dated_events import dated
from graph.extract.discourse.meaning import Named, resolve_at_once
from graph.extract.discourse.place_context import place_context
from graph.extract.discourse.reading import Reading
from graph.extract.discourse.tenure import NOT_YET
from graph.extract.pairs.judge import judged, judged_at_once, vetoed
from graph.extract.resolve.resolver import Resolver
from graph.extract.rules import registered
from graph.lexicon import Lexicon
from graph.model import Document, Entity, Extraction, Mention, Relation
from graph.rdf import BASE, quads

T = TypeVar("T")
Lines: TypeAlias = tuple[set[str], tuple[Claim, ...]]
"""The N-Quads lines of a document, and its claims."""

_MAX_BATCHED_CHARACTERS = 1 << 14
_PAIRS = {"《": "》", "（": "）", "(": ")", "【": "】"}
_SIGNS = frozenset((*_PAIRS, *_PAIRS.values()))


def read(
    document: Document | Analysis,
    lexicon: Lexicon | None = None,
    decision: Decision | None = None,
) -> Reading:
    """The document with its mentions decided and resolved and its discourse followed.

    ``decision`` is the one on its mentions where it was made already (`decide`).
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
    return _readings([(analysis, mentions, settled)])[0]


def _readings(
    given: Iterable[tuple[Analysis, Collection[Mention], Collection[Mention]]],
) -> list[Reading]:
    """`of_mentions` of several, each step over all of them before the next."""
    known = [_Known.of(*each) for each in given]
    contexts = [place_context(k.analysis, k.evident, k.organs) for k in known]
    resolvers = [Resolver(k.analysis.lexicon, c) for k, c in zip(known, contexts, strict=True)]
    resolved = resolve_at_once(
        Named(k.analysis, resolver, k.within, k.context)
        for k, resolver in zip(known, resolvers, strict=True)
    )
    return [tell_apart(reading) for reading in [bind(reading) for reading in resolved]]


class _Known(NamedTuple):
    """The mentions ``within`` a document that can stand, the same in their ``context``, what is
    ``evident`` of its place, and its organs."""

    analysis: Analysis
    within: list[Mention]
    context: list[Mention]
    evident: list[Mention]
    organs: list[Mention]

    @classmethod
    def of(
        cls, analysis: Analysis, mentions: Collection[Mention], settled: Collection[Mention]
    ) -> _Known:
        """What stands of the mentions and of what the rules settled on."""

        def stands(mention: Mention) -> bool:
            return mention.end <= analysis.sentence_at(mention.begin).end and _whole(mention.text)

        within = [m for m in in_order(mentions) if stands(m)]
        spans = {(m.begin, m.end) for m in within}  # most are what the rules settled on
        known = [m for m in in_order(settled) if (m.begin, m.end) in spans or stands(m)]
        known = known if settled else within
        others = [m for m in known if (m.begin, m.end) not in spans]
        context = with_context(within, others)
        places = (m for m in within if m.type == "Place")  # what was decided counts, too
        organs = [m for m in context if m.type == "Organization"]
        return cls(analysis, within, context, [*known, *places], organs)


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
    """`stated` of several: each rule reads them one after the other."""
    _, relation_rules = registered()
    found: list[dict[tuple[object, ...], Relation]] = [{} for _ in readings]
    hoped = [
        {
            (tenure.person, "holds", tenure.post, sentence)
            for tenure, sentence in reading.tenures
            if tenure.status in NOT_YET
        }
        for reading in readings
    ]
    for rule in relation_rules:
        for reading, known, not_yet in zip(readings, found, hoped, strict=True):
            for relation in rule(reading):
                subject, value = relation.subject, relation.object
                key = (subject.type, subject.key, relation.name, value, relation.sentence.begin)
                if not not_yet or (subject, relation.name, value, relation.sentence) not in not_yet:
                    known.setdefault(key, relation)
    return [list(known.values()) for known in found]


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
) -> Lines:
    """The document's N-Quads lines, with IRIs below ``base``, and what it claims of its persons
    and places (for `graph.identity`).

    ``decision``: its mentions, where they were decided on already. Of a part of a document
    (`graph.extract.analysis.analyses`) they are the lines that it adds to the whole.
    """
    return _lines([read(document, lexicon, decision)], base)[0]


def graph_lines_at_once(analyses: Iterable[Analysis], base: str = BASE) -> dict[Analysis, Lines]:
    """The lines of the short documents among these: what a build maps over its documents.

    Each step reads all documents before the next begins: what it looks things up in stays in the
    processor's cache, and the tagger and the decoder read all of them in one pass; one by one they
    take twice the time. Long ones are left out, for their memory; all are if one fails: the fault
    is that one's alone, and who reads them one by one learns which it was.
    """
    short = [analysis for analysis in analyses if len(analysis.text) < _MAX_BATCHED_CHARACTERS]
    try:
        decided = zip(short, decide(short), strict=True)
        readings = _readings((analysis, *decision) for analysis, decision in decided)
        return dict(zip(short, _lines(readings, base), strict=True))
    except Exception:
        return {}


def _lines(readings: Sequence[Reading], base: str) -> list[Lines]:
    """`graph_lines` of several documents as read."""
    stands = judged_at_once(readings, _stated(readings))
    found = [_extraction(*each) for each in zip(readings, stands, strict=True)]
    said = [claims(*each) for each in zip(readings, found, strict=True)]
    return [_of_document(*each, base) for each in zip(readings, found, said, strict=True)]


def _of_document(reading: Reading, found: Extraction, said: tuple[Claim, ...], base: str) -> Lines:
    analysis = reading.analysis
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
        mentions=tuple(m.meaning(own(m.entity)) for m in found.mentions),
        relations=tuple(r.between(own(r.subject), own(r.object)) for r in found.relations),
    )


def _of_part(claim: Claim) -> Claim:
    """A claim of a part, about its own persons."""
    if not isinstance(claim, PersonClaim):
        return claim
    document = claim.document
    groups = (group._replace(key=group.key._replace(document=document)) for group in claim.parts)
    return claim._replace(key=claim.key._replace(document=document), parts=tuple(groups))
