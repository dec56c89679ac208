"""The fields of a message in Outlook's MSG: strings whatever their code page says, bytes, numbers, times."""

from __future__ import annotations

import re
import struct
from datetime import UTC, datetime, timedelta
from typing import Any

from policytext.readers.decoding import decode_declared

HEADERS = {"file": 32, "embedded": 24, "attachment": 8}  # bytes before the properties, [MS-OXMSG] 2.4.1
PROPERTY = struct.Struct("<HHI8s")  # type, id, flags, value
STRING, NARROW, BINARY, INTEGER, TIME = 0x001F, 0x001E, 0x0102, 0x0003, 0x0040
PID_MESSAGE_CODE_PAGE, PID_BODY_CODE_PAGE = 0x3FFD, 0x3FDE
CODE_PAGES = {65001: "utf-8", 20127: "us-ascii", 28591: "iso-8859-1", 28605: "iso-8859-15", 1200: "utf-16-le"}
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)


class Fields:
    """The fields of a storage; those that are missing or broken are empty."""

    def __init__(self, storage: Any, where: str) -> None:
        self._streams = {stream.name: stream.bytes_ for stream in storage.streams}
        data = self._streams["__properties_version1.0"][HEADERS[where] :]
        whole = data[: len(data) // PROPERTY.size * PROPERTY.size]
        self._fixed = {(pid, kind): value for kind, pid, _, value in PROPERTY.iter_unpack(whole)}

    def string(self, pid: int) -> str:
        """A string: UTF-16, or bytes in the message's code page, or in what they show."""
        wide, narrow = self._stream(pid, STRING), self._stream(pid, NARROW)
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return self._decoded(narrow or b"").rstrip("\0")

    def page(self, pid: int) -> str:
        """The page of a message: as its meta tag says, else as the code page."""
        data = self._stream(pid, BINARY)
        if data is None:
            return self.string(pid)
        found = DECLARED.search(data[:4096])
        return decode_declared(data, found.group(1).decode("ascii")) if found else self._decoded(data)

    def data(self, pid: int) -> bytes | None:
        """The bytes of a field, `None` where it is missing."""
        return self._stream(pid, BINARY)

    def time(self, pid: int) -> datetime | None:
        """A moment, in UTC."""
        value = self._fixed.get((pid, TIME))
        try:
            return EPOCH + timedelta(microseconds=struct.unpack("<Q", value)[0] // 10) if value else None
        except OverflowError:
            return None

    def _stream(self, pid: int, kind: int) -> bytes | None:
        return self._streams.get(f"__substg1.0_{pid:04X}{kind:04X}")

    def _decoded(self, data: bytes) -> str:
        pages = (self._fixed.get((pid, INTEGER)) for pid in (PID_BODY_CODE_PAGE, PID_MESSAGE_CODE_PAGE))
        page = next((struct.unpack("<I", value[:4])[0] for value in pages if value), 1252)
        return decode_declared(data, CODE_PAGES.get(page, f"cp{page}"))
