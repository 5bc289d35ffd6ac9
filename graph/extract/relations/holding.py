"""holds and post_in: posts beside a name, appointments and removals, careers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from graph.extract.discourse.reading import Reading
from graph.extract.patterns import MaskedSentence, masked
from graph.extract.rules import relations
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Mention, Relation

_BEFORE = masked(
    "(?P<posts>{Post}(?:(?:[、，]|{conjunction}|{concurrently}){0,3}{Post})*)[　 ：]?"
    "(?P<names>{Person}(?:(?:、|{conjunction}){Person})*)"
)
_AFTER = masked("(?P<name>{Person})(?P<post>{Post}(?:、{Post})?)(?![　 、]?{Person})")
_RESUME = masked("{serving_verb}(?P<posts>{Post}(?:、{Post})*)")
_AS = masked(
    "(?P<names>{Person}(?:（[^（）]*）)?){courtesy_title}?{appointed_as}"
    "(?P<posts>{Post}(?:[、，]{Post})*)"
)
_ACTING = masked("{personnel_verb}(?P<names>{Person})为{Post}，(?P<posts>{Post}){post_noun}")
_OF = masked(
    "(?P<names>{Person}){courtesy_title}?(?:（[^（）]*）)?(?:[的其]|{leaving_verb})+"
    "[^，。{Person}{Post}]{0,4}(?P<posts>{Post}(?:、{Post})*){post_noun}"
)
_CURRENT = Pattern("{current_serving}")
_YOU = Pattern("{second_person}")  # 习近平指出，你就任总统后: another one's post


@relations
def holds(reading: Reading) -> Iterator[Relation]:
    """Every holding that a sentence states; who is only proposed for a post does not hold it."""
    proposed = {
        (tenure.person, tenure.post, sentence)
        for tenure, sentence in reading.tenures
        if tenure.status == "proposed"
    }
    for relation in chain(_framed(reading), _of_tenures(reading)):
        if (relation.subject, relation.object, relation.sentence) not in proposed:
            yield relation


def _of_tenures(reading: Reading) -> Iterator[Relation]:
    for tenure, sentence in reading.tenures:
        yield Relation(tenure.person, "holds", tenure.post, sentence, "tenure")


def _framed(reading: Reading) -> Iterator[Relation]:
    """A post beside a name or given to it, and the posts of careers without dates."""
    lexicon = reading.analysis.lexicon
    for sentence in reading.masked_sentences:
        if not any(m.type == "Post" for m in sentence.mentions):
            continue
        said = _pairs(sentence, _BEFORE.of(lexicon), "post-before-name")
        yield from (relation for relation in said if not _unlikely(reading, relation))
        yield from _after(sentence, lexicon)
        for form, rule in ((_AS, "appointed-as"), (_ACTING, "appointed-as"), (_OF, "removed-from")):
            yield from _pairs(sentence, form.of(lexicon), rule)
        yield from _career(reading, sentence)


def _unlikely(reading: Reading, said: Relation) -> bool:
    """Whether a listed Chinese person stands behind a foreign post: …当选该国总理 李强致贺电."""
    if not isinstance(said.object, Entity) or not reading.resolver.country(said.object.name):
        return False
    known = reading.analysis.lexicon.known.get(said.subject.name, [])
    return any(e.list == "persons" and e["role"] != "foreign" for e in known)


def _pairs(sentence: MaskedSentence, form: re.Pattern[str], rule: str) -> Iterator[Relation]:
    """Every name with every post of each match; the groups are ``names`` and ``posts``."""
    for found in form.finditer(sentence.masked):
        posts = list(sentence.within(*found.span("posts"), "Post"))
        for person in sentence.within(*found.span("names"), "Person"):
            for post in posts:
                yield from _holds(person, post, sentence, rule)


def _after(sentence: MaskedSentence, lexicon: Lexicon) -> Iterator[Relation]:
    """A name with the post behind it: 陆知远书记."""
    for found in _AFTER.of(lexicon).finditer(sentence.masked):
        for person in sentence.within(*found.span("name"), "Person"):
            for post in sentence.within(*found.span("post"), "Post"):
                yield from _holds(person, post, sentence, "post-after-name")


def _career(reading: Reading, sentence: MaskedSentence) -> Iterator[Relation]:
    """X，男，…现任A、B: the first name of the sentence holds the posts."""
    subject = next((m for m in sentence.mentions if m.type == "Person"), None)
    if subject is None:
        return
    lexicon = reading.analysis.lexicon
    you = _YOU.of(lexicon)
    for found in _RESUME.of(lexicon).finditer(sentence.masked):
        before = list(sentence.within(0, found.start(), "Person"))
        if before and before[-1] == subject and not you.search(sentence.masked, 0, found.start()):
            for post in sentence.within(*found.span("posts"), "Post"):
                yield from _holds(subject, post, sentence, "career")
    if not _CURRENT.of(lexicon).search(sentence.masked):
        return
    titles = lexicon.words("posts", kind="title")
    for post in sentence.mentions:
        if post.type == "Post" and post.text in titles:
            yield from _holds(subject, post, sentence, "career")


def _holds(
    person: Mention, post: Mention, sentence: MaskedSentence, rule: str
) -> Iterator[Relation]:
    if person.entity and post.entity:
        yield Relation(person.entity, "holds", post.entity, sentence.source, rule)


@relations
def post_in(reading: Reading) -> Iterator[Relation]:
    """The organ that the name of a post contains: 市委 of 市委书记."""
    for mention, office in reading.offices.items():
        if office.organ:
            sentence = reading.analysis.sentence_at(mention.begin)
            yield Relation(office.entity, "post_in", office.organ.entity, sentence, "post-name")
