"""From bytes to characters: UTF-8 and UTF-16 by their own signs, German Windows-1252, anything else by a library."""

from __future__ import annotations

import codecs
import re

from policytext.errors import PolicytextError, UnknownFormat, UnreadableFile

TAKEN = (
    "policytext reads PDF, HTML, DOCX, ODT, RTF, XLSX, CSV, mails, plain text and Markdown, and ZIP archives of them"
)
SIGNED = (  # a byte order mark at the start
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GERMAN_SIGNS = frozenset("äöüÄÖÜß„“”‚‘’»«›‹–—…•·€§°²³½¼¾é\u00a0\u00ad®©×´áàèêçñøåæëïóôúØÅ")
OTHERS = ["cp850", "mac_roman", "cp1250", "iso8859_2", "cp1251", "cp437"]  # what else German machines have written
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROLS = 0.05  # of all characters; text has next to none, some that was converted a bell for each blank
FEW_CONTROLS = 8  # that any text may have, however short
LEAST_GERMAN = 0.8  # of the characters beyond ASCII, for Windows-1252 to be believed without asking the library


def decode_text(data: bytes, said: str) -> str:
    """The text of these bytes; raises `UnreadableFile` or, for bytes that are no text, `UnknownFormat`."""
    for mark, encoding in SIGNED:
        if data.startswith(mark):
            return _check_text(_decode_strictly(data, encoding), said, encoding)
    if wide := _unsigned_utf16(data):
        return _check_text(_decode_strictly(data, wide), said, wide)
    text = _decode_strictly(data, "utf-8")
    if text is None:
        text = _decode_western(data) or _guess_encoding(data) or _decode_strictly(data, "cp1252")
    return _check_text(text, said, "UTF-8")


def _decode_strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unsigned_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: in German text every other byte is zero."""
    head = data[:4000]
    if len(head) < 4 or len(data) % 2:
        return None
    if head[1::2].count(0) > 0.45 * len(head) and head[::2].count(0) < 0.05 * len(head):
        return "utf-16-le"
    if head[::2].count(0) > 0.45 * len(head) and head[1::2].count(0) < 0.05 * len(head):
        return "utf-16-be"
    return None


def _decode_western(data: bytes) -> str | None:
    """Windows-1252 (and with it Latin-1) if what lies beyond ASCII looks like German."""
    text = _decode_strictly(data, "cp1252")
    beyond = [char for char in text or "" if char > "\x7f"]
    plausible = sum(char in GERMAN_SIGNS for char in beyond)
    return text if beyond and plausible >= LEAST_GERMAN * len(beyond) else None


def _guess_encoding(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    if len(CONTROL.findall(data[:4000].decode("latin-1"))) > MOST_CONTROLS * len(data[:4000]):
        return None
    best = from_bytes(data[:200_000], cp_isolation=OTHERS).best()
    return data.decode(best.encoding, errors="replace") if best else None


def _check_text(text: str | None, said: str, encoding: str) -> str:
    if text is None and encoding != "UTF-8":
        raise UnreadableFile(f"{said} says that it is {encoding} and is not: save it anew as UTF-8")
    if text is None or len(CONTROL.findall(text)) > max(FEW_CONTROLS, MOST_CONTROLS * len(text)):
        raise UnknownFormat(f"{said} is of no known type: {TAKEN}; save text as UTF-8")
    return repair_double_encoding(CONTROL.sub("", text))


SINGLE = re.compile(r"(?:iso-?8859|latin|cp125|windows-?125|us-ascii|ascii)", re.IGNORECASE)  # a byte a character
AS_WRITTEN = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


def decode_declared(data: bytes, encoding: str) -> str:
    """The text of bytes that say their encoding: German programs say Latin-1 and write Windows-1252 or UTF-8.

    >>> decode_declared("für 5 €".encode(), "iso-8859-1"), decode_declared(b"5 " + bytes([128]), "iso-8859-1")
    ('für 5 €', '5 €')
    """
    if SINGLE.match(encoding) and not data.isascii() and (text := _decode_strictly(data, "utf-8")) is not None:
        return repair_double_encoding(text)
    try:
        return repair_double_encoding(data.decode(AS_WRITTEN.get(encoding.lower(), encoding)))
    except (LookupError, UnicodeDecodeError):
        return decode_anyhow(data)


def decode_anyhow(data: bytes) -> str:
    """The text of bytes of which nothing is known: Windows-1252 where nothing fits."""
    try:
        return decode_text(data, "")
    except PolicytextError:
        return data.decode("cp1252", "replace")


BEYOND = re.compile(r"[^\x00-\x7f]+")
LEAST_REPAIRED = 0.5  # of what lies beyond ASCII
UNDEFINED = {chr(code): bytes([code]) for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}  # of Windows-1252


def repair_double_encoding(text: str) -> str:
    """The text as it was before somebody read its UTF-8 as Windows-1252 and saved it so: fÃ¼r is für.

    >>> repair_double_encoding("fÃ¼r 5 â‚¬"), repair_double_encoding("für 5 €")
    ('für 5 €', 'für 5 €')
    """
    if "Ã" not in text and "â" not in text:
        return text
    runs = BEYOND.findall(text)
    mended = {run: _mend_run(run) for run in set(runs)}
    count = sum(mended[run] is not None for run in runs)
    if count < LEAST_REPAIRED * len(runs):
        return text
    return BEYOND.sub(lambda run: mended[run.group()] or run.group(), text)


def _mend_run(run: str) -> str | None:
    """What a run of characters was in UTF-8; `None` where it is no such run."""
    try:
        return b"".join(UNDEFINED.get(char) or char.encode("cp1252") for char in run).decode("utf-8")
    except UnicodeError:
        return None
