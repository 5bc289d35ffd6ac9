"""brat standoff → marks and relations; `graph.export.brat` tells what its lines are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graph.curate.values import Found, Mark, Related, known_relation, known_type, quoted
from graph.evaluate import STATED
from graph.identity import plain
from graph.model import InputError

_MARK = re.compile(r"T\S*\t(?P<type>\S+) (?P<spans>\d+ \d+(?:;\d+ \d+)*)\t(?P<text>.*)")
_REFERENCE = re.compile(r"N\S*\tReference (?P<of>T\S*) [^\s:]+:(?P<what>\S+)(?:\t(?P<name>.*))?")
_RELATION = re.compile(r"R\S*\t(?P<name>\S+) Arg1:(?P<a>T\S*) Arg2:(?P<b>T\S*)\s*")
_NOTE = re.compile(r"#\S*\tAnnotatorNotes (?P<of>\S+)\t(?P<note>.*)")


def read_brat(path: Path, content: str, text: str) -> Found:
    """The annotation of a text. InputError names the line that cannot be read.

    Notes that state no relation, events and attributes are for the annotators: they are passed
    over.
    """
    lines = [(f"{path}:{n}", line) for n, line in enumerate(content.split("\n"), 1) if line]
    meant: dict[str, tuple[str, str]] = {}
    for where, line in _of(lines, "N"):
        found = _fields(_REFERENCE, line, where)
        meant[found["of"]] = plain(found["what"]), found["name"] or ""
    marks: dict[str, Mark] = {}
    for where, line in _of(lines, "T"):
        name = line.partition("\t")[0]
        marks[name] = _mark(line, where, text, *meant.get(name, ("", "")))
    related = (*_relations(lines, marks), *_notes(lines, marks))
    return Found(tuple(sorted(marks.values())), tuple(sorted(related)))


def _of(lines: list[tuple[str, str]], kind: str) -> Iterator[tuple[str, str]]:
    return ((where, line) for where, line in lines if line.startswith(kind))


def _fields(pattern: re.Pattern[str], line: str, where: str) -> re.Match[str]:
    found = pattern.fullmatch(line)
    if not found:
        raise InputError(f"“{line[:40]}” 不是 brat 标注 / is no annotation of brat", where)
    return found


def _mark(line: str, where: str, text: str, reference: str, name: str) -> Mark:
    found = _fields(_MARK, line, where)
    numbers = [int(number) for number in re.findall(r"\d+", found["spans"])]
    begin, end = min(numbers), max(numbers)
    quoted(text, begin, end, found["text"], where)
    return Mark(begin, end, known_type(found["type"], where), reference, name or text[begin:end])


def _relations(lines: list[tuple[str, str]], marks: dict[str, Mark]) -> Iterator[Related]:
    for where, line in _of(lines, "R"):
        found = _fields(_RELATION, line, where)
        for end in (found["a"], found["b"]):
            if end not in marks:
                raise InputError(f"没有 {end} / there is no {end}", where)
        subject, value = marks[found["a"]], marks[found["b"]]
        relation = known_relation(found["name"], where)
        yield Related(max(subject.begin, value.begin), subject.name, relation, value.name)


def _notes(lines: list[tuple[str, str]], marks: dict[str, Mark]) -> Iterator[Related]:
    for where, line in _of(lines, "#"):
        found = _fields(_NOTE, line, where) if "\tAnnotatorNotes " in line else None
        stated = found and STATED.fullmatch(found["note"].strip())
        if found and stated and found["of"] in marks:
            yield Related(marks[found["of"]].begin, *stated.groups())
