"""IRIs and literals: every character of Unicode is written so that every parser reads it."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph.build import build
from graph.check import verify
from graph.export.turtle import prefixes, trig
from graph.rdf import BASE, document_iri, entity_iri, iri, literal, slug
from graph.read import documents

EVERY = [chr(n) for n in range(0x110000) if not 0xD800 <= n <= 0xDFFF]
BLOCKS = ["".join(EVERY[at : at + 256]) for at in range(0, len(EVERY), 256)]


def unreserved(char: str) -> bool:
    """Iunreserved of RFC 3987: letters, digits, -._~ and ucschar; iprivate is for queries alone."""
    if char.isascii():
        return char.isalnum() or char in "-._~"
    n = ord(char)
    plane = n & 0xFFFF
    if n <= 0xFFFF:
        return 0xA0 <= n <= 0xD7FF or 0xF900 <= n <= 0xFDCF or 0xFDF0 <= n <= 0xFFEF
    return plane <= 0xFFFD and (n <= 0xDFFFD or 0xE1000 <= n <= 0xEFFFD)


@pytest.mark.slow
def test_every_character_stands_or_is_encoded() -> None:
    for char in EVERY:
        written = slug(f"甲{char}乙")[1:-1]
        plain = unicodedata.normalize("NFC", f"甲{char}乙")[1:-1]
        assert all(map(unreserved, written.replace("%", ""))), ascii(char)
        assert written == "_" or unquote(written) == plain, ascii(char)


def test_pyoxigraph_reads_every_character() -> None:
    lines = [_line(block) for block in BLOCKS]
    read = ox.parse("".join(lines), ox.RdfFormat.N_QUADS)
    for block, line, quad in zip(BLOCKS, lines, read, strict=True):
        assert quad.object.value == block
        assert f"{quad} .\n" == line, "not the canonical form"


def test_rdflib_reads_every_character() -> None:
    lines = [_line(block) for block in BLOCKS]
    found = rdflib.Graph().parse(data="".join(lines), format="nt")
    assert {str(value) for value in found.objects()} == set(BLOCKS)
    assert {str(node) for node in found.subjects()} == {line[1 : line.index(">")] for line in lines}


def _line(text: str) -> str:
    label = iri("rdfs:label")
    return f"<{document_iri(BASE, text)}> {label} {literal(text, language='zh')} .\n"


ODD = "\ufffc\ufffd\U000e0100\U000e01ef\ue000\uf8ff\U000f0000\ufdd0\ufffe\uffff\U0001ffff\u2029"


@pytest.mark.slow
@pytest.mark.parametrize("char", ODD, ids=ascii)
def test_a_name_a_slogan_and_a_file_name_may_hold_any(char: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / f"新建{char}.txt").write_text(
        f"澄州市委书记程望{char}山强调，要做到“两个{char}维护”，落实“五{char}水共治”。\n", "utf-8"
    )
    build(documents([tmp_path / "docs"]), tmp_path / "kg")
    kg = graph.open(tmp_path / "kg")
    assert kg.query("SELECT ?d { ?d a tg:Document }")
    assert verify(tmp_path / "kg", documents([tmp_path / "docs"])).findings == ()
    for form in ("nquads", "trig", "json-ld"):
        out = io.BytesIO()
        kg.export(out, form)
        assert out.getvalue()
    assert kg.validate()


@pytest.mark.parametrize("base", ["https://x.cn/kg#", "https://x.cn/#a/", "https://x.cn/kg", "kg/"])
def test_a_base_that_sentences_cannot_bear_is_refused(base: str, tmp_path: Path) -> None:
    with pytest.raises(graph.TifagraphError, match="ends in / and has no #"):
        build([], tmp_path / "kg", base=base)


@pytest.mark.parametrize("base", ["https://x.cn/kg/", "urn:x:kg/", "https://例.cn/?kg=/"])
def test_any_other_base_builds_what_parsers_read(base: str, tmp_path: Path) -> None:
    document = graph.Document("a", "澄州市委书记程望山强调，要做到“两个维护”。", "0" * 64)
    build([document], tmp_path / "kg", base=base)
    assert graph.open(tmp_path / "kg").validate()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30), st.text(min_size=1, max_size=9))
def test_trig_says_what_nquads_says(text: str, title: str, name: str) -> None:
    node, sentence = entity_iri(BASE, "Slogan", name), f"<{document_iri(BASE, name)}#char=0,9>"
    triples = [f"{node} {iri('rdfs:label')} {literal(text, language='zh')}"]
    triples += [f"{node} {iri('dcterms:title')} {literal(title)}"]
    lines = sorted(f"{t}{g} .\n".encode() for t in triples for g in ("", f" {sentence}"))
    out = io.BytesIO()
    trig(lines, prefixes(BASE), out)
    again = {str(quad) for quad in ox.parse(out.getvalue(), ox.RdfFormat.TRIG)}
    assert again == {str(quad) for quad in ox.parse(b"".join(lines), ox.RdfFormat.N_QUADS)}
