"""What a document states about its persons: a claim for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from graph.claims import CENTRE, OURS, Claim, Held, Part, PersonClaim
from graph.extract.claims.locality import known_places, loose_names
from graph.extract.claims.places import CENTRAL, Places
from graph.extract.discourse.foreigners import names_one
from graph.extract.discourse.reading import Reading
from graph.lexicon import Lexicon, Pattern, once_per_lexicon, rank
from graph.model import Entity, Extraction, Key, Mention

_LISTED = Pattern("[、，{conjunction} 　]*")
_COMMON = Pattern("{commoner}$")
_JUNIOR = Pattern("{junior_rank}$")
_OF_PLACE = Pattern("[{own_mark}]?(?:{level}|{common_organ}|{bare_unit}|{party_cell})")
"""What an organ's name begins with that is of a place or a firm, which may go without its name."""
_POLITE = Pattern("{polite_address}")
_PEERS = Pattern("[、 　]|{conjunction}")
_CITIZEN = Held("", shared=True)
"""What 村民李强 and 李强先生 are."""
_NO_OFFICIALS = ("public", "foreign")  # 选手, 先生 may well be said of them
_MAX_LISTED_NAMES = 20
_NEAR_NAMES = 3  # in longer lists (of delegates, of a committee) these are company, by their order


def claims(reading: Reading, found: Extraction) -> tuple[Claim, ...]:
    """A claim for each person of the document, its claims on places, and its pending names."""
    document, places = found.document, Places(reading)
    persons = _persons(reading, found)
    press = _bylines(reading, found)
    chains = _chains(reading, found.mentions)
    held = _held(reading, found, places, chains)
    peers = _peers(reading, chains)
    junior = _junior(reading, found)

    def told(key: Key, parts: dict[Key, Entity]) -> PersonClaim:
        posts = set().union(*(held[part] for part in parts))
        person = next(iter(parts.values()))
        person = person if person.key == key else replace(person, key=key)
        author = next((press[part] for part in parts if part in press), "")
        listed = not (author or junior >= parts.keys()) and _is_listed(
            reading, person, posts, places.home
        )
        return PersonClaim(
            document.id,
            key,
            document.issued,
            places.home,
            author,
            listed,
            tuple(sorted(set().union(*(peers[part] for part in parts)))),
            tuple(sorted(posts)),
            tuple(sorted(set(places.within(posts)))),
            tuple(Part(k, tuple(sorted(held[k]))) for k in parts) if key not in parts else (),
        )

    said = (told(key, parts) for key, parts in sorted(persons.items(), key=itemgetter(0)))
    return (*said, *known_places(reading, document.id), *loose_names(reading, found))


def _persons(reading: Reading, found: Extraction) -> dict[Key, dict[Key, Entity]]:
    """Key of a person → keys of its parts in text order, or its own key, each with its entity.

    The key of a person in parts is the name alone, which is the key of no part.
    """
    persons: dict[Key, dict[Key, Entity]] = defaultdict(dict)
    subjects = (r.subject for r in found.relations if r.subject.type == "Person")
    mentioned = (m.entity for m in found.mentions if m.type == "Person" and m.entity)
    for entity in (*subjects, *mentioned):
        whole = Key(entity.name) if entity.key in reading.parts else entity.key
        persons[whole][entity.key] = entity
    return {key: dict(sorted(parts.items())) for key, parts in persons.items()}


def _bylines(reading: Reading, found: Extraction) -> dict[Key, str]:
    """Authors and photographers → their paper."""
    press: dict[Key, str] = {}
    for mention in found.mentions:
        if mention.type == "Person" and mention.entity:
            line = reading.byline(mention.begin)
            if line:
                press[mention.entity.key] = line[1] or found.document.publisher or OURS
    return press


def _junior(reading: Reading, found: Extraction) -> set[Key]:
    """The persons with only posts far below those of the listed: captains of companies, coaches."""
    title, listed = _JUNIOR.of(reading.analysis.lexicon), roles(reading.analysis.lexicon)
    below: dict[Key, bool] = {}
    for said in found.relations:
        if said.name == "holds" and isinstance(said.object, Entity):
            official = listed.get(said.subject.name) not in _NO_OFFICIALS
            low = official and bool(title.search(said.object.name))
            below[said.subject.key] = below.get(said.subject.key, True) and low
    return {person for person, low in below.items() if low}


