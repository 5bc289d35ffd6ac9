"""invokes and cites outside of speech: what an occasion is held for, what it deals with, what
somebody is told to have proposed or passed.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.discourse.occasions import CONVENING
from graph.extract.discourse.reading import Reading
from graph.extract.patterns import MaskedSentence, masked, related
from graph.extract.rules import relations
from graph.lexicon import Pattern
from graph.model import Entity, Relation

_SIGNS = ("Slogan", "Policy")
_NAMES = {"Slogan": "invokes", "Policy": "cites"}
_PURPOSE = masked(
    "(?:^|[，　 ）：]|{news_mark}){for_mark}(?=[^。；：]{4,200}，)|"
    "{theme_mark}(?=[^。；：，]{2,40})"
)
_SLOGAN = masked("{Slogan}")
_THEME = masked(
    "(?:(?:{meeting_noun}|{Event}(?!{cited_spirit})){likewise}?[^，。；{Person}{Organization}{Event}]{0,6}|"
    "{convening_verb}[^，。；]{0,4}{Event}[^，。；{Person}{Organization}]{0,4})"
    "(?:{convening_verb}|{opening_verb})?，?{on_theme}?(?:{treating_verb}|{theme_verb})"
    "(?P<what>[^，。；“]{0,24}“?{Slogan}[^。；]{0,40})"
)
_TOPIC = masked("{theme_mark}[“‘](?P<what>{Slogan}[^。；“”]{0,24})[”’][^，。；“]{0,3}{theme_word}")
_PROPOSED = masked(
    "(?P<who>{Person}|{Event})(?:{Post}|{courtesy_title})?(?:{at_mark}{Event}上)?[^，。；“{Person}{Slogan}{Event}]{0,6}?"
    "(?:(?<={Event})，)?{putting_forward}{perfective}?{possessive}?(?:{gap}{0,8}?[“‘]?|{gap}{9,24}?[“‘])"
    "(?P<what>{Slogan}(?:[”’]?[^，。；：“”{Person}{Slogan}{possessive}]{0,5}(?:、|{conjunction}|(?=“))[“‘]?{Slogan})*)",
    {"gap": "(?:(?!{for_mark})[^，。；：“”{Person}{Slogan}])"},
)
_TELLS = masked(
    "(?P<who>{Person})(?:{Post}|{courtesy_title})?(?:{gap}{0,12}?|{gap}{0,16}，(?:并|{likewise})?)"
    "(?:{denial:not_after}{verbs.report}(?:{perfective}|(?=[《“]))|"
    "{about_mark|theme_mark}(?=[^，。；]{1,60}?(?:{rendering_verb}|{delivering_verb}){perfective}?[^，。；]{0,8}?{verbs.deliver}))"
    "(?P<what>[^。；：{Person}{Event}]{0,40}?{used}(?:(?:[^，。；：{Person}{Event}]|{on})*{used})?)",
    {
        "gap": "(?:(?!{distributive})[^，。；：“”{Person}{Organization}{Event}])",
        "used": "(?:{Slogan}|{Policy})",
        "on": "，(?=[^，。；：“”{Person}{Event}]{1,3}[“‘])",
    },
)
_PASSES = masked(
    "(?P<who>{Event})(?!{cited_spirit})(?:{gap}{0,24}，{gap}{0,12}{passing_verb}|{gap}{0,12}{treating_verb})"
    "{perfective}?{particle}?《?(?P<what>{Policy}(?:》?(?:、|{conjunction})?《{Policy}|(?:、|{conjunction}){Policy})*)",
    {"gap": "[^，。；：{Policy}{Event}{Person}{Organization}]"},
)


@relations
def convened_for(reading: Reading) -> Iterator[Relation]:
    """为贯彻“…”，江州召开全市水利工作会议: the meeting invokes it."""
    lexicon = reading.analysis.lexicon
    purpose, convening = _PURPOSE.of(lexicon), CONVENING.of(lexicon)
    for sentence in _silent(reading, _PURPOSE):
        occasion = reading.occasions[sentence.source]
        found = purpose.search(sentence.masked) if occasion else None
        held = convening.search(sentence.masked, found.end()) if found else None
        if found and held and occasion in _means(sentence, held.span(), "Event"):
            span = found.end(), held.start()
            yield from _uses(reading, sentence, occasion, span, "convened-for")


@relations
def themes(reading: Reading) -> Iterator[Relation]:
    """会议专题研究“…”工作, 紧扣“…”这一主题: the meeting invokes what it deals with."""
    lexicon = reading.analysis.lexicon
    form, topic = _THEME.of(lexicon), _TOPIC.of(lexicon)
    for sentence in _silent(reading, _SLOGAN):
        occasion = reading.occasions[sentence.source]
        found = form.search(sentence.masked) if occasion else None
        about = None if found or not occasion else topic.search(sentence.masked)
        if about:
            yield from _uses(reading, sentence, occasion, about.span("what"), "theme")
        if found:
            led = found.start(), found.start("what")
            named = next(filter(None, _means(sentence, led, "Event")), occasion)
            yield from _uses(reading, sentence, named, found.span("what"), "theme")


@relations
def proposed(reading: Reading) -> Iterator[Relation]:
    """省党代会提出打造“…”, 程望山提出的“…”: they invoke it, whoever tells of it."""
    lexicon = reading.analysis.lexicon
    for form, rule in ((_PROPOSED, "proposed"), (_PASSES, "passes")):
        form_ = form.of(lexicon)
        for sentence in reading.holding(form):
            for found in form_.finditer(sentence.masked):
                for who in sentence.within(*found.span("who")):
                    span = found.span("what")
                    yield from _uses(reading, sentence, who.entity, span, rule)


@relations
def told(reading: Reading) -> Iterator[Relation]:
    """罗永安介绍了“…”的做法, 宣读《…》, 围绕《…》作讲座: who tells of it where nobody speaks."""
    form = _TELLS.of(reading.analysis.lexicon)
    for sentence in _silent(reading, _TELLS):
        for found in form.finditer(sentence.masked):
            for who in sentence.within(*found.span("who")):
                yield from _uses(reading, sentence, who.entity, found.span("what"), "tells")


def _silent(reading: Reading, form: Pattern) -> Iterator[MaskedSentence]:
    """The sentences with a formula or a policy that a form may match, in which nobody has begun to
    speak."""
    if reading.kinds.isdisjoint(_SIGNS):
        return
    for sentence in reading.holding(form):
        named = not sentence.kinds.isdisjoint(_SIGNS)
        if named and not reading.speakers_at(sentence.source.end - 1):
            yield sentence


def _means(sentence: MaskedSentence, span: tuple[int, int], kind: str) -> list[Entity | None]:
    return [mention.entity for mention in sentence.within(*span, kind)]


def _uses(
    reading: Reading,
    sentence: MaskedSentence,
    who: Entity | None,
    span: tuple[int, int],
    rule: str,
) -> Iterator[Relation]:
    """What is named within a span as used by somebody, but for what is rejected there."""
    for mention in sentence.within(*span):
        if mention.type in _SIGNS and mention not in reading.rejected:
            yield from related(who, _NAMES[mention.type], mention.entity, sentence, rule)
