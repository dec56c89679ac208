"""All layouts by name: those to work with (`develop`, `kinds`), those only to measure by (`…held_out`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tests.layouts import brochures, flows, letters, margins, pages, tables
from tests.layouts.kinds import KINDS, SEED
from tests.layouts.material import Pen
from tests.layouts.sheet import Sheet, Style, Truth

GROUPS = ("develop", "held_out", *SEED)


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout's name, group and builder."""

    name: str
    group: str
    build: Callable[..., None]
    order: str = "made"

    def make(self) -> tuple[bytes, Truth]:
        """The PDF and what is true of it."""
        sheet = Sheet(order=self.order)
        self.build(sheet, Pen(self.name))
        return sheet.pdf(), sheet.truth()


SERIF, SANS, VERA = Style(), Style(font="sans", size=10.5), Style(font="vera", size=9.5, lead=1.4)
TYPESET = Style(size=10, justified=True, hyphens="-", gap=5)
BOOK = Style(size=10.5, justified=True, hyphens="-", gap=0, indent=12, lead=1.22)
NARROW = Style(font="sans", size=9.5, justified=True, hyphens="-", gap=5)
LIGATED = Style(font="vera", size=9, justified=True, hyphens="-", ligatures=True)
SOFT = Style(size=10, justified=True, hyphens="\u00ad")
RAGGED = Style(font="vera", size=9, hyphens="-")


def _both(name: str, develop: Callable[..., None], held_out: Callable[..., None], order: str = "made") -> list[Layout]:
    other = {"made": "rows", "rows": "backwards", "backwards": "made"}[order]
    return [Layout(name, "develop", develop, order), Layout(f"{name}-other", "held_out", held_out, other)]


def _margins() -> list[list[Layout]]:
    return [
        _both(
            "line-numbers",
            partial(margins.line_numbers, style=SERIF, step=1, right=False, first=201),
            partial(margins.line_numbers, style=NARROW, step=1, right=True),
        ),
        _both(
            "line-numbers-by-five",
            partial(margins.line_numbers, style=TYPESET, step=5, right=False),
            partial(margins.line_numbers, style=SANS, step=5, right=False, first=33),
            "rows",
        ),
        _both("own-numbers", partial(margins.numbered_rows, style=SERIF), partial(margins.numbered_rows, style=SANS)),
        _both(
            "margin-notes",
            partial(margins.notes, style=SERIF, right=False, gutter=8),
            partial(margins.notes, style=SANS.but(justified=True, hyphens="-"), right=True, gutter=12),
        ),
        _both(
            "line-numbers-right",
            partial(margins.line_numbers, style=VERA, step=5, right=True, first=3),
            partial(margins.line_numbers, style=BOOK.but(indent=0, gap=7), step=5, right=True, first=1198),
            "backwards",
        ),
        _both(
            "margin-notes-narrow",
            partial(margins.notes, style=BOOK.but(indent=0, gap=7), right=True, gutter=8),
            partial(margins.notes, style=RAGGED.but(size=10), right=False, gutter=8),
            "rows",
        ),
        _both(
            "chapter-heads",
            partial(margins.chapters, style=TYPESET, right=False),
            partial(margins.chapters, style=VERA, right=True),
        ),
        _both(
            "vertical-rules",
            partial(tables.vertical, style=SERIF, head_rule=True, wrapped=False),
            partial(tables.vertical, style=SANS, head_rule=False, wrapped=True),
        ),
        _both(
            "grant-list",
            partial(
                tables.grants, style=SANS.but(size=9), rules="all", title="Verzeichnis der Zuschüsse Obertann 2025"
            ),
            partial(tables.grants, style=SERIF.but(size=10), rules="horizontal", title="Zuwendungen im Kreis Mühlau"),
        ),
        _both(
            "entries",
            partial(letters.entries, style=SANS, value_at=150),
            partial(letters.entries, style=SERIF, value_at=120),
            "rows",
        ),
    ]


