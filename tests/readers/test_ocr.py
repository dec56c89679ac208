"""Pages that are pictures of text: read by Tesseract where it is installed, named with the remedy where it is not."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from policytext import pipeline
from policytext.errors import UnknownFormat, UnreadableFile
from policytext.readers import images, ocr, read_lines
from policytext.readers.ocr.clause_marks import with_clause_signs
from policytext.readers.ocr.ocr_words import ScannedWord
from policytext.readers.ocr.second_look import FRAME, look_again
from policytext.readers.pdf import scans
from tests.layouts.sheet import Frame, Sheet, Style

needs_ocr = pytest.mark.skipif(
    ocr.explain_missing_ocr() is not None,
    reason=f"not checked: Tesseract is not installed ({ocr.explain_missing_ocr()})",
)
TEXT = (
    "Das Land fördert den Umbau des Bürgerhauses in Eschenfurt mit 250.000 Euro.",
    "Die Zuwendung wird bis zum 31. März 2026 ausgezahlt; ein Eigenanteil von 10 Prozent ist nachzuweisen.",
)
TABLE_HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"

OTHER = ("Für die Gemeinde Mühlau unterschreibt der Bürgermeister.",)


def sheet_of(paragraphs: Sequence[str]) -> bytes:
    sheet = Sheet(size=(420, 300))
    sheet.flow([("paragraph", text, Style(size=12)) for text in paragraphs], [Frame(0, 40, 40, 340)])
    return sheet.pdf()


@cache
def picture(turned: int, text: tuple[str, ...]) -> Image.Image:
    """A scanned page: what pdfium shows of a page with the text, as pixels."""
    import pypdfium2

    with pypdfium2.PdfDocument(sheet_of(text)) as pdf:
        shown: Image.Image = pdf[0].render(scale=300 / 72, grayscale=True).to_pil().convert("L")
    return shown.rotate(turned, expand=True, fillcolor=255)


@cache
def scan(turned: int = 0, text: tuple[str, ...] = TEXT) -> bytes:
    """A PDF whose only page is that picture."""
    out = io.BytesIO()
    picture(turned, text).save(out, "PDF", resolution=300)
    return out.getvalue()


@cache
def mixed() -> bytes:
    """A page of text, then two scanned ones."""
    import pypdfium2

    out = io.BytesIO()
    with pypdfium2.PdfDocument(sheet_of(["Vereinbarung über das Bürgerhaus"])) as pdf:
        for text in (TEXT, OTHER):
            with pypdfium2.PdfDocument(scan(text=text)) as other:
                pdf.import_pages(other)
        pdf.save(out)
    return out.getvalue()


def without_tesseract(monkeypatch: pytest.MonkeyPatch, languages: Sequence[str] = ()) -> None:
    monkeypatch.setattr(ocr, "_list_languages", lambda: frozenset(languages))


# ---------------------------------------------------------------------------------------------- with OCR


@needs_ocr
def test_a_scan_is_read_with_places_and_a_warning() -> None:
    document = pipeline.read(scan())
    for paragraph in TEXT:
        assert paragraph in document.text
    start = document.text.index("250.000 Euro")
    (place,) = document.locate(start, start + 12)
    assert place.page == 1
    assert place.box is not None
    assert 40 < place.box.x0 < place.box.x1 < 385
    assert 50 < place.box.top < place.box.bottom < 90
    (warning,) = document.warnings
    assert warning.startswith("page 1 was read by OCR, mean confidence 9")
    assert warning.endswith("check numbers")


@needs_ocr
def test_only_pages_without_text_are_read_by_ocr() -> None:
    document = pipeline.read(mixed())
    assert document.text.startswith("Vereinbarung über das Bürgerhaus")
    assert [document.page(document.text.index(words)) for words in ("Vereinbarung", "250.000", "Mühlau")] == [1, 2, 3]
    assert [warning[:29] for warning in document.warnings] == ["pages 2-3 were read by OCR, m"]


@needs_ocr
@pytest.mark.parametrize("turned", [90, 180])
def test_a_page_that_lies_on_its_side_is_turned(turned: int) -> None:
    document = pipeline.read(scan(turned=turned))
    assert TEXT[0] in document.text
    assert any(f"turned by {turned} degrees" in warning for warning in document.warnings)


@needs_ocr
def test_clauses_and_rows_of_a_scan() -> None:
    clauses = (
        "§ 6 Verfahren der Vergabe",
        "Nach § 5 Abs. 2 und der §§ 7 bis 9 gilt: höchstens 800 Euro (§ 11a Satz 2).",
    )
    rows = [("Turnverein Mühlau", "23.541"), ("Chor Eschenfurt", "7.943"), ("Hof Süderau", "53.931"), ("Weide", "880")]
    assert pipeline.read(scan(text=clauses)).text.split("\n\n") == list(clauses)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(420, 300), invariant=1)
    for place, (label, amount) in enumerate(rows):
        canvas.drawString(40, 250 - 20 * place, label)
        canvas.drawRightString(380, 250 - 20 * place, amount)
    canvas.save()
    raw = read_lines(out.getvalue(), ocr="always")
    assert [line.text for line in raw.lines] == [f"{label} | {amount}" for label, amount in rows]


@needs_ocr
def test_a_picture_without_text_says_so() -> None:
    out = io.BytesIO()
    Image.new("L", (800, 600), 255).save(out, "PDF", resolution=300)
    with pytest.raises(UnreadableFile, match="OCR found no text in it"):
        read_lines(out.getvalue(), name="leer.pdf")


@needs_ocr
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_pictures_are_documents(form: str) -> None:
    out = io.BytesIO()
    picture(0, OTHER).save(out, form, dpi=(300, 300))
    document = pipeline.read(out.getvalue())
    assert document.text == OTHER[0]
    assert (document.media_type, document.pages) == (f"image/{form.lower()}", 1)


@needs_ocr
def test_large_pictures_are_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    picture(0, OTHER).save(out, "PNG")
    monkeypatch.setattr(images, "MOST_PICTURE_PIXELS", 1_000_000)
    with pytest.raises(UnknownFormat, match="more than 1 million pixels"):
        read_lines(out.getvalue(), name="karte.png")


@needs_ocr
def test_a_picture_of_something_else_is_no_document() -> None:
    out = io.BytesIO()
    Image.linear_gradient("L").save(out, "JPEG")
    with pytest.raises(UnknownFormat, match="OCR found no text"):
        read_lines(out.getvalue(), name="logo.jpg")


# ---------------------------------------------------------------------------------------------- without it


def test_without_ocr_a_picture_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    without_tesseract(monkeypatch)
    out = io.BytesIO()
    picture(0, OTHER).save(out, "PNG")
    with pytest.raises(UnknownFormat, match=r"brief\.png is a picture: .*install OCR by .*tesseract"):
        read_lines(out.getvalue(), name="brief.png")


def test_without_ocr_pages_and_command_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    without_tesseract(monkeypatch)
    (warning,) = read_lines(mixed()).warnings
    assert warning == (
        "pages 2-3 were not read, having a picture and no text: if it is a scan,"
        f" install OCR by {ocr.explain_missing_ocr()}"
    )
    assert "tesseract" in warning


def test_without_ocr_a_scan_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    without_tesseract(monkeypatch)
    with pytest.raises(UnreadableFile, match=r"scan\.pdf has no text layer \(1 page.*install it by .*tesseract"):
        read_lines(scan(), name="scan.pdf")


def test_tesseract_without_german_is_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    without_tesseract(monkeypatch, ("eng", "osd"))
    assert ocr.explain_missing_ocr() in ocr.COMMANDS.values()
    without_tesseract(monkeypatch, ("eng", "osd", "deu"))
    assert ocr.explain_missing_ocr() is None


@pytest.mark.parametrize(
    ("left", "words"), [(0.0, "want of time for OCR: raise the limit"), (1e9, "OCR took longer than 60 s")]
)
def test_time_is_limited(monkeypatch: pytest.MonkeyPatch, left: float, words: str) -> None:
    def slow(page: object, *, seconds: float) -> None:
        raise TimeoutError

    without_tesseract(monkeypatch, ("deu",))
    monkeypatch.setattr(ocr, "time_left", lambda: left)
    monkeypatch.setattr(ocr, "read_page", slow)
    (warning,) = read_lines(mixed()).warnings
    assert warning.startswith("pages 2-3 were")
    assert words in warning


def test_enormous_pictures_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    without_tesseract(monkeypatch, ("deu",))
    monkeypatch.setattr(scans, "MOST_PICTURE_PIXELS", 1_000_000)
    (warning,) = read_lines(mixed()).warnings
    assert warning == "pages 2-3 were left out: its picture has more than 1 million pixels"


def test_huge_pages_are_rendered_coarser_or_not_at_all() -> None:
    assert ocr._choose_scale(595, 842) == 300 / 72
    assert 1 < (ocr._choose_scale(3000, 3000) or 0) < 300 / 72
    assert ocr._choose_scale(14_400, 14_400) is None


# ---------------------------------------------------------------------------------------------- Tesseract's table


def table(*words: tuple[int, int, int, int, int, float, str]) -> str:
    """Tesseract's table of words: line, left, top, width, height, confidence, text."""
    rows = (
        f"5\t1\t1\t1\t{line}\t1\t{left}\t{top}\t{wide}\t{high}\t{sure}\t{text}"
        for line, left, top, wide, high, sure, text in words
    )
    return "\n".join([TABLE_HEAD, "1\t1\t0\t0\t0\t0\t0\t0\t2480\t3509\t-1\t", *rows])


