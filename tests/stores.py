"""SPARQL servers that others wrote, each with a graph of ours, on a free port of this machine."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
NumberOfBuffers = 10000
DirsAllowed = {nquads}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 10000
"""
# The default graph is a graph like others to Virtuoso, and its default graph the union of all: what
# a sentence states goes from the one, so that it is counted once.
_LOAD = """\
DB.DBA.TTLP_MT (file_open ('FILE'), '', 'urn:example:default', 512);
SPARQL DELETE { GRAPH <urn:example:default> { ?s ?p ?o } }
WHERE { GRAPH <urn:example:default> { ?s ?p ?o } GRAPH ?g { ?s ?p ?o }
  FILTER (?g != <urn:example:default>) };
"""


@contextmanager
def oxigraph(nquads: Path, folder: Path) -> Iterator[str]:
    """The address of ``oxigraph serve-read-only``."""
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.exists() else shutil.which("oxigraph")
    if program is None:
        pytest.skip("needs oxigraph's server: pip install oxigraph")
    subprocess.run(
        [program, "load", "-l", folder, "-f", nquads], check=True, stderr=subprocess.DEVNULL
    )
    port = free_port()
    with _running([program, "serve-read-only", "-l", str(folder), "-b", f"127.0.0.1:{port}"], port):
        yield f"http://127.0.0.1:{port}/query"


@contextmanager
def virtuoso(nquads: Path, folder: Path) -> Iterator[str]:
    """The address of Virtuoso, of Debian's virtuoso-opensource."""
    program, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if not (program and client):
        pytest.skip("needs Virtuoso: apt-get install virtuoso-opensource")
    http, sql = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, nquads=nquads.parent, http=http, sql=sql))
    with _running([program, "+configfile", str(ini), "+foreground"], http, sql):
        loading = [
            client,
            f"127.0.0.1:{sql}",
            "dba",
            "dba",
            "exec=" + _LOAD.replace("FILE", str(nquads)),
        ]
        done = subprocess.run(loading, check=True, capture_output=True, text=True)
        assert "Error" not in done.stdout + done.stderr, done
        yield f"http://127.0.0.1:{http}/sparql"


@contextmanager
def _running(command: list[str], *ports: int) -> Iterator[None]:
    """A server, from when it listens until the block ends."""
    null = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=null, stderr=null)
    try:
        end = time.monotonic() + 60
        while not all(map(_listens, ports)):
            assert process.poll() is None and time.monotonic() < end, command
            time.sleep(0.1)
        yield
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port of this machine that nothing listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads a group, with what it has started: a script and its program."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
