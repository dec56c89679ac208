"""Nothing that a document says steers the terminal, whatever the command; no console makes a command fail."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from policytext.archive import Archive
from policytext.cli import main
from policytext.cli.printing import ESCAPED, bare_words, blank_signs, escape_signs
from tests.archive.made import funded

EVIL = "\x1b[31m\x1b]0;Titel\x07\x9b2J\x7f\x08\u202egedreht\u202c\u2066"
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FOREIGN = "→ Łódź 😀"
TEXT = f"Jorinde Falkner{EVIL} verlangt bis Ende 2018 für [red]den Pakt[/red] :smile: {FOREIGN} 12 Millionen Euro."


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLICYTEXT_ARCHIVE", "archive.db")
    Path(f"bericht{EVIL.replace('/', '')}.txt").write_text(TEXT, encoding="utf-8")
    Path("tabelle.csv").write_text(f"text,wer\nZuschuss an den Sportverein{EVIL},Verein{EVIL}\n", encoding="utf-8")
    with Archive("archive.db") as made:
        base = funded(TEXT, amount=("12 Millionen Euro", 12_000_000))
        from dataclasses import replace

        head = replace(base.document.head, title=f"Pakt{EVIL}", issuer=f"=Kreis{EVIL}")
        made.add(replace(base, document=replace(base.document, head=head, name=f"a{EVIL}.txt")))
    return tmp_path


COMMANDS = [
    "search Pakt",
    "search Pakt --format csv",
    "search Pakt --format json",
    "search Pakt --format answer",
    "search Pakt --by document",
    "search gibtesnicht",
    "search gibt\x1b[31mes:nicht",
    "show ID",
    "show ID --text",
    "show ID:s1",
    "show ID --format csv",
    "show ID --format html",
    "deadlines --past",
    "amounts",
    "actors",
    "actors --format csv",
    "archive list",
    "archive list --format csv",
    "archive export",
    "areas predict tabelle.csv",
    "read FILE",
    "read fehlt\x1b[31m.txt",
    "analyse --no-model FILE",
    "analyse --no-model --format csv FILE",
    "analyse --no-model --format jsonl FILE",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_lets_a_document_steer_the_terminal(desk: Path, command: str) -> None:
    with Archive("archive.db", readonly=True) as opened:
        ident = opened.documents()[0].sha256
    file = next(path.name for path in desk.iterdir() if path.name.startswith("bericht"))
    words = [word.replace("ID", ident).replace("FILE", file) for word in command.split(" ")]
    result = CliRunner().invoke(main, words)
    assert result.exit_code in (0, 1, 2) and not isinstance(result.exception, UnicodeError), result.exception
    assert result.output and not STEERING.search(result.output)


def test_json_escapes_and_loses_nothing(desk: Path) -> None:
    (hit,) = json.loads(CliRunner().invoke(main, ["search", "Pakt", "--format", "json"]).stdout)
    assert hit["document"]["title"] == f"Pakt{EVIL}" and hit["statement"]["text"] == TEXT


@pytest.mark.usefixtures("desk")
def test_words_in_brackets_are_words() -> None:
    shown = CliRunner().invoke(main, ["search", "Pakt"]).stdout
    assert "[red]den Pakt[/red] :smile:" in " ".join(shown.split())


@pytest.mark.usefixtures("desk")
def test_our_own_colours_reach_a_terminal_and_the_document_s_do_not() -> None:
    terminal, inside = pty.openpty()
    command = [sys.executable, "-m", "policytext", "search", "Pakt"]
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "140", "NO_COLOR": ""}
    environment.pop("NO_COLOR")
    subprocess.run(command, stdout=inside, env=environment, check=True)
    os.close(inside)
    shown = os.read(terminal, 100_000).decode(errors="replace")
    os.close(terminal)
    assert "\x1b[1;31mPakt\x1b[0m" in shown
    assert not STEERING.search(re.sub(r"\x1b\[[\d;]*m|\r\n", "", shown)) and "\x1b[31m" not in shown


SAME = ["Zuschuss für Vereine", "a\tb\nc\r\n", "Größe 😀 „so“ – 5 €", "Bürger\u00adhaus", "\u200d"]


@pytest.mark.parametrize("words", SAME)
def test_words_stay_as_they_are(words: str) -> None:
    assert bare_words(words) == escape_signs(words) == words


def test_signs_are_written_out() -> None:
    assert escape_signs("a\x1b\u202eb\rc\x9b") == r"a\u001b\u202eb\u000dc\u009b"
    assert bare_words("a\x1b\u202eb\rc\x9b") == "abc" and blank_signs("a\x1bb\r\nc") == "a b \nc"
    assert "a😀→ä\ud800".encode("cp1252", ESCAPED) == rb"a\ud83d\ude00\u2192" + b"\xe4" + rb"\ud800"


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_no_console_makes_a_command_fail(encoding: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "policytext", "search", "Pakt"]

    def run(*words: str) -> str:
        done = subprocess.run([*command, *words], capture_output=True, env=environment, check=True)
        return done.stdout.decode("utf-8" if encoding == "ascii" else encoding)

    assert FOREIGN in run() if encoding == "ascii" else r"\u2192 \u0141\u00f3d\u017a" in run().replace("ó", r"\u00f3")
    (hit,) = json.loads(run("--format", "json"))
    assert hit["statement"]["text"] == TEXT
    assert run("--format", "json", "-o", "weg.json") == ""
    text = Path("weg.json").read_text(encoding="utf-8")
    assert json.loads(text) == [hit] and FOREIGN in text


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "command", ["search Pakt", "show ID --format csv", "actors --format csv", "search Pakt --format json"]
)
def test_a_file_holds_what_would_be_printed(command: str) -> None:
    with Archive("archive.db", readonly=True) as opened:
        words = command.replace("ID", opened.documents()[0].sha256).split()
    printed = CliRunner().invoke(main, words).stdout
    result = CliRunner().invoke(main, [*words, "-o", "datei"])
    assert result.exit_code == 0 and result.stdout == ""
    assert Path("datei").read_text(encoding="utf-8") == printed.replace("\r\n", "\n")
    refused = CliRunner().invoke(main, [*words, "-o", "gibt/es/nicht"])
    assert refused.exit_code == 1 and "cannot be written" in refused.stderr


def test_a_file_is_replaced_only_by_what_was_written(tmp_path: Path) -> None:
    paper, kept = tmp_path / "papier.txt", tmp_path / "fakten.json"
    paper.write_text("Der Kreis gibt 5.000 Euro.\n", encoding="utf-8")
    kept.write_text("[1]", encoding="utf-8")
    same = CliRunner().invoke(main, ["analyse", "--format", "json", "-o", str(paper), str(paper)])
    assert same.exit_code == 1 and "is read by this command: write to another file" in same.stderr
    assert paper.read_text(encoding="utf-8") == "Der Kreis gibt 5.000 Euro.\n"
    assert CliRunner().invoke(main, ["read", "-o", str(kept), str(tmp_path / "fehlt.txt")]).exit_code == 1
    assert kept.read_text(encoding="utf-8") == "[1]"
    assert CliRunner().invoke(main, ["read", "-o", str(kept), str(paper)]).exit_code == 0
    assert kept.read_text(encoding="utf-8") == "Der Kreis gibt 5.000 Euro.\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fakten.json", "papier.txt"]
