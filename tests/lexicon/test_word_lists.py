"""Tables of the lexicon as pieces of patterns."""

from __future__ import annotations

import doctest
import re

import pytest

from policytext.lexicon import word_lists
from policytext.lexicon.word_lists import WordLists


def test_a_blank_may_stand_for_any_blanks() -> None:
    words = WordLists("actors", "aliases", blank=r"\s+")
    assert re.fullmatch(words.represented, "vertreten\n  durch")
    assert not re.fullmatch(WordLists("actors", "aliases").represented, "vertreten\n  durch")


def test_a_missing_list_is_named() -> None:
    with pytest.raises(AttributeError, match=r"actors\.toml has no list aliases\.nobody"):
        _ = WordLists("actors", "aliases").nobody


def test_the_example_of_the_documentation_holds() -> None:
    outcome = doctest.testmod(word_lists)
    assert outcome.attempted == 1
    assert outcome.failed == 0
