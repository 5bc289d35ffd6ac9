"""Features in parts: the form of a part and its values; and the parts that few values tell, so
that many arguments and pairs share them.

A feature is a name and a value behind it (``PersonL1=，``). The names of a part are always the same
and known beforehand, its values are read from the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import repeat
from operator import add


class Form:
    """The names of some features, one for each value; or, if ``several``, one for all of them."""

    __slots__ = ("names", "several")

    def __init__(self, names: tuple[str, ...], several: bool) -> None:
        self.names, self.several = names, several


Part = Sequence[tuple[Form, Sequence[str]]]
"""Some features. What has them tells them as the same object, however many share it."""


class Forms(dict[str, Form]):
    """Forms of the same names behind different prefixes, made when asked for."""

    def __init__(self, *names: str, several: bool = False) -> None:
        self._names, self._several = names, several

    def __missing__(self, prefix: str) -> Form:
        form = self[prefix] = Form(tuple(prefix + name for name in self._names), self._several)
        return form


_NEAR = Forms("", "d=", "para=", "last=")
_STAGED = Forms("occ=", "ol=", "ord=", "lc=")
_SAYING = Forms("au=", "sp=", "spd=")
_CARRIED = Forms("turn=", "tl=", "tl2=", "tn=", "tt=")
_TWO_BEHIND = Forms("R2=")
_RULES, _REVERSE = Forms("rule=", several=True), Forms("rule2=", several=True)


def spelt(part: Part) -> Iterator[str]:
    """The features of a part, each as one string: as they are learned."""
    for shape, values in part:
        yield from map(add, repeat(shape.names[0]) if shape.several else shape.names, values)


def distance(sentences: int) -> str:
    """The distance of two sentences in a few classes."""
    if -1 <= sentences <= 1:
        return str(sentences)
    return "-2" if sentences < 0 else "2" if sentences <= 3 else "9"


@cache
def standing(
    quoted: tuple[bool, ...], start: tuple[bool, bool], known: tuple[bool, bool], uses: int
) -> tuple[str, ...]:
    """What is told of an argument: in which quotes; whether its sentence begins with it, or with
    its list; whether it speaks or was convened; how often it is named."""
    inside = "".join("01"[each] for each in quoted)
    return inside, f"{start[0]}{start[1]}", str(known[0]), str(known[1]), str(uses)


def behind(kinds: str, far: str, second: str) -> Form:
    """The form of what stands behind the second of a pair."""
    return _TWO_BEHIND[kinds + far + second]


def apart(kinds: str, far: str, second: str) -> tuple[Form, ...]:
    """The forms of what is told of any pair of two types in different sentences, but not by frames
    (`ruled`)."""
    forms = (_NEAR, _STAGED, _SAYING, _CARRIED)
    return *(each[kinds] for each in forms), behind(kinds, far, second)


@cache
def near(kinds: str, far: str, one_paragraph: bool, latest: bool) -> Part:
    """The features of two types at a distance; ``latest``: the first is the last of its type."""
    values = "", far, f"{one_paragraph}", f"{latest}{far}"
    return [(_NEAR[kinds], values)]


@cache
def staged(kinds: str, belongs: str, latest: bool, far: str, rank: int, several: int) -> Part:
    """The features of an event: whether the sentence belongs to it, its rank among the events."""
    values = belongs, f"{belongs}{latest}{far}", f"{rank}{several}", f"{belongs}{rank}"
    return [(_STAGED[kinds], values)]


@cache
def saying(kinds: str, far: str, author: tuple[bool, bool], speaker: tuple[bool, bool]) -> Part:
    """The features of who says: whether the first is one of the authors or speakers, if any."""
    values = f"{author[0]}{author[1]}", f"{speaker[0]}{speaker[1]}", f"{speaker[0]}{far}"
    return [(_SAYING[kinds], values)]


@cache
def carried(kinds: str, speaks: bool, setting: tuple[int, bool, bool, bool], lead: str) -> Part:
    """The features of what stands in somebody's turn: how many sentences behind the verb of speech,
    in its paragraph, by whose title, in news; and how its sentence begins."""
    steps, one_paragraph, titled, news = setting
    where, behind = f"{speaks}{steps}", f"{speaks}{min(steps, 1)}"
    values = (
        f"{where}{one_paragraph}",
        f"{behind}{lead[:1]}",
        f"{behind}{lead}",
        f"{where}{news}",
        f"{where}{titled}{news}",
    )
    return [(_CARRIED[kinds], values)]


@cache
def ruled(kinds: str, here: tuple[str, ...], reverse: tuple[str, ...]) -> Part:
    """The features of what frames say of the two, and of the second and the first."""
    return [(_RULES[kinds], here or ("-",)), (_REVERSE[kinds], reverse)]
