"""The extraction of documents into the ledger, except those that it already has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.build.findings import Findings
from graph.build.ledger import Ledger, key_of
from graph.build.manifest import builder, reader
from graph.build.workers import findings
from graph.model import Document, InputError, InputSkipped, TifagraphError
from graph.rdf import document_iri
from graph.stages import tell


class ExtractionRun:
    """An extraction with a graph's settings.

    ``failures`` are the documents left out so far, ``skipped`` the inputs that hold none. A
    ``strict`` one raises the first failure.
    """

    def __init__(
        self,
        ledger: Ledger,
        workers: int | None,
        settings: Mapping[str, str],
        strict: bool = False,
    ) -> None:
        self.ledger, self.workers = ledger, workers
        self.strict = strict
        self.failures: list[InputError] = []
        self.skipped: list[InputError] = []
        self._done = self._seen = self._given = 0
        self._files: set[str] = set()
        self._moved: list[tuple[str, str, str]] = []  # key, file and note of those read elsewhere
        self.base = settings["base"]
        self.words: dict[str, str] = json.loads(settings["lexicon"])
        self._keyed = {**reader(builder()), **settings}

    def read(self, docs: Iterable[Document | InputError]) -> dict[str, str]:
        """Extract the documents that are not in the ledger; return IRI → key of all readable ones.

        InputError when no document can be read.
        """
        put = self._extract(docs)
        if not put:
            raise _nothing(self.failures or self.skipped)
        return put

    def _extract(self, docs: Iterable[Document | InputError]) -> dict[str, str]:
        put: dict[str, str] = {}
        keys: dict[str, str] = {}
        self._given = 0
        self._step(0)
        with folder_of(self.words) as words:
            new = self._new(docs, keys, put)
            with closing(findings(new, self.base, words, self.workers)) as batches:
                for batch in batches:
                    done = [(keys[document_iri("", f.document.id)], f) for f in batch
                            if isinstance(f, Findings)]  # fmt: skip
                    self._leave_out(f for f in batch if isinstance(f, InputError))
                    self.ledger.stage(done)
                    put.update((document_iri("", f.document.id), key) for key, f in done)
                    self._step(len(batch))
        self._step(0)
        return put

    def _step(self, documents: int) -> None:
        """Tell of so many more; how many there are is known when all are read."""
        self._done += documents
        tell("extract", self._done, self._given)

    def _new(
        self, docs: Iterable[Document | InputError], keys: dict[str, str], put: dict[str, str]
    ) -> Iterator[Document]:
        for document in docs:
            if isinstance(document, InputError):
                self._leave_out([document])
                continue
            self._files.add(document.file)
            iri, key = document_iri("", document.id), key_of(document, self._keyed)
            if iri in keys:
                if keys[iri] != key:
                    self._leave_out([_taken(document.id)])
                continue
            keys[iri] = key
            self._seen += 1
            if former := self.ledger.inputs.place(key):
                place = document.file or document.id, document.note
                if place != former:
                    self._moved.append((key, *place))
                put[iri] = key
                self._step(1)
            else:
                yield document
        self._given = self._seen

    def _leave_out(self, errors: Iterable[InputError]) -> None:
        for error in errors:
            if isinstance(error, InputSkipped):
                self.skipped.append(error)
            elif self.strict:
                raise error
            else:
                self.failures.append(error)

    def record(self, whole: bool) -> None:
        """Keep in the ledger what became of the inputs: of all, or (not ``whole``) of those given.

        Before the documents are published, so that the manifest counts them.
        """
        rows = {
            (error.where, outcome, error.reason)
            for outcome, errors in (("skipped", self.skipped), ("failed", self.failures))
            for error in errors
        }
        given = {*self._files, *(place for place, _, _ in rows)}
        inputs = self.ledger.inputs
        kept = () if whole else (row for row in inputs.left_out() if not _is_of(row[0], given))
        with self.ledger.transaction():
            inputs.move(self._moved)
            inputs.leave_out(sorted({*kept, *rows}))

    def refreshed(self, put: Mapping[str, str], drop: Iterable[str] = ()) -> dict[str, str]:
        """``put``, and every other document of the graph again if another version extracted it."""
        if reader(json.loads(self.ledger.setting("builder"))) == reader(builder()):
            return dict(put)
        left = {*put, *drop}
        old = [entry.key for entry in self.ledger.current() if entry.iri not in left]
        return {**self._extract(map(self.ledger.document, old)), **put}


def at_least_one(docs: Iterable[Document | InputError]) -> Iterator[Document | InputError]:
    """The same stream. InputError, before any folder is created, when it has no document."""
    rest, failures = iter(docs), list[InputError]()
    for item in rest:
        if isinstance(item, Document):
            return chain(failures, [item], rest)
        failures.append(item)
    raise _nothing(failures)


def _nothing(failures: list[InputError]) -> TifagraphError:
    first, *others = failures or [InputError("没有给出文档 / no documents given")]
    error = InputError(str(first))
    for other in others:
        error.add_note(str(other))
    return error


def _is_of(place: str, inputs: Set[str]) -> bool:
    """Whether a place is one of the inputs, or within one: ``a.zip/b.txt``, ``c.jsonl:7``."""
    cuts = [at for at, char in enumerate(place) if char in "/:"]
    return any(place[:at] in inputs for at in (*cuts, len(place)))


def _taken(identifier: str) -> InputError:
    return InputError(
        "标识重复 / identifier taken by another document; rename one of them", identifier
    )


def texts_of(folder: Path) -> dict[str, str]:
    """A user's word lists by file name, kept with the graph so that it can grow."""
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.tsv"))}


@contextmanager
def folder_of(texts: Mapping[str, str]) -> Iterator[Path | None]:
    """A temporary folder with these word lists, None when there are none."""
    if not texts:
        yield None
        return
    with TemporaryDirectory() as folder:
        for name, text in texts.items():
            Path(folder, name).write_text(text, "utf-8")
        yield Path(folder)
