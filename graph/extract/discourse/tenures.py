"""Tenures: who holds, is given, is proposed for or leaves which post, since and until when.

Three forms say so: a career, a line or a clause a post; the act of an organ, in a sentence or as a
list below its verb (任命：, 免去：); a proposal. That somebody bears a title is no tenure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph.extract.discourse.appointments import (
    ListHead,
    appointments,
    begun,
    list_head,
    said_of_last,
)
from graph.extract.discourse.careers import career, subject_of
from graph.extract.discourse.tenure import Tenure, Told
from graph.extract.patterns import MaskedSentence, MaskedSentences
from graph.lexicon import Lexicon, Pattern
from graph.model import Document, Mention, Sentence
from graph.text import DateMention, full_dates

Dates = Callable[[Sentence], Sequence[DateMention]]
_COUNTED = Pattern(
    "{serving_time}[^，。；]{0,4}?(?P<day>{since_word}[^，。；]{4,12}{since_mark}){counting_verb}"
)
"""任职时间自2019年6月18日起计算: from when posts are held that are given on another day."""
_TELLS = Pattern(
    "{naming_verb}|{approval}|{electing_verb}|{proposing_verb}|{candidate_noun}|{since_verb}|"
    "{removing_verb}|{resigning_verb}|{no_longer}|{sex}|{born}"
)
"""The act, or whose career it is, which every form of a tenure has (`appointments`, `careers`): a
text without any of these words tells of none."""


def tenures(
    sentences: MaskedSentences,
    lexicon: Lexicon,
    document: Document,
    dates: Dates,
    entries: Mapping[Sentence, str],
) -> list[Told]:
    """The tenures that each sentence tells, in the order of the text; ``entries`` tell the day of
    those that stand in a chronicle."""
    if document.kind != "career" and not sentences.may(_TELLS, lexicon):
        return []
    subject: Mention | None = None
    given: list[Told] = []
    above = ListHead((), document.issued if document.kind == "appointment" else "")
    last = max((n for n, line in enumerate(sentences) if line.names("Post")), default=-1)
    for number, sentence in enumerate(sentences):
        if number > last and not given:
            break
        subject = subject_of(sentence, subject, document, lexicon)
        entry = entries.get(sentence.source, "") if entries else ""
        if entries and sentence.source in entries:
            above = above._replace(day=entry)
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
        if (told or given) and (day := _counted_from(sentence, days, lexicon)):
            told = [tenure._replace(since=day) if tenure.since else tenure for tenure in told]
            given = given if told else [_from(day, above.day, *each) for each in given]
        given += ((tenure, sentence.source) for tenure in told)
        above = list_head(sentence, days, above, document, lexicon)
    return given


def _counted_from(sentence: MaskedSentence, days: Sequence[DateMention], lexicon: Lexicon) -> str:
    """The day or month from which a sentence counts the time in a post; '' if it tells of none."""
    counted = _COUNTED.of(lexicon).search(sentence.masked)
    if not counted:
        return ""
    begin, end = map(sentence.offset, counted.span("day"))
    told = [*full_dates(counted["day"], lexicon), *(d for d in days if begin <= d.begin < end)]
    return next((day.value for day in told), "")


def _from(day: str, act: str, tenure: Tenure, sentence: Sentence) -> Told:
    """A tenure of those given on the day of the ``act``, begun on the ``day`` told below them."""
    return (tenure._replace(since=day) if tenure.since == act else tenure), sentence
