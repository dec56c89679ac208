"""PDF pages made on the spot: what is hidden, turned, boxed, tabled or without a map, and where characters stand."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import pdfplumber
import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from policytext import pipeline
from policytext.clean import clean_document
from policytext.errors import UnreadableFile
from policytext.model import RawDocument
from policytext.readers.pdf import read_pdf
from policytext.readers.pdf.accents import with_marks
from policytext.readers.pdf.printed import PrintedWord
from policytext.readers.pdf.text_lines import TextLine

LINES = (
    "Der Landkreis Auenwald zahlt 58,5 Mio. Euro (davon 12.000 Euro im",
    "Jahr 2024) für den Umbau der alten Güterhalle in Moorfelde.",
    "Die Vereine bringen ihre Arbeit ein, das Land hilft mit.",
)
Draw = Callable[[Canvas], None]
Style = tuple[Any, ...]


def printed(*pages: Draw, **options: Any) -> bytes:
    """A PDF with a page for every function."""
    packed = io.BytesIO()
    canvas = Canvas(packed, pagesize=A4, invariant=1, **options)
    for draw in pages:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return packed.getvalue()


def lines(canvas: Canvas, rows: Sequence[str] = LINES, *, left: float = 70, top: float = 780) -> None:
    for place, row in enumerate(rows):
        canvas.drawString(left, top - 14 * place, row)


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_pdf(data, "blatt.pdf").lines]


def blocks(data: bytes) -> list[str]:
    found = clean_document(read_pdf(data, "blatt.pdf")).lines
    return "".join(line.text + line.glue for line in found).strip().split("\n\n")


# ---------------------------------------------------------------------------------------------- places


def test_words_numbers_and_signs_stand_where_they_are_printed() -> None:
    data = printed(lines)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        true = [
            [char for char in pdf.chars if round(char["top"]) == top]
            for top in sorted({round(c["top"]) for c in pdf.chars})
        ]
    for line, chars in zip(read_pdf(data, "").lines, true, strict=True):
        assert line.text == "".join(char["text"] for char in chars)
        assert len(line.edges) == len(line.text) + 1
        for place, char in enumerate(chars):
            is_start = place == 0 or not (line.text[place].isalpha() and line.text[place - 1].isalpha())
            is_start = is_start and not (line.text[place].isdigit() and line.text[place - 1].isdigit())
            near = 0.3 if is_start and line.text[place] != " " else 3.0
            assert abs(line.edges[place] - char["x0"]) < near, (line.text, place)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_pages_that_are_turned(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(angle)
        lines(canvas, left=100, top=500)

    def turned(canvas: Canvas) -> None:
        canvas.translate(300, 420)
        canvas.rotate(angle)
        lines(canvas, left=-200, top=50)

    assert texts(printed(draw)) == list(LINES)
    assert texts(printed(turned)) == list(LINES)


def test_a_note_along_the_margin_stands_behind_the_text() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas)
        canvas.translate(40, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Foto: Kreisarchiv Auenwald")

    raw = read_pdf(printed(draw), "")
    assert [line.text for line in raw.lines] == [*LINES, "Foto: Kreisarchiv Auenwald"]
    note = raw.lines[-1].box
    assert note is not None
    assert note.bottom - note.top > 5 * (note.x1 - note.x0)


# ---------------------------------------------------------------------------------------------- hidden text


def test_what_nobody_sees_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas)
        canvas.drawString(70, -40, "unter dem Blatt")
        canvas.drawString(900, 400, "neben dem Blatt")
        canvas.setFillColor(colors.white)
        canvas.drawString(70, 600, "weiß auf weiß")
        canvas.setFillColor(colors.darkblue)
        canvas.rect(60, 490, 300, 30, fill=1, stroke=0)
        canvas.setFillColor(colors.white)
        canvas.drawString(70, 500, "weiß auf blau")
        canvas.setFillColor(colors.black)
        canvas.setFont("Helvetica", 1)
        canvas.drawString(70, 450, "winzig")
        unseen = canvas.beginText(70, 400)
        unseen.setTextRenderMode(3)
        unseen.setFont("Helvetica", 10)
        unseen.textLine("unsichtbar")
        canvas.drawText(unseen)

    assert texts(printed(draw)) == [*LINES, "weiß auf blau"]


def test_white_on_a_gradient_is_seen() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas)
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(60, 490, 300, 30)
        canvas.clipPath(path, stroke=0)
        canvas.linearGradient(60, 490, 360, 520, (colors.darkblue, colors.darkgreen))
        canvas.restoreState()
        canvas.setFillColor(colors.white)
        canvas.drawString(70, 500, "weiß auf Verlauf")
        canvas.drawString(70, 300, "weiß auf weiß")

    assert texts(printed(draw)) == [*LINES, "weiß auf Verlauf"]


@pytest.mark.parametrize("content", [b" " * 400, b"q Q " * 100, b"BT /F1 10 Tf ( ) Tj ET " * 20])
def test_a_blank_page_is_not_damaged(content: bytes) -> None:
    def blank(canvas: Canvas) -> None:
        canvas._code.append(content.decode())

    assert not read_pdf(printed(lines, blank, pageCompression=0), "").warnings


def test_bold_type_made_by_printing_twice() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0.0, 0.3):
            canvas.drawString(70 + shift, 700, "Umbau der Güterhalle")

    assert texts(printed(draw)) == ["Umbau der Güterhalle"]


def test_letters_placed_one_by_one() -> None:
    def draw(canvas: Canvas) -> None:
        left = 70.0
        for char in LINES[0]:
            if char != " ":
                canvas.drawString(left, 700, char)
            left += canvas.stringWidth(char, "Helvetica", 10)

    assert texts(printed(draw)) == [LINES[0]]


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ((("fo", 0), ("\u0308", 8), ("rdert", 10)), "fördert"),
        ((("die", 0), ("U", 20), ("\u0308", 22), ("bung", 25)), "die Übung"),
        ((("fo", 0), ("\u0308", 60), ("rdert", 10)), "fordert"),
    ],
)
def test_accents_drawn_on_their_own(pieces: Sequence[tuple[str, float]], said: str) -> None:
    words = [
        PrintedWord(
            text, x, x + 5 * len(text), 0, 10, 10, False, tuple(x + 5.0 * n for n in range(len(text) + 1)), x == 10
        )
        for text, x in pieces
    ]
    row = TextLine(tuple(word for word in with_marks(words) if word.text != "\u0308")).line(1)
    assert unicodedata.normalize("NFC", row.text) == said and len(row.edges) == len(row.text) + 1


@pytest.mark.parametrize(("tiny", "said"), [("-", "Die Lesehalle steht."), (".", "Die Lese halle steht.")])
def test_a_hyphen_too_small_to_be_seen(tiny: str, said: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(70, 780, "Die Lese")
        canvas.setFont("Helvetica", 1)
        canvas.drawString(70 + pdfmetrics.stringWidth("Die Lese", "Helvetica", 10), 780, tiny)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(70, 766, "halle steht.")

    assert blocks(printed(draw)) == [said]


def test_a_font_that_does_not_say_what_it_shows() -> None:
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 65/LastChar 66/Widths[9 9]"
    )
    font += b"/CharProcs<</g1 7 0 R/g2 7 0 R>>/Encoding<</Type/Encoding/Differences[65/g1/g2]>>>>"
    glyph = b"9 0 0 0 9 9 d1 0 0 9 9 re f"
    show = b"BT /F1 12 Tf 70 700 Td (Der Kreis zahlt 500 Euro.) Tj ET BT /F2 12 Tf 70 650 Td (ABBA BABA) Tj ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(show), show),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        font,
        b"<</Length %d>>stream\n%s\nendstream" % (len(glyph), glyph),
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, part) for number, part in enumerate(parts, start=1))
    raw = read_pdf(b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>", "")
    assert [line.text for line in raw.lines] == ["Der Kreis zahlt 500 Euro."]
    assert raw.warnings == (
        "page 1 uses fonts that do not say which characters they show: part of its text is missing",
    )


# ---------------------------------------------------------------------------------------------- boxes, notes, initials


def test_a_box_waits_for_the_sentence_to_end() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Der Landkreis Auenwald fördert den Umbau der Halle, das Ehren-"])
        canvas.setFillColor(colors.lightgrey)
        canvas.rect(60, 690, 420, 60, fill=1)
        canvas.setFillColor(colors.black)
        lines(canvas, ["Zahlen auf einen Blick", "Zwölf Gemeinden machen mit."], left=80, top=730)
        lines(canvas, ["amt und drei Werkstätten im Erdgeschoss."], top=670)

    assert blocks(printed(draw)) == [
        "Der Landkreis Auenwald fördert den Umbau der Halle, das Ehrenamt und drei Werkstätten im Erdgeschoss.",
        "Zahlen auf einen Blick\nZwölf Gemeinden machen mit.",
    ]


def test_a_footnote_steps_out_of_the_sentence_that_runs_over_its_page() -> None:
    def first(canvas: Canvas) -> None:
        lines(
            canvas, ["Der Landkreis zahlt 2023", "und in allen Jahren danach je zwölf Millionen Euro für den Umbau der"]
        )
        canvas.setFont("Helvetica", 6)
        canvas.drawString(70 + canvas.stringWidth("Der Landkreis zahlt 2023", "Helvetica", 10), 784, "1")
        canvas.drawString(70, 93, "1")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(75, 90, "Stand der Angaben: 30. September.")

    def second(canvas: Canvas) -> None:
        lines(canvas, ["alten Güterhalle in Moorfelde."])

    found = blocks(printed(first, second))
    assert found[-1].endswith("Stand der Angaben: 30. September.")
    assert "für den Umbau der alten Güterhalle in Moorfelde." in " ".join(found[:-1])
    assert "2023¹" in found[0]


def test_a_large_initial_begins_its_word() -> None:
    def draw(canvas: Canvas) -> None:
        lines(
            canvas,
            ["inder brauchen Platz, sagt der Landkreis Auenwald und baut", "drei Schulen in Moorfelde um."],
            left=96,
        )
        lines(canvas, ["Das Geld stammt aus dem Programm Lebendige Ortskerne."], top=752)
        canvas.setFont("Helvetica", 34)
        canvas.drawString(70, 767, "K")

    assert texts(printed(draw))[0].startswith("Kinder brauchen Platz")


# ---------------------------------------------------------------------------------------------- tables

ROWS = [
    ["Zweck", "Träger", "Betrag in TEUR"],
    ["Sprachkurse für Erwachsene", "Volkshochschule", "120"],
    ["Umbau der alten Halle", "Bauverein", "2.400"],
    ["Ausflüge", "Vereine", "35"],
]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
LINED = [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black), ("ALIGN", (2, 1), (2, -1), "RIGHT")]
BARE = [("ALIGN", (2, 1), (2, -1), "RIGHT")]


def table(canvas: Canvas, rows: Sequence[list[str]], style: Sequence[Style], *, top: float = 700) -> None:
    made = Table(rows, colWidths=[200, 130, 120], style=list(style))
    _, height = made.wrap(450, 700)
    made.drawOn(canvas, 70, top - height)


@pytest.mark.parametrize("style", [GRID, LINED, BARE], ids=["grid", "horizontal rules", "no rules"])
def test_the_amounts_of_cells_have_the_unit_of_their_head(style: Sequence[Style]) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas)
        table(canvas, ROWS, style)

    data = printed(draw)
    rows = [line.text for line in read_pdf(data, "").lines if line.role == "row"]
    assert rows == [" | ".join(row) for row in ROWS]
    found = pipeline.analyse_file(data, pipeline.Options(model=False), name="tabelle.pdf").amounts
    cells = [(amount.text, amount.low and int(amount.low), amount.unit) for amount in found if amount.start > 150]
    assert cells == [("120", 120_000, "EUR"), ("2.400", 2_400_000, "EUR"), ("35", 35_000, "EUR")]


def test_cells_of_several_lines_are_one_row() -> None:
    rows = [
        ["Zweck", "Träger", "Betrag"],
        ["Sprachkurse für\nErwachsene in allen Ge-\nmeinden", "Volkshoch-\nschule", "120 Euro"],
    ]

    def draw(canvas: Canvas) -> None:
        lines(canvas)
        table(canvas, rows, GRID)

    assert blocks(printed(draw))[-1] == "Sprachkurse für Erwachsene in allen Gemeinden | Volkshochschule | 120 Euro"


def test_a_head_repeated_on_the_next_page_stands_once() -> None:
    def page(first: int) -> Draw:
        rows = [ROWS[0], *([f"Maßnahme {number}", "Landkreis", f"{number}00"] for number in range(first, first + 8))]
        return lambda canvas: table(canvas, rows, GRID, top=780)

    found = blocks(printed(page(1), page(9)))
    assert found[0] == "Zweck | Träger | Betrag in TEUR"
    assert [row.split(" | ")[0] for row in found[1:]] == [f"Maßnahme {number}" for number in range(1, 17)]


# ---------------------------------------------------------------------------------------------- what cannot be read


def test_a_password_opens() -> None:
    data = printed(lines, encrypt=StandardEncryption("geheim", ownerPassword="anders"))
    assert [line.text for line in read_pdf(data, "", password="geheim").lines] == list(LINES)
    with pytest.raises(UnreadableFile, match="is encrypted: give its password"):
        read_pdf(data, "brief.pdf")
    with pytest.raises(UnreadableFile, match="does not open with this password"):
        read_pdf(data, "brief.pdf", password="falsch")


def bare(kids: bytes, count: int, box: bytes = b"0 0 600 800") -> bytes:
    """A PDF of one page with a page tree of one's own."""
    show = b"BT /F1 12 Tf 70 700 Td (Der Kreis zahlt 500 Euro.) Tj /X Do ET /X Do"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources 6 0 R>>" % box,
        b"<</Length %d>>stream\n%s\nendstream" % (len(show), show),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Font<</F1 5 0 R>>/XObject<</X 7 0 R>>>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources 6 0 R/Length 5>>stream\n/X Do\nendstream",
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, part) for number, part in enumerate(parts, start=1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>"


def said(raw: RawDocument) -> list[str]:
    return [line.text for line in raw.lines]


def test_trees_and_forms_that_hold_themselves() -> None:
    assert said(read_pdf(bare(b"3 0 R", 1), "")) == ["Der Kreis zahlt 500 Euro."]
    assert said(read_pdf(bare(b"2 0 R 3 0 R", 2), "")) == ["Der Kreis zahlt 500 Euro."]


def test_too_many_pages_and_too_large_ones() -> None:
    with pytest.raises(UnreadableFile, match="has 100000 pages, more than 5000: split it first"):
        read_pdf(bare(b"3 0 R", 100_000), "wand.pdf")
    with pytest.raises(UnreadableFile, match="page 1 is larger than 20,000 points"):
        read_pdf(bare(b"3 0 R", 1, b"0 0 9999999 9999999"), "plakat.pdf")
