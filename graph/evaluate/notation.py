"""The drawn notation: a text with its mentions marked in it and its relations under it.

    [马卫光](Person)强调，要认真贯彻《[条例](Policy)》。
    => 马卫光 cites 条例  # speaker-scope

    牵住责任制这个“牛鼻子”。
    # nothing: a metaphor in quotation marks is no slogan

A case ends at a blank line. Its lines of text are paragraphs; an indented one goes on with the
paragraph before it. ``(Event?)`` marks what may be found or not. ``# nothing: why`` says that no
mention and no relation must be found, ``# no Post: why`` that none of that type or kind must;
other comments are for the reader, on lines of their own or two spaces behind. ``\\`` takes the
special sense from ``[ ] ( ) # =`` and itself; ``\\n`` is a line break within a mention.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from graph.characters import UNSEEN
from graph.model import Entity, EntityType, Extraction, InputError, Mention, Relation
from graph.rdf import MENTIONED, RELATIONS

_TOKEN = re.compile(
    r"(?P<escape>\\(?:u[0-9a-f]{4}|U[0-9a-f]{8}|.))|(?P<text>[^\\\[\]]+)|"
    r"\[(?P<surface>(?:\\.|[^\\\[\]])+)\]\((?P<type>[A-Za-z]+)(?P<optional>\?)?\)"
)
_ESCAPED = re.compile(r"\\(u[0-9a-f]{4}|U[0-9a-f]{8}|.)")
_SPECIAL = re.compile(rf"[\\\[\]#{UNSEEN}]|=(?=>)")
_COMMENT = re.compile(r"(?:^|[ \t]{2,})#[ \t]*(?P<note>.*)$")
STATED = re.compile(rf"=>\s+(\S.*?)\s+({'|'.join(RELATIONS)})\s+(\S.*)")
"""A line that states a relation."""
_ABSENT = re.compile(rf"(?:(nothing)|no ({'|'.join((*MENTIONED, *RELATIONS))}))\b")


class Span(NamedTuple):
    """A drawn mention, in offsets of its case's text."""

    begin: int
    end: int
    type: EntityType
    optional: bool = False


class Stated(NamedTuple):
    """A drawn relation: two names, or a name and a literal."""

    subject: str
    name: str
    object: str


@dataclass(frozen=True, slots=True)
class Case:
    """A text and what must be found in it; ``line`` is where it begins in its file."""

    text: str
    mentions: tuple[Span, ...]
    relations: tuple[Stated, ...]
    notes: tuple[str, ...]
    line: int

    @property
    def reason(self) -> str:
        """All that the comments say."""
        return "; ".join(self.notes)

    @property
    def absent(self) -> frozenset[str]:
        """The types and relations that must not be found."""
        found = [m for m in map(_ABSENT.match, self.notes) if m]
        everything = any(m[1] for m in found) and not self.mentions
        return frozenset((*MENTIONED, *RELATIONS) if everything else (m[2] for m in found if m[2]))


def parse(text: str, file: str = "-") -> list[Case]:
    """The cases of a drawn text. InputError names ``file`` and line of what cannot be read."""
    numbered = enumerate(text.split("\n"), 1)
    blocks = groupby(numbered, key=lambda line: bool(line[1].strip()))
    cases = [_case(list(block), file) for filled, block in blocks if filled]
    return [case for case in cases if case.text]


def _case(lines: list[tuple[int, str]], file: str) -> Case:
    text, notes = "", []
    mentions: list[Span] = []
    relations = []
    for number, whole in lines:
        where = f"{file}:{number}"
        comment = _COMMENT.search(whole)
        line = (whole[: comment.start()] if comment else whole).rstrip(" \t\r")
        if line.startswith("=>"):
            relations.append(_relation(line, where))
            continue
        if comment:
            notes.append(comment["note"])
        if line:
            text += "\n" if text and line[0] != " " else ""
            drawn, spans = _text(line.lstrip(" "), len(text), where)
            text += drawn
            mentions += spans
    if relations and not text:
        raise InputError(f"{file}:{lines[0][0]}: 关系上方没有文本 / relations without a text above")
    return Case(text, tuple(mentions), tuple(relations), tuple(notes), lines[0][0])


def _text(line: str, offset: int, where: str) -> tuple[str, list[Span]]:
    out, spans, position = "", [], 0
    while position < len(line):
        token = _TOKEN.match(line, position)
        if not token:
            raise InputError(
                f"{where}: “{line[position : position + 12]}” 不成标注 / is no mention: write "
                f"[name](Type), or \\{line[position]} for the character itself"
            )
        if token["type"]:
            if token["type"] not in MENTIONED:
                raise InputError(
                    f"{where}: 没有类型 {token['type']} / no such type; "
                    f"one of {', '.join(MENTIONED)}"
                )
            begin = offset + len(out)
            out += unescape(token["surface"])
            spans.append(Span(begin, offset + len(out), token["type"], bool(token["optional"])))
        else:
            out += unescape(token[0])
        position = token.end()
    return out, spans


