"""The export: the same graph in every format, and the same bytes in every run."""

from __future__ import annotations

import io
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import sample
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.export.export import FORMATS, export
from graph.export.source import Source, base_of
from graph.export.turtle import prefixes, turtle
from graph.model import StoreError
from graph.rdf.terms import BASE, iri, literal
from graph.store.store import Store

HOSTILE = (
    'quote " and \\ and \\" and \\u0041',
    "line\nend\r\n\ttab \x00\x1f\x7f",
    "</script><img src=x onerror=alert(1)> . <http://evil> <http://evil> <http://evil> .",
    "\u202e右到左\u2066\u200b \U0001f600 \ufeff",
    "“两个维护”@zh ^^<x>",
    "",
)
IRIS = (
    f"{BASE}person/a:b",
    f"{BASE}person:a",
    f"{BASE}document/a//b",
    f"{BASE}document/a/../b",
    f"{BASE}document/./b",
    f"{BASE}document/..",
    f"{BASE}//x/y",
    f"{BASE}/x",
    f"{BASE}?q/a",
    f"{BASE}#f/a",
    f"{BASE}a.b/-c.",
    f"{BASE}place/a#char=0,1?x/..z",
    BASE,
    "https://w3id.org/tifagraph/ontology#a/b",
    "https://w3id.org/tifagraph/ontology#1a",
    "https://w3id.org/tifagraph/ontology#提法",
    "http://xmlns.com/foaf/0.1/",
    "urn:x:y",
)


def lines() -> set[str]:
    """The sample with hostile labels and IRIs, in both kinds of graph."""
    found = sample.lines()
    for subject in IRIS:
        found |= {f"<{subject}> {iri('rdfs:label')} {literal(t, language='zh')} ." for t in HOSTILE}
        found.add(f"<{subject}> {iri('tg:component')} {literal(subject)} <{subject}> .")
        found.add(f"<{BASE}person/x> <{subject}> <{subject}> <{subject}> .")
        found.add(f"<{BASE}person/x> <{subject}> <{subject}> .")
    for text, kind in (("7", "integer"), ("-7", "integer"), ("+7", "integer"), ("07", "integer")):
        found.add(f"<{BASE}person/x> {iri('tg:order')} {literal(text, 'xsd:' + kind)} .")
    for text, kind in (
        ("true", "boolean"),
        ("1.0", "decimal"),
        ("2020-01-01", "date"),
        ("7", "int"),
    ):
        found.add(f"<{BASE}person/x> {iri('rdfs:comment')} {literal(text, 'xsd:' + kind)} .")
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.write(tmp_path_factory.mktemp("kg"), lines())


def written(store: Store, name: str) -> bytes:
    stream = io.BytesIO()
    export(Source(store), stream, name)
    return stream.getvalue()


RDF = [known for known in FORMATS if known.readers == "RDF"]


@pytest.mark.parametrize("name", [known.name for known in RDF])
def test_pyoxigraph_reads_the_same_graph(store: Store, name: str) -> None:
    chosen = ox.RdfFormat.from_extension(next(f.suffix for f in RDF if f.name == name)[1:])
    assert chosen is not None
    kept = {
        str(quad)
        for quad in ox.parse(b"".join(store.lines()), ox.RdfFormat.N_QUADS)
        if name not in ("turtle", "n-triples") or isinstance(quad.graph_name, ox.DefaultGraph)
    }
    assert {str(quad) for quad in ox.parse(written(store, name), chosen)} == kept


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's parsers, of rdflib
@pytest.mark.parametrize("name", ["turtle", "trig", "json-ld"])
def test_rdflib_reads_the_same_graph(store: Store, name: str) -> None:
    again = rdflib.Dataset(default_union=False)
    again.parse(data=written(store, name).decode(), format=name, publicID="http://elsewhere/")

    def plain(term: object) -> object:
        return term.toPython() if isinstance(term, rdflib.Literal) else term

    kept = {tuple(map(plain, quad)) for quad in store.rdflib().quads()}
    found = {tuple(map(plain, quad)) for quad in again.quads()}
    if name == "turtle":
        kept = {tuple(map(plain, triple)) for triple in store.rdflib().default_graph}
        found = {quad[:3] for quad in found}
    assert found == kept


