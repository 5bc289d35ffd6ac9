"""The names of a graph in memory: found by their form, their pinyin, their beginning, their like.

An index is made once for a graph that is open, in some twenty microseconds a name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

import pyoxigraph as ox

from graph.characters import normal, simplified
from graph.match.pinyin import initials, spelt_out
from graph.rdf import TYPES, address
from graph.store import Store

_LABELS, _OTHERS = (
    f"SELECT ?it ?name {{ ?it {kind} ?name }}" for kind in ("rdfs:label", "skos:altLabel")
)
_CLASSES = {name.lower(): name for name in TYPES}
_MARKS = "“”‘’「」『』《》\"'"
_LIKE = 200  # entities that share most pairs of characters with a name are looked at


class Named(NamedTuple):
    """An entity with its label and other names."""

    iri: str
    label: str
    others: tuple[str, ...]

    @property
    def type(self) -> str:
        """The class of entities that it is of, which its IRI tells: Person; '' of others."""
        return _CLASSES.get("".join(self.iri.rsplit("/", 2)[-2:-1]), "")


class Names:
    """The names of a graph."""

    def __init__(self, entities: Iterable[Named]) -> None:
        self.entities = {entity.iri: entity for entity in entities}
        self._by_form: dict[str, list[str]] = defaultdict(list)
        for entity in self.entities.values():
            for name in (entity.label, *entity.others):
                self._by_form[formed(name)].append(entity.iri)

    def exact(self, name: str) -> Iterator[Named]:
        """Those that bear a name."""
        yield from self._all(self._by_form.get(formed(name), ()))

    def like(self, name: str) -> Iterator[Named]:
        """Those a name of which shares pairs of characters with this one, the most alike first."""
        shared: dict[str, int] = defaultdict(int)
        for pair in pairs(formed(name)):
            for iri in self._by_pair.get(pair, ()):
                shared[iri] += 1
        yield from self._all(sorted(shared, key=lambda iri: (-shared[iri], iri))[:_LIKE])

    def sounding(self, letters: str) -> Iterator[Named]:
        """Those whose name is read so: luzhiyuan."""
        yield from self._all(self._by_sound.get(letters, ()))

    def beginning(self, text: str) -> Iterator[Named]:
        """Those a name of which begins with a text, its pinyin or its initials; then those that
        contain it."""
        form = formed(text)
        for keys, found in ((self._forms, self._by_form), (self._sounds, self._by_sound)):
            for key in islice(keys, bisect_left(keys, form), None):
                if not key.startswith(form):
                    break
                yield from self._all(found[key])
        yield from self._all(
            iri for key in self._forms if form in key for iri in self._by_form[key]
        )

    def _all(self, iris: Iterable[str]) -> Iterator[Named]:
        return (self.entities[iri] for iri in dict.fromkeys(iris))

    @cached_property
    def _forms(self) -> list[str]:
        return sorted(self._by_form)

    @cached_property
    def _sounds(self) -> list[str]:
        return sorted(self._by_sound)

    @cached_property
    def _by_pair(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for form in self._by_form:
            for pair in pairs(form):
                found[pair].extend(self._by_form[form])
        return found

    @cached_property
    def _by_sound(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for form, iris in self._by_form.items():
            for sound in {spelt_out(form), initials(form)}:
                if sound != form:
                    found[sound].extend(iris)
        return found


@lru_cache(maxsize=1 << 16)
def formed(name: str) -> str:
    """The form by which names are compared: simplified, without blanks and outer quotation marks,
    in small letters."""
    return "".join(simplified(normal(name)).split()).strip(_MARKS).casefold()


def pairs(form: str) -> set[str]:
    """The pairs of characters that stand side by side, its ends included."""
    edged = f"^{form}$"
    return {edged[place : place + 2] for place in range(len(edged) - 1)}


@lru_cache(maxsize=1)
def names_of(store: Store) -> Names:
    """The names of a graph."""
    labels = dict(_rows(store, _LABELS))
    others: dict[str, list[str]] = defaultdict(list)
    for it, name in _rows(store, _OTHERS):
        others[it].append(name)
    return Names(
        Named(it, labels[it], tuple(sorted(others[it]))) for it in sorted(labels, key=address)
    )


def _rows(store: Store, text: str) -> Iterator[tuple[str, str]]:
    found = store.query(text)
    assert isinstance(found, ox.QuerySolutions)
    for it, name in found:
        if isinstance(it, ox.NamedNode) and isinstance(name, ox.Literal):
            yield it.value, name.value
