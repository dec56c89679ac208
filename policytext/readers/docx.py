"""DOCX: paragraphs, headings, list items and table rows in the order of the body; page headers and footers left out."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from policytext.errors import UnreadableFile
from policytext.model import Line, RawDocument

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST = 300_000_000  # bytes unpacked; the longest real documents hold a hundredth of it
MOST_PARTS = 20_000
CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
NO_TEXT = frozenset({"del", "moveFrom", "txbxContent", "footnoteReference", "instrText", "delText"})
HEADING_STYLE = re.compile(r"(?:heading|überschrift|title|titel|subtitle|untertitel)\b", re.IGNORECASE)
ITEM_STYLE = re.compile(r"(?:list|liste|aufzählung)", re.IGNORECASE)
DEEPEST = 50  # tables and content controls within each other


def read_docx(data: bytes, said: str) -> RawDocument:
    """The blocks of a DOCX file, each a line with its role."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    broken = (
        PackageNotFoundError,
        LxmlError,
        zipfile.BadZipFile,
        zlib.error,
        ArithmeticError,
        AttributeError,
        EOFError,
        LookupError,
        NotImplementedError,
        OSError,
        RecursionError,
        RuntimeError,
        TypeError,
        ValueError,
    )
    _check_size(data, said)
    try:
        document = Document(io.BytesIO(data))
        styles = _styles(document)
        lines = [line for element in document.element.body for line in _blocks(element, styles)]
        metadata = _metadata(document)
    except broken:
        raise UnreadableFile(f"{said} is a broken DOCX file: open it in a word processor and save it anew") from None
    if not lines:
        raise UnreadableFile(f"{said} has no text: if it holds pictures of pages, it needs OCR")
    return RawDocument(lines=tuple(lines), media_type=MEDIA_TYPE, metadata=metadata)


def _check_size(data: bytes, said: str) -> None:
    """Refuses what would unpack to a flood, and XML that brings its own entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
                raise UnreadableFile(f"{said} unpacks to more than {LARGEST // 1_000_000} MB: it is not read")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        _check_entities(stream.read(4000), said)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError):
        raise UnreadableFile(f"{said} is a broken or encrypted DOCX file: save it anew without password") from None
    except zlib.error:
        raise UnreadableFile(f"{said} is a broken DOCX file: get it anew from its source") from None


def _check_entities(head: bytes, said: str) -> None:
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise UnreadableFile(f"{said} brings XML entities of its own, which no word processor writes: it is not read")


# ---------------------------------------------------------------------------------------------- blocks


def _blocks(element: Any, styles: dict[str, str], depth: int = 0) -> Iterator[Line]:
    """The lines of a body element; content controls and tracked insertions are walked through."""
    if depth > DEEPEST:
        return
    if element.tag == WORD + "p":
        yield from _paragraph(element, styles)
        for box in element.iter(WORD + "txbxContent"):
            if not any(parent.tag == FALLBACK for parent in box.iterancestors()):
                yield from (line for child in box for line in _blocks(child, styles, depth + 1))
    elif element.tag == WORD + "tbl":
        yield from _rows(element, depth)
    elif element.tag in (WORD + "sdt", WORD + "sdtContent", WORD + "ins", WORD + "moveTo", WORD + "customXml"):
        for child in element:
            yield from _blocks(child, styles, depth + 1)


def _paragraph(element: Any, styles: dict[str, str]) -> Iterator[Line]:
    """A paragraph, one line for each line break that its author typed."""
    rows = [row.strip() for row in _text(element).split("\n")]
    rows = [row for row in rows if row]
    role, bold = _role(element, styles), _is_bold(element)
    for number, row in enumerate(rows, start=1):
        yield Line(row, role=role, bold=bold, glue="\n\n" if number == len(rows) else "\n")


def _rows(table: Any, depth: int) -> Iterator[Line]:
    for row in table.iter(WORD + "tr"):
        if next((parent for parent in row.iterancestors() if parent.tag == WORD + "tbl"), None) is not table:
            continue  # a row of a table within a cell: it is part of that cell's text
        cells = [_cell(cell) for cell in row.iter(WORD + "tc") if _row_of(cell) is row]
        if any(cells):
            yield Line(" | ".join(cells), role="row", glue="\n\n")


def _row_of(cell: Any) -> Any:
    return next(parent for parent in cell.iterancestors() if parent.tag == WORD + "tr")


def _cell(cell: Any) -> str:
    return " ".join(" ".join(_text(paragraph).split()) for paragraph in cell.iter(WORD + "p")).strip()


def _text(element: Any) -> str:
    """The characters of a paragraph as they stand after all tracked changes are accepted."""
    parts: list[str] = []
    _gather(element, parts)
    return "".join(parts)


def _gather(element: Any, parts: list[str], depth: int = 0) -> None:
    for child in element:
        tag = child.tag.removeprefix(WORD) if isinstance(child.tag, str) else ""
        if tag == "t":
            parts.append(child.text or "")
        elif tag in CHARACTERS:
            is_page_end = child.get(WORD + "type") in ("page", "column")
            parts.append(" " if is_page_end else CHARACTERS[tag])
        elif tag not in NO_TEXT and child.tag != FALLBACK and depth < DEEPEST:
            _gather(child, parts, depth + 1)


# ---------------------------------------------------------------------------------------------- roles, metadata


def _styles(document: Any) -> dict[str, str]:
    return {style.style_id: style.name or "" for style in document.styles}


def _role(element: Any, styles: dict[str, str]) -> str:
    properties = element.find(WORD + "pPr")
    if properties is None:
        return "paragraph"
    style = properties.find(WORD + "pStyle")
    name = styles.get(style.get(WORD + "val"), "") if style is not None else ""
    if HEADING_STYLE.match(name) or properties.find(WORD + "outlineLvl") is not None:
        return "heading"
    if properties.find(WORD + "numPr") is not None or ITEM_STYLE.match(name):
        return "item"
    return "paragraph"


def _is_bold(element: Any) -> bool:
    """Whether every run with words in it is set in bold by hand."""
    runs = [run for run in element.iter(WORD + "r") if any((text.text or "").strip() for text in run.iter(WORD + "t"))]
    return bool(runs) and all(_run_is_bold(run) for run in runs)


def _run_is_bold(run: Any) -> bool:
    bold = run.find(f"{WORD}rPr/{WORD}b")
    return bold is not None and bold.get(WORD + "val") not in ("0", "false", "off")


def _metadata(document: Any) -> dict[str, str]:
    properties = document.core_properties
    found = {"title": properties.title, "author": properties.author, "language": properties.language}
    return {key: value.strip() for key, value in found.items() if value and value.strip()}
