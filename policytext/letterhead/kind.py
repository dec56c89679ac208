"""What kind of paper it is: told by a line of the letterhead, by the title, by who is to be called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.letterhead.patterns import KIND_LABELS, KIND_WORDS, MASTHEAD

SPACED_LETTERS = re.compile(r"\b(\w) (?=\w\b)")
COMPOUND = re.compile(
    r"\b\w+(?P<guideline>richtlinien?|verordnung|vorschrift|satzung)\b|\b\w*(?P<agreement>vereinbarung|vertrag)\b"
)
NEWSPAPER = re.compile(rf"(?:{MASTHEAD.pattern})(?:[ ]vom[ ].{{6,20}})?", re.VERBOSE)
PRESS_OFFICE = re.compile(r"\bpresse@|\bPressestelle\b|\bPressekontakt\b|\bPressesprecher")
PARTIES = re.compile(r"(?i)\bzwischen\b.{3,300}\bund\b.{3,400}\b(?:wird|schließen|vereinbaren|geschlossen)\b")
LETTER = re.compile(r"\b(?:Sehr geehrte|Liebe Kolleg|Rundschreiben)")
NEWS_MARK = re.compile(r"\((?:dpa|epd|KNA|AFP|eig|red)\b|^Von [A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ][\w-]+\b", re.MULTILINE)


def kind_label(line: str) -> str | None:
    """The kind that a line names, where it is little more than that name ("PRESSEMITTEILUNG Nr. 12/2017")."""
    joined = SPACED_LETTERS.sub(r"\1", line)
    return next((kind for kind, pattern in KIND_LABELS.items() if pattern.match(joined)), None)


def kind(lines: Sequence[str], body: str, *, title: str | None) -> str:
    """The kind of paper; `other` where nothing tells."""
    opening = body[:600]
    if any(NEWSPAPER.fullmatch(line) or NEWS_MARK.match(line) for line in lines) or NEWS_MARK.search(opening):
        return "news"
    if labelled := next((label for line in lines if (label := kind_label(line))), None):
        return labelled
    if LETTER.search(opening):
        return "other"
    if titled := _in_title(title or ""):
        return titled
    if PRESS_OFFICE.search("\n".join(lines)) or PRESS_OFFICE.search(body[-600:]):
        return "press_release"
    return "agreement" if PARTIES.search(opening.replace("\n", " ")) else "other"


def _in_title(title: str) -> str | None:
    if kind := next((kind for kind, pattern in KIND_WORDS.items() if pattern.search(title)), None):
        return kind
    if compound := COMPOUND.search(title):
        return compound.lastgroup
    return "guideline" if re.match(r"(?:F?RL|VwV)\b", title) else None
