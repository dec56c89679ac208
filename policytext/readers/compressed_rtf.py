"""The compressed RTF of Outlook ([MS-OXRTFCP]): text that repeats words of the last 4,096 bytes by their place."""

from __future__ import annotations

import struct

HEADER = struct.Struct("<4I")  # size, raw size, kind, checksum
COMPRESSED, PLAIN = 0x75465A4C, 0x414C454D  # LZFu, MELA
WINDOW = 4_096
LARGEST = 50_000_000
KNOWN = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def unpack_rtf(data: bytes) -> bytes:
    """The RTF; nothing where the data is none.

    >>> unpack_rtf(HEADER.pack(18, 6, PLAIN, 0) + b"{\\rtf}")
    b'{\\rtf}'
    """
    if len(data) < HEADER.size:
        return b""
    size, raw, kind, _ = HEADER.unpack_from(data)
    body = data[HEADER.size : size + 4]
    if kind == PLAIN:
        return body[:raw]
    return _inflate_body(body, min(raw, LARGEST)) if kind == COMPRESSED else b""


def _inflate_body(body: bytes, raw: int) -> bytes:
    out = bytearray(KNOWN)
    place = 0
    while place < len(body) and len(out) < raw + len(KNOWN):
        control = body[place]
        place += 1
        for bit in range(8):
            if place + (control >> bit & 1) >= len(body):
                return bytes(out[len(KNOWN) : len(KNOWN) + raw])
            if not control >> bit & 1:
                out.append(body[place])
                place += 1
                continue
            word = body[place] << 8 | body[place + 1]
            place += 2
            offset, length = word >> 4, (word & 15) + 2
            start = len(out) - ((len(out) - offset) % WINDOW)
            if start == len(out):
                return bytes(out[len(KNOWN) : len(KNOWN) + raw])
            for step in range(length):
                out.append(out[start + step] if 0 <= start + step < len(out) else 0x20)
    return bytes(out[len(KNOWN) : len(KNOWN) + raw])
