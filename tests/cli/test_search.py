"""`policytext search`: what is asked, what is shown, and what is said where nothing is found."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from policytext.archive import Archive
from policytext.archive.search.query import cut_pieces, parse_query
from policytext.cli import main
from policytext.cli.question_options import Question, add_question_options
from policytext.errors import BadQuery
from policytext.model import Block
from policytext.pipeline import Options, analyse_string
from tests.archive.made import funded, paper

DOCS = (Path(__file__).parents[2] / "docs" / "searching.md").read_text(encoding="utf-8")
QUESTIONS = DOCS[DOCS.index("## Questions") : DOCS.index("Options say the same")]
EXAMPLES = [example.replace("\\|", "|") for example in re.findall(r"^\| `(.+?)` \|", QUESTIONS, re.MULTILINE)]
TABLE = tomllib.loads(Path(__file__).with_name("search.toml").read_text(encoding="utf-8"))
TODAY = "2018-11-01"
PAKT = "Jorinde Falkner verlangt bis Ende 2018 für den Pakt 12 Millionen Euro."
SPORT = "Das Land habe für den Sport 300.000 Euro zugesagt, so Ole Brarens, fällig am 31. März 2019."
BREITBAND = "Der Breitbandausbau kommt laut Drucksache 20/1234 voran. Breitband fördert das Land. Breitband fehlt noch."
SHARE = "Ein Anteil von 20 % bleibt offen, klagt Wiebke Osterloh."
TRAEGER = "Das Auslaufen des Pakts bedauern freie Träger. Auskunft gibt Gesche Tiedemann."


def _papers() -> Iterator[Any]:
    yield funded(PAKT, amount=("12 Millionen Euro", 12_000_000), deadline=("Ende 2018", date(2018, 12, 31)))
    sport = funded(
        *(SPORT,),
        **{"speaker": "Ole Brarens", "area": "sport", "amount": ("300.000 Euro", 300_000), "status": "committed"},
        **{"deadline": ("31. März 2019", date(2019, 3, 31)), "act": "promise", "issued": date(2018, 6, 1)},
    )
    yield _headed(sport, place="Ostrahn", reference="4-7523.12/3")
    yield paper(BREITBAND, title="Breitband für Hallerfeld")
    share = funded(SHARE, speaker="Wiebke Osterloh", amount=("20 %", 20))
    yield replace(share, amounts=tuple(replace(one, kind="share", unit="%") for one in share.amounts))
    mayor = paper(TRAEGER, title="Kleinelmer Erklärung")
    hidden = Block("contact", TRAEGER.index("Auskunft"), len(TRAEGER))
    yield replace(mayor, document=replace(mayor.document, blocks=(hidden,)), statements=mayor.statements[:1])


def _headed(made: Any, **known: str) -> Any:
    return replace(made, document=replace(made.document, head=replace(made.document.head, **known)))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "archive.db"
    with Archive(path) as made:
        for one in _papers():
            made.add(one)
    return path


@pytest.fixture
def run(archive: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("POLICYTEXT_ARCHIVE", str(archive))
    monkeypatch.setenv("COLUMNS", "80")

    def search(*words: str) -> Result:
        return CliRunner().invoke(main, ["search", "--today", TODAY, *words])

    return search


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_operator_that_is_documented_works(run: Any, archive: Path, example: str) -> None:
    with Archive(archive, readonly=True) as opened:
        first = opened.documents()[0].sha256[:6]
    result = run(*shlex.split(example.replace("3f2a9c", first).replace('"', "'\"'")))
    assert result.exit_code == 0, result.stderr
    assert "Nirgends" not in result.stdout


def test_the_documented_fields_are_all_there_are() -> None:
    from policytext.archive.search.query import FIELDS

    assert set(FIELDS) <= set(re.findall(r"`(\w+)[:`]", QUESTIONS)) and len(EXAMPLES) > 35


@pytest.mark.parametrize("case", TABLE["nothing"], ids=[case["line"] for case in TABLE["nothing"]])
def test_nothing_found_says_which_part_is_to_blame(run: Any, case: dict[str, Any]) -> None:
    result = run(case["line"])
    assert result.exit_code == 1 and result.stdout == ""
    for words in ("Nichts gefunden.", *case["told"]):
        assert words in result.stderr


@pytest.mark.parametrize("word", ["Tiedemann", "Kleinelmer", "Hallerfeld", "Auskunft", "1234", "Osterloh"])
def test_a_word_that_stands_anywhere_is_never_said_to_stand_nowhere(run: Any, word: str) -> None:
    assert "steht in keinem" not in run(word).output
    assert run("--contacts", "Tiedemann").exit_code == 0


def test_a_filter_by_date_says_what_has_no_date(run: Any) -> None:
    assert "2 Dokumente ohne Datum sind nicht dabei" in run("Pakt", "seit:2017").stdout + run("seit:2017").stdout
    assert "ohne Datum" not in run("Pakt").stdout + run("Falkner", "datum:2017").stdout + run("datum:ohne").stdout
    assert json.loads(run("--format", "answer", "seit:2017").stdout)["undated"] == 2
    assert json.loads(run("--format", "answer", "breitband", "--until", "2018").stdout)["undated"] == 1


def test_hits_of_one_paper_fold(run: Any) -> None:
    folded = run("breitband").stdout
    assert "und 2 weitere Stellen in diesem Dokument (--all id:" in folded and "3 Aussagen in 1 Dokument" in folded
    assert "weitere Stelle" not in run("breitband", "--all").stdout
    hits = json.loads(run("breitband", "--format", "json").stdout)
    assert [hit["more"] for hit in hits] == [0, 0, 0]
    (hit,) = json.loads(run("breitband", "--format", "json", "--fold").stdout)
    assert hit["more"] == 2 and hit["statement"] == hits[0]["statement"]


def test_pages_follow_each_other(run: Any) -> None:
    every = json.loads(run("--format", "json").stdout)
    pages = [
        json.loads(run("--format", "json", "--limit", "2", "--offset", str(first)).stdout) for first in (0, 2, 4, 6)
    ]
    assert [hit for page in pages for hit in page] == every
    assert "weiter mit --offset 2" in run("--all", "--limit", "2").stdout
    assert "gezeigt 3 bis 4" in run("--all", "--limit", "2", "--offset", "2").stdout
    beyond = run("breitband", "--offset", "5")
    assert beyond.exit_code == 1 and "Es gibt nur 3 Aussagen" in beyond.stderr
    far = run("--offset", "9999")
    assert far.exit_code == 2 and "1 to 10000" in far.stderr


def test_a_picture_is_of_a_hit_that_is_shown(run: Any) -> None:
    result = run("breitband", "--all", "--offset", "2", "--hit", "2", "--open-page", "seite.png")
    assert result.exit_code == 2 and "--hit 2: the hits shown are 3 to 3" in result.stderr


def test_a_hit_shows_what_a_reader_needs(run: Any) -> None:
    shown = run("Pakt", "sprecher:Falkner").stdout
    for words in ("Mitteilung", "06.04.2017", "Jorinde Falkner (Forderung): ", "12 Mio. €", "Frist"):
        assert words in shown
    assert all(len(line) <= 80 for line in shown.splitlines())


def test_data_have_the_same_hits_in_every_form(run: Any) -> None:
    rows = json.loads(run("breitband", "--format", "json").stdout)
    lines = [json.loads(line) for line in run("breitband", "--format", "jsonl").stdout.splitlines()]
    answer = json.loads(run("breitband", "--format", "answer").stdout)
    cells = list(csv.DictReader(io.StringIO(run("breitband", "--format", "csv").stdout)))
    assert rows == lines == answer["hits"] and [row["id"] for row in cells] == [row["statement"]["id"] for row in rows]
    assert answer["total"] == 3 and answer["facets"]["issuer"] == {"Verbund der Ostrahngemeinden": 3}


@pytest.mark.parametrize(("one", "other"), TABLE["same"])
def test_two_ways_to_write_the_same(one: str, other: str) -> None:
    assert parse_query(one) == parse_query(other)


@pytest.mark.parametrize(("one", "other"), TABLE["different"])
def test_what_only_looks_alike(one: str, other: str) -> None:
    assert parse_query(one) != parse_query(other)


@pytest.mark.parametrize("case", TABLE["wrong"], ids=[case["line"] for case in TABLE["wrong"]])
def test_errors_have_place_and_remedy(run: Any, case: dict[str, Any]) -> None:
    result = run(case["line"])
    assert result.exit_code == 2 and case["remedy"] in result.stderr and result.stderr.count("\n") == 1
    assert f"cannot read this query at {case['place']}: " in result.stderr


@pytest.mark.parametrize("case", TABLE["typed"], ids=[case["line"] for case in TABLE["typed"]])
def test_the_line_behind_the_words_of_a_shell(case: dict[str, Any]) -> None:
    asked = []

    @click.command(cls=Question)
    @add_question_options
    def command(line: str, **_: Any) -> None:
        asked.append(line)

    assert CliRunner().invoke(command, case["words"]).exit_code == 0
    assert asked == [case["line"]]


def test_no_line_of_five_thousand_gives_another_error() -> None:
    chance = random.Random(16)
    parts = [
        *'"()-*:|&<>=/.„“‚‘»« \0ä7–≥',
        "ODER ",
        "NAHE/3 ",
        "betrag:",
        "ab",
        "bis",
        "10mio",
        "frist:",
        "vor",
        "2018",
    ]
    parts += [
        "datum:",
        "ohne ",
        "Az. ",
        "20/1234",
        " / ",
        "bereich:",
        "id:",
        "Q2/",
        "9" * 40,
        "\ud800",
        "\u202e",
        "NICHT ",
    ]
    for _ in range(5_000):
        line = "".join(chance.choice(parts) for _ in range(chance.randint(1, 20)))
        try:
            assert all(piece.typed for piece in cut_pieces(line)) or parse_query(line)
        except BadQuery as error:
            assert str(error).startswith("cannot read this query at ")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one paper that was read."""
    path = tmp_path_factory.mktemp("whole") / "archive.db"
    with Archive(path) as made:
        made.add(analyse_string(TABLE["paper"], Options(model=False), name="grundstein.txt"))
    return path


