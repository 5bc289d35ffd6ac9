"""Slogans (提法): formulas of the lexicon, quoted formulas, doctrines, a place's own (数字澄州).

A quotation is a formula when it opens with a numeral (四个体系), when a word before or behind it
treats it as one (坚持“…”, “…”工程), or when it recurs. Metaphors, targets, periods of plans and
sentences of speech are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.rules import mentions
from graph.extract.toponyms import short_forms
from graph.lexicon import HAN, Lexicon, Pattern, once_per_lexicon
from graph.model import Mention
from graph.text import occurrences

_QUOTED = re.compile("[“‘『「][ ，、；]{0,2}([^“”‘’『』「」]{2,24}?)[ ，、；]{0,2}[”’』」]")
"""The phrase alone, where a comma or a blank has got inside the marks."""
_NUMERAL = Pattern("^(?:[{numeral|counting_word}]|\\d{1,5}(?=$|[^\\d{digit_unit}%％]))")
_MEASURED = Pattern("{measured_thing}")
_CAMPAIGN = Pattern("(?<=..){campaign_head}$")
_ENUMERATED = re.compile(f"^[{HAN}]{{1,8}}(?:[、，·][{HAN}]{{1,10}}){{1,5}}$")
_CUE = Pattern("{formula_cue}(?:[{han}]{1,5}{local_unit})?$")
_HEAD = Pattern("{formula_head}")
_OCCASION = Pattern("[{han}]{0,8}?{quoted_occasion}")
_PERIOD = Pattern(
    ".*{no_formula_ending}$|\\d0后$|^{plan_period}$|"
    "^[{numeral}]{1,2}[·•][{numeral}]{1,3}$|^\\d+(?:强|[·•.]\\d+)$|^\\d{4}{plan_vision}$"
)
_NAMES = frozenset({"organs", "places", "countries", "landmarks", "meetings"})
_SENTENCE = Pattern("[。？！；：]|{sentence_ending}$|了{asking_word}|^{sentence_opening}")
_DOCTRINE = Pattern("{doctrine_author}[{han}]{2,11}?{doctrine_noun}(?!{no_doctrine})")


def _even(phrase: str) -> bool:
    """Whether the parts of a list have one length: 双城驱动、全域共兴."""
    lengths = [len(part) for part in re.split("[、，·]", phrase)]
    return min(lengths) > 2 and max(lengths) - min(lengths) <= 1


@once_per_lexicon
def _never(lexicon: Lexicon) -> frozenset[str]:
    """Quotations that are no formulas: metaphors, and words with a numeral."""
    metaphors = lexicon.words("words", kind="metaphor")
    return frozenset({*metaphors, *lexicon.words("words", kind="notnumeric")})


@once
def quoted(analysis: Analysis) -> dict[tuple[int, int], str]:
    """Quotations that are formulas: (begin, end) without the marks → the name of the rule.

    One that stands directly beside another belongs to the same series and counts as it does.
    """
    matches = list(_QUOTED.finditer(analysis.text))
    times = Counter(match[1] for match in matches)
    ruled = ((match, _rule(analysis, match, times[match[1]])) for match in matches)
    found = {match.span(1): rule for match, rule in ruled if rule}
    taken = [match.span() for match in matches if match.span(1) in found]
    opened, closed = {begin for begin, _ in taken}, {end for _, end in taken}
    for match in matches:
        beside = match.start() in closed or match.end() in opened
        if beside and match[1] not in _never(analysis.lexicon):
            found.setdefault(match.span(1), "series-of-quotes")
    return found


def _rule(analysis: Analysis, match: re.Match[str], times: int) -> str:
    """The rule by which a quotation met ``times`` times in the document is a formula, or ''."""
    phrase, text, lexicon = match[1], analysis.text, analysis.lexicon
    if _is_no_formula(analysis, match):
        return ""
    treated = _CUE.of(lexicon).search(text[max(0, match.start(1) - 12) : match.start()])
    headed = _HEAD.of(lexicon).match(text[match.end() : match.end() + 5])
    counted = _NUMERAL.of(lexicon).match(phrase) and len(phrase) <= 8
    if counted and not _MEASURED.of(lexicon).match(phrase):
        return "numeral-in-quotes"
    if _ENUMERATED.match(phrase) and (_even(phrase) or treated or headed):
        return "series-in-quotes"
    if _CAMPAIGN.of(lexicon).search(phrase):
        return "campaign-in-quotes"
    if treated and len(phrase) > 2:
        return "cue-before-quotes"
    if headed:
        return "head-after-quotes"
    return "recurring-quotes" if times > 1 else ""


def _is_no_formula(analysis: Analysis, match: re.Match[str]) -> bool:
    """Whether a quotation is an event's name, a metaphor, a period, another name or a sentence."""
    phrase, lexicon = match[1], analysis.lexicon
    return bool(
        _OCCASION.of(lexicon).match(analysis.text, match.end())
        or phrase in _never(lexicon)
        or _PERIOD.of(lexicon).match(phrase)
        or any(entry.list in _NAMES for entry in lexicon.known.get(phrase, []))
        or _SENTENCE.of(lexicon).search(phrase)
    )


