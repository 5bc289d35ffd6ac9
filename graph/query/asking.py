"""Plain SPARQL answered: what asks a network or a file is refused, an error is said in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from graph.model import QueryError
from graph.query.bounded import bounded, collected
from graph.query.limits import Limits
from graph.query.results import Rows, Triples
from graph.rdf import PREFIXES
from graph.store import Store

# An IRI (group 1), a comment or a string: what holds no keyword of a query.
_NO_CODE = re.compile(
    r"""(<[^<>"{}|^`\\\s]*>)|#.*"""
    r"""|\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*\'"""
)
MAX_QUERY_CHARACTERS = 1_000_000
_SERVICE = re.compile(r"(?<![\w?$:@-])service(?![\w:-])", re.IGNORECASE)
_FROM_FILE = re.compile(r"(?<![\w?$:@-])from\s*(?:named\s*)?<file:", re.IGNORECASE)


def ask(store: Store, text: str, limits: Limits | None) -> Rows | bool | Triples:
    """Answer plain SPARQL that asks no network and no file; see `run` for limits and errors."""
    with explained(text):
        return collected(store.query(text)) if limits is None else bounded(store, text, limits)


@contextmanager
def explained(text: str) -> Iterator[None]:
    """Refuses a query that is too long or asks a network or a file, before anything is done with
    it, and says in a line what a parser complains of. QueryError."""
    if len(text) > MAX_QUERY_CHARACTERS:
        raise QueryError(
            f"查询太长 / the query is longer than {MAX_QUERY_CHARACTERS:,} characters; ask for less"
        )
    if _SERVICE.search(_NO_CODE.sub(" ", text)):
        raise QueryError(
            "查询时不联网 / SERVICE asks another machine; a graph is queried without a network"
        )
    if _FROM_FILE.search(_NO_CODE.sub(lambda found: found[1] or " ", text)):
        raise QueryError(
            "FROM 不读文件 / FROM reads no file; open the file as a graph of its own instead"
        )
    try:
        text.encode()
        yield
    except SyntaxError as error:
        raise QueryError(_explain(text, str(error))) from error
    except UnicodeEncodeError as error:
        raise QueryError(
            "查询不是 UTF-8 / the query is not valid Unicode; write it in UTF-8"
        ) from error


def _explain(text: str, message: str) -> str:
    """What is wrong with a query, in one line: the place that the parser names, and a hint."""
    place = re.search(r"\bat (\d+):(\d+)", message)
    if place is None:
        return f"SPARQL 有误 / the SPARQL is malformed: {message}"
    line, column = int(place[1]), int(place[2])
    written = text.split("\n")[line - 1].strip() if line <= text.count("\n") + 1 else ""
    if "Prefix not found" in message:
        hint = f"前缀未声明 / its prefix is not declared; known are {', '.join(PREFIXES)}"
    elif said := re.search(r"\b(The \w+(?: \w+)+)", message):
        hint = said[1]
    elif re.match(r"\s*(insert|delete|load|clear|drop|create|with)\b", text, re.IGNORECASE):
        hint = "图在此只读 / a graph is only read here; change the documents and build it again"
    else:
        hint = "check the brackets, the dots between patterns, and the spelling before this place"
    return (
        f"SPARQL 第 {line} 行第 {column} 字有误 / the SPARQL is malformed at line {line}, "
        f"column {column} ({written[:60]}): {hint}"
    )
