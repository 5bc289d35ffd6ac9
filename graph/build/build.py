"""Many documents → one graph on disk, to which documents can be added and removed.

Extraction is a pure function of one document, and decisions over all documents do not depend on
their order, so a graph's bytes depend on its documents alone: not on their order, on the number of
processes, or on the changes by which the graph was made.
"""

from __future__ import annotations

import difflib
import json
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from graph.build.extraction import ExtractionRun, at_least_one, texts_of
from graph.build.ledger import opened
from graph.build.publish import publish, seal
from graph.build.report import Report, report
from graph.build.verdicts import Verdicts, verdicts
from graph.build.whole import union
from graph.files import CACHE, NQUADS, locked
from graph.identity import Judgement
from graph.lexicon import load
from graph.model import Document, InputError, QueryError, StoreError, TifagraphError
from graph.rdf import BASE
from graph.stages import Progress, listening
from graph.store import Store, version_of
from graph.text import last_day


@dataclass(frozen=True, slots=True)
class Changes:
    """The identifiers of the documents added to, replaced in and removed from a graph.

    ``unchanged`` counts the documents given that the graph already had; ``failures`` are the
    documents left out, and why, ``skipped`` the inputs that could hold none; ``verdicts`` says
    which judgements apply now.
    """

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    failures: tuple[InputError, ...] = ()
    skipped: tuple[InputError, ...] = ()
    verdicts: Verdicts = field(default_factory=Verdicts)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.replaced or self.removed)


