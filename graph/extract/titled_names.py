"""Names that a post with a level stands behind, and that look like a place's: 罗春山市长."""

from __future__ import annotations

from graph.extract.analysis import Analysis, once
from graph.lexicon import Pattern

_HEAD = "(?:{chief_ending}|{committee_short}{deputy}?{committee_head})"
_TITLED = Pattern(
    "(?<![{han}])(?P<name>[{han}]{2}(?![{bare_level|deputy}])[{han}])(?P<unit>[{bare_level}])"
    f"{_HEAD}"
    "(?=[，。、；：\\s]|$|{verbs.speech}|{after_name})"
)


@once
def titled_names(analysis: Analysis) -> dict[int, int]:
    """Begin → end of such names of three characters, at the beginning of a clause, where nobody is
    named behind the post. What is listed or named with its unit elsewhere is a place: 石河子市长.
    """
    lexicon, found = analysis.lexicon, dict[int, int]()
    titled = list(analysis.matches(_TITLED))
    if not titled:
        return found
    surnames = lexicon.words("surnames")
    for match in titled:
        place = match["name"] + match["unit"]
        times = sum(other["name"] + other["unit"] == place for other in titled)
        listed = place in lexicon.known or match["name"] in lexicon.known
        if match["name"][0] in surnames and not listed and analysis.text.count(place) == times:
            found[match.start()] = match.end("name")
    return found
