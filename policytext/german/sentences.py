"""Where German sentences end: abbreviations, ordinals, initials and quotation marks minded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists

_ORDINALS = PatternLists("sentences", "ordinals")
SENTENCE_END = re.compile(r"(?P<mark>(?<![.!?…])[.!?…]++|:(?=[ ][„»«\"]))(?P<closing>[“”\"»«’'‘)\]]*)(?=[ ])[ ]+")
ORDINAL = re.compile(r"(?:^|[\s(–-])(?:\d{1,3}|[IVXLC]{1,5})$")
INITIAL = re.compile(r"(?:^|[\s.(-])[A-ZÄÖÜa-zäöü]$")
STARTS_SENTENCE = re.compile(r"[„»«\"“‚‘'(\[–-]*[ ]?[A-ZÄÖÜ0-9§*]")
AFTER_ORDINAL = re.compile(  # what stands inside a sentence after "am 1.", "das 3.", "im 19."
    rf"{_ORDINALS.months}\b|[a-zäöü]|\d|{_ORDINALS.nouns}"
)


@cache
def _load_abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = lexicon.load_lexicon("abbreviations")

    def forms(key: str) -> frozenset[str]:
        return frozenset(form for word in words[key] for form in (word, word.replace(" ", "")))

    return forms("never_last"), forms("may_be_last"), frozenset(words["openers"])


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of one block of running text, as spans without the blanks around them."""
    start = len(text) - len(text.lstrip())
    for end in SENTENCE_END.finditer(text):
        if end.start() > start and _ends_sentence(text, end):
            yield start, end.end("closing")
            start = end.end()
    stop = len(text.rstrip())
    if stop > start:
        yield start, stop


def _ends_sentence(text: str, end: re.Match[str]) -> bool:
    rest = text[end.end() : end.end() + 40]
    if end["mark"].startswith(":"):
        return False
    if not STARTS_SENTENCE.match(rest):
        return False
    if end["mark"] != "." or end["closing"]:
        return True
    return _full_stop_ends(text[max(0, end.start() - 30) : end.start()], rest)


def _full_stop_ends(before: str, rest: str) -> bool:
    never_last, may_be_last, openers = _load_abbreviations()
    if ORDINAL.search(before):
        return not (AFTER_ORDINAL.match(rest) or before[-1] not in "0123456789") and _opens_sentence(rest, openers)
    if INITIAL.search(before) and not _is_abbreviation(before, may_be_last):
        return False
    if _is_abbreviation(before, never_last):
        return False
    if _is_abbreviation(before, may_be_last):
        return _opens_sentence(rest, openers)
    return True


def _is_abbreviation(before: str, abbreviations: frozenset[str]) -> bool:
    """Whether `before` + full stop ends in one of the abbreviations, as words of their own."""
    words = before.split(" ")
    return any(" ".join(words[-count:]).lstrip('(„»"') + "." in abbreviations for count in (1, 2, 3))


def _opens_sentence(rest: str, openers: frozenset[str]) -> bool:
    return rest.lstrip('„»«"“‚(').split(" ", 1)[0].rstrip(",:") in openers
