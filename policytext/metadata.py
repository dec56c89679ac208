"""What the caller knows of papers better than they say themselves: of one, or of many from a table by file name."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import TextIO

from policytext.errors import BadInput
from policytext.german import laender
from policytext.model import KINDS, Document

EARLIEST, LATEST = 1800, 2200  # years of documents; relative times reckon some hundred years around them
CALLER = "caller"
FILE = "file"  # the table's column of file names
DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller knows of a paper; `None` where the paper's own word holds.

    `kind` is one of `policytext.model.KINDS`, `land` an ISO 3166-2 code ("DE-BW", "de-bw" or "BW").
    """

    title: str | None = None
    issuer: str | None = None
    kind: str | None = None
    issued: date | None = None
    land: str | None = None
    reference: str | None = None

    def checked(self) -> Known:
        """The same with its codes as the model has them; raises `BadInput` where a value cannot be."""
        return replace(
            self, kind=checked_kind(self.kind), issued=checked_day(self.issued), land=checked_land(self.land)
        )

    def over(self, other: Known) -> Known:
        """What is known here, and where nothing is, what is known there."""
        told = {one.name: getattr(self, one.name) or getattr(other, one.name) for one in fields(self)}
        return Known(**told)


COLUMNS = tuple(one.name for one in fields(Known))


def checked_land(code: str | None) -> str | None:
    """The ISO 3166-2 code of a Land ("DE-BW", "de-bw" or "BW"), or an error that names the known ones."""
    if code is None:
        return None
    whole = laender.complete_code(code)
    if whole is None:
        raise BadInput(f"unknown Land {code!r}: use one of {', '.join(sorted(laender.load_codes()))}")
    return whole


def checked_day(issued: date | None) -> date | None:
    """The document's date, or an error where it is far from any calendar that the taggers know."""
    if issued is not None and not EARLIEST <= issued.year <= LATEST:
        raise BadInput(f"issued {issued}: give a date between {EARLIEST} and {LATEST}")
    return issued


def checked_kind(kind: str | None) -> str | None:
    """A kind of paper, or an error that names the known ones."""
    if kind is not None and kind not in KINDS:
        raise BadInput(f"unknown kind {kind!r}: use one of {', '.join(KINDS)}")
    return kind


def apply_known(document: Document, known: Known) -> Document:
    """The document whose head says what the caller knows, with `caller` for its source."""
    told = [name for name in COLUMNS if getattr(known, name)]
    if not told:
        return document
    head, text = document.head, document.text
    better = replace(
        head,
        kind=known.kind or head.kind,
        title=known.title or head.title,
        issuer=known.issuer or head.issuer,
        issued=known.issued or head.issued,
        reference=known.reference or head.reference,
        land=known.land or head.land,
        sources={**head.sources, **{name: CALLER for name in told if name != "kind"}},
        title_span=_find_span(text, known.title) if known.title else head.title_span,
        issuer_span=_find_span(text, known.issuer) if known.issuer else head.issuer_span,
        scores={name: score for name, score in head.scores.items() if name not in told},
    )
    return replace(document, head=better)


def _find_span(text: str, words: str) -> tuple[int, int] | None:
    at = text.find(words)
    return (at, at + len(words)) if at >= 0 else None


def look_up_known(table: Mapping[str, Known], name: str) -> Known:
    """What a table knows of the file `name`: by its name as it is, else by its last part."""
    return table.get(name) or table.get(PurePosixPath(name.replace("\\", "/")).name) or Known()


def without_file(table: Mapping[str, Known], names: Iterable[str]) -> list[str]:
    """The files that a table knows and that are none of `names`, in the table's order; see `look_up_known`."""
    told = set(names)
    told |= {PurePosixPath(name.replace("\\", "/")).name for name in told}
    return [name for name in table if name not in told]


# ---------------------------------------------------------------------------------------------- tables


def read_table(path: Path) -> dict[str, Known]:
    """What a CSV table knows, by file name.

    The first row names the columns: `file` and any of `title`, `issuer`, `kind`, `issued` (2017-04-06 or 06.04.2017),
    `land`, `reference`; commas, semicolons or tabs part them; empty cells say nothing. Raises `BadInput` with one line
    where the table cannot be read, has other columns, or a cell cannot be.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return dict(_read_rows(stream, path.name))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        cause = error.strerror if isinstance(error, OSError) else error
        raise BadInput(f"{path}: {cause}; give a CSV table in UTF-8 with a column {FILE}") from error


def _read_rows(stream: TextIO, name: str) -> Iterator[tuple[str, Known]]:
    first = stream.readline()
    delimiter = max(DELIMITERS, key=first.count)
    columns = [column.strip().lower() for column in next(csv.reader([first], delimiter=delimiter), [])]
    _check_columns(columns, name)
    for number, row in enumerate(csv.reader(stream, delimiter=delimiter), 2):
        cells = {column: cell.strip() for column, cell in zip(columns, row, strict=False) if cell.strip()}
        if file := cells.pop(FILE, ""):
            yield file, _build_known(cells, f"{name}, line {number}")


def _check_columns(columns: list[str], name: str) -> None:
    if FILE not in columns:
        raise BadInput(f"{name}: no column {FILE}; give one with the files' names")
    if unknown := [column for column in columns if column not in (FILE, *COLUMNS)]:
        raise BadInput(f"{name}: unknown column {unknown[0]!r}; known are {FILE}, {', '.join(COLUMNS)}")


def _build_known(cells: dict[str, str], where: str) -> Known:
    try:
        issued = read_date(cells.pop("issued")) if "issued" in cells else None
        return Known(issued=issued, **cells).checked()
    except BadInput as error:
        raise BadInput(f"{where}: {error}") from error


def read_date(words: str) -> date:
    """A date written as 2017-04-06 or 06.04.2017; raises `BadInput` for anything else."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    raise BadInput(f"{words!r} is no date; write 2017-04-06 or 06.04.2017")
