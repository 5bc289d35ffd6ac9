"""``-`` for a file: stdin where one is read, stdout where one is written."""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import typer

from graph.model import InputError, QueryError, StoreError

Kg = TypeVar("Kg", str, Path)
_read: list[BinaryIO] = []  # the stdin that something has read


def once() -> BinaryIO:
    """Stdin, for the one thing that is read from it; InputError for a second."""
    if sys.stdin.buffer in _read:
        raise InputError(
            "标准输入只能读一次 / stdin can be read once: give a file instead of the second “-”"
        )
    _read[:] = [sys.stdin.buffer]
    return sys.stdin.buffer


def piped(kg: Path) -> Path:
    """The path of a graph; of ``-`` that of the N-Quads on stdin, a file until the process ends."""
    if str(kg) != "-":
        return kg
    place = Path(tempfile.mkdtemp(prefix="tifagraph-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    with open(place / "stdin.nq", "wb") as file:
        shutil.copyfileobj(once(), file)
    return place / "stdin.nq"


def piped_if_given(kg: Path | None) -> Path | None:
    """The same of a graph that need not be given."""
    return kg and piped(kg)


def documents(docs: list[str]) -> list[str]:
    """The inputs, of which one may be stdin."""
    for _ in range(docs.count("-")):
        once()
    return docs


def content(path: Path) -> bytes:
    """The bytes of a file, or of stdin. InputError where it cannot be read."""
    try:
        return once().read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"读不了 / cannot be read: {reason}", str(path)) from error


def on_disk(kg: Kg) -> Kg:
    """The folder of a graph, whose other files are needed beside its N-Quads. StoreError."""
    if str(kg) == "-":
        raise StoreError(
            "这里要图的文件夹，- 不行 / this needs the graph's folder, which stdin is not: "
            "try KG as in: tifagraph build DOCUMENTS -o KG"
        )
    return kg


def kept(table: Path | None) -> Path | None:
    """The table of metadata, which ``add`` and ``update`` will read again. InputError."""
    if str(table) == "-":
        raise InputError(
            "元数据表须是文件，以后 add、update 还要读 / the table of metadata must be a file, "
            "since add and update read it again"
        )
    return table


def folder(kg: str) -> str:
    """The folder to build a graph in, which stdout is not. StoreError."""
    if kg == "-":
        raise StoreError(
            "图是一个文件夹，不能写到标准输出 / a graph is a folder and no stream; "
            "then try: tifagraph export KG -o - --format nquads"
        )
    return kg


def to_stdout(out: Path | None) -> Path | None:
    """The file to write; None for stdout."""
    return None if str(out) == "-" else out


def file_to_write(help: str, *suffixes: str) -> Any:
    """The option of the file that a verb writes, or ``-``; QueryError for another suffix than
    these, which tell the form, where there are any."""

    def known(out: Path | None) -> Path | None:
        out = to_stdout(out)
        if out and suffixes and out.suffix not in suffixes:
            raise QueryError(f"{out}: 后缀应为 / the suffix must be {', '.join(suffixes)}")
        return out

    return typer.Option("-o", "--out", metavar="FILE", help=help, callback=known)


def text() -> str:
    """What comes on stdin, which is UTF-8; InputError if it is not."""
    try:
        return once().read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"不是 UTF-8 / not UTF-8 at byte {error.start}; try: iconv -f GB18030 -t UTF-8", "-"
        ) from error
