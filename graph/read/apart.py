"""Foreign formats, read by a process of its own with limits of time and of memory.

A damaged or hostile file can make a library run without end, fill the memory or crash. The process
is a new interpreter, started when the first such file comes and again after one that ended it; it
hands documents over as JSON. It can write no file. On Windows, which has neither alarms nor limits
of memory, it is only a process.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from graph.model import Document, InputError, InputSkipped
from graph.process import limit_memory, lower, set_alarm
from graph.read.formats import read
from graph.read.source import Found, Source, unreadable
from graph.resources import PACKAGE

SECONDS = 60
"""The time that a file, or a document within an archive, may take."""

MAX_MEMORY_BYTES = 2 << 30
"""Bytes of address space that reading may take beyond those in use at the start."""

_OUT_OF_MEMORY = 3  # an exit code
_SIZE = 4  # bytes that tell how long a message is


class Reader:
    """The process, with its limits; ``close`` ends it."""

    def __init__(self, seconds: float = SECONDS, memory: int = MAX_MEMORY_BYTES) -> None:
        self.seconds, self.memory = seconds, memory
        self._process: subprocess.Popen[bytes] | None = None

    def read(
        self, where: str, identifier: str, columns: Mapping[str, str], data: Path | bytes
    ) -> Iterator[Found]:
        """The documents of a file, or of bytes, as `graph.read.formats.read` gives them."""
        process = self._process = self._process or self._started()
        path = None if isinstance(data, bytes) else str(data)
        try:
            assert process.stdin and process.stdout
            _send(process.stdin, [where, identifier, dict(columns), path])
            if isinstance(data, bytes):
                _put(process.stdin, data)
            while (message := _take(process.stdout)) is not None:
                if not message:
                    return
                yield _found(json.loads(message.decode("utf-8", "surrogatepass")))
        except BrokenPipeError:
            pass
        except GeneratorExit:  # nobody asks for the rest
            self.close()
            raise
        yield InputError(self._reason(self._ended()), where)

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.kill()
            self._ended()

    def _ended(self) -> int:
        """The exit code of the process, once it has ended."""
        process, self._process = self._process, None
        assert process and process.stdin and process.stdout
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.stdout.close()
        return process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        code = f"from graph.read.apart import serve; serve({self.seconds}, {self.memory})"
        path = os.pathsep.join((str(PACKAGE.parent), *filter(None, sys.path)))
        return subprocess.Popen(
            [sys.executable, "-P", "-c", code],  # nothing is imported from the current folder
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )

    def _reason(self, code: int) -> str:
        """Why the process ended, in one line."""
        if code == -getattr(signal, "SIGALRM", 14):
            return (
                f"{self.seconds:g} 秒还没读完 / not read within {self.seconds:g} seconds; "
                "split it, or save it anew"
            )
        if code in (_OUT_OF_MEMORY, -getattr(signal, "SIGKILL", 9)):
            size = f"{self.memory >> 20:,} MiB"
            return f"内存超过 {size} / takes more than {size} of memory to read; split it"
        return f"读取程序崩溃 / its reader crashed on it ({code}); save it in another format"


def serve(seconds: float, memory: int) -> None:
    """What the process does: read what is asked for, one file after another, until none is."""
    stdin, stdout = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no message
    _limit(memory)
    try:
        while message := _take(stdin):
            where, identifier, columns, path = json.loads(message.decode("utf-8", "surrogatepass"))
            data = b"" if path else _take(stdin) or b""
            try:
                with open(path, "rb") if path else BytesIO(data) as stream:
                    _answer(stdout, Source(where, identifier, stream, columns), seconds)
            except OSError as error:
                _send(stdout, _plain(unreadable(error, where)))
                _put(stdout, b"")
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    except BrokenPipeError:
        os._exit(0)


def _answer(stdout: BinaryIO, source: Source, seconds: float) -> None:
    set_alarm(seconds)
    for found in read(source):
        set_alarm(0)
        _send(stdout, _plain(found))
        set_alarm(seconds)
    set_alarm(0)
    _put(stdout, b"")


def _limit(memory: int) -> None:
    """Set the limits of memory and of files of this process; leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "linux":
        return
    import resource

    limit_memory(memory)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    lower(resource.RLIMIT_FSIZE, 0)
    lower(resource.RLIMIT_CORE, 0)


def _plain(found: Found) -> list[Any]:
    if isinstance(found, InputError):
        return [isinstance(found, InputSkipped), found.reason, found.where]
    where, document = found
    return [where, [*document.said, document.file, document.note]]


def _found(message: list[Any]) -> Found:
    """The inverse of `_plain`."""
    if len(message) == 2:
        return message[0], Document(*message[1])
    skipped, reason, where = message
    return (InputSkipped if skipped else InputError)(reason, where)


def _send(pipe: Any, message: object) -> None:
    _put(pipe, json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _put(pipe: Any, message: bytes) -> None:
    pipe.write(len(message).to_bytes(_SIZE, "big") + message)
    pipe.flush()


def _take(pipe: Any) -> bytes | None:
    """The next message; None when the other side has ended."""
    size = pipe.read(_SIZE)
    if len(size) < _SIZE:
        return None
    message: bytes = pipe.read(int.from_bytes(size, "big"))
    return message if len(message) == int.from_bytes(size, "big") else None
