"""Lists of names with posts, line by line: leading groups, tables, divisions of work."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.discourse.reading import Reading
from graph.extract.patterns import MaskedSentence, masked, related
from graph.extract.rules import relations
from graph.model import Mention, Relation

_POSTS = "(?P<posts>{Post}(?:[、，]{Post})*)"
_HEADING = masked("(?:(?P<post>{Post})|[^：{Person}]{1,16})[　 ]*：[　 ]*")
_ENTRY = (
    "{Person}(?:[　 ]*+（[^（）]*）)?(?:[　 ]++{sex})?"
    "(?:[　 ]++{Post}(?:[、，]{Post})*(?:（[^（）]*）)?)?"
)
_ROW = masked(f"(?:{_ENTRY}(?:[、，；　 ]++|$|(?<=）)(?={{Person}})))+")
_LED = "(?:(?:{Organization}?{Post}[、，]?){1,4}[　 ]*+)?"
_LED_ROW = masked(f"(?:{_LED}{_ENTRY}(?:[、，；。　 ]++|$))+")
"""The same with what each is before his name: 组长：市长沈岩, where it is said of a group."""
_SPACED = masked(
    "(?P<post>{Post})[　 ]{2,}(?:{Person}(?:[　 ]*+（[^（）]*）)?[、，　 ]*+)+"
    "(?:（[^（）{Person}]*）)?"
)
_OWN = masked(f"(?P<name>{{Person}})[　 ]*(?:（[^（）]*）)?(?:[　 ]+{{sex}})?[　 ]+{_POSTS}")
_GAP = "(?:[　 ]*[|\\t][　 ]*|[　 ]{2,})"
_ORGAN = "(?:{Organization}|[{han}]{2,14}{organ_ending})"
_BRACKETS = masked(f"(?P<name>{{Person}})[　 ]*（(?:{{sex}}|[，兼])*{_POSTS}[^（）{{Person}}]*）")
_APPOSED = masked(
    f"^[　 ]*(?:[\\d{{numeral}}]+[.．、])?[　 ]*(?P<name>{{Person}})，{_POSTS}[；。]?$"
)
"""A line that is nothing but a name and its posts: 单大勇，澄州市审计局局长。"""
_CELLS = masked(
    f"(?P<name>{{Person}})(?:（[^（）]*）)?(?:{_GAP}|　)(?:{{sex}}{_GAP})?(?:{_ORGAN}{_GAP})?"
    f"{_POSTS}(?:{_GAP}|[　 ]*$)"
)


@relations
def rosters(reading: Reading) -> Iterator[Relation]:
    """组长：沈岩 市长, and the names below it; 沈岩（市长）; a row of a table."""
    if not reading.names("Person", "Post"):
        return
    lexicon = reading.analysis.lexicon
    own, *others = (form.of(lexicon) for form in (_OWN, _BRACKETS, _APPOSED, _CELLS))
    heads = _Heads(reading)
    for sentence in reading.masked_sentences:
        row, post = heads.row(sentence)
        if post:
            for person in sentence.within(row, len(sentence.masked), "Person"):
                yield from related(person.entity, "holds", post.entity, sentence, "roster")
        if not sentence.names("Person", "Post"):
            continue
        plain = row < len(sentence.masked) and not heads.led
        forms = [others[0], own] if plain else others
        for form in forms:
            for found in form.finditer(sentence.masked, row if form is own else 0):
                (person,) = sentence.within(*found.span("name"))
                for held in sentence.within(*found.span("posts"), "Post"):
                    yield from related(person.entity, "holds", held.entity, sentence, "roster")


class _Heads:
    """The post that heads a list of names, for each of its lines in turn."""

    def __init__(self, reading: Reading) -> None:
        lexicon = reading.analysis.lexicon
        self._heading, self._row = _HEADING.of(lexicon), _ROW.of(lexicon)
        self._spaced, self._led = _SPACED.of(lexicon), _LED_ROW.of(lexicon)
        self._text = reading.analysis.text
        self.led = False  # whether posts stand before the names of the row read last
        self._post: Mention | None = None
        self._line = -1

    def row(self, sentence: MaskedSentence) -> tuple[int, Mention | None]:
        """Where the names of a row begin in the masked sentence, its length if it is none, and
        the post that all of them hold."""
        line, text = sentence.source.paragraph, sentence.masked
        if not sentence.names("Person"):
            self._post, self._line = None, line
            return len(text), None
        spaced = self._spaced.fullmatch(text)
        heading = spaced or self._heading.match(text)
        begin = heading.end("post" if spaced else 0) if heading else 0
        listed = spaced or self._row.fullmatch(text, begin)
        self.led = not listed and (bool(heading) or self._is_indented(sentence))
        listed = self._led.fullmatch(text, begin) if self.led else listed
        if heading or not listed or line != self._line + 1:
            posts = list(sentence.within(*heading.span("post"))) if heading and listed else []
            self._post = posts[0] if posts else None
        self._line = line
        return begin if listed else len(text), self._post

    def _is_indented(self, sentence: MaskedSentence) -> bool:
        """Whether a line goes on with the list of the one above: 市长甲 below it may be a list's
        next head (副主任乙)."""
        begin = sentence.source.begin
        return self._text[max(0, begin - 1) : begin] in (" ", "　", "\t")
