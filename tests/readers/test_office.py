"""Office files, pages and PDF made on the spot: automatic numbers and struck-out words; filled fields of PDF forms."""

from __future__ import annotations

import io
import zipfile

import pytest
from reportlab.pdfgen.canvas import Canvas

from policytext.model import RawDocument
from policytext.readers import read_lines
from policytext.readers.numerals import format_numeral

NUMBERING = """<numbering><abstractNum abstractNumId="0">
<lvl ilvl="0"><start val="1"/><numFmt val="decimal"/><lvlText val="§ %1"/></lvl>
<lvl ilvl="1"><start val="1"/><numFmt val="lowerLetter"/><lvlText val="%2)"/></lvl>
<lvl ilvl="2"><numFmt val="bullet"/><lvlText val="•"/></lvl></abstractNum>
<num numId="4"><abstractNumId val="0"/></num>
<num numId="5"><abstractNumId val="0"/><lvlOverride ilvl="0"><startOverride val="7"/></lvlOverride></num></numbering>"""
FODT = """<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="t"
xmlns:style="s" office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>
<style:style style:name="T1" style:family="text">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="i" style:num-suffix=")"/>
<text:list-level-style-bullet text:level="2"/></text:list-style>
<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/>
<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>
</office:automatic-styles><office:body><office:text>%s</office:text></office:body></office:document>"""


