"""What is large, deep, odd or changing in the input: bounded memory and time, one line each."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import graph
from graph.model import Document, InputError
from graph.read import documents

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and pipes of POSIX")

READER = """
import resource, sys
from graph.model import Document
from graph.read import documents
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
read = errors = 0
for found in documents(sys.argv[1:]):
    if isinstance(found, Document):
        read += 1
    else:
        errors += 1
        print(found)
print(read, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10)
"""
TINY = '{"id": "%d", "text": "市委召开会议。"}\n'


def reading(*paths: Path) -> tuple[list[str], int, int]:
    """The errors, the number of documents, and by how many MiB the process grew."""
    done = subprocess.run(
        [sys.executable, "-c", READER, *map(str, paths)],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    *errors, last = done.stdout.splitlines()
    read, grown = map(int, last.split())
    return errors, read, grown


@pytest.mark.slow
def test_a_line_of_a_gigabyte(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    with path.open("wb") as file:
        file.write(b'{"id": "a", "text": "')
        file.seek(1 << 30)  # a hole takes no room
        file.write(b'"}\n' + (TINY % 1).encode())
    errors, read, grown = reading(path)
    assert errors == [f"{path}:1: 超过 64 MiB / larger than 64 MiB; split it"]
    assert read == 1
    assert grown < 400


@pytest.mark.slow
def test_a_file_of_a_gigabyte(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    errors, _, grown = reading(path)
    assert errors == [f"{path}: 超过 64 MiB / larger than 64 MiB; split it"]
    assert grown < 400


@pytest.mark.slow
def test_a_gzip_bomb(tmp_path: Path) -> None:
    """300 MB of one line from a file of 300 kB, and as many of blank lines."""
    piece = gzip.compress(b"x" * 10_000_000, 9)
    (tmp_path / "line.jsonl.gz").write_bytes(piece * 30)
    (tmp_path / "blank.jsonl.gz").write_bytes(gzip.compress(b"\n" * 1_000_000, 9) * 5)
    errors, read, grown = reading(tmp_path)
    assert [error.rpartition("/")[2] for error in errors] == [
        " empty: there is no text in it",
        " larger than 64 MiB; split it",
    ]
    assert read == 0
    assert grown < 400


@pytest.mark.slow
def test_a_hundred_thousand_tiny_documents(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text("".join(TINY % number for number in range(100_000)), "utf-8")
    errors, read, grown = reading(path)
    assert (errors, read) == ([], 100_000)
    assert grown < 100  # the identifiers


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"id": "a", "text": "x", "deep": ['])
def test_json_nested_a_million_deep(tmp_path: Path, opening: str) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(opening * 1_000_000 + "\n" + TINY % 1, "utf-8")
    errors, read, _ = reading(path)
    assert len(errors) == read == 1
    assert errors[0].startswith(f"{path}:1: 不是合法的 JSON / not valid JSON: ")


def test_many_long_keys_are_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(
        json.dumps({"键" * 1000 + str(n): n for n in range(1000)} | {"id": "a"}), "utf-8"
    )
    (error,) = documents([path])
    assert len(str(error)) < 1000


@pytest.mark.skipif(sys.platform != "linux", reason="names of bytes")
def test_a_name_that_is_not_utf8_is_left_out(tmp_path: Path) -> None:
    """With a line, in the report, and nothing else with it."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.txt").write_text("市委书记陆远主持会议。", "utf-8")
    Path(os.fsdecode(os.fsencode(docs) + b"/\262\342.txt")).write_text("会议召开。", "utf-8")
    kg = graph.build(docs, tmp_path / "kg")
    outcomes = {found.input.rsplit("/", 1)[-1]: found.outcome for found in kg.inputs()}
    assert outcomes == {"a.txt": "built", "\ufffd\ufffd.txt": "failed"}


def test_lone_surrogates_anywhere(tmp_path: Path) -> None:
    fields = ("id", "text", "title", "issued", "publisher", "source", "place", "kind")
    plain = {"id": "a", "text": "市委召开会议。", "issued": "2021-07-05"}
    lines = [json.dumps({**plain, field: "甲\ud83d"}) for field in fields]
    (tmp_path / "d.jsonl").write_text("\n".join([*lines, json.dumps(plain)]), "utf-8")
    kg = graph.build(tmp_path, tmp_path / "kg")
    assert len(kg.report.failures) == len(fields)
    assert kg.report.documents == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲。", "utf-8")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "sub").mkdir(0)
    errors = sorted(map(str, documents([tmp_path])))
    assert [error.rpartition(": ")[2] for error in errors] == ["Permission denied"] * 2


def test_links_that_turn_in_a_circle_and_special_files(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "round").symlink_to(inside)
    (inside / "a.txt").symlink_to("b.txt")
    (inside / "b.txt").symlink_to("a.txt")
    (inside / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(inside / "pipe.txt")
    os.mkfifo(inside / "pipe.pdf")
    (inside / "real.txt").write_text("市委召开会议。", "utf-8")
    found = list(documents([inside]))
    assert [item.id for item in found if isinstance(item, Document)] == ["real"]
    errors = sorted(str(item) for item in found if isinstance(item, InputError))
    assert [error.removeprefix(f"{inside}/").partition(":")[0] for error in errors] == [
        "pipe.pdf",
        "pipe.txt",
        "zero.txt",
    ]


def test_a_file_that_grows_while_it_is_read(tmp_path: Path) -> None:
    """Text and hash are of the same bytes, whatever comes after; `update` then sees the change."""
    path = tmp_path / "d.jsonl"
    path.write_text("".join(TINY % number for number in range(5_000)), "utf-8")
    read = []
    for found in documents([path]):
        read.append(found)
        if len(read) == 10:
            with path.open("a", encoding="utf-8") as file:
                file.write(TINY % 10_000 + '{"id": "cut", "te')
    assert isinstance(read[-1], InputError)  # the line that is not written yet
    assert len(read) == 5_002
    with path.open("a", encoding="utf-8") as file:
        file.write('xt": "市委召开会议。"}\n')
    assert all(isinstance(found, Document) for found in documents([path]))


def test_a_file_that_vanishes_while_the_folder_is_read(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("市委召开会议。", "utf-8")
    stream = documents([tmp_path])
    next(stream)
    (tmp_path / "b.txt").unlink()
    error, last = stream
    assert "b.txt: " in str(error)
    assert isinstance(last, Document)
