"""Why a date is worth listing: somebody must do something then, something ends, or money is paid until then."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache

from policytext import lexicon
from policytext.german import search_terms, sentences

KINDS = ("duty", "ending", "paying", "budgeted")
IDLE = "idle"
NEAR = 3  # words
BREAK = re.compile(r"[,;–]\s|\s\(|\)")  # where a clause may end


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Start and end of the sentence in which a character of a statement stands."""
    return next(
        ((start, end) for start, end in sentences.split_sentences(text) if start <= place < end), (0, len(text))
    )


def clause_at(sentence: str, place: int) -> tuple[int, int]:
    """Start and end of the clause of a sentence in which a character stands, told by commas and brackets.

    An infinitive with "zu" takes along the clause that it hangs on: "Sie sind verpflichtet, bis Mai zu zahlen".
    """
    starts = [0, *(match.end() for match in BREAK.finditer(sentence) if match.end() <= place)]
    ends = [match.start() for match in BREAK.finditer(sentence) if match.start() > place]
    end = min(ends, default=len(sentence))
    alone = not _to_do().search(sentence, starts[-1], end)
    return (starts[-1] if alone else starts[max(-2, -len(starts))]), end


def find_occasions(text: str, place: int) -> frozenset[str]:
    """What the sentence around a date says of it: any of `KINDS`, or `idle` where it rules these out.

    The clause decides; that something ends may also stand in another clause of the sentence. What is aimed at,
    forecast, asked or open until then is idle; what is planned too, unless the clause says that somebody must.

    >>> sorted(find_occasions("Der Bericht ist bis 31. März 2031 vorzulegen.", 20))
    ['duty']
    """
    first, last = sentence_at(text, place)
    sentence = text[first:last]
    start, end = clause_at(sentence, place - first)
    clause, whole = (
        [form.word for form in search_terms.list_forms(words)] for words in (sentence[start:end], sentence)
    )
    if sentence.rstrip().endswith("?") or _has_any(_load_entries("against", "opening"), whole):
        return frozenset({IDLE})
    if any(map(_ends_in("against"), whole)):
        return frozenset({IDLE})
    if _has_any(_load_entries("against", "words"), whole):
        return frozenset({"duty"} if _has_any(_load_entries("duty", "strong"), clause) else {IDLE})
    told = frozenset(kind for kind in KINDS if _speaks_of(kind, clause)) | _has_to(sentence[start:end], clause)
    told -= frozenset({"paying"} if any(form.endswith(_load_prices()) for form in whole) else ())
    return told or frozenset({"ending"} if _speaks_of("ending", whole) else ())


def is_beginning(before: str) -> bool:
    """Whether the words right before a date make it a beginning: "ab dem Haushalt ⟦2031⟧"."""
    near = [form.word for form in search_terms.list_forms(before)][-NEAR:]
    near = near[near.index("bis") :] if "bis" in near else near
    return not set(near).isdisjoint(lexicon.load_lexicon("deadlines")["against"]["begins"])


def is_decision(words: str) -> bool:
    """Whether a sentence tells what a council decides: "Der Gemeinderat beschließt, …"."""
    return not {form.word for form in search_terms.list_forms(words)}.isdisjoint(
        lexicon.load_lexicon("deadlines")["duty"]["deciding"]
    )


def is_grant(words: str) -> bool:
    """Whether words name money that is given: "Zuschuss an die Vereine"."""
    return any(map(_ends_in("paying"), (form.word for form in search_terms.list_forms(words))))


def _speaks_of(kind: str, forms: Sequence[str]) -> bool:
    return _has_any(_load_entries(kind, "words"), forms) or any(map(_ends_in(kind), forms))


@cache
def _ends_in(kind: str) -> Callable[[str], bool]:
    """Whether a word is one of the nouns of a kind, alone or as the last part of a compound."""
    nouns = tuple(lexicon.load_lexicon("deadlines")[kind]["nouns"])
    return lambda form: form.endswith(nouns)


def _has_to(words: str, forms: Sequence[str]) -> frozenset[str]:
    """ist … einzureichen   hat … zu zahlen"""
    before = frozenset(lexicon.load_lexicon("deadlines")["duty"]["before_zu"])
    return frozenset({"duty"} if _to_do().search(words) and not before.isdisjoint(forms) else ())


def _has_any(entries: Collection[tuple[str, ...]], forms: Sequence[str]) -> bool:
    """Whether all words of some entry stand there, in their order."""
    known = set(forms)
    return any(known.issuperset(entry) and _in_order(entry, forms) for entry in entries)


def _in_order(entry: Sequence[str], forms: Sequence[str]) -> bool:
    rest = iter(forms)
    return all(word in rest for word in entry)


@cache
def _load_entries(kind: str, list_: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(entry.split()) for entry in lexicon.load_lexicon("deadlines")[kind][list_])


def _load_prices() -> tuple[str, ...]:
    return tuple(lexicon.load_lexicon("deadlines")["paying"]["prices"])


@cache
def _to_do() -> re.Pattern[str]:
    """zu zahlen   einzureichen   zurückzuzahlen"""
    prefixes = "|".join(lexicon.load_lexicon("deadlines")["duty"]["prefixes"])
    return re.compile(rf"\b(?:zu \w+[elr]n|(?:{prefixes})zu\w{{3,}}n)\b")
