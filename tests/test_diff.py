"""What two graphs, or one at two dates, say differently, with the sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

import graph
from graph.build.build import as_of, build
from graph.check.diff import Difference, Sentence, Statement, diff
from graph.read import documents
from graph.store.store import Store

FIRST = {
    "a": "苏映雪强调，要做到“两个维护”。\n2020年5月6日",
    "b": "程望山强调，要增强“四个意识”。\n2020年6月1日",
    "c": "今天下雨。\n2020年6月2日",
}
SECOND = {
    "a": "苏映雪反复强调，要切实做到“两个维护”。\n2020年5月6日",
    "c": "今天下雪。\n2020年6月2日",
    "d": "程望山强调，要坚定“四个自信”。\n2021年3月1日",
}


def built(texts: dict[str, str], folder: Path) -> Store:
    source = folder / "docs"
    source.mkdir(parents=True)
    for name, text in texts.items():
        (source / f"{name}.txt").write_text(text, "utf-8")
    build(documents([source]), folder / "kg")
    return Store.open(folder / "kg")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Store]:
    """Two graphs: a document reworded, one gone, one changed that says nothing, one new."""
    folder = tmp_path_factory.mktemp("pair")
    return built(FIRST, folder / "first"), built(SECOND, folder / "second")


@pytest.fixture(scope="module")
def found(pair: tuple[Store, Store]) -> Difference:
    return diff(*pair)


def invoking(statements: tuple[Statement, ...]) -> list[tuple[str, str]]:
    return [(s.subject, s.object) for s in statements if s.relation == "invokes"]


def test_documents(found: Difference) -> None:
    assert found.documents_added == ("d",)
    assert found.documents_removed == ("b",)
    assert found.documents_changed == ("a", "c")


def test_statements_come_and_go_with_their_sentences(found: Difference) -> None:
    assert ("程望山", "四个自信") in invoking(found.added)
    assert ("程望山", "四个意识") in invoking(found.removed)
    (gone,) = (s for s in found.removed if s.object == "四个意识")
    assert gone.before == (Sentence("2020-06-01", "b", FIRST["b"].split("\n")[0]),)
    assert gone.after == ()
    (new,) = (s for s in found.added if s.object == "四个自信")
    assert [sentence.document for sentence in new.after] == ["d"]


def test_a_statement_in_other_words_is_reworded(found: Difference) -> None:
    assert ("苏映雪", "两个维护") in invoking(found.reworded)
    (said,) = found.reworded
    assert [s.text for s in said.before] == [FIRST["a"].split("\n")[0]]
    assert [s.text for s in said.after] == [SECOND["a"].split("\n")[0]]
    assert "苏映雪" not in {s.subject for s in found.added + found.removed}


def test_words_changed_within_one_length_are_seen(tmp_path: Path) -> None:
    """The sentence keeps its IRI and its statements: only its text is another."""
    changed = {**FIRST, "b": FIRST["b"].replace("强调", "指出")}
    found = diff(built(FIRST, tmp_path / "1"), built(changed, tmp_path / "2"))
    assert (found.added, found.removed) == ((), ())
    assert ("程望山", "四个意识") in invoking(found.reworded)


def test_a_shifted_sentence_is_not_reworded(tmp_path: Path) -> None:
    changed = {**FIRST, "b": "纪要\n" + FIRST["b"]}
    found = diff(built(FIRST, tmp_path / "1"), built(changed, tmp_path / "2"))
    assert found.documents_changed == ("b",)
    assert invoking(found.added + found.removed + found.reworded) == []


def test_the_same_graph_has_no_difference(pair: tuple[Store, Store]) -> None:
    assert not diff(pair[0], pair[0])


def test_the_difference_turns_round(pair: tuple[Store, Store], found: Difference) -> None:
    back = diff(pair[1], pair[0])
    assert back.documents_added == found.documents_removed
    assert [s.subject for s in back.added] == [s.subject for s in found.removed]
    assert len(back.reworded) == len(found.reworded)


def test_a_graph_as_of_a_day_is_that_of_what_was_issued_by_then(
    pair: tuple[Store, Store], tmp_path: Path
) -> None:
    _, store = pair
    by_then = {name: text for name, text in SECOND.items() if name != "d"}
    alone = built(by_then, tmp_path)
    assert list(as_of(store.path, "2020-06-02").lines()) == list(alone.lines())
    assert list(as_of(store.path, "2020-06-02").lines()) == list(alone.lines())  # now from cache
    assert len(as_of(store.path, "2019-12-31")) == 0
    assert list(as_of(store.path, "2021-03-01").lines()) == list(store.lines())
    found = diff(as_of(store.path, "2020-12-31"), as_of(store.path, "2021-12-31"))
    assert (found.documents_added, found.documents_removed) == (("d",), ())
    assert ("程望山", "四个自信") in invoking(found.added)
    for year, day in (("2020", "2020-12-31"), ("2020-02", "2020-02-29"), ("2020-06", "2020-06-30")):
        assert list(as_of(store.path, year).lines()) == list(as_of(store.path, day).lines())
    for wrong in ("2020-13", "2020-02-30", "last year"):
        with pytest.raises(graph.QueryError, match="write 2020, 2020-04 or 2020-04-21"):
            as_of(store.path, wrong)


def test_an_undated_document_is_not_there_as_of_any_day(tmp_path: Path) -> None:
    store = built({**FIRST, "e": "苏映雪讲话。"}, tmp_path)
    kg = graph.open(store.path)
    ids = {row.id for row in kg.as_of("2099-01-01").query("SELECT ?id {[] dcterms:identifier ?id}")}
    assert ids == {"a", "b", "c"}


def test_a_change_of_the_graph_clears_what_was_as_of_a_day(tmp_path: Path) -> None:
    kg = graph.open(built(FIRST, tmp_path).path)
    assert kg.as_of("2020-05-31").report.documents == 1
    kg.remove("a")
    assert kg.as_of("2020-05-31").report.documents == 0
    assert len([p for p in (tmp_path / "kg" / "store").iterdir() if "2020" in p.name]) == 1
