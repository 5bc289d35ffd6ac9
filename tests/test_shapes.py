"""One graph with every class and relation: declared, labelled and shaped; damage shows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pyoxigraph
import pytest
from pyshacl import validate
from rdflib import OWL, PROV, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from graph.identity import Held, Judgement, PersonClaim, decide
from graph.model import Document, Entity, EntityType, Extraction, Key, Mention, Relation, Sentence
from graph.rdf import ontology
from graph.rdf.describe import quads
from graph.rdf.ontology import RELATIONS
from graph.rdf.terms import BASE, PREFIXES, expand
from graph.resources import ONTOLOGY

pytestmark = pytest.mark.slow  # a second engine

TG, NIF, ORG, DCTERMS, ITSRDF = (
    Namespace(PREFIXES[prefix]) for prefix in ("tg", "nif", "org", "dcterms", "itsrdf")
)
SHAPE = Namespace("https://w3id.org/tifagraph/shapes#")

TEXT = "云江市委书记沈若川主持会议，强调做到“三个务必”。\n云江市"
FIRST, SECOND = (
    Sentence(TEXT.index(line), TEXT.index(line) + len(line), line, paragraph)
    for paragraph, line in enumerate(TEXT.split("\n"))
)


def entity(kind: EntityType, name: str, order: int = 0) -> Entity:
    below = tuple(c.name for c in ontology.classes() if kind in _ancestors(c))
    aliases = (f"{name}（简称）",)
    return Entity(kind, Key(name), name, below, aliases=aliases, order=order, level=order)


def _ancestors(term: ontology.Term) -> tuple[str, ...]:
    return ontology.ancestors(term.name) if term.curie.startswith("tg:") else ()


PERSON, POST = entity("Person", "沈若川"), entity("Post", "市委书记")
PARTY, OFFICE = entity("Organization", "中共云江市委"), entity("Organization", "市委办公室")
CITY, PROVINCE = entity("Place", "云江市"), entity("Place", "云海省")
MEETING, POLICY = entity("Event", "会议"), entity("Policy", "工作要点")
OLD_POLICY = entity("Policy", "旧工作要点")
SLOGAN, PART = entity("Slogan", "三个务必"), entity("Slogan", "务必实干")
DEMAND = entity("Directive", "一要实干", order=1)
TENURE = entity("Tenure", "沈若川，市委书记")

STATED: tuple[tuple[Entity, str, Entity | str], ...] = (
    (PERSON, "holds", POST),
    (POST, "post_in", PARTY),
    (OFFICE, "part_of", PARTY),
    (PARTY, "jurisdiction", CITY),
    (CITY, "contained_in", PROVINCE),
    (MEETING, "chair", PERSON),
    (MEETING, "speaker", PERSON),
    (MEETING, "attendee", OFFICE),
    (MEETING, "organizer", PARTY),
    (MEETING, "on_date", "2021-03-08"),
    (MEETING, "on_date", "--03-08"),
    (MEETING, "in_place", CITY),
    (MEETING, "concerns", PERSON),
    (PERSON, "invokes", SLOGAN),
    (MEETING, "cites", POLICY),
    (SLOGAN, "component", PART),
    (SLOGAN, "component", "务必创新"),
    (POLICY, "issuer", PARTY),
    (POLICY, "document_number", "云委〔2021〕3号"),
    (MEETING, "directive", DEMAND),
    (DEMAND, "responsible", OFFICE),
    (POLICY, "amends", OLD_POLICY),
    (POLICY, "repeals", OLD_POLICY),
    (POLICY, "replaces", OLD_POLICY),
    (POLICY, "encloses", OLD_POLICY),
    (POLICY, "effective", "2021-05-01"),
    (POLICY, "promulgated", "2021-03-08"),
    (POLICY, "adopted_at", MEETING),
    (POLICY, "addressee", OFFICE),
    (TENURE, "member", PERSON),
    (TENURE, "tenure_post", POST),
    (TENURE, "since", "2018"),
    (TENURE, "since", "2018-03"),
    (TENURE, "until", "2021-03-08"),
    (TENURE, "status", "attested"),
)


def mention(meant: Entity, text: str, begin: int) -> Mention:
    return Mention(begin, begin + len(text), text, meant.type, "a rule", meant, confidence=97)


@cache
def sample() -> tuple[str, ...]:
    document = Document(
        "2021/0308",
        TEXT,
        "0" * 64,
        "工作会议召开",
        "2021-03-08",
        "云江日报",
        "https://example.org/1",
        kind="news",
    )
    mentions = (
        mention(PERSON, "沈若川", TEXT.index("沈若川")),
        mention(SLOGAN, "三个务必", TEXT.index("三个务必")),
        mention(CITY, "云江市", SECOND.begin),  # a sentence that is one mention from end to end
    )
    relations = tuple(Relation(s, name, o, FIRST, "a rule") for s, name, o in STATED)
    found = Extraction(document, (FIRST, SECOND), mentions, relations)
    judgement = Judgement(
        "different", "person/沈若川", "person/沈若水", "某人", "2021-04-01", "同名"
    )
    claims = (PersonClaim(day, PERSON.key, held=(Held("市委书记"),)) for day in "ab")
    return tuple(sorted(quads(found, CITY) | decide(claims, [judgement]).lines(BASE)))


def default_graph() -> Graph:
    triples = (
        f"{q.triple} ."
        for q in pyoxigraph.parse("\n".join(sample()), format=pyoxigraph.RdfFormat.N_QUADS)
        if q.graph_name == pyoxigraph.DefaultGraph()
    )
    return Graph().parse(data="\n".join(triples), format="nt")


@cache
def shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")


def broken(graph: Graph) -> set[str]:
    """The local names of the shapes that the graph does not satisfy."""
    _, report, _ = validate(graph, shacl_graph=shapes())
    assert isinstance(report, Graph)
    return {str(shape).removeprefix(SHAPE) for shape in report.objects(None, SH.sourceShape)}


def used() -> Iterator[Node]:
    for _, predicate, value in default_graph():
        yield value if predicate == RDF.type else predicate


def test_the_sample_uses_every_relation_and_every_class_of_ours() -> None:
    assert {name for _, name, _ in STATED} == set(RELATIONS)
    own = {c.curie for c in ontology.classes() if c.curie.startswith("tg:")}
    assert own <= {ontology.compact(str(term)) for term in used()}


@pytest.mark.parametrize(
    "term", sorted(set(used()), key=str), ids=lambda t: ontology.compact(str(t))
)
def test_every_term_in_use_is_declared_labelled_and_shaped(term: URIRef) -> None:
    vocabulary = Graph().parse(ONTOLOGY / "tifagraph.ttl")
    declared = {t.curie: t for t in (*ontology.classes(), *ontology.properties())}
    assert len(declared[ontology.compact(str(term))].labels) == len(ontology.LANGUAGES)
    assert (term, RDFS.isDefinedBy, None) in vocabulary
    constrained = {SH.path, SH.targetClass, SH.hasValue}
    assert set(shapes().predicates(None, term)) & constrained, f"no shape speaks of {term}"


def test_every_shape_has_an_iri_and_a_message_in_both_languages() -> None:
    kinds = (SH.NodeShape, SH.PropertyShape)
    found = [shape for kind in kinds for shape in shapes().subjects(RDF.type, kind)]
    assert len(found) > 50
    for shape in found:
        assert str(shape).startswith(SHAPE)
        messages = shapes().objects(shape, SH.message)
        assert sorted(str(m.language) for m in messages if isinstance(m, Literal)) == ["en", "zh"]
    used_as_shape = {*shapes().objects(None, SH.property), *shapes().objects(None, SH.node)}
    assert used_as_shape <= set(found)


def test_shapes_name_only_declared_terms() -> None:
    declared = {t.curie for t in (*ontology.classes(), *ontology.properties())}
    named = {ontology.compact(str(term)) for triple in shapes() for term in triple}
    assert {curie for curie in named if curie.startswith("tg:")} <= declared
    assert (None, OWL.imports, None) not in shapes()


def test_the_graph_conforms() -> None:
    conforms, _, text = validate(default_graph(), shacl_graph=shapes())
    assert conforms, text


def iri(kind: str, key: str) -> URIRef:
    return URIRef(f"{BASE}{kind}/{key}")


DOCUMENT = iri("document", "2021/0308")
SPAN = URIRef(f"{DOCUMENT}#char={FIRST.begin},{FIRST.end}")
WORD = URIRef(f"{DOCUMENT}#char={TEXT.index('沈若川')},{TEXT.index('沈若川') + 3}")
WHO, WHAT, WHERE = iri("person", "沈若川"), iri("post", "市委书记"), iri("place", "云江市")
BODY, OCCASION = iri("organization", "中共云江市委"), iri("event", "会议")
PHRASE, POINT = iri("slogan", "三个务必"), iri("directive", "一要实干")
NORM = iri("policy", "工作要点")
TIME = iri("tenure", "沈若川，市委书记")
JUDGED = iri("judgement", "different-沈若川-沈若水")
INDEX = XSD.nonNegativeInteger


def chance(number: str) -> Literal:
    return Literal(number, datatype=XSD.decimal)


# A name; subject and property; "=" puts the value (None: nothing) in place of theirs, "+" adds it;
# and the shape that must find it.
DAMAGE: tuple[tuple[str, URIRef, URIRef, str, Node | None, str], ...] = (
    ("no identifier", DOCUMENT, DCTERMS.identifier, "=", None, "identifier"),
    ("two identifiers", DOCUMENT, DCTERMS.identifier, "+", Literal("other"), "identifier"),
    ("a short sha256", DOCUMENT, TG.sha256, "=", Literal("abc"), "sha256"),
    ("two titles", DOCUMENT, DCTERMS.title, "+", Literal("又", lang="zh"), "title"),
    ("issued as text", DOCUMENT, DCTERMS.issued, "=", Literal("2021-03-08"), "issued"),
    ("no provenance", DOCUMENT, RDF.type, "=", TG.Document, "document-type"),
    ("a sentence of nothing", SPAN, DCTERMS.isPartOf, "=", None, "isPartOf"),
    ("a part of a person", SPAN, DCTERMS.isPartOf, "=", WHO, "isPartOf"),
    ("begin > end", SPAN, NIF.beginIndex, "=", Literal("99", datatype=INDEX), "beginIndex"),
    ("begin = end", WORD, NIF.endIndex, "=", Literal("6", datatype=INDEX), "beginIndex"),
    ("no end", WORD, NIF.endIndex, "=", None, "endIndex"),
    ("two anchors", WORD, NIF.anchorOf, "+", Literal("沈"), "anchorOf"),
    ("no context", WORD, NIF.referenceContext, "=", None, "referenceContext"),
    ("in no sentence", WORD, NIF.sentence, "=", DOCUMENT, "sentence"),
    ("two chances", WORD, TG.confidence, "+", chance("0.5"), "confidence"),
    ("a chance of nothing", WORD, TG.confidence, "=", chance("0.0"), "confidence"),
    ("a chance below nothing", WORD, TG.confidence, "=", chance("-0.5"), "confidence"),
    ("more than a certainty", WORD, TG.confidence, "=", chance("1.01"), "confidence"),
    ("a chance of three places", WORD, TG.confidence, "=", chance("0.975"), "confidence"),
    ("a chance as text", WORD, TG.confidence, "=", Literal("0.97"), "confidence"),
    ("two meanings", WORD, ITSRDF.taIdentRef, "+", WHERE, "taIdentRef"),
    ("a meaning of no class", WORD, ITSRDF.taIdentRef, "=", iri("person", "?"), "entity-type"),
    ("no label", WHO, RDFS.label, "=", None, "label"),
    ("two labels", WHO, RDFS.label, "+", Literal("沈", lang="zh"), "label"),
    ("an English label", WHO, RDFS.label, "=", Literal("Shen", lang="en"), "label"),
    ("an alias of no language", WHO, SKOS.altLabel, "+", Literal("沈"), "altLabel"),
    ("two classes", WHO, RDF.type, "+", TG.Place, "entity-type"),
    ("a subclass alone", BODY, RDF.type, "=", TG.PartyOrgan, "kind-of-organization"),
    ("a code of five digits", WHERE, TG.divisionCode, "=", Literal("33060"), "divisionCode"),
    ("no order", POINT, TG.order, "=", None, "order"),
    ("order from nought", POINT, TG.order, "=", Literal(0), "order"),
    ("no level", POINT, TG.level, "=", None, "level"),
    ("responsible is a place", POINT, TG.responsible, "=", WHERE, "responsible-object"),
    ("a place repeals", WHERE, TG.repeals, "=", NORM, "repeals"),
    ("a meeting is amended", NORM, TG.amends, "=", OCCASION, "amends-object"),
    ("in force in a month", NORM, TG.effective, "=", Literal("2021-05"), "effective-object"),
    ("a person holds a place", WHO, ORG.holds, "+", WHERE, "holds-object"),
    ("a place holds a post", WHERE, ORG.holds, "+", WHAT, "holds"),
    ("a post in a person", WHAT, ORG.postIn, "=", WHO, "postIn-object"),
    ("a place in the chair", OCCASION, TG.chair, "=", WHERE, "chair-object"),
    ("a person convenes", OCCASION, TG.organizer, "+", WHO, "organizer-object"),
    ("a person has a date", WHO, TG.date, "=", Literal("2021-03-08", datatype=XSD.date), "date"),
    ("a date as text", OCCASION, TG.date, "=", Literal("3月8日"), "date-object"),
    ("a thirteenth month", OCCASION, TG.date, "=", Literal("--13-08", datatype=XSD.gMonthDay),
     "date-object"),
    ("a slogan takes place", PHRASE, TG.place, "=", WHERE, "place"),
    ("a place invokes", WHERE, TG.invokes, "=", PHRASE, "invokes"),
    ("a slogan cited", WHO, TG.cites, "=", PHRASE, "cites-object"),
    ("a person as component", PHRASE, TG.component, "+", WHO, "component-object"),
    ("a place demands", WHERE, TG.directive, "=", POINT, "directive"),
    ("a kind that is none", DOCUMENT, TG.kind, "=", TG.Notice, "kind"),
    ("two kinds", DOCUMENT, TG.kind, "+", TG["kind-speech"], "kind"),
    ("since some day", TIME, TG.since, "=", Literal("早年"), "since-object"),
    ("a post's tenure of a place", TIME, TG.post, "=", WHERE, "post-object"),
    ("no verdict", JUDGED, TG.verdict, "=", None, "verdict"),
    ("a verdict of doubt", JUDGED, TG.verdict, "=", Literal("perhaps"), "verdict"),
    ("judged by a place", JUDGED, PROV.wasAssociatedWith, "=", WHERE, "wasAssociatedWith"),
    ("a ground of no language", WHO, TG.sameBecause, "=", Literal("同一职务"), "sameBecause"),
    ("influenced by a place", WHO, PROV.wasInfluencedBy, "=", WHERE, "wasInfluencedBy"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "predicate", "how", "value", "shape"),
    [row[1:] for row in DAMAGE],
    ids=[row[0] for row in DAMAGE],
)
def test_damage_is_found(
    subject: URIRef, predicate: URIRef, how: str, value: Node | None, shape: str
) -> None:
    graph = default_graph()
    if how == "=":
        graph.remove((subject, predicate, None))
    if value is not None:
        graph.add((subject, predicate, value))
    assert shape in broken(graph)


def test_blank_nodes_are_found() -> None:
    for kind in ("Document", "Sentence", "Mention", "Entity"):
        target = shapes().value(SHAPE[kind], SH.targetClass)
        graph = Graph().parse(data=f"[] a <{target}> .", format="turtle")
        assert kind in broken(graph)


@pytest.mark.parametrize("relation", ontology.relations(), ids=lambda p: p.curie)
def test_a_relation_between_the_wrong_things_is_found(relation: ontology.Property) -> None:
    """No relation starts from a judgement, and none leads to a document."""
    graph = default_graph()
    graph.add((JUDGED, URIRef(expand(relation.curie)), DOCUMENT))
    assert {relation.name, f"{relation.name}-object"} <= broken(graph)
