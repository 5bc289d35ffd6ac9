"""One thing is one node, two things are two: occasions, persons, posts, organs and regulations."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.claims import Claim, PersonClaim, anonymous
from graph.extract import Analysis, evidence
from graph.extract.deciding import Decision
from graph.extract.pipeline import by_rules, graph_lines
from graph.extract.resolve.resolver import PlaceContext, Resolver
from graph.identity import Held, decide
from graph.lexicon import default
from graph.model import Document, Entity, Extraction, Key
from graph.text import written
from graph.text.head import prepare


def document(text: str, name: str = "case") -> Document:
    return prepare(Document(name, text, "0" * 64))


def found(text: str, name: str = "case") -> Extraction:
    return by_rules(document(text, name))


def meant(text: str, kind: str) -> Iterator[tuple[str, Entity]]:
    for mention in found(text).mentions:
        if mention.type == kind and mention.entity:
            yield mention.text, mention.entity


# occasions

_ONE_OCCASION = {
    "the place only below": "云泽省召开国企改革推进会\n2021年3月4日\n"
    "3月4日，云泽省国企改革推进会在澄州市召开。省长王浩出席会议。",
    "words left out": "澄州市召开国企改革推进会\n2021年3月4日\n"
    "3月4日，澄州市国企改革提质增效推进会召开。市长贺明主持会议。",
    "全市": "澄州市召开安全生产工作会议\n2021年7月5日\n"
    "7月5日，全市安全生产工作会议召开。市长贺明讲话。",
    "我市": "我市召开安全生产工作会议\n2021年7月5日\n"
    "7月5日，澄州市安全生产工作会议召开。市长贺明讲话。",
    "numbered below": "贺明主持召开市政府常务会议\n2021年7月5日\n"
    "7月5日，澄州市市长贺明主持召开市政府第88次常务会议。",
    "two numerals": "市政府召开第88次常务会议\n2021年7月5日\n"
    "7月5日，澄州市市长贺明主持召开市政府第八十八次常务会议。",
    "a term": "市委常委会会议召开\n2021年3月4日\n"
    "3月4日，澄州市委书记陆远主持召开十四届市委第9次常委会会议。",
    "大会, 会议": "澄州市召开人才工作总结大会\n2022年1月20日\n"
    "1月20日，全市人才工作总结会议召开。市委书记陆远出席。",
    "a short word": "云泽省召开国企改革推进会\n2021年3月4日\n"
    "3月4日，云泽省国有企业改革工作推进会在澄州市召开。省长王浩出席会议。",
    "other words, of one kind": "澄州市召开老干部情况通报会\n2021年7月5日\n"
    "7月5日，澄州市召开上半年经济社会发展情况通报会。市长贺明作通报。",
    "other dashes": "贺明出席首届东海—西山论坛\n2021年7月5日\n"
    "7月5日，首届东海－西山论坛在澄州市举行。市长贺明致辞。",
    "a year": "陆远出席全市组织工作会议\n2022年1月20日\n"
    "1月20日，2022年澄州市组织工作会议召开，市委书记陆远出席会议。",
}


@pytest.mark.parametrize("form", _ONE_OCCASION)
def test_headline_and_body_name_one_occasion(form: str) -> None:
    events = {entity.key for _, entity in meant(_ONE_OCCASION[form], "Event")}
    assert len(events) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        # two days, two occasions
        (
            "澄州市召开经济工作会议\n2021年3月9日\n"
            "3月4日，澄州市召开经济工作会议。3月8日，澄州市召开民营经济工作会议。",
            2,
        ),
        # no short word: its characters begin no two words there
        ("3月4日，澄州市国企改革推进会召开。3月4日，澄州市国土改革推进会召开。", 2),
        # other words
        ("3月4日，澄州市安全生产推进会召开。3月4日，澄州市水利建设推进会召开。", 2),
        # two places
        ("丰水县召开经济工作会议。县长李明出席。\n青芦县召开经济工作会议。县长王远出席。", 2),
        # the province's is only mentioned
        ("澄州市召开农业工作会议，传达全省农业工作会议精神。市长贺明主持会议。", 2),
        # a headline may tell of another place's
        (
            "丰水县召开春耕生产推进会\n2021年3月4日\n"
            "3月4日，青芦县召开植树造林推进会。县长王远出席。",
            2,
        ),
        # mere meetings
        ("澄州市召开财政工作会议\n2021年3月4日\n3月4日，澄州市召开渔业工作会议。市长贺明出席。", 2),
        # two organs
        ("3月4日，澄州市召开老干部座谈会。下午，澄州市召开企业发展座谈会。", 2),
    ],
)
def test_two_occasions_stay_two(text: str, number: int) -> None:
    assert len({entity.key for _, entity in meant(text, "Event")}) == number


def test_reports_of_one_day_name_one_occasion() -> None:
    """全市, the place before the name and the place that convenes it say the same."""
    reports = (
        "7月5日，澄州市召开安全生产工作会议。市长贺明讲话。",
        "澄州市市长贺明讲话。7月5日，澄州市安全生产工作会议召开。",
        "7月5日，澄州市召开全市安全生产工作会议。市长贺明讲话。",
    )
    heads = "安全生产工作会议召开\n2021年7月5日\n"
    keys = [{e.key for _, e in meant(heads + text, "Event")} for text in reports]
    assert keys == [{Key("澄州市安全生产工作会议", "2021-07-05")}] * 3


@pytest.mark.parametrize(
    "text",
    [
        "丰水县召开座谈会\n2021年3月4日\n3月4日，丰水县召开座谈会，县长李明出席。",
        "全市农业工作会议召开\n2021年3月4日\n3月4日，全市农业工作会议在会议中心召开。",
        "市政府常务会议召开\n2021年3月4日\n3月4日，市政府常务会议召开。",
    ],
)
def test_an_occasion_of_nobody_is_its_documents(text: str) -> None:
    """座谈会 of one day in two documents are two."""
    keys = [
        {m.entity.key for m in found(text, name).mentions if m.type == "Event" and m.entity}
        for name in ("a", "b")
    ]
    assert keys[0] and not keys[0] & keys[1]


@pytest.mark.parametrize(
    "name",
    [
        "中国共产党第二十次全国代表大会",
        "亚太经合组织第二十九次领导人非正式会议",
        "首届澄州茶叶展览会",
    ],
)
def test_a_congress_is_one_on_every_day(name: str) -> None:
    """The day on which it is mentioned is no part of what tells it from others."""
    keys = set()
    for day in ("16", "20"):
        text = f"{name}召开\n2022年10月{day}日\n10月{day}日，{name}在京召开。代表出席{name}。"
        keys |= {e.key for t, e in meant(text, "Event")}
    assert len(keys) == 1 and not next(iter(keys)).mark


def test_numbers_are_written_as_documents_write_them() -> None:
    numbers = (1, 10, 12, 20, 88, 105, 110, 1002, 1020, 3400)
    numerals = "一 十 十二 二十 八十八 一百零五 一百一十 一千零二 一千零二十 三千四百"
    assert " ".join(map(written, numbers)) == numerals


# posts and organs


@pytest.mark.parametrize(
    "forms",
    [
        ("丰水县发改委主任", "丰水县发展改革委主任", "丰水县发展和改革委员会主任"),
        ("澄州市人社局局长", "澄州市人力社保局局长", "澄州市人力资源和社会保障局局长"),
        ("丰水县委书记", "丰水县县委书记", "中共丰水县委书记"),
        ("澄州市政协主席", "政协澄州市委员会主席"),
    ],
)
def test_one_office_is_one_post(forms: tuple[str, ...]) -> None:
    levels = {"市": "澄州市", "县": "丰水县"}
    resolver = Resolver(default(), PlaceContext("case", levels, {}, "澄州市"))
    assert len({resolver.post(form).entity.key for form in forms}) == 1


@pytest.mark.parametrize(
    ("written_out", "short"),
    [
        ("政协澄州市第五届委员会", "澄州市政协"),
        ("中国人民政治协商会议澄州市委员会", "澄州市政协"),
        ("中国共产党澄州市委员会", "澄州市委"),
        ("中国共产党澄州市纪律检查委员会", "澄州市纪委"),
    ],
)
def test_an_organ_is_one_by_its_name_written_out(written_out: str, short: str) -> None:
    resolver = Resolver(default(), PlaceContext("case", {"市": "澄州市"}, {}, "澄州市"))
    assert resolver.organ(written_out).entity.key == resolver.organ(short).entity.key


@pytest.mark.parametrize(
    ("name", "meant", "place"),
    [
        ("深圳市澄州商会", "深圳市澄州商会", "深圳市"),
        ("深圳澄州商会", "深圳市澄州商会", "深圳市"),
        ("杭州市安徽商会", "杭州市安徽商会", "杭州市"),
        ("美国浙江同乡会", "美国浙江同乡会", "美国"),
        ("苏州市商会", "苏州市商会", "苏州市"),
        ("江苏省苏州市商会", "苏州市商会", "苏州市"),
        ("云泽省澄州商会", "澄州市商会", "澄州市"),
    ],
)
def test_a_chamber_of_those_from_elsewhere_is_not_that_of_their_home(
    name: str, meant: str, place: str
) -> None:
    levels = {"省": "云泽省", "市": "澄州市"}
    context = PlaceContext("case", levels, {"澄州": "澄州市"}, "澄州市")
    organ = Resolver(default(), context).organ(name)
    assert (organ.name, organ.place) == (meant, place)


# persons


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("丰水县副县长王强作交流发言。青芦县种粮大户王强介绍经验。", "王强", 2),
        ("丰水县教师李明、青芦县村民李明受到表彰。", "李明", 2),
        ("丰水县公安局副局长李明主持会议。青芦县教育局副局长李明发言。", "李明", 2),
        (
            "李明，男，1970年1月生，现任丰水县县长。\n李明，女，1975年3月生，现任青芦县县长。",
            "李明",
            2,
        ),
        ("云泽省召开会议。省国资委主任李晨主持会议。澄州市财政局局长李晨发言。", "李晨", 2),
        # one and the same
        ("丰水县县长李明主持会议。李明到青芦县群众王芳家中慰问。", "李明", 1),
        ("澄州市民王强获奖，丰水县村民王强说很高兴。", "王强", 1),
        ("全国人大代表李明发言。丰水县村民李明表示，要种好粮。", "李明", 1),
    ],
)
def test_two_of_one_name_in_one_document(text: str, name: str, number: int) -> None:
    analysis = Analysis(document(f"澄州市召开会议\n2021年3月4日\n{text}"))
    known = tuple(evidence(analysis).settled)  # whatever the decoder makes of invented places
    said, claims = graph_lines(analysis, decision=Decision(known, known))
    assert said
    assert sum(isinstance(c, PersonClaim) and c.name == name for c in claims) == number


@pytest.mark.parametrize("name", ["王某", "李某某", "王某军", "张××", "赵某甲", "王"])
def test_a_withheld_name_is_another_in_another_document(name: str) -> None:
    assert anonymous(name)
    claims: list[Claim] = [PersonClaim(d, Key(name), peers=("李明",)) for d in "ab"]
    assert len(list(decide(claims).persons())) == 2
    assert not anonymous("王强")


@pytest.mark.parametrize(
    "text",
    [
        "习近平出席会议。习主席强调，要加强练兵备战。",
        "军委机关学习习近平强军思想。习主席强调，要加强练兵备战。",
    ],
)
def test_a_surname_means_the_leader_whom_the_document_names(text: str) -> None:
    called = [e.name for t, e in meant(text, "Person") if t.startswith("习")]
    assert called and set(called) == {"习近平"}


def test_a_surname_does_not_mean_a_withheld_name() -> None:
    names = {t: e.name for t, e in meant("居民王某因违规被处罚。王书记到场。", "Person")}
    assert names.get("王书记", "王") == "王"


def test_a_listed_name_with_another_behind_the_dot_is_somebody_else() -> None:
    text = "叙利亚总统巴沙尔表示欢迎。叙利亚驻俄罗斯大使巴沙尔·贾法里出席。"
    names = {t: e.name for t, e in meant(text, "Person")}
    assert names == {"巴沙尔": "巴沙尔·阿萨德", "巴沙尔·贾法里": "巴沙尔·贾法里"}


def test_a_former_head_of_state_is_not_its_head_later() -> None:
    """Father and son of one name, before and after."""

    def claim(name: str, date: str, state: str) -> PersonClaim:
        held = Held("叙利亚总统", "", "叙利亚", state)
        return PersonClaim(name, Key("哈桑"), date, held=(held,))

    one, other = claim("a", "2022-10-24", "then"), claim("b", "2023-01-06", "now")
    assert len(list(decide([one, other]).persons())) == 2
    later = claim("c", "2024-01-06", "then")
    assert len(list(decide([other, later]).persons())) == 1


# regulations


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("检查组检查《云泽省河道管理条例》实施情况，要落实河道管理条例。", "云泽省河道管理条例"),
        ("检查组检查《云泽省河道管理条例》，《河道管理条例》规定了责任。", "云泽省河道管理条例"),
        ("水利部要求贯彻执行河道管理条例。", "中华人民共和国河道管理条例"),
        (
            "根据《中华人民共和国河道管理条例》和《云泽省河道管理条例》，《河道管理条例》有效。",
            "中华人民共和国河道管理条例",
        ),
    ],
)
def test_whose_a_bare_regulation_is(text: str, title: str) -> None:
    assert {e.name for t, e in meant(text, "Policy") if t == "河道管理条例"} == {title}


def test_a_bare_regulation_in_a_provincial_document_is_the_provinces() -> None:
    text = (
        "云泽省召开水利工作会议\n2021年5月1日\n5月1日，云泽省召开水利工作会议。省委书记陆远出席。"
        "云泽省委、云泽省政府要求，要贯彻河道管理条例。省长王浩主持会议。"
    )
    assert {e.name for t, e in meant(text, "Policy")} == {"云泽省河道管理条例"}


@pytest.mark.parametrize(
    "text", ["俄罗斯纪念斯大林格勒保卫战。", "智利总统说，比奥比奥大区进入灾难状态。"]
)
def test_a_listed_name_inside_another_word_is_nobodys(text: str) -> None:
    assert not list(meant(text, "Person"))


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("李强主持召开国务院常务会议。", True),
        ("村民李强说，今年收成好。", False),
        ("记者采访了李强先生。", False),
        ("陆军第九旅连长李强带领连队训练。", False),
        ("陆军某旅连长李强带领连队训练。", False),
        ("国务院总理李强出席会议。李强曾任水泥厂科长。", True),
        ("市政府党组召开会议。徐启方强调，要抓好落实。", False),
    ],
)
def test_who_is_the_person_of_the_list(text: str, listed: bool) -> None:
    name = "徐启方" if "徐" in text else "李强"
    _, claims = graph_lines(document(text))
    assert [c.listed for c in claims if isinstance(c, PersonClaim) and c.name == name] == [listed]


def test_a_formula_with_a_blank_inside_is_the_same() -> None:
    text = "会议强调，要做到“两个维护”，坚持“两个 维护”，推进“5G 专网”。"
    assert {entity.name for _, entity in meant(text, "Slogan")} == {"两个维护", "5G 专网"}
