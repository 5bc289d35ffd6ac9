"""``-`` for a file: stdin where one is read, stdout where one is written."""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import typer

from graph.model import InputError, StoreError


def piped(kg: Path) -> Path:
    """The path of a graph; of ``-`` that of the N-Quads on stdin, a file until the process ends."""
    if str(kg) != "-":
        return kg
    place = Path(tempfile.mkdtemp(prefix="tifagraph-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    with open(place / "stdin.nq", "wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return place / "stdin.nq"


def piped_if_given(kg: Path | None) -> Path | None:
    """The same of a graph that need not be given."""
    return kg and piped(kg)


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


def file_to_write(help: str) -> Any:
    """The option of the file that a verb writes, or ``-``."""
    return typer.Option("-o", "--out", metavar="FILE", help=help, callback=to_stdout)


def text() -> str:
    """What comes on stdin, which is UTF-8; InputError if it is not."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"不是 UTF-8 / not UTF-8 at byte {error.start}; try: iconv -f GB18030 -t UTF-8", "-"
        ) from error
