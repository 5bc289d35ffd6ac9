"""A speech belongs to its own occasion: what it tells of was held, said and demanded elsewhere."""

from __future__ import annotations

from graph.extract import extract
from graph.model import Document, Entity, Extraction
from graph.text import prepare

ABOVE = "澄州市人民政府工作报告\n各位代表：\n现在，我代表市人民政府作工作报告，请予审议。\n"
REVIEW = """\
一、过去一年工作回顾
过去一年，全市经济平稳增长。城乡面貌有了变化。人民生活继续改善。各项事业全面进步。社会保持稳定。
五月，我市成功举办了第十届澄州茶业博览会。程望山在会上指出，茶业要做大。
"""
DEMANDS = """\
二、今年工作安排
今年要做好三项工作。一要加强防汛备汛。二要扩大有效投资。三要保障改善民生。
"""
FAIR = "第十届澄州茶业博览会"


def read(text: str) -> Extraction:
    return extract(prepare(Document("report", text, "0" * 64)))


def test_no_demand_of_a_report_is_that_of_a_fair_it_tells_of() -> None:
    found = read(ABOVE + REVIEW + DEMANDS)
    demands = [r for r in found.relations if r.name == "directive"]
    assert [r.object.name for r in demands if isinstance(r.object, Entity)] == [
        "加强防汛备汛", "扩大有效投资", "保障改善民生",
    ]  # fmt: skip
    assert not [r for r in demands if r.subject.type == "Event"]


def test_whom_a_speaker_tells_of_does_not_speak_there() -> None:
    opening = "今天，我们召开全市水利工作会议，部署防汛备汛。\n"
    told = f"{REVIEW}程望山强调，茶业要做大。\n"
    found = read(f"在全市水利工作会议上的讲话\n同志们：\n{opening}{told}{DEMANDS}")
    assert "程望山" in {m.text for m in found.mentions}
    parts = ("chair", "speaker", "attendee")
    assert not [r for r in found.relations if r.name in parts and r.subject.name != FAIR]


def test_the_occasion_that_the_head_names_stays() -> None:
    opening = "今天，我们召开全市水利工作会议，部署防汛备汛。\n"
    text = f"在全市水利工作会议上的讲话\n同志们：\n{opening}{REVIEW}{DEMANDS}"
    demanding = {r.subject.name for r in read(text).relations if r.name == "directive"}
    assert demanding == {"全市水利工作会议"}


def test_a_report_of_news_changes_its_occasion_still() -> None:
    """Only where one speaks the head alone says at what."""
    text = f"澄州市一周\n7月4日，澄州市召开水利工作会议。\n{REVIEW}"
    found = read(text)
    assert any(r.subject.name == FAIR for r in found.relations)


def test_whom_a_speaker_quotes_speaks_one_sentence() -> None:
    """The speech is his own again behind it, unless the quotation goes on."""
    head = "在全市水利工作会议上的讲话\n（2022年5月26日）\n骆正尧\n同志们：\n"
    told = "程望山指出，水利要先行。我们要坚持“科学发展观”。\n"
    found = read(head + told)
    invoking = {r.subject.name for r in found.relations if r.name == "invokes"}
    assert invoking == {"骆正尧"}
    quoted = "程望山指出：“水利要先行。要坚持科学发展观。”\n"
    found = read(head + quoted)
    invoking = {r.subject.name for r in found.relations if r.name == "invokes"}
    assert invoking == {"程望山"}
