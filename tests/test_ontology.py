"""The ontology file: whole, bilingual, tied to the standards, and the same in its dictionary."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pyoxigraph
import pytest
from rdflib import Graph, URIRef

from graph.rdf import ontology
from graph.rdf.generate import GENERATED
from graph.rdf.terms import PREFIXES, expand
from graph.resources import ONTOLOGY

FILE = ONTOLOGY / "tifagraph.ttl"
OWN = [t for t in (*ontology.classes(), *ontology.properties()) if t.curie.startswith("tg:")]

# Colour vision without the long, middle and short cones: G. M. Machado, M. M. Oliveira, L. A. F.
# Fernandes, A Physiologically-based Model for Simulation of Color Vision Deficiency, 2009.
VISION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]]
    ),
    "deuteranopia": np.array(
        [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]]
    ),
    "tritanopia": np.array(
        [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]]
    ),
}


def linear(colour: str) -> np.ndarray:
    """``#rrggbb`` → linear light, three numbers from 0 to 1 (IEC 61966-2-1)."""
    values = np.frombuffer(bytes.fromhex(colour.removeprefix("#")), np.uint8) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def oklab(light: np.ndarray) -> np.ndarray:
    """Linear light → OKLab, where equal distances look equally far (B. Ottosson, 2020)."""
    cones = np.array(
        [[0.41222, 0.53633, 0.05145], [0.21190, 0.68070, 0.10740], [0.08830, 0.28172, 0.62998]]
    )
    axes = np.array(
        [[0.21045, 0.79362, -0.00407], [1.97800, -2.42859, 0.45059], [0.02590, 0.78277, -0.80868]]
    )
    lab: np.ndarray = axes @ np.cbrt(cones @ np.clip(light, 0, 1))
    return lab


def test_rdflib_and_pyoxigraph_read_the_same_number_of_triples() -> None:
    theirs = list(pyoxigraph.parse(path=str(FILE)))
    assert len(theirs) == len(Graph().parse(FILE)) > 700


@pytest.mark.parametrize("term", OWN, ids=lambda t: t.curie)
def test_a_term_is_defined_in_both_languages_and_by_this_ontology(term: ontology.Term) -> None:
    assert len(term.labels) == len(term.definitions) == len(ontology.LANGUAGES)
    assert any("\u4e00" <= char <= "\u9fff" for char in term.definition("zh"))
    assert term.label("en").isascii() and term.definition("en").endswith(".")
    assert (
        URIRef(expand(term.curie)),
        URIRef(expand("rdfs:isDefinedBy")),
        URIRef("https://w3id.org/tifagraph/ontology"),
    ) in Graph().parse(FILE)


def test_no_term_is_cited_that_nobody_declares() -> None:
    """What stands above, near or at the ends of a term is ours and declared, or a standard's."""
    declared = {t.curie for t in (*ontology.classes(), *ontology.properties())}
    for term in (*ontology.classes(), *ontology.properties()):
        ends = (*term.domain, *term.range) if isinstance(term, ontology.Property) else ()
        for cited in (*term.parents, *term.related, *ends):
            assert cited.partition(":")[0] in PREFIXES, f"{term.curie} cites {cited}"
            assert cited in declared or not cited.startswith("tg:"), f"{term.curie} cites {cited}"


def test_labels_tell_classes_apart_and_properties_apart() -> None:
    for kind in (ontology.classes(), ontology.properties()):
        for lang in ontology.LANGUAGES:
            labels = [term.label(lang) for term in kind]
            assert sorted(labels) == sorted(set(labels))


def test_entity_types_stand_in_rank_order_and_each_has_its_turn() -> None:
    types = ontology.entity_types()
    assert [t.rank for t in types] == list(range(1, len(types) + 1))
    assert [t.name for t in types if not t.precedence] == ["Directive", "Tenure"]
    turns = sorted(t.precedence for t in types if t.precedence)
    assert turns == list(range(1, len(turns) + 1))
    assert types[0].label("zh") == "人物" and types[0].label("en") == "person"


def test_each_relation_says_where_it_leads() -> None:
    relations = ontology.relations()
    assert [p.rank for p in relations] == list(range(1, len(relations) + 1))
    assert all(p.domain and p.range for p in relations)
    for relation in relations:
        leads_to_text = all(end.startswith("xsd:") for end in relation.range)
        assert len(relation.inverse_labels) == (0 if leads_to_text else len(ontology.LANGUAGES))


def test_chair_speaker_and_attendee_are_kinds_of_participation() -> None:
    under = {p.name for p in ontology.properties() if "tg:participant" in p.parents}
    assert under == {"chair", "speaker", "attendee"}


def test_shapes_and_colours_tell_the_types_apart() -> None:
    types = ontology.entity_types()
    known = {
        "dot",
        "square",
        "diamond",
        "triangle",
        "triangleDown",
        "star",
        "hexagon",
        "box",
        "ellipse",
    }
    assert {t.shape for t in types} == known
    for eye, matrix in VISION.items():
        for one, other in combinations(types, 2):
            seen = [oklab(matrix @ linear(t.colour)) for t in (one, other)]
            apart = np.linalg.norm(seen[0] - seen[1])
            assert apart > 0.07, f"{one.name} and {other.name} look alike in {eye}"


def test_colours_are_legible_on_a_light_and_on_a_dark_page() -> None:
    """3:1 for graphical objects (WCAG 2.2, 1.4.11), against white and a near-black #111111."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    black = weights @ linear("#111111")
    for entity in ontology.entity_types():
        luminance = weights @ linear(entity.colour)
        assert 1.05 / (luminance + 0.05) >= 3, f"{entity.name} is too pale on white"
        assert (luminance + 0.05) / (black + 0.05) >= 3, f"{entity.name} is too dark on black"


def test_labels_by_curie_by_iri_and_of_foreign_terms() -> None:
    assert ontology.label("org:holds") == "担任"
    assert ontology.label("http://www.w3.org/ns/org#holds", "en") == "holds"
    assert ontology.label("https://example.org/term", "en") == "https://example.org/term"


def test_ancestors_run_from_near_to_far() -> None:
    assert ontology.ancestors("Plenum") == ("Meeting", "Event")
    assert ontology.ancestors("Person") == ()
    with pytest.raises(KeyError):
        ontology.ancestors("Nonsense")


def test_the_dictionary_and_the_shapes_on_disk_are_the_ontologys() -> None:
    for name, text in GENERATED.items():
        written = (ONTOLOGY / name).read_text(encoding="utf-8")
        assert written == text(), "run: python -m graph.rdf.generate"
    dictionary = (ONTOLOGY / "README.md").read_text(encoding="utf-8")
    assert all(f"`{term.curie}`" in dictionary for term in OWN)
