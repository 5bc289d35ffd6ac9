"""Names by structure: what 市委 and 组织部部长 mean in a document of a known place."""

from __future__ import annotations

import pytest

from graph.extract.pipeline import by_rules
from graph.extract.resolve.resolver import PlaceContext, Resolver
from graph.lexicon.lexicon import default
from graph.model import Document, Key

SHAOXING = PlaceContext("d", {"市": "绍兴市", "省": "浙江省"}, {"绍兴": "绍兴市"}, "绍兴市")
NOWHERE = PlaceContext("d7")


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(default(), SHAOXING)


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("市委", "中共绍兴市委员会"),
        ("绍兴市委", "中共绍兴市委员会"),
        ("省委", "中共浙江省委员会"),
        ("市政府", "绍兴市人民政府"),
        ("市人大常委会", "绍兴市人民代表大会常务委员会"),
        ("市政协", "中国人民政治协商会议绍兴市委员会"),
        ("政协第十届绍兴市委员会", "中国人民政治协商会议绍兴市委员会"),
        ("绍兴军分区", "绍兴军分区"),
        ("市经信局", "绍兴市经济和信息化局"),
        ("市委组织部", "中共绍兴市委组织部"),
        ("市委办", "中共绍兴市委办公室"),
        ("越城区委机关工委", "中共越城区委机关工委"),
        ("党中央", "中国共产党中央委员会"),
        ("十四届全国人大常委会", "中华人民共和国全国人民代表大会常务委员会"),
        ("绍兴文理学院", "绍兴文理学院"),
    ],
)
def test_organs(resolver: Resolver, surface: str, name: str) -> None:
    organ = resolver.organ(surface)
    assert organ.name == name
    assert organ.entity.key == Key(name)


def test_bureaux_of_two_levels_stay_two(resolver: Resolver) -> None:
    assert resolver.organ("省经信厅").name != resolver.organ("市经信局").name


@pytest.mark.parametrize(
    ("surface", "name", "organ"),
    [
        ("市委书记", "中共绍兴市委书记", "中共绍兴市委员会"),
        ("副市长", "绍兴市副市长", "绍兴市人民政府"),
        ("组织部部长", "中共绍兴市委组织部部长", "中共绍兴市委组织部"),
        ("总书记", "中共中央总书记", "中国共产党中央委员会"),
        ("西班牙首相", "西班牙首相", None),
        ("法国经济与财政部长", "法国经济与财政部部长", "法国经济与财政部"),
        ("马六甲州首席部长", "马六甲州首席部长", None),
        ("韩国总统特使", "韩国总统特使", None),
        (
            "中华人民共和国中央军事委员会副主席",
            "中华人民共和国中央军事委员会副主席",
            "中国共产党中央军事委员会",
        ),
        ("大会副秘书长", "大会副秘书长", None),
        ("非国大第二副总书记", "非国大第二副总书记", "非国大"),
        ("中国新任驻日本大使", "中国驻日本大使", "中国驻日本大使馆"),
        ("联合国儿童基金会高级专员", "联合国儿童基金会高级专员", "联合国儿童基金会"),
        ("不丹第四世国王", "不丹第四世国王", None),
        ("毛里求斯国会副议长", "毛里求斯国会副议长", "毛里求斯国会"),
        ("莫斯科市长", "莫斯科市长", None),
        ("欧盟委员会贸易委员", "欧盟委员会贸易委员", "欧洲联盟委员会"),
        ("石桥镇党委组织委员", "中共石桥镇委组织委员", "中共石桥镇委员会"),
        ("市人大财政经济委员会委员", "绍兴市人大财政经济委员会委员", "绍兴市人大财政经济委员会"),
        ("杭州大学水利经济学教授", "杭州大学水利经济学教授", "杭州大学"),
    ],
)
def test_posts(resolver: Resolver, surface: str, name: str, organ: str | None) -> None:
    office = resolver.post(surface)
    assert office.entity.name == name
    assert (office.organ.name if office.organ else None) == organ


def test_a_post_alone_is_in_the_organ_named_before_it(resolver: Resolver) -> None:
    before = resolver.post("市人大常委会主任").organ
    assert resolver.post("副主任", before).entity.name == "绍兴市人大常委会副主任"


def test_what_nobody_can_place_is_kept_apart_by_its_document() -> None:
    here, there = Resolver(default(), NOWHERE), Resolver(default(), PlaceContext("d8"))
    assert here.organ("市委").entity.key != there.organ("市委").entity.key
    assert here.organ("市委").entity.name == "市委"
    assert here.post("组织部部长").entity.key != there.post("组织部部长").entity.key


