"""The forms in which a sentence tells who chairs an occasion, speaks at it and attends it."""

from __future__ import annotations

from graph.extract.patterns import masked
from graph.extract.relations.said_at import GUEST
from graph.lexicon import Pattern

_PARTS = {
    "besides": "(?:，{conjunction}[^，。；{Person}{Organization}]{1,16}?)?",
    "list": (
        "(?<!以)(?!(?<=[{at_mark}]){Organization}，)(?P<who>(?>(?:{one}|{unit})(?:{sep}(?:{one}|{unit}(?!{of_person})|"
        "{Organization}?{text}{1,24}(?:{one}|{unit})|{text}{2,16}(?=、)))*))"
        "(?![^，。；、]{0,2}{chief_ending}[、，列出参])"
    ),
    "tail": (
        "(?:{staff}|{and_others}{own_unit}?{leaders}?(?:{courtesy_title}|人)?|"
        "{and_others}[^，。；{Person}{Event}]{0,8}(?:，(?={distributive}))|"
        "[^，。；{Person}{Event}]{0,6}(?:{responsible_person}|{entourage}))?(?!{vague_word})"
    ),
    "group": (
        "(?P<group>(?:(?!{verbs.report}|{chairing_verb})[^，。；{Person}{Event}]){0,8}[、，{and_word}][^。；{Person}{Event}]{1,90}?"
        "(?:{attending_group}|{Post})[^，。；{Person}{Event}]{0,6}?)?"
    ),
    "one": (
        "{guest}(?:（[^（）]*）)?{courtesy_title}?(?:{delegate}(?=[、，]))?"
        "(?:{concerning}“[^”]{1,30}”)?"
    ),
    "unit": (
        "{Organization}"
        "(?:(?:{text}{0,6}(?:{responsible_person}|{attending_group})|{staff})(?={sep}))?"
    ),
    "of_person": "[^，。；、{and_word}{Person}{Event}{Organization}]{1,24}{Person}",
    "declaring": (
        "{declaring_verb}(?:[^，。；]{0,24}?{declared}|[^，。；]{0,6}{Event})(?=[，。；]|$)"
    ),
    "pair": (
        "(?P<both>{Person}(?:{Post}|{courtesy_title})?[^，。；{Person}{Event}{Organization}]{0,14}?[同与]"
        "{guest}(?:{sep}{guest})*){there}?(?:{talks})?{jointly}"
    ),
    "talks": "{holding_verb}[^，。；{Person}{Event}]{0,6}{together_doing}",
    "there": "(?:{at_mark}[^，。；]{0,10})",
    "staff": "{vague_word}(?:{attending_group}|{responsible_person})",
    "lesson": "(?!{perfective}(?![^，。；]{0,16}?(?:{Event}|{chaired_noun})|[，。；]))",
    "styled": "{courtesy_title}?(?:（[^（）]{1,12}）)?",
    "lead": "(?:{Place}|{Post}|{Organization}|[、，　 ])*",
    "guest": GUEST,
    "gap": "[^，。；{Person}{possessive}]",
    "sep": "(?:[、，　 ]|{conjunction}|(?={Person}))",
    "text": "[^，。；、{Person}{Event}{Organization}]",
}
CHAIR = masked(
    "(?P<both>{Person}[^，。；{Person}]{0,14}?[同与和、]{guest}){there}?(?:{talks})?{jointly}{chairing_verb}|"
    "(?P<who>{Person}){Post}?{styled}"
    "(?:{likewise}|{at_mark}{Place}|[^，。；{Person}]{0,10}?日{daytime}?|{daytime})?{there}?"
    "(?:{verbs.attend}[^，。；{Person}]{0,6}?{together_doing})?{chairing_verb}{lesson}|"
    "^[　 ]*{minutes_host}[：:][　 ]*{lead}(?P<host>{Person})|"
    "{by}(?:{Organization}|{Post}[、，]?)*(?P<by>{Person}){styled}{chairing_verb}",
    _PARTS,
)
STAFF = Pattern("{staff}", _PARTS)
MADE = masked(
    "{claiming_verb}{perfective}?[^，。；：]{0,10}{demand_noun}[，；]|{declaring}", _PARTS
)
"""Words are only named, not quoted: 对|建议办理…, 提出具体要求，, 宣布开幕，."""

