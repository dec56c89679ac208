"""Words meet their forms, compounds their parts, and nothing meets what only looks alike."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from policytext.german import search_terms

TABLE = tomllib.loads(Path(__file__).with_name("search.toml").read_text(encoding="utf-8"))


def _rows(kind: str, name: str) -> list[Any]:
    marks = {True: [pytest.mark.xfail(strict=True)], False: []}
    return [pytest.param(row, id=str(row[name])[:40], marks=marks[row.get("gap", False)]) for row in TABLE[kind]]


def _term(word: str) -> str:
    (form,) = search_terms.list_forms(word)
    return search_terms.search_term(form.form)


def _held(text: str) -> set[str]:
    """All terms of a text, those of parts among them."""
    return {
        term
        for form in search_terms.list_forms(text)
        for term in (search_terms.search_term(form.form), *search_terms.list_parts(form.form))
    }


@pytest.mark.parametrize("row", _rows("meet", "words"))
def test_forms_of_a_word_meet(row: dict[str, Any]) -> None:
    assert len({_term(word) for word in row["words"]}) == 1, [(word, _term(word)) for word in row["words"]]


@pytest.mark.parametrize("row", _rows("apart", "words"))
def test_other_words_stay_apart(row: dict[str, Any]) -> None:
    terms = [_term(word) for word in row["words"]]
    assert len(set(terms)) == len(terms), terms


@pytest.mark.parametrize("row", _rows("compound", "word"))
def test_a_compound_has_its_parts_and_no_others(row: dict[str, Any]) -> None:
    parts = set(search_terms.list_parts(row["word"].lower()))
    assert [word for word in row["has"] if not _meets(row["word"], word)] == []
    assert [word for word in row["lacks"] if _term(word) in parts] == []


def _meets(compound: str, word: str) -> bool:
    """Whether a question by a word finds the compound: its term is there, or both of its halves are."""
    held = _held(compound)
    cut = search_terms.list_halves(word.lower())
    return _term(word) in held or (cut is not None and all(_meets(compound, half) for half in cut))


@pytest.mark.parametrize("row", _rows("sentence", "text"))
def test_a_sentence_holds_what_its_words_stand_for(row: dict[str, Any]) -> None:
    held = _held(row["text"])
    assert [word for word in row["holds"] if _term(word) not in held] == []
    assert [word for word in row["lacks"] if _term(word) in held] == []


def test_places_are_those_of_the_text_as_it_is() -> None:
    text = "Im Cafe\u0301 steht die Flücht\u00adlings\u00adhilfe, Az. 20 / 1234."
    words = [text[form.start : form.end] for form in search_terms.list_forms(text)]
    assert words == ["Im", "Cafe\u0301", "steht", "die", "Flücht\u00adlings\u00adhilfe", "Az", "20 / 1234"]
