"""Policies: titles in 《》 that name a norm or a plan, laws of the lexicon, plans and decisions
without marks, and the document numbers that stand behind titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.mentions.events import plenums
from graph.extract.mentions.organizations import by_end
from graph.extract.mentions.places import spans
from graph.extract.resolve.resolver import POLICY_KINDS
from graph.extract.rules import mentions
from graph.extract.toponyms import HAN
from graph.model import Mention
from graph.text import occurrences

_VERSION = "(?:（[^（）]{1,24}）|(?:征求意见稿|修订稿|修订草案|草案|送审稿|讨论稿|试行|修正案))*"
TAIL = re.compile(f"(?:{'|'.join(POLICY_KINDS.values())}){_VERSION}$")
_TITLE = re.compile("《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》")
_INNER = re.compile("〈([^〈〉]+)〉")
_PLAN = re.compile(
    '[“"‘]?十[一二三四五六七八九]?五[”"’]?(?:国家[a-z]?)?(?:发展)?规划(?:纲要)?(?:'
    "建议)?|(?<![\\u4e00-\\u9fff])十[一二三四五六七八九]五”规划"
)
_ABOUT = re.compile(
    f"关于(?!印发|提请审议)(?:[{HAN}0-9、“”]|《[^》]{{0,200}}》){{3,60}}?的(?:决定|决议|通知|"
    f"若干意见|实施意见|"
    f"意见|批复|议案|报告(?![指会中])|规定|办法|公约|条约|条例)(?![{HAN}]?精神)"
)
_AMENDED = re.compile("征求意见稿|修订草案|修正草案|草案|修正案")
_DRAFT = re.compile("（[^（）]{0,6}(?:草案|稿)）")
_NUMBER = re.compile(
    f"[（(]?([{HAN}]{{1,8}}(?:发|办|函|字|令|规|通|文|电|党组)[〔\\[【（(]((?:19|"
    f"20)\\d\\d)[〕\\]】）)]第?\\d+号)[）)]?"
)
_NOT_TITLE = re.compile(
    "日报|晚报|时报|周报|杂志|新闻联播|焦点访谈|求是|选集|文选|读本|治国理政|之歌|"
    "故事|论述摘编|学习问答"
)


@once
def titled(analysis: Analysis) -> list[tuple[int, int]]:
    """The titles in 《》 that name a policy, without the marks."""
    found = []
    for match in _TITLE.finditer(analysis.text):
        title = match["title"]
        if TAIL.search(title) and not _NOT_TITLE.search(title):
            found.append(match.span("title"))
    return found


@mentions
def titles(analysis: Analysis) -> Iterator[Mention]:
    """《中国共产党支部工作条例（试行）》, and a title in 〈〉 within another."""
    for begin, end in titled(analysis):
        yield analysis.mention(begin, end, "Policy", "title-in-marks")


@mentions
def echoes(analysis: Analysis) -> Iterator[Mention]:
    """A title met in 《》 again without marks, with its version and place or without."""
    forms: set[str] = set()
    places = {begin: end for begin, end in reversed(spans(analysis))}  # the first found there
    for begin, end in titled(analysis):
        plain = re.sub(_VERSION + "$", "", analysis.text[begin:end])
        forms.add(plain)
        place = places.get(begin)
        if place and len(plain) - (place - begin) > 6:
            forms.add(plain[place - begin :])
    for span in occurrences([form for form in forms if len(form) > 4], analysis.text):
        yield analysis.mention(*span, "Policy", "title-echo")


@mentions
def known(analysis: Analysis) -> Iterator[Mention]:
    """Laws, rules and reports of the lexicon, without marks: 民法典, 中央八项规定, 政府工作报告."""
    for hit in analysis.hits:
        if hit.entry.list == "policies" and len(hit.entry.form) > 1:
            version = _AMENDED.match(analysis.text, hit.end)
            end = version.end() if version else hit.end
            yield analysis.mention(hit.begin, end, "Policy", "known-policy")


@mentions
def plans(analysis: Analysis) -> Iterator[Mention]:
    """“十四五”规划纲要."""
    for match in _PLAN.finditer(analysis.text):
        yield analysis.mention(*match.span(), "Policy", "five-year-plan")


_HEARD = re.compile("听取(?:和审议)?了?$")
_OF_ORGAN = re.compile(
    "(?:第[一二三四五六七八九十]+届[\u4e00-\u9fff]{2,8}?)?(?:(?:19|"
    "20)\\d\\d年度?)?(?:工作报告|工作要点|立法规划|立法工作计划|监督工作计划)"
)
_ARTICLES = re.compile("“([\u4e00-\u9fff]{1,8}(?:[一二三四五六七八九十]+|\\d+)条)”")


@mentions
def of_organs(analysis: Analysis) -> Iterator[Mention]:
    """An organ's own report or plan (全国人大常委会2024年度工作要点); “科创九条”."""
    for end, begin in by_end(analysis).items():
        match = _OF_ORGAN.match(analysis.text, end)
        if match:
            yield analysis.mention(begin, match.end(), "Policy", "organ-report")
    for match in _ARTICLES.finditer(analysis.text):
        yield analysis.mention(*match.span(1), "Policy", "articles")


@mentions
def about(analysis: Analysis) -> Iterator[Mention]:
    """关于…的决定 with the organ that issued it or the session, where 《》 are left out."""
    before = by_end(analysis) | {m.end: m.begin for m in plenums(analysis)}
    for match in _ABOUT.finditer(analysis.text):
        if analysis.text[max(0, match.start() - 1)] in "《〈":
            continue
        begin = before.get(match.start(), match.start())
        if _HEARD.search(analysis.text, max(0, begin - 6), begin):
            begin = match.start()
        if begin == match.start() and "《" in match[0]:
            continue
        draft = _DRAFT.match(analysis.text, match.end())
        end = draft.end() if draft else match.end()
        yield analysis.mention(begin, end, "Policy", "untitled-decision")


def numbers(text: str) -> Iterator[re.Match[str]]:
    """Document numbers: 浙政办发〔2022〕59号; group 1 is the number."""
    if "号" in text:
        yield from _NUMBER.finditer(text)
