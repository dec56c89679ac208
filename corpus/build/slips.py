"""Marks of a short paper about funding, nested where the words are, turned into text and spans.

- [a1:Land Hessen]              an actor (a authority, o organisation, g group), wherever its words stand
- [a1!:Land]                    only here, because the words mean somebody else elsewhere
- <p1:Betrieb des [o1:Heims]>   a purpose; marked twice, the place nearest to the amount comes first
- <t1:2024 und 2025>            a period, its years read off
- <t1@2024-08..2025-07:Schuljahr 2024/2025>   a period that is told; <t1@2024..:ab 2024> has no end
- <T:Neue Radwege>, <I:Ostrau>  title and issuer
- {58 Mio. Euro|a1>o1 p1 ~}     an amount that is a record; `funding.read_note` has the words after the bar
- {58 Mio. Euro|-other:deficit} an amount that is none, and why (more closely after the colon)
- {tragen|! a1>o1 p1 p}         funding without a sum, with the words that tell it; {trägt|!-} looks like it and is none
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field

from marks import BadMark

MARK = re.compile(
    r"""
      \[ (?P<actor> [aog] \d+ ) (?P<once> ! )? :                               # [a1:Land]
    | < (?P<label> T | I | [pt] \d+ ) (?: @ (?P<interval> [^:<>]* ) )? :        # <t1@2024..:ab 2024>
    | \{ (?P<amount> [^|{}]+ ) \| (?P<note> [^{}]+ ) \}                         # {58 Euro|a1>o1}
    | (?P<close> [\]>] )
    """,
    re.VERBOSE,
)
CLOSES = {"]": "actor", ">": "label"}
YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Slip:
    """One mark: its label, its words' span, and what stands beside the words."""

    label: str
    start: int
    end: int
    note: str = ""


@dataclass
class Slips:
    """A text without marks and its marks in text order; `once` holds spans whose words mean somebody else elsewhere."""

    text: str = ""
    marks: list[Slip] = field(default_factory=list)

    def of(self, label: str) -> list[Slip]:
        """The marks of one label in text order."""
        return sorted((mark for mark in self.marks if mark.label == label), key=lambda mark: mark.start)

    def nearest(self, label: str, span: tuple[int, int]) -> list[Slip]:
        """The marks of one label, the one nearest to `span` first."""
        found = sorted(self.of(label), key=lambda mark: max(span[0] - mark.end, mark.start - span[1]))
        if not found:
            raise BadMark(f"nothing is marked {label}")
        return found


def read(source: str) -> Slips:
    """Take the marks out of `source`; a closing sign without an open mark of its kind is text."""
    out, last, open_marks = Slips(), 0, list[tuple[str, str, int, str]]()
    for match in MARK.finditer(source):
        kind = CLOSES.get(match["close"] or "")
        if kind and not (open_marks and open_marks[-1][0] == kind):
            continue
        out.text += source[last : match.start()]
        last, at = match.end(), len(out.text)
        if kind:
            _, label, start, note = open_marks.pop()
            out.marks.append(Slip(label, start, at, note))
        elif match["amount"]:
            out.text += match["amount"]
            out.marks.append(Slip("amount", at, len(out.text), match["note"]))
        elif match["actor"]:
            open_marks.append(("actor", match["actor"], at, match["once"] or ""))
        else:
            open_marks.append(("label", match["label"], at, match["interval"] or ""))
    out.text += source[last:]
    if open_marks or re.search(r"[{}]|<[pt]\d|\[[aog]\d", out.text):
        raise BadMark(f"a mark is not closed or not understood: {open_marks} {out.text[:200]!r}")
    return out


def mentions(slips: Slips, label: str, name: str = "") -> list[tuple[int, int]]:
    """Every place of an actor's marked words, and of `name` in any case; none inside another actor's."""
    marked = [mark for mark in slips.marks if re.fullmatch(r"[aog]\d+", mark.label)]
    mine = [mark for mark in marked if mark.label == label]
    taken = [(mark.start, mark.end) for mark in marked]
    found = [(mark.start, mark.end) for mark in mine]
    forms = {re.escape(slips.text[m.start : m.end]) for m in mine if not m.note} | {
        f"(?i:{re.escape(name)})" if name else "(?!)"
    }
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        for match in re.finditer(rf"(?<!\w){form}(?!\w)", slips.text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                found.append(match.span())
                taken.append(match.span())
    return sorted(found)


def period(mark: Slip, text: str) -> tuple[str | None, str | None]:
    """Earliest and latest day of a period's mark: from its interval, else from the years in its words."""
    if mark.note:
        first, dots, last = mark.note.partition("..")
        return _day(first, first_of=True), _day(last if dots else first, first_of=False)
    years = YEARS.findall(text[mark.start : mark.end])
    if not years:
        raise BadMark(f"no year in {text[mark.start : mark.end]!r}")
    return f"{years[0]}-01-01", f"{years[-1]}-12-31"


def _day(value: str, *, first_of: bool) -> str | None:
    if not value:
        return None
    year, month, day = (int(part) for part in f"{value}-0-0".split("-")[:3])
    month = month or (1 if first_of else 12)
    return f"{year}-{month:02d}-{day or (1 if first_of else monthrange(year, month)[1]):02d}"
