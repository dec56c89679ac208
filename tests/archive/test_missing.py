"""What the machine missed and people add, and what is said of a paper's head."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policytext.analysis import Analysis, to_plain
from policytext.archive import Wanted
from policytext.archive.storage import origins
from policytext.archive.storage.origins import Origin
from policytext.errors import BadInput
from policytext.intake import Archive, IntakeJob, find_facts
from policytext.model import Block, Record, Sentence
from policytext.pipeline import Options
from tests.archive.made import funded, paper

CASES = tomllib.loads(Path(__file__).with_name("missing.toml").read_text(encoding="utf-8"))["case"]
RULES = Options(model=False)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as opened:
        yield opened


def _wanted(case: dict[str, Any]) -> Wanted:
    told = {name: case[name] for name in ("page", "after") if name in case}
    return Wanted(case["kind"], case["words"], case.get("slots", ()), **told)


def _told(found: Analysis, fact: Any, name: str) -> object:
    """A slot as the table has it: words of spans and amounts, numbers of mentions, names of areas."""
    value = getattr(fact, name)
    if name == "amount":
        amount = found.amount(value)
        return amount.text if amount else ""
    if name == "mentions":
        return len(value)
    if name == "areas":
        return [one.area for one in value]
    if name == "score":
        return value is not None
    return value.text if name == "purpose" else to_plain(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']} {case['words']}")
def test_what_is_added(case: dict[str, Any], archive: Archive) -> None:
    id_ = archive.add(paper(case["text"])).id
    before = archive.get(id_)
    if error := case.get("error"):
        with pytest.raises(BadInput) as caught:
            archive.mark_missing(id_, _wanted(case), by="Rike")
        assert error in str(caught.value) and "\n" not in str(caught.value)
        assert archive.corrections() == () and archive.get(id_) == before
        return
    made = archive.mark_missing(id_, _wanted(case), by="Rike", why="fehlte")
    found = archive.get(id_)
    (fact,) = (one for one in getattr(found, case["layer"]) if one.id == made[-1].ident)
    assert {name: _told(found, fact, name) for name in case["want"]} == case["want"]
    assert fact.checked == made[-1].checked and archive.check() == []
    for one in made:
        archive.unmark(id_, one.ident)
    assert archive.get(id_) == before


def test_what_is_added_answers_search_and_sums(archive: Archive) -> None:
    id_ = archive.add(paper("Die Gemeinde Auental gibt dem Chor im Mai fünf Milliönchen.")).id
    archive.mark_missing(id_, Wanted("akteur", "Gemeinde Auental", ["art=Behörde"]), by="Rike")
    archive.mark_missing(id_, Wanted("betrag", "fünf Milliönchen", ["betrag=5 Mio."]), by="Rike")
    archive.mark_missing(id_, Wanted("förderung", "fünf Milliönchen", ["geber=Gemeinde Auental"]), by="Rike")
    archive.mark(id_, "r1", ["stand=bewilligt"], by="Rike")
    assert archive.search("betrag:5mio status:zugesagt akteur:Auental").total == 1
    (total,) = archive.totals(by="giver")
    assert (total.group, total.low, total.status) == ("Gemeinde Auental", 5_000_000, "committed")
    (record,) = archive.get(id_).records
    assert archive.get(id_).document.text[slice(*record.evidence["givers"][0])] == "Gemeinde Auental"
    archive.mark(id_, "p1", ["name=Kommune Auental"], by="Rike")
    assert archive.totals(by="giver")[0].group == "Kommune Auental"


def test_a_fact_that_is_known_is_not_added_again(archive: Archive) -> None:
    made = funded("Jorinde Falkner fordert 12 Mio. Euro.", amount=("12 Mio. Euro", 12_000_000))
    id_ = archive.add(made).id
    for kind, words, ident in (("betrag", "12 Mio. Euro", "a1"), ("akteur", "Jorinde Falkner", "p1")):
        with pytest.raises(BadInput, match=f"{ident} stands there already"):
            archive.mark_missing(id_, Wanted(kind, words), by="Rike")
    with pytest.raises(BadInput, match="r1 stands there already"):
        archive.mark_missing(id_, Wanted("förderung", "12 Mio. Euro"), by="Rike")


def test_an_added_fact_is_the_machines_own_once_it_finds_it(archive: Archive) -> None:
    text = "Jorinde Falkner fordert 12 Mio. Euro."
    whole = funded(text, amount=("12 Mio. Euro", 12_000_000))
    id_ = archive.add(replace(whole, amounts=(), records=())).id
    archive.mark_missing(id_, Wanted("betrag", "12 Mio. Euro", ["betrag=11 Mio."]), by="Rike")
    other = replace(whole.amounts[0], start=0, end=7, text=text[:7])
    archive.replace(replace(whole, amounts=(other,), records=()))
    assert [(one.id, one.text, one.low) for one in archive.get(id_).amounts] == [
        ("a1", "Jorinde", 12_000_000),
        ("a2", "12 Mio. Euro", 11_000_000),
    ]
    archive.replace(replace(whole, records=()))
    assert [(one.id, one.low) for one in archive.get(id_).amounts] == [("a1", 11_000_000)]
    assert archive.waiting(id_) == () and archive.check() == []


def test_ids_that_change_do_not_change_who_gives(archive: Archive) -> None:
    made = funded("Jorinde Falkner fordert 12 Mio. Euro für Auental.", amount=("12 Mio. Euro", 12_000_000))
    falkner = made.actors[0]
    id_ = archive.add(made).id
    archive.mark(id_, "r1", ["empfänger=p1"], by="Rike")
    archive.mark(id_, "s1", ["sprecher=Jorinde Falkner"], by="Rike")
    stranger = replace(falkner, name="Auental", mentions=())
    renumbered = (stranger, replace(falkner, id="p2"))
    archive.replace(replace(made, actors=renumbered, statements=(replace(made.statements[0], speaker=None),)))
    now = archive.get(id_)
    assert now.records[0].receivers == ("p2",) and now.statements[0].speaker == "p2"
    archive.replace(replace(made, actors=(stranger,), statements=(replace(made.statements[0], speaker=None),)))
    now = archive.get(id_)
    assert now.records[0].receivers == () and now.statements[0].speaker is None
    assert [one.ident for one in archive.waiting(id_)] == ["r1", "s1"]


def test_a_part_finds_its_whole_again(archive: Archive) -> None:
    text = "Jorinde Falkner fordert 12 Mio. Euro, davon 3 Mio. Euro sofort."
    made = funded(text, amount=("12 Mio. Euro", 12_000_000))
    start, end = text.index("3 Mio."), text.index(" sofort")
    sofort = replace(made.amounts[0], start=start, end=end, text=text[start:end], id="a2")
    part = Record(amount="a2", id="r2")
    id_ = archive.add(replace(made, amounts=(*made.amounts, sofort), records=(*made.records, part))).id
    archive.mark(id_, "r2", ["teil_von=r1"], by="Rike")
    first, second = replace(part, id="r1"), replace(made.records[0], id="r2")
    archive.replace(replace(made, amounts=(*made.amounts, sofort), records=(first, second)))
    assert [(one.id, one.part_of) for one in archive.get(id_).records] == [("r1", "r2"), ("r2", None)]


def test_an_added_quotation_takes_the_place_of_the_sentences_in_it(archive: Archive) -> None:
    id_ = archive.add(paper("Der Weg ist gut. Der Steg ist alt. Die Halle ist neu.")).id
    archive.mark_missing(id_, Wanted("zitat", "Der Weg ist gut. Der Steg ist alt."), by="Rike")
    assert [(one.kind, one.text) for one in archive.get(id_).statements] == [
        ("quotation", "Der Weg ist gut. Der Steg ist alt."),
        ("assertion", "Die Halle ist neu."),
    ]
    assert archive.search("Steg").total == 1 and archive.search("aussage:zitat").total == 1


# ---------------------------------------------------------------------------------------------- the paper's head


def test_the_head_is_what_a_person_says(archive: Archive) -> None:
    made = paper("Der Steg ist alt.", title="Stegbau", issued=date(2017, 4, 6))
    id_ = archive.add(made).id
    change = ["titel=Neuer Steg", "herausgeber=Kreis Moorkamp", "datum=5.4.2018", "art=Vertrag"]
    archive.mark(id_, "document", change, by="Rike")
    entry, head = archive.entry(id_), archive.get(id_).document.head
    assert (entry.title, entry.issuer, entry.issued) == ("Neuer Steg", "Kreis Moorkamp", date(2018, 4, 5))
    assert (head.title, head.kind, head.sources["title"]) == ("Neuer Steg", "agreement", "caller")
    assert archive.search("titel:Neuer herausgeber:Moorkamp datum:2018 art:Vertrag").total == 1
    assert archive.machine(id_) == made
    archive.replace(made)
    assert archive.entry(id_).title == "Neuer Steg"
    assert archive.unmark(id_, "document") == 1
    assert archive.get(id_) == made and archive.entry(id_).title == "Stegbau" and archive.check() == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (["titel="], "cannot be empty"),
        (["datum=2018"], "one day"),
        (["art=Gedicht"], "press_release (Pressemitteilung)"),
        (["land=XX"], "DE-BB"),
        (["farbe=rot"], "title (titel), issuer (herausgeber)"),
        ([], "nothing to change"),
        ("wrong", "set its title"),
    ],
)
def test_what_cannot_be_said_of_a_head(archive: Archive, change: str | list[str], told: str) -> None:
    made = paper("Der Steg ist alt.")
    id_ = archive.add(made).id
    with pytest.raises(BadInput) as error:
        archive.mark(id_, "document", change, by="Rike")
    assert told in str(error.value) and archive.get(id_) == made and archive.corrections() == ()


# ---------------------------------------------------------------------------------------------- changed files


def test_marks_go_over_to_a_changed_file_where_the_words_still_stand(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "weg.txt"

    def take(text: str) -> str:
        path.write_text(text, encoding="utf-8")
        then = origins.look_at_file(path)
        found = find_facts(IntakeJob(path, str(path), RULES, archive.path, keep=True))
        archive.take(found, Origin(path, path.name), version="1", done=then)
        return found.sha256

    id_ = take("Der Bienenrat hilft. Das Amt gibt fünf Milliönchen für den Steg von Auental.")
    archive.mark_missing(id_, Wanted("betrag", "fünf Milliönchen", ["betrag=5 Mio."]), by="Rike")
    archive.mark_missing(id_, Wanted("akteur", "Bienenrat", ["art=Organisation"]), by="Rike")
    archive.mark_missing(id_, Wanted("förderung", "fünf Milliönchen", ["zweck=den Steg von Auental"]), by="Rike")
    id_ = take("Neu im Amt: Elf Punkte.\n\nDas Amt gibt fünf Milliönchen für den Steg von Auental.")
    now = archive.get(id_)
    (record,) = (one for one in now.records if one.checked)
    assert record.purpose and record.purpose.text == "den Steg von Auental"
    assert now.document.text[record.purpose.start : record.purpose.end] == record.purpose.text
    assert [one.low for one in now.amounts if one.checked] == [5_000_000]
    assert [one.words for one in archive.waiting(id_)] == ["Bienenrat"]


# ---------------------------------------------------------------------------------------------- gold


def test_words_are_found_across_blocks_and_in_the_view(archive: Archive) -> None:
    made = paper("Fünf Milli-\nönchen gibt es.")
    document = replace(made.document, blocks=(Block("paragraph", 0, 27),), sentences=(Sentence(0, 27, 0),))
    id_ = archive.add(replace(made, document=document)).id
    with pytest.raises(BadInput, match="does not stand"):
        archive.mark_missing(id_, Wanted("betrag", "Milliönchen", ["betrag=1"]), by="Rike")
    archive.mark_missing(id_, Wanted("betrag", "Milli- önchen", ["betrag=1"]), by="Rike")
    assert archive.get(id_).amounts[0].text == "Milli-\nönchen"
