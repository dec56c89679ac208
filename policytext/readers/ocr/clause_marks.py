"""The sign § as Tesseract's German data reads it: $, &, 8 or 88."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext import lexicon

SIGN = re.compile(r"(?:[$&]{1,2}|[$&]8|8[$&])")
EIGHTS = {"8": "§", "88": "§§"}
GLUED = re.compile(r"(?:([$&]{1,2})|8)(\d{1,3}[a-z]?)")  # $12, &5a, 85
NUMBER = re.compile(r"\d{1,4}[a-z]?[.,:;)]?")
HEADED = re.compile(r"\d{1,3}[a-z]?")


def with_clause_signs(words: Sequence[str]) -> list[str]:
    """The words of a line, § where clauses are numbered: before a number and Abs., Nr., Satz, or as a heading's start.

    >>> with_clause_signs("nach $ 5 Abs. 2 und 8 7 Satz 1".split())
    ['nach', '§', '5', 'Abs.', '2', 'und', '§', '7', 'Satz', '1']
    """
    told = list(words)
    clauses = lexicon.load_lexicon("structure")["clauses"]
    for place, word in enumerate(words):
        after, further = (*words[place + 1 : place + 3], "", "")[:2]
        before = told[place - 1] if place else ""
        is_cited = NUMBER.fullmatch(after) is not None and further in clauses["parts"]
        is_run = HEADED.fullmatch(after) is not None and further in clauses["runs"]
        opens = place == 0 and HEADED.fullmatch(after) is not None and further[:1].isupper() and len(further) > 1
        if SIGN.fullmatch(word) and (is_cited or opens or _is_numbered(after, further)):
            told[place] = "§§" if len(word) == 2 and word[0] == word[1] else "§"
        elif word in EIGHTS and (is_cited or opens or (is_run and word == "88")) and before not in clauses["leads"]:
            told[place] = EIGHTS[word]
        elif (glued := GLUED.fullmatch(word)) and before not in clauses["leads"]:
            is_said = after in clauses["parts"] or (glued[1] and place == 0 and after[:1].isupper())
            told[place] = ("§§" if len(glued[1] or "") == 2 else "§") + glued[2] if is_said else word
    return told


def _is_numbered(after: str, further: str) -> bool:
    """Whether the number behind a sign is a clause's and no sum of money: short, and no money's word behind it."""
    return HEADED.fullmatch(after.rstrip(".,:;)")) is not None and further[:1].islower()
