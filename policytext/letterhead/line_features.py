"""What a line of a head looks like to the labeller: layout, grammar and the lexicon's classes; no words of a place.

`describe_line` says it of one line, `list_features` adds the lines around it. Training and reading must agree on both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from policytext.german.titles import TITLE_LABEL
from policytext.letterhead.head_lines import HeadLine
from policytext.letterhead.kind import kind_label
from policytext.letterhead.letter_dates import DATE, date_of_line
from policytext.letterhead.paper_form import paper_label
from policytext.letterhead.patterns import (
    ADDRESSEE,
    CONTACT_LABEL,
    CURRENCY,
    DEAR,
    FORM_LABEL,
    GAZETTE,
    LINES,
    MASTHEAD,
    MEMBER,
    OFFICE_LINE,
    PAGE_LINE,
    PARTY,
    REFERENCE_LABEL,
    RUNNING_WORD,
    SECTION_LABEL,
    SUBJECT,
    TABLE_WORD,
    has_numbers,
    is_institution,
    opens_with_institution,
)
from policytext.lexicon.pattern_lists import PatternLists

PLACES = (1, 2, 3, 5, 8, 12, 18, 26, 40)
LENGTHS = (4, 10, 20, 35, 55, 75, 95, 130, 200, 400)
WORDS = (1, 2, 3, 5, 8, 12, 18, 30)
_FINITE = PatternLists("letterhead", "verbs").finite
FINITE = re.compile(rf"\b{_FINITE}\b")
_FUNCTION_WORDS = PatternLists("letterhead", "function_words")
OPENING_WORD = re.compile(rf"{_FUNCTION_WORDS.openings}\b")
CONTINUES = re.compile(rf"(?:\b{_FUNCTION_WORDS.line_ends}|[-–,(/:])$")
_LARGE = PatternLists("letterhead", "numbers").large
_SALUTATION = PatternLists("letterhead", "addressees").greetings
CHECK_BOX = re.compile(r"[☐☒☑□■✓]|\[[ xX]\]|^-{2,}$|_{3,}")
GAP = re.compile(r"\S {3,}\S|\t")
ENDS = (
    (".", "."),
    ("!", "!"),
    ("?", "!"),
    (":", ":"),
    (",", ","),
    ("-", "-"),
    ("–", "-"),
    (";", ","),
    (")", ")"),
    ("“", '"'),
    ('"', '"'),
)

CLASSES: tuple[tuple[str, Callable[[str], object]], ...] = (  # votes of lexicon and rules
    ("kind", kind_label),
    ("paper", paper_label),
    ("date", date_of_line),
    ("hasdate", DATE.search),
    ("ref", REFERENCE_LABEL.match),
    ("subject", SUBJECT.match),
    ("titled", TITLE_LABEL.match),
    ("form", FORM_LABEL.match),
    ("section", SECTION_LABEL.match),
    ("table", TABLE_WORD.fullmatch),
    ("running", RUNNING_WORD.search),
    ("page", PAGE_LINE.fullmatch),
    ("contact", CONTACT_LABEL.match),
    ("numbers", has_numbers),
    ("addressee", ADDRESSEE.match),
    ("office", OFFICE_LINE.match),
    ("inst", is_institution),
    ("insthead", opens_with_institution),
    ("mast", MASTHEAD.fullmatch),
    ("gazette", GAZETTE.match),
    ("party", PARTY.search),
    ("member", MEMBER.match),
    ("finite", FINITE.search),
    ("opener", OPENING_WORD.match),
    ("goeson", CONTINUES.search),
    ("box", CHECK_BOX.search),
    ("money", re.compile(rf"€|\b{CURRENCY}\b|\b{_LARGE}\b").search),
    ("clause", re.compile(r"[a-zäöüß)“\"][.!?] +[A-ZÄÖÜ„\"]").search),
    ("numbered", re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-zA-Z][.)]|[IVX]+\.|§)\s").match),
    ("bullet", re.compile(r"[-•–*·▪○]\s").match),
    ("quote", re.compile(r"[„“\"»«]").search),
    ("colon", re.compile(r".{2,60}?:\s").match),
    ("label", re.compile(r"[^:]{2,40}:$").match),
    ("greeting", re.compile(rf"{_SALUTATION}|{DEAR}[ ]").match),
    ("year", re.compile(r"\b(?:19|20)\d\d\b").search),
    ("and", re.compile(rf"^{_FUNCTION_WORDS.continuations}\b").match),
    ("between", re.compile(rf"(?i){_FUNCTION_WORDS.between}\b.{{0,60}}$").match),
)


def describe_line(unit: HeadLine, width: int) -> frozenset[str]:
    """The atoms of one line; `width` is the head's widest line in characters."""
    text = unit.text
    atoms = set(_describe_words(text[:240]))
    atoms.add(f"n{_count_borders(len(text), LENGTHS)}")
    atoms.add(f"w{_count_borders(text.count(' ') + 1, WORDS)}")
    atoms.add(f"b{min(unit.before, 3)}")
    atoms.add(f"a{min(unit.after, 3)}")
    if len(text) > 0.8 * width:
        atoms.add("full")
    if unit.role in ("heading", "item", "row"):
        atoms.add(unit.role)
    if unit.mark:
        atoms.add("mark")
    if not unit.first:
        atoms.add("field")
    if GAP.search(unit.raw[:240]):
        atoms.add("gap")
    return frozenset(atoms)


