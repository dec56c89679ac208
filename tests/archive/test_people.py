"""Who is one and who is two over many documents, and who speaks for a paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from policytext.analysis import Analysis
from policytext.archive import Archive
from policytext.archive.storage.connection import has_name
from policytext.model import Actor, ActorMention
from tests.archive.made import paper


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as opened:
        yield opened


def named(
    text: str, *actors: tuple[str, str, str | None], issuer: str | None = None, land: str | None = None
) -> Analysis:
    """A paper with actors: name, kind and office."""
    base = paper(text, title=text[:20])
    head = replace(base.document.head, issuer=issuer, land=land)
    found = []
    for number, (name, kind, role) in enumerate(actors, 1):
        start = text.index(name)
        mention = ActorMention(start=start, end=start + len(name), text=name, form="name")
        found.append(Actor(name=name, kind=kind, role=role, mentions=(mention,), id=f"p{number}"))
    return replace(base, document=replace(base.document, head=head), actors=tuple(found))


def counted(archive: Archive) -> list[tuple[str, str | None, int]]:
    return [(one.name, one.role, one.documents) for one in archive.actors()]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Landrätin", "Landrätin", [("Imke Horn", "Landrätin", 2)]),
        ("Landrätin", "Landrätin des Kreises Nordmark", [("Imke Horn", "Landrätin", 2)]),
        ("Landrätin", None, [("Imke Horn", "Landrätin", 2)]),
        ("Landrätin", "Trainerin", [("Imke Horn", "Landrätin", 1), ("Imke Horn", "Trainerin", 1)]),
        (None, None, [("Imke Horn", None, 2)]),
    ],
)
def test_people_are_one_where_their_offices_agree(
    archive: Archive, first: str | None, second: str | None, expected: list[tuple[str, str | None, int]]
) -> None:
    archive.add(named("Imke Horn eröffnet die Brücke.", ("Imke Horn", "person", first)))
    archive.add(named("Den Pokal bekommt Imke Horn.", ("Imke Horn", "person", second)))
    assert counted(archive) == expected


def test_whom_no_office_tells_is_listed_apart_where_there_are_two_of_the_name(archive: Archive) -> None:
    for text, role in (
        ("Imke Horn eröffnet.", "Landrätin"),
        ("Imke Horn trainiert.", "Trainerin"),
        ("Imke Horn kam.", None),
    ):
        archive.add(named(text, ("Imke Horn", "person", role)))
    assert sorted(role or "" for _, role, _ in counted(archive)) == ["", "Landrätin", "Trainerin"]


def test_names_of_bodies_are_one_in_any_capitals_and_the_land_is_the_papers(archive: Archive) -> None:
    archive.add(named("Die STADT OSTHEIM baut.", ("STADT OSTHEIM", "authority", None)))
    archive.add(named("Die Stadt Ostheim baut.", ("Stadt Ostheim", "authority", None)))
    archive.add(named("Das Land zahlt.", ("Land", "authority", None), land="DE-HE"))
    archive.add(named("Das Land Hessen zahlt.", ("Land Hessen", "authority", None)))
    archive.add(named("Das Land gibt.", ("Land", "authority", None), land="DE-BW"))
    assert {name: documents for name, _, documents in counted(archive)} == {
        "Stadt Ostheim": 2,
        "Land Hessen": 2,
        "Land Baden-Württemberg": 1,
    }


def test_who_stands_in_a_contact_block_only_acts_nowhere(archive: Archive) -> None:
    text = "Die Halle ist fertig. Fragen an Ute Kolb, Telefon 0123 456."
    made = named(text, ("Ute Kolb", "person", None))
    archive.add(replace(made, document=replace(made.document, contacts=((text.index("Fragen"), len(text)),))))
    assert counted(archive) == []
    archive.add(named("Ute Kolb lobt die Halle.", ("Ute Kolb", "person", None)))
    assert counted(archive) == [("Ute Kolb", None, 1)]


def test_what_nobody_else_says_the_issuer_says(archive: Archive) -> None:
    issuer = "Grüne Ratsfraktion"
    archive.add(
        named(f"Wie teuer wird das Bad? Das fragt die {issuer}.", (issuer, "organisation", None), issuer=issuer)
    )
    archive.add(named("Das Bad wird teuer. Wir warten.", issuer="Moosverband"))
    assert archive.search("speaker:ratsfraktion").total == 2 and archive.search("akteur:moosverband").total == 2
    assert archive.search("speaker:rats").total == archive.search("speaker:verband").total == 0
    assert [(one.name, one.speaks) for one in archive.actors()] == [(issuer, 2)]


@pytest.mark.parametrize(
    ("name", "wanted", "expected"),
    [
        ("bund", "bund", True),
        ("bund und lander", "bund", True),
        ("bund-lander-kommission", "bund", True),
        ("stadtebund", "bund", False),
        ("bundesregierung", "bund", False),
        ("bundesregierung", "bund*", True),
        ("jorinde falkner", "falkner jorinde", True),
        ("jorinde falkner", "falk", False),
        ("jorinde falkner", "falkner ole", False),
        ("spd-fraktion", "spd", True),
        ("stadt ulm", "-", False),
        (None, "bund", False),
    ],
)
def test_a_name_is_found_by_whole_words(name: str | None, wanted: str, expected: bool) -> None:
    assert has_name(name, wanted) is expected
