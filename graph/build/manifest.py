"""``manifest.json``: what built a graph and which graph it is, without time or machine.

``sha256`` is that of ``graph.nq``: the canonical hash of the dataset, since sorted N-Quads without
blank nodes are the canonical form of W3C RDFC-1.0. ``delta`` is the digest of the graph's delta
(`graph.store.delta`), '' if it has none. ``inputs`` counts the inputs by outcome; what became of
each `graph.build.inputs` tells.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from graph.files import replacing
from graph.model import StoreError
from graph.resources import LEXICON, ONTOLOGY, PACKAGE, ROOT

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """``builder`` is what `builder` returned at the build; the other fields are the graph's."""

    builder: dict[str, str]
    base: str
    documents: int
    quads: int
    sha256: str
    delta: str = ""
    inputs: dict[str, int] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write it to a graph's folder. OSError when that cannot be written."""
        with replacing(folder / NAME) as file:
            file.write((json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n").encode())

    def is_in(self, folder: Path) -> bool:
        """Whether the folder's manifest equals this one."""
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
                f"{folder} 没有 / has no {NAME}: build the graph again with `tifagraph build`"
            ) from error
        except (ValueError, TypeError) as error:
            raise StoreError(f"{folder / NAME} 有误 / is malformed: {error}") from error


_READING = (
    "characters",
    "claims",
    "extract",
    "lexicon",
    "text",
    "model.py",
    "rdf/terms.py",
    "rdf/describe.py",
    "rdf/nquads.py",
)
_DECIDING = ("identity", "build/changeset.py", "build/whole.py")


@cache
def builder() -> dict[str, str]:
    """The version of the package, and digests of all that a graph depends on besides documents.

    "extraction" covers the code that shapes the findings of one document, "identity" the code that
    decides over all; "lexicon" covers the word lists and all that is learned, "ontology" the terms.
    """
    return {
        "version": version("tifagraph"),
        "extraction": digest(_sources(_READING), PACKAGE),
        "identity": digest(_sources(_DECIDING), PACKAGE),
        "lexicon": digest([*LEXICON.glob("*.tsv"), *(ROOT / "data").glob("*/*.npz")], ROOT),
        "ontology": digest(ONTOLOGY.glob("*.ttl"), ROOT),
    }


def reader(parts: Mapping[str, str]) -> dict[str, str]:
    """The parts of a `builder` that the findings of one document depend on."""
    return {name: parts.get(name, "") for name in ("extraction", "lexicon")}


def _sources(places: Iterable[str]) -> Iterator[Path]:
    """The modules in folders, and single modules, given by their paths in the package."""
    for place in places:
        path = PACKAGE / place
        yield from [path] if path.is_file() else path.rglob("*.py")


def digest(paths: Iterable[Path], root: Path) -> str:
    """The SHA-256 of ``sha256sum``'s lines for the files, sorted by their path below ``root``."""
    lines = sorted(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}\n"
        for path in paths
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()
