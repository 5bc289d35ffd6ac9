"""Careers: the posts that somebody held, a line or a clause a post, each since and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from graph.extract.discourse.tenure import ELECTED, Tenure, brackets, inside, status_of
from graph.extract.patterns import MaskedSentence, masked
from graph.lexicon import Lexicon, Pattern
from graph.model import Document, Mention

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
_ONCE = Pattern("{once}")
"""Before a post that was held at some time, and not in the period before it: 曾兼任会长."""
_THAT_YEAR = Pattern("{that_year}(?P<month>.+)")
_JOINED = masked("(?:[、，　 {Organization}{Place}]|{conjunction|concurrently|serving_verb})*$")
_LIFE = masked(
    "(?P<who>{Person})(?:（[^（）]*）)?，(?:{sex}(?=[，。])|\\d{4}{year_unit}[\\d{month_unit}{day_unit}]*{born})"
)


def subject_of(
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


def career(sentence: MaskedSentence, subject: Mention, lexicon: Lexicon) -> Iterator[Tenure]:
    """The posts behind each period, up to the next; a period in brackets holds what they hold."""
    asides = brackets(sentence.masked)
    periods = [
        found
        for found in _PERIOD.of(lexicon).finditer(sentence.masked)
        if (found["started"] or found["verb"] or found["line"] or not found.start())
        and all(m.entity == subject.entity for m in sentence.within(0, found.start(), "Person"))
    ]
    year = ""
    for number, found in enumerate(periods):
        aside = next((a for a in asides if inside(found.start(), [a])), None)
        end = aside[1] if aside else len(sentence.masked)
        beside = [p.start() for p in periods[number + 1 :] if not inside(p.start(), asides)]
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
    elected = bool(ELECTED.of(lexicon).search(said))
    parted = any("，" in before for _, before in posts[1:])
    steps = [
        number > 0 and (not parted or "，" in before) for number, (_, before) in enumerate(posts)
    ]
    step, last, once = 0, sum(steps), False
    for (post, before), opens in zip(posts, steps, strict=True):
        step += opens
        once = once or bool(_ONCE.of(lexicon).search(before))
        since = days[0] if not (once or (successive and step)) else ""
        until = days[1] if not (once or (successive and step < last)) else ""
        if days[0] and subject.entity and post.entity:
            status = status_of("elected" if elected else "attested", post, lexicon)
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
    joined, first, last = _JOINED.of(lexicon), True, period.end()
    for post, at in zip(sentence.mentions, sentence.at, strict=True):
        if not period.end() <= at < stop or inside(at, asides):
            continue
        if post.type == "Person":
            return
        if post.type == "Post":
            if not first and period["started"] and not joined.match(sentence.masked, last, at):
                return
            yield post, sentence.masked[last:at]
            first, last = False, at + 1


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
