"""DOCX: the blocks of the body in order, as they read once all tracked changes are accepted.

Footnotes come at the end and their marks go, so that no number grows; text boxes stand behind their paragraph; what the
first page alone has as its header (a letterhead) comes first, other headers and footers are kept as `running` metadata.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Any

from policytext.errors import UnreadableFile
from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Line, RawDocument
from policytext.readers.docx_numbering import Numbering
from policytext.readers.docx_styles import DocxStyles
from policytext.readers.docx_text import Paragraphs, is_deleted_row
from policytext.readers.packages import Package, find_child, local_name, read_attribute
from policytext.readers.struck_marks import STRUCK

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DEEPEST = 50  # tables and content controls within each other
WALKED = frozenset({"sdtContent", "ins", "moveTo", "customXml", "smartTag"})
NO_NOTE = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_COUNT = PatternLists("structure", "pages").counts
PAGE_COUNT = re.compile(rf"(?:{_COUNT}|\d+|[\s/|.·–-])*", re.IGNORECASE)  # Seite 1 von 3


def read_docx(data: bytes, said: str) -> RawDocument:
    """The blocks of a DOCX (or DOCM: macros are not even looked at) file, each a line with its role."""
    package = Package(data, said, "DOCX")
    try:
        body = _Body(package)
        lines, running = body.lines()
        metadata = _read_metadata(package)
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        raise UnreadableFile(f"{said} is a broken DOCX file: open it in a word processor and save it anew") from None
    if not lines:
        raise UnreadableFile(f"{said} has no text: if it holds pictures of pages, it needs OCR")
    if running:
        metadata["running"] = "\n".join(running)
    warnings = (STRUCK,) if body.text.has_struck else ()
    return RawDocument(lines=tuple(lines), media_type=MEDIA_TYPE, metadata=metadata, warnings=warnings)


class _Body:
    """One document: its parts, and the walk through them."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = _main_part(package)
        self.related = _load_relations(package, self.main)
        self.styles = DocxStyles(self._part("styles"))
        self.text = Paragraphs(self.styles, Numbering(self._part("numbering")))

    def _part(self, kind: str) -> Any:
        return next((self.package.xml(target) for type_, target in self.related.values() if type_ == kind), None)

    def lines(self) -> tuple[list[Line], list[str]]:
        """All lines of the document, and those of its running heads and feet."""
        root = self.package.xml(self.main)
        body = find_child(root, "body") if root is not None else None
        if body is None:
            raise ValueError("no body")
        letterhead, running = self._around(body)
        lines = [*letterhead, *self._blocks(body), *self._notes("footnotes"), *self._notes("endnotes")]
        return lines, running

    # ------------------------------------------------------------------------------------------ blocks

    def _blocks(self, parent: Any, depth: int = 0) -> Iterator[Line]:
        for element in parent if depth < DEEPEST else ():
            match local_name(element):
                case "p":
                    yield from self.text.lines_of(element)
                    for box in _list_text_boxes(element):
                        yield from self._blocks(box, depth + 1)
                case "tbl":
                    yield from self._rows(element, depth)
                case "sdt":
                    if find_child(element, "sdtPr", "showingPlcHdr") is None:
                        yield from self._blocks(element, depth + 1)
                case "AlternateContent":
                    choice = find_child(element, "Choice")
                    yield from self._blocks(choice, depth + 1) if choice is not None else ()
                case name if name in WALKED:
                    yield from self._blocks(element, depth + 1)

    def _rows(self, table: Any, depth: int) -> Iterator[Line]:
        """A line for each row; a row of a single cell only frames what stands in it."""
        for row in _list_own(table, "tr"):
            if is_deleted_row(row):
                continue
            cells = list(_list_own(row, "tc"))
            if len(cells) == 1:
                yield from self._blocks(cells[0], depth + 1)
                continue
            texts = [self.text.flat(cell) for cell in cells]
            if any(texts):
                yield Line(" | ".join(texts), role="row", glue="\n\n")

    def _notes(self, kind: str) -> Iterator[Line]:
        part = self._part(kind)
        for note in part if part is not None else ():
            if read_attribute(note, "type") not in NO_NOTE:
                yield from self._blocks(note)

    # ------------------------------------------------------------------------------------------ heads and feet

    def _around(self, body: Any) -> tuple[list[Line], list[str]]:
        """The header that the first page alone has, and the words of all others."""
        letterhead: list[Line] = []
        running: dict[str, None] = {}
        sections = [element for element in body.iter() if local_name(element) == "sectPr"]
        for number, section in enumerate(sections):
            has_own_first = find_child(section, "titlePg") is not None
            for reference in section:
                name, kind = local_name(reference), read_attribute(reference, "type")
                if name not in ("headerReference", "footerReference") or (kind == "first" and not has_own_first):
                    continue
                lines = list(self._furniture(read_attribute(reference, "id")))
                if name == "headerReference" and kind == "first" and number == 0:
                    letterhead = lines
                else:
                    running |= dict.fromkeys(line.text for line in lines)
        return letterhead, list(running)

    def _furniture(self, identity: str) -> Iterator[Line]:
        _, target = self.related.get(identity, ("", ""))
        part = self.package.xml(target) if target else None
        if part is not None:
            yield from (line for line in self._blocks(part) if not PAGE_COUNT.fullmatch(line.text))


def _list_own(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, those within content controls and insertions too."""
    for element in parent:
        if local_name(element) == name:
            yield element
        elif local_name(element) in {"sdt", *WALKED}:
            yield from _list_own(element, name)


def _list_text_boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph; their copies for old programs left out."""
    for element in paragraph.iter():
        if local_name(element) == "txbxContent":
            outer = {local_name(parent) for parent in _list_parents(element, paragraph)}
            if not outer & {"Fallback", "txbxContent", "del", "moveFrom"}:
                yield element


def _list_parents(element: Any, root: Any) -> Iterator[Any]:
    for parent in element.iterancestors():
        if parent is root:
            return
        yield parent


# ---------------------------------------------------------------------------------------------- the package's parts


def _main_part(package: Package) -> str:
    """The part that holds the body: `word/document.xml` but for programs with their own taste."""
    for kind, target in _read_relations(package.xml("_rels/.rels"), ""):
        if kind == "officeDocument" and target in package:
            return target
    return "word/document.xml"


def _load_relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The parts that a part refers to: id → what it is and where it lies. Links to the outside are left out."""
    folder, name = posixpath.split(part)
    root = package.xml(posixpath.join(folder, "_rels", name + ".rels"))
    found = {} if root is None else {read_attribute(each, "Id"): each for each in root}
    return {key: relation for key, each in found.items() for relation in _read_relations([each], folder)}


def _read_relations(elements: Iterable[Any] | None, folder: str) -> Iterator[tuple[str, str]]:
    for element in elements if elements is not None else ():
        if read_attribute(element, "TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + folder, read_attribute(element, "Target")))
            yield read_attribute(element, "Type").rpartition("/")[2], target.lstrip("/")


def _read_metadata(package: Package) -> dict[str, str]:
    names = {"title": "title", "creator": "author", "language": "language"}
    core = package.xml("docProps/core.xml")
    found = {
        names.get(local_name(element)): (element.text or "").strip() for element in (core if core is not None else ())
    }
    return {key: value for key, value in found.items() if key and value}
