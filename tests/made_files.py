"""Files of the formats that are read, made by the libraries that write them."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from gc import collect
from typing import Any

NEWS = "市委书记陆知远主持召开全市水利工作会议，强调要做到“两个维护”，把水利工作抓实抓细。"
TITLE = "全市水利工作会议召开"

PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}_澄州市人民政府</title>
<meta name="PubDate" content="2021-07-05 10:00"><meta name="ContentSource" content="澄州日报">
<meta name="Url" content="http://www.example.org/a/1.html">
<script>var slogan = '学习贯彻四个意识';</script><style>.四个自信 {{}}</style></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/z">四个意识专题</a></li></ul></div>
<div class="dqwz">您现在的位置：<a href="/">首页</a></div>
<div class="main"><h1>{TITLE}</h1><div class="info">来源：澄州日报 发布时间：2021-07-05</div>
<div class="TRS_Editor"><p>　　{NEWS}</p><p>　　市长韩松<a href="/h">出席会议</a>。</p>
<table><tr><td>姓名</td><td>职务</td></tr><tr><td>韩松</td><td>市长</td></tr></table></div></div>
<div class="pinglun"><p>网友张三：坚决拥护四个自信，说得好，写得好！</p></div>
<div class="footer"><p>主办：澄州市人民政府办公室</p></div></body></html>"""
PAGE_LINES = [TITLE, NEWS, "市长韩松出席会议。", "姓名　职务", "韩松　市长"]


def docx(title: str = "") -> bytes:
    """A notice with a heading, a table between two paragraphs, and a tracked change."""
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    document.core_properties.title = title
    document.add_heading(TITLE, 1)
    document.add_paragraph(NEWS)
    table = document.add_table(2, 2)
    for at, text in enumerate(("姓名", "职务", "韩松", "市长")):
        table.cell(at // 2, at % 2).text = text
    changed = document.add_paragraph("会议")._p
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    for kind, tag, text in (("del", "delText", "没有"), ("ins", "t", "指出，要抓好落实。")):
        run = f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"
        changed.append(parse_xml(f'<w:{kind} xmlns:w="{name}" w:id="1">{run}</w:{kind}>'))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


DOCX_LINES = [TITLE, NEWS, "姓名　职务", "韩松　市长", "会议指出，要抓好落实。"]


def pdf(pages: Sequence[Sequence[str]], header: str = "", encrypt: str = "") -> bytes:
    """Pages of lines as they are set, with a header and numbers; an empty page is a picture."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, encrypt=encrypt or None)
    for number, lines in enumerate(pages, 1):
        canvas.setFont("STSong-Light", 12)
        if lines:
            canvas.drawString(200, 800, header)
            canvas.drawString(280, 30, f"— {number} —")
        for at, line in enumerate(lines):
            canvas.drawString(70, 750 - 20 * at, line)
        canvas.rect(100, 100, 50, 50, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def xlsx(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """A workbook of sheets of rows."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(**members: bytes | str) -> bytes:
    """An archive; a name's __ is a slash, its _ a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def packed(members: dict[str, bytes | str]) -> bytes:
    """An archive of files by any names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def epub(chapters: Sequence[str]) -> bytes:
    """A book of chapters, each the body of a page."""
    items = "".join(
        f'<item id="c{n}" href="text/c%20{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(chapters))
    )
    refs = "".join(f'<itemref idref="c{n}"/>' for n in reversed(range(len(chapters))))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata><dc:publisher>云泽出版社</dc:publisher><dc:date>2021-07-05</dc:date></metadata>"
        f"<manifest>{items}</manifest><spine>{refs}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": package,
        }
        | {
            f"OEBPS/text/c {n}.xhtml": f"<html><head/><body>{body}</body></html>"
            for n, body in enumerate(chapters)
        }
    )


def eml(attached: dict[str, bytes], charset: str = "gb18030") -> bytes:
    """A message about a meeting with files attached."""
    message = EmailMessage()
    message["Subject"], message["From"] = TITLE, "办公室 <office@example.org>"
    message["Date"] = "Mon, 05 Jul 2021 10:00:00 +0800"
    message.set_content(NEWS, charset=charset)
    for name, content in attached.items():
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes()


def warc(answers: Sequence[tuple[str, str, str, bytes]], gzip: bool = True) -> bytes:
    """A web archive of answers: address, status, media type, body."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # of the writer's own temporary files
        for address, status, kind, body in answers:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.0")
            record = writer.create_warc_record(
                address, "response", payload=io.BytesIO(body), http_headers=headers
            )
            writer.write_record(record)
            del record
            collect()
    return out.getvalue()
