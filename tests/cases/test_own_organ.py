"""A post's organ is what its own words say, or the document's, or unknown: not its neighbour's."""

from __future__ import annotations

import pytest

from graph.extract.pipeline import by_rules, extract
from graph.model import Document
from graph.text.head import prepare

_CASES = [
    ("浙江大学校长李木子、北京大学第一医院院长王小川出席。", "王小川", "北京大学第一医院院长"),
    (
        "中国科学院大学党委书记钱川、南京市长江大桥管理处处长孙一凡出席。",
        "孙一凡",
        "南京市长江大桥管理处处长",
    ),
    ("澄州市召开会议。澄州市政协主席白景、公安局长李明出席。", "李明", "局长"),
    ("澄州市召开会议。澄州市委书记陆远、董事会主席林岚出席。", "林岚", "董事会主席"),
    (
        "澄州市召开会议。澄州市东河区委书记陆远讲话，澄州青坞区委书记沈月发言。",
        "沈月",
        "中共青坞区委书记",
    ),
    # a bureau led by its government is the place's, not the nation's
    ("云泽省政府国资委主任李明主持会议。", "李明", "云泽省国资委主任"),
    ("云泽省政府国资委党委书记李明主持会议。", "李明", "云泽省国资委党委书记"),
    ("云泽省政府研究室主任李明主持会议。", "李明", "云泽省人民政府研究室主任"),
    ("云泽省召开会议。省政府港澳办主任周正出席。", "周正", "云泽省港澳办主任"),
    # the organ beside is meant where the post opens its words, or a verb stands before it
    ("澄州市召开会议。澄州市政协主席白景、副主席李明出席。", "李明", "澄州市政协副主席"),
    ("澄州市召开会议。澄州市委书记陆远讲话，陪同市长沈月调研。", "沈月", "澄州市市长"),
    ("澄州市召开会议。王副市长讲话，澄州市副市长王远出席。", "王远", "澄州市副市长"),
    # a district behind its city is known by its own organ
    ("会议在澄州市召开。澄州市临水区委书记沈月发言。", "沈月", "中共临水区委书记"),
    # a school's head is no 市委's, a manager no supervisory board's
    ("我校与临川市签约。临川市委书记陆远、校长沈月出席。", "沈月", "校长"),
    ("董事会召开会议，监事会主席陆远、总经理沈月出席。", "沈月", "总经理"),
    # the discipline secretary of a firm is not the city's
    (
        "市轨道交通集团党委书记陆远，党委副书记李明，纪委书记沈月参加。",
        "沈月",
        "市轨道交通集团纪委书记",
    ),
    # the paper's own name has no 市
    ("绍兴市召开会议。绍兴日报社社长沈月出席。", "沈月", "绍兴日报社社长"),
]


@pytest.mark.parametrize(("text", "person", "post"), _CASES)
def test_the_post_keeps_to_its_own_organ(text: str, person: str, post: str) -> None:
    """Who holds what; an unknown organ leaves the bare title, kept apart by its document."""
    found = by_rules(prepare(Document("case", text, "0" * 64)))
    held = {
        r.object.name
        for r in found.relations
        if r.name == "holds" and not isinstance(r.subject, str) and not isinstance(r.object, str)
        if r.subject.name == person
    }
    assert held == {post}


@pytest.mark.parametrize(
    ("publisher", "text", "post"),
    [
        ("澄州大学新闻网", "澄州大学2026届毕业典礼举行。校党委书记沈月出席。", "澄州大学党委书记"),
        # the text does not name it; it is no press of theirs
        ("澄州大学新闻网", "2026届毕业典礼举行。校党委书记沈月出席。", "校党委书记"),
        ("教育在线", "澄州大学2026届毕业典礼举行。校党委书记沈月出席。", "校党委书记"),
    ],
)
def test_the_own_press_of_a_school_tells_whose_report_it_is(
    publisher: str, text: str, post: str
) -> None:
    """Where the report speaks of the school's own: 校党委书记."""
    found = extract(prepare(Document("case", text, "0" * 64, publisher=publisher)))
    posts = {m.entity.name for m in found.mentions if m.type == "Post" and m.entity}
    assert posts == {post}


