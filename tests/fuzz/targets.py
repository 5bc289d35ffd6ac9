"""What is fuzzed: each target takes bytes and may raise nothing but a `TifagraphError`.

What must hold beside that is asserted here.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox

from graph.build.manifest import NAME, Manifest
from graph.characters import fold
from graph.evaluate.gold import read_gold
from graph.evaluate.notation import parse
from graph.export import prefixes, turtle
from graph.identity import read_judgements, statements
from graph.lexicon.lists import read as read_lists
from graph.model import InputError, TifagraphError
from graph.query.asking import ask
from graph.query.query import _parse
from graph.rdf import BASE, document_iri, entity_iri, literal, slug
from graph.read.formats import read
from graph.read.source import Found, Source
from graph.store import Database, Store
from graph.text import sentences
from graph.text.dates import dates

FOLDER = Path(tempfile.mkdtemp())
EMPTY = Store(FOLDER, Database(ox.Store()))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "ignore")


def plain(data: bytes) -> None:
    for found in read(Source("a.txt", "a", BytesIO(data))):
        _check(found)


def files(data: bytes) -> None:
    """Formats that we take apart ourselves; the others are their libraries'."""
    for name in ("a.html", "a.md", "a.csv", "a.eml", "a.json", "a.zip", "a.epub"):
        for found in read(Source(name, "a", BytesIO(data))):
            _check(found)


def jsonl(data: bytes) -> None:
    for found in read(Source("d.jsonl", "d", BytesIO(data))):
        _check(found)


def _check(found: Found) -> None:
    if isinstance(found, InputError):
        assert "\n" not in str(found)
    else:
        assert found[1].text.strip()
        repr(found[1]).encode()


def splitting(data: bytes) -> None:
    text = _text(data)
    known = fold(text)
    assert not known.begins or len(known.begins) == len(known.ends) == len(known.text)
    end = 0
    for sentence in sentences(text):
        assert end <= sentence.begin < sentence.end
        assert text[sentence.begin : sentence.end] == sentence.text == sentence.text.strip()
        end = sentence.end


def dating(data: bytes) -> None:
    text = _text(data)
    for anchor in ((2020, 4, 21), (2020, 2, 29), (1, 1, 1), (0, 0, 0)):
        for found in dates(text, anchor):
            assert 0 <= found.begin < found.end <= len(text)


def iris(data: bytes) -> None:
    text = _text(data)
    ox.NamedNode(document_iri(BASE, text).strip("<>"))
    ox.NamedNode(entity_iri(BASE, "person", text or "x").strip("<>"))
    assert ox.NamedNode(f"{BASE}{slug(text)}").value.endswith(slug(text))


def writing(data: bytes) -> None:
    """A literal through our writers and Oxigraph's parsers."""
    text = _text(data)
    line = f"<x:s> <x:p> {literal(text, language='zh')} .\n"
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    assert quad.object == ox.Literal(text, language="zh")
    assert f"{quad} .\n" == line
    written = BytesIO()
    turtle([line.encode()], prefixes(BASE), written)
    assert [q.object for q in ox.parse(written.getvalue(), format=ox.RdfFormat.TURTLE)] == [
        quad.object
    ]


def _file(name: str, data: bytes) -> Path:
    path = FOLDER / name
    path.write_bytes(data)
    return path


def lists(data: bytes) -> None:
    _file("slogans.tsv", data)
    read_lists(FOLDER)


def judgements(data: bytes) -> None:
    for judgement in read_judgements(_file("judgements.txt", data)):
        for line in statements(judgement, BASE):
            list(ox.parse(line, format=ox.RdfFormat.N_QUADS))


def drawn(data: bytes) -> None:
    parse(_text(data))


def gold_drawn(data: bytes) -> None:
    _file("g.txt", "市委书记陆知远主持会议。".encode())
    read_gold(_file("g.drawn", data), "g")


def gold_yaml(data: bytes) -> None:
    _file("g.txt", "市委书记陆知远主持会议。".encode())
    read_gold(_file("g.yaml", data), "g")


def manifest(data: bytes) -> None:
    _file(NAME, data)
    Manifest.read(FOLDER)


def query(data: bytes) -> None:
    text = _text(data)[:200]
    _parse("", text)
    ask(EMPTY, text, None)


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (
        plain, files, jsonl, splitting, dating, iris, writing, lists, judgements, drawn, gold_drawn,
        gold_yaml, manifest, query,
    )
}  # fmt: skip

_RECORD = {"id": "a", "text": "市委召开会议。", "issued": "2021年7月5日", "title": "\ud83d"}
SEEDS: dict[str, list[bytes]] = {
    "plain": ["会议。".encode("gbk"), b"\xff\xfea\0", "\ufeff市委。".encode(), b"<p>%PDF- [{"],
    "files": [
        "<p>会议。<table><tr><td>甲</table><!-- --><a href=x>乙".encode(),
        "---\ntitle: 甲\n---\n# 会议\n**丙**\n\n|a|\n|-|\n|乙|\n".encode(),
        '标题,正文\n甲,"市委\n会议"\n'.encode(),
        "Subject: =?gbk?b?yc8=?=\nContent-Type: text/html; charset=x\n\n<p>会议。".encode(),
        b"PK\x05\x06" + bytes(18),
    ],
    "jsonl": [json.dumps(_RECORD).encode() + b"\n{}\n[1]\n"],
    "splitting": ["甲说：“好！”（乙。）《丙》……\n\t丁".encode()],
    "dating": ["99年20月12日 4月21日至5月 前天 2月30日 当日".encode()],
    "iris": ["陆 知远/·#?%\u00a0\ufffd\U000e0100".encode()],
    "writing": ["\"\\\n\r\t\x00\x7f\ufffe🀄'''".encode()],
    "lists": ["# x\nname\tkind\n-甲\t乙\n".encode()],
    "judgements": ["same\t李明-甲\t李明-乙\t某\t2021-07-05\t理由\n".encode()],
    "drawn": ["[甲](Person)主持\\[。\n=> 甲 holds 乙  # x\n\n# nothing: y".encode()],
    "gold_drawn": ["市委书记[陆知远](Person)主持会议。\n=> 陆知远 holds 市委书记".encode()],
    "gold_yaml": [
        "entities: {a: {type: Person, name: 陆知远}}\nrelations: [[holds, a, x]]".encode()
    ],
    "manifest": [b'{"builder": {}, "base": "", "documents": 1, "quads": 1, "sha256": ""}'],
    "query": ["# param a Person: x\nSELECT * { ?s rdfs:label '甲'@zh } SERVICE".encode()],
}


def attempt(name: str, data: bytes) -> None:
    """Run a target; whatever it raises but a `TifagraphError` is a finding."""
    try:
        TARGETS[name](data)
    except TifagraphError as error:
        str(error)
