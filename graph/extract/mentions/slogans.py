"""Slogans (提法): formulas of the lexicon, quoted formulas, doctrines, a place's own 数字绍兴.

A quotation counts when it opens with a numeral (四个体系), when a word before or after it treats it
as a formula (坚持“…”, “…”工程), or when it recurs; not metaphors, targets, plan periods, speech.
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
    """Parts of one length each, as 双城驱动、全域共兴."""
    lengths = [len(part) for part in re.split("[、，·]", phrase)]
    return min(lengths) > 2 and max(lengths) - min(lengths) <= 1


@once_per_lexicon
def _never(lexicon: Lexicon) -> frozenset[str]:
    """Quotations that are no formulas: metaphors, and words with a numeral."""
    metaphors = lexicon.words("words", kind="metaphor")
    return frozenset({*metaphors, *lexicon.words("words", kind="notnumeric")})


@once
def quoted(analysis: Analysis) -> dict[tuple[int, int], str]:
    """Quotations that are formulas: (begin, end) without the marks → the rule behind."""
    text, found = analysis.text, {}
    never = _never(analysis.lexicon)
    occasion, period, sentence, numeral, measured, campaign, cue, head = (
        form.of(analysis.lexicon)
        for form in (
            _OCCASION, _PERIOD, _SENTENCE, _NUMERAL, _MEASURED, _CAMPAIGN, _CUE, _HEAD,
        )
    )  # fmt: skip
    matches = list(_QUOTED.finditer(text))
    counts = Counter(match[1] for match in matches)
    for match in matches:
        phrase, (begin, end) = match[1], match.span(1)
        if (
            occasion.match(text, match.end())
            or phrase in never
            or period.match(phrase)
            or any(e.list in _NAMES for e in analysis.lexicon.known.get(phrase, []))
            or sentence.search(phrase)
        ):
            continue
        before = text[max(0, begin - 12) : match.start()]
        after = text[match.end() : match.end() + 5]
        if numeral.match(phrase) and len(phrase) <= 8 and not measured.match(phrase):
            found[begin, end] = "numeral-in-quotes"
        elif _ENUMERATED.match(phrase) and (
            _even(phrase) or cue.search(before) or head.match(after)
        ):
            found[begin, end] = "series-in-quotes"
        elif campaign.search(phrase):
            found[begin, end] = "campaign-in-quotes"
        elif cue.search(before) and len(phrase) > 2:
            found[begin, end] = "cue-before-quotes"
        elif head.match(after):
            found[begin, end] = "head-after-quotes"
        elif counts[phrase] > 1:
            found[begin, end] = "recurring-quotes"
    taken = [match.span() for match in matches if match.span(1) in found]
    opened, closed = {begin for begin, _ in taken}, {end for _, end in taken}
    for match in matches:
        beside = match.start() in closed or match.end() in opened
        if beside and match[1] not in never:
            found.setdefault(match.span(1), "series-of-quotes")
    return found


@mentions
def quotations(analysis: Analysis) -> Iterator[Mention]:
    """Quoted formulas, and each accepted one again where it stands without marks."""
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
    """以“A”“B”为主要内容的D: D is the name of a programme."""
    for match in _PROGRAMME.of(analysis.lexicon).finditer(analysis.text):
        yield analysis.mention(*match.span(1), "Slogan", "programme")


@mentions
def known(analysis: Analysis) -> Iterator[Mention]:
    """Formulas of the lexicon that count anywhere in a text."""
    for hit in analysis.hits:
        if hit.entry.list == "slogans" and hit.entry["strength"] != "weak":
            yield analysis.mention(hit.begin, hit.end, "Slogan", "known-formula")


@mentions
def doctrines(analysis: Analysis) -> Iterator[Mention]:
    """习近平…思想."""
    for match in _DOCTRINE.of(analysis.lexicon).finditer(analysis.text):
        yield analysis.mention(*match.span(), "Slogan", "doctrine")


_PATH = Pattern(
    "(?:中[{han}]{1,4}|{region}[－—-]+[{han}]{2,6}){community_head}|"
    "{china_way}[{han}]{2,10}?{road_head}|"
    "{new_era}{of_party}?[{han}]{2,10}?{path_head}"
)


@mentions
def paths(analysis: Analysis) -> Iterator[Mention]:
    """中国特色…道路, 新时代党的…总体方略, 中非命运共同体."""
    for match in _PATH.of(analysis.lexicon).finditer(analysis.text):
        yield analysis.mention(*match.span(), "Slogan", "path")


_TRAIT = Pattern("{place_trait}\\Z")
_BEYOND = Pattern("{no_programme}")


@mentions
def own_places(analysis: Analysis) -> Iterator[Mention]:
    """A place's programme named after it: 数字绍兴, 清廉澄州."""
    trait, beyond = _TRAIT.of(analysis.lexicon), _BEYOND.of(analysis.lexicon)
    for begin, end in occurrences(short_forms(analysis), analysis.text):
        led = trait.search(analysis.text, max(0, begin - 2), begin)
        if led and not beyond.match(analysis.text, end):
            yield analysis.mention(led.start(), end, "Slogan", "place-programme")
