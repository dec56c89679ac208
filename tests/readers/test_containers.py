"""Archives, mailboxes and mails give their documents one by one, and nothing of what is in them can do harm."""

from __future__ import annotations

import email
import io
import pickle
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from policytext.errors import PolicytextError, UnknownFormat, UnreadableFile
from policytext.readers import Member, list_members, read_lines
from policytext.readers.decoding import TAKEN

FIXTURES = Path(__file__).parents[1] / "fixtures"
TEXT = (FIXTURES / "utf-8.txt").read_bytes()


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return packed.getvalue()


def texts(source: Path | bytes, name: str = "") -> dict[str, str]:
    """The last line of each document that a file holds, by its name; what cannot be read gives its error."""
    found: dict[str, str] = {}
    for member in list_members(source, name=name):
        try:
            if isinstance(member, UnreadableFile):
                raise member
            raw = read_lines(pickle.loads(pickle.dumps(member)))
            assert raw.name == member.name
            found[member.name] = raw.lines[-1].text
        except PolicytextError as error:
            found[str(error)] = type(error).__name__
    return found


def test_an_archive_within_an_archive() -> None:
    assert texts(FIXTURES / "archive.zip") == {
        "archive.zip/ordner/grüße.txt": "Der Kreis fördert „schöne“ Straßen – für 500 €.",
        f"archive.zip/ordner/los.exe is a program: {TAKEN}": "UnknownFormat",
        "archive.zip/innen.zip/tief/seite.html": "Der Kreis zahlt 500 Euro.",
        "archive.zip/flucht.txt": "Der Kreis fördert „schöne“ Straßen – für 500 €.",
    }


def test_a_mail_its_attachments_and_the_mail_within_it() -> None:
    assert list(texts(FIXTURES / "attachments.eml")) == [
        "attachments.eml",
        "attachments.eml/Grüße.txt",
        "attachments.eml/B.doc",
    ]
    assert texts(FIXTURES / "outlook.msg") == {
        "outlook.msg": "Der Kreis zahlt 500 Euro für die Halle.",
        "outlook.msg/Grüße.txt": "Der Kreis fördert „schöne“ Straßen – für 500 €.",
        "outlook.msg/Anfrage.eml": "Was zahlt der Kreis?",
    }
    assert list(texts(FIXTURES / "two-mails.mbox")) == [
        "two-mails.mbox/1.eml",
        "two-mails.mbox/2.eml",
        "two-mails.mbox/2.eml/Güterhalle: 2,4 Millionen Euro.eml",
    ]


def test_a_mail_names_what_it_brings() -> None:
    (warning,) = read_lines(FIXTURES / "attachments.eml").warnings
    assert warning == "attachments are documents of their own: Grüße.txt, B.doc"


def test_a_plain_file_holds_itself() -> None:
    (member,) = list_members(FIXTURES / "utf-8.txt")
    assert isinstance(member, Member)
    assert (member.name, member.load()) == ("utf-8.txt", TEXT)
    assert [each.name for each in list_members(FIXTURES / "structure.odt") if isinstance(each, Member)] == [
        "structure.odt"
    ]


def test_read_takes_the_only_document_of_an_archive() -> None:
    raw = read_lines(FIXTURES / "one-document.zip")
    assert (raw.name, raw.lines[0].text) == ("one-document.zip/seite.html", "Der Kreis zahlt 500 Euro.")
    with pytest.raises(UnknownFormat, match="holds 4 documents"):
        read_lines(FIXTURES / "archive.zip")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "a.zip/etc/passwd.txt"),
        ("/etc/passwd.txt", "a.zip/etc/passwd.txt"),
        ("..\\..\\windows.txt", "a.zip/windows.txt"),
        ("C:\\boot.txt", "a.zip/boot.txt"),
        ("zwei\nzeilen.txt", "a.zip/zweizeilen.txt"),
        ("..", "a.zip/ohne Namen"),
    ],
)
def test_names_lead_nowhere(name: str, shown: str) -> None:
    assert list(texts(zipped({name: TEXT}), "a.zip")) == [shown]