@pytest.mark.parametrize(("where", "word"), TABLE["found"])
@pytest.mark.parametrize("by", ["statement", "document"])
def test_whatever_stands_in_a_paper_is_found(whole: Path, where: str, word: str, by: str) -> None:
    result = CliRunner().invoke(main, ["search", word, "--by", by, "--archive", str(whole)])
    assert result.exit_code == 0, f"{where}: {result.stderr}"


@pytest.mark.parametrize("word", TABLE["hidden"])
def test_people_to_call_are_found_only_when_asked_for(whole: Path, word: str) -> None:
    asked = ["search", word, "--archive", str(whole)]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 1 and "steht in keinem" not in result.stderr
    assert CliRunner().invoke(main, [*asked, "--contacts"]).exit_code == 0


def test_what_stands_beside_a_statement_is_shown(whole: Path) -> None:
    (hit,) = json.loads(_asked(whole, "Kleinbrakel", "--format", "json"))
    assert hit["statement"]["text"] == "Wir bauen, weil die Vereine sie brauchen" and hit["spans"] == []
    (span,) = hit["around_spans"]
    assert hit["around"][slice(*span)] == "Kleinbrakel" and "sagte Landrat Uwe Sonnemann bei der Feier" in hit["around"]
    assert "dabei: " in _asked(whole, "Moorwiese") and "TOP 2 Schwimmbad Moorwiese" in _asked(whole, "Moorwiese")
    (own,) = json.loads(_asked(whole, "Sporthalle", "--format", "json"))
    assert own["spans"] and own["around"] == ""
    assert "Chor Liederborn" in _asked(whole, "Liederborn", "--by", "document")
    assert "Tiedeloh" not in _asked(whole, "Liederborn") + _asked(whole, "Liederborn", "--by", "document")


def _asked(archive: Path, *words: str) -> str:
    return CliRunner().invoke(main, ["search", *words, "--archive", str(archive)]).stdout
