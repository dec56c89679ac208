"""What the caller knows of papers: given one by one, or in a table by file name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import policytext
from policytext.errors import BadInput
from policytext.metadata import Known, look_up_known, read_table, without_file
from policytext.pipeline import Options, analyse_string

TEXT = (
    "Kreis Nordmark\n\nHohenfeld, 3. Mai 2019\n\nKreis fördert Vereine\n\n"
    "Der Kreis Nordmark gibt den Vereinen 50.000 Euro."
)


def _table(folder: Path, *lines: str) -> Path:
    path = folder / "papers.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_what_the_caller_knows_wins() -> None:
    head = policytext.analyse_text(TEXT, title="Zuschüsse", issuer="Kreis Nordmark", kind="report").document.head
    assert (head.title, head.issuer, head.kind) == ("Zuschüsse", "Kreis Nordmark", "report")
    assert (head.sources["title"], head.sources["issuer"], head.sources["issued"]) == ("caller", "caller", "letterhead")
    assert head.issuer_span == (0, 14)
    assert head.title_span is None


def test_a_kind_that_nobody_knows_is_one_line() -> None:
    with pytest.raises(BadInput, match="unknown kind 'poem': use one of press_release"):
        policytext.analyse_text(TEXT, kind="poem")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_by_file_name(tmp_path: Path, delimiter: str) -> None:
    rows = (("File", "title", "issued", "land"), ("a.txt", '"Vereine"', "03.02.2019", "nw"), ("b.txt", "", "", ""))
    table = read_table(_table(tmp_path, *(delimiter.join(row) for row in rows)))
    assert table == {"a.txt": Known(title="Vereine", issued=date(2019, 2, 3), land="DE-NW"), "b.txt": Known()}
    assert look_up_known(table, "akte.zip/a.txt").title == "Vereine"
    assert look_up_known(table, "c.txt") == Known()


def test_rows_about_no_file_are_found() -> None:
    table = {name: Known() for name in ("a.txt", "b.txt", "akte.zip/c.txt", "d.txt", "ordner/e.txt")}
    assert without_file(table, ["a.txt", "akte.zip/b.txt", "akte.zip/c.txt", "e.txt"]) == ["d.txt", "ordner/e.txt"]
    assert without_file(table, table) == [] and without_file({}, ["a.txt"]) == []


def test_the_table_knows_a_file_better_than_options_for_all() -> None:
    wishes = Options(land="DE-BY", kind="letter", metadata={"a.txt": Known(kind="report", reference="A 7")})
    head = analyse_string(TEXT, wishes, name="a.txt").document.head
    assert (head.kind, head.land, head.reference) == ("report", "DE-BY", "A 7")
    assert analyse_string(TEXT, wishes, name="b.txt").document.head.kind == "letter"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("file,titel", "a.txt,Vereine"), "unknown column 'titel'; known are file, title"),
        (("name,title", "a.txt,Vereine"), "no column file"),
        ((), "no column file"),
        (("file,kind", "a.txt,poem"), "line 2: unknown kind 'poem'"),
        (("file,issued", "a.txt,2019"), "line 2: '2019' is no date; write 2017-04-06 or 06.04.2017"),
        (("file,land", "a.txt,XX"), "line 2: unknown Land 'XX'"),
    ],
)
def test_a_wrong_table_is_one_line(tmp_path: Path, lines: tuple[str, ...], message: str) -> None:
    with pytest.raises(BadInput) as raised:
        read_table(_table(tmp_path, *lines))
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none\.csv: No such file"):
        read_table(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes("file,title\na.txt,Förderung".encode("latin-1"))
    with pytest.raises(BadInput, match="give a CSV table in UTF-8"):
        read_table(tmp_path / "latin.csv")
