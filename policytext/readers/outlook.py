"""Mails that Outlook saved (MSG), turned into the mails that they were: one way for both, nested ones included."""

from __future__ import annotations

import email
import email.policy
import email.utils
import io
from email.message import EmailMessage
from typing import Any

from policytext.errors import UnreadableFile

DEEPEST = 20  # mails within each other
PID_SUBJECT, PID_BODY, PID_HTML, PID_HEADERS = 0x0037, 0x1000, 0x1013, 0x007D  # [MS-OXPROPS]
PID_SENDER, PID_SENDER_MAIL, PID_SENDER_SMTP, PID_SENT = 0x0C1A, 0x0C1F, 0x5D01, 0x0039
PID_DATA, PID_LONG_NAME, PID_SHORT_NAME, PID_TYPE, PID_CONTENT_ID = 0x3701, 0x3707, 0x3704, 0x370E, 0x3712
EMBEDDED = "__substg1.0_3701000D"  # the storage of an attached mail
HEADERS = {"file": 32, "embedded": 24, "attachment": 8}  # bytes before the properties, [MS-OXMSG] 2.4.1
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
        return _rebuilt(root, "file").as_bytes()
    except BROKEN:
        raise UnreadableFile(f"{said} is a broken Outlook mail: save it anew as EML") from None


def _rebuilt(storage: Any, where: str, depth: int = 0) -> EmailMessage:
    """The mail of a message's storage."""
    properties = _properties(storage, where)
    message = EmailMessage(policy=email.policy.default)
    for name, value in _headers(properties).items():
        message[name] = value
    text, page = _bodies(properties)
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    for attached in storage.iter_attachment_storages() if depth < DEEPEST else ():
        _attach(message, attached, depth)
    return message


def _properties(storage: Any, where: str) -> Any:
    from oxmsg.properties import Properties

    return Properties(storage, properties_header_offset=HEADERS[where])


def _headers(properties: Any) -> dict[str, str]:
    sent = email.message_from_string(properties.str_prop_value(PID_HEADERS) or "", policy=email.policy.compat32)
    day = properties.date_prop_value(PID_SENT)
    address = properties.str_prop_value(PID_SENDER_SMTP) or properties.str_prop_value(PID_SENDER_MAIL) or ""
    sender = email.utils.formataddr((_flat(properties.str_prop_value(PID_SENDER)), address if "@" in address else ""))
    found = {
        "Subject": properties.str_prop_value(PID_SUBJECT) or "",
        "From": sender or _flat(sent.get("From")),
        "Date": email.utils.format_datetime(day) if day else _flat(sent.get("Date")),
    }
    return {name: _flat(value) for name, value in found.items() if _flat(value)}


def _bodies(properties: Any) -> tuple[str, str]:
    """The plain text and the page of a message."""
    text = properties.str_prop_value(PID_BODY) or ""
    data = properties.binary_prop_value(PID_HTML)
    page = properties.str_prop_value(PID_HTML) or ""
    if data:
        try:
            page = data.decode(properties.body_encoding)
        except (LookupError, UnicodeDecodeError):
            page = data.decode("cp1252", "replace")
    return text, page


def _attach(message: EmailMessage, storage: Any, depth: int) -> None:
    properties = _properties(storage, "attachment")
    name = properties.str_prop_value(PID_LONG_NAME) or properties.str_prop_value(PID_SHORT_NAME) or ""
    nested = next((each for each in storage.storages if each.name == EMBEDDED), None)
    if nested is not None:
        message.add_attachment(_rebuilt(nested, "embedded", depth + 1))
        return
    data = properties.binary_prop_value(PID_DATA)
    shown = properties.str_prop_value(PID_CONTENT_ID)
    kind, _, subtype = (properties.str_prop_value(PID_TYPE) or "application/octet-stream").partition("/")
    if data is not None and not (shown and kind == "image"):
        message.add_attachment(
            data, maintype=kind if kind != "message" else "application", subtype=subtype, filename=name
        )


def _flat(value: object) -> str:
    return " ".join(str(value or "").split())
