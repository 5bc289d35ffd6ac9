"""The days that a document tells, sentence by sentence: of which is the document, what is later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graph.cached import cached_property
from graph.extract.analysis import Analysis, once
from graph.lexicon import Pattern
from graph.model import Sentence
from graph.text import DateMention, times

_AHEAD = Pattern("{today|tomorrow|day_after_tomorrow|will|upcoming}")
_DAY = "2020-05-06"


@once
def times_told(analysis: Analysis) -> list[DateMention]:
    """The dates of a document, and its months and years without a day, in order."""
    return list(times(analysis.text, analysis.anchor, analysis.lexicon))


class Days:
    """The days, months and years of a document; each is found when it is first asked for."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis

    @property
    def _times(self) -> list[DateMention]:
        return times_told(self._analysis)

    @cached_property
    def _times_of(self) -> dict[int, list[DateMention]]:
        """The offset of a sentence → its times."""
        found: dict[int, list[DateMention]] = {}
        for time in self._times:
            sentence = self._analysis.sentence_at(time.begin)
            if sentence.begin <= time.begin < sentence.end:
                found.setdefault(sentence.begin, []).append(time)
        return found

    def times_in(self, sentence: Sentence) -> Sequence[DateMention]:
        """The dates of a sentence, and its months and years without a day; document offsets."""
        return self._times_of.get(sentence.begin, ())

    @cached_property
    def ahead(self) -> dict[Sentence, list[int]]:
        """Sentence → where it names days behind the date of the document."""
        issued = self._analysis.document.issued or "9999"
        later = (day for day in self._times if len(day.value) == len(_DAY) and day.value > issued)
        out: dict[Sentence, list[int]] = defaultdict(list)
        for day in later:
            out[self._analysis.sentence_at(day.begin)].append(day.begin)
        return out

    @cached_property
    def later(self) -> frozenset[Sentence]:
        """The sentences that open with a time behind the last one told before them, and speak of
        no now or later (今天, 将)."""
        found, ahead = set(), _AHEAD.of(self._analysis.lexicon)
        last = {True: "", False: ""}  # of those with a year, and of those without one
        for sentence in self._analysis.sentences:
            told = self.times_in(sentence)
            if not told:
                continue
            before = last[told[0].value[0].isdecimal()]
            opens = before and told[0].begin == sentence.begin and told[0].value > before
            within = before and told[0].value.startswith(before)  # 2021年3月5日 behind 2021年
            if opens and not within and not ahead.search(sentence.text):
                found.add(sentence)
            last |= {time.value[0].isdecimal(): time.value for time in told}
        return frozenset(found)
