"""The organs that issued a policy, from the beginning of its title or from 印发 before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from graph.extract.discourse.authors import DAY, Author, listed, sitting_of
from graph.extract.patterns import MaskedSentence, masked
from graph.extract.resolve.resolver import Organ, Resolver
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Mention

_OPENING = Pattern(
    "^(?!{title_opening})(?:(?:19|20)\\d\\d{year_word})?(?P<organs>(?:[^《〈“，、]{0,20}{issuing_organ}、){0,5}[^《〈“，、]{2,24}?)(?:{forwarding_verb}|{issuing_verb}(?=[《〈])|{title_opening}(?!.{2,12}{treaty_head}$)|"
    "{about_mark}(?=.{2,40}{possessive}[{han}]{0,4}{decision_head}$)|"
    "(?:(?:19|20)\\d\\d{year_word})?(?:(?<={cabinet}){government})?{yearly_title}$)"
)
_ORGAN = Pattern("{issuing_organ}$")
_PROMULGATED = masked(
    "(?<!{Organization})(?<!{Organization}[、和])(?P<who>{Organization}(?:[、和]?{Organization})*)"
    "(?:{at_mark}?{day}|[^，。；{Policy}{Organization}]{0,6}?{issuing_organ:not_after})"
    "{issuing_verb}{particle}?[《“]?(?P<what>{Policy}(?:{behind}[、，]?{and_word}?《{Policy})*)",
    {"day": DAY, "behind": "》(?:（[^（）]*）)?"},
)
_BY_WHOM = masked(
    "《(?P<what>{Policy})》(?:（[^（）]*）)?[^。；《{Policy}{Organization}]{0,40}?(?<!{will}){by}"
    "(?P<who>{Organization}(?:(?:、|{conjunction}){Organization})*){jointly}?"
    "(?:{at_mark}?{day}|于{day})?{issuing_verb}(?=[，。；]|$)",
    {"day": DAY},
)
"""《…》由市政府办公室于2022年5月10日印发，."""
_ORDERED = masked("(?P<what>{Policy})[》”]?[（(](?P<who>{Organization}){order_noun}{ordinal_mark}")
_ORDER_OF = masked("(?P<what>{Policy})[》”]?[（(](?P<name>[{han}]{2,20}){order_noun}{ordinal_mark}")
_FORWARDED = masked(
    "(?P<who>{Organization}(?:[、和]?{Organization})*){possessive}?[《“](?P<what>{Policy})[》”]?"
    "[^。；{Policy}]{0,60}，{forwarding_now}"
)
_RECEIVED = masked(
    "[　 ]*(?:{your_organ}[{han}]{1,4}|{Organization})[^，。；{Policy}]{0,12}《(?P<what>{Policy})》"
    "[^。；]{0,40}{received_verb}"
)
_ADDRESSED = masked("[　 ]*(?P<who>{Organization})[　 ]*：[　 ]*$")
_PASSED = masked(
    "(?P<what>{Policy})[》”]?{already}[^。；{Policy}{Event}]{0,20}(?P<at>{Event})"
    "[^，。；{Event}]{0,12}{passing_verb}|(?P<by>{Event})[《“](?P<passed>{Policy})|"
    "(?P<deciding>{Event})[^，。；{Event}{Policy}{Organization}]{0,12}{passing_verb}{perfective}?《?(?P<decided>{Policy})"
)
_WHOSE = masked(
    "(?P<who>(?<!{Organization})(?<!{Organization}[、{and_word}]){Organization}(?:(?:、|{conjunction}){Organization})*)"
    "《(?P<what>{Policy})》"
)
"""落实|国务院《关于…的意见》: whose it is."""
_GIVEN_TO = Pattern("(?:{recipient_mark|carrying_verb|sending_verb|class_mark}|[报送发致请])$")
_PRESS = Pattern("{media_head|press_head|press_house}$")
_OF_ALL = frozenset({"Law", "Treaty"})
_ON_BEHALF = masked(
    "{on_behalf}(?P<who>{Organization})[^，。；{Policy}{Organization}{Person}]{0,16}{rendering_verb}{perfective}?"
    "[《“]?(?P<what>{Policy})"
)
_YEARLY = Pattern("{yearly_title}$")
_PASSING = (("what", "at"), ("passed", "by"), ("decided", "deciding"))
_ASSEMBLY = Pattern("{assembly|place_congress}")
_TITLE = masked("[《“]?(?P<what>{Policy})[》”]?[^，。；{Person}{Event}{Organization}]{0,24}$")
_ORGANS = masked("[　 、和]*(?:{Organization}[　 、和]*)+$")
_ENACTED = masked(
    "(?P<what>{Policy})[》”]?[^。；{Policy}]*?，[^。；{Policy}]{0,40}?{enacting_now}|{enacting_now}[^。；{Policy}]{0,12}[《“]?(?P<also>{Policy})[》”]?[^。；{Policy}]{0,6}{printing_verb}"
)
_HEAD_SENTENCES = 10


@dataclass(frozen=True, slots=True)
class Issue:
    """An organ that issued a policy, the offset where the text says so, and the rule; ``named``
    where the organ's name was read from a title or from the name of a sitting."""

    policy: Entity
    organ: Entity
    offset: int
    rule: str
    named: Organ | None = None


