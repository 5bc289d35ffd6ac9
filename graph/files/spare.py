"""What must be left of files and memory before a step that could not say that it lacks them."""

from __future__ import annotations

import mmap
import os
from pathlib import Path

from graph.model import StoreError

_DESCRIPTORS = 12
"""Files that a writer has open at once, with what Python still loads while it writes."""


def spare_descriptors(folder: Path) -> None:
    """StoreError where too few files may be open: any later step could be the one that fails."""
    opened: list[int] = []
    try:
        while len(opened) < _DESCRIPTORS:
            opened.append(os.open(os.devnull, os.O_RDONLY))
    except OSError as error:
        raise StoreError(
            f"cannot write {folder}: 可打开的文件太少 / too few files may be open; "
            "try: ulimit -n 256"
        ) from error
    finally:
        for descriptor in opened:
            os.close(descriptor)


def spare_memory(path: Path, size: int) -> None:
    """StoreError where so many bytes of address space cannot be had for what is done with a path.

    They are only asked for, not used. Oxigraph ends the process where it lacks them.
    """
    try:
        mmap.mmap(-1, size).close()
    except (OSError, MemoryError) as error:
        raise StoreError(
            f"{path}: 可用的内存太少 / too little memory is allowed; try: ulimit -v unlimited"
        ) from error
