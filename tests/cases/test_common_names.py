"""A common noun names nothing: what one document calls so is not what another does."""

from __future__ import annotations

import pytest

from graph.lexicon import default
from tests.told import told

TITLE = "要闻\n2025年3月18日\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[宣讲团](Organization)走进社区。", "宣讲团"),
        ("今年新建[方舱医院](Organization)。", "方舱医院"),
        ("不做[利益集团](Organization)的代言人。", "利益集团"),
        ("[礼兵列队](Organization)致敬。", "礼兵列队"),
        ("社区建了[居家养老服务中心](Organization)。", "居家养老服务中心"),
        ("[中国队](Organization)夺得冠军。", "中国队"),
        ("[中共代表团](Organization)访问两国。", "中共代表团"),
        ("[美国企业](Organization)受损。", "美国企业"),
        ("俄罗斯总统说，打击了[俄罗斯军指挥所](Organization)。", "俄罗斯军指挥所"),
        ("带领新一届[特区政府](Organization)。", "特区政府"),
        ("选出[新一届中央委员会](Organization)。", "新一届中央委员会"),
        ("[空军某旅](Organization)起飞。", "空军某旅"),
        ("多个国家的[海军](Organization)参加。", "海军"),
        ("[中东部](Organization)有雨。", "中东部"),
        ("[澄江集团采访团](Organization)来了。", "澄江集团采访团"),
        ("受越共[中央政治局](Organization)委托。", "中央政治局"),
    ],
)
def test_an_organ_without_a_name_of_its_own(text: str, name: str) -> None:
    assert f"Organization={name}-x" in told(text, default())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[以色列军队](Organization)说。", "以色列军队"),
        ("[海军](Organization)官兵列队。", "中国人民解放军海军"),
        ("[中央宣讲团](Organization)来了。", "中央宣讲团"),
        ("[应急管理部](Organization)发布。", "中华人民共和国应急管理部"),
        ("[国际电信联盟](Organization)说。", "国际电信联盟"),
    ],
)
def test_one_with_a_name_is_one_everywhere(text: str, key: str) -> None:
    assert f"Organization={key}" in told(text, default())


def test_a_government_without_a_name_is_not_the_one_named_below() -> None:
    found = told(
        "香港的同志带领[特区政府](Organization)。\n[澳门特别行政区政府](Organization)说。",
        default(),
    )
    assert "Organization=特区政府-x" in found


def test_two_that_stand_side_by_side_are_not_one_of_them() -> None:
    """中国东盟关系 is of both."""
    found = told("推动[中国东盟](Organization)关系。", default())
    assert "Organization=中国东盟" in found and "alias:中国东盟" not in found


@pytest.mark.parametrize("place", ["示范区", "湿地公园", "小山村", "沿海地区", "奥克兰"])
def test_a_place_without_a_name_of_its_own(place: str) -> None:
    assert f"Place={place}-x" in told(f"他到过[{place}](Place)。", default())


def test_a_side_is_its_documents_and_a_direction_is_not() -> None:
    found = told("巴基斯坦总理说，[巴方](Place)和[西方](Place)不同。", default())
    assert {"Place=巴方-x", "Place=西方"} <= found


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[江西景德镇](Place)烧瓷。", "景德镇市"),
        ("[我国](Place)丰收。", "中国"),
        ("[长三角地区](Place)丰收。", "长三角"),
        ("[顿涅茨克地区](Place)有雨。", "顿涅茨克地区"),
        ("[和田地区](Place)丰收。", "和田地区"),
        ("[吉林](Place)丰收。[吉林市](Place)办展。", "吉林省"),
    ],
)
def test_one_place_by_several_names(text: str, key: str) -> None:
    assert f"Place={key}" in told(text, default())


def test_the_northeast_of_an_island_is_not_the_nations() -> None:
    found = told(
        "[海南岛](Place)[东北地区](Place)有雨。[我国](Place)[东北地区](Place)下雪。", default()
    )
    assert {"Place=海南岛东北地区", "Place=东北地区"} <= found


def test_two_states_are_no_city() -> None:
    assert "Place?巴中" not in told("巴基斯坦总理说，巴中友谊长存。", default())
    assert "Place?巴中" in told("巴基斯坦总理来到四川巴中。", default())


