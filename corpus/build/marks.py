"""Inline marks of a source text: words with what the annotator says of them, turned into text and spans.

- [land:Land]                                  a mention of the actor `land`
- {58 Millionen Euro|58e6 #r1}                 an amount that is record `r1`
- {80 Prozent|<=80% /Person #r2}               at most 80 per cent, for each person
- {12.000 Euro|12000 -cost of the works}       an amount that is no funding, and why
- <Ende 2026|2026 END end ^Programm>           a time: value, mod, role, and what it bounds (nearest such words)
- <drei Monaten|P3M deadline @Abschluss ^Nachweis>   the event it hangs on
- ⟦q weiss d|Das reicht nicht.⟧                a quotation (r: reported) of `weiss`, act d (demand)
- ⟦q weiss.1|Ja⟧ ... ⟦q weiss.1|sicher⟧        two parts of one statement
- ⟦q weiss~|Ja⟧                                the speaker is only a pronoun here
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

ACTS = {"p": "promise", "d": "demand", "r": "refusal", "c": "condition", "i": "information"}
MARK = re.compile(
    r"""
      ⟦ (?P<said> [^|⟧]+ ) \|                                    # ⟦q weiss d|
    | (?P<unsaid> ⟧ )
    | \[ (?P<actor> [a-z0-9_]+ ) : (?P<mention> [^\]]+ ) \]       # [land:Land]
    | \{ (?P<sum> [^|}]+ ) \| (?P<worth> [^}]+ ) \}               # {58 Euro|58 #r1}
    | < (?P<when> [^|>]+ ) \| (?P<value> [^>]+ ) >                # <2026|2026 term>
    """,
    re.VERBOSE,
)
LEFT_OVER = re.compile(r"[\[\]{}<>⟦⟧|]")


class BadMark(ValueError):
    """A mark or a word of the source that cannot be understood or found."""


@dataclass(frozen=True)
class Mark:
    """One mark: its words' span in the text, its layer and what stands beside the words."""

    layer: str
    start: int
    end: int
    note: str


@dataclass
class Marked:
    """A text without marks, and the marks with their spans, in the order in which they end."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)

    def layer(self, name: str) -> list[Mark]:
        """The marks of one layer in text order."""
        return sorted((mark for mark in self.marks if mark.layer == name), key=lambda mark: mark.start)

    def words(self, mark: Mark) -> str:
        """The words under a mark."""
        return self.text[mark.start : mark.end]

    def nearest(self, words: str, span: tuple[int, int], *, holding: str = "") -> tuple[int, int]:
        """The occurrence of `words` nearest to `span` without touching it; `holding` a mark of that layer, if given."""
        found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text)]
        found = [(start, end) for start, end in found if end <= span[0] or start >= span[1]]
        if holding:
            held = self.layer(holding)
            found = [one for one in found if any(one[0] <= mark.start and mark.end <= one[1] for mark in held)]
        if not found:
            raise BadMark(f"words not found: {words!r}")
        return min(found, key=lambda one: max(span[0] - one[1], one[0] - span[1]))


def _plain(match: re.Match[str], at: int) -> tuple[str, Mark]:
    for layer, words, note in (("actor", "mention", "actor"), ("amount", "sum", "worth"), ("time", "when", "value")):
        if match[words] is not None:
            return match[words], Mark(layer, at, at + len(match[words]), match[note])
    raise BadMark(f"no mark: {match[0]!r}")


def read(source: str, *, offset: int = 0) -> Marked:
    """Take the marks out of `source`; offsets start at `offset`."""
    out, last, open_at = Marked(), 0, list[tuple[int, str]]()
    for match in MARK.finditer(source):
        out.text += source[last : match.start()]
        last, at = match.end(), offset + len(out.text)
        if match["said"]:
            open_at.append((at, match["said"]))
        elif match["unsaid"]:
            start, note = open_at.pop()
            out.marks.append(Mark("statement", start, at, note))
        else:
            words, mark = _plain(match, at)
            out.text += words
            out.marks.append(mark)
    out.text += source[last:]
    if open_at or LEFT_OVER.search(out.text):
        raise BadMark(f"a mark is not closed or not understood: {out.text[:300]!r}")
    return out
