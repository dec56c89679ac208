"""CSV: a table of text, each record a row; semicolons, tabs or commas part its cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from policytext.errors import UnreadableFile
from policytext.model import Line, RawDocument
from policytext.readers.decoding import decode_text

MEDIA_TYPE = "text/csv"
SEPARATORS = {";": 2, "\t": 2, ",": 3}  # with the least cells of a row: commas part clauses too, but for numbers
NUMBER = re.compile(r"\s*-?[\d.,]*\d\s*[^\W\d]{0,4}€?\s*")
LOOKED_AT = 50  # rows
LEAST_ROWS = 2
LONGEST_FIELD = 131_072  # characters
LONGEST_CELL = 60  # characters on average; what is longer is prose


def separator_of(text: str) -> str:
    """What parts the cells of a table in this text; empty where it is no table.

    >>> separator_of("Ort;Betrag\\nAu;5.000,00\\n")
    ';'
    """
    return next((sign for sign, least in SEPARATORS.items() if _is_table(_read_head_rows(text, sign), least)), "")


def _read_head_rows(text: str, sign: str) -> list[list[str]]:
    """The first rows; what stands behind them is not parsed."""
    try:
        return list(islice(_split_rows(text, sign), LOOKED_AT))
    except csv.Error:
        return []


def _is_table(rows: Sequence[Sequence[str]], least: int) -> bool:
    cells = [cell for row in rows for cell in row]
    is_even = len({len(row) for row in rows}) == 1 and len(rows) >= LEAST_ROWS and len(rows[0]) >= least
    is_even = is_even or (len(rows) > LEAST_ROWS and _is_of_pairs(rows))
    return is_even and sum(map(len, cells)) <= LONGEST_CELL * len(cells) and not any(map(_ends_sentence, cells))


def _is_of_pairs(rows: Sequence[Sequence[str]]) -> bool:
    """Whether each row below the first is a name and a number."""
    return all(len(row) == 2 for row in rows) and all(NUMBER.fullmatch(row[1]) for row in rows[1:])


def _ends_sentence(cell: str) -> bool:
    return len(cell) > LONGEST_CELL and cell.rstrip().endswith((".", "?", "!"))


def _split_rows(text: str, sign: str) -> Iterator[list[str]]:
    """The rows that say something; raises `csv.Error`, as for a cell of more than 131,072 characters."""
    csv.field_size_limit(LONGEST_FIELD)  # other readers in this process may have asked for more
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    return (row for row in rows if any(cell.strip() for cell in row))


def read_csv(data: bytes, said: str) -> RawDocument:
    """The rows of a CSV file; raises `UnreadableFile` for a broken one, `UnknownFormat` for bytes that are no text."""
    text = decode_text(data, said)
    try:
        lines = tuple(map(row_line, _split_rows(text, separator_of(text) or ";")))
    except csv.Error:
        raise UnreadableFile(f"{said} is a broken CSV file: open it in a spreadsheet and save it anew") from None
    return RawDocument(lines, MEDIA_TYPE)


def row_line(cells: Sequence[str]) -> Line:
    """A row as the model knows it; line breaks within cells are blanks."""
    return Line(" | ".join(" ".join(cell.replace("|", "/").split()) for cell in cells), role="row", glue="\n\n")
