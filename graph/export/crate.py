"""The folder of a graph described as an RO-Crate 1.1, so that it can be published and cited.

Title, licence and date; what is in the graph, by number; each file with its size and SHA-256. The
description belongs into that folder; the database there is left out, since it can be made again.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from graph.export.contents import Contents
from graph.export.source import Source
from graph.files import digest_of
from graph.model import StoreError
from graph.rdf import TG, TYPES, ontology

log = logging.getLogger(__name__)

Thing: TypeAlias = dict[str, Any]
METADATA = "ro-crate-metadata.json"
_CRATE = "https://w3id.org/ro/crate/1.1"
_KINDS = {
    ".nq": "application/n-quads",
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".nt": "application/n-triples",
    ".html": "text/html",
    ".json": "application/json",
    ".tsv": "text/tab-separated-values",
    ".sqlite": "application/vnd.sqlite3",
    ".zip": "application/zip",
}


def crate(source: Source, output: BinaryIO) -> None:
    """Write ``ro-crate-metadata.json``.

    Without a date of publication the newest document's is taken, so that the same graph gives the
    same bytes. StoreError when the graph is no folder.
    """
    folder = source.store.path
    if not folder.is_dir():
        raise StoreError(
            "RO-Crate 描述图的文件夹，这不是 / an RO-Crate describes the folder of a graph, and "
            "this is no folder: export from one of `tifagraph build`"
        )
    _check_date(source.published)
    if not source.licence:
        log.warning("没有许可 / no licence: whoever reuses the data needs one; give --licence URL")
    found = list(_things(source, folder))
    context = [f"{_CRATE}/context", {"sha256": "https://schema.org/sha256"}]
    whole = {"@context": context, "@graph": found}
    output.write(json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n")


def _things(source: Source, folder: Path) -> Iterator[Thing]:
    files = [_file(path) for path in sorted(folder.iterdir()) if _published(path)]
    counts = list(_counts(source))
    source.counts["文件 files"] = len(files)
    yield {
        "@id": METADATA,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": _CRATE},
    }
    yield _dataset(source, files, counts)
    yield from files
    yield from counts
    if _is_address(source.licence):
        yield {"@id": source.licence, "@type": "CreativeWork", "name": source.licence}
    yield {
        "@id": "#build",
        "@type": "CreateAction",
        "name": "tifagraph build",
        "instrument": {"@id": "#tifagraph"},
        "result": {"@id": "graph.nq"},
    }
    yield {
        "@id": "#tifagraph",
        "@type": "SoftwareApplication",
        "name": "tifagraph",
        "softwareVersion": _version(folder),
        "url": TG.removesuffix("ontology#"),
    }


def _dataset(source: Source, files: list[Thing], counts: list[Thing]) -> Thing:
    dates = sorted(filter(None, (d.issued for d in Contents(source).documents.values())))
    number = counts[0]["value"]
    licence = source.licence
    told = {
        "name": source.title
        or f"{number} 份文档的知识图谱 / knowledge graph of {number} documents",
        "description": "人物、职务、机构、地点、活动、政策文件、提法及其出处 / Persons, posts, "
        "organisations, places, events, policies and slogans, each statement with its sentence",
        "datePublished": source.published or (dates[-1] if dates else ""),
        "license": {"@id": licence} if _is_address(licence) else licence,
        "temporalCoverage": f"{dates[0]}/{dates[-1]}" if dates else "",
        "inLanguage": "zh",
        "hasPart": [{"@id": file["@id"]} for file in files],
        "variableMeasured": [{"@id": count["@id"]} for count in counts],
    }
    return {"@id": "./", "@type": "Dataset", **{n: value for n, value in told.items() if value}}


def _counts(source: Source) -> Iterator[Thing]:
    """How many documents and sentences there are, and entities of each type."""
    names = {
        kind.name: f"{kind.label('zh')} {kind.label('en')}" for kind in ontology.entity_types()
    }
    kinds = {"Document": "文档 documents", "Sentence": "句子 sentences", **names}
    for kind in ("Document", "Sentence", *TYPES):
        (row,) = source.rows(f"SELECT (COUNT(?x) AS ?n) {{ ?x a tg:{kind} }}")
        number = int(row["n"].value)
        thing = {"@id": f"#{kind}", "@type": "PropertyValue", "name": kinds[kind]}
        yield {**thing, "propertyID": f"{TG}{kind}", "value": number}


def _file(path: Path) -> Thing:
    return {
        "@id": path.name,
        "@type": "File",
        "name": path.name,
        "encodingFormat": _KINDS.get(path.suffix, "application/octet-stream"),
        "contentSize": str(path.stat().st_size),
        "sha256": digest_of(path),
    }


def _published(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and path.name != METADATA


def _check_date(published: str) -> None:
    try:
        date.fromisoformat(published or "2000-01-01")
    except ValueError:
        raise StoreError(f"“{published}” 不是日期 / is no date; write 2026-01-31") from None


def _is_address(licence: str) -> bool:
    return licence.startswith(("http://", "https://"))


def _version(folder: Path) -> str:
    """The version that built the graph, '' if that is not told."""
    try:
        return str(json.loads((folder / "manifest.json").read_bytes())["builder"]["version"])
    except (OSError, ValueError, LookupError, TypeError):
        return ""
