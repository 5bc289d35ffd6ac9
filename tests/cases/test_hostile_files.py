"""Files made to do harm, or broken: each costs only itself, in bounded time and memory."""

from __future__ import annotations

import gzip
import os
import signal
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
import made_files as made
from made_files import NEWS, PAGE
from test_formats import ANSWERS, LINES, missing, needs

from graph.model import Document, InputError, InputSkipped
from graph.read import documents
from graph.read.apart import Reader
from graph.read.formats import read
from graph.read.source import Source

pytestmark = pytest.mark.slow  # a process for each
NULS = bytes(80 << 20)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def entry(name: str, mode: int = 0, content: bytes = b"x.txt") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        archive.writestr(info, content)
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    """The same archive, each file of which claims to be encrypted."""
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark) + at
        data = data[:place] + b"\x01" + data[place + 1 :]
    return data


def with_part(office: bytes, name: str, content: bytes) -> bytes:
    """An office file, one part of which is another."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(office)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info))
    return out.getvalue()


def nested(depth: int) -> bytes:
    data: bytes = made.packed({"a.txt": NEWS})
    for _ in range(depth):
        data = made.packed({"a.zip": data})
    return data


def laughing_book() -> bytes:
    package = f"{LAUGHS}<package>&i;</package>"
    return with_part(made.epub([NEWS]), "OEBPS/book.opf", package.encode())


def laughing_word() -> bytes:
    body = f'{LAUGHS}<w:document xmlns:w="http://x"><w:body>&i;</w:body></w:document>'
    return with_part(made.docx(), "word/document.xml", body.encode())


HOSTILE: list[tuple[str, Callable[[], bytes], str, tuple[str, ...]]] = [
    ("bomb.zip", lambda: made.packed({"a.txt": NULS}), "a bomb, left out", ()),
    ("deep.zip", lambda: nested(5), "packed more than 3 times", ()),
    ("up.zip", lambda: entry("../../etc/x.txt"), "leads out of the archive", ()),
    ("root.zip", lambda: entry("/etc/x.txt"), "leads out of the archive", ()),
    ("drive.zip", lambda: entry("C:\\x.txt"), "leads out of the archive", ()),
    ("link.zip", lambda: entry("x.txt", stat.S_IFLNK | 0o777), "a link, not followed", ()),
    ("secret.zip", lambda: encrypted(entry("x.txt")), "is encrypted", ()),
    ("cut.zip", lambda: made.packed({"a.txt": NEWS})[:-30], "a damaged ZIP or Office file", ()),
    (
        "torn.zip",
        lambda: entry("a.txt", content=NEWS.encode()).replace(NEWS.encode()[:9], b"\0" * 9, 1),
        "damaged in the archive: Bad CRC-32",
        (),
    ),
    ("empty.zip", lambda: made.packed({}), "an empty archive", ()),
    ("cut.docx", lambda: made.docx()[:2000], "a damaged ZIP or Office file", ("docx",)),
    (
        "broken.docx",
        lambda: with_part(made.docx(), "word/document.xml", b"<w:document"),
        "damaged, cannot be read",
        ("docx",),
    ),
    (
        "bomb.docx",
        lambda: with_part(made.docx(), "word/document.xml", NULS),
        "a bomb, left out",
        ("docx",),
    ),
    ("laughs.docx", laughing_word, "", ("docx",)),
    ("laughs.epub", laughing_book, "a damaged EPUB", ("html",)),
    ("half.pdf", lambda: made.pdf(LINES)[:600], "", ("pdf",)),
    ("head.pdf", lambda: b"%PDF-1.7\n", "damaged, cannot be read", ("pdf",)),
    ("scan.pdf", lambda: made.pdf([[]]), "a scan without a text layer", ("pdf",)),
    (
        "wide.xlsx",
        lambda: with_part(
            made.xlsx(a=[["a"]]),
            "xl/worksheets/sheet1.xml",
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            b'<dimension ref="A1:XFD1048576"/><sheetData/></worksheet>',
        ),
        "an empty table",
        ("xlsx",),
    ),
    ("deep.html", lambda: b"<div>" * 100_000 + NEWS.encode(), "", ("html",)),
    ("links.html", lambda: b"<div>" + b"<a href=/>x</a>" * 9, "no main text", ("html",)),
    ("wild.html", lambda: b"<!DOCTYPE html>" + bytes(range(1, 128)) * 99, "", ("html",)),
    ("cut.warc.gz", lambda: made.warc(ANSWERS)[:-200], "damaged or cut off", ("warc", "html")),
    ("no.warc.gz", lambda: gzip.compress(NEWS.encode()), "damaged", ("warc",)),
    (
        "bomb.warc",
        lambda: made.warc([("http://a/b", "200 OK", "text/plain", NULS)], gzip=False),
        "larger than 64 MiB",
        ("warc",),
    ),
    ("quote.csv", lambda: f'text\n"{NEWS}'.encode(), "not a table", ()),
    ("nuls.csv", lambda: b"text\n\0\n", "not text (NUL", ()),
    ("a.eml", lambda: b"\xff\xfe\0\0" * 99, "", ("html",)),
    ("deep.json", lambda: b"[" * 300_000, "not valid JSON", ()),
    ("yaml.md", lambda: b"---\na: &a [*a]\n---\n" + b"> " * 5000 + b"x\n", "", ()),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Document | InputError]]:
    """The folder of all of them, and what came of it. They are read by one process, in order."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, make, _, extras in HOSTILE:
        if not missing(*extras):
            (folder / name).write_bytes(make())
    (folder / "zz.csv").write_text(f"text\n{NEWS}", "utf-8")
    before = sorted(os.listdir(folder))
    outcomes = list(documents([folder]))
    assert sorted(os.listdir(folder)) == before
    return folder, outcomes


