"""What this process may take of time and memory, where the system knows such limits."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from pathlib import Path


def set_alarm(seconds: float) -> None:
    """End this process after so many seconds; 0 takes that back. Windows has no such clock."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def limit_memory(memory: int) -> None:
    """Let this process take so many bytes of address space beyond those in use, where the system
    tells these."""
    if sys.platform == "linux":
        import resource  # not on Windows

        in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        lower(resource.RLIMIT_AS, in_use + memory)


def lower(limit: int, value: int) -> None:
    """Lower a resource limit (setrlimit(2)) of this process to ``value``."""
    import resource

    hard = resource.getrlimit(limit)[1]
    with suppress(ValueError):  # lower already
        resource.setrlimit(limit, (value if hard < 0 else min(value, hard), hard))
