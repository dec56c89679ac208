"""Draws a table of imports as a Mermaid diagram: who imports stands above, an arrow leads to what is imported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter

Table = Mapping[str, set[str]]
PLACE = "<!-- {name}: drawn by `python -m tests.test_architecture` -->\n"
FACE = "face"  # what the room "" of a table is called


def draw_diagram(table: Table) -> str:
    """The diagram of a table without circles; arrows that others imply are left out, rooms with the same arrows joined.

    >>> print(draw_diagram({"top": {"left", "right", "low"}, "left": {"low"}, "right": {"low"}, "low": set()}))
    flowchart TD
        top["top"] --> left
        left["left<br>right"] --> low
        low["low"]
    """
    order = list(TopologicalSorter(table).static_order())  # raises CycleError where a circle is
    arrows = {room: _direct_imports(room, table) for room in order}
    groups: dict[tuple[frozenset[str], frozenset[str]], list[str]] = {}
    for room in sorted(table, key=list(table).index):
        above = frozenset(one for one in table if room in arrows[one])
        groups.setdefault((frozenset(arrows[room]), above), []).append(room)
    chief = {room: rooms[0] for rooms in groups.values() for room in rooms}
    drawn = sorted(groups.values(), key=lambda rooms: -max(map(order.index, rooms)))
    return "\n".join(["flowchart TD", *(line for rooms in drawn for line in _draw_group(rooms, arrows, chief))])


def _direct_imports(room: str, table: Table) -> set[str]:
    """What a room imports, without what it reaches through another room too."""
    return {one for one in table[room] if not any(one in _reach(other, table) for other in table[room] - {one})}


def _reach(room: str, table: Table) -> set[str]:
    return {far for near in table[room] for far in (near, *_reach(near, table))}


def _draw_group(rooms: list[str], arrows: Table, chief: Mapping[str, str]) -> Iterator[str]:
    below = sorted({chief[room] for room in arrows[rooms[0]]})
    arrow = f" --> {' & '.join(map(_name_node, below))}" if below else ""
    yield f'    {_name_node(rooms[0])}["{"<br>".join(room or FACE for room in rooms)}"]{arrow}'


def _name_node(room: str) -> str:
    return re.sub(r"\W|__", "", room) or FACE


def insert_diagram(text: str, name: str, table: Table) -> str:
    """A Markdown text with the diagram of that name drawn anew."""
    place = PLACE.format(name=name)
    before, found, after = text.partition(place)
    assert found, f"no line {place!r}"
    _, _, rest = after.removeprefix("```mermaid\n").partition("```\n")
    return f"{before}{place}```mermaid\n{draw_diagram(table)}\n```\n{rest}"
