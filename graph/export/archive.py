"""Several files as one: a ZIP archive of the same bytes for the same files, or a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from graph.model import StoreError

ARCHIVE = ".zip"


@contextmanager
def folder(path: Path) -> Iterator[BinaryIO]:
    """A file for an archive, which is unpacked into ``path`` when the block ends without error.

    StoreError where something is in the way: files that are exported to be corrected must not be
    lost to the next export.
    """
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise StoreError(
            f"{path} 已有内容 / is there and not empty: export to another folder, or remove it"
        )
    path.parent.resolve(strict=True)
    with TemporaryFile() as file:
        yield cast("BinaryIO", file)
        with ZipFile(file) as archive:
            path.mkdir(exist_ok=True)
            archive.extractall(path)


class _Stream:
    """A file that is only written to, as a pipe is: an archive has the same bytes in either."""

    def __init__(self, output: BinaryIO) -> None:
        self.write, self.flush = output.write, output.flush


class Archive:
    """An archive being written: files one after another, without time or machine in it."""

    def __init__(self, output: BinaryIO) -> None:
        self._zip = ZipFile(cast("BinaryIO", _Stream(output)), "w")

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *error: object) -> None:
        self._zip.close()

    def add(self, name: str, content: bytes | IO[bytes]) -> None:
        """Put in a file: bytes, or a file that is read from its beginning."""
        info = ZipInfo(name)
        info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
        with self._zip.open(info, "w", force_zip64=True) as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                content.seek(0)
                copyfileobj(content, file, 1 << 20)
