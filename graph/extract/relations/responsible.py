"""responsible: the organs that are to carry a demand out.

（责任单位：市财政局） anywhere below the demand, 由市财政局牵头 and 市财政局要… in its paragraph.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from graph.extract.discourse.reading import Reading
from graph.extract.patterns import MaskedSentence, masked, related
from graph.extract.rules import relations
from graph.lexicon import Lexicon
from graph.model import Mention, Relation

_PARTS = {
    "organs": "{Organization}(?:(?:、|{conjunction}|{joining_organ}){Organization}){0,60}",
    "begin": "(?:^|[。；）)]|[{numeral}](?:、|{demand_mark})|\\d[.．、])[　 ]*",
}
_LABELLED = masked("{responsible_label}[：:](?P<who>(?:(?!{responsible_label})[^。；）)〕])*)")
_CHARGED = masked(
    "{by}(?P<who>{organs})[^，。；{Person}]{0,12}?{charging_verb}"
    "(?:[，、](?P<assisting>{organs}){assisting_verb})?|"
    "(?:{begin}|{by})(?P<joint>{Organization}(?:、{Organization}){0,60}{joining_organ}{organs})"
    "(?![^，。；]{0,12}{told_particle})|"
    "{begin}(?P<they>{organs}){must}|"
    "(?:{begin}|，)(?P<each>{organs}){duty_share}?{charging_verb}"
    "(?:，(?P<helping>{organs}){assisting_verb})?(?=[。；）)]|$)",
    _PARTS,
)
_NAMED = masked("{addressee_opening:not_after}{Organization}")
_REACH_CHARACTERS = 2500


@relations
def responsible(reading: Reading) -> Iterator[Relation]:
    """Each organ named so, of the demand that begins last before it."""
    demands, lexicon = reading.demands, reading.analysis.lexicon
    begins = [demand.begin for demand in demands]
    for sentence in reading.masked_sentences if demands else ():
        for who, labelled in _charged(sentence, lexicon):
            last = bisect_right(begins, who.begin) - 1
            demand = demands[last] if last >= 0 else None
            if demand is None or who.begin - demand.begin > _REACH_CHARACTERS:
                continue
            line = reading.analysis.sentence_at(demand.begin).paragraph
            if labelled or line == sentence.source.paragraph:
                rule = "responsible-label" if labelled else "charged-with"
                yield from related(demand.entity, "responsible", who.entity, sentence, rule)


def _charged(sentence: MaskedSentence, lexicon: Lexicon) -> Iterator[tuple[Mention, bool]]:
    """The organs that a sentence makes responsible, and whether by a label."""
    if not any(mention.type == "Organization" for mention in sentence.mentions):
        return
    for match in _LABELLED.of(lexicon).finditer(sentence.masked):
        yield from ((who, True) for who in _named(sentence, match.span("who"), lexicon))
    for match in _CHARGED.of(lexicon).finditer(sentence.masked):
        for group in match.groupdict():
            named = _named(sentence, match.span(group), lexicon) if match[group] else ()
            yield from ((who, False) for who in named)


def _named(sentence: MaskedSentence, span: tuple[int, int], lexicon: Lexicon) -> Iterator[Mention]:
    """The organs of a list that have a name of their own: not 各县水利局."""
    every = tuple(lexicon.word_class("addressee_opening"))
    for match in _NAMED.of(lexicon).finditer(sentence.masked, *span):
        for who in sentence.within(match.end() - 1, match.end()):
            if not who.text.startswith(every):
                yield who
