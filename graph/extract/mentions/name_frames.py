"""Names by the frame that they stand in: a row or line of their own, a post that is given."""

from __future__ import annotations

import re

from graph.extract.analysis import Analysis
from graph.extract.common_words import is_common
from graph.extract.mentions.found_names import Found
from graph.extract.mentions.posts import candidates, stacks
from graph.lexicon import Pattern

_CELL = Pattern(
    "(?m:^(?:[　 ]*[{han}　 ]{2,6}[：:]|\\d{1,3}[.、]?[　 \\t]+)?[　 ]*"
    "(?P<name>[{han}]{2,5})(?:[　 ]{2,}|\\t+)(?={han}))"
)
_ROWS = 3  # at least


def in_rows(analysis: Analysis, found: Found) -> None:
    """Names in a column beside their posts, most of which are known by their form: so are the
    others (图力古尔　　县财政局局长)."""
    posts = candidates(analysis)
    if len(posts) < _ROWS:
        return
    cells = _CELL.of(analysis.lexicon).finditer(analysis.text)
    spans = [cell.span("name") for cell in cells if cell.end() in posts]
    named = [s for s in spans if s in found.spans or found.grammar.end(s[0], sure=True) == s[1]]
    if len(spans) >= _ROWS and 2 * len(named) > len(spans):
        for span in spans:
            found.spans.setdefault(span, "name-list")


_LISTED = Pattern(
    "(?:(?:^|(?<=[\\n；。])|[，：　 ]){change_of_office}?|{change_of_office})"
    "(?P<names>{item}(?:、{item})*)(?:{appointed_as}|{possessive}(?P<place>[{han}]{2,3})?)$",
    {"item": "[{han}](?:[{han}]{1,3}|(?:[　 ]{1,3}[{han}]){1,2})(?:（[^（）]*）)?"},
)
_ITEM = re.compile("[^、（）]+(?:（[^（）]*）)?")
_OFFICE = Pattern("{post_noun}")
_ROW = 300  # characters at most
_NAME_LINES = {"speech": slice(1, 6), "career": slice(1)}
"""Kind of document → the lines of its head that may hold a name and nothing else."""


def given(analysis: Analysis, found: Found) -> None:
    """Names in a row that a post is given to or taken from: 任命丁峰、王力为…, 王力的…职务;
    also with a place between that no list knows: 王力的澜江|市财政局局长职务."""
    text, lexicon = analysis.text, analysis.lexicon
    listed, office = _LISTED.of(lexicon), _OFFICE.of(lexicon)
    levels = lexicon.word_class("bare_level")
    for stack in stacks(analysis):
        begin, end = stack[0][0], stack[-1][1]
        taken = bool(office.match(text, end))
        if text.endswith("的", 0, begin) and not taken:
            continue
        clause = max(text.rfind(mark, 0, begin) for mark in "\n；。") + 1
        row = listed.search(text, max(clause, begin - _ROW), begin)
        if row and row["place"] and not (taken and text[begin] in levels):
            continue
        for item in _ITEM.finditer(text, *row.span("names")) if row else ():
            name_end = found.grammar.end(item.start(), sure=True)
            if name_end and text[name_end : item.end()][:1] in ("", "（"):
                found.spans.setdefault((item.start(), name_end), "given-post")


def byline(analysis: Analysis, found: Found) -> None:
    """A line in the head of a speech or a career that holds a name and nothing else."""
    lines = _NAME_LINES.get(analysis.document.kind, slice(0))
    for sentence in analysis.sentences[lines]:
        line = sentence.text.strip()
        begin = sentence.begin + sentence.text.find(line)
        common = is_common(line, analysis.lexicon)
        if line and not common and found.grammar.end(begin, sure=True) == begin + len(line):
            found.spans.setdefault((begin, begin + len(line)), "byline")


_BORN = Pattern(
    "(?m:^)[　 ]*(?P<name>[{han}]{2,4})，"
    "(?:{sex}，|\\d{4}{year_unit}[\\d{month_unit}{day_unit}]*{born})"
)


def born(analysis: Analysis, found: Found) -> None:
    """A line that opens as a life does: 程望山，1970年5月生."""
    for match in _BORN.of(analysis.lexicon).finditer(analysis.text):
        begin, end = match.span("name")
        if found.grammar.end(begin, sure=True) == end:
            found.spans.setdefault((begin, end), "born")
