"""Pages without text, read by Tesseract: words with boxes, and how sure it was of them.

Tesseract is run as a program, a page at a time, on grey pixels handed over in memory; no file is written. Without it,
or without its German language data, `explain_missing_ocr` says what to install and nothing is read.
"""

from __future__ import annotations

import math
import os
import shutil
import signal
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise
from time import monotonic
from typing import Any

from policytext.readers.ocr.ocr_words import (
    OcrWord,
    ScannedWord,
    as_printed,
    rows_of,
    runs_upwards,
    straighten_lines,
    words_of,
)
from policytext.readers.ocr.second_look import look_again

RESOLUTION = 300  # dots an inch, what Tesseract was trained for
MOST_PIXELS = 20_000_000  # an A3 page at 300 dots an inch has 17 million; larger ones are rendered coarser
COARSEST = 70  # dots an inch; below it no letter of running text can be told
SECONDS_A_PAGE = 60.0  # a dense A4 page takes 4 to 8 on one core
SPARE = 35.0  # seconds left to a worker process for all that is not OCR, and for the grace that its clock holds
SURE = 70.0  # per cent; pages upside down gave 43 to 47, noisy upright ones 95
LEAST_SURE = 40.0  # per cent of a line's words on average; below are specks, drawings and signatures
LEAST_WORDS = 3  # of three letters and more; a photo yields fewer
MOST_NAMED = 12  # numbers in a warning
WORSE = 5.0  # percentage points below the mean: such a page is named
COMMANDS = {
    "linux": "sudo apt-get install tesseract-ocr tesseract-ocr-deu",
    "darwin": "brew install tesseract tesseract-lang",
    "win32": "winget install -i UB-Mannheim.TesseractOCR",  # its dialog offers German
}


@dataclass(frozen=True, slots=True)
class ScanReading:
    """A page as OCR read it: its words, line by line.

    `confidence` is the words' mean in per cent.

    `differing`: numbers that were read twice and not the same.

    `turned`: by how many degrees clockwise the page had to be turned. Boxes are those of the page turned upright and
    set straight.
    """

    words: tuple[OcrWord, ...]
    confidence: float
    turned: int = 0
    differing: tuple[str, ...] = ()


def explain_missing_ocr() -> str | None:
    """The one command that installs what OCR lacks here; `None` where it lacks nothing."""
    return None if "deu" in _list_languages() else COMMANDS.get(sys.platform, COMMANDS["linux"])


@cache
def _list_languages() -> frozenset[str]:
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    run = subprocess.run([program, "--list-langs"], capture_output=True, check=False, timeout=SECONDS_A_PAGE)
    return frozenset(run.stdout.decode("utf-8", errors="replace").split())


def time_left() -> float:
    """Seconds that OCR may still take: what the clock of a worker process leaves, without one no end."""
    clock = signal.getitimer(signal.ITIMER_REAL)[0] if hasattr(signal, "getitimer") else 0.0
    return clock - SPARE if clock else math.inf


# ---------------------------------------------------------------------------------------------- pages


def read_page(page: Any, *, seconds: float = SECONDS_A_PAGE) -> ScanReading | None:
    """A page of pypdfium2's, read from its picture; `None` where no text was found.

    Boxes are points from the upper left corner of the page as it is shown, turned upright where it lay on its side and
    set straight where it was scanned askew.
    Raises `TimeoutError` after `seconds`; ask `explain_missing_ocr` first.
    """
    scale = _choose_scale(*page.get_size())
    if scale is None:
        return None
    end = monotonic() + seconds
    reading = _read_page(_render_pixels(page, scale, 0), scale, end)
    if (reading is None or reading.confidence < SURE) and (
        degrees := _detect_turn(_render_pixels(page, scale, 0), end)
    ):
        turned = _read_page(_render_pixels(page, scale, degrees), scale, end)
        if turned and (reading is None or turned.confidence > reading.confidence):
            return replace(turned, turned=degrees)
    return reading


def _choose_scale(width: float, height: float) -> float | None:
    """Pixels a point, fewer for huge pages; `None` for one too large to show a letter."""
    most = (MOST_PIXELS / max(width * height, 1.0)) ** 0.5
    return min(RESOLUTION / 72, most) if most >= COARSEST / 72 else None


