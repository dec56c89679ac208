"""What cleaning makes of lines: cases as data, page furniture, and what holds for any lines at all."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.clean import STEPS, clean_document
from policytext.model import Box, Line, RawDocument
from policytext.readers import read_lines

CASES = tomllib.loads((Path(__file__).parent / "clean.toml").read_text(encoding="utf-8"))["case"]
SENTENCES = (
    "Der Kreis Auenwald zahlt den Umbau der Halle in Moorfelde.",
    "Im Erdgeschoss entsteht eine Werkstatt, darüber eine Bücherei.",
    "Die Vereine bringen ihre Arbeit ein, und das Land hilft mit.",
    "Im nächsten Jahr folgt der zweite Bauabschnitt am Bahnhof.",
    "Das Gerüst stellt wie immer die Handwerkskammer der Region.",
    "Für das Ehrenamt gibt es einen eigenen Topf mit viel Geld.",
)


def joined(raw: RawDocument) -> str:
    """The text of cleaned lines, with `||` for a block's end."""
    return "".join(line.text + line.glue for line in raw.lines).removesuffix("\n\n").replace("\n\n", "||")


def marked(case: dict[str, Any]) -> Any:
    """The case as a parameter, a known failure as a strict xfail."""
    marks = [pytest.mark.xfail(strict=True, reason="known gap")] if case.get("gap") else []
    return pytest.param(case, marks=marks, id=case["lines"][:50])


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_text(case: dict[str, Any]) -> None:
    raw = read_lines(case["lines"].replace("||", "\n\n").replace("|", "\n").encode())
    assert joined(clean_document(raw)) == case["text"]


def test_roles_of_markdown() -> None:
    raw = clean_document(read_lines(b"## Titel\n\n- eins\n- zwei\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nText.\n"))
    assert [(line.role, line.text) for line in raw.lines] == [
        ("heading", "Titel"),
        ("item", "eins"),
        ("item", "zwei"),
        ("row", "a | b"),
        ("row", "1 | 2"),
        (None, "Text."),
    ]


@pytest.mark.parametrize(
    ("texts", "entries"),
    [
        (("Inhalt", "1 Ziele 3", "2 Höfe 5", "3 Wege 9", "4 Ende 12", "Es folgt Text."), 4),
        (("1 Ziele ........ 3", "2 Höfe ........ 5", "Es folgt Text."), 2),
        (("Inhalt", "1 Ziele 3", "2 Höfe 5", "Es folgt Text."), 0),
        (("Wege", "Halle A 3", "Halle B 5", "Halle C 9", "Halle D 12"), 0),
        (("Inhalt", "Halle A 900", "Halle B 5", "Halle C 3", "Halle D 1"), 0),
    ],
)
def test_entries_of_a_contents_page(texts: tuple[str, ...], entries: int) -> None:
    lines = [placed(text, page=1, top=60.0 + 14 * place) for place, text in enumerate(texts)]
    found = clean_document(RawDocument(tuple(lines), "application/pdf")).lines
    assert sum(line.role == "contents" for line in found) == entries


# ---------------------------------------------------------------------------------------------- page furniture


def placed(text: str, *, page: int, top: float, size: float = 10.0) -> Line:
    """A line that starts at the left margin; every character is five points wide."""
    edges = tuple(70.0 + 5 * place for place in range(len(text) + 1))
    return Line(text, page, Box(70.0, top, edges[-1], top + size), edges, size=size)


def paper(*pages: list[tuple[str, float]]) -> RawDocument:
    """A PDF of these lines, each with its height on the page."""
    lines = [placed(text, page=number, top=top) for number, rows in enumerate(pages, start=1) for text, top in rows]
    return RawDocument(tuple(lines), "application/pdf", pages=len(pages))


def body(first: int, *, top: float = 100.0) -> list[tuple[str, float]]:
    """Three sentences, a paragraph each."""
    return [(SENTENCES[(first + place) % len(SENTENCES)], top + 30 * place) for place in range(3)]


