"""Who chaired, spoke at, attended and convened an occasion, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.discourse.reading import CONVENING, Reading
from graph.extract.discourse.speech import cue
from graph.extract.patterns import Skeleton, pattern
from graph.extract.rules import relations
from graph.lexicon import Lexicon, once_per_lexicon
from graph.model import Entity, Mention, Relation
from graph.text import DateMention

_ONE = "(?:L?T[、，]?)*P(?:（[^（）]*）)?(?:同志)?(?:围绕“[^”]{1,30}”)?"
_MORE = "[^，。；、PEO]{1,14}[PO]"
_LIST = (
    f"(?<!以)(?P<who>(?>(?:{_ONE}|O)(?:(?:[、，]|和|以及|及|与|[　 ]|(?=P))(?:{_ONE}|O|{_MORE}))*))"
    "(?![^，。；、]{0,2}(?:长|主任|书记)[、，列出参])"
)
_TAIL = (
    "(?:等(?:市|省|县|区|校)?(?:领导)?(?:同志|人)?|等[^，。；PE]{0,8}(?:，(?=分别|"
    "先后|围绕))|[^，。；PE]{0,6}(?:负责人|负责同志|一行))?(?!有关|各|相关)"
)
_AT = "(?:[^，。；P]{0,40}?)"
CHAIR = pattern(
    "(?P<both>P[^，。；P]{0,14}?(?:同|与|和)(?:L?T[、，]?)*P)(?:在[^，。；]{0,10})?共同主持(?!人)|"
    "(?P<who>P)(?:T)?(?:还|在L|[^，。；P]{0,10}?日(?:上午|下午|晚)?|上午|"
    "下午)?(?:在[^，。；]{0,10})?主持(?!人)|由(?P<by>P)主持"
)
ORGANIZE = pattern(
    "(?P<who>O(?:(?:、|和)?O)*)(?:[^，。；P]{0,16}?)(?:召开|举行|"
    "举办|进行)[^，。；P]{0,6}?E|(?:会议|全会|E)由(?P<by>O)主持"
)
_PLACED = pattern(
    "(?:在|于)(?P<where>L+)(?:[^，。；]{0,6})(?:召开|举行|举办|闭幕|开幕|参加|出席)|"
    "在(?P<there>L+)(?:召开|举行|举办)"
)
_VAGUE = re.compile("领导同志|有关(?!负责)|各|等单位")
_TOUR = re.compile("调研|考察|视察|慰问|走访")
_GUEST = pattern(
    "(?:出席|参加)(?P<events>E(?:(?:、|和|及|以及)E)*)的"
    "(?P<who>(?:L?T[、，]?)*P(?:(?:、|，|和|以及)(?:L?T[、，]?)*P)*)"
)
_HOSTED = pattern("(?P<who>P)[^，。；PE]{0,8}在L*[^，。；PE]{0,4}(?:出席|参加)(?P<events>E)期间")
_MEETS = pattern("^(?=[^E]*$).*(?:会见|会谈|会晤|通电话)|P[^，。；]{0,12}访问")
_INSTRUCTS = pattern("P[^，。；P]{0,40}作出?了?(?:重要)?(?:指示|批示)")
_SAID_AT = pattern(
    "(?P<who>P)T?在(?:出席|参加|(?P<chairs>主持召开|主持))?(?P<event>E)(?:上|期间|"
    "时)?(?:的|所|发表了?|作了?)*(?:重要|主旨)*(?:讲话|致辞|演讲|报告)"
)


@once_per_lexicon
def speaking(lexicon: Lexicon) -> re.Pattern[str]:
    """Who speaks at the occasion: …讲话, 作…报告, 听取…汇报, …指出."""
    said, address, deliver, report = (
        lexicon.alternation("verbs", role=role)
        for role in ("speech", "address", "deliver", "report")
    )
    return pattern(
        f"{_LIST}{_TAIL}(?:[^，。；P的]{{0,90}}?(?:(?<!重要){address}|发表了?(?:重要)?{address})|"
        f"[^，。；P]{{0,60}}?作出?了?[^，。；P]{{0,40}}?{deliver}|"
        "[^，。；P的]{0,40}?(?:谈了?(?:认识|体会|感受)|负责(?:人|"
        "同志)[^，。；]{0,8}(?:回应|汇报)))|"
        "听取(?:和审议|并审议)?了?(?P<heard>(?:T?P|O)(?:、T?P|、O)*)"
        "(?:作的D|作?(?:的|关于)[^，。；]{0,40}?(?:汇报|报告))|"
        "听取(?:和审议|并审议)?了?(?P<told>O)D|"
        f"(?P<he>P)(?:[^，。；P的]{{0,12}}?){report}|(?<!正如)(?P<cue>P)T?[^，。；PE]{{0,10}}?{said}"
    )


@once_per_lexicon
def attending(lexicon: Lexicon) -> re.Pattern[str]:
    """Who attends: a list of names, with their posts, before 出席 and its like."""
    verbs = lexicon.alternation("verbs", role="attend")
    return pattern(
        f"{_LIST}{_TAIL}{_AT}{verbs}(?!会见|审议|[^，。]{{0,6}}(?:会见|会谈|考察|调研|视察|慰问))"
    )


@relations
def participation(reading: Reading) -> Iterator[Relation]:
    """chair, speaker and attendee; one who chairs or speaks is not listed as attending too."""
    found: dict[tuple[str, Entity, Entity], Relation] = {}
    elsewhere = _speaking_elsewhere(reading)
    for drawn in reading.skeletons:
        for relation in _of_sentence(reading, drawn, elsewhere):
            if isinstance(relation.object, Entity):
                found.setdefault((relation.name, relation.subject, relation.object), relation)
    active = {(s, o) for name, s, o in found if name != "attendee"}
    for (name, subject, value), relation in found.items():
        if name != "attendee" or (subject, value) not in active:
            yield relation


def _of_sentence(
    reading: Reading, drawn: Skeleton, elsewhere: set[Entity | None]
) -> Iterator[Relation]:
    for match in _SAID_AT.finditer(drawn.drawn):
        for person in drawn.within(*match.span("who"), "Person"):
            for event in drawn.within(*match.span("event"), "Event"):
                yield from _relation(event.entity, "speaker", person, drawn, "said-at")
                if match["chairs"]:
                    yield from _relation(event.entity, "chair", person, drawn, "said-at")
    for match in (*_GUEST.finditer(drawn.drawn), *_HOSTED.finditer(drawn.drawn)):
        for person in drawn.within(*match.span("who"), "Person"):
            for event in drawn.within(*match.span("events"), "Event"):
                yield from _relation(event.entity, "attendee", person, drawn, "guest-of")
    current = reading.occasions[drawn.sentence]
    if current is None:
        return
    said = [m.span() for m in _SAID_AT.finditer(drawn.drawn)]
    lexicon = reading.analysis.lexicon
    forms = (CHAIR, "chair"), (speaking(lexicon), "speaker"), (attending(lexicon), "attendee")
    spoken = cue(lexicon).search(drawn.drawn)
    first = spoken.start() if spoken else len(drawn.drawn)
    for form, name in forms:
        for match in form.finditer(drawn.drawn):
            toured = match[0].endswith(("陪同", "随同")) and _TOUR.search(drawn.drawn)
            quoted = name == "speaker" and match.start() > first
            if toured or quoted or any(b < match.end() and match.start() < e for b, e in said):
                continue
            group = next(g for g in match.groupdict() if match[g] is not None)
            vague = _VAGUE.search(drawn.drawn, match.end(group), match.end())
            for who in drawn.within(*match.span(group)):
                if (who.type == "Organization" and vague) or (
                    match.groupdict().get("cue") and who.entity in elsewhere
                ):
                    continue
                if who.type == "Person" or (who.type == "Organization" and name != "chair"):
                    yield from _relation(current, name, who, drawn, f"{name}-verb")


def _speaking_elsewhere(reading: Reading) -> set[Entity | None]:
    """Who sent instructions to an occasion instead of coming, and in news of a meeting between
    statesmen all of them: what they say is not said there."""
    if any(_MEETS.search(d.drawn) for d in reading.skeletons[:1]):
        return {m.entity for m in reading.mentions if m.type == "Person"}
    found = (
        (drawn, match.span())
        for drawn in reading.skeletons
        for match in _INSTRUCTS.finditer(drawn.drawn)
    )
    return {m.entity for drawn, span in found for m in drawn.within(*span, "Person")}


def _relation(
    event: Entity | None, name: str, who: Mention, drawn: Skeleton, rule: str
) -> Iterator[Relation]:
    if event and who.entity:
        yield Relation(event, name, who.entity, drawn.sentence, rule)


@relations
def circumstances(reading: Reading) -> Iterator[Relation]:
    """organizer, on_date and in_place of the occasions that a sentence convenes."""
    dated: set[Entity] = set()
    for drawn in reading.skeletons:
        yield from _dated_beside(reading, drawn, dated)
    for drawn in reading.skeletons:
        current = reading.occasions[drawn.sentence]
        if current is None:
            continue
        for match in ORGANIZE.finditer(drawn.drawn):
            group = "who" if match["who"] else "by"
            for who in drawn.within(*match.span(group), "Organization"):
                yield from _relation(current, "organizer", who, drawn, "organizer-verb")
        if not (CONVENING.search(drawn.drawn) or "主持" in drawn.drawn):
            continue
        for day in reading.dates_in(drawn.sentence):
            event = _dated(drawn, day, current)
            if event not in dated:
                dated.add(event)
                yield Relation(event, "on_date", day.value, drawn.sentence, "date-of-occasion")
            if event == current:
                break
        for match in _PLACED.finditer(drawn.drawn):
            places = list(drawn.within(*match.span(), "Place"))
            if places:
                yield from _relation(current, "in_place", places[-1], drawn, "place-of-occasion")


def _dated_beside(reading: Reading, drawn: Skeleton, dated: set[Entity]) -> Iterator[Relation]:
    """2022年4月6日市政府第五次常务会议: a date right before the occasion's name."""
    ends = {day.end: day.value for day in reading.dates_in(drawn.sentence)}
    for mention in drawn.mentions:
        if mention.type == "Event" and mention.begin in ends and mention.entity:
            dated.add(mention.entity)
            yield Relation(
                mention.entity, "on_date", ends[mention.begin], drawn.sentence, "date-before-name"
            )


def _dated(drawn: Skeleton, day: DateMention, current: Entity) -> Entity:
    """The occasion a date belongs to: the one named right before it, or this one."""
    for mention in drawn.mentions:
        if mention.type == "Event" and mention.entity and 0 <= day.begin - mention.end <= 2:
            return mention.entity
    return current
