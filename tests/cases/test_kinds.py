"""What kind a document is: by its head, its form, its foot, or as a record says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import graph
from graph.model import Document, InputError
from graph.rdf import KINDS
from graph.read import documents
from graph.text import prepare

KIND_OF = {
    "在全市防汛会议上的讲话\n（2021年6月8日）\n同志们：\n今天主要讲三件事。": "speech",
    "政府工作报告\n——2022年1月5日在澄州市第五届人民代表大会第一次会议上\n市长 程望山": "speech",
    "贺　信\n澄州农学院：\n值此建校五十周年之际，谨致祝贺。": "speech",
    "关于做好春耕工作的通知\n各县（市、区）人民政府：\n请抓紧备耕。": "notice",
    "澄政发〔2021〕3号\n一、备足种子\n二、修好水渠": "notice",
    "澄州市人民政府关于治理河道的\n实施意见\n一、清淤。": "notice",
    "澄州市河道条例\n第一条 为了保护河道，制定本条例。\n第二条 市水利局主管。": "regulation",
    "云泽省人民政府令\n第12号\n《云泽省渔业办法》已经通过，现予公布。": "regulation",
    "云泽省人大常委会关于修改《云泽省河道条例》的决定\n一、删去第三条。": "regulation",
    "澄州市人民政府关于陆知远等同志任免的通知\n任命陆知远为市财政局局长。": "appointment",
    "澄州市第五届人大一次会议公告\n程望山为市长；\n苏映雪（女，侗族）为副市长。": "appointment",
    "澄州市第五届人大一次会议选举结果\n市长：程望山\n副市长：苏映雪": "appointment",
    "陆知远同志简历\n男，1970年生。": "career",
    "个人简介\n陆知远，女，1970年5月出生。": "career",
    "沉痛悼念陆知远同志\n他于3月1日逝世。": "career",
    "陆知远\n1990.07—1995.03 学生\n1995.03—2001.05 科员\n2001.05—2010.09 科长": "career",
    "陆知远，1970年5月生，青溪人。2001年5月任科长。": "career",
    "陆知远\n男，1970年5月出生。\n1995年3月 科员\n2001年5月 科长\n2010年9月 处长\n"
    "2015年1月 局长": "career",
    "青溪县大事记\n3月 修渠。": "chronicle",
    "青溪县一九八五年\n3月1日 修渠。\n3月9日 开渠。\n4月2日 植树。\n5月3日 验收。": "chronicle",
    "防汛工作新闻发布会\n澄州日报记者：\n汛情如何？\n程望山：\n平稳。": "transcript",
    "一线对话\n主持人：请谈谈。\n陆知远：好。\n程望山：平稳。\n主持人：谢谢。": "transcript",
    "问：汛情如何？\n答：平稳。\n问：人手够吗？\n答：够。": "transcript",
    "中国共产党澄州市第五届委员会第四次全体会议公报\n全会于3月1日举行。": "communique",
    "澄州市财政局原局长陆知远被开除党籍\n市纪委监委查明，他收受礼金。": "discipline",
    "市政协原副主席陆知远被开除党籍\n2006年5月任区长；\n2011年9月任局长；\n"
    "2017年1月任副主席；\n2022年1月接受调查。": "discipline",
    "让干部少填一张表\n《澄州日报》评论员\n填表是为了办事。": "commentary",
    "联播快讯\n澄州开渠。\n青溪植树。": "collection",
    "关于春耕的通知澄政发〔2021〕3号各县：备耕。\n"
    "关于防汛的意见澄政发〔2021〕9号各县：清淤。": "collection",
}
NEWS = (
    "陆知远，1970年考入农学院，以教书为业。",
    "市委召开会议传达学习关于春耕的决定\n3月1日，市委召开会议。陆知远主持。",
    "市委印发《关于治理河道的意见》\n近日，市委印发意见。",
    "程望山作政府工作报告\n1月5日上午，市人大会议开幕。",
    "我校举行座谈会\n校长代表学校向各位劳动模范，并通过他们向全校问好。",
    "程望山致贺信\n3月1日，市长程望山向大会致贺信。",
    "全市警示教育会议通报三起干部涉嫌严重违纪违法案件",
    "程望山签署省人民政府令\n省长程望山签署第3号令，《云泽省渔业办法》现予公布。",
    "各界高度评价市长新年贺词\n市长发表新年贺词，各界反响热烈。",
    "市政府举行新闻发布会\n市水利局介绍了汛情。",
)


@pytest.mark.parametrize(("text", "kind"), KIND_OF.items())
def test_head_form_and_foot_tell_the_kind(text: str, kind: str) -> None:
    assert prepare(Document("d", text, "0" * 64)).kind == kind


@pytest.mark.parametrize("text", NEWS)
def test_a_report_that_speaks_of_such_a_document_is_none(text: str) -> None:
    assert prepare(Document("d", text, "0" * 64)).kind == "news"


def test_every_kind_but_news_is_found_somewhere() -> None:
    assert {*KIND_OF.values(), "news"} == set(KINDS)


def test_a_record_says_its_kind_and_a_title_that_its_text_lacks(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    told = {"id": "a", "text": "修渠。", "kind": "chronicle"}
    titled = {"id": "b", "text": "修渠。", "title": "青溪县大事记"}
    wrong = {"id": "c", "text": "修渠。", "kind": "大事记"}
    path.write_text("\n".join(map(json.dumps, (told, titled, wrong))), "utf-8")
    kg = graph.build(path, tmp_path / "kg")
    rows = kg.query("documents", kind="chronicle")
    assert [row.document for row in rows] == ["a", "b"]
    (error,) = (item for item in documents([path]) if isinstance(item, InputError))
    assert str(error).startswith(f'{path}:3: "kind" 不是文种 / "kind" is "大事记"; there are ')


def test_the_graph_says_it_of_the_document_alone(tmp_path: Path) -> None:
    text = "关于做好春耕工作的通知\n各县人民政府：\n请抓紧备耕。"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    kg = graph.build(tmp_path / "a.txt", tmp_path / "kg")
    told = [line for line in kg.store.lines() if b"ontology#kind>" in line]
    assert len(told) == 1 and told[0].rstrip().endswith(b"ontology#kind-notice> .")
    assert not kg.validate().violations and not kg.verify(tmp_path / "a.txt").findings
