"""Whether the paragraphs of a document are reports of their own: news in brief, a broadcast."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from graph.extract.patterns import MaskedSentence, masked
from graph.lexicon import Lexicon, Pattern

_BULLETIN = Pattern("{bulletin}")
_MARK = re.compile("[●◆■▲★※□◇○]")
_SENTENCE = Pattern("{sentence_stop}[”』」]?$")
_BROADCAST = masked("{Organization}{news_head}（{Organization}）：")
_HEADLINE = masked(
    "(?![　 ]*(?:[{numeral}\\d]+[.．、]|[（(]))[^。！？：；…]{8,60}[^。！？：；…”）]$"
)


def separate_reports(sentences: Sequence[MaskedSentence], lexicon: Lexicon) -> bool:
    """Whether each paragraph is a report of its own: 快讯, or each one marked alike (▲…)."""
    bulletin, full = _BULLETIN.of(lexicon), _SENTENCE.of(lexicon)
    opening = next((s.source for s in sentences if full.search(s.source.text.rstrip())), None)
    mark = _MARK.match(opening.text) if opening else None
    marked = {s.source.paragraph for s in sentences if mark and s.source.text.startswith(mark[0])}
    return (
        len(marked) > 1
        or any(bulletin.search(s.source.text) for s in sentences[:1])
        or _broadcast(sentences, lexicon)
    )


def _broadcast(sentences: Sequence[MaskedSentence], lexicon: Lexicon) -> bool:
    """Whether it is television news with a headline between its paragraphs: 央视网消息（…）：."""
    opens, headline, full = (form.of(lexicon) for form in (_BROADCAST, _HEADLINE, _SENTENCE))
    begin = next((i for i, s in enumerate(sentences) if opens.search(s.masked)), len(sentences))
    body = (i for i, s in enumerate(sentences) if full.search(s.source.text.rstrip()))
    begin = max(begin, next(body, len(sentences)))  # several lines may be the headline
    lines = Counter(s.source.paragraph for s in sentences)
    return any(
        lines[s.source.paragraph] == 1 and headline.match(s.masked.rstrip())
        for s in sentences[begin + 1 :]
    )
