"""Formulas without quotation marks, by their shape: 科教兴市战略, 数字荆楚, 富民工程, 十大行动."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.analysis import Analysis
from graph.extract.rules import mentions
from graph.lexicon import Pattern
from graph.model import Mention

_RAISED = "[{han}]{2}[{raising_verb}][{raised_unit}]"
_RAISING = Pattern(
    f"{{pursuing_verb}}(?P<list>(?:{_RAISED}、){{0,4}}{_RAISED}{{strategy_head}}?)"
    "(?=[，。；、）”\\n]|{and_word}|{and_others})"
)
_STRATEGY = Pattern(
    "{pursuing_verb}(?P<name>(?:(?!{no_strategy})[{han}]){3,11}?{strategy_head})"
    "(?=[，。；、）”\\n]|{and_word}|{and_others})"
)
_PLAIN = Pattern("{plain_strategy}+{strategy_head}$|^.{1,4}{growth}{strategy_head}$")
_COUNTED = Pattern(
    "{pursuing_verb}(?P<name>(?:(?!{and_others}|{no_strategy})[{han}]){2,14}?[{numeral}]{congress_short}{counted_campaign})"
)
_PROGRAMME = Pattern(
    "(?:{pursuing_verb}|(?<=[，。；、：\\n 　])|^)"
    "(?P<name>(?:(?!{no_strategy}|{pursuing_verb})[{han}]){2,6}?"
    "{people_programme}{programme_head})(?=[，。；、）”\\n]|{and_word}|{programme_behind})"
)
_EPITHETS = Pattern(
    "[{han}]{2}(?P<place>{region_epithet})(?:、[{han}]{2}(?P=place)){1,8}|{place_trait}{region_epithet}"
)


@mentions
def strategies(analysis: Analysis) -> Iterator[Mention]:
    """实施就业优先战略, 实施科教兴市、人才强市战略; not 国家重大战略, 战略合作."""
    for match in analysis.matches(_RAISING):
        yield from _each(analysis, match["list"], match.start("list"), "strategy")
    plain = _PLAIN.of(analysis.lexicon)
    for match in analysis.matches(_STRATEGY):
        if not plain.search(match["name"]):
            yield analysis.mention(*match.span("name"), "Slogan", "strategy")


@mentions
def programmes(analysis: Analysis) -> Iterator[Mention]:
    """千棚富民工程, 组织实施高校毕业生就业创业十大行动."""
    for form in (_COUNTED, _PROGRAMME):
        for match in analysis.matches(form):
            yield analysis.mention(*match.span("name"), "Slogan", "programme-name")


@mentions
def of_regions(analysis: Analysis) -> Iterator[Mention]:
    """数智荆楚、开放荆楚、锦绣荆楚: what a region is to become, by its old name."""
    for match in analysis.matches(_EPITHETS):
        yield from _each(analysis, match[0], match.start(), "place-programme")


def _each(analysis: Analysis, listed: str, begin: int, rule: str) -> Iterator[Mention]:
    """Each part of a list that begins at an offset."""
    for part in listed.split("、"):
        yield analysis.mention(begin, begin + len(part), "Slogan", rule)
        begin += len(part) + 1
