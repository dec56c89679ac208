"""The words of a PDF page with the place of every character, and the lines they make."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from policytext.model import Box, Line

BOLD_FONTS = ("bold", "black", "heavy", "demi", "-bd", "fett")
BLANK_FROM = 0.16  # of the font size: a wider gap between two characters parts two words (a blank is some 0.25)
RAISED_SIZE = 0.8  # of the line's size: smaller digits that stand higher are footnote marks or exponents
RAISED_BY = 0.15  # of the line's size
RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
UNMAPPED = "(cid:"  # what pdfminer writes for a character whose font does not say what it means
REPORTLAB_BULLET = "(cid:127)"  # its standard fonts leave the bullet at a place that the PDF standard does not name
UNKNOWN = "\ufffd"
SAME_PLACE = 0.1  # of the font size; the narrowest letters are twice as wide
SAME_ROW = 0.6  # of the lower of two words must overlap for them to stand on one line


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page; `edges` are the left sides of its characters and the right side of the last."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    edges: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words that stand on one line, from left to right; `cells` are the places of a table row's cells in `words`."""

    words: tuple[Word, ...]
    cells: tuple[int, ...] = ()

    def line(self, page: int) -> Line:
        """This line as the model knows it."""
        size = _main_size(self.words)
        text, edges = _joined(self, size)
        box = Box(
            self.words[0].x0,
            min(word.top for word in self.words),
            max(word.x1 for word in self.words),
            _foot(self.words),
        )
        role = "row" if self.cells else None
        glue = "\n\n" if self.cells else "\n"
        return Line(text, page, box, edges, size=size, bold=_mostly_bold(self.words), role=role, glue=glue)


def words_of(page: Any) -> list[Word]:
    """All words of a pdfplumber page that lie on it and run along the page's main direction."""
    from pdfplumber.utils.text import extract_words

    x0, top, x1, bottom = (float(side) for side in page.bbox)
    chars = page.chars
    upright = sum(bool(char["upright"]) for char in chars) * 2 >= len(chars)
    once = _printed_once(char for char in chars if bool(char["upright"]) is upright)
    found = extract_words(once, x_tolerance_ratio=BLANK_FROM, y_tolerance=3, return_chars=True)
    words = (_word(item) for item in found)
    return [word for word in words if word.x1 > x0 and word.x0 < x1 and word.bottom > top and word.top < bottom]


def _printed_once(chars: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The characters without those printed again in the same place, as programs do that make type look bold."""
    seen: dict[tuple[str, int], list[float]] = defaultdict(list)
    kept: list[dict[str, Any]] = []
    for char in chars:
        text, x0, row = str(char["text"]), float(char["x0"]), round(float(char["top"]))
        reach = SAME_PLACE * float(char["size"])
        is_again = any(abs(x0 - x) < reach for near in (row - 1, row, row + 1) for x in seen[text, near])
        if text.isspace() or not is_again:
            kept.append(char)
            seen[text, row].append(x0)
    return kept


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped by the line they stand on, from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.x0)):
        home = next((row for row in reversed(rows[-3:]) if _on_one_line(row[0], word)), None)
        if home is None:
            rows.append([word])
        elif word.size > home[0].size:
            home.insert(0, word)  # the largest word stands for the row until all are in
        else:
            home.append(word)
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def _on_one_line(one: Word, other: Word) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= SAME_ROW * min(one.bottom - one.top, other.bottom - other.top)


def _word(item: dict[str, Any]) -> Word:
    chars = item["chars"]
    size = Counter(round(float(char["size"]), 1) for char in chars).most_common(1)[0][0]
    main = max(chars, key=lambda char: float(char["size"]))
    text: list[str] = []
    edges: list[float] = []
    for char in chars:
        shown = _shown(char, main)
        width = (float(char["x1"]) - float(char["x0"])) / max(1, len(shown))
        text.append(shown)
        edges += [round(float(char["x0"]) + width * place, 2) for place in range(len(shown))]
    bold = sum(_is_bold(char) for char in chars) * 2 > len(chars)
    x0, top, x1, bottom = (round(float(item[side]), 2) for side in ("x0", "top", "x1", "bottom"))
    return Word("".join(text), x0, x1, top, bottom, size, bold, (*edges, x1))


def _shown(char: dict[str, Any], main: dict[str, Any]) -> str:
    """The character as it looks: a small raised digit is written as such, so that "Mio.¹" is no "Mio.1"."""
    shown = str(char["text"])
    if shown.startswith(UNMAPPED):
        return "•" if shown == REPORTLAB_BULLET else UNKNOWN
    size = float(main["size"])
    is_raised = (
        float(char["size"]) <= RAISED_SIZE * size and float(main["bottom"]) - float(char["bottom"]) > RAISED_BY * size
    )
    return shown.translate(RAISED_DIGITS) if is_raised and shown.isdigit() else shown


def _is_bold(char: dict[str, Any]) -> bool:
    font = str(char.get("fontname", "")).lower()
    return any(mark in font for mark in BOLD_FONTS)


# ---------------------------------------------------------------------------------------------- a line's text


def _main_size(words: Sequence[Word]) -> float:
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[word.size] += len(word.text)
    return sizes.most_common(1)[0][0]


def _foot(words: Sequence[Word]) -> float:
    return max(word.bottom for word in words)


def _mostly_bold(words: Sequence[Word]) -> bool:
    return all(word.bold for word in words if any(char.isalnum() for char in word.text))


def _joined(line: TextLine, size: float) -> tuple[str, tuple[float, ...]]:
    """The words with their blanks, cells of a row parted by bars, and the left side of every character."""
    text: list[str] = []
    edges: list[float] = []
    base = _foot([word for word in line.words if word.size >= size] or line.words)
    for number, word in enumerate(line.words):
        raised = word.text.isdigit() and word.size <= RAISED_SIZE * size and base - word.bottom > RAISED_BY * size
        if number:
            gap = _gap(line, number, raised and word.x0 - line.words[number - 1].x1 < BLANK_FROM * size)
            left = line.words[number - 1].x1
            step = (word.x0 - left) / max(1, len(gap))
            text.append(gap)
            edges += [round(left + step * place, 2) for place in range(len(gap))]
        text.append(word.text.translate(RAISED_DIGITS) if raised else word.text)
        edges += word.edges[:-1]
    return "".join(text), (*edges, line.words[-1].x1)


def _gap(line: TextLine, number: int, raised: bool) -> str:
    if raised:
        return ""
    if number in line.cells:
        return " " if line.words[number - 1].text.endswith(":") else " | "
    return " "
