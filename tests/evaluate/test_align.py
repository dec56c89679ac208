"""Places of words of one reading in another."""

from __future__ import annotations

import pytest

from policytext.evaluate.align import align_texts

GOLD = "Der Kreis zahlt 4 Millionen Euro für die Selbstständigkeit der Gemeinden. Bis Ende 2027 ist Zeit."


def _words(found: str, words: str) -> str | None:
    start = found.index(words)
    place = align_texts(found, GOLD).span(start, start + len(words))
    return place and GOLD[slice(*place)]


@pytest.mark.parametrize(
    ("found", "words", "expected"),
    [
        pytest.param(GOLD, "4 Millionen Euro", "4 Millionen Euro", id="the same text"),
        pytest.param(GOLD.replace(" ", "\n"), "4\nMillionen\nEuro", "4 Millionen Euro", id="other blanks"),
        pytest.param(
            GOLD.replace("Millio", "Mil\u00adlio"), "4 Mil\u00adlionen Euro", "4 Millionen Euro", id="soft hyphen"
        ),
        pytest.param(
            GOLD.replace("ständig", "-\nständig"), "Selbst-\nständigkeit", "Selbstständigkeit", id="hyphen not undone"
        ),
        pytest.param("Seite 1 von 2\n" + GOLD, "Ende 2027", "Ende 2027", id="running head in front"),
        pytest.param(
            GOLD.replace("Euro für", "Euro\nKreisblatt 7\nfür"), "Ende 2027", "Ende 2027", id="running head inside"
        ),
        pytest.param("Seite 1 von 2\n" + GOLD, "Seite 1 von 2", None, id="words that the gold does not have"),
        pytest.param(GOLD.replace("für die Selbstständigkeit ", ""), "Gemeinden", "Gemeinden", id="words lost before"),
    ],
)
def test_words_are_found_again(found: str, words: str, expected: str | None) -> None:
    assert _words(found, words) == expected


def test_identical_texts_keep_offsets_even_of_blanks() -> None:
    assert align_texts(GOLD, GOLD).span(3, 4) == (3, 4)


def test_a_text_that_has_nothing_in_common() -> None:
    assert align_texts("xyz XYZ", GOLD).span(0, 7) is None


def test_an_empty_span_stands_nowhere_in_another_text() -> None:
    assert align_texts("", GOLD).span(0, 0) is None
