"""Lines broken at a width are read as one; what is a list, a verse or a heading stays apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import graph
from graph.extract import extract
from graph.model import Document, Entity, Extraction
from graph.text import prepare, whole_lines

DEMO = sorted((Path(__file__).parents[2] / "data" / "documents").glob("*.txt"))
_WORDS = re.compile("[0-9A-Za-z.%]+|.[，。、；：！？”’》）]*")
REPORT = """\
澄州市召开全市水利工作会议
来源：澄州日报　　2021年7月5日

　　7月4日，澄州市召开全市水利工作会议，部署防汛备汛。市
委书记陆知远主持会议，市委副书记、市长沈月华，市水利局局长宋
远出席。
　　陆知远强调，各级各部门要坚持人民至上、生命至上，做到“两
个维护”，落实《澄州市防汛条例》。
"""


def wrapped(text: str, columns: int) -> str:
    """The text with its lines broken as a typewriter would, no mark at the beginning of one."""
    return "\n".join(_broken(line, columns) for line in text.split("\n"))


def _broken(line: str, columns: int) -> str:
    lines = [""]
    for word in _WORDS.findall(line):
        wide = sum(1 if char < "\x7f" else 2 for char in lines[-1] + word)
        if wide > columns and lines[-1].strip():
            lines.append("")
        lines[-1] += word
    return "\n".join(lines)


def read(text: str, name: str = "a") -> Extraction:
    return extract(prepare(Document(name, text, "0" * 64)))


def stated(found: Extraction) -> set[tuple[str, ...]]:
    return {
        (r.subject.name, r.name, r.object.name if isinstance(r.object, Entity) else r.object)
        for r in found.relations
    }


@pytest.mark.slow
@pytest.mark.parametrize("columns", [56, 76])
def test_the_demo_wrapped_says_what_the_demo_says(columns: int) -> None:
    """Of all statements at most one in fifty is another."""
    before, after = set(), set()
    for path in DEMO:
        text = path.read_text("utf-8")
        found = read(wrapped(text, columns), path.stem)
        assert all(m.text == found.document.text[m.begin : m.end] for m in found.mentions)
        before |= stated(read(text, path.stem))
        after |= stated(found)
    assert len(before ^ after) < len(before) / 50


def test_a_name_over_two_lines_is_one_and_proved(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(REPORT, "utf-8")
    kg = graph.build(tmp_path / "docs", tmp_path / "kg")
    assert {row.person for row in kg.query("who-holds-what", post="市长")} == {"沈月华"}
    (said,) = kg.query("mentions", entity="宋远")
    assert (said.words, REPORT[said.begin : said.end]) == ("宋\n远", "宋\n远")
    assert not kg.verify(tmp_path / "docs").findings
    assert not kg.validate().violations
    labels = [row.n for row in kg.query("SELECT ?n { ?x skos:altLabel ?n }")]
    assert labels and not any("\n" in label for label in labels)


@pytest.mark.parametrize("columns", [30, 36])
def test_a_narrow_column_is_read_as_its_text(columns: int) -> None:
    whole = whole_lines(REPORT).text
    assert stated(read(wrapped(whole, columns))) == stated(read(whole))


APART = {
    "a verse": "江水悠悠过澄州，两岸桃花映画楼，\n春风又绿千层浪，渔歌一曲送行舟，\n" * 4,
    "a verse of short lines": "江水悠悠，过澄州，\n两岸桃花，映画楼，\n" * 4,
    "names": "代表名单\n" + "王伟　李明　张强　刘洋　陈静　杨帆　赵磊　黄涛　周敏　吴刚\n" * 3,
    "a table": "单位\t负责人\t电话\n" + "澄州市水利局防汛抗旱指挥部办公室\t沈岩\t0571\n" * 5,
    "posts": "组　长：陆知远\n副组长：沈月华\n成　员：宋远\n" * 3,
    "a career": "沈岩简历\n1993.02—1998.05  澄州市财政局副局长、党组成员\n"
    "1998.05—2003.01  中共丰水县委副书记、县长、县政府党组书记\n"
    "2003.01—2008.06  中共澄州市委副秘书长、市委办公室主任\n",
    "titles": "《澄州市河道管理条例》《澄州市防汛条例》\n《澄州市水库管理办法》《澄州市取水条例》\n"
    "《澄州市采砂管理规定》《澄州市渔业条例》\n",
    "headings": "关于加强水库安全管理的通知\n一、切实落实水库大坝安全管理责任，健全管护\n"
    "二、切实加强汛期巡查值守和预报预警，畅通信息\n三、切实做好应急抢险物资储备和队伍演练，备足备齐\n",
    "brackets": "澄州市人民代表大会常务委员会任免名单\n（2021年5月31日人大常委会第七次会议通过）\n"
    "任命丁峰为澄州市水利局局长，白云舒为副局长。\n（2021年7月8日澄州市人大常委会第八次会议通过）\n"
    "免去李晨的澄州市审计局局长职务。\n（2021年9月8日澄州市人大常委会第九次会议通过）\n免去丁峰职务。\n",
    "paragraphs": "澄州市水利工作会议召开\n7月4日，澄州市召开水利工作会议，部署防汛备汛工作\n"
    "市委书记陆知远主持会议，市长沈月华讲话\n"
    + "会议强调，要压实防汛责任，排查风险隐患，备足抢险物资，加强预报预警，" * 3
    + "确保安全度汛。\n",
}


@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_what_is_no_broken_sentence_stays_apart(text: str) -> None:
    assert whole_lines(text).text == text


_UNEVEN = """澄州市召开全市水利工作会议
2021年7月5日
    7月5日，澄州市委书记陆
知远主持召开全市水利工
作会议。市长沈
月华出席。陆知远强调，要做到“两
个维护”，落实《澄州市防汛
条例》。
"""


def test_lines_of_any_width_are_whole_where_one_breaks_a_title() -> None:
    """No writer ends a line within “…” or 《…》; nor is what has no mark a sentence."""
    *_, body = whole_lines(_UNEVEN).text.strip().split("\n")
    assert body.startswith("    7月5日") and body.endswith("《澄州市防汛条例》。")
    names = _UNEVEN.replace("条例》。", "条例》\n陆知远\n沈月华")
    assert whole_lines(names).text == names


def test_a_heading_and_a_page_number_end_what_stands_above() -> None:
    text = wrapped("各地要压实责任，排查隐患，备足物资，加强巡查值守，做到守土有责，" * 3, 60)
    joined = whole_lines(f"防汛通知\n{text}\n— 1 —\n二、加强值守\n{text}。\n").text
    assert [len(line) for line in joined.split("\n")][2:4] == [5, 6]
    assert joined.count("\n") == 5


def test_a_long_text_is_joined_in_linear_time() -> None:
    text = "通知\n" + wrapped("各地要压实责任，排查隐患，加强巡查值守。" * 40_000, 76)
    assert whole_lines(text).text.count("\n") < 12_000
