"""A graph that Spark has written becomes a graph on this machine, to ask and to change."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from graph.build import (
    Findings,
    Ledger,
    claims_of,
    describe,
    key_of,
    opened,
    reader,
    unpack_document,
)
from graph.files import Seal, locked
from graph.model import StoreError, TifagraphError
from graph.rdf import document_iri
from graph.spark.manifest import MANIFEST, SparkManifest
from graph.store import Store

_BLOCK = 1 << 24
_BATCH_DOCUMENTS = 256


def load(source: str | Path, out: str | Path) -> Store:
    """Make the graph of the folder ``source``, which Spark has written, that of the folder ``out``.

    Its files of lines, one after another, become ``graph.nq``, and the findings of its documents
    the ledger, so that all that a build gives can be done with it. StoreError where ``source`` is
    on another file system, is no such graph, or differs from what its manifest says.
    """
    if find_spec("pyarrow") is None:
        raise TifagraphError(
            "读 Parquet 需另装 / Parquet needs a library: pip install 'tifagraph[spark]'"
        )
    folder, target = Path(re.sub("^file:(//)?", "", str(source))), Path(out)
    try:
        manifest = SparkManifest.read((folder / MANIFEST).read_text("utf-8"), str(source))
    except OSError as error:
        raise StoreError(
            f"{source}: 没有 Spark 建的图 / no graph that Spark built here; copy it to this "
            "machine first, as with: hdfs dfs -get"
        ) from error
    with locked(target), opened(target, new=True) as ledger:
        staged = _stage(ledger, folder, manifest)
        with ledger.transaction():
            store = Store.replace(
                target, _lines(folder, manifest), None, partial(_commit, ledger, staged, manifest)
            )
        describe(target, ledger)
    return store


def _lines(folder: Path, manifest: SparkManifest) -> Iterator[bytes]:
    """The bytes of all files of lines. StoreError where one is not what the manifest says."""
    for part in manifest.parts:
        path, digest = folder / f"quads-{manifest.run}" / part.file, hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                yield block
        if digest.hexdigest() != part.sha256:
            raise StoreError(f"{path}: 与 {MANIFEST} 不符 / differs from {MANIFEST}; copy it anew")


def _stage(ledger: Ledger, folder: Path, manifest: SparkManifest) -> list[str]:
    """Store the findings of all documents in the ledger; return their keys."""
    import pyarrow.dataset as ds

    lexicon = json.dumps(manifest.lexicon, ensure_ascii=False)
    settings = {**reader(manifest.builder), "base": manifest.base, "lexicon": lexicon}
    seen: set[str] = set()
    keys = list[str]()
    left_out = set[tuple[str, str, str]]()
    for run in reversed(manifest.findings):
        new = set[str]()
        data = ds.dataset(folder / f"findings-{run}")
        for batch in data.to_batches(batch_size=_BATCH_DOCUMENTS):
            rows = batch.to_pylist()
            left_out |= {(r["file"], r["outcome"], r["note"]) for r in rows if not r["iri"]}
            found = [_findings(r) for r in rows if r["iri"] and r["iri"] not in seen]
            new |= {document_iri("", each.document.id) for each in found}
            keyed = [(key_of(each.document, settings), each) for each in found]
            ledger.stage(keyed)
            keys += [key for key, _ in keyed]
        seen |= new
    with ledger.transaction():
        ledger.inputs.leave_out(sorted(left_out))
    return keys


def _findings(row: dict[str, Any]) -> Findings:
    document = replace(unpack_document(row["document"]), file=row["file"], note=row["note"])
    claims = (claim for r in row["claims"] for claim in claims_of(r["kind"], r["claims"]))
    return Findings(document, row["issued"], row["dated"], row["lines"], tuple(claims))


def _commit(ledger: Ledger, keys: list[str], manifest: SparkManifest, seal: Seal) -> None:
    """Make the documents the ledger's, once ``graph.nq`` is safely on disk.

    The ledger does not count which lines several documents state; a seal that fits no file makes
    the first change sort all lines and count them.
    """
    for entry in list(ledger.current()):
        ledger.retire(entry.key)
    for key in keys:
        ledger.make_current(key)
    ledger.forget_staged()
    ledger.shared.forget()
    ledger.remember(
        base=manifest.base,
        builder=json.dumps(manifest.builder),
        lexicon=json.dumps(manifest.lexicon, ensure_ascii=False),
        metadata=manifest.metadata,
        judgements=json.dumps(manifest.judgements, ensure_ascii=False),
        quads=str(manifest.quads),
        delta="",
        graph=json.dumps(Seal(seal.sha256, -1, 0, 0)),
    )
    ledger.commit()
