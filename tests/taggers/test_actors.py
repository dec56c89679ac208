"""The actors tagger: a table of sentences, one entry for everybody, texts of any kind, time, and gold where it is."""

from __future__ import annotations

import json
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext import lexicon
from policytext.model import Actor, Block, Document, View
from policytext.segment import from_text
from policytext.taggers.actors import person_mentions, tag_actors


def table(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))["case"]
    return rows


def parameters(cases: list[dict[str, Any]]) -> list[Any]:
    return [
        pytest.param(case, id=f"{number}: {case['text'][:50]}", marks=[pytest.mark.xfail] if case.get("gap") else [])
        for number, case in enumerate(cases)
    ]


CASES = table("actors.toml")
SHARED = Path(__file__).parents[2].parent / "shared"
RELEASE = """Pressemitteilung

Gemeindebund Rheinland-Pfalz

Mainz. Der Gemeindebund Rheinland-Pfalz begrüßt die Zusage des Landes. „Das hilft“, sagte der Vorsitzende des
Gemeindebunds, Bürgermeister Emil Kern. Kern dankte der Landesregierung. Der Gemeindebund werde nun mit dem Land
Rheinland-Pfalz verhandeln. Auch die Kommunen in Rheinland-Pfalz seien bereit, so Geschäftsführerin Ida Vogt.

Dresden, den 3. Mai 2021

Der Staatsminister für Regionalentwicklung
Anton Keller
"""


def by_name(actors: tuple[Actor, ...]) -> dict[str, Actor]:
    return {actor.name: actor for actor in actors}


# ------------------------------------------------------------------------------------------------------ the sentences


def shown(actor: Actor) -> tuple[str, str, str | None, tuple[str, ...]]:
    mentions = tuple(one.text + ("~" if one.form == "nominal" else "") for one in actor.mentions)
    return actor.name, actor.kind, actor.role, mentions


def expected(case: dict[str, Any]) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    return [(one["name"], one["kind"], one.get("role"), tuple(one["mentions"])) for one in case["actors"]]


@pytest.mark.parametrize("case", parameters(CASES))
def test_sentence(case: dict[str, Any]) -> None:
    assert [shown(actor) for actor in tag_actors(from_text(case["text"]))] == expected(case)


@pytest.mark.parametrize("case", parameters(table("bodies.toml")))
def test_names_of_bodies(case: dict[str, Any]) -> None:
    assert [f"{actor.kind}: {actor.name}" for actor in tag_actors(from_text(case["text"]))] == case["actors"]


@pytest.mark.parametrize("case", parameters(table("persons.toml")))
def test_names_of_persons(case: dict[str, Any]) -> None:
    found = [actor for actor in tag_actors(from_text(case["text"])) if actor.kind == "person"]
    assert [actor.name + (f" | {actor.role}" if actor.role else "") for actor in found] == case["persons"]


@pytest.mark.parametrize("office", lexicon.load_lexicon("actors")["persons"]["offices"])
def test_an_office_is_told_of_women_and_of_men(office: str) -> None:
    forms = person_mentions.office_forms(office)
    for word, name in ((forms[0], "Karl Vogt"), (forms[-1], "Petra Vogt")):
        role = word[0].upper() + word[1:]
        found = tag_actors(from_text(f"„Wir brauchen das Geld jetzt“, sagte {role} {name}."))
        assert [(actor.name, actor.role) for actor in found] == [(name, role)]


# ------------------------------------------------------------------------------------------------------ one entry each


def test_full_name_surname_and_office_are_one_person() -> None:
    found = by_name(tag_actors(from_text(RELEASE)))
    assert [mention.text for mention in found["Emil Kern"].mentions] == ["Emil Kern", "Kern"]
    assert "Bürgermeister" in (found["Emil Kern"].role or "")
    assert found["Ida Vogt"].role == "Geschäftsführerin"


def test_a_short_name_belongs_to_the_long_one() -> None:
    found = by_name(tag_actors(from_text(RELEASE)))
    assert len(found["Gemeindebund Rheinland-Pfalz"].mentions) == 4
    assert "Gemeindebund" not in found


def test_the_land_is_the_one_that_is_named() -> None:
    found = by_name(tag_actors(from_text(RELEASE)))
    assert [mention.text for mention in found["Land Rheinland-Pfalz"].mentions] == ["Landes", "Land\nRheinland-Pfalz"]
    assert found["Landesregierung Rheinland-Pfalz"].kind == "authority"


def test_the_office_above_a_signature_is_the_persons() -> None:
    assert by_name(tag_actors(from_text(RELEASE)))["Anton Keller"].role == "Staatsminister für Regionalentwicklung"


