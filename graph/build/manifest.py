"""What a graph was made by and what it is, in ``manifest.json`` beside it: no clock, no machine.

``sha256`` is that of ``graph.nq``: the canonical hash of the dataset, for sorted N-Quads without
blank nodes are the canonical form of W3C RDFC-1.0. Of a large graph that has changed since that was
written, ``delta`` is the digest of what amends it (`graph.store.delta`), else ''.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from graph.files import replacing
from graph.model import StoreError
from graph.resources import LEXICON, ONTOLOGY, PACKAGE, ROOT

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """``builder`` holds version and digests as of `builder`; the other fields are the graph's."""

    builder: dict[str, str]
    base: str
    documents: int
    quads: int
    sha256: str
    delta: str = ""

    def write(self, folder: Path) -> None:
        """Put it beside the graph. OSError when the folder cannot be written."""
        with replacing(folder / NAME) as file:
            file.write((json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n").encode())

    def stands(self, folder: Path) -> bool:
        """Whether it is the one beside the graph."""
        try:
            return Manifest.read(folder) == self
        except StoreError:
            return False

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of a graph's folder. StoreError when there is none or it is malformed."""
        try:
            return cls(**json.loads((folder / NAME).read_bytes()))
        except OSError as error:
            raise StoreError(
                f"{folder} has no {NAME}: build the graph again with `tifagraph build`"
            ) from error
        except (ValueError, TypeError) as error:
            raise StoreError(f"{folder / NAME} is malformed: {error}") from error


@cache
def builder() -> dict[str, str]:
    """Version of the package, digests of its code, word lists, names model and ontology."""
    return {
        "version": version("tifagraph"),
        "code": digest(PACKAGE.rglob("*.py"), PACKAGE),
        "lexicon": digest([*LEXICON.glob("*.tsv"), *(ROOT / "data").glob("tagger/*.npz")], ROOT),
        "ontology": digest(ONTOLOGY.glob("*.ttl"), ROOT),
    }


def digest(paths: Iterable[Path], root: Path) -> str:
    """The SHA-256 of ``sha256sum``'s lines for the files, sorted by their path below ``root``."""
    lines = sorted(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}\n"
        for path in paths
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()
