"""What a file is, told by its content and never by its name."""

from __future__ import annotations

import io
import re
import zipfile
from typing import IO

from policytext.errors import UnknownFormat, UnreadableFile
from policytext.readers.csv_table import separator_of
from policytext.readers.decoding import TAKEN, decode_text
from policytext.readers.packages import BROKEN_ZIP

ENOUGH = 16_384  # bytes that show what a file is, a ZIP's or Office file's directory aside
PDF_HEADER_WITHIN = 1024  # bytes; Acrobat's own tolerance for what may stand before %PDF
BY_OCR = "turn it into a PDF with a text layer by OCR first"
AS_TEXT = "save it as DOCX or PDF"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*")  # PNG, JPEG, TIFF: pages for OCR
FOREIGN = (  # first bytes, what that is, what to do
    (b"GIF8", "a GIF image", BY_OCR),
    (b"%!PS", "a PostScript file", "save it as PDF"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x78\x9f\x3e\x22", "a winmail.dat of Outlook", "have the mail sent anew as HTML or plain text"),
    (b"\x7fELF", "a program", TAKEN),
    (b"MZ\x90", "a program", TAKEN),
    (b"SQLite format 3", "an SQLite database", TAKEN),
    (b"BEGIN:VCALENDAR", "a calendar entry", TAKEN),
    (b"BEGIN:VCARD", "a business card", TAKEN),
)
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0"
OLD_OFFICE = (  # a name in the file's directory, what the file then is, what to do
    ("__properties_version1.0", "msg", ""),
    ("EncryptedPackage", "an encrypted Office file", "save it anew without password"),
    ("WordDocument", "an old Word file (DOC)", AS_TEXT),
    ("Workbook", "an old Excel file (XLS)", "save its text as DOCX or PDF"),
    ("PowerPoint Document", "an old PowerPoint file (PPT)", "save it as PDF"),
)
OPEN_DOCUMENT = (  # ends of media types, what that is, what to do
    ("spreadsheet", "an OpenDocument spreadsheet (ODS)", "save its text as ODT or PDF"),
    ("presentation", "an OpenDocument presentation (ODP)", "save it as PDF"),
    ("graphics", "an OpenDocument drawing (ODG)", "save it as PDF"),
)
OFFICE = (  # a folder of the package, what that is, what to do
    ("ppt/", "a PowerPoint file (PPTX), no text document", "save it as PDF"),
)
HTML_START = re.compile(
    r"""\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,3000}?-->\s*)*
    <(?:!doctype\s+html | html | head | body | title | meta | main | article | section | div | h[1-6] | p | table | ul
      | ol | dl | span | font | center | b | br | a | img | link | script | style | form | header | nav | aside)\b""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
XML_START = re.compile(r"\s*<(?:\?xml|!DOCTYPE|svg)\b", re.IGNORECASE)
FLAT_ODT = re.compile(r"<office:document\b[^>]{0,20000}?opendocument\.text\b", re.DOTALL)
HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\Z)")
MAILBOX = re.compile(rb"From [^\r\n]{3,200}\d{4}[^\r\n]{0,20}\r?\n(?=[A-Za-z-]+:)")
OF_MAILS = frozenset(b"from to subject date sender cc reply-to delivered-to".split())
OF_MACHINES = frozenset(
    b"""mime-version message-id received return-path content-type x-mailer dkim-signature x-mozilla-status
    content-transfer-encoding snapshot-content-location""".split()
)


def sniff_type(data: bytes, said: str) -> str:
    """`pdf`, `docx`, `xlsx`, `odt`, `fodt`, `rtf`, `image`, `mail`, `msg`, `mbox`, `zip`, `html`, `csv` or `text`.

    Raises `UnknownFormat` for other files and `UnreadableFile` for broken ones.
    """
    if b"%PDF-" in data[:PDF_HEADER_WITHIN] and not _is_mail(data):
        return "pdf"
    if data.startswith(ZIP):
        return _sniff_zip(data, said)
    if data.startswith(OLE):
        return _old_office(data, said)
    if data[:200].lstrip().startswith(b"{\\rtf") or data.startswith(PICTURES):
        return "image" if data.startswith(PICTURES) else "rtf"
    for start, what, remedy in FOREIGN:
        if data.startswith(start):
            raise UnknownFormat(f"{said} is {what}: {remedy}")
    if kind := sniff_container(data):
        return kind
    return _sniff_text(decode_text(data, said), said)


def may_hold_documents(head: bytes) -> bool:
    """Whether a file that begins so may hold documents of its own."""
    return head.startswith((*ZIP, OLE)) or _is_mail(head) or _is_mailbox(head)


def is_archive(stream: IO[bytes]) -> bool:
    """Whether a ZIP file is an archive of files and no document itself; not where it is broken: reading it says so."""
    try:
        with zipfile.ZipFile(stream) as archive:
            return not _sniff_package(set(archive.namelist()))
    except BROKEN_ZIP:
        return False


def sniff_container(data: bytes) -> str:
    """`mbox`, `mail`, `msg`, or nothing where the file (no ZIP) holds no documents of its own."""
    if data.startswith(OLE):
        return "msg" if _has_ole_name(data, "__properties_version1.0") else ""
    if _is_mailbox(data):
        return "mbox"
    return "mail" if _is_mail(data) else ""


# ---------------------------------------------------------------------------------------------- mails


def _is_mailbox(data: bytes) -> bool:
    """Whether mails lie behind each other, each after a line "From …" (a single one so is a mail)."""
    return MAILBOX.match(data) is not None and MAILBOX.search(data, 1) is not None


def _is_mail(data: bytes) -> bool:
    """Whether it starts with headers: one that people know and one that only machines write, or three of theirs."""
    head = re.sub(rb"\A\xef\xbb\xbf|\A\s+", b"", data[:ENOUGH])
    if start := MAILBOX.match(head):
        head = head[start.end() :]
    names: set[bytes] = set()
    place = 0
    while header := HEADER.match(head, place):
        names.add(header.group(1).lower())
        place = header.end()
    return (
        bool(names & OF_MAILS and names & OF_MACHINES)
        or len(names & OF_MAILS) > 2
        or ({b"mime-version", b"content-type"} <= names)
    )


# ---------------------------------------------------------------------------------------------- text, packages, OLE


def _sniff_text(text: str, said: str) -> str:
    head = text[:ENOUGH]
    if HTML_START.match(head):
        return "html"
    if FLAT_ODT.search(head):
        return "fodt"
    if XML_START.match(head):
        raise UnknownFormat(f"{said} is an XML file of a kind without a reader: {TAKEN}")
    return "csv" if separator_of(text) else "text"


def _list_names(data: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return set(archive.namelist())


def _media_type(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as part:
        return part.read(200).decode("ascii", "replace")


def _sniff_package(names: set[str]) -> str:
    """`ooxml` or `odf` where the archive is a document itself."""
    if "[Content_Types].xml" in names:
        return "ooxml"
    return "odf" if "content.xml" in names and ("mimetype" in names or "META-INF/manifest.xml" in names) else ""


def _sniff_zip(data: bytes, said: str) -> str:
    try:
        names = _list_names(data)
        media_type = _media_type(data) if "mimetype" in names else ""
    except (KeyError, *BROKEN_ZIP):
        raise UnreadableFile(f"{said} is a broken or truncated DOCX or ZIP file: get it anew from its source") from None
    kind = _sniff_package(names)
    if kind == "odf":
        _check_refused(media_type, OPEN_DOCUMENT, said)
        return "odt"
    if kind == "ooxml":
        if any(name.startswith("word/") for name in names):
            return "docx"
        if "xl/workbook.xml" in names:
            return "xlsx"
        _check_refused(" ".join(sorted(names)), OFFICE, said)
        raise UnknownFormat(f"{said} is an Office file that is no text document: save its text as DOCX or PDF")
    return "zip"


def _check_refused(told: str, kinds: tuple[tuple[str, str, str], ...], said: str) -> None:
    for sign, what, remedy in kinds:
        if sign in told:
            raise UnknownFormat(f"{said} is {what}: {remedy}")


def _has_ole_name(data: bytes, name: str) -> bool:
    """Whether the directory of an OLE file (names in UTF-16) holds this name."""
    return name.encode("utf-16-le") in data


def _old_office(data: bytes, said: str) -> str:
    for name, what, remedy in OLD_OFFICE:
        if _has_ole_name(data, name):
            if what == "msg":
                return what
            raise UnknownFormat(f"{said} is {what}: {remedy}")
    raise UnknownFormat(f"{said} is an old Office file: {AS_TEXT}")
