"""Careers: what somebody has been, in the sentence that names him and in the lines below it."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.discourse.reading import Reading
from graph.extract.patterns import MaskedSentence, masked, related
from graph.extract.relations.holding import GIVEN
from graph.extract.rules import relations
from graph.lexicon import Pattern
from graph.model import Mention, Relation

_RESUME = masked(f"{{serving_verb}}{GIVEN.replace('[、，]', '[、，；]', 1)}")
_CURRENT = Pattern("{current_serving}")
_YOU = Pattern("{second_person}")  # 习近平指出，你就任总统后: another one's post
_ANOTHER = Pattern("{given_to_another}[^，。；：]{2,}$")  # 祝贺匈国担任主席国
_ABOUT = masked(
    "{Person}{courtesy_title}?(?:，(?:{sex}[，、]|\\d{4}{year_unit}[\\d{month_unit}{day_unit}]*{born})|"
    "{possessive}?[个　 ]*人?[　 ]*[简履][　 ]*历)"
)
_HE = Pattern("(?:^|[，；])[^，；：“]{0,8}?{third_person}")
_PERIOD = masked("(?:19|20)\\d\\d(?:[.．/]\\d{1,2}|{year_unit})")
_SPELL = masked(
    "(?:[任　 、，]|{Place}|{concurrently})(?P<posts>{Post})(?=[、，；。（　 ]|{concurrently}|$)"
)


@relations
def careers(reading: Reading) -> Iterator[Relation]:
    """Posts of whom a sentence names first, or of whom the lines above tell: 沈岩，男，…曾任A; of
    him whom alone the sentence before names: 他历任A、B."""
    if not reading.names("Person", "Post"):
        return
    lexicon, lines = reading.analysis.lexicon, reading.masked_sentences
    if not any(lines.may(form, lexicon) for form in (_RESUME, _CURRENT, _ABOUT)):
        return
    people = (m for m in reading.mentions if m.type == "Person")
    of_document = next(people, None) if reading.analysis.document.kind == "career" else None
    about: Mention | None = None
    told: Mention | None = None
    line = -1
    for sentence in lines:
        dated = bool(_PERIOD.of(lexicon).match(sentence.masked))
        if sentence.source.paragraph != line and not dated:
            about = None
        line = sentence.source.paragraph
        if _ABOUT.of(lexicon).match(sentence.masked):
            about = sentence.mentions[0]
        named = [m for m in sentence.mentions if m.type == "Person"]
        if named:
            told = named[0] if len({m.entity for m in named}) == 1 else None
        if sentence.names("Post"):
            he = told if _HE.of(lexicon).search(sentence.masked) else None
            yield from _served(reading, sentence, about or he or of_document)
        if dated and about and not sentence.names("Person"):
            for found in _SPELL.of(lexicon).finditer(sentence.masked):
                for post in sentence.within(*found.span("posts")):
                    yield from related(about.entity, "holds", post.entity, sentence, "career")


def _served(
    reading: Reading, sentence: MaskedSentence, about: Mention | None
) -> Iterator[Relation]:
    """X，男，…现任A、B: the first name of the sentence holds the posts, else whom it is about."""
    subject = next((m for m in sentence.mentions if m.type == "Person"), about)
    if subject is None:
        return
    lexicon = reading.analysis.lexicon
    you, another = _YOU.of(lexicon), _ANOTHER.of(lexicon)
    for found in _RESUME.of(lexicon).finditer(sentence.masked):
        last = [subject, *sentence.within(0, found.start(), "Person")][-1]
        named = last.begin < sentence.offset(found.start())
        others = any(f.search(sentence.masked, 0, found.start()) for f in (you, another))
        if last == subject and named and not others:
            for post in sentence.within(*found.span("posts"), "Post"):
                yield from related(subject.entity, "holds", post.entity, sentence, "career")
    if not _CURRENT.of(lexicon).search(sentence.masked):
        return
    titles = lexicon.words("posts", kind="title")
    for post in sentence.mentions:
        if post.type == "Post" and post.text in titles:
            yield from related(subject.entity, "holds", post.entity, sentence, "career")
