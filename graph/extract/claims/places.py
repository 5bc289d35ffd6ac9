"""Where a document's posts are, and which of its places lies in which."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice, takewhile
from operator import attrgetter

from graph.cached import cached_property
from graph.claims import CENTRE, Held, Within
from graph.extract.claims.locality import (
    RANKS,
    anchor,
    city,
    counties,
    listed_above,
    paper,
)
from graph.extract.discourse.reading import Reading
from graph.extract.resolve.elliptical_posts import ranks
from graph.extract.resolve.organ import PARTY_PART
from graph.extract.resolve.resolver import Organ
from graph.extract.states import opening_state
from graph.extract.toponyms import own, short
from graph.lexicon import CITY, PROVINCE, Pattern, rank
from graph.model import Entity, Key, Mention, Relation, Sentence
from graph.text import everywhere

_BEGIN = attrgetter("begin")
_THEN = Pattern("{former_post}[^，。；]{0,6}$")
_SINCE = Pattern("{during}|{moment}(?=[，。、]|$)")  # 任县委书记期间
_NEXT = Pattern("{nominated}[^，。；]{0,6}$")
_LED = Pattern("([{han}]{1,10}?){leadership}?{leaders_phrase}[：　 ]?$")
_LEVEL = Pattern("{level}")
_SHARED = Pattern("{shared_post}$")
_HEAD = Pattern("{post_modifier}?({province_unit})长")
_NAME = 24  # characters that the name of a place has at most
CENTRAL = 1
"""The rank of a province: what lies below is local."""


class Places:
    """Where a document's posts are, and which of its places lies in which."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.home = reading.place_context.place
        self._lexicon = reading.analysis.lexicon
        self._national = self._lexicon.word_class("national_body")
        self._names = reading.resolver.places
        self._offices = {o.entity.key: o.organ for o in reading.offices.values()}
        self._containers: dict[str, str] = {}

    # what few documents are asked for is found out when it is asked for

    @cached_property
    def _own(self) -> list[str]:
        return sorted(own(self.reading.analysis))

    @cached_property
    def _behind(self) -> list[tuple[str, str]]:
        """What stands behind the document's own places."""
        text = self.reading.analysis.text
        found = everywhere(self._own, text)
        return sorted({(text[end : end + _NAME], name) for name, _, end in found})

    @cached_property
    def _city(self) -> str:
        return city(self.reading)

    @cached_property
    def _counties(self) -> list[str]:
        return counties(self.reading)

    @cached_property
    def _seats(self) -> set[str]:
        organs = (*self._offices.values(), *self.reading.organs.values())
        return {organ.root.place for organ in organs if organ}

    @cached_property
    def _posts(self) -> dict[Key, list[Mention]]:
        posts: dict[Key, list[Mention]] = defaultdict(list)
        for mention in self.reading.mentions:
            if mention.type == "Post" and mention.entity:
                posts[mention.entity.key].append(mention)
        return posts

    def marks(self, post: Key) -> tuple[str, str, str]:
        """What may distinguish a post's holder from a namesake: place, organ, the post."""
        organ = self._offices.get(post)
        abroad = opening_state(post.name, self._lexicon)
        return (self._of(organ), organ.name, post.name) if organ else (abroad, "", post.name)

    def seat(self, post: Key) -> str:
        """The place of a post's organ, for a province's bureaus too; '' if unknown."""
        organ = self._offices.get(post)
        return (self._of(organ) or self._names.prefix(organ.name)[0]) if organ else ""

    def held(self, post: Entity, relation: Relation) -> Held:
        """A post held, in the form of a claim."""
        organ, state = self._offices.get(post.key), self._state(post, relation)
        known = not post.key.document and post.name not in ranks(self._lexicon)
        key = post.name if known else ""
        shared = bool(_SHARED.of(self._lexicon).search(key))
        if organ is None:
            head = _HEAD.of(self._lexicon).fullmatch(post.name)
            if head and not known:
                return Held("", "", self._unnamed(head[1]), state, True)
            return Held(key, "", self._abroad(post.name), state, False, shared)
        leading = bool(organ.root.place or organ.root.unresolved or organ.name in self._national)
        if organ.unresolved or len(organ.name) < 3:
            return Held("", "", self._of(organ), state, leading)
        whole = organ.root.name if leading else PARTY_PART.of(self._lexicon).sub("", organ.name)
        return Held(key, whole, self._of(organ), state, leading, shared)

    def _abroad(self, post: str) -> str:
        """The country at the beginning of the name of a foreign post."""
        place, length = self._names.prefix(post)
        return place if self._names.abroad(post[:length]) else ""

    def led(self, offset: int) -> str:
        """The place of 澄州市领导 or 市领导 directly before an offset."""
        text, begin = self.reading.analysis.text, max(0, offset - 18)
        before = text[begin:offset]
        if not any([word in before for word in self._lexicon.word_class("leaders_phrase")]):
            return ""
        found = _LED.of(self._lexicon).search(text, begin, offset)
        if not found:
            return ""
        for size in range(min(len(found[1]), 10), 0, -1):
            form = found[1][-size:]
            place = self._names.prefix(form)
            if place[1] == size:
                return place[0]
        return self.reading.place_context.levels.get(found[1][-1], "")

    def _state(self, post: Entity, relation: Relation) -> str:
        if relation.rule == "removed-from":
            return "then"
        sentence = relation.sentence
        posts = self._posts[post.key]
        at = bisect_left(posts, sentence.begin, key=_BEGIN)
        if at < len(posts) and posts[at].begin < sentence.end:
            return self.state(posts[at], sentence)
        return "now"

    def state(self, post: Mention, sentence: Sentence) -> str:
        """Whether a post named in a sentence is held "now", "then" or "next"."""
        text = self.reading.analysis.text
        before = text[max(sentence.begin, post.begin - 10) : post.begin]
        then, since = _THEN.of(self._lexicon), _SINCE.of(self._lexicon)
        former = then.search(before) or since.match(text, post.end)
        return "then" if former else "next" if _NEXT.of(self._lexicon).search(before) else "now"

    def _of(self, organ: Organ) -> str:
        """The place of an organ; for a bureau or firm the place that its name begins with."""
        root = organ.root
        if organ.name in self._national:
            return CENTRE
        if root.unresolved:
            level = _LEVEL.of(self._lexicon).match(root.name)
            return self._unnamed(level[0]) if level else ""
        place = root.place or self._names.prefix(organ.name)[0]
        unique = len(listed_above(self._lexicon).get(place, "?")) == 1
        return place if unique and (root.place or rank(place) > CENTRAL) else ""

    @cached_property
    def _around(self) -> dict[str, Within]:
        """Level → the place of that level that the document does not name, around one it does."""
        below = {level: anchor(self.reading, at) for level, at in RANKS.items()}
        return {level: Within.unnamed(place, level) for level, place in below.items() if place}

    def _unnamed(self, level: str) -> str:
        return self._around[level].container if level in self._around else ""

    def named(self, place: str) -> bool:
        """Whether a place goes by its own name, not by that of one in it: 丰水县所在市."""
        return all(place != around.container for around in self._around.values())

    def within(self, held: set[Held]) -> Iterator[Within]:
        """Where the places of posts and the document's own lie."""
        places = {self.home, *(h.place for h in held)} - {""}
        for place in places:
            if (lies := self._above(place)) and lies.container != place:
                yield lies
        for level, around in self._around.items():
            if around.container in places:
                yield around
                known = self._own if level == PROVINCE else self._counties if not self.home else []
                inside = (place for place in known if rank(place) == RANKS[level] + 1)
                yield from (around._replace(place=place) for place in inside)
        if held and self._city:
            inside = (c for c in self._counties if self._container(c) == self._city)
            yield from (Within(county, self._city) for county in inside)
            if short(self._city, self.reading.analysis.lexicon) in paper(self.reading):
                yield Within(paper(self.reading), self._city)

    def _before(self, place: str) -> set[str]:
        """The document's own places directly before a place: 澄州市|青芦县."""
        first = bisect_left(self._behind, (place,))
        behind = takewhile(
            lambda found: found[0].startswith(place), islice(self._behind, first, None)
        )
        return {other for _, other in behind}

    def _above(self, place: str) -> Within | None:
        """What a place lies in, where the gazetteer or the document tells."""
        if container := self._container(place):
            return Within(place, container)
        of_home = place == self.home and rank(place) == CENTRAL + 1
        return Within.unnamed(place, PROVINCE) if of_home else None

    def _container(self, place: str) -> str:
        if place not in self._containers:
            self._containers[place] = self._found_container(place)
        return self._containers[place]

    def _found_container(self, place: str) -> str:
        listed = listed_above(self._lexicon).get(place, [])
        if len(listed) == 1 and listed[0]:
            return listed[0]
        level = rank(place)
        larger = (other for other in sorted(self._before(place)) if rank(other) < level)
        if other := next(larger, ""):
            return other
        levels = self.reading.place_context.levels
        if place == self.home:
            upper = levels.get(CITY if level > 2 else PROVINCE, "")
            if level == CENTRAL + 1 and upper not in self._seats:
                upper = ""
            return upper
        inside = level > rank(self.home) > CENTRAL and self.home in (self._city, *levels.values())
        return self.home if inside and (level > 3 or self._city) else ""