def reading(monkeypatch: pytest.MonkeyPatch, told: str) -> ocr.ScanReading | None:
    without_tesseract(monkeypatch, ("deu",))
    monkeypatch.setattr(ocr, "_run_tesseract", lambda *_: told)
    return ocr._read_page(b"", 300 / 72, 1e9)


def test_words_of_a_line_share_size_and_base_line(monkeypatch: pytest.MonkeyPatch) -> None:
    told = table(
        (1, 300, 500, 300, 35, 96, "Förderung"), (1, 620, 509, 90, 26, 95, "gegen"), (1, 730, 500, 200, 26, 94, "Armut")
    )
    found = reading(monkeypatch, told)
    assert found is not None
    assert found.confidence == pytest.approx(95)
    words = found.words
    assert {(word.top, word.bottom, word.size) for word in words} == {(words[0].top, words[0].bottom, words[0].size)}
    assert all(len(word.edges) == len(word.text) + 1 for word in words)
    assert words[0].edges[0] == pytest.approx(72)
    assert words[0].edges[-1] == pytest.approx(144)


def test_signs_that_tesseract_misreads_are_put_right(monkeypatch: pytest.MonkeyPatch) -> None:
    told = table(
        (1, 300, 500, 20, 26, 60, "$"), (1, 330, 500, 15, 26, 90, "4"), (1, 360, 500, 200, 26, 95, "Laufzeit"),
        (2, 300, 560, 15, 26, 60, "«e"), (2, 350, 560, 200, 26, 95, "Fahrzeuge"), (2, 560, 560, 200, 26, 95, "Mieten"),
        (3, 300, 620, 15, 26, 90, "$"), (3, 330, 620, 90, 26, 90, "2500"), (3, 430, 620, 90, 26, 90, "Dollar"),
    )  # fmt: skip
    found = reading(monkeypatch, told)
    assert found is not None
    assert [word.text for word in found.words] == [
        "§",
        "4",
        "Laufzeit",
        "•",
        "Fahrzeuge",
        "Mieten",
        "$",
        "2500",
        "Dollar",
    ]


