"""Sections of the lexicon as groups of a pattern."""

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


def test_a_list_that_is_not_there_is_told_with_its_place() -> None:
    with pytest.raises(AttributeError, match=r"no list 'weeks' in section 'examples' of endings\.toml"):
        _ = PatternLists("endings", "examples").weeks
