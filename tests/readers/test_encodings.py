"""Plain text in the encodings that German machines have written, and files that ask for the network."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from policytext.readers import read_lines

FIXTURES = Path(__file__).parents[1] / "fixtures"
WORDS = (
    "Der Landkreis fördert schöne Straßen, Brücken und Wege für Fußgänger mit 500 Euro. "
    "Über die Anträge entscheidet der Ausschuss für Umwelt; Änderungen sind möglich. Österliche Grüße!"
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "iso8859_15", "mac_roman", "cp850"],
)
def test_text_in_any_encoding(encoding: str) -> None:
    assert read_lines(WORDS.encode(encoding)).lines[0].text == WORDS


@pytest.mark.parametrize("encoding", ["cp1252", "iso8859_15"])
def test_signs_that_differ_between_western_encodings(encoding: str) -> None:
    text = (
        "Die Förderung beträgt 500 €, für Bürger und Bürgerinnen."
        if encoding == "cp1252"
        else "Die Förderung für Bürger"
    )
    assert read_lines(text.encode(encoding)).lines[0].text == text


PAGE = b"""<html><head><link rel=stylesheet href="http://example.invalid/a.css"><script src="http://example.invalid/a.js">
</script></head><body><img src="http://example.invalid/a.png"><iframe src="http://example.invalid/"></iframe>
<p>Der Kreis zahlt 500 Euro.</p></body></html>"""


@pytest.mark.parametrize(
    "data",
    [
        PAGE,
        *((FIXTURES / name).read_bytes() for name in ("footnotes-and-boxes.docx", "structure.rtf", "attachments.eml")),
    ],
    ids=["html", "docx", "rtf", "eml"],
)
def test_nothing_is_fetched(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert read_lines(data).lines
