"""The folder of a graph on any file system that Spark writes, and its manifest.

manifest.json   what the folder holds; written last, so that it names complete parts alone
findings-N/     Parquet: a row for each input of the N-th run, what it was and what it testifies
quads-N/        the graph's lines, sorted: its files one after another are ``graph.nq``
terms-N/        Parquet: the same quads with the columns g, s, p, o, language, datatype
"""

from __future__ import annotations

from pyspark.sql import SparkSession

from graph.spark.manifest import MANIFEST, SparkManifest


class Folder:
    """A folder that Spark reads and writes: ``kg``, ``hdfs://host/kg``, ``s3a://bucket/kg``."""

    def __init__(self, spark: SparkSession, address: str) -> None:
        self.spark, self.address = spark, address.rstrip("/")
        java = spark.sparkContext._jvm
        self._path = java.org.apache.hadoop.fs.Path
        settings = spark.sparkContext._jsc.hadoopConfiguration()
        self._files = self._path(self.address).getFileSystem(settings)

    def __truediv__(self, name: str) -> str:
        return f"{self.address}/{name}"

    def manifest(self) -> SparkManifest | None:
        """The manifest, None where there is none. StoreError where it cannot be read."""
        place = self / MANIFEST
        if not self._files.exists(self._path(place)):
            return None
        (row,) = self.spark.read.text(place, wholetext=True).collect()
        return SparkManifest.read(row.value, place)

    def write(self, manifest: SparkManifest) -> None:
        """Make a manifest the folder's, at once or not at all."""
        draft, place = self._path(self / f".{MANIFEST}"), self._path(self / MANIFEST)
        stream = self._files.create(draft, True)
        stream.write(manifest.written().encode())
        stream.close()
        fs = self.spark.sparkContext._jvm.org.apache.hadoop.fs
        options = self.spark.sparkContext._gateway.new_array(fs.Options.Rename, 1)
        options[0] = fs.Options.Rename.OVERWRITE
        fs.FileContext.getFileContext(self._files.getUri()).rename(
            self._files.makeQualified(draft), self._files.makeQualified(place), options
        )

    def clear(self, manifest: SparkManifest) -> None:
        """Remove what a manifest does not name: of former runs, or of one that was killed."""
        valid = {f"findings-{run}" for run in manifest.findings}
        valid |= {f"{kind}-{manifest.run}" for kind in ("quads", "terms")}
        for found in self._files.listStatus(self._path(self.address)):
            name = found.getPath().getName()
            if name.startswith(("findings-", "quads-", "terms-")) and name not in valid:
                self._files.delete(found.getPath(), True)
