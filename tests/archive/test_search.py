"""Statements are found as German needs it, ordered, grouped and marked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policytext import lexicon
from policytext.archive import Archive
from policytext.archive.search.answer import Ranking
from policytext.errors import BadInput, BadQuery
from tests.archive.made import many, paper

TABLE = tomllib.loads(Path(__file__).with_name("search.toml").read_text(encoding="utf-8"))
SENTENCES = TABLE["sentences"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("search") / "archive.db") as opened:
        for sentence in SENTENCES:
            opened.add(paper(sentence))
        yield opened


def _case(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["why"])] if case.get("gap") else []
    return pytest.param(case, id=case["query"], marks=marks)


@pytest.mark.parametrize("case", [_case(case) for case in TABLE["case"]])
@pytest.mark.parametrize("by", ["statement", "document"])
def test_what_a_question_finds(archive: Archive, case: dict[str, Any], by: str) -> None:
    answer = archive.search(case["query"], by=by)
    found = [_number(hit.statement.text) for hit in answer.hits if hit.statement]
    first = len(case["finds"]) if answer.any else len(found)  # what has only some of the words may follow
    assert sorted(found[:first]) == case["finds"], case.get("why", "")
    assert answer.total == len(found) and answer.full in (first, 0 if answer.any else first)


def _number(text: str) -> int:
    return next(number for number, sentence in enumerate(SENTENCES) if sentence.startswith(text) or text in sentence)


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("Breitband", [["Breitband"], ["Breitbandausbau"]]),
        ('"Auslaufen des Pakts"', [["Auslaufen", "des", "Pakts"]]),
        ("Kita", [["Kindertagesstätte"]]),
        ("Baden-Württemberg", [["Baden", "Württemberg"]]),
    ],
)
def test_hits_show_what_was_found(archive: Archive, query: str, marked: list[list[str]]) -> None:
    hits = archive.search(query).hits
    assert sorted([[hit.snippet[start:end] for start, end in hit.spans] for hit in hits]) == marked


def test_the_typed_word_comes_before_its_compound_and_its_synonyms(archive: Archive) -> None:
    texts = [hit.snippet for hit in archive.search("Breitband").hits]
    assert [("Breitband ist" in text) for text in texts] == [True, False]
    assert "Geflüchtete" in archive.search("Geflüchtete").hits[0].snippet


def test_near_identical_documents_are_grouped_not_hidden(tmp_path: Path) -> None:
    text = " ".join(
        f"Der Kreistag von Hallerfeld hat am {day}. Mai Punkt {day} beraten und beschlossen." for day in range(1, 12)
    )
    with Archive(tmp_path / "a.db") as archive:
        first = archive.add(paper(text + " Der Radweg kommt."))
        second = archive.add(paper(text + " Der Radweg kommt. Ende."))
        archive.add(paper("Ein Radweg kommt auch in Auental."))
        answer = archive.search("Radweg", by="document")
        assert answer.total == 3 and len(answer.hits) == 2
        grouped = next(hit for hit in answer.hits if hit.similar)
        assert {grouped.document.sha256, *grouped.similar} == {first.id, second.id}
        archive.remove(first.id)
        assert archive.search("Kreistag", by="document").hits[0].similar == ()


def test_order_by_date_and_by_recency(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        for year in (2012, 2024, 2018):
            archive.add(paper(f"Der Radweg von {year}.", issued=date(year, 1, 1)))
        newest = archive.search("Radweg", ranking=Ranking(order="date")).hits
        assert [hit.document.issued and hit.document.issued.year for hit in newest] == [2024, 2018, 2012]
        recent = archive.search("Radweg", ranking=Ranking(recency=2.0)).hits
        assert recent[0].document.issued == date(2024, 1, 1) and recent[0].score > recent[1].score


def test_a_title_lifts_its_document(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive.add(paper("Über die Brücke wurde gesprochen, auch über den Hafen.", title="Hafen"))
        archive.add(paper("Über die Brücke wurde gesprochen, auch über den Wald.", title="Neue Brücke"))
        assert archive.search("Brücke", by="document").hits[0].document.title == "Neue Brücke"


def test_facets_count_everything_not_only_what_is_shown(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        for one in many(30):
            archive.add(
                replace(one, document=replace(one.document, head=replace(one.document.head, issued=date(2020, 1, 1))))
            )
        for by in ("statement", "document"):
            answer = archive.search("Gemeinde", limit=2, by=by)
            assert len(answer.hits) <= 2 < answer.total
            assert answer.facets["year"] == {"2020": answer.total}
            assert answer.facets["issuer"] == {"Verbund der Ostrahngemeinden": answer.total}


def test_a_user_adds_synonyms(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('groups = [["Drahtesel", "Fahrrad"]]', encoding="utf-8")
    with Archive(tmp_path / "a.db", synonyms=own) as archive:
        archive.add(paper("Ein Fahrrad steht am Bahnhof."))
        assert archive.search("Drahtesel").total == 1
        assert archive.search("Drahtesel", by="document").total == 1
    own.write_text("groups = 5", encoding="utf-8")
    with pytest.raises(BadInput, match="groups"):
        Archive(tmp_path / "a.db", synonyms=own)


def test_the_lexicon_is_rich_and_clean() -> None:
    groups = lexicon.load_lexicon("synonyms")["groups"]
    assert len(groups) >= 150
    assert all(len(set(group)) == len(group) >= 2 for group in groups)


def test_contact_blocks_are_not_searched(tmp_path: Path) -> None:
    from policytext.model import Block

    text = "Der Radweg kommt. Rückfragen an Gesche Tiedemann."
    one = paper(text)
    hidden = replace(one.document, blocks=(Block("contact", text.index("Rück"), len(text)),))
    with Archive(tmp_path / "a.db") as archive:
        archive.add(replace(one, document=hidden))
        assert archive.search("Tiedemann").total == archive.search("Tiedemann", by="document").total == 0
        assert archive.search("Radweg").total == 1


@pytest.mark.parametrize("wrong", [{"by": "page"}, {"limit": 0}, {"ranking": Ranking(order="size")}, {"farbe": "rot"}])
def test_wrong_wishes_are_told_the_allowed_ones(archive: Archive, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadQuery):
        archive.search("Radweg", **wrong)


def test_a_hit_has_the_promised_shape(archive: Archive) -> None:
    hit = archive.search("Breitband").hits[0].to_dict()
    assert list(hit)[:3] == ["document", "statement", "speaker"] and {"page", "snippet", "score"} <= set(hit)
    assert list(hit["document"]) == ["sha256", "name", "title", "issued", "kind", "issuer"]
    assert hit["statement"]["text"] == "Das Breitband ist in Auental langsam."
