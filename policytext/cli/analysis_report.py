"""An analysis as a person wants to read it. The report speaks German, like the papers it tells about."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from policytext.cli.screen import Screen, build_table
from policytext.exports import wording
from policytext.model import Actor, Document, Record, Span, Statement

if TYPE_CHECKING:
    from policytext.analysis import Analysis

WIDEST = 110  # characters; longer lines are hard to read
NUMBERS = ("S.", "Nennungen")  # columns
LONGEST_QUOTE = 320  # characters of a statement that are shown
WIDTH_OF_STATEMENT = 90  # characters of a statement beside the words that carried its areas


def build_console() -> Console:
    """Standard output, no wider than is good to read."""
    return Screen(width=min(shutil.get_terminal_size((100, 25)).columns, WIDEST))


def show_analysis(analysis: Analysis, out: Console, *, titles: Mapping[str, str] | None = None) -> None:
    """Print one analysis; `titles` are those of the areas, where they are not the built-in ones."""
    out.print(_draw_head(analysis.document))
    named = titles or wording.load_area_titles()
    sections: Iterable[tuple[str, RenderableType | None]] = (
        ("Förderung", _draw_records(analysis)),
        ("Anderes Geld, keine Förderung", _other_money(analysis)),
        ("Fristen und Laufzeiten", _draw_deadlines(analysis)),
        ("Akteure", _draw_actors(analysis)),
        ("Wer sagt was", _draw_statements(analysis)),
        ("Förderbereiche", _draw_areas(analysis, named)),
        ("Warum diese Bereiche", _draw_reasons(analysis, named)),
        ("Hinweise", _draw_bullets(wording.translate_warnings(analysis.document))),
    )
    for title, body in sections:
        if body is not None:
            out.print(Text(f"\n{title}", style="bold"))
            out.print(Padding(body, (0, 0, 0, 2), expand=False))


# ---------------------------------------------------------------------------------------------- the head


def _draw_head(document: Document) -> RenderableType:
    title = Text(document.head.title or "(ohne Titel)", style="bold")
    return Group(title, Text(" · ".join(wording.head_facts(document)), style="dim"))


# ---------------------------------------------------------------------------------------------- the sections


def _draw_records(analysis: Analysis) -> RenderableType | None:
    """Each record on two lines: the sum and who gives it to whom, then what for and when; parts under their whole."""
    rows = [row for record in wording.in_order(analysis.records) for row in _draw_record(analysis, record)]
    doubt = Text("(?) eher ein Vorschlag: solche Werte sind in weniger als vier von fünf Fällen richtig", style="dim")
    shown = any(wording.mark_doubtful(record, slot) for record in analysis.records for slot in record.scores)
    return Group(*rows, *([doubt] if shown else [])) if rows else None


def _other_money(analysis: Analysis) -> RenderableType | None:
    """One line: nothing is lost, and nothing of it is taken for funding."""
    line = wording.other_money(analysis)
    return Text(line, style="dim") if line else None


def _draw_record(analysis: Analysis, record: Record) -> Iterable[RenderableType]:
    amount = analysis.amount(record.amount)
    ways = [
        f"von {givers}{wording.mark_doubtful(record, 'givers')}"
        if (givers := wording.format_names(analysis, record.givers))
        else ""
    ]
    ways.append(
        f"an {receivers}{wording.mark_doubtful(record, 'receivers')}"
        if (receivers := wording.format_names(analysis, record.receivers))
        else ""
    )
    first = Text("davon " if record.part_of else "") + Text(
        wording.sum_of(amount) if amount else "ohne Betrag", style="bold"
    )
    for more in (
        *ways,
        wording.format_status(record.status) + wording.mark_doubtful(record, "status"),
        f"S. {wording.format_page(amount)}" if wording.format_page(amount) else "",
    ):
        first += Text(f"  {more}" if more else "", style="dim" if more.startswith("S. ") else "")
    indent = 4 if record.part_of else 0
    yield Padding(first, (0, 0, 0, indent), expand=False)
    terms = [
        f"für: {wording.plain_words(record.purpose)}{wording.mark_doubtful(record, 'purpose')}"
        if record.purpose
        else "",
        wording.format_period(record),
    ]
    terms.append(f"Bedingung: {wording.plain_words(record.condition)}" if record.condition else "")
    if details := " · ".join(term for term in terms if term):
        yield Padding(Text(details), (0, 0, 0, indent + 4), expand=False)


def _draw_deadlines(analysis: Analysis) -> RenderableType | None:
    times = [time for time in analysis.times if time.role in wording.ROLES]
    if not times:
        return None
    table = build_table(("Art", "Ausdruck", "Tag oder Zeitraum", "Was", "S."), right=NUMBERS)
    for time in times:
        what = wording.plain_words(time.what) if time.what else ""
        words = (wording.ROLES[time.role], wording.plain_words(time), wording.format_interval(time))
        table.add_row(*words, what, wording.format_page(time))
    return table


def _draw_actors(analysis: Analysis) -> RenderableType | None:
    if not analysis.actors:
        return None
    table = build_table(("Name", "Amt oder Art", "Nennungen", "S."), right=NUMBERS)
    for actor in analysis.actors:
        pages = sorted({mention.page for mention in actor.mentions if mention.page})
        shown = ", ".join(map(str, pages))
        table.add_row(actor.name, actor.role or wording.ACTORS[actor.kind], str(len(actor.mentions)), shown)
    return table


def _draw_statements(analysis: Analysis) -> RenderableType | None:
    said = [statement for statement in analysis.statements if statement.kind != "assertion"]
    if not said:
        return None
    table = build_table(("Wer", "Was", "S."), right=NUMBERS)
    for statement in said:
        table.add_row(
            _format_speaker(analysis.actor(statement.speaker), statement.source),
            _format_said(statement),
            wording.format_page(statement),
        )
    return table


def _draw_areas(analysis: Analysis, titles: Mapping[str, str]) -> RenderableType | None:
    rows = [f"{titles.get(area.area, area.area)} ({wording.format_share(area)})" for area in analysis.areas]
    reasons = wording.format_reasons(analysis.areas)
    found = _draw_bullets([f"{row}: {why}" if why else row for row, why in zip(rows, reasons, strict=True)])
    note = Text(wording.explain_shares(voted=len(analysis.statements) > 1), style="dim")
    return Group(found, note) if found else None


def _draw_reasons(analysis: Analysis, titles: Mapping[str, str]) -> RenderableType | None:
    """The areas of every statement with the words that carried them, where they were asked for."""
    table = build_table(("Aussage", "Bereich", "Wörter und Gewichte", "S."), right=NUMBERS)
    for statement in analysis.statements:
        words = _shorten_text(statement.text, WIDTH_OF_STATEMENT)
        for area, why in zip(statement.areas, wording.format_reasons(statement.areas), strict=True):
            if why:
                table.add_row(words, titles.get(area.area, area.area), why, wording.format_page(statement))
                words = ""
    return table if table.row_count else None


def _draw_bullets(lines: Sequence[str]) -> RenderableType | None:
    return Group(*(Text(f"• {line}") for line in lines)) if lines else None


# ---------------------------------------------------------------------------------------------- cells


def _format_speaker(actor: Actor | None, source: Span | None) -> Text:
    if actor is None:
        return Text(" ".join(source.text.split()) if source else "(ungenannt)", style="dim")
    return Text(actor.name) + Text(f"\n{actor.role}" if actor.role else "", style="dim")


def _format_said(statement: Statement) -> Text:
    words = _shorten_text(" … ".join(part.text for part in statement.parts or (statement,)), LONGEST_QUOTE)
    act = wording.ACTS.get(statement.act)
    shown = f"„{words}“" if statement.kind == "quotation" else words
    return Text(shown) + Text(f"  {act}" if act else "", style="dim")


def _shorten_text(text: str, length: int) -> str:
    """The text on one line, cut after a word where it is longer than `length` characters."""
    words = " ".join(text.split())
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"
