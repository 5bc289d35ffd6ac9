"""holds and post_in: posts beside a name, appointments and removals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.discourse.appointments import BORNE, SUCCEEDING
from graph.extract.discourse.reading import Reading
from graph.extract.patterns import MaskedSentence, masked, related
from graph.extract.rules import relations
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Relation

_NAME = "{Person}{courtesy_title}?(?:（[^（）]*）)?"
_NAMES = f"(?P<names>{_NAME}(?:(?:、|{{conjunction}})(?:{{Post}}[、{{concurrently}}]?)*{_NAME})*)"
"""Names in a row, some with（女）behind or a post before: 市长贺明、副市长宋明远任副组长."""
_OF_NEXT = "(?:、?{Post})*[　 ]?{Person}"
GIVEN = (
    f"(?P<posts>{{Post}}(?:[、，]{{concurrently}}?{{Post}}(?!{_OF_NEXT}|{{by}}))*)(?!{_OF_NEXT})"
)
"""Posts behind a verb, not those that lead on to another name: 任组长，副市长宋明远任副组长; or are
given to it: 任组长，副组长由宋明远担任."""
_BEFORE = masked(
    "(?:{appointed_as}{Post}(?:、{Post})*，)?"  # of whom the words before it name
    "(?:(?<!{Person})|(?!{Post}{Post}))"  # 习近平主席|特别代表丁薛祥
    "(?P<posts>{Post}(?:(?:[、，]|(?!以及){conjunction}|{concurrently}){0,3}{Post})*)"
    "(?:（{concurrently}）)?[　 ：]?"
    "(?P<names>{Person}(?:(?:、|{conjunction}){Person}(?!{Post}))*)"
)
_SOLE = Pattern(
    "(?<![副前原代任])(?<!前政府){sole_office}$|^(?!.*{deputy}|{each})[{han}]{2,8}[{bare_level}]长$"
)
"""An office that one alone holds: 总统, 江州市市长."""
_AFTER = masked(
    "(?P<name>{Person})(?P<post>{Post}(?:、{Post}(?!{Person}))?)(?![　 、]?{Person}(?!{Post}))"
)
_AS = masked(
    f"{{succeeding_verb:not_after}}{_NAMES}{SUCCEEDING}{BORNE}{{appointed_as}}{{new_term}}?{GIVEN}"
)
_ACTING = masked("{personnel_verb}(?P<names>{Person})为{Post}，(?P<posts>{Post}){post_noun}")
_OF = masked(
    f"{_NAMES}(?:[{{possessive}}{{his}}]|{{leaving_verb}}|{{appointed_as}}[^。；{{Person}}]{{1,40}}?{{personnel_verb}}{{his}})+"
    "[^，。；{Person}{Post}]{0,24}(?P<posts>{Post}(?:、{Post})*){post_noun}"
)
_ELECTED = masked(f"{{taking_up}}为?(?P<posts>{{Post}}){{possessive}}(?:还有|有|是)：?{_NAMES}")
_BY = masked(
    f"(?P<posts>{{Post}}(?:、{{Post}})*){{by}}(?:{{Post}}[、{{concurrently}}]?)*{_NAMES}"
    "{courtesy_title}?{appointed_as}(?!{Post})"
)
"""组长由市长沈月担任: the post before, given to who is named behind."""
_OF_EACH = Pattern("(?:[{bare_level}]直)?{each}")
_FORMS = (
    (_AS, "appointed-as"),
    (_BY, "appointed-as"),
    (_ACTING, "appointed-as"),
    (_ELECTED, "appointed-as"),
    (_OF, "removed-from"),
)


@relations
def holds(reading: Reading) -> Iterator[Relation]:
    """Every holding that a sentence states."""
    yield from _framed(reading)
    yield from _of_tenures(reading)


def _of_tenures(reading: Reading) -> Iterator[Relation]:
    for tenure, sentence in reading.tenures:
        yield Relation(tenure.person, "holds", tenure.post, sentence, "tenure")


def _framed(reading: Reading) -> Iterator[Relation]:
    """A post beside a name or given to it, and the posts of careers without dates."""
    lexicon = reading.analysis.lexicon
    before, sole = _BEFORE.of(lexicon), _SOLE.of(lexicon)
    for sentence in reading.naming("Person", "Post"):
        said = _pairs(sentence, before, "post-before-name", sole)
        yield from (relation for relation in said if not _unlikely(reading, relation))
        yield from _after(sentence, lexicon)
        for form, rule in _FORMS:
            yield from _pairs(sentence, form.of(lexicon), rule)


def _unlikely(reading: Reading, said: Relation) -> bool:
    """Whether a listed Chinese person stands behind a foreign post: …当选该国总理 李强致贺电."""
    if not isinstance(said.object, Entity) or not reading.resolver.country(said.object.name):
        return False
    known = reading.analysis.lexicon.known.get(said.subject.name, [])
    return any(e.list == "persons" and e["role"] != "foreign" for e in known)


def _pairs(
    sentence: MaskedSentence, form: re.Pattern[str], rule: str, sole: re.Pattern[str] | None = None
) -> Iterator[Relation]:
    """Every name with every post of each match; the groups are ``names`` and ``posts``. A post
    that is ``sole`` is that of the first: 总统普京与威特科夫."""
    for found in form.finditer(sentence.masked):
        posts = list(sentence.within(*found.span("posts"), "Post"))
        names = list(sentence.within(*found.span("names"), "Person"))
        alone = sole and any(sole.search(post.text) for post in posts)
        for person in names[:1] if alone else names:
            for post in posts:
                yield from related(person.entity, "holds", post.entity, sentence, rule)


def _after(sentence: MaskedSentence, lexicon: Lexicon) -> Iterator[Relation]:
    """A name with the post behind it: 陆知远书记."""
    for found in _AFTER.of(lexicon).finditer(sentence.masked):
        for person in sentence.within(*found.span("name"), "Person"):
            for post in sentence.within(*found.span("post"), "Post"):
                yield from related(person.entity, "holds", post.entity, sentence, "post-after-name")


@relations
def post_in(reading: Reading) -> Iterator[Relation]:
    """The organ that the name of a post contains: 市委 of 市委书记; not those of each (各乡镇中心校
    校长)."""
    of_each = _OF_EACH.of(reading.analysis.lexicon)
    for mention, office in reading.offices.items():
        if office.organ and not of_each.match(mention.text):
            sentence = reading.analysis.sentence_at(mention.begin)
            yield Relation(office.entity, "post_in", office.organ.entity, sentence, "post-name")
