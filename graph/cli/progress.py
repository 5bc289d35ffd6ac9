"""How far a verb is, on stderr: a line for each stage on a terminal, now and then one elsewhere.

Nothing is shown of what takes less than two seconds. A file or a pipe gets a plain line every
half minute, enough to see that a long build is alive.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Timer

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn
from rich.text import Text

from graph.cli import terminal
from graph.stages import LABELS, Stage, listening

_QUIET_SECONDS = 2.0
_PLAIN_SECONDS = 30.0
_REFRESH_SECONDS = 0.1
_BYTES = ("read", "store")
_WITHOUT_MEASURE = ("page", "export", "mine")
_AT_ONCE = ("read", "extract")  # documents are read while others are extracted


class _Figures(ProgressColumn):
    """How much is done, of how much, how fast, and how long it still takes."""

    def render(self, task: Task) -> Text:
        return Text(_figures(task))


def _figures(task: Task) -> str:
    done, rate, left = task.completed, task.finished_speed or task.speed, task.time_remaining
    said = []
    if task.fields["stage"] not in _WITHOUT_MEASURE:
        of = f"/{_amount(task, task.total)}" if task.total else ""
        said.append(_amount(task, done) + of)
    if rate and said and not task.finished:
        said.append(f"{_amount(task, rate)}/s")
    if left and not task.finished:
        said.append(f"剩 left {timedelta(seconds=round(left))}")
    elif taken := task.finished_time or task.elapsed:
        said.append(str(timedelta(seconds=round(taken))))
    return " · ".join(said)


def _line(task: Task) -> str:
    return f"{task.description.strip()} {_figures(task)}"


def _amount(task: Task, number: float) -> str:
    return f"{number / 1e6:,.1f} MB" if task.fields["stage"] in _BYTES else f"{number:,.0f}"


class _Shown:
    """The stages of a verb, as a terminal or a file shows them."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self.live = console.is_terminal
        self.bar = Progress(
            TextColumn("{task.description}"), BarColumn(24), _Figures(),
            console=console, transient=True, disable=not self.live,
        )  # fmt: skip
        self.tasks: dict[Stage, TaskID] = {}
        self.done: dict[Stage, int] = {}
        self.drawn: dict[Stage, float] = {}
        self.said = time.monotonic()

    def step(self, stage: Stage, done: int, total: int) -> None:
        """A stage is so far; those before it are over."""
        if stage not in self.tasks:
            if stage not in _AT_ONCE:
                self._end()
            label = f"{LABELS[stage]:<10}"
            self.tasks[stage] = self.bar.add_task(label, total=None, stage=stage)
        self.done[stage], now = done, time.monotonic()
        if now - self.drawn.get(stage, 0) < _REFRESH_SECONDS and done != total:
            return
        self.drawn[stage] = now
        self.bar.update(self.tasks[stage], completed=done, total=total or None)
        if not self.live and now - self.said > _PLAIN_SECONDS:
            self.said = now
            terminal.say("…", "   ".join(map(_line, self._unfinished())), "dim")

    def _unfinished(self) -> list[Task]:
        return [task for task in self.bar.tasks if not task.finished]

    def _end(self) -> None:
        for task in self._unfinished():
            whole = task.total or task.completed or 1
            self.bar.update(task.id, completed=whole, total=whole)


@contextmanager
def progress() -> Iterator[None]:
    """Show the stages of what is done inside; say what an interrupted build keeps."""
    shown = _Shown()
    start = Timer(_QUIET_SECONDS, shown.bar.start)
    start.daemon = True
    if shown.live:
        start.start()
    try:
        with listening(shown.step):
            yield
    except KeyboardInterrupt:
        start.cancel()
        shown.bar.stop()
        if kept := shown.done.get("extract"):
            terminal.say(
                f"已做完的 {kept:,} 篇留着，再次运行同一命令即接着做 / the {kept:,} documents done "
                "are kept: run the same command again to go on"
            )
        raise
    finally:
        start.cancel()
        shown.bar.stop()