def test_the_bureaus_of_each_city_are_not_the_provinces() -> None:
    """各市（州）教育局、财政局: a list of those of each, whose province names itself."""
    text = (
        "云泽省教育厅关于护校的通知\n各市（州）教育局、财政局、{}：\n"
        "省政府同意云泽省教育厅的护校办法，请云泽省各地执行。\n云泽省教育厅\n"
    )
    for listed, there in (("交通运输局", set()), ("省林业局", {"云泽省林业局"})):
        found = extract(prepare(Document("case", text.format(listed), "0" * 64)))
        organs = {m.entity.name for m in found.mentions if m.type == "Organization" and m.entity}
        bureaus = {name for name in organs if name.startswith("云泽省") and name.endswith("局")}
        assert bureaus == there


def test_the_departments_of_each_county_are_not_the_citys() -> None:
    """各县（市、区）委组织部 is not the 组织部 that writes to them."""
    text = (
        "中共澄州市委组织部关于护校的通知\n各县（市、区）委组织部、老干部局：\n请护校。\n"
        "中共澄州市委组织部\n"
    )
    found = extract(prepare(Document("case", text, "0" * 64)))
    named = [m for m in found.mentions if m.entity and m.entity.name == "中共澄州市委组织部"]
    assert {m.text for m in named} == {"中共澄州市委组织部"}


@pytest.mark.parametrize(
    ("posts", "organ"),
    [
        ("中共澄州地委宣传部部长、副书记", "中共澄州地委"),  # as of a 市委
        ("候补省委委员", "省委"),
        ("云泽省财政厅干事、副处长", "云泽省财政厅"),
    ],
)
def test_the_last_post_is_in_the_whole_organ(posts: str, organ: str) -> None:
    """What the organ is that the last of them is in."""
    found = extract(prepare(Document("case", f"程望山，男，1950年5月生，曾任{posts}。", "0" * 64)))
    organs = [
        r.object.name
        for r in found.relations
        if r.name == "post_in" and not isinstance(r.object, str)
    ]
    assert organs[-1:] == [organ]


def test_who_calls_a_joint_meeting_together_is_none_of_his_ministry() -> None:
    """召集人 of the meeting, whose name is that of an organ; 部长 of the ministry."""
    text = (
        "河道保护联席会议由水利部牵头。联席会议办公室设在水利部。"
        "水利部部长程望山担任联席会议召集人，水利部副部长苏映雪担任副召集人。"
    )
    found = extract(prepare(Document("case", text, "0" * 64)))
    in_ministry = {
        r.subject.name
        for r in found.relations
        if r.name == "post_in" and not isinstance(r.object, str) and "水利部" in r.object.name
    }
    assert in_ministry == {"水利部部长", "水利部副部长"}


_HOSTED = [
    # the party cell of the body convenes, behind a line on the source
    (
        "公司党委召开学习会\n时间：2019-04-09　　来源：党委宣传部\n"
        "4月8日，云岭煤业集团公司党委在科技大厦十九楼会议室召开学习会。董事长郝远主持会议。",
        "郝远",
        "云岭煤业集团公司董事长",
    ),
    # the longest name of whom the lead tells
    (
        "青芦县局召开推进会\n3月17日，青芦县国家税务局在四楼多功能厅召开推进会。"
        "局党组书记、局长顾远主持会议，总经济师郭丽参加。",
        "郭丽",
        "青芦县国税局总经济师",
    ),
    # 局党组 speaks of the one bureau that the lead names, though it only reports
    (
        "机关党委开展主题活动\n——青芦县审计局工作小记\n局党组书记张远讲话。",
        "张远",
        "青芦县审计局党组书记",
    ),
    # a 支队 is no 总队, an 集团公司 no works of it
    (
        "支队党委述职\n来源：云麓省消防救援总队\n云麓省消防救援总队派员到会。支队长陈远主持。",
        "陈远",
        "支队长",
    ),
]


@pytest.mark.parametrize(("text", "person", "post"), _HOSTED)
def test_a_bare_post_is_of_the_body_whose_report_it_is(text: str, person: str, post: str) -> None:
    """The bureau, detachment or firm that a document speaks for, if it may have such a post."""
    found = extract(prepare(Document("case", text, "0" * 64)))
    held = {
        r.object.name
        for r in found.relations
        if r.name == "holds" and not isinstance(r.subject, str) and not isinstance(r.object, str)
        if r.subject.name == person
    }
    assert post in held
    assert all(post in name or name in post for name in held)


