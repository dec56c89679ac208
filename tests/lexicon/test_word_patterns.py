"""Entries of the lexicon as patterns: which words each one stands for, and which it does not."""

from __future__ import annotations

import doctest
import re

import pytest

from policytext.lexicon import word_patterns
from policytext.lexicon.word_patterns import join_words, write_entry

ENTRIES = [  # entry, words that it stands for, words that it does not
    ("kommend+adj", ["kommende", "kommenden", "kommendes"], ["kommend", "kommenderen", "Kommende"]),
    ("ganz+adj0", ["ganz", "ganzer"], ["gänzlich"]),
    ("^jahr+jahr", ["Jahr", "jahre", "Jahres", "jahren"], ["Jahrgang", "JAHR"]),
    ("~jährig+adj", ["zweijährige", "jährigen"], ["zwei jährige", "zweijährig"]),
    ("in der", ["in der"], ["in  der", "inder"]),
    ("bzw.", ["bzw."], ["bzwx"]),
    ("Haushalt+es", ["Haushalt", "Haushalts", "Haushaltes"], ["Haushalte"]),
]


@pytest.mark.parametrize(("entry", "words", "others"), ENTRIES, ids=[entry for entry, _, _ in ENTRIES])
def test_an_entry_stands_for_its_words_only(entry: str, words: list[str], others: list[str]) -> None:
    pattern = re.compile(write_entry(entry))
    assert [word for word in words if not pattern.fullmatch(word)] == []
    assert [word for word in others if pattern.fullmatch(word)] == []


def test_the_longest_entry_comes_first() -> None:
    match = re.match(join_words(["an", "an der", "anhand+adj0"]), "an der Au")
    assert match is not None
    assert match.group() == "an der"


def test_an_unknown_class_is_told_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no class of endings 'xyz': use one of adj"):
        write_entry("wort+xyz")


def test_the_examples_of_the_documentation_hold() -> None:
    outcome = doctest.testmod(word_patterns)
    assert outcome.attempted == 2
    assert outcome.failed == 0
