"""A user's word holds wherever ours of its class do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.extract import graph_lines
from graph.extract.pipeline import by_rules
from graph.lexicon import Lexicon, Pattern, default
from graph.lexicon.lists import Row, read
from graph.model import Document, Entity
from graph.resources import LEXICON

INVOKED = [
    "澄州市委书记陆维指出，要建设幸福澄州，推动乡村振兴。",
    "澄州市委书记陆维到青芦县调研产业，并指出，要推动乡村振兴。",
    "他来到青芦县。澄州市委书记陆维在座谈时指出：\n要推动乡村振兴。",
    "澄州市人民政府指出，要推动乡村振兴。",
    "陆维指出，要推动乡村振兴。",
    "澄州市委书记陆维指出，要坚持“四个体系”，推动乡村振兴。",
    "澄州市委召开全市水利工作会议。会议指出，要推动乡村振兴。",
    "澄州市人民政府印发《关于推动乡村振兴的意见》。《意见》指出，要推动乡村振兴。",
    "澄州市委书记陆维主持召开全市水利工作会议。陆维指出，一要推动乡村振兴，二要加强治水。",
    "澄州市委书记陆维指出，要落实《澄州市水利条例》，推动乡村振兴。",
    "全市水利工作会议召开。澄州市委书记陆维出席会议。他指出，要推动乡村振兴。",
    "澄州市市长马合木提·艾山指出，要推动乡村振兴。",
]


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    """Ours, and 坦承 as a verb of speech."""
    (tmp_path / "verbs.tsv").write_text("word\trole\n坦承\tspeech\n", "utf-8")
    return Lexicon(LEXICON, tmp_path)


def _said(text: str, lexicon: Lexicon) -> set[tuple[str, str, str]]:
    """Who invokes what, by names; documents of one identifier, so that keys are alike."""
    found = by_rules(Document("d", text, ""), lexicon)
    return {
        (r.subject.name, r.name, r.object.name if isinstance(r.object, Entity) else r.object)
        for r in found.relations
    }


@pytest.mark.slow
@pytest.mark.parametrize("text", INVOKED)
def test_all_that_holds_of_a_verb_of_speech_holds_of_a_users(text: str, lexicon: Lexicon) -> None:
    """坦承 opens a speech where 指出 does."""
    ours, theirs = _said(text, lexicon), _said(text.replace("指出", "坦承"), lexicon)
    assert any(name == "invokes" for _, name, _ in ours)
    assert theirs == ours


DOCUMENT = (
    "澄州市委召开全市水利工作会议\n2021年7月5日\n7月5日，市委书记陆维主持召开全市水利工作会议，"
    "强调要抓好“四个体系”，落实《澄州市水利条例》。副市长王强、市水利局局长周宁出席会议。"
)


def _without(folder: Path, name: str, removed: Callable[[Row], bool]) -> Lexicon:
    """Ours without the rows of a list that a user's list removes."""
    rows = [row for row in read(LEXICON)[name] if removed(row)]
    columns = [c for c in rows[0] if c in (next(iter(rows[0])), "code", "class")]
    named = dict.fromkeys("-" + "\t".join(row[c] for c in columns) for row in rows)
    (folder / f"{name}.tsv").write_text("\n".join(["\t".join(columns), *named]), "utf-8")
    return Lexicon(LEXICON, folder)


@pytest.mark.parametrize(
    "name", ["grammar", "verbs", "posts", "surnames", "systems", "bureaus", "words", "persons"]
)
def test_a_list_may_be_emptied(name: str, tmp_path: Path) -> None:
    """Of which nothing is left, nothing matches; the document stands."""
    lexicon = _without(tmp_path, name, lambda row: True)
    lines, summary = graph_lines(Document("d", DOCUMENT, ""), lexicon=lexicon)
    assert lines and summary.sentences > 2


def test_the_last_word_of_a_class_may_be_removed(tmp_path: Path) -> None:
    """Without 主持, and all that means it, nobody chairs; the rest stays as it was."""
    lexicon = _without(tmp_path, "grammar", lambda row: row["class"] == "chairing_verb")
    ours, theirs = (by_rules(Document("d", DOCUMENT, ""), words) for words in (default(), lexicon))
    chairs = [r for r in ours.relations if r.name == "chair"]
    assert chairs and not [r for r in theirs.relations if r.name == "chair"]
    assert {m.text for m in theirs.mentions if m.type == "Person"} == {"陆维", "王强", "周宁"}


@pytest.mark.parametrize("template", ["{no_such_class}", "[{no_such_class}]", "{verbs.no_such}"])
def test_a_class_that_is_none_of_ours_is_a_mistake_of_the_rule(template: str) -> None:
    with pytest.raises(KeyError, match="no_such"):
        Pattern(template).of(default())


def test_an_empty_class_matches_nothing(tmp_path: Path) -> None:
    lexicon = _without(tmp_path, "grammar", lambda row: row["class"] == "chairing_verb")
    for template, matches in (
        ("{chairing_verb}", False),
        ("[{chairing_verb}]", False),
        ("[^{chairing_verb}]", True),
        ("{chairing_verb:opening}", False),
        ("{chairing_verb:not_after}主", True),
        ("{chairing_verb}?主", True),
    ):
        assert bool(Pattern(template).of(lexicon).search("主持")) is matches, template