ALL: tuple[Layout, ...] = tuple(
    layout
    for pair in (
        _both(
            "plain-letter", partial(letters.plain, style=SANS), partial(letters.plain, style=BOOK.but(indent=0, gap=7))
        ),
        _both(
            "contact-column",
            partial(letters.contact_column, style=SERIF, left=False),
            partial(letters.contact_column, style=SANS, left=True),
            "rows",
        ),
        _both(
            "window-address",
            partial(letters.window_address, style=SANS),
            partial(letters.window_address, style=SERIF, info_left=355),
        ),
        _both(
            "signatures",
            partial(letters.signatures, style=SERIF, rules=True),
            partial(letters.signatures, style=VERA, rules=False),
            "rows",
        ),
        _both(
            "form",
            partial(letters.form, style=SERIF, value_at=150, ruled=False),
            partial(letters.form, style=SANS, value_at=190, ruled=True),
        ),
        _both(
            "two-columns",
            partial(flows.columns, style=TYPESET, number=2),
            partial(flows.columns, style=RAGGED, number=2, gap=16),
            "rows",
        ),
        _both(
            "three-columns",
            partial(flows.columns, style=NARROW.but(size=8.5), number=3, sections=4),
            partial(flows.columns, style=TYPESET.but(size=9), number=3, gap=14, sections=4),
        ),
        _both(
            "uneven-columns",
            partial(flows.columns, style=SERIF, number=2, uneven=True, sections=4),
            partial(flows.columns, style=NARROW, number=2, uneven=True, sections=4),
            "backwards",
        ),
        _both(
            "sidebar",
            partial(flows.sidebar, style=TYPESET, right=True, grey=0.9, frame=False),
            partial(flows.sidebar, style=SANS, right=False, grey=None, frame=True),
        ),
        _both(
            "bare-sidebar",
            partial(flows.sidebar, style=SANS, right=True, grey=None, frame=False),
            partial(flows.sidebar, style=BOOK, right=True, grey=None, frame=False, wide=130),
            "rows",
        ),
        _both(
            "box-in-columns",
            partial(flows.box_in_columns, style=TYPESET, grey=0.85),
            partial(flows.box_in_columns, style=RAGGED, grey=0.93),
        ),
        _both(
            "quotation-box",
            partial(flows.box_in_columns, style=BOOK, grey=0.9, quote=True),
            partial(flows.box_in_columns, style=NARROW, grey=0.8, quote=True),
            "backwards",
        ),
        _both(
            "pull-quote",
            partial(flows.pull_quote, style=TYPESET, margin=True),
            partial(flows.pull_quote, style=SERIF, margin=False),
        ),
        _both(
            "figures",
            partial(flows.figures, style=SANS, beside=True),
            partial(flows.figures, style=TYPESET, beside=False),
        ),
        _both(
            "footnotes",
            partial(flows.footnotes, style=SERIF, rule=True, over_page=False),
            partial(flows.footnotes, style=SANS, rule=False, over_page=False),
        ),
        _both(
            "footnotes-over-page",
            partial(flows.footnotes, style=TYPESET, rule=True, over_page=True),
            partial(flows.footnotes, style=BOOK, rule=True, over_page=True),
            "rows",
        ),
        _both(
            "running-heads",
            partial(pages.running, style=TYPESET, numbers="plain", alternate=True, head="Jahresbericht Obertann 2024"),
            partial(pages.running, style=SANS, numbers="bar", alternate=True, head="Zukunftsplan Ostrahn"),
        ),
        _both(
            "page-x-of-y",
            partial(pages.running, style=SERIF, numbers="of", alternate=False, head="Richtlinie Dorfmitte"),
            partial(pages.running, style=NARROW, numbers="slash", alternate=False, head="Vorlage 17/2024", columns=2),
        ),
        _both(
            "odd-page-numbers",
            partial(pages.running, style=VERA, numbers="dashes", alternate=False, head="Gemeindetag Obertann"),
            partial(pages.running, style=SERIF, numbers="roman", alternate=True, head="Vorwort der Herausgeber"),
        ),
        _both(
            "clauses",
            partial(flows.clauses, style=SERIF, decimal=False),
            partial(flows.clauses, style=TYPESET.but(justified=False), decimal=True),
        ),
        _both(
            "lists",
            partial(flows.lists, style=SANS, marks=("•", "–")),
            partial(flows.lists, style=SERIF, marks=("1.", "a)")),
            "rows",
        ),
        _both(
            "ruled-table",
            partial(tables.money, style=SANS, rules="all"),
            partial(tables.money, style=SERIF, rules="all", years=("2019", "2020", "2021", "2022"), total=True),
        ),
        _both(
            "horizontal-rules",
            partial(tables.money, style=SERIF, rules="horizontal", total=True),
            partial(tables.money, style=SANS, rules="head", rows=7),
            "rows",
        ),
        _both(
            "aligned-table",
            partial(tables.money, style=SERIF, rules="none"),
            partial(tables.money, style=TYPESET, rules="none", rows=8, years=("2022", "2023", "2024", "2025")),
        ),
        _both(
            "table-over-page",
            partial(tables.money, style=SANS, rules="all", rows=30),
            partial(tables.money, style=SERIF, rules="horizontal", rows=34, total=True),
        ),
        _both(
            "unit-in-head",
            partial(tables.money, style=SANS, rules="horizontal", unit=True, total=True),
            partial(tables.money, style=VERA, rules="all", unit=True, total=True, rows=5, top=350),
        ),
        _both(
            "cells-of-lines",
            partial(tables.wordy, style=SANS, rules="all"),
            partial(tables.wordy, style=SERIF, rules="horizontal"),
        ),
        _both(
            "merged-heads",
            partial(tables.two_heads, style=SERIF, rules="all"),
            partial(tables.two_heads, style=SANS, rules="horizontal"),
        ),
        _both(
            "landscape-table",
            partial(tables.landscape, style=SERIF, rules="all"),
            partial(tables.landscape, style=SANS, rules="horizontal"),
        ),
        _both(
            "contents", partial(pages.contents, style=SERIF, dots="."), partial(pages.contents, style=SANS, dots=" .")
        ),
        _both(
            "narrow-hyphens",
            partial(flows.columns, style=NARROW.but(size=10), number=3, sections=4),
            partial(flows.columns, style=BOOK, number=3, gap=18, sections=4),
            "rows",
        ),
        _both(
            "ligatures",
            partial(flows.columns, style=LIGATED, number=2, sections=3),
            partial(flows.bold_heads, style=LIGATED.but(justified=False)),
        ),
        _both(
            "soft-hyphens",
            partial(flows.columns, style=SOFT, number=2),
            partial(flows.columns, style=SOFT.but(font="sans", size=9), number=3),
        ),
        _both(
            "spaced-head",
            partial(flows.spaced, style=SERIF, word="PRESSE", small_caps=False),
            partial(flows.spaced, style=SANS, word="MITTEILUNG", small_caps=False),
        ),
        _both(
            "small-caps",
            partial(flows.spaced, style=TYPESET, word="BERICHT", small_caps=True),
            partial(flows.spaced, style=SANS, word="PROGRAMM", small_caps=True),
            "rows",
        ),
        _both(
            "rotated", partial(pages.rotated, style=SERIF, degrees=90), partial(pages.rotated, style=SANS, degrees=270)
        ),
        _both(
            "upside-down",
            partial(pages.rotated, style=SANS, degrees=180),
            partial(pages.rotated, style=TYPESET, degrees=90),
        ),
        _both(
            "margin-text",
            partial(pages.margin, style=SERIF, degrees=90),
            partial(pages.margin, style=SANS, degrees=-90),
            "rows",
        ),
        _both(
            "printed-twice",
            partial(flows.twice, style=SERIF, shift=0.4),
            partial(flows.twice, style=SANS, shift=0.25),
            "rows",
        ),
        _both("drop-cap", partial(flows.drop_cap, style=SERIF, lines=2), partial(flows.drop_cap, style=SANS, lines=3)),
        _both("bold-heads", partial(flows.bold_heads, style=SERIF), partial(flows.bold_heads, style=NARROW)),
        _both("mixed-sizes", partial(flows.mixed_sizes, style=SANS), partial(flows.mixed_sizes, style=TYPESET)),
        _both(
            "spread",
            partial(pages.spread, style=SERIF, columns=1),
            partial(pages.spread, style=TYPESET, columns=2),
            "rows",
        ),
        _both(
            "annex",
            partial(pages.annex, style=SERIF, label="Anlage 2"),
            partial(pages.annex, style=SANS, label="Anhang B"),
        ),
        _both(
            "page-ends",
            partial(pages.page_ends, style=TYPESET, columns=1, bottom=600),
            partial(pages.page_ends, style=BOOK, columns=2, bottom=420),
        ),
        _both(
            "marginal-heads",
            partial(brochures.marginal_heads, style=SERIF, width=110),
            partial(brochures.marginal_heads, style=NARROW, width=130),
        ),
        _both(
            "two-articles",
            partial(brochures.two_articles, style=NARROW, side_by_side=False),
            partial(brochures.two_articles, style=TYPESET, side_by_side=True),
            "rows",
        ),
        _both(
            "council-form",
            partial(brochures.council_form, style=SANS, boxed=True),
            partial(brochures.council_form, style=SERIF, boxed=False),
        ),
        _both(
            "table-in-column",
            partial(brochures.table_in_column, style=TYPESET, rules="horizontal"),
            partial(brochures.table_in_column, style=NARROW, rules="all"),
        ),
        _both(
            "lists-in-columns",
            partial(brochures.lists_in_columns, style=TYPESET, mark="•"),
            partial(brochures.lists_in_columns, style=RAGGED, mark="–"),
            "rows",
        ),
        _both(
            "notes-in-columns",
            partial(brochures.notes_in_columns, style=BOOK, rule=True),
            partial(brochures.notes_in_columns, style=NARROW, rule=False),
        ),
        _both(
            "programme",
            partial(brochures.programme, style=TYPESET, grey=0.9, chapter="Familie und Bildung"),
            partial(brochures.programme, style=NARROW, grey=None, chapter="Land und Klima"),
            "rows",
        ),
        _both(
            "second-page-head",
            partial(brochures.second_page_head, style=SANS),
            partial(brochures.second_page_head, style=BOOK),
        ),
        *_margins(),
    )
    for layout in pair
)


def _of_kinds() -> tuple[Layout, ...]:
    """The layouts of `kinds`, each half with words of its own and every order of the drawing."""
    orders = ("made", "rows", "backwards")
    return tuple(
        Layout(f"{kind}-{seed}-{number}", group, build, orders[(number + place) % 3])
        for place, (kind, halves) in enumerate(KINDS.items())
        for (group, seed), half in zip(SEED.items(), halves, strict=True)
        for number, build in enumerate(half)
    )


def layouts(group: str = "") -> tuple[Layout, ...]:
    """The layouts of a group, or all."""
    return tuple(layout for layout in (*ALL, *_of_kinds()) if group in ("", layout.group))
