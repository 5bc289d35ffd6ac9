"""Two persons of one name in one document: separate keys if the text shows two, else parts.

Elsewhere in the document the post or mark beside the name decides which of the two is meant; if
there is none, it is the one named last.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from graph.claims import CENTRE, anonymous
from graph.extract.claims.offices import Offices
from graph.extract.claims.places import Places
from graph.extract.claims.witness import roles
from graph.extract.discourse.reading import Reading
from graph.lexicon import Pattern, rank
from graph.model import Entity, Key, Mention

_BETWEEN_POSTS = re.compile("[、，和兼任 　]{0,3}")
_LIST = 4000  # characters between two in one list, at most
_ASIDE = re.compile("（([^（），。]{2,12})）")
_BORN = Pattern(
    "，{sex}，(?:[^，。；]{1,12}，){0,3}?"
    "((?:19|20)\\d\\d{year_unit}\\d{1,2}{month_unit})(?:{born}|，)"
)
_CITIZEN = Pattern("(?:[^，。；、的]{0,6}{commoner})\\Z")
_REACH = 12  # characters between the place of a citizen and the name, at most
_FILLING = Pattern("[、，{and_word}以兼 　]")
_NO_MARK = Pattern("{sex}|.{1,8}族|{courtesy_title}|.*{no_mark}.*")
_TOLD = Pattern(
    "{verbs.speech}|{meeting_verb}|{personnel_verb}|{chairing_verb}|{joining_verb}|"
    "{deciding_verb}|[。；]"
)

_Sign: TypeAlias = Key | str
"""What stands beside a name and tells who bears it: the key of a post, or words in brackets."""


def tell_apart(reading: Reading) -> Reading:
    """The reading with keys of their own for two of one name, if the text shows that they are two.

    It does if they are side by side: 青芦县副县长陈涛、丰水县委副书记陈涛 → 陈涛-青芦县,
    陈涛-丰水县; if brackets follow both, 王凯（河南）、王凯（解放军）; if they have posts in two
    places that nobody holds at once; if one is a citizen of another place (青芦县种粮大户); if both
    are introduced by sex and birth. If a name has several posts and nothing shows two persons, its
    mentions are parts of one, ``reading.parts``, which a judgement can separate
    (`graph.identity.judgement.parted`).
    """
    mentions = list(reading.mentions)
    repeated = _repeated(mentions)
    if not repeated:
        return reading
    parts: set[Key] = set()
    places = Places(reading)
    for name, at in repeated.items():
        bearers = _Bearers(reading, places, name, at)
        marks = bearers.marks()
        meant = bearers.meant(marks or bearers.parts())
        for i, mark in meant.items():
            entity = Entity("Person", Key(name, mark), name, (), (f"{name}（{mark}）",))
            if not marks:
                entity = replace(mentions[i].entity or entity, key=entity.key)
                parts.add(entity.key)
            mentions[i] = replace(mentions[i], entity=entity)
    return replace(reading, mentions=tuple(mentions), parts=frozenset(parts))


def _repeated(mentions: list[Mention]) -> dict[str, list[int]]:
    """Names of persons mentioned more than once → the positions of their mentions."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        if mention.type == "Person" and mention.entity:
            found[mention.entity.name].append(i)
    return {name: at for name, at in found.items() if len(at) > 1 and not anonymous(name)}


class _Joined:
    """Keys joined into parts (disjoint sets; Tarjan 1975)."""

    def __init__(self) -> None:
        self.keys: dict[_Sign, _Sign] = {}

    def root(self, key: _Sign) -> _Sign:
        """The key that stands for the part of this one."""
        above = self.keys.setdefault(key, key)
        while above != key:
            self.keys[key] = self.keys[above]
            key, above = above, self.keys[above]
        return key

    def join(self, one: _Sign, other: _Sign) -> None:
        """Make one part of two."""
        self.keys[self.root(one)] = self.root(other)


