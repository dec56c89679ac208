"""Questions by fact, alone and with words; what cannot be read is told what can."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.archive import Archive
from policytext.archive.search.query import parse_query
from policytext.errors import BadQuery
from tests.archive.made import funded, paper

TODAY = date(2018, 1, 1)
A, B, C = "pakt", "sport", "kita"
TEXTS = {
    A: "Jorinde Falkner verlangt bis Ende 2018 für den Pakt 12 Millionen Euro.",
    B: "Das Land habe für den Sport 300.000 Euro zugesagt, so Ole Brarens, fällig am 31. März 2019.",
    C: "Die Kita-Mittel von 7 Millionen Euro lehnte Jorinde Falkner ab.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("facts") / "archive.db") as opened:
        opened.add(
            funded(
                TEXTS[A],
                amount=("12 Millionen Euro", 12_000_000),
                deadline=("Ende 2018", date(2018, 12, 31)),
            )
        )
        opened.add(
            funded(
                TEXTS[B],
                speaker="Ole Brarens",
                area="sport",
                amount=("300.000 Euro", 300_000),
                deadline=("31. März 2019", date(2019, 3, 31)),
                status="committed",
                act="promise",
                issued=date(2018, 6, 1),
            )
        )
        opened.add(
            funded(
                TEXTS[C],
                area="familie",
                amount=("7 Millionen Euro", 7_000_000),
                status="refused",
                act="refusal",
                issued=date(2015, 1, 1),
            )
        )
        opened.add(paper("Ein Satz ohne Zahlen und ohne Sprecher."))
        yield opened


CASES = [
    ("sprecher:falkner", {A, C}),
    ("speaker:FALKNER", {A, C}),
    ("sprecher:falkner -bereich:familie", {A}),
    ("akteur:brarens", {B}),
    ("sprecher:falk", set()),
    ("sprecher:falk*", {A, C}),
    ("sprecher:alkner", set()),
    ('sprecher:"falkner, jorinde"', {A, C}),
    ("akteur:rare", set()),
    ("herausgeber:ostrahn betrag:>1", set()),
    ("herausgeber:ostrahn* betrag:>1", {A, B, C}),
    ("betrag:>10mio", {A}),
    ("betrag:>=12mio", {A}),
    ("betrag:>12mio", set()),
    ("betrag:<=500000", {B}),
    ("betrag:5-10Mio", {C}),
    ('betrag:"5 bis 20 Millionen Euro"', {A, C}),
    ("amount:300.000", {B}),
    ("betrag:20%", set()),
    ("frist:<2019", {A}),
    ("frist:2018", {A}),
    ("frist:2018-12-31", {A}),
    ("frist:>=31.3.2019", {B}),
    ("deadline:Q1/2019", {B}),
    ("frist_in:365d", {A}),
    ("within:18m", {A, B}),
    ("status:demanded", {A}),
    ("status:zugesagt", {B}),
    ("act:refusal", {C}),
    ("handlung:forderung", {A}),
    ("bereich:sport", {B}),
    ("art:pressemitteilung falkner", {A, C}),
    ("seit:2016 bis:2017 sprecher:falkner", {A}),
    ("datum:2018-06", {B}),
    ("herausgeber:ostrahngemeinden betrag:>1", {A, B, C}),
    ("aussage:indirekt", {A, B, C}),
    ("pakt betrag:>10mio sprecher:falkner frist:<2019 -sport", {A}),
    ("kita betrag:>10mio", set()),
    ("(status:demanded ODER status:committed) falkner", {A}),
    ("NICHT sprecher:falkner betrag:>1", {B}),
]


@pytest.mark.parametrize(("query", "expected"), CASES, ids=[query for query, _ in CASES])
@pytest.mark.parametrize("by", ["statement", "document"])
def test_what_a_fact_finds(archive: Archive, query: str, expected: set[str], by: str) -> None:
    hits = archive.search(query, by=by, today=TODAY).hits
    names = {text: name for name, text in TEXTS.items()}
    assert {names.get(hit.statement.text, "?") for hit in hits if hit.statement} == expected


def test_facts_by_name_are_the_same_as_in_the_line(archive: Archive) -> None:
    named = archive.search("pakt", speaker="Falkner", amount=">10 Mio", deadline="<2019", since="2016")
    assert [hit.speaker for hit in named.hits] == ["Jorinde Falkner"]
    assert named.hits == archive.search("pakt sprecher:Falkner betrag:>10mio frist:<2019 seit:2016").hits


def test_facets_of_a_question_by_fact(archive: Archive) -> None:
    facets = archive.search("betrag:>1").facets
    assert facets["speaker"] == {"Jorinde Falkner": 2, "Ole Brarens": 1}
    assert facets["area"] == {"familie": 1, "integration": 1, "sport": 1}
    assert facets["year"] == {"2015": 1, "2017": 1, "2018": 1}


WRONG = [
    ("betrga:5", 1, "did you mean 'betrag'.*amount"),
    ("pakt betrga:5", 6, "unknown field"),
    ("betrag:viel", 1, ">10mio"),
    ("frist:morgen", 1, "2018-06-30"),
    ("frist:31.2.2018", 1, "date"),
    ("status:offen", 1, "demanded.*refused"),
    ("art:roman", 1, "press_release"),
    ("within:bald", 1, "90d"),
    ("bereich:raumfahrt", 1, "familie, integration, sport"),
    ('pakt "auslaufen', 6, "never closed"),
    ("pakt (auslaufen", 6, "never closed"),
    ("pakt)", 5, "closes nothing"),
    ("pakt ODER", 6, "both sides"),
    ("UND pakt", 1, "both sides"),
    ("NICHT", 1, "after it"),
    ("(" * 50 + "a" + ")" * 50, 41, "levels"),
    ("a " * 300, 401, "more than 200 words"),
    ("a" * 5000, 4000, "longer"),
]


@pytest.mark.parametrize(("query", "place", "words"), WRONG, ids=[query[:20] for query, _, _ in WRONG])
def test_an_unreadable_question_is_told_where_and_what_is_allowed(
    archive: Archive, query: str, place: int, words: str
) -> None:
    with pytest.raises(BadQuery, match=words) as caught:
        archive.search(query)
    assert str(caught.value).startswith(f"cannot read this query at {place}: ") and "\n" not in str(caught.value)


PIECES = st.sampled_from(
    [
        *"\"()-*:|&<>=/.,„“»«\\'%_ \0ä1x",
        "OR ",
        "UND ",
        "NOT ",
        "NEAR/3 ",
        "betrag:",
        "frist:",
        "<2019",
        "sprecher:",
        " pakt ",
        "status:",
        "demanded",
        ">10mio",
        "bereich:",
        "within:",
        "9" * 30,
        "\ud800",
        "{",
        "}",
        "^",
        "+",
        "lines MATCH ",
        "\n",
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(st.characters(exclude_categories=[]), max_size=40)),
    st.sampled_from(["statement", "document"]),
)
def test_no_line_gives_another_error(archive: Archive, query: str, by: str) -> None:
    try:
        archive.search(query, by=by, today=TODAY)
    except BadQuery as error:
        assert str(error).startswith("cannot read this query at ") and "\n" not in str(error).replace(query, "")


def test_an_empty_question_lists_everything(archive: Archive) -> None:
    assert archive.search("").total == 4
    assert archive.search("", by="document").total == 4
    assert parse_query("  - * ( ) ") == parse_query("")
