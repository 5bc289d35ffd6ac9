"""Sorted lines in files: sort, count, search and edit them in bounded memory."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from mmap import mmap

_RUN_LINES = 1 << 18  # lines sorted in memory at once, some 80 MB
_CHUNK_BYTES = 1 << 20


def sort_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Sort lines by bytes and drop repeated ones: an external merge sort."""
    for line, _ in groupby(_sorted(lines)):
        yield line


def differences(old: Iterable[bytes], new: Iterable[bytes]) -> Iterator[tuple[bool, bytes]]:
    """The lines that only one of two sorted sequences has; true for those of the new one."""
    before, after = iter(old), iter(new)
    here, there = next(before, b""), next(after, b"")
    while here or there:
        if here == there:
            here, there = next(before, b""), next(after, b"")
        elif there and (not here or there < here):
            yield True, there
            there = next(after, b"")
        else:
            yield False, here
            here = next(before, b"")


def count_lines(lines: Iterable[bytes]) -> Iterator[tuple[bytes, int]]:
    """The sorted distinct lines, each with the number of times it was given."""
    former, times = b"", 0
    for line in _sorted(lines):
        if line == former:
            times += 1
        else:
            if times:
                yield former, times
            former, times = line, 1
    if times:
        yield former, times


def portions(counted: Iterable[tuple[bytes, int]]) -> Iterator[list[tuple[bytes, int]]]:
    """Counted lines, or blocks of lines, so many at a time that they are about a megabyte."""
    portion, size = list[tuple[bytes, int]](), 0
    for text, number in counted:
        portion.append((text, number))
        size += len(text)
        if size >= _CHUNK_BYTES:
            yield portion
            portion, size = [], 0
    yield portion


def _sorted(lines: Iterable[bytes]) -> Iterator[bytes]:
    rest = iter(lines)
    with ExitStack() as files:
        runs: list[Iterable[bytes]] = []
        while run := list(islice(rest, _RUN_LINES)):
            run.sort()
            if len(run) < _RUN_LINES and not runs:
                yield from run
                return
            file = files.enter_context(tempfile.TemporaryFile())
            file.writelines(run)
            run.clear()  # or it would stay until the next one is read
            file.seek(0)
            runs.append(file)
        yield from heapq.merge(*runs)


def line_offset(text: mmap | bytes, line: bytes, begin: int = 0) -> int:
    """The offset of a line in sorted lines, or where it would be; the search starts at ``begin``.

    Steps from ``begin`` double, then halve: few for a near line, log n for a far one.
    """
    low, step = begin, 1 << 12
    while (high := min(low + step, len(text))) < len(text):
        start = _start(text, high, low)
        if start > low and _at(text, start) >= line:
            high = start
            break
        low, step = start, 2 * step
    while low < high:
        start = _start(text, (low + high) // 2, low)
        if _at(text, start) >= line:
            high = start
        else:
            low = start + len(_at(text, start))
    return high


def _start(text: mmap | bytes, offset: int, low: int) -> int:
    """The beginning of the line at an offset, not before ``low``, where a line begins."""
    return max(text.rfind(b"\n", low, offset) + 1, low)


def _at(text: mmap | bytes, start: int) -> bytes:
    return text[start : text.find(b"\n", start) + 1]


def has_line(text: mmap | bytes, line: bytes, place: int) -> bool:
    """Whether the line is at the offset that `line_offset` returned."""
    return text[place : place + len(line)] == line


def splice(text: mmap | bytes, edits: Iterable[tuple[int, int, bytes]]) -> Iterator[bytes]:
    """The text in chunks, with each edit (offset, length, replacement) applied."""
    last = 0
    for place, length, inserted in edits:
        yield from _slices(text, last, place)
        yield inserted
        last = place + length
    yield from _slices(text, last, len(text))


def _slices(text: mmap | bytes, begin: int, end: int) -> Iterator[bytes]:
    for start in range(begin, end, _CHUNK_BYTES):
        yield text[start : min(start + _CHUNK_BYTES, end)]