def docx(*paragraphs: str) -> RawDocument:
    """A document of these paragraphs' inner XML."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    relation = '<R><Relationship Id="a" Type="x/numbering" Target="numbering.xml"/></R>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<document><body>{body}</body></document>",
        "word/_rels/document.xml.rels": relation,
        "word/numbering.xml": NUMBERING,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return read_lines(packed.getvalue())


def item(text: str, identity: int, level: int) -> str:
    return f'<pPr><numPr><ilvl val="{level}"/><numId val="{identity}"/></numPr></pPr><r><t>{text}</t></r>'


def test_numbers_that_word_writes() -> None:
    rows = [("Zweck", 4, 0), ("Höfe", 4, 1), ("Ställe", 4, 1), ("Zäune", 4, 2), ("Antrag", 4, 0), ("Wege", 4, 1)]
    raw = docx(*(item(*row) for row in rows), "<r><t>Schluss.</t></r>", item("Anhang", 5, 0), item("frei", 0, 0))
    assert [line.text for line in raw.lines] == [
        "§ 1 Zweck", "a) Höfe", "b) Ställe", "Zäune", "§ 2 Antrag", "a) Wege", "Schluss.", "§ 7 Anhang", "frei",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("strike", "text", "warned"),
    [
        ("<rPr><strike/></rPr>", "Der Kreis zahlt 3.000 Euro.", True),
        ('<rPr><dstrike val="1"/></rPr>', "Der Kreis zahlt 3.000 Euro.", True),
        ('<rPr><strike val="0"/></rPr>', "Der Kreis zahlt 2.000 Euro 3.000 Euro.", False),
        ("<rPr><u/></rPr>", "Der Kreis zahlt 2.000 Euro 3.000 Euro.", False),
    ],
)
def test_struck_out_words(strike: str, text: str, warned: bool) -> None:
    raw = docx(
        f"<r><t>Der Kreis zahlt </t></r><r>{strike}<t>2.000 Euro </t></r><r><t>3.000 Euro.</t></r>",
    )
    assert raw.lines[0].text == text and bool(raw.warnings) is warned


def test_numbers_and_struck_out_words_of_odt() -> None:
    inner = (
        '<text:h text:outline-level="1">Zweck</text:h><text:h text:outline-level="2">Höfe</text:h>'
        '<text:h text:outline-level="1">Antrag</text:h><text:list text:style-name="L1"><text:list-item>'
        "<text:p>eins</text:p></text:list-item><text:list-item><text:p>zwei</text:p><text:list><text:list-item>"
        "<text:p>Punkt</text:p></text:list-item></text:list></text:list-item></text:list>"
        '<text:p>Er zahlt <text:span text:style-name="T1">5 Euro </text:span>6 Euro.</text:p>'
    )
    raw = read_lines((FODT % inner).encode())
    assert [line.text for line in raw.lines] == [
        "1 Zweck", "1.1 Höfe", "2 Antrag", "i) eins", "ii) zwei", "Punkt", "Er zahlt 6 Euro.",
    ]  # fmt: skip
    assert raw.warnings


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [(4, "i", "iv"), (1994, "I", "MCMXCIV"), (28, "a", "bb"), (7, "01", "07"), (3, "", ""), (0, "a", ""), (9, "x", "")],
)
def test_numerals(number: int, form: str, shown: str) -> None:
    assert format_numeral(number, form) == shown


def test_filled_fields_of_a_pdf_form() -> None:
    packed = io.BytesIO()
    canvas = Canvas(packed, invariant=1)
    canvas.drawString(72, 740, "Zuschuss:")
    canvas.acroForm.textfield(name="zuschuss", value="4.800 Euro", x=200, y=732, width=150, height=20)
    canvas.drawString(72, 700, "Frist:")
    canvas.acroForm.textfield(name="frist", value="", x=200, y=692, width=150, height=20)
    canvas.save()
    assert [line.text for line in read_lines(packed.getvalue()).lines] == ["Zuschuss: 4.800 Euro", "Frist:"]


RTF = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\stylesheet{\s0 Normal;}{\s1\strike heading 1;}}\pard %s\par}"


@pytest.mark.parametrize(
    ("inner", "text", "warned"),
    [
        (r"Er zahlt \strike 2.000 Euro\strike0  3.000 Euro.", "Er zahlt 3.000 Euro.", True),
        (r"Er zahlt {\strike 2.000 \b Euro }3.000 Euro.", "Er zahlt 3.000 Euro.", True),
        (r"Er zahlt \striked1 2.000 Euro\plain  3.000 Euro.", "Er zahlt 3.000 Euro.", True),
        (r"Er zahlt \strike 5\u8364 ?\'80\strike0 {\v  Az. 3} 3.000 Euro.", "Er zahlt 3.000 Euro.", True),
        (r"Er zahlt {\deleted 2.000 }3.000 Euro.", "Er zahlt 3.000 Euro.", False),
        (r"Er zahlt \strike0 2.000 Euro, \striked0 3.000 Euro.", "Er zahlt 2.000 Euro, 3.000 Euro.", False),
        (r"Er zahlt \ul 2.000 Euro\ul0 , mehr nicht.", "Er zahlt 2.000 Euro, mehr nicht.", False),
    ],
)
def test_struck_out_words_of_rtf(inner: str, text: str, warned: bool) -> None:
    raw = read_lines((RTF % inner).encode("latin-1"))
    assert [line.text for line in raw.lines] == [text] and bool(raw.warnings) is warned


@pytest.mark.parametrize(
    ("inner", "role", "text"),
    [
        (r"{\listtext\pard\plain \'a7 3\tab}Zweck", "item", "§ 3 Zweck"),
        (r"\s1{\listtext 2.1\tab}Zweck", "heading", "2.1 Zweck"),
        (r"{\pntext\f0 a)\tab}H\'f6fe", "item", "a) Höfe"),
        (r"{\pntext\f0\'b7\tab}H\'f6fe", "item", "Höfe"),
        (r"{\listtext\uc1\u-3913 ?\tab}H\'f6fe", "item", "Höfe"),
    ],
)
def test_numbers_that_rtf_writes(inner: str, role: str, text: str) -> None:
    assert [(line.role, line.text) for line in read_lines((RTF % inner).encode("latin-1")).lines] == [(role, text)]


@pytest.mark.parametrize(
    ("inner", "text", "warned"),
    [
        ("<s>2.000 Euro</s> 3.000 Euro", "3.000 Euro", True),
        ("<del>2.000 Euro</del> <strike>1</strike> 3.000 Euro", "3.000 Euro", True),
        (
            '<span style="color:red; text-decoration: underline line-through">2.000</span> 3.000 Euro',
            "3.000 Euro",
            True,
        ),
        ("<u>2.000 Euro</u> <small>3.000 Euro</small>", "2.000 Euro 3.000 Euro", False),
        ('<span style="text-decoration: underline">3.000 Euro</span>', "3.000 Euro", False),
    ],
)
def test_struck_out_words_of_pages(inner: str, text: str, warned: bool) -> None:
    page = (
        f"<!DOCTYPE html><body><main><h1>Neues</h1><p>Der Kreis zahlt den Vereinen im Tal {inner} im Jahr.</p></main>"
    )
    raw = read_lines(page.encode())
    assert raw.lines[-1].text == f"Der Kreis zahlt den Vereinen im Tal {text} im Jahr."
    assert bool(raw.warnings) is warned


def ruled(text: str, words: str, height: float, beyond: float = 0.0) -> RawDocument:
    """A page with a line of text and a rule over some of its words, so high above the base line (of the font size)."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(500, 200), invariant=1)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 120, text)
    start = 60 + canvas.stringWidth(text.partition(words)[0], "Helvetica", 11)
    end = start + canvas.stringWidth(words, "Helvetica", 11)
    canvas.line(start - beyond, 120 + height * 11, end + beyond, 120 + height * 11)
    canvas.drawString(60, 100, "Das gilt im Jahr.")
    canvas.save()
    return read_lines(out.getvalue())


@pytest.mark.parametrize(
    ("words", "height", "beyond", "kept"),
    [
        ("2.000 Euro ", 0.28, 0, "Er zahlt 3.000 Euro."),
        ("Er zahlt 2.000 Euro 3.000 Euro.", 0.3, 2, ""),
        ("2.000 Euro", -0.12, 0, "Er zahlt 2.000 Euro 3.000 Euro."),
        ("2.000 Euro", 0.85, 0, "Er zahlt 2.000 Euro 3.000 Euro."),
        ("Er zahlt 2.000 Euro 3.000 Euro.", 0.28, 40, "Er zahlt 2.000 Euro 3.000 Euro."),
        ("E", 0.28, 0, "Er zahlt 2.000 Euro 3.000 Euro."),
    ],
)
def test_struck_out_words_of_pdf(words: str, height: float, beyond: float, kept: str) -> None:
    raw = ruled("Er zahlt 2.000 Euro 3.000 Euro.", words, height, beyond)
    assert [line.text for line in raw.lines] == [*filter(None, [kept]), "Das gilt im Jahr."]
    assert bool(raw.warnings) is (kept != "Er zahlt 2.000 Euro 3.000 Euro.")
