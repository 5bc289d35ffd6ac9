"""Who speaks in a speech, an order or a notice, and who issued what a text names."""

from __future__ import annotations

import pytest

from graph.evaluate.notation import parse
from graph.extract.analysis import Analysis
from graph.extract.deciding import evidence
from graph.extract.discourse.reading import Reading
from graph.extract.pipeline import of_mentions, read, stated
from graph.model import Document
from graph.text.head import prepare

_AUTHORS = [
    # a line that is nothing but a name, below the title of a speech
    (
        "在全市水利工作会议上的讲话\n（2022年5月26日）\n骆正尧\n同志们：\n会议开得很好。",
        {"骆正尧"},
    ),
    ("在全市水利工作会议上的讲话\n方案\n同志们：\n会议开得很好。", {"全市水利工作会议"}),
    # the name and the greeting on one line
    (
        "1992年国务院政府工作报告\n1992年政府工作报告\n——1992年3月20日在第七届全国人民代表大会"
        "第五次会议上\n国务院总理沈岩各位代表：\n现在，我代表国务院作报告。",
        {"沈岩"},
    ),
    # the contents on the same line, and the caption of a picture
    (
        "关于茶业的报告\n——1955年7月5日在第一届全国人民代表大会第二次会议上\n"
        "国务院副总理兼国家计划委员会主任程望山目录 一、茶园 二、茶厂\n"
        "各位代表：\n我代表国务院作报告。",
        {"程望山"},
    ),
    (
        "2010年国务院政府工作报告\n政府工作报告\n——2010年3月5日在第十一届全国人民代表大会第三次会议上\n"
        "国务院总理 沈岩 3月5日，第十一届全国人民代表大会第三次会议开幕。 张图 摄各位代表：\n"
        "现在作报告。",
        {"沈岩"},
    ),
    # a letter has its writer at the foot
    (
        "贺信\n澄州学院：\n我谨代表市委，致以热烈祝贺！\n中共澄州市委书记 沈岩\n2022年10月1日",
        {"沈岩"},
    ),
    (
        "贺　信\n澄州学院：\n谨致以热烈祝贺！\n中共澄州市委书记 沈岩\n2022年10月1日",
        {"沈岩"},
    ),
    # an editorial is its paper's, told above it or where it is from
    ("谈减负\n澄州日报社论\n填表是为了办事。", {"澄州日报"}),
    ("谈减负\n本报评论员\n填表是为了办事。\n（原载《澄州日报》2024年8月3日）", {"澄州日报"}),
    # two posts joined; a caption that tells who gave it; only on whose behalf
    (
        "关于茶业的报告\n——1980年8月30日在第五届全国人民代表大会第三次会议上\n"
        "国务院副总理兼国家计划委员会主任沈岩各位代表：\n现在作报告。",
        {"沈岩"},
    ),
    (
        "2012年国务院政府工作报告\n3月5日，国务院总理沈岩在第十一届全国人民代表大会第五次会议上"
        "作政府工作报告。\n各位代表：\n现在，我代表国务院，向大会报告政府工作。",
        {"沈岩"},
    ),
    (
        "2013年国务院政府工作报告\n各位代表：\n现在，我代表国务院，向大会报告政府工作。",
        {"中华人民共和国国务院"},
    ),
    # words between the occasion and the name, where the post is not read
    (
        "政府工作报告\n——在澄州市第十一届人民代表大会第一次会议上 代市长 韦启芳\n"
        "各位代表：\n我受市人民政府委托，报告工作。",
        {"韦启芳"},
    ),
    # offices side by side
    (
        "中共曲靖市委办公室曲靖市人民政府办公室关于规范政务新媒体管理的通知\n各县：\n请执行。",
        {"中共曲靖市委办公室", "曲靖市人民政府办公室"},
    ),
    (
        "中共中央办公厅国务院办公厅关于加强茶业管理的通知\n各省：\n请执行。",
        {"中国共产党中央委员会办公厅", "中华人民共和国国务院办公厅"},
    ),
    (
        "曲靖市财政局\n曲靖市水利局\n关于规范管理的通知\n各县：\n请执行。",
        {"曲靖市财政局", "曲靖市水利局"},
    ),
    ("曲靖市人民政府办公室关于规范管理的通知\n各县：\n请执行。", {"曲靖市人民政府办公室"}),
    # by whose order, not by whose approval
    (
        "城市茶业工作条例\n1993年8月29日 国务院批准\n1993年9月15日 民政部令第2号发布\n"
        "第一条 为了加强茶业工作，制定本条例。",
        {"中华人民共和国民政部"},
    ),
]


