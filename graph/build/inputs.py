"""What became of every input of a graph: built, skipped or failed, and why.

Documents know the input they were read from; inputs, and parts of them, that gave none are kept
beside them. Both lie in the ledger, so that a change of some documents changes their rows alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from graph.build.ledger import opened
from graph.model import Document


class Input(NamedTuple):
    """An input or a part of one, what became of it, the number of its documents, and a note.

    ``outcome`` is "built", "skipped" (it could hold no document) or "failed". ``note`` says why
    there are none, or what the reading had to decide: an encoding, a format.
    """

    input: str
    outcome: str
    documents: int
    note: str = ""


class Told(NamedTuple):
    """What tells a document's date, kind and place: "metadata", or for the date a line of the
    text's "head" or "foot" or the file's "name", for the others the text as a whole: "inferred"."""

    date: str
    kind: str
    place: str


def inputs(kg: str | Path) -> Iterator[Input]:
    """The outcome of every input of a graph, by name. StoreError when there is no such graph."""
    with opened(Path(kg)) as ledger:
        yield from map(Input._make, ledger.inputs.all())


def told(kg: str | Path) -> dict[str, Told]:
    """What tells date, kind and place of each document of a graph, by its identifier."""
    with opened(Path(kg)) as ledger:
        return {
            document.id: Told(
                dated,
                "metadata" if document.kind else "inferred",
                "metadata" if document.place else "inferred",
            )
            for document, dated in ledger.dated()
        }


def known(kg: str | Path) -> str:
    """What was known of the inputs at the build, as `build` was given it; '' nothing."""
    with opened(Path(kg)) as ledger:
        return ledger.setting("metadata")


def texts(kg: str | Path) -> Iterator[Document]:
    """The documents of a graph as they were read, by IRI. StoreError as for `inputs`."""
    with opened(Path(kg)) as ledger:
        for entry in ledger.current():
            yield ledger.document(entry.key)
