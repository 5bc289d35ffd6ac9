"""Who is meant by a name, in a graph; a name that several bear asks which."""

from __future__ import annotations

import logging
import re
from functools import partial
from typing import TypeAlias

import pyoxigraph as ox

from graph import rdf
from graph.model import QueryError
from graph.query.asking import ask
from graph.query.bounded import alone
from graph.query.limits import TIMEOUT_SECONDS
from graph.query.remote import Endpoint
from graph.query.results import Rows
from graph.rdf import near, ontology
from graph.store import Store, Term

log = logging.getLogger(__name__)

Source: TypeAlias = Store | Endpoint
"""What is asked: a graph on disk, or another server's endpoint."""


def meant(store: Source, kind: str, name: str) -> str | None:
    """The entity of a type, or of any for Entity, that a name means, as a SPARQL term.

    None where nothing bears it; AmbiguousError where several do.
    """
    found = rdf.meant(partial(_asked, store), name, _bearers(store, kind, name))
    return f"<{found}>" if found else None


def bearers(store: Source, kind: str, name: str) -> list[str]:
    """The entities of a type, or of any for Entity, that bear a name, as SPARQL terms.

    A name is a label, another name, an IRI or a short address: 李明-青芦县, person/李明. The log
    says which names come near if nothing bears it.
    """
    return [f"<{iri}>" for iri in _bearers(store, kind, name)]


def _bearers(store: Source, kind: str, name: str) -> list[str]:
    if re.match(r"[a-z][a-z0-9+.-]*:/", name):
        try:
            return [ox.NamedNode(name).value]
        except ValueError as error:
            raise QueryError(f"“{name}” 不是 IRI / is no IRI: {error}") from error
    found = rdf.bearers(partial(_asked, store), kind, name)
    if not found:
        log.warning("%s", _unknown(store, kind, name))
    return found


def _unknown(store: Source, kind: str, name: str) -> str:
    """That nothing bears a name, and which names come near."""
    any_kind, term = kind == "Entity", f"tg:{kind}"
    zh, en = ("", "entity") if any_kind else (ontology.label(term), ontology.label(term, "en"))
    names = "、".join(getattr(term, "value", "") for (term,) in _asked(store, near(kind, name)))
    there = f"；有 / there is {names}" if names else ""
    return f"没有叫“{name}”的{zh} / no {en} is called that{there}"


def _asked(store: Source, text: str) -> list[tuple[Term | None, ...]]:
    """The terms of a query, asked in this process: the query is ours and short."""
    if isinstance(store, Endpoint):
        answer = store.ask(text, TIMEOUT_SECONDS)
    else:
        with alone:
            answer = ask(store, text, None)
    assert isinstance(answer, Rows)
    return list(map(tuple, answer.terms))
