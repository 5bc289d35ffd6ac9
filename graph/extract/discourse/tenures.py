"""Tenures: who holds, is given, is proposed for or leaves which post, since and until when.

Three forms say so: a career, a line or a clause a post; the act of an organ, in a sentence or as a
list below its verb (任命：, 免去：); a proposal. That somebody bears a title is no tenure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from graph.extract.patterns import MaskedSentence, masked
from graph.lexicon import Lexicon, Pattern
from graph.model import Document, Entity, Mention, Sentence
from graph.text import DateMention

_WHEN = (
    "(?:19|20)\\d\\d(?:{year_unit}(?:\\d{1,2}{month_unit}(?:\\d{1,2}{day_unit})?)?"
    "|[.．]\\d{1,2}(?:[.．]\\d{1,2})?)?(?!\\d)"
)
_SPAN = f"(?P<since>{_WHEN})[　 ]*(?:[—－–~～-]+|{{to_mark}})[　 ]*(?P<until>{_WHEN}|{{to_date}})?"
_PERIOD = masked(
    f"(?<![\\d.．]){_SPAN}[　 ：，]*(?P<verb>{{one_after_other}}?{{serving_verb|since_verb}})?|"
    f"(?<![\\d.．])(?P<at>{_WHEN}|{{that_year}}\\d{{1,2}}{{month_unit}})(?:{{since_mark}}|，)*"
    "(?P<started>{one_after_other}?{since_verb})|"
    f"^[　 ]*(?P<line>{_WHEN})[　 ：]+"
)
_SUCCESSIVE = Pattern("{one_after_other}|{successive_verb}")
_THAT_YEAR = Pattern("{that_year}(?P<month>.+)")
_JOINED = masked("(?:[、，　 {Organization}{Place}]|{conjunction|concurrently|serving_verb})*$")
_ASIDE = re.compile("（[^（）]*）?")
_LIFE = masked(
    "(?P<who>{Person})(?:（[^（）]*）)?，(?:{sex}(?=[，。])|\\d{4}{year_unit}[\\d{month_unit}{day_unit}]*{born})"
)

_NAMES = "(?P<names>{Person}(?:（[^（）]*）)?(?:、{Person}(?:（[^（）]*）)?)*){courtesy_title}?"
_POSTS = "(?P<posts>{Post}(?:[、，]{Post})*)"
BORNE = (
    "(?:(?:{and_others}?[{numeral}两]{1,2}{person_unit}[^，。；{Person}]{0,6}|{Post})"
    "(?={appointed_as}))?"
)
"""The rank of who is given a post: 冯立人教授为…, 甲、乙两位研究员为…."""
_GIVEN = masked(
    f"{_NAMES}{BORNE}(?:{{appointed_as}}|{{by_votes}}?{{electing_verb}}为?)"
    f"{_POSTS}(?P<hoped>{{candidate_noun}})?"
)
_CELLS = masked(f"^[　 \\t|]*(?:\\d+[.．、　 \\t|]+)?{_NAMES}[　 \\t|]+{_POSTS}[　 \\t|；。]*$")
"""An item of a list without a verb: 葛 明　澄州市统计局局长."""
_LEFT = masked(
    f"{_NAMES}(?:（[^（）]*）)?(?:[{{possessive}}{{his}}]|{{leaving_verb}})+[^，。{{Person}}{{Post}}]{{0,4}}{_POSTS}"
)
_ROW = masked(f"^[　 ]*{_POSTS}[　 ]*：[　 ]*{_NAMES}(?=[、；。　 ]|$)")
_TAKEN = masked(f"{{removing_verb}}{_NAMES}{_POSTS}")
_OF_LAST = {
    "proposed": masked(f"{{proposing_verb}}[^，。；{{Person}}{{Post}}]{{0,8}}{_POSTS}"),
    "removed": masked(f"{{removing_verb}}{{his}}[^，。；{{Person}}{{Post}}]{{0,8}}{_POSTS}"),
}
"""What is said of the person named last: 拟任县长, 免去其局长职务."""
_ACTS = {
    "proposed": masked("{proposing_verb}(?:{Person}|{post_noun}|：?$)"),
    "resigned": Pattern("{resigning_verb}"),
    "removed": Pattern("{removing_verb}"),
    "elected": Pattern("{electing_verb}"),
    "appointed": Pattern("{naming_verb}"),
}
_LEAVING = ("resigned", "removed")
NOT_YET = ("proposed", "elect")
"""What is said of a post that is not held yet."""

_ACTING = Pattern("{acting_prefix}[{han}]{0,2}{chief_ending}$")
_PASSED = masked("（.*{adopting_verb}）$")
_TABLE = re.compile("[|\t]")
_LONGEST_HEADING, _BARE_VERB = 80, 6


class Tenure(NamedTuple):
    """A person's time in a post. ``since`` and ``until`` are ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``
    or empty; ``status`` is as the ontology's tg:status."""

    person: Entity
    post: Entity
    status: str
    since: str = ""
    until: str = ""


