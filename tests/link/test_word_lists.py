"""Lists of words are found by their first letters, with the same answer as their patterns alone."""

import pytest

from policytext.link.word_lists import WordLists

LISTS = WordLists({"sum": ["~betrag", "~betr[aä]ge"], "give": ["zahl", "förder(?:t|n)$"], "rest": ["~rest"]})


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("förderbetrag", [("sum", 12)]),
        ("restbeträge", [("sum", 11), ("rest", 4)]),
        ("zahlt", [("give", 4)]),
        ("fördern", [("give", 7)]),
        ("förderndes", []),
        ("bezahlt", []),
        ("land/betrag", []),
        ("bet", []),
        ("", []),
    ],
)
def test_lists_of_a_word(word: str, found: list[tuple[str, int]]) -> None:
    assert LISTS.find(word) == found
