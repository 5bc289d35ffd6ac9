"""What extraction finds in one document, and its lines packed."""

from __future__ import annotations
import multiprocessing
import os
import signal
import threading
import time
import traceback
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, TypeVar
from graph.identity import Claim
from graph.lexicon import load
from graph.model import Document, InputError, TifagraphError
from graph.resources import PACKAGE

class Findings(NamedTuple):
    """One document, its date, its N-Quads lines packed and its claims of persons."""

    document: Document
    issued: str
    lines: bytes
    claims: tuple[Claim, ...]


def pack(lines: set[str]) -> bytes:
    """Lines in few bytes, sorted by theirs: those of a graph's file."""
    ended = ("\n".join(lines) + "\n").encode().splitlines(keepends=True)
    return zlib.compress(b"".join(sorted(ended)), 1)


def unpack(packed: bytes) -> list[bytes]:
    """The lines, with their ends."""
    return zlib.decompress(packed).splitlines(keepends=True)
