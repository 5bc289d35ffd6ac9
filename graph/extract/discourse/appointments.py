"""Appointments: the act of an organ that gives or takes a post, in a sentence or a list below its
verb (任命：, 免去：), and proposals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.extract.discourse.tenure import ELECTED, Tenure, brackets, inside, status_of
from graph.extract.patterns import MaskedSentence, masked
from graph.lexicon import Lexicon, Pattern
from graph.model import Document, Mention
from graph.text import DateMention

_NAME = "{Person}(?:（[^（）]*）)?"
SUCCEEDING = "(?:{succeeding_verb}(?:{Post}、?)*{Person}{courtesy_title}?，?)?"
"""周大川接替林有田任局长: whose post it was before."""
_NAMES = f"{{succeeding_verb:not_after}}(?P<names>{_NAME}(?:、{_NAME})*){{courtesy_title}}?"
_POSTS = "(?P<posts>{Post}(?:[、，]{Post}(?![　 ]?{Person}|{by}))*)"
"""Not with one that leads on to another name: 任局长，副校长苏映雪主持工作."""
BORNE = (
    "(?:(?:{and_others}?[{numeral}两\\d]{1,3}{person_unit}[^，。；{Person}]{0,6}|{Post})"
    "(?={appointed_as}))?"
)
"""The rank of who is given a post: 冯立人教授为…, 甲、乙两位研究员为…."""
_GIVEN = masked(
    f"{_NAMES}{SUCCEEDING}{BORNE}(?:{{appointed_as}}|{{by_votes}}?{{electing_verb}}为?)"
    f"{_POSTS}(?P<hoped>{{candidate_noun}})?"
)
_CELLS = masked(
    f"^[　 \\t|]*(?:\\d+[.．、　 \\t|]+)?{_NAMES}[　 \\t|]+(?:{{sex}}[　 \\t|]+)?"
    f"{_POSTS}{{post_noun}}?[　 \\t|；。]*$"
)
"""An item of a list without a verb: 葛 明　澄州市统计局局长."""
_LEFT = masked(
    f"{_NAMES}(?:（[^（）]*）)?(?:[{{possessive}}{{his}}]|{{leaving_verb}})+[^，。{{Person}}{{Post}}]{{0,4}}{_POSTS}"
)
_ROW = masked(
    f"^[　 ]*{_POSTS}[　 ]*：[　 ]*(?P<names>{_NAME}(?:[、　 ]+{_NAME}(?![　 ]*{{Post}}))*)"
    "(?=[、；。　 ]|$)"
)
_TAKEN = masked(f"{{removing_verb}}{_NAMES}{_POSTS}")
_BEGUN = masked(f"{_NAMES}{SUCCEEDING}{{since_verb}}+{_POSTS}")
"""A post that somebody came to at a time that is told: 1953年春，贺子谦任局长."""
_OF_LAST = {
    "proposed": masked(f"{{proposing_verb}}[^，。；{{Person}}{{Post}}]{{0,8}}{_POSTS}"),
    "removed": masked(
        f"(?:{{removing_verb}}{{his}}|(?<=，){{no_longer}})"
        f"[^，。；{{Person}}{{Post}}]{{0,8}}{_POSTS}"
    ),
}
"""What is said of the person named last: 拟任县长, 免去其局长职务, 不再担任局长."""
_ACTS = {
    "proposed": masked("{proposing_verb}(?:{Person}|{post_noun}|：?$)"),
    "resigned": Pattern("{resigning_verb}"),
    "removed": Pattern("{removing_verb}"),
    "elected": ELECTED,
    "appointed": Pattern("{naming_verb}|{approval}：$"),
}
_LEAVING = ("resigned", "removed")
_FOUNDING = Pattern("{setting_up}")
"""Above a list of members, who hold the posts behind their names already."""
_GOES_ON = Pattern("{post_noun}?[，、]")
"""Between the first of a clause and those behind it that its verb is said of, too."""
_PASSED = masked("（.*{adopting_verb}）$")
_TABLE = re.compile("[|\t]")
_LONGEST_HEADING, _BARE_VERB = 80, 6


class ListHead(NamedTuple):
    """What the lines above a list say of its items: their words, the last first, and the day of
    the act."""

    verbs: tuple[str, ...]
    day: str


def list_head(
    sentence: MaskedSentence,
    days: Sequence[DateMention],
    before: ListHead,
    document: Document,
    lexicon: Lexicon,
) -> ListHead:
    """The list that the next sentence is an item of; its last item ends in a full stop."""
    line = sentence.masked
    short = len(line) <= _LONGEST_HEADING and (
        line.endswith("：") or len(line) <= _BARE_VERB or _TABLE.search(line)
    )
    opens = (short or line.endswith("；")) and any(
        form.of(lexicon).search(line) for form in _ACTS.values()
    )
    days = [day for day in days if day.is_day]
    dated = days and (opens or document.kind == "appointment" or _PASSED.of(lexicon).match(line))
    day = days[-1].value if dated else before.day
    if opens:
        return ListHead((line, *(before.verbs[:1] if line.endswith("；") else ())), day)
    return ListHead(() if line.endswith("。") else before.verbs, day)


def appointments(
    sentence: MaskedSentence, days: Sequence[DateMention], above: ListHead, lexicon: Lexicon
) -> Iterator[Tenure]:
    """Who is appointed, elected or removed: by the verb of the clause, else by that of the line
    above the list; on the day told before it, else above it."""
    if not sentence.names("Person", "Post"):
        return
    left = any(_verb(line, True, lexicon) for line in above.verbs)
    forms = ((_GIVEN, False), (_ROW, False), (_LEFT, True), (_TAKEN, True), (_CELLS, left))
    members = any(_FOUNDING.of(lexicon).search(line) for line in above.verbs)
    goes_on_between = _GOES_ON.of(lexicon)
    for form, leaving in forms:
        carried, last = "", 0
        lines = () if form is _CELLS and members else above.verbs
        for found in form.of(lexicon).finditer(sentence.masked):
            clause = max(sentence.masked.rfind(mark, 0, found.start()) for mark in "，。；：") + 1
            said = sentence.masked[clause : found.start("posts")]
            hoped = "proposed" if found.groupdict().get("hoped") else ""
            goes_on = form in (_GIVEN, _LEFT) and bool(
                goes_on_between.fullmatch(sentence.masked, last, found.start())
            )
            acts = (_verb(line, leaving, lexicon) for line in (said, *lines))
            act = hoped or next(filter(None, acts), carried if goes_on else "")
            carried, last = act, found.end()
            day = _day_of_act(sentence, days, found.start(), above)
            asides = brackets(sentence.masked)
            for person in sentence.within(*found.span("names"), "Person"):
                if act and not inside(sentence.at[sentence.mentions.index(person)], asides):
                    yield from _given(person, sentence, found, act, day, lexicon)


def begun(
    sentence: MaskedSentence, days: Sequence[DateMention], entry: str, lexicon: Lexicon
) -> Iterator[Tenure]:
    """Who came to a post at the time told before it in the sentence, or at that of an ``entry``."""
    asides = brackets(sentence.masked)
    for found in _BEGUN.of(lexicon).finditer(sentence.masked):
        before = [d.value for d in days if d.end <= sentence.offset(found.start())]
        for person in sentence.within(*found.span("names"), "Person"):
            day = (before or [entry])[-1]
            if day and not inside(found.start(), asides):
                yield from _given(person, sentence, found, "attested", day, lexicon)


def _day_of_act(
    sentence: MaskedSentence, days: Sequence[DateMention], act: int, above: ListHead
) -> str:
    """The last day told before an act, or a year or month that opens a clause or stands in the
    act's own: not that of the report which was heard (关于2022年…的报告，决定任命…)."""
    at, clause = sentence.offset(act), sentence.offset(sentence.clause(act))
    text, begin = sentence.source.text, sentence.source.begin
    told = (
        day.value
        for day in days
        if day.end <= at
        and (day.is_day or day.begin >= clause or text.startswith("，", day.end - begin))
    )
    return [above.day, *told][-1]


