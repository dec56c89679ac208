"""Statements: cases from `statements.toml`, invariants on any text, the real press release."""

from __future__ import annotations

import json
import re
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policytext.model import Actor, ActorMention, Letterhead, Statement
from policytext.segment import from_text
from policytext.taggers import statements

TABLE = tomllib.loads((Path(__file__).parent / "statements.toml").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[2].parent / "shared"
GOLD = SHARED / "gold" / "documents" / "seed_pakt_integration_2017.json"


def actors_in(text: str) -> tuple[Actor, ...]:
    """The cast's members named in a text, each mention the longest form that fits."""
    forms = {form: key for key, member in TABLE["cast"].items() for form in member["forms"]}
    longest = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    found: dict[str, list[ActorMention]] = {}
    for match in re.finditer(rf"\b(?:{longest})\b", text):
        mention = ActorMention(start=match.start(), end=match.end(), text=match.group(), form="name")
        found.setdefault(forms[match.group()], []).append(mention)
    return tuple(
        Actor(name=member["name"], kind=member["kind"], role=member.get("role"), mentions=tuple(found[key]), id=key)
        for key, member in TABLE["cast"].items()
        if key in found
    )


def tagged(text: str, *, head: Letterhead | None = None) -> list[Statement]:
    return list(statements.tag_statements(from_text(text, head=head or Letterhead()), actors_in(text)))


def said(text: str) -> list[Statement]:
    return [statement for statement in tagged(text) if statement.kind != "assertion"]


def row(statement: Statement) -> str:
    parts = [part.text for part in statement.parts] or [statement.text]
    return " | ".join([statement.kind, statement.speaker or "", *parts])


def cases() -> list[Any]:
    gap = pytest.mark.xfail(reason="known gap", strict=True)
    return [pytest.param(case, id=case["text"][:60], marks=[gap] if case.get("gap") else []) for case in TABLE["case"]]


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    found = said(case["text"])
    assert [plain(row(statement)) for statement in found] == [plain(wanted) for wanted in case["said"]]
    if "acts" in case:
        assert [statement.act for statement in found] == case["acts"]
    if "asserted" in case:
        assert [statement.act for statement in tagged(case["text"])] == case["asserted"]


KINDS = tomllib.loads((Path(__file__).parent / "speakers.toml").read_text(encoding="utf-8"))["kind"]


def kinds() -> list[Any]:
    """The pairs of a text and what is said in it, of every kind; known failures are marked."""
    gap = pytest.mark.xfail(reason="known gap", strict=True)
    return [
        pytest.param(text, rows, kind.get("quoted", False), id=text[:60], marks=[gap] * (text in kind.get("gaps", ())))
        for kind in KINDS
        for text, rows in [*kind["said"], *([text, ""] for text in kind["silent"])]
    ]


@pytest.mark.parametrize(("text", "wanted", "quoted"), kinds())
def test_speakers(text: str, wanted: str, quoted: bool) -> None:
    found = [told(statement, text, quoted=quoted) for statement in said(text)]
    assert found == [plain(one) for one in wanted.split(" || ") if one]


def told(statement: Statement, text: str, *, quoted: bool) -> str:
    """A statement as a row, a described speaker after "~", its quoted words after "«" where a kind is about them."""
    if statement.source:
        assert statement.speaker is None
        assert text[statement.source.start : statement.source.end] == statement.source.text
    shown = replace(statement, speaker=f"~{statement.source.text}") if statement.source else statement
    words = [" « " + " « ".join(span.text for span in statement.quoted)] if quoted and statement.quoted else [""]
    return plain(plain(row(shown)) + words[0])


def test_each_kind_has_as_many_silent_texts() -> None:
    for kind in KINDS:
        assert len(kind["silent"]) >= 10 <= len(kind["said"]), kind["name"]


def plain(wanted: str) -> str:
    """A row without a full stop at the end of its parts, as the scoring reads it."""
    return " | ".join(part.strip().rstrip(".") for part in wanted.split("|"))


def test_third_of_the_cases_says_nothing() -> None:
    silent = [case for case in TABLE["case"] if not case["said"]]
    assert len(TABLE["case"]) >= 150
    assert len(silent) * 3 >= len(TABLE["case"])


MARKS = "„“”»«›‹‚‘’\"',"
WORDS = "laut |zufolge |dass |sei |wie |so der |(dpa) - |- |Uwe Lang|Das reicht nicht|, sagte Klein|: |. |\n|\n\n"
PIECES = WORDS.split("|")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*MARKS, *PIECES]) | st.text(max_size=5), max_size=40).map("".join))
@example(", sagte Klein,,")
def test_any_text(text: str) -> None:
    found = tagged(text)
    reached = 0
    for start, end, words in sorted(spans(found)):
        assert text[start:end] == words
        assert reached <= start < end
        reached = end
    assert [statement.start for statement in found] == sorted(statement.start for statement in found)


