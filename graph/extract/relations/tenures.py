"""Tenures as relations: member, tenure_post, since, until and status, each of its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.discourse.reading import Reading
from graph.extract.rules import relations
from graph.model import Entity, Key, Relation


@relations
def tenures(reading: Reading) -> Iterator[Relation]:
    """What each sentence says of a tenure; two that say the same of one document mean one."""
    serials: dict[tuple[object, ...], int] = {}
    for tenure, sentence in reading.tenures:
        said = tenure.person.key, tenure.post.key, *tenure[2:]
        serial = serials.setdefault(said, len(serials) + 1)
        name = f"{tenure.person.name}，{tenure.post.name}"
        entity = Entity("Tenure", Key(reading.analysis.document.id, str(serial)), name)
        stated = (
            ("member", tenure.person),
            ("tenure_post", tenure.post),
            ("status", tenure.status),
            ("since", tenure.since),
            ("until", tenure.until),
        )
        for relation, value in stated:
            if value:
                yield Relation(entity, relation, value, sentence, "tenure")