@pytest.mark.parametrize(
    ("read_as", "printed"),
    [
        ("nach $ 5 Abs. 2 zahlt", "nach § 5 Abs. 2 zahlt"),
        ("nach 8 5 Abs. 2 zahlt", "nach § 5 Abs. 2 zahlt"),
        ("die 88 7 Satz 1 und", "die §§ 7 Satz 1 und"),
        ("der 88 1 bis 5 gilt", "der §§ 1 bis 5 gilt"),
        ("die 88 40 Bände und", "die 88 40 Bände und"),
        ("im & 12 genannten Höfe", "im § 12 genannten Höfe"),
        ("laut 85 Abs. 3 gilt", "laut §5 Abs. 3 gilt"),
        ("8 3 Laufzeit", "§ 3 Laufzeit"),
        ("$12 Zweck", "§12 Zweck"),
        ("§ 85 Abs. 3 gilt", "§ 85 Abs. 3 gilt"),
        ("Artikel 8 Abs. 2 gilt", "Artikel 8 Abs. 2 gilt"),
        ("um 8 30 Leute kamen", "um 8 30 Leute kamen"),
        ("8 Höfe erhalten Geld", "8 Höfe erhalten Geld"),
        ("Hof & Garten GmbH", "Hof & Garten GmbH"),
        ("$ 2500 Dollar", "$ 2500 Dollar"),
        ("mit $ 5 Mio. dabei", "mit $ 5 Mio. dabei"),
    ],
)
def test_clause_signs(read_as: str, printed: str) -> None:
    assert " ".join(with_clause_signs(read_as.split())) == printed


