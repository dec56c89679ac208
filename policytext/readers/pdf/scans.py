"""Pages of a PDF that are pictures of text: their words as OCR reads them, and what must be said of that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from policytext.readers import ocr
from policytext.readers.ocr.words import Word as Read
from policytext.readers.pdf.words import Word

REMEDY = "ocrmypdf -l deu --skip-text in.pdf out.pdf"
MOST_PICTURE_PIXELS = 200_000_000  # an A0 sheet at 300 dots an inch has 140 million; decoding takes a byte or more each
DEEPEST = 3  # forms within forms that pictures are looked for in


@dataclass(slots=True)
class Scans:
    """What became of a document's pages without text: read, found blank, too slow, too late, too large, not tried."""

    read: dict[int, ocr.Reading] = field(default_factory=dict)
    blank: list[int] = field(default_factory=list)
    slow: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    huge: list[int] = field(default_factory=list)
    untried: list[int] = field(default_factory=list)

    def blocks(self, page: Any, number: int) -> list[list[Word]]:
        """The blocks of a page that is a picture, their words as if it had a text layer; none without OCR."""
        seconds = min(ocr.SECONDS_A_PAGE, ocr.time_left())
        fault = self._fault(page, seconds)
        if fault is not None:
            fault.append(number)
            return []
        try:
            reading = ocr.read_page(page, seconds=seconds)
        except TimeoutError:
            (self.slow if seconds == ocr.SECONDS_A_PAGE else self.late).append(number)
            return []
        if reading is None:
            self.blank.append(number)
            return []
        self.read[number] = reading
        return [list(map(_word, block)) for block in reading.blocks]

    def _fault(self, page: Any, seconds: float) -> list[int] | None:
        """The list of pages that this one belongs to, if it cannot be read."""
        if ocr.missing():
            return self.untried
        if seconds <= 0:
            return self.late
        return self.huge if _has_huge_picture(page) else None

    def remedy(self) -> str:
        """What to do with a document whose every page has been left without text."""
        if self.untried:
            return f"needs OCR: install it by {ocr.missing()}"
        if self.late or self.slow or self.huge:
            return f"needs OCR: first run {REMEDY}"
        return "OCR found no text in it: scan it anew at 300 dots an inch"

    def warnings(self) -> Iterator[str]:
        """What was done with pictures of text, and how to have the rest read."""
        yield from ocr.remarks(self.read)
        told = (
            (self.untried, f"not read, having a picture and no text: if it is a scan, install OCR by {ocr.missing()}"),
            (self.slow, f"left out: OCR took longer than {ocr.SECONDS_A_PAGE:g} s"),
            (self.late, f"not read, for want of time for OCR: raise the limit with --timeout or first run {REMEDY}"),
            (self.huge, f"left out: its picture has more than {MOST_PICTURE_PIXELS // 1_000_000} million pixels"),
            (self.blank, "left without text: OCR found none in the picture"),
        )
        yield from (f"{ocr.pages(numbers)} {fate}" for numbers, fate in told if numbers)


def _has_huge_picture(page: Any) -> bool:
    """Whether decoding a picture of the page would take too much memory."""
    from pypdfium2 import PdfiumError, raw

    try:
        pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST)
        return any(width * height > MOST_PICTURE_PIXELS for width, height in (one.get_px_size() for one in pictures))
    except PdfiumError:  # it does not know the picture's size, so it will not decode it either
        return False


def _word(word: Read) -> Word:
    return Word(word.text, word.edges[0], word.edges[-1], word.top, word.bottom, word.size, False, word.edges)
