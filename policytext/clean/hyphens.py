"""Cleaning step: words broken at a line end are whole again, and hyphens that belong to a word stay.

What the document writes elsewhere decides first; then German spelling: a capital after the hyphen means a compound with
a hyphen of its own (Baden-Württemberg), `und`, `oder` and their like a left-out part (Bundes- und Landesmittel).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from policytext import lexicon
from policytext.clean.character_repair import without_empty
from policytext.clean.line_endings import OPEN_ADDRESS
from policytext.clean.rewriting import cut_line, strip_line
from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Line, RawDocument

SOFT = "\u00ad¬\ufffe"
HARD = "-\u2010\u2011"
TAIL = re.compile(rf"([^\W_][\w.-]*|[^\W_])?([{HARD}{SOFT}])$")
HEAD = re.compile(r"[„“\"(]?(-?[\w-]+)")
_PARTED = PatternLists("structure", "open_ends").parted
PARTED_BEFORE = re.compile(rf"\b{_PARTED}\s-$")  # Bundesmittel und -⏎programme
_ENDINGS = PatternLists("structure", "endings")
ADJECTIVE = re.compile(rf"(?:{_ENDINGS.adjectives}|[a-zäöüß]{{2}}{_ENDINGS.adjectives_behind})$")
DECLINED = re.compile(rf"[a-zäöüß]{{2,}}{_ENDINGS.declined}(?:e[mnrs]?)?")  # sozialen
SLASHED = re.compile(r"\w/$")


def _undo_hyphens(raw: RawDocument) -> RawDocument:
    lines = list(raw.lines)
    known = _collect_vocabulary(raw.lines)
    for number, line in enumerate(lines[:-1]):
        if line.glue == " ":
            lines[number] = _join_line(line, lines[number + 1], known)
    return replace(raw, lines=tuple(without_empty(strip_line(_without_soft_end(line)) for line in lines)))


def _collect_vocabulary(lines: tuple[Line, ...]) -> frozenset[str]:
    """The words that stand whole within lines, in lower case."""
    words: set[str] = set()
    for line in lines:
        words.update(word.strip('.,;:!?()„“”"»«').lower() for word in line.text.split()[:-1])
    parts = {part for word in words if "-" in word for part in word.split("-")}
    return frozenset(words | parts)


def _join_line(line: Line, after: Line, known: frozenset[str]) -> Line:
    """The line with the glue, and with or without the hyphen, that its end and the next line's start ask for."""
    if SLASHED.search(line.text) or after.text[0] in ",;)" or OPEN_ADDRESS.search(line.text):
        return replace(line, glue="")
    tail, head = TAIL.search(line.text), HEAD.match(after.text)
    if tail is None or head is None:
        return line
    return _DECISIONS[_decide_hyphen(tail.group(1) or "", tail.group(2), head.group(1), line.text, known)](line)


def _decide_hyphen(stem: str, mark: str, word: str, text: str, known: frozenset[str]) -> str:
    """`undo` the hyphen, `keep` it without a blank, or `part`: keep it and the blank after it."""
    if mark in SOFT:
        return "undo"
    if not stem:  # Selbstständigkeit und -⏎verantwortung; a dash by itself
        return "keep" if PARTED_BEFORE.search(text) else "part"
    may_be_one = word[0].islower() or word.isupper()
    return (may_be_one and _seen_elsewhere(stem, word, known)) or _decide_by_spelling(stem, word, text)


def _seen_elsewhere(stem: str, word: str, known: frozenset[str]) -> str | None:
    """What the rest of the document says, `None` where it has neither form, or both."""
    closed, hyphened = (stem + word).lower() in known, f"{stem}-{word}".lower() in known
    if closed == hyphened:
        middle = (stem.rpartition("-")[2] + word.partition("-")[0]).lower()
        return "undo" if "-" in stem + word and not hyphened and middle in known else None
    return "undo" if closed else "keep"


def _decide_by_spelling(stem: str, word: str, text: str) -> str:
    """What German spelling says."""
    ends = lexicon.load_lexicon("line_ends")
    if word.lower() in ends["joiners"]:
        return "part"
    if f"{stem}-{word}".lower().endswith(tuple(ends["hyphened_names"])):
        return "keep"
    if word[0].islower():
        is_kept = _is_abbreviation(stem) or _is_phrase(word) or _is_pair(stem, word)
        return "keep" if is_kept else "undo"
    return "undo" if _is_in_capitals(text) and word.isupper() and len(word) > 1 else "keep"


def _is_abbreviation(stem: str) -> bool:
    """EU-⏎weit, E-⏎mobil, 100-⏎prozentig, but not a word set in capitals."""
    last = stem.rpartition("-")[2]
    return len(last) <= 1 or last[-1].isdigit() or sum(char.isupper() for char in last) * 2 > len(last)


def _is_phrase(word: str) -> bool:
    """Eins-⏎zu-eins, Aus-⏎und-vorbei: what follows is a phrase strung together with hyphens."""
    first, _, rest = word.partition("-")
    return bool(rest) and first.lower() in lexicon.load_lexicon("line_ends")["links"]


def _is_pair(stem: str, word: str) -> bool:
    """wissenschaftlich-⏎technische, deutsch-⏎französischen: two adjectives beside each other."""
    return ADJECTIVE.search(stem) is not None and DECLINED.fullmatch(word) is not None


def _is_in_capitals(text: str) -> bool:
    """Whether a whole line is set in capitals."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 8 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)


def _undo_hyphen(line: Line) -> Line:
    return replace(cut_line(line, 0, len(line.text) - 1), glue="")


def _keep_hyphen(line: Line) -> Line:
    return replace(line, glue="")


def _part_words(line: Line) -> Line:
    return line


def _without_soft_end(line: Line) -> Line:
    return cut_line(line, 0, len(line.text) - 1) if line.text[-1:] in ("\u00ad", "¬") else line


_DECISIONS: dict[str, Callable[[Line], Line]] = {"undo": _undo_hyphen, "keep": _keep_hyphen, "part": _part_words}

STEPS = (_undo_hyphens,)
