"""Documents → the findings of each, in partitions of Spark; kept as Parquet in the graph's folder.

A worker loads lexicon and models once. What is here of a document is what `graph.build` keeps of
it in ``documents.sqlite``: the lines with provisional names, and the claims.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache, partial, reduce
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from graph.build import Findings, find, rows_of, unpack_document
from graph.model import InputError
from graph.spark.folder import Folder
from graph.spark.frames import Row, through

_CLAIMS = pa.struct([(name, pa.string()) for name in ("kind", "name", "claims", "shape", "moment")])
FINDINGS = pa.schema(
    [
        ("iri", pa.string()),
        ("id", pa.string()),
        ("file", pa.string()),
        ("outcome", pa.string()),
        ("note", pa.string()),
        ("issued", pa.string()),
        ("dated", pa.string()),
        ("document", pa.binary()),
        ("lines", pa.binary()),
        ("claims", pa.list_(_CLAIMS)),
    ]
)
"""``outcome`` is "built", "skipped" or "failed"; of the latter two ``note`` says why, and ``file``
where. ``lines`` and ``document`` are packed as in `graph.build`."""

BATCH_DOCUMENTS = 64
BUILT = "built"


def extracted(documents: DataFrame, partitions: int, base: str, lexicon: str) -> DataFrame:
    """The findings (`FINDINGS`) of documents (`graph.spark.sources.READ`).

    ``lexicon`` are a user's word lists by file name, as JSON. Documents of one identifier meet in
    one partition; all but the first are failures.
    """
    met = documents.repartition(partitions, "iri").sortWithinPartitions("iri", "rank")
    return through(met, partial(_extract, base, lexicon), FINDINGS)


def _extract(base: str, lexicon: str, rows: Iterator[Row]) -> Iterator[Row]:
    words, own = _words(lexicon), _first_of_each(rows)
    while batch := list(islice(own, BATCH_DOCUMENTS)):
        yield from (_unread(row) for row in batch if row["outcome"])
        read = [row for row in batch if not row["outcome"]]
        documents = [unpack_document(row["document"]) for row in read]
        for row, found in zip(read, find(base, words, documents), strict=True):
            yield _failed(row, found) if isinstance(found, InputError) else _built(row, found)


@cache
def _words(lexicon: str) -> Path | None:
    """A folder with a user's word lists; written, and so loaded, once a worker."""
    texts = json.loads(lexicon)
    if not texts:
        return None
    folder = Path(mkdtemp())
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def _first_of_each(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows; a further document of one identifier is a failure."""
    first: Row = {"iri": "", "place": ""}
    for row in rows:
        if row["outcome"] or row["iri"] != first["iri"]:
            first = first if row["outcome"] else row
            yield row
        elif row["place"] != first["place"]:
            note = f"标识重复 / its identifier is taken by {first['place']}; rename one of them"
            yield {**row, "outcome": "failed", "note": note}


def _unread(row: Row) -> Row:
    place = {"iri": "", "id": "", "file": row["place"], "issued": "", "dated": "", "claims": []}
    return {**place, "outcome": row["outcome"], "note": row["note"]}


def _failed(row: Row, error: InputError) -> Row:
    return _unread({**row, "outcome": "failed", "note": error.reason})


def _built(row: Row, found: Findings) -> Row:
    return {
        "iri": row["iri"],
        "id": found.document.id,
        "file": row["file"],
        "outcome": BUILT,
        "note": row["note"],
        "issued": found.issued,
        "dated": found.dated,
        "document": row["document"],
        "lines": found.lines,
        "claims": [claims._asdict() for claims in rows_of(found.claims)],
    }


def findings(spark: SparkSession, folder: Folder, runs: Sequence[int]) -> DataFrame:
    """The findings of several runs; of a document that several have only the last one's."""
    frames = [
        spark.read.parquet(folder / f"findings-{run}").withColumn("run", F.lit(run)) for run in runs
    ]
    whole = reduce(DataFrame.union, frames)
    if len(runs) == 1:
        return whole
    last = whole.filter(F.col("iri") != "").groupBy("iri").agg(F.max("run").alias("run"))
    return whole.filter(F.col("iri") == "").unionByName(
        whole.join(last, ["iri", "run"], "left_semi")
    )
