"""Events known by what is said of them: held on a day, or the whole subject of what is held."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.analysis import Analysis
from graph.extract.mentions.events import organ_meetings, plenums
from graph.extract.mentions.organizations import by_end
from graph.extract.mentions.places import ends
from graph.extract.rules import mentions
from graph.lexicon import Led, Pattern
from graph.model import Mention

_PARTS = {
    "quoted": "[{han}\\d]{0,12}“[^“”，。；]{2,24}”[{han}“”]{0,16}?",
    "plain": (
        "(?!{vague_occasion}|{demand_verb})"
        "(?:(?!{possessive}|{holding_verb}|{conducting_verb})[{han}]){4,20}?{and_others:not_after}"
    ),
    "held": (
        "(?:(?:{holding_verb}|{conducting_verb}){perfective}?|"
        "{organizing_verb}{perfective}?[{numeral|counting_word}\\d]{1,2}{occasion_measure})"
    ),
    "is_held": (
        "(?={day}?{will}?(?:{at_mark}[^，。；]{1,24}?(?:{holding_verb}|{staged_verb})|"
        "{holding_verb}(?:[，。\\n]|$)))"
    ),
    "day": (
        "(?:(?:{today}|{tomorrow}|{yesterday}|(?:\\d{1,2}{month_unit})?\\d{1,2}{day_unit})"
        "(?:（[^（）\\n]{2,10}）)?{daytime}?)"
    ),
    "word": (
        "(?:{anniversary_unit}、|(?!{holding_verb}|{hosting_verb}|{joining_verb}|"
        "{of_party:not_after}{possessive}|{month_unit}\\d|{day_unit}[，{at_mark}])[{han}\\d])"
    ),
    "begins": (
        "(?:(?<![^，。：\\n])|{day_unit}{daytime}?，?|"
        "(?:{hosting_verb}|{holding_verb}|{theme_word}){possessive})"
    ),
}
_ACTIVITY = Pattern(
    "(?:{day_unit}|{unnamed_day})(?:(?!{verbs.speech}|{must})[^。；\\n]){0,80}?{held}"
    "(?P<named>{quoted}{activity}|{plain}{activity})(?![^，。；、\\n])",
    _PARTS,
)
_DONE = Pattern(
    "(?:{holding_verb}|{conducting_verb}){perfective}"
    "(?P<named>{quoted}{activity}|{plain}{activity})(?![^，。；\\n])",
    _PARTS,
)
_HEADLINE = Pattern(
    "^(?:(?!{must})[{han}]){1,24}?{held}[　 ]?(?P<named>{quoted}{activity}|{plain}{activity})"
    "(?![^　 \\n])",
    _PARTS,
)
_SUBJECT = Pattern(  # most clauses have no such verb: it is looked for first
    "{begins}(?=(?:[^，。；]|[，。；](?=[^（）\\n]{0,9}）)){4,300}?{holding_verb|staged_verb})"
    "(?P<named>(?:{word}|[（）]){4,44}?{meeting_head}|"
    "{word}{0,44}?“[^“”，。；]{2,24}”[{han}]{0,12}?(?:{activity}|{meeting_head})){is_held}",
    _PARTS,
)
_HELD = Led("activity|meeting_head", "(?:{activity}|{meeting_head}){is_held}", _PARTS)
"""How each such subject ends."""
_JOINED = Pattern(
    "{joining_verb}(?:[^，。；]{0,40}(?:、|{and_word}))?"
    "(?P<named>“[^“”，。；]{2,24}”[{han}]{0,12}?{activity})(?![^，。；\\n])"
)
_STARTED = Pattern(
    "(?:{begins}|{declaring_verb})[　 ]?(?P<named>(?=[^，。]{0,24}{period_word})"
    "(?:(?!{declaring_verb})[{han}\\d　 ]){4,36}?{mass_start})(?![^，。\\n])",
    _PARTS,
)
_DISCUSSION = Pattern("[{han}、]{1,20}?{group_discussion}")
_THEMED = Pattern(
    "{begins}[　 ]?(?P<named>(?!{theme_word})[{han}]{4,20}?{themed_day})"
    "(?={possessive}?{theme_word}[是为])",
    _PARTS,
)
_SHOWN = Pattern(
    "“(?P<named>[^“”，。；\\n]{4,30}{show_head})(?=”[^，。；\\n]{0,16}?(?:{at_mark}|{show_verb}))"
)
_STUDY = Pattern(
    "[^，。；]{0,16}?(?:{holding_verb}|{conducting_verb}|{organizing_verb}){perfective}?"
    "(?P<named>(?:{year}{year_unit}{fiscal}?)?(?:{ordinal_mark}[{numeral}\\d]{1,3}{times_unit})?"
    "{study_session})(?![^，。；　 \\n])",
    {"year": "(?:19|20)\\d\\d"},
)
_ASSEMBLY = Pattern("(?P<level>[{bare_level}]){local_assembly}")
_FAIR = Pattern(
    "(?P<named>{ordinal_mark}[{numeral}\\d]{1,3}{term_unit}[{han}]{1,8}?{fair_head})"
    "(?={will}|{at_mark}|{upcoming}|{during}|{holding_verb}|{opening_verb}|[，。])"
)


@mentions
def activities(analysis: Analysis) -> Iterator[Mention]:
    """An activity held on a day, or said to be over, with a name in quotation marks or told in some
    words: 4日，开展“书香”阅读活动; 开展了走访慰问驻地官兵活动; the headline tells no day."""
    for form in (_ACTIVITY, _DONE, _HEADLINE, _JOINED, _STARTED):
        for match in analysis.matches(form):
            yield analysis.mention(*match.span("named"), "Event", "noun-phrase")


@mentions
def subjects(analysis: Analysis) -> Iterator[Mention]:
    """The whole subject of what is held: 澄州大学与市水利局合作签约仪式今天在澄州举行."""
    held = analysis.may(_SUBJECT) and any(analysis.led(_HELD))
    for match in analysis.matches(_SUBJECT) if held else ():
        yield analysis.mention(*match.span("named"), "Event", "noun-phrase")


@mentions
def themed_days(analysis: Analysis) -> Iterator[Mention]:
    """A day with a theme, an exhibition whose whole name is quoted: 江州市启智学校开放日的主题是…,
    “江州解放史料展”在江州开展."""
    for form, rule in ((_THEMED, "noun-phrase"), (_SHOWN, "quoted-show")):
        for match in analysis.matches(form):
            yield analysis.mention(*match.span("named"), "Event", rule)


@mentions
def study_sessions(analysis: Analysis) -> Iterator[Mention]:
    """What an organ's study group holds: 中心组开展2020年第2次集中学习, 开展集中学习."""
    if analysis.may(_STUDY):
        form = _STUDY.of(analysis.lexicon)
        for end in by_end(analysis):
            match = form.match(analysis.text, end)
            if match:
                yield analysis.mention(*match.span("named"), "Event", "bare-meeting")


@mentions
def fairs(analysis: Analysis) -> Iterator[Mention]:
    """A fair by its number: 第四届上交会将于…"""
    for match in analysis.matches(_FAIR):
        yield analysis.mention(*match.span("named"), "Event", "noun-phrase")


@mentions
def assemblies(analysis: Analysis) -> Iterator[Mention]:
    """The yearly sessions and the party congress of a place: 澄州市两会, 省党代会."""
    for match in analysis.matches(_ASSEMBLY):
        begin = ends(analysis).get(match.end("level"), match.start())
        yield analysis.mention(begin, match.end(), "Event", "organ-meeting")


@mentions
def discussions(analysis: Analysis) -> Iterator[Mention]:
    """What a group of a session's members discusses: 省政协十三届一次会议经济界组讨论."""
    if not analysis.may(_DISCUSSION):
        return
    form = _DISCUSSION.of(analysis.lexicon)
    for session in (*plenums(analysis), *organ_meetings(analysis)):
        match = form.match(analysis.text, session.end)
        if match:
            yield analysis.mention(session.begin, match.end(), "Event", "organ-meeting")