def _verb(said: str, leaving: bool, lexicon: Lexicon) -> str:
    """The act that words tell of, among those that give or those that take a post."""
    fitting = (name for name in _ACTS if (name in _LEAVING) == leaving)
    return next((name for name in fitting if _ACTS[name].of(lexicon).search(said)), "")


def _given(
    person: Mention,
    sentence: MaskedSentence,
    found: re.Match[str],
    act: str,
    day: str,
    lexicon: Lexicon,
) -> Iterator[Tenure]:
    for post in sentence.within(*found.span("posts"), "Post"):
        if person.entity and post.entity:
            status = status_of(act, post, lexicon) if act == "appointed" else act
            since = "" if act in (*_LEAVING, "proposed") else day
            until = day if act in _LEAVING else ""
            yield Tenure(person.entity, post.entity, status, since, until)


def said_of_last(
    sentence: MaskedSentence,
    days: Sequence[DateMention],
    subject: Mention | None,
    above: ListHead,
    lexicon: Lexicon,
) -> Iterator[Tenure]:
    """What is said of the last person named before, else of the one whose career it is."""
    for act, form in _OF_LAST.items():
        for found in form.of(lexicon).finditer(sentence.masked):
            person = [subject, *sentence.within(0, found.start(), "Person")][-1]
            if person:
                day = _day_of_act(sentence, days, found.start(), above)
                yield from _given(person, sentence, found, act, day, lexicon)
