"""Words between quotation marks that a speaker repeats: 习近平总书记强调，“…” in another's speech.

They are of whom they are quoted from, or of nobody where only a title tells whom; the speaker goes
on behind them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.extract.discourse.bearers import is_listed
from graph.extract.discourse.turn import Turn
from graph.extract.patterns import MaskedSentence, MaskedSentences, masked
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity

_OPENS, _CLOSES = "“", "”"
_ENDS = frozenset("，。；！？、：“…）”")
_LONGEST = 6  # sentences that a quotation runs over, at most
_PARTS = {
    "gap": "[^，。；：“”{Person}{Post}{Slogan}{Policy}{Event}{Organization}]",
    "quote": _OPENS,
}
_QUOTED = masked(
    "(?<![{Post}{Organization}、{and_word}{recipient_mark}{about_mark}])(?:{Post}|{Organization}|、)*+"
    "(?:(?P<who>{Person})(?:{Post}|{courtesy_title})?|(?<=(?P<title>{Post})))"
    "(?:{gap}{0,14}?|{gap}{0,6}?{at_mark}[^，。；：“”{Person}]{1,24}[上中时])"
    "(?!{putting_forward}){no_speech_lead:not_after}"
    "(?:{verbs.speech}|{instructing_verb}|{exhorting_verb})(?:{experiential}|{perfective})?"
    "(?:{addressed_people})?[，：]?{must}?(?={quote})",
    _PARTS,
)
"""习近平总书记反复告诫全党，|“作风建设永远在路上”: the quotation stands right behind."""
_IN_HIS_WORDS = masked(
    "(?:(?P<who>{Person})(?:{Post}|{courtesy_title})?|(?P<title>{Post})){possessive}{word_noun}来?[说讲]，"
    "{gap}{0,8}(?={quote})",
    _PARTS,
)
"""用习近平总书记的话说，就是要|“撸起袖子加油干”."""
_GOES_ON = Pattern(
    "(?:、|{conjunction}|[，；]?(?:{likewise}|并)?{verbs.speech}(?:{perfective}|{addressed_people})?"
    "[，：]?{must}?)?(?=“)"
)
"""“…”，强调要|“…”: another quotation of him."""
_CITES = Pattern("{citing_verb}")

_NEAR_CHARACTERS = 400
_LEADER = masked("{Person}{Post}[^，。]{0,8}?{verbs.speech}")
_TOLD = Pattern("{perfective}")
_REPEATED = masked("{Person}{courtesy_title}?[^，。]{0,8}?{verbs.speech}{experiential}?[，：]“")


def repeated(told: list[Turn], sentences: MaskedSentences, lexicon: Lexicon) -> list[Turn]:
    """The turns, with those of whom a speaker quotes within his own."""
    for begin, end, whose in quotations(sentences, lexicon):
        first = bisect_right(told, begin, key=lambda turn: turn.begin)
        last = bisect_right(told, end, key=lambda turn: turn.begin)
        if told[first - 1].speakers and told[first - 1].speakers != whose:
            again = replace(told[last - 1], begin=end)
            told[first:last] = [Turn(begin, whose), again]
    return told


def quotations(
    sentences: MaskedSentences, lexicon: Lexicon
) -> Iterator[tuple[int, int, tuple[Entity, ...]]]:
    """Where words are quoted of somebody, from the opening mark to behind the closing one, and
    whose they are: of a title alone his who alone bore it before."""
    forms = [form for form in (_QUOTED, _IN_HIS_WORDS) if sentences.may(form, lexicon)]
    if not forms:
        return
    bearers: dict[str, set[Entity]] = defaultdict(set)
    cites, goes_on = _CITES.of(lexicon), _GOES_ON.of(lexicon)
    for number, sentence in enumerate(sentences):
        if _OPENS in sentence.masked and (sentence.names("Person") or sentence.names("Post")):
            for form in forms:
                for match in form.of(lexicon).finditer(sentence.masked):
                    whose = () if cites.search(match[0]) else _whose(sentence, match, bearers)
                    begin = sentence.offset(match.end())
                    while end := _closed(sentences[number : number + _LONGEST], begin):
                        yield begin, end, whose
                        source = sentence.source
                        more = goes_on.match(source.text, max(0, end - source.begin))
                        if not more or end > source.end:
                            break
                        begin = source.begin + more.end()
        for one, other in pairwise(sentence.mentions):
            post, person = (other, one) if one.type == "Person" else (one, other)
            if (
                post.type == "Post"
                and person.type == "Person"
                and person.entity
                and one.end == other.begin
            ):
                bearers[post.text].add(person.entity)


def _whose(
    sentence: MaskedSentence, match: re.Match[str], bearers: Mapping[str, set[Entity]]
) -> tuple[Entity, ...]:
    """The person named, or who bears the title."""
    if match["who"]:
        return tuple(m.entity for m in sentence.within(*match.span("who")) if m.entity)
    titles = (m.text for m in sentence.within(*match.span("title")))
    borne = [tuple(bearers[title]) for title in titles if title in bearers]
    return next((who for who in borne if len(who) == 1), ())


def _closed(sentences: Sequence[MaskedSentence], begin: int) -> int:
    """Where the quotation that begins at an offset ends, if it is a clause of its own and no
    formula within one: not 强调“两个维护”的意义; 0 if it does not end."""
    depth = 0
    for sentence in sentences:
        text, start = sentence.source.text, sentence.source.begin
        for at in range(max(0, begin - start), len(text)):
            depth += (text[at] == _OPENS) - (text[at] == _CLOSES)
            if text[at] == _CLOSES and depth <= 0:
                ends = at + 1 == len(text) or text[at + 1] in _ENDS
                return start + at + 1 if ends else 0
    return 0


def told_by(
    current: Turn,
    speakers: tuple[Entity, ...],
    sentence: MaskedSentence,
    said: re.Match[str],
    lexicon: Lexicon,
) -> bool:
    """Whether a leader is quoted while another speaks: 习近平主席提出, 国家主席习近平提出了."""
    head = next(sentence.within(said.start("who") - 1, said.start("who"), "Post"), None)
    of_state = head and head.text.endswith(tuple(lexicon.word_class("head_of_state")))
    told = of_state and _TOLD.of(lexicon).match(sentence.masked, said.end())
    who = next(sentence.within(*said.span("who")), None)
    if who and is_listed(who.text, False, lexicon):  # 毛泽东同志指出，“…”
        told = told or _REPEATED.of(lexicon).match(sentence.masked, said.start())
    speaking = any(s.type == "Person" for s in current.speakers) and current.speakers != speakers
    same_paragraph = current.begin >= sentence.source.begin - _NEAR_CHARACTERS
    return (
        speaking
        and same_paragraph
        and bool(told or _LEADER.of(lexicon).match(sentence.masked, said.start()))
    )
