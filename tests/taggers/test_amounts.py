"""The amounts tagger: a table of sentences, numbers read back whatever their form, any text at all, time, scores."""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.german import numbers
from policytext.model import Amount, Block, Document
from policytext.segment import from_text
from policytext.taggers.amounts import tag_amounts

CASES = tomllib.loads(Path(__file__).with_name("amounts.toml").read_text(encoding="utf-8"), parse_float=Decimal)["case"]
SHARED = Path(__file__).parents[2].parent / "shared"


def amounts(text: str) -> list[Amount]:
    return list(tag_amounts(from_text(text)))


# ------------------------------------------------------------------------------------------------------ the sentences


def expected(case: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (
            one["text"],
            one.get("low"),
            one.get("high"),
            one.get("unit", "EUR"),
            one.get("bound", "exact"),
            tuple(one.get("per", ())),
            one.get("change"),
        )
        for one in case["amounts"]
    ]


def found(text: str) -> list[tuple[Any, ...]]:
    return [(one.text, one.low, one.high, one.unit, one.bound, one.per, one.change) for one in amounts(text)]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{number}: {case['text'][:50]}", marks=[pytest.mark.xfail] if case.get("gap") else [])
        for number, case in enumerate(CASES)
    ],
)
def test_sentence(case: dict[str, Any]) -> None:
    assert found(case["text"]) == expected(case)


def test_a_third_of_the_sentences_yields_nothing() -> None:
    nothing = sum(not case["amounts"] for case in CASES)
    assert len(CASES) >= 330
    assert nothing * 3 >= len(CASES)


def test_kinds_follow_units() -> None:
    kinds = {one.unit: one.kind for case in CASES for one in amounts(case["text"])}
    assert kinds.pop("%") == "share"
    assert kinds.pop("Stelle") == "positions"
    assert set(kinds.values()) == {"money"}


def test_contact_blocks_are_left_out() -> None:
    text = "Spendenkonto 5 Euro\nWir geben 7 Euro."
    document = from_text(text)
    blocks = (Block("contact", 0, 19), Block("paragraph", 20, len(text)))
    masked = Document(text=text, view=document.view, blocks=blocks, sentences=document.sentences)
    assert [one.text for one in tag_amounts(masked)] == ["7 Euro"]


# ------------------------------------------------------------------------------------------------- numbers read back

UNITS = st.sampled_from([("Euro", "EUR"), ("€", "EUR"), ("DM", "DEM"), ("Prozent", "%"), ("VZÄ", "Stelle")])
GROUPINGS = st.sampled_from([".", " ", "\u00a0", "\u202f", "'"])


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@settings(max_examples=60)
@given(st.integers(0, 10**12), GROUPINGS, UNITS)
def test_every_grouped_number_is_read_back(number: int, mark: str, unit: tuple[str, str]) -> None:
    (one,) = amounts(f"Gezahlt werden {grouped(number, mark)} {unit[0]} aus dem Etat.")
    assert (one.low, one.high, one.unit) == (number, number, unit[1])


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(0, 99), GROUPINGS)
def test_every_decimal_is_read_back(whole: int, cents: int, mark: str) -> None:
    (one,) = amounts(f"Gezahlt werden {grouped(whole, mark)},{cents:02d} Euro.")
    assert one.low == Decimal(f"{whole}.{cents:02d}")


@given(st.integers(1, 10**12 - 1))
def test_every_number_word_is_read_back(number: int) -> None:
    (one,) = amounts(f"Gezahlt werden {numbers.spell_number(number)} Euro.")
    assert one.low == number


SCALES = st.sampled_from([("Tsd.", 3), ("Mio.", 6), ("Millionen", 6), ("Mrd.", 9), ("Milliarden", 9)])


@settings(max_examples=60)
@given(st.integers(1, 999), st.integers(1, 9), SCALES)
def test_every_scale_is_read_back(whole: int, tenth: int, scale: tuple[str, int]) -> None:
    (one,) = amounts(f"Gezahlt werden {whole},{tenth} {scale[0]} Euro.")
    assert one.high == Decimal(f"{whole}.{tenth}") * 10 ** scale[1]


@settings(max_examples=60)
@given(st.integers(1, 400), st.integers(1, 400), SCALES, st.sampled_from([" bis ", "–", "-"]))
def test_every_range_shares_its_scale(low: int, more: int, scale: tuple[str, int], link: str) -> None:
    (one,) = amounts(f"Gezahlt werden {low}{link}{low + more} {scale[0]} Euro.")
    assert (one.low, one.high) == (low * 10 ** scale[1], (low + more) * 10 ** scale[1])


# ------------------------------------------------------------------------------------------------------ any text at all

