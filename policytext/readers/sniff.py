"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import io
import re
import zipfile

from policytext.errors import UnknownFormat, UnreadableFile
from policytext.readers.decoding import decode

TAKEN = "policytext reads PDF, HTML, DOCX, plain text and Markdown"
PDF_HEADER_WITHIN = 1024  # bytes; Acrobat's own tolerance for what may stand before %PDF
FOREIGN = (  # first bytes, what that is, what to do
    (b"\x89PNG", "a PNG image", "turn it into a PDF with a text layer by OCR first"),
    (b"\xff\xd8\xff", "a JPEG image", "turn it into a PDF with a text layer by OCR first"),
    (b"II*\0", "a TIFF image", "turn it into a PDF with a text layer by OCR first"),
    (b"MM\0*", "a TIFF image", "turn it into a PDF with a text layer by OCR first"),
    (b"GIF8", "a GIF image", "turn it into a PDF with a text layer by OCR first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save it as DOCX or PDF"),
    (b"{\\rtf", "an RTF file", "save it as DOCX or PDF"),
    (b"%!PS", "a PostScript file", "save it as PDF"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x7fELF", "a program", TAKEN),
    (b"MZ\x90", "a program", TAKEN),
    (b"SQLite format 3", "an SQLite database", TAKEN),
)
HTML_START = re.compile(
    r"""\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,3000}?-->\s*)*
    <(?:!doctype\s+html | html | head | body | title | meta | main | article | section | div | h[1-6] | p | table | ul
      | span)\b""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
XML_START = re.compile(r"\s*<(?:\?xml|!DOCTYPE|svg)\b", re.IGNORECASE)


def sniff(data: bytes, said: str) -> str:
    """`pdf`, `docx`, `html` or `text`; raises `UnknownFormat` for anything else."""
    if b"%PDF-" in data[:PDF_HEADER_WITHIN]:
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zipped(data, said)
    for start, what, remedy in FOREIGN:
        if data.startswith(start):
            raise UnknownFormat(f"{said} is {what}: {remedy}")
    return _textual(decode(data, said)[:5000], said)


def _textual(text: str, said: str) -> str:
    if HTML_START.match(text):
        return "html"
    if XML_START.match(text):
        raise UnknownFormat(f"{said} is an XML file of a kind without a reader: {TAKEN}")
    return "text"


def _zipped(data: bytes, said: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnreadableFile(f"{said} is a broken or truncated DOCX or ZIP file: get it anew from its source") from None
    if "word/document.xml" in names:
        return "docx"
    if "[Content_Types].xml" in names:
        raise UnknownFormat(f"{said} is an Office file that is no text document: save its text as DOCX or PDF")
    if "mimetype" in names and "content.xml" in names:
        raise UnknownFormat(f"{said} is an OpenDocument file: save it as DOCX or PDF")
    raise UnknownFormat(f"{said} is a ZIP archive: unpack it first")
