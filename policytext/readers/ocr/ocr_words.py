"""From Tesseract's table to words in points: level, of one size and on one base line wherever they were so in print."""

from __future__ import annotations

import csv
import io
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policytext.readers.ocr.clause_marks import with_clause_signs

BULLET_READ_AS = frozenset("« «e » e o ° ¢ © ® * + ¬".split())
DESCENDING = frozenset("gjpqyQJ,;()[]§„ß/|")
TALL = frozenset("bdfhkltßäöüij0123456789!?()[]§/|%€“‘’”") | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ")
ASCENT = 0.79  # of the size: how far a word's box reaches above its base line, as for words of a PDF
ABOVE, MIDDLE, BELOW = 0.70, 0.49, 0.21  # of the size: capitals, small letters, what hangs below (Helvetica)
SAME_SIZE = 0.08  # of a font size; measured sizes of one font differ by 5 per cent at 300 dots an inch
SAME_LEVEL = 0.2  # of the font size
LEAST_SLOPE, MOST_SLOPE = 0.003, 0.1  # 0.2 and 6 degrees; Tesseract reads no lines that are more askew
LONGER = 4  # letters: a word that is wider than high wherever it is printed upright
LEAST_LENGTH = 15  # of the font size: a line from which the slope can be told


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A word as OCR read it, in points; `edges` are its characters' left sides and the last one's right side."""

    text: str
    edges: tuple[float, ...]
    top: float
    bottom: float
    size: float
    confidence: float


@dataclass(frozen=True, slots=True)
class ScannedWord:
    """A word with its box in pixels; `line` tells block, paragraph and line."""

    text: str
    confidence: float
    line: tuple[int, int, int]
    left: float
    top: float
    width: float
    height: float


def words_of(table: str) -> Iterator[ScannedWord]:
    """The words of Tesseract's table (TSV, level 5)."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") == "5" and text.strip("|_¦"):  # what is left of a table's rules is no word
            yield ScannedWord(
                text, float(row["conf"]), _line_of(row), *(int(row[k]) for k in ("left", "top", "width", "height"))
            )


def runs_upwards(words: Sequence[ScannedWord]) -> bool:
    """Whether the page lies on its side: most of its longer words are higher than wide."""
    longer = [word for word in words if len(word.text) >= LONGER]
    return sum(word.height > word.width for word in longer) * 2 > len(longer)


def as_printed(row: Sequence[ScannedWord]) -> tuple[ScannedWord, ...]:
    """A line with the two signs that Tesseract's German data does not know: • before an item, § before a clause."""
    first, rest = row[0], row[1:]
    if not rest:
        return tuple(row)
    gap = rest[0].left - first.left - first.width
    if first.text in BULLET_READ_AS and gap > 0.5 * statistics.median(word.height for word in rest):
        return (replace(first, text="•"), *rest)
    told = with_clause_signs([word.text for word in row])
    return tuple(word if word.text == text else replace(word, text=text) for word, text in zip(row, told, strict=True))


def _line_of(row: Mapping[str, str]) -> tuple[int, int, int]:
    return int(row["block_num"]), int(row["par_num"]), int(row["line_num"])


def straighten_lines(lines: Sequence[Sequence[ScannedWord]]) -> list[tuple[ScannedWord, ...]]:
    """The lines of a page that was laid askew on the scanner, level: as if turned about the middle of its text."""
    slope = statistics.median(slopes) if (slopes := list(_list_slopes(lines))) else 0.0
    if not LEAST_SLOPE <= abs(slope) <= MOST_SLOPE:
        return [tuple(line) for line in lines]
    words = [word for line in lines for word in line]
    middle, centre = statistics.fmean(word.left for word in words), statistics.fmean(word.top for word in words)
    return [
        tuple(
            replace(word, left=word.left + slope * (word.top - centre), top=word.top - slope * (word.left - middle))
            for word in line
        )
        for line in lines
    ]


def _list_slopes(lines: Sequence[Sequence[ScannedWord]]) -> Iterator[float]:
    """How far the base line of each longer line sinks a pixel to the right."""
    for line in lines:
        size = statistics.median(map(_estimate_size, line))
        across = line[-1].left - line[0].left
        if across > LEAST_LENGTH * size:
            yield (_find_baseline(line[-1], size) - _find_baseline(line[0], size)) / across


def rows_of(lines: Sequence[Sequence[ScannedWord]], scale: float) -> Iterator[tuple[OcrWord, ...]]:
    """The words of each line, in points: all of one size and on one base line, near sizes and base lines made equal."""
    sizes = [statistics.median(map(_estimate_size, line)) for line in lines]
    usual = _usual_sizes(sizes, [sum(len(word.text) for word in line) for line in lines])
    feet = [
        statistics.median(_find_baseline(word, size) for word in line) for line, size in zip(lines, sizes, strict=True)
    ]
    level = _find_levels(feet, [usual[size] for size in sizes])
    for line, size, foot in zip(lines, sizes, feet, strict=True):
        points = usual[size] / scale
        top = level[foot] / scale - ASCENT * points
        yield tuple(
            OcrWord(word.text, _spread_edges(word, scale), top, top + points, points, word.confidence) for word in line
        )


def _usual_sizes(sizes: Sequence[float], letters: Sequence[int]) -> dict[float, float]:
    """For every measured size that of the page's most frequent near one: a pixel more or less is no other font."""
    weights: Counter[float] = Counter()
    for size, number in zip(sizes, letters, strict=True):
        weights[size] += number
    usual: dict[float, float] = {}
    for size, _ in weights.most_common():
        usual[size] = next((known for known in usual.values() if abs(known - size) <= SAME_SIZE * known), size)
    return usual


def _find_levels(feet: Sequence[float], sizes: Sequence[float]) -> dict[float, float]:
    """For every base line the one that lines beside it have too: in columns and tables they stand level."""
    level: dict[float, float] = {}
    last = None
    for foot, size in sorted(zip(feet, sizes, strict=True)):
        last = level[foot] = last if last is not None and foot - last <= SAME_LEVEL * size else foot
    return level


def _estimate_size(word: ScannedWord) -> float:
    """The font size in pixels that a word's box speaks of, by what its letters reach up and down to."""
    above = ABOVE if TALL.intersection(word.text) else MIDDLE
    return word.height / (above + (BELOW if DESCENDING.intersection(word.text) else 0.0))


def _find_baseline(word: ScannedWord, size: float) -> float:
    """The base line below a word, in pixels."""
    return word.top + word.height - (BELOW * size if DESCENDING.intersection(word.text) else 0.0)


def _spread_edges(word: ScannedWord, scale: float) -> tuple[float, ...]:
    """Every character's left side and the last one's right side, letters spread evenly."""
    step = word.width / len(word.text)
    return tuple((word.left + step * n) / scale for n in range(len(word.text) + 1))
