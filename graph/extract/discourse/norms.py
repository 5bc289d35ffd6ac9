"""The policies that a document is: that of its own title, those it brings with it (印发, 公布), and
where a text says from when on one is in force.

Only notices and norms are policies: a report on one has the title of none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.extract.patterns import MaskedSentence, MaskedSentences, masked
from graph.extract.resolve.resolver import Resolver
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Sentence
from graph.text import full_dates

_KINDS = frozenset({"notice", "regulation", "appointment", "communique"})
_TITLE_SENTENCES, _HEAD_SENTENCES = 4, 10
_ALONE = masked(
    "[　 ]*《?(?P<what>{Policy})》?(?:[　 ]*[（(]?[^，。；]{1,12}{number_unit}[）)]?)?[　 ]*$"
)
_CARRYING = masked(
    "[　 ]*(?:[^，。；：《{Policy}]{2,60})?{title_opening}{carrying_verb|forwarding_verb}"
    "[《“]?(?P<what>{Policy})[》”]?[^，。；{Policy}]{0,16}?{notice_ending}[　 ]*$"
)
_ENACTED = masked(
    "(?:^|，)[　 ]*(?!{referring_verb})[^，。；{Policy}]{0,24}《?(?P<what>{Policy})》?"
    "(?:（[^（）]*）)?{already}[^。；]{0,200}，[^。；]{0,10}?{enacting_now}|"
    "{enacting_now}[^。；{Policy}]{0,12}[《“]?(?P<now>{Policy})[》”]?[^。；{Policy}]{0,16}{carrying_verb|forwarding_verb}|"
    "《?(?P<sent>{Policy})》?(?:（[^（）]*）)?(?:[^。；{Policy}]{0,60}，{forwarding_now}|"
    "，{already}[^。；{Policy}]{1,60}，{enacting_now}(?=[给，。]))"
)
_FORWARDING = Pattern("{forwarding_verb}")
_MANY = Pattern("(?!.*{title_opening}).*(?<!{possessive})(?:{order_noun}|{serial_notice})$")
_ORGANS = masked("(?:[　 、和]*{Organization})+[　 ]*$")
_IN_FORCE = Pattern("[　 ]*{from_then_on}?{formally}?{effect_verb}(?=[　 ]*(?:[，。；）]|$))")
_AT_ONCE = Pattern("(?<=[{since_word}])(?P<when>{publication}之日)" + _IN_FORCE.template)
_THIS = Pattern("{this_one}(?P<noun>[{han}]{1,6}?){will}?(?:{since_word}|于)[　 ]*$")
_NAMED = masked(
    "(?:^|[，：])[　 ]*(?:[^，。；：{Policy}]{0,16}{possessive})?《?(?P<what>{Policy})》?"
    "(?:（[^（）]*）)?(?:{will}|{already}[^；。{Policy}]{0,200}，)?(?:{since_word}|于)[　 ]*$|"
    "{enacting_now}[^。；{Policy}]{0,12}[《“]?(?P<carried>{Policy})[》”]?[^。；{Policy}]{0,60}，"
    "{since_word}[　 ]*$|"
    "^[　 ]*《(?P<told>{Policy})》(?:（[^（）]*）)?"
    "(?:(?!{decreeing_verb}|{verbs.speech})[^。；《{Policy}]){0,80}"
    "{issuing_verb}，{since_word}[　 ]*$"
)
_BARE = masked(
    "(?:(?:^|[　 （(])|^[　 ]*[（(][^。；（(）){Policy}]*{passing_verb|publication}，)"
    "{since_word}?[　 ]*$"
)
"""A line below a title, or a clause of one in brackets: （…通过，自2020年1月1日起施行）."""
_VERSION = re.compile("（[^（）]*）$")


@dataclass(frozen=True, slots=True)
class Norms:
    """``title`` is the policy of the document's title, ``carried`` those that it brings with it,
    ``forwarded`` those of them that are another's (转发); ``parts`` tell at which offset the text
    of each begins, in order."""

    title: Entity | None = None
    carried: tuple[Entity, ...] = ()
    forwarded: tuple[Entity, ...] = ()
    parts: tuple[tuple[int, Entity], ...] = ()

    @property
    def own(self) -> tuple[Entity, ...]:
        """Those that the document makes public, that of its title first."""
        first = (self.title,) if self.title else ()
        return (*first, *(policy for policy in self.carried if policy not in self.forwarded))

    def at(self, offset: int) -> Entity | None:
        """The one whose text stands there."""
        return next((policy for begin, policy in reversed(self.parts) if begin <= offset), None)

    def called(self, noun: str, offset: int) -> Entity | None:
        """What 本条例 means there: whose name ends so, before all the one whose text it is."""
        here = self.at(offset)
        known = ((here,) if here else ()) + self.own
        return next((p for p in known if _VERSION.sub("", p.name).endswith(noun)), None)


def norms(sentences: Sequence[MaskedSentence], resolver: Resolver, kind: str) -> Norms:
    """The policies that a document of this kind is; none where it is no notice and no norm."""
    if kind not in _KINDS:
        return Norms()
    title, above, carried = _title(sentences[:_TITLE_SENTENCES], resolver)
    carried = tuple(dict.fromkeys((*carried, *_enacted(sentences, resolver.lexicon))))
    carried = tuple(policy for policy in carried if policy != title)
    parts = [(above, title)] if title else []
    alone = _ALONE.of(resolver.lexicon)
    for sentence in sentences:
        if sentence.source.begin > above and (match := alone.match(sentence.masked)):
            named = (m.entity for m in sentence.within(*match.span("what")))
            parts += [(sentence.source.begin, p) for p in named if p in carried]
    forwards = title and _FORWARDING.of(resolver.lexicon).search(title.name)
    return Norms(title, carried, carried if forwards else (), tuple(parts))


def _enacted(sentences: Sequence[MaskedSentence], lexicon: Lexicon) -> Iterator[Entity]:
    """What the head of a document says it makes public: 《…》已经…，现予公布; 现将《…》印发;
    or sends on: 《…》…，现转发."""
    form = _ENACTED.of(lexicon)
    for sentence in sentences[:_HEAD_SENTENCES]:
        if match := form.search(sentence.masked):
            group = next(name for name in ("what", "now", "sent") if match[name])
            named = sentence.within(*match.span(group))
            yield from (mention.entity for mention in named if mention.entity)


def head(sentences: Sequence[MaskedSentence]) -> Iterator[MaskedSentence]:
    """The lines above a document's body: up to the first that is a sentence or ends in a colon."""
    for sentence in sentences[:_HEAD_SENTENCES]:
        if sentence.masked.rstrip(" 　").endswith(("。", "：", "；")):
            return
        yield sentence


