"""Who is told of and was not there: who sends an occasion words, or is named in another's."""

from __future__ import annotations

from collections.abc import Sequence

from graph.extract.patterns import MaskedSentence, masked
from graph.lexicon import Lexicon
from graph.model import Entity

_MEETS = masked("^(?=[^{Event}]*$).*{meeting_verb}|{Person}[^，。；]{0,12}{visiting_verb}")
_INSTRUCTS = masked(
    "{Person}[^，。；{Person}]{0,40}{rendering_verb}{perfective}?{weighty}?{instruction}"
)
_WRITES = masked("{Person}[^，。；{Person}]{0,30}{written_greeting}")
_WRITTEN = masked("{Person}[^，。；{Person}]{0,6}{at_mark}[^，。；{Person}]{0,8}{written_word}中")
_READ_OUT = masked("{reading_out}{perfective}?[^，。；{Person}]{0,8}{Person}")


def absent(sentences: Sequence[MaskedSentence], lexicon: Lexicon) -> frozenset[Entity]:
    """Persons whose words are not said at the occasion: who sends it instructions or greetings, and
    everybody where the document is the news of a meeting between statesmen."""
    if any(_MEETS.of(lexicon).search(sentence.masked) for sentence in sentences[:1]):
        named = (m for sentence in sentences for m in sentence.mentions if m.type == "Person")
    else:
        named = (
            m
            for sentence in sentences
            if sentence.names("Person")
            for form in (_INSTRUCTS, _WRITES, _WRITTEN, _READ_OUT)
            for match in form.of(lexicon).finditer(sentence.masked)
            for m in sentence.within(*match.span(), "Person")
        )
    return frozenset(mention.entity for mention in named if mention.entity)
