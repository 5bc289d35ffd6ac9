"""directive: the numbered demands of a speech or notice, in order, each by its first clause."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.discourse.reading import Reading
from graph.extract.rules import relations
from graph.model import Entity, Key, Relation
from graph.text import NEWS


@relations
def directives(reading: Reading) -> Iterator[Relation]:
    """Each demand: of who is speaking there, else of the occasion, else of the document itself."""
    for demand in reading.demands:
        if demand.entity:
            whose = demand.source or _document_itself(reading)
            if whose is None:
                continue
            where = reading.analysis.sentence_at(demand.begin)
            yield Relation(whose, "directive", demand.entity, where, "numbered-demand")


def _document_itself(reading: Reading) -> Entity | None:
    """The policy that the document is, where nobody speaks in it; None of a report of news in which
    somebody does: it demands nothing itself."""
    document = reading.analysis.document
    if document.kind == NEWS and any(turn.speakers for turn in reading.turns):
        return None
    if reading.norms.title:
        return reading.norms.title
    first = next((m for m in reading.mentions if m.type == "Policy" and m.entity), None)
    whole = document.title and reading.resolver.titled("Policy", document.title)
    if first and first.entity and first.text in document.title:
        ends = document.title.rstrip("》 　").endswith(first.text)
        return whole if whole and whole.kinds and not ends else first.entity
    name = document.title or document.id
    return Entity("Policy", Key(name), name)
