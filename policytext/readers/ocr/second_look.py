"""What German OCR reads wrong most, looked at again: the sign §, and numbers of which it was not sure.

Tesseract's German data do not know §; the English data, which come with them, do, and they are of another make, so
that both seldom read a number wrong in the same way. Words that may be § ($, &, 8, S, alone or before a number) and
doubtful numbers are cut out of the page, set below each other in one small picture and read again. What the second
reading calls § is §. Where both readings are numbers and differ, the second is kept and the warning names it: on the
lists of seed 1 of benchmarks/scans.py it was right in the four such cases, the first in none.
"""

from __future__ import annotations

import io
import re
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policytext.readers.ocr.ocr_words import ScannedWord

CLOSING = ".,;:)]"
READ_AS = re.compile(r"([(\[„]*)([$&8Ss§][$&8Ss§]?)(\d{0,3}[a-z]?)([.,;:)\]]*)")  # ($ 88 810 S5, 8
SIGNS = re.compile(r"(§{1,2})(\d{0,3}[a-z]?)")
NUMBER = re.compile(
    r"""\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?  # 7.943 or 250.000,00
      | \d+(?:,\d+)?                      # 2024 or 12,5
      | \d{1,2}\.\d{1,2}\.(?:\d{4})?      # 31.12.2024
    """,
    re.VERBOSE,
)
LEAST_DIGITS = 3  # of a number that is looked at again
SURE = 95.0  # per cent; the five numbers of 140 list rows (seed 1) that were read wrong had 3 to 92
BEHIND = 3  # words cut out with one, so that the second reading sees a line
MARGIN = 0.4  # of a word's height, around what is cut out
APART = 1.5  # of it, between two cuts
FRAME = 30  # pixels of white around the picture of the cuts
MOST = 150  # cuts of a page; a dense by-law has 45, a list of sums may have more

Look = Callable[[bytes], Iterable[ScannedWord]]
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """A word of the page that is looked at again: its number, what is cut out, how high that stands among the cuts."""

    place: int
    word: ScannedWord
    box: Box
    top: int

    @property
    def bottom(self) -> int:
        """Where it ends among the cuts."""
        return self.top + self.box[3] - self.box[1]

    def holds(self, other: ScannedWord) -> bool:
        """Whether a word of the picture of cuts stands where the word stood, for the most part of one of them."""
        if not self.top <= other.top + other.height / 2 - FRAME <= self.bottom:
            return False
        left, mine = other.left - FRAME + self.box[0], self.word
        shared = min(left + other.width, mine.left + mine.width) - max(left, mine.left)
        return shared > 0.5 * min(other.width, mine.width)


def look_again(words: Sequence[ScannedWord], pixels: bytes, look: Look) -> tuple[list[ScannedWord], list[str]]:
    """The words of a page with § and doubtful numbers put right, and the numbers that two readings differ on.

    `pixels` is the page as a picture, `look` gives the words of the picture that it is handed, with boxes in pixels.
    """
    cuts = list(_list_cuts(words))[:MOST]
    again = list(look(_stack_pictures(pixels, cuts))) if cuts else []
    told = {cut.place: found for cut in cuts if (found := [word for word in again if cut.holds(word)])}
    mended = [list(_mend_word(word, told.get(place, []))) for place, word in enumerate(words)]
    both = zip(mended, words, strict=True)
    differing = [new.text for (new, *rest), old in both if not rest and _is_number(old) and new.text != old.text]
    return _join_doubled([word for part in mended for word in part]), differing


def _join_doubled(words: Sequence[ScannedWord]) -> list[ScannedWord]:
    """The words, two signs beside each other made the one that names several clauses (§§)."""
    kept: list[ScannedWord] = []
    for word in words:
        last = kept[-1] if kept else None
        if last and last.text.endswith("§") and word.text == "§" and word.line == last.line:
            kept[-1] = replace(last, text=last.text + "§", width=word.left + word.width - last.left)
        else:
            kept.append(word)
    return kept


def _list_cuts(words: Sequence[ScannedWord]) -> Iterator[Cut]:
    """The words to look at again, each with what stands behind it where that tells more."""
    top = 0
    for place, word in enumerate(words):
        behind = [other for other in words[place + 1 : place + 1 + BEHIND] if other.line == word.line]
        is_number = _is_number(word)
        if not is_number and not _may_be_sign(word, behind):
            continue
        before = words[place - 1] if place and words[place - 1].line == word.line else None
        box = _cut_box(before, [word] if is_number else [word, *behind])
        yield Cut(place, word, box, top)
        top += box[3] - box[1] + round(APART * word.height)


def _is_number(word: ScannedWord) -> bool:
    """Whether a word is a number of some length that the first reading was not sure of."""
    digits = sum(map(str.isdigit, word.text))
    return word.confidence < SURE and digits >= LEAST_DIGITS and NUMBER.fullmatch(word.text.rstrip(CLOSING)) is not None


def _may_be_sign(word: ScannedWord, behind: Sequence[ScannedWord]) -> bool:
    """Whether a word may be § before a number or at a line's end."""
    read = READ_AS.fullmatch(word.text)
    return read is not None and bool(read[3] or len(read[2]) > 1 or not behind or behind[0].text[:1].isdigit())


def _cut_box(before: ScannedWord | None, cut: Sequence[ScannedWord]) -> Box:
    """What is cut out: words with some white around them and nothing of the one before."""
    margin = MARGIN * cut[0].height
    left = max(cut[0].left - margin, before.left + before.width + 1 if before else 0)
    return (
        round(left),
        round(min(one.top for one in cut) - margin),
        round(max(one.left + one.width for one in cut) + margin),
        round(max(one.top + one.height for one in cut) + margin),
    )


def _stack_pictures(pixels: bytes, cuts: Sequence[Cut]) -> bytes:
    """The cuts below each other on white, as a portable greymap."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(pixels)) as page:
        width = max(cut.box[2] - cut.box[0] for cut in cuts) + 2 * FRAME
        picture = Image.new("L", (width, cuts[-1].bottom + 2 * FRAME), 255)
        for cut in cuts:
            picture.paste(page.crop(cut.box), (FRAME, FRAME + cut.top))
        picture.save(out, "PPM")
    return out.getvalue()


def _mend_word(word: ScannedWord, again: Sequence[ScannedWord]) -> Iterator[ScannedWord]:
    """A word as the second reading has it, or as it is: the sign with its number apart, or the number."""
    text = "".join(one.text for one in again)
    read = READ_AS.fullmatch(word.text)
    if read and (found := SIGNS.search(text)):
        yield from _split_parts(word, read, found[1], found[2])
    elif text and _is_number(word) and NUMBER.fullmatch(bare := text.rstrip(CLOSING)):
        closed = word.text[len(word.text.rstrip(CLOSING)) :]
        sure = statistics.fmean(one.confidence for one in again)
        yield replace(word, text=bare + closed, confidence=max(sure, word.confidence))
    else:
        yield word


def _split_parts(word: ScannedWord, read: re.Match[str], sign: str, number: str) -> Iterator[ScannedWord]:
    """The sign that a word is, and the number that was glued to it."""
    opened, read_as, digits, closed = read.groups()
    rest = (read_as + digits)[len(sign) :]
    width = word.width * (len(opened) + len(sign)) / len(word.text) if rest else word.width
    yield replace(word, text=opened + sign + ("" if rest else closed), width=width)
    if rest:
        known = rest if rest.isdigit() or not number else number  # s1l is § 11
        yield replace(word, text=known + closed, left=word.left + width, width=word.width - width)
