"""Every format gives the blocks that stand in `cases.toml`, whatever the file is called."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from policytext.clean import clean_document
from policytext.model import RawDocument
from policytext.readers import read_lines

FIXTURES = Path(__file__).parents[1] / "fixtures"
CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".docm": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".fodt": "application/vnd.oasis.opendocument.text-flat-xml",
    ".rtf": "application/rtf",
    ".eml": "message/rfc822",
    ".msg": "application/vnd.ms-outlook",
    ".mhtml": "multipart/related",
    ".html": "text/html",
    ".txt": "text/plain",
}


def blocks(raw: RawDocument) -> list[str]:
    """The blocks of a cleaned document, each with the role of its first line."""
    found: list[str] = []
    starts = True
    for line in raw.lines:
        if starts:
            found.append(f"{line.role}| " if line.role else "")
        starts = line.glue == "\n\n"
        found[-1] += line.text + ("" if starts else line.glue)
    return found


def matches(expected: str, found: str) -> bool:
    """Whether a block is as expected; `…` stands for any text."""
    return re.fullmatch(".*".join(re.escape(part) for part in expected.split("…")), found, re.DOTALL) is not None


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_blocks(case: dict[str, Any]) -> None:
    raw = clean_document(read_lines(FIXTURES / case["file"]))
    found = blocks(raw)
    assert len(found) == len(case["blocks"]), found
    for expected, block in zip(case["blocks"], found, strict=True):
        assert matches(expected, block), (expected, block)
    assert raw.pages == case.get("pages")


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_what_the_file_is(case: dict[str, Any]) -> None:
    path = FIXTURES / case["file"]
    data = path.read_bytes()
    raw = read_lines(data, name="ein Name ohne Endung")
    assert raw.media_type == MEDIA_TYPES[path.suffix]
    assert raw.sha256 == hashlib.sha256(data).hexdigest()
    assert raw.name == "ein Name ohne Endung"
    assert read_lines(path).name == path.name
    assert read_lines(path).lines == raw.lines


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_every_character_keeps_its_place(case: dict[str, Any]) -> None:
    for line in clean_document(read_lines(FIXTURES / case["file"])).lines:
        assert line.text == line.text.strip() != ""
        if line.box is None:
            assert line.edges == ()
            continue
        assert line.page is not None
        assert len(line.edges) == len(line.text) + 1
        assert line.box.x0 - 1 <= min(line.edges)
        assert max(line.edges) <= line.box.x1 + 1
        assert list(line.edges) == sorted(line.edges)


def test_running_lines_are_kept_aside() -> None:
    raw = clean_document(read_lines(FIXTURES / "running-heads.pdf"))
    assert raw.metadata["running"].splitlines()[0] == "Landkreis Auenwald · Pressestelle"
    assert "Am Anger 3 · 98765 Moorfelde" in raw.metadata["running"]
    assert {line.page for line in raw.lines} == {1, 2, 3}


def test_metadata() -> None:
    assert read_lines(FIXTURES / "structure.docx").metadata == {
        "title": "Güterhalle",
        "author": "Veit Lindenau",
        "running": "Landkreis Auenwald",
    }
    assert read_lines(FIXTURES / "first-page-header.docx").metadata["running"].splitlines() == [
        "Förderbescheid",
        "Am Anger 3 · 98765 Moorfelde",
    ]
    assert read_lines(FIXTURES / "structure.odt").metadata == {
        "author": "Veit Lindenau",
        "running": "Landkreis Auenwald",
    }
    assert read_lines(FIXTURES / "structure.rtf").metadata["title"] == "Güterhalle"
    for name in ("plain.eml", "outlook.msg"):
        headers = read_lines(FIXTURES / name).metadata
        assert (headers["author"], headers["issued"]) == ("Pressestelle Auenwald", "2021-05-04")
        assert headers["title"].startswith("Güterhalle")
    assert read_lines(FIXTURES / "press-page.html").metadata == {
        "title": "Güterhalle wird zum Haus für alle",
        "author": "Veit Lindenau",
        "language": "de",
        "issued": "2021-05-04",
    }
    front = b"---\ntitle: Unsere Halle\ndate: 2021-05-04\n---\n\nDer Kreis zahlt 500 Euro.\n"
    assert read_lines(front).metadata == {"title": "Unsere Halle", "issued": "2021-05-04"}
    assert [line.text for line in read_lines(front).lines] == ["Der Kreis zahlt 500 Euro."]


def test_a_page_without_charset_is_told_by_its_bytes() -> None:
    page = "<html><body><p>Für die Straße gibt es 500 €.</p></body></html>"
    for encoding in ("utf-8", "cp1252", "utf-16"):
        assert read_lines(page.encode(encoding)).lines[0].text == "Für die Straße gibt es 500 €."


def test_a_table_that_only_places_text_is_no_table() -> None:
    text = "<p>Der Kreis zahlt 500 Euro für den Umbau der Halle.</p><p>Das sagte die Landrätin.</p>"
    page = f"<html><body><table><tr><td>Start</td><td><h1>Halle wird Haus</h1>{text}</td></tr></table></body></html>"
    lines = read_lines(page.encode()).lines
    assert [line.text for line in lines if line.role == "heading"] == ["Halle wird Haus"]
    assert "Das sagte die Landrätin." in [line.text for line in lines]


def test_size_and_weight_of_lines() -> None:
    heading, body = (
        line for line in read_lines(FIXTURES / "letterhead.pdf").lines if line.text.startswith(("Güter", "Der L"))
    )
    assert (heading.size, heading.bold) == (14.0, True)
    assert (body.size, body.bold) == (11.0, False)
