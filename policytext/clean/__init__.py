"""From a reader's lines to clean ones: a tuple of small steps, each taking a `RawDocument` and giving one.

Afterwards every line's glue is final: a blank within a paragraph, nothing within a word, a line break where a line of
its own belongs to its block (an address), an empty line at a block's end.
"""

from __future__ import annotations

from collections.abc import Callable

from policytext.clean import (
    character_repair,
    contents,
    footnotes,
    heading_lines,
    hyphens,
    markdown,
    page_furniture,
    paragraph_glue,
    repeated_heads,
)
from policytext.model import RawDocument

__all__ = ["STEPS", "clean_document"]

Step = Callable[[RawDocument], RawDocument]

STEPS: tuple[Step, ...] = (
    *character_repair.STEPS,  # ligatures, umlauts, blanks, P R E S S E
    *page_furniture.STEPS,  # running heads, footers, page numbers
    *contents.STEPS,  # 2 Verfahren ........ 7
    *repeated_heads.STEPS,  # heads repeated on the next page
    *footnotes.STEPS,  # ¹ Stand der Angaben: 30. September
    *markdown.STEPS,  # ## Titel, **fett**, [Haus](https://…)
    *paragraph_glue.STEPS,  # list items, lines of one paragraph, sentences over a page break
    *hyphens.STEPS,  # Integrations-⏎manager, Baden-⏎Württemberg, Bundes-⏎und Landesmittel
    *heading_lines.STEPS,  # by size, weight and clause number
)


def clean_document(raw: RawDocument) -> RawDocument:
    """The document with its text as it reads aloud: page furniture gone, paragraphs and words whole, glue final."""
    for step in STEPS:
        raw = step(raw)
    return raw
