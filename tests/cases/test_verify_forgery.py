"""Forgeries whose hashes are forged, too: found by what is kept of the documents, and again."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import graph
from graph.build.findings import pack, unpack
from graph.check import verify
from graph.files import digest_of
from graph.read import documents

pytestmark = pytest.mark.slow  # builds upon builds

TEXT = (
    "澄州市召开全市人才工作会议\n"
    "7月5日，澄州市委书记高远山主持召开全市人才工作会议。市长沈岩讲话。"
    "高远山强调，要做到“两个维护”，落实“四水共治”。沈岩要求做到“两个维护”。\n"
)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A graph and its documents."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "2021-07-05.txt").write_text(TEXT, "utf-8")
    graph.build(docs, tmp_path / "kg")
    return tmp_path / "kg", docs


def forge(folder: Path, change: Callable[[str], str]) -> None:
    """Change graph.nq, and make manifest, ledger's seal and database fit it."""
    path = folder / "graph.nq"
    lines = sorted(set(change(path.read_text("utf-8")).encode().splitlines(keepends=True)))
    path.write_bytes(b"".join(lines))
    shutil.rmtree(folder / "store")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest |= {"sha256": digest_of(path), "quads": len(lines)}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    stat = path.stat()
    seal = [manifest["sha256"], stat.st_size, stat.st_mtime_ns, stat.st_ino]
    with closing(sqlite3.connect(folder / "documents.sqlite")) as ledger, ledger:
        ledger.execute("UPDATE settings SET value = ? WHERE name = 'graph'", (json.dumps(seal),))
        ledger.execute("UPDATE settings SET value = ? WHERE name = 'quads'", (len(lines),))


def kinds(folders: tuple[Path, Path], again: bool = False) -> set[str]:
    proof = verify(folders[0], documents([folders[1]]), again=again)
    return {finding.kind for finding in proof.findings}


def another_label(text: str) -> str:
    return text.replace('label> "沈岩"@zh', 'label> "沈严"@zh')


def another_key(text: str) -> str:
    return text.replace("/person/沈岩>", "/person/沈严>")


def another_class(text: str) -> str:
    return text.replace("ontology#NumericSlogan>", "ontology#Strategy>")


def another_bearer(text: str) -> str:
    """A relation given to somebody else, in the default graph and in the sentence's alike."""
    lines = text.splitlines(keepends=True)
    swapped = (
        line.replace("/person/高远山>", "/person/沈岩>")
        if "org#holds>" in line or "ontology#invokes>" in line
        else line
        for line in lines
    )
    return "".join(swapped)


def without_an_alias(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if "altLabel" not in line)


def another_offset(text: str) -> str:
    """A mention moved to the other place where the same words stand."""
    first = TEXT.index("两个维护")
    other = TEXT.index("两个维护", first + 1)
    here, there = f"#char={first},{first + 4}>", f"#char={other},{other + 4}>"
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not (here in line and there not in line))


FORGERIES = (
    another_label, another_key, another_class, another_bearer, without_an_alias, another_offset,
)  # fmt: skip


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("change", FORGERIES)
def test_a_forgery_is_found(
    change: Callable[[str], str], again: bool, folders: tuple[Path, Path]
) -> None:
    before = (folders[0] / "graph.nq").read_bytes()
    forge(folders[0], change)
    assert (folders[0] / "graph.nq").read_bytes() != before
    assert {"foreign", "lost"} & kinds(folders, again)


def test_what_is_forged_to_nothing_is_proved(folders: tuple[Path, Path]) -> None:
    forge(folders[0], str)
    assert kinds(folders) == kinds(folders, again=True) == set()


def test_a_forged_ledger_is_found_by_extracting_again(folders: tuple[Path, Path]) -> None:
    forge(folders[0], another_label)
    with closing(sqlite3.connect(folders[0] / "documents.sqlite")) as ledger, ledger:
        ((key, packed),) = ledger.execute("SELECT key, lines FROM documents").fetchall()
        lines = another_label(unpack(packed).decode()).splitlines()
        ledger.execute("UPDATE documents SET lines = ? WHERE key = ?", (pack(set(lines)), key))
    assert kinds(folders) == set()
    assert kinds(folders, again=True) == {"foreign", "lost"}


@pytest.mark.parametrize("text", ["沈\ufffd岩", "沈\U000e0100岩", "沈 岩", "沈{岩", "沈>岩"])
def test_what_no_parser_reads_is_not_proved(text: str, folders: tuple[Path, Path]) -> None:
    forge(folders[0], lambda lines: lines.replace("/person/沈岩>", f"/person/{text}>"))
    assert "malformed" in kinds(folders)


@pytest.mark.parametrize("line", ["\n", "# a comment\n", '<a:a> <a:b> "c"@zh\n'])
def test_a_line_that_says_nothing_is_not_proved(line: str, folders: tuple[Path, Path]) -> None:
    forge(folders[0], lambda lines: lines + line)
    assert kinds(folders) & {"malformed", "foreign"}