def test_turtle_reads_well(tmp_path: Path) -> None:
    text = written(Store.write(tmp_path, sample.lines()), "turtle").decode()
    assert f"@prefix person: <{BASE}person/> .\n" in text
    assert (
        """
person:陆知远 a tg:Person ;
\trdfs:label "陆知远"@zh ;
\torg:holds post:中共江州市委书记 ;
\ttg:invokes slogan:两个维护 , slogan:四个意识 ;
\ttg:cites policy:中国共产党章程 ;
\ttg:directive directive:2020\\%2F0421\\%2F1 , directive:2020\\%2F0421\\%2F2 .
"""
        in text
    )
    assert 'directive:2020\\%2F0421\\%2F2 a tg:Directive ;\n\trdfs:label "抓落实"@zh ;' in text
    assert "tg:order 2 ;\n\ttg:level 1 .\n" in text
    spans = [
        int(line.split("=")[1].split(",")[0])
        for line in text.splitlines()
        if line.startswith(f"<{BASE}document/2020/0421#char=")
    ]
    assert spans == sorted(spans)
    assert len(spans) > 5


def paragraphs(text: str) -> list[str]:
    """What stands between blank lines, without the prefixes."""
    return text.removesuffix("\n").split("\n\n")[1:]


def test_turtle_goes_from_persons_to_the_sentences_of_documents(tmp_path: Path) -> None:
    text = written(Store.write(tmp_path, sample.lines()), "turtle").decode()
    firsts = [paragraph.split()[0] for paragraph in paragraphs(text)]
    kinds = ("person", "post", "organization", "place", "event", "policy", "slogan", "directive")

    def place(first: str) -> int:
        document = 9 if "#char=" in first else 8
        return next((n for n, kind in enumerate(kinds) if f"{kind}:" in first), document)

    places = [place(first) for first in firsts]
    assert places == sorted(places)
    assert set(places) == set(range(10))
    assert firsts == list(dict.fromkeys(firsts))
    triples = ox.parse(text, ox.RdfFormat.TURTLE)
    assert len(firsts) == len({str(triple.subject) for triple in triples})


def test_turtle_declares_the_prefixes_in_use_by_name(tmp_path: Path) -> None:
    whole = written(Store.write(tmp_path, sample.lines()), "turtle").decode()
    declared = [line.split()[1] for line in whole.splitlines() if line.startswith("@prefix")]
    assert declared == sorted(declared)
    assert {"person:", "nif:", "rdfs:", "xsd:"} <= set(declared)
    assert not {"owl:", "rdf:", "sh:", "time:"} & set(declared)
    statements = whole.partition("\n\n")[2]
    assert all(re.search(rf"(^|[\t ^]){name}", statements, re.MULTILINE) for name in declared)


def test_a_blank_line_before_every_subject_of_a_large_graph() -> None:
    kind, label, person = map(iri, ("rdf:type", "rdfs:label", "tg:Person"))
    lines = sorted(
        f"<{BASE}person/{n:05}> {kind} {person} .\n"
        f"<{BASE}person/{n:05}> {label} {literal('甲' * (n % 97), language='zh')} .\n"
        for n in range(20_000)
    )
    stream = io.BytesIO()
    turtle((line.encode() for line in lines), prefixes(BASE), stream)
    subjects = paragraphs(stream.getvalue().decode())
    assert len(stream.getvalue()) > 3 << 20
    assert [s.split()[0] for s in subjects] == [f"person:{n:05}" for n in range(20_000)]
    assert all(s.count("\n") == 1 for s in subjects)


def test_json_ld_has_a_node_or_a_graph_a_line(tmp_path: Path) -> None:
    text = written(Store.write(tmp_path, sample.lines()), "json-ld").decode()
    nodes = [json.loads(line.rstrip(",")) for line in text.splitlines()[1:-1]]
    assert nodes == json.loads(text)
    graphs = [node["@id"] for node in nodes if "@graph" in node]
    assert graphs == list(dict.fromkeys(graphs))
    assert f"{BASE}document/2020/0421#char=68,80" in graphs
    assert f"{BASE}person/陆知远" in {node["@id"] for node in nodes}


def test_trig_has_the_graphs_of_sentences(tmp_path: Path) -> None:
    text = written(Store.write(tmp_path, sample.lines()), "trig").decode()
    assert (
        f"""
<{BASE}document/2020/0421#char=68,80> {{
\tperson:陆知远 tg:directive directive:2020\\%2F0421\\%2F1 , directive:2020\\%2F0421\\%2F2 .
}}
"""
        in text
    )


