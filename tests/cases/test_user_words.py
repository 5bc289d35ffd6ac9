"""A user's word holds wherever ours of its class do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.extract import graph_lines
from graph.extract.pipeline import by_rules, extract
from graph.lexicon import Lexicon, Pattern, as_learned, default
from graph.lexicon.lists import Row, read
from graph.model import Document, Entity, Extraction
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
BESIDE = [
    "他指出青芦水利学院要发展。",
    "各地代表指出水利协会要办好。",
    "市民指出水利学院建得好。",
    "陆维指出水利集团公司亏损。",
    "会上，有人指出市长陆维的讲话很好。",
    "他们指出昆明市要治水。",
]
"""Where a verb of speech bounds a name."""

Read = Callable[[Document, Lexicon], Extraction]


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """Ours, and 坦承 as a verb of speech."""
    folder = tmp_path_factory.mktemp("words")
    (folder / "verbs.tsv").write_text("word\trole\n坦承\tspeech\n", "utf-8")
    return Lexicon(LEXICON, folder)


def _found(text: str, lexicon: Lexicon, read: Read) -> tuple[set[object], set[object]]:
    """Mentions, and relations by names; of one identifier, so that keys are alike."""
    found = read(Document("d", text, ""), lexicon)
    return {(m.begin, m.end, m.type, m.rule) for m in found.mentions}, {
        (r.subject.name, r.name, r.object.name if isinstance(r.object, Entity) else r.object)
        for r in found.relations
    }


@pytest.mark.parametrize("read", [by_rules, extract])
@pytest.mark.parametrize("text", INVOKED + BESIDE)
def test_all_that_holds_of_a_verb_of_speech_holds_of_a_users(
    text: str, read: Read, lexicon: Lexicon
) -> None:
    """坦承 opens a speech and bounds a name where 指出 does, to rules and to what was learned."""
    ours, theirs = (_found(t, lexicon, read) for t in (text, text.replace("指出", "坦承")))
    assert theirs == ours
    if read is by_rules:  # what the rules find, the models may refuse of both
        assert ours[0] and (ours[1] or text in BESIDE)


def test_what_was_learned_reads_a_users_verb_as_one_of_ours(tmp_path: Path) -> None:
    """By role, each offset as it was; a verb of ours and a single character stay."""
    rows = "坦承\tspeech\n坦率承认\tspeech\n道\tspeech\n亲临\tattend\n"
    (tmp_path / "verbs.tsv").write_text(f"word\trole\n{rows}", "utf-8")
    theirs, text = Lexicon(LEXICON, tmp_path), "他亲临，坦承道路不平，坦率承认，又强调道：好。"
    assert as_learned(text, theirs) == "他出席，指出道路不平，坦率指出，又强调道：好。"
    assert as_learned(text, default()) == text


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


@pytest.mark.slow  # a lexicon for each
@pytest.mark.parametrize(
    "name", ["grammar", "verbs", "posts", "surnames", "systems", "bureaus", "words", "persons"]
)
def test_a_list_may_be_emptied(name: str, tmp_path: Path) -> None:
    """Of which nothing is left, nothing matches; the document stands."""
    lexicon = _without(tmp_path, name, lambda row: True)
    lines, _ = graph_lines(Document("d", DOCUMENT, ""), lexicon=lexicon)
    assert len([line for line in lines if "nif-core#Sentence" in line]) > 2


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