OFFICE = "[^，。；、{Person}]{0,12}"
"""What a post is called where it is none of the text's mentions: 代表|市长|罗春山."""
SPEAKING = masked(
    "{pair}{verbs.attend}{gap}{0,40}?{verbs.address}|{list}{tail}{besides}{sent}(?:{gap}{0,90}?"
    "(?:{weighty|hearing_verb:not_after}(?!{aide}){verbs.address}|"
    "(?:{publishing_verb}|(?<!所){rendering_verb}){perfective}?{weighty}?{verbs.address})|"
    "{gap}{0,24}?{putting_forward}{perfective}?{points}[^，。；{Person}]{0,4}(?:{impression}|{demand_noun})|"
    "[^，。；{Person}]{0,60}?{rendering_verb}{perfective}?[^，。；{Person}]{0,40}?{verbs.deliver}|"
    "(?:{about_mark|concerning})[^，。；{Event}]{1,90}?{rendering_verb}{perfective}?{weighty}?{verbs.address}|"
    "[^，。；{Person}]{0,24}?{delivering_verb}{perfective}?{Policy}|"
    "{gap}{0,24}?{verbs.attend}[^，。；{Person}]{0,8}，{together_doing}?{told}|"
    "{gap}{0,6}?{verbs.attend}{at_mark}[^，。；{Person}{Event}]{1,20}{possessive}{Event}{gap}{0,12}?"
    "{verbs.address}|"
    "(?<={Person}){untold}{0,12}?{told}|"
    "(?<={Organization})(?:{gap}{0,6}{responsible_person})?{gap}{0,4}?{verbs.report}{perfective}|"
    "{gap}{0,40}?(?:{voicing_verb}(?:{perfective}{points}?{gap}{0,4}?|{points}?){impression}|"
    "{sharing_verb}{perfective}?[^，。；{Person}]{0,12}?{shared_noun}|"
    "{responsible_person}[^，。；]{0,8}{response}))|"
    "(?P<many>{one}(?:{sep}{one})*){and_others}{text}{0,4}?{attending_group}{clauses}"
    "(?:{about_mark}[^，。；{Event}]{1,60}?|{still}{0,24}?){verbs.address}|"
    "{heard}(?P<heard>(?:{Post}?{Person}|{Organization})(?:、{Post}?{Person}|、{Organization})*)"
    "{courtesy_title}?(?:{on_behalf}{Organization})?"
    "(?:所?作{possessive}{Policy}|"
    "所?作?(?:{possessive}|{title_opening})[^，。；]{0,40}?{response_report})|"
    "{heard}(?P<told>{Organization}){Policy}|"
    "(?P<he>{Person}){untold}{0,12}?{told}|"
    "(?<![{about_mark}{recipient_mark}]){as_quoted:not_after}(?P<cue>{Person})(?!{and_others}[^，。；]{0,8}{possessive}){Post}?[^，。；{Person}{Event}{Organization}]{0,10}?"
    "(?!{declaring}|{honour_title}|{writing_verb}){no_speech_lead:not_after}{verbs.speech}(?!{experiential})",
    {
        "heard": "(?:{hearing_verb}(?:[和并]{reviewing_verb})?|{approving_verb}){perfective}?",
        "points": "(?:[{numeral}几多]{1,3}{point_measure})",
        "told": "{verbs.report}(?!{report_compound})",
        "untold": "(?:(?!{hearing_verb}){gap})",
        "clauses": "(?:{still}{1,30}，){1,3}",
        "still": (
            "(?:(?!{verbs.attend|attending_group|afterwards|hearing_verb})[^，。；听{Person}{Event}])"
        ),
        "sent": f"(?:{{on_behalf}}{OFFICE}{{Person}})?",
        **_PARTS,
    },
)
"""Who speaks at the occasion: …讲话, 作…报告, 听取…汇报, …指出."""

_ATTENDS = (
    "{pair}{verbs.attend}|{list}{tail}{group}(?:[^，。；{Person}]{0,40}?)(?:{denial:not_after}{verbs.attend}|"
    "{declaring}|[同与][^，。；{Person}{Event}]{1,12}?{conferring})"
    "(?!{reviewing_verb}|[^，。]{0,6}(?:{meeting_verb}{or_tour}))|"
    "(?<![{recipient_mark}、])(?P<bestowing>{one}(?:{sep}{one})*){tail}[^，。；{Person}]{0,30}?(?!{announcing_verb}{Event}){bestowing_verb}(?!{possessive})|"
    "(?P<leader>{Person}){courtesy_title}?{leading_verb}[^。；{Person}{Event}]{2,40}?"
    "(?:{holding_verb}|{conducting_verb})[^，。；{Person}{Event}]{0,6}{Event}|"
    "^[　 ]*{on_site}，(?P<present>{one}(?:{sep}{one})*)"
    "(?={tail}{jointly}?(?:{recipient_mark}|{conjunction}))|"
    "(?P<party>{Person})(?:{Post}|{courtesy_title})?{entourage}[^，。；{Person}]{0,6}?"
    "(?:{going_verb}|{arrival_verb})|"
    "^[　 ]*{minutes_present}[：:][　 ]*"
    "(?P<listed>(?:{unit}|{one})(?:[、，　 ]*(?:{unit}|{one}))*)|"
    "(?:{verbs.attend}[^，。；{Person}]{0,12}?{possessive}[^，。；：:{Person}]{0,8}?|"
    "^[^，。；：:{Person}]{0,8}?{attending_group}(?={likewise}))(?:{likewise})?有[：:]?"
    "(?P<named>{one}(?:{sep}(?:{one}|{unit}|{text}{1,24}(?:{one}|{unit})))*)"
)
ATTENDING = masked(_ATTENDS, {**_PARTS, "or_tour": "|{tour_verb}"})
_TRAVELS = (
    "(?P<guests>{Organization}){entourage}?，?{way}|"
    "(?P<heads>{one}(?:{sep}{one})*){Post}?(?:{leading_verb}|{travelling_party})"
    "[^，。；{Person}{Event}]{0,8}?，?{way}|"
    "{by}(?:{Place}|{Organization}|{Post})*(?P<led>{Person}){courtesy_title}?{leading_verb}{possessive}|"
    "(?P<members>{one}(?:{sep}{one})*)[^。；{Person}]{0,40}?{composing}"
)
ON_TOUR = masked(
    f"{_ATTENDS}|{_TRAVELS}",
    {
        **_PARTS,
        "or_tour": "",
        "way": (
            "(?:{trip_verb}|{going_verb}|{coming_verb})"
            "(?:{Place}|{Organization}|、|{conjunction}){1,12}(?:{conducting_verb}{perfective}?)?{Event}"
        ),
    },
)
"""Who attends: a list of names, with their posts, before 出席 and its like or behind 出席的有."""
