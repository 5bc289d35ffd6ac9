"""effective, promulgated, adopted_at, addressee and encloses: what a policy says of itself.

From its head, its foot and the sentences that put it in force.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.discourse.norms import head
from graph.extract.discourse.reading import Reading
from graph.extract.patterns import MaskedSentence, masked, related
from graph.extract.rules import relations
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Relation
from graph.text import DateMention, full_dates

_HEAD_SENTENCES, _LINE_CHARACTERS = 10, 60
_ADOPTED = masked(
    "(?P<what>{Policy})[》”]?(?:（[^（）]*）)?{already}[^。；{Policy}{Event}]{0,20}(?P<at>{Event})"
    "[^，。；{Event}]{0,16}{passing_verb}|"
    "(?P<revised_at>{Event})(?:[^，。；{Event}]{0,8}{passing_verb}{possessive})?《?(?P<revising>{Policy})》?"
    "(?:{ordinal_mark}[{numeral}]+{times_unit})?{revising_verb}"
)
_PASSES = masked(
    "(?:^|[，；])(?P<before>[^，。；{Policy}{Person}{Organization}{Event}]{0,8}|[^，。；{Policy}{Person}]{0,12}{Event}"
    "[^，。；{Policy}{Person}{Organization}]{0,12}?){passing_verb}{perfective}?"
    "(?P<what>《?{Policy}》?(?:（[^（）]*）)?(?:[、，]?{conjunction}?《?{Policy}》?(?:（[^（）]*）)?)*)"
)
"""What the sitting passes that the clause or the sentence is about: 会议审议通过了《…》《…》."""
_PLENUM = Pattern("{plenum|plenum_in_full}")
_ADOPTED_LINE = masked("(?P<at>{Event})[^，。；{Event}{Policy}]{0,8}{passing_verb}(?!{possessive})")
_PUBLISHED = Pattern(
    "[^，。；]*?{publication}(?:[　 ]*{since_word}{publication}.*|[　 ）){since_word}]*|"
    "，{since_word}[^，。；]*)$"
)
_MARGIN = " 　（）()"
_ADDRESSED = masked(
    "[　 ]*(?:{Organization}|{addressee_opening})[^。；：{Policy}{Event}{Person}]{0,150}：[　 ]*$"
)
_AS_FOLLOWS = Pattern("{as_follows}")
_ADDRESSEE = masked(
    "(?:^[　 ]*|，)(?:(?!{addressee_opening})[^，：{Organization}]{1,30}、)*"
    "(?P<who>{Organization}(?:、{Organization})*)(?=[、，：（])"
)
_ATTACHED = masked(
    "[　 ]*{attachment_label}[{numeral}\\d]?[：:][　 ]*(?:\\d[.．、])?[　 ]*《?(?P<what>{Policy})"
)


@relations
def in_force(reading: Reading) -> Iterator[Relation]:
    """The day of a policy's publication and the day from which it is in force: where that is the
    same, the text may say so (自公布之日起)."""
    published: dict[Entity, str] = {}
    for policy, day, sentence in _publications(reading):
        if published.setdefault(policy, day) == day:
            yield Relation(policy, "promulgated", day, sentence.source, "day-of-publication")
    for effect in reading.effects:
        if since := effect.day or published.get(effect.policy):
            yield Relation(effect.policy, "effective", since, effect.sentence, "in-force-from")


def _publications(reading: Reading) -> Iterator[tuple[Entity, str, MaskedSentence]]:
    """By the line below a title (2019年5月28日 …公布), or by a day with a line to itself."""
    own, lexicon = reading.norms, reading.analysis.lexicon
    published = _PUBLISHED.of(lexicon)
    for sentence in head(reading.masked_sentences) if own.parts else ():
        days = list(full_dates(sentence.masked, lexicon))
        ends = (*(day.begin for day in days[1:]), len(sentence.masked))
        for day, end in zip(days, ends, strict=False):
            policy = own.at(sentence.source.begin)
            if policy and published.match(sentence.masked, day.end, end):
                yield policy, day.value, sentence
    for sentence in reading.masked_sentences if own.own else ():
        if alone := _day_alone(sentence, lexicon):
            here = own.at(sentence.source.begin)
            for each in own.own if here in (None, own.title) else (here,):
                yield each, alone.value, sentence
            return


def _day_alone(sentence: MaskedSentence, lexicon: Lexicon) -> DateMention | None:
    """The day that is all that a line holds, in brackets or not."""
    if len(sentence.masked) > _LINE_CHARACTERS:
        return None
    days = full_dates(sentence.masked, lexicon)
    line = sentence.masked.strip(_MARGIN)
    return next((day for day in days if line == sentence.masked[day.begin : day.end]), None)


@relations
def adopted(reading: Reading) -> Iterator[Relation]:
    """The sitting that passed a policy: 《…》已经…会议通过, 会议通过了《…》, or the line below its
    title."""
    lexicon = reading.analysis.lexicon
    form, line = _ADOPTED.of(lexicon), _ADOPTED_LINE.of(lexicon)
    yield from _passed(reading)
    for sentence in reading.holding(_ADOPTED):
        for match in form.finditer(sentence.masked):
            what, at = ("what", "at") if match["what"] else ("revising", "revised_at")
            for policy in sentence.within(*match.span(what)):
                for sitting in sentence.within(*match.span(at)):
                    yield from related(
                        policy.entity, "adopted_at", sitting.entity, sentence, "adopted"
                    )
    for sentence in head(reading.masked_sentences) if reading.norms.parts else ():
        policy_here = reading.norms.at(sentence.source.begin)
        for match in line.finditer(sentence.masked):
            for sitting in sentence.within(*match.span("at")):
                yield from related(
                    policy_here, "adopted_at", sitting.entity, sentence, "adopted-line"
                )


def _passed(reading: Reading) -> Iterator[Relation]:
    """What a sitting passes, as its report or communiqué says."""
    form, plenum = _PASSES.of(reading.analysis.lexicon), _PLENUM.of(reading.analysis.lexicon)
    for sentence in reading.holding(_PASSES):
        for match in form.finditer(sentence.masked):
            named = [m.entity for m in sentence.within(*match.span("before"), "Event")]
            current = reading.occasions[sentence.source]
            of_plenum = plenum.search(sentence.masked, 0, match.end("before"))
            if not named and of_plenum and current and not plenum.search(current.name):
                continue  # 他说，全会审议通过了《…》: another than the one that is told of
            sitting = (named or [current])[-1]
            for policy in sentence.within(*match.span("what"), "Policy"):
                yield from related(policy.entity, "adopted_at", sitting, sentence, "passes")


@relations
def addressees(reading: Reading) -> Iterator[Relation]:
    """The organs named in the line that a notice is addressed to."""
    lexicon = reading.analysis.lexicon
    line, as_follows = _ADDRESSED.of(lexicon), _AS_FOLLOWS.of(lexicon)
    title = reading.norms.title
    for sentence in reading.masked_sentences[:_HEAD_SENTENCES] if title else ():
        if line.match(sentence.masked) and not as_follows.search(sentence.masked):
            for match in _ADDRESSEE.of(lexicon).finditer(sentence.masked):
                for who in sentence.within(*match.span("who")):
                    yield from related(title, "addressee", who.entity, sentence, "addressed-to")
            return


@relations
def enclosures(reading: Reading) -> Iterator[Relation]:
    """What a notice or an order brings with it: 印发《…》, 现予公布, 附件：《…》."""
    title, waiting = reading.norms.title, set(reading.norms.carried)
    attached = _ATTACHED.of(reading.analysis.lexicon)
    for sentence in reading.masked_sentences if title else ():
        match = attached.match(sentence.masked)
        named = set(sentence.within(*match.span("what"))) if match else set()
        for mention in sentence.mentions:
            if mention.entity in waiting or mention in named:
                waiting.discard(mention.entity)
                yield from related(title, "encloses", mention.entity, sentence, "brought-with-it")
