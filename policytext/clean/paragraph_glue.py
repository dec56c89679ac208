"""Cleaning steps: which lines make one paragraph, and which sentences run over a page break or an empty line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policytext.clean.footnotes import around_notes
from policytext.clean.line_endings import (
    BULLET,
    CONTACT,
    OPEN_ADDRESS,
    breaks_word,
    ends_in_function_word,
    is_finished,
    starts_lower,
    starts_number,
)
from policytext.clean.line_measure import Measure, is_stacked, left_end, measure_lines, size_of
from policytext.clean.rewriting import cut_line
from policytext.model import Line, RawDocument

SAME, OWN_LINE, END = " ", "\n", "\n\n"
SHORT_LINE = 48  # characters of a line that stands for itself within a letterhead
TYPED = (60, 130)  # characters of a line that somebody broke by hand; longer ones are whole paragraphs
ENTRY = 60  # characters of such a line in a column without running text
INDENT = 0.8  # of the font size
LEAST_WORDS = 5  # of a block that goes on after an empty line; fewer are a heading, a name, a salutation
COUNTED = re.compile(r"\d[\d.,]*\s[a-zäöü]")  # bis Ende⏎2026 verlängern
MAY_GO_ON = frozenset({None, "paragraph", "item"})


def _find_items(raw: RawDocument) -> RawDocument:
    """Lines that start with a list mark become items, their mark goes; numbers stay, they are cited."""
    measure = measure_lines(raw.lines)
    lines = list(raw.lines)
    for number, line in enumerate(raw.lines):
        mark = BULLET.match(line.text) if line.role in MAY_GO_ON else None
        if mark and mark.end() < len(line.text) and _starts_item(measure, number, mark.group()):
            lines[number] = replace(cut_line(line, mark.end(), len(line.text)), role="item")
            if number:
                lines[number - 1] = replace(lines[number - 1], glue=END)
    return replace(raw, lines=tuple(lines))


def _starts_item(measure: Measure, number: int, mark: str) -> bool:
    """A bullet always does; a dash may as well stand within a sentence that was wrapped before it."""
    if mark.strip() not in ("-", "–", "—", "*", "+") or number == 0:
        return True
    before = measure.lines[number - 1]
    if before.glue == END or before.role in ("heading", "row") or is_finished(before.text) or before.text.endswith(","):
        return True
    return measure.fits(number - 1) or measure.is_wide_step(number - 1) or not is_stacked(before, measure.lines[number])


def _find_paragraphs(raw: RawDocument) -> RawDocument:
    """List items and paragraphs, those of footnotes and boxes by themselves."""
    return around_notes(raw, lambda part: _join_lines(_find_items(part)))


def _join_lines(raw: RawDocument) -> RawDocument:
    """Every bare line end becomes a blank, a line of its own or the end of a block."""
    measure = measure_lines(raw.lines)
    lines = list(raw.lines)
    first = 0  # the line that starts the block which is being read
    for number, line in enumerate(raw.lines[:-1]):
        glue = line.glue if line.glue != "\n" else _choose_glue(measure, first, number)
        lines[number] = replace(line, glue=glue)
        first = number + 1 if glue == END else first
    if lines:
        lines[-1] = replace(lines[-1], glue=END)
    return replace(raw, lines=tuple(lines))


def _choose_glue(measure: Measure, first: int, number: int) -> str:
    line, after = measure.lines[number], measure.lines[number + 1]
    if after.role in ("heading", "row", "item", "contents") and not (after.role == line.role == "heading"):
        return END
    if not is_stacked(line, after):
        return SAME if _goes_on_over_break(measure, number) else END
    if _looks_different(line, after) or measure.is_wide_step(number):
        return SAME if _runs_past(measure, number) else END
    if OPEN_ADDRESS.search(line.text) and " " not in after.text:
        return SAME
    if _is_entry(measure, number):
        return OWN_LINE
    return END if _is_indented(measure, first, number) else _glue_by_width(measure, number)


def _runs_past(measure: Measure, number: int) -> bool:
    """Whether a sentence runs on below a box or picture that stands in its column."""
    line, after = measure.lines[number], measure.lines[number + 1]
    is_open = breaks_word(line.text) or len(line.text) >= ENTRY or not measure.fits(number)
    return is_open and _may_go_on(line, after) and starts_lower(after.text) and not starts_number(after.text)


def _glue_by_width(measure: Measure, number: int) -> str:
    line, after = measure.lines[number], measure.lines[number + 1]
    if not measure.fits(number) or ends_in_function_word(line.text):
        return END if is_finished(line.text) and starts_number(after.text) else SAME
    if starts_number(after.text):
        return END
    return SAME if _is_typed_line(line) else _glue_of_short_line(line, after)


def _is_typed_line(line: Line) -> bool:
    """A line broken by hand somewhere near the margin, in a text where an empty line would end the paragraph."""
    return line.box is None and TYPED[0] <= len(line.text) <= TYPED[1]


def _glue_of_short_line(line: Line, after: Line) -> str:
    """A line that ends before the margin: an abbreviation's stop and a lower-case word go on, so do broken words."""
    if starts_lower(after.text) and (line.text[-1] == "." or not is_finished(line.text)):
        return SAME
    if breaks_word(line.text) or (len(line.text) >= ENTRY and not is_finished(line.text) and COUNTED.match(after.text)):
        return SAME
    is_entry = not is_finished(line.text) and max(len(line.text), len(after.text)) < SHORT_LINE
    return OWN_LINE if is_entry else END