@lru_cache(maxsize=LINES)
def _describe_words(text: str) -> frozenset[str]:
    """The atoms that a line's words tell, wherever it stands."""
    return frozenset([*(name for name, fits in CLASSES if fits(text)), *_describe_looks(text)])


def _describe_looks(text: str) -> Iterator[str]:
    letters = sum(map(str.isalpha, text))
    digits = sum(map(str.isdigit, text))
    upper = sum(map(str.isupper, text))
    yield "up" if text[0].isupper() else "low" if text[0].islower() else "dig" if text[0].isdigit() else "sym"
    if upper > 0.8 * letters and letters > 3:
        yield "caps"
    if digits:
        yield "digits" if digits * 2 < len(text) else "mostdigits"
    if not letters:
        yield "noletters"
    words = [word for word in text.split() if word[0].isalpha()]
    if len(words) > 2:
        share = sum(word[0].isupper() for word in words) / len(words)
        yield f"t{int(share * 4)}"
    yield f"e{next((name for mark, name in ENDS if text.endswith(mark)), 'x')}"


def _count_borders(number: int, borders: Sequence[int]) -> int:
    return sum(number >= border for border in borders)


NEAR = frozenset(name for name, _ in CLASSES) | {
    "full",
    "caps",
    "heading",
    "item",
    "row",
    "mark",
    "gap",
    "low",
    "noletters",
    "mostdigits",
    "e.",
    "e-",
    "e:",
    "b0",
    "a0",
    "n0",
    "n1",
    "n2",
}
MEMORY = ("table", "paper", "kind", "ref", "section", "form", "subject", "titled", "addressee", "greeting", "inst")


def list_features(units: Sequence[HeadLine]) -> list[list[str]]:
    """One list of features a line."""
    width = max((min(len(unit.text), 120) for unit in units), default=0)
    atoms = [describe_line(unit, width) for unit in units]
    near = [sorted(atom & NEAR) for atom in atoms]
    texts = [unit.text for unit in units]
    sections = next((n for n, atom in enumerate(atoms) if "section" in atom and "titled" not in atom), None)
    bodies = next((n for n, text in enumerate(texts) if len(text) > 160 or _is_sentence(text, atoms[n])), None)
    seen: set[str] = set()
    found: list[list[str]] = []
    for place, own in enumerate(atoms):
        row = [*sorted(own), f"p{_count_borders(place, PLACES)}", *(f"seen:{name}" for name in MEMORY if name in seen)]
        row += [f"{name}&b{min(units[place].before, 1)}" for name in near[place]]
        for step, sign in ((-2, "--"), (-1, "-"), (1, "+"), (2, "++")):
            other = place + step
            row += [sign + name for name in near[other]] if 0 <= other < len(units) else [sign + "none"]
        row.append(_describe_side("section", sections, place))
        row.append(_describe_side("body", bodies, place))
        if not seen & {"subject", "titled"} and own & {"subject", "titled"}:
            row.append("firsttitled")
        seen |= own
        found.append(row)
    return found


def _is_sentence(text: str, atoms: frozenset[str]) -> bool:
    return "finite" in atoms and len(text) > 60 and ("e." in atoms or "clause" in atoms)


def _describe_side(name: str, at: int | None, place: int) -> str:
    """How far a line stands above or below the first section or sentence."""
    if at is None:
        return f"{name}:none"
    gap = at - place
    return f"{name}:{'here' if gap == 0 else 'below' if gap < 0 else gap if gap < 4 else 'far'}"
