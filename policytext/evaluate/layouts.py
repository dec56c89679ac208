"""The document of a gold text whose blocks are known: it is analysed as it was read, whatever its file was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policytext.layout import Block, Cell, Row, Sentence, Table, View
from policytext.model import Document


def document_of(text: str, layout: Mapping[str, Any]) -> Document:
    """The document of a text and its `layout`: view, blocks, sentences, tables, contacts, as `archive export` has them.

    Raises `KeyError`, `TypeError` or `ValueError` where the layout is broken.
    """
    offsets = layout["offsets"]
    return Document(
        text=text,
        view=View(layout["view"], None if offsets is None else tuple(offsets)),
        blocks=tuple(Block(*one) for one in layout["blocks"]),
        sentences=tuple(Sentence(*one) for one in layout["sentences"]),
        tables=tuple(_build_table(one) for one in layout["tables"]),
        contacts=tuple((start, end) for start, end in layout["contacts"]),
    )


def _build_table(one: Mapping[str, Any]) -> Table:
    rows = (Row(tuple(Cell(*cell) for cell in cells), block, role) for block, role, cells in one["rows"])
    return Table(tuple(rows), tuple(one["columns"]))
