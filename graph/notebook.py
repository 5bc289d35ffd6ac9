"""How far a long piece of work is, as a line in the notebook's cell that runs it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from graph.stages import LABELS, Progress, Stage

QUIET_SECONDS = 2.0
"""Nothing is shown of what takes less."""
_REFRESH_SECONDS = 0.3


@contextmanager
def shown(progress: Progress | None) -> Iterator[Progress | None]:
    """The listener given; where there is none, and in a notebook, one that shows the stages until
    the work is done."""
    display = None if progress else _display()
    if display is None:
        yield progress
        return
    line = _Line(display)
    try:
        yield line.step
    finally:
        line.clear()


def _display() -> Callable[..., Any] | None:
    """IPython's display, where a kernel of a notebook runs this."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return ipython.display.display if ipython and hasattr(shell, "kernel") else None


class _Line:
    """A line that is written anew at each step."""

    def __init__(self, display: Callable[..., Any]) -> None:
        self.display, self.handle = display, None
        self.next = time.monotonic() + QUIET_SECONDS

    def step(self, stage: Stage, done: int, total: int) -> None:
        """A stage is so far."""
        if time.monotonic() < self.next:
            return
        self.next = time.monotonic() + _REFRESH_SECONDS
        of = f" {done:,}/{total:,}" if total else f" {done:,}" if done else ""
        self._write(f"{LABELS[stage]}{of}")

    def clear(self) -> None:
        """The work is done."""
        if self.handle:
            self._write("")

    def _write(self, text: str) -> None:
        said = {"text/plain": text}
        if self.handle:
            self.handle.update(said, raw=True)
        else:
            self.handle = self.display(said, raw=True, display_id=True)
