"""How much of the inputs is read, in bytes: their size is known before what they hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from graph.files import LEDGER, NQUADS
from graph.stages import heard, tell

HIDDEN = (".", "~$")
"""How the names of files begin that nobody means to be read."""


class Meter:
    """Tells the stage "read" of inputs; standard input has no size and counts nothing."""

    def __init__(self, arguments: Iterable[str]) -> None:
        self.total = sum(size for each in arguments for size in _sizes(each)) if heard() else 0
        self._passed = 0

    def stand(self, file: BinaryIO) -> None:
        """Where the reading of an open file is: of a compressed one, in its compressed bytes."""
        if self.total and not file.closed:
            tell("read", self._passed + file.tell(), self.total)

    def pass_by(self, path: Path) -> None:
        """A file is done with, whether it could be read or not."""
        if self.total:
            self._passed += _size(path)
            tell("read", self._passed, self.total)

    def end(self) -> None:
        """All is read, what was passed over, too."""
        if self.total:
            tell("read", self.total, self.total)


def may_hold(folder: Path) -> bool:
    """Whether a folder may hold documents: not a hidden one, nor a graph."""
    ours = (folder / NQUADS).exists() or (folder / LEDGER).exists()
    return not (folder.name.startswith(".") or ours)


def _sizes(argument: str) -> Iterator[int]:
    """The sizes of a file, or of the files in a folder that `graph.read.documents` looks at."""
    if not os.path.isdir(argument):
        yield _size(Path(argument))
        return
    for folder, subfolders, files in os.walk(argument):
        subfolders[:] = [name for name in subfolders if may_hold(Path(folder, name))]
        yield from (_size(Path(folder, name)) for name in files if not name.startswith(HIDDEN))


def _size(path: Path) -> int:
    """0 where there is none: a link in a circle, a pipe, what has vanished, a name too long."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0
