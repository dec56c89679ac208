"""What cannot be read is said in one line that names file, cause and remedy, and nothing else is written."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from policytext.errors import PolicytextError, UnknownFormat, UnreadableFile
from policytext.readers import list_members, read_lines

FIXTURES = Path(__file__).parents[1] / "fixtures"
PDF = (FIXTURES / "running-heads.pdf").read_bytes()
DOCX = (FIXTURES / "structure.docx").read_bytes()
HTML = (FIXTURES / "press-page.html").read_bytes()
OTHERS = ("structure.odt", "structure.rtf", "attachments.eml", "outlook.msg", "archive.zip", "saved-page.mhtml")


def archive(**parts: str) -> bytes:
    """A ZIP file with these parts; `__` in a name stands for a slash."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(name.replace("__", "/") + ".xml", text)
    return packed.getvalue()


def docx_with(name: str, text: bytes) -> bytes:
    """The DOCX of the fixtures with one part replaced."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DOCX)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(part.filename, text if part.filename == name else source.read(part))
    return packed.getvalue()


def odf(kind: str, content: bytes = b"<x/>") -> bytes:
    """An OpenDocument file of this kind."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        target.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        target.writestr("content.xml", content)
    return packed.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SEALED = (
    b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"
    b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\nContent-Transfer-Encoding: base64\n\nMIIB\n"
)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
BAD = [
    ("leer.txt", b"", UnreadableFile, "is empty"),
    ("blanks.md", b" \n\t\n", UnreadableFile, "is empty"),
    ("bild.pdf", b"\x89PNG\r\n\x1a\n" + bytes(100), UnknownFormat, "picture"),
    ("bild.html", b"\xff\xd8\xff\xe0" + bytes(100), UnknownFormat, "picture"),
    ("alt.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), UnknownFormat, "save it as DOCX"),
    ("alt.xls", OLE + "Workbook".encode("utf-16-le"), UnknownFormat, "old Excel file"),
    ("alt.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), UnknownFormat, "old PowerPoint file"),
    ("geheim.docx", OLE + "EncryptedPackage".encode("utf-16-le"), UnknownFormat, "encrypted Office file"),
    ("kaputt.msg", OLE + "__properties_version1.0".encode("utf-16-le"), UnreadableFile, "broken Outlook mail"),
    ("leer.rtf", b"{\\rtf1 }", UnreadableFile, "without text"),
    ("zwei.zip", archive(brief="a", anlage="b"), UnknownFormat, "holds 2 documents"),
    ("leer.zip", archive(), UnreadableFile, "empty ZIP archive"),
    ("halb.zip", archive(brief="a")[:30], UnreadableFile, "broken or truncated"),
    ("folien.pptx", archive(**{"[Content_Types]": "x", "ppt__presentation": "x"}), UnknownFormat, "PowerPoint"),
    ("tabelle.ods", odf("spreadsheet"), UnknownFormat, "OpenDocument spreadsheet"),
    ("folien.odp", odf("presentation"), UnknownFormat, "OpenDocument presentation"),
    ("entities.odt", odf("text", ENTITIES), UnreadableFile, "entities"),
    ("leer.odt", odf("text", b"<x/>"), UnreadableFile, "broken ODT"),
    ("entities.fodt", ENTITIES.replace(b"<x>", b"<office:document a='opendocument.text'>"), UnreadableFile, "entities"),
    ("leer.eml", b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n\n", UnreadableFile, "mail without text"),
    ("sealed.eml", SEALED, UnreadableFile, "encrypted mail"),
    ("termin.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", UnknownFormat, "calendar"),
    ("tabelle.xlsx", archive(**{"[Content_Types]": "x", "xl__workbook": "x"}), UnreadableFile, "broken XLSX file"),
    ("daten.xml", b"<?xml version='1.0'?><daten/>", UnknownFormat, "XML"),
    ("zufall", random.Random(7).randbytes(4000), UnknownFormat, "of no known type"),
    ("halb.pdf", PDF[: len(PDF) // 3], UnreadableFile, "broken or truncated PDF"),
    ("kopf.pdf", b"%PDF-1.4\n", UnreadableFile, "broken or truncated PDF"),
    ("scan.pdf", (FIXTURES / "scan-without-text.pdf").read_bytes(), UnreadableFile, "no text layer (2 pages"),
    ("geheim.pdf", (FIXTURES / "encrypted.pdf").read_bytes(), UnreadableFile, "is encrypted"),
    ("halb.docx", DOCX[: len(DOCX) // 2], UnreadableFile, "broken or truncated DOCX"),
    ("leer.docx", docx_with("word/document.xml", b"<x/>"), UnreadableFile, "broken DOCX"),
    ("entities.docx", docx_with("word/document.xml", ENTITIES), UnreadableFile, "entities"),
    ("leer.html", b"<html><body><script>1</script></body></html>", UnreadableFile, "without text"),
]


@pytest.mark.parametrize("case", BAD, ids=[case[0] for case in BAD])
def test_one_line(
    case: tuple[str, bytes, type[PolicytextError], str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    name, data, error, words = case
    (tmp_path / name).write_bytes(data)
    with pytest.raises(error) as raised:
        read_lines(tmp_path / name)
    said = str(raised.value)
    assert words in said
    assert name in said
    assert "\n" not in said
    assert ":" in said  # the remedy stands behind it
    assert capfd.readouterr() == ("", "")


def test_a_file_that_unpacks_to_a_flood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policytext.readers.packages.LARGEST", 3_000_000)
    with pytest.raises(UnreadableFile, match="unpacks to more than 3 MB"):
        read_lines(docx_with("word/styles.xml", bytes(4_000_000)), name="bombe.docx")


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="is a directory"):
        read_lines(tmp_path)
    with pytest.raises(UnreadableFile, match="does not exist"):
        read_lines(tmp_path / "fehlt.pdf")


def test_a_declared_encoding_that_is_a_lie() -> None:
    with pytest.raises(UnreadableFile, match="save it anew as UTF-8"):
        read_lines(b"\xff\xfeabc", name="kaputt.txt")


def test_a_damaged_page_costs_only_itself() -> None:
    start = PDF.index(b"stream\n", PDF.index(b"/Length")) + len(b"stream\n")
    raw = read_lines(PDF[: start + 40] + b"\xff\xfe\xfd" * 10 + PDF[start + 70 :], name="schaden.pdf")
    assert raw.pages == 3
    assert {line.page for line in raw.lines} == {2, 3}
    assert raw.warnings == ("page 1 is damaged and was left out",)


@pytest.mark.parametrize(
    ("data", "kind"),
    [(PDF, "pdf"), (DOCX, "docx"), (HTML, "html"), *(((FIXTURES / name).read_bytes(), name) for name in OTHERS)],
    ids=["pdf", "docx", "html", *OTHERS],
)
def test_mutated_files_give_text_or_one_line(data: bytes, kind: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Bytes flipped, cut out and spliced in: never a traceback, never a word on standard error."""
    chance = random.Random(11)
    for _ in range(40):
        mutated = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            place = chance.randrange(len(mutated))
            match chance.randrange(3):
                case 0:
                    mutated[place] = chance.randrange(256)
                case 1:
                    del mutated[place : place + chance.randint(1, 60)]
                case _:
                    mutated[place:place] = mutated[place : place + chance.randint(1, 60)]
        try:
            for member in list_members(bytes(mutated), name=kind):
                if isinstance(member, PolicytextError):
                    raise member
                raw = read_lines(member)
                assert raw.lines or raw.warnings
        except PolicytextError as error:
            assert kind in str(error)
    assert capfd.readouterr().err == ""
