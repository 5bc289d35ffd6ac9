"""Events known by what is said of them: held on a day, or the whole subject of what is held."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.analysis import Analysis
from graph.extract.rules import mentions
from graph.lexicon import Pattern
from graph.model import Mention

_ACTIVITY = Pattern(
    "{day_unit}[^。；\\n]{0,80}?(?:{holding_verb}|{conducting_verb}){perfective}?"
    "(?P<named>“[^“”，。；]{2,24}”[{han}]{0,12}?{activity})(?=[，。；]|$)"
)
_SUBJECT = Pattern(
    "(?:[，。\\n]|{day_unit}{daytime}?，?)"
    "(?P<named>(?:(?!{holding_verb}|{hosting_verb}|{joining_verb}|{of_party:not_after}{possessive})"
    "[{han}（）]){4,44}?{meeting_head}|[{han}]{0,12}“[^“”，。；]{2,24}”[{han}]{0,12}?{activity})"
    "(?={at_mark}[^，。；]{2,24}?{holding_verb}|{holding_verb}[，。])"
)


@mentions
def activities(analysis: Analysis) -> Iterator[Mention]:
    """An activity with a name in quotation marks, held on a day: 4日，开展“书香”阅读活动."""
    for match in _ACTIVITY.of(analysis.lexicon).finditer(analysis.text):
        yield analysis.mention(*match.span("named"), "Event", "noun-phrase")


@mentions
def subjects(analysis: Analysis) -> Iterator[Mention]:
    """The whole subject of what is held: 澄州大学与市水利局合作签约仪式在澄州举行."""
    for match in _SUBJECT.of(analysis.lexicon).finditer(analysis.text):
        yield analysis.mention(*match.span("named"), "Event", "noun-phrase")
