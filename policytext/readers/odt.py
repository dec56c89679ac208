"""ODT and its flat form FODT: the blocks of the text in order, as they read once all tracked changes are accepted.

Deletions lie aside in the format itself and are not read; footnotes come at the end and their marks go; text boxes
stand behind their paragraph; headers and footers are kept as `running` metadata, a first page's own header comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from policytext.errors import UnreadableFile
from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Line, RawDocument
from policytext.readers.odt_styles import Numbers, names_of, struck_styles
from policytext.readers.packages import Package, find_child, local_name, parse_xml, read_attribute
from policytext.readers.struck_marks import STRUCK

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
FLAT = "application/vnd.oasis.opendocument.text-flat-xml"
DEEPEST = 60  # sections, lists and tables within each other
MOST_BLANKS = 100  # in a row; a number in the file says how many
ROLES = {"h": "heading", "p": "paragraph"}
CHARACTERS = {"tab": "\t", "line-break": "\n", "soft-hyphen": "\u00ad", "non-breaking-hyphen": "-"}
NO_TEXT = frozenset(
    """tracked-changes note annotation annotation-end page-number page-count ruby-text hidden-text hidden-paragraph
    sequence-decls variable-decls user-field-decls forms title desc event-listeners bookmark-ref-format
    table-of-content text-box placeholder script scripts""".split()
)
WALKED = frozenset({"section", "list", "list-item", "list-header", "index-body", "numbered-paragraph", "frame", "g"})
_COUNT = PatternLists("structure", "pages").german_counts
PAGE_COUNT = re.compile(rf"(?:{_COUNT}|\d+|[\s/|.·–-])*", re.IGNORECASE)  # Seite 1 von 3


def read_odt(data: bytes, said: str) -> RawDocument:
    """The blocks of an ODT file, each a line with its role."""
    package = Package(data, said, "ODT")
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and any(local_name(element) == "encryption-data" for element in manifest.iter()):
        raise UnreadableFile(f"{said} is encrypted: save it anew without password")
    return _build_document(
        package.xml("content.xml"), package.xml("styles.xml"), package.xml("meta.xml"), said, MEDIA_TYPE
    )


def read_fodt(data: bytes, said: str) -> RawDocument:
    """The blocks of a flat ODT file: one XML document that holds what an ODT file holds in parts."""
    root = parse_xml(data, said, "FODT")
    return _build_document(root, root, root, said, FLAT)


def _build_document(content: Any, styles: Any, meta: Any, said: str, media_type: str) -> RawDocument:
    try:
        body = find_child(content, "body", "text") if content is not None else None
        if body is None:
            raise ValueError("no text")
        first, running = _read_headers(styles)
        text = _TextWalk(
            names_of(content, "paragraph", "font-weight", ("bold",)), struck_styles(content), Numbers(styles, content)
        )
        lines = [*first, *text.lines_of(body)]
        metadata = _read_metadata(meta)
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        raise UnreadableFile(f"{said} is a broken ODT file: open it in a word processor and save it anew") from None
    if not lines:
        raise UnreadableFile(f"{said} has no text: if it holds pictures of pages, it needs OCR")
    if running:
        metadata["running"] = "\n".join(running)
    warnings = (STRUCK,) if text.has_struck else ()
    return RawDocument(lines=tuple(lines), media_type=media_type, metadata=metadata, warnings=warnings)


class _TextWalk:
    """A walk through a text that sets its footnotes aside."""

    def __init__(self, bold: frozenset[str], struck: frozenset[str], numbers: Numbers) -> None:
        self._bold, self._struck, self._numbers = bold, struck, numbers
        self.has_struck = False  # whether struck-out words were left out
        self._lists: list[str] = []  # the styles of the lists around
        self._item: str | None = None  # the number of the item that begins
        self._notes: list[Any] = []

    def lines_of(self, body: Any) -> list[Line]:
        """All lines, the notes' after those of the text."""
        lines = list(self._blocks(body))
        while self._notes:
            notes, self._notes = self._notes, []
            lines += [line for note in notes for line in self._blocks(note)]
        return lines

    def _blocks(self, parent: Any, role: str = "", depth: int = 0) -> Iterator[Line]:
        for element in parent if depth < DEEPEST else ():
            name = local_name(element)
            if name in ROLES:
                yield from self._paragraph(element, role or ROLES[name], depth)
            elif name == "table":
                yield from self._rows(element, depth)
            elif name == "list":
                yield from self._list(element, role, depth)
            elif name == "list-item":
                self._item = self._numbers.next(
                    self._lists[-1] if self._lists else "", len(self._lists), read_attribute(element, "start-value")
                )
                yield from self._blocks(element, "item", depth + 1)
            elif name in WALKED:
                yield from self._blocks(element, role, depth + 1)
            elif name == "text-box":
                yield from self._blocks(element, "", depth + 1)

    def _list(self, element: Any, role: str, depth: int) -> Iterator[Line]:
        outer = self._lists[-1] if self._lists else ""
        self._lists.append(read_attribute(element, "style-name") or outer)
        if read_attribute(element, "continue-numbering") != "true" and not read_attribute(element, "continue-list"):
            self._numbers.restart(self._lists[-1], len(self._lists))
        yield from self._blocks(element, role, depth + 1)
        self._lists.pop()

    def _number(self, element: Any) -> str:
        """The number that the program writes before this paragraph."""
        number, self._item = self._item, None
        if local_name(element) == "h" and not self._lists and read_attribute(element, "is-list-header") != "true":
            level = read_attribute(element, "outline-level")
            return self._numbers.next("", int(level) if level.isdecimal() else 1)
        return number or ""

    def _paragraph(self, element: Any, role: str, depth: int) -> Iterator[Line]:
        """A paragraph, one line for each line break that its author typed, and the boxes anchored in it."""
        rows = [row.strip() for row in self._text(element).split("\n") if row.strip()]
        if rows and (number := self._number(element).strip()):
            rows[0] = f"{number} {rows[0]}"
        role = "heading" if local_name(element) == "h" else role
        bold = read_attribute(element, "style-name") in self._bold
        for place, row in enumerate(rows, start=1):
            yield Line(row, role=role, bold=bold, glue="\n\n" if place == len(rows) else "\n")
        for frame in element.iter():
            if local_name(frame) == "text-box" and not _is_within(frame, element, {"text-box", "note"}):
                yield from self._blocks(frame, "", depth + 1)

    def _rows(self, table: Any, depth: int) -> Iterator[Line]:
        """A line for each row; a row of a single cell only frames what stands in it."""
        for row in _list_own(table, "table-row"):
            cells = [cell for cell in row if local_name(cell) == "table-cell"]
            if len(cells) == 1:
                yield from self._blocks(cells[0], "", depth + 1)
                continue
            texts = [self._flat(cell) for cell in cells]
            if any(texts):
                yield Line(" | ".join(texts), role="row", glue="\n\n")

    def _flat(self, cell: Any) -> str:
        paragraphs = (part for part in cell.iter() if local_name(part) in ROLES and not _is_within(part, cell, NO_TEXT))
        return " ".join(" ".join(self._text(paragraph).split()) for paragraph in paragraphs).strip()

    def _text(self, element: Any) -> str:
        parts: list[str] = []
        self._gather(element, parts)
        return "".join(parts)

    def _gather(self, element: Any, parts: list[str], depth: int = 0) -> None:
        parts.append(_flatten_text(element.text))
        for each in element if depth < DEEPEST else ():
            name = local_name(each)
            if name == "note":
                self._notes += [body for body in each if local_name(body) == "note-body"]
            elif name == "s":
                count = read_attribute(each, "c")
                parts.append(" " * min(int(count) if count.isdigit() else 1, MOST_BLANKS))
            elif name in CHARACTERS:
                parts.append(CHARACTERS[name])
            elif name == "span" and read_attribute(each, "style-name") in self._struck:
                self.has_struck = True
            elif name not in NO_TEXT:
                self._gather(each, parts, depth + 1)
            parts.append(_flatten_text(each.tail))