class _Bearers:
    """The mentions of one name, by their positions among all, with the posts beside each."""

    def __init__(self, reading: Reading, places: Places, name: str, at: list[int]) -> None:
        self.reading, self.places, self.at = reading, places, at
        self._mentions = reading.mentions
        self._posts = {i: self._posts_before(i) for i in at}
        self._asides = {i: self._aside(i) for i in at}
        self._homes = {i: self._home(i) for i in at}
        self._offices = Offices(reading, places)
        self._leads = roles(reading.analysis.lexicon).get(name) == "leader"

    def marks(self) -> dict[_Sign, str]:
        """Posts and brackets → the mark that distinguishes their bearer; {} if all may be one."""
        marks: dict[_Sign, str] = {}
        for i, j in pairwise(self.at):
            if self._asides[i] and self._asides[j] and self._asides[i] != self._asides[j]:
                marks |= {self._asides[k]: self._asides[k] for k in (i, j)}
            elif self._differ(i, j) and self._side_by_side(i, j):
                marks |= self._places_of(i, j)
        introduced = [i for i in self.at if self._posts[i] or self._homes[i]]
        for i, j in pairwise(introduced):
            if self._homes[i] or self._homes[j]:
                marks |= self._places_of(i, j) if self._strangers(i, j) else {}
            elif self._differ(i, j) and self._offices.exclude(self._posts[i][0], self._posts[j][0]):
                marks |= self._places_of(i, j)
        return marks

    def parts(self) -> dict[_Sign, str]:
        """Posts → the first post of the same part, as in the text; {} if there is one part."""
        if self._leads:
            return {}  # a leader of the nation has several posts
        said: dict[_Sign, tuple[int, str]] = {}  # a key → when its part is first named, how
        joined = _Joined()
        for i in self.at:
            keys = self._keys(i)
            roots = {joined.root(key) for key in keys}
            known = [said[root] for root in roots if root in said]
            for key in keys:
                joined.join(keys[0], key)
            if keys:
                said[joined.root(keys[0])] = min(known, default=(i, self._posts[i][0].text))
        told = {key: said[joined.root(key)][1] for key in joined.keys}
        return told if len(set(told.values())) > 1 else {}

    def meant(self, marks: Mapping[_Sign, str]) -> dict[int, str]:
        """Position → the mark of the person meant there: its own, else the last before it."""
        told = {i: [marks[sign] for sign in self._signs(i) if sign in marks]
                for i in self.at}  # fmt: skip
        mark = next((found[0] for found in told.values() if found), "")
        meant = {}
        for i in self.at if marks else ():
            mark = meant[i] = next(iter(told[i]), mark)
        return meant

    def _places_of(self, i: int, j: int) -> dict[_Sign, str]:
        """The marks of two persons: the first that differ of their places, organs and posts."""
        here, there = (
            (self._homes[k], "", "") if self._homes[k] else self.places.marks(self._keys(k)[0])
            for k in (i, j)
        )
        if self._leads and not {here[0], there[0]} - {"", CENTRE}:
            return {}  # 国家主席、中央军委主席: a leader of the nation has several posts
        ways = zip(here, there, strict=True)
        one, other = next(pair for pair in ways if len(set(pair)) == 2 and all(pair))
        return {key: mark for at, mark in ((i, one), (j, other)) for key in self._posts_or_home(at)}

    def _signs(self, i: int) -> list[_Sign]:
        return [self._asides[i], *(self._posts_or_home(i) or self._key_behind(i))]

    def _key_behind(self, i: int) -> list[Key]:
        """The post right behind a name: 穆罕默德总统 is not the 总理 of that name."""
        behind = self._mentions[i + 1 : i + 2]
        beside = (m for m in behind if m.type == "Post" and m.begin == self._mentions[i].end)
        return [post.entity.key for post in beside if post.entity]

    def _posts_or_home(self, i: int) -> list[_Sign]:
        """The posts of a mention, or where its bearer is at home."""
        return [self._homes[i]] if self._homes[i] else [*self._keys(i)]

    def _strangers(self, i: int, j: int) -> bool:
        """Whether one is a citizen, the other one of another place of its kind, or an official."""
        seats = [("", home) if (home := self._homes[k]) else self._office(k) for k in (i, j)]
        (one, here), (other, there) = seats
        alike = rank(here) == rank(there)
        return bool(here and there) and here != there and (alike or bool(one or other))

    def _office(self, i: int) -> tuple[str, str]:
        kind, place = self._offices.seat(self._posts[i][0])
        return (kind, place) if kind else ("", "")

    def _home(self, i: int) -> str:
        """The place of 青芦县种粮大户 directly before a name, '' where no citizen is meant."""
        mention, before = self._mentions[i], self._mentions[i - 1] if i else None
        if before is None or before.type != "Place" or mention.begin - before.end > _REACH:
            return ""
        between = self.reading.analysis.text[before.end : mention.begin]
        citizen = _CITIZEN.of(self.reading.analysis.lexicon).fullmatch(between)
        return before.entity.name if citizen and before.entity else ""

    def _keys(self, i: int) -> list[Key]:
        return [post.entity.key for post in self._posts[i] if post.entity]

    def _aside(self, i: int) -> str:
        """What behind a name distinguishes it from another: 王凯（河南）, ，男，1970年1月生."""
        lexicon, text = self.reading.analysis.lexicon, self.reading.analysis.text
        if born := _BORN.of(lexicon).match(text, self._mentions[i].end):
            return f"{born[1]}生"
        no_mark = _NO_MARK.of(lexicon)
        found = _ASIDE.match(text, self._mentions[i].end)
        return found[1] if found and not no_mark.fullmatch(found[1]) else ""

    def _posts_before(self, i: int) -> list[Mention]:
        """The posts directly before a name, the nearest first."""
        posts, begin = [], self._mentions[i].begin
        for at in range(i - 1, -1, -1):
            mention, last = self._mentions[at], self._mentions[max(at - 1, 0)]
            gap = self.reading.analysis.text[mention.end : begin]
            if mention.type != "Post" or not mention.entity or not _BETWEEN_POSTS.fullmatch(gap):
                break
            if gap and last.type == "Person" and last.end == mention.begin:
                break  # 习近平主席和甲总统
            posts.append(mention)
            begin = mention.begin
        return posts

    def _side_by_side(self, i: int, j: int) -> bool:
        """Whether two are in one list: only names, posts, commas and little else between them."""
        text, mentions = self.reading.analysis.text, self._mentions
        lexicon = self.reading.analysis.lexicon
        if mentions[j].begin - mentions[i].end > _LIST:
            return False
        whole = text[mentions[i].end : mentions[j].begin]
        gaps = "".join(text[a.end : b.begin] for a, b in pairwise(mentions[i : j + 1]))
        rest = _FILLING.of(lexicon).sub("", gaps)
        told = _TOLD.of(lexicon)
        return len(rest) <= len(whole) / 3 and not told.search(whole) and "\n" not in whole

    def _differ(self, i: int, j: int) -> bool:
        one, other = self._keys(i), self._keys(j)
        return bool(one and other) and not set(one) & set(other)
