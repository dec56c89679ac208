"""`policytext areas` as a researcher meets it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytext.cli import main
from policytext.cli.areas import COMMANDS
from tests.test_architecture import HEAVY

OWN = Path(__file__).parents[1] / "areas" / "own"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["areas", *map(str, arguments)])


def refused(result: Result) -> str:
    """The one line on standard error of a command that could not do its work."""
    assert result.exit_code == 1 and not result.stdout
    assert result.stderr.startswith("policytext: ") and result.stderr.count("\n") == 1
    return result.stderr


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a taxonomy, labels, and the model trained on them."""
    folder = tmp_path_factory.mktemp("desk")
    for path in OWN.iterdir():
        shutil.copy(path, folder)
    done = run("train", folder / "labels.csv", "--areas", folder / "jugend.toml", "--out", folder / "jugend.npz")
    assert done.exit_code == 0, done.output
    (folder / "ausgabe.txt").write_text(done.stdout, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    done = run(name, "--help")
    assert done.exit_code == 0
    assert f"policytext areas {name}" in done.stdout


def test_the_group_loads_nothing_heavy() -> None:
    code = "import sys; from policytext.cli import main; main(['areas', '--help'], standalone_mode=False)"
    code += "; print('\\n', *sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {module.split(".")[0] for module in done.stdout.split()} & HEAVY


def test_list_shows_ids_titles_parents_and_numbers_of_terms() -> None:
    lines = run("list").stdout.splitlines()
    assert len(lines) == 25
    assert any(line.split()[0] == "integration/ehrenamt" and "integration " in line[20:] for line in lines)
    assert "treffs      Offene Treffs" in run("list", "--areas", OWN / "jugend.toml").stdout


def test_show_has_definition_terms_crosswalk_and_sub_areas() -> None:
    shown = run("show", "integration").stdout
    for words in ("Aufnahme, Beratung", "integration/ehrenamt", "Ausländerpolitik, Zuwanderung", "xoev", "terms:"):
        assert words in shown


def test_show_names_the_nearest_area() -> None:
    assert "try verkehr" in refused(run("show", "verkher"))


def test_check_tells_all_problems_and_fails(tmp_path: Path) -> None:
    path = tmp_path / "kaputt.toml"
    path.write_text("[areas.a]\nterms = 'x'\n[areas.B]\ntitle = 'B'\nparent = 'q'\n", encoding="utf-8")
    done = run("check", path)
    assert done.exit_code == 1
    assert done.stdout.count("error:") == 4


def test_check_warns_and_passes(tmp_path: Path) -> None:
    path = tmp_path / "dünn.toml"
    path.write_text("[areas.a]\ntitle = 'A'\n", encoding="utf-8")
    done = run("check", path)
    assert done.exit_code == 0
    assert "warning: area 'a' has no terms" in done.stdout and "1 areas, 0 terms" in done.stdout


def test_training_tells_scores_and_writes_model_card_and_diagram(desk: Path) -> None:
    told, card = (desk / "ausgabe.txt").read_text(encoding="utf-8"), (desk / "jugend.md").read_text(encoding="utf-8")
    for words in ("precision", "vorbeugung", "calibration error", "mean of the areas"):
        assert words in told
    for words in (
        "labels.csv",
        "SHA-256",
        "70 texts",
        "--seed 1",
        "Confusions",
        "![Reliability](jugend.svg)",
        "5 folds",
    ):
        assert words in card
    assert str(desk) not in card
    assert (desk / "jugend.svg").read_text(encoding="utf-8").startswith("<svg")


def test_the_same_seed_gives_the_same_files(desk: Path, tmp_path: Path) -> None:
    run("train", desk / "labels.csv", "--areas", desk / "jugend.toml", "--out", tmp_path / "jugend.npz")
    for suffix in (".npz", ".md", ".svg"):
        assert (tmp_path / f"jugend{suffix}").read_bytes() == (desk / f"jugend{suffix}").read_bytes()


def test_the_model_is_used_for_analysis(desk: Path) -> None:
    (desk / "notiz.txt").write_text("Die Stadt gibt dem Jugendtreff 3.000 Euro.", encoding="utf-8")
    for areas in ("jugend.npz", "jugend.toml"):
        arguments = ["analyse", "--format", "json", "--areas", str(desk / areas), str(desk / "notiz.txt")]
        found = json.loads(CliRunner().invoke(main, arguments).stdout)
        assert [area["area"] for area in found["areas"]] == ["treffs"]


def test_evaluate_prints_the_same_figures_on_new_texts(desk: Path) -> None:
    done = run("evaluate", desk / "neue.csv", "--model", desk / "jugend.npz", "--recall", "0.9")
    assert done.exit_code == 0
    assert "mean of the areas     36" in done.stdout and "still to read" in done.stdout


def test_evaluate_writes_json(desk: Path) -> None:
    arguments = ("--format", "json", "--recall", "0.9")
    found = json.loads(run("evaluate", desk / "neue.csv", "--model", desk / "jugend.toml", *arguments).stdout)
    assert found["texts"] == 36
    assert {area["area"]: area["texts"] for area in found["areas"]} == dict.fromkeys(
        ("treffs", "mobil", "ferien", "mitwirkung", "vorbeugung"), 6
    )
    assert len(found["promises"]) == 5 and 0 <= found["macro_f1"]["value"] <= 1


def test_labels_of_another_taxonomy_are_one_line(desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "fremd.csv"
    path.write_text("text,labels\nBus,verkehr\nOper,kultur\n", encoding="utf-8")
    assert "unknown label 'verkehr'" in refused(run("evaluate", path, "--model", desk / "jugend.npz"))


@pytest.mark.parametrize(
    ("out", "words"), [("modell.txt", "ends in .npz"), ("fehlt/modell.npz", "is not there"), (".", "ends in .npz")]
)
def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path, out: str, words: str) -> None:
    arguments = ("train", OWN / "labels.csv", "--areas", OWN / "jugend.toml", "--out", tmp_path / out)
    assert words in refused(run(*arguments))


@pytest.mark.parametrize("areas", ["fehlt.toml", "labels.csv"])
def test_a_wrong_taxonomy_is_one_line(tmp_path: Path, areas: str) -> None:
    arguments = ("train", OWN / "labels.csv", "--areas", OWN / areas, "--out", tmp_path / "m.npz")
    assert areas in refused(run(*arguments))


def test_texts_of_one_group_alone_are_one_line(tmp_path: Path) -> None:
    path = tmp_path / "eine.csv"
    path.write_text("text,labels,group\nJugendtreff,treffs,a\nZeltlager,ferien,a\n", encoding="utf-8")
    said = refused(run("train", path, "--areas", OWN / "jugend.toml", "--out", tmp_path / "m.npz"))
    assert "eine.csv" in said and "one group" in said


@pytest.mark.parametrize("share", ["95", "0", "1", "viel", "nan"])
def test_a_recall_that_is_no_share_is_a_usage_error(share: str) -> None:
    done = run("train", "x.csv", "--areas", "y.toml", "--out", "z.npz", "--recall", share)
    assert done.exit_code == 2 and "write 0.95" in done.stderr