Told = tuple[Tenure, Sentence]
Dates = Callable[[Sentence], Sequence[DateMention]]


def tenures(
    sentences: Sequence[MaskedSentence],
    lexicon: Lexicon,
    document: Document,
    dates: Dates,
    entries: Mapping[Sentence, str],
) -> Iterator[Told]:
    """The tenures that each sentence tells, in the order of the text; ``entries`` tell the day of
    those that stand in a chronicle."""
    subject: Mention | None = None
    above = _List((), document.issued if document.kind == "appointment" else "")
    for sentence in sentences:
        subject = _subject(sentence, subject, document, lexicon)
        above = above._replace(day=entries.get(sentence.source, above.day))
        told_above = bool(entries.get(sentence.source))  # an entry of several days has no last one
        days = [
            day
            for day in dates(sentence.source)
            if not day.value.startswith("--") and not told_above
        ]
        told: list[Tenure] = []
        if sentence.names("Post"):
            told += _acts(sentence, days, above, lexicon)
            told += _of_last(sentence, subject, above, lexicon)
            told += _career(sentence, subject, lexicon) if subject and not told else ()
        yield from ((tenure, sentence.source) for tenure in told)
        above = _above(sentence, days, above, document, lexicon)


class _List(NamedTuple):
    """What the lines above a list say of its items: their words, the last first, and the day of
    the act."""

    verbs: tuple[str, ...]
    day: str


def _above(
    sentence: MaskedSentence,
    days: Sequence[DateMention],
    before: _List,
    document: Document,
    lexicon: Lexicon,
) -> _List:
    """The list that the next sentence is an item of; its last item ends in a full stop."""
    line = sentence.masked
    heading = line.endswith("：") or len(line) <= _BARE_VERB or _TABLE.search(line)
    short = len(line) <= _LONGEST_HEADING and heading
    opens = (short or line.endswith("；")) and any(
        form.of(lexicon).search(line) for form in _ACTS.values()
    )
    dated = days and (opens or document.kind == "appointment" or _PASSED.of(lexicon).match(line))
    day = days[-1].value if dated else before.day
    if opens:
        return _List((line, *(before.verbs[:1] if line.endswith("；") else ())), day)
    return _List(() if line.endswith("。") else before.verbs, day)


def _subject(
    sentence: MaskedSentence, before: Mention | None, document: Document, lexicon: Lexicon
) -> Mention | None:
    """Whose career a sentence tells: X，男，…, until another person is named."""
    named = [m for m in sentence.mentions if m.type == "Person"]
    if named and (life := _LIFE.of(lexicon).search(sentence.masked)):
        return next(sentence.within(*life.span("who"), "Person"), None)
    if document.kind == "career":
        return before or next(iter(named), None)
    alone = before and all(m.entity == before.entity for m in named)
    return before if alone else None


def _career(sentence: MaskedSentence, subject: Mention, lexicon: Lexicon) -> Iterator[Tenure]:
    """The posts behind each period, up to the next; a period in brackets holds what they hold."""
    asides = [found.span() for found in _ASIDE.finditer(sentence.masked)]
    periods = [
        found
        for found in _PERIOD.of(lexicon).finditer(sentence.masked)
        if (found["started"] or found["verb"] or found["line"] or not found.start())
        and all(m.entity == subject.entity for m in sentence.within(0, found.start(), "Person"))
    ]
    year = ""
    for number, found in enumerate(periods):
        aside = next((a for a in asides if _inside(found.start(), [a])), None)
        end = aside[1] if aside else len(sentence.masked)
        beside = [p.start() for p in periods[number + 1 :] if not _inside(p.start(), asides)]
        since, until = (_day(found[name] or "", year, lexicon) for name in ("since", "until"))
        since = since or _day(found["at"] or found["line"] or "", year, lexicon)
        year = (until or since)[:4]
        others = [each for each in asides if each != aside]
        posts = list(_posts(sentence, found, min([*beside[:1], end]), others, lexicon))
        yield from _held(subject, posts, found, (since, until), lexicon)


