"""Messages and pages saved as messages: EML and MHTML."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from io import BytesIO
from mimetypes import guess_extension

from graph.model import InputError
from graph.read.markup import text_of
from graph.read.pages import read_page
from graph.read.source import Found, Source


def read_mail(source: Source) -> Iterator[Found]:
    """The message, titled by its subject and dated as sent, then the files attached to it."""
    data = source.whole()
    message = _parsed(data)
    body = message.get_body(("plain", "html"))
    if body is not None:
        text, source = source.text(_payload(body))
        if body.get_content_subtype() == "html":
            text = text_of(text)
        yield source.document(text, data, title=_header(message, "subject"), issued=_sent(message))
    attached = list(message.iter_attachments())
    if body is None and not attached:
        raise InputError("没有文字 / empty: there is no text in it")
    for number, part in enumerate(attached, 1):
        name, inner = _name(part, number), _payload(part)
        try:
            source.budget.spend(len(inner))
            yield from source.inside(name, inner)
        except InputError as error:
            yield error.at(f"{source.where}/{name}")


def read_mhtml(source: Source) -> Iterator[Found]:
    """The page of a web archive as browsers save it (.mht, .mhtml)."""
    data = source.whole()
    for part in _parsed(data).walk():
        if part.get_content_type() == "text/html":
            where = str(part.get("content-location", ""))
            address = where if where.startswith(("http://", "https://")) else ""
            page = source.of(BytesIO(_payload(part)), address)
            yield from read_page(page)
            return
    raise InputError("里面没有网页 / no page in it")


def _parsed(data: bytes) -> EmailMessage:
    return BytesParser(policy=policy.default).parsebytes(data)


def _name(part: MIMEPart, number: int) -> str:
    """The name of what is attached, without folders; its number where it has none."""
    kind = part.get_content_type()
    suffix = ".eml" if kind == "message/rfc822" else guess_extension(kind) or ""
    given = str(part.get_filename() or "").replace("\\", "/").rpartition("/")[2]
    return given or f"{number}{suffix}"


def _payload(part: MIMEPart) -> bytes:
    """The bytes of a part: a file, a text, or a message within the message."""
    if part.get_content_type() == "message/rfc822":
        return b"".join(inner.as_bytes() for inner in part.iter_parts())
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _sent(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_header(message, "date")).date().isoformat()
    except ValueError:
        return ""