@pytest.mark.parametrize(
    ("issued", "name"),
    [
        ("1997-05-01", "中华人民共和国国家计划委员会"),
        ("2001-05-01", "中华人民共和国国家发展计划委员会"),
        ("", "中华人民共和国国家发展计划委员会"),
    ],
)
def test_a_short_name_is_the_body_that_bore_it_then(issued: str, name: str) -> None:
    assert Resolver(default(), PlaceContext("d", issued=issued)).organ("国家计委").name == name


def test_a_foreign_short_name_is_spelt_out() -> None:
    told = by_rules(Document("d", "俄罗斯总统普京会见外宾。普京说，欢迎。", "0" * 64))
    assert {m.entity.name for m in told.mentions if m.type == "Person" and m.entity} == {
        "弗拉基米尔·普京"
    }
    told = by_rules(
        Document(
            "d",
            "德尔西·罗德里格斯今天说，古巴外交部长罗德里格斯来电。委内瑞拉总统马杜罗感谢。"
            "罗德里格斯还说，尼古拉斯·马杜罗很好。",
            "0" * 64,
        )
    )
    assert [m.entity.name for m in told.mentions if m.type == "Person" and m.entity] == [
        "德尔西·罗德里格斯",
        "布鲁诺·罗德里格斯",  # another, whom his post introduces
        "尼古拉斯·马杜罗·莫罗斯",
        "德尔西·罗德里格斯",
        "尼古拉斯·马杜罗·莫罗斯",
    ]
    local = by_rules(Document("d", "澄州市水利局普京同志获奖。", "0" * 64))
    assert "弗拉基米尔·普京" not in {m.entity.name for m in local.mentions if m.entity}


def test_places_carry_their_division_code(resolver: Resolver) -> None:
    assert (resolver.place("绍兴").name, resolver.place("绍兴").code) == ("绍兴市", "330600")
    assert resolver.place("我市").name == "绍兴市"


def test_a_post_of_one_of_several_levels_is_of_no_organ_that_is_known() -> None:
    context = PlaceContext("notice", {"县": "青芦县"}, place="青芦县")
    found = Resolver(default(), context).post("县（市、区）委书记")
    assert found.organ is None and found.entity.key == Key("县（市、区）委书记", document="notice")


@pytest.mark.parametrize(
    ("surfaces", "posts"),
    [
        # of the court, whatever in it stands before
        (
            ("澄州市中级人民法院民事审判第二庭庭长", "审判委员会委员", "审判员"),
            ("澄州市中级人民法院审判委员会委员", "澄州市中级人民法院审判员"),
        ),
        (
            ("云泽省人民检察院第一分院检察委员会委员", "检察员"),
            ("云泽省人民检察院第一分院检察员",),
        ),
        (
            ("云泽省人民检察院书记员", "助理检察员", "检察员"),
            ("云泽省人民检察院助理检察员", "云泽省人民检察院检察员"),
        ),
        (
            ("云泽省人民检察院党组成员", "政治部主任"),
            ("云泽省人民检察院政治部主任",),
        ),
        # of a town behind its county
        (
            ("都安瑶族自治县水一镇党委书记", "人大主席"),
            ("都安瑶族自治县水一镇人大主席",),
        ),
        # the youth league's committee of a district is not the party's
        (("高陵区团委副书记", "书记"), ("共青团高陵区委书记",)),
        # an ordinal is of the secretary, a rank of nobody
        (("省委第二书记", "第一书记"), ("中共浙江省委第一书记",)),
        (("司法部部长", "特命全权大使"), ("特命全权大使",)),
    ],
)
def test_a_post_is_of_the_organ_that_has_such_posts(
    resolver: Resolver, surfaces: tuple[str, ...], posts: tuple[str, ...]
) -> None:
    organ, named = None, []
    for surface in surfaces:
        office = resolver.post(surface, organ)
        organ = office.organ or organ
        named.append(office.entity.name)
    assert tuple(named[-len(posts) :]) == posts


def test_a_town_committee_has_the_names_without_its_county(resolver: Resolver) -> None:
    organ = resolver.organ("都安瑶族自治县水一镇党委")
    assert organ.name == "中共都安瑶族自治县水一镇委员会"
    assert "水一镇党委" in organ.forms


def test_a_county_whose_name_reads_like_all_of_one() -> None:
    """全州 is a county; 全市 the document's own city; where nobody tells which, its document's."""
    assert Resolver(default(), PlaceContext("d", {"州": "全州"})).place("全州").name == "全州"
    assert Resolver(default(), SHAOXING).place("全市").name == "绍兴市"
    assert Resolver(default(), NOWHERE).place("全市").key == Key("全市", document="d7")