@pytest.mark.parametrize(("text", "names"), _AUTHORS)
def test_who_speaks(text: str, names: set[str]) -> None:
    reading = read(prepare(Document("authors", text, "0" * 64)))
    assert {author.entity.name for author in reading.authors} == names


_ISSUERS = [
    ("审议[1992年国务院政府工作报告](Policy)。", {"国务院"}),
    ("[国务院](Organization)1993年12月12日发布的《[茶业条例](Policy)》。", {"国务院"}),
    ("[省委](Organization)高校工委印发的《[茶业办法](Policy)》。", set()),
    ("根据《[茶业放假办法](Policy)》（[国务院](Organization)令第513号）的规定。", {"国务院"}),
    ("根据《[茶业放假办法](Policy)》（[国务院](Organization)备案）的规定。", set()),
    (
        "《[澄州市茶业法](Policy)》已由[澄州市第十二届人大常委会第二十五次会议](Event)通过。",
        {"澄州市人大常委会"},
    ),
    (
        "《[澄州市茶业法](Policy)》已由[澄州市第十二届人大常委会第二十五次会议](Event)讨论。",
        set(),
    ),
    ("落实[第五届全国人大第四次会议](Event)《[关于茶业的决议](Policy)》。", {"全国人大"}),
    ("《[茶业办法](Policy)》已由[市政府第二次常务会议](Event)通过。", set()),
]


def _drawn(drawn: str) -> Reading:
    (case,) = parse(drawn)
    analysis = Analysis(prepare(Document("issuers", case.text, "0" * 64)))
    mentions = [analysis.mention(s.begin, s.end, s.type, "drawn") for s in case.mentions]
    return of_mentions(analysis, mentions, evidence(analysis).settled)


@pytest.mark.parametrize(("drawn", "names"), _ISSUERS)
def test_who_issued_it(drawn: str, names: set[str]) -> None:
    issuers = {issue.organ for issue in _drawn(f"会议召开。{drawn}").issues}
    assert len(issuers) == len(names)
    assert all(names & {organ.name, *organ.aliases} for organ in issuers)


def test_who_writes_cites_what_it_wrote_before() -> None:
    text = (
        "国务院关于茶业税收的通知\n各省人民政府：\n"
        "应当适用国务院1993年12月12日发布的《茶业税暂行条例》。\n"
    )
    reading = read(prepare(Document("cites", text, "0" * 64)))
    cited = [str(r.object.name) for r in stated(reading) if r.name == "cites"]
    assert cited == ["茶业税暂行条例"]


_PERSONS = [
    ("三、封禁要求\n无关人员不得进山。", set()),
    ("市长封禁要求各县落实。", {"封禁"}),
    ("条例保护白天鹅及其栖息地。白天鹅是水鸟。", set()),
]


@pytest.mark.parametrize(("text", "names"), _PERSONS)
def test_who_is_a_person(text: str, names: set[str]) -> None:
    reading = read(prepare(Document("persons", f"澄州市召开会议。\n{text}", "0" * 64)))
    assert {m.text for m in reading.mentions if m.type == "Person"} == names


