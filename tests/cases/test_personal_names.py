"""Personal names of every make: Latin, by office, words, spaced, in lists, before their title."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.model import Document, Entity, Extraction
from graph.text import prepare


def _found(text: str, issued: str = "") -> Extraction:
    return extract(prepare(Document("d", text, "", issued=issued)))


def _persons(text: str, issued: str = "") -> set[str]:
    mentions = _found(text, issued).mentions
    return {m.entity.name for m in mentions if m.type == "Person" and m.entity}


def _held(text: str) -> set[tuple[str, str]]:
    return {
        (r.subject.name, r.object.name)
        for r in _found(text).relations
        if r.name == "holds" and isinstance(r.object, Entity)
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("澄湖集团CEO John Smith、云岭科技有限公司董事长Mary Lee出席大会。", "John Smith;Mary Lee"),
        ("云泽大学副校长Anna Kovacs教授、外教J. K. Miller发言。", "Anna Kovacs;J. K. Miller"),
        ("澄湖公司副总裁Robert O'Neil、Jean-Paul Li等到会。", "Robert O'Neil;Jean-Paul Li"),
        ("与会嘉宾：Linda Chen（云泽大学）、Paul Adams（江州大学）", "Linda Chen;Paul Adams"),
        # what is named in Latin letters and is nobody
        ("集团董事长Open Day活动于5月3日举行。", ""),
        ("开发区主任CCTV NEWS在会上说。", ""),
        ("云岭科技主任XYZ Tech（澄州）有限公司在会上发言。", ""),
    ],
)  # fmt: skip
def test_names_in_latin_letters(text: str, names: str) -> None:
    assert _persons(text) == {*filter(None, names.split(";"))}


def test_who_is_named_in_latin_letters_holds_a_post() -> None:
    text = "澄湖集团CEO John Smith、云岭 Tech（澄州）有限公司董事长Mary Lee出席大会。"
    assert ("John Smith", "澄湖集团CEO") in _held(text)
    assert any(name == "Mary Lee" and post.endswith("董事长") for name, post in _held(text))


@pytest.mark.parametrize(
    ("text", "issued", "names"),
    [
        ("毛主席和刘主席、周总理出席会议。", "1964-12-21", "毛泽东;刘少奇;周恩来"),
        ("朱委员长致辞。", "1964-12-21", "朱德"),
        ("1958年，毛主席到云泽省视察。", "", "毛泽东"),
        ("李总理作政府工作报告。", "2016-03-05", "李克强"),
        ("李总理作政府工作报告。", "1996-03-05", "李鹏"),
        # which of several is not told, nor whom a title of another time means
        ("李总理作政府工作报告。", "", ""),
        ("会上，刘主席通报了情况。", "2019-05-06", ""),
        ("毛主席纪念堂恢复开放。", "", ""),
        # the document's own bearer of surname and office
        ("市政协主席毛建国主持会议。毛主席指出，要抓好落实。", "2022-03-01", "毛建国"),
    ],
)  # fmt: skip
def test_leaders_by_surname_and_office(text: str, issued: str, names: str) -> None:
    found = _found(text, issued)
    assert _persons(text, issued) == {*filter(None, names.split(";"))}
    assert not [r for r in found.relations if r.name == "holds" and r.subject.name != "毛建国"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("副市长华东率队赴华东地区招商。", "华东"),
        ("区委副书记、区长于民主持会议并讲话。", "于民"),
        ("市委书记江山强调，江山就是人民。", "江山"),
        ("局长康乐，副局长平原、丁香参加座谈。", "康乐;平原;丁香"),
        ("5月8日，罗平到罗平县调研。", "罗平"),
        # where the word does a word's work
        ("市长高度重视，副市长常务工作安排到位。", ""),
        ("县委书记常常深入基层，局长经常调度。", ""),
    ],
)
def test_people_called_by_words(text: str, names: str) -> None:
    assert _persons(text) == {*filter(None, names.split(";"))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("代表名单\n丁一（女）、马福（回族）、王丽娟（女，满族）、石青、龙在天（苗族）",
         "丁一;马福;王丽娟;石青;龙在天"),
        ("1．王建设\n2．李红梅（女）\n3．张国强", "王建设;李红梅;张国强"),
        ("一等奖：刘洋、周舟、吴桐\n二等奖：高飞、成龙、金星", "刘洋;周舟;吴桐;高飞;成龙;金星"),
        ("外聘委员名单\n王荣（女）      云泽大学生物学院教授\n冯 丹      云泽大学副院长\n"
         "向  明      澄州发展研究院院长", "王荣;冯丹;向明"),
        ("序号\t姓名\t职务\n1\t周全\t澄州市财政局局长\n2\t安静\t澄州市妇联主席\n"
         "3\t平安\t澄州市应急局副局长", "周全;安静;平安"),
        ("主持人：张弛  记者：李响  摄影：于理", "张弛;李响;于理"),
        ("参加会议的有：程　望　山、白　梅、高　存　义。", "程望山;白梅;高存义"),
        ("（三）成员：白梅（市发改委主任）、于和（市财政局局长）", "白梅;于和"),
        # rows of what is nobody
        ("1．金融\n2．农业\n3．房产\n4．文旅", ""),
        ("水稻、小麦、高粱、黄豆、白菜、胡萝卜上市。", ""),
    ],
)  # fmt: skip
def test_every_name_of_a_list(text: str, names: str) -> None:
    assert _persons(text) == {*filter(None, names.split(";"))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("听取了何川局长、白梅主任的汇报。", "何川;白梅"),
        ("县委方正书记到村里看望老党员。", "方正"),
        ("参加调研的还有邱一鸣副主任、白景澄秘书长。", "邱一鸣;白景澄"),
        ("赵刚院长、钱进教授、孙莉博士分别作了报告。", "赵刚;钱进;孙莉"),
        # organs and places before the title of their head
        ("会议指出，党建办主任、农经站站长、妇联主席要密切配合。", ""),
        ("万科董事长、海尔总裁出席。", ""),
        ("江州召开会议。江州市长强调，要抓好水利。", ""),
        # a surname and a title is whoever bears the surname there, or nobody
        ("会上，王书记强调，要抓好落实。", ""),
        ("市委书记王建国出席。会上，王书记强调，要抓好落实。", "王建国"),
        ("区委组织部部长邝肖华一行参观。\n会上，肖华同志提了三点要求。", "邝肖华"),
    ],
)
def test_a_title_behind_the_name(text: str, names: str) -> None:
    assert _persons(text) == {*filter(None, names.split(";"))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("副州长扎西才让、多杰、仁青卓玛参加座谈。", "扎西才让;多杰;仁青卓玛"),
        ("副县长索南才让、拉毛措参加开幕式。", "索南才让;拉毛措"),
        ("代表：马合木提.司马义、格桑梅朵（女，藏族）", "马合木提·司马义;格桑梅朵"),
        ("副市长侴伟，县委常委張麗出席会议。", "侴伟;張麗"),
    ],
)
def test_names_of_other_languages_and_rare_surnames(text: str, names: str) -> None:
    assert _persons(text) == {*names.split(";")}
