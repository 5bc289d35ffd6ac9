"""Who holds what: the posts of a stack beside a name, appointments and removals, careers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.discourse.reading import Reading
from graph.extract.patterns import Skeleton, pattern
from graph.extract.rules import relations
from graph.model import Entity, Mention, Relation

_JOIN = "[、，和兼]{0,2}(?:兼任|以及)?"
_BEFORE = pattern(f"(?P<posts>T(?:{_JOIN}T)*)[　 ：]?(?P<names>P(?:(?:、|和|与|及|以及)P)*)")
_AFTER = pattern("(?P<name>P)(?P<post>T(?:、T)?)(?![　 、]?P)")
_RESUME = pattern("(?:现任|曾任|历任|担任|(?<!新)任)(?P<posts>T(?:、T)*)")
_AS = pattern("(?P<names>P(?:（[^（）]*）)?)(?:同志)?(?:兼|担)?(?:任|为)(?P<posts>T(?:[、，]T)*)")
_ACTING = pattern("任命(?P<names>P)为T，(?P<posts>T)职务")
_OF = pattern(
    "(?:免去|接受|决定|辞去|；|^|解聘|"
    "不再担任)?(?P<names>P)(?:同志)?(?:（[^（）]*）)?(?:的|辞去|不再担任|"
    "其)+[^，。PT]{0,4}(?P<posts>T(?:、T)*)(?:职务|一职|的请求)"
)


_YOU = re.compile("[你您]")  # 习近平指出，你就任总统后: another one's post


@relations
def holds(reading: Reading) -> Iterator[Relation]:
    """Every holding that a sentence states."""
    for drawn in reading.skeletons:
        if not any(m.type == "Post" for m in drawn.mentions):
            continue
        said = _pairs(drawn, _BEFORE, "post-before-name")
        yield from (relation for relation in said if not _unlikely(reading, relation))
        yield from _after(drawn)
        for form, rule in ((_AS, "appointed-as"), (_ACTING, "appointed-as"), (_OF, "removed-from")):
            yield from _pairs(drawn, form, rule)
        yield from _career(reading, drawn)


def _unlikely(reading: Reading, said: Relation) -> bool:
    """Whether the name is one of ours and the post abroad: …当选巴基斯坦总理 李强向…致贺电."""
    if not isinstance(said.object, Entity) or not reading.resolver.country(said.object.name):
        return False
    known = reading.analysis.lexicon.known.get(said.subject.name, [])
    return any(e.list == "persons" and e["role"] != "foreign" for e in known)


def _pairs(drawn: Skeleton, form: re.Pattern[str], rule: str) -> Iterator[Relation]:
    for found in form.finditer(drawn.drawn):
        posts = list(drawn.within(*found.span("posts"), "Post"))
        for person in drawn.within(*found.span("names"), "Person"):
            for post in posts:
                yield from _holds(person, post, drawn, rule)


def _after(drawn: Skeleton) -> Iterator[Relation]:
    for found in _AFTER.finditer(drawn.drawn):
        for person in drawn.within(*found.span("name"), "Person"):
            for post in drawn.within(*found.span("post"), "Post"):
                yield from _holds(person, post, drawn, "post-after-name")


def _career(reading: Reading, drawn: Skeleton) -> Iterator[Relation]:
    """X，男，…现任A、B: the subject is the first name of the sentence."""
    subject = next((m for m in drawn.mentions if m.type == "Person"), None)
    if subject is None:
        return
    for found in _RESUME.finditer(drawn.drawn):
        before = list(drawn.within(0, found.start(), "Person"))
        if before and before[-1] == subject and not _YOU.search(drawn.drawn, 0, found.start()):
            for post in drawn.within(*found.span("posts"), "Post"):
                yield from _holds(subject, post, drawn, "career")
    for post in drawn.mentions:
        if post.type == "Post" and post.text in ("教授", "高级工程师") and "现任" in drawn.drawn:
            yield from _holds(subject, post, drawn, "career")


def _holds(person: Mention, post: Mention, drawn: Skeleton, rule: str) -> Iterator[Relation]:
    if person.entity and post.entity:
        yield Relation(person.entity, "holds", post.entity, drawn.sentence, rule)


@relations
def post_in(reading: Reading) -> Iterator[Relation]:
    """The organ that a post's name tells."""
    for mention, office in reading.offices.items():
        if office.organ:
            sentence = reading.analysis.sentence_at(mention.begin)
            yield Relation(office.entity, "post_in", office.organ.entity, sentence, "post-name")
