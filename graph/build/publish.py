"""From the documents that a graph consists of to those it shall consist of, at the least cost.

A graph is the sorted union of its documents' lines, once the persons of all documents are told
apart (`graph.identity`), and of what that decision says. A line stands as long as one document has
it; how many have it is kept where it is more than one. So a change is the difference of a few
documents' lines: spliced into the sorted file of a small graph, kept beside a large one
(`graph.store.delta`). Where much changes, what is kept does not fit, or other code
decides by now, all lines are sorted anew.

The order of writing makes every moment safe: what is new beside the old, the ledger, then the
name of the new file, or the delta. Cut off before the last step the ledger is ahead of the graph;
its seal tells, and the next change sorts all lines anew.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from mmap import ACCESS_READ, mmap
from pathlib import Path

from graph.build.changeset import ChangeSet, Text, read_judged
from graph.build.ledger import Entry, Ledger
from graph.build.manifest import Manifest, builder
from graph.files import NQUADS, Seal
from graph.identity import Judgement
from graph.model import StoreError
from graph.store import MAX_DELTA_BYTES, Delta, Draft, Store, delta_of, drafted, forget

log = logging.getLogger(__name__)

MAX_CHANGED_DOCUMENTS = 1000
"""So many changed documents' lines fit in memory several times over."""


def publish(
    folder: Path,
    ledger: Ledger,
    put: Mapping[str, str],
    drop: Iterable[str] = (),
    judgements: Sequence[Judgement] | None = None,
    anew: Mapping[str, str] | None = None,
    whole: bool = True,
) -> Store:
    """Make the graph of a `locked` folder consist of other documents than it did, and open it.

    ``put`` are documents that it shall have, IRI → key of findings in the ledger, in place of those
    of their IRIs; ``drop`` the IRIs of those that it shall lose. ``judgements`` replace the former
    ones if given. ``anew`` are the settings of a new graph: all lines are sorted then. Unless
    ``graph.nq`` shall be ``whole``, a large one may be left to a delta.
    """
    into = [ledger.entry(key) for iri, key in put.items() if key != _key(ledger.current_entry(iri))]
    gone = chain((entry.iri for entry in into), drop)
    out = [entry for entry in map(ledger.current_entry, gone) if entry]
    former = read_judged(ledger)
    judged = former if judgements is None else tuple(sorted(set(judgements)))
    delta = _in_step(folder, ledger) if anew is None else None
    if anew is None and _decided_by(ledger) != builder()["identity"]:
        delta = None
    done = delta is not None and not (whole and delta.digest)
    if done and not out and not into and judged == former:
        with ledger.transaction():
            ledger.remember(builder=json.dumps(builder()))
            ledger.forget_staged()
        if delta is not None and not delta.digest:
            forget(folder)  # begun by a writer that was killed
        describe(folder, ledger)
        return Store.open(folder)
    small = delta is not None and len(out) + len(into) <= MAX_CHANGED_DOCUMENTS
    with ledger.transaction(), _mapped(folder / NQUADS if small else None) as text:
        ledger.remember(**(anew or {}))
        with _beside(folder, text, delta if small else None, whole) as draft:
            changes = ChangeSet(ledger, text, draft, into, out, former, judged)
            store = changes.amend(folder, whole) if small else changes.write(folder)
    describe(folder, ledger)
    return store


def _decided_by(ledger: Ledger) -> str:
    """The digest of the code that decided who is who in the graph so far."""
    return str(json.loads(ledger.setting("builder")).get("identity"))


def _in_step(folder: Path, ledger: Ledger) -> Delta | None:
    """What amends ``graph.nq``, if the ledger speaks of that graph; else None."""
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
    """The delta to amend; None where ``graph.nq`` has none and shall have none."""
    if delta is None or not (delta.digest or (len(text) > MAX_DELTA_BYTES and not whole)):
        yield None
        return
    with drafted(folder, delta.base) as draft:
        yield draft


def describe(folder: Path, ledger: Ledger) -> None:
    """Write the manifest where it is not that of the graph yet."""
    manifest = Manifest(
        builder=json.loads(ledger.setting("builder")),
        base=ledger.setting("base"),
        documents=len(ledger),
        quads=int(ledger.setting("quads")),
        sha256=seal(ledger).sha256,
        delta=ledger.setting("delta"),
    )
    if not manifest.stands(folder):
        manifest.write(folder)


def _key(entry: Entry | None) -> str:
    return entry.key if entry else ""


def seal(ledger: Ledger) -> Seal:
    """The seal of the ``graph.nq`` that the ledger speaks of; it fits no file if there is none."""
    return Seal(*json.loads(ledger.setting("graph") or '["", -1, 0, 0]'))


@contextmanager
def _mapped(path: Path | None) -> Iterator[Text]:
    """A file's bytes without reading them; mmap refuses empty files."""
    if path is None or path.stat().st_size == 0:
        yield b""
        return
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as text:
        yield text