PIECES = st.sampled_from(
    [
        "Euro",
        "€",
        "EUR",
        "Mio.",
        "Mrd.",
        "Tsd.",
        "Prozent",
        "%",
        "v.",
        "H.",
        "Stellen",
        "VZÄ",
        "DM",
        "T€",
        "1",
        "2,5",
        "1.000",
        "1",
        "000",
        "12.500,--",
        "½",
        "anderthalb",
        "hundert",
        "tausend",
        "bis",
        "zu",
        "zwischen",
        "und",
        "oder",
        "von",
        "auf",
        "um",
        "je",
        "pro",
        "für",
        "jährlich",
        "über",
        "unter",
        "rund",
        "höchstens",
        "nicht",
        "übersteigen",
        "beträgt",
        "in",
        "eine",
        "halbe",
        "Million",
        "Millionen",
        "mehrere",
        "stellig",
        "Betrag",
        "Höchstbetrag",
        "(",
        ")",
        "|",
        "\n",
        "-",
        "–",
        ",",
        ".",
        ";",
        ":",
        "a)",
        "§",
        "Nr.",
        "\xa0",
        "\xad",
    ]
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=200))
def test_no_text_raises_and_spans_hold(text: str) -> None:
    reached = 0
    for one in amounts(text):
        assert one.text == text[one.start : one.end]
        assert reached <= one.start < one.end
        assert one.low is None or one.high is None or one.low <= one.high
        reached = one.end


# ---------------------------------------------------------------------------------------------------------- linear time

REPEATED = [
    *(
        "Mio. ",
        "bis ",
        "7",
        "1.000 ",
        "5 Euro ",
        "5 Euro und ",
        "zwei ",
        "und ",
        "Millionen ",
        "Euro ",
        "5 bis ",
        "(",
        "je ",
    ),
    *(
        "%",
        "1%",
        "pro Kopf und ",
        "höchstens ",
        "Höchstbetrag ",
        "nicht ",
        "Stelle",
        "stellen ",
        "- ",
        "5, ",
        "mehrere ",
    ),
    *(
        "a) 5 Euro, ",
        "5 Mio. und ",
        "| 5 ",
        "Betrag in Euro | ",
        "übersteigen ",
        "nachhaltige ",
        "A",
        "ein",
        "und",
        ",-",
    ),
    *("Hälfte einer ", "zweistellige ", "eine Million und ", "5 auf ", "jährlich ", "für jedes Kind ", "0,5-Stelle "),
]


def work(document: Document) -> float:
    """Seconds of the quickest of three runs."""
    runs = []
    for _ in range(3):
        begin = time.process_time()
        for _ in tag_amounts(document):
            pass
        runs.append(time.process_time() - begin)
    return min(runs)


@pytest.mark.parametrize("piece", REPEATED)
def test_time_is_linear(piece: str) -> None:
    """Four times the text may take four times as long; sixteen times would be quadratic."""
    small = 5_000
    short, long = (from_text(piece * (length // len(piece))) for length in (small, 4 * small))
    assert work(long) < 9 * work(short) + 0.02


# ------------------------------------------------------------------------------------------------------ shared material


def shared(name: str) -> list[dict[str, Any]]:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared is not here: {path.name} cannot be scored")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def f1(right: int, gold: int, ours: int) -> float:
    return 2 * right / (gold + ours)


Key = tuple[int, int, float | None, float | None, str]


def key(start: int, end: int, low: Any, high: Any, unit: str) -> Key:
    return start, end, None if low is None else float(low), None if high is None else float(high), unit


def scored(rows: list[dict[str, Any]], keep: Callable[[str], bool]) -> float:
    right = gold = ours = 0
    for row in rows:
        wanted = {
            key(*(a[k] for k in ("start", "end", "low", "high", "unit"))) for a in row["amounts"] if keep(a["kind"])
        }
        got = {key(a.start, a.end, a.low, a.high, a.unit) for a in amounts(row["text"]) if keep(a.kind)}
        right, gold, ours = right + len(wanted & got), gold + len(wanted), ours + len(got)
    return f1(right, gold, ours)


def test_gold_sentences() -> None:
    rows = shared("gold/sentences.jsonl")
    assert scored(rows, lambda kind: kind == "money") >= 0.98
    assert scored(rows, lambda kind: True) >= 0.98


def test_gold_bounds() -> None:
    right = total = 0
    for row in shared("gold/sentences.jsonl"):
        gold = {(a["start"], a["end"]): a["bound"] for a in row["amounts"]}
        for one in amounts(row["text"]):
            if (one.start, one.end) in gold:
                total += 1
                right += gold[one.start, one.end] == one.bound
    assert right / total >= 0.98


def test_traps() -> None:
    rows = [row for row in shared("cases/traps.jsonl") if row["group"] in ("amount", "not-an-amount")]
    right = 0
    for row in rows:
        money = [one for one in amounts(row["text"]) if one.kind == "money"]
        got = {(float(value), one.unit) for one in money for value in (one.low, one.high) if value is not None}
        accepted = [{(float(value), unit) for value, unit in row.get(name, [])} for name in ("vals", "vals_too")]
        right += got in (accepted if "vals_too" in row else accepted[:1])
    assert right / len(rows) >= 0.95