@pytest.mark.parametrize(
    ("name", "message"),
    [pytest.param(row[0], row[2], marks=needs(*row[3]), id=row[0]) for row in HOSTILE],
)
def test_what_is_hostile_or_broken_is_told(
    found: tuple[Path, list[Document | InputError]], name: str, message: str
) -> None:
    folder, outcomes = found
    path = str(folder / name)
    errors = [str(e) for e in outcomes if isinstance(e, InputError) and e.where.startswith(path)]
    documents_of = [d for d in outcomes if isinstance(d, Document) and d.file.startswith(path)]
    assert errors or documents_of
    assert not message or any(message in error for error in errors)
    assert not any("\n" in error for error in errors)


def test_what_comes_after_is_read_as_ever(
    found: tuple[Path, list[Document | InputError]],
) -> None:
    last = found[1][-1]
    assert isinstance(last, Document)
    assert last.text == NEWS


def test_members_that_lead_out_write_nothing_and_hurt_no_other(tmp_path: Path) -> None:
    data = made.packed({"../x.txt": NEWS, "good.txt": NEWS, "/y.txt": NEWS})
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.zip").write_bytes(data)
    found = list(documents([tmp_path]))
    assert [item.id for item in found if isinstance(item, Document)] == ["sub/a/good"]
    assert os.listdir(tmp_path) == ["sub"]


def test_archives_share_one_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.read.source.MAX_ENTRIES", 10)
    inner = made.packed({f"{n}.txt": NEWS for n in range(5)})
    data = made.packed({f"{n}.zip": inner for n in range(5)})
    found = list(read(Source("a.zip", "a", BytesIO(data))))
    assert sum(not isinstance(item, InputError) for item in found) == 8
    assert "unpacks to more than" in str(found[-1])


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """A PDF whose one page counts as a hundred thousand."""
    data = made.pdf([LINES[0]])
    kids = data[data.index(b"/Kids [") :].partition(b"]")[0].removeprefix(b"/Kids [")
    path = tmp_path / "slow.pdf"
    path.write_bytes(data.replace(kids, kids * 100_000))
    return path


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.csv"
    path.write_text(f"text\n{NEWS}", "utf-8")
    return path


def outcomes(reader: Reader, *paths: Path) -> Iterator[str]:
    for path in paths:
        for found in reader.read(path.name, path.stem, {}, path):
            yield str(found) if isinstance(found, InputError) else found[1].id


@needs("pdf")
def test_a_file_that_takes_too_long_is_given_up(slow: Path, news: Path) -> None:
    with closing(Reader(seconds=2)) as reader:
        assert list(outcomes(reader, news, slow, news)) == [
            "news/2",
            "slow.pdf: 2 秒还没读完 / not read within 2 seconds; split it, or save it anew",
            "news/2",
        ]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path, news: Path) -> None:
    large = tmp_path / "large.csv"
    large.write_text("text\n" + f"{NEWS}\n" * 300_000, "utf-8")
    with closing(Reader(memory=70 << 20)) as reader:
        *_, error, last = outcomes(reader, large, news)
    assert error.startswith("large.csv: 内存超过 70 MiB / takes more than 70 MiB of memory")
    assert last == "news/2"


@pytest.mark.skipif(not hasattr(signal, "SIGSEGV"), reason="no such signal")
def test_a_reader_that_crashes_costs_one_file(news: Path) -> None:
    with closing(Reader()) as reader:
        assert list(outcomes(reader, news)) == ["news/2"]
        process = reader._process
        assert process
        process.send_signal(signal.SIGSEGV)
        error, other = outcomes(reader, news, news)
        assert "its reader crashed on it (-11)" in error
        assert other == "news/2"


def test_modules_in_the_current_folder_are_not_imported(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("graph", "csv", "lxml", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)", "utf-8")
    monkeypatch.chdir(tmp_path)
    with closing(Reader()) as reader:
        assert list(outcomes(reader, news)) == ["news/2"]


def test_no_process_stays_when_the_reading_is_left(tmp_path: Path, news: Path) -> None:
    (tmp_path / "two.csv").write_text(f"text\n{NEWS}\n{NEWS}", "utf-8")
    reader = Reader()
    stream = reader.read("two.csv", "two", {}, tmp_path / "two.csv")
    next(stream)
    process = reader._process
    assert process and process.poll() is None
    stream.close()
    assert process.poll() is not None


@needs("html")
def test_what_is_passed_over_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(made.packed({"p.htm": PAGE, "i.png": b"\x89PNG"}))
    kinds = [type(item) for item in documents([tmp_path])]
    assert kinds == [InputSkipped, Document]
