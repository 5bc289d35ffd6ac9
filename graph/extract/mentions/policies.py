"""Policies: norms, plans and reports, by a title in 《》, by the lexicon, or by their form.

Here too are document numbers (澄政发〔2020〕3号), which stand behind titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from graph.extract.analysis import Analysis, once
from graph.extract.mentions.events import plenums
from graph.extract.mentions.organizations import by_end
from graph.extract.mentions.places import ends, spans
from graph.extract.resolve.resolver import POLICY_KINDS
from graph.extract.rules import mentions
from graph.lexicon import Lexicon, Pattern
from graph.model import Mention
from graph.text import ISSUERS, occurrences

_VERSION = "(?:（[^（）]{1,24}）|{policy_version})*"
_TAIL = Pattern(f"(?:{'|'.join(POLICY_KINDS.values())}){_VERSION}$")
_VERSIONS = Pattern(_VERSION + "$")
_TITLE = re.compile("《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》")
_PLAN = Pattern(
    '[“"‘]?{plan_period}[”"’]?{plan_field}{0,2}{plan_noun}{plan_document}{0,2}|'
    "(?<![{han}]){plan_period}”{plan_noun}",
)
_ABOUT = Pattern(
    "{title_opening}(?!{no_decision})(?:[{han}0-9、“”]|《[^》]{0,200}》){3,60}?{possessive}{decision_head}(?![{han}]?{cited_spirit})"
)
_AMENDED = Pattern("{amended_version}")
_DRAFT = Pattern("（[^（）]{0,6}{draft_ending}）")
_NUMBER = Pattern(
    "[（(]?(?P<number>(?:[{han}]{1,8}{number_mark}|[{han}]{2,8}(?=〔))[〔\\[【（(](?P<year>(?:19|20)\\d\\d)"
    "[〕\\]】）)][　 ]*{ordinal_mark}?[　 ]*\\d+[　 ]*{number_unit})[）)]?"
)
_WITHIN = Pattern("(?<=法){behind_law}")
_NOT_TITLE = Pattern("{no_policy_title}")
_OWN_TITLE = Pattern(
    "[　 ]*(?!{at_mark}[^，。；]{2,60}上{possessive})"
    "(?P<title>(?:[^，。；：《\\s]{2,24}{issuing_organ}[　 ]{1,4}){0,6}"
    f"[^，。；：《\\s][^，。；：\\s]{{3,60}}?"
    f"(?:{'|'.join(POLICY_KINDS.values())}){_VERSION})"
    "(?:[（(]?[^，。；]{1,12}号[）)]?)?[　 ]*$"
)
_NORMATIVE = Pattern(
    "[　 ]*{ordinal_mark}{first_numeral}[{chapter_unit}{article_unit}]|"
    "[^，。；]{0,12}[〔\\[（(]\\d{4}[〕\\]）)]{ordinal_mark}?\\d*{number_unit}|[^。；]{2,90}：$|"
    "[^。；]{2,40}{order_noun}{ordinal_mark}|[^。；]{4,60}{adopting_verb}$"
)
_FORM_SENTENCES = 9


@once
def titled(analysis: Analysis) -> list[tuple[int, int]]:
    """Begin and end, without the marks, of the titles in 《》 that name a policy."""
    found = []
    tail, no_title = _TAIL.of(analysis.lexicon), _NOT_TITLE.of(analysis.lexicon)
    for match in _TITLE.finditer(analysis.text):
        title = match["title"]
        if tail.search(title) and not no_title.search(title):
            found.append(match.span("title"))
    return found


@mentions
def titles(analysis: Analysis) -> Iterator[Mention]:
    """《中国共产党支部工作条例（试行）》."""
    for begin, end in titled(analysis):
        yield analysis.mention(begin, end, "Policy", "title-in-marks")


@mentions
def echoes(analysis: Analysis) -> Iterator[Mention]:
    """A title that stands in 《》 elsewhere, without marks; perhaps without version and place."""
    if not titled(analysis):
        return
    forms: set[str] = set()
    version = _VERSIONS.of(analysis.lexicon)
    places = {begin: end for begin, end in reversed(spans(analysis))}  # the first found there
    for begin, end in titled(analysis):
        plain = version.sub("", analysis.text[begin:end])
        forms.add(plain)
        place = places.get(begin)
        if place and len(plain) - (place - begin) > 6:
            forms.add(plain[place - begin :])
    for span in occurrences([form for form in forms if len(form) > 4], analysis.text):
        yield analysis.mention(*span, "Policy", "title-echo")


@mentions
def known(analysis: Analysis) -> Iterator[Mention]:
    """Laws, rules and reports of the lexicon, without marks: 民法典, 中央八项规定, 政府工作报告; no
    law ends within a word (权益保障法|治体系). A regulation may be a place's: 澄州市|信访条例."""
    within, places = _WITHIN.of(analysis.lexicon), ends(analysis)
    for hit in analysis.hits_of["policies"]:
        if len(hit.entry.form) > 1:
            if within.match(analysis.text, hit.end):
                continue
            version = _AMENDED.of(analysis.lexicon).match(analysis.text, hit.end)
            end = version.end() if version else hit.end
            yield analysis.mention(hit.begin, end, "Policy", "known-policy")
            if hit.entry["kind"] == "regulation" and hit.begin in places:
                yield analysis.mention(places[hit.begin], end, "Policy", "known-policy")


