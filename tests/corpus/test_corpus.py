"""The corpus: gold that fits its text, originals that hold that text, builds that repeat, splits by issuer."""

from __future__ import annotations

import html
import io
import json
import re
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from policytext import model

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
FOLDERS = sorted(path.parent for path in CORPUS.glob("*/about.toml"))
KINDS = set(model.KINDS)
STATUS = {"committed", "demanded", "refused", "proposed", "conditional", "past"}
ROLES = {"deadline", "start", "end", "term", "mention"}
BOUNDS = {"exact", "about", "at_most", "at_least", "above", "below", "range", "vague"}
ACTS = {"promise", "demand", "refusal", "condition", "information"}
AREAS = frozenset(
    [
        "arbeit",
        "bildung",
        "digitales",
        "energie-klima",
        "familie-kinder-jugend",
        "finanzen",
        "forschung",
        "gesundheit-pflege",
        "gleichstellung",
        "integration",
        "kultur",
        "landwirtschaft-laendlicher-raum",
        "sicherheit-inneres",
        "soziales",
        "sport",
        "staedtebau-wohnen",
        "umwelt-natur",
        "verkehr",
        "verwaltung",
        "wirtschaft-tourismus",
    ]
)

each = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def about(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "about.toml").read_text(encoding="utf-8"))


