"""Mails that Outlook saved (MSG), turned into the mails that they were: one way for both, nested ones included."""

from __future__ import annotations

import email
import email.policy
import email.utils
import io
from email.message import EmailMessage
from typing import Any

from policytext.errors import PolicytextError, UnreadableFile
from policytext.readers.compressed_rtf import unpack_rtf
from policytext.readers.outlook_fields import Fields

DEEPEST = 20  # mails within each other
PID_SUBJECT, PID_BODY, PID_HTML, PID_HEADERS, PID_RTF = 0x0037, 0x1000, 0x1013, 0x007D, 0x1009  # [MS-OXPROPS]
PID_SENDER, PID_SENDER_MAIL, PID_SENDER_SMTP, PID_SENT = 0x0C1A, 0x0C1F, 0x5D01, 0x0039
PID_DATA, PID_LONG_NAME, PID_SHORT_NAME, PID_TYPE, PID_CONTENT_ID = 0x3701, 0x3707, 0x3704, 0x370E, 0x3712
EMBEDDED = "__substg1.0_3701000D"  # the storage of an attached mail
BROKEN = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError, OSError),
    *(RecursionError, TypeError, ValueError),  # what oxmsg and olefile raise on broken files
)


def as_eml(data: bytes, said: str) -> bytes:
    """The mail that an MSG file holds; raises `UnreadableFile` where it is broken."""
    from olefile import OleFileIO
    from oxmsg.storage import Storage

    try:
        with OleFileIO(io.BytesIO(data)) as file:
            root = Storage.from_ole(file)
        return _rebuild_mail(root, "file").as_bytes()
    except BROKEN:
        raise UnreadableFile(f"{said} is a broken Outlook mail: save it anew as EML") from None


def _rebuild_mail(storage: Any, where: str, depth: int = 0) -> EmailMessage:
    """The mail of a message's storage."""
    fields = Fields(storage, where)
    message = EmailMessage(policy=email.policy.default)
    for name, value in _list_headers(fields).items():
        message[name] = value
    text, page = _read_bodies(fields)
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    for attached in storage.iter_attachment_storages() if depth < DEEPEST else ():
        _attach_file(message, attached, depth)
    return message


def _list_headers(fields: Fields) -> dict[str, str]:
    sent = email.message_from_string(fields.string(PID_HEADERS), policy=email.policy.compat32)
    day = fields.time(PID_SENT)
    address = fields.string(PID_SENDER_SMTP) or fields.string(PID_SENDER_MAIL)
    sender = email.utils.formataddr((_flatten_value(fields.string(PID_SENDER)), address if "@" in address else ""))
    found = {
        "Subject": fields.string(PID_SUBJECT),
        "From": sender or _flatten_value(sent.get("From")),
        "Date": email.utils.format_datetime(day) if day else _flatten_value(sent.get("Date")),
    }
    return {name: _flatten_value(value) for name, value in found.items() if _flatten_value(value)}


def _read_bodies(fields: Fields) -> tuple[str, str]:
    """The plain text and the page of a message; the text of its RTF where it has neither."""
    text, page = fields.string(PID_BODY), fields.page(PID_HTML)
    if text.strip() or page.strip():
        return text, page
    return _text_of_rtf(unpack_rtf(fields.data(PID_RTF) or b"")), ""


def _text_of_rtf(data: bytes) -> str:
    from policytext.readers.rtf import read_rtf

    try:
        return "".join(line.text + line.glue for line in read_rtf(data, "").lines) if data.strip() else ""
    except PolicytextError:
        return ""


def _attach_file(message: EmailMessage, storage: Any, depth: int) -> None:
    fields = Fields(storage, "attachment")
    name = fields.string(PID_LONG_NAME) or fields.string(PID_SHORT_NAME)
    nested = next((each for each in storage.storages if each.name == EMBEDDED), None)
    if nested is not None:
        message.add_attachment(_rebuild_mail(nested, "embedded", depth + 1))
        return
    data = fields.data(PID_DATA)
    shown = fields.string(PID_CONTENT_ID)
    kind, _, subtype = (fields.string(PID_TYPE) or "application/octet-stream").partition("/")
    if data is not None and not (shown and kind == "image"):
        message.add_attachment(
            data, maintype=kind if kind != "message" else "application", subtype=subtype, filename=name
        )


def _flatten_value(value: object) -> str:
    return " ".join(str(value or "").split())
