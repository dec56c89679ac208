"""Questions find what is said in other forms and compounds, nothing else; typing errors are told what was meant."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from policytext.archive import Archive
from policytext.archive.search import spelling
from tests.archive.made import paper

TABLE = tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))
SENTENCES = TABLE["sentences"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("wording") / "archive.db") as opened:
        for sentence in SENTENCES:
            opened.add(paper(sentence))
        yield opened


def _found(archive: Archive, query: str) -> list[int]:
    hits = archive.search(query).hits
    return sorted(SENTENCES.index(hit.statement.text) for hit in hits if hit.statement)


@pytest.mark.parametrize(("query", "finds"), TABLE["finds"].items())
def test_a_question_in_other_words_finds_its_sentence(archive: Archive, query: str, finds: list[int]) -> None:
    assert _found(archive, query) == finds


@pytest.mark.parametrize("query", TABLE["nothing"]["words"])
def test_what_only_looks_alike_finds_nothing(archive: Archive, query: str) -> None:
    assert _found(archive, query) == []


@pytest.mark.parametrize(("typed", "meant"), TABLE["meant"].items())
def test_a_typing_error_is_told_what_was_meant(archive: Archive, typed: str, meant: str) -> None:
    assert spelling.find_unknown_words(archive.connection, typed) == {typed.lower(): meant}


@pytest.mark.parametrize("typed", TABLE["not_meant"]["words"])
def test_a_word_of_german_or_of_nobody_is_not_guessed_at(archive: Archive, typed: str) -> None:
    assert spelling.find_unknown_words(archive.connection, typed) == {typed.lower(): None}


def test_a_word_that_stands_in_the_archive_is_never_corrected(archive: Archive) -> None:
    assert spelling.find_unknown_words(archive.connection, "gekürzt Stunden Hallerfeld Jugend") == {}
