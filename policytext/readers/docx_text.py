"""The characters of DOCX paragraphs: insertions kept, deletions, hidden words, notes' marks and page numbers gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from policytext.model import Line
from policytext.readers.docx_numbering import Numbering
from policytext.readers.docx_styles import DocxStyles
from policytext.readers.packages import find_child, local_name, read_attribute

CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
LETTERS = frozenset({"t", *CHARACTERS})
NO_TEXT = frozenset(
    """del moveFrom delText instrText delInstrText txbxContent footnoteReference endnoteReference footnoteRef endnoteRef
    annotationRef commentReference Fallback pPr rPr rt sdtPr""".split()
)
PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|SECTION)\b", re.IGNORECASE)
DEEPEST = 50  # elements within each other in one paragraph


@dataclass(slots=True)
class _GatheredText:
    """What was gathered so far, with the fields that are open: whether each one's words are wanted."""

    parts: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    shown: list[bool] = field(default_factory=list)


class Paragraphs:
    """Makes lines of paragraphs; one whose end was deleted runs on into the next."""

    def __init__(self, styles: DocxStyles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self.has_struck = False  # whether struck-out words were left out
        self._unended = ""

    def lines_of(self, paragraph: Any) -> Iterator[Line]:
        """A paragraph, one line for each line break that its author typed."""
        text = self._unended + text_of(paragraph)
        self._unended = ""
        self.has_struck = self.has_struck or any(_is_struck(run) for run in paragraph.iter() if local_name(run) == "r")
        if find_child(paragraph, "pPr", "rPr", "del") is not None:
            self._unended = text
            return
        rows = [row.strip() for row in text.split("\n") if row.strip()]
        if rows and (number := self._numbering.next(*self._styles.list_of(paragraph))):
            rows[0] = f"{number} {rows[0]}"
        role, bold = self._styles.role(paragraph), _is_bold(paragraph)
        for place, row in enumerate(rows if role != "contents" else (), start=1):
            yield Line(row, role=role, bold=bold, glue="\n\n" if place == len(rows) else "\n")

    def flat(self, cell: Any) -> str:
        """All text of a table's cell as one line; the rows of tables within it too."""
        paragraphs = (element for element in cell.iter() if local_name(element) == "p" and _is_live(element, cell))
        return " ".join(" ".join(text_of(paragraph).split()) for paragraph in paragraphs).strip()


def _is_live(element: Any, root: Any) -> bool:
    for parent in element.iterancestors():
        if parent is root:
            return True
        if local_name(parent) in ("Fallback", "del", "moveFrom") or (
            local_name(parent) == "tr" and is_deleted_row(parent)
        ):
            return False
    return True


def is_deleted_row(row: Any) -> bool:
    """Whether a tracked change took this row of a table away."""
    return find_child(row, "trPr", "del") is not None


def text_of(paragraph: Any) -> str:
    """The characters of a paragraph as they stand after all tracked changes are accepted."""
    gathered = _GatheredText()
    _gather_text(paragraph, gathered)
    return "".join(gathered.parts)


def _gather_text(element: Any, gathered: _GatheredText, depth: int = 0) -> None:
    for each in element if depth < DEEPEST else ():
        name = local_name(each)
        if name == "fldChar":
            _read_field(read_attribute(each, "fldCharType"), gathered)
        elif name == "instrText" and gathered.fields:
            gathered.fields[-1] += each.text or ""
        elif name in NO_TEXT or _is_unwanted(each, name) or (name in LETTERS and not all(gathered.shown)):
            continue
        elif name == "t":
            gathered.parts.append(each.text or "")
        elif name in CHARACTERS:
            gathered.parts.append(" " if read_attribute(each, "type") in ("page", "column") else CHARACTERS[name])
        else:
            _gather_text(each, gathered, depth + 1)


def _read_field(mark: str, gathered: _GatheredText) -> None:
    """A field has instructions, then its words: those of page numbers are not wanted."""
    if mark == "begin":
        gathered.fields.append("")
        gathered.shown.append(False)
    elif mark == "separate" and gathered.fields:
        gathered.shown[-1] = not PAGE_FIELD.match(gathered.fields[-1])
    elif mark == "end" and gathered.fields:
        gathered.fields.pop()
        gathered.shown.pop()


def _is_unwanted(element: Any, name: str) -> bool:
    if name == "fldSimple":
        return PAGE_FIELD.match(read_attribute(element, "instr")) is not None
    if name == "sdt":
        return find_child(element, "sdtPr", "showingPlcHdr") is not None
    return name == "r" and (_is_on(find_child(element, "rPr", "vanish")) or _is_struck(element))


def _is_struck(run: Any) -> bool:
    """Whether words are struck out by hand, as in drafts: they no longer hold."""
    return _is_on(find_child(run, "rPr", "strike")) or _is_on(find_child(run, "rPr", "dstrike"))


def _is_on(switch: Any) -> bool:
    return switch is not None and read_attribute(switch, "val") not in ("0", "false", "off")


def _is_bold(paragraph: Any) -> bool:
    """Whether every run with words in it is set in bold by hand."""
    runs = [run for run in paragraph.iter() if local_name(run) == "r" and _has_words(run)]
    return bool(runs) and all(_is_on(find_child(run, "rPr", "b")) for run in runs)


def _has_words(run: Any) -> bool:
    return any(local_name(part) == "t" and (part.text or "").strip() for part in run)