def found(text: str, left: int, *, sure: float = 60.0) -> ScannedWord:
    return ScannedWord(text, sure, (1, 1, 1), left, 40, 12 * len(text), 26)


def page(width: int = 1200, height: int = 300) -> bytes:
    return b"P5\n%d %d\n255\n" % (width, height) + bytes([255]) * (width * height)


@pytest.mark.parametrize(
    ("first", "second", "told", "differing"),
    [
        ("nach 8 7", "8→§", "nach § 7", []),
        ("nach ($ 7", "($→(§", "nach (§ 7", []),
        ("der 88 7", "88→§§", "der §§ 7", []),
        ("810 Verfahren", "810→§10", "§ 10 Verfahren", []),
        ("s1l Verfahren", "s1l→§11", "§ 11 Verfahren", []),
        ("die 8 8 7", "8→§", "die §§ 7", []),
        ("um 8 30", "8→8", "um 8 30", []),
        ("A & 4", "&→&", "A & 4", []),
        ("nur 71.943", "71.943→7.943", "nur 7.943", ["7.943"]),
        ("nur 7.943", "7.943→7.943", "nur 7.943", []),
        ("nur 7.943,", "7.943,→7.943", "nur 7.943,", []),
        ("nur 47.515", "47.515→AT515", "nur 47.515", []),
        ("nur 47.515", "47.515→", "nur 47.515", []),
        ("am 24. Mai", "24.→21.", "am 24. Mai", []),
    ],
)
def test_doubtful_words_are_looked_at_again(first: str, second: str, told: str, differing: list[str]) -> None:
    read_as, again = second.split("→")
    words = [found(word, 200 * n) for n, word in enumerate(first.split())]

    def look(cuts: bytes) -> list[ScannedWord]:
        """Every cut of that word, as the second reading has it."""
        tops = [0, *accumulate(60 for _ in words)]
        return [replace(found(again, FRAME + 10), top=FRAME + 20 + top, height=10) for top in tops] if again else []

    kept, numbers = look_again(words, page(), look)
    assert (" ".join(word.text for word in kept), numbers) == (told, differing)
    assert read_as in first


def test_sure_numbers_are_not_looked_at_again() -> None:
    words = [found("71.943", 40, sure=96.5), found("Euro", 200)]
    assert look_again(words, page(), lambda _: pytest.fail("looked at")) == (words, [])