def spans(found: list[Statement]) -> Iterator[tuple[int, int, str]]:
    for statement in found:
        for part in statement.parts or (statement,):
            yield part.start, part.end, part.text


MANY = ["„", "„A “ ", '"', "„A“ ", "„A. ", "»", ",,a ", "sagte, ", "sagte Klein, dass ", "„Nein.“, sagte Klein. "]


@pytest.mark.parametrize("piece", MANY)
def test_time_grows_with_the_text(piece: str) -> None:
    small, large = (seconds(piece * count) for count in (1000, 4000))
    assert large < 12 * small + 0.2


def seconds(text: str) -> float:
    document = from_text(text)
    actors = actors_in(text)
    took = []
    for _ in range(2):  # of which the quicker one tells: the machine may be busy
        start = time.process_time()
        list(statements.tag_statements(document, actors))
        took.append(time.process_time() - start)
    return min(took)


def test_assertions_belong_to_the_issuer() -> None:
    head = Letterhead(kind="press_release", issuer="Städtebund Musterland")
    found = tagged("Der Städtebund Musterland tagt. Das Land stellt zwölf Millionen Euro bereit.", head=head)
    assert [(statement.kind, statement.speaker) for statement in found] == [("assertion", "bund")] * 2
    assert found[1].act == "promise"


def test_news_and_headings_assert_nothing_for_an_issuer() -> None:
    head = Letterhead(kind="news", issuer="Städtebund Musterland")
    found = tagged("# Der Städtebund Musterland tagt\n\nDas Land stellt zwölf Millionen Euro bereit.", head=head)
    assert [(statement.kind, statement.speaker) for statement in found] == [("assertion", None)]


def test_a_guideline_reports_nobody() -> None:
    head = Letterhead(kind="guideline")
    text = "Der Träger erklärt, dass er die Mittel zurückzahlt."
    assert {statement.kind for statement in tagged(text, head=head)} == {"assertion"}


# ---------------------------------------------------------------------------------------------- the real press release


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    if not GOLD.exists():
        pytest.skip(f"../shared is not here: {GOLD} is missing")
    loaded: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def real(gold: dict[str, Any]) -> list[Statement]:
    text = gold["text"]
    actors = tuple(
        Actor(
            name=actor["name"],
            kind=actor["kind"],
            role=actor["role"],
            id=actor["id"],
            mentions=tuple(ActorMention(start=s, end=e, text=text[s:e], form="name") for s, e in actor["mentions"]),
        )
        for actor in gold["actors"]
    )
    head = Letterhead(kind="press_release", issuer=gold["issuer"])
    return list(statements.tag_statements(from_text(text, head=head), actors))


def test_real_press_release(gold: dict[str, Any], real: list[Statement]) -> None:
    wanted = [(item["kind"], item["speaker"], item.get("parts") or [item["span"]]) for item in gold["statements"]]
    found = [
        (item.kind, item.speaker, [[part.start, part.end] for part in item.parts or (item,)])
        for item in real
        if item.kind != "assertion"
    ]
    assert found == wanted


def test_real_assertions_are_the_issuers(real: list[Statement]) -> None:
    assert {item.speaker for item in real if item.kind == "assertion"} == {"staedtetag"}
