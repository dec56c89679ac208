"""Blocks, sentences and the taggers' view."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext import segment
from policytext.german import sentences
from policytext.model import Box, Letterhead, Line, RawDocument

SENTENCES = {
    "Das kostet 58 Mio. Euro. Das Land zahlt.": ["Das kostet 58 Mio. Euro.", "Das Land zahlt."],
    "Er gab 3 Mio. Das reicht.": ["Er gab 3 Mio.", "Das reicht."],
    "Nach § 5 Abs. 2 Nr. 3 gilt das. Mehr nicht.": ["Nach § 5 Abs. 2 Nr. 3 gilt das.", "Mehr nicht."],
    "Dr. h. c. Anna Beispiel MdL sprach zuerst.": ["Dr. h. c. Anna Beispiel MdL sprach zuerst."],
    "Am 1. Mai 2018 begann es. Am 2. Mai war Schluss.": ["Am 1. Mai 2018 begann es.", "Am 2. Mai war Schluss."],
    "Das gilt z. B. für Kitas und u. a. auch für Horte.": ["Das gilt z. B. für Kitas und u. a. auch für Horte."],
    "Im 3. Quartal 2017 endet es.": ["Im 3. Quartal 2017 endet es."],
    "„Das reicht nicht.“ Sie ging.": ["„Das reicht nicht.“", "Sie ging."],
    "Bürgermeister:innen kamen. Alle blieben.": ["Bürgermeister:innen kamen.", "Alle blieben."],
    "Präsidentin Muster: „Das reicht nicht.“": ["Präsidentin Muster: „Das reicht nicht.“"],
    "Der Verein Hilfe e. V. hilft. Er ist klein.": ["Der Verein Hilfe e. V. hilft.", "Er ist klein."],
    "Das war 2017. Die Kommunen zahlten.": ["Das war 2017.", "Die Kommunen zahlten."],
    "Wirklich? Ja! Gut so.": ["Wirklich?", "Ja!", "Gut so."],
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.items())
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences.split_sentences(text)] == expected


def _views(text: str) -> list[str]:
    document = segment.from_text(text)
    return [line for line in document.view.text.split("\n") if line]


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("58\nMillionen Euro", "58 Millionen Euro"),
        ("Integrations-\nmanager", "Integrationsmanager"),
        ("Baden-\nWürttemberg", "Baden-Württemberg"),
        ("EU-\nFörderung", "EU-Förderung"),
        ("Bundes-\nund Landesmittel", "Bundes- und Landesmittel"),
        ("Selbstständigkeit und -verantwortung", "Selbstständigkeit und -verantwortung"),
        ("Förder\u00admittel", "Fördermittel"),
        ("1\u00a0000\u202f000 Euro", "1 000 000 Euro"),
        ("**58 Mio. Euro** mehr", "58 Mio. Euro mehr"),
        ("[die Stadt](https://example.org/a_b)", "die Stadt"),
        ("Das Land gibt 5 Mio. Euro³ für Höfe.", "Das Land gibt 5 Mio. Euro für Höfe."),
        ("75 %² der Kosten im Jahr 2024¹", "75 % der Kosten im Jahr 2024"),
        ("120 m² je Haus und 10⁶ Blätter", "120 m² je Haus und 10⁶ Blätter"),
        ("Bürgermeister*innen und Rät*innen", "Bürgermeister*innen und Rät*innen"),
    ],
)
def test_view_reads_as_written(text: str, view: str) -> None:
    assert _views(text) == [view]


def test_markdown_marks_name_blocks_and_stay_outside_them() -> None:
    marks = (
        "## Überschrift",
        "- erster Punkt\n- zweiter Punkt",
        "---",
        "| Bereich | 2017 |\n|---|---|\n| Sprache | 5 |",
    )
    text = "\n\n".join((*marks, "Ein Absatz."))
    document = segment.from_text(text)
    assert [(block.kind, text[block.start : block.end]) for block in document.blocks] == [
        ("heading", "Überschrift"),
        ("item", "erster Punkt"),
        ("item", "zweiter Punkt"),
        ("row", "| Bereich | 2017 |"),
        ("row", "| Sprache | 5 |"),
        ("paragraph", "Ein Absatz."),
    ]


def test_a_sentence_cut_by_a_page_break_is_whole() -> None:
    text = "Wenn wir es schaffen wollen, dann nur gemeinsam vor Ort, in den\n\nStädten und Gemeinden.\n\nNeuer Absatz."
    document = segment.from_text(text)
    assert len(document.blocks) == 2
    assert text[document.sentences[0].start : document.sentences[0].end].endswith("in den\n\nStädten und Gemeinden.")


def test_a_title_is_not_joined_to_the_paragraph_below() -> None:
    text = "Land und Kommunen wollen die Förderung der Vereine gemeinsam weiter stärken\n\nDas Land gibt mehr Geld."
    assert len(segment.from_text(text).blocks) == 2


def test_every_character_finds_its_place() -> None:
    lines = (
        Line("Die Integrations", page=1, box=Box(0, 0, 16, 10), edges=tuple(map(float, range(17))), glue=""),
        Line("manager helfen.", page=2, box=Box(0, 0, 15, 10), edges=tuple(map(float, range(16))), glue="\n\n"),
    )
    document = segment.assemble_document(RawDocument(lines, "application/pdf", pages=2))
    assert document.text == "Die Integrationsmanager helfen."
    places = document.locate(4, 23)
    assert [(place.page, place.box and place.box.x0, place.box and place.box.x1) for place in places] == [
        (1, 4, 16),
        (2, 0, 7),
    ]
    assert document.page(0) == 1 and document.page(30) == 2


def test_lone_surrogates_do_not_reach_the_taggers() -> None:
    document = segment.from_text("\ud800 5 Euro")
    assert document.view.text == "\ufffd 5 Euro" and document.text.startswith("\ud800")


@given(st.text(alphabet=st.sampled_from("aB1 .\n-*#|[]()\u00ad\u00a0„“:"), max_size=200))
def test_view_leads_back_to_the_text(text: str) -> None:
    document = segment.from_text(text)
    view = document.view
    for place, letter in enumerate(view.text):
        start, end = view.back(place, place + 1)
        assert end == start + 1
        assert text[start] == letter or letter in " \n"
        assert view.forth(start) == place
    for sentence in document.sentences:
        assert text[sentence.start : sentence.end].strip()


PACT = (
    "# Pakt\n\n## § 5 Geld\n\n(1) Das Land zahlt.\n\n(2) Es gibt 5 Euro. Die Stadt gibt 3 Euro.\n\n## Schluss\n\nAus."
)


def test_a_place_knows_its_headings_and_its_clause() -> None:
    document = segment.from_text(PACT, head=Letterhead(kind="agreement"))
    place = PACT.index("3 Euro")
    assert [(PACT[block.start : block.end], block.level) for block in document.headings(place)] == [
        ("Pakt", 1),
        ("§ 5 Geld", 2),
    ]
    assert document.section(place) == ("Pakt", "§ 5 Geld", "§ 5 Abs. 2 Satz 2")
    assert document.section(PACT.index("Das Land")) == ("Pakt", "§ 5 Geld", "§ 5 Abs. 1")
    assert document.section(PACT.index("Aus.")) == ("Pakt", "Schluss")
    assert segment.from_text(PACT).section(place) == ("Pakt", "§ 5 Geld")


GRID = "| Vorhaben | Gesamt | Bund | 2024 |\n| Hallen |\n| Dach | 5 € | 2 € | 3 € |\n| Summe | 5 € | 2 € | 3 € |"


def test_a_table_knows_heads_labels_groups_and_types() -> None:
    (table,) = segment.from_text(GRID).tables
    assert [row.role for row in table.rows] == ["head", "group", "body", "total"]
    assert table.columns == ("label", "total", "payer", "year")
    row, column = table.seat(GRID.index("2 €")) or (0, 0)
    label, group = table.label(row), table.group(row)
    assert [GRID[cell.start : cell.end] for cell in table.heads(row, column)] == ["Bund"]
    assert label and GRID[label.start : label.end] == "Dach" and group and GRID[group.start : group.end] == "Hallen"
    assert table.seat(len(GRID) + 1) is None and table.seat(0) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anträge an info@nordau.example bis Mai.", ["info@nordau.example"]),
        ("Mehr unter www.nordau.example/geld.", ["www.nordau.example/geld"]),
        ("Fragen: Tel. 0999 123-45.", ["Tel. 0999 123-45"]),
        ("Lange Gasse 5, 12345 Nordau", ["Lange Gasse 5, 12345 Nordau"]),
        ("Rund 25000 Euro und 10000 Menschen", []),
        ("Vorlage 2017/0456 vom 01.02.2017", []),
    ],
)
def test_contacts_are_spans(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in segment.from_text(text).contacts] == found
