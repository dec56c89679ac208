"""Pages of a PDF that are pictures of text: their words as OCR reads them, and what must be said of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from policytext.readers import ocr
from policytext.readers.ocr.ocr_words import OcrWord as Read
from policytext.readers.pdf.drawings import Rectangle
from policytext.readers.pdf.page_words import Direction, PrintedWord

REMEDY = "ocrmypdf -l deu --skip-text in.pdf out.pdf"
MOST_PICTURE_PIXELS = 200_000_000  # an A0 sheet at 300 dots an inch has 140 million; decoding takes a byte or more each
LARGE = 0.2  # of the page: a picture that may hold a page's text
FEW_WORDS = 10  # printed over it
COARSE = 0.75  # pixels a point
LIGHT, DARK = 200, 150  # of 255
AS_LIGHT, AS_DARK = bytes(range(LIGHT, 256)), bytes(range(DARK))
MOSTLY, LEAST_DARK = 0.6, 0.002  # of a scan's pixels
DEEPEST = 3  # forms within forms that pictures are looked for in


@dataclass(slots=True)
class Scans:
    """What became of a document's pages without text: read, found blank, too slow, too late, too large, not tried."""

    mode: str = "auto"
    read: dict[int, ocr.ScanReading] = field(default_factory=dict)
    blank: list[int] = field(default_factory=list)
    slow: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    huge: list[int] = field(default_factory=list)
    untried: list[int] = field(default_factory=list)
    unwanted: list[int] = field(default_factory=list)
    partly: list[int] = field(default_factory=list)

    @property
    def unread(self) -> list[int]:
        """The pages with a picture that nobody has read."""
        return sorted({*self.slow, *self.late, *self.huge, *self.untried, *self.unwanted, *self.partly})

    def words(self, page: Any, number: int) -> list[PrintedWord]:
        """The words of a page that is a picture, as if it had a text layer; none without OCR."""
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
        return list(map(_build_word, reading.words))

    def beside(
        self, page: Any, number: int, pictures: Sequence[Rectangle], directions: Sequence[Direction]
    ) -> list[PrintedWord]:
        """The words within the page's large pictures of text, where the page has a text of its own beside them."""
        printed = [word for one in directions for word in (*one.words, *one.hidden, *one.white)]
        areas = [area for area in pictures if _is_large(area, page) and _holds_few(area, printed)]
        if not areas or not looks_printed(page, areas):
            return []
        if self.mode != "never" and ocr.explain_missing_ocr():
            self.partly.append(number)
            return []
        return [word for word in self.words(page, number) if any(_holds_word(area, word) for area in areas)]

    def _fault(self, page: Any, seconds: float) -> list[int] | None:
        """The list of pages that this one belongs to, if it cannot be read."""
        if self.mode == "never":
            return self.unwanted
        if ocr.explain_missing_ocr():
            return self.untried
        if seconds <= 0:
            return self.late
        return self.huge if _has_huge_picture(page) else None

    def remedy(self) -> str:
        """What to do with a document whose every page has been left without text."""
        if self.unwanted:
            return "needs OCR: leave --ocr never out"
        if self.untried:
            return f"needs OCR: install it by {ocr.explain_missing_ocr()}"
        if self.late or self.slow or self.huge:
            return f"needs OCR: first run {REMEDY}"
        return "OCR found no text in it: scan it anew at 300 dots an inch"

    def warnings(self) -> Iterator[str]:
        """What was done with pictures of text, and how to have the rest read."""
        yield from ocr.list_remarks(self.read)
        told = (
            (
                self.untried,
                f"not read, having a picture and no text: if it is a scan, install OCR by {ocr.explain_missing_ocr()}",
            ),
            (
                self.partly,
                f"read without its picture, which seems to be of text: install OCR by {ocr.explain_missing_ocr()}",
            ),
            (self.unwanted, "not read, having a picture of text: leave --ocr never out"),
            (self.slow, f"left out: OCR took longer than {ocr.SECONDS_A_PAGE:g} s"),
            (self.late, f"not read, for want of time for OCR: raise the limit with --timeout or first run {REMEDY}"),
            (self.huge, f"left out: its picture has more than {MOST_PICTURE_PIXELS // 1_000_000} million pixels"),
            (self.blank, "left without text: OCR found none in the picture"),
        )
        yield from (f"{ocr.format_pages(numbers)} {fate}" for numbers, fate in told if numbers)


def _is_large(area: Rectangle, page: Any) -> bool:
    width, height = page.get_size()
    return bool((area.x1 - area.x0) * (area.bottom - area.top) >= LARGE * width * height)


def _holds_few(area: Rectangle, words: Sequence[PrintedWord]) -> bool:
    """Whether hardly anything is printed over a picture: it is neither a background nor a scan with its text."""
    return sum(len(word.text.split()) for word in words if _holds_word(area, word)) < FEW_WORDS


def _holds_word(area: Rectangle, word: PrintedWord) -> bool:
    return area.holds((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)


def looks_printed(page: Any, areas: Sequence[Rectangle]) -> bool:
    """Whether a picture is mostly paper with something dark on it, as a scan is and a photograph is not."""
    bitmap = page.render(scale=COARSE, grayscale=True)
    try:
        return any(_is_paper(bitmap, area) for area in areas)
    finally:
        bitmap.close()


def _is_paper(bitmap: Any, area: Rectangle) -> bool:
    rows = memoryview(bitmap.buffer)
    shades = b"".join(
        rows[n * bitmap.stride + max(0, int(area.x0 * COARSE)) : n * bitmap.stride + int(area.x1 * COARSE)]
        for n in range(max(0, int(area.top * COARSE)), min(bitmap.height, int(area.bottom * COARSE)))
    )
    light = len(shades) - len(shades.translate(None, AS_LIGHT))
    dark = len(shades) - len(shades.translate(None, AS_DARK))
    return bool(shades) and light >= MOSTLY * len(shades) and dark >= LEAST_DARK * len(shades)


def _has_huge_picture(page: Any) -> bool:
    """Whether decoding a picture of the page would take too much memory."""
    from pypdfium2 import PdfiumError, raw

    try:
        pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST)
        return any(width * height > MOST_PICTURE_PIXELS for width, height in (one.get_px_size() for one in pictures))
    except PdfiumError:  # it does not know the picture's size, so it will not decode it either
        return False


def _build_word(word: Read) -> PrintedWord:
    return PrintedWord(word.text, word.edges[0], word.edges[-1], word.top, word.bottom, word.size, False, word.edges)
