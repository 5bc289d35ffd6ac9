"""A user's word holds wherever ours of its class do."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.extract.pipeline import by_rules
from graph.lexicon import Lexicon
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
