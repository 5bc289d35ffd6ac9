"""What one document says of one person: plain tuples, made by `graph.extract.claims.witness`."""

from __future__ import annotations

from typing import Any, NamedTuple

OURS = "本报"
"""A paper that a byline does not name."""

NOWHERE = "〇"
"""Stands for the name of a place, before its level, that the document does not tell."""

UNNAMED = "所在"
"""丰水县所在市: a place told only by one within it."""

CENTRE = "中央"
"""The place of the nation's leading organs; all others of the country lie in it."""


class Held(NamedTuple):
    """A post as a document gives it: keys of the post, its organ, the organ's place ('' unknown).

    ``state`` is "now", "then" (曾任, 免去) or "next" (拟任): only "now" can contradict another.
    ``leading`` tells a post in one of a place's own leading organs (市委, 市政府, 人大常委会 …).
    """

    post: str
    organ: str = ""
    place: str = ""
    state: str = "now"
    leading: bool = False


class Claim(NamedTuple):
    """One person of one document. ``key`` is provisional: unique within the document alone.

    ``date`` is the document's (``YYYY-MM-DD`` or ''), ``place`` the one its 我市 is bound to,
    ``press`` the paper of a byline. ``listed`` says that the person of the lexicon's list is
    meant; ``peers`` are the names listed beside it. ``within`` are the pairs (place, the place
    that contains it) that the document or the gazetteer knows of the places given here. A claim
    of places alone may stand for so many ``times`` of documents.
    """

    document: str
    key: str
    name: str
    date: str = ""
    place: str = ""
    press: str = ""
    listed: bool = False
    peers: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()
    within: tuple[tuple[str, str], ...] = ()
    times: int = 1

    @property
    def shape(self) -> str:
        """What it says, be it whose and of when it is.

        Of documents that know one bearer of a name, and say the same of him, two tell what a
        thousand do: `graph.identity.decision` asks of dates for the first and the last alone.
        """
        return repr((*self[4:-1], bool(self.date)))

    @classmethod
    def of(cls, row: list[Any]) -> Claim:
        """The claim that ``json.loads(json.dumps(claim))`` has made a list of."""
        *plain, peers, held, within, times = row
        pairs = tuple(map(tuple, within))
        return cls._make((*plain, tuple(peers), tuple(Held(*h) for h in held), pairs, times))


LINK = "\t"
"""Parts a relation's name from its subject in the key of what that is now joined to."""
