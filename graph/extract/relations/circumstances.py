"""organizer and in_place of occasions that a sentence convenes."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.discourse.reading import CONVENING, Reading
from graph.extract.patterns import MaskedSentence, masked
from graph.extract.rules import relations
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Relation

_PARTS = {
    "organs": (
        "(?:{Organization}|{Place})(?:（{Organization}）)?"
        "(?:(?:、|{conjunction})?(?:{Organization}|{Place})(?:（{Organization}）)?)*"
    )
}
ORGANIZE = masked(
    "(?<![对赴向到在于为])(?<!{Organization}[、和])(?P<who>{Organization}(?:[、和]?{Organization})*)"
    "(?:[^，。；：“{Person}{Organization}{Event}]|在{Organization}){0,24}?"
    "(?:{holding_verb}|{conducting_verb})[^，。；{Person}]{0,6}?{Event}(?!{cited_spirit})|"
    "(?:{meeting_noun}|{Event})由(?P<by>{Organization}){chairing_verb}|"
    "(?<=[由，])(?P<hosts>{organs}){jointly}?{hosting_verb}(?:{possessive}{Event}|(?=[，。；])|$)",
    _PARTS,
)
_CHAIRED = Pattern("{chairing_verb}")
_PLACED = masked("[在于]{Place}+[^，。；]{0,6}(?:{holding_verb}|{opening_verb}|{joining_verb})")


@relations
def circumstances(reading: Reading) -> Iterator[Relation]:
    """Who holds the current occasion of a sentence, and where."""
    lexicon = reading.analysis.lexicon
    convenes, chaired = CONVENING.of(lexicon), _CHAIRED.of(lexicon)
    for sentence in reading.masked_sentences:
        current = reading.occasions[sentence.source]
        if current:
            yield from _held_by(sentence, current, lexicon)
            if convenes.search(sentence.masked) or chaired.search(sentence.masked):
                yield from _held_in(sentence, current, lexicon)


def _held_by(sentence: MaskedSentence, event: Entity, lexicon: Lexicon) -> Iterator[Relation]:
    for match in ORGANIZE.of(lexicon).finditer(sentence.masked):
        group = next(name for name, told in match.groupdict().items() if told)
        hosted = [m.entity for m in sentence.within(match.end(group), match.end(), "Event")]
        for who in sentence.within(*match.span(group), "Organization"):
            if who.entity:
                held = hosted[0] if group == "hosts" and hosted and hosted[0] else event
                yield Relation(held, "organizer", who.entity, sentence.source, "organizer-verb")


def _held_in(sentence: MaskedSentence, event: Entity, lexicon: Lexicon) -> Iterator[Relation]:
    for match in _PLACED.of(lexicon).finditer(sentence.masked):
        places = list(sentence.within(*match.span(), "Place"))
        if places and places[-1].entity:
            place = places[-1].entity
            yield Relation(event, "in_place", place, sentence.source, "place-of-occasion")