def _flatten_text(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _list_own(table: Any, name: str) -> Iterator[Any]:
    """The rows of a table, those of its head and of groups too, not those of tables in its cells."""
    for element in table:
        if local_name(element) == name:
            yield element
        elif local_name(element) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _list_own(element, name)


def _is_within(element: Any, root: Any, names: frozenset[str] | set[str]) -> bool:
    for parent in element.iterancestors():
        if parent is root:
            return False
        if local_name(parent) in names:
            return True
    return False


# ---------------------------------------------------------------------------------------------- metadata


def _read_headers(styles: Any) -> tuple[list[Line], list[str]]:
    """The header that first pages have of their own, and the words of all other headers and footers."""
    first: list[Line] = []
    running: dict[str, None] = {}
    for part in styles.iter() if styles is not None else ():
        name = local_name(part)
        if name.startswith(("header", "footer")) and local_name(part.getparent()) == "master-page":
            lines = [
                line
                for line in _TextWalk(frozenset(), frozenset(), Numbers()).lines_of(part)
                if not PAGE_COUNT.fullmatch(line.text)
            ]
            if name == "header-first" and not first:
                first = lines
            else:
                running |= dict.fromkeys(line.text for line in lines)
    return first, list(running)


def _read_metadata(meta: Any) -> dict[str, str]:
    names = {"title": "title", "initial-creator": "author", "language": "language"}
    holder = find_child(meta, "meta") if meta is not None else None
    found = {names.get(local_name(each)): (each.text or "").strip() for each in (holder if holder is not None else ())}
    return {key: value for key, value in found.items() if key and value}
