"""Posts listed behind the head of the body that they are in: 副局长许伟、检查处处长王宁."""

from __future__ import annotations

from collections.abc import Iterable

from graph.extract.discourse.reading import Reading
from graph.extract.resolve.resolver import Organ
from graph.lexicon import Pattern
from graph.model import Mention

_BODY = Pattern("{bureau_unit|host_head|enterprise_head}$")
"""What has sections whose heads are named behind its own, unlike a 市委 or a government."""
_LIST = "、"


class ListedPosts:
    """The organs of the posts before others in the lists of a document."""

    def __init__(self, reading: Reading) -> None:
        self._reading, self._lexicon = reading, reading.analysis.lexicon
        mentions, text = reading.mentions, reading.analysis.text
        self._before = {
            post: before
            for before, holder, post in zip(mentions, mentions[1:], mentions[2:], strict=False)
            if (before.type, holder.type, post.type) == ("Post", "Person", "Post")
            if before.end == holder.begin and text[holder.end : post.begin] == _LIST
        }

    def body(self, post: Mention) -> Organ | None:
        """The body that a section is of by the head before it: not the document's own, which it is
        of anyhow."""
        organ, host = self._organ(post), self._reading.place_context.host
        if not organ or organ.unresolved or host in (organ.name, organ.stem):
            return None
        return organ if _BODY.of(self._lexicon).search(organ.stem) else None

    def inside(self, post: Mention | None, organs: Iterable[Organ]) -> Organ | None:
        """The only one of some organs that is in the body whose head is named before a post: of
        two 稽查局, the city's behind 市税务局副局长昭阳、."""
        whole = self._organ(post) if post else None
        found = {o.name: o for o in organs if whole and o.stem.startswith(whole.stem)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _organ(self, post: Mention) -> Organ | None:
        before = self._before.get(post)
        office = self._reading.offices.get(before) if before else None
        return office.organ if office else None
