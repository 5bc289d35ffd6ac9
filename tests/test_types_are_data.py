"""Types are data: one block of the ontology and one rule, and the rest of the program knows them.

The copy of `toy` has a type, KeyProject, and a relation, funded_by, that no line of ours names.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest
from toy import DRAWN, REPORT, enlarge, run, tifagraph

from graph.extract.deciding import settle
from graph.model import Mention
from graph.rdf import ontology
from graph.resources import PACKAGE

pytestmark = pytest.mark.slow

PROJECT, PAYER = "青溪水库加固项目", "澄州市财政局"
IRI = f"<https://w3id.org/tifagraph/id/keyproject/{PROJECT}>"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The enlarged copy, with the graph of one report in ``kg``."""
    root = enlarge(tmp_path_factory.mktemp("toy"))
    (root / "in").mkdir()
    (root / "in" / "a.txt").write_text(REPORT, encoding="utf-8")
    built = tifagraph(root, "build", "in", "-o", "kg")
    assert re.search(r"重点项目 key project +1\b", built)
    assert re.search(r"出资方 funded by +1\b", built)
    return root


def story(root: Path, page: str = "kg/graph.html") -> dict[str, Any]:
    """What the page is told."""
    text = (root / page).read_text("utf-8")
    found = re.search(r'<script[^>]*id="data"[^>]*>(.*?)</script>', text, re.DOTALL)
    assert found
    return dict(json.loads(zlib.decompress(base64.b64decode(found[1]))))


def test_the_graph_names_it_and_each_sentence_that_states_the_relation(root: Path) -> None:
    lines = (root / "kg" / "graph.nq").read_text("utf-8").splitlines()
    tg = "https://w3id.org/tifagraph/ontology#"
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    assert f"{IRI} <{rdf}type> <{tg}KeyProject> ." in lines
    stated = [line for line in lines if line.startswith(f"{IRI} <{tg}fundedBy> ")]
    assert len(stated) == 2 and "#char=" in stated[1]
    turtle = (root / "kg" / "graph.ttl").read_text("utf-8")
    assert f"keyproject:{PROJECT} a tg:KeyProject ;" in turtle
    assert f"tg:fundedBy organization:{PAYER}" in turtle
    tifagraph(root, "verify", "kg", "in")


def test_rules_meet_their_drawn_cases(root: Path) -> None:
    (root / "drawn.txt").write_text(DRAWN, encoding="utf-8")
    code = """
import sys
from graph.evaluate.notation import draw, parse
from graph.extract import extract
from graph.model import Document
for case in parse(open("drawn.txt", encoding="utf-8").read()):
    found = extract(Document("case", case.text, "0" * 64))
    spans = {(m.begin, m.end, m.type) for m in found.mentions}
    assert {m[:3] for m in case.mentions} <= spans, spans
    assert not case.absent & {m.type for m in found.mentions}
    assert [r.name for r in found.relations if r.name == "funded_by"] == [
        r.name for r in case.relations]
    print(draw(found))
"""
    drawn = run(root, "-c", code)
    assert f"[{PROJECT}](KeyProject)" in drawn
    assert f"=> {PROJECT} funded_by 市财政局  # funds" in drawn


def test_the_page_draws_it_in_its_colour_and_reads_the_relation_from_both_sides(
    root: Path,
) -> None:
    told = story(root)
    assert told["types"]["KeyProject"] == {
        "zh": "重点项目", "en": "key project", "colour": "#0b8f8f", "shape": "diamond"
    }  # fmt: skip
    assert told["relations"]["funded_by"]["inverse"] == {"zh": "出资的项目", "en": "pays for"}
    assert told["holds"]["byType"]["KeyProject"] == 1  # what the legend counts
    (node,) = (row for row in told["nodes"] if row[0] == f"keyproject/{PROJECT}")
    assert list(told["types"])[node[2]] == "KeyProject"
    assert node[4] is not None, "the node has no place in the picture"
    for asked in ["--types", "重点项目"], ["--co-occurrence", "KeyProject"]:
        tifagraph(root, "view", "kg", "-o", "some.html", *asked)
        assert [row[1] for row in story(root, "some.html")["nodes"]] == [PROJECT]


@pytest.mark.skipif(not shutil.which("node"), reason="no node on the PATH to run the page's words")
def test_the_words_of_the_page_come_with_its_data(root: Path) -> None:
    told = json.dumps({part: story(root)[part] for part in ("types", "relations")})
    words = (PACKAGE / "page" / "words.js").read_text("utf-8")
    asked = 'relationName("funded_by", false), relationName("funded_by", true)'
    script = f"""const data = {told}; const state = {{ language: "zh" }};
        {words}; console.log({asked}, typeName("KeyProject"));"""
    said = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True)
    assert said.stdout == "出资的项目 出资方 重点项目\n"


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
def test_the_shapes_know_it(root: Path, engine: str) -> None:
    assert "conforms" in tifagraph(root, "validate", "kg", "--engine", engine)
    shutil.copytree(root / "kg", root / engine)
    path = root / engine / "graph.nq"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    label = f"{IRI} <http://www.w3.org/2000/01/rdf-schema#label> "
    person = re.compile(f"(?<=fundedBy> )<[^>]*/{PAYER}>")
    wrong = [person.sub(IRI, line) for line in lines if not line.startswith(label)]
    path.write_text("".join(sorted(wrong)), "utf-8")
    code = f"import graph; print(*{{v.shape for v in graph.open({engine!r}).validate({engine!r})"
    found = run(root, "-c", code + ".violations})")
    assert set(found.split()) == {"label", "fundedBy-object"}


def test_explain_queries_and_judgements_know_it(root: Path) -> None:
    assert f"[{PROJECT}](KeyProject)" in tifagraph(root, "explain", "in/a.txt")
    assert PROJECT in tifagraph(root, "query", "kg", "mentions", "-p", f"entity={PROJECT}")
    stated = tifagraph(root, "query", "kg", "evidence", "-p", "relation=funded_by")
    assert PROJECT in stated and PAYER in stated
    assert f"{PROJECT} — 出资方 → {PAYER}" in tifagraph(root, "evidence", "kg", PROJECT)
    code = "from graph.identity.judgement import plain; print(plain('https://x/id/keyproject/甲'))"
    assert run(root, "-c", code) == "keyproject/甲\n"


def test_the_data_dictionary_knows_it(root: Path) -> None:
    run(root, "-m", "graph.rdf.generate")
    dictionary = (root / "ontology" / "README.md").read_text("utf-8")
    assert "| `tg:KeyProject` | 重点项目 | key project |" in dictionary
    assert (
        "| `tg:fundedBy` | 出资方 | funded by | `funded_by`<br>← 出资的项目 pays for |"
        in dictionary
    )


def test_overlaps_are_settled_in_the_ontologys_order() -> None:
    """Of any two types, the one of lesser precedence is taken."""
    types = sorted(ontology.entity_types(), key=lambda cls: cls.precedence)
    mentioned = [cls.name for cls in types if cls.precedence]
    same_span = [Mention(0, 2, "某某", name, "a-rule") for name in mentioned]
    for place, mention in enumerate(same_span):
        assert settle(reversed(same_span[place:])) == (mention,)


def test_a_type_that_the_ontology_does_not_know_is_no_slogan() -> None:
    with pytest.raises(KeyError, match="Projekt"):
        settle([Mention(0, 2, "某某", "Projekt", "a-rule")])
