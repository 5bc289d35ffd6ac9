"""Titles that say that a post is held no longer or not yet: 原市长, 法国前总理, 当选总统."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.extract.discourse.tenure import Tenure, Told
from graph.extract.patterns import MaskedSentence, masked
from graph.lexicon import Lexicon, Pattern
from graph.model import Mention

_BORNE = masked(
    "(?:(?P<elect>{elect_title})|(?P<left>{left_title}))?"
    "(?P<posts>{Post}(?:、{Post})*)(?P<names>{Person}(?:、{Person})*)"
)
_TELLING = Pattern("{elect_title|left_title|candidate_noun}")


def titles_borne(sentences: Sequence[MaskedSentence], lexicon: Lexicon) -> Iterator[Told]:
    """The tenures that titles beside a name tell: ``former`` ones, those of an ``elect``, and what
    a candidate is ``proposed`` for."""
    borne, telling = _BORNE.of(lexicon), _TELLING.of(lexicon)
    left, candidate = (tuple(lexicon.word_class(w)) for w in ("left_title", "candidate_noun"))
    for sentence in sentences:
        if not sentence.names("Post", "Person") or not telling.search(sentence.source.text):
            continue
        for found in borne.finditer(sentence.masked):
            posts = list(sentence.within(*found.span("posts"), "Post"))
            for number, post in enumerate(posts):
                led = "elect" if found["elect"] else "former" if found["left"] else ""
                status = led if led and not number else "former" if _former(post, left) else ""
                status = "proposed" if post.text.endswith(candidate) else status
                for person in sentence.within(*found.span("names"), "Person"):
                    if status and person.entity and post.entity:
                        yield Tenure(person.entity, post.entity, status), sentence.source


def _former(post: Mention, left: Sequence[str]) -> bool:
    """Whether a post's name says that it was left: 原 in it that is no part of its organ's name."""
    named = post.entity.name if post.entity else post.text
    return any(word in post.text and word not in named for word in left)
