"""Places that a document's bare levels cannot mean, as another sits there.

乔峰, a bare 区委书记, is of no 雁山区 where 胡可 is told to be 雁山区委书记. A seat is held by one
person at a time, so that the two are of two places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.extract.analysis import Analysis
from graph.extract.discourse.bearers import bearers
from graph.extract.discourse.publishers import BARE
from graph.lexicon import Pattern
from graph.model import Mention

_SEAT = Pattern(
    "(?P<place>[{han}]*?)(?P<seat>[{bare_level}](?:委{committee_head}|长|"
    "(?!.*{deputy})(?:(?![{bare_level}])[{han}]){2,8}?"
    "(?:{chairman|assembly_head|committee_head}|[{headed_unit}]长)))"
)
_FORMERLY = Pattern("{former_post}$")
_NEAR = 4  # characters


def held_by_others(analysis: Analysis, settled: Sequence[Mention]) -> frozenset[str]:
    """Places by their full names, with what stands before them (上海市长宁区), whose seat is
    another's than that of the same seat without a place."""
    lexicon, text = analysis.lexicon, analysis.text
    seat, formerly = _SEAT.of(lexicon), _FORMERLY.of(lexicon)
    if not any(m.type == "Post" and seat.fullmatch(m.text) for m in settled):
        return frozenset()
    bare: dict[str, set[str]] = defaultdict(set)
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for at, person in bearers(analysis, settled).items():
        post, name = settled[at], settled[person].text
        found = seat.fullmatch(post.text)
        if found and not formerly.search(text, max(0, post.begin - _NEAR), post.begin):
            holders = told[found["place"], found["seat"]] if found["place"] else bare[found["seat"]]
            holders.add(name)
    return frozenset(
        place if place.endswith(of[0]) else place + of[0]
        for (place, of), holders in told.items()
        if bare[of] and holders.isdisjoint(bare[of])
    )


def no_seats(analysis: Analysis) -> Iterator[str]:
    """What zones' names end in, where the text has a 区委 or 区长, as no zone has."""
    seated = {found[1] for found in analysis.matches(BARE)}
    for zone in analysis.lexicon.word_class("zone_head"):
        if zone[-1] in seated:
            yield zone
