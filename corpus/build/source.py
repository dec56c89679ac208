"""A document's source: `source.toml` (gold, text with marks, layout) and `about.toml` beside it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marks import Marked, read

PREFIX = re.compile(r"(?P<tag>@\w+|\#{1,3}|-|¦)[ ]")
KINDS = {"#": "title", "##": "heading", "###": "subheading", "-": "item", "¦": "row"}
CELL = " | "  # parts the cells of a table row
LINED = {"contact", "address", "sign", "mail", "logo", "date", "box"}  # blocks whose line ends are meant


@dataclass(frozen=True)
class Block:
    """A block of the document: its kind, its plain text and where that starts."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True)
class Source:
    """Everything that a document is built from."""

    folder: Path
    about: dict[str, Any]
    data: dict[str, Any]
    blocks: tuple[Block, ...]
    marked: Marked

    @property
    def layout(self) -> dict[str, Any]:
        """How the document is to look."""
        return dict(self.data.get("layout", {}))


def _block(raw: str) -> tuple[str, str]:
    match = PREFIX.match(raw)
    if not match:
        return "paragraph", re.sub(r"\s*\n\s*", " ", raw)
    kind = KINDS.get(match["tag"]) or match["tag"].removeprefix("@")
    body = raw[match.end() :]
    if kind == "row":
        body = " ¦ ".join(cell.strip() for cell in body.strip().removesuffix("¦").split("¦"))
    return kind, body if kind in LINED else re.sub(r"[ ]*\n\s*", " ", body)


def _pieces(body: str) -> list[str]:
    """The raw blocks: parted by blank lines; list items and table rows by line ends."""
    return [one for one in re.split(r"\n\s*\n|\n(?=-[ ]|¦[ ])", body.strip()) if one.strip()]


def load(folder: Path) -> Source:
    """Read a document's folder; the text joins the blocks by blank lines."""
    data = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))
    about = tomllib.loads((folder / "about.toml").read_text(encoding="utf-8"))
    whole, blocks = Marked(), list[Block]()
    for raw in _pieces(data["body"]):
        kind, text = _block(raw.strip())
        if whole.text:
            whole.text += "\n\n"
        part = read(text, offset=len(whole.text))
        part.text = part.text.replace(" ¦ ", CELL)  # of the same length: the offsets hold
        blocks.append(Block(kind, part.text, len(whole.text)))
        whole.text += part.text
        whole.marks += part.marks
    return Source(folder, about, data, tuple(blocks), whole)
