"""What of the code makes an update read every document again, and what does not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.build import manifest
from graph.resources import PACKAGE, ROOT


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package that the digests are taken of."""
    copy = tmp_path / "graph"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(manifest, "PACKAGE", copy)
    return copy


@pytest.mark.parametrize(
    ("module", "changes"),
    [
        ("page/clean.py", set()),
        ("cli/terminal.py", set()),
        ("build/publish.py", set()),
        ("extract/relations/holding.py", {"extraction"}),
        ("lexicon/lists.py", {"extraction"}),
        ("characters/forms.py", {"extraction"}),
        ("rdf/describe.py", {"extraction"}),
        ("model.py", {"extraction"}),
        ("identity/evidence.py", {"identity"}),
        ("build/changeset.py", {"identity"}),
        ("build/whole.py", {"identity"}),
    ],
)
def test_a_line_added_to_a_module(package: Path, module: str, changes: set[str]) -> None:
    before = manifest.builder.__wrapped__()
    with (package / module).open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    after = manifest.builder.__wrapped__()
    assert {part for part in before if before[part] != after[part]} == changes
    assert (manifest.reader(before) != manifest.reader(after)) is ("extraction" in changes)


@pytest.mark.parametrize(
    "weights", ["decoder/spans.npz", "relations/judge.npz", "tagger/names.npz"]
)
def test_what_is_learned_is_read_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weights: str
) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setattr(manifest, "ROOT", tmp_path)
    monkeypatch.setattr(manifest, "LEXICON", tmp_path / "data" / "lexicon")
    monkeypatch.setattr(manifest, "ONTOLOGY", tmp_path / "ontology")
    before = manifest.builder.__wrapped__()
    with (tmp_path / "data" / weights).open("ab") as file:
        file.write(b"0")
    after = manifest.builder.__wrapped__()
    assert {part for part in before if before[part] != after[part]} == {"lexicon"}
