"""Persons named in Latin letters: behind a post or a word that leads names in, before 先生, listed.

集团CEO John Smith、Mary Lee出席; not 董事长Open Day活动.
"""

from __future__ import annotations

import re

from graph.extract.analysis import Analysis, once
from graph.extract.mentions.organizations import candidates as organs
from graph.extract.mentions.posts import candidates, holder_after
from graph.lexicon import Pattern

_PART = "[A-Z](?:\\.|[A-Za-z]{0,20}(?:['’-][A-Za-z]{1,20}){0,2})"
_NAME = Pattern(
    "(?=[A-Z])(?<![A-Za-z\\d])(?!{posts.head} )"
    f"(?P<name>{_PART}(?: (?:[a-z]{{2,3}} ){{0,2}}{_PART}){{1,3}})"
    "(?! [A-Z])(?=[，。、；：！？（）\\s]|$|(?P<addressed>{courtesy_title})|"
    "{after_name|after_foreign_name|after_latin_name}|{verbs.speech}|[{name_particle}])"
)
_LED_IN = Pattern("(?:{name_lead|latin_name_lead}|{courtesy_title})：?[　 ]?\\Z")
_JOINT = Pattern("(?:（[^（）\\n]{1,20}）)?(?:、|{conjunction})")
_CAPITAL = re.compile("[A-Z]")
_BEFORE = 6  # characters that may lead a name in


@once
def latin_names(analysis: Analysis) -> frozenset[tuple[int, int]]:
    """Begin and end of each such name."""
    text, found = analysis.text, set[tuple[int, int]]()
    if " " in text and not text.isascii() and _CAPITAL.search(text):
        behind = {holder_after(text, end) for end, _ in candidates(analysis).values()}
        led_in, joint = _LED_IN.of(analysis.lexicon), _JOINT.of(analysis.lexicon)
        firms, listed = {organ for organ, _ in organs(analysis)}, None
        for name in _NAME.of(analysis.lexicon).finditer(text):
            begin, end = name.span("name")
            before = max(0, begin - _BEFORE), begin
            led = begin in behind or name["addressed"] or led_in.search(text, *before)
            if name["name"].isupper() or begin in firms:
                continue  # CCTV NEWS, XYZ Tech（澄州）有限公司
            if led or (listed and listed.end() == begin):
                found.add((begin, end))
                listed = joint.match(text, end)
    return frozenset(found)