_SECTION = "{}召开推进会\n3月17日，{}召开推进会。税政科科长孙波作了讲解，税政科负责落实。"


def test_a_section_is_of_the_body_whose_report_it_is() -> None:
    """The 税政科 of two counties are two."""
    keys = set()
    for bureau in ("青芦县税务局", "丰水县税务局"):
        found = extract(prepare(Document("case", _SECTION.format(bureau, bureau), "0" * 64)))
        entities = {m.entity for m in found.mentions if m.entity and "税政科" in m.text}
        keys |= {e.name for e in entities}
    assert keys == {
        f"{county}县税务局{section}"
        for county in ("青芦", "丰水")
        for section in ("税政科", "税政科科长")
    }


_BODIES = [
    (
        "我院召开会议\n3月4日，青芦县人民医院召开会议。护理部主任王敏参加。",
        "青芦县人民医院护理部主任",
    ),
    (
        "青芦供电公司召开会议\n3月4日，青芦供电公司召开会议。运检部主任王强参加。",
        "青芦供电公司运检部主任",
    ),
    (
        "学院党委学习\n3月4日，青芦职业技术学院党委理论学习中心组召开学习会。院党委书记王敏主持。",
        "青芦职业技术学院党委书记",
    ),
]


@pytest.mark.parametrize(("text", "name"), _BODIES)
def test_what_a_report_calls_its_own_is_of_its_body(text: str, name: str) -> None:
    """护理部, 运检部, 院党委 by the name of the hospital, firm or school."""
    found = extract(prepare(Document("case", text, "0" * 64)))
    assert name in {m.entity.name for m in found.mentions if m.entity}


def test_what_nobody_owns_is_its_documents_own() -> None:
    """A 马克思主义学院 or 我院 of nobody knows which school is that document's alone."""
    text = "马克思主义学院负责同志参加，集团公司派员到会，我院同意。"
    found = extract(prepare(Document("case", text, "0" * 64)))
    organs = {m.entity.key for m in found.mentions if m.entity and m.type == "Organization"}
    assert organs and all(key.document == "case" for key in organs)


@pytest.mark.parametrize(
    "held",
    ["局党组会议", "校党委理论学习中心组学习会", "2021年第3次院长办公会", "全院职工大会"],
)
def test_a_meeting_of_nobodys_body_is_its_documents_own(held: str) -> None:
    """Every bureau has a 局党组会议 on some day."""
    found = extract(prepare(Document("case", f"3月4日，陈立国主持召开{held}。\n", "0" * 64)))
    events = {m.entity.key for m in found.mentions if m.entity and m.type == "Event"}
    assert events and all(key.document == "case" for key in events)


