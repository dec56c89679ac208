"""What a paper as a whole looks like to the classifier of kinds: labels of its head, words of its body, layout.

`describe_form` gives a sparse set of named features; training and reading must agree on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from policytext.letterhead.head_lines import HeadLine
from policytext.letterhead.kind import kind_label, kind_of_title
from policytext.letterhead.paper_form import paper_label
from policytext.letterhead.patterns import CURRENCY, GREETING, MASTHEAD, PRESS_OFFICE, SECTION_LABEL, TABLE_WORD, WORDS
from policytext.lexicon.pattern_lists import PatternLists

READ = 5000  # characters of a text that are looked at
WORD = re.compile(r"[\w-]+(?:\.(?=\s*\d|\w))?")
STEPS = (0.0, 0.4, 1.0, 2.0, 4.0, 8.0)  # hits in a thousand characters
_CLAUSE = PatternLists("letterhead", "numbers").clauses
_NAMES = PatternLists("letterhead", "names")
_VERBS = PatternLists("letterhead", "verbs")
_YOU_GET = _VERBS.you_get
_GET_YOU = _VERBS.get_you
_PRONOUNS = PatternLists("letterhead", "pronouns")
_WE = _PRONOUNS.we
_US = _PRONOUNS.will_we
_YOU = _PRONOUNS.you
_TO_YOU = _PRONOUNS.to_you
_FUNCTION_WORDS = PatternLists("letterhead", "function_words")
_BETWEEN = _FUNCTION_WORDS.between_parties
_AGREEING = _VERBS.named_parties
_BEFORE_DAY = _FUNCTION_WORDS.before_days
_NEWSPAPERS = PatternLists("letterhead", "newspapers")
_AGENCY = _NEWSPAPERS.agencies_at_end
_BY = _NEWSPAPERS.by_line
LAYOUT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("paragraph", re.compile(r"§+ ?\d")),
    ("clause", re.compile(rf"\b{_CLAUSE} (?:\d|[a-zIVX]\b)")),  # Nummer 4.2
    ("enumerated", re.compile(r"(?m)^\s*(?:\d{1,2}(?:\.\d{1,2})*\.?|[a-z]{1,2}\)|\(\d+\)) +\w")),
    ("bullets", re.compile(r"(?m)^\s*[-•*–▪] +\w")),
    ("questions", re.compile(r"\w\?")),
    ("quotes", re.compile(r"[„“»«\"]")),
    ("boxes", re.compile(r"[☐☒☑□]")),
    ("dates", re.compile(r"\b\d{1,2}\. ?(?:\d{1,2}\.|[A-ZÄ][a-zä]{2,8}) ?\d{4}")),
    ("sums", re.compile(rf"€|\b{CURRENCY}\b")),
    ("figures", re.compile(r"(?<!\d)(?:\d{1,3}(?:\.\d{3})+(?:,\d\d)?|\d+,\d\d\b)")),
    ("parties", re.compile(rf"\((?:{_NAMES.group_names}|[A-ZÄÖÜ]{{2,5}})\)|\b{_NAMES.group_word}\b")),
    ("wewill", re.compile(rf"\b(?:{_WE} {_VERBS.we_will}|{_VERBS.will_we} {_US})\b")),  # wir wollen   wollen wir
    ("you", re.compile(rf"\b(?:{_YOU} {_YOU_GET}|{_GET_YOU} {_YOU}|{_TO_YOU})\b")),  # Sie erhalten   erhalten Sie
    ("parties to", re.compile(rf"(?i)\b{_BETWEEN}\b[^.]{{3,300}}\b{_AGREEING}")),  # zwischen …, nachfolgend …
    (
        "dateline",  # Musterstadt, den 3. Mai 2021 …   Musterstadt (dpa) …
        re.compile(
            rf"(?m)^\(?[A-ZÄÖÜ][\w/ .-]{{2,30}}"
            rf"(?:, (?:{_BEFORE_DAY} )?\d{{1,2}}\. ?\w+\.? ?\d{{4}}|\)? ?\({_NEWSPAPERS.datelines}\))[^\n]{{60,}}"
        ),
    ),
    ("agency", re.compile(rf"\({_AGENCY}\b|(?m:^{_BY} [A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ][\w-]+$)")),  # (dpa) …   Von Eva Moor
    ("impress", re.compile(rf"{PRESS_OFFICE.pattern}|V\. ?i\. ?S\. ?d\. ?P")),
)


def describe_form(units: Sequence[HeadLine], text: str, *, title: str | None) -> list[str]:
    """The features of a paper: its head's lines, its text, its title."""
    found = [*_describe_head(units), *_describe_body(text[:READ])]
    if title and (kind := kind_of_title(title)):
        found.append(f"title:{kind}")
    return sorted(set(found))


def _describe_head(units: Sequence[HeadLine]) -> Iterator[str]:
    for place, unit in enumerate(units[:40]):
        near = "top" if place < 6 else "low"
        if kind := kind_label(unit.text):
            yield f"label:{kind}:{near}"
        if paper := paper_label(unit.text):
            yield f"paper:{paper}:{near}"
        if SECTION_LABEL.match(unit.text):
            yield "section:" + re.sub(r"\W.*", "", unit.text).lower()
        if GREETING.match(unit.text):
            yield "greeting"
        if MASTHEAD.fullmatch(unit.text) and place < 4:
            yield "masthead"
    tables = sum(bool(TABLE_WORD.fullmatch(unit.text)) for unit in units[:40])
    yield f"tables:{min(tables, 3)}"
    short = sum(len(unit.text) < 50 for unit in units[:20])
    yield f"short:{short // 4}"
    if units and len(units[0].text) > 160:
        yield "opens with text"


def _describe_body(text: str) -> Iterator[str]:
    size = max(len(text), 500) / 1000
    for name, pattern in LAYOUT:
        yield _format_rate(name, sum(1 for _ in pattern.finditer(text)) / size)
    counts = Counter(family for word in WORD.findall(text) for family in _list_families(word))
    for family in WORDS["cues"]:
        yield _format_rate(f"cue {family}", counts[family] / size)


@lru_cache(maxsize=50_000)
def _list_families(word: str) -> tuple[str, ...]:
    """The families of cues to which a word belongs."""
    whole, begun, sizes = _load_form_cues()
    found = {*whole.get(word, ())}
    for size in sizes:
        found.update(begun.get(word[:size], ()))
    return tuple(sorted(found))


@cache
def _load_form_cues() -> tuple[dict[str, list[str]], dict[str, list[str]], tuple[int, ...]]:
    """Families by whole words, by beginnings, and how long these are."""
    whole: dict[str, list[str]] = {}
    begun: dict[str, list[str]] = {}
    for family, words in WORDS["cues"].items():
        for word in words:
            (begun if word.endswith("…") else whole).setdefault(word.rstrip("…"), []).append(family)
    return whole, begun, tuple(sorted({len(word) for word in begun}))


def _format_rate(name: str, rate: float) -> str:
    return f"{name}:{sum(rate > step for step in STEPS)}"
