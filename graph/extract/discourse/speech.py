"""Who is speaking where: from a verb of speech to the next one, or to another paragraph.

The attribution of Mann and Thompson's Rhetorical Structure Theory (1988), at its simplest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.extract.patterns import Skeleton, pattern
from graph.lexicon import Lexicon, once_per_lexicon
from graph.model import Entity, Mention, Sentence

_ORGAN_CUE = pattern("(?:^|[，。；])(?P<who>O)(?P<between>)(?P<verb>指出|强调|要求|号召)")
_ANAPHORS = ("他", "她", "报告", "讲话", "贺词", "贺信", "文章")
_NEAR = 400
_LEADER = pattern("PT[^，。]{0,8}?(?:提出|指出|强调|希望)")
_LATER = pattern(
    "(?:O消息（O）：)?(?:O?T[、，]?)*(?P<who>P)(?P<between>[^。；：“”]{1,60}?，(?:并|还)?)(?P<verb>表示|指出|强调|认为|说)"
)
_BYLINE = pattern("T*P")
_SUBJECT = pattern("(?:O消息（O）：|[^，。：PT]{0,12}[，：])?(?:O?T[、，]?)*P(?![、和与P])")
_PUBLISHED = pattern(
    "(?:发表|刊发|播发)[^，。；P]{0,8}?(?:T[、，]?)*P[^，。；PO]{0,8}(?:文章|讲话|演讲)"
)
_ISSUED = pattern("O(?:关于|干部任前|[^，。]{0,12}(?:公告|通知|公示)$)")
_CONTINUES = re.compile(
    "^(?:[一二三四五六七八九十]+[要是、]|第[一二三四五六七八九十]+[，、]|"
    "[（(][一二三四五六七八九十]+[）)]|\\d+[.．、]|要|我们|首先|其次|最后|同时|[“”])"
)
_HEADING = re.compile("(?:强调|指出|要求)$")  # …时强调, and what in the lines of a headline below
_LINE = 40
_DECREED = pattern(
    "(?P<who>D)[”》]?(?:共|还|同时)?[^，。；O]{0,8}?(?P<between>)(?P<verb>指出|提出|"
    "要求|明确|强调|部署)"
)


@once_per_lexicon
def cue(lexicon: Lexicon) -> re.Pattern[str]:
    """Somebody and a verb of speech: 马卫光强调, 会议指出, 他在讲话中说."""
    verbs = lexicon.alternation("verbs", role="speech")
    return pattern(
        "(?P<who>(?<!正如)P|他|她|(?<![E作])(?:报告|讲话|贺词|贺信|文章)(?=指出|强调|认为|提出|"
        "号召|要求|充分)|(?<![E与])(?:会议|全会|大会|座谈会|本次会议|会)|"
        "(?:大家|与会[^，。；PEO]{0,6}?)(?=(?:一致)?(?:认为|表示|指出))|E)"
        "(?P<between>T?[^，。；！？“”PEO的]{0,14}?|[^，。；]{0,6}在[^，。；]{0,16}(?:中|"
        "上|时)[，]?|"
        f"T?(?:在|就|对)[^，。；]{{1,24}}?|代表[^。；P]{{1,80}}?|还)(?P<verb>(?<![新高硬总]){verbs}|"
        f"作了?[^，。；PE]{{0,30}}报告|致(?:贺|开幕|欢迎|闭幕|祝)[词辞])(?!了?(?:加强|的))"
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """From ``begin`` on these speak: a person, an occasion, the organs of a policy; or nobody."""

    begin: int
    speakers: tuple[Entity, ...]


def turns(
    skeletons: Sequence[Skeleton],
    spoken: re.Pattern[str],
    occasions: Mapping[Sentence, Entity | None],
    issuers: Mapping[Entity, tuple[Entity, ...]],
) -> list[Turn]:
    """The turns of a document in order; nobody, or its author, speaks before the first.

    ``spoken`` is the pattern of `cue`, ``issuers`` tells who speaks where 《意见》指出.
    """
    author = _author(skeletons)
    out = [Turn(0, author)]
    last: tuple[Entity, ...] = ()
    paragraph = -1
    heading = False
    for drawn in skeletons:
        sentence = drawn.sentence
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            if not (_CONTINUES.match(sentence.text) or heading):
                out.append(Turn(sentence.begin, author))
        said = _LATER.match(drawn.drawn) or spoken.search(drawn.drawn)
        said = said or _ORGAN_CUE.search(drawn.drawn)
        decreed = None if said else _DECREED.search(drawn.drawn)
        if decreed:
            policy = _at(drawn, decreed)
            speakers = issuers.get(policy.entity, ()) if policy and policy.entity else ()
            if speakers:
                out.append(Turn(drawn.offset(decreed.start()), speakers))
        elif said:
            named = _speaker(drawn, said, occasions[sentence])
            speakers = last if said["who"] in _ANAPHORS else named
            if speakers and not _quoted(speakers, out[-1], drawn, said):
                out.append(Turn(drawn.offset(said.start()), speakers))
                last = speakers if speakers[0].type == "Person" else last
        else:
            last = _subject(drawn) or last
        heading = bool(_HEADING.search(sentence.text)) or (heading and len(sentence.text) < _LINE)
    return out


def _quoted(
    speakers: tuple[Entity, ...], current: Turn, drawn: Skeleton, said: re.Match[str]
) -> bool:
    """Whether a leader is quoted in another's speech: 习近平主席提出 while somebody else speaks."""
    speaking = any(s.type == "Person" for s in current.speakers) and current.speakers != speakers
    same_paragraph = current.begin >= drawn.sentence.begin - _NEAR
    return speaking and same_paragraph and bool(_LEADER.match(drawn.drawn, said.start()))


def _subject(drawn: Skeleton) -> tuple[Entity, ...]:
    """The person a sentence without speech is about, whom 他 means in the next; or whose article it
    tells of."""
    match = _SUBJECT.match(drawn.drawn) or _PUBLISHED.search(drawn.drawn)
    person = next(drawn.within(*match.span(), "Person"), None) if match else None
    return (person.entity,) if person and person.entity else ()


def _at(drawn: Skeleton, said: re.Match[str]) -> Mention | None:
    return next(drawn.within(*said.span("who")), None)


def _speaker(drawn: Skeleton, said: re.Match[str], occasion: Entity | None) -> tuple[Entity, ...]:
    """Who the cue names; 会议 and any other meeting's name stand for the sentence's occasion."""
    mention = _at(drawn, said)
    if mention and mention.entity and mention.type != "Event":
        return (mention.entity,)
    return (occasion,) if occasion else ()


def _author(skeletons: Sequence[Skeleton]) -> tuple[Entity, ...]:
    """Who speaks where nobody is quoted: the name under a title, the organ of a notice."""
    for drawn in skeletons[:3]:
        if _BYLINE.fullmatch(drawn.drawn):
            return tuple(m.entity for m in drawn.mentions if m.type == "Person" and m.entity)
    for drawn in skeletons[:2]:
        if _ISSUED.match(drawn.drawn):
            return tuple(m.entity for m in drawn.within(0, 1) if m.entity)
    return ()
