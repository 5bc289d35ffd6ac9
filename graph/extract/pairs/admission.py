"""What the discourse of a document admits of what the judge proposes.

Words may tie a person to an event, a formula or a post although the text says plainly that he was
not there, that others spoke, or nothing of who holds what.
"""

from __future__ import annotations

from graph.extract.discourse.occasions import MONOLOGUES, SILENT
from graph.extract.discourse.reading import Reading
from graph.extract.pairs.arguments import Argument, Arguments
from graph.lexicon import Pattern
from graph.model import Entity, Relation

_VISIT = Pattern("{visiting_verb}$")
_SENDER = Pattern("{on_behalf}[^，。；、]{2,12}$")  # 代表市长|罗春山
_ABSENT = Pattern("[^，。；]{0,24}?(?:{denial}[^，。；]{0,2}{verbs.attend}|{absence})")
_POST = 16  # characters of a post before a name, at most


class Admission:
    """Judges proposals by a reading; ``among`` are its arguments."""

    def __init__(self, reading: Reading, among: Arguments) -> None:
        self._reading, self._among = reading, among.by_sentence
        self._news = reading.analysis.document.kind == "news"
        self._authors = {author.entity for author in reading.authors}

    def admits(self, proposed: Relation, second: Argument) -> bool:
        """Whether nothing speaks against a relation, proposed for where ``second`` stands."""
        reading, name, subject = self._reading, proposed.name, proposed.subject
        if name == "holds":
            return not self._news
        if name in ("chair", "speaker", "attendee"):
            return not self._elsewhere(name, subject, second)
        if name == "issuer":  # who receives a policy has not issued it
            return subject not in reading.received
        if name == "cites" and proposed.object in {m.entity for m in reading.spoken_in}:
            return False  # it is what one speaks in
        return name not in ("invokes", "cites") or not self._of_another(subject, second)

    def insists(self, stated: Relation) -> bool:
        """Whether a document is the words of one who uses a formula: the author of a speech or an
        editorial, or a person of a transcript. Words around it do not outweigh that."""
        kind = self._reading.analysis.document.kind
        own = kind in MONOLOGUES and stated.subject in self._authors
        scope = stated.name == "invokes" and stated.rule == "speaker-scope"
        return scope and (own or kind == "transcript")

    def _elsewhere(self, name: str, event: Entity, second: Argument) -> bool:
        """Whether somebody is told of who was not at an event, or did not speak there: in a byline,
        by who only tells of it, in another's words, as absent; of a visit only frames tell who
        came."""
        reading, lexicon = self._reading, self._reading.analysis.lexicon
        text, begin = reading.analysis.text, second.begin
        silent = SILENT.of(lexicon).search(event.name) or second.means in reading.absent
        return (
            (name == "speaker" and bool(silent))
            or self._told(event, second)
            or reading.only_tells(reading.sentences[second.sentence])
            or bool(reading.byline(begin))
            or bool(_ABSENT.of(lexicon).match(text, second.end))
            or bool(_SENDER.of(lexicon).search(text, max(0, begin - _POST), begin))
            or bool(_VISIT.of(lexicon).search(event.name))
        )

    def _told(self, event: Entity, second: Argument) -> bool:
        """Whether a sentence behind somebody's verb of speech, which does not name the event, tells
        of another person."""
        reading = self._reading
        carried = reading.turn_at(second.begin).begin < reading.sentences[second.sentence].begin
        named = any(each.means == event for each in self._among[second.sentence])
        person = second.means if isinstance(second.means, Entity) else None
        return carried and not named and reading.told(second.begin, person)

    def _of_another(self, source: Entity, second: Argument) -> bool:
        """Whether a verb of speech in the same sentence gives a person's words to somebody else."""
        turn = self._reading.turn_at(second.begin)
        begin = self._reading.sentences[second.sentence].begin
        cued = turn.begin > begin or (turn.begin == begin and turn.speakers)
        return source.type == "Person" and bool(cued) and source not in turn.speakers
