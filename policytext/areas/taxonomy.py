"""Funding areas: ids, titles, definitions, the terms that name them, parents and crosswalks, read from TOML."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policytext import lexicon
from policytext.errors import BadTaxonomy

DEFAULT = "default"
AREA_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?")  # soziales   integration/ehrenamt
RESERVED = frozenset({"none", "keine", "kein"})  # as labels say of a text without an area
SEEDS = ("terms", "institutions", "laws")
KEYS = ("title", "definition", "parent", *SEEDS, "crosswalk")


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


def load_taxonomy(source: str | Path | None = None) -> Taxonomy:
    """The built-in taxonomy (`None` or `"default"`) or the one of a TOML file; `BadTaxonomy` says what is wrong."""
    if source is None or source == DEFAULT:
        return parse_taxonomy(lexicon.load_lexicon("areas"), "areas.toml")
    return parse_taxonomy(read_taxonomy(Path(source)), str(source))


def read_taxonomy(path: Path) -> dict[str, Any]:
    """The tables of a TOML file; `BadTaxonomy` where it is none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadTaxonomy(f"{path}: cannot be read as an area taxonomy ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise BadTaxonomy(f"{path}: cannot be read as an area taxonomy in TOML, UTF-8 ({_one_line(error)})") from error


def parse_taxonomy(data: Mapping[str, Any], where: str) -> Taxonomy:
    """The taxonomy in the tables of a TOML file; `BadTaxonomy` says what is wrong first, and how much else is."""
    found = find_problems(data)
    if found:
        more = f" (and {len(found) - 1} more: policytext areas check {where})" if len(found) > 1 else ""
        raise BadTaxonomy(f"{where}: {found[0]}{more}")
    areas = (_build_area(id_, table) for id_, table in data["areas"].items())
    return Taxonomy(
        data.get("name") or Path(where).stem, tuple(sorted(areas, key=lambda area: area.parent is not None))
    )


def find_problems(data: Mapping[str, Any]) -> list[str]:
    """Everything that keeps a taxonomy from being used, one line each."""
    tables = data.get("areas")
    if not isinstance(tables, dict) or not tables:
        return ["has no areas: add tables such as [areas.soziales] with a title"]
    name = data.get("name", "")
    first = [] if isinstance(name, str) else ["'name' is no string"]
    of_areas = [problem for id_, table in tables.items() for problem in _of_area(id_, table)]
    sound = {id_: table for id_, table in tables.items() if isinstance(table, dict)}
    return [*first, *of_areas, *_of_titles(sound), *_of_parents(sound)]


def _of_area(id_: str, table: Any) -> Iterator[str]:
    """What is wrong with one area by itself."""
    if not AREA_ID.fullmatch(id_):
        yield f"area id {id_!r} is not lower-case ASCII with hyphens, such as 'umwelt-natur' or 'umwelt-natur/wald'"
    elif id_ in RESERVED:
        yield f"area id {id_!r} is what labels say of texts without an area: choose another"
    if not isinstance(table, dict):
        yield f'area {id_!r} is no table: write [areas.{id_}] and below it title = "…"'
        return
    if not isinstance(table.get("title"), str) or not table["title"].strip():
        yield f"area {id_!r} has no title"
    yield from (
        f"area {id_!r}: {key!r} is no string"
        for key in ("definition", "parent")
        if not isinstance(table.get(key, ""), str)
    )
    crosswalk = table.get("crosswalk", {})
    lists = {key: table.get(key, []) for key in SEEDS}
    if isinstance(crosswalk, dict):
        lists |= {f"crosswalk.{scheme}": names for scheme, names in crosswalk.items()}
    else:
        yield f"area {id_!r}: 'crosswalk' is no table of lists"
    for key, names in lists.items():
        if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
            yield f'area {id_!r}: {key!r} is no list of strings, such as ["Kita", "Hort"]'


def _of_titles(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    first: dict[str, str] = {}
    for id_, table in tables.items():
        title = table.get("title")
        if isinstance(title, str) and first.setdefault(title.strip().lower(), id_) != id_:
            yield f"areas {first[title.strip().lower()]!r} and {id_!r} have the same title {title!r}"


def _of_parents(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Parents that are unknown, run in a circle, or stand below another area."""
    parents = {id_: parent for id_, table in tables.items() if (parent := _find_parent(id_, table))}
    for id_, parent in parents.items():
        if parent not in tables:
            near = difflib.get_close_matches(parent, tables, n=1)
            yield f"area {id_!r}: its parent {parent!r} is no area" + (f"; did you mean {near[0]!r}?" if near else "")
        elif "/" in id_ and not id_.startswith(f"{parent}/"):
            yield f"area {id_!r}: its id stands below {id_.split('/')[0]!r}, its parent is {parent!r}"
        elif circle := _find_circle(id_, parents):
            yield from (
                [f"area {id_!r}: its parents run in a circle ({' > '.join(circle)})"] if id_ == min(circle) else []
            )
        elif parent in parents:
            yield f"area {id_!r}: its parent {parent!r} has a parent itself; there are two levels"


def _find_circle(id_: str, parents: Mapping[str, str]) -> list[str]:
    """The way from an area up to itself, empty where it leads elsewhere."""
    way = [id_]
    while (above := parents.get(way[-1])) and len(way) <= len(parents):
        way.append(above)
        if above == id_:
            return way
    return []


def _find_parent(id_: str, table: Mapping[str, Any]) -> str | None:
    """The area above: named, or the first part of the id."""
    named = table.get("parent")
    if isinstance(named, str) and named:
        return named
    return id_.split("/", maxsplit=1)[0] if "/" in id_ else None


def find_warnings(data: Mapping[str, Any]) -> list[str]:
    """What is doubtful in a taxonomy without problems: areas without terms, terms of several areas, unknown keys."""
    taxonomy = parse_taxonomy(data, "")
    return [
        *(
            f"area {area.id!r} has no terms: it is found by labelled texts only"
            for area in taxonomy.areas
            if not area.seeds
        ),
        *_find_shared_terms(taxonomy),
        *(
            f"area {id_!r}: the key {key!r} is not known" + (f"; did you mean {near[0]!r}?" if near else "")
            for id_, table in data["areas"].items()
            for key in table
            if key not in KEYS
            for near in [difflib.get_close_matches(key, KEYS, n=1)]
        ),
    ]


def _find_shared_terms(taxonomy: Taxonomy) -> Iterator[str]:
    """Terms and names of another scheme that several areas claim; a sub-area may share its parent's."""
    claims: dict[str, list[str]] = defaultdict(list)
    for area in taxonomy.areas:
        names = [f"{scheme} {name!r}" for scheme in area.crosswalk for name in area.crosswalk[scheme]]
        for claim in dict.fromkeys([*(f"term {term!r}" for term in area.seeds), *names]):
            if taxonomy.parents.get(area.id) not in claims[claim]:
                claims[claim].append(area.id)
    for claim, areas in claims.items():
        if len(areas) > 1:
            yield f"{claim} stands in several areas: {', '.join(areas)}"


def _build_area(id_: str, table: Mapping[str, Any]) -> Area:
    crosswalk = table.get("crosswalk", {})
    return Area(
        id_,
        table["title"].strip(),
        definition=table.get("definition", ""),
        parent=_find_parent(id_, table),
        terms=tuple(table.get("terms", ())),
        institutions=tuple(table.get("institutions", ())),
        laws=tuple(table.get("laws", ())),
        crosswalk={scheme: tuple(names) for scheme, names in crosswalk.items()},
    )


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
