"""What a question may have meant: words that stand in no document, and the nearest ones that do.

A word of the archive is near when one letter more, less, other or exchanged makes it (Damerau 1964), in long words two.
Words that German has are no typing errors.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from policytext.archive.search.query import All, AnyOf, Node, Phrase, Word, parse_query
from policytext.archive.search.query.query_tree import Near
from policytext.german import search_terms

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"
SHORTEST = 4  # letters: shorter words are near to too many
SHORTEST_FOR_TWO = 8  # letters: words with two errors are guesses before
AT_ONCE = 500  # terms of one question to the database


def find_unknown_words(connection: sqlite3.Connection, line: str) -> dict[str, str | None]:
    """The words of a question that are in no document, each with the word of the archive that was meant, if any.

    "Kürtzung" gives {"kürtzung": "kürzung"} where the archive has some form of it, `None` where it has none.
    """
    typed = dict.fromkeys(words_of(parse_query(line)))
    return {form: _find_nearest_term(connection, form) for form in typed if not _is_known(connection, form)}


def words_of(node: Node) -> Iterator[str]:
    """The words that must be there."""
    if isinstance(node, Word) and not node.prefix:
        yield node.form
    elif isinstance(node, Phrase):
        yield from node.forms
    elif isinstance(node, All | AnyOf | Near):
        for item in node.items:
            yield from words_of(item)


def _is_known(connection: sqlite3.Connection, form: str) -> bool:
    """Whether a word or a part of it is there; a reference only as a whole."""
    parts = search_terms.list_parts(form) if form.isalpha() else ()
    return bool(_count_present(connection, (search_terms.search_term(form), *parts)))


def _count_present(connection: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
    """Which terms the archive has, each with in how many places of its word list."""
    found, wanted = dict[str, int](), list(dict.fromkeys(terms))
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        marks = ", ".join("?" * len(some))
        found |= dict(connection.execute(f"SELECT term, count(*) FROM words WHERE term IN ({marks}) GROUP BY 1", some))
    return found


def _find_nearest_term(connection: sqlite3.Connection, form: str) -> str | None:
    """The word that was meant: the one most used of those that are one error away, else two."""
    if len(form) < SHORTEST or not form.isalpha() or search_terms.is_word(form):
        return None
    edits = {edit: search_terms.search_term(edit) for edit in dict.fromkeys(_list_edits(form)) if len(edit) >= SHORTEST}
    there = _count_present(connection, edits.values())
    near = [edit for edit, term in edits.items() if term in there]
    if near:
        return max(
            near, key=lambda edit: (search_terms.is_word(edit), search_terms.rate_commonness(edit), there[edits[edit]])
        )
    return _two_away(connection, search_terms.search_term(form)) if len(form) >= SHORTEST_FOR_TWO else None


def _list_edits(word: str) -> Iterator[str]:
    """All words that one typing error makes, exchanged letters first."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    yield from (before + behind[1] + behind[0] + behind[2:] for before, behind in cuts if len(behind) > 1)
    yield from (before + behind[1:] for before, behind in cuts if behind)
    yield from (before + letter + behind for before, behind in cuts for letter in LETTERS)
    yield from (before + letter + behind[1:] for before, behind in cuts if behind for letter in LETTERS)


def _two_away(connection: sqlite3.Connection, term: str) -> str | None:
    """The word of the term that is two errors away, among those of the same beginning and about the same length."""
    rows = connection.execute(
        "SELECT DISTINCT term FROM words WHERE term >= ? AND term < ? AND abs(length(term) - ?) <= 2",
        (term[:2], term[:1] + chr(ord(term[1]) + 1), len(term)),
    )
    alike = [other for (other,) in rows if len(set(other) ^ set(term)) <= 4 and _measure_distance(term, other) <= 2]
    words = [word for other in alike if (word := search_terms.word_of(other))]
    return max(words, key=search_terms.rate_commonness, default=None)


def _measure_distance(one: str, other: str) -> int:
    """Letters more, less, other or exchanged that lie between two words (optimal string alignment)."""
    before, last = list[int](), list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            now.append(min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != against)))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                now[-1] = min(now[-1], before[column - 2] + 1)
        before, last = last, now
    return last[-1]
