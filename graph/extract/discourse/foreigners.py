"""Foreigners by a listed name: who is meant, if nothing that a document tells contradicts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import itemgetter

from graph.cached import cached_property
from graph.extract.analysis import Analysis
from graph.extract.discourse.bearers import bearers
from graph.extract.resolve.resolver import ResolvedPost
from graph.extract.states import countries, initials, opening_state
from graph.lexicon import Entry, Lexicon, once_per_lexicon
from graph.model import Mention


def _countries(entry: Entry) -> tuple[str, ...]:
    return tuple(filter(None, entry["country"].split("|")))


@once_per_lexicon
def bearing(lexicon: Lexicon) -> dict[str, list[Entry]]:
    """Short name → the listed foreigners that it may mean; first name and short name together
    (尼古拉斯·马杜罗) → the one whose full name is longer."""
    table: dict[str, list[Entry]] = defaultdict(list)
    for entry in lexicon.entries("persons"):
        if entry["full"] and entry.form == entry["name"]:
            table[entry["name"]].append(entry)
            if usual(entry) != entry["name"]:
                table[usual(entry)] = [entry]
    return table


def usual(entry: Entry) -> str:
    """The form between a listed short name and the full one: 尼古拉斯·马杜罗."""
    first = entry["full"].partition("·")[0]
    return entry["name"] if first == entry["name"] else f"{first}·{entry['name']}"


@once_per_lexicon
def _anybodys(lexicon: Lexicon) -> frozenset[str]:
    """The listed names of foreigners that may be any bearer's: 辛格."""
    foreign = (entry for entry in lexicon.entries("persons") if entry["role"] == "foreign")
    return frozenset(e.form for e in foreign if not e["full"] and not e["country"])


def names_one(name: str, analysis: Analysis) -> bool:
    """Whether the name of a person whom a document means tells the listed one: a surname does not
    where several are listed, or where the document, naming states, has it stand for another."""
    entries = bearing(analysis.lexicon).get(name)
    if entries and "·" not in name:
        return len(entries) == 1 and not countries(analysis)
    return name not in _anybodys(analysis.lexicon)


def stated(post: Mention, name: str, analysis: Analysis) -> str:
    """The foreign state of a post of this full name that its own words tell, be it by one
    character (俄外长), or ''."""
    state = opening_state(name, analysis.lexicon)
    said = (opening_state(post.text, analysis.lexicon), initials(analysis).get(post.text[0]))
    return state if state in said else ""


class Foreigners:
    """The listed persons that the names of a document mean."""

    def __init__(
        self,
        analysis: Analysis,
        settled: Sequence[Mention],
        offices: Mapping[Mention, ResolvedPost],
    ) -> None:
        self._analysis, self._settled, self._offices = analysis, settled, offices

    @cached_property
    def _held(self) -> list[tuple[Mention, int, str]]:
        """Posts, each with the position of its bearer and its name in full."""
        held = sorted(bearers(self._analysis, self._settled).items(), key=itemgetter(1))
        posts = ((self._settled[number], person) for number, person in held)
        return [(post, person, self._offices[post].entity.name) for post, person in posts]

    @cached_property
    def _posts(self) -> dict[str, set[str]]:
        """A name → the posts beside it."""
        posts: dict[str, set[str]] = defaultdict(set)
        for _, person, full in self._held:
            posts[self._settled[person].text].add(full)
        return posts

    @cached_property
    def _states(self) -> dict[str, dict[int, set[str]]]:
        """A name → by its mentions, the states that the posts beside them tell."""
        states: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for post, person, full in self._held:
            if state := stated(post, full, self._analysis):
                states[self._settled[person].text][person].add(state)
        return states

    def meant(self, number: int, name: str) -> Entry | None:
        """The listed person that the mention with this index means by a name, if there is one only.

        It is of the state that a post beside the name says it is of, or, if there is none, of that
        of the post beside the name before, or else behind. Of several, or where the document names
        no foreign state, it is the one whose country or organisation opens a post that the document
        gives to the name.
        """
        entries = bearing(self._analysis.lexicon).get(name, [])
        if not entries or "·" in name:  # told by the first name
            return next(iter(entries), None)
        if states := self._states_of(number):
            entries = [e for e in entries if not e["country"] or states & {*_countries(e)}]
        if len(entries) > 1 or not countries(self._analysis):
            posts = self._posts[self._settled[number].text]
            entries = [e for e in entries if any(p.startswith(_countries(e)) for p in posts)]
        return entries[0] if len(entries) == 1 else None

    def _states_of(self, number: int) -> set[str]:
        told = self._states[self._settled[number].text]
        before = [person for person in told if person <= number]
        return told[(before[-1:] or [*told])[0]] if told else set()
