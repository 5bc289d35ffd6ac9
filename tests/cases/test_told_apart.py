"""What stands beside a name and is not meant by it: other people's posts, sentences and parts."""

from __future__ import annotations

import hashlib

import pytest

from graph.extract import Analysis, extract
from graph.extract.pipeline import read
from graph.model import Document, Entity
from graph.text import prepare


def told(text: str) -> set[str]:
    """The relations of a text, each as ``subject relation object``."""
    found = extract(prepare(Document("d", text, hashlib.sha256(text.encode()).hexdigest())))
    return {
        f"{r.subject.name} {r.name} {r.object if isinstance(r.object, str) else r.object.name}"
        for r in found.relations
    }


NEWS = "本报讯 陆知远书记强调，要坚持“四个澄州”，推动发展。"


def test_who_is_told_of_by_title_speaks_one_sentence() -> None:
    said = told(NEWS + "牢记书记嘱托，各地正在落实“六比六看”，成效明显。")
    assert "陆知远 invokes 四个澄州" in said
    assert "陆知远 invokes 六比六看" not in said


def test_what_is_to_be_done_goes_on_with_it() -> None:
    assert "陆知远 invokes 六比六看" in told(NEWS + "要落实“六比六看”，抓出成效。")


def test_a_title_alone_is_the_same_speaker() -> None:
    said = told(NEWS + "成效正在显现。在青芦县考察时，书记指出，要落实“六比六看”，抓出成效。")
    assert "陆知远 invokes 六比六看" in said


def test_what_speaks_is_not_cited() -> None:
    said = told(
        "中共云麓省委 云麓省人民政府关于推进农村公路建设的意见\n"
        "本报讯 中共云麓省委、云麓省人民政府近日印发《关于推进农村公路建设的意见》"
        "（以下简称《意见》）。\n《意见》强调，坚持“四个澄州”。"
    )
    assert "中共云麓省委员会 invokes 四个澄州" in said
    assert not [each for each in said if "cites" in each]


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("阿联酋、约旦等八国外交部长会面。", "post_in"),
        ("林远总书记、国家主席夫人彭丽媛，韩松等出席。", "彭丽媛 holds"),
        ("感谢林远总书记和中方的邀请。", "中方 holds"),
        ("全国人大代表盛江控股集团有限公司董事长缪松出席。", "盛江控股集团有限公司 part_of"),
        ("德国瑞典丹麦合作调查\n此事由三国外交部宣布。", "contained_in"),
        ("推进“三北”等重点工程，事关生态安全、事关强国建设、事关永续发展。", "component"),
        ("五家渠市市长王宁、副局长尹强参加。", "五家渠市人民政府副局长"),
        ("法国东比利牛斯省政府5日称，火情严重。", "省政府 jurisdiction"),
        ("美国日用消费品公司宝洁公司24日宣布下调预期。", "宝洁公司 part_of"),
        ("美国军队说，两千名水兵和海军陆战队员进入其责任区。", "海军陆战队 part_of"),
        ("今天，国际湖泊探测学会在江州成立。", "on_date"),
        ("应急管理部、中国地震局今天举办安全知识发布会。", "中国地震局安全知识发布会"),
        ("俄罗斯总统普京与威特科夫会面。", "威特科夫 holds"),
        (
            "7月24日，中共中央政治局召开会议。会议认为，经济向好。\n"
            "今年以来，程望山主持召开二十届中央审计委员会第一次会议，强调要改革。",
            "审计委员会第一次会议 on_date",
        ),
        ("伊朗外交部说，“云泽旅”指挥官沙赫里亚里遇害。", "holds 云泽旅”指挥官"),
        ("美国中东问题特使威特科夫、法国乌克兰事务特使杜瓦尔到访。", "post_in"),
        ("美媒称美国考虑向乌提供美军的陆军战术导弹系统。", "陆军战术导弹系统 part_of"),
        ("乌克兰云泽州军政管理局说，电力恢复。", "军政管理局 jurisdiction"),
        (
            "党的七届二中全会召开。2013年7月，程望山书记在西柏坡调研时指出，要牢记历史。",
            "speaker 程望山",
        ),
        ("会议审议《关于〈中共中央关于制定水利规划的建议〉的说明》。", "issuer 关于"),
        ("法国总理杜瓦尔被任命为新政府总理，接替前总理勒布朗。", "勒布朗 holds 新政府总理"),
    ],
)
def test_no_such_relation(text: str, false: str) -> None:
    assert not [each for each in told(text) if false in each]


