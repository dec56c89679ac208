"""How right scanned pages are read: words, § and rows, on made-up German papers whose text is known.

    python benchmarks/scans.py [--pages 24] [--seed 1] [--show]

By-laws, funding lists, forms, letters and pages in two columns are set with ReportLab in several fonts, 9 to 12
points, printed at 150 to 300 dots an inch, laid askew, made noisy and saved as JPEG; each seventh page lies on its
side. Seeds 1 to 9 are for development; figures are told of seeds that nobody looked at. A page may take its time.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from policytext import pipeline
from policytext.readers import ocr

SAID: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
WIDTH, HEIGHT, MARGIN = 595, 842, 62
FONTS = ["Times", "Helvetica", "DejaVuSans", "DejaVuSerif", "DejaVuSansCondensed"]
FOLDER = Path("/usr/share/fonts/truetype/dejavu")
SIGN = re.compile(r"(§§?)\s?(\d{1,3}[a-z]?)")


@dataclass(slots=True)
class Sheet:
    """A page being set: its canvas, its style, what it says line by line, and the rows that must stay whole."""

    canvas: Canvas
    chance: random.Random
    font: str
    size: float
    y: float = HEIGHT - MARGIN
    said: list[str] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether no paragraph fits below."""
        return self.y < MARGIN + 6 * self.size

    def put(self, text: str, *, x: float = MARGIN, bold: bool = False, width: float = WIDTH - 2 * MARGIN) -> None:
        """A paragraph below the last one."""
        font = self.named(bold)
        self.canvas.setFont(font, self.size)
        for line in simpleSplit(text, font, self.size, width):
            self.canvas.drawString(x, self.y, line)
            self.y -= 1.25 * self.size
        self.y -= 0.5 * self.size
        self.said.append(text)

    def row(self, left: str, middle: str, right: str) -> None:
        """A row of a list: labels to the left, its sum set right."""
        self.canvas.setFont(self.named(bold=False), self.size)
        self.canvas.drawString(MARGIN, self.y, left)
        self.canvas.drawString(MARGIN + 270, self.y, middle)
        self.canvas.drawRightString(WIDTH - MARGIN, self.y, right)
        self.y -= 1.6 * self.size
        self.said.append(f"{left} {middle} {right}")
        self.rows.append((left, right))

    def named(self, bold: bool) -> str:
        """The name of the font, bold or not."""
        plain = {"Times": "Times-Roman"}.get(self.font, self.font)
        return f"{self.font}-Bold" if bold else plain


@dataclass(frozen=True, slots=True)
class Page:
    """A scanned page and what it says."""

    kind: str
    pdf: bytes
    said: str
    rows: Sequence[tuple[str, str]]
    how: str