@mentions
def quotations(analysis: Analysis) -> Iterator[Mention]:
    """Quoted formulas, and wherever else they stand without marks."""
    accepted = quoted(analysis)
    for (begin, end), rule in accepted.items():
        yield analysis.mention(begin, end, "Slogan", rule)
    phrases = {analysis.text[b:e] for b, e in accepted if e - b > 2}
    for span in occurrences(phrases, analysis.text):
        if span not in accepted:
            yield analysis.mention(*span, "Slogan", "formula-echo")


_PROGRAMME = Pattern(
    "以(?:[“‘][^”’]{1,40}[”’]、?){1,20}{content_phrase}“?([{han}]{2,12})(?=[”，。；])"
)


@mentions
def programmes(analysis: Analysis) -> Iterator[Mention]:
    """以“A”“B”为主要内容的D: D is a formula too."""
    for match in analysis.matches(_PROGRAMME):
        yield analysis.mention(*match.span(1), "Slogan", "programme")


@mentions
def known(analysis: Analysis) -> Iterator[Mention]:
    """Formulas of the lexicon, but for the weak ones, which count only in quotation marks."""
    for hit in analysis.hits_of["slogans"]:
        if hit.entry["strength"] != "weak":
            yield analysis.mention(hit.begin, hit.end, "Slogan", "known-formula")


@mentions
def doctrines(analysis: Analysis) -> Iterator[Mention]:
    """习近平…思想."""
    for match in analysis.matches(_DOCTRINE):
        yield analysis.mention(*match.span(), "Slogan", "doctrine")


_PATH = Pattern(
    "(?:中[{han}]{1,4}|{region}[－—-]+[{han}]{2,6}){community_head}|"
    "{china_way}[{han}]{2,10}?{road_head}|"
    "{new_era}{of_party}?[{han}]{2,10}?{path_head}"
)


@mentions
def paths(analysis: Analysis) -> Iterator[Mention]:
    """中国特色…道路, 新时代党的…总体方略, 中非命运共同体."""
    for match in analysis.matches(_PATH):
        yield analysis.mention(*match.span(), "Slogan", "path")


_TRAIT = Pattern("{place_trait}\\Z")
_BEYOND = Pattern("{no_programme}")


@mentions
def own_places(analysis: Analysis) -> Iterator[Mention]:
    """A programme named after its place: 数字澄州, 清廉澄州."""
    if not analysis.may(_TRAIT):
        return
    trait, beyond = _TRAIT.of(analysis.lexicon), _BEYOND.of(analysis.lexicon)
    for begin, end in occurrences(short_forms(analysis), analysis.text):
        led = trait.search(analysis.text, max(0, begin - 2), begin)
        if led and not beyond.match(analysis.text, end):
            yield analysis.mention(led.start(), end, "Slogan", "place-programme")