def _is_entry(measure: Measure, number: int) -> bool:
    """Whether two lines are entries of a list of names, addresses and numbers."""
    line, after = measure.lines[number], measure.lines[number + 1]
    if CONTACT.match(line.text) and len(line.text) < SHORT_LINE:
        return True
    if CONTACT.match(after.text):
        return not measure.prose[number] or measure.fits(number)
    return not measure.prose[number] and not _is_wordy(measure, line, after)


def _is_wordy(measure: Measure, line: Line, after: Line) -> bool:
    """Whether two lines of a column without running text make a heading or sentence all the same."""
    if size_of(line) > (measure.body_size or 0) or max(len(line.text), len(after.text)) >= ENTRY:
        return True
    if starts_number(after.text) or starts_lower(after.text):
        return True
    return ends_in_function_word(line.text) or breaks_word(line.text) or line.text.endswith(",")


def _looks_different(line: Line, after: Line) -> bool:
    """Another size, or from bold to plain at the end of a sentence or heading."""
    if abs(size_of(line) - size_of(after)) > 0.08 * size_of(line):
        return True
    return line.bold != after.bold and not starts_lower(after.text)


def _is_indented(measure: Measure, first: int, number: int) -> bool:
    """Whether the next line's indent starts a paragraph, or its lack ends a list item."""
    start, line, after = (measure.lines[place] for place in (first, number, number + 1))
    if line.box is None or after.box is None:
        return False
    if is_finished(line.text) and start.role != "item" and _is_indented_start(measure, number + 1):
        return True
    shift = left_end(after) - left_end(line)
    if abs(shift) <= INDENT * size_of(line) or _is_centred(line, after):
        return False
    if shift > 0:
        is_hanging = number == first and (line.role == "item" or starts_number(line.text) or not is_finished(line.text))
        return not is_hanging
    is_first_line = number == first and start.role != "item" and not measure.fits(number)
    return not is_first_line and (is_finished(line.text) or measure.fits(number))


def _is_centred(line: Line, after: Line) -> bool:
    if line.box is None or after.box is None:
        return False
    return abs(line.box.x0 + line.box.x1 - after.box.x0 - after.box.x1) < 0.6 * size_of(line)


def _goes_on_over_break(measure: Measure, number: int) -> bool:
    """Whether a sentence runs on from the foot of a page or column to the head of the next."""
    line, after = measure.lines[number], measure.lines[number + 1]
    if not _is_alike(line, after) or starts_number(after.text) or _is_indented_start(measure, number + 1):
        return False
    if is_finished(line.text):
        return measure.is_filled(number) and _stands_higher(line, after)
    if starts_lower(after.text) or breaks_word(line.text):
        return True
    if line.page == after.page and not _stands_higher(line, after):
        return False
    return ends_in_function_word(line.text) or line.text.endswith(",") or not measure.fits(number)


def _is_indented_start(measure: Measure, number: int) -> bool:
    """Whether a line is indented against the one below it."""
    if number + 1 >= len(measure.lines) or not is_stacked(*measure.lines[number : number + 2]):
        return False
    return (
        INDENT * size_of(measure.lines[number])
        < left_end(measure.lines[number]) - left_end(measure.lines[number + 1])
        < 60
    )


def _stands_higher(line: Line, after: Line) -> bool:
    """Whether the text goes on at the head of another column or page."""
    if line.box is None or after.box is None or line.page != after.page:
        return line.page != after.page
    return after.box.bottom < line.box.top


def _may_go_on(line: Line, after: Line) -> bool:
    return _is_alike(line, after) and not is_finished(line.text)


def _is_alike(line: Line, after: Line) -> bool:
    """Whether two lines may belong to one paragraph by their size and role."""
    alike = abs(size_of(line) - size_of(after)) <= 0.06 * size_of(line)
    return alike and line.role in MAY_GO_ON and after.role in (None, "paragraph")


# ---------------------------------------------------------------------------------------------- broken sentences


def _mend_broken_sentences(raw: RawDocument) -> RawDocument:
    """An empty line within a sentence, as page breaks leave it in other formats too, does not end its block."""
    lines = list(raw.lines)
    words = 0
    for number, line in enumerate(lines[:-1]):
        words += line.text.count(" ") + 1
        if line.glue == END and words >= LEAST_WORDS and _is_broken(lines, number):
            lines[number] = replace(line, glue=SAME)
        words = 0 if lines[number].glue == END else words
    return replace(raw, lines=tuple(lines))


def _is_broken(lines: Sequence[Line], number: int) -> bool:
    line, after = lines[number], lines[number + 1]
    if not _may_go_on(line, after) or line.role == "item" or starts_number(after.text) or CONTACT.match(after.text):
        return False
    if line.bold != after.bold or line.text.endswith(","):
        return False
    return starts_lower(after.text) or ends_in_function_word(line.text) or breaks_word(line.text)


STEPS = (_find_paragraphs, _mend_broken_sentences)
