"""CSV and XLSX are tables: what is one, what is none, and how cells are shown."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import policytext
from policytext.errors import UnreadableFile
from policytext.readers import csv_table, read_lines
from policytext.readers.xlsx import format_number


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Empfänger;Zweck;Betrag (EUR)\nTurnverein Au e.V.;Matten;1.250,00\n",
            ["Empfänger | Zweck | Betrag (EUR)", "Turnverein Au e.V. | Matten | 1.250,00"],
        ),
        ('Ort\tHof\nAu\t"Zeile\neins"\n', ["Ort | Hof", "Au | Zeile eins"]),
        ("Ort,Jahr,Wert\nAu,2024,5\n", ["Ort | Jahr | Wert", "Au | 2024 | 5"]),
    ],
)
def test_csv_is_read_as_a_table(text: str, rows: list[str]) -> None:
    raw = read_lines(text.encode())
    assert [line.text for line in raw.lines] == rows and {line.role for line in raw.lines} == {"row"}


@pytest.mark.parametrize(
    "text",
    [
        "Der Kreis zahlt; das Land hilft.\nDie Stadt baut; der Bund wartet.\n\nEnde.\n",
        "Liebe Leute,\nwir kommen,\n",
        "Ein Satz ohne Trennung.\nNoch einer.\n",
        "Au;Hof\n",
        "Der Kreis zahlt für den Umbau der Halle im Tal, die Stadt baut sie um und der Bund wartet;" * 2 + "\n",
    ],
)
def test_prose_is_no_table(text: str) -> None:
    assert not any(line.role == "row" for line in read_lines(text.encode()).lines)


def test_a_csv_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"Verein {number};{number}.500,00" for number in range(3_000)]
    parsed: list[int] = []
    taken = csv_table.csv.reader

    def counted(stream: io.StringIO, *, delimiter: str) -> Iterator[list[str]]:
        for row in taken(stream, delimiter=delimiter):
            parsed.append(1)
            yield row

    monkeypatch.setattr(csv_table.csv, "reader", counted)
    assert len(read_lines("\n".join(["Empfänger;Betrag", *rows]).encode("cp1252")).lines) == 3_001
    assert len(parsed) <= 3_001 + 2 * csv_table.LOOKED_AT


def test_a_broken_csv() -> None:
    data = "Ort;Wert\n" + "Au;5\n" * 60 + "Hof;" + "x" * 200_000
    with pytest.raises(UnreadableFile, match="broken CSV"):
        read_lines(data.encode(), name="liste.csv")


@pytest.mark.parametrize(
    ("text", "is_table"),
    [
        ("Ort,Einwohner\nAu,1250\nHof,980\n", True),
        ("Wir kommen,\nAu,5\nHof,bald\n", False),
        ("Der Kreis zahlt,\nwas er kann\nund will,\n", False),
    ],
)
def test_pairs_of_name_and_number(text: str, is_table: bool) -> None:
    assert any(line.role == "row" for line in read_lines(text.encode()).lines) is is_table


def test_a_sum_of_a_csv_has_the_unit_of_its_head(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    text = "Empfänger;Betrag in EUR\nTurnverein Au e.V.;1.250,00\nMusikschule Hof;980,50\n"
    path.write_text(text, encoding="utf-8")
    amounts = policytext.analyse(path).amounts
    assert [(str(amount.low), amount.unit) for amount in amounts] == [("1250", "EUR"), ("980.5", "EUR")]


@pytest.mark.parametrize(
    ("said", "number", "code", "shown"),
    [
        ("1250.5", 0, '#,##0.00\\ "€"', "1.250,50 €"),
        ("2025", 0, "", "2025"),
        ("12500", 0, "", "12.500"),
        ("0.75", 9, "", "75 %"),
        ("45000", 14, "", "15.03.2023"),
        ("45000", 170, "dd/mm/yyyy", "15.03.2023"),
        ("45000", 0, "#,##0.00;[Red]-#,##0.00", "45.000"),
        ("45000", 0, "#,##0.00 [$€-407];[Red]-#,##0.00 [$€-407]", "45.000 €"),
        ("1500000", 0, '#,##0, "TEUR"', "1.500 TEUR"),
        ("1500000", 0, '#,##0.0,, "Mio. €"', "1,50 Mio. €"),
        ("keine", 0, "", "keine"),
    ],
)
def test_numbers_as_excel_shows_them(said: str, number: int, code: str, shown: str) -> None:
    assert format_number(said, number, code) == shown


SHEET = """<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Zuschüsse im Tal</t></is></c></row>
<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c></row>
<row r="4"><c r="A4" t="inlineStr"><is><t>Turnverein Au</t></is></c><c r="B4"/><c r="C4"><v>1250.5</v></c></row>
</sheetData></worksheet>"""


def _workbook(sheet: str, state: str = "") -> bytes:
    stated = f'state="{state}"' if state else ""
    sheets = f'<sheet name="Tabelle1" r:id="a" {stated}/>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns:r="r"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<R><R Id="a" Target="worksheets/sheet1.xml"/></R>',
        "xl/sharedStrings.xml": "<sst><si><t>Wer</t></si><si><r><t>Be</t></r><r><t>trag</t></r></si></sst>",
        "xl/worksheets/sheet1.xml": sheet,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


def test_xlsx_keeps_rows_and_columns() -> None:
    raw = read_lines(_workbook(SHEET))
    assert [(line.role, line.text) for line in raw.lines] == [
        (None, "Zuschüsse im Tal"),
        ("row", "Wer |  | Betrag"),
        ("row", "Turnverein Au |  | 1.250,50"),
    ]


@pytest.mark.parametrize(("state", "shown"), [("", True), ("visible", True), ("hidden", False), ("veryHidden", False)])
def test_sheets_that_are_shown(state: str, shown: bool) -> None:
    book = _workbook(SHEET, state)
    if shown:
        assert len(read_lines(book).lines) == 3
    else:
        with pytest.raises(UnreadableFile, match="no cells with text"):
            read_lines(book)


@pytest.mark.parametrize("sheet", ["<worksheet><sheetData/></worksheet>", SHEET.replace("<v>1</v>", "<v>9</v>")])
def test_broken_and_empty_workbooks(sheet: str) -> None:
    with pytest.raises(UnreadableFile, match=r"XLSX|no cells"):
        read_lines(_workbook(sheet), name="liste.xlsx")