def _relation(line: str, where: str) -> Stated:
    found = STATED.fullmatch(line)
    if not found:
        raise InputError(
            f"{where}: 关系写作“=> 主体 关系 客体” / write a relation as “=> SUBJECT RELATION "
            f"OBJECT”, RELATION one of {', '.join(RELATIONS)}"
        )
    return Stated(*map(unescape, found.groups()))


def escape(text: str) -> str:
    """Text with all special and invisible characters of the notation escaped."""
    return _SPECIAL.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char == "\n":
        return "\\n"
    if char in "\\[]#=":
        return f"\\{char}"
    return f"\\u{ord(char):04x}" if ord(char) < 1 << 16 else f"\\U{ord(char):08x}"


def unescape(text: str) -> str:
    """The inverse of `escape`."""
    return _ESCAPED.sub(_unescape, text)


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    return "\n" if code == "n" else chr(int(code[1:], 16)) if len(code) > 1 else code


class Line(NamedTuple):
    """A sentence as it is drawn – several, where a mention runs from one into the next."""

    begin: int
    end: int
    text: str
    paragraph: int
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]


def lines(extraction: Extraction) -> Iterator[Line]:
    """What was found in a document, sentence by sentence."""
    text = extraction.document.text
    mentions = deque(sorted(extraction.mentions, key=lambda m: m.begin))
    stated = defaultdict(list)
    for relation in extraction.relations:
        stated[relation.sentence].append(relation)
    first, inside, said = None, [], []
    for sentence in extraction.sentences:
        first = first or sentence
        while mentions and mentions[0].begin < sentence.end:
            inside.append(mentions.popleft())
        said += stated[sentence]
        if not inside or inside[-1].end <= sentence.end:
            span = first.begin, sentence.end
            yield Line(*span, text[slice(*span)], first.paragraph, tuple(inside), tuple(said))
            first, inside, said = None, [], []


Paint = Callable[[Mention, str], str]
"""A mention and its drawn form → how that is to be shown."""


def draw(extraction: Extraction) -> str:
    """The document in the drawn notation: a line a sentence, its relations below it.

    A blank line parts its paragraphs, so each is a case; ``parse`` gives the same spans again.
    """
    blocks = groupby(lines(extraction), key=lambda line: line.paragraph)
    return "\n".join("".join(_paragraph(list(group))) for _, group in blocks)


def _paragraph(group: Sequence[Line]) -> Iterator[str]:
    for line in group:
        yield f"{'' if line is group[0] else '  '}{draw_line(line)}\n"
        for relation in line.relations:
            yield f"{draw_relation(relation)}\n"


def draw_line(line: Line, paint: Paint = lambda _, drawn: drawn) -> str:
    """One line of text with its mentions marked; ``paint`` may colour each."""
    out, position = [], 0
    for mention in line.mentions:
        begin, end = mention.begin - line.begin, mention.end - line.begin
        out.append(escape(line.text[position:begin]))
        out.append(paint(mention, f"[{escape(line.text[begin:end])}]({mention.type})"))
        position = end
    out.append(escape(line.text[position:]))
    return "".join(out)


def draw_relation(relation: Relation) -> str:
    """``=> 马卫光 cites 条例  # speaker-scope``."""
    value = relation.object
    name = value.name if isinstance(value, Entity) else value
    return f"=> {escape(relation.subject.name)} {relation.name} {escape(name)}  # {relation.rule}"


def align(cases: Sequence[Case], text: str, file: str = "-") -> list[Span]:
    """The mentions of cases drawn from ``text``, in its offsets; white space may differ.

    InputError names the case that is not in the text, or not where its turn is.
    """
    places = [i for i, char in enumerate(text) if not char.isspace()]
    solid = "".join(text[i] for i in places)
    out, position = [], 0
    for case in cases:
        before = [0]
        for char in case.text:
            before.append(before[-1] + (not char.isspace()))
        at = solid.find("".join(case.text.split()), position)
        if at < 0:
            raise InputError(
                f"{file}:{case.line}: 原文中没有这段话 / this is not the document's text: "
                f"{case.text[:20]}"
            )
        for begin, end, kind, optional in case.mentions:
            first, last = places[at + before[begin]], places[at + before[end] - 1] + 1
            out.append(Span(first, last, kind, optional))
        position = at + before[-1]
    return out
