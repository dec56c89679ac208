"""The command line as a user meets it."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from policytext.cli import COMMANDS, main
from tests.test_architecture import HEAVY

CORPUS = Path(__file__).parents[2] / "corpus"
RELEASE = CORPUS / "mittelstaedtebund-zukunftspakt" / "original.pdf"
TEXT = "Das Land stellt den Kommunen für den Ausbau der Kitas 12 Mio. Euro bis Ende 2019 bereit.\n"


def again(note: Path) -> Path:
    """A second file with the same text."""
    return shutil.copy(note, note.with_name("zweite.txt"))


def run(*arguments: str | Path, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "notiz.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_report_says_what_a_reader_wants_to_know() -> None:
    result = run("analyse", RELEASE)
    assert result.exit_code == 0
    for words in ("Förderung", "Fristen und Laufzeiten", "Akteure", "Wer sagt was", "Förderbereiche", "84 Mio. €"):
        assert words in result.stdout


def test_json_is_one_object_for_one_file_and_a_list_for_several(note: Path) -> None:
    assert json.loads(run("analyse", "--format", "json", note).stdout)["amounts"][0]["high"] == 12_000_000
    several = json.loads(run("analyse", "--format", "json", note, again(note)).stdout)
    assert [entry["document"]["name"] for entry in several] == ["notiz.txt", "zweite.txt"]


@pytest.mark.parametrize(
    ("command", "options", "status"),
    [
        ("analyse", ("--no-model", "--ocr", "never"), 1),
        ("read", ("--ocr", "never"), 1),
        ("read", (), 0),
    ],
)
def test_pages_that_were_not_read_show_in_the_exit_status(
    tmp_path: Path, note: Path, command: str, options: tuple[str, ...], status: int
) -> None:
    sheet = Image.new("L", (600, 400), 255)
    sheet.paste(0, (80, 80, 500, 90))
    path = tmp_path / "anlage.pdf"
    canvas = Canvas(str(path), pagesize=(420, 300), invariant=1)
    canvas.drawString(30, 280, "Anlage 2 zum Antrag")
    if status:
        canvas.drawInlineImage(sheet, 20, 20, 380, 240)
    canvas.save()
    result = run(command, *options, path, note)
    assert result.exit_code == status and ("leave --ocr never out" in result.stderr) is bool(status)


def test_jsonl_is_an_object_a_line(note: Path) -> None:
    lines = run("analyse", "--format", "jsonl", note, again(note)).stdout.splitlines()
    assert [json.loads(line)["schema"] for line in lines] == ["policytext/1"] * 2


def test_standard_input() -> None:
    result = run("analyse", "--format", "json", "-", given=TEXT)
    assert json.loads(result.stdout)["document"]["name"] == "standard input"


def test_globs_and_directories(note: Path) -> None:
    (note.parent / ".hidden.txt").write_text("Das ist versteckt.", encoding="utf-8")
    inner = note.parent / "innen"
    inner.mkdir()
    (inner / "zwei.txt").write_text(TEXT, encoding="utf-8")
    for argument in (note.parent, f"{note.parent}/**/*.txt"):
        lines = run("analyse", "--format", "jsonl", argument).stdout.splitlines()
        assert sorted(json.loads(line)["document"]["name"] for line in lines) == ["notiz.txt", "zwei.txt"]


def test_a_bad_file_costs_one_line_and_the_rest_goes_on(note: Path) -> None:
    empty = note.parent / "leer.pdf"
    empty.touch()
    result = run("analyse", "--format", "jsonl", empty, note, "fehlt.pdf")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    first, second = result.stderr.splitlines()
    assert "leer.pdf" in first and "fehlt.pdf" in second
    assert "Traceback" not in result.stderr


def test_what_is_no_document_in_a_directory_is_passed_over(note: Path) -> None:
    (note.parent / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    result = run("analyse", "--format", "jsonl", note.parent)
    assert result.exit_code == 0 and len(result.stdout.splitlines()) == 1
    assert "skipped" in result.stderr and "bild.png" in result.stderr


def test_a_directory_without_documents_is_said_to_be_so(tmp_path: Path) -> None:
    result = run("analyse", tmp_path)
    assert result.exit_code == 1 and str(tmp_path) in result.stderr


def test_what_the_caller_knows_is_used() -> None:
    text = "Anträge sind bis zum 1. Juli zu stellen."
    known = json.loads(run("analyse", "--format", "json", "--issued", "06.04.2017", "-", given=text).stdout)
    assert known["times"][0]["latest"] == "2017-07-01"
    unknown = json.loads(run("analyse", "--format", "json", "-", given=text).stdout)
    assert unknown["times"][0]["latest"] is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--land", "DE-XX"), "DE-BW"),
        (("--issued", "31.02.2017"), "is no date"),
        (("--areas", "gibt-es-nicht"), "gibt-es-nicht"),
        (("--pipeline", "de_gibt_es_nicht"), "de_gibt_es_nicht"),
    ],
)
def test_wrong_wishes_are_named(note: Path, arguments: tuple[str, ...], words: str) -> None:
    result = run("analyse", *arguments, note)
    assert result.exit_code != 0 and words in result.stderr and "Traceback" not in result.stderr


def test_rules_alone_find_amounts_and_leave_areas_out(note: Path) -> None:
    found = json.loads(run("analyse", "--no-model", "--format", "json", note).stdout)
    assert found["amounts"][0]["high"] == 12_000_000 and found["records"][0]["givers"]
    assert found["areas"] == []


def test_lines_in_lines_out() -> None:
    rows = [
        {"id": "a", "text": "Das Land gibt im kommenden Jahr 5 Mio. Euro.", "issued": "2017-04-06"},
        {"id": 2, "text": "Nichts."},
    ]
    given = "\n".join(json.dumps(row) for row in rows) + '\n{"id": 3}\nkaputt\n'
    result = run("analyse", "--lines", "-", given=given)
    assert result.exit_code == 1
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["id"], first["amounts"][0]["high"], first["times"][0]["value"]) == ("a", 5_000_000, "2018")
    assert (second["id"], second["amounts"]) == (2, [])
    assert "line 3" in result.stderr and "line 4" in result.stderr


def test_a_file_named_twice_is_analysed_once(note: Path) -> None:
    (note.parent / "schleife").symlink_to(note.parent)
    for arguments in ((note, note), (note.parent, note), (f"{note.parent}/**/*.txt",)):
        assert len(run("analyse", "--format", "jsonl", *arguments).stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("",), "empty file name"),
        (("*.gibtesnicht",), "no file matches"),
        (("--lines", "gibtesnicht.jsonl"), "No such file"),
        (("--lines", "--format", "csv", "-"), "leave --format out"),
        (("--excel-de", "-"), "add --format csv"),
        (("--issued", "9999-12-31", "-"), "between 1800 and 2200"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments: tuple[str, ...], words: str) -> None:
    result = run("analyse", *arguments, given=TEXT)
    assert result.exit_code != 0 and words in result.stderr and "Traceback" not in result.stderr


def test_a_lone_surrogate_stops_nothing() -> None:
    given = '{"id": "a", "text": "Doppelt \\ud800 7 Euro"}\n{"id": "b", "text": "8 Euro"}\n'
    found = [json.loads(line) for line in run("analyse", "--lines", "-", given=given).stdout.splitlines()]
    assert [row["amounts"][0]["high"] for row in found] == [7, 8]


def test_land_is_taken_in_short_and_in_small_letters() -> None:
    for land in ("BW", "de-bw"):
        assert (
            json.loads(run("analyse", "--format", "json", "--land", land, "-", given=TEXT).stdout)["document"]["land"]
            == "DE-BW"
        )


def _all_of(terminal: int) -> str:
    """What is written on a terminal until its other end is closed; it keeps no more than some lines unread."""
    found = b""
    with suppress(OSError):  # the other end is closed
        while part := os.read(terminal, 4096):
            found += part
    os.close(terminal)
    return found.decode(errors="replace")


def test_data_reaches_the_file_while_a_bar_runs_on_the_terminal(note: Path) -> None:
    for number in range(5):
        (note.parent / f"kopie{number}.txt").write_text(f"{TEXT}Nummer {number}.", encoding="utf-8")
    (note.parent / "leer.txt").touch()
    terminal, errors = pty.openpty()
    command = [sys.executable, "-m", "policytext", "analyse", "--no-model", "--format", "jsonl", str(note.parent)]
    with ThreadPoolExecutor() as pool:
        screen = pool.submit(_all_of, terminal)
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=errors, text=True, check=False)
        os.close(errors)
        shown = screen.result()
    assert done.returncode == 1 and len(done.stdout.splitlines()) == 6
    assert "leer.txt is empty" in shown.replace("\r\n", "")


def test_a_full_disk_is_one_line(note: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "policytext", "analyse", "--format", "json", str(note)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1 and "cannot write" in done.stderr and "Traceback" not in done.stderr


def test_read_prints_the_text(note: Path) -> None:
    assert run("read", note).stdout == TEXT


def test_schema_is_json() -> None:
    assert json.loads(run("schema").stdout)["$id"] == "policytext/1"


def test_evaluate_prints_figures_and_holds_the_floors() -> None:
    result = run("evaluate", CORPUS, "--split", "dev")
    assert result.exit_code == 0, result.stdout[-2000:]
    assert "amounts.value" in result.stdout and "against the floors" in result.stdout


def test_a_foreign_text_is_said_to_be_so_and_nothing_is_guessed() -> None:
    text = "The city council approved a budget of 3 million euros for the integration of refugees in 2017 and 2018."
    found = json.loads(run("analyse", "--format", "json", "-", given=text).stdout)
    assert any("not German" in warning for warning in found["document"]["warnings"])
    assert not any(found[layer] for layer in ("amounts", "times", "actors", "statements", "records", "areas"))


def test_help_loads_no_command_and_nothing_heavy() -> None:
    code = "import sys; from policytext.cli import main; main(['--help'], standalone_mode=False)"
    code += "; print('\\n', *sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "policytext.cli" in loaded
    assert not loaded & (HEAVY | {"policytext.model", *(f"policytext.cli.{name}" for name in COMMANDS)})


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_help_lists_is_there(name: str) -> None:
    shown = run(name, "--help")
    assert shown.exit_code == 0
    assert f"Usage: main {name}" in shown.output
