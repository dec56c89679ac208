"""What stands where on a PDF page: columns, notes in the margin, large figures, running lines, contents pages."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from policytext import pipeline
from tests.readers.test_pdf import Draw, blocks, lines, printed, texts

LEFT = [f"Die Stadt Auenwald baut Haus Nummer {number} um und" for number in range(1, 9)]
RIGHT = [f"der Kreis gibt {number} Millionen Euro dazu, auch im" for number in range(1, 9)]
PROSE = [
    "Der Landkreis Auenwald fördert den Umbau der alten Güterhalle in Moorfelde und",
    "beteiligt die Vereine an der Planung. Im Frühjahr beginnen die Arbeiten am Dach,",
    "danach folgen die Räume für die Werkstätten, die Küche und der Saal im ersten",
    "Stock. Wer mitbauen will, meldet sich im Rathaus oder kommt zum offenen Abend in",
    "die Halle. Die Mittel reichen bis zum Ende des Jahres, über weitere entscheidet",
    "der Kreistag im Herbst. Eine Arbeitsgruppe begleitet das Vorhaben und berichtet",
    "den Gemeinden, wie weit die Arbeiten gediehen sind und was sie bisher kosten,",
    "damit alle wissen, woran sie sind, und rechtzeitig sagen können, was noch fehlt",
    "und wer es bezahlen soll.",
]


def test_the_cut_between_columns_stands_in_the_middle_of_the_gutter() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, LEFT, left=60)
        lines(canvas, RIGHT[:3], left=330)
        lines(canvas, [f"„{RIGHT[3]}"], left=330 - stringWidth("„", "Helvetica", 10), top=780 - 3 * 14)
        lines(canvas, RIGHT[4:], left=330, top=780 - 4 * 14)

    assert texts(printed(draw)) == [*LEFT, *RIGHT[:3], f"„{RIGHT[3]}", *RIGHT[4:]]


def test_large_figures_share_no_line_with_the_words_beside_them() -> None:
    words = [
        ["Gemeinden in drei Kreisen", "machen beim Umbau", "der Halle mit."],
        ["Euro im Monat zahlt jeder", "Verein.", ""],
    ]

    def draw(canvas: Canvas) -> None:
        for top, figure, rows in ((700, "112", words[0]), (620, "7,50", words[1])):
            canvas.setFont("Helvetica", 34)
            canvas.drawString(70, top - 24, figure)
            canvas.setFont("Helvetica", 10)
            lines(canvas, rows, left=180, top=top)

    assert texts(printed(draw)) == ["112", *words[0], "7,50", *words[1][:2]]


@pytest.mark.parametrize("left", [True, False], ids=["left", "right"])
@pytest.mark.parametrize("gutter", [8, 20])
def test_notes_of_the_body_s_size_stand_beside_their_paragraph(gutter: float, left: bool) -> None:
    wide = max(stringWidth(line, "Helvetica", 10) for line in PROSE)
    start = 150 if left else 60

    def draw(canvas: Canvas) -> None:
        lines(canvas, PROSE, left=start)
        x = start - gutter - stringWidth("Halle mit Zukunft", "Helvetica", 10) if left else start + wide + gutter
        lines(canvas, ["Halle mit Zukunft", "für Vereine"], left=x, top=780 - 14)

    assert blocks(printed(draw)) == [" ".join(PROSE), "Halle mit Zukunft für Vereine"]


@pytest.mark.parametrize(
    "words", [["Ort:", "Zweck:"], ["1.", "2."], ["Stadt", "Kreis"]], ids=["labels", "numbers", "cells"]
)
def test_what_stands_at_the_left_of_short_lines_is_no_note(words: Sequence[str]) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, words, left=70)
        lines(canvas, ["1.200 Euro", "3.400 Euro"], left=150)

    found = [text.replace(" | ", " ") for text in blocks(printed(draw))]
    assert " ".join(found).split() == f"{words[0]} 1.200 Euro {words[1]} 3.400 Euro".split()


def footed(page: int, foot: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        lines(
            canvas, [f"Seite für Seite steht hier anderes, nämlich {'eins zwei drei vier fünf'.split()[page]}.", *PROSE]
        )
        lines(canvas, [foot], top=40)

    return draw


@pytest.mark.parametrize(
    ("feet", "stays"),
    [
        (["6 Kapitel 1. Bauen", "1.1. Dächer 7", "8 Kapitel 2. Fahren", "2.1. Busse 9"], False),
        (["6 | Bauen in Moorfelde", "Dächer | 7", "8 | Wege", "Busse | 9"], False),
        (["Es fehlen noch 12", "Geplant sind 40", "Gebaut wurden 3", "Gezählt sind 88"], True),
    ],
)
def test_feet_that_bear_the_page_s_number_go_whatever_they_name(feet: Sequence[str], stays: bool) -> None:
    found = "\n".join(blocks(printed(*(footed(page, foot) for page, foot in enumerate(feet)))))
    assert [foot in found for foot in feet] == [stays] * 4


def test_entries_of_a_contents_page_are_neither_title_nor_record() -> None:
    entries = [
        "1 Der Landkreis zahlt den Vereinen 40.000 Euro für die Halle",
        "2 Förderung der Dorfläden",
        "3 Wie 3 Millionen Euro in den Schulen ankommen",
        "4 Ausblick",
    ]

    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Inhalt"])
        for place, entry in enumerate(entries):
            lines(canvas, [entry], top=750 - 16 * place)
            canvas.drawRightString(520, 750 - 16 * place, str(3 * place + 2))
        lines(canvas, PROSE, top=640)

    analysis = pipeline.analyse_file(printed(draw), pipeline.Options(), name="bericht.pdf")
    entered = [block for block in analysis.document.blocks if block.kind == "contents"]
    facts = [*analysis.statements, *(record.purpose for record in analysis.records if record.purpose)]
    assert len(entered) == len(entries)
    assert not any(block.start <= fact.start < block.end for block in entered for fact in facts)
    assert analysis.document.head.title is None or "Halle" not in analysis.document.head.title