def test_layers_part_the_graph_between_them(store: Store, tmp_path: Path) -> None:
    def lines_of(layer: str) -> list[bytes]:
        stream = io.BytesIO()
        export(Source(store, layer), stream, "nquads")
        return stream.getvalue().splitlines(True)

    entities, evidence = lines_of("entities"), lines_of("evidence")
    assert sorted(entities + evidence) == lines_of("all") == list(store.lines())
    texts = Store.write(tmp_path, sample.lines())
    export(Source(texts, "entities"), tmp_path / "x.ttl")
    text = (tmp_path / "x.ttl").read_text("utf-8")
    assert "org:holds" in text
    assert "#char=" not in text
    assert "tg:Document" not in text


def test_only_rdf_has_layers(store: Store, tmp_path: Path) -> None:
    others = [known for known in FORMATS if known not in RDF]
    for known in others:
        with pytest.raises(StoreError, match="has no layers"):
            export(Source(store, "entities"), tmp_path / "x", known.name)


@pytest.mark.slow
def test_bytes_depend_on_the_graph_alone(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib\nfrom graph.store.store import Store\n"
        "from graph.export.export import FORMATS, export\n"
        "from graph.export.source import Source\n"
        "store = Store.write(sys.argv[1], open(sys.argv[2], encoding='utf-8', newline='\\n'))\n"
        "for f in FORMATS:\n"
        "    if f.name in ('brat', 'web-annotation', 'webanno'):\n"
        "        continue  # they need the texts\n"
        "    path = sys.argv[1] + '/graph' + f.suffix\n"
        "    export(Source(store), path, f.name)\n"
        "    print(f.name, hashlib.sha256(open(path, 'rb').read()).hexdigest())\n"
    )
    seen = set()
    for seed in ("0", "1", "12345"):
        shuffled = sorted(lines())
        random.Random(seed).shuffle(shuffled)
        source = tmp_path / f"{seed}.txt"
        source.write_bytes("".join(f"{line}\n" for line in shuffled).encode())
        command = [sys.executable, "-c", code, str(tmp_path / seed), str(source)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        seen.add(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert len(seen) == 1
    assert len(seen.pop().splitlines()) == len(FORMATS) - 3


@settings(max_examples=200, deadline=None)
@given(st.text("ab./:#?%2E-_~马·@;=&!$'()*+,", max_size=14), st.text(max_size=20))
def test_any_valid_iri_and_text_survive(tail: str, text: str) -> None:
    tail = tail.rstrip(".")  # rdflib reads no last dot, and none is minted
    try:
        node, value = ox.NamedNode(BASE + tail), ox.Literal(text)
        list(ox.parse(f"{node} {node} {node} .", ox.RdfFormat.N_TRIPLES))
    except (ValueError, SyntaxError):
        return
    triple = f"<{node.value}> <{node.value}> {literal(text)} .\n"
    stream = io.BytesIO()
    turtle([triple.encode()], prefixes(BASE), stream)
    out = stream.getvalue()
    (back,) = ox.parse(out, ox.RdfFormat.TURTLE)
    assert (back.subject, back.predicate, back.object) == (node, node, value)
    graph = rdflib.Graph().parse(data=out, format="turtle", publicID="http://elsewhere/")
    assert {(str(s), str(p), str(o)) for s, p, o in graph} == {(node.value, node.value, text)}


def test_formats_and_targets(store: Store, tmp_path: Path) -> None:
    for known in RDF:
        path = tmp_path / f"x{known.suffix}"
        export(Source(store), path)
        assert path.read_bytes() == written(store, known.name)
    assert (tmp_path / "x.nq").read_bytes() == (store.path / "graph.nq").read_bytes()
    assert {path.suffix for path in tmp_path.iterdir()} == {known.suffix for known in RDF}
    for name in (tmp_path / "x.rdf", tmp_path / "x"):
        with pytest.raises(StoreError, match=r"there are turtle \(\.ttl\), trig"):
            export(Source(store), name)
    with pytest.raises(StoreError, match="cannot write"):
        export(Source(store), tmp_path / "none" / "x.ttl")


def test_another_base_is_found_and_used(tmp_path: Path) -> None:
    other = {line.replace(BASE, "http://例.cn/kg/") for line in sample.lines()}
    store = Store.write(tmp_path / "a", other)
    assert base_of(store) == "http://例.cn/kg/"
    assert "@prefix person: <http://例.cn/kg/person/> .".encode() in written(store, "turtle")
    names = {line.replace(BASE, "urn:kg:") for line in sample.lines()}
    assert b"\nperson:" in written(Store.write(tmp_path / "b", names), "turtle")
    assert written(Store.write(tmp_path / "c", []), "trig") == b""