def test_a_district_of_another_city_gets_no_name_of_this_one() -> None:
    text = "北京市召开会议。北京市市长说，要学习[江北区](Place)。"
    assert "alias:北京市江北区" not in told(text, default())


def test_half_a_title_is_no_name() -> None:
    assert "Organization:中国》" not in told("《典籍里的[中国》](Organization)播出。", default())
    assert "Organization:《中国》社" in told("[《中国》社](Organization)来了。", default())


# occasions


@pytest.mark.parametrize(
    "name", ["冰雪嘉年华", "全体党员干部大会", "澄江集团新闻发布会", "本届艺术节", "记者招待会"]
)
def test_an_occasion_that_nothing_tells_apart(name: str) -> None:
    assert f"Event={name}-x" in told(f"[{name}](Event)办得好。", default())


def test_two_briefings_of_one_day_are_two() -> None:
    text = TITLE + "3月18日，[国务院新闻办公室](Organization)举行[新闻发布会](Event)。"
    assert all(k.endswith("-x") for k in told(text, default()) if k.startswith("Event="))


def test_this_edition_is_the_one_that_the_document_numbers() -> None:
    text = "[第五届进博会](Event)开幕。[本届进博会](Event)很大。"
    assert {k for k in told(text, default()) if k.startswith("Event=")} == {
        "Event=第五届中国国际进口博览会"
    }


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (
            ("二十届中央纪委二次全会", "中国共产党第二十届中央纪律检查委员会第二次全体会议"),
            "中国共产党第二十届中央纪律检查委员会第二次全体会议",
        ),
        (("第24届高交会", "第二十四届高交会"), "第二十四届中国国际高新技术成果交易会"),
        (("首届中阿峰会", "首届阿中峰会"), "首届中国—阿拉伯国家峰会"),
    ],
)
def test_one_occasion_by_several_names(names: tuple[str, ...], key: str) -> None:
    assert all(f"Event={key}" in told(f"他谈到[{n}](Event)。", default()) for n in names)


def test_a_meeting_of_each_december_is_of_the_last_one() -> None:
    for text, year in (
        ("要闻\n2025年12月18日\n", "2025"),
        (TITLE, "2024"),
    ):
        found = told(f"{text}[中央经济工作会议](Event)提出要求。", default())
        assert f"Event=中央经济工作会议-{year}" in found
    for words, key in (("2019年的", "-2019"), ("历次", "")):
        found = told(f"{TITLE}{words}[中央经济工作会议](Event)提出要求。", default())
        assert f"Event=中央经济工作会议{key}" in found


def test_receptions_of_one_anniversary_are_several() -> None:
    text = "[庆祝中华人民共和国成立73周年招待会](Event)办得好。"
    assert "Event=庆祝中华人民共和国成立73周年招待会-x" in told(text, default())


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("美联储", "美国联邦储备委员会"), "美国联邦储备委员会"),
        (("英国央行", "英国中央银行"), "英国中央银行"),
        (
            ("中央纪委常委会", "中央纪律检查委员会常务委员会"),
            "中国共产党中央纪律检查委员会常务委员会",
        ),
        (("中国共产党第二十届中央委员会", "党中央"), "中国共产党中央委员会"),
    ],
)
def test_one_organ_by_several_names(names: tuple[str, ...], key: str) -> None:
    assert all(f"Organization={key}" in told(f"[{n}](Organization)说。", default()) for n in names)


# posts


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[俄罗斯外长](Post)[甲乙丙](Person)说。", "俄罗斯外交部长"),
        ("[俄罗斯外交部长](Post)[甲乙丙](Person)说。", "俄罗斯外交部长"),
        ("[老挝政府总理](Post)[甲乙丙](Person)说。", "老挝总理"),
        ("[意大利前政府总理](Post)[甲乙丙](Person)说。", "意大利总理"),
        ("[尼泊尔大会党主席](Post)、[前政府总理](Post)[甲乙丙](Person)说。", "尼泊尔总理"),
        ("[政府总理](Post)[甲乙丙](Person)说。", "政府总理-x"),
        ("[急诊科主任](Post)[王立新](Person)说。", "急诊科主任-x"),
        ("[中国共产党第二十届中央委员会总书记](Post)说。", "中共中央总书记"),
    ],
)
def test_one_post_by_several_names(text: str, key: str) -> None:
    assert f"Post={key}" in told(text, default())
