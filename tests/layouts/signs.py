"""What is set unusually: white on dark grounds, hyphens too small to see, bullets of symbol fonts, large figures."""

from __future__ import annotations

import io
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.layouts.flows import article, frames
from tests.layouts.material import Pen
from tests.layouts.sheet import Break, Frame, Sheet, Stroke, Style, broken, width_of

DARK, DEEP = Color(0.05, 0.15, 0.35), Color(0.1, 0.4, 0.25)
FIGURES = ("58 Mio.", "1.240", "3 von 4", "12,5 %", "86.000", "7,5 Mrd.", "24/7", "2030")


def cover(sheet: Sheet, pen: Pen, *, style: Style, ground: str, top: float, height: float) -> None:
    """A page whose title stands white on a dark ground; what is white on white is seen by nobody."""

    def draw(canvas: Canvas, tall: float) -> None:
        canvas.saveState()
        _GROUNDS[ground](canvas, 40, tall - top - height, 515, height)
        canvas.restoreState()

    sheet.strokes.insert(0, Stroke(0, 40, -1, draw))
    white = style.but(colour=(1, 1, 1), justified=False, hyphens="", indent=0)
    parts = [("title", pen.one("titles"), white.but(size=22, weight=1)), ("paragraph", pen.one("body"), white)]
    sheet.flow(parts, [Frame(0, 60, top + 12, 470)])
    hidden = "Entwurf, nicht zur Weitergabe"
    sheet.furniture(0, 60, 815, hidden, white)
    sheet.flow(article(pen, style, sections=2, paragraphs=2), [Frame(0, 60, top + height + 20, 475, 800)])


def _gradient(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    canvas.clipPath(path, stroke=0)
    canvas.linearGradient(x, y, x + width, y + height, (DARK, DEEP))


def _radial(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    canvas.clipPath(path, stroke=0)
    canvas.radialGradient(x + width / 2, y + height / 2, width, (DEEP, DARK))


def _flat(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    canvas.setFillColor(DARK)
    canvas.roundRect(x, y, width, height, 8, fill=1, stroke=0)


def _form(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    canvas.beginForm("ground")
    canvas.setFillColor(DARK)
    canvas.rect(0, 0, width, height, fill=1, stroke=0)
    canvas.endForm()
    canvas.translate(x, y)
    canvas.doForm("ground")


def _photo(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    from PIL import Image

    packed = io.BytesIO()
    picture = Image.new("RGB", (16, 16))
    picture.putdata([(10 + 3 * n // 16, 20 + n // 4, 60 + n // 3) for n in range(256)])
    picture.save(packed, "PNG")
    canvas.drawImage(ImageReader(packed), x, y, width, height)


def _strips(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    for number in range(40):
        canvas.setFillColorRGB(0.05 + number / 100, 0.15, 0.4)
        canvas.rect(x + number * width / 40, y, width / 40 + 0.5, height, fill=1, stroke=0)


_GROUNDS = {
    "gradient": _gradient, "radial": _radial, "flat": _flat, "form": _form, "photo": _photo, "strips": _strips,
}  # fmt: skip


def tiny_hyphens(sheet: Sheet, pen: Pen, *, style: Style, width: float, tiny: float) -> None:
    """Narrow paragraphs whose broken words end in a hyphen too small to be seen."""
    y, step = 70.0, style.size * style.lead
    for _ in range(5):
        text = pen.paragraph(2)
        sheet.say("paragraph", text)
        for words, cut in broken(text, style.but(hyphens="-"), width):
            y += step
            shown = " ".join(word for word in words if word != "\n")
            if cut:
                sheet.breaks.append(Break(cut.word, cut.real))
            if cut and not cut.real:
                sheet.put(0, 60, y, shown[:-1], style)
                sheet.put(0, 60 + width_of(shown[:-1], style), y, "-", style.but(size=tiny))
            else:
                sheet.put(0, 60, y, shown, style)
        y += 8


def symbol_bullets(sheet: Sheet, pen: Pen, *, style: Style, font: str, sign: str, hanging: float, gap: float) -> None:
    """Items behind a sign of a symbol font; their further lines are indented, what follows the list is not."""
    face = style.but(justified=False, hyphens="", indent=0)
    _, y = sheet.flow([("paragraph", pen.paragraph(2), style)], [Frame(0, 60, 60, 440)])
    for number in range(8):
        text = pen.one("items") if number % 3 else pen.one("body")
        base = y + face.size * face.lead

        def draw(canvas: Canvas, height: float, base: float = base) -> None:
            canvas.setFillColorRGB(0, 0, 0)
            canvas.setFont(font, style.size * 0.8)
            canvas.drawString(64, height - base, sign)

        sheet.strokes.append(Stroke(0, 64, base, draw))
        kept = list(sheet.blocks)
        _, y = sheet.flow([("paragraph", text, face.but(gap=gap))], [Frame(0, 64 + hanging, y, 430 - hanging)])
        sheet.blocks[:] = kept
        sheet.say("item", f"• {text}")
    sheet.flow([("paragraph", pen.paragraph(3), style) for _ in "ab"], [Frame(0, 60, y + (4 if gap < 4 else 0), 440)])


def big_figures(sheet: Sheet, pen: Pen, *, style: Style, big: float, at: float, weight: int) -> None:
    """Figures many times the text's size, each with two or three small lines to its right; text above and below."""
    face = style.but(justified=False, hyphens="", indent=0)
    _, y = sheet.flow([("paragraph", pen.paragraph(3), style)], [Frame(0, 60, 60, 475)])
    y += 20
    for number, figure in enumerate(pen.dice.sample(FIGURES, 3)):
        sheet.put(0, 60, y + big * 0.85, figure, face.but(size=big, weight=weight))
        sheet.say("figure", figure, apart=f"figure {number}")
        _, foot = sheet.flow([("words", pen.one("body"), face)], [Frame(0, 60 + at, y, 230)], apart=f"words {number}")
        y = max(foot, y + big) + 18
    sheet.flow([("paragraph", pen.paragraph(3), style) for _ in "ab"], [Frame(0, 60, y, 475)])


def large_beside_small(sheet: Sheet, pen: Pen, *, style: Style, big: float, gutter: float, right: bool) -> None:
    """A few lines of large type beside more lines of small type, both from one height on."""
    face = style.but(justified=False, hyphens="", indent=0)
    _, y = sheet.flow([("paragraph", pen.paragraph(3), style)], [Frame(0, 60, 60, 475)])
    wide, narrow = 235.0, 475 - 235.0 - gutter
    places = (60 + narrow + gutter, 60.0) if right else (60.0, 60 + wide + gutter)
    _, foot = sheet.flow(
        [("words", pen.one("titles"), face.but(size=big, weight=1))], [Frame(0, places[0], y + 20, wide)], apart="large"
    )
    _, end = sheet.flow([("words", pen.paragraph(2), face)], [Frame(0, places[1], y + 24, narrow)], apart="small")
    sheet.flow(article(pen, style, sections=1), frames(1, 1, top=max(foot, end) + 24))
