"""`policytext search --open-page`: the page of a hit as a picture, its words marked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from policytext import picture
from policytext.errors import UnreadableFile

if TYPE_CHECKING:
    from policytext.archive import Archive
    from policytext.archive.results import Hit
    from policytext.model import Box, Document, Statement


def save_page_picture(archive: Archive, hit: Hit, path: Path) -> str:
    """Write the picture; what to tell about it. Raises `UnreadableFile` where there is no page or no file to draw."""
    document, statement = hit.document, hit.statement
    if statement is None or hit.page is None:
        raise UnreadableFile(f"{document.name}: the document has no pages: --open-page needs a PDF")
    content = _load_content(archive, hit)
    paper = archive.get(document.sha256).document
    pale = [
        box for part in statement.parts or (statement,) for box in _list_boxes(paper, part.start, part.end, hit.page)
    ]
    strong = [box for start, end in _find_words(hit, statement) for box in _list_boxes(paper, start, end, hit.page)]
    picture.save_picture(content, hit.page, path, pale=pale, strong=strong)
    return f"{path}: {document.name}, Seite {hit.page}"


def _load_content(archive: Archive, hit: Hit) -> bytes:
    """The file's bytes: the original kept in the archive, else the file where it was, if it is still the same."""
    document = hit.document
    content = archive.original(document.sha256) or _read_unchanged_file(document.path, document.sha256, document.name)
    if not picture.is_pdf(content):
        raise UnreadableFile(f"{document.name}: only PDF pages can be drawn")
    return content


def _read_unchanged_file(path: str | None, sha256: str, name: str) -> bytes:
    if path is None:
        raise UnreadableFile(f"{name}: its file is not in the archive: add it again with --keep-originals")
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror}: the page cannot be drawn without the file") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise UnreadableFile(
            f"{path}: the file has changed since it was added, or is a folder of files: add it with --keep-originals"
        )
    return content


def _list_boxes(paper: Document, start: int, end: int, page: int) -> list[Box]:
    return [place.box for place in paper.locate(start, end) if place.box and place.page == page]


def _find_words(hit: Hit, statement: Statement) -> Iterator[tuple[int, int]]:
    """Where the words found stand in the document."""
    words = {re.escape(hit.snippet[start:end]) for start, end in hit.spans}
    if not words:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words, key=len, reverse=True))})(?!\w)")
    for part in statement.parts or (statement,):
        for match in pattern.finditer(part.text):
            yield part.start + match.start(), part.start + match.end()