def test_tesseracts_lines_stay_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(page: object, *, seconds: float) -> ocr.ScanReading:
        rows = [("Hof", "1.200"), ("Weide", "800"), ("Zaun", "90")]
        words = [
            ocr.OcrWord(text, tuple(x + 5.0 * n for n in range(len(text) + 1)), top, top + 10, 10, 95.0)
            for top, row in zip((40.0, 60.0, 80.0), rows, strict=True)
            for x, text in zip((40.0, 200.0), row, strict=True)
        ]
        return ocr.ScanReading(tuple(words), 95.0)

    without_tesseract(monkeypatch, ("deu",))
    monkeypatch.setattr(ocr, "read_page", told)
    assert [line.text for line in read_lines(scan()).lines] == ["Hof | 1.200", "Weide | 800", "Zaun | 90"]


def beside(picture: Image.Image, over: Sequence[str] = ()) -> bytes:
    """A page with a typed line and a picture below it, words printed over the picture."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(420, 300), invariant=1)
    canvas.drawInlineImage(picture, 20, 20, 380, 220)
    canvas.drawString(30, 270, "Anlage 3 zur Vorlage")
    for place, line in enumerate(over):
        canvas.drawString(30, 200 - 14 * place, line)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("made", "warned"),
    [
        (lambda: beside(picture(0, TEXT)), True),
        (lambda: beside(Image.linear_gradient("L")), False),
        (lambda: beside(Image.new("L", (40, 30), 255)), False),
        (lambda: beside(picture(0, TEXT), TEXT), False),
    ],
)
def test_a_page_with_a_picture_of_text_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, made: Callable[[], bytes], warned: bool
) -> None:
    without_tesseract(monkeypatch)
    raw = read_lines(made())
    assert bool(raw.warnings) is warned and ("unread" in raw.metadata) is warned


def test_a_picture_of_text_is_read_beside_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(page: object, *, seconds: float) -> ocr.ScanReading:
        words = [("Anlage", 20.0), ("Zuschuss", 100.0)]
        made = (
            ocr.OcrWord(text, tuple(40 + 5.0 * n for n in range(len(text) + 1)), top, top + 10, 10, 95.0)
            for text, top in words
        )
        return ocr.ScanReading(tuple(made), 95.0)

    without_tesseract(monkeypatch, ("deu",))
    monkeypatch.setattr(ocr, "read_page", told)
    assert [line.text for line in read_lines(beside(picture(0, TEXT))).lines] == ["Anlage 3 zur Vorlage", "Zuschuss"]


def test_ocr_may_be_left_out_or_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    word = ocr.OcrWord("gelesen", tuple(40 + 5.0 * n for n in range(8)), 40, 50, 10, 95.0)
    without_tesseract(monkeypatch, ("deu",))
    monkeypatch.setattr(ocr, "read_page", lambda *_, **__: ocr.ScanReading((word,), 95.0))
    assert [line.text for line in read_lines(mixed(), ocr="always").lines] == ["gelesen"] * 3
    raw = read_lines(mixed(), ocr="never")
    assert (raw.metadata["unread"], len(raw.lines)) == ("2, 3", 1)
    assert "leave --ocr never out" in raw.warnings[0]


def test_specks_are_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    specks = table(*((n, 300, 500 + 50 * n, 30, 26, 12.0, "i:l,") for n in range(1, 9)))
    assert reading(monkeypatch, specks) is None
    assert reading(monkeypatch, "") is None


@pytest.mark.parametrize(
    ("numbers", "said"), [([3], "page 3 was"), ([2, 3, 4, 7], "pages 2-4, 7 were"), ([1, 3], "pages 1, 3 were")]
)
def test_pages_are_named_shortly(numbers: list[int], said: str) -> None:
    assert ocr.format_pages(numbers) == said


def test_a_document_gets_one_warning_that_names_its_worst_page() -> None:
    readings = {number: ocr.ScanReading((), 95.0) for number in range(2, 9)} | {
        9: ocr.ScanReading((), 71.4, 0, ("7.943",))
    }
    assert list(ocr.list_remarks(readings)) == [
        "pages 2-9 were read by OCR, mean confidence 92 % (page 9: 71 %): check numbers",
        "page 9 was read twice by OCR, differently in 7.943: check these",
    ]
    assert list(ocr.list_remarks({})) == []


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    without_tesseract(monkeypatch)
    read_lines(mixed())
    assert list(tmp_path.iterdir()) == []
