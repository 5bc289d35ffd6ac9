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
_BARE = Pattern("^{party_cell}?{post_modifier}?(?:{posts.head|posts.level})$")  # 原党组书记、局长


def titles_borne(sentences: Sequence[MaskedSentence], lexicon: Lexicon) -> Iterator[Told]:
    """The tenures that titles beside a name tell, in sentences with both: ``former`` ones, those of
    an ``elect``, and what a candidate is ``proposed`` for. What is told of a post holds of the bare
    ones listed behind it, which are of the same organ, and of none with an organ of its own."""
    borne, telling, bare = _BORNE.of(lexicon), _TELLING.of(lexicon), _BARE.of(lexicon)
    left, candidate = (tuple(lexicon.word_class(w)) for w in ("left_title", "candidate_noun"))
    for sentence in sentences:
        if not telling.search(sentence.source.text):
            continue
        for found in borne.finditer(sentence.masked):
            posts = list(sentence.within(*found.span("posts"), "Post"))
            told = "elect" if found["elect"] else "former" if found["left"] else ""
            for number, post in enumerate(posts):
                if _former(post, left):
                    told = "former"
                elif number and not bare.search(post.text):
                    told = ""
                status = "proposed" if post.text.endswith(candidate) else told
                for person in sentence.within(*found.span("names"), "Person"):
                    if status and person.entity and post.entity:
                        yield Tenure(person.entity, post.entity, status), sentence.source


def _former(post: Mention, left: Sequence[str]) -> bool:
    """Whether a post's name says that it was left: 原 in it that is no part of its organ's name."""
    named = post.entity.name if post.entity else post.text
    return any(word in post.text and word not in named for word in left)
