"""Funding areas: ids, titles, definitions, the terms that name them, parents and crosswalks, read from TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policytext import lexicon
from policytext.errors import BadTaxonomy

DEFAULT = "default"
AREA_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?")  # soziales   integration/ehrenamt


@dataclass(frozen=True, slots=True)
class Area:
    """A funding area: `terms`, `institutions` and `laws` name what belongs to it, `crosswalk` its names elsewhere."""

    id: str
    title: str
    definition: str = ""
    parent: str | None = None
    terms: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    crosswalk: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def seeds(self) -> tuple[str, ...]:
        """Everything that names the area, without repetition."""
        return tuple(dict.fromkeys((*self.terms, *self.institutions, *self.laws)))


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A named list of areas, parents before their children."""

    name: str
    areas: tuple[Area, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The areas' ids, in order."""
        return tuple(area.id for area in self.areas)

    @property
    def parents(self) -> dict[str, str]:
        """The parent of every sub-area."""
        return {area.id: area.parent for area in self.areas if area.parent}

    @property
    def seeds(self) -> dict[str, tuple[str, ...]]:
        """The terms of every area."""
        return {area.id: area.seeds for area in self.areas}

    def with_parents(self, labels: frozenset[str]) -> frozenset[str]:
        """The labels with the areas above them."""
        return labels | {self.parents[label] for label in labels if label in self.parents}

    def crosswalk(self, scheme: str) -> dict[str, str]:
        """The area of every name of another scheme, such as `bundestag`."""
        return {name: area.id for area in self.areas for name in area.crosswalk.get(scheme, ())}


def load(source: str | Path | None = None) -> Taxonomy:
    """The built-in taxonomy (`None` or `"default"`) or the one of a TOML file; `BadTaxonomy` says what is wrong."""
    if source is None or source == DEFAULT:
        return parse(lexicon.load("areas"), "areas.toml")
    path = Path(source)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadTaxonomy(f"{path}: cannot be read as an area taxonomy ({_one_line(error)})") from error
    return parse(data, str(path))


def parse(data: Mapping[str, Any], where: str) -> Taxonomy:
    """The taxonomy in the tables of a TOML file."""
    tables = data.get("areas")
    if not isinstance(tables, dict) or not tables:
        raise BadTaxonomy(f"{where}: has no areas: add tables such as [areas.soziales] with a title")
    areas = tuple(_area(id_, table, where) for id_, table in tables.items())
    _check_parents(areas, where)
    return Taxonomy(
        str(data.get("name") or Path(where).stem), tuple(sorted(areas, key=lambda area: area.parent is not None))
    )


def _area(id_: str, table: Any, where: str) -> Area:
    if not AREA_ID.fullmatch(id_):
        raise BadTaxonomy(f"{where}: area id {id_!r} is not lower-case ASCII with hyphens, such as 'umwelt-natur'")
    if not isinstance(table, dict) or not isinstance(table.get("title"), str) or not table["title"].strip():
        raise BadTaxonomy(f"{where}: area {id_!r} has no title")
    crosswalk = table.get("crosswalk", {})
    if not isinstance(crosswalk, dict):
        raise BadTaxonomy(f"{where}: area {id_!r}: 'crosswalk' is no table of lists")
    return Area(
        id_,
        table["title"],
        definition=str(table.get("definition", "")),
        parent=table.get("parent") or (id_.split("/", maxsplit=1)[0] if "/" in id_ else None),
        terms=_strings(table, "terms", id_, where),
        institutions=_strings(table, "institutions", id_, where),
        laws=_strings(table, "laws", id_, where),
        crosswalk={scheme: _strings(crosswalk, scheme, id_, where) for scheme in crosswalk},
    )


def _strings(table: Mapping[str, Any], key: str, id_: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadTaxonomy(f"{where}: area {id_!r}: {key!r} is no list of strings")
    return tuple(value)


def _check_parents(areas: tuple[Area, ...], where: str) -> None:
    tops = {area.id for area in areas if area.parent is None}
    for area in areas:
        if area.parent is not None and area.parent not in tops:
            raise BadTaxonomy(
                f"{where}: area {area.id!r} has the parent {area.parent!r}, which is no area of the first level"
            )


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
