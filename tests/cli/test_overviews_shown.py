"""What `amounts`, `deadlines` and `actors` print."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytext.archive import Archive
from policytext.cli import main
from tests.archive.made import sums
from tests.archive.test_deadlines import dated

PAID = {"text": "Das Land zahlt bis ⟦Ende 2033⟧ jährlich 3,9 Millionen Euro.", "day": date(2033, 12, 31), "role": "end"}
DUE = {"text": "Der Bericht ist bis ⟦31. März 2031⟧ vorzulegen.", "day": date(2031, 3, 31), "role": "deadline"}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    row = {
        "words": "58 Mio. Euro",
        "low": 58_000_000,
        "high": 58_000_000,
        "purpose": "Sprachkurse",
        "giver": "Stadt Ulmen",
    }
    with Archive(path) as opened:
        opened.add(dated(PAID | {"money": "3,9 Millionen Euro"}))
        opened.add(dated(DUE))
        for start in ("Heute", "Gestern"):
            opened.add(sums(f"{start} sagte die Stadt Ulmen 58 Mio. Euro für Sprachkurse zu.", [row]))
        opened.add(sums("Niemand weiß, ob 7 Stellen kommen.", [STAFF]))
    return path


STAFF = {"words": "7 Stellen", "low": 7, "high": 7, "kind": "positions", "unit": "Stelle", "status": None}


def run(*words: str, archive: Path) -> Result:
    return CliRunner().invoke(main, [*words, "--archive", str(archive)])


def test_sums_are_written_as_germans_write_them(archive: Path) -> None:
    shown = run("amounts", archive=archive).stdout
    assert "61,9 Mio. €" in shown and "1 noch einmal genannt" in shown
    assert "Stand offen" in shown and "7 Stellen" in shown and "(ohne)" not in shown
    assert "ohne Angabe" in run("amounts", "--by", "receiver", archive=archive).stdout


def test_each_event_comes_with_all_who_tell_it(archive: Path) -> None:
    shown = run("amounts", "--each", archive=archive).stdout
    assert shown.count("58 Mio. €") == 2 and shown.count("auch:") == 1 and "von Stadt Ulmen für: Sprachkurse" in shown
    told = json.loads(run("amounts", "--each", "--format", "json", archive=archive).stdout)
    assert sorted(len(event["tellings"]) for event in told) == [1, 1, 2]
    rows = list(csv.DictReader(io.StringIO(run("amounts", "--each", "--format", "csv", archive=archive).stdout)))
    assert len(rows) == 4 and len({row["event"] for row in rows}) == 3
    assert run("amounts", "--each", "--since", "2040", archive=archive).exit_code == 1


def test_what_is_due_and_what_ends_are_two_lists(archive: Path) -> None:
    shown = run("deadlines", "--from", "2031-03-01", archive=archive).stdout
    due, funding = shown.index("Zu tun, oder es endet"), shown.index("Geld, das ausläuft")
    assert due < shown.index("in 30 Tagen") < funding < shown.index("3,9 Mio. € (zugesagt)")
    told = json.loads(run("deadlines", "--from", "2031-03-01", "--format", "json", archive=archive).stdout)
    assert [(one["date"], one["list"], one["days"]) for one in told] == [
        ("2031-03-31", "due", 30),
        ("2033-12-31", "funding", 1036),
    ]
    only = run("deadlines", "--from", "2031-03-01", "--list", "funding", archive=archive).stdout
    assert "Zu tun" not in only and "Geld" in only


def test_a_long_sentence_is_cut_around_its_date(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with Archive(path) as opened:
        opened.add(dated(DUE | {"text": f"Der {'sehr ausführliche ' * 20}Bericht ist bis ⟦31. März 2031⟧ vorzulegen."}))
    shown = run("deadlines", "--from", "2031-03-01", archive=path).stdout
    assert "… " in shown and "vorzulegen." in shown


def test_actors_with_their_offices(archive: Path) -> None:
    shown = run("actors", archive=archive).stdout
    assert "Amt oder Art" in shown and "staatliche Stelle" in shown and "Stadt Ulmen" in shown