def _title(
    head: Sequence[MaskedSentence], resolver: Resolver
) -> tuple[Entity | None, int, tuple[Entity, ...]]:
    """The policy of the title, the offset where its text begins, and what the title says it brings.

    关于印发《…》的通知 is named by its whole line, with the organs of the line above it. 国务院令
    and 市政府公告 are many: they are no policies beside what they make public.
    """
    lexicon = resolver.lexicon
    alone, carrying, organs = (form.of(lexicon) for form in (_ALONE, _CARRYING, _ORGANS))
    opening, many = tuple(lexicon.word_class("title_opening")), _MANY.of(lexicon)
    above = ""
    for sentence in head:
        line = sentence.source.text.strip()
        if line.endswith(("。", "：")):
            break
        if match := carrying.match(sentence.masked):
            named = (m.entity for m in sentence.within(*match.span("what")))
            name = above + line if line.startswith(opening) else line
            title = resolver.titled("Policy", name)
            return title, sentence.source.begin, tuple(p for p in named if p)
        if match := alone.match(sentence.masked):
            own = next(m.entity for m in sentence.within(*match.span("what")))
            if own and not many.match(own.name):
                return own, sentence.source.begin, ()
        above = line if organs.match(sentence.masked) else ""
    return None, 0, ()


@dataclass(frozen=True, slots=True)
class Effect:
    """That a policy is in force from a day on; ``day`` is '' for 自公布之日起."""

    policy: Entity
    day: str
    sentence: Sentence


def effects(sentences: MaskedSentences, own: Norms, lexicon: Lexicon) -> Iterator[Effect]:
    """Where the text says since when a policy is in force, in order."""
    in_force, at_once = _IN_FORCE.of(lexicon), _AT_ONCE.of(lexicon)
    for sentence in sentences.holding(_IN_FORCE, lexicon):  # as `_AT_ONCE` ends
        since = [
            (day.begin, day.value)
            for day in full_dates(sentence.masked, lexicon)
            if in_force.match(sentence.masked, day.end)
        ]
        since += [(found.start("when"), "") for found in at_once.finditer(sentence.masked)]
        for at, day in since:
            if policy := _in_force(sentence, at, own, lexicon):
                yield Effect(policy, day, sentence.source)


def _in_force(sentence: MaskedSentence, at: int, own: Norms, lexicon: Lexicon) -> Entity | None:
    """The policy that a sentence puts in force from the day at a position on: 本条例, 《…》, or the
    one whose text it is, where a line says no more."""
    before, offset = sentence.masked[:at], sentence.offset(at)
    if this := _THIS.of(lexicon).search(before):
        return own.called(this["noun"], offset)
    if named := _NAMED.of(lexicon).search(before):
        span = named.span(str(named.lastgroup))
        return next((m.entity for m in sentence.within(*span)), None)
    return own.at(offset) if _BARE.of(lexicon).search(before) else None