def build(
    docs: Iterable[Document | InputError],
    out: str | Path,
    *,
    base: str = BASE,
    lexicon: str | Path | None = None,
    judgements: Iterable[Judgement] = (),
    known: str = "",
    strict: bool = False,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Extract every document and write the graph to the folder ``out``.

    ``docs`` is a stream such as `graph.read.documents` returns; its errors, and documents that
    extraction fails on, go into the report, but the first is raised where the build is ``strict``.
    ``known`` is kept for the changes to come: what was known of the inputs (`graph.build.known`).
    Every entity's IRI begins with ``base``. ``lexicon`` is a folder of word lists that amend ours
    (`lists.amended`); ``judgements`` say which mentions are one person and which are two.
    ``workers`` is the number of processes, by default one for up to `SERIAL_CHARACTERS`, else one
    per core. ``progress`` hears the stages (`graph.stages`). An interrupted build resumes
    where it stopped. InputError when a list is wrong or no document can be read (its
    notes name the further failures); StoreError when ``out`` cannot be written.
    """
    folder, base = Path(out), checked_base(base)
    if lexicon:
        load(Path(lexicon))  # its errors are the user's to mend, so they come first
    words = texts_of(Path(lexicon)) if lexicon else {}
    settings = {"base": base, "lexicon": json.dumps(words, ensure_ascii=False)}
    with listening(progress):
        docs = at_least_one(docs)
        with locked(folder), opened(folder, new=True) as ledger:
            run = ExtractionRun(ledger, workers, settings, strict)
            put = run.read(docs)
            drop = [entry.iri for entry in ledger.current() if entry.iri not in put]
            run.record(whole=True)
            anew = {**settings, "metadata": known}
            store = publish(folder, ledger, put, drop, tuple(judgements), anew)
            told = verdicts(ledger, store)
    return report(store, run.failures, run.skipped, told)


def add(
    kg: str | Path,
    docs: Iterable[Document | InputError],
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Changes:
    """Add documents to the graph of a folder; a document replaces the one of the same identifier.

    The graph is then, byte for byte, the one that a new build would give. Base, word lists and
    judgements stay those of the build. Raises InputError and StoreError as `build` does.
    """
    with listening(progress), _opened_run(kg, workers) as (folder, run):
        put = run.read(docs)
        changes = _changes(run, put)
        run.record(whole=False)
        store = publish(folder, run.ledger, run.refreshed(put), whole=False)
        return replace(changes, verdicts=verdicts(run.ledger, store))


def update(
    kg: str | Path,
    docs: Iterable[Document | InputError],
    *,
    judgements: Iterable[Judgement] | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Changes:
    """Make the graph of a folder that of ``docs``: read new and changed ones, drop missing ones.

    Changed documents are recognised by content. ``judgements`` replace the former ones if given.
    Raises InputError and StoreError as `build` does; no document at all is an error, not a reason
    to drop every one.
    """
    with listening(progress), _opened_run(kg, workers) as (folder, run):
        put = run.read(docs)
        drop = [entry.iri for entry in run.ledger.current() if entry.iri not in put]
        changes = _changes(run, put, drop)
        judged = None if judgements is None else tuple(judgements)
        run.record(whole=True)
        store = publish(folder, run.ledger, put, drop, judged)
        return replace(changes, verdicts=verdicts(run.ledger, store))


def remove(kg: str | Path, identifiers: Iterable[str]) -> Changes:
    """Remove documents by identifier, or all of a folder (``2020`` removes ``2020/0421``).

    InputError names an identifier that the graph does not have; nothing is removed then.
    """
    with _opened_run(kg) as (folder, run):
        entries = list(run.ledger.current())
        drop: dict[str, None] = {}
        for wanted in identifiers:
            inside = wanted.rstrip("/") + "/"
            found = [e.iri for e in entries if e.id == wanted or e.id.startswith(inside)]
            if not found:
                near = difflib.get_close_matches(wanted, (e.id for e in entries), 3, 0.5)
                hint = f"; did you mean {', '.join(near)}?" if near else ""
                raise InputError(
                    f"{wanted}: 图中没有这份文档 / the graph has no such document{hint}"
                )
            drop.update(dict.fromkeys(found))
        changes = _changes(run, {}, drop)
        store = publish(folder, run.ledger, run.refreshed({}, drop), drop, whole=False)
        return replace(changes, verdicts=verdicts(run.ledger, store))


def as_of(kg: str | Path, day: str | date) -> Store:
    """The graph of the documents issued on or before a day, as a build of only these would give it.

    ``day`` may be a year or a month, 2020 or 2020-04, which means its last day. Documents without
    a date are left out: they may be later. The result is kept in the folder's cache until the
    graph changes. QueryError when ``day`` is none of these.
    """
    try:
        until = last_day(str(day))
    except ValueError as error:
        raise QueryError(str(error)) from None
    folder = Path(kg)
    with opened(folder) as ledger:
        version = version_of(seal(ledger).sha256, ledger.setting("delta"))
        place = folder / CACHE / f"{version[:16]}-{until}"
        if (place / NQUADS).is_file():
            return Store.open(place)
        entries = [e for e in ledger.current() if "" < ledger.issued(e.key) <= until]
        try:
            return Store.write(place, map(bytes.decode, union(ledger, entries)))
        except StoreError:  # the folder cannot be written; another may
            temporary = TemporaryDirectory()
            store = Store.write(temporary.name, map(bytes.decode, union(ledger, entries)))
            weakref.finalize(store, temporary.cleanup)
            return store


@contextmanager
def _opened_run(kg: str | Path, workers: int | None = None) -> Iterator[tuple[Path, ExtractionRun]]:
    folder = Path(kg)
    if not folder.is_dir():
        raise StoreError(
            f"{folder} 不存在 / does not exist: run `tifagraph build DOCUMENTS -o {folder}`"
        )
    with locked(folder), opened(folder) as ledger:
        settings = {name: ledger.setting(name) for name in ("base", "lexicon")}
        if not all(settings.values()):
            raise StoreError(
                f"{folder}: 首次建图未完 / its first build did not end: run `tifagraph build` again"
            )
        yield folder, ExtractionRun(ledger, workers, settings)


def _changes(run: ExtractionRun, put: Mapping[str, str], drop: Iterable[str] = ()) -> Changes:
    """The changes that replacing ``put`` and dropping ``drop`` make to a graph."""
    before = {iri: run.ledger.current_entry(iri) for iri in put}
    ids = {iri: run.ledger.entry(key).id for iri, key in put.items()}
    gone = (run.ledger.current_entry(iri) for iri in drop)
    return Changes(
        added=tuple(sorted(ids[iri] for iri, entry in before.items() if entry is None)),
        replaced=tuple(sorted(ids[iri] for iri, e in before.items() if e and e.key != put[iri])),
        removed=tuple(sorted(entry.id for entry in gone if entry)),
        unchanged=sum(1 for iri, e in before.items() if e and e.key == put[iri]),
        failures=tuple(sorted(run.failures, key=str)),
        skipped=tuple(sorted(run.skipped, key=str)),
    )


def checked_base(base: str) -> str:
    """The base IRI. TifagraphError when it is not absolute, has a # or does not end in /."""
    try:
        ox.NamedNode(base)
    except ValueError:
        valid = False
    else:
        valid = base.endswith("/") and "#" not in base  # sentences bear the fragment #char=
    if not valid:
        raise TifagraphError(
            f"base “{base}” 不是以 / 结尾、不含 # 的绝对 IRI / "
            f"is no absolute IRI that ends in / and has no #; try: https://example.org/id/"
        )
    return base
