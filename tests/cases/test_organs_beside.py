"""A bare post is in the organ named beside it; offices have two names, higher courts, short forms;
whose a bureau is may stand in the headline or the paper's name alone."""

from __future__ import annotations

import pytest

from graph.extract.pipeline import extract
from graph.model import Document, Extraction
from graph.text import prepare

_HOLDS = [
    # in the organ of the sentence, or of the sentence above where the post opens its own
    ("澄州市退役军人事务局揭牌，局长白云舒讲话。", "白云舒", "澄州市退役军人事务局局长"),
    ("澄州市林业局搬了新址。局长白云舒介绍情况。", "白云舒", "澄州市林业局局长"),
    ("澄州公交公司党委召开会议，党委书记白云舒主持。", "白云舒", "澄州公交公司党委书记"),
    ("澄州军分区召开会议，司令员白云舒出席。", "白云舒", "澄州军分区司令员"),
    ("武警澄州支队召开会议，支队长白云舒讲话。", "白云舒", "武警澄州支队支队长"),
    ("云泽大学召开会议，党委书记白云舒主持。", "白云舒", "云泽大学党委书记"),
    # beside the head of inspectors stationed in a bureau, of the bureau
    ("澄州市水利局召开会议，局长丁峰主持，驻局纪检监察组组长孙立，局党组成员白云舒参加。", "白云舒",
     "澄州市水利局党组成员"),
    ("澄州市审计局召开会议，市纪委监委驻澄州市审计局纪检监察组组长丁峰，局党组成员白云舒到会。",
     "白云舒",
     "澄州市审计局党组成员"),
    # two names of one office: the first; a new name: that
    ("澄州市科技局和澄州市外专局一个机构两块牌子。局长白云舒到会。", "白云舒",
     "澄州市科学技术局局长"),
    ("澄州市林业局加挂澄州市绿化办牌子，局长白云舒到会。", "白云舒", "澄州市林业局局长"),
    ("澄州市渔业局更名为澄州市农业农村局，局长白云舒到会。", "白云舒", "澄州市农业农村局局长"),
    # of two bureaus nobody can tell
    ("澄州市林业局与澄州市水利局签约，局长白云舒到会。", "白云舒", "局长"),
    # who is visited has heads of his own
    (
        "云泽省检察院检察长丁峰到澄州市检察院调研，检察长白云舒汇报。",
        "白云舒",
        "澄州市检察院检察长",
    ),
    # the other body of a village, a street, a zone
    ("石桥镇柳树村党支部书记丁峰、村委会主任白云舒到会。", "白云舒", "石桥镇柳树村委会主任"),
    ("临澄区河东街道召开会议，办事处主任白云舒讲话。", "白云舒", "临澄区河东街道办事处主任"),
    ("澄州高新区召开会议。党工委书记白云舒讲话。", "白云舒", "澄州高新区党工委书记"),
    # a body's union has chairmen alone
    ("长河集团党委副书记、工会主席丁峰，党委委员、副总经理白云舒到会。", "白云舒",
     "长河集团副总经理"),
    ("长河集团党委副书记、工会主席丁峰，副主席白云舒到会。", "白云舒", "工会副主席"),
    ("澄州市总工会副主席丁峰、党组成员白云舒到会。", "白云舒", "澄州市总工会党组成员"),
    # a zone by its last words: the one that the document names, else its own
    ("澄州高新区召开会议。高新区经济发展局局长白云舒讲话。", "白云舒", "澄州高新区经济发展局局长"),
    ("澄州开发区与江州开发区签约。开发区党工委书记白云舒讲话。", "白云舒", "开发区党工委书记"),
    ("临澄区区长丁峰到会，高新区管委会主任白云舒讲话。", "白云舒", "高新区管委会主任"),
    # a division, a board
    ("云泽大学校长丁峰、教务处处长白云舒到会。", "白云舒", "云泽大学教务处处长"),
    (
        "澄州市供销社理事会主任丁峰、监事会主任白云舒到会。",
        "白云舒",
        "澄州市供销合作社监事会主任",
    ),
    # a post that is handed on is not in the organ of the last holder
    ("大会秘书长由市委秘书长丁峰担任，副秘书长由白云舒担任。", "白云舒", "副秘书长"),
    ("本次会议执行主席由丁峰、白云舒担任。", "白云舒", "执行主席"),
    # names that open like a post's end, or read as words
    ("石桥镇党委书记丁峰、镇长孙立到会。", "孙立", "石桥镇镇长"),
    ("区委副书记，区长于民主持会议。", "于民", "区长"),
    # short names of firms
    ("远航智能装备股份有限公司落户。远航智能董事长白云舒致辞。", "白云舒",
     "远航智能装备股份有限公司董事长"),
    ("澄州长河建设集团有限公司揭牌。长河集团总经理白云舒致辞。", "白云舒",
     "澄州长河建设集团有限公司总经理"),
    ("澄州城市建设投资集团有限公司揭牌。城投集团总经理白云舒致辞。", "白云舒",
     "澄州城市建设投资集团有限公司总经理"),
    ("澄州文化旅游集团有限公司（以下简称澄州文旅）揭牌。澄州文旅总经理白云舒致辞。", "白云舒",
     "澄州文化旅游集团有限公司总经理"),
    ("澄州水务集团和澄州水务集团第二供水有限公司签约。澄州水务集团董事长白云舒到会。", "白云舒",
     "澄州水务集团董事长"),
    ("澄州交通集团有限公司下属澄州轮渡有限公司总经理白云舒到会。", "白云舒",
     "澄州轮渡有限公司总经理"),
    # courts of each level
    ("云泽省委书记丁峰、省法院院长白云舒到会。", "白云舒", "云泽省高级人民法院院长"),
    ("绍兴市委书记丁峰、市法院院长白云舒到会。", "白云舒", "绍兴市中级人民法院院长"),
    ("诸暨市召开会议。诸暨市委书记丁峰、市法院院长白云舒到会。", "白云舒", "诸暨市法院院长"),
    ("澄州市召开会议。澄州市中院院长丁峰到会。市法院副院长白云舒发言。", "白云舒",
     "澄州市中级人民法院副院长"),
    # a zone is no place's own district; the only bureau of its line
    ("苏州工业园区管委会主任白云舒到会。", "白云舒", "苏州工业园区管委会主任"),
    ("云泽省水利厅厅长丁峰到会。省厅规划处处长白云舒发言。", "白云舒", "云泽省水利厅规划处处长"),
    # the city stands in the headline, the dateline or the paper's name alone
    ("澄州：全市水利会议召开\n市水利局局长白云舒发言。", "白云舒", "澄州市水利局局长"),
    ("本报澄州5月6日电 市水利局局长白云舒发言。", "白云舒", "澄州市水利局局长"),
    ("来源：澄州日报　2021年9月15日\n市水利局局长白云舒发言。", "白云舒", "澄州市水利局局长"),
    ("来源：法治日报　2021年9月15日\n市水利局局长白云舒发言。", "白云舒", "市水利局局长"),
]  # fmt: skip

