"""The labels of a transcript's lines, 主持人：, 答（林远）：, and who they are: as a line above
tells, as the lead says who was interviewed, as a question asks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.extract.patterns import MaskedSentence, masked
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Mention

LABEL = masked(
    "[　 \\[【]*(?:(?:{Post}|{Organization}|[　 ])*(?P<who>{Person}){courtesy_title}?|"
    "(?P<surname>[{han}]{1,2}){Post}|"
    "(?P<role>{interview_label}){by}|"
    "(?P<asked>[^，。；：]{0,16}{question_label})|(?P<answered>{answer_label}){by_whom})[\\]】]?[：:]{with}",
    {
        "by": "(?:[（(](?:{Post}|{Organization}|[　 ])*(?P<host>{Person})[）)])?",
        "by_whom": "(?:[（(](?:{Post}|{Organization}|[　 ])*(?P<by>{Person})[）)])?",
        "with": "(?:[　 ]*[（(](?:{Post}|{Organization})*(?P<with>{Person})[）)])?",
    },
)
_INTRODUCED = masked(
    "[　 ]*(?P<role>{interview_label}|{answer_label})[：:　 ]*(?:{Post}|{Organization}|[、，　 ])*"
    "(?P<who>{Person}){courtesy_title}?[　 ]*$"
)
"""主持人：省政府新闻办副主任 孔令舟 above a transcript tells who speaks below 主持人：."""
_INTERVIEWED = masked(
    "{interviewing_verb}[^。；{Person}]{0,30}(?P<who>{Person})|(?P<whom>{Person})[^。；{Person}]{0,60}{answering_verb}"
)
"""Above questions and answers it tells whose the answers are: 记者采访了程望山."""
_LINE_OF_HEADLINE = Pattern("[^。！？；…]{2,40}[^。！？；…，：]$")
NAMED = ("who", "host", "by", "with")
"""The groups of a label that may hold a name: 林远：, 答（林远）：, 答：（林远）."""
_ADDRESSED = masked(
    "(?:[：:][　 ]*|{asking_verb})(?P<who>{one}(?:(?:、|{conjunction}){one})*)(?=，)",
    {"one": "{Post}?{Person}(?:{Post}|{courtesy_title})?"},
)


def introduced(
    sentences: Sequence[MaskedSentence], lexicon: Lexicon
) -> Mapping[str, tuple[Entity, ...]]:
    """Role → the person that a line of the text says has it, nobody where there are several."""
    found: dict[str, set[Entity]] = defaultdict(set)
    form = _INTRODUCED.of(lexicon)
    for sentence in sentences:
        if sentence.names("Person") and (line := form.match(sentence.masked)):
            named = sentence.within(*line.span("who"))
            found[line["role"]] |= {m.entity for m in named if m.entity}
    return {role: tuple(who) for role, who in found.items() if len(who) == 1}


def interviewed(sentences: Sequence[MaskedSentence], lexicon: Lexicon) -> tuple[Entity, ...]:
    """Whom the lines above the first question say to have been interviewed."""
    label, form, found = LABEL.of(lexicon), _INTERVIEWED.of(lexicon), list[Mention]()
    for sentence in sentences:
        if label.match(sentence.masked):
            break
        for match in form.finditer(sentence.masked) if sentence.names("Person") else ():
            found += sentence.within(*match.span("who" if match["who"] else "whom"))
    return persons(found)


def persons(mentions: Iterable[Mention]) -> tuple[Entity, ...]:
    """The persons among mentions, each once."""
    return tuple(dict.fromkeys(m.entity for m in mentions if m.type == "Person" and m.entity))


def asked(sentence: MaskedSentence, lexicon: Lexicon) -> Iterator[Entity]:
    """Whom a question addresses: 请问程望山局长，…, 记者：程望山局长，…"""
    for found in _ADDRESSED.of(lexicon).finditer(sentence.masked):
        yield from persons(sentence.within(*found.span("who")))


def is_headline(sentence: MaskedSentence, label: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether a line that opens with a name and a colon is above a part of a report."""
    rest = sentence.masked[label.end() :].rstrip()
    return bool(_LINE_OF_HEADLINE.of(lexicon).fullmatch(rest))


def surnamed(surname: str, sentences: Sequence[MaskedSentence], begin: int) -> tuple[Entity, ...]:
    """The only one named before an offset whose name begins so: 程局长：."""
    before = (m for s in sentences if s.source.begin < begin for m in s.mentions)
    called = tuple(e for e in persons(before) if e.name.startswith(surname))
    return called if len(called) == 1 else ()
