"""Every format that is read, from files made by the libraries that write them."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sys
from collections.abc import Mapping
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
import made_files as made
from made_files import NEWS, PAGE, PAGE_LINES, TITLE

from graph.model import Document, InputError
from graph.read import FORMATS, documents
from graph.read.formats import Format
from graph.read.formats import read as read_source
from graph.read.source import Source, stem
from graph.text import prepare


def missing(*extras: str) -> bool:
    """Whether one of these extras is not installed."""
    modules = {form.extra: form.needs for form in FORMATS if form.extra}
    return any(find_spec(modules[extra]) is None for extra in extras)


def needs(*extras: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        missing(*extras), reason=f"pip install 'tifagraph[{','.join(extras)}]'"
    )


def read(
    folder: Path, name: str, data: bytes, columns: Mapping[str, str] | None = None
) -> tuple[dict[str, Document], list[str]]:
    """The documents of one file by id, and the errors after its path.

    In this process: the one of its own has the same function, and tests in test_hostile_files.py.
    """
    path = folder / name
    with closing(io.BytesIO(data)) as stream:
        found = list(read_source(Source(str(path), stem(name), stream, columns or {})))
    docs = {item[1].id: item[1] for item in found if isinstance(item, tuple)}
    assert all(item.file.startswith(str(path)) for item in docs.values())
    errors = [str(item) for item in found if isinstance(item, InputError)]
    return docs, [error.removeprefix(str(path)) for error in errors]


def test_every_format_has_a_suffix_of_its_own() -> None:
    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))


@needs("html")
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
def test_a_saved_page_gives_its_text_alone(tmp_path: Path, codec: str) -> None:
    data = PAGE.encode(codec)  # its own charset lies
    docs, errors = read(tmp_path, "a.htm", data)
    assert errors == []
    found = docs["a"]
    assert found.text.split("\n") == PAGE_LINES
    assert (found.title, found.issued, found.publisher) == (TITLE, "2021-07-05", "澄州日报")
    assert found.source == "http://www.example.org/a/1.html"
    assert found.sha256 == hashlib.sha256(data).hexdigest()


@needs("html")
def test_a_page_without_metadata_keeps_the_line_that_tells_its_date(tmp_path: Path) -> None:
    bare = "\n".join(line for line in PAGE.split("\n") if "<meta" not in line)
    assert bare != PAGE
    found = read(tmp_path, "a.html", bare.encode())[0]["a"]
    assert found.text.split("\n")[:2] == [TITLE, "来源：澄州日报 发布时间：2021-07-05"]
    assert found.issued == ""


@needs("html")
@pytest.mark.parametrize(
    "told",
    [
        "<span>2021-07-05 10:00</span>",
        "<div><span>2021年7月5日</span> <span>来源：澄州日报</span></div>",
        "<ul><li>时间：2021-07-05</li></ul>",
        "<p><b>成文日期：</b><b>2021年7月5日</b></p><p>发文机关：<i>澄州市政府</i></p>",
    ],
)
def test_a_line_that_tells_the_date_however_it_is_set(tmp_path: Path, told: str) -> None:
    page = f"<html><body><h1>{TITLE}</h1>{told}<div><p>{NEWS}</p><p>{NEWS}</p></div></body></html>"
    found = read(tmp_path, "a.html", page.encode())[0]["a"]
    assert prepare(found).issued == "2021-07-05"
    assert found.text.split("\n")[-3:] != [NEWS, NEWS, NEWS]
    assert found.text.endswith(f"\n{NEWS}\n{NEWS}")


@needs("html")
@pytest.mark.parametrize(
    "wrapper",
    ["form id=aspnetForm", "div class=position-relative", "div style='display:none'", "aside"],
)
def test_what_holds_the_text_is_kept_whatever_it_is_called(tmp_path: Path, wrapper: str) -> None:
    tag = wrapper.split()[0]
    page = f"<html><body><{wrapper}><p>{NEWS}</p><p>{NEWS}</p></{tag}></body></html>"
    assert read(tmp_path, "a.html", page.encode())[0]["a"].text == f"{NEWS}\n{NEWS}"


@needs("html")
def test_a_page_of_headlines_is_no_document(tmp_path: Path) -> None:
    lines = "".join(
        f"<li><a href=a>全市召开会议，部署工作</a><i>2021-07-0{n}</i></li>" for n in "123"
    )
    docs, (error,) = read(tmp_path, "a.html", f"<title>要闻</title><ul>{lines}</ul>".encode())
    assert not docs
    assert "the page has no main text" in error


@needs("html")
@pytest.mark.parametrize(
    "head",
    [
        f"<title>{TITLE}_澄州市人民政府</title></head><body><h1>澄州市人民政府</h1><h2>{TITLE}</h2>",
        f"<title>{TITLE} - 澄州日报</title></head><body><h1>澄州日报</h1><b>{TITLE}</b>",
        f"<title>澄州市人民政府门户网站</title></head><body><h1>{TITLE}</h1>",
        f"<title>{TITLE}</title></head><body>",
    ],
)
def test_the_title_is_that_of_the_page_not_of_the_site(tmp_path: Path, head: str) -> None:
    page = f"<html><head>{head}<div><p>{NEWS}</p><p>{NEWS}</p></div></body></html>"
    assert read(tmp_path, "a.html", page.encode())[0]["a"].title == TITLE


@needs("html")
@pytest.mark.parametrize(
    "other",
    [
        "<div><h4>网友评论</h4><p>张三：坚决拥护，说得好，写得好，做得好！</p></div>",
        "<h3>相关阅读</h3><ul><li><a href=a>甲市开会，部署</a></li><li><a href=b>乙</a></li></ul>",
        "<div style='display: none'>四个意识，四个自信，两个确立，三个代表。</div>",
        "<p>上一篇：<a href=a>甲市开会</a></p><p>版权所有：云泽省，澄州市</p>",
        "<form><select><option>甲，乙，丙，丁</option></select></form><!-- 甲，乙，丙 -->",
    ],
)
def test_what_others_say_beside_a_text_is_left_out(tmp_path: Path, other: str) -> None:
    page = f"<html><body><div><div>{NEWS}<br>{NEWS}</div>{other}</div></body></html>"
    assert read(tmp_path, "a.html", page.encode())[0]["a"].text == f"{NEWS}\n{NEWS}"


@needs("html")
def test_a_page_laid_out_by_tables_and_breaks(tmp_path: Path) -> None:
    page = (
        f"<html><body><table><tr><td class='menu'><a href='/'>首页</a></td></tr><tr><td><table><tr>"
        f"<td>　　{NEWS}<br>　　市长韩松出席。<br><br>　　会议指出，要抓好落实。</td></tr></table>"
        "</td></tr></table></body></html>"
    )
    found = read(tmp_path, "a.html", page.encode())[0]["a"]
    assert found.text.split("\n")[-3:] == [NEWS, "市长韩松出席。", "会议指出，要抓好落实。"]


@needs("html")
def test_a_page_saved_as_mhtml(tmp_path: Path) -> None:
    import email.message

    message = email.message.EmailMessage()
    message.set_content(PAGE.replace('<meta name="Url"', "<meta"), subtype="html")
    message["Content-Location"] = "https://www.example.org/b.html"
    found = read(tmp_path, "a.mht", message.as_bytes())[0]["a"]
    assert found.text.split("\n") == PAGE_LINES
    assert found.source == "https://www.example.org/b.html"


@needs("docx")
def test_word_gives_paragraphs_headings_and_tables_in_their_order(tmp_path: Path) -> None:
    docs, errors = read(tmp_path, "a.docx", made.docx(title=TITLE))
    assert (errors, docs["a"].text.split("\n")) == ([], made.DOCX_LINES)
    assert docs["a"].title == TITLE


@needs("docx")
def test_word_with_a_text_box_a_nested_table_and_a_form(tmp_path: Path) -> None:
    from docx import Document as Word
    from docx.oxml import parse_xml

    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    other = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    word = Word()
    box = "<w:txbxContent><w:p><w:r><w:t>澄州市文件</w:t></w:r></w:p></w:txbxContent>"
    held = f"<m:AlternateContent><m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback>"
    word.element.body.insert(
        0,
        parse_xml(
            f'<w:p xmlns:w="{space}" xmlns:m="{other}"><w:r>{held}</m:AlternateContent></w:r>'
            "<w:r><w:instrText>PAGE</w:instrText><w:t>通知</w:t></w:r></w:p>"
        ),
    )
    form = f"<w:sdtContent><w:p><w:r><w:t>{NEWS}</w:t></w:r></w:p></w:sdtContent>"
    word.element.body.insert(1, parse_xml(f'<w:sdt xmlns:w="{space}">{form}</w:sdt>'))
    outer = word.add_table(1, 2)
    outer.cell(0, 0).text = "名单"
    inner = outer.cell(0, 1).add_table(2, 2)
    for at, text in enumerate(("姓名", "职务", "韩松", "市长")):
        inner.cell(at // 2, at % 2).text = text
    out = io.BytesIO()
    word.save(out)
    found = read(tmp_path, "a.docx", out.getvalue())[0]["a"]
    lines = [line for line in found.text.split("\n") if line]
    assert lines == ["澄州市文件", "通知", NEWS, "名单", "姓名　职务", "韩松　市长"]


@needs("docx")
@pytest.mark.parametrize("title", ["", "Word 文档", "另一份文件的标题"])
def test_a_title_that_the_text_does_not_bear_is_none(tmp_path: Path, title: str) -> None:
    found = read(tmp_path, "a.docx", made.docx(title=title))[0]["a"]
    assert (found.title, found.issued) == ("", "")


LINES = [
    [
        "关于做好水利工作的通知",
        "　　各县人民政府：为做好今年的水利工作，市政府决定召开工作会",
        "议，并由市长韩松主持会议和作出部署。",
        "　　一、要做到“两个维护”。",
    ],
    [
        "　　二、各县要把水利工作抓实抓细，做到件件有着落，到年底时由",
        "市政府督查。",
        "2021年7月5日",
    ],
    ["附件"],
]
PDF_LINES = [
    "关于做好水利工作的通知",
    LINES[0][1] + LINES[0][2],
    "　　一、要做到“两个维护”。",
    LINES[1][0] + LINES[1][1],
    "2021年7月5日",
    "附件",
]


@needs("pdf")
def test_pdf_joins_lines_and_drops_what_runs_through_its_pages(tmp_path: Path) -> None:
    docs, errors = read(tmp_path, "a.pdf", made.pdf(LINES, header="澄州市人民政府文件"))
    assert errors == []
    assert [line.strip() for line in docs["a"].text.split("\n")] == [
        line.strip() for line in PDF_LINES
    ]


@needs("pdf")
def test_a_scan_and_scanned_pages_are_told(tmp_path: Path) -> None:
    assert "ocrmypdf" in read(tmp_path, "a.pdf", made.pdf([[], []]))[1][0]
    docs, errors = read(tmp_path, "b.pdf", made.pdf([LINES[0], []]))
    assert list(docs) == ["b"]
    assert errors == [
        ":p2: 该页没有文字层，是图片或空白 / this page has no text layer: a picture, or blank"
    ]


@needs("pdf")
def test_a_pdf_with_a_password(tmp_path: Path) -> None:
    (error,) = read(tmp_path, "a.pdf", made.pdf(LINES, encrypt="geheim"))[1]
    assert error.startswith(": 有密码 / is encrypted")


@needs("pdf")
def test_a_pdf_that_may_only_be_read_needs_no_password(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made.pdf(LINES))))
    writer.encrypt("", "geheim", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    docs, errors = read(tmp_path, "a.pdf", out.getvalue())
    assert errors == []
    assert LINES[0][0] in docs["a"].text


ROWS = [
    ["编号", "标题", "正文", "发布日期", "来源", "地区", "阅读"],
    ["x1", TITLE, f"{NEWS}\n第二段，“引号”。", "2021年7月5日", "澄州日报", "澄州市", 3],
    ["", "无编号", NEWS, "", "", "", 4],
    [None, None, None, None, None, None, None],
    ["x3", "空", "", "", "", "", 5],
]


def _csv(delimiter: str) -> str:
    import csv

    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(ROWS)
    return out.getvalue()


@pytest.mark.parametrize(
    "name", ["a.csv", "b.csv", "a.tsv", pytest.param("a.xlsx", marks=needs("xlsx"))]
)
def test_a_table_gives_a_document_a_row(tmp_path: Path, name: str) -> None:
    data = {
        "a.csv": ("\ufeff" + _csv(",")).encode(),
        "b.csv": _csv(";").encode("gbk"),
        "a.tsv": _csv("\t").encode(),
        "a.xlsx": b"" if name != "a.xlsx" else made.xlsx(甲=ROWS),
    }[name]
    docs, errors = read(tmp_path, name, data)
    stem = name[0]
    assert list(docs) == ["x1", f"{stem}/3"]
    first = docs["x1"]
    assert first.text == f"{NEWS}\n第二段，“引号”。"
    assert (first.title, first.issued) == (TITLE, "2021-07-05")
    assert (first.publisher, first.place) == ("澄州日报", "澄州市")
    assert errors == [":5: 没有文字 / empty: there is no text in it"]


def test_columns_are_named_by_the_user(tmp_path: Path) -> None:
    data = f"甲,乙,丙\n{NEWS},2021-07-05,k1\n".encode()
    columns = {"text": "甲", "issued": "乙", "id": "丙"}
    docs, errors = read(tmp_path, "a.csv", data, columns)
    assert errors == []
    assert (docs["k1"].text, docs["k1"].issued) == (NEWS, "2021-07-05")
    (error,) = read(tmp_path, "a.csv", data, {"text": "丁"})[1]
    assert 'no column “丁” among "甲", "乙", "丙"' in error
    line = json.dumps({"key": "j1", "body": NEWS}).encode()
    named = {"id": "key", "text": "body"}
    assert list(read(tmp_path, "a.jsonl", line, named)[0]) == ["j1"]


def test_a_title_may_stand_above_the_head_of_a_table(tmp_path: Path) -> None:
    data = f"会议一览表,,\n,,\n序号,标题,正文\n1,{TITLE},{NEWS}\n".encode()
    docs, errors = read(tmp_path, "a.csv", data)
    assert errors == []
    assert (docs["a/4"].title, docs["a/4"].text) == (TITLE, NEWS)


@needs("xlsx")
def test_only_sheets_of_texts_are_read_and_dates_of_cells(tmp_path: Path) -> None:
    from datetime import datetime

    data = made.xlsx(
        报道=[["text", "date"], [NEWS, datetime(2021, 7, 5, 8, 30)]],
        统计=[["县", "数"], ["丰水县", 3]],
    )
    docs, errors = read(tmp_path, "a.xlsx", data)
    assert {key: doc.issued for key, doc in docs.items()} == {"a/报道:2": "2021-07-05"}
    assert errors[0].startswith(':统计: 没有正文列 / no column of texts among "县", "数"')


def test_json_is_an_array_of_records_or_one(tmp_path: Path) -> None:
    records = [
        {"id": "a", "text": NEWS},
        {"text": NEWS},
        {"id": "c", "text": NEWS, "place": "丰水县"},
    ]
    docs, errors = read(tmp_path, "x.json", json.dumps(records, indent=1).encode())
    assert (sorted(docs), docs["c"].place) == (["a", "c"], "丰水县")
    assert errors == [':2: 缺少 "id" / "id" is missing; every record needs its own']
    one = json.dumps({"text": NEWS, "title": TITLE}, ensure_ascii=False).encode("utf-16-le")
    docs, errors = read(tmp_path, "one.json", one)
    assert (docs["one"].title, docs["one"].note) == (TITLE, "按 UTF-16LE 读 / read as UTF-16LE")


def test_markdown_without_its_marks(tmp_path: Path) -> None:
    text = (
        f"---\ntitle: {TITLE}\ndate: 2021-07-05\npublisher: 澄州日报\n---\n# {TITLE}\n\n"
        f"**{NEWS}**见[原文](http://a/b)，\n换行。\n\n"
        "| 姓名 | 职务 |\n|---|---|\n| 韩松 | 市长 |\n\n"
        "1. 甲\n2. 乙\n\n> 引文\n\n<!-- 四个意识 -->\n"
    )
    found = read(tmp_path, "a.md", text.encode())[0]["a"]
    assert (found.title, found.issued, found.publisher) == (TITLE, "2021-07-05", "澄州日报")
    assert found.text.split("\n") == [
        TITLE, f"{NEWS}见原文，", "换行。", "姓名　职务", "韩松　市长", "甲", "乙", "引文",
    ]  # fmt: skip


def test_a_book_gives_its_chapters_in_order(tmp_path: Path) -> None:
    chapters = [
        f"<h1>第二章</h1><p>{NEWS}</p>",
        "<h1>第一章</h1><p>序。</p><script>四个意识</script>",
        " ",
    ]
    docs, errors = read(tmp_path, "a.epub", made.epub(chapters))
    assert errors == []
    assert {key: doc.text for key, doc in docs.items()} == {
        "a/c 1": "第一章\n序。",
        "a/c 0": f"第二章\n{NEWS}",
    }
    assert list(docs) == ["a/c 1", "a/c 0"]
    assert {(doc.publisher, doc.issued) for doc in docs.values()} == {("云泽出版社", "2021-07-05")}


@needs("html")
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_message_and_what_is_attached(tmp_path: Path, charset: str) -> None:
    attached = {"附件.txt": "市长韩松出席。".encode(), "../../图.png": b"\x89PNG"}
    docs, errors = read(tmp_path, "a.eml", made.eml(attached, charset))
    assert (docs["a"].title, docs["a"].issued) == (TITLE, "2021-07-05")
    assert docs["a"].text.strip() == NEWS
    assert docs["a/附件"].text == "市长韩松出席。"
    assert [error.partition(": ")[0] for error in errors] == ["/图.png"]


@needs("html")
def test_a_message_within_a_message(tmp_path: Path) -> None:
    from email import message_from_bytes, policy
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"] = "转发"
    message.set_content("见附件。")
    message.add_attachment(
        message_from_bytes(made.eml({"a.txt": NEWS.encode()}), policy=policy.default)
    )
    docs, errors = read(tmp_path, "x.eml", message.as_bytes())
    assert errors == []
    assert {key: doc.title for key, doc in docs.items()} == {"x": "转发", "x/1": TITLE, "x/1/a": ""}


@needs("html")
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_message_whose_charset_is_another_than_it_says(tmp_path: Path, kind: str) -> None:
    head = f"Subject: a\nContent-Type: text/{kind}; charset=utf-8\n\n".encode()
    found = read(tmp_path, "a.eml", head + f"<p>{NEWS}</p>".encode("gbk"))[0]["a"]
    assert (NEWS in found.text, found.note) == (True, "按 GB18030 读 / read as GB18030")


def test_an_archive_is_read_as_a_folder_is(tmp_path: Path) -> None:
    inner = made.packed({"丙.txt": "丙地会议。"})
    data = made.packed(
        {
            "2021/甲.txt": NEWS,
            "2021/乙.jsonl": json.dumps({"id": "r1", "text": NEWS}),
            "内.zip": inner,
            "__MACOSX/._甲.txt": b"\0",
            "图.jpg": b"\xff\xd8\xff",
            "空.txt": "",
        }
    )
    docs, errors = read(tmp_path, "a.zip", data)
    assert sorted(docs) == ["a/2021/甲", "a/内/丙", "r1"]
    assert docs["a/内/丙"].file == f"{tmp_path}/a.zip/内.zip/丙.txt"
    assert sorted(error.partition(": ")[0] for error in errors) == ["/图.jpg", "/空.txt"]


def test_names_in_an_archive_of_an_old_chinese_program(tmp_path: Path) -> None:
    data = made.packed({"xx.txt": NEWS}).replace(b"xx.txt", "甲.txt".encode("gbk"))
    assert list(read(tmp_path, "a.zip", data)[0]) == ["a/甲"]


ANSWERS = [
    ("http://www.example.org/a/1.html", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
    ("http://www.example.org/b", "200 OK", "text/plain", NEWS.encode("gbk")),
    ("http://www.example.org/c.css", "200 OK", "text/css", b"p {}"),
    ("http://www.example.org/d.html", "404 Not Found", "text/html", b"<p>no</p>"),
]


@needs("html", "warc")
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_of_a_crawl_keep_their_addresses(tmp_path: Path, name: str) -> None:
    docs, errors = read(tmp_path, name, made.warc(ANSWERS, gzip=name.endswith("gz")))
    assert list(docs) == ["a/www.example.org/a/1", "a/www.example.org/b"]
    assert docs["a/www.example.org/a/1"].text.split("\n") == PAGE_LINES
    assert docs["a/www.example.org/b"].source == "http://www.example.org/b"
    assert errors == [": 不是文档的记录 / records that are no documents: text/css 1, HTTP 404 1"]


@needs("pdf", "html")
@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.txt", lambda: made.pdf(LINES), "PDF"),
        ("a.pdf", lambda: PAGE.encode(), "HTML"),
        ("a.txt", lambda: PAGE.encode(), "HTML"),
        ("b.txt", lambda: PAGE.encode("utf-16"), "HTML"),
        ("a.docx", lambda: made.packed({"a.txt": NEWS}), "ZIP"),
        ("a.zip", lambda: made.epub([NEWS]), "EPUB"),
        ("a.txt", lambda: json.dumps([{"id": "a", "text": NEWS}]).encode(), "JSON"),
    ],
)
def test_bytes_win_over_the_suffix_and_that_is_told(
    tmp_path: Path, name: str, data: object, format: str
) -> None:
    assert callable(data)
    docs, errors = read(tmp_path, name, data())
    (found,) = docs.values()
    suffix = Path(name).suffix
    told = f"内容是 {format}，后缀是 {suffix} / {format} by its bytes, {suffix} by its name"
    assert errors == []
    assert found.note.startswith(told) or found.file.endswith(".docx/a.txt")


@pytest.mark.parametrize("form", [form for form in FORMATS if form.needs], ids=lambda f: f.name)
def test_what_a_format_needs_is_told_in_one_line(
    form: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.read.formats.find_spec", lambda module: None)
    signs = {"PDF": b"%PDF-", "WARC": b"WARC/1.0"}
    data = made.packed({form.holds: "x"}) if form.holds else signs.get(form.name, b"x")
    name = f"a{form.suffixes[0]}"
    (error,) = read_source(Source(name, "a", io.BytesIO(data)))
    assert str(error).endswith(f"needs a library: pip install 'tifagraph[{form.extra}]'")


def test_standard_input_of_any_format(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(made.packed({"甲.txt": NEWS}))

    monkeypatch.setattr(sys, "stdin", Stdin)
    (found,) = documents(["-"])
    assert isinstance(found, Document)
    assert (found.id, found.text) == ("stdin/甲", NEWS)


def test_json_lines_by_gzip_under_their_name(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": NEWS}).encode()
    assert list(read(tmp_path, "d.jsonl.gz", gzip.compress(line))[0]) == ["a"]
