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
    # the town of a headline is no county by its name
    (
        "石桥镇召开会议\n石桥镇召开会议。镇长陆远讲话。会议传达了市、县防汛工作会议精神。",
        "镇长",
        "石桥镇镇长",
    ),
    # the destination of a trip is nothing to go by
    ("市委书记陆远赴苏州市考察，我市干部参加。苏州市经验可学。", "市委书记", "市委书记"),
    ("市委书记陆远带队前往长三角、深圳考察，我市干部参加。", "市委书记", "市委书记"),
    # nor is where the head of the party has been, which anybody may tell
    ("总书记在浙江考察时强调，要抓好春耕。省委书记陆远讲话。", "省委书记", "省委书记"),
    # nor is where a guest comes from
    ("由绍兴市率领的考察团来我市参观，市委书记陆远陪同。", "市委书记", "市委书记"),
    # one city named without 我市 is not enough
    ("市委书记陆远讲话。绍兴的古桥引来游客。", "市委书记", "市委书记"),
    # nor one whose office comes to see ours
    ("苏州市政协主席沈月来我市考察。市政协主席陆远陪同。", "市政协主席", "市政协主席"),
    ("苏州市政协主席沈月调研渔业。市政协主席陆远陪同。", "市政协主席", "市政协主席"),
    ("政协动态\n市政协同绍兴市政协交流。市政协主席陆远讲话。", "市政协主席", "市政协主席"),
    # but its own office, named with the city once and then without it
    ("绍兴市政协召开会议。市政协主席陆远讲话。", "市政协主席", "绍兴市政协主席"),
    ("市总工会召开会议\n丰水市总工会召开会议。", "市总工会", "丰水市总工会"),
    ("共青团绍兴市委召开会议。团市委书记陆远讲话。", "团市委书记", "共青团绍兴市委书记"),
    ("绍兴市市长沈月调研。副市长陆远参加。", "副市长", "绍兴市副市长"),
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
    # where a guest comes from is not where he is received
    ("上海市长宁区代表一行到访。区委书记陆远会见客人。", "区委书记", "区委书记"),
    # one seat is held by one: whoever visits the district is of another
    ("区委书记陆远一行到雁山区参观，雁山区委书记胡可陪同。", "区委书记", "区委书记"),
    ("雁山区委书记胡可主持会议。区委书记胡可讲话。", "区委书记", "中共雁山区委书记"),
    # a zone has no 区委
    ("区委书记陆远主持会议，经开区管委会主任沙舟、经开区企业代表出席。", "区委书记", "区委书记"),
    # a publisher that signs below the text
    (
        "近日，福田区代表来我县参观，县委书记陆远陪同。\n（雁溪县融媒体中心）",
        "县委书记",
        "中共雁溪县委书记",
    ),
    (
        "我县召开会议。\n县委书记陆远讲话。\n（雁溪县融媒体中心 记者 王蕾）",
        "县委书记",
        "中共雁溪县委书记",
    ),
    # a report is filed where it happened, but for the capital, and unless another is named
    ("云泽日报青岩5月6日讯　县委书记陆远走访企业。", "县委书记", "中共青岩县委书记"),
    ("新华社北京5月6日电　市委书记陆远走访企业。", "市委书记", "市委书记"),
    ("新华社杭州5月6日电　绍兴市出台新规。市委书记陆远讲话。", "市委书记", "中共绍兴市委书记"),
    ("新华社杭州5月6日电　市委书记陆远、县长沈月讲话。", "市委书记", "市委书记"),
    # guests come to it, its own delegation leaves it
    ("临川市代表团来青岩县考察。县委书记陆远陪同。", "县委书记", "中共青岩县委书记"),
    ("青岩县考察团赴临川市学习，县委书记陆远带队。", "县委书记", "中共青岩县委书记"),
    ("考察团赴青岩县学习，县委书记陆远带队。", "县委书记", "县委书记"),
]


@pytest.mark.parametrize(("text", "surface", "name"), _CASES)
def test_the_post_is_of_the_documents_place(text: str, surface: str, name: str) -> None:
    """The bare level stands for the document's place, or for nobody knows which."""
    found = by_rules(prepare(Document("case", text, "0" * 64)))
    named = {m.entity.name for m in found.mentions if m.entity and m.text == surface}
    assert named == {name}
