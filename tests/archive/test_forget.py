"""A person who is forgotten is in no fact, text or answer any more, and does not come back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from policytext.archive import Wanted
from policytext.archive.storage import origins
from policytext.errors import ArchiveError
from policytext.intake import Archive
from policytext.model import Actor, ActorMention, View
from tests.archive.made import funded, paper

DEMAND = "Jörg Weßling forderte 2 Mio. Euro für Ostrahn. Das sei Weßlings Ziel, sagte Landrätin Ina Weßling."
OTHER = "Der Radweg in Ostrahn kommt 2027, sagte Ute Ahlers."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as opened:
        analysis = funded(DEMAND, speaker="Jörg Weßling", amount=("2 Mio. Euro", 2_000_000))
        start = DEMAND.index("Ina Weßling")
        mention = ActorMention(start=start, end=start + 11, text="Ina Weßling", form="name")
        actor = Actor(name="Ina Weßling", kind="person", mentions=(mention,), id="p2")
        analysis = replace(analysis, actors=(*analysis.actors, actor))
        opened.add(_titled(analysis, "Weßling fordert Geld"), original=DEMAND.encode())
        opened.add(funded(OTHER, speaker="Ute Ahlers"), original=OTHER.encode())
        yield opened


def _titled(analysis, title):  # type: ignore[no-untyped-def]
    head = replace(analysis.document.head, title=title)
    return replace(analysis, document=replace(analysis.document, head=head, metadata={"author": "Weßling, Jörg"}))


def _texts(archive: Archive) -> list[str]:
    return [archive.get(entry.sha256).document.text for entry in archive.documents()]


def test_the_person_is_gone_and_the_rest_stays(archive: Archive) -> None:
    touched = archive.forget("Jörg Weßling")
    assert (touched.documents, touched.mentions, touched.statements, touched.originals) == (1, 1, 1, 1)
    text = next(text for text in _texts(archive) if "forderte" in text)
    assert text == "████ ███████ forderte 2 Mio. Euro für Ostrahn. Das sei ████████ Ziel, sagte Landrätin Ina Weßling."
    analysis = next(archive.get(hit.document.sha256) for hit in archive.search("Ostrahn amount:2mio").hits)
    assert [actor.name for actor in analysis.actors] == ["Ina Weßling"]
    assert analysis.statements[0].speaker is None and analysis.records[0].givers == ()
    assert analysis.amounts[0].text == "2 Mio. Euro"
    assert analysis.document.head.title == "███████ fordert Geld"
    assert "Weßling" not in str(analysis.document.metadata)
    assert archive.original(analysis.document.sha256) is None
    assert archive.check() == []


@pytest.mark.parametrize("query", ["Jörg", "speaker:Jörg", 'actor:"Jörg Weßling"', '"Jörg Weßling"'])
def test_no_question_finds_the_person(archive: Archive, query: str) -> None:
    assert archive.search(query).hits
    archive.forget("Jörg Weßling")
    found = archive.search(query)
    assert not found.hits or found.any


def test_nothing_of_the_name_is_left_in_the_file(archive: Archive) -> None:
    archive.mark(archive.documents()[0].sha256, "p1", "verified", by="Wenke", why="Jörg Weßling ist Landrat")
    archive.forget("Jörg Weßling")
    names = [row[0] for row in archive.connection.execute("SELECT name FROM names")]
    assert sorted(names) == ["Ina Weßling", "Ute Ahlers"]
    assert "Jörg" not in str(archive.corrections())
    terms = [row[0] for row in archive.connection.execute("SELECT term FROM words")]
    assert not [term for term in terms if term.startswith(("jorg", "jörg"))]
    archive.close()
    content = archive.path.read_bytes()
    assert "Jörg".encode() not in content and b"jorg" not in content


def test_a_person_that_was_added_by_hand_is_forgotten_too(archive: Archive) -> None:
    id_ = archive.add(paper("Die Landrätin dankt. Ole Brunk auch. Brunk zahlt, was er kann.")).id
    archive.mark_missing(id_, Wanted("akteur", "Ole Brunk", ["art=Person"]), by="Rike")
    archive.mark_missing(id_, Wanted("förderung", "was er kann", ["geber=Ole Brunk"]), by="Rike")
    archive.mark(id_, "document", ["titel=Ole Brunk zahlt"], by="Rike")
    archive.forget("Ole Brunk")
    found = archive.get(id_)
    assert found.actors == () and found.records[0].givers == () and "Brunk" not in str(found.to_dict())
    assert "Brunk" not in str(archive.corrections()) and archive.check() == []


def test_the_same_file_does_not_bring_the_person_back(archive: Archive) -> None:
    archive.forget("Jörg Weßling")
    old = next(one for one in archive.documents() if "fordert" in (one.title or ""))
    archive.remove(old.sha256)
    again = _titled(funded(DEMAND, speaker="Jörg Weßling"), "Weßling fordert Geld")
    assert archive.add(again, original=DEMAND.encode()).id == old.sha256
    assert "Jörg" not in str(archive.get(old.sha256).to_dict())
    assert archive.original(old.sha256) is None
    archive.replace(again)
    assert "Jörg" not in str(archive.get(old.sha256).to_dict())


def test_another_file_with_the_full_name_neither(archive: Archive) -> None:
    archive.forget("Jörg Weßling")
    stored = archive.add(paper("Auch Jörg Weßlings Antrag scheiterte. Weßling schwieg."))
    assert archive.get(stored.id).document.text == "Auch ████ ████████ Antrag scheiterte. ███████ schwieg."


def test_others_of_the_same_surname_stay(archive: Archive) -> None:
    archive.forget("Jörg Weßling")
    text = "Die Bäckerei Weßling spendet, sagte Karl Weßling."
    stored = archive.add(paper(text))
    assert archive.get(stored.id).document.text == text


def test_a_text_that_names_the_person_without_a_fact_is_found_too(archive: Archive) -> None:
    stored = archive.add(paper("Neben Jörg Weßling saß Ute Ahlers."))
    assert archive.forget("Jörg Weßling").documents == 2
    assert "Weßling" not in archive.get(stored.id).document.text


def test_words_that_a_line_end_breaks_are_covered(archive: Archive) -> None:
    text = "Es sprach Jörg Weß-\nling in Ostrahn."
    offsets = tuple(place for place in range(len(text)) if text[place] not in "-\n")
    made = paper(text)
    view = View("".join(text[place] for place in offsets), offsets)
    stored = archive.add(replace(made, document=replace(made.document, view=view)))
    archive.forget("Jörg Weßling")
    found = archive.get(stored.id).document
    assert found.text == "Es sprach ████ ███-\n████ in Ostrahn."
    assert found.view.text == "Es sprach ████ ███████ in Ostrahn."


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("jorg wessling", ["Jörg Weßling"]),
        ("JÖRG WESSLING", ["Jörg Weßling"]),
        ("Weßling", ["Ina Weßling", "Jörg Weßling"]),
        ("Ahlers", ["Ute Ahlers"]),
        ("Meier", []),
        ("", []),
    ],
)
def test_people_are_found_by_parts_of_their_names(archive: Archive, asked: str, found: list[str]) -> None:
    assert archive.people(asked) == found


def test_somebody_who_is_not_named_cannot_be_forgotten(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="names nobody so"):
        archive.forget("Karl Meier")


def test_listing_is_as_it_was(archive: Archive) -> None:
    before = {one.sha256: (one.path, one.added, one.version) for one in archive.documents()}
    archive.forget("Jörg Weßling")
    assert {one.sha256: (one.path, one.added, one.version) for one in archive.documents()} == before


def test_what_is_remembered_cannot_be_read(archive: Archive) -> None:
    archive.forget("Jörg Weßling")
    rows = archive.connection.execute("SELECT mark FROM forgotten").fetchall()
    assert len(rows) == 3 and all(isinstance(mark, bytes) and len(mark) == 16 for (mark,) in rows)
    assert isinstance(archive.connection, sqlite3.Connection) and origins.look_at_file(archive.path) is not None
