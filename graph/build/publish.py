"""Replace the documents of a graph at the least cost.

A graph is the sorted union of its documents' lines, with the final names of their entities
(`graph.identity`), and of the lines decided over all documents. A line stays as long as one
document states it; the ledger counts the documents of each line that several state. So a change is
the difference of a few documents' lines: spliced into the sorted file of a small graph, written to
the delta of a large one (`graph.store.delta`). All lines are sorted again when many documents
change, when ledger and graph do not match, or when other code decided who is who.

The order of writing makes every moment safe: first the new file beside the old one, then the
ledger, last the new file's name or the delta. If a crash prevents the last step, the ledger is
ahead of the graph; its seal shows that, and the next change sorts all lines again.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from mmap import ACCESS_READ, mmap
from pathlib import Path

from graph.build.changeset import ChangeSet, Text
from graph.build.ledger import Entry, Ledger
from graph.build.manifest import Manifest, builder
from graph.build.whole import read_judged
from graph.files import NQUADS, Seal
from graph.identity import Judgement
from graph.model import StoreError
from graph.store import MAX_DELTA_BYTES, Delta, Draft, Store, delta_of, drafted, forget

log = logging.getLogger(__name__)

MAX_CHANGED_DOCUMENTS = 1000
"""With more changed documents all lines are sorted again; the lines of these fit in memory."""


def publish(
    folder: Path,
    ledger: Ledger,
    put: Mapping[str, str],
    drop: Iterable[str] = (),
    judgements: Sequence[Judgement] | None = None,
    anew: Mapping[str, str] | None = None,
    whole: bool = True,
) -> Store:
    """Replace documents of the graph of a `locked` folder, and open it.

    ``put`` maps the IRIs of documents to add or replace to the keys of their findings in the
    ledger; ``drop`` are the IRIs of documents to remove. ``judgements`` replace the former ones if
    given. ``anew`` are the settings of a new graph: all lines are sorted then. With whole=False a
    large graph may be left as ``graph.nq`` plus a delta.
    """
    with ledger.snapshot():
        into = [
            ledger.entry(key) for iri, key in put.items() if key != _key(ledger.current_entry(iri))
        ]
        gone = chain((entry.iri for entry in into), drop)
        out = [entry for entry in map(ledger.current_entry, gone) if entry]
        former = read_judged(ledger)
    judged = former if judgements is None else tuple(sorted(set(judgements)))
    delta = _in_step(folder, ledger) if anew is None else None
    if anew is None and _decided_by(ledger) != builder()["identity"]:
        delta = None
    done = delta is not None and not (whole and delta.digest)
    if done and not out and not into and judged == former:
        return _unchanged(folder, ledger, delta)
    small = delta is not None and len(out) + len(into) <= MAX_CHANGED_DOCUMENTS
    with ledger.transaction(), _mapped(folder / NQUADS if small else None) as text:
        ledger.remember(**(anew or {}))
        with _beside(folder, text, delta if small else None, whole) as draft:
            changes = ChangeSet(ledger, text, draft, into, out, former, judged)
            store = changes.amend(folder, whole) if small else changes.write(folder)
    describe(folder, ledger)
    return store


def _unchanged(folder: Path, ledger: Ledger, delta: Delta | None) -> Store:
    """Record only that this version of the code has looked at the graph, and open it."""
    with ledger.transaction():
        ledger.remember(builder=json.dumps(builder()))
        ledger.forget_staged()
    if delta is not None and not delta.digest:
        forget(folder)  # left by a writer that was killed
    describe(folder, ledger)
    return Store.open(folder)


def _decided_by(ledger: Ledger) -> str:
    """The digest of the code that decided who is who in the present graph."""
    return str(json.loads(ledger.setting("builder")).get("identity"))


def _in_step(folder: Path, ledger: Ledger) -> Delta | None:
    """The delta of ``graph.nq``, if the ledger matches both; else None."""
    if not seal(ledger).fits(folder / NQUADS):
        return None
    try:
        delta = delta_of(folder)
    except StoreError as error:
        log.warning("%s", error)
        return None
    return delta if delta.digest == ledger.setting("delta") else None


@contextmanager
def _beside(folder: Path, text: Text, delta: Delta | None, whole: bool) -> Iterator[Draft | None]:
    """The delta to write to, None if the change goes into ``graph.nq``."""
    if delta is None or not (delta.digest or (len(text) > MAX_DELTA_BYTES and not whole)):
        yield None
        return
    with drafted(folder, delta.base) as draft:
        yield draft


def describe(folder: Path, ledger: Ledger) -> None:
    """Write the manifest, unless the folder has it already."""
    manifest = Manifest(
        builder=json.loads(ledger.setting("builder")),
        base=ledger.setting("base"),
        documents=len(ledger),
        quads=int(ledger.setting("quads")),
        sha256=seal(ledger).sha256,
        delta=ledger.setting("delta"),
        inputs=ledger.inputs.outcomes(),
    )
    if not manifest.is_in(folder):
        manifest.write(folder)


def _key(entry: Entry | None) -> str:
    return entry.key if entry else ""


def seal(ledger: Ledger) -> Seal:
    """The seal of the ``graph.nq`` that the ledger matches; it fits no file if there is none."""
    return Seal(*json.loads(ledger.setting("graph") or '["", -1, 0, 0]'))


@contextmanager
def _mapped(path: Path | None) -> Iterator[Text]:
    """A memory map of a file; b"" for None and for an empty file, which mmap refuses."""
    if path is None or path.stat().st_size == 0:
        yield b""
        return
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as text:
        yield text
