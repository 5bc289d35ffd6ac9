"""speaker of the occasion that the head of a speech names."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.discourse.occasions import ADDRESS
from graph.extract.discourse.reading import Reading
from graph.extract.rules import relations
from graph.model import Relation

_HEAD_LINES = 4


@relations
def addresses(reading: Reading) -> Iterator[Relation]:
    """Whose speech the document is spoke at the occasion that its head names."""
    head = [line for line in reading.masked_sentences[:_HEAD_LINES] if line.names("Event")]
    address = ADDRESS.of(reading.analysis.lexicon)
    authors = reading.authors if head else ()
    persons = [author for author in authors if author.entity.type == "Person"]
    for line in head if persons else ():
        match = address.search(line.masked)
        for event in line.within(*match.span(), "Event") if match else ():
            for author in persons:
                sentence = reading.analysis.sentence_at(author.offset)
                if event.entity:
                    yield Relation(event.entity, "speaker", author.entity, sentence, "address")