@mentions
def plans(analysis: Analysis) -> Iterator[Mention]:
    """“十四五”规划纲要."""
    for match in analysis.matches(_PLAN):
        yield analysis.mention(*match.span(), "Policy", "five-year-plan")


_TREATED = Pattern(
    "{treating_verb}{perfective}?"
    "(?P<title>(?!{title_opening}|{and_word}|{treating_verb}|{perfective})(?:(?!{possessive})[^，。；：《》、（）\\n]){6,40}?"
    f"(?:{{plan_title}}|{POLICY_KINDS['Regulation']}){_VERSION})(?=[，。；、\\n]|$)"
)
_PARTICULAR = Pattern("[“”]|(?:\\d{4}|[{numeral}]){year_word}")
_HEARD = Pattern("{hearing_verb}(?:和{reviewing_verb})?{perfective}?$")
_OF_ORGAN = Pattern(
    "(?:{ordinal_mark}[{numeral}]+{term_unit}[{han}]{2,8}?)?(?:(?:19|20)\\d\\d{year_word})?{organ_paper}"
)
_ARTICLES = Pattern("“(?P<articles>[{han}]{1,8}(?:[{numeral}]+|\\d+){article_unit})”")


@mentions
def treated(analysis: Analysis) -> Iterator[Mention]:
    """What a meeting treats, without 《》: 审议了市政府“两学一做”实施方案. It is a particular one,
    where an organ or a place opens it or a quotation or a year stands in it."""
    if not analysis.may(_TREATED):
        return
    named = {*by_end(analysis).values(), *(begin for begin, _ in spans(analysis))}
    particular = _PARTICULAR.of(analysis.lexicon)
    for match in analysis.matches(_TREATED):
        begin, end = match.span("title")
        if begin in named or particular.search(match["title"]):
            yield analysis.mention(begin, end, "Policy", "treated-plan")


@mentions
def of_organs(analysis: Analysis) -> Iterator[Mention]:
    """An organ's own report or plan (全国人大常委会2024年度工作要点), and “科创九条”."""
    paper = _OF_ORGAN.of(analysis.lexicon)
    for end, begin in by_end(analysis).items() if analysis.may(_OF_ORGAN) else ():
        match = paper.match(analysis.text, end)
        if match:
            yield analysis.mention(begin, match.end(), "Policy", "organ-report")
    for match in analysis.matches(_ARTICLES):
        yield analysis.mention(*match.span("articles"), "Policy", "articles")


@mentions
def about(analysis: Analysis) -> Iterator[Mention]:
    """关于…的决定 without 《》, with the organ or session before it, unless that only hears it."""
    if not analysis.may(_ABOUT):
        return
    before = by_end(analysis) | {m.end: m.begin for m in plenums(analysis)}
    heard = _HEARD.of(analysis.lexicon)
    for match in analysis.matches(_ABOUT):
        if analysis.text[max(0, match.start() - 1)] in "《〈":
            continue
        begin = before.get(match.start(), match.start())
        if heard.search(analysis.text, max(0, begin - 6), begin):
            begin = match.start()
        if begin == match.start() and "《" in match[0]:
            continue
        draft = _DRAFT.of(analysis.lexicon).match(analysis.text, match.end())
        end = draft.end() if draft else match.end()
        yield analysis.mention(begin, end, "Policy", "untitled-decision")


@mentions
def own_title(analysis: Analysis) -> Iterator[Mention]:
    """The document's own title: its first line, or that below the organs that issue it, where what
    follows has the form of a norm or a notice, as an article, a number, an addressee or a sitting
    that adopted it."""
    if not analysis.may(_OWN_TITLE):
        return
    title, normative, issuers = (
        form.of(analysis.lexicon) for form in (_OWN_TITLE, _NORMATIVE, ISSUERS)
    )
    head = analysis.sentences[:_FORM_SENTENCES]
    above = takewhile(lambda line: issuers.match(analysis.reading(line)), head)
    head = head[sum(1 for _ in above) :]
    for first in head[:1]:
        match = title.match(analysis.reading(first))
        if match and any(normative.match(analysis.reading(below)) for below in head[1:]):
            begin, end = match.span("title")
            yield analysis.mention(first.begin + begin, first.begin + end, "Policy", "own-title")


def numbers(text: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """Document numbers, 澄政办发〔2022〕59号; group 1 is the number without brackets."""
    if "号" in text:
        yield from _NUMBER.of(lexicon).finditer(text)
