"""One document as rules see it: its text, its sentences, what the lexicon and the tagger know."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import wraps
from operator import itemgetter
from typing import TypeVar

from graph.cached import cached_property
from graph.characters import fold
from graph.extract.tagger import Tag, tag
from graph.lexicon import Contents, Hit, Led, Lexicon, Pattern, as_learned, default
from graph.model import Document, EntityType, Extraction, Mention, Sentence
from graph.text import anchor, closed_up, parts, prepare, sentences, whole_lines

T = TypeVar("T")
S = TypeVar("S", Sentence, Mention)


class Analysis:
    """One document as rules see it: text and offsets are those of the folded text.

    `unfolded` translates findings into offsets of the document as it was read, ``source``, in
    which this one may be a part that begins at ``begin``.
    """

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon | None = None,
        source: Document | None = None,
        begin: int = 0,
    ) -> None:
        self.source, self._begin = source or document, begin
        self.lexicon = lexicon or default()
        self._folded = closed_up(whole_lines(document.text), self.lexicon)
        self.text = self._folded.text
        said = (document.title, document.publisher, document.place)
        title, publisher, place = (fold(each).text for each in said)
        self.document = replace(
            document, text=self.text, title=title, publisher=publisher, place=place
        )
        self.sentences = sentences(self.text)
        self.anchor = anchor(self.document, self.lexicon)
        self.memo: dict[object, object] = {}

    @cached_property
    def hits(self) -> list[Hit]:
        """All entries of the name lists in the text, overlaps included."""
        return [
            hit
            for hit in self.lexicon.scan(self.text)
            if hit.entry.list != "countries" or not self._cuts_word(hit)
        ]

    @cached_property
    def hits_of(self) -> Mapping[str, list[Hit]]:
        """The hits by the list that they are of."""
        return _by_list(self.hits)

    def _cuts_word(self, hit: Hit) -> bool:
        """Whether a country's full name ends inside a word: 以色列国|防部."""
        return hit.entry.form == hit.entry["name"] + "国" and self.text.startswith(
            (*self.lexicon.word_class("country_compound"),), hit.end
        )

    @cached_property
    def longest(self) -> list[Hit]:
        """The hits that are not inside a longer hit, in order."""
        out: list[Hit] = []
        longest_first = sorted(self.hits, key=itemgetter(1), reverse=True)
        for hit in sorted(longest_first, key=itemgetter(0)):
            if (
                not out
                or hit.end > out[-1].end
                or (hit.begin, hit.end) == (out[-1].begin, out[-1].end)
            ):
                out.append(hit)
        return out

    @cached_property
    def longest_of(self) -> Mapping[str, list[Hit]]:
        """The same by the list that they are of."""
        return _by_list(self.longest)

    @cached_property
    def learned(self) -> str:
        """The text as models read it, offsets as in ``text`` (`graph.lexicon.as_learned`)."""
        return as_learned(self.text, self.lexicon)

    @cached_property
    def tags(self) -> list[Tag]:
        """What the learned tagger takes for a name, with offsets into the document."""
        return next(_tags([self]))

    @cached_property
    def may(self) -> Callable[[Pattern], bool]:
        """Whether the text has the words that a match of a form needs (`graph.lexicon.needs`)."""
        return Contents(self.text, self.lexicon).may

    def matches(self, form: Pattern) -> Iterator[re.Match[str]]:
        """The matches of a form in the text."""
        return form.of(self.lexicon).finditer(self.text) if self.may(form) else iter(())

    def led(self, form: Led) -> Iterator[re.Match[str]]:
        """The same of a form that words lead."""
        return form.finditer(self.text, self.lexicon) if self.may(form.form) else iter(())

    def search(self, form: Pattern, *span: int) -> re.Match[str] | None:
        """The first match of a form in the text, or in a span of it."""
        return form.of(self.lexicon).search(self.text, *span) if self.may(form) else None

    def reading(self, sentence: Sentence) -> str:
        """A sentence as rules read it (`graph.characters.fold`)."""
        return self.text[sentence.begin : sentence.end]

    @cached_property
    def _begins(self) -> list[int]:
        return [sentence.begin for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that contains an offset, else the nearest one before it."""
        return self.sentences[max(0, bisect_right(self._begins, offset) - 1)]

    def mention(
        self, begin: int, end: int, kind: EntityType, rule: str, confidence: int = 100
    ) -> Mention:
        """A mention of that span."""
        return Mention(begin, end, self.text[begin:end], kind, rule, None, confidence)

    def unfolded(self, found: Extraction) -> Extraction:
        """Findings with the offsets and the characters of the document as it was read."""
        if self.text == self.source.text:
            return found
        relations = (r.stated_in(self._unfolded(r.sentence)) for r in found.relations)
        return Extraction(
            self.source,
            tuple(map(self._unfolded, found.sentences)),
            tuple(map(self._unfolded, found.mentions)),
            tuple(relations),
        )

    def _unfolded(self, found: S) -> S:
        return found.at(*self.as_written(found.begin, found.end))

    def as_written(self, begin: int, end: int) -> tuple[int, int, str]:
        """The offsets and the characters that a span has in the document as it was read."""
        begin, end = (self._begin + at for at in self._folded.span(begin, end))
        return begin, end, self.source.text[begin:end]


def _by_list(hits: Iterable[Hit]) -> Mapping[str, list[Hit]]:
    found = defaultdict[str, list[Hit]](list)
    for hit in hits:
        found[hit.entry.list].append(hit)
    return found


def analyses(document: Document, lexicon: Lexicon | None = None) -> list[Analysis]:
    """A document as rules see it, or each of the documents that it holds (`graph.text.parts`)."""
    held = list(parts(document, lexicon))
    if not held:
        return [Analysis(prepare(document, lexicon), lexicon)]
    source = prepare(replace(document, kind=document.kind or "collection"), lexicon)
    return [Analysis(part, lexicon, source, begin) for part, begin in held]


def tag_at_once(analyses: Sequence[Analysis]) -> None:
    """Have the tagger read documents in one pass, which takes less time than one by one."""
    for analysis, tags in zip(analyses, _tags(analyses), strict=True):
        analysis.tags = tags


def _tags(analyses: Sequence[Analysis]) -> Iterator[list[Tag]]:
    found = iter(tag([a.learned[s.begin : s.end] for a in analyses for s in a.sentences]))
    for analysis in analyses:
        yield [
            Tag(t.begin + s.begin, t.end + s.begin, t.type)
            for s in analysis.sentences
            for t in next(found)
        ]


def once(function: Callable[[Analysis], T]) -> Callable[[Analysis], T]:
    """A function of the document whose value is computed once and shared by all rules."""

    @wraps(function)
    def shared(analysis: Analysis) -> T:
        try:
            return analysis.memo[function]  # type: ignore[return-value]
        except KeyError:
            pass  # so that an error in the function is none within the handling of this one
        value = analysis.memo[function] = function(analysis)
        return value

    return shared