_EVENTS = [
    (
        "在市委六届九次全委扩大会议结束时的讲话\n同志们：\n会议开得很好。",
        "市委六届九次全委扩大会议",
    ),
    ("会议听取了全市茶业发展大会议程安排的说明。", "全市茶业发展大会"),
]


@pytest.mark.parametrize(("text", "event"), _EVENTS)
def test_where_a_meeting_ends(text: str, event: str) -> None:
    analysis = Analysis(prepare(Document("events", text, "0" * 64)))
    assert event in {m.text for m in evidence(analysis).settled if m.type == "Event"}


def test_two_organs_side_by_side_are_two() -> None:
    text = "2026年行动方案\n文化和旅游部交通运输部\n为加快茶业发展，制定本方案。\n"
    reading = read(prepare(Document("organs", text, "0" * 64)))
    assert {m.text for m in reading.mentions if m.type == "Organization"} >= {
        "文化和旅游部", "交通运输部",
    }  # fmt: skip


def test_a_fleet_behind_its_navy_is_one() -> None:
    text = "朝鲜中央通讯社报道。\n金正恩视察朝鲜人民军海军东海舰队，观看训练。\n"
    reading = read(prepare(Document("organs", text, "0" * 64)))
    named = {m.text for m in reading.mentions if m.type == "Organization"}
    assert "朝鲜人民军海军东海舰队" in named and "东海舰队" not in named


def cited(text: str) -> set[tuple[str, str, str]]:
    """What a document says of policies by issuers, citations, effects and enclosures."""
    found = stated(read(prepare(Document("a", text, "0" * 64))))
    names = {"issuer", "repeals", "effective", "encloses", "directive"}
    return {
        (r.subject.name, r.name, r.object if isinstance(r.object, str) else r.object.name)
        for r in found
        if r.name in names
    }


def test_what_is_sent_on_is_its_own_authors() -> None:
    """They demand, it takes effect and repeals; who sends it on has issued the notice alone."""
    notice = "澄州市人民政府转发市水利局关于护岸意见的通知"
    opinion = "关于加强护岸的意见"
    found = cited(
        f"{notice}\n澄政发〔2018〕6号\n各县人民政府：\n"
        f"市水利局《{opinion}》已经市政府同意，现转发给你们，请认真执行。\n"
        f"澄州市人民政府\n2018年7月9日\n{opinion}\n为加强护岸，现提出如下意见：\n"
        "一、加强巡查。\n二、清退围网。\n本意见自2018年8月1日起施行。"
        "《澄州市护岸暂行规定》同时废止。\n"
    )
    assert found == {
        (notice, "issuer", "澄州市人民政府"),
        (notice, "encloses", opinion),
        (opinion, "issuer", "澄州市水利局"),
        ("澄州市水利局", "directive", "加强巡查"),
        ("澄州市水利局", "directive", "清退围网"),
        (opinion, "effective", "2018-08-01"),
        (opinion, "repeals", "澄州市护岸暂行规定"),
    }


def test_a_host_is_who_the_head_says_he_is() -> None:
    """A turn of 主持人 is his, and nobody's where two are called so."""
    head = "护岸问答\n主持人：澄州市政府新闻办副主任 沈岩\n"
    turns = "市长程望山：\n护岸重要。\n主持人：\n要做到“两个维护”。\n市长程望山：\n好。\n"
    spoken = read(prepare(Document("a", head + turns, "0" * 64)))
    at = spoken.analysis.text.index("要做到")
    assert [e.name for e in spoken.speakers_at(at)] == ["沈岩"]
    two = read(prepare(Document("a", head + "主持人：骆正尧\n" + turns, "0" * 64)))
    assert two.speakers_at(two.analysis.text.index("要做到")) == ()


def speaking(text: str, words: str) -> list[str]:
    """Who speaks where a text has these words."""
    spoken = read(prepare(Document("a", text, "0" * 64)))
    return [e.name for e in spoken.speakers_at(spoken.analysis.text.index(words))]


