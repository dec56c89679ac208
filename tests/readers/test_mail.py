"""Mails whose encodings lie or are missing, in EML and MSG; the dates of answers."""

from __future__ import annotations

import struct

import pytest

from policytext import pipeline
from policytext.readers import read_lines
from policytext.readers.compressed_rtf import unpack_rtf
from policytext.readers.decoding import decode_declared, repair_double_encoding
from tests.fixtures import ole

TEXT = "Der Kreis Auenwald fördert die Höfe mit 25.000 € – „ganz neu“."
HELLO = bytes.fromhex(  # [MS-OXRTFCP] 3.1.1
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)


def eml(headers: str, body: bytes, encoding: str = "utf-8") -> bytes:
    start = f"From: a@au.example\nDate: Mon, 03 Jun 2019 10:00:00 +0200\n{headers}\n\n".encode(encoding)
    return start + body


def msg(*, code_page: int | None, body: bytes = b"", page: bytes = b"", rtf: bytes = b"") -> bytes:
    """An Outlook mail with a narrow body, a page or a compressed body, and what it says of their code page."""
    streams = {"__substg1.0_1000001E": body, "__substg1.0_10130102": page, "__substg1.0_10090102": rtf}
    number = struct.pack("<HHIII", 3, 0x3FDE, 6, code_page, 0) if code_page is not None else b""
    properties = bytes(32) + number + struct.pack("<HHIQ", ole.TIME, 0x39, 6, ole.SENT)
    return ole._compound(
        {name: data for name, data in streams.items() if data} | {"__properties_version1.0": properties}
    )


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "us-ascii"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "windows-1252"),
        ("cp1252", "utf-8"),
        ("cp1252", "x-unknown"),
    ],
)
def test_bodies_in_the_encoding_that_they_are_in(encoding: str, declared: str) -> None:
    headers = f"MIME-Version: 1.0\nContent-Type: text/plain; charset={declared}\nContent-Transfer-Encoding: 8bit"
    assert [line.text for line in read_lines(eml(headers, TEXT.encode(encoding))).lines] == [TEXT]
    assert decode_declared(TEXT.encode(encoding), declared) == TEXT


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_headers_in_bare_bytes(encoding: str) -> None:
    raw = read_lines(eml("Subject: Neue Höfe für Süderau\nFrom: Jörg Büttner <jb@au.example>", b"Text.", encoding))
    assert raw.metadata["title"] == "Neue Höfe für Süderau"


@pytest.mark.parametrize(
    ("body", "code_page"), [("cp1252", 28591), ("cp1252", None), ("cp1252", 65001), ("utf-8", 1252), ("cp1252", 99999)]
)
def test_outlook_bodies_whatever_their_code_page(body: str, code_page: int | None) -> None:
    assert [line.text for line in read_lines(msg(code_page=code_page, body=TEXT.encode(body))).lines] == [TEXT]


def test_outlook_pages_say_their_encoding() -> None:
    page = f'<html><head><meta charset="utf-8"></head><body><p>{TEXT}</p></body></html>'.encode()
    assert [line.text for line in read_lines(msg(code_page=1252, page=page)).lines] == [TEXT]


def test_outlook_bodies_that_are_compressed() -> None:
    assert unpack_rtf(HELLO) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert [line.text for line in read_lines(msg(code_page=None, rtf=HELLO)).lines] == ["hello world"]


@pytest.mark.parametrize("data", [b"", b"\0" * 40, HELLO[:20], HELLO[:16] + b"\xff" * 30])
def test_what_is_no_compressed_text(data: bytes) -> None:
    assert len(unpack_rtf(data)) <= 43


@pytest.mark.parametrize(
    ("subject", "issued"), [("AW: Höfe", "2019-06-03"), ("Re: Höfe", "2019-06-03"), ("WG: Höfe", "2018-05-31")]
)
def test_the_date_of_an_answer_is_its_own(subject: str, issued: str) -> None:
    body = "Guten Tag,\n\nwir zahlen das.\n\nVon: Ute Au\nGesendet: Donnerstag, 31. Mai 2018\n\nWer zahlt das?\n"
    headers = f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nSubject: {subject}"
    assert str(pipeline.read(eml(headers, body.encode())).head.issued) == issued


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TEXT.encode().decode("cp1252", "replace"), None),
        ("fÃ¼r 5 â‚¬ im MÃ¤rz", "für 5 € im März"),
        ("SÃO PAULO und Ângela", "SÃO PAULO und Ângela"),
        ("für 5 €", "für 5 €"),
        ("für Höfe, Wälder, Wege in Übach und ein Ã¤ allein", "für Höfe, Wälder, Wege in Übach und ein Ã¤ allein"),
    ],
)
def test_text_encoded_twice(text: str, said: str | None) -> None:
    assert repair_double_encoding(text) == (said or TEXT)
