"""Labelled texts of a researcher: read, checked against a taxonomy, each text once."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policytext.areas import label_rows
from policytext.areas.label_rows import NO_AREA, LabelRow
from policytext.areas.taxonomy import Taxonomy
from policytext.errors import BadInput

NEAREST = 3  # labels offered for an unknown one
FEW = 8  # labels that fit into a line


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its areas (empty: it belongs to none), as ids of the taxonomy, parents not added.

    `group` names what must not be torn apart between training and testing (a document, an author), `line` where it
    begins in its file, from 1 (in a JSON list: which one it is).
    """

    text: str
    labels: frozenset[str]
    group: str = ""
    id: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class LabelReading:
    """What a label file holds: labelled texts, and how many were not labelled yet or stood there twice."""

    rows: tuple[Labelled, ...]
    unlabelled: int
    repeated: int


def read_labels(path: Path, taxonomy: Taxonomy, *, classes: int = 2) -> tuple[Labelled, ...]:
    """The labelled texts of a CSV or JSONL file or an annotation tool's export; `BadInput` names file and line.

    Labels may be ids or titles; `none` is said of texts without an area. `classes` is how many must occur.
    """
    return read_label_file(path, taxonomy, classes=classes).rows


def read_label_file(path: Path, taxonomy: Taxonomy, *, classes: int = 2) -> LabelReading:
    """The labelled texts with what was left out."""
    found = list(label_rows.read_rows(path))
    known = _index_areas(taxonomy)
    _raise_first(path, _find_problems(found, known, taxonomy))
    merged = list(_merge_single_answers(row for row in found if row.labels is not None))
    if not merged:
        rest = f": none of its {len(found)} texts has a label yet" if found else ""
        raise BadInput(f"{path}: holds no labelled texts{rest}; write an area's id, or none, in the column labels")
    labelled = [_build_labelled(row, known) for row in merged]
    once, repeated = _drop_repeats(path, labelled, taxonomy)
    _check_classes(path, once, classes)
    return LabelReading(tuple(once), sum(row.labels is None for row in found), repeated)


def _index_areas(taxonomy: Taxonomy) -> dict[str, str]:
    """The area of every id and title, in lower case."""
    return {area.title.lower(): area.id for area in taxonomy.areas} | {area.id: area.id for area in taxonomy.areas}


def _find_problems(rows: Iterable[LabelRow], known: dict[str, str], taxonomy: Taxonomy) -> Iterator[tuple[int, str]]:
    """The lines that cannot be used, with what is wrong."""
    for row in rows:
        if not row.text.strip():
            yield row.line, "the text is empty"
        for label in row.labels or ():
            if label.lower() not in known and label.lower() not in NO_AREA:
                yield row.line, f"unknown label {label[:60]!r}; {_find_nearest_labels(label, taxonomy)}"
        if row.labels and len(row.labels) > 1 and any(_is_none(label, known) for label in row.labels):
            yield row.line, "'none' stands beside an area; keep one of them"


def _is_none(label: str, known: dict[str, str]) -> bool:
    return label.lower() in NO_AREA and label.lower() not in known


def _find_nearest_labels(label: str, taxonomy: Taxonomy) -> str:
    """The known labels most like an unknown one, all of them where they are few."""
    names = {name: area.id for area in taxonomy.areas for name in (area.title.lower(), area.id)}
    near = difflib.get_close_matches(label.lower(), names, n=NEAREST)
    if near:
        return f"the nearest known: {', '.join(dict.fromkeys(names[name] for name in near))}"
    more = ", …" if len(taxonomy.ids) > FEW else ""
    return f"known: {', '.join(taxonomy.ids[:FEW])}{more} (is --areas the taxonomy of these labels?)"


def _raise_first(path: Path, problems: Iterator[tuple[int, str]]) -> None:
    found = list(problems)
    if found:
        line, words = found[0]
        others = [str(where) for where, _ in found[1:]]
        more = f"; problems in lines {', '.join(others[:FEW])} too" if others else ""
        raise BadInput(f"{path}, line {line}: {words}{more}")


def _merge_single_answers(rows: Iterable[LabelRow]) -> Iterator[LabelRow]:
    """The rows, with single answers about the same text as one."""
    together: dict[str, LabelRow] = {}
    for row in rows:
        if not row.single:
            yield row
        elif (before := together.get(row.text)) is None:
            together[row.text] = row
        else:
            labels = dict.fromkeys((*(before.labels or ()), *(row.labels or ())))
            together[row.text] = LabelRow(before.line, row.text, tuple(labels), before.group, before.id, single=True)
    yield from together.values()


def _build_labelled(row: LabelRow, known: dict[str, str]) -> Labelled:
    labels = frozenset(known[label.lower()] for label in row.labels or () if label.lower() in known)
    return Labelled(row.text.strip(), labels, row.group, row.id, row.line)


def _drop_repeats(path: Path, rows: Iterable[Labelled], taxonomy: Taxonomy) -> tuple[list[Labelled], int]:
    """Every text once, and how many were repeated; the same text with other labels is an error."""
    first: dict[str, list[Labelled]] = defaultdict(list)
    for row in rows:
        first[" ".join(row.text.lower().split())].append(row)
    torn = [
        (row, other)
        for row, *others in first.values()
        for other in others
        if taxonomy.with_parents(row.labels) != taxonomy.with_parents(other.labels)
    ]
    if torn:
        row, other = torn[0]
        where = f"line {row.line}" if row.line == other.line else f"lines {row.line} and {other.line}"
        more = f" (and {len(torn) - 1} more)" if len(torn) > 1 else ""
        raise BadInput(
            f"{path}, {where}: the same text has different labels"
            f" ({_format_labels(row)} / {_format_labels(other)}): {row.text[:40]!r}; keep one{more}"
        )
    kept = sorted((same[0] for same in first.values()), key=lambda row: row.line)
    return kept, sum(len(same) - 1 for same in first.values())


def _format_labels(row: Labelled) -> str:
    return "; ".join(sorted(row.labels)) or "none"


def _check_classes(path: Path, rows: Sequence[Labelled], classes: int) -> None:
    """Whether there is anything to tell apart."""
    kinds = {row.labels for row in rows}
    if len(kinds) < classes:
        raise BadInput(
            f"{path}: every text is labelled {_format_labels(rows[0])!r}:"
            " one class only; add texts of other areas, or of none"
        )