@pytest.mark.parametrize(
    "footers",
    [
        ("Seite 1 von 2", "Seite 2 von 2"),
        ("- 1 -", "- 2 -"),
        ("1", "2"),
        ("1/2", "2/2"),
        ("Kreis Auenwald", "Kreis Auenwald"),
    ],
    ids=str,
)
def test_furniture_goes(footers: tuple[str, str]) -> None:
    raw = paper([*body(0), (footers[0], 800)], [*body(3), (footers[1], 800)])
    assert joined(clean_document(raw)) == "||".join(SENTENCES)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Güterhalle", "Bahnhof"),
        ("12", "7"),
        ("500 Euro", "700 Euro im Jahr"),
        ("Moorfelde, 4. Mai 2021", "Veit Lindenau"),
    ],
)
def test_what_does_not_return_stays(first: str, second: str) -> None:
    kept = joined(clean_document(paper([(first, 50), *body(0)], [*body(3), (second, 800)])))
    assert first in kept
    assert second in kept


def test_the_same_words_at_another_height_stay() -> None:
    kept = joined(
        clean_document(
            paper([("Güterhalle Moorfelde", 90), *body(0, top=150)], [("Güterhalle Moorfelde", 60), *body(3)])
        )
    )
    assert kept.count("Güterhalle Moorfelde") == 2


def test_a_small_head_of_later_pages_goes() -> None:
    first = [placed("Kreis Auenwald · Pressemitteilung", page=1, top=40, size=16.0)]
    first += [placed(text, page=1, top=top) for text, top in body(0)]
    second = [placed("Kreis Auenwald · Pressemitteilung", page=2, top=40, size=8.0)]
    second += [placed(text, page=2, top=top) for text, top in body(3)]
    cleaned = clean_document(RawDocument((*first, *second), "application/pdf", pages=2))
    assert joined(cleaned).count("Pressemitteilung") == 1
    assert cleaned.lines[0].role == "heading"


def test_a_page_of_its_own_keeps_its_letterhead() -> None:
    assert joined(clean_document(paper([("Kreis Auenwald", 40), *body(0), ("Seite 1 von 1", 800)]))).startswith(
        "Kreis Auenwald||"
    )


# ---------------------------------------------------------------------------------------------- any lines at all

TEXT = st.text(st.sampled_from("aäßZÜ ­-–•*#|.,:„“1¨\u0308ﬁ\u00a0§()/@\n"), max_size=40)
BOXES = st.builds(lambda x, y: Box(x, y, x + 200, y + 10), st.floats(0, 400), st.floats(0, 800))


@st.composite
def any_line(draw: st.DrawFn) -> Line:
    text = draw(TEXT)
    box = draw(st.none() | BOXES)
    edges = tuple(box.x0 + place for place in range(len(text) + 1)) if box else ()
    role = draw(st.sampled_from([None, "heading", "item", "row", "paragraph"]))
    page = draw(st.integers(1, 3)) if box else None
    return Line(text, page, box, edges, draw(st.sampled_from([None, 9.0, 14.0])), draw(st.booleans()), role, "\n")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(any_line(), max_size=12), st.sampled_from(["application/pdf", "text/plain", "text/markdown"]))
def test_any_lines(lines: list[Line], media_type: str) -> None:
    cleaned = clean_document(RawDocument(tuple(lines), media_type))
    for line in cleaned.lines:
        assert line.text == line.text.strip() != ""
        assert line.glue in (" ", "", "\n", "\n\n")
        assert not line.edges or len(line.edges) == len(line.text) + 1


def test_cleaning_twice_changes_nothing() -> None:
    raw = clean_document(
        read_lines(
            b"Das Geld kommt aus Bundes-\nund Landesmitteln.\n\nF\xc3\xbcr Integrations-\nmanager gibt es mehr.\n"
        )
    )
    assert joined(clean_document(raw)) == joined(raw)
    assert len(STEPS) == len(set(STEPS))
