"""Bare numbers of lists and fields: "– Kreis A: 120.000", "Verein, Zweck, 12.500; …", "Zuwendung: 12.500,00"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from policytext import lexicon
from policytext.german import numbers
from policytext.lexicon.pattern_lists import PatternLists

LONGEST = 260  # characters of an entry
LONGEST_LABEL = 60  # characters of a field's name
LONGEST_LIST = 4000  # characters of a list within a paragraph
_LISTS = PatternLists("amounts", "lists")
_NUMBER = rf"(?<![\w.,/§+])(?P<number>(?:[-−](?=\d))?(?:{numbers.DIGITS}))(?![\w%€²³/§]|[.,:-]\w)"
_AT_END = re.compile(  # Kreis Auendorf: 120.000   Verein, Zweck, 12.500 (neu);
    rf"""(?P<label>.*?)(?P<mark>[:–=]|[ ]{{2,}}|)[ ]*{_NUMBER}
    (?P<rest>[ ]*(?:\*+|\([^()]*\))?[ ]*[;,.]?[ ]*{_LISTS.entry_joints}?)\Z""",
    re.VERBOSE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_STRONG = re.compile(r"[.'’ ]\d{3}|,[\d–-]|\d{5}")
_STRAY = re.compile(r"\d[ ]*\Z|[\d)][ ]*[-–/x×+][ ]*\Z")  # "2024 12.500", "07231 - 4711"
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?](?=[ ]+[A-ZÄÖÜ„])|(?<=\d)[.](?=[ ]+[A-ZÄÖÜ][a-zäöü]+[ ])")
_PARTS = re.compile(r";[ ]*")
_SMALLER_PARTS = re.compile(rf",[ ]+(?:{_LISTS.entry_joints}[ ])?|[ ]{_LISTS.entry_joints}[ ]|/[ ]")


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A bare number at `start:end` of the view.

    `is_strong` says that it is written as sums are (12.500; 3,50), `is_marked` that a colon or gap parts it from its
    label.
    """

    start: int
    end: int
    value: Decimal
    is_strong: bool
    is_marked: bool
    label: str


def read_entry(text: str, start: int, end: int) -> ListEntry | None:
    """The number of one list item or field, `None` where it has none that may be a sum.

    Example: `"Kreis Auendorf: 120.000"` has 120000; `"Plätze: 30"` and `"im Jahr 2024"` have none.
    """
    words = text[start:end].rstrip()
    if end - start > LONGEST or not words[-1:]:
        return None
    found = _AT_END.match(words) or _with_goal().match(words)
    if found is None or _YEAR.fullmatch(found["number"]) or _is_other(found["label"], found["mark"], found["rest"]):
        return None
    value = numbers.read_number(found["number"])
    if value is None:
        return None
    is_strong = looks_like_sum(found["number"])
    first, last = start + found.start("number"), start + found.end("number")
    return ListEntry(first, last, value, is_strong, bool(found["mark"]), found["label"].strip())


_FIELD = re.compile(r":[ ]*\d[\d.,'’ –-]*\n")


def find_fields(text: str) -> Iterator[ListEntry]:
    """The numbers of fields whose label is money beyond doubt: `"Zuwendung: 12.500,00"`, not `"Zuwendung: 3"`."""
    for match in _FIELD.finditer(text if text.endswith("\n") else f"{text}\n"):
        start = text.rfind("\n", max(0, match.start() - LONGEST_LABEL), match.start()) + 1
        if is_money(text[start : match.start()]):
            entry = read_entry(text, start, match.end() - 1)
            if entry and entry.is_strong:
                yield entry


def read_list(text: str, start: int, end: int) -> Iterator[ListEntry]:
    """The numbers of a list within a paragraph, whose parts semicolons or commas part.

    Example: `"SV Auendorf, Duschen, 12.500; TSV Moor, Boote, 8.000."` has two.
    """
    words = text[start : min(end, start + LONGEST_LIST)]
    if stop := _SENTENCE_END.search(words):
        words = words[: stop.start()]
    by_semicolon = ";" in words
    parts = list(_cut_entries(words, _PARTS if by_semicolon else _SMALLER_PARTS))
    for first, last in parts:
        entry = read_entry(text, start + first, start + last)
        if entry is None and by_semicolon:
            entry = _read_only_number(text, start + first, start + last)
        if entry and (entry.label or by_semicolon or len(parts) == 1):
            yield entry


