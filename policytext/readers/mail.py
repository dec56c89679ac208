"""Mail (EML, MSG) and pages saved as MHTML: the headers as metadata, the body as lines; attachments are named only.

An attachment is a document of its own: `readers.members` gives them. Words quoted from earlier mails are kept, their
`>` marks are not. An MSG file is turned into the mail that it was (`outlook.py`), so that
there is one way for both.
"""

from __future__ import annotations

import base64
import email
import email.policy
import email.utils
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage, Message

from policytext.errors import UnreadableFile
from policytext.model import Line, RawDocument
from policytext.readers.decoding import decode_anyhow, decode_declared
from policytext.readers.text import lines_of

EML, MSG, MHTML = "message/rfc822", "application/vnd.ms-outlook", "multipart/related"
DEEPEST = 20  # parts within each other
MOST_PARTS = 2_000
MOST_NESTED = 500  # parts that hold parts; the library walks them within each other
LONGEST_HEAD = 100_000  # bytes of headers; the library takes a minute for a megabyte of them
BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s*\r?\n)?(?:From [^\r\n]*\r?\n)?")
RAW = re.compile(
    rb"[^\s\x80-\xff]*[\x80-\xff](?:[^\r\n<]*[\x80-\xff])?[^\s<]*"
)  # in a header: from the first to the last word
RICHER = 1.1  # so much longer the words of the page must be than those of the plain text to be preferred
QUOTED = re.compile(r"(?:>[ \t]?)+")
SIGNED = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
NAMELESS = "Anhang"
BROKEN = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError, OSError),
    *(RecursionError, TypeError, ValueError),  # what the standard library and olefile raise on broken mails
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail."""

    name: str
    data: bytes


@dataclass(slots=True)
class _Parts:
    """The texts of a mail, plain and as pages, and what came with it."""

    plain: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    attached: list[Attachment] = field(default_factory=list)
    sealed: bool = False
    count: int = 0


def read_mail(data: bytes, said: str) -> RawDocument:
    """The body of a mail; raises `UnreadableFile` where it is encrypted, broken or empty."""
    return _build_document(data, said, EML)


def read_msg(data: bytes, said: str) -> RawDocument:
    """The body of a mail that Outlook saved."""
    from policytext.readers.outlook import as_eml

    return _build_document(as_eml(data, said), said, MSG)


def list_attachments(data: bytes, said: str) -> list[Attachment]:
    """The files that came with a mail (EML), pictures of its text and signatures left out."""
    try:
        return _parts_of(_open_mail(data)).attached
    except BROKEN:
        raise _broken_mail(said) from None


def _build_document(data: bytes, said: str, media_type: str) -> RawDocument:
    try:
        message = _open_mail(data)
        parts = _parts_of(message)
        if _is_saved_page(message) and parts.pages:
            return _saved_page(parts.pages[0], said)
        lines = tuple(_read_body(parts))
        metadata = _read_metadata(message)
    except BROKEN:
        raise _broken_mail(said) from None
    if not lines and parts.sealed:
        raise UnreadableFile(f"{said} is an encrypted mail: save it decrypted from the mail program")
    if not lines and not parts.attached:
        raise UnreadableFile(f"{said} is a mail without text: check it in a mail program")
    return RawDocument(lines, media_type, metadata=metadata, warnings=_list_warnings(parts))


def _broken_mail(said: str) -> UnreadableFile:
    return UnreadableFile(f"{said} is a broken mail: save it anew from the mail program")


def _open_mail(data: bytes) -> EmailMessage:
    if data.count(b"boundary=") > MOST_NESTED or data.count(b"\nContent-T") > 2 * MOST_PARTS:
        raise ValueError("more parts than any mail has")
    start = BEFORE.match(data)
    data = data[start.end() :] if start else data
    border = re.search(rb"\r?\n\r?\n", data)
    if border and border.start() > LONGEST_HEAD:
        data = data[:LONGEST_HEAD] + data[border.start() :]
    border = re.search(rb"\r?\n\r?\n", data)
    head = data[: border.start()] if border else data
    data = RAW.sub(_encode_header, head) + data[len(head) :] if not head.isascii() else data
    message = email.message_from_bytes(data, policy=email.policy.default)
    return message if isinstance(message, EmailMessage) else EmailMessage()


def _encode_header(raw: re.Match[bytes]) -> bytes:
    """Words of a header that stand there in bare bytes, encoded as headers are (RFC 2047)."""
    return b"=?utf-8?b?" + base64.b64encode(decode_anyhow(raw.group()).encode()) + b"?="


# ---------------------------------------------------------------------------------------------- parts


def _parts_of(message: Message) -> _Parts:
    parts = _Parts()
    _gather_parts(message, parts)
    return parts


def _gather_parts(part: Message, parts: _Parts, depth: int = 0) -> None:
    """Sorts a part, and what is in it, into words and attachments."""
    parts.count += 1
    if depth > DEEPEST or parts.count > MOST_PARTS:
        return
    kind = part.get_content_type()
    if kind in SEALED:
        parts.sealed = True
    if part.is_multipart() and kind != "message/rfc822":
        for each in part.get_payload():
            _gather_parts(each, parts, depth + 1)  # type: ignore[arg-type]  # a multipart's payload are messages
    elif kind in ("text/plain", "text/html") and not _is_attached(part):
        (parts.plain if kind == "text/plain" else parts.pages).append(_read_words(part))
    elif kind not in SIGNED and not _belongs_to_text(part, kind):
        parts.attached.append(Attachment(_attachment_name(part, len(parts.attached)), _bytes_of(part, kind)))


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _belongs_to_text(part: Message, kind: str) -> bool:
    """Whether a part is a picture or style sheet that the text shows."""
    shown = part.get_content_disposition() != "attachment" and part.get("Content-ID") is not None
    return kind.startswith("multipart/") or (shown and not kind.startswith(("application/", "message/")))


def _bytes_of(part: Message, kind: str) -> bytes:
    if kind == "message/rfc822":
        nested = part.get_payload()
        return nested[0].as_bytes() if isinstance(nested, list) and nested else b""  # type: ignore[union-attr]
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _attachment_name(part: Message, number: int) -> str:
    """The attachment's file name; for a forwarded mail without one its subject."""
    name = part.get_filename()
    if not name and part.get_content_type() == "message/rfc822":
        nested = part.get_payload()
        subject = nested[0].get("Subject") if isinstance(nested, list) and nested else ""  # type: ignore[union-attr]
        name = f"{str(subject or '').strip()[:80] or NAMELESS}.eml"
    return name or f"{NAMELESS}-{number + 1}"


