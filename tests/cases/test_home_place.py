"""A document's own place, by weighed evidence: what its 市委 and 区委 are of."""

from __future__ import annotations

import pytest

from graph.extract.pipeline import by_rules
from graph.model import Document
from graph.text.head import prepare

_CASES = [
    # the one city named, where 我市 speaks
    ("我市召开座谈会。市委书记陆远出席。绍兴的古桥引来游客。", "市委书记", "中共绍兴市委书记"),
    # also within a slogan's quotation marks
    ("市委书记陆远要求我市加快建设“活力四射，幸福绍兴”。", "市委书记", "中共绍兴市委书记"),
    # the city of a district that is ours
    ("市委书记陆远致辞。我市秀屿区荣获称号，秀屿区渔业兴旺。", "市委书记", "中共莆田市委书记"),
    # a publisher that the text does not spell out
    (
        "会议听取汇报\n来源：丰水县融媒体中心\n县委书记陆远主持会议。全县要抓好春耕。",
        "县委书记",
        "中共丰水县委书记",
    ),
    # the destination of a trip is nothing to go by
    ("市委书记陆远赴苏州市考察，我市干部参加。苏州市经验可学。", "市委书记", "市委书记"),
    ("市委书记陆远带队前往长三角、深圳考察，我市干部参加。", "市委书记", "市委书记"),
    # nor is where a guest comes from
    ("由绍兴市率领的考察团来我市参观，市委书记陆远陪同。", "市委书记", "市委书记"),
    # one city named without 我市 is not enough
    ("市委书记陆远讲话。绍兴的古桥引来游客。", "市委书记", "市委书记"),
    # a city of a county's rank stays that of its 市委
    (
        "东港市召开会议。我市市委书记陆远讲话，东港市委办公室作说明。",
        "市委书记",
        "中共东港市委书记",
    ),
    # a district's city is the one above it, not the one visited
    (
        "徐汇区党政代表团在苏州市学习。区委书记陆远说，苏州市经验可学。市委书记沈月肯定徐汇区。",
        "市委书记",
        "中共上海市委书记",
    ),
]


@pytest.mark.parametrize(("text", "surface", "name"), _CASES)
def test_the_post_is_of_the_documents_place(text: str, surface: str, name: str) -> None:
    """The bare level stands for the document's place, or for nobody knows which."""
    found = by_rules(prepare(Document("case", text, "0" * 64)))
    named = {m.entity.name for m in found.mentions if m.entity and m.text == surface}
    assert named == {name}