def _held(
    reading: Reading, found: Extraction, places: Places, chains: Sequence[Sequence[Entity]]
) -> dict[Key, set[Held]]:
    """Person → posts in the document, and the places whose leaders (市领导) include the person."""
    held: dict[Key, set[Held]] = defaultdict(set)
    for relation in found.relations:
        if relation.name == "holds" and isinstance(relation.object, Entity):
            held[relation.subject.key].add(places.held(relation.object, relation))
    lexicon = reading.analysis.lexicon
    listed, common, polite = (form.of(lexicon) for form in (_LISTED, _COMMON, _POLITE))
    before, led = 0, ""
    for mention in found.mentions:
        if mention.type == "Person" and mention.entity:
            if not (before and listed.fullmatch(found.document.text, before, mention.begin)):
                led = places.led(mention.begin)
            if led:
                held[mention.entity.key].add(Held("", "", led, "now", True))
            text = found.document.text
            if common.search(text, max(0, mention.begin - 6), mention.begin) or polite.match(
                text, mention.end
            ):
                held[mention.entity.key].add(_CITIZEN)  # not the mayor but some other leader
            before = mention.end
    role = roles(lexicon)
    for chain in (c for c in chains if 1 < len(c) <= _MAX_LISTED_NAMES):
        central = {e.key for e in chain if role.get(e.name) == "leader"}
        for entity in chain:
            if central - {entity.key}:
                held[entity.key].add(Held("", "", CENTRE, "now", True))
    return held


def _peers(reading: Reading, chains: Sequence[Sequence[Entity]]) -> dict[Key, set[str]]:
    """The names beside a name in lists, without those of leaders, who are beside many."""
    peers: dict[Key, set[str]] = defaultdict(set)
    listed = roles(reading.analysis.lexicon)
    for chain in chains:
        reach = len(chain) if len(chain) <= _MAX_LISTED_NAMES else _NEAR_NAMES
        names = [e.name if listed.get(e.name) != "leader" else "" for e in chain]
        for i, entity in enumerate(chain):
            peers[entity.key] |= {*names[max(0, i - reach) : i + reach + 1]} - {entity.name, ""}
    return peers


def _chains(reading: Reading, mentions: Sequence[Mention]) -> list[list[Entity]]:
    """Persons listed side by side: 栗战书、汪洋、王沪宁; there may be hundreds."""
    beside = _PEERS.of(reading.analysis.lexicon)
    chains: list[list[Entity]] = [[]]
    end = 0
    for mention in mentions:
        if mention.type == "Person" and mention.entity:
            if not beside.fullmatch(reading.analysis.text, end, mention.begin):
                chains.append([])
            chains[-1].append(mention.entity)
            end = mention.end
    return chains


def _is_listed(reading: Reading, person: Entity, held: set[Held], home: str) -> bool:
    """Whether the person in the lexicon is meant: the posts here are not only local ones, it is no
    mere citizen, and without a post the document is none of a place that it leaves unnamed."""
    role = roles(reading.analysis.lexicon).get(person.name)
    if role is None or person.key.mark or not names_one(person.name, reading.analysis):
        return False
    former = {h.post for h in held if h.state == "then"}
    here = [h for h in held if h.state == "now" and h.post not in former]
    local = [h for h in here if rank(h.place) > CENTRAL]
    if role not in _NO_OFFICIALS and here and all(h == _CITIZEN for h in here):
        return False
    if role == "leader":
        return not local or len(local) < len(here)
    return not local and (bool(held) or (rank(home) <= CENTRAL and not _leaves_unnamed(reading)))


def _leaves_unnamed(reading: Reading) -> bool:
    """Whether the document is of a place that it does not name."""
    of_place = _OF_PLACE.of(reading.analysis.lexicon)
    return any(o.unresolved and of_place.match(o.name) for o in reading.organs.values())


@once_per_lexicon
def roles(lexicon: Lexicon) -> dict[str, str]:
    """Name of a listed person → its role."""
    return {entry.form: entry["role"] for entry in lexicon.entries("persons")}
