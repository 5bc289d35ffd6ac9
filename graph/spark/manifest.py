"""``manifest.json`` of a graph's folder that Spark writes: what made it and what it holds."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from graph.model import StoreError

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the graph's lines."""

    file: str
    quads: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SparkManifest:
    """What made the graph, what is in it, and which runs' findings and files are valid.

    ``builder`` is as in `graph.build.Manifest`; ``lexicon`` are the texts of a user's word lists,
    ``judgements`` their rows, ``metadata`` what was known of the inputs. ``run`` is the number of
    the last run, ``findings`` are those whose findings count, a later one's before an earlier's.
    """

    builder: dict[str, str]
    base: str
    lexicon: dict[str, str]
    judgements: tuple[tuple[str, ...], ...]
    metadata: str
    run: int
    findings: tuple[int, ...] = ()
    documents: int = 0
    quads: int = 0
    inputs: dict[str, int] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    def written(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def read(cls, text: str, where: str) -> SparkManifest:
        """The inverse of `written`. StoreError where the text is none."""
        try:
            told = json.loads(text)
            told["parts"] = tuple(Part(**part) for part in told["parts"])
            told["judgements"] = tuple(map(tuple, told["judgements"]))
            return cls(**{**told, "findings": tuple(told["findings"])})
        except (ValueError, TypeError, KeyError) as error:
            raise StoreError(
                f"{where}: 不是 Spark 建的图 / no graph that --engine spark built"
            ) from error
