"""Plain text and Markdown: every line as it stands; cleaning tells paragraphs and takes Markdown's marks away."""

from __future__ import annotations

import re

from policytext.model import Line, RawDocument
from policytext.readers.decoding import decode_text

MARKDOWN = re.compile(
    r"""^\#{1,6}[ \t]+\S             # ## Kommunen begrüßen Einigung
      | \*\*[^\s*][^*\n]{0,500}\*\*  # **Stuttgart.**
      | \[[^\]\n]{1,200}\]\([^)\s]   # [Städtetag](https://…)
      | ^\|?(?:[ ]*:?-{3,}:?[ ]*\|)+ # |---|---|
    """,
    re.VERBOSE | re.MULTILINE,
)
FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n((?:[A-Za-zÄÖÜäöü_-]+:.*\r?\n|[ \t]+.*\r?\n)+)---[ \t]*\r?\n")
FRONT_FIELDS = {
    "title": "title",
    "titel": "title",
    "date": "issued",
    "datum": "issued",
    "author": "author",
    "lang": "language",
}


def read_text(data: bytes, said: str) -> RawDocument:
    """The lines of a text file; an empty line ends a block."""
    text = decode_text(data, said)
    metadata = _front_matter(text)
    if front := FRONT_MATTER.match(text):
        text = text[front.end() :]
    media_type = "text/markdown" if MARKDOWN.search(text) else "text/plain"
    return RawDocument(lines=tuple(lines_of(text)), media_type=media_type, metadata=metadata)


def lines_of(text: str) -> list[Line]:
    """The lines of a text; an empty line ends a block."""
    lines: list[Line] = []
    block_ended = False
    for row in re.split(r"\r\n|[\n\r\f\v\x85\u2028\u2029]", text):
        if row.strip():
            if block_ended and lines:
                lines[-1] = Line(lines[-1].text, glue="\n\n")
            lines.append(Line(row))
        block_ended = not row.strip()
    return lines


def _front_matter(text: str) -> dict[str, str]:
    """`title: …` between two rules at the start of a Markdown file."""
    front = FRONT_MATTER.match(text)
    found: dict[str, str] = {}
    for row in front.group(1).splitlines() if front else ():
        key, _, value = row.partition(":")
        value = value.strip().strip("'\"")
        field = FRONT_FIELDS.get(key.strip().lower())
        if field and value and (field != "issued" or re.fullmatch(r"\d{4}-\d\d-\d\d", value)):
            found[field] = value
    return found
