"""A bare 代表团, 公司, 领导小组办公室: the fuller name in the document that it is the end of.

Where the document has none, the common noun is kept apart by the document's identifier, like a 市委
of nobody knows where: two documents' 公司 are two.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.extract.discourse.reading import Reading
from graph.extract.resolve.resolver import Office, Organ
from graph.model import Entity, Extraction, Mention, Relation

_BARE = re.compile(
    "(?:党政)?代表团|常委会|常务委员会|委员会|理事会|董事会|(?:工作)?领导小组(?:办公室)?|指挥部|"
    "工作组|工作专班|(?:党委|党组)?(?:办公室|组织部|宣传部|统战部)|机关党委|执政党|"
    "[我本该集]?(?:公司|集团|企业|学校|学院|大学|医院|银行|中心|协会|商会|合作社|研究所|研究院|工厂|"
    "养老院|幼儿园|博物馆|图书馆|电视台|报社|检察院|法院|机关|单位|部门|支部|党支部|党总支|党委|党组|团委)"
)


def bind(reading: Reading) -> None:
    """Gives bare organs, and the posts in them, the organ that is meant."""
    named = [(m, o) for m, o in _organs(reading) if not _BARE.fullmatch(o.name)]
    mentions = {
        mention: found
        for mention in reading.mentions
        if (found := _bound(reading, mention, named)) is not None
    }
    if not mentions:
        return
    renamed = {m: replace(m, entity=found.entity) for m, found in mentions.items()}
    reading.mentions = tuple(renamed.get(m, m) for m in reading.mentions)
    offices = {m: found for m, found in mentions.items() if isinstance(found, Office)}
    organs = {m: found for m, found in mentions.items() if isinstance(found, Organ)}
    reading.offices = {renamed.get(m, m): offices.get(m, o) for m, o in reading.offices.items()}
    reading.organs = {renamed.get(m, m): organs.get(m, o) for m, o in reading.organs.items()}


def _bound(
    reading: Reading, mention: Mention, named: list[tuple[Mention, Organ]]
) -> Office | Organ | None:
    office = reading.offices.get(mention)
    organ = office.organ if office else reading.organs.get(mention)
    if organ is None or not _BARE.fullmatch(organ.name) or organ.unresolved:
        return None
    whole = _fuller(organ.name, mention.begin, named, reading.locale.place)
    if office is None:
        return whole or replace(organ, unresolved=reading.locale.document)
    if whole is None:
        key = f"{office.entity.name}-{reading.locale.document}"
        entity = Entity("Post", key, office.entity.name)
        return Office(entity, replace(organ, unresolved=reading.locale.document))
    title = office.entity.name.removeprefix(organ.stem)
    found = reading.resolver.post(whole.stem + title)
    aliases = tuple(dict.fromkeys((*found.entity.aliases, mention.text)))
    return Office(replace(found.entity, aliases=aliases), found.organ)


def bound(found: Extraction, reading: Reading) -> Extraction:
    """The findings with the bare organs that rules read from words inside a title bound, too."""
    named = [(m, o) for m, o in _organs(reading) if not _BARE.fullmatch(o.name)]

    def meant(value: Entity | str, at: int) -> Entity | str:
        if isinstance(value, str) or value.type != "Organization" or value.key != value.name:
            return value
        if not _BARE.fullmatch(value.name):
            return value
        whole = _fuller(value.name, at, named, reading.locale.place)
        return whole.entity if whole else replace(value, key=f"{value.key}-{found.document.id}")

    def relation(said: Relation) -> Relation:
        at = said.sentence.end
        subject, value = meant(said.subject, at), meant(said.object, at)
        if (subject is said.subject and value is said.object) or isinstance(subject, str):
            return said
        return replace(said, subject=subject, object=value)

    return replace(found, relations=tuple(map(relation, found.relations)))


def _fuller(noun: str, at: int, named: list[tuple[Mention, Organ]], home: str) -> Organ | None:
    """The last organ before a place in the text whose name ends so, or the only one after it.

    Those of the document's own place go first.
    """
    ends = [(m, o) for m, o in named if any(form.endswith(noun) for form in o.forms)]
    ends = [(m, o) for m, o in ends if home and o.root.place == home] or ends
    before = [organ for mention, organ in ends if mention.begin < at]
    after = {organ.entity.key: organ for _, organ in ends}
    if before:
        return before[-1]
    return next(iter(after.values())) if len(after) == 1 else None


def _organs(reading: Reading) -> list[tuple[Mention, Organ]]:
    """Organs named, and those of posts, in the order of the text."""
    offices = ((m, o.organ) for m, o in reading.offices.items() if o.organ)
    return sorted((*reading.organs.items(), *offices), key=lambda pair: pair[0].begin)
