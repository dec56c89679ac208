"""What runs out: the list a date belongs to, and what the same told twice becomes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from policytext.analysis import Analysis
from policytext.archive import Archive
from policytext.archive.overviews.occasions import clause_at, find_occasions, is_beginning, sentence_at
from policytext.model import Amount, Record, Statement, Time
from tests.archive.made import paper

CASES = tomllib.loads(Path(__file__).with_name("deadlines.toml").read_text(encoding="utf-8"))["cases"]
ISSUED = date(2030, 3, 1)
LONG_AGO = date(1990, 1, 1)  # from then on everything is ahead


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as opened:
        yield opened


def dated(case: dict[str, Any], *, title: str = "Mitteilung") -> Analysis:
    """A paper of one sentence with a date, and perhaps a sum of funding that ends with it (`ends`) or stands beside."""
    marked: str = case["text"]
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    base = paper(text, title=title, issued=case.get("issued", ISSUED))
    place = {"start": start, "end": end, "text": text[start:end]}
    value = text[start:end].replace(" und ", "/") if case["role"] == "term" else case["day"].isoformat()
    time = Time(**place, type="DATE", value=value, latest=case["day"], role=case["role"], id="t1")
    said = Statement(start=0, end=len(text), text=text, kind="assertion", id="s1")
    made = replace(base, times=(time,), statements=(said,))
    if "money" not in case:
        return made
    at = text.index(case["money"])
    low = Decimal(3_900_000)
    span = {"start": at, "end": at + len(case["money"]), "text": case["money"]}
    amount = Amount(**span, kind="money", low=low, high=low, unit="EUR", id="a1")
    record = Record(
        amount="a1",
        latest=case["day"] if case.get("ends") else None,
        status=case.get("status", "committed"),
        statement="s1",
        evidence={"period": ((start, end),)} if case.get("ends") else {},
        id="r1",
    )
    return replace(made, amounts=(amount,), records=(record,))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_the_list_of_a_date(archive: Archive, case: dict[str, Any]) -> None:
    archive.add(dated(case))
    found = archive.deadlines(start=LONG_AGO, every=True)
    assert {one.list for one in found} == {case["list"]}
    assert len(archive.deadlines(start=LONG_AGO)) == (case["list"] != "other")


def test_an_entry_says_what_ends_and_with_which_money(archive: Archive) -> None:
    (case,) = (case for case in CASES if case["text"].startswith("Das Land zahlt"))
    archive.add(dated(case))
    (one,) = archive.deadlines(start=date(2033, 12, 1))
    assert (one.days, [(fund.amount, fund.status) for fund in one.funds]) == (30, [("3,9 Millionen Euro", "committed")])
    assert one.to_dict()["list"] == "funding" and one.to_dict()["funds"][0]["id"] == "r1"


PAPER = {"text": "Der Vertrag mit der Gundermann AG endet am ⟦31. Juli 2033⟧.", "day": date(2033, 7, 31), "role": "end"}


def test_the_same_in_two_papers_is_listed_once(archive: Archive) -> None:
    archive.add(dated(PAPER, title="Vertrag mit der Gundermann AG"))
    archive.add(dated(PAPER | {"text": f"{PAPER['text']} Danach ist Schluss."}, title="Gundermann AG: Vertrag"))
    (one,) = archive.deadlines(start=ISSUED)
    assert len(one.similar) == 1 and one.document.sha256 not in one.similar


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Der Vertrag mit der Peschel AG endet am ⟦31. Juli 2033⟧.", "Vertrag mit der Peschel AG"),
        ("Laufzeit bis ⟦31. Juli 2033⟧.", "Gerüstarbeiten am Rathaus"),
    ],
)
def test_two_contracts_that_end_on_one_day_are_two(archive: Archive, text: str, title: str) -> None:
    archive.add(dated(PAPER, title="Vertrag mit der Gundermann AG"))
    archive.add(dated(PAPER | {"text": text}, title=title))
    assert len(archive.deadlines(start=ISSUED)) == 2


def test_the_columns_of_a_row_are_one_entry_in_its_last_year(archive: Archive) -> None:
    text = "Zuschuss Bücherei 40.000 41.000 42.000\n"
    amounts, records = [], []
    for number, words in enumerate(("40.000", "41.000", "42.000"), 1):
        start = text.index(words)
        span = {"start": start, "end": start + len(words), "text": words}
        value = Decimal(words.replace(".", ""))
        amounts.append(Amount(**span, kind="money", low=value, high=value, unit="EUR", id=f"a{number}"))
        records.append(Record(amount=f"a{number}", latest=date(2030 + number, 12, 31), id=f"r{number}"))
    made = replace(paper(text, issued=ISSUED), statements=(), amounts=tuple(amounts), records=tuple(records))
    archive.add(made)
    (one,) = archive.deadlines(start=ISSUED)
    assert (one.date, one.list, len(one.funds)) == (date(2033, 12, 31), "funding", 3)
    refused = tuple(replace(record, status="refused") for record in records)
    archive.replace(replace(made, records=refused))
    assert archive.deadlines(start=ISSUED) == ()


def test_sentence_and_clause_of_a_place() -> None:
    text = "Erster Satz. Wer bis Mai zahlt, der hat Ruhe. Dritter Satz."
    start, end = sentence_at(text, text.index("Mai"))
    assert text[start:end] == "Wer bis Mai zahlt, der hat Ruhe."
    first, last = clause_at(text[start:end], text.index("Mai") - start)
    assert text[start:end][first:last] == "Wer bis Mai zahlt"


def test_a_beginning_is_no_end() -> None:
    assert is_beginning("Der Verein erhält ab dem Haushalt ") and not is_beginning(
        "Ab Mai erhält der Verein bis zum Juni "
    )
    assert not is_beginning("Der Verein erhält ab Mai bis ")
    assert find_occasions("", 0) == frozenset()
