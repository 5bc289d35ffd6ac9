"""Places of a row that is counted by their unit: 清源、前垄两村."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.analysis import Analysis
from graph.extract.common_words import common
from graph.extract.rules import mentions
from graph.lexicon import Pattern
from graph.model import Mention

COUNTED = "counted-places"
"""The rule."""
COUNT = Pattern(
    "{and_others}?(?:{counting_word}|{numeral}){measure_word}?(?P<unit>{place_unit})"
    "(?!{no_unit}|[场民舰])"
)
"""What stands behind a row that is counted by its unit: 两村, 等三个县."""
_FIRST = Pattern("[{han}]{2,3}")
_BOUND = Pattern("(?:[^{han}\\d]|{place_cue|day_unit})$")
_MEMBER = Pattern("(?:、|{conjunction})(?P<name>[{han}]{2,4}?)(?=、|{conjunction}|$)")
_MEMBERS = Pattern("(?:(?:、|{conjunction})[{han}]{2,4}){1,9}$")
_ROW = 48  # characters that a row has at most
_LED = 3  # characters that lead a name in, at most


@mentions
def counted(analysis: Analysis) -> Iterator[Mention]:
    """The names of the row; the first where the words before it cannot be part of it."""
    text, lexicon = analysis.text, analysis.lexicon
    member, members = _MEMBER.of(lexicon), _MEMBERS.of(lexicon)
    for count in analysis.matches(COUNT):
        row = members.search(text, max(0, count.start() - _ROW), count.start())
        if not row:
            continue
        names = [m.span("name") for m in member.finditer(text, row.start(), count.start())]
        names += _opening(analysis, row.start())
        for begin, end in names:
            if not common(text[begin:end], count["unit"], lexicon):
                yield analysis.mention(begin, end, "Place", COUNTED)


def _opening(analysis: Analysis, end: int) -> list[tuple[int, int]]:
    """The first name of a row, which ends there, where the word before it cannot be part of it."""
    text, lexicon = analysis.text, analysis.lexicon
    first, bound = _FIRST.of(lexicon), _BOUND.of(lexicon)
    for begin in range(end - 2, max(0, end - 3) - 1, -1):
        led = not begin or bound.search(text, max(0, begin - _LED), begin)
        if led and first.fullmatch(text, begin, end):
            return [(begin, end)]
    return []
