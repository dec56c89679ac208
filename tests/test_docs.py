"""What the README shows works, and what the package promises is there."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import policytext
from policytext.areas import model_file, seeded, taxonomy
from policytext.cli import COMMANDS as LISTED
from policytext.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = "\n".join(re.findall(r"```sh\n(.+?)```", README, re.DOTALL))
COMMANDS = re.findall(r"^policytext .+?(?=\s{2,}#|$)", SHELL, re.MULTILINE)
PYTHON = re.findall(r"```python\n(.+?)```", README, re.DOTALL)
GIVEN = '{"id": 1, "text": "Das Land gibt 5 Mio. Euro."}\n'


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that holds the release and has a search kept."""
    path = tmp_path_factory.mktemp("archive") / "archive.db"
    with policytext.Archive(path) as made:
        made.add(ROOT / "corpus" / "mittelstaedtebund-zukunftspakt" / "original.pdf")
        made.keep_search("Pakt", "Zukunftspakt")
        made.vacuum()  # nothing stays in the write-ahead log: the file alone is copied
    return path


@pytest.fixture
def desk(tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with the files that the README speaks of."""
    shutil.copy(archive, tmp_path / "archive.db")
    monkeypatch.setenv("POLICYTEXT_ARCHIVE", str(tmp_path / "archive.db"))
    release = ROOT / "corpus" / "mittelstaedtebund-zukunftspakt" / "original.pdf"
    shutil.copy(release, tmp_path / "mitteilung.pdf")
    shutil.copy(ROOT / "tests" / "fixtures" / "archive.zip", tmp_path / "akte.zip")
    (tmp_path / "papiere.csv").write_text("file,issuer\noriginal.pdf,Mittelstädtebund\n", encoding="utf-8")
    (tmp_path / "brief.txt").write_text("Sehr geehrte Damen und Herren,\n\nwir bitten um 500 Euro.\n", encoding="utf-8")
    (tmp_path / "archiv").mkdir()
    shutil.copy(release, tmp_path / "archiv")
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    for path in (ROOT / "tests" / "areas" / "own").iterdir():
        shutil.copy(path, tmp_path)
    model_file.save_model(seeded.of_terms(taxonomy.load_taxonomy(tmp_path / "jugend.toml")), tmp_path / "jugend.npz")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("command", COMMANDS)
def test_commands_of_the_readme_work(command: str) -> None:
    words = shlex.split(re.sub(r" [<>] \S+", "", command))
    result = CliRunner().invoke(main, words[1:], input=GIVEN)
    assert result.exit_code == 0, result.output[-1000:]
    assert result.output


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("code", PYTHON)
def test_python_of_the_readme_works(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "README.md", "exec"), {})
    if "print" in code:
        assert "84 Millionen Euro 84000000 EUR ['Land Baden-Württemberg']" in capsys.readouterr().out


def test_every_command_stands_in_the_readme() -> None:
    assert {command.split()[1] for command in COMMANDS} == set(LISTED)


@pytest.mark.parametrize("name", policytext.__all__)
def test_public_names_are_real(name: str) -> None:
    assert getattr(policytext, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="gibt_es_nicht"):
        policytext.gibt_es_nicht  # noqa: B018 (asking for it is the test)


def test_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_readme_shows_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first lines of the report stand there as the command prints them, on a console of 100 columns."""
    shown = re.search(r"```\n\$ policytext (.+?)\n(.+?)\n…\n```", README, re.DOTALL)
    assert shown is not None
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    result = CliRunner().invoke(main, shlex.split(shown[1]))
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith(f"{shown[2]}\n")
