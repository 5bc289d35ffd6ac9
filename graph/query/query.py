"""SPARQL 1.1 over a graph, and the named queries: the competency questions (Grüninger and Fox
1995) of ``ontology/queries``.

A query file opens with comment lines: ``# title: …``, ``# description: …``, ``# title-zh: …``,
``# description-zh: …``, ``# topic: 中文 / English`` and, for each parameter,
``# param NAME Type: 中文 / English``, which ends in ``(optional)`` where the parameter may be left
out; ``# names: ?person ?post`` lists what `graph.query.apart` writes. A line ``# NAME: pattern`` in
its body is a comment to every SPARQL engine. When the parameter is given, the pattern becomes part
of the query and ``$NAME`` in it stands for the RDF terms of the value. These terms come from the
graph or from a checked literal, so a value cannot add anything else to the query.
"""

from __future__ import annotations

import difflib
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias, cast

from graph.model import QueryError, StoreError
from graph.query.apart import told_apart
from graph.query.asking import ask
from graph.query.limits import MAX_MEMORY_BYTES, TIMEOUT_SECONDS, Limits
from graph.query.names import Source, meant
from graph.query.remote import Endpoint
from graph.query.results import Rows, Triples
from graph.rdf import RELATIONS, TYPES, iri, literal
from graph.resources import ONTOLOGY
from graph.store import DAMAGED
from graph.text import period

log = logging.getLogger(__name__)

Given: TypeAlias = str | int | float | date | None
"""The value of a parameter; None counts as not given."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query.

    ``type`` is an entity type, or Entity for any of them, Relation, Date (2020-04-21), Period
    (2020, 2020-04 or a day), Number (0.95) or Text; ``description`` is in both languages.
    """

    name: str
    type: str
    description: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A query: its SPARQL, and what the comment lines at its head say about it.

    SPARQL that a user types in has neither name nor title nor parameters.
    """

    name: str
    text: str
    title: str = ""
    title_zh: str = ""
    description: str = ""
    description_zh: str = ""
    topic: str = ""
    parameters: tuple[Parameter, ...] = ()


def run(
    store: Source,
    query: str,
    *,
    timeout: float | None = TIMEOUT_SECONDS,
    memory: int = MAX_MEMORY_BYTES,
    **given: Given,
) -> Rows | bool | Triples:
    """Answer a query: SPARQL text, the name of a named query, or ``@FILE``.

    It may take ``timeout`` seconds and ``memory`` bytes (`graph.query.bounded`). With None it runs
    in this process, without limits. An endpoint has ``timeout`` seconds for an answer. An entity is
    given by its IRI, its label or another of its names. SELECT yields Rows, ASK a bool, CONSTRUCT
    and DESCRIBE triples.

    QueryError names what is unknown, missing or malformed, and what there is; StoreError says that
    the graph's file is damaged. A damaged database is built again from that file.
    """
    wanted = query_meant(query)
    if isinstance(store, Endpoint):
        return store.ask(bind(store, wanted, given), timeout or TIMEOUT_SECONDS)
    limits = None if timeout is None else Limits(timeout, memory)
    try:
        return ask(store, bind(store, wanted, given), limits)
    except DAMAGED as error:
        log.warning(
            "数据库已损坏，正在重建 / the database of %s is damaged (%s): building it again",
            store.path, error,
        )  # fmt: skip
        store.rebuild()
    try:
        return ask(store, bind(store, wanted, given), limits)
    except DAMAGED as error:
        raise StoreError(f"读不了 / cannot read {store.path}: {error}") from error


def rows(store: Source, query: str) -> Rows:
    """The rows of a SELECT of our own, without limits. Raises what `run` raises."""
    return cast(Rows, run(store, query, timeout=None))


@cache
def named() -> dict[str, Query]:
    """The named queries by name."""
    return {path.stem: _read(path) for path in sorted((ONTOLOGY / "queries").glob("*.rq"))}


def query_meant(query: str) -> Query:
    """The query meant by SPARQL text, a name or ``@FILE``.

    QueryError for an unknown name, with near ones, or a file that cannot be read.
    """
    if not isinstance(query, str):
        raise QueryError(f"查询应为文字 / a query is a text or a name, not {type(query).__name__}")
    if query.startswith("@"):
        try:
            return _read(Path(query[1:]))
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "不是 UTF-8 / it is not UTF-8"
            raise QueryError(
                f"读不了查询文件 / cannot read the query file {query[1:]}: {reason}"
            ) from error
    if not re.fullmatch(r"[\w-]+", query):
        return _parse("", query)
    if query in named():
        return named()[query]
    raise QueryError(f"没有“{query}”这一查询 / no query is called that; {_near(query, named())}")


def bind(store: Source, query: Query, given: Mapping[str, Given]) -> str:
    """The query as plain SPARQL with its values in place, to run here or in any other engine.

    QueryError for a parameter that is missing, unknown or malformed.
    """
    values = {name: value for name, value in given.items() if value is not None}
    known = {parameter.name for parameter in query.parameters}
    missing = [p.name for p in query.parameters if not p.optional and p.name not in values]
    wrong = [name for name in values if name not in known]
    if missing or wrong:
        zh, en, names = (
            ("缺少参数", "needs", missing) if missing else ("没有参数", "has no parameter", wrong)
        )
        asked, listed = query.name or "SPARQL", ", ".join(names)
        raise QueryError(f"{asked} {zh} {listed} / {asked} {en} {listed}; {_usage(query)}")
    text = query.text
    for parameter in query.parameters:
        if parameter.name in values:
            term = _term(store, parameter, str(values[parameter.name]).strip())
            text = _switch_on(text, parameter.name, term)
    return text


def _switch_on(text: str, name: str, term: str) -> str:
    """Make the comments ``# name: pattern`` part of the query, with ``term`` for ``$name``."""

    def pattern(match: re.Match[str]) -> str:
        return match[1] + re.sub(rf"\${name}\b", lambda _: term, match[2])

    return re.sub(rf"^([ \t]*)# {name}: (.*)$", pattern, text, flags=re.MULTILINE)


