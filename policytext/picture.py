"""A picture of a PDF's page with places on it marked, as evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.errors import UnreadableFile
from policytext.model import Box

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 2.0  # pixels a PDF point: 144 dots an inch
PALE, STRONG = (255, 245, 170), (255, 190, 100)  # RGB: around what answers, on the words found
MARGIN = 1.0  # points around a box
PDF = re.compile(rb"%PDF-")
HEAD = 1024  # bytes in which a PDF's mark must stand


def save_picture(pdf: bytes, page: int, path: Path, *, pale: Sequence[Box] = (), strong: Sequence[Box] = ()) -> None:
    """Write page `page` (from 1) as a PNG to `path`, boxes marked. Raises `UnreadableFile`, one line."""
    from PIL import ImageChops

    picture = _render_page(pdf, page)
    try:
        ImageChops.multiply(picture, _build_overlay(picture.size, pale, strong)).save(path, format="PNG")
    except OSError as error:
        raise UnreadableFile(
            f"{path}: cannot write the picture ({error.strerror or error}): name another file"
        ) from error


def is_pdf(content: bytes) -> bool:
    """Whether a file's bytes are a PDF's."""
    return PDF.search(content[:HEAD]) is not None


def _render_page(pdf: bytes, page: int) -> Image:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
        try:
            picture: Image = document[page - 1].render(scale=SCALE).to_pil().convert("RGB")
            return picture
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise UnreadableFile(f"page {page} cannot be drawn ({error}): open the file itself") from error


def _build_overlay(size: tuple[int, int], pale: Sequence[Box], strong: Sequence[Box]) -> Image:
    """What is laid over the page: white, the boxes in their colours."""
    from PIL import Image, ImageDraw

    layer = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(layer)
    for boxes, colour in ((pale, PALE), (strong, STRONG)):
        for box in boxes:
            left, top, right, bottom = box.x0 - MARGIN, box.top - MARGIN, box.x1 + MARGIN, box.bottom + MARGIN
            pen.rectangle([left * SCALE, top * SCALE, right * SCALE, bottom * SCALE], fill=colour)
    return layer