_LISTED = [
    # a section behind the head of a visitor is of the visitor, not of the host
    (
        "{host}召开座谈会\n3月4日，{host}召开座谈会。云梧市税务局副局长程望山、检查处处长苏映雪到我局"
        "调研。",
        {"云梧市税务局检查处处长"},
    ),
    (
        "{host}召开座谈会\n3月4日，{host}召开座谈会。副市长程望山、检查处处长苏映雪参加。",
        {"江州市税务局检查处处长"},
    ),
    # of two offices of one name that of the body whose head is named before
    (
        "江州市税务局稽查局召开座谈会\n3月4日，江州市税务局稽查局召开座谈会。云泽省税务局稽查局局长"
        "郎中天到会，江州市税务局局长程望山、稽查局局长苏映雪参加。",
        {"江州市税务局稽查局局长"},
    ),
    # a firm, a school and a bureau have no 会长 and no 团长
    ("江州长河集团有限公司董事长程望山到会，高存义当选会长。会长苏映雪致辞。", {"会长"}),
    ("江州长河集团有限公司董事长苏映雪当选会长。", {"会长", "江州长河集团有限公司董事长"}),
    ("由江州市商务局局长苏映雪任团长的代表团来访。", {"团长", "江州市商务局局长"}),
    # the firm of a province is none that says 公司 of itself
    (
        "慰问职工\n3月4日，云溪供电公司工会主席程望山慰问省公司劳模高存义。公司总经理苏映雪参加。",
        {"公司总经理"},
    ),
    # a bureau has no 经理, a faculty no 校长, and 工会 is no 总工会
    (
        "{host}召开推进会\n3月4日，{host}召开推进会。会后检查工地，项目经理苏映雪介绍情况。",
        {"项目经理"},
    ),
    ("报告会由历史学院院长程望山主持，副校长苏映雪出席。", {"副校长"}),
    ("云溪供电公司召开大会。苏映雪当选为工会主席。大会感谢市总工会。", {"云溪供电公司工会主席"}),
    # the aide of a 县长 is the government's
    ("青芦县召开会议。青芦县政协副主席程望山，县长助理苏映雪出席。", {"青芦县县长助理"}),
    # 分局政委: of the body whose report it is, and no zone is named after a bureau
    (
        "江州市公安局开发区分局开展活动\n3月4日，江州市公安局开发区分局开展活动。开发区管委会副主任"
        "程望山，分局政委苏映雪出席。",
        {"江州市公安局开发区分局政委"},
    ),
    # what is given to another is not his who is named before
    (
        "程望山当选为工会主席，女工委员会主任由人资部副主任苏映雪担任。",
        {"人资部副主任", "女工委员会主任"},
    ),
    ("苏映雪当选为工会主席，女工委员会主任由人资部副主任程望山担任。", {"工会主席"}),
    # a foreign city is not that of the report
    (
        "日本岐南市代表团访问我市\n日本岐南市市长松本健一率岐南市代表团来访。市长苏映雪会见。",
        {"市长"},
    ),
    # no name of an organ closes a bracket that it does not open
    (
        "【主题教育】集团董事长苏映雪讲党课\n江州水务集团董事长苏映雪讲党课。",
        {"江州水务集团董事长"},
    ),
    # a term is no part of a name
    ("江州水利学会第三届副会长苏映雪主持大会。", {"江州水利学会副会长"}),
    ("江州水利学会召开大会，第三届会长苏映雪主持大会。", {"第三届会长"}),
    # who invites is not the body whose report it is
    (
        "应江州市云溪大学邀请，我校代表团出访。\n对外交流处处长苏映雪随同出访，云溪大学校长会见。",
        {"对外交流处处长"},
    ),
]


@pytest.mark.parametrize(("text", "posts"), _LISTED)
def test_a_bare_post_is_of_no_body_beside_it_that_lacks_it(text: str, posts: set[str]) -> None:
    """All that 苏映雪 holds."""
    case = Document("case", text.format(host="江州市税务局"), "0" * 64)
    held = {
        r.object.name
        for r in extract(prepare(case)).relations
        if r.name == "holds" and not isinstance(r.subject, str) and not isinstance(r.object, str)
        if r.subject.name == "苏映雪"
    }
    assert held == posts


def test_the_heads_of_each_school_are_of_no_organ() -> None:
    """各乡镇中心校校长 beside the head of one."""
    text = "全县中小学校长会议召开。城关镇中心校校长程望山、各乡镇中心校校长参加会议。"
    found = extract(prepare(Document("case", text, "0" * 64)))
    organs = {
        r.object.name
        for r in found.relations
        if r.name == "post_in" and not isinstance(r.object, str)
    }
    assert organs == {"城关镇中心校"}


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # a faculty is not the school that speaks of itself
        (
            "校党委书记程望山主持学习，校长苏映雪参加。马克思主义学院院长高存义发言。"
            "马克思主义学院要抓紧落实。",
            {"校党委书记", "校长", "马克思主义学院院长"},
        ),
        # a body that nobody names is not told twice
        (
            "局党委书记、局长程望山主持会议，副局长苏映雪参加。",
            {"局党委书记", "局长", "副局长"},
        ),
    ],
)
def test_a_body_that_nobody_names_has_its_posts_by_their_own_words(
    text: str, posts: set[str]
) -> None:
    found = extract(prepare(Document("case", text, "0" * 64)))
    assert {m.entity.name for m in found.mentions if m.type == "Post" and m.entity} == posts