def _held(
    subject: Mention,
    posts: Sequence[tuple[Mention, str]],
    period: re.Match[str],
    days: tuple[str, str],
    lexicon: Lexicon,
) -> Iterator[Tenure]:
    """The tenures of one period. Of posts held one after the other (历任A，B) the first begins with
    it and the last ends with it; a comma parts them, where there is one, else each is one."""
    said = period["started"] or period["verb"] or ""
    successive = bool(_SUCCESSIVE.of(lexicon).search(said))
    elected = bool(_ACTS["elected"].of(lexicon).search(said))
    parted = any("，" in before for _, before in posts[1:])
    steps = [
        number > 0 and (not parted or "，" in before) for number, (_, before) in enumerate(posts)
    ]
    step, last = 0, sum(steps)
    for (post, _), opens in zip(posts, steps, strict=True):
        step += opens
        since = days[0] if not (successive and step) else ""
        until = days[1] if not (successive and step < last) else ""
        if days[0] and subject.entity and post.entity:
            status = _status("elected" if elected else "attested", post, lexicon)
            yield Tenure(subject.entity, post.entity, status, since, until)


def _posts(
    sentence: MaskedSentence,
    period: re.Match[str],
    end: int,
    asides: Sequence[tuple[int, int]],
    lexicon: Lexicon,
) -> Iterator[tuple[Mention, str]]:
    """The posts of a period, each with the words before it, none in brackets; behind 任 those
    joined to the first."""
    stop = next((i for i in range(period.end(), end) if sentence.masked[i] in "；。"), end)
    joined, last = _JOINED.of(lexicon), 0
    for post, at in zip(sentence.mentions, sentence.at, strict=True):
        if not period.end() <= at < stop or _inside(at, asides):
            continue
        if post.type == "Person":
            return
        if post.type == "Post":
            if last and period["started"] and not joined.match(sentence.masked, last, at):
                return
            yield post, sentence.masked[last:at]
            last = at + 1


def _inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(begin <= position < end for begin, end in spans)


def _day(written: str, that_year: str, lexicon: Lexicon) -> str:
    """1998.07 and 1998年7月 → ``1998-07``, 同年7月 by the year before; '' for what is no date."""
    if same := _THAT_YEAR.of(lexicon).match(written):
        written = f"{that_year}.{same['month']}"
    year, *rest = re.findall("\\d+", written) or [""]
    try:
        date(int(year), *[int(part) for part in [*rest, "1", "1"][:2]])
    except ValueError:
        return ""
    return "-".join((year, *(part.zfill(2) for part in rest)))


def _acts(
    sentence: MaskedSentence, days: Sequence[DateMention], above: _List, lexicon: Lexicon
) -> Iterator[Tenure]:
    """Who is appointed, elected or removed: by the verb of the clause, else by that of the line
    above the list; on the day told before it, else above it."""
    left = any(_verb(line, True, lexicon) for line in above.verbs)
    forms = ((_GIVEN, False), (_ROW, False), (_LEFT, True), (_TAKEN, True), (_CELLS, left))
    for form, leaving in forms:
        for found in form.of(lexicon).finditer(sentence.masked):
            clause = max(sentence.masked.rfind(mark, 0, found.start()) for mark in "，。；：") + 1
            said = sentence.masked[clause : found.start("posts")]
            hoped = "proposed" if found.groupdict().get("hoped") else ""
            acts = (_verb(line, leaving, lexicon) for line in (said, *above.verbs))
            act = hoped or next(filter(None, acts), "")
            before = [d.value for d in days if d.end <= sentence.offset(found.start())]
            asides = [aside.span() for aside in _ASIDE.finditer(sentence.masked)]
            for person in sentence.within(*found.span("names"), "Person"):
                if act and not _inside(sentence.at[sentence.mentions.index(person)], asides):
                    day = (before or [above.day])[-1]
                    yield from _given(person, sentence, found, act, day, lexicon)


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
            status = _status(act, post, lexicon) if act == "appointed" else act
            since = "" if act in (*_LEAVING, "proposed") else day
            until = day if act in _LEAVING else ""
            yield Tenure(person.entity, post.entity, status, since, until)


def _status(act: str, post: Mention, lexicon: Lexicon) -> str:
    """``acting`` for 代市长, else the act."""
    return "acting" if _ACTING.of(lexicon).search(post.text) else act


def _of_last(
    sentence: MaskedSentence, subject: Mention | None, above: _List, lexicon: Lexicon
) -> Iterator[Tenure]:
    """What is said of the last person named before, else of the one whose career it is."""
    for act, form in _OF_LAST.items():
        for found in form.of(lexicon).finditer(sentence.masked):
            person = [subject, *sentence.within(0, found.start(), "Person")][-1]
            if person:
                yield from _given(person, sentence, found, act, above.day, lexicon)
