"""An analysis as a person wants to read it. The report speaks German, like the papers it tells about."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from policytext.areas import taxonomy
from policytext.model import Actor, Amount, Document, Record, Span, Statement, Time

if TYPE_CHECKING:
    from policytext.analysis import Analysis

WIDEST = 110  # characters; longer lines are hard to read
LONGEST_QUOTE = 320  # characters of a statement that are shown

KINDS = {
    "press_release": "Pressemitteilung",
    "agreement": "Vereinbarung",
    "guideline": "Richtlinie",
    "council_paper": "Vorlage",
    "news": "Nachricht",
    "other": "Dokument",
}
STATUS = {
    "committed": "zugesagt",
    "demanded": "gefordert",
    "refused": "abgelehnt",
    "proposed": "vorgeschlagen",
    "conditional": "unter Bedingung",
    "past": "vergangen",
}
BOUNDS = {
    "about": "rund ",
    "at_most": "bis zu ",
    "at_least": "mindestens ",
    "above": "über ",
    "below": "unter ",
}
ROLES = {"deadline": "Frist", "start": "Beginn", "end": "Ende", "term": "Laufzeit"}
ACTS = {"promise": "Zusage", "demand": "Forderung", "refusal": "Absage", "condition": "Bedingung"}


def console() -> Console:
    """Standard output, no wider than is good to read."""
    return Console(width=min(shutil.get_terminal_size((100, 25)).columns, WIDEST), highlight=False)


def show(analysis: Analysis, out: Console) -> None:
    """Print one analysis."""
    out.print(_head(analysis.document))
    sections: Iterable[tuple[str, RenderableType | None]] = (
        ("Förderung", _records(analysis)),
        ("Fristen und Laufzeiten", _deadlines(analysis)),
        ("Akteure", _actors(analysis)),
        ("Wer sagt was", _statements(analysis)),
        ("Förderbereiche", _areas(analysis)),
        ("Hinweise", _bullets(analysis.document.warnings)),
    )
    for title, body in sections:
        if body is not None:
            out.print(Text(f"\n{title}", style="bold"))
            out.print(Padding(body, (0, 0, 0, 2), expand=False))


# ---------------------------------------------------------------------------------------------- the head


def _head(document: Document) -> RenderableType:
    head = document.head
    facts = (
        head.issuer,
        _day(head.issued),
        KINDS[head.kind],
        f"Az. {head.reference}" if head.reference else None,
        f"{document.pages} {'Seite' if document.pages == 1 else 'Seiten'}" if document.pages else None,
        document.name,
    )
    title = Text(head.title or "(ohne Titel)", style="bold")
    return Group(title, Text(" · ".join(fact for fact in facts if fact), style="dim"))


# ---------------------------------------------------------------------------------------------- the sections


def _records(analysis: Analysis) -> RenderableType | None:
    """Each record on two lines: the sum and who gives it to whom, then what for and when; parts under their whole."""
    rows = [row for record in analysis.records for row in _record(analysis, record)]
    return Group(*rows) if rows else None


def _record(analysis: Analysis, record: Record) -> Iterable[RenderableType]:
    amount = analysis.amount(record.amount)
    ways = [f"von {givers}" if (givers := _names(analysis, record.givers)) else ""]
    ways.append(f"an {receivers}" if (receivers := _names(analysis, record.receivers)) else "")
    first = Text("davon " if record.part_of else "") + Text(_sum(amount) if amount else "ohne Betrag", style="bold")
    for more in (*ways, STATUS[record.status], f"S. {_page(amount)}" if _page(amount) else ""):
        first += Text(f"  {more}" if more else "", style="dim" if more.startswith("S. ") else "")
    indent = 4 if record.part_of else 0
    yield Padding(first, (0, 0, 0, indent), expand=False)
    terms = [f"für: {_words(record.purpose)}" if record.purpose else "", _period(record)]
    terms.append(f"Bedingung: {_words(record.condition)}" if record.condition else "")
    if details := " · ".join(term for term in terms if term):
        yield Padding(Text(details), (0, 0, 0, indent + 4), expand=False)


def _deadlines(analysis: Analysis) -> RenderableType | None:
    times = [time for time in analysis.times if time.role in ROLES]
    if not times:
        return None
    table = _table("Art", "Ausdruck", "Tag oder Zeitraum", "S.")
    for time in times:
        table.add_row(ROLES[time.role], _words(time), _interval(time), _page(time))
    return table


def _actors(analysis: Analysis) -> RenderableType | None:
    if not analysis.actors:
        return None
    table = _table("Name", "Amt oder Art", "Nennungen", "S.")
    art = {"person": "Person", "organisation": "Organisation", "authority": "staatliche Stelle", "group": "Gruppe"}
    for actor in analysis.actors:
        pages = sorted({mention.page for mention in actor.mentions if mention.page})
        shown = ", ".join(map(str, pages))
        table.add_row(actor.name, actor.role or art[actor.kind], str(len(actor.mentions)), shown)
    return table


def _statements(analysis: Analysis) -> RenderableType | None:
    said = [statement for statement in analysis.statements if statement.kind != "assertion"]
    if not said:
        return None
    table = _table("Wer", "Was", "S.")
    for statement in said:
        table.add_row(_speaker(analysis.actor(statement.speaker)), _said(statement), _page(statement))
    return table


def _areas(analysis: Analysis) -> RenderableType | None:
    titles = {area.id: area.title for area in taxonomy.load().areas}
    rows = [f"{titles.get(area.area, area.area)} ({area.score:.0%})".replace("%", " %") for area in analysis.areas]
    return _bullets(rows)


def _bullets(lines: Sequence[str]) -> RenderableType | None:
    return Group(*(Text(f"• {line}") for line in lines)) if lines else None


# ---------------------------------------------------------------------------------------------- cells


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, justify="right" if column in ("S.", "Nennungen") else "left", overflow="fold")
    return table


def _sum(amount: Amount) -> str:
    if amount.low is not None and amount.high is not None and amount.low != amount.high:
        figure = f"{_number(amount.low)} bis {_number(amount.high)}"
    else:
        known = amount.high if amount.high is not None else amount.low
        figure = BOUNDS.get(amount.bound, "") + (_number(known) if known is not None else amount.text)
    positions = "Stelle" if figure == "1" else "Stellen"
    unit = {"EUR": "€", "Stelle": positions}.get(amount.unit, amount.unit)
    return figure if amount.bound == "vague" else f"{figure} {unit}" + "".join(f" je {per}" for per in amount.per)


def _number(value: Decimal) -> str:
    """58000000 → "58 Mio.", 1500 → "1.500", 0.5 → "0,5"."""
    for size, word in ((Decimal(10**9), " Mrd."), (Decimal(10**6), " Mio.")):
        if value >= size and (value / size * 100) % 1 == 0:
            return _number(value / size) + word
    digits = f"{value.normalize():,f}"
    return digits.translate(str.maketrans(",.", ".,"))


def _day(day: date | None) -> str | None:
    return f"{day:%d.%m.%Y}" if day else None


def _interval(time: Time) -> str:
    first = _day(time.earliest) if time.role not in ("deadline", "end") or not time.latest else None
    last = _day(time.latest) if time.role != "start" or not time.earliest else None
    if time.earliest == time.latest and time.earliest:
        return _day(time.earliest) or ""
    if first and last:
        return f"{first} – {last}"
    event = f"nach {time.anchor}" if time.anchor else ""
    return f"ab {first}" if first else f"bis {last}" if last else event


def _period(record: Record) -> str:
    first, last = _day(record.earliest), _day(record.latest)
    return f"{first} – {last}" if first and last else f"ab {first}" if first else f"bis {last}" if last else ""


def _words(span: Span | None) -> str:
    return " ".join(span.text.split()) if span else ""


def _names(analysis: Analysis, ids: Sequence[str]) -> str:
    return ", ".join(actor.name for id_ in ids if (actor := analysis.actor(id_)))


def _speaker(actor: Actor | None) -> Text:
    if actor is None:
        return Text("(ungenannt)", style="dim")
    return Text(actor.name) + Text(f"\n{actor.role}" if actor.role else "", style="dim")


def _said(statement: Statement) -> Text:
    words = " … ".join(" ".join(part.text.split()) for part in statement.parts or (statement,))
    if len(words) > LONGEST_QUOTE:
        words = words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    act = ACTS.get(statement.act)
    shown = f"„{words}“" if statement.kind == "quotation" else words
    return Text(shown) + Text(f"  {act}" if act else "", style="dim")


def _page(span: Span | None) -> str:
    return str(span.page) if span and span.page else ""
