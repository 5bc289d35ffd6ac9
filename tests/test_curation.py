"""Annotations go out, are read by other libraries, and come back as gold and judgements."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from pybrat.parser import BratParser
from web_anno_tsv import open_web_anno_tsv

import graph
from graph.cli import main
from graph.curate import corrected, write_gold
from graph.evaluate import evaluate
from graph.identity import read_judgements
from graph.model import Document, InputError
from graph.rdf import RELATIONS
from graph.rdf.terms import BASE

pytestmark = pytest.mark.slow

DOCUMENTS = Path(__file__).parents[1] / "data" / "documents"
FORMATS = ("brat", "web-annotation", "webanno")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
CONTEXT = {  # what is used of http://www.w3.org/ns/anno.jsonld, which a test cannot load
    "id": "@id", "type": "@type", "oa": str(OA), "rdf": str(rdflib.RDF), "rdfs": str(rdflib.RDFS),
    "label": "rdfs:label", "items": {"@id": "https://www.w3.org/ns/activitystreams#items"},
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "motivation": "oa:motivatedBy",
    "target": {"@id": "oa:hasTarget", "@type": "@id"}, "exact": "oa:exact",
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "prefix": "oa:prefix", "start": "oa:start",
    "selector": {"@id": "oa:hasSelector", "@type": "@id"}, "suffix": "oa:suffix", "end": "oa:end",
    "TextPositionSelector": "oa:TextPositionSelector", "Annotation": "oa:Annotation",
    "TextQuoteSelector": "oa:TextQuoteSelector", "tg": "https://w3id.org/tifagraph/ontology#",
}  # fmt: skip


@pytest.fixture(scope="module")
def exported(
    demo: graph.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("annotations")
    for name in FORMATS:
        demo.export(folder / name, name)
    return {name: folder / name for name in FORMATS}


def gold_of(kg: graph.KnowledgeGraph, annotations: Path, out: Path) -> Path:
    for item in corrected(annotations, kg.source().texts()):
        write_gold(item, out)
    return out


def edit(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text("utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, "utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_not_corrected_comes_back_as_it_was(
    demo: graph.KnowledgeGraph, exported: dict[str, Path], name: str, tmp_path: Path
) -> None:
    gold = gold_of(demo, exported[name], tmp_path)
    for path in DOCUMENTS.iterdir():
        assert (gold / path.name).read_text("utf-8") == path.read_text("utf-8")
    scores = evaluate(demo.store, gold)
    for level, least in (("entity", 900), ("name", 300), ("relation", 900)):
        total = scores.total(level)
        assert (total.spurious, total.missed) == (0, 0), scores.errors[:3]
        assert total.hits > least or (name == "webanno" and level != "entity")
    assert scores.documents == demo.report.documents


def test_brat_is_read_by_its_library(demo: graph.KnowledgeGraph, exported: dict[str, Path]) -> None:
    found = BratParser().parse(exported["brat"])
    assert len(found) == demo.report.documents
    (mentions,) = demo.query("SELECT (COUNT(?m) AS ?n) { ?m itsrdf:taIdentRef ?e }")
    marks = [(mark, example.text) for example in found for mark in example.entities]
    assert sum(mark.type != "Directive" for mark, _ in marks) == mentions.n
    for mark, text in marks:
        assert " ".join(text[span.start : span.end] for span in mark.spans) == mark.mention
        (reference,) = mark.references
        assert (reference.rid, reference.eid.partition("/")[0]) == ("Tifagraph", mark.type.lower())
    relations = [relation for example in found for relation in example.relations]
    assert {relation.type for relation in relations} <= set(RELATIONS)
    held = {(r.arg1.mention, r.arg1.type, r.arg2.type) for r in relations if r.type == "holds"}
    assert ("陆知远", "Person", "Post") in held


def test_webanno_is_read_by_a_library_of_inceptions_format(
    demo: graph.KnowledgeGraph, exported: dict[str, Path]
) -> None:
    number = 0
    for path in sorted(exported["webanno"].glob("*.tsv")):
        with open_web_anno_tsv(str(path)) as sentences:
            found = [(s.text, a) for s in sentences for a in s.annotations]
        number += len(found)
        assert all(text[a.start : a.stop] == a.text for text, a in found)
    lines = [
        line
        for path in exported["brat"].glob("*.ann")
        for line in path.read_text("utf-8").splitlines()
    ]
    marks = sum(line.startswith("T") for line in lines)
    assert number == marks


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's parser, of rdflib
def test_web_annotations_are_rdf(demo: graph.KnowledgeGraph, exported: dict[str, Path]) -> None:
    page = json.loads((exported["web-annotation"] / "local-12.jsonld").read_text("utf-8"))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    page["@context"] = CONTEXT
    found = rdflib.Graph().parse(data=json.dumps(page), format="json-ld")
    said = {
        tuple(found.value(body, rdflib.RDF[end]) for end in ("subject", "predicate", "object"))
        for body in found.subjects(rdflib.RDF.type, rdflib.RDF.Statement)
    }
    document = f"{BASE}document/local-12#"
    stated = {
        (s, p, o) for s, p, o, g in demo.rdflib().quads() if str(g or "").startswith(document)
    }
    assert said == stated
    text = (DOCUMENTS / "local-12.txt").read_text("utf-8")
    for selector in found.subjects(rdflib.RDF.type, OA.TextPositionSelector):
        target = found.value(None, OA.hasSelector, selector)
        (quote,) = (v for s in found.objects(target, OA.hasSelector) for v in found[s : OA.exact])
        begin, end = (int(found.value(selector, OA[name])) for name in ("start", "end"))
        assert text[begin:end] == str(quote)


def test_corrections_are_what_the_graph_got_wrong(
    demo: graph.KnowledgeGraph, exported: dict[str, Path], tmp_path: Path
) -> None:
    folder = shutil.copytree(exported["brat"], tmp_path / "brat")
    path = folder / "local-05.ann"
    person = re.search(r"^(T\d+)\tPerson (\d+) (\d+)\t陆知远$", path.read_text("utf-8"), re.M)
    assert person

    def change(annotation: str) -> str:
        annotation = annotation.replace(person[0], person[0].replace("Person", "Place"))
        annotation = re.sub(r"^R\d+\tattendee .*\n", "", annotation, count=1, flags=re.M)
        return annotation + f"#999\tAnnotatorNotes {person[1]}\t=> 陆知远 invokes 三个清单\n"

    edit(path, change)
    scores = evaluate(demo.store, gold_of(demo, folder, tmp_path / "gold"))
    errors = {(error.outcome, error.kind, error.what) for error in scores.errors}
    assert ("missed", "Place", "陆知远 (found: Person)") in errors
    assert ("missed", "invokes", "陆知远 → 三个清单") in errors
    assert [kind for outcome, kind, _ in errors if outcome == "spurious" and kind == "attendee"]
    assert {error.document for error in scores.errors} == {"local-05"}


def curated(demo: graph.KnowledgeGraph, folder: Path, out: Path) -> list[tuple[str, ...]]:
    assert main(["curate", str(demo.store.path), str(folder), "-o", str(out)]) == 0
    return [judgement[:3] for judgement in read_judgements(out / "judgements.tsv")]


def persons(kg: graph.KnowledgeGraph, name: str) -> dict[str, set[str]]:
    """The persons of a name by IRI, with the documents that mention each."""
    rows = kg.query(
        "SELECT DISTINCT ?p ?d { ?m itsrdf:taIdentRef ?p ; nif:referenceContext/dcterms:identifier"
        f" ?d . ?p a tg:Person ; rdfs:label '{name}'@zh }}"
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.p, set()).add(row.d)
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_two_that_are_given_one_reference_become_one(
    demo: graph.KnowledgeGraph, exported: dict[str, Path], name: str, tmp_path: Path
) -> None:
    assert len(persons(demo, "李明")) == 2
    folder = shutil.copytree(exported[name], tmp_path / "corrected")
    (path,) = (p for p in folder.glob("local-12.*") if p.suffix != ".txt")
    edit(path, lambda text: re.sub(r"person/李明(\\?)-青芦县", r"person/李明\1-丰水县", text))
    found = curated(demo, folder, tmp_path / "gold")
    assert found == [("same", "person/李明-local-08", "person/李明-local-12")]
    assert curated(demo, folder, tmp_path / "gold") == found
    judged = tmp_path / "gold" / "judgements.tsv"
    again = graph.build(DOCUMENTS, tmp_path / "kg", judgements=judged)
    assert list(persons(again, "李明").values()) == [{"local-08", "local-12"}]


def test_one_that_is_given_two_references_becomes_two(
    demo: graph.KnowledgeGraph, exported: dict[str, Path], tmp_path: Path
) -> None:
    (before,) = persons(demo, "丁蕙").values()
    folder = shutil.copytree(exported["brat"], tmp_path / "corrected")
    edit(folder / "local-16.ann", lambda text: text.replace("person/丁蕙\t", "person/丁蕙-另\t"))
    found = curated(demo, folder, tmp_path / "gold")
    others = before - {"local-16"}
    assert len(others) > 2
    wanted = {("different", f"person/丁蕙-{d}", "person/丁蕙-local-16") for d in others}
    assert set(found) == wanted
    judged = tmp_path / "gold" / "judgements.tsv"
    again = graph.build(DOCUMENTS, tmp_path / "kg", judgements=judged)
    assert {"local-16"} in persons(again, "丁蕙").values()


def test_a_person_given_to_several_in_one_document_is_told(
    demo: graph.KnowledgeGraph,
    exported: dict[str, Path],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = shutil.copytree(exported["brat"], tmp_path / "corrected")
    edit(
        folder / "local-12.ann",
        lambda text: text.replace("person/李明-青芦县\t", "person/李明-丰水县\t", 1),
    )
    assert curated(demo, folder, tmp_path / "gold") == []
    assert "no judgement can tell" in caplog.text


def test_a_document_has_one_annotation(
    demo: graph.KnowledgeGraph, exported: dict[str, Path], tmp_path: Path
) -> None:
    """Alone in a folder of its name, as in a project of INCEpTION, or under its name."""
    project = tmp_path / "curation" / "local-12.tsv"
    project.mkdir(parents=True)
    shutil.copy(exported["webanno"] / "local-12.tsv", project / "CURATION_USER.tsv")
    (item,) = corrected(project.parent, demo.source().texts())
    assert item.document.id == "local-12"
    shutil.copy(exported["webanno"] / "local-12.tsv", project / "anna.tsv")
    with pytest.raises(InputError, match="keep one"):
        list(corrected(project.parent, demo.source().texts()))


@pytest.mark.parametrize(
    ("file", "line", "reason"),
    [
        ("x.ann", "T1\tPerson 0 2\t苏映", "another text"),
        ("x.ann", "T1\tPerson 4 9\t程望", "another text"),
        ("x.ann", "T1\tHuman 4 7\t程望山", "no such type"),
        ("x.ann", "T1\tPerson x y\t程望山", "no annotation of brat"),
        ("x.ann", "T1\tPerson 4 7\t程望山\nR1\tknows Arg1:T1 Arg2:T1", "no such relation"),
        ("x.ann", "T1\tPerson 4 7\t程望山\nR1\tholds Arg1:T1 Arg2:T2", "there is no T2"),
        ("y.ann", "", "no such document"),
        ("x.txt", "市委书记程望山讲话。", "no annotations"),
        ("x.jsonld", "[]", "no page of annotations"),
        ("x.jsonld", '{"items": [{"motivation": "identifying"}]}', "incomplete annotation"),
        ("x.tsv", "#FORMAT=WebAnno TSV 3.3\n\n#Text=市\n1-1\t0-1\t市\t_", "no layer"),
    ],
)
def test_what_cannot_be_taken_back_is_told(
    tmp_path: Path, file: str, line: str, reason: str
) -> None:
    (tmp_path / file).write_text(line, "utf-8")
    document = Document("x", "市委书记程望山讲话。", "")
    with pytest.raises(InputError, match=reason):
        for item in corrected(tmp_path, [document]):
            write_gold(item, tmp_path / "gold")


@pytest.mark.parametrize("name", FORMATS)
def test_offsets_count_characters_of_any_text(tmp_path: Path, name: str) -> None:
    text = "\U0001f600市委书记程望山主持会议。\t\n\n市委副书记、市长苏映\n雪出席\\\U0001f600。\n"
    kg = graph.build([Document("甲/乙 丙", text, "", place="云梧市")], tmp_path / "kg")
    kg.export(tmp_path / "out", name)
    (item,) = corrected(tmp_path / "out", kg.source().texts())
    found = {text[mark.begin : mark.end] for mark in item.found.marks}
    assert {"程望山", "市委书记"} <= found
    write_gold(item, tmp_path / "gold")
    assert evaluate(kg.store, tmp_path / "gold").total("entity").f1 == 1