def test_one_of_a_name_is_told_by_the_post_behind_it() -> None:
    text = (
        "程望山同阿联酋总统穆罕默德互致贺电。同日，李强同阿联酋副总统兼总理穆罕默德"
        "互致贺电。李强表示，落实好习近平主席同穆罕默德总统的共识。"
    )
    found = extract(prepare(Document("d", text, "0" * 64))).relations
    held = {(r.subject.key, r.object.key.name) for r in found if isinstance(r.object, Entity)}
    assert not [key for key, post in held if post == "阿联酋总统" and key.mark.endswith("总理")]


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("上海合作组织轮值主席国哈萨克斯坦总统托卡耶夫主持会议。", "holds 哈萨克斯坦总统"),
        ("英国首相史密斯表示欢迎。前首相罗兰·阿尔登也表示欢迎。", "阿尔登 holds 英国首相"),
        (
            "在江州市水利局今天（5月3日）举行的“护湖清流”专题新闻发布会上，程望山介绍情况。",
            "organizer 江州市水利局",
        ),
        (
            "中共中央书记处书记、公安部部长程望山到会。",
            "中共中央书记处书记 post_in 中国共产党中央委员会书记处",
        ),
        ("江州市政协5月3日召开水利专题协商会。", "协商会 on_date --05-03"),
        ("8日，加拉加斯举行大规模集会。", "in_place 加拉加斯"),
        ("法国政府5日称，火情严重。", "法国政府 jurisdiction 法国"),
        ("中土合作委员会中方主席丁远出席会议。", "中土合作委员会中方主席 post_in 中土合作委员会"),
        (
            "全国人大常委会委员长、党组书记林远主持会议。",
            "林远 holds 全国人大常委会党组书记",
        ),
        (
            "云麓省政府办公厅主任、党组书记王刚出席会议。",
            "王刚 holds 云麓省人民政府办公厅党组书记",
        ),
        ("巴西总统卢拉反复强调，主权不容谈判。", "卢拉·达席尔瓦 holds 巴西总统"),
    ],
)
def test_so_it_is_told(text: str, true: str) -> None:
    assert [each for each in told(text) if true in each]


def test_a_session_is_prepared_at_a_meeting_of_its_own() -> None:
    said = told(
        "十三届全国人大五次会议举行预备会议\n"
        "十三届全国人大五次会议3日上午在北京人民大会堂举行预备会议。林远主持会议。何川出席会议。"
    )
    assert {"预备会议 chair 林远", "预备会议 attendee 何川"} <= said


def speaking(text: str, words: str) -> list[str]:
    """Who is speaking where the words stand."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    reading = read(Analysis(prepare(Document("d", text, digest))))
    return [entity.name for entity in reading.speakers_at(text.index(words))]


def test_asking_as_a_noun_is_no_speech() -> None:
    text = "丁蕙主持会议。按照陆知远书记要求，工作正在展开。她指出，要坚持“四个澄州”。"
    assert speaking(text, "四个澄州") == ["丁蕙"]


def test_an_article_is_its_writers() -> None:
    text = (
        "云麓日报今天发表省委书记韩松的署名文章。\n"
        "文章指出，发展靠什么？答案十分明确：陆知远书记关于发展的论断，说明了方向。\n"
        "文章强调，要坚持“四个澄州”。"
    )
    assert speaking(text, "四个澄州") == ["韩松"]


def test_nobody_speaks_at_talks_put_off() -> None:
    text = "伊朗拒绝出席原定于22日在北京举行的伊美第二轮会谈。林远21日说，要合作。"
    digest = hashlib.sha256(text.encode()).hexdigest()
    reading = read(Analysis(prepare(Document("d", text, digest))))
    assert not [event for event in reading.occasions.values() if event]


def test_the_chairman_of_a_party_is_no_head_of_state() -> None:
    assert "洪森 holds 柬埔寨主席" not in told("柬埔寨首相洪森来访。洪森主席表示感谢。")
    assert "苏林 holds 越南主席" in told("越南国家主席苏林来访。苏林主席表示感谢。")


def test_what_is_to_be_held_was_not_held() -> None:
    text = (
        "澄州市第五届人大常委会第八次会议闭幕\n"
        "澄州市第五届人大常委会第八次会议25日在市人大会堂闭幕。\n"
        "根据决定，澄州市第五届人大三次会议于2025年3月5日在澄州召开。林远作了讲话。"
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    reading = read(Analysis(prepare(Document("d", text, digest, "", "2024-12-25"))))
    held = {event.name for event in reading.occasions.values() if event}
    assert held == {"澄州市第五届人民代表大会常务委员会第八次会议"}
