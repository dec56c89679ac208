"""Pictures of pages (PNG, JPEG, TIFF with several pages): made a PDF in memory and read by OCR like any scan."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from typing import Any

from policytext.errors import UnknownFormat, UnreadableFile
from policytext.model import RawDocument
from policytext.readers import ocr
from policytext.readers.pdf import read_pdf
from policytext.readers.pdf.scans import MOST_PICTURE_PIXELS

COARSEST = 100  # dots an inch that a scanner states; cameras and screens state 72 or 96 and mean nothing by it
PAGE_WIDTH = 8.27  # inches of an A4 page, which a picture without a resolution is taken for


def read_image(data: bytes, said: str, *, mode: str = "auto") -> RawDocument:
    """The lines of a picture's pages; raises `UnknownFormat` for one that is broken, too large or without text.

    Folders and archives hold pictures of all kinds: those that are no document are skipped, they are no failure.
    """
    media_type, pdf = _as_pdf(data, said)
    if mode == "never":
        raise UnknownFormat(f"{said} is a picture: leave --ocr never out to read it")
    if command := ocr.explain_missing_ocr():
        raise UnknownFormat(f"{said} is a picture: if it shows text, install OCR by {command}")
    try:
        return replace(read_pdf(pdf, said), media_type=media_type)
    except UnreadableFile:
        raise UnknownFormat(
            f"{said} is a picture in which OCR found no text: scan it anew, upright and sharp"
        ) from None


def _as_pdf(data: bytes, said: str) -> tuple[str, bytes]:
    from PIL import Image

    out = io.BytesIO()
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as picture:
            warnings.simplefilter("ignore")
            if picture.width * picture.height > MOST_PICTURE_PIXELS:
                most = f"{MOST_PICTURE_PIXELS // 1_000_000} million"
                raise UnknownFormat(
                    f"{said} is a picture of more than {most} pixels: save it smaller, at 300 dots an inch"
                )
            pages = _list_pages(picture)
            pages[0].save(out, "PDF", resolution=_read_resolution(picture), save_all=True, append_images=pages[1:])
            return picture.get_format_mimetype() or "image/*", out.getvalue()
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        raise UnknownFormat(f"{said} is a picture that cannot be opened: get it anew from its source") from None


def _list_pages(picture: Any) -> list[Any]:
    """The pages in grey, upright as the camera says, on white where they are see-through."""
    from PIL import Image, ImageOps, ImageSequence

    pages: list[Any] = []
    for frame in ImageSequence.Iterator(picture):
        shown = ImageOps.exif_transpose(frame).convert("RGBA")
        pages.append(Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown).convert("L"))
    return pages


def _read_resolution(picture: Any) -> float:
    """Dots an inch."""
    stated = float(picture.info.get("dpi", (0, 0))[0] or 0)
    return stated if stated >= COARSEST else max(picture.width / PAGE_WIDTH, 1.0)
