"""A server of a graph, as a user starts it: its own process, on a free port."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

_RUN = "from graph.cli import run; run()"
COMMAND = [sys.executable, "-c", _RUN, "serve"]


@contextmanager
def served(kg: Path, *options: str) -> Iterator[httpx.Client]:
    """A client of a server of a graph, which ends with the block."""
    process = subprocess.Popen(
        [*COMMAND, str(kg), "--port", "0", *options], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    try:
        line = process.stderr.readline()
        address = re.search(r"http://\S+/", line)
        assert address, line + process.stderr.read()
        with httpx.Client(base_url=address[0], timeout=60, trust_env=False) as client:
            yield client
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        finally:
            process.stderr.close()
