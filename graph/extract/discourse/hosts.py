"""The body whose document it is, a court, school or firm: what a bare 院长、党委 is of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from graph.extract.analysis import Analysis
from graph.lexicon import HAN, Lexicon, Pattern
from graph.model import Mention
from graph.text import counts

VISITS = Pattern("(?:{trip_verb|arrival_verb|tour_verb}|到|{at_mark})(?:[{han}]+、)?$")
"""What stands before a body that is only visited."""
_NEAR = 8  # characters before it
_SHORTEST = 4  # characters of a body's name
_LEAD, STOPS = 5, ("。", "！")  # sentences in which the lead is looked for, and how it ends
_BODY = Pattern("{host_head|body_head}$")
_OFFICE = Pattern("(?P<body>.+?{host_head|body_head})(?:{party_cell|organ_part})+")
"""What speaks for a body: its 党委理论学习中心组, its 办公室."""
_INVITES = Pattern("应[^，。；\n]{2,60}?{invitation}")
"""Who invites is another's host: 应江州大学、云梧大学邀请."""
_HOLDS = Pattern("[^，。；\n]{0,8}{holding_verb}")
_HOLDS_THERE = Pattern("{at_mark}[^，。；\n]{0,24}{holding_verb}")
_OWN = Pattern(
    "(?<![{han}])(?P<unit>{host_noun})(?:{host_party}|{host_staff})|"
    "{own_mark}(?P<whose>{host_noun})(?!{host_party})"
)
"""局党组, 支队机关, 我局, 本院: what the document's own body is."""
_PUBLISHER = Pattern("(?P<body>[{han}]{2,}{host_head})")
_HOST, _FACULTY = Pattern("{host_head}$"), Pattern("{faculty_head}$")
_HOSTED = Pattern("{host_phrase}|(?<![{han}]){host_committee}")
"""我校, a bare 党委: the document's own body speaks, whatever it is."""


def host_of(analysis: Analysis, organs: Sequence[Mention]) -> str:
    """The court, school or firm that a bare 党组书记、院长 is of, one of ``organs`` or the
    publisher's: '' if none.

    The one that holds something in the lead, or whose office does, by its longest name; else,
    where 我校 or a bare 党委 speaks of one, that named most, unless it is only visited or named by
    the way.
    """
    lead = lead_end(analysis)
    leading = [organ for organ in organs if organ.end <= lead]
    if not (_holding(analysis, leading) or _hosts(analysis, organs)):
        return _published(analysis)
    text, visits = analysis.text, VISITS.of(analysis.lexicon)
    visited = {o.text for o in organs if visits.search(text, max(0, o.begin - _NEAR), o.begin)}
    for invites in _INVITES.of(analysis.lexicon).finditer(text):
        visited |= {o.text for o in organs if invites.start() < o.begin < invites.end()}
    others = [organ for organ in organs if organ.text not in visited]
    leading = [organ for organ in others if organ.end <= lead]
    if holding := _holding(analysis, leading):
        return max(holding, key=len)
    spoken_of = _spoken_of(analysis, others, {organ.text for organ in leading})
    return spoken_of or _published(analysis)


def _published(analysis: Analysis) -> str:
    """The body whose own press the publisher is (江州大学新闻网), where the text names it, too, and
    speaks of its own: 校党委书记."""
    own = _PUBLISHER.of(analysis.lexicon).match(analysis.document.publisher)
    if not own or not re.search(f"(?<![{HAN}]){own['body']}", analysis.text):
        return ""
    says = any(form.of(analysis.lexicon).search(analysis.text) for form in (_OWN, _HOSTED))
    return own["body"] if says else ""


def lead_end(analysis: Analysis) -> int:
    """Where the lead ends: the headline and the first sentence below it that ends with a stop; the
    only sentence is one."""
    below = analysis.sentences[1:_LEAD]
    told = (sentence.end for sentence in below if sentence.text.endswith(STOPS))
    head = analysis.sentences[:2]
    return next(told, head[-1].end if head else 0)


def _holding(analysis: Analysis, leading: Sequence[Mention]) -> list[str]:
    """The bodies of the lead that hold something, themselves or by their office."""
    text, lexicon = analysis.text, analysis.lexicon
    holds = _HOLDS.of(lexicon), _HOLDS_THERE.of(lexicon)
    office, body = _OFFICE.of(lexicon), _BODY.of(lexicon)
    holding = [o.text for o in leading if any(form.match(text, o.end) for form in holds)]
    names = [speaks["body"] if (speaks := office.fullmatch(name)) else name for name in holding]
    return [name for name in names if len(name) >= _SHORTEST and body.search(name)]


def _spoken_of(analysis: Analysis, organs: Sequence[Mention], leading: Collection[str]) -> str:
    """The body that 局党组, 我校 or a bare 党委 speaks of: the one named most of those that are
    named twice or in the lead, '' if none is."""
    text, lexicon = analysis.text, analysis.lexicon
    nouns, host = tuple(lexicon.word_class("host_noun")), _HOST.of(lexicon)
    hosts = _hosts(analysis, organs)
    if not hosts:  # no noun or phrase below can mean any other
        return ""
    said = counts(hosts, text)
    telling = {name: times for name, times in said.items() if times > 1 or name in leading}
    ends = any(name.endswith(nouns) for name in telling)
    said_own = _OWN.of(lexicon).finditer(text) if ends else ()
    units = Counter(m["unit"] or m["whose"] for m in said_own)
    if "校" in units:  # 校党委 is no faculty's
        faculties = _faculties(analysis, organs)
        telling = {name: times for name, times in telling.items() if name not in faculties}
    own = [[name for name in telling if name.endswith(unit)] for unit, _ in units.most_common(1)]
    hosting = [name for name in telling if host.search(name)]
    if hosting and _HOSTED.of(lexicon).search(text):
        own.append(hosting)
    return next((max(names, key=telling.__getitem__) for names in own if names), "")


def _hosts(analysis: Analysis, organs: Sequence[Mention]) -> list[str]:
    """The names of bodies that 局党组 or 我校 may mean."""
    names = dict.fromkeys([organ.text for organ in organs])
    return [name for name in names if _may_host(name, analysis.lexicon)]


@lru_cache(maxsize=1 << 12)  # the same organs are in many documents
def _may_host(name: str, lexicon: Lexicon) -> bool:
    ends = name.endswith(tuple(lexicon.word_class("host_noun"))) or _HOST.of(lexicon).search(name)
    return len(name) >= _SHORTEST and bool(ends)


def _faculties(analysis: Analysis, organs: Sequence[Mention]) -> set[str]:
    """The names that may be of parts of a school: 马克思主义学院, which no list has and no place
    opens."""
    faculty, known = _FACULTY.of(analysis.lexicon), analysis.lexicon.known
    placed = {hit.begin for hit in analysis.hits_of["places"]}
    schools = {o.text for o in organs if o.begin in placed or o.text in known}
    return {o.text for o in organs if faculty.search(o.text)} - schools