def test_four_archives_within_each_other_are_too_many() -> None:
    data = zipped({"brief.txt": TEXT})
    for number in range(3):
        data = zipped({f"{number}.zip": data})
    (problem,) = texts(data, "a.zip")
    assert problem == "a.zip/2.zip/1.zip/0.zip lies in 3 others, one within the other: unpack the outer ones"


def test_archives_that_branch_over_and_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policytext.readers.containers.MOST_MEMBERS", 30)
    data = zipped({f"{number}.txt": TEXT for number in range(20)})
    data = zipped({f"{number}.zip": data for number in range(20)})
    found = list(texts(data, "a.zip"))
    assert len(found) == 31
    assert found[-1] == "a.zip holds more than 30 documents: unpack it for the others"


@pytest.mark.parametrize(
    ("limit", "value", "words"),
    [
        ("MOST_MEMBERS", 1, "holds more than 1 files"),
        ("LARGEST_SUM", 100, "unpacks to more than 0 GB"),
        ("LARGEST", 100, "unpacks to more than 0 MB"),
        ("BOMB_FROM", 100, "unpacks to 400 times its size"),
    ],
)
def test_floods(monkeypatch: pytest.MonkeyPatch, limit: str, value: int, words: str) -> None:
    monkeypatch.setattr(f"policytext.readers.containers.{limit}", value)
    found = texts(zipped({"a.txt": bytes(1_000_000), "b.txt": b"x"}), "a.zip")
    assert any(words in name for name in found), found


def test_an_encrypted_member_costs_only_itself() -> None:
    data = bytearray(zipped({"geheim.txt": TEXT, "offen.txt": TEXT}))
    directory = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[directory + 8] |= 1
    found = texts(bytes(data), "a.zip")
    assert any(name.startswith("a.zip/geheim.txt is encrypted: give its password") for name in found)
    assert "a.zip/offen.txt" in found
    with pytest.raises(UnreadableFile, match="does not open with this password"):
        wrong = next(list_members(bytes(data), name="a.zip", password="falsch"))
        assert isinstance(wrong, Member)
        read_lines(wrong)


def test_a_damaged_member_costs_only_itself() -> None:
    data = bytearray(zipped({"kaputt.txt": TEXT * 20, "heil.txt": TEXT}))
    data[60:70] = b"\xff" * 10
    found = texts(bytes(data), "a.zip")
    assert any("is damaged" in name for name in found)
    assert "a.zip/heil.txt" in found


def test_umlauts_in_names_of_old_archives() -> None:
    data = zipped({"gruesse.txt": TEXT}).replace(b"gruesse", "grü".encode("cp437") + b"\xe1e.x")
    assert list(texts(data, "a.zip")) == ["a.zip/grüße.x.txt"]


@pytest.mark.parametrize("count", [3, 30])
def test_a_mail_is_taken_apart_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "a@au.example", "Anlagen", "<1@au.example>"
    mail.set_content("Anbei die Anlagen.")
    for number in range(count):
        mail.add_attachment(
            f"Anlage {number} für den Kreis.".encode(), maintype="text", subtype="plain", filename=f"{number}.txt"
        )
    path = tmp_path / "anlagen.eml"
    path.write_bytes(mail.as_bytes())
    opened: list[int] = []
    taken = email.message_from_bytes
    monkeypatch.setattr(email, "message_from_bytes", lambda data, **how: opened.append(1) or taken(data, **how))
    assert list(texts(path).values())[1:] == [f"Anlage {number} für den Kreis." for number in range(count)]
    assert len(opened) == 2  # for its body, for its attachments
    path.write_bytes(mail.as_bytes().replace(b"Anbei", b"Dabei") + b"\n")
    assert len(texts(path)) == count + 1 and len(opened) == 4