_ORGANS = [
    # a party cell is of the body named last before it
    ("澄州市林业局局长丁峰到会，澄州市水利局局长白云舒代表局党组发言。", "局党组",
     "澄州市水利局党组"),
    ("云泽大学召开会议，白云舒代表校党委发言。", "校党委", "云泽大学党委"),
    # an organ of a city that ends in 州, and what is joined to it
    ("将澄州市物价局的职责划走。", "澄州市物价局", "澄州市物价局"),
    ("澄州市档案馆和澄州市地方志办公室到会。", "澄州市档案馆", "澄州市档案馆"),
    # whose the bureaus of a regulation are
    ("云麓省河道管理条例\n第一条　省水利厅主管河道。", "省水利厅", "云麓省水利厅"),
]  # fmt: skip


def _found(text: str) -> Extraction:
    return extract(prepare(Document("case", text, "0" * 64)))


@pytest.mark.parametrize(("text", "person", "post"), _HOLDS)
def test_the_post_is_in_the_organ_beside(text: str, person: str, post: str) -> None:
    held = {
        r.object.name
        for r in _found(text).relations
        if r.name == "holds" and r.subject.name == person and not isinstance(r.object, str)
    }
    assert post in held


@pytest.mark.parametrize(("text", "surface", "name"), _ORGANS)
def test_the_organ_is_that_of_its_body_or_place(text: str, surface: str, name: str) -> None:
    named = {m.entity.name for m in _found(text).mentions if m.entity and m.text == surface}
    assert named == {name}


def test_who_speaks_for_a_party_cell_is_no_part_of_its_name() -> None:
    found = _found("澄州市水利局召开会议。白云舒代表局党组发言。")
    assert {"白云舒", "局党组"} <= {m.text for m in found.mentions}


@pytest.mark.parametrize(
    "text",
    [
        "中共青芦县第三届委员会第一次全体会议召开。"
        "同日，中共青芦县第三届纪律检查委员会第一次全体会议召开。",
        "青芦县委三届一次全会和县纪委三届一次全会同日召开。",
        "中共青芦县第三届委员会举行第一次全体会议。"
        "中共青芦县第三届纪律检查委员会举行第一次全体会议。",
    ],
)
def test_first_plenums_of_two_bodies_are_two(text: str) -> None:
    events = {m.entity.name for m in _found(text).mentions if m.entity and m.type == "Event"}
    assert events == {
        "中国共产党青芦县第三届委员会第一次全体会议",
        "中国共产党青芦县第三届纪律检查委员会第一次全体会议",
    }


def test_the_years_of_a_career_are_no_part_of_a_name() -> None:
    text = (
        "陆知远简历\n工作经历\n1993.07—1998.05 澄州市财政局干部\n"
        "1998.05—2003.03 澄州市第一中学教师\n2003.03—2008.03 澄州市教育局副局长\n"
    )
    found = [m.text for m in _found(text).mentions]
    assert found
    assert not [name for name in found if name[0].isdigit()]
