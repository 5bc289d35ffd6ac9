"""A course that is opened or closed is known by the ceremony, too: …培训班在江州结业，结业式由…."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.extract.analysis import Analysis
from graph.lexicon import Pattern
from graph.model import Entity, Mention

_COURSE = Pattern("{course_head}$")
_EDGE = Pattern("[^，。；\\n]{0,16}?(?P<edge>{course_edge})(?![^，。；　 （(\\n])")
_CEREMONY = Pattern("(?<![^，。；\\n{at_mark}])(?P<edge>{course_edge})(?:{ceremony_word})")


def ceremonies(analysis: Analysis, mentions: Sequence[Mention]) -> Mapping[Entity, Entity]:
    """Courses that are opened or closed here, with the names of the ceremonies that the text speaks
    of: 江州市干部培训班 → the same, also 江州市干部培训班结业式."""
    lexicon, text = analysis.lexicon, analysis.text
    course, edge = _COURSE.of(lexicon), _EDGE.of(lexicon)
    events = ((m, m.entity) for m in mentions if m.type == "Event" and m.entity)
    courses = [(mention, event) for mention, event in events if course.search(mention.text)]
    if not courses:
        return {}
    told = {found["edge"]: found[0] for found in _CEREMONY.of(lexicon).finditer(text)}
    found: dict[Entity, Entity] = {}
    for mention, event in courses if told else ():
        held = edge.match(text, mention.end)
        name = told.get(held["edge"]) if held else None
        if name:
            also = (event.name + name, mention.text + name, *event.aliases)
            found.setdefault(event, replace(event, aliases=tuple(dict.fromkeys(also))))
    return found
