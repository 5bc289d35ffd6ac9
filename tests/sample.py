"""A small graph made by hand: three reports of an invented city, drawn, with their relations.

``[surface](Type)`` marks a mention, ``[surface](Type=Name)`` one of an entity with another name.
"""

from __future__ import annotations

import hashlib
import re

from graph.model import Document, Entity, Extraction, Key, Mention, Relation, Sentence
from graph.rdf import TYPES
from graph.rdf.describe import quads

_DRAWN = re.compile(r"\[([^]]+)\]\((\w+)(?:=([^)]+))?\)")

REPORTS = {
    ("2020/0421", "2020-04-21", "江州市委召开常委会会议"): """\
[江州市](Place)召开[市委常委会会议](Event=中共江州市委常委会会议)，\
[市委](Organization=中共江州市委员会)书记[陆知远](Person)主持，[苏映雪](Person)出席。
中共江州市委常委会会议 chair 陆知远; attendee 苏映雪; on_date 2020-04-20; in_place 江州市
中共江州市委常委会会议 organizer 中共江州市委员会
陆知远 holds 中共江州市委书记
中共江州市委书记 post_in 中共江州市委员会
中共江州市委员会 jurisdiction 江州市

[陆知远](Person)强调，要增强“[四个意识](Slogan)”、做到“[两个维护](Slogan)”，\
学习《[中国共产党章程](Policy)》。
陆知远 invokes 四个意识; invokes 两个维护; cites 中国共产党章程

一要抓学习，二要抓落实。
陆知远 directive 抓学习; directive 抓落实
""",
    ("2020/0506", "2020-05-06", "全市经济工作会议召开"): """\
[市长](Post=江州市市长)[苏映雪](Person)在[全市经济工作会议](Event=江州市经济工作会议)上讲话，要求做到“[两个维护](Slogan)”。
江州市经济工作会议 speaker 苏映雪
苏映雪 holds 江州市市长; invokes 两个维护
江州市市长 post_in 江州市人民政府
江州市人民政府 jurisdiction 江州市

一要稳就业。
江州市经济工作会议 directive 稳就业
稳就业 responsible 江州市人民政府
江州市就业条例 repeals 江州市就业规定; effective 2020-06-01; promulgated 2020-05-01
江州市就业条例 issuer 江州市人民政府; adopted_at 江州市经济工作会议
""",
    ("2021/0301", "2021-03-01", "干部大会"): """\
[市委书记](Post=中共江州市委书记)[陆知远](Person)、[市委组织部](Organization=中共江州市委组织部)\
部长[周岚](Person)出席，讲“[两个维护](Slogan)”。
陆知远 holds 中共江州市委书记; invokes 两个维护
周岚 holds 中共江州市委组织部部长
周岚任期 member 周岚; tenure_post 中共江州市委组织部部长; status appointed; since 2021-02
中共江州市委组织部部长 post_in 中共江州市委组织部
中共江州市委组织部 part_of 中共江州市委员会

“[两个维护](Slogan)”和“[三严三实](Slogan)”要讲透。
三严三实 component 严以修身
""",
}

KINDS = {
    "陆知远": "Person",
    "苏映雪": "Person",
    "周岚": "Person",
    "周岚任期": "Tenure",
    "江州市": "Place",
    "中共江州市委书记": "Post",
    "江州市市长": "Post",
    "中共江州市委组织部部长": "Post",
    "中国共产党章程": "Policy",
    "江州市就业条例": "Policy",
    "江州市就业规定": "Policy",
    "四个意识": "Slogan",
    "两个维护": "Slogan",
    "三严三实": "Slogan",
}

LITERALS = {"on_date", "component", "status", "since", "effective", "promulgated"}


def lines() -> set[str]:
    """The N-Quads lines of the three reports."""
    place = Entity("Place", Key("江州市"), "江州市")
    found: set[str] = set()
    for (identifier, issued, title), drawn in REPORTS.items():
        found |= quads(extraction(identifier, issued, title, drawn), place)
    return found


def extraction(identifier: str, issued: str, title: str, drawn: str) -> Extraction:
    """Blocks of a drawn sentence and lines ``subject relation object; relation object``."""
    text = ""
    sentences, mentions, relations = [], [], []
    orders: dict[str, int] = {}

    def entity(name: str) -> Entity:
        if name in orders:
            key = Key(f"{identifier}/{orders[name]}")
            return Entity("Directive", key, name, order=orders[name], level=1)
        suffixes = {"会议": "Event", "委员会": "Organization", "政府": "Organization"}
        suffixes["组织部"] = "Organization"
        kind = KINDS.get(name) or next(k for s, k in suffixes.items() if name.endswith(s))
        assert kind in TYPES
        return Entity(kind, Key(name), name)

    for block in drawn.strip().split("\n\n"):
        sentence, *statements = block.split("\n")
        begin = len(text)
        end_of_last = 0
        for match in _DRAWN.finditer(sentence):
            text += sentence[end_of_last : match.start()]
            start, surface = len(text), match[1]
            text += surface
            end_of_last = match.end()
            mentions.append(
                Mention(start, len(text), surface, match[2], "drawn", entity(match[3] or surface))
            )
        text += sentence[end_of_last:]
        sentences.append(Sentence(begin, len(text), text[begin:], len(sentences)))
        text += "\n"
        for statement in statements:
            subject, _, rest = statement.partition(" ")
            for pair in rest.split("; "):
                name, _, value = pair.partition(" ")
                if name == "directive":
                    orders[value] = len(orders) + 1
                literal = name in LITERALS
                relations.append(
                    Relation(
                        entity(subject),
                        name,
                        value if literal else entity(value),
                        sentences[-1],
                        "drawn",
                    )
                )
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(identifier, text, digest, title=title, issued=issued, kind="news")
    return Extraction(document, tuple(sentences), tuple(mentions), tuple(relations))
