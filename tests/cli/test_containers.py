"""`policytext` takes archives and mails apart, and goes on past what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

import policytext
from policytext.cli import main

FIXTURES = Path(__file__).parents[1] / "fixtures"


def test_every_document_of_an_archive_is_analysed() -> None:
    result = CliRunner().invoke(
        main, ["analyse", "--no-model", "--format", "jsonl", str(FIXTURES / "archive.zip"), str(FIXTURES / "utf-8.txt")]
    )
    names = [json.loads(line)["document"]["name"] for line in result.stdout.splitlines()]
    assert names == [
        "archive.zip/ordner/grüße.txt",
        "archive.zip/innen.zip/tief/seite.html",
        "archive.zip/flucht.txt",
        "utf-8.txt",
    ]
    assert result.stderr.startswith("policytext: skipped: archive.zip/ordner/los.exe is a program")
    assert result.exit_code == 0


def test_a_mail_and_its_attachments_are_read() -> None:
    result = CliRunner().invoke(main, ["read", str(FIXTURES / "outlook.msg")])
    assert "500 Euro für die Halle" in result.stdout
    assert "Grüße aus Moorfelde" in result.stdout
    assert "Was zahlt der Kreis?" in result.stdout
    assert result.exit_code == 0


def test_a_broken_archive_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "halb.zip").write_bytes((FIXTURES / "archive.zip").read_bytes()[:200])
    result = CliRunner().invoke(main, ["analyse", "--no-model", str(tmp_path / "halb.zip")])
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "broken or truncated" in result.stderr


def test_in_python_what_fails_stands_beside_what_does_not() -> None:
    found = list(policytext.analyse_all(FIXTURES / "archive.zip"))
    assert [isinstance(each, policytext.PolicytextError) for each in found] == [False, True, False, False]
