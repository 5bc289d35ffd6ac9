"""Tenures: who holds, is given, is proposed for or leaves which post, since and until when.

Three forms say so: a career, a line or a clause a post; the act of an organ, in a sentence or as a
list below its verb (任命：, 免去：); a proposal. That somebody bears a title is no tenure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from graph.extract.discourse.appointments import (
    ListHead,
    appointments,
    begun,
    list_head,
    said_of_last,
)
from graph.extract.discourse.careers import career, subject_of
from graph.extract.discourse.tenure import Tenure, Told
from graph.extract.patterns import MaskedSentence
from graph.lexicon import Lexicon
from graph.model import Document, Mention, Sentence
from graph.text import DateMention

Dates = Callable[[Sentence], Sequence[DateMention]]


def tenures(
    sentences: Sequence[MaskedSentence],
    lexicon: Lexicon,
    document: Document,
    dates: Dates,
    entries: Mapping[Sentence, str],
) -> Iterator[Told]:
    """The tenures that each sentence tells, in the order of the text; ``entries`` tell the day of
    those that stand in a chronicle."""
    subject: Mention | None = None
    above = ListHead((), document.issued if document.kind == "appointment" else "")
    for sentence in sentences:
        subject = subject_of(sentence, subject, document, lexicon)
        entry = entries.get(sentence.source, "")
        above = above._replace(day=entry if sentence.source in entries else above.day)
        told_above = bool(entry)  # an entry of several days has no last one
        days = [
            day
            for day in dates(sentence.source)
            if not day.value.startswith("--") and not told_above
        ]
        told: list[Tenure] = []
        if sentence.names("Post"):
            told += appointments(sentence, days, above, lexicon)
            told += said_of_last(sentence, days, subject, above, lexicon)
            known = {(tenure.person, tenure.post) for tenure in told}
            came = begun(sentence, days, entry, lexicon) if not subject else ()
            told += (each for each in came if (each.person, each.post) not in known)
            told += career(sentence, subject, lexicon) if subject and not told else ()
        yield from ((tenure, sentence.source) for tenure in told)
        above = list_head(sentence, days, above, document, lexicon)
