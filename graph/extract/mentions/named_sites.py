"""Sites that what leads them in shows: where an occasion is held (在行政楼602会议室举行), what one
goes to see (先后考察了圆石广场、清江湿地公园)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.common_words import of_common_words
from graph.extract.rules import mentions
from graph.lexicon import Lexicon, Pattern
from graph.model import Mention

VENUE = "venue"
"""The rule of what stands between 在 and 召开."""
_WITHIN = "(?:(?!{no_site_word|each|possessive|unnamed_one})[{han}\\d·])"
_VENUE = Pattern(
    f"[{{at_mark}}于](?P<place>(?P<own>(?:(?!{{at_mark}}){_WITHIN}){{2,20}}?)"
    "(?:{room_head|site_head}|(?<=\\d)室))"
    "(?={successfully}?(?:{holding_verb}|{opening_verb}|{staged_verb}))"
)
SEEING = Pattern("{sight_verb|arrival_verb:opening}(?:{sight_verb}|{arrival_verb}){perfective}?")
"""What stands before what somebody goes to see."""
_ITEM = Pattern(
    "(?P<item>[{han}\\d·]{3,24}?)(?:(?P<more>、|{conjunction})|(?=[，。；]|{and_others}))"
)
_SITE = Pattern(f"(?P<own>{_WITHIN}{{2,20}}?){{site_head}}$")
_DATED = Pattern("\\d{day_unit}")


@mentions
def venues(analysis: Analysis) -> Iterator[Mention]:
    """A hall, room or house where an occasion is held."""
    for match in analysis.matches(_VENUE):
        if _is_named(match, analysis.lexicon):
            yield analysis.mention(*match.span("place"), "Place", VENUE)


@mentions
def sights(analysis: Analysis) -> Iterator[Mention]:
    """Sites in the row of what somebody goes to see."""
    for begin, end in sorted(seen(analysis)):
        yield analysis.mention(begin, end, "Place", "site")


@once
def seen(analysis: Analysis) -> frozenset[tuple[int, int]]:
    """Begin and end of each such site."""
    item, site = _ITEM.of(analysis.lexicon), _SITE.of(analysis.lexicon)
    found = set[tuple[int, int]]()
    for lead in analysis.matches(SEEING):
        told = item.match(analysis.text, lead.end())
        while told:
            named = site.match(analysis.text, *told.span("item"))
            if named and _is_named(named, analysis.lexicon):
                found.add(told.span("item"))
            told = item.match(analysis.text, told.end()) if told["more"] else None
    return frozenset(found)


def _is_named(site: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether what stands before the noun of a site is more than common words, or has a number."""
    numbered = any(character.isdigit() for character in site["own"])
    dated = _DATED.of(lexicon).search(site["own"])
    return not dated and (numbered or not of_common_words(site["own"], lexicon))
