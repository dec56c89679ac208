"""Names explain themselves: functions are verbs with objects, files and classes are named once, nothing is hidden."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "policytext"
FILES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
FUNCTIONS = [
    node.name.strip("_")
    for tree in TREES.values()
    for node in ast.walk(tree)
    if isinstance(node, ast.FunctionDef) and not node.name.startswith("__")
]
PARTICIPLE = re.compile(r"(?:[a-z]+ed|told|said|own|known|given|seen|found|held|kept|put|cut|left|met|drawn|taken)$")
ONE_WORD = 0.20  # of all functions; well-kept packages of the field have .10 to .42
PARTICIPLES = 0.02  # of all functions; there .02 to .10
TWICE = {"Archive"}  # the archive, and the one that also reads files, which is the public one
GLOSSARY = Path(__file__).parents[1] / "docs" / "glossary.md"


def test_functions_are_verbs_with_objects() -> None:
    assert sum("_" not in name for name in FUNCTIONS) / len(FUNCTIONS) <= ONE_WORD


def test_functions_are_no_participles() -> None:
    assert sum(PARTICIPLE.fullmatch(name) is not None for name in FUNCTIONS) / len(FUNCTIONS) <= PARTICIPLES


def test_every_file_has_a_name_of_its_own() -> None:
    places = defaultdict(list)
    for path in FILES:
        places[path.stem].append(path)
    assert [name for name, found in places.items() if len(found) > 1 and not name.startswith("__")] == []


def test_every_class_has_a_name_of_its_own() -> None:
    places = defaultdict(list)
    for path, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                places[node.name].append(path)
    assert [name for name, found in places.items() if len(found) > 1 and name not in TWICE] == []


@pytest.mark.parametrize("room", sorted(path.parent for path in FILES if path.name == "__init__.py"), ids=str)
def test_no_module_is_hidden_by_what_its_room_offers(room: Path) -> None:
    modules = {path.stem for path in room.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert modules.isdisjoint(_offers(TREES[room / "__init__.py"])) or room == PACKAGE / "cli"


def _offers(tree: ast.Module) -> Iterator[str]:
    """The functions and classes that a room's own file defines, or has from its modules."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        if isinstance(node, ast.ImportFrom) and not (node.module or "").endswith(_room_of(tree)):
            yield from (name.asname or name.name for name in node.names)


def _room_of(tree: ast.Module) -> str:
    return next(path.parent.name for path, one in TREES.items() if one is tree)


def test_the_glossary_names_what_there_is() -> None:
    """Each name in backticks that looks like code of the package stands there."""
    text = GLOSSARY.read_text(encoding="utf-8")
    names = re.findall(r"`([A-Z]\w+)(?:\.(\w+))?`|`[a-z]+\.([A-Z]\w+)`", text)
    classes = {node.name: node for tree in TREES.values() for node in tree.body if isinstance(node, ast.ClassDef)}
    missing = []
    for first, attribute, second in names:
        name = first or second
        if name not in classes or (attribute and attribute not in ast.unparse(classes[name])):
            missing.append((name, attribute))
    assert missing == []
    assert text.count("\n| ") >= 60


WORDS_IN_PATTERNS = 400  # of all kinds, also of HTML and RTF; German ones belong to the lexicon
CALLS = ("compile", "sub", "search", "match", "fullmatch", "finditer", "findall", "split")


def test_words_stand_in_the_lexicon_and_not_in_patterns() -> None:
    words = [word for tree in TREES.values() for piece in _pieces_of_patterns(tree) for word in _words_of(piece)]
    assert 50 < len(words) <= WORDS_IN_PATTERNS


def _pieces_of_patterns(tree: ast.Module) -> Iterator[str]:
    """The literal pieces of every pattern that is handed to `re`."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in CALLS and isinstance(node.func.value, ast.Name) and node.func.value.id == "re":
            for piece in ast.walk(node.args[0]):
                if isinstance(piece, ast.Constant) and isinstance(piece.value, str):
                    yield piece.value


def _words_of(pattern: str) -> list[str]:
    """The words of three letters and more; names of groups, classes, escapes and comments are none."""
    bare = re.sub(r"(?<!\\)#[^\n]*", "", pattern) if "\n" in pattern else pattern
    bare = re.sub(r"\(\?P[<=]\w+[>)]|\\[a-zA-Z]|\[[^\]]*\]", " ", bare)
    return re.findall(r"[A-Za-zÄÖÜäöüß]{3,}", bare)
