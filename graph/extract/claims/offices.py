"""Posts that nobody holds at once: the heads of bureaus in two places, their deputies in two
counties."""

from __future__ import annotations

from bisect import bisect_left

from graph.claims import CENTRE
from graph.extract.analysis import Analysis, once
from graph.extract.claims.places import CENTRAL, Places
from graph.extract.discourse.foreigners import stated
from graph.extract.discourse.reading import Reading
from graph.lexicon import Pattern, rank
from graph.model import Mention

_KINDS = {
    "bureau": Pattern("{deputy:not_after}{bureau_head}$"),
    "government": Pattern("{deputy}?{government_head}$"),
    "committee": Pattern("{deputy:not_after}{committee_head}$"),
    "deputy": Pattern("{deputy}(?:{bureau_head|committee_head})$"),
}
_MOVE = Pattern("{change_of_office}")
_DATE = Pattern("[\\d〇{numeral}][年月日]")
_COUNTY = 3  # the rank of counties, see `rank`


class Offices:
    """The posts of a document, compared in pairs."""

    def __init__(self, reading: Reading, places: Places) -> None:
        self._reading, self._places = reading, places

    def exclude(self, one: Mention, other: Mention) -> bool:
        """Whether two posts, the first named before the other, cannot be one person's.

        Both head something, or are deputies, in two places, or they are of two foreign states. No
        date stands between them and nobody is appointed, so neither is what the holder of the other
        has been or becomes.
        """
        analysis = self._reading.analysis
        states = {stated(p, p.entity.name, analysis) for p in (one, other) if p.entity} - {""}
        apart = len(states) == 2 or self._apart(self.seat(one), self.seat(other))
        return apart and self._at_once(one, other)

    def _apart(self, one: tuple[str, str], other: tuple[str, str]) -> bool:
        """Separate counties or provinces; else one must be a bureau, whose head has no other post.

        The secretary of a county may be in the city's committee, its deputy mayor in a zone.
        """
        kinds, places = zip(one, other, strict=True)
        ranks = set(map(rank, places))
        if not all((*kinds, *places, *ranks)) or CENTRE in places or places[0] == places[1]:
            return False
        if len(ranks) == 1 and not all(map(self._places.named, places)):
            return False
        return ranks in ({CENTRAL}, {_COUNTY}) or ("bureau" in kinds and "committee" not in kinds)

    def seat(self, post: Mention) -> tuple[str, str]:
        """What kind of head or deputy a post is, and of which place; '' for what is unknown."""
        if post.entity is None:
            return "", ""
        place, title = self._places.seat(post.entity.key), post.entity.key.name
        lexicon = self._reading.analysis.lexicon
        kind = next((kind for kind, p in _KINDS.items() if p.of(lexicon).search(title)), "")
        return kind, place

    def _at_once(self, one: Mention, other: Mention) -> bool:
        analysis = self._reading.analysis
        first, last = analysis.sentence_at(one.begin), analysis.sentence_at(other.end - 1)
        days = _days(analysis)
        following = bisect_left(days, one.end)
        return (
            self._places.state(one, first) == self._places.state(other, last) == "now"
            and not {first.begin, last.begin} & _moving(analysis)
            and not (following < len(days) and days[following] + 2 <= other.begin)
        )


@once
def _days(analysis: Analysis) -> list[int]:
    """Where the text names a year, month or day."""
    return [day.start() for day in _DATE.of(analysis.lexicon).finditer(analysis.text)]


@once
def _moving(analysis: Analysis) -> set[int]:
    """Where the sentences begin that tell of a change of office."""
    moved = _MOVE.of(analysis.lexicon)
    return {sentence.begin for sentence in analysis.sentences if moved.search(sentence.text)}