def main() -> None:
    """Make the pages, read them, print the figures of each kind and of all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print what was read wrong")
    options = parser.parse_args()
    ocr.SECONDS_A_PAGE = 600.0
    total: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = {}
    for page in pages(options.pages, options.seed):
        figures = measured(page, show=options.show)
        print(f"{page.kind:9} {page.how:60}", told(figures), flush=True)
        total += figures
        kinds[page.kind] = kinds.get(page.kind, Counter()) + figures
    for kind, figures in (*kinds.items(), ("all", total)):
        print(f"{kind:9} {'':60}", told(figures))


def told(figures: Counter[str]) -> str:
    """Shares of what is right, with how many there were."""
    parts = (f"{name} {figures[name + '+'] / figures[name]:.3f} of {figures[name]}" for name in NAMES if figures[name])
    return f"{', '.join(parts)}; false § {figures['false']}, $ {figures['dollars']}"


NAMES = ("words", "signs", "rows")

# ---------------------------------------------------------------------------------------------- measuring


def measured(page: Page, *, show: bool = False) -> Counter[str]:
    """How many words (in order), signs with their number and rows there are, and how many were read right (`+`)."""
    text = pipeline.read(page.pdf).text
    wanted, found = page.said.split(), text.replace(" | ", " ").split()
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    right = sum(block.size for block in matcher.get_matching_blocks())
    signs, read = Counter(SIGN.findall(page.said)), Counter(SIGN.findall(text))
    lines = [_bare(line) for line in text.splitlines()]
    whole = [any(_bare(left)[:12] in line and line.endswith(_bare(sum_)) for line in lines) for left, sum_ in page.rows]
    if show:
        for how, a, b, c, d in matcher.get_opcodes():
            if how != "equal":
                print("   ", " ".join(wanted[max(0, a - 2) : b]), "→", " ".join(found[c:d]))
    return Counter(
        {"words": len(wanted), "words+": right, "signs": signs.total(), "signs+": (signs & read).total()}
        | {"rows": len(whole), "rows+": sum(whole)}
        | {"false": (read - signs).total(), "dollars": text.count("$") - page.said.count("$")}
    )


def _bare(text: str) -> str:
    return re.sub(r"[\s|.,-]", "", text)


# ---------------------------------------------------------------------------------------------- what pages say


def pages(count: int, seed: int) -> Iterator[Page]:
    """So many pages, of each kind in turn."""
    for name in FONTS[2:]:
        for weight in ("", "-Bold"):
            pdfmetrics.registerFont(TTFont(name + weight, FOLDER / f"{name}{weight}.ttf"))
    chance = random.Random(seed)
    for number in range(count):
        kind = list(KINDS)[number % len(KINDS)]
        yield _scanned(kind, chance, turned=chance.choice([90, 180, 270]) if number % 7 == 6 else 0)


def _filled(text: str, chance: random.Random) -> str:
    """A sentence with its places filled."""
    numbers = {letter: chance.randint(1, 9) for letter in "mk"} | {"n": chance.randint(1, 95)}
    said = {
        "o": numbers["n"] + chance.randint(1, 4),
        "cite": chance.choice(SAID["cite"]).format(**numbers),
        "day": f"{chance.randint(1, 28)}. {chance.choice(['März', 'Mai', 'Oktober'])} {chance.randint(2019, 2027)}",
        "sum": f"{chance.randint(1, 900)}.{chance.choice(CENTS)} {chance.choice(['Euro', '€'])}",
        "share": chance.randint(10, 90),
    }
    cites = chance.choice(SAID["cites"]).format(**numbers, o=said["o"])
    one = {name: chance.choice(SAID[plural]) for name, plural in ONE.items()}
    return text.format(**numbers, **said, cites=cites, **one)


CENTS = ["000", "500", "250,00", "480,50"]
ONE = {"place": "places", "person": "people", "body": "bodies", "receiver": "receivers", "purpose": "purposes"}


def _bylaw(sheet: Sheet) -> None:
    chance = sheet.chance
    sheet.put(_filled("Satzung der Gemeinde {place} über die Förderung der Vereine", chance), bold=True)
    sheet.put(_filled("Aufgrund des § 4 Abs. 1 GemO und der {cites} hat der Rat am {day} beschlossen:", chance))
    number, own_line = chance.randint(1, 9), chance.random() < 0.4
    while not sheet.is_full:
        heading = chance.choice(SAID["headings"])
        if own_line:
            sheet.put(f"§ {number}", x=WIDTH / 2 - 10, bold=True)
            sheet.put(heading, x=WIDTH / 2 - 50, bold=True)
        else:
            sheet.put(f"§ {number} {heading}", bold=True)
        for paragraph in range(1, chance.randint(2, 4)):
            if not sheet.is_full:
                sheet.put(f"({paragraph}) {_filled(chance.choice(SAID['clauses']), chance)}")
        number += 1


def _list(sheet: Sheet) -> None:
    chance = sheet.chance
    sheet.put(_filled("Zuschüsse der Stadt {place} an Vereine im Jahr 2024", chance), bold=True)
    sheet.put(_filled(chance.choice(SAID["sentences"]), chance))
    unit = chance.choice(["", " €", " Euro"])
    sheet.row("Empfänger", "Zweck", "Betrag" if unit else "Betrag in Euro")
    while not sheet.is_full:
        amount = f"{chance.randint(1, 99)}.{chance.randint(0, 999):03}"
        receiver = chance.choice(SAID["receivers"])[: 44 if sheet.size < 11 else 36].rstrip(" ,")
        sheet.row(receiver, chance.choice(SAID["purposes"]), f"{amount}{unit}")


def _form(sheet: Sheet) -> None:
    chance = sheet.chance
    sheet.put("Antrag auf Gewährung einer Zuwendung", bold=True)
    fields = [(label, _filled(value, chance)) for label, value in SAID["fields"]]
    for label, value in chance.sample(fields, k=len(fields)):
        sheet.canvas.setFont(sheet.named(bold=False), sheet.size)
        sheet.canvas.drawString(MARGIN, sheet.y, label)
        sheet.canvas.drawString(MARGIN + 160, sheet.y, value)
        sheet.canvas.line(MARGIN + 155, sheet.y - 4, WIDTH - MARGIN, sheet.y - 4)
        sheet.said.append(f"{label} {value}")
        sheet.rows.append((label, value))
        sheet.y -= 2.2 * sheet.size
    for _ in range(4):
        sheet.put(_filled(chance.choice(SAID["clauses"]), chance))


def _letter(sheet: Sheet) -> None:
    chance = sheet.chance
    for text in ("{body}", "Rathausgasse 3 · 26721 {place}", "{day}", "Aktenzeichen: 4.2-{n}/2024"):
        sheet.put(_filled(text, chance))
    sheet.put(_filled("Bewilligung einer Zuwendung für {purpose}", chance), bold=True)
    sheet.put("Sehr geehrte Damen und Herren,")
    while not sheet.is_full:
        sentences = [_filled(one, chance) for one in chance.sample([*SAID["sentences"], *SAID["clauses"]], k=3)]
        sheet.put(" ".join(sentences))


def _columns(sheet: Sheet) -> None:
    chance = sheet.chance
    sheet.put(_filled("Aus dem Kreistag: Mittel für {place}", chance), bold=True)
    top, width = sheet.y, (WIDTH - 2 * MARGIN - 24) / 2
    for x in (MARGIN, MARGIN + width + 24):
        sheet.y = top
        while not sheet.is_full:
            sheet.put(" ".join(_filled(one, chance) for one in chance.sample(SAID["sentences"], k=2)), x=x, width=width)


KINDS: dict[str, Callable[[Sheet], None]] = {
    "by-law": _bylaw,
    "list": _list,
    "form": _form,
    "letter": _letter,
    "columns": _columns,
}

# ---------------------------------------------------------------------------------------------- printed and scanned


def _scanned(kind: str, chance: random.Random, *, turned: int) -> Page:
    out = io.BytesIO()
    canvas = Canvas(out, (WIDTH, HEIGHT), invariant=1)
    sheet = Sheet(canvas, chance, chance.choice(FONTS), chance.choice([9, 10, 11, 12]))
    KINDS[kind](sheet)
    canvas.save()
    dots = chance.choice([150, 200, 200, 300])
    skew, noise, quality = chance.uniform(-1.2, 1.2), chance.choice([0, 6, 12]), chance.choice([45, 60, 80])
    how = f"{sheet.font} {sheet.size} pt, {dots} dpi, {skew:+.1f}°, noise {noise}, turned {turned}"
    askew = _printed(out.getvalue(), dots).rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    scan = io.BytesIO()
    _noisy(askew, noise, chance).rotate(turned, expand=True).save(scan, "PDF", resolution=dots, quality=quality)
    return Page(kind, scan.getvalue(), "\n".join(sheet.said), sheet.rows, how)


def _printed(pdf: bytes, dots: int) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=dots / 72, grayscale=True).to_pil().convert("L")


def _noisy(picture: Image.Image, noise: int, chance: random.Random) -> Image.Image:
    """The picture as a scanner sees it: a little blurred, greyish, with noise."""
    pixels = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.4)), dtype=np.float32)
    grains = np.random.default_rng(chance.randrange(1 << 30)).normal(0, noise, pixels.shape)
    return Image.fromarray(np.clip(pixels * 0.93 + 10 + grains, 0, 255).astype(np.uint8))


if __name__ == "__main__":
    main()
