"""original.txt: lines of limited width, as mail programs and agencies send them."""

from __future__ import annotations

import textwrap

from source import LINED, Block, Source


def _block(block: Block, width: int) -> str:
    if block.kind in LINED:
        return block.text
    if block.kind == "item":
        return textwrap.fill(block.text, width, initial_indent="* ", subsequent_indent="  ", break_on_hyphens=False)
    text = textwrap.fill(block.text, width, break_on_hyphens=False)
    return f"{text}\n{'=' * min(len(block.text), width)}" if block.kind == "title" else text


def build(source: Source) -> bytes:
    """The bytes of original.txt."""
    width = source.layout.get("width", 76)
    tail = source.layout.get("tail", "")
    text = "\n\n".join(_block(block, width) for block in source.blocks)
    return (text + "\n" + (f"\n{tail}\n" if tail else "")).encode(source.layout.get("encoding", "utf-8"))