def _read_words(part: Message) -> str:
    """The text of a part, in the encoding that it declares, or that its bytes show."""
    data = _bytes_of(part, part.get_content_type())
    text = decode_declared(data, part.get_content_charset() or "utf-8")
    flowed = part.get_content_type() == "text/plain" and part.get_param("format") == "flowed"
    return _join_flowed(text) if flowed else text


def _join_flowed(text: str) -> str:
    """RFC 3676: a blank at a line's end says that the line goes on."""
    return re.sub(r"(?m)(?<!^-- )(?<=\S) \r?\n(?!>|\s|-- )", " ", text)


# ---------------------------------------------------------------------------------------------- the body


def _read_body(parts: _Parts) -> Iterator[Line]:
    """The plain text, or the page where that says more: more words, or tables and headings."""
    from policytext.readers.html import body_lines

    plain = [line for text in parts.plain for line in lines_of(_drop_quote_marks(text))]
    rich = [line for page in parts.pages for line in body_lines(page)]
    structured = any(line.role in ("row", "heading") for line in rich)
    lengths = [sum(len(line.text.split()) for line in lines) for lines in (plain, rich)]
    is_richer = lengths[1] > RICHER * lengths[0] or (structured and lengths[1] * RICHER > lengths[0])
    yield from rich if is_richer else plain


def _drop_quote_marks(text: str) -> str:
    return "\n".join(QUOTED.sub("", line, count=1) if line.startswith(">") else line for line in text.splitlines())


def _list_warnings(parts: _Parts) -> tuple[str, ...]:
    warnings = []
    if any(line.startswith(">") for text in parts.plain for line in text.splitlines()):
        warnings.append("the mail quotes earlier ones: their words are part of the text")
    if parts.attached:
        names = ", ".join(attached.name for attached in parts.attached)
        warnings.append(f"attachments are documents of their own: {names}")
    return tuple(warnings)


def _is_saved_page(message: EmailMessage) -> bool:
    """Whether a browser or word processor wrote this and nobody sent it."""
    saved = str(message.get("From", "")).startswith("<Saved by") or "Snapshot-Content-Location" in message
    unsent = not any(name in message for name in ("To", "Received", "Message-ID"))
    return saved or (message.get_content_type() == "multipart/related" and unsent)


def _saved_page(page: str, said: str) -> RawDocument:
    from policytext.readers.html import read_page

    return read_page(page, said, media_type=MHTML)


# ---------------------------------------------------------------------------------------------- headers


def _read_metadata(message: EmailMessage) -> dict[str, str]:
    """Subject, sender and date as title, author and issued; the sender's address as `mail`."""
    name, address = email.utils.parseaddr(str(message.get("From", "")))
    found = {
        "title": _flatten_value(message.get("Subject")),
        "author": _flatten_value(name) or address,
        "mail": address,
        "issued": _read_day(message),
    }
    return {key: value for key, value in found.items() if value}


def _flatten_value(value: object) -> str:
    return " ".join(str(value or "").split())


def _read_day(message: EmailMessage) -> str:
    try:
        return email.utils.parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return ""
