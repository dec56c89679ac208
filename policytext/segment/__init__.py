"""From lines or a plain string to the final text: blocks, sentences and the taggers' view.

`assemble_document` builds the text of a read file out of its cleaned lines; `from_text` takes a string as it stands.
From here on nobody changes `Document.text`. `lay_out` names the lines of a text file before they are cleaned, by the
same rules.

    lines.py, furniture.py, rows.py, headings.py, paragraphs.py    what each line of a string is, and which make a block
    values.py, cells.py, tables.py     sums at a line's end, the cells of a row, rows that belong together
    views.py                           the taggers' view, sentences
    typed.py                           text files
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policytext.german import contact_details
from policytext.model import Block, Document, Letterhead, Piece, RawDocument, View
from policytext.segment.block_grouping import blocks_of_lines, blocks_of_page, join_paragraphs, read_page
from policytext.segment.heading_levels import assign_levels
from policytext.segment.table_building import build_tables
from policytext.segment.typed import lay_out
from policytext.segment.views import sentences_of, view_of

__all__ = ["assemble_document", "from_text", "lay_out", "view_of"]

NO_LETTERHEAD = Letterhead()


def assemble_document(raw: RawDocument) -> Document:
    """The document of cleaned lines: their texts joined by their glue, each remembering its place."""
    parts: list[str] = []
    pieces: list[Piece] = []
    roles: dict[int, str] = {}
    offset = 0
    for number, line in enumerate(raw.lines):
        pieces.append(Piece(offset, offset + len(line.text), line.page, line.box, line.edges))
        if line.role:
            roles[offset] = line.role
        glue = line.glue if number + 1 < len(raw.lines) else ""
        parts += (line.text, glue)
        offset += len(line.text) + len(glue)
    text = "".join(parts)
    blocks = tuple(assign_levels(text, join_paragraphs(text, blocks_of_lines(text, roles))))
    return _build_document(text, blocks, raw=raw, pieces=tuple(pieces))


def from_text(text: str, *, head: Letterhead = NO_LETTERHEAD) -> Document:
    """The document of a string as it stands: nothing is cleaned, offsets count in exactly this string."""
    page = read_page(text)
    blocks = tuple(assign_levels(text, join_paragraphs(text, blocks_of_page(page))))
    furniture = [(line.start, line.end) for line in page.lines if line.kind == "page"]
    return replace(_build_document(text, blocks, raw=RawDocument((), "text/plain"), furniture=furniture), head=head)


def _build_document(
    text: str,
    blocks: tuple[Block, ...],
    *,
    raw: RawDocument,
    pieces: tuple[Piece, ...] = (),
    furniture: Sequence[tuple[int, int]] = (),
) -> Document:
    view = view_of(text, blocks, furniture)
    return Document(
        text=text,
        view=view,
        blocks=blocks,
        sentences=tuple(sentences_of(view, blocks)),
        tables=tuple(build_tables(text, blocks)),
        contacts=_contact_spans(view),
        name=raw.name,
        media_type=raw.media_type,
        sha256=raw.sha256,
        pages=raw.pages,
        pieces=pieces,
        metadata=raw.metadata,
        warnings=raw.warnings,
    )


def _contact_spans(view: View) -> tuple[tuple[int, int], ...]:
    return tuple(view.back(start, end) for start, end in contact_details.find_contacts(view.text))
