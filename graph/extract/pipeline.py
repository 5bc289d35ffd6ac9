"""One document → its findings: the rules over the text, overlaps settled, names resolved. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.extract.analysis import Analysis
from graph.extract.claims.namesakes import tell_apart
from graph.extract.claims.witness import claims
from graph.extract.discourse.bare_organs import bind, bound
from graph.extract.discourse.dated_events import dated
from graph.extract.discourse.reading import Reading
from graph.extract.rules import registered
from graph.lexicon import Lexicon
from graph.model import Claim, Document, Entity, Extraction, Mention, Relation
from graph.rdf import BASE, ontology, quads

_PRECEDENCE = {cls.name: cls.precedence for cls in ontology.entity_types() if cls.precedence}
_TAGGER = "tagger-"  # so the rules' names begin that only pass on what the tagger takes for a name


def settle(candidates: Iterable[Mention]) -> tuple[Mention, ...]:
    """A flat choice: the longest mention first, a rule's before the tagger's, then by type.

    KeyError names a type that the ontology does not know, or that no mention can bear.
    """
    best = sorted(set(candidates), key=_turn)
    taken: set[int] = set()
    chosen = []
    for mention in best:
        span = range(mention.begin, mention.end)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(mention)
    return tuple(sorted(chosen, key=lambda m: m.begin))


def _turn(mention: Mention) -> tuple[int, bool, int, int, str]:
    tagged = mention.rule.startswith(_TAGGER)
    length = mention.end - mention.begin
    return -length, tagged, _PRECEDENCE[mention.type], mention.begin, mention.rule


def read(document: Document | Analysis, lexicon: Lexicon | None = None) -> Reading:
    """The document with its mentions settled and resolved and its discourse followed."""
    analysis = document if isinstance(document, Analysis) else Analysis(document, lexicon)
    mention_rules, _ = registered()
    settled = settle(m for rule in mention_rules for m in rule(analysis))
    # a quotation may hold several sentences: what it says stands in none of them
    within = [m for m in settled if m.end <= analysis.sentence_at(m.begin).end]
    reading = Reading(analysis, within)
    bind(reading)
    tell_apart(reading)
    return reading


def extract(document: Document, lexicon: Lexicon | None = None) -> Extraction:
    """All mentions and relations of one document; the same for the same document, anywhere."""
    reading = read(document, lexicon)
    return reading.analysis.unfolded(findings(reading))


def findings(reading: Reading) -> Extraction:
    """The relation rules over a document as read: its mentions and relations, where the folded
    text has them (`Analysis.unfolded`)."""
    _, relation_rules = registered()
    found: dict[tuple[object, ...], Relation] = {}
    for rule in relation_rules:
        for relation in rule(reading):
            key = (
                relation.subject.type,
                relation.subject.key,
                relation.name,
                relation.object,
                relation.sentence.begin,
            )
            found.setdefault(key, relation)
    extraction = Extraction(
        reading.analysis.document, reading.sentences, reading.mentions, tuple(found.values())
    )
    return dated(bound(extraction, reading), reading)


@dataclass(frozen=True)
class Summary:
    """What one document yielded, in counts; ``silent`` sentences yielded nothing at all.

    ``claims`` say what it knows of its persons, for `graph.identity.decide`.
    """

    sentences: int
    silent: int
    mentions: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    claims: tuple[Claim, ...] = ()


def graph_lines(
    document: Document | Analysis, base: str = BASE, lexicon: Lexicon | None = None
) -> tuple[set[str], Summary]:
    """The document's N-Quads lines and their summary: what a build maps over its documents."""
    reading = read(document, lexicon)
    found = findings(reading)
    told = {reading.analysis.sentence_at(m.begin) for m in found.mentions}
    told |= {relation.sentence for relation in found.relations}
    summary = Summary(
        len(found.sentences),
        len(found.sentences) - len(told),
        Counter(mention.type for mention in found.mentions),
        Counter(relation.name for relation in found.relations),
        claims(reading, found),
    )
    place = reading.place_context.place
    bound_to = reading.resolver.place(place) if place else None
    return quads(reading.analysis.unfolded(found), bound_to, base), summary


__all__ = ["Entity", "Summary", "extract", "graph_lines", "read", "settle"]
