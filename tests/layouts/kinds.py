"""Kinds of layout, each set in several ways: some to work with, others (type, measure, wording) to measure by."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.layouts import grids, letters, margins, pages, signs, tables
from tests.layouts.sheet import Style

Build = Callable[..., None]

SERIF, SANS, VERA = Style(), Style(font="sans", size=10.5), Style(font="vera", size=9.5, lead=1.4)
FLUSH = Style(size=10.5, justified=True, hyphens="-", gap=6)
SMALL = Style(font="sans", size=9, justified=True, hyphens="-", gap=5)
LARGE = Style(font="sans", size=11.5, gap=8)
DENSE = Style(size=10, lead=1.18, gap=4)
WIDE = Style(font="vera", size=9, lead=1.5, gap=7)

KINDS: dict[str, tuple[tuple[Build, ...], tuple[Build, ...]]] = {
    "notes-smaller": (
        (
            partial(margins.notes, style=FLUSH, right=False, gutter=14, smaller=2),
            partial(margins.notes_over_pages, style=SANS, right=True, gutter=12, smaller=2.5, wide=80),
        ),
        (
            partial(margins.notes, style=SMALL, right=True, gutter=16, smaller=1.5, wide=85),
            partial(margins.notes_over_pages, style=DENSE, right=False, gutter=10, smaller=2, wide=70),
            partial(margins.notes_over_pages, style=VERA, right=True, gutter=18, smaller=1.5, wide=90),
        ),
    ),
    "notes-body-size": (
        (
            partial(margins.notes, style=SERIF, right=True, gutter=20, smaller=0, wide=95),
            partial(margins.notes_over_pages, style=FLUSH, right=False, gutter=15, smaller=0, wide=85),
        ),
        (
            partial(margins.notes, style=VERA, right=False, gutter=14, smaller=0, wide=100),
            partial(margins.notes_over_pages, style=SMALL, right=True, gutter=16, smaller=0, wide=80),
            partial(margins.notes_over_pages, style=LARGE, right=False, gutter=22, smaller=0, wide=105),
        ),
    ),
    "notes-narrow-gutter": (
        (
            partial(margins.notes, style=FLUSH, right=True, gutter=8, smaller=0, wide=90),
            partial(margins.notes_over_pages, style=SANS, right=False, gutter=8, smaller=1, wide=85),
        ),
        (
            partial(margins.notes, style=DENSE, right=False, gutter=8, smaller=0, wide=80),
            partial(margins.notes_over_pages, style=SMALL, right=False, gutter=8, smaller=0, wide=85),
            partial(margins.notes_over_pages, style=FLUSH.but(size=11), right=True, gutter=8, smaller=1, wide=95),
        ),
    ),
    "numbered-lines": (
        (
            partial(margins.line_numbers, style=SANS, step=1, right=False),
            partial(margins.line_numbers, style=FLUSH, step=10, right=True, first=7),
        ),
        (
            partial(margins.line_numbers, style=WIDE, step=1, right=False, first=88),
            partial(margins.line_numbers, style=DENSE, step=5, right=False, first=1),
        ),
    ),
    "columns-ruled": (
        (
            partial(tables.vertical, style=SANS, head_rule=True, wrapped=True, empty=True),
            partial(tables.vertical, style=SERIF, head_rule=False, wrapped=False, empty=True),
        ),
        (
            partial(tables.vertical, style=VERA, head_rule=True, wrapped=True, empty=True),
            partial(tables.vertical, style=DENSE, head_rule=False, wrapped=False, empty=True),
            partial(tables.vertical, style=LARGE, head_rule=False, wrapped=True),
        ),
    ),
    "empty-cells": (
        (
            partial(grids.empties, style=SANS, rules="all", holes=((2, 1), (3, 4), (5, 2))),
            partial(grids.empties, style=SERIF, rules="horizontal", holes=((1, 3), (4, 1), (6, 4))),
            partial(grids.empties, style=FLUSH, rules="none", holes=((2, 2), (3, 1), (3, 2), (7, 3))),
        ),
        (
            partial(grids.empties, style=VERA, rules="all", holes=((1, 1), (2, 4), (3, 3), (6, 2))),
            partial(grids.empties, style=SMALL, rules="horizontal", holes=((2, 1), (2, 2), (5, 4))),
            partial(grids.empties, style=SANS.but(size=10), rules="head", holes=((3, 2), (4, 3), (6, 1))),
            partial(grids.empties, style=DENSE, rules="none", holes=((1, 4), (4, 2), (5, 1))),
        ),
    ),
    "wrapping-cells": (
        (
            partial(grids.wrapping, style=SERIF.but(size=10), at=0, gap=6, numbered=False, rules="none"),
            partial(grids.wrapping, style=SANS.but(size=9.5), at=0.5, gap=7, numbered=True, rules="head"),
            partial(grids.wrapping, style=FLUSH.but(size=10), at=1, gap=8, numbered=False, rules="none"),
            partial(grids.wrapping, style=SANS.but(size=9), at=0.5, gap=6, numbered=False, rules="below"),
        ),
        (
            partial(grids.wrapping, style=VERA.but(size=8.5), at=0, gap=7, numbered=True, rules="none"),
            partial(grids.wrapping, style=DENSE.but(size=9.5), at=0.5, gap=6, numbered=False, rules="none"),
            partial(grids.wrapping, style=SMALL, at=1, gap=9, numbered=True, rules="head"),
            partial(grids.wrapping, style=SANS.but(size=10), at=0, gap=5, numbered=False, rules="head"),
            partial(grids.wrapping, style=SERIF.but(size=9), at=1, gap=7, numbered=False, rules="below"),
        ),
    ),
    "spanning-heads": (
        (
            partial(grids.spanning, style=SANS.but(size=9.5), rules="head", unit="Alle Angaben in Tsd. EUR"),
            partial(grids.spanning, style=SERIF.but(size=10), rules="none", unit="in Euro"),
        ),
        (
            partial(grids.spanning, style=VERA.but(size=8.5), rules="all", unit="Alle Angaben in Mio. EUR"),
            partial(grids.spanning, style=DENSE, rules="none", unit="Angaben in Tsd. Euro"),
            partial(grids.spanning, style=SMALL, rules="head", unit="Beträge in TEUR"),
        ),
    ),
    "grants-over-pages": (
        (
            partial(grids.grant_pages, style=SANS.but(size=9.5), rules="none", at=0, unit="", gap=7, again=True,
                    title="Verzeichnis der Zuwendungen im Kreis Ostrahn"),
            partial(grids.grant_pages, style=SERIF.but(size=10), rules="below", at=0.5, gap=8, again=False,
                    unit="Alle Angaben in EUR", title="Förderungen der Bürgerstiftung 2025"),
            partial(grids.grant_pages, style=SANS.but(size=9), rules="head", at=1, gap=8, again=True,
                    unit="Beträge in Tsd. Euro", title="Zuschüsse an Vereine"),
        ),
        (
            partial(grids.grant_pages, style=VERA.but(size=8.5), rules="head", at=0, gap=6, again=True, unit="",
                    title="Empfänger von Zuschüssen der Stadt Mühlau"),
            partial(grids.grant_pages, style=DENSE.but(size=10.5), rules="none", at=0.5, gap=8, again=True,
                    unit="Alle Angaben in Euro", title="Bericht über Zuwendungen an Dritte"),
            partial(grids.grant_pages, style=SANS.but(size=10), rules="below", at=1, gap=7, again=False,
                    unit="Angaben in TEUR", title="Liste der Bewilligungen 2024"),
        ),
    ),
    "data-sheets": (
        (
            partial(letters.data_sheet, style=SANS, value_at=150, bold=True, wide=300),
            partial(letters.data_sheet, style=SERIF, value_at=110, bold=False, wide=240),
        ),
        (
            partial(letters.data_sheet, style=VERA, value_at=170, bold=False, wide=260),
            partial(letters.data_sheet, style=DENSE, value_at=130, bold=True, wide=220),
            partial(letters.data_sheet, style=LARGE, value_at=160, bold=False, wide=310),
        ),
    ),
    "white-on-dark": (
        (
            partial(signs.cover, style=SANS, ground="gradient", top=50, height=150),
            partial(signs.cover, style=SERIF, ground="flat", top=40, height=140),
            partial(signs.cover, style=FLUSH, ground="strips", top=60, height=130),
        ),
        (
            partial(signs.cover, style=VERA, ground="radial", top=45, height=170),
            partial(signs.cover, style=DENSE, ground="photo", top=50, height=140),
            partial(signs.cover, style=SMALL, ground="form", top=70, height=120),
            partial(signs.cover, style=LARGE, ground="gradient", top=30, height=190),
        ),
    ),
    "tiny-hyphens": (
        (
            partial(signs.tiny_hyphens, style=SANS, width=200, tiny=1),
            partial(signs.tiny_hyphens, style=SERIF, width=170, tiny=0.5),
        ),
        (
            partial(signs.tiny_hyphens, style=VERA, width=180, tiny=1.2),
            partial(signs.tiny_hyphens, style=DENSE, width=150, tiny=0.1),
        ),
    ),
    "symbol-bullets": (
        (
            partial(signs.symbol_bullets, style=SANS, font="ZapfDingbats", sign="■", hanging=16, gap=4),
            partial(signs.symbol_bullets, style=SERIF, font="Symbol", sign="•", hanging=14, gap=0),
            partial(signs.symbol_bullets, style=FLUSH, font="ZapfDingbats", sign="✔", hanging=20, gap=2),
        ),
        (
            partial(signs.symbol_bullets, style=VERA, font="ZapfDingbats", sign="●", hanging=18, gap=3),
            partial(signs.symbol_bullets, style=DENSE, font="ZapfDingbats", sign="➢", hanging=15, gap=0),
            partial(signs.symbol_bullets, style=LARGE, font="Symbol", sign="•", hanging=22, gap=5),
        ),
    ),
    "contents-pages": (
        (
            partial(pages.long_contents, style=SANS, title="Inhalt", dots=".", bold=True, larger=False),
            partial(pages.long_contents, style=SERIF, title="Inhaltsverzeichnis", dots="", bold=True, larger=True),
            partial(pages.long_contents, style=DENSE, title="Inhalt", dots="", bold=False, larger=False),
        ),
        (
            partial(pages.long_contents, style=VERA, title="Inhaltsverzeichnis", dots="", bold=True, larger=False),
            partial(pages.long_contents, style=FLUSH, title="Inhalt", dots=" .", bold=True, larger=True),
            partial(pages.long_contents, style=SMALL, title="Inhaltsübersicht", dots="", bold=False, larger=True),
        ),
    ),
    "large-figures": (
        (
            partial(signs.big_figures, style=SANS, big=32, at=140, weight=1),
            partial(signs.big_figures, style=SERIF, big=28, at=125, weight=0),
        ),
        (
            partial(signs.big_figures, style=VERA, big=34, at=190, weight=0),
            partial(signs.big_figures, style=DENSE, big=40, at=175, weight=1),
            partial(signs.big_figures, style=LARGE, big=26, at=120, weight=1),
        ),
    ),
    "two-sizes": (
        (
            partial(signs.large_beside_small, style=SANS.but(size=9.5), big=18, gutter=22, right=False),
            partial(signs.large_beside_small, style=SERIF, big=20, gutter=16, right=True),
        ),
        (
            partial(signs.large_beside_small, style=VERA.but(size=8.5), big=17, gutter=18, right=True),
            partial(signs.large_beside_small, style=DENSE, big=22, gutter=20, right=False),
            partial(signs.large_beside_small, style=SMALL, big=19, gutter=14, right=False),
        ),
    ),
    "facing-heads": (
        (
            partial(margins.facing, style=SERIF, head="Jahresbericht Obertann", small=8.5, beside=True),
            partial(margins.facing, style=SANS, head="Zukunftsplan 2030", small=9, beside=False),
        ),
        (
            partial(margins.facing, style=VERA, head="Sozialbericht des Kreises", small=8, beside=False),
            partial(margins.facing, style=FLUSH, head="Wie wir leben wollen", small=9, beside=True),
            partial(margins.facing, style=LARGE, head="Haushaltsrede", small=10, beside=True),
        ),
    ),
    "double-pages": (
        (
            partial(pages.spreads, style=SERIF, form="bare", first=14, columns=1),
            partial(pages.spreads, style=FLUSH, form="beside", first=8, columns=2),
        ),
        (
            partial(pages.spreads, style=SANS, form="word", first=2, columns=1),
            partial(pages.spreads, style=SMALL, form="bare", first=36, columns=2),
            partial(pages.spreads, style=VERA, form="beside", first=20, columns=1),
        ),
    ),
}  # fmt: skip
SEED = {"kinds": "eins", "kinds_held_out": "zwei"}  # the words of each half
