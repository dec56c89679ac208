"""The number of a paper: Aktenzeichen, number of a council paper, of a printed paper, of a press release."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policytext.letterhead.head_lines import HeadLine
from policytext.letterhead.letter_dates import DATE_LINE
from policytext.letterhead.patterns import (
    FROM,
    NUMBERED,
    PRESS_NUMBER,
    REFERENCE_END,
    REFERENCE_FIELD,
    REFERENCE_LABEL,
)

LONGEST = 60  # characters
NUMBER = re.compile(  # 2021/0496/1   VO/2021/0412   DHH/2023/5026   XVI/233   F0145/20   DS/0456/VI   PM 061
    rf"""(?<![\w.,/-])(?:[A-ZÄÖÜ]{{1,5}}[-/\ ]?)?(?:[IVXL]+[-/])?
        \d{{1,5}}[-/]\d{{1,5}}(?:[-/]\d{{1,4}})*(?:[-/][A-ZIVX]{{1,4}})?(?![\w,/-]|\.\d)
      | (?<![\w/-])[A-Z]{{1,4}}/\d{{1,5}}/[IVXL]+\b
      | \b{PRESS_NUMBER}[ ]?\d{{1,4}}(?:/\d{{1,4}})*\b""",
    re.VERBOSE,
)
DECREE = re.compile(r".{4,90} v\. ?\d{1,2}\. ?\d{1,2}\. ?\d{4} ?[–—-] ?(?P<number>[\w./ -]*\d[\w./ -]*)$")
DATE_BEHIND = re.compile(  # 12 / 14. Februar 2020
    rf"[ ]*(?:[/,|–-][ ]*|{FROM}[ ]|[ ])"
    r"(?:0?[1-9]|[12]\d|3[01])\.[ ]?"
    r"(?:(?:0?[1-9]|1[0-2])\.|[A-ZÄ][a-zä]+)[ ]?(?:\d{4}|\d\d).*$"
)
BARE = re.compile(r"\d{1,6}(?:[-/]\d{1,4})?[a-z]?")
AHEAD = 14  # lines below a label without value in which its value stands, column by column


def find_reference(units: Sequence[HeadLine], labels: Sequence[tuple[str, float]]) -> str | None:
    """The paper's own number, the surest first; `None` where it bears none."""
    return next(_list_numbers(units, labels), None)


def _list_numbers(units: Sequence[HeadLine], labels: Sequence[tuple[str, float]]) -> Iterator[str]:
    head = head_size(labels)
    for place, unit in enumerate(units[:head]):
        if (number := reference_of_line(unit.text)) or (
            REFERENCE_FIELD.fullmatch(unit.text) and (number := _read_value_below(units[place + 1 : place + AHEAD]))
        ):
            yield number
    for unit, (label, _) in zip(units[:head], labels, strict=False):
        if (
            label in ("reference", "kind")
            and (found := NUMBER.search(unit.text))
            and not DATE_LINE.fullmatch(found.group())
        ):
            yield found.group()


def head_size(labels: Sequence[tuple[str, float]]) -> int:
    """Lines up to the third line of running text after which no head goes on."""
    bodies = [place for place, (label, _) in enumerate(labels) if label == "body"]
    return bodies[2] if len(bodies) > 2 else len(labels)


def _read_value_below(units: Sequence[HeadLine]) -> str | None:
    """The value of a label that stands above it: the first number with a slash, else the first number alone."""
    texts = [unit.text for unit in units]
    slashed = next((found.group() for text in texts[:8] if len(text) < 40 and (found := NUMBER.fullmatch(text))), None)
    return slashed or next((text for text in texts if BARE.fullmatch(text)), None)


def reference_of_line(line: str) -> str | None:
    """The Aktenzeichen of a line, without its label and the clerk's mark."""
    if NUMBERED.fullmatch(line):
        return line.removeprefix("Nr.").strip()
    if decree := DECREE.match(line):
        return decree["number"].strip()
    label = REFERENCE_LABEL.match(line)
    if not label:
        return None
    rest = REFERENCE_END.sub("", DATE_BEHIND.sub("", line[label.end() :])).strip(" :.-–·")
    if (number := NUMBER.match(rest)) and rest[number.end() :].startswith(" ") and " - " not in rest:
        rest = number.group()
    return rest if re.search(r"\d", rest) and len(rest) <= LONGEST and not DATE_LINE.fullmatch(rest) else None
