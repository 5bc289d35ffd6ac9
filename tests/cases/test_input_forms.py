"""Text in any encoding is read, what is no text is refused with what to try."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import graph
from graph.model import Document, InputError, InputSkipped
from graph.read import documents

NEWS = "澄州市委书记陆知远主持召开全市水利工作会议。他强调，要做到“两个维护”，把水利工作抓实抓细。"
PAGE = f"<!DOCTYPE html><title>会议</title><script>x='两个维护'</script><p>{NEWS}</p>"


TRADITIONAL = "市委書記主持召開會議，強調工作的重要性。"


def only(path: Path) -> Document | InputError:
    (found,) = documents([path])
    return found


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xml", f"<?xml version='1.0'?><d>{NEWS}</d>", "是XML"),
        ("renamed.txt", f"<?xml version='1.0'?><d>{NEWS}</d>", "是XML"),
        ("empty.pdf", "", "not PDF by its bytes; get the file anew"),
        ("a.docx", f"{NEWS}", "not Word by its bytes"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as .docx"),
        ("old.txt", b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as .docx"),
        ("rich.txt", rb"{\rtf1\ansi", "save it as .docx"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("strings", f'["{NEWS}"]', "not an object like"),
        ("packed.txt", gzip.compress(NEWS.encode()), "unpack it, or pack it as .zip"),
        ("a.rar", b"Rar!\x1a\x07", "unpack it"),
        ("torn.txt", NEWS.encode()[:-2] + NEWS.encode(), "damaged UTF-8 at byte"),
        ("torn.gbk", (NEWS * 9).encode("gbk") + b"\xff" + NEWS.encode("gbk"), "damaged GB18030 at"),
        ("torn.big5", TRADITIONAL.encode("big5")[:-1], "damaged Big5 at byte 38"),
        ("random", bytes(range(128, 256)) * 9, "in no encoding that reads as Chinese"),
        ("a.csv", f"姓名,职务\n{NEWS}", 'no column of texts among "姓名", "职务"'),
    ],
)
def test_refused(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = str(only(path))
    assert message in found
    assert found.startswith(f"{tmp_path}/")
    assert "\n" not in found


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (NEWS, "gbk", "GB18030"),
        (f"{NEWS}𠮷", "gb18030", "GB18030"),
        (TRADITIONAL, "big5", "Big5"),
        (f"{TRADITIONAL}裏碁", "cp950", "Big5"),
        (NEWS, "utf-16", "UTF-16LE"),
        (f"標題\n{TRADITIONAL}", "utf-16-le", "UTF-16LE"),
        (NEWS, "utf-16-be", "UTF-16BE"),
        (f"\ufeff{NEWS}", "utf-16-be", "UTF-16BE"),
        ("免去李明的市水利局局长职务。", "gbk", "GB18030"),
    ],
)
@pytest.mark.parametrize("times", [1, 3000])
def test_encodings_are_found_by_what_reads_as_chinese_and_told(
    tmp_path: Path, text: str, codec: str, name: str, times: int
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((text * times).encode(codec))
    found = only(path)
    assert isinstance(found, Document)
    assert found.text == (text * times).removeprefix("\ufeff")
    assert found.note == f"按 {name} 读 / read as {name}"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("报告", NEWS),
        ("a.2021", NEWS),
        ("a.txt", f"[新闻] {NEWS}"),
        ("a.txt", f"{{摘要}} {NEWS}"),
        ("a.txt", f"<{NEWS}>"),
        ("a.txt", f"《{NEWS}》<注>"),
        ("a.txt", f"% {NEWS}"),
    ],
)
def test_text_of_another_look_is_text(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    found = only(tmp_path / name)
    assert isinstance(found, Document)
    assert found.text == content


def test_a_folder_tells_each_file_that_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "图.JPG").write_bytes(b"\xff\xd8")
    (tmp_path / "a.txt").write_text(NEWS, "utf-8")
    (tmp_path / "~$a.docx").write_bytes(b"lock")
    found, error = documents([tmp_path])
    assert isinstance(found, Document)
    assert isinstance(error, InputSkipped)
    assert str(error).startswith(f"{tmp_path}/sub/图.JPG: 后缀不是文档")


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "cp1252", "latin-1"])
def test_mojibake_is_left_out_and_told(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_text(NEWS.encode().decode(encoding, "ignore"), "utf-8")
    name = "GB18030" if encoding.startswith("gb") else "CP1252"
    assert f"mojibake, UTF-8 that was read as {name}" in str(only(tmp_path / "a.txt"))


@pytest.mark.parametrize("text", ["��市��议�开" * 3, "锟斤拷锟斤拷市委锟斤拷开会议" * 2])
def test_text_whose_characters_are_lost_is_left_out(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert "characters were lost" in str(only(tmp_path / "a.txt"))


@pytest.mark.parametrize(
    "text", [f"{NEWS}�", "Prüfung der Verträge über Ökologie – „äöü“ ÄÖÜß àéè", NEWS[:9]]
)
def test_text_that_only_looks_odd_is_kept(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert isinstance(only(tmp_path / "a.txt"), Document)


def record(tmp_path: Path, line: str) -> Document | InputError:
    (tmp_path / "d.jsonl").write_text(line, "utf-8")
    return only(tmp_path / "d.jsonl")


@pytest.mark.parametrize(
    ("issued", "day"),
    [
        ("2021年7月5日", "2021-07-05"),
        ("2021年07月05日 08:30", "2021-07-05"),
        ("2021-07-05T00:00:00", "2021-07-05"),
        ("2021-07-05T08:30:00+08:00", "2021-07-05"),
        ("2021/7/5", "2021-07-05"),
        ("2021.07.05", "2021-07-05"),
        (" 20210705 ", "2021-07-05"),
        ("２０２１年７月５日", "2021-07-05"),
        ("二〇二一年十二月二十一日", "2021-12-21"),
        ("二○二一年十月十日", "2021-10-10"),
    ],
)
def test_days_as_they_are_written(tmp_path: Path, issued: str, day: str) -> None:
    found = record(tmp_path, f'{{"id": "a", "text": "{NEWS}", "issued": "{issued}"}}')
    assert isinstance(found, Document)
    assert found.issued == day


@pytest.mark.parametrize(
    "issued",
    ["2021年7月", "2021-02-29", "七月五日", "2021年13月45日", "1625443200", "今天", "十十十年"],
)
def test_what_is_no_day_is_shown_as_it_is(tmp_path: Path, issued: str) -> None:
    found = record(tmp_path, f'{{"id": "a", "text": "{NEWS}", "issued": "{issued}"}}')
    assert str(found).endswith(f'"issued" is "{issued}", not a date like 2020-04-21')


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "a", "content": "x", "标题": "y"}', 'fields: "id", "content", "标题"'),
        ('{"id": "a", "text": null}', '"text" is missing or null'),
        ('{"id": "a", "text": "x", "issued": 1625443200}', "must be a string, not 1625443200"),
        ('{"id": "a", "text": "x", "title": ["甲"]}', 'must be a string, not ["甲"]'),
        ('{"id": "a", "text": {"x": "' + "y" * 99 + '"}}', "yy…"),
    ],
)
def test_a_record_that_lacks_its_text(tmp_path: Path, line: str, message: str) -> None:
    found = str(record(tmp_path, line))
    assert ":1: " in found
    assert message in found


def test_blanks_around_a_title_go(tmp_path: Path) -> None:
    found = record(
        tmp_path, f'{{"id": "a", "text": "{NEWS}", "title": "  简讯 \\n", "place": " "}}'
    )
    assert isinstance(found, Document)
    assert (found.title, found.place) == ("简讯", "")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (3, "not int"),
        (None, "not NoneType"),
        (b"docs", "not bytes"),
        (["docs", 3], "not int"),
        ([{"id": "a"}], "not dict"),
        ([Document("a", None, "")], '"text" must be a string, not NoneType'),  # type: ignore[arg-type]
        ([Document(7, "甲。", "")], '"id" must be a string, not int'),  # type: ignore[arg-type]
        ([Document("a", "甲\ud800", "")], "half a surrogate pair"),
        ([Document("a", "甲。", "", issued="去年")], "not a date like"),
    ],
)
def test_wrong_types_from_python(tmp_path: Path, given: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        graph.build(given, tmp_path / "kg")  # type: ignore[arg-type]
    assert not (tmp_path / "kg").exists()


def test_one_wrong_document_costs_only_itself(tmp_path: Path) -> None:
    given = [Document("a", NEWS, "", issued="2021年7月5日"), Document("b", None, ""), "c"]  # type: ignore[arg-type]
    kg = graph.build(given, tmp_path / "kg")  # type: ignore[arg-type]
    assert [row.document for row in kg.query("documents")] == ["a"]
    assert len(kg.report.failures) == 2
