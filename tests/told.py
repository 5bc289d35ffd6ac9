"""What the reading of a text tells, each fact one string: what the tables of tests/lexicon name.

| written | stands for |
|---|---|
| ``Type:text`` | a mention |
| ``Type?text`` | a mention that is proposed, whether it stands or not |
| ``Type=key`` | what a mention means, by its key |
| ``Type~Kind`` | the kind of it, a subclass of the ontology |
| ``alias:name`` | another name of it |
| ``relation:object``, ``subject relation object`` | a relation |
| ``kind:``, ``issued:``, ``publisher:`` | what the head says of the document |
| ``country:name`` | the only foreign country that it speaks of |
| ``claim:name|now|post|place|shared`` | what it claims of a person, without what is not known |
| ``press:paper`` | the paper of a byline |
| ``cue:word`` | a cue that the features of pairs notice |
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.claims import PersonClaim
from graph.evaluate.gold import read_gold
from graph.evaluate.notation import parse
from graph.extract.analysis import Analysis
from graph.extract.claims.witness import claims
from graph.extract.deciding import evidence
from graph.extract.discourse.bare_organs import bound
from graph.extract.discourse.dated_events import dated
from graph.extract.discourse.reading import Reading
from graph.extract.pipeline import of_mentions, stated
from graph.extract.states import country
from graph.lexicon import Lexicon
from graph.model import Document, Entity, Extraction
from graph.text.head import prepare


def told(text: str, lexicon: Lexicon) -> set[str]:
    """The facts of a text, by the rules alone, or with its mentions where they are drawn."""
    case, *_ = parse(text) if "](" in text else [None]
    document = prepare(Document("x", case.text if case else text, "0" * 64), lexicon)
    analysis = Analysis(document, lexicon)
    known = evidence(analysis)
    drawn = (
        [analysis.mention(m.begin, m.end, m.type, "drawn") for m in case.mentions] if case else ()
    )
    reading = of_mentions(analysis, drawn or known.settled, known.settled)
    found = Extraction(document, reading.sentences, reading.mentions, tuple(stated(reading)))
    found = dated(bound(found, reading), reading)
    head = {f"kind:{document.kind}", f"issued:{document.issued}"}
    head |= {f"publisher:{document.publisher}", f"country:{country(analysis)}"}
    proposed = {f"{mention.type}?{mention.text}" for mention in known.proposed}
    cues = {f"cue:{word}" for word in lexicon.word_class("cue") if _noticed(word, reading)}
    return {
        *head,
        *proposed,
        *cues,
        *_mentioned(found),
        *_related(found),
        *_claimed(reading, found),
    }


def _noticed(cue: str, reading: Reading) -> bool:
    return any(cue in sentence.masked for sentence in reading.masked_sentences)


def _mentioned(found: Extraction) -> Iterator[str]:
    for mention in found.mentions:
        yield f"{mention.type}:{mention.text}"
        if entity := mention.entity:
            yield f"{mention.type}={entity.key}"
            yield from (f"{mention.type}~{kind}" for kind in entity.kinds)
            yield from (f"alias:{name}" for name in entity.aliases)


def _related(found: Extraction) -> Iterator[str]:
    for relation in found.relations:
        value = relation.object.name if isinstance(relation.object, Entity) else relation.object
        yield f"{relation.name}:{value}"
        yield f"{relation.subject.name} {relation.name} {value}"


def _claimed(reading: Reading, found: Extraction) -> Iterator[str]:
    for claim in claims(reading, found):
        if isinstance(claim, PersonClaim):
            yield f"press:{claim.press}"
            for held in claim.held:
                shared = "shared" if held.shared else ""
                parts = (claim.name, held.state, held.post, held.place, shared)
                yield "claim:" + "|".join(filter(None, parts))


def counted(surfaces: str) -> set[str]:
    """``counted:name`` for the forms that gold counts of an occasion with these names, by 、."""
    name, *_ = names = surfaces.split("、")
    with TemporaryDirectory() as folder:
        gold = Path(folder, "x.yaml")
        row = f"{{type: Event, name: {name}, surfaces: [{', '.join(names)}]}}"
        gold.write_text(f"entities: {{e: {row}}}\n", "utf-8")
        gold.with_suffix(".txt").write_text(surfaces, "utf-8")
        return {f"counted:{form}" for form in read_gold(gold, "x").counted}
