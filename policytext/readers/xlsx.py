"""XLSX: the sheets that are shown, row by row, numbers and dates as a German Excel shows them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from policytext.errors import UnreadableFile
from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Line, RawDocument
from policytext.readers.csv_table import row_line
from policytext.readers.packages import Package, find_child, local_name, read_attribute

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEET = PatternLists("structure", "styles").sheets
NAMELESS = re.compile(rf"{_SHEET}\s?\d*", re.IGNORECASE)
DATES = frozenset({14, 15, 16, 17, 22})  # built-in formats, ECMA-376 18.8.30
SHARES = frozenset({9, 10})
IN_BRACKETS = re.compile(r"\[(?!\$)[^\]]*\]")  # of a number's format: [Red], [>=1000], and not [$€-407]
SCALING = re.compile(r"(?<=[0#?]),+(?![0#?,])")  # of a number's format: #,##0⟦,,⟧ shows millions
QUOTED = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|\\(.)')
FIRST_DAY = date(1899, 12, 30)  # day 0 of Excel's calendar from March 1900 on
LAST_DAY = 2_958_465  # 31 December 9999
YEARS = range(1900, 2101)  # whole numbers without a format that stay as they are
SHOWN = ("", "visible")  # else hidden or veryHidden
MOST_COLUMNS = 500
MOST_ROWS = 200_000


def read_xlsx(data: bytes, said: str) -> RawDocument:
    """The rows of a workbook's sheets; a row with one cell is a line of text.

    Raises `UnreadableFile` for one that is broken or empty.
    """
    package = Package(data, said, "XLSX")
    try:
        lines = tuple(_Book(package).lines())
    except (AttributeError, ArithmeticError, LookupError, TypeError, ValueError):
        raise UnreadableFile(f"{said} is a broken XLSX file: open it in a spreadsheet and save it anew") from None
    if not lines:
        raise UnreadableFile(f"{said} has no cells with text: there is nothing to read")
    return RawDocument(lines, MEDIA_TYPE)


class _Book:
    """A workbook: its strings and number formats, and the walk through its sheets."""

    def __init__(self, package: Package) -> None:
        self.package = package
        strings = package.xml("xl/sharedStrings.xml")
        self.strings = [_read_text(one) for one in (strings if strings is not None else ())]
        self.formats = _list_formats(package.xml("xl/styles.xml"))

    def lines(self) -> Iterator[Line]:
        """The lines of the sheets that are shown, each under its name where it has one of its own."""
        named = find_child(self.package.xml("xl/workbook.xml"), "sheets")
        sheets = [each for each in named if read_attribute(each, "state") in SHOWN]
        related = self.package.xml("xl/_rels/workbook.xml.rels")
        targets = {read_attribute(each, "Id"): read_attribute(each, "Target") for each in related}
        for sheet in sheets:
            part = posixpath.normpath(posixpath.join("/xl", targets[read_attribute(sheet, "id")])).lstrip("/")
            rows = list(self._rows(self.package.xml(part)))
            name = read_attribute(sheet, "name")
            if rows and len(sheets) > 1 and not NAMELESS.fullmatch(name):
                yield Line(name, role="heading", glue="\n\n")
            yield from map(_build_line, rows)

    def _rows(self, sheet: Any) -> Iterator[list[str]]:
        data = find_child(sheet, "sheetData") if sheet is not None else None
        for row in list(data if data is not None else ())[:MOST_ROWS]:
            cells: list[str] = []
            for cell in row:
                column = min(_column_number(read_attribute(cell, "r")), MOST_COLUMNS) or len(cells) + 1
                cells += [""] * (column - 1 - len(cells))
                cells.append(self._shown(cell))
            while cells and not cells[-1]:
                cells.pop()
            if cells and not read_attribute(row, "hidden"):
                yield cells

    def _shown(self, cell: Any) -> str:
        value = find_child(cell, "v")
        said = (value.text or "") if value is not None else ""
        match read_attribute(cell, "t"):
            case "s":
                return self.strings[int(said)] if said else ""
            case "inlineStr":
                return _read_text(find_child(cell, "is"))
            case "str" | "d":
                return said
            case "b" | "e":
                return ""
        style = int(read_attribute(cell, "s") or 0)
        number, code = self.formats[style] if style < len(self.formats) else (0, "")
        return format_number(said, number, code) if said else ""


def _build_line(cells: Sequence[str]) -> Line:
    filled = [cell for cell in cells if cell]
    return row_line(cells) if len(filled) > 1 else Line(" ".join(filled[0].split()), glue="\n\n")


def _column_number(reference: str) -> int:
    """The number of a column from 1 on: `C7` is 3, nothing 0."""
    number = 0
    for sign in reference:
        if not "A" <= sign <= "Z":
            break
        number = 26 * number + ord(sign) - ord("A") + 1
    return number


def _read_text(element: Any) -> str:
    """The words of a string, its phonetic marks left out."""
    if element is None:
        return ""
    parts = (part for part in element.iter() if local_name(part) == "t" and local_name(part.getparent()) != "rPh")
    return "".join(part.text or "" for part in parts)


def _list_formats(styles: Any) -> list[tuple[int, str]]:
    """Number and code of every cell style's format."""
    if styles is None:
        return []
    codes = {
        read_attribute(each, "numFmtId"): read_attribute(each, "formatCode")
        for each in styles.iter()
        if local_name(each) == "numFmt"
    }
    used = find_child(styles, "cellXfs")
    numbers = [read_attribute(each, "numFmtId") or "0" for each in (used if used is not None else ())]
    return [(int(number), codes.get(number, "")) for number in numbers]


def format_number(said: str, number: int, code: str) -> str:
    """A stored number as it is shown under the format of this number or code.

    >>> format_number("1250.5", 0, '#,##0.00 "€"'), format_number("2025", 0, ""), format_number("45000", 14, "")
    ('1.250,50 €', '2025', '15.03.2023')
    """
    try:
        value = Decimal(said)
    except InvalidOperation:
        return said
    code = IN_BRACKETS.sub("", code)
    bare = QUOTED.sub("", code).lower()
    if number in DATES or ("y" in bare or "d" in bare):
        return f"{FIRST_DAY + timedelta(days=int(value)):%d.%m.%Y}" if 0 < value <= LAST_DAY else said
    if number in SHARES or "%" in bare:
        return f"{_format_german(value * 100)} %"
    if not code and number == 0 and value == value.to_integral() and int(value) in YEARS:
        return str(int(value))
    value = value.scaleb(-3 * len("".join(SCALING.findall(bare.partition(";")[0]))))
    unit = next(filter(None, ("".join(match.groups("")).strip() for match in QUOTED.finditer(code))), "")
    return f"{_format_german(value)} {unit or ('€' if '€' in bare else '')}".rstrip()


def _format_german(value: Decimal) -> str:
    """With points between thousands and two places behind the comma, none where they are noughts."""
    places = 0 if value == value.to_integral() else 2
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))
