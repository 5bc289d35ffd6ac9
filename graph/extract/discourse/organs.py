"""Organisations in their context: 常委会 of the one named before, 工信局 of a list's level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.cached import cached_property
from graph.extract.analysis import Analysis
from graph.extract.resolve.organ import parts
from graph.extract.resolve.resolver import Organ, Resolver
from graph.extract.states import STATE_ORGAN, opening_state
from graph.lexicon import Pattern
from graph.model import Mention

_DELEGATION = Pattern("[^{bare_level}]{2,3}{province_unit}?{delegation}$")
_CONGRESS = Pattern("{national_congress}")
_OF_EACH, _LIST = Pattern("{addressee_opening}[^，。；：\\n]+[、委]$"), 80
"""各市（州）教育局、财政局, 各县委组织部: those of each; characters of such a list at most."""
_NAME = 60  # characters that the end of a name has at most
_OF_OTHERS = Pattern("{possessive}{armed_service}$|{foreign_party}{central_body}[{han}]*$")
"""五十多个国家的|海军, 越共|中央政治局: not this nation's."""
_LISTED = Pattern("、|{conjunction}")
_NEAR = 12  # characters before a name that tell whose it is


class Organs:
    """The organisations of a document, met in the order of the text, as are its mentions."""

    def __init__(self, analysis: Analysis, resolver: Resolver, context: Sequence[Mention]) -> None:
        self._analysis, self._resolver = analysis, resolver
        self._lexicon = analysis.lexicon
        self.named: dict[Mention, Organ] = {}
        """Those met, with what they mean."""
        self._echoed = {m.text for m in context if m.rule == "organ-echo"}
        self._echo: dict[str, Organ] = {}  # the end of an organ's name → the last one, by its name
        self._echo_of_post: dict[str, Organ] = {}  # and the last that a post is of
        self._last: tuple[Mention, Organ] | None = None
        self._level = ""  # of the organ named last

    def meant(self, mention: Mention) -> Organ:
        """The organisation that a mention means, by itself or by those met before."""
        antecedent = (
            self._of_each(mention) or self._listed_office(mention) or self._antecedent(mention)
        )
        organ = self.named[mention] = self._delegation(antecedent or self._organ(mention))
        self._last = mention, organ
        self._remember(organ, self._echo)
        if mention.text[0] in self._lexicon.word_class("bare_level"):
            self._level = mention.text[0]
        return organ

    def remember_of_post(self, organ: Organ) -> None:
        """That a post of an organ is met."""
        self._remember(organ, self._echo_of_post)

    @cached_property
    def _of_congress(self) -> bool:
        """Whether the document names the national congress."""
        return self._analysis.search(_CONGRESS) is not None

    def _delegation(self, organ: Organ) -> Organ:
        """A place's delegation, if the document names its congress."""
        if not self._of_congress or not _DELEGATION.of(self._lexicon).match(organ.name):
            return organ
        return replace(organ, aliases=(*organ.aliases, "全国人大" + organ.name))

    def _organ(self, mention: Mention) -> Organ:
        name = self._spelt(mention)
        before = self._analysis.text[max(0, mention.begin - _NEAR) : mention.end]
        others = self._analysis.may(_OF_OTHERS) and _OF_OTHERS.of(self._lexicon).search(before)
        if others or self._of_army_abroad(mention, name):
            return Organ(name, name, (), unresolved=self._analysis.document.id)
        bare = self._resolver.bureau(name) if name == mention.text else None
        return bare or self._resolver.organ(name)

    def _of_army_abroad(self, mention: Mention, name: str) -> bool:
        """Whether 海军陆战队 is told of behind a body of another state: 美军…和海军陆战队员."""
        if not name.startswith(tuple(self._lexicon.word_class("armed_service"))):
            return False
        begin = self._analysis.sentence_at(mention.begin).begin
        return any(
            m.begin >= begin and opening_state(organ.name, self._lexicon)
            for m, organ in self.named.items()
        )

    @cached_property
    def _lists(self) -> bool:
        """Whether the document may have a list of those of each place."""
        return self._analysis.may(_OF_EACH)

    def _of_each(self, mention: Mention) -> Organ | None:
        """A bureau or a department of a list of those of each place: 各市（州）教育局、财政局."""
        if not self._lists:
            return None
        name, before = mention.text, (max(0, mention.begin - _LIST), mention.begin)
        bare = name in self._lexicon.word_class("organ_part") or self._resolver.bureau(name)
        if not bare or not _OF_EACH.of(self._lexicon).search(self._analysis.text, *before):
            return None
        return Organ(name, name, (), unresolved=self._resolver.place_context.document)

    def _listed_office(self, mention: Mention) -> Organ | None:
        """An office of the committee whose other office is listed before it: 省委组织部、宣传部."""
        if self._last is None or mention.text not in self._lexicon.word_class("committee_office"):
            return None
        before, organ = self._last
        listed = _LISTED.of(self._lexicon).fullmatch(self._analysis.text, before.end, mention.begin)
        committee = organ.parent if organ.parent and organ.parent.kind == "PartyOrgan" else None
        if not listed or not committee:
            return None
        return parts(committee, mention.text, self._lexicon)

    def _spelt(self, mention: Mention) -> str:
        """The name in full: a bureau takes its level from the one before it in a list,
        市发改局、工信局; a bare 国防部 is that of the document's foreign country."""
        if STATE_ORGAN.of(self._lexicon).fullmatch(mention.text):
            return self._resolver.place_context.country + mention.text
        return self._level + mention.text if mention.rule == "listed-organ" else mention.text

    def _antecedent(self, mention: Mention) -> Organ | None:
        """The organ named before whose name ends in a short form (常委会)."""
        if mention.rule != "organ-echo":
            return None
        return self._echo_of_post.get(mention.text) or self._echo.get(mention.text)

    def _remember(self, organ: Organ, last: dict[str, Organ]) -> None:
        if self._echoed:
            last.update((end, organ) for end in endings(organ.stem) if end in self._echoed)


def endings(name: str) -> Iterator[str]:
    """The endings by which a name may be shortened, and the name itself."""
    return (name[-size:] for size in range(1, min(len(name), _NAME) + 1))
