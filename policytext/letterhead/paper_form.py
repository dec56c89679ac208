"""What a council paper is: decision, information, motion, budget motion, question, answer, minutes or annex."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from policytext.letterhead.head_lines import HeadLine
from policytext.letterhead.patterns import BUDGET_LABEL, PAPER_LABELS, REFERENCE_LABEL, SPACED_LETTERS, TABLE_WORD
from policytext.lexicon.pattern_lists import PatternLists

TOP = 14  # lines in which a paper is named
_PAPER_FORM = PatternLists("letterhead", "paper_form")
_DECISION = _PAPER_FORM.decision
_REQUEST = _PAPER_FORM.council_motion
_COUNCIL = _PAPER_FORM.councils
_ASK = _PAPER_FORM.ask
_ASKER = _PAPER_FORM.askers
CALLS: tuple[tuple[str, re.Pattern[str]], ...] = (  # what its form is headed, where no line names the paper
    ("minutes", re.compile(rf"(?m)^\s*{_PAPER_FORM.minutes}\b")),  # Anwesend: …
    ("decision", re.compile(rf"(?m)^\s*(?:{_DECISION}|{_REQUEST} \w+{_COUNCIL})\b")),  # Antrag an den Gemeinderat
    ("information", re.compile(rf"(?m)^\s*{_PAPER_FORM.information}\b[^\n]{{0,30}}$")),
    ("answer", re.compile(rf"\b{_PAPER_FORM.advice}\b|(?m:^\s*{_PAPER_FORM.answer} \d{{1,2}}[.:])")),  # Zu Frage 2:
    ("motion", re.compile(rf"\b{_PAPER_FORM.motion}\b|(?m:^\s*{_PAPER_FORM.orders}\b)")),
    ("question", re.compile(rf"\b(?:{_PAPER_FORM.question}|{_ASK} {_ASKER}?)\b")),  # Wir fragen …   Dazu fragt …
)


@lru_cache(maxsize=4096)
def paper_label(line: str) -> str | None:
    """What a line calls the paper ("ANTRAG", "Stellungnahme zum Antrag"), `None` where it says more than that."""
    joined = SPACED_LETTERS.sub(r"\1", line)
    return next((paper for paper, pattern in PAPER_LABELS.items() if pattern.match(joined)), None)


def read_paper_form(units: Sequence[HeadLine], text: str) -> str | None:
    """What a council paper is, by the line that names it, else by the form's headings."""
    labels = [(place, label) for place, unit in enumerate(units[:TOP]) if (label := paper_label(unit.text))]
    named = [label for _, label in labels]
    budget = any(BUDGET_LABEL.match(unit.text) for unit in units[:TOP])
    for sure in ("minutes", "answer"):
        if sure in named[:2]:
            return sure
    if (labels and labels[0] == (0, "annex")) or (named[:1] == ["annex"] and labels[0][0] < 3):
        return "annex"
    if budget and "motion" in named:
        return "budget_motion"
    for sure in ("motion", "question", "information", "decision"):
        if sure in named[:3]:
            return sure
    return _by_form(units, text)


def _by_form(units: Sequence[HeadLine], text: str) -> str | None:
    opening = text[:4000]
    if called := next((paper for paper, pattern in CALLS if pattern.search(opening)), None):
        return called
    formal = any(TABLE_WORD.fullmatch(unit.text) for unit in units[:25])
    return None if formal else "annex"


def is_formal(units: Sequence[HeadLine]) -> bool:
    """Whether the head has anything of a council's form: a paper's name, a number, a table of sittings, an annex."""
    top = units[:25]
    named = any(paper_label(unit.text) for unit in top[:TOP])
    return named or any(TABLE_WORD.fullmatch(unit.text) or REFERENCE_LABEL.match(unit.text) for unit in top)