def _read_only_number(text: str, start: int, end: int) -> ListEntry | None:
    """The one number that fills a place between commas ("SV Auendorf, 12.500, neue Duschen")."""
    parts = (
        read_entry(text, start + first, start + last) for first, last in _cut_entries(text[start:end], _SMALLER_PARTS)
    )
    found = [entry for entry in parts if entry and not entry.label]
    return found[0] if len(found) == 1 else None


def _cut_entries(words: str, joint: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for match in (*joint.finditer(words), None):
        end = match.start() if match else len(words)
        if end > start:
            yield start, end
        start = match.end() if match else end


@cache
def _with_goal() -> re.Pattern[str]:
    """A number with what it is for behind it: "Kreis A: 120.000 für Radwege", "12.500 für den SV Auendorf"."""
    words = "|".join(lexicon.load_lexicon("amounts")["notes"]["goals"])
    return re.compile(rf"(?P<label>[^:]*)(?P<mark>:)[ ]*{_NUMBER}(?P<rest>[ ]?[,–]?[ ](?:{words})[ ].*)\Z", re.VERBOSE)


def _is_other(label: str, mark: str, rest: str) -> bool:
    """Whether the words beside a number say that it is no sum: a count, a reference, a number with another unit."""
    bare = label.strip(" :–-(\t")
    last = bare.rsplit(None, 1)[-1] if bare else ""
    is_stray = mark != ":" and _STRAY.search(label) is not None and not _YEAR.fullmatch(bare)
    if is_stray or last in _load_references() or is_count(bare):
        return True
    return bool(rest.strip()) and _compile_opening("other_columns").match(rest.strip(" (,;")) is not None


def looks_like_sum(number: str) -> bool:
    """Whether a number is written as sums are, with grouped digits, decimals or many digits (12.500; 3,50; 12500)."""
    return _STRONG.search(number) is not None


def heads_counts(head: str) -> bool:
    """Whether a column's head names something that is counted and no money ("Anzahl der Plätze", "PLZ")."""
    return (
        _compile_opening("other_columns").match(head.strip()) is not None
        or _compile_counted().search(head.strip()) is not None
    )


def is_count(label: str) -> bool:
    """Whether a label names nothing but a count ("Plätze", "neue Plätze", "Anzahl der …"; not "Bau neuer Plätze")."""
    bare = label.strip(" :–-(\t")
    described, _, noun = bare.rpartition(" ")
    is_noun = not described or (described.islower() and " " not in described)
    named = _compile_counted().search(noun) or _compile_opening("other_columns").fullmatch(noun)
    return _compile_opening("no_sums").match(bare) is not None or (is_noun and named is not None)


def is_money(label: str) -> bool:
    """Whether a label or head is money beyond doubt, whatever the unit ("Zuwendung", "Bewilligte Summe:")."""
    return _compile_sums().match(label.strip()) is not None


@cache
def _compile_opening(key: str) -> re.Pattern[str]:
    """Words of a list at the beginning of a cell: `other_columns` are heads of columns that count something else."""
    words = "|".join(map(re.escape, lexicon.load_lexicon("amounts")["tables"][key]))
    return re.compile(rf"(?:{words})(?![a-zäöüß])")


@cache
def _compile_counted() -> re.Pattern[str]:
    """Whole words, or, where they begin small, the ends of compounds ("Mitgliederzahl")."""
    told = sorted(lexicon.load_lexicon("amounts")["tables"]["counted"], key=len, reverse=True)
    words = (rf"(?<![^\W_]){re.escape(word)}" if word[0].isupper() else re.escape(word) for word in told)
    return re.compile(rf"(?:{'|'.join(words)})\Z")


@cache
def _compile_sums() -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon.load_lexicon("amounts")["tables"]["sums"]))
    return re.compile(rf"(?:{words})(?:[ ](?:19|20)\d\d)?[ ]?:?\Z")


@cache
def _load_references() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("amounts")["not_amounts"]["references"])
