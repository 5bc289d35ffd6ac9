"""Documents that are no news, read with the delivered weights: what a line of them states."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.model import Document, Entity, Extraction
from graph.text import prepare


def read(text: str) -> Extraction:
    return extract(prepare(Document("genre", text, "0" * 64)))


def stated(text: str, *names: str) -> set[tuple[str, str, str]]:
    """The relations of these names, as subject, name and object."""
    return {
        (r.subject.name, r.name, r.object.name if isinstance(r.object, Entity) else r.object)
        for r in read(text).relations
        if r.name in names
    }


def organs(text: str) -> set[str]:
    return {m.text for m in read(text).mentions if m.type == "Organization"}


@pytest.mark.parametrize(
    "addressed",
    ["各市、县财政局、水利局：", "各县（区）党委宣传部、教育局：", "各地委、县委："],
)
def test_organs_that_each_place_has_are_a_class(addressed: str) -> None:
    notice = (
        f"澄州市财政局关于加强资金管理的通知\n{addressed}\n请执行。\n澄州市财政局\n2024年2月1日"
    )
    assert organs(notice) == {"澄州市财政局"}


def test_a_line_that_is_nothing_but_a_name_and_its_posts() -> None:
    decision = "澄州市纪委关于处分罗大勇的决定\n罗大勇，澄州市财政局党组书记、局长。\n罗大勇失职。"
    assert stated(decision, "holds") == {
        ("罗大勇", "holds", "澄州市财政局党组书记"),
        ("罗大勇", "holds", "澄州市财政局局长"),
    }


def test_who_leaves_is_listed_without_a_verb() -> None:
    roster = (
        "澄州市第五届人大常委会任免名单\n（2023年8月30日澄州市第五届人大常委会第十一次会议通过）\n"
        "二、免去\n雷万钧　澄州市财政局局长职务\n尹芳（女）　澄州市审计局局长职务\n"
    )
    assert {until for _, _, until in stated(roster, "until")} == {"2023-08-30"}
    assert len(stated(roster, "until")) == 2


def test_what_a_decision_strikes_out_of_and_adds_to_it_amends() -> None:
    title = "国务院关于修改部分行政法规的决定"
    decision = (
        f"{title}\n国务院决定对下列行政法规予以修改：\n一、删去《水库管理条例》第九条。\n"
        "二、《城市燃气条例》第三条增加一款。\n本决定自2024年3月1日起施行。"
    )
    assert stated(decision, "amends") == {
        (title, "amends", "水库管理条例"),
        (title, "amends", "城市燃气条例"),
    }


def test_a_resolution_is_of_its_sitting() -> None:
    congress = "中国共产党澄州市第十二次代表大会"
    resolution = (
        f"{congress}关于市委报告的决议\n（2021年9月28日{congress}通过）\n"
        f"{congress}批准唐如山同志代表中共澄州市第十一届委员会所作的报告。"
        "大会号召，要推动高质量发展。"
    )
    assert stated(resolution, "speaker", "adopted_at", "invokes") == {
        (congress, "speaker", "唐如山"),
        (congress, "invokes", "高质量发展"),
        (f"{congress}关于市委报告的决议", "adopted_at", congress),
    }


def test_a_full_session_is_its_plenum() -> None:
    plenum = "中国共产党云泽省第十一届委员会第六次全体会议"
    told = (
        f"{plenum}公报\n{plenum}，于2024年7月25日至26日在澄州举行。全会由省委常委会主持。"
        "全会指出，要坚持稳中求进工作总基调。"
    )
    assert {name for name, _, _ in stated(told, "on_date", "invokes", "in_place")} == {plenum}


def test_the_formulas_of_an_editorial_are_its_papers() -> None:
    editorial = (
        "把稳方向再出发\n本报评论员\n“差不多主义”害死人。省委十一届六次全会强调，要坚持改革开放。\n"
        "我们要坚持人民至上，推动乡村振兴。\n（原载《云泽日报》2024年8月3日）"
    )
    assert stated(editorial, "invokes") == {
        ("省委十一届六次全会", "invokes", "改革开放"),
        ("云泽日报", "invokes", "人民至上"),
        ("云泽日报", "invokes", "乡村振兴"),
    }


def test_what_is_indulged_in_clause_by_clause_is_nobodys() -> None:
    editorial = (
        "警惕形式主义\n安岭日报评论员\n有的单位热衷“打卡式调研”，搞“盆景式示范”。"
        "我们要推动高质量发展。"
    )
    assert stated(editorial, "invokes") == {("安岭日报", "invokes", "高质量发展")}


def test_the_lead_of_another_day_does_not_attend() -> None:
    report = (
        "市领导开展植树活动\n2024年3月11日上午，市长霍建章到凤凰山参加义务植树活动。\n"
        "翌日，市委理论学习中心组举行学习会，毕思源主持并讲话。"
    )
    assert not {who for _, _, who in stated(report, "attendee")} & {"霍建章"}


def test_a_name_ends_before_what_befalls_its_bearer() -> None:
    persons = {
        m.text
        for m in read("柳林县委原书记申屠远被开除党籍\n申屠远受到查处。").mentions
        if m.type == "Person"
    }
    assert persons == {"申屠远"}


@pytest.mark.parametrize(
    ("line", "number"),
    [("安水函〔2022〕63号", "安水函〔2022〕63号"), ("法释〔2023〕9号", "法释〔2023〕9号")],
)
def test_any_organ_numbers_its_documents(line: str, number: str) -> None:
    notice = f"安岭市水利局关于加强巡查的通知\n{line}\n各县水利局：\n请执行。"
    assert {value for _, _, value in stated(notice, "document_number")} == {number}
