"""Fuzz one target with atheris: ``python tests/fuzz/fuzz.py TARGET [-runs=100000 …]``.

Needs the extra ``[fuzz]``. The further arguments are libFuzzer's; a finding is written to a file
``crash-…``, whose bytes belong into ``tests/cases/test_fuzzed.py`` once it is mended.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["graph"]):
    from targets import SEEDS, attempt

if __name__ == "__main__":
    program, name, *options = sys.argv
    corpus = Path(tempfile.mkdtemp())
    for number, seed in enumerate(SEEDS[name]):
        (corpus / str(number)).write_bytes(seed)
    atheris.Setup([program, *options, str(corpus)], lambda data: attempt(name, data))
    atheris.Fuzz()