def _term(store: Source, parameter: Parameter, value: str) -> str:
    """The RDF term that a value stands for, in SPARQL."""
    make = _LITERALS.get(parameter.type)
    if make is None:
        # rdflib fails on empty VALUES; owl:Nothing is what has no instance
        return meant(store, parameter.type, value) or iri("owl:Nothing")
    try:
        return make(value)
    except ValueError as error:
        raise QueryError(f"{parameter.name}: {error}") from error


def _date(value: str) -> str:
    try:
        return literal(date.fromisoformat(value).isoformat(), "xsd:date")
    except ValueError:
        raise ValueError(f"“{value}” 不是日期 / is no date; write it as 2020-04-21") from None


def _period(value: str) -> str:
    return literal(period(value))


def _number(value: str) -> str:
    if not re.fullmatch(r"\d+(\.\d+)?", value, re.ASCII):
        raise ValueError(f"“{value}” 不是数 / is no number; write it as 0.95")
    return literal(value, "xsd:decimal")


def _relation(value: str) -> str:
    local = {curie.partition(":")[2]: curie for curie in RELATIONS.values()}
    if curie := RELATIONS.get(value) or local.get(value):
        return iri(curie)
    raise ValueError(f"没有关系“{value}” / no relation is called that; {_near(value, local)}")


_LITERALS: dict[str, Callable[[str], str]] = {
    "Date": _date,
    "Number": _number,
    "Period": _period,
    "Relation": _relation,
    "Text": literal,
}


def _near(wanted: str, known: Mapping[str, object]) -> str:
    """What to try instead of an unknown name: names like it, or all names."""
    near = difflib.get_close_matches(wanted, known, 3, 0.5)
    if near:
        return f"是否指 / did you mean {', '.join(near)}?"
    return f"有 / there are {', '.join(known)}"


def _usage(query: Query) -> str:
    """Which parameters a query takes, for a message."""
    if not query.parameters:
        return "没有参数 / it takes no parameters"
    return "参数有 / it takes " + ", ".join(
        f"{p.name} ({'可选 optional' if p.optional else '必填 required'})" for p in query.parameters
    )


def _read(path: Path) -> Query:
    return _parse(path.stem, path.read_text(encoding="utf-8"))


def _parse(name: str, text: str) -> Query:
    """A query from its text. QueryError for a parameter whose type is unknown."""
    head = re.match(r"(?:#.*\n)*", text)
    lines = [line[1:].strip() for line in head[0].splitlines()] if head else []
    fields = dict(line.split(": ", 1) for line in lines if ": " in line)
    parameters = []
    for field, what in fields.items():
        if match := re.fullmatch(r"param (\w+) (\w+)", field):
            if match[2] not in (*TYPES, "Entity", *_LITERALS):
                raise QueryError(f"{name}: 参数类型未知 / a parameter of unknown type {match[2]}")
            optional = what.endswith("(optional)")
            parameters.append(
                Parameter(match[1], match[2], what.removesuffix("(optional)").strip(), optional)
            )
    heads = ("title", "title-zh", "description", "description-zh", "topic")
    title, zh, about, about_zh, topic = (fields.get(field, "") for field in heads)
    text = told_apart(text, re.findall(r"\?(\w+)", fields.get("names", "")))
    return Query(name, text, title, zh, about, about_zh, topic, tuple(parameters))
