"""Whose text a report gives in full: 文章全文如下： and below it the title and who wrote it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.extract.discourse.authors import BYLINE
from graph.extract.patterns import MaskedSentence
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity

_BELOW = Pattern("{full_text_below}[：:。]?[　 ]*$")
_HEAD_SENTENCES, _FOOT_SENTENCES = 5, 2


def full_texts(
    sentences: Sequence[MaskedSentence], lexicon: Lexicon
) -> dict[int, tuple[Entity, ...]]:
    """Where a text begins that a sentence announces → who wrote it, by a line of its own at its
    head or its foot."""
    below, byline = _BELOW.of(lexicon), BYLINE.of(lexicon)
    found: dict[int, tuple[Entity, ...]] = {}
    for at, sentence in enumerate(sentences[:-1], 1):
        if below.search(sentence.source.text):
            head = sentences[at : at + _HEAD_SENTENCES]
            for line in (*head, *sentences[max(at, len(sentences) - _FOOT_SENTENCES) :]):
                match = byline.match(line.masked)
                who = next(line.within(*match.span("who")), None) if match else None
                if who and who.entity:
                    found[sentences[at].source.begin] = (who.entity,)
                    break
    return found
