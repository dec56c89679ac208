"""Imports point one way, and heavy libraries are imported only inside functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.import_diagram import insert_diagram

PACKAGE = Path(__file__).parents[1] / "policytext"
PAPER = Path(__file__).parents[1] / "docs" / "architecture.md"

FOUNDATION = {"layout", "model", "errors", "lexicon", "german"}
ROOMS = (
    "readers",
    "clean",
    "letterhead",
    "segment",
    "taggers.amounts",
    "taggers.times",
    "taggers.actors",
    "taggers.statements",
    "link",
    "areas",
)
MAY_IMPORT: dict[str, set[str]] = {
    "layout": set(),
    "outline": {"layout"},
    "model": {"layout", "outline"},
    "errors": set(),
    "version": set(),
    "lexicon": {"errors"},
    "german": {"errors", "lexicon"},
    **dict.fromkeys(ROOMS, FOUNDATION),
    "analysis": {"model"},
    "picture": {"model", "errors"},
    "metadata": {"model", "errors", "german"},
    "pipeline": {*FOUNDATION, *ROOMS, "analysis", "metadata"},
    "workers": {"errors"},
    "preload": {"pipeline", "errors"},
    "exports": {"model", "errors", "lexicon", "analysis"},
    "archive": {*FOUNDATION, "analysis"},
    "intake": {"version", "archive", "analysis", "model", "pipeline", "errors"},
    "evaluate": {*FOUNDATION, "analysis", "pipeline"},
    "cli": {
        *FOUNDATION,
        "archive",
        "intake",
        "picture",
        "analysis",
        "metadata",
        "pipeline",
        "evaluate",
        "exports",
        "areas",
        "training",
        "workers",
        "",
    },
    "training": {*FOUNDATION, "segment", "letterhead", "areas", "link", "pipeline", "analysis"},
    "spacy_component": {"", "model"},
    "__main__": {"cli"},
    "": {"version", "pipeline", "model", "analysis", "errors", "intake"},
}
ARCHIVE_MAY_IMPORT: dict[str, set[str]] = {  # the rooms of the archive among themselves
    "transaction": set(),
    "typed_values": set(),
    "frames": set(),
    "results": {"frames"},
    "schema": {"transaction"},
    "storage": {"results"},
    "index": {"storage"},
    "search": {"results", "typed_values", "storage", "index"},
    "corrections": {"typed_values", "storage", "index"},
    "upkeep": {"transaction", "schema", "storage", "index", "corrections"},
    "privacy": {"results", "storage", "search", "corrections", "upkeep"},
    "events": {"results", "search"},
    "overviews": {"results", "storage", "search", "events"},
    "judging": {"transaction", "storage", "corrections", "upkeep", "privacy"},
    "archive_file": {
        *("transaction", "results", "storage", "search", "upkeep", "privacy", "events", "overviews", "judging")
    },
    "": {"results", "corrections", "overviews", "archive_file"},
}
HEAVY = {
    "spacy",
    "sklearn",
    "scipy",
    "numpy",
    "pdfplumber",
    "pdfminer",
    "pypdfium2",
    "PIL",
    "pandas",
    "trafilatura",
    "lxml",
    "olefile",
    "oxmsg",
    "striprtf",
    "holidays",
    "Stemmer",
    "pycrfsuite",
    "py3langid",
    "charset_normalizer",
    "jinja2",
}
MAY_BE_HEAVY = {"spacy_component"}  # spaCy itself imports this one


def _room(module: str) -> str:
    """The room of a module below `policytext`: each tagger is a room of its own."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "taggers" and len(parts) > 1 else parts[0]


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = [part for part in path.relative_to(PACKAGE).with_suffix("").parts if part != "__init__"]
        yield ".".join(parts), ast.parse(path.read_text(encoding="utf-8"))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _own(imported: str) -> str | None:
    """The room that an import of ours leads to; `""` is the package's public face."""
    if imported.split(".", maxsplit=1)[0] != "policytext":
        return None
    rest = imported.removeprefix("policytext").lstrip(".")
    known = (PACKAGE / rest.split(".")[0]).is_dir() or (PACKAGE / f"{rest.split('.')[0]}.py").exists()
    return _room(rest) if known else ""


MODULES = list(_modules())


@pytest.mark.parametrize(("module", "tree"), MODULES, ids=[name or "policytext" for name, _ in MODULES])
def test_imports_point_one_way(module: str, tree: ast.Module) -> None:
    room = _room(module)
    foreign = {own for imported in _imports(tree) if (own := _own(imported)) is not None} - {room}
    foreign = {own for own in foreign if not (own == "taggers" and room.startswith("taggers."))}
    assert foreign <= MAY_IMPORT[room]


@pytest.mark.parametrize(("module", "tree"), MODULES, ids=[name or "policytext" for name, _ in MODULES])
def test_heavy_libraries_wait_until_they_are_needed(module: str, tree: ast.Module) -> None:
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    heavy = {imported.split(".")[0] for node in top for imported in _imports(node)} & HEAVY
    assert not heavy or module in MAY_BE_HEAVY


def _archive_room(module: str) -> str:
    """The room of a module or import below `archive`; `""` is the archive's public face."""
    name = module.removeprefix("archive").lstrip(".").partition(".")[0]
    there = (PACKAGE / "archive" / name).is_dir() or (PACKAGE / "archive" / f"{name}.py").exists()
    return name if there else ""


ARCHIVE = [(module, tree) for module, tree in MODULES if _room(module) == "archive"]


@pytest.mark.parametrize(("module", "tree"), ARCHIVE, ids=[module for module, _ in ARCHIVE])
def test_imports_of_the_archive_point_one_way(module: str, tree: ast.Module) -> None:
    inner = (one.removeprefix("policytext.") for one in _imports(tree) if one.startswith("policytext.archive"))
    room = _archive_room(module)
    assert {_archive_room(one) for one in inner} - {room} <= ARCHIVE_MAY_IMPORT[room]


def test_a_new_room_must_be_entered_in_the_table() -> None:
    assert {_room(module) for module, _ in MODULES} <= {*MAY_IMPORT, "taggers"}


@pytest.mark.parametrize(("module", "tree"), MODULES, ids=[name or "policytext" for name, _ in MODULES])
def test_modules_and_functions_stay_small(module: str, tree: ast.Module) -> None:
    lines = max((node.end_lineno or 0 for node in tree.body), default=0)
    longest = max(
        (
            ((node.end_lineno or 0) - node.lineno, node.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
        ),
        default=(0, ""),
    )
    assert lines <= 320 and longest[0] <= 50, f"{module}: {lines} lines, longest function {longest}"


def _draw_paper(text: str) -> str:
    """The architecture paper with its diagrams as the tables have them."""
    return insert_diagram(insert_diagram(text, "rooms", MAY_IMPORT), "archive", ARCHIVE_MAY_IMPORT)


def test_the_diagram_is_the_table() -> None:
    text = PAPER.read_text(encoding="utf-8")
    assert text == _draw_paper(text), "the table has changed: draw it anew by `python -m tests.test_architecture`"


if __name__ == "__main__":
    PAPER.write_text(_draw_paper(PAPER.read_text(encoding="utf-8")), encoding="utf-8")
