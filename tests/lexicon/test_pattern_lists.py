"""Tables of the lexicon as groups of a pattern."""

from __future__ import annotations

import re

import pytest

from policytext.lexicon.pattern_lists import PatternLists


def test_a_list_is_one_group_under_its_name() -> None:
    examples = PatternLists("endings", "examples")
    pattern = re.compile(rf"im[ ]{examples.periods}[ ]danach")
    assert pattern.fullmatch("im Jahr danach")
    assert pattern.fullmatch("im Quartal danach")
    assert not pattern.fullmatch("im Jahr")


def test_a_blank_may_stand_for_any_blanks() -> None:
    words = PatternLists("actors", "aliases", blank=r"\s+")
    assert re.fullmatch(words.represented, "vertreten\n  durch")
    assert not re.fullmatch(PatternLists("actors", "aliases").represented, "vertreten\n  durch")


def test_a_list_that_is_not_there_is_told_with_its_place() -> None:
    with pytest.raises(AttributeError, match=r"endings\.toml has no list examples\.weeks"):
        _ = PatternLists("endings", "examples").weeks


def test_a_list_may_stand_in_brackets() -> None:
    examples = PatternLists("endings", "examples")
    assert examples["periods"] == examples.periods
    with pytest.raises(KeyError):
        _ = examples["weeks"]
