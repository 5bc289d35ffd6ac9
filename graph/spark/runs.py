"""Documents → a graph, by Spark; the bytes are those that one machine would write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from graph.build import builder, checked_base, reader, texts_of
from graph.identity import Judgement
from graph.lexicon import load
from graph.model import InputError, StoreError
from graph.read import Metadata
from graph.spark.failures import FAILURES, reason
from graph.spark.findings import BUILT, extracted, findings
from graph.spark.folder import Folder
from graph.spark.lines import graph_lines
from graph.spark.manifest import SparkManifest
from graph.spark.output import PART_QUADS, parts, write_quads, write_terms
from graph.spark.sources import documents


def build(
    spark: SparkSession,
    docs: Iterable[str],
    out: str,
    base: str,
    lexicon: Path | None,
    judgements: Sequence[Judgement],
    metadata: Metadata,
    strict: bool,
    partitions: int | None,
) -> SparkManifest:
    """See `graph.spark.engine.build`."""
    if lexicon:
        load(lexicon)  # its errors are the user's to mend, so they come first
    metadata.check()
    folder = Folder(spark, out)
    former = folder.manifest()
    manifest = SparkManifest(
        builder=builder(),
        base=checked_base(base),
        lexicon=texts_of(lexicon) if lexicon else {},
        judgements=tuple(sorted(set(judgements))),
        metadata=metadata.written(),
        run=former.run + 1 if former else 1,
    )
    return _run(folder, documents(spark, docs, metadata), manifest, partitions, strict)


def add(spark: SparkSession, kg: str, docs: Iterable[str], partitions: int | None) -> SparkManifest:
    """See `graph.spark.engine.add`."""
    folder = Folder(spark, kg)
    former = folder.manifest()
    if former is None:
        raise StoreError(
            f"{kg}: 没有 Spark 建的图 / no graph that Spark built: "
            f"run `tifagraph build DOCUMENTS -o {kg} --engine spark`"
        )
    if reader(former.builder) != reader(builder()):
        raise StoreError(
            f"{kg}: 由另一版本抽取，请重建 / another version extracted it; build it again"
        )
    metadata = Metadata.read(former.metadata)
    manifest = replace(former, builder=builder(), run=former.run + 1)
    return _run(folder, documents(spark, docs, metadata), manifest, partitions)


def _run(
    folder: Folder,
    docs: DataFrame,
    manifest: SparkManifest,
    partitions: int | None,
    strict: bool = False,
) -> SparkManifest:
    """Write a graph's folder anew; what it held before counts until the manifest is written."""
    spark, run = folder.spark, manifest.run
    try:
        number = partitions or _tasks(spark)
        spark.conf.set(_SHUFFLES, number)
        lexicon = json.dumps(manifest.lexicon, ensure_ascii=False)
        new = extracted(docs, number, manifest.base, lexicon)
        new.write.parquet(folder / f"findings-{run}", mode="overwrite")
        outcomes = _outcomes(findings(spark, folder, [run]))
        if not outcomes[BUILT] or (strict and outcomes["failed"]):
            raise _failure(folder, run)
        manifest = replace(manifest, findings=(*manifest.findings, run))
        found = findings(spark, folder, manifest.findings)
        judged = [Judgement(*row) for row in manifest.judgements]
        with graph_lines(spark, found, judged, manifest.base) as lines:
            files = partitions or 1 + lines.count() // PART_QUADS
            write_quads(lines, folder / f"quads-{run}", files)
        write_terms(spark, folder / f"quads-{run}", folder / f"terms-{run}")
        written = parts(spark, folder / f"quads-{run}")
        manifest = replace(
            manifest,
            documents=found.filter(F.col("outcome") == BUILT).count(),
            quads=sum(part.quads for part in written),
            inputs=_outcomes(found),
            parts=written,
        )
    except FAILURES as error:
        raise StoreError(
            f"{folder.address}: Spark 未完成 / Spark did not finish: {reason(error)}"
        ) from error
    folder.write(manifest)
    folder.clear(manifest)
    return manifest


_SHUFFLES = "spark.sql.shuffle.partitions"
_TASKS_PER_CORE = 4  # a task that has long documents then holds up few others


def _tasks(spark: SparkSession) -> int:
    """The number of parts that all is done in, unless Spark's settings say it."""
    told = spark.sparkContext.getConf().get(_SHUFFLES)
    return int(told or _TASKS_PER_CORE * spark.sparkContext.defaultParallelism)


def _outcomes(found: DataFrame) -> dict[str, int]:
    """How many inputs have each outcome."""
    rows = found.groupBy("outcome").agg(F.countDistinct("file").alias("inputs")).collect()
    return {BUILT: 0, "skipped": 0, "failed": 0, **{row.outcome: row.inputs for row in rows}}


def _failure(folder: Folder, run: int) -> InputError:
    """The first reason why an input gave no document, a failure before what was skipped."""
    left_out = findings(folder.spark, folder, [run]).filter(F.col("outcome") != BUILT)
    rows = left_out.orderBy("outcome", "file").take(1)
    if not rows:
        return InputError("没有给出文档 / no documents given")
    return InputError(rows[0].note, rows[0].file)
