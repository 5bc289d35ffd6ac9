"""Answers tell namesakes apart: where a name is another's, too, its short address stands for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import namesakes
import pytest
import sample

from graph.cli import main
from graph.model import QueryError
from graph.query import Rows, bind, named, run
from graph.query.apart import told_apart
from graph.rdf import BASE, iri, literal
from graph.resources import ONTOLOGY
from graph.store import Store

APART = ["秦越-北河县", "秦越-南山县"]
MARKED = ["座谈会-2020#1", "座谈会-2020#2"]  # two events that one document calls so


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    lines = sample.lines().union(namesakes.lines(), _events(), _statements())
    return Store.write(tmp_path_factory.mktemp("kg"), lines)


def _events() -> Iterator[str]:
    for mark in MARKED:
        event = f"<{BASE}event/{mark.replace('#', '%23')}>"
        yield f"{event} {iri('rdf:type')} {iri('tg:Event')} ."
        yield f"{event} {iri('rdfs:label')} {literal('座谈会', language='zh')} ."
        yield f"{event} {iri('tg:attendee')} <{BASE}person/{APART[0]}> ."


def _statements() -> Iterator[str]:
    """A sentence says who holds what, as in every graph that was built."""
    sentence = min(re.findall(r"<\S+#char=[\d,]+>", "".join(sample.lines())))
    for line in namesakes.lines():
        if iri("org:holds") in line:
            yield line.removesuffix(".") + f"{sentence} ."


def column(store: Store, question: str, name: str, **given: str) -> list[str]:
    answer = run(store, question, **given)
    assert isinstance(answer, Rows)
    return [getattr(row, name) for row in answer]


def test_persons(store: Store) -> None:
    told = column(store, "who-holds-what", "person")
    assert {name for name in told if name.startswith("秦越")} == set(APART)
    assert "陆知远" in told
    assert set(column(store, "who-attended", "event")) >= set(MARKED)


@pytest.mark.parametrize("name", APART)
def test_what_is_told_can_be_asked(store: Store, name: str) -> None:
    assert column(store, "career", "person", person=name) == [name]
    assert column(store, "evidence", "subject", about=name) == [name]


@pytest.mark.parametrize("typed", [*MARKED, "座谈会-2020%231", "event/座谈会-2020%232"])
def test_a_mark_is_told_as_text_and_found_either_way(store: Store, typed: str) -> None:
    (found,) = column(store, "who-attended", "event", event=typed)
    assert found == typed.replace("%23", "#").removeprefix("event/")


@pytest.mark.parametrize("format", ["table", "csv", "json", "sparql-json"])
def test_in_every_format(store: Store, format: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(store.path), "who-holds-what", "--format", format]) == 0
    out = capsys.readouterr().out
    assert all(out.count(name) == 1 for name in APART)
    assert not re.search("秦越(?!-)", out)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # inside rdflib
@pytest.mark.parametrize("question", ["who-holds-what", "who-attended", "evidence"])
def test_both_engines_tell_alike(store: Store, question: str) -> None:
    def text(term: object) -> str | None:
        return None if term is None else str(getattr(term, "value", term))

    answer = run(store, question)
    assert isinstance(answer, Rows)
    theirs = store.rdflib().query(bind(store, named()[question], {}))
    assert [tuple(map(text, row)) for row in theirs] == [
        tuple(map(text, row)) for row in answer.terms
    ]


@pytest.mark.parametrize("question", named())
def test_every_question_tells_all_its_names(question: str) -> None:
    """But for demands, whose label is their text."""
    text = Path(ONTOLOGY, "queries", f"{question}.rq").read_text("utf-8")
    told = re.findall(r"\?\w+", "".join(re.findall("^# names: .*$", text, re.MULTILINE)))
    columns = re.findall(r"\?\w+", re.split(r"\bWHERE\b", text)[0].rpartition("SELECT")[2])
    labelled = set(re.findall(r"rdfs:label (\?\w+)", text)) & set(columns)
    assert labelled - {"?demand"} <= set(told)


def test_a_name_of_nothing_is_refused() -> None:
    with pytest.raises(QueryError, match=r"\?it rdfs:label \?person"):
        told_apart("SELECT ?person { ?it a ?person }", ["person"])