def _render_pixels(page: Any, scale: float, degrees: int) -> bytes:
    """The page as a portable greymap (PGM), turned clockwise."""
    bitmap = page.render(scale=scale, rotation=degrees, grayscale=True)
    try:
        rows = memoryview(bitmap.buffer)
        lines = (rows[n * bitmap.stride : n * bitmap.stride + bitmap.width] for n in range(bitmap.height))
        return b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + b"".join(lines)
    finally:
        bitmap.close()


def _read_page(pixels: bytes, scale: float, end: float) -> ScanReading | None:
    dots = ("--dpi", str(round(scale * 72)))
    words = list(words_of(_run_tesseract(pixels, ("-l", "deu", *dots, "--psm", "3", "tsv"), end)))
    if runs_upwards(words):  # Tesseract reads such pages, but its lines are columns then
        return None
    words, differing = _check_words(words, pixels, dots, end)
    rows = [as_printed(tuple(row)) for _, row in groupby(words, key=lambda word: word.line)]
    rows = [row for row in straighten_lines(rows) if statistics.fmean(word.confidence for word in row) >= LEAST_SURE]
    kept = [word for row in rows for word in row]
    if sum(sum(map(str.isalpha, word.text)) >= 3 for word in kept) < LEAST_WORDS:
        return None
    read = tuple(word for row in rows_of(rows, scale) for word in row)
    return ScanReading(read, statistics.fmean(word.confidence for word in kept), differing=tuple(differing))


def _check_words(
    words: list[ScannedWord], pixels: bytes, dots: tuple[str, ...], end: float
) -> tuple[list[ScannedWord], list[str]]:
    """The words, what German data read wrong most looked at again where the English data are installed."""
    if "eng" not in _list_languages():
        return words, []
    options = ("-l", "eng", *dots, "--psm", "6", "tsv")
    return look_again(words, pixels, lambda cuts: words_of(_run_tesseract(cuts, options, end)))


def _detect_turn(pixels: bytes, end: float) -> int:
    """By how many degrees clockwise the page must be turned; 0 where that cannot be told."""
    if "osd" not in _list_languages():
        return 0
    told = _run_tesseract(pixels, ("-l", "osd", "--psm", "0"), end)
    fields = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
    degrees = fields.get("Rotate", "0")
    return int(degrees) % 360 if degrees.isdecimal() else 0


def _run_tesseract(pixels: bytes, options: Sequence[str], end: float) -> str:
    """What Tesseract prints for a picture; nothing where it fails on it."""
    command = [shutil.which("tesseract") or "tesseract", "stdin", "stdout", *options]
    settings = os.environ | {"OMP_THREAD_LIMIT": "1"}  # its threads cost more than they save
    try:
        run = subprocess.run(
            command, input=pixels, capture_output=True, check=False, timeout=max(end - monotonic(), 0.1), env=settings
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    return run.stdout.decode("utf-8", errors="replace") if run.returncode == 0 else ""


# ---------------------------------------------------------------------------------------------- warnings


def list_remarks(readings: Mapping[int, ScanReading]) -> Iterator[str]:
    """What the warnings say of the pages that OCR read: how sure it was on average and on the worst page."""
    if not readings:
        return
    mean = statistics.fmean(reading.confidence for reading in readings.values())
    worst = min(readings, key=lambda number: readings[number].confidence)
    lowest = readings[worst].confidence
    aside = f" (page {worst}: {lowest:.0f} %)" if mean - lowest >= WORSE else ""
    yield f"{format_pages(sorted(readings))} read by OCR, mean confidence {mean:.0f} %{aside}: check numbers"
    for number, reading in readings.items():
        if reading.differing:
            named = ", ".join(reading.differing[:MOST_NAMED]) + (" …" if len(reading.differing) > MOST_NAMED else "")
            yield f"page {number} was read twice by OCR, differently in {named}: check these"
        if reading.turned:
            yield f"page {number} lay on its side: its boxes are those of the page turned by {reading.turned} degrees"


def format_pages(numbers: Sequence[int]) -> str:
    """Page numbers as a sentence begins with them: "page 3 was", "pages 2-5, 7 were"."""
    runs: list[list[int]] = [[numbers[0], numbers[0]]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    named = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
    return f"page {named} was" if len(numbers) == 1 else f"pages {named} were"
