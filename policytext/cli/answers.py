"""A search's answer for people: hits with their words marked, then counts. It speaks German, like the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from policytext.errors import DamagedDocument
from policytext.exports.wording import ACTS, KINDS, ROLES, day, interval, sum_of
from policytext.exports.wording import status as status_of

if TYPE_CHECKING:
    from policytext.analysis import Analysis
    from policytext.archive import Archive
    from policytext.archive.results import Answer, Entry, Hit
    from policytext.model import Statement

MARK = "bold red"  # as grep marks what it found
FACETS = {"area": "Bereich", "year": "Jahr", "issuer": "Herausgeber", "speaker": "Wer"}
MOST_COUNTS = 6  # values of a facet that are shown
SHORT = 10  # characters of a SHA-256 that are shown; enough to name a document with


def show(answer: Answer, archive: Archive, out: Console, *, papers: bool = False, contacts: bool = False) -> None:
    """Print an answer; `papers` says that documents were asked for."""
    out.print(Text(_summary(answer, papers=papers), style="dim"))
    listed(answer.hits, archive, out, contacts=contacts)
    if answer.hits:
        out.print()
        out.print(_facets(answer.facets))


def listed(hits: Sequence[Hit], archive: Archive, out: Console, *, contacts: bool = False) -> None:
    """Print hits, numbered."""
    for number, hit in enumerate(hits, 1):
        out.print()
        out.print(_hit(number, hit, archive, contacts=contacts))


def _summary(answer: Answer, *, papers: bool) -> str:
    one, many = ("Dokument", "Dokumente") if papers else ("Fundstelle", "Fundstellen")
    shown = "" if len(answer.hits) == answer.total else f", gezeigt {len(answer.hits)}"
    count = f"{answer.total:,}".replace(",", ".")
    told = f"{count} {one if answer.total == 1 else many}{shown}"
    return f"Alle Wörter zusammen kommen nicht vor; mit einigen davon: {told}" if answer.any else told


# ---------------------------------------------------------------------------------------------- a hit


def _hit(number: int, hit: Hit, archive: Archive, *, contacts: bool) -> RenderableType:
    rows: list[RenderableType] = [Text(_title(hit.document), style="bold"), Text(_source(hit), style="dim")]
    rows.append(_words(hit))
    if hit.statement and (told := _told(hit, hit.statement, archive)):
        rows.append(Text(told))
    if hit.similar:
        rows.append(Text(_similar(hit, archive), style="dim"))
    if contacts and hit.statement and (blocks := archive.contacts(hit.document.sha256)):
        rows.append(Text("Kontakt: " + " · ".join(" ".join(block.split()) for block in blocks), style="dim"))
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right", style="dim", min_width=2)
    table.add_column(overflow="fold")
    table.add_row(str(number), Group(*rows))
    return table


def _title(document: Entry) -> str:
    return " ".join((document.title or document.name or "(ohne Titel)").split())


def _source(hit: Hit) -> str:
    document = hit.document
    ident = document.sha256[:SHORT] + (f":{hit.statement.id}" if hit.statement else "")
    told = (
        day(document.issued),
        document.issuer,
        KINDS.get(document.kind, document.kind),
        f"S.\u00a0{hit.page}" if hit.page else None,
        ident,
    )
    return " · ".join(part for part in told if part)


def _words(hit: Hit) -> Text:
    said = Text(hit.snippet)
    for start, end in hit.spans:
        said.stylize(MARK, start, end)
    statement = hit.statement
    if statement is not None and statement.kind == "quotation":
        said = Text.assemble("„", said, "“")
    act = ACTS.get(statement.act) if statement else None
    lead = hit.speaker or ""
    lead += f" ({act})" if act and lead else act or ""
    return Text.assemble((f"{lead}: " if lead else "", "cyan"), said)


def _told(hit: Hit, statement: Statement, archive: Archive) -> str:
    """Sums and deadlines of a statement; that they are damaged, where they cannot be read."""
    try:
        return _facts(archive.facts(hit.document.sha256), statement)
    except DamagedDocument:
        return "Fakten beschädigt: policytext archive check nennt Abhilfe"


def _facts(facts: Analysis, statement: Statement) -> str:
    """Sums with the status of their records, and deadlines, of one statement."""
    from policytext.archive.search.reading import within

    status = {record.amount: status_of(record.status) for record in facts.records if record.amount}
    sums = [
        sum_of(amount) + (f" ({status[amount.id]})" if amount.id in status else "")
        for amount in facts.amounts
        if within(amount, statement)
    ]
    days = [
        f"{ROLES[time.role]} {when}"
        for time in facts.times
        if time.role in ROLES and within(time, statement) and (when := interval(time))
    ]
    return " · ".join(dict.fromkeys((*sums, *days)))


def _similar(hit: Hit, archive: Archive) -> str:
    others = [archive.entry(sha256) for sha256 in hit.similar[:3]]
    told = ", ".join(f"{other.name or _title(other)} ({other.sha256[:SHORT]})" for other in others)
    more = f" und {len(hit.similar) - len(others)} weitere" if len(hit.similar) > len(others) else ""
    return f"fast gleich: {told}{more}"


# ---------------------------------------------------------------------------------------------- counts


def _facets(facets: Mapping[str, Mapping[str, int]]) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for name, told in FACETS.items():
        if counts := facets.get(name):
            table.add_row(told, _counts(counts))
    return Padding(table, (0, 0, 0, 0), expand=False)


def _counts(counts: Mapping[str, int]) -> Text:
    shown = list(counts.items())[:MOST_COUNTS]
    row = Text()
    for place, (value, count) in enumerate(shown):
        row.append(" · " if place else "", style="dim").append(f"{value} ")
        row.append(f"{count:,}".replace(",", "."), style="bold")
    more = len(counts) - len(shown)
    return row.append(f" · {more} weitere" if more else "", style="dim")