def test_contact_people_get_no_office_but_their_label() -> None:
    text = "Bearbeiterin\nChristine Lang\nDer Bund zahlt."
    blocks = (Block("contact", 0, 27), Block("paragraph", 28, len(text)))
    document = Document(text=text, view=View(text), blocks=blocks)
    assert by_name(tag_actors(document))["Christine Lang"].role == "Bearbeiterin"


def test_ids_are_left_to_the_caller_and_forms_are_known() -> None:
    for actor in tag_actors(from_text(RELEASE)):
        assert actor.id == ""
        assert actor.kind in ("person", "organisation", "authority", "group")
        assert {mention.form for mention in actor.mentions} <= {"name", "nominal"}


# ------------------------------------------------------------------------------------------------------ any text


def check(text: str) -> None:
    document = from_text(text)
    places: set[int] = set()
    for actor in tag_actors(document):
        assert actor.mentions
        for mention in actor.mentions:
            assert mention.text == document.text[mention.start : mention.end]
            assert mention.start < mention.end
            assert places.isdisjoint(range(mention.start, mention.end)), "mentions overlap"
            places.update(range(mention.start, mention.end))


PIECES = st.sampled_from(
    [
        "der Bund",
        "Land ",
        "Dr. ",
        "Minister ",
        "für ",
        " und ",
        "(SAB)",
        "e. V.",
        "\n",
        "\u00ad",
        "\u00a0",
        "„",
        "“",
        ", ",
        ". ",
        "Anna Beispiel",
        "Städtetag ",
        "-",
        "nachfolgend: ",
        "Zuwendungsempfänger sind ",
        "🙂",
        "**",
        "a)",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=200))
def test_offsets_hold_and_nothing_is_raised(text: str) -> None:
    check(text)


def test_empty_texts_have_no_actors() -> None:
    assert tag_actors(from_text("")) == ()
    assert tag_actors(from_text(" \n\n ")) == ()


@pytest.mark.parametrize(
    "unit",
    [
        RELEASE,
        "Minister und Präsident und ",
        "Aa " * 20,
        "(((((„„„„",
        "Verein " * 9,
        "Gesetz über die ",
        "Antragsberechtigt sind Vereine, ",
        "erhalten kleine und große und rote, gelbe, ",
        "Zuschuss an die Vereine und ",
    ],
)
def test_time_grows_with_the_length(unit: str) -> None:
    def seconds(repeated: int) -> float:
        document = from_text(unit * repeated)
        started = time.process_time()
        tag_actors(document)
        return time.process_time() - started

    size = max(1, 6_000 // len(unit))
    seconds(1)
    short, long = seconds(size), seconds(size * 4)
    assert long < short * 10 + 1.0


def test_time_grows_with_the_number_of_names() -> None:
    def seconds(count: int) -> float:
        words = [f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}" for n in range(count)]
        lines = [f"Die Au{word} GmbH zahlt 50 Euro, der Au{word}verband auch.\n" for word in words]
        lines += [f"Minister Au{word} Ber{word} fehlt. Der Au{word}minister schweigt.\n" for word in words]
        document = from_text("".join(lines))
        started = time.process_time()
        tag_actors(document, model=False)
        return time.process_time() - started

    seconds(1)
    assert seconds(2_000) < seconds(500) * 10 + 1.0


# ------------------------------------------------------------------------------------------------------ gold


def overlap_figures(gold: list[tuple[int, int]], found: list[tuple[int, int]]) -> tuple[int, int, int]:
    """Matched, found, wanted: each gold span takes the first unused span that overlaps it."""
    unused = sorted(found)
    matched = 0
    for start, end in sorted(gold):
        hit = next((span for span in unused if span[0] < end and start < span[1]), None)
        if hit:
            unused.remove(hit)
            matched += 1
    return matched, len(found), len(gold)


def test_gold_documents() -> None:
    folder = SHARED / "gold" / "documents"
    if not folder.is_dir():
        pytest.skip("../shared is not here: the gold documents cannot be compared")
    totals = [0, 0, 0]
    for file in sorted(folder.glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        spans = [(start, end) for actor in gold["actors"] for start, end in actor["mentions"]]
        found = [(m.start, m.end) for actor in tag_actors(from_text(gold["text"])) for m in actor.mentions]
        totals = [one + more for one, more in zip(totals, overlap_figures(spans, found), strict=True)]
    matched, found_count, wanted = totals
    assert 2 * matched / (found_count + wanted) > 0.9