def gold(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return data


def spans(data: dict[str, Any], layer: str) -> list[tuple[int, int]]:
    """The spans of a layer that may not overlap, in text order."""
    rows = data[layer]
    if layer in ("amounts", "times"):
        return sorted((row["start"], row["end"]) for row in rows)
    if layer == "actors":
        return sorted(tuple(mention) for row in rows for mention in row["mentions"])
    if layer == "statements":
        return sorted(tuple(part) for row in rows for part in row.get("parts", [row["span"]]))
    return sorted(tuple(row["amount_span" if layer == "records" else "span"]) for row in rows)


def test_there_are_documents_enough() -> None:
    formats = Counter(about(folder)["format"] for folder in FOLDERS)
    assert len(FOLDERS) >= 12
    assert formats["pdf"] >= 9
    assert min(formats[kind] for kind in ("html", "docx", "txt")) >= 2
    said = [row for folder in FOLDERS for row in gold(folder)["statements"] if row["kind"] == "quotation"]
    assert len(said) >= 120


def test_an_issuer_is_on_one_side_only() -> None:
    sides: dict[str, set[str]] = defaultdict(set)
    for folder in FOLDERS:
        sides[about(folder)["issuer"]].add(about(folder)["split"])
    assert {side for one in sides.values() for side in one} == {"dev", "test"}
    assert [issuer for issuer, one in sides.items() if len(one) > 1] == []


def build(*arguments: str) -> None:
    command = [sys.executable, "-W", "error", str(CORPUS / "build" / "build.py"), *arguments]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all documents built anew."""
    target = tmp_path_factory.mktemp("corpus")
    build("--into", str(target))
    return target


@each
def test_built_anew_it_is_the_same(folder: Path, rebuilt: Path) -> None:
    """Gold to the byte; originals by their text, as another version of a library may write other bytes."""
    assert (rebuilt / folder.name / "gold.json").read_bytes() == (folder / "gold.json").read_bytes()
    name = f"original.{about(folder)['format']}"
    new, old = rebuilt / folder.name / name, folder / name
    assert original_text(folder, new) == original_text(folder, old)


def test_two_builds_give_the_same_bytes(rebuilt: Path, tmp_path: Path) -> None:
    chosen = {about(folder)["format"]: folder.name for folder in FOLDERS}
    build("--into", str(tmp_path), *chosen.values())
    for kind, slug in chosen.items():
        name = f"{slug}/original.{kind}"
        assert (tmp_path / name).read_bytes() == (rebuilt / name).read_bytes(), name


@each
def test_about(folder: Path) -> None:
    words, data = about(folder), gold(folder)
    assert words.keys() == {"title", "issuer", "split", "format", "pages", "shows", "licence"}
    assert words["licence"] == "CC0-1.0"
    assert words["shows"]
    assert (folder / f"original.{words['format']}").is_file()
    assert (data["title"], data["issuer"], data["id"]) == (words["title"], words["issuer"], folder.name)
    assert data["title"] in data["text"]
    assert data["kind"] in KINDS
    assert set(data["areas"]) <= AREAS


@each
@pytest.mark.parametrize("layer", ["amounts", "times", "actors", "statements", "records", "deadlines"])
def test_spans_lie_in_the_text(folder: Path, layer: str) -> None:
    data = gold(folder)
    last = 0
    for start, end in spans(data, layer):
        words = data["text"][start:end]
        assert words and words == words.strip(), words
        assert start >= last, f"{words!r} overlaps"
        last = end


@each
def test_amounts_and_times_say_what_stands_there(folder: Path) -> None:
    data = gold(folder)
    for row in [*data["amounts"], *data["times"]]:
        assert row["text"] == data["text"][row["start"] : row["end"]]
    assert {row["bound"] for row in data["amounts"]} <= BOUNDS
    assert {row["role"] for row in data["times"]} <= ROLES
    for row in data["times"]:
        assert row["earliest"] is None or row["latest"] is None or row["earliest"] <= row["latest"], row


@each
def test_every_amount_is_a_record_or_none(folder: Path) -> None:
    data = gold(folder)
    records, others = spans(data, "records"), spans(data, "non_funding_amounts")
    assert sorted(records + others) == spans(data, "amounts")
    assert set(records).isdisjoint(others)


@each
def test_records_point_to_what_is_there(folder: Path) -> None:
    data = gold(folder)
    ids = {row["id"] for row in data["actors"]}
    for row in data["records"]:
        named = [row[slot] for slot in ("giver", "receiver") if row[slot]]
        assert {one for who in named for one in (who if isinstance(who, list) else [who])} <= ids
        assert row["status"] in STATUS
        assert row["part_of"] is None or data["records"][row["part_of"]] is not row
        assert row["amount"] == data["text"][slice(*row["amount_span"])]
        for slot in ("purpose", "period"):
            assert row[slot] is None or data["text"][slice(*row[slot])].strip()


@each
def test_statements_have_speakers(folder: Path) -> None:
    data = gold(folder)
    mentions = {row["id"]: row["mentions"] for row in data["actors"]}
    for row in data["statements"]:
        assert row["speaker_span"] is None or row["speaker_span"] in mentions[row["speaker"]]
        assert row["speaker"] in mentions
        assert row["act"] in ACTS
        assert row["kind"] in ("quotation", "reported")
        assert "parts" not in row or row["parts"][0] == row["span"]


def pdf_text(data: bytes, pages: int) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    assert len(document) == pages
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def docx_text(data: bytes) -> str:
    import docx

    document = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def original_text(folder: Path, path: Path | None = None) -> str:
    """What stands in the original, with whatever stands around the text."""
    words = about(folder)
    data = (path or folder / f"original.{words['format']}").read_bytes()
    if words["format"] == "pdf":
        return pdf_text(data, words["pages"])
    if words["format"] == "docx":
        return docx_text(data)
    if words["format"] == "html":
        return html.unescape(re.sub(r"<[^>]+>", " ", data.decode("utf-8")))
    return data.decode("utf-8")


def letters(text: str) -> str:
    """Letters and digits only: line ends, hyphens and blanks do not count."""
    return re.sub(r"[\W_]+", "", text)


@each
def test_the_original_holds_the_text(folder: Path) -> None:
    """Every sentence stands in the original; in a PDF a footer or column may part a few of them."""
    there = letters(original_text(folder))
    sentences = [one for one in re.split(r"(?<=[.!?:;,])\s|\n| [|] ", gold(folder)["text"]) if letters(one)]
    missing = [one for one in sentences if letters(one) not in there]
    allowed = 4 if about(folder)["format"] == "pdf" else 0
    assert len(missing) <= allowed, missing
