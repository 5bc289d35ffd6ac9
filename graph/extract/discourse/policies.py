"""Policies in their context: the place of a regulation, the year of a report, a bare 《意见》."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.cached import cached_property
from graph.extract.analysis import Analysis
from graph.extract.resolve.resolver import Organ, Resolver
from graph.lexicon import HAN, PROVINCE, Pattern, rank
from graph.model import Entity, Key, Mention

_NATION = Pattern("{national_assembly}")
_REPORT = Pattern(
    "(?:(?P<year>(?:19|20)\\d\\d){year_unit})?(?P<organ>[{han}]{2,12}?)(?P<report>{yearly_title})"
)
_ABOUT = Pattern("{title_opening}")
_CALLED = Pattern("[》”]?（{short_mark}[：:]?[《“](?P<short>[^《》“”]{2,24})[》”]")
_SHORT_TITLE = re.compile(f"[{HAN}]{{2,4}}(?:（[^（）]{{2,6}}）)?$")
_VERSION = re.compile("（[^（）]{2,6}）$")


class Policies:
    """The policies of a document, met in the order of the text; its mentions are ``context``."""

    def __init__(self, analysis: Analysis, resolver: Resolver, context: Sequence[Mention]) -> None:
        self._analysis, self._resolver, self._context = analysis, resolver, context
        self._lexicon = analysis.lexicon
        self._called: dict[str, Entity] = {}  # 以下简称“昆蒙框架” → what is called so
        self._fuller: dict[str, Entity] = {}  # the end of a title → the last one that ends so

    def meant(self, mention: Mention, entity: Entity) -> Entity:
        """The policy that a mention means, whose wording alone means ``entity``."""
        text = self._analysis.text[mention.begin : mention.end]
        if called := self._called.get(text):
            return called
        beside = self._of_place_beside(mention)
        policy = beside or self._of_province(mention, entity) or self._titled(entity, text)
        if short := _CALLED.of(self._lexicon).match(self._analysis.text, mention.end):
            self._called[short["short"]] = policy
        return policy

    def _of_place_beside(self, mention: Mention) -> Entity | None:
        """A regulation of the place right before it, which is not the nation's: 本省|信访条例."""
        rows = self._lexicon.known.get(mention.text, [])
        if not any(row.list == "policies" and row["kind"] == "regulation" for row in rows):
            return None  # a party rule has no other of a place beside it
        before = (m for m in self._context if m.end == mention.begin and m.type == "Place")
        place = next((self._resolver.place(m.text) for m in before), None)
        if place is None or not rank(place.name):
            return None
        of_place = self._resolver.titled("Policy", place.name + mention.text)
        return replace(of_place, key=of_place.key._replace(document=place.key.document))

    @cached_property
    def _regulations(self) -> dict[str, str]:
        """Title without its place → the title, of what the document names: 河道管理条例."""
        titles = {m.text for m in self._context if m.type == "Policy"}
        opened = ((title, *self._resolver.opening_place(title)) for title in sorted(titles))
        return {title[length:]: title for title, place, length in opened if rank(place)}

    def _of_province(self, mention: Mention, entity: Entity) -> Entity | None:
        """A regulation without its place: of the place that the document names it with, else,
        outside 《》, of the document's own province, which has one beside the nation's."""
        text = mention.text
        central = text.startswith(tuple(self._lexicon.word_class("central_body")))
        if "Regulation" not in entity.kinds or entity.name == text or central:
            return None
        quoted = self._analysis.text[mention.begin - 1 : mention.begin] == "《"
        home = self._resolver.place_context.place
        own = home + text if rank(home) == rank(PROVINCE) and not quoted else ""
        title = self._regulations.get(text, own)
        if not title or (quoted and any(entity.name == m.text for m in self._context)):
            return None
        whole = self._resolver.titled("Policy", title)
        return replace(whole, aliases=tuple(dict.fromkeys((*whole.aliases, text))))

    def _titled(self, entity: Entity, text: str) -> Entity:
        """A bare 《意见》 means the last title that ends so; 政府工作报告 that of its year."""
        if report := self._report(entity, text):
            entity = report
        elif _SHORT_TITLE.match(text):
            entity = self._fuller.get(text, entity)
        elif opening := self._opening_organ(text):
            organ, rest = opening
            spelt = tuple(f + rest for f in organ.forms if f + rest not in (text, entity.name))
            entity = replace(entity, aliases=(*entity.aliases, *spelt))
        version = _VERSION.search(entity.name)  # 《纲要（草案）》 and 《纲要》 of it
        bare = entity.name[: version.start()] if version else entity.name
        for size in range(2, min(5, len(bare))):
            for end in ("", version[0] if version else ""):
                self._fuller[bare[-size:] + end] = entity
        for title in self._lexicon.word_class("yearly_report"):
            if entity.name.endswith(title):
                self._fuller[title] = entity
        return entity

    def _report(self, entity: Entity, text: str) -> Entity | None:
        """A work report, by its year and whose it is: 市法院工作报告; 政府工作报告 is the place's
        where the document has a place and does not speak of the nation's congress."""
        of_organ = _REPORT.of(self._lexicon).fullmatch(text)
        if text in self._lexicon.word_class("yearly_report"):
            home = self._resolver.place_context.place
            if fuller := self._fuller.get(text):
                return fuller
            whole = text if self._of_nation else home + text
        elif of_organ:
            organ = self._resolver.organ(of_organ["organ"])
            if organ.unresolved:
                return replace(entity, key=Key(text, document=organ.unresolved))
            if not organ.root.place:
                return None
            whole = organ.stem + of_organ["report"]
        else:
            return None
        year = (of_organ and of_organ["year"]) or self._analysis.anchor[0]
        name = f"{year}年{whole}" if year else whole
        plain = of_organ["organ"] + of_organ["report"] if of_organ else text
        forms = (whole, text, plain, *entity.aliases)
        aliases = tuple(dict.fromkeys(form for form in forms if form != name))
        anybodys = whole == text and not self._of_nation
        key = Key(name, document=self._analysis.document.id if anybodys else "")
        return replace(entity, key=key, name=name, aliases=aliases)

    @cached_property
    def _of_nation(self) -> bool:
        """Whether the document speaks of the nation's congress or government."""
        return self._analysis.search(_NATION) is not None

    def _opening_organ(self, title: str) -> tuple[Organ, str] | None:
        """The organ that a title begins with, and the rest: 全国人大常委会, 关于批准…的决定."""
        about = _ABOUT.of(self._lexicon).search(title)
        cut = about.start() if about else 0
        organ = self._resolver.organ(title[:cut]) if cut > 2 else None
        return (organ, title[cut:]) if organ and not organ.unresolved else None
