"""Input, good and bad: what a document becomes, and what is said of one that cannot."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import random
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from graph.model import Document, InputError
from graph.read import documents


def read(*paths: str | Path) -> tuple[dict[str, Document], list[str]]:
    """The documents by id, and the errors with the test's folder cut off their paths."""
    found = list(documents(paths))
    docs = {item.id: item for item in found if isinstance(item, Document)}
    return docs, [str(item) for item in found if isinstance(item, InputError)]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str | bytes], Path]:
    """Write a file below the current folder, which is the test's own."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, content: str | bytes) -> Path:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


Put = Callable[[str, str | bytes], Path]


def test_a_folder_gives_its_texts_under_their_relative_names(put: Put) -> None:
    put("in/2020/04/会议 纪要.txt", "市委召开会议。")
    put("in/a.b.TXT", "甲。")
    put("in/.hidden.txt", "隐。")
    put("in/.git/x.txt", "隐。")
    put("in/judgements.tsv", "# none")
    put("in/kg/graph.nq", "")
    put("in/kg/x.txt", "一张图的文件夹。")
    docs, errors = read("in")
    assert sorted(docs) == ["2020/04/会议 纪要", "a.b"]
    assert errors == []


def test_the_text_is_the_file_without_mark_and_with_plain_line_ends(put: Put) -> None:
    data = "\ufeff标题\r\n正文\r\x0b𠮷\u2028完".encode()
    path = put("报告.v2.txt", data)
    assert read(path)[0] == {
        "报告.v2": Document(
            "报告.v2", "标题\n正文\n\x0b𠮷\u2028完", hashlib.sha256(data).hexdigest()
        )
    }


@pytest.mark.parametrize("name", ["d.jsonl", "d.jsonl.gz"])
def test_json_lines(put: Put, name: str) -> None:
    record = {
        "id": "xw/2021#1",
        "title": "要闻",
        "issued": "2021-02-28",
        "publisher": "澄州日报",
        "source": "https://example.org/1",
        "place": "澄州市",
        "kind": "speech",
        "text": "甲。\r\n乙。",
        "clicks": 7,
    }
    line = json.dumps(record, ensure_ascii=False).encode()
    data = b"\xef\xbb\xbf" + line + b'\r\n\n{"id": 12, "text": "\\u4e19", "title": null}'
    docs, errors = read(put(name, gzip.compress(data) if name.endswith("gz") else data))
    assert errors == []
    assert docs["xw/2021#1"] == Document(
        id="xw/2021#1",
        text="甲。\n乙。",
        sha256=hashlib.sha256(b"\xef\xbb\xbf" + line).hexdigest(),
        title="要闻",
        issued="2021-02-28",
        publisher="澄州日报",
        source="https://example.org/1",
        place="澄州市",
        kind="speech",
    )
    assert docs["12"].text == "丙"


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (b'{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n', ["a", "b"]),
        ("{“text”}是一个词。\n第二行。".encode(), ["stdin"]),
        (b"[" * 100_000, ["stdin"]),
    ],
)
def test_standard_input_is_text_unless_its_first_line_is_a_record(
    data: bytes, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    docs, errors = read("-")
    assert sorted(docs) == ids
    assert errors == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "没有文字 / empty: there is no text in it"),
        ("\ufeff \n　\t".encode(), "没有文字 / empty: there is no text in it"),
        (
            "张三 abc".encode("gb18030"),
            "编码认不出 / in no encoding that reads as Chinese (not UTF-8 at byte 0); "
            "save it as UTF-8, or try: iconv -f GB18030 -t UTF-8",
        ),
        (
            "市委".encode() + b"\xff",
            "第 6 字节损坏 / damaged UTF-8 at byte 6; "
            "get the file anew, or drop what is broken: iconv -c -f UTF-8 -t UTF-8",
        ),
        (
            "市委 abc".encode("utf-16")[:-1],
            "按 UTF-16LE 解码，第 10 字节损坏 / damaged UTF-16LE at byte 10; get the file anew",
        ),
        (
            b"\x7fELF\x00\xff",
            "不是文本 / not text (NUL at byte 4); save it as UTF-8 text first",
        ),
    ],
)
def test_a_file_that_is_no_text_costs_only_itself(put: Put, content: bytes, message: str) -> None:
    put("in/bad.txt", content)
    put("in/good.txt", "好。")
    docs, errors = read("in")
    assert list(docs) == ["good"]
    assert errors == [f"in/bad.txt: {message}"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "x", "text"', "不是合法的 JSON / not valid JSON: "),
        ("[" * 100_000, "不是合法的 JSON / not valid JSON: "),
        ('{"id": "x", "text": "x", "n": ' + "9" * 5000 + "}", "不是合法的 JSON / not valid JSON: "),
        ("[1]", '不是 JSON 对象 / not an object like {"id": …, "text": …}'),
        ('{"text": "x"}', '缺少 "id" / "id" is missing; every record needs its own'),
        ('{"id": " ", "text": "x"}', '缺少 "id" / "id" is missing; every record needs its own'),
        ('{"id": true, "text": "x"}', '"id" 应为字符串 / "id" must be a string'),
        ('{"id": "x", "text": " "}', "没有文字 / empty: there is no text in it"),
        ('{"id": "x", "text": ["x"]}', '"text" 应为字符串 / "text" must be a string'),
        (
            '{"id": "x", "text": "\\ud800"}',
            '"text" 含无效字符 / "text" holds NUL or half a surrogate pair',
        ),
        (
            '{"id": "x", "text": "x", "title": "\\u0000"}',
            '"title" 含无效字符 / "title" holds NUL or half a surrogate pair',
        ),
        (
            '{"id": "x\\n", "text": "x"}',
            "名称含控制字符或不是 UTF-8 / "
            "the name holds control characters or is not UTF-8; rename it",
        ),
        ("\ufffe{}", "不是合法的 JSON / not valid JSON: "),
        (
            '{"id": "two", "text": "x"}',
            "标识“two”重复 / identifier “two” is taken by d.jsonl:1; rename one of them",
        ),
    ],
)
def test_a_bad_record_costs_only_itself_and_is_named_by_its_line(
    put: Put, line: str, message: str
) -> None:
    put("d.jsonl", f'{{"id": "two", "text": "x"}}\n{line}\n{{"id": "three", "text": "x"}}\n')
    docs, errors = read("d.jsonl")
    assert list(docs) == ["two", "three"]
    assert len(errors) == 1
    assert errors[0].startswith(f"d.jsonl:2: {message}")
    assert "\n" not in errors[0]


def test_what_is_beyond_the_limit_is_passed_over(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("graph.read.decoding"), "MAX_DOCUMENT_BYTES", 1 << 20)
    put("big.txt", "x" * (1 << 20) + "x")
    put("d.jsonl", '{"text": "' + "x" * (3 << 20) + '"}\n{"id": "last", "text": "x"}\n')
    docs, errors = read("big.txt", "d.jsonl")
    assert list(docs) == ["last"]
    message = "超过 1 MiB / larger than 1 MiB; split it"
    assert errors == [f"big.txt: {message}", f"d.jsonl:1: {message}"]


def test_a_damaged_archive_gives_what_stands_before_the_damage(put: Put) -> None:
    noise = random.Random(1)
    records = ({"id": str(i), "text": f"{noise.getrandbits(999):x}"} for i in range(999))
    lines = "\n".join(map(json.dumps, records)).encode()
    put("d.jsonl.gz", gzip.compress(lines)[:-9000])
    docs, errors = read("d.jsonl.gz")
    assert 0 < len(docs) < 999
    assert len(errors) == 1
    assert errors[0].startswith("d.jsonl.gz: 读不了 / cannot be read: ")


def test_names_that_would_share_an_iri_are_told_apart_or_reported(put: Put) -> None:
    put("甲/x y.txt", "一。")
    put("乙/x_y.txt", "二。")
    message = (
        "甲/x y.txt: 标识“x y”重复 / identifier “x y” is taken by 乙/x_y.txt; rename one of them"
    )
    for order in (["甲", "乙"], ["乙", "甲"], ["乙", "甲", "乙/x_y.txt", "乙"]):
        docs, errors = read(*order)
        assert [doc.text for doc in docs.values()] == ["二。"]
        assert errors == [message]


def test_links_pipes_and_unspeakable_names(put: Put) -> None:
    put("in/real.txt", "真。")
    put("out/x.txt", "外。")
    os.symlink("real.txt", "in/inside.txt")
    os.symlink("../out/x.txt", "in/outside.txt")
    os.symlink("../out", "in/folder")
    os.symlink("loop", "in/loop")
    os.mkfifo("in/pipe.txt")
    Path(os.fsdecode("in/\udcff.txt".encode(errors="surrogateescape"))).write_text("名。")
    docs, errors = read("in")
    out = os.path.realpath("out")
    linked = "链接指向文件夹之外，未跟随 / a link out of the folder, not followed;"
    assert list(docs) == ["real"]
    assert sorted(errors) == [
        f"in/folder: {linked} give {out} as an input of its own",
        f"in/outside.txt: {linked} give {out}/x.txt as an input of its own",
        "in/pipe.txt: 不是普通文件 / not a regular file; left out",
        "in/\ufffd.txt: 名称含控制字符或不是 UTF-8 / "
        "the name holds control characters or is not UTF-8; rename it",
    ]


def test_nothing_there(put: Put) -> None:
    put("in/notes.doc", b"\xd0\xcf\x11\xe0")
    assert read("in", "nowhere.txt", "in/sub")[1] == [
        "in/notes.doc: 是旧式 Office 或 WPS 文档，不能读 / "
        "an old Office or WPS file, which is not read; try: save it as .docx or .xlsx",
        "in/sub: 没有这个文件或文件夹 / no such file or folder; check the path",
        "nowhere.txt: 没有这个文件或文件夹 / no such file or folder; check the path",
    ]
