"""What the README shows is what one gets: its sessions and its Python are run and compared.

``…`` stands for what is left out: alone on a line for lines, at the end of one for its rest. A
block that is out of date is shown as it should be, to be pasted.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
LEFT_OUT = "…"
PORT = "8000"


def blocks(language: str) -> list[str]:
    """The README's blocks of a language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def as_it_should_be(shown: Sequence[str], found: Sequence[str]) -> list[str]:
    """The lines shown, as those found have them; the same where they are right."""
    drawn, at, skipping = [], 0, False
    for line in shown:
        if line == LEFT_OUT:
            skipping = True
            drawn.append(line)
        elif at < len(found):
            at = _nearest(line, found, at) if skipping else at
            drawn.append(_cut(found[at], line))
            at, skipping = at + 1, False
    return drawn if skipping or at == len(found) else [*drawn, LEFT_OUT]


def _nearest(line: str, found: Sequence[str], at: int) -> int:
    plain = line.removesuffix(LEFT_OUT)
    likeness = [
        difflib.SequenceMatcher(None, plain, other[: len(plain)]).ratio() for other in found[at:]
    ]
    return at + likeness.index(max(likeness))


def _cut(found: str, shown: str) -> str:
    cut = shown.endswith(LEFT_OUT) and len(found) > len(shown)
    return found[: len(shown) - 1] + LEFT_OUT if cut else found


def test_what_is_right_stays() -> None:
    found = ["one and more", "two", "three", "four", "five"]
    for shown in (found, ["one…", "…"], ["…", "three", "…", "five"], ["one and more", "two", "…"]):
        assert as_it_should_be(shown, found) == shown


def test_what_is_wrong_is_mended() -> None:
    found = ["one and more", "two", "three hundred", "four"]
    assert as_it_should_be(["one or…", "…", "three", "…"], found) == [
        "one an…", "…", "three hundred", "…",
    ]  # fmt: skip
    assert as_it_should_be(["one and more", "2"], found) == ["one and more", "two", "…"]


class Shell:
    """A folder with the sample documents, in which the README's commands are run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "data").symlink_to(ROOT / "data")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = str(free.getsockname()[1])
        self._servers: list[subprocess.Popen[str]] = []

    def run(self, command: str) -> str:
        """What a command prints on a terminal, here without its width; of a server the first
        line."""
        verb, _, rest = command.replace(PORT, self._port).partition(" ")
        ours = verb == "tifagraph"
        process = subprocess.Popen(
            f"{sys.executable} -m graph {rest}" if ours else f"{verb} {rest}",
            shell=True, cwd=self.folder, text=True, encoding="utf-8", start_new_session=True,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if ours else subprocess.DEVNULL,
        )  # fmt: skip
        if rest.startswith("serve "):
            assert process.stdout
            self._servers.append(process)
            return process.stdout.readline().replace(self._port, PORT)
        return process.communicate(timeout=120)[0].replace(self._port, PORT)

    def close(self) -> None:
        """End the servers."""
        for server in self._servers:
            os.killpg(server.pid, signal.SIGTERM)
            server.communicate()


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """With the graph that the README's first command builds, and builds again."""
    shell = Shell(tmp_path_factory.mktemp("readme"))
    shell.run("tifagraph build data/documents -o demo")
    yield shell
    shell.close()


def session(block: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a block with the lines shown below each."""
    for said in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, shown = re.fullmatch(r"((?:.*\\\n)*.*\n)((?:.*\n)*)", said).groups()
        yield command.rstrip("\n"), shown.rstrip("\n").split("\n") if shown.strip() else []


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("curl"), reason="a session asks by curl")
def test_sessions(shell: Shell) -> None:
    right = []
    for block in blocks("console"):
        for command, shown in session(block):
            if command.startswith("cat "):
                (shell.folder / command.removeprefix("cat ")).write_text("\n".join(shown) + "\n")
            found = [line.rstrip() for line in shell.run(command).rstrip().split("\n")]
            right.append((command, shown, as_it_should_be(shown, found)))
    wrong = [f"$ {command}\n" + "\n".join(now) for command, shown, now in right if now != shown]
    assert not wrong, "README.md should say:\n\n" + "\n\n".join(wrong)


@pytest.mark.slow
def test_python(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its Python runs; comments at the end of a block are what it prints."""
    pytest.importorskip("pandas")
    monkeypatch.chdir(shell.folder)
    names: dict[str, object] = {}
    for block in blocks("python"):
        exec(block, names)
        printed = [f"# {line}" for line in capsys.readouterr().out.rstrip().split("\n")]
        shown = re.search(r"(?:^# .*\n)*\Z", block, re.M)[0].split("\n")[:-1]
        assert not shown or shown == printed, "README.md should say:\n\n" + "\n".join(printed)
