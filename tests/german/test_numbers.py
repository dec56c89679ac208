"""German numbers: forms that are read, words that are none, and everything written is read back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.german import numbers

READ = [
    ("5", "5"),
    ("12.500", "12500"),
    ("1.234.567", "1234567"),
    ("1 234 567,89", "1234567.89"),
    ("1\u00a0234", "1234"),
    ("1\u202f234", "1234"),
    ("1'500'000", "1500000"),
    ("1’500’000", "1500000"),
    ("1,234,567", "1234567"),
    ("3,5", "3.5"),
    ("3.5", "3.5"),
    ("12.50", "12.5"),
    ("12.500,--", "12500"),
    ("12.500,-", "12500"),
    ("250,–", "250"),
    ("½", "0.5"),
    ("1 ½", "1.5"),
    ("-5", "-5"),
    ("−5,5", "-5.5"),
    ("1,5 Mrd.", "1500000000"),
    ("350 Tsd.", "350000"),
    ("2 Mio", "2000000"),
    ("null", "0"),
    ("eins", "1"),
    ("einer", "1"),
    ("zwo", "2"),
    ("dreier", "3"),
    ("elf", "11"),
    ("siebzehn", "17"),
    ("einundzwanzig", "21"),
    ("dreißig", "30"),
    ("dreissig", "30"),
    ("hundert", "100"),
    ("hundertundeins", "101"),
    ("fünfzehnhundert", "1500"),
    ("tausend", "1000"),
    ("zweitausendeinundzwanzig", "2021"),
    ("zweihundertfünfzigtausend", "250000"),
    ("eine halbe", "0.5"),
    ("anderthalb", "1.5"),
    ("eineinhalb", "1.5"),
    ("zweieinhalb", "2.5"),
    ("dreizehneinhalb", "13.5"),
    ("drei Viertel", "0.75"),
    ("fünf hundert", "500"),
    ("eine Million", "1000000"),
    ("eine halbe Million", "500000"),
    ("zwei und eine halbe Million", "2500000"),
    ("Dreiviertelmillion", "750000"),
    ("eine Viertelmilliarde", "250000000"),
    ("zwölf Millionen fünfhunderttausend", "12500000"),
    ("eine Milliarde zwei Millionen drei", "1002000003"),
]
NO_NUMBER = [
    "3.50,20",
    "13.04,14",
    *(
        "",
        " ",
        "Haus",
        "1.2.3",
        "1.234.5",
        "12..5",
        "1 23",
        "12 34 567",
        "A5",
        "5a",
        "½½",
        "und",
        "zwei drei",
        "drei zwanzig",
    ),
    *(
        "Millionen Milliarden",
        "einhalb Haus",
        "hundertelf Häuser",
        "beide",
        "erste",
        "zwanzigste",
        "Dreier-WG",
        "einsam",
    ),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_reads(text: str, value: str) -> None:
    assert numbers.read_number(text) == Decimal(value)


@pytest.mark.parametrize("text", NO_NUMBER)
def test_reads_no_number(text: str) -> None:
    assert numbers.read_number(text) is None


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0, "null"),
        (7, "sieben"),
        (21, "einundzwanzig"),
        (100, "einhundert"),
        (1999, "eintausendneunhundertneunundneunzig"),
        (1_000_000, "eine Million"),
        (3_000_000_017, "drei Milliarden siebzehn"),
    ],
)
def test_spells(number: int, word: str) -> None:
    assert numbers.spell_number(number) == word


@settings(max_examples=300)
@given(st.integers(0, 10**12 - 1))
def test_every_spelled_number_is_read_back(number: int) -> None:
    assert numbers.read_number(numbers.spell_number(number)) == number


@settings(max_examples=300)
@given(st.integers(0, 10**14), st.sampled_from([".", " ", "\u00a0", "\u202f", "\u2009", "'", "’"]))
def test_every_grouped_number_is_read_back(number: int, mark: str) -> None:
    assert numbers.read_number(f"{number:,}".replace(",", mark)) == number


@given(st.integers(0, 999), st.sampled_from(sorted(numbers.SCALES)))
def test_every_scale_is_read_back(number: int, scale: str) -> None:
    assert numbers.read_number(f"{number} {scale}") == number * numbers.SCALES[scale]


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    value = numbers.read_number(text)
    assert value is None or value.is_finite()
