"""A judgement as it stands in the graph."""

from __future__ import annotations

from collections.abc import Iterator

from graph.characters import normal
from graph.identity.judgement import WRONG, Judgement, named, plain
from graph.rdf import RELATIONS, entity_iri, expand, iri, literal, ontology, slug


def node(judgement: Judgement, base: str) -> str:
    """The IRI of a judgement."""
    verdict, a, b, *_, relation = judgement
    if verdict == WRONG:
        said = filter(None, (verdict, a.replace("/", "-"), relation, b.replace("/", "-")))
    else:
        said = filter(None, (verdict, *(plain(end).partition("/")[2] for end in (a, b))))
    return f"<{base}judgement/{slug('-'.join(said))}>"


def statements(judgement: Judgement, base: str) -> Iterator[str]:
    """A judgement as N-Quads lines: a prov:Activity with its verdict, agent, date and reason.

    Entities other than persons that are one or two are also linked by owl:sameAs or
    owl:differentFrom: they are not merged.
    """
    subject = node(judgement, base)
    a, b = judgement[1:3]
    for kind in ("tg:Judgement", "prov:Activity"):
        yield f"{subject} <{expand('rdf:type')}> {iri(kind)} ."
    yield f"{subject} {iri('rdfs:label')} {literal(normal(_label(judgement)), language='zh')} ."
    yield f"{subject} {iri('tg:verdict')} {literal(judgement.verdict)} ."
    if judgement.why:
        yield f"{subject} {iri('dcterms:description')} {literal(judgement.why)} ."
    if judgement.when:
        yield f"{subject} {iri('dcterms:date')} {literal(judgement.when, 'xsd:date')} ."
    if judgement.who:
        who = normal(judgement.who)
        agent = f"<{base}agent/{slug(who)}>"
        yield f"{subject} {iri('prov:wasAssociatedWith')} {agent} ."
        yield f"{agent} <{expand('rdf:type')}> {iri('prov:Agent')} ."
        yield f"{agent} {iri('rdfs:label')} {literal(who, language='zh')} ."
    if judgement.verdict != WRONG and not named(judgement):
        link = iri("owl:sameAs" if judgement.verdict == "same" else "owl:differentFrom")
        one, other = (entity_iri(base, *r.partition("/")[::2]) for r in (a, b))
        yield f"{one} {link} {other} ."


def _label(judgement: Judgement) -> str:
    """``李明 ≠ 李明-青芦县``, ``✗ 全市水利工作会议 主持 李明``: without types."""
    a, b = (end.partition("/")[2] or end for end in judgement[1:3])
    if judgement.verdict == WRONG:
        relation = judgement.relation and ontology.label(RELATIONS[judgement.relation])
        return " ".join(filter(None, ("✗", a, relation, b)))
    return f"{a} {'＝' if judgement.verdict == 'same' else '≠'} {b}"
