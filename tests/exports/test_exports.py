"""JSON, JSON lines and CSV of a made-up analysis."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TextIO

import pytest

from policytext import exports
from policytext.analysis import Analysis
from policytext.model import (
    Actor,
    Amount,
    AreaScore,
    Document,
    Letterhead,
    Record,
    Span,
    Statement,
    Time,
    View,
)

TEXT = 'Das Land zahlt ab 2027 den Gemeinden 1,5 Mio. € je Jahr für "Wege, Stege" – und [=] Moore.'


def _span(words: str) -> dict[str, object]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words, "page": 2}


ANALYSIS = Analysis(
    document=Document(
        text=TEXT,
        view=View(TEXT),
        name="moor.pdf",
        sha256="ab12",
        head=Letterhead(kind="news", title='Geld für "Wege"', issuer="Moorverband", issued=date(2026, 5, 4)),
    ),
    amounts=(
        Amount(
            id="a1",
            **_span("1,5 Mio. €"),
            kind="money",
            low=None,
            high=Decimal("1500000"),
            unit="EUR",
            bound="at_most",
            per=("Jahr",),
        ),
        Amount(id="a2", **_span("1,5"), kind="share", low=Decimal("1.5"), high=Decimal("1.5"), unit="%"),
    ),
    times=(
        Time(id="t1", **_span("2027"), type="DATE", value="2027", earliest=date(2027, 1, 1), role="start", cue="ab"),
    ),
    actors=(
        Actor(id="p1", name="Land", kind="authority"),
        Actor(id="p2", name="Gemeinden", kind="group"),
        Actor(id="p3", name="Moore", kind="group", role="Vorsitz"),
    ),
    statements=(
        Statement(
            id="s1",
            **_span("Wege, Stege"),
            kind="quotation",
            speaker="p3",
            parts=(Span(**_span("Wege, Stege")), Span(**_span("Moore"))),
            areas=(AreaScore(area="verkehr", score=0.8), AreaScore(area="umwelt-natur", score=0.5)),
        ),
        Statement(id="s2", **_span("=] Moore"), kind="assertion"),
    ),
    records=(
        Record(
            id="r1",
            amount="a1",
            givers=("p1",),
            receivers=("p2", "p3"),
            purpose=Span(**_span('"Wege, Stege"')),
            earliest=date(2027, 1, 1),
            status="conditional",
            condition=Span(**_span("je Jahr")),
        ),
        Record(id="r2", amount=None, part_of="r1", status="demanded"),
    ),
)


def _written(write: Callable[[Iterable[Analysis], TextIO], None], *analyses: Analysis) -> str:
    stream = io.StringIO(newline="")
    write(analyses, stream)
    return stream.getvalue()


def _table(name: str, *analyses: Analysis) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    exports.csv.write_csv(analyses or (ANALYSIS,), stream, table=name)
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))


def test_json_of_one_analysis_is_the_object_of_the_contract() -> None:
    written = _written(exports.json.write_json, ANALYSIS)
    assert json.loads(written) == ANALYSIS.to_dict()
    assert '"1,5 Mio. €"' in written  # readable, not escaped
    assert written.endswith("}\n")


def test_json_of_several_is_an_array() -> None:
    assert json.loads(_written(exports.json.write_json, ANALYSIS, ANALYSIS)) == [ANALYSIS.to_dict()] * 2
    assert json.loads(_written(exports.json.write_json)) == []


def test_jsonl_is_one_object_a_line_even_with_line_separators_in_the_text() -> None:
    odd = replace(ANALYSIS, document=replace(ANALYSIS.document, text="Ein\nText\r\nmit Zeilen"))
    lines = _written(exports.jsonl.write_jsonl, ANALYSIS, odd).split("\n")
    assert [json.loads(line) for line in lines[:-1]] == [ANALYSIS.to_dict(), odd.to_dict()]
    assert lines[-1] == ""


def test_csv_for_a_german_excel() -> None:
    amount = replace(ANALYSIS.amounts[0], low=Decimal("1250.5"), high=Decimal("1250000"))
    stream = io.StringIO(newline="")
    exports.csv.write_csv([replace(ANALYSIS, amounts=(amount,))], stream, table="amounts", excel_de=True)
    assert stream.getvalue().startswith("\ufeffdocument;sha256;")
    (row,) = csv.DictReader(io.StringIO(stream.getvalue()[1:], newline=""), delimiter=";")
    assert (row["low"], row["high"], row["text"]) == ("1250,5", "1250000", amount.text)
    assert "1250.5" in _written(
        lambda rows, out: exports.csv.write_csv(rows, out, table="amounts"), replace(ANALYSIS, amounts=(amount,))
    )


def test_jsonl_is_written_as_it_comes() -> None:
    stream = io.StringIO()

    def analyses() -> Iterable[Analysis]:
        yield ANALYSIS
        assert stream.getvalue().count("\n") == 1  # the first is out before the second is asked for
        yield ANALYSIS

    exports.jsonl.write_jsonl(analyses(), stream)
    assert stream.getvalue().count("\n") == 2


def test_every_format_has_a_name() -> None:
    assert list(exports.FORMATS) == ["json", "jsonl", "csv", "html"]
    assert _written(exports.FORMATS["csv"], ANALYSIS).startswith("document,sha256,title,issuer,issued,id,page,amount,")


def test_csv_of_records() -> None:
    whole, without_sum = _table("records")
    assert whole == {
        "document": "moor.pdf",
        "sha256": "ab12",
        "title": 'Geld für "Wege"',
        "issuer": "Moorverband",
        "issued": "2026-05-04",
        "id": "r1",
        "page": "2",
        "amount": "1,5 Mio. €",
        "kind": "money",
        "low": "",
        "high": "1500000",
        "unit": "EUR",
        "bound": "at_most",
        "per": "Jahr",
        "change": "",
        "givers": "Land",
        "receivers": "Gemeinden; Moore",
        "purpose": '"Wege, Stege"',
        "earliest": "2027-01-01",
        "latest": "",
        "status": "conditional",
        "condition": "je Jahr",
        "part_of": "",
        "area": "",
        "statement": "",
        "same_as": "",
        "sentence": "",
        "section": "",
        "reference": "",
        "score": "",
        "scores": "",
    }
    assert (without_sum["amount"], without_sum["low"], without_sum["part_of"]) == ("", "", "r1")


def test_csv_of_amounts() -> None:
    money, share = _table("amounts")
    assert (money["id"], money["text"], money["high"], money["per"]) == ("a1", "1,5 Mio. €", "1500000", "Jahr")
    assert (share["low"], share["unit"], share["per"]) == ("1.5", "%", "")
    assert TEXT[int(money["start"]) : int(money["end"])] == money["text"]


def test_csv_of_times() -> None:
    (row,) = _table("times")
    assert (row["text"], row["type"], row["value"], row["role"], row["cue"]) == ("2027", "DATE", "2027", "start", "ab")
    assert (row["earliest"], row["latest"]) == ("2027-01-01", "")


def test_csv_of_statements() -> None:
    quotation, assertion = _table("statements")
    assert quotation["text"] == "Wege, Stege … Moore"
    assert (quotation["speaker"], quotation["speaker_role"]) == ("Moore", "Vorsitz")
    assert quotation["areas"] == "verkehr; umwelt-natur"
    assert assertion["speaker"] == ""


def test_csv_keeps_spreadsheets_from_running_words() -> None:
    assert _table("statements")[1]["text"] == "'=] Moore"
    negative = replace(ANALYSIS, amounts=(replace(ANALYSIS.amounts[0], low=Decimal(-5), high=Decimal(-5)),))
    assert _table("amounts", negative)[0]["low"] == "-5"  # a number stays a number


def test_csv_of_nothing_is_its_header() -> None:
    assert _written(exports.csv.write_csv).count("\r\n") == 1


@pytest.mark.parametrize("table", ["records", "amounts", "times", "statements"])
def test_csv_of_an_empty_analysis(table: str) -> None:
    empty = Analysis(document=Document(text="", view=View("")))
    stream = io.StringIO(newline="")
    exports.csv.write_csv([empty], stream, table=table)
    assert stream.getvalue().count("\r\n") == 1