def issues(
    mentions: Iterable[Mention],
    sentences: Sequence[MaskedSentence],
    resolver: Resolver,
    authors: Sequence[Author],
) -> Iterator[Issue]:
    """Every issuer that a title or a sentence of the document names, in that order, and the
    ``authors`` of the document of its own title and of what it enacts."""
    for mention in mentions:
        if mention.type == "Policy" and mention.entity:
            for organ in _opening(mention.text, resolver):
                yield Issue(mention.entity, organ.entity, mention.begin, "title-opening", organ)
    organs = [a for a in authors if a.entity.type == "Organization" and a.rule != "approved"]
    for own in _own(sentences, resolver.lexicon):
        for author in organs:
            yield Issue(own, author.entity, author.offset, author.rule)
    for at, policy, sender in received(sentences, resolver.lexicon):
        if sender:
            yield Issue(policy, sender, at, "received-from")
    for sentence in sentences:
        if sentence.names("Policy"):
            yield from _told(sentence, resolver)


def received(
    sentences: Sequence[MaskedSentence], lexicon: Lexicon
) -> Iterator[tuple[int, Entity, Entity | None]]:
    """What a reply says it received (你厅《关于…的请示》收悉): its offset, the policy, the organ
    that sent it, where the line above is addressed to one alone."""
    addressed, form = _ADDRESSED.of(lexicon), _RECEIVED.of(lexicon)
    above: Entity | None = None
    for sentence in sentences[:_HEAD_SENTENCES]:
        if match := form.match(sentence.masked):
            for policy in sentence.within(*match.span("what")):
                if policy.entity:
                    yield policy.begin, policy.entity, above
        line = addressed.match(sentence.masked)
        named = sentence.within(*line.span("who")) if line else ()
        above = next((organ.entity for organ in named), None)


def _told(sentence: MaskedSentence, resolver: Resolver) -> Iterator[Issue]:
    """Who issued what by the words of a sentence: by whose order, at which assembly's sitting."""
    lexicon = resolver.lexicon
    forms = (
        (_PROMULGATED, "promulgated"),
        (_BY_WHOM, "promulgated"),
        (_ORDERED, "order-behind-title"),
        (_FORWARDED, "forwarded"),
    )
    for form, rule in forms:
        for match in form.of(lexicon).finditer(sentence.masked):
            for policy in sentence.within(*match.span("what"), "Policy"):
                for who in sentence.within(*match.span("who"), "Organization"):
                    if policy.entity and who.entity:
                        yield Issue(policy.entity, who.entity, policy.begin, rule)
    yield from _owned(sentence, resolver)
    for match in _PASSED.of(lexicon).finditer(sentence.masked):
        what, at = next(pair for pair in _PASSING if match[pair[0]])
        for policy in sentence.within(*match.span(what)):
            for sitting in sentence.within(*match.span(at)):
                assembly = _ASSEMBLY.of(lexicon).search(sitting.text)
                entity, begin = policy.entity, policy.begin
                for body in sitting_of(sitting, sentence, resolver) if assembly else ():
                    if entity and (what != "decided" or "Decision" in entity.kinds):
                        yield Issue(entity, body.entity, begin, "passed-by", body.organ)


def _owned(sentence: MaskedSentence, resolver: Resolver) -> Iterator[Issue]:
    """Whose a policy is by the organ right before it, unless its title names another, it is given
    to that organ, or it is everybody's; and whose work report somebody makes."""
    lexicon = resolver.lexicon
    given, press, yearly = (form.of(lexicon) for form in (_GIVEN_TO, _PRESS, _YEARLY))
    if "《" in sentence.masked:
        for match in _WHOSE.of(lexicon).finditer(sentence.masked):
            organs = [*sentence.within(*match.span("who"))]
            if given.search(sentence.masked, 0, match.start()) or press.search(organs[-1].text):
                continue
            for policy in sentence.within(*match.span("what")):
                entity = policy.entity
                if (
                    entity
                    and not any(_opening(policy.text, resolver))
                    and _OF_ALL.isdisjoint(entity.kinds)
                ):
                    yield from (
                        Issue(entity, o.entity, policy.begin, "whose") for o in organs if o.entity
                    )
    for match in _ORDER_OF.of(lexicon).finditer(sentence.masked):
        by_order = resolver.organ(match["name"])
        for policy in sentence.within(*match.span("what")) if not by_order.unresolved else ():
            if policy.entity:
                yield Issue(
                    policy.entity, by_order.entity, policy.begin, "order-behind-title", by_order
                )
    for match in _ON_BEHALF.of(lexicon).finditer(sentence.masked):
        (organ,), (policy,) = (
            tuple(sentence.within(*match.span(part))) for part in ("who", "what")
        )
        if organ.entity and policy.entity and yearly.search(policy.text):
            yield Issue(policy.entity, organ.entity, policy.begin, "on-behalf")


def _own(sentences: Sequence[MaskedSentence], lexicon: Lexicon) -> Iterator[Entity]:
    """The policy that is the document's title, below its organs where they have lines to
    themselves, and those that it says it enacts."""
    title, enacted, organs = (form.of(lexicon) for form in (_TITLE, _ENACTED, _ORGANS))
    head = sentences[:_HEAD_SENTENCES]
    above = sum(1 for _ in takewhile(lambda line: organs.match(line.masked), head))
    matches = [(s, title.match(s.masked)) for s in sentences[above : above + 1]]
    matches += [(s, enacted.search(s.masked)) for s in head if s.names("Policy")]
    for sentence, match in matches:
        policies = sentence.within(*match.span(match.lastgroup or "what")) if match else ()
        yield from (policy.entity for policy in policies if policy.entity)


def _opening(title: str, resolver: Resolver) -> Iterator[Organ]:
    """The organs before 关于: 中共中央 国务院关于… has two."""
    match = _OPENING.of(resolver.lexicon).match(title)
    organ = _ORGAN.of(resolver.lexicon)
    names = listed(match["organs"], resolver.lexicon) if match else ()
    for name in names:
        if (len(name) > 2 or len(names) > 1) and organ.search(name):
            yield resolver.organ(name)
