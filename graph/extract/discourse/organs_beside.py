"""The organ that a bare post is in where no post, but the organ itself is named beside it: 局长 of
市水利局挂牌成立，局长杜飞讲话."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.cached import cached_property
from graph.extract.analysis import Analysis
from graph.extract.discourse.hosts import VISITS
from graph.extract.resolve.heads import ends_in
from graph.extract.resolve.organ import BARE_HEAD, PARTY_PART
from graph.extract.resolve.post import TITLE
from graph.extract.resolve.resolver import Organ, Resolver
from graph.lexicon import Pattern
from graph.model import Mention

_HEAD = Pattern("{post_modifier}?(?P<unit>(?!{posts.level})[{han}]{1,2}){head_mark}")
_COMMANDS, _GARRISON = Pattern("{post_modifier}?{commanding_post}"), Pattern("{garrison}$")
_IN_OFFICE = Pattern("(?P<office>{host_office})" + TITLE)
_OF_ZONE = Pattern("{working_body}" + TITLE)
_BODY = Pattern("{working_body}$")
_WHOSE = ("zone_head", "street_unit")
_BECOMES = Pattern("{merging_verb|becoming_verb}$")
_NEAR = 4  # characters before a name


class OrgansBeside:
    """The organs and zones that a document names, its mentions given in the order of the text."""

    def __init__(self, analysis: Analysis, resolver: Resolver, settled: Sequence[Mention]) -> None:
        self._analysis, self._resolver, self._settled = analysis, resolver, settled
        self._lexicon = analysis.lexicon

    @cached_property
    def _zones(self) -> set[str]:
        whose = tuple(f for kind in _WHOSE for f in self._lexicon.word_class(kind))
        body, of_place = _BODY.of(self._lexicon), ("Place", "Organization")
        named = {body.sub("", m.text) for m in self._settled if m.type in of_place}
        return {name for name in named if name.endswith(whose) and name not in whose}

    def fits(self, organ: Organ, post: str) -> bool:
        """Whether an organ may have a head that is called so: no 市政府 has a 局长."""
        head = BARE_HEAD.of(self._lexicon).fullmatch(post)
        return head is None or head["unit"] in organ.stem

    def visited(self, number: int) -> Organ | None:
        """The organ that is visited behind the last post and has one such as this: 局长 of 市水利局
        局长陆远到县水利局调研，局长沈月汇报."""
        post, at = self._settled[number].text, number - 1
        while at >= 0 and self._settled[at].type not in ("Post", "Organization"):
            at -= 1
        if at < 0 or self._settled[at].type != "Organization":
            return None
        organ, text = self._settled[at], self._analysis.text
        here = self._analysis.sentence_at(self._settled[number].begin).begin <= organ.begin
        goes = VISITS.of(self._lexicon).search(text, max(0, organ.begin - _NEAR), organ.begin)
        return self._meant(organ.text) if here and goes and self._has(organ.text, post) else None

    def zone(self, post: str) -> str:
        """The only zone or street that the document names, for a post of one of its two bodies;
        or ''."""
        of_zone = _OF_ZONE.of(self._lexicon).fullmatch(post)
        return next(iter(self._zones)) if of_zone and len(self._zones) == 1 else ""

    def organ(self, number: int) -> Organ | None:
        """The only organ of its kind that the sentence names before the post with this index, or,
        where a post opens it, the sentence above; of organs that are merged, what they become, of
        the names of one office the first."""
        post = self._settled[number].text
        for named in self._named_before(number):
            fitting = [m for m in named if self._has(m.text, post)]
            if not fitting:
                continue
            became = [m for m in fitting if self._is_made(m)]
            first = fitting[-1:] if self._is_double(fitting) else []
            names = {m.text for m in became or first or fitting}
            return self._meant(names.pop()) if len(names) == 1 else None
        return None

    def _meant(self, name: str) -> Organ | None:
        if self._resolver.country(name):
            return None
        return self._resolver.bureau(name) or self._resolver.organ(name)

    def _has(self, name: str, post: str) -> bool:
        """Whether the name of an organ tells that it has such a post: a 检察院 has a 检察长."""
        lexicon = self._lexicon
        whole = PARTY_PART.of(lexicon).sub("", name)
        if not whole or whole in lexicon.word_class("host_noun"):
            return False  # 党委, 学院党委: of whatever school
        if head := _HEAD.of(lexicon).fullmatch(post):
            unit = head["unit"]
            return ends_in(whole, unit, lexicon) or (len(unit) > 1 and whole[:-1].endswith(unit))
        if _COMMANDS.of(lexicon).fullmatch(post):
            return bool(_GARRISON.of(lexicon).search(whole))
        office = _IN_OFFICE.of(lexicon).fullmatch(post)
        return bool(office and name != office["office"] and name.endswith(office["office"]))

    def _is_double(self, named: Sequence[Mention]) -> bool:
        """Whether the sentence of these tells that one office has two names: 一个机构两块牌子."""
        double = self._lexicon.word_class("double_named")
        line = self._analysis.sentence_at(named[0].begin).text
        return any(word in line for word in double)

    def _is_made(self, mention: Mention) -> bool:
        """Whether it is what others are merged or renamed into."""
        before = (max(0, mention.begin - _NEAR), mention.begin)
        return bool(_BECOMES.of(self._lexicon).search(self._analysis.text, *before))

    def _named_before(self, number: int) -> Iterator[list[Mention]]:
        """The organs named before a post in its sentence, then those of the sentence above it."""
        at = number
        last = here = self._analysis.sentence_at(self._settled[number].begin)
        opens = self._settled[number].begin - here.begin < _NEAR
        for _ in range(1 + opens):
            named = []
            while at and self._settled[at - 1].begin >= last.begin:
                at -= 1
                if self._settled[at].type == "Organization":
                    named.append(self._settled[at])
            yield named
            last = self._analysis.sentence_at(max(0, last.begin - 1))