def test_of_several_guests_the_one_answers_who_is_named_or_asked() -> None:
    """答：（程望山）, 答（程望山）：, 问：请问程望山局长…; nobody where two may be meant."""
    guests = "护岸问答\n主持人：今天请来市水利局局长程望山、市财政局局长沈岩。\n"
    question = "问：{}护岸怎么办？\n"
    for label in ("答：（程望山）", "答（程望山）：", "答：（市水利局局长程望山）"):
        turn = f"{label}要做到“两个维护”。\n"
        assert speaking(guests + question.format("") + turn, "要做到") == ["程望山"]
    answer = "答：要做到“两个维护”。\n"
    assert speaking(guests + question.format("请问沈岩局长，") + answer, "要做到") == ["沈岩"]
    assert speaking(guests + question.format("") + answer, "要做到") == []
    both = "请问程望山局长、沈岩局长，"
    assert speaking(guests + question.format(both) + answer, "要做到") == []
    earlier = question.format("请问沈岩局长，") + "答：好。\n"
    assert speaking(guests + earlier + question.format("") + answer, "要做到") == []


def test_whom_the_lead_says_to_be_interviewed_answers() -> None:
    talk = "问：护岸怎么办？\n答：要做到“两个维护”。\n"
    lead = "护岸问答\n记者采访了市水利局局长程望山{}。\n"
    assert speaking(lead.format("") + talk, "要做到") == ["程望山"]
    assert speaking(lead.format("，又采访了市长沈岩") + talk, "要做到") == []


def test_a_surname_with_its_title_is_the_one_named_before() -> None:
    talk = "护岸问答\n主持人：请市水利局局长程望山{}。\n主持人：好。\n程局长：要做到“两个维护”。\n"
    assert speaking(talk.format(""), "要做到") == ["程望山"]
    assert speaking(talk.format("、市长程立"), "要做到") == []


def test_a_host_may_be_named_in_brackets() -> None:
    talk = "护岸问答\n主持人（市政府新闻办副主任 沈岩）：要做到“两个维护”。\n问：好吗？\n答：好。\n"
    assert speaking(talk, "要做到") == ["沈岩"]


def test_labels_may_stand_in_brackets() -> None:
    talk = "护岸问答\n[主持人]：请市水利局局长程望山介绍。\n[记者]：好吗？\n"
    talk += "[程望山]：要做到“两个维护”。\n"
    assert speaking(talk, "要做到") == ["程望山"]


def test_another_day_ends_what_somebody_says() -> None:
    said = "1951年4月3日，澄州市召开护岸会议，市长程望山强调护岸重要。{}，会议通过《护岸办法》。"
    assert speaking(said.format("翌日"), "通过") != ["程望山"]
    assert speaking(said.format("会后"), "通过") == ["程望山"]


def test_he_is_who_spoke_or_presided() -> None:
    told = "市长程望山到澄湖。市水利局举行学习会，沈岩主持并讲话。他强调，要做到“两个维护”。"
    assert speaking(told, "要做到") == ["沈岩"]


def test_a_bulletin_speaks_for_who_sends_it() -> None:
    told = "澄州市纪委监委对三起典型问题进行通报。\n通报强调，要做到“两个维护”。"
    assert speaking(told, "要做到") == ["澄州市纪委监委"]


def test_a_leader_is_meant_by_surname_and_title() -> None:
    told = "周总理指示，要做到“两个维护”。"
    assert speaking(told, "要做到") == ["周恩来"]


def test_who_is_named_in_the_title_answers_alone() -> None:
    """《程望山谈护岸》: 答： is he; of two in a title neither is known to be."""
    talk = "问：护岸怎么办？\n答：要做到“两个维护”。\n"
    assert speaking("市水利局局长程望山就护岸答记者问\n" + talk, "要做到") == ["程望山"]
    two = "市水利局局长程望山、市财政局局长沈岩就护岸答记者问\n"
    assert speaking(two + talk, "要做到") == []
