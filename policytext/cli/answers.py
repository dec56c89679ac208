"""A search's answer for people: hits with their words marked, then counts. It speaks German, like the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from policytext.cli.printing import blank_signs
from policytext.errors import DamagedDocument
from policytext.exports.wording import ACTS, KINDS, ROLES, format_day, format_interval, sum_of
from policytext.exports.wording import format_status as status_of

if TYPE_CHECKING:
    from policytext.analysis import Analysis
    from policytext.archive import Archive
    from policytext.archive.results import Answer, Entry, Hit
    from policytext.model import Statement

MARK = "bold red"  # as grep marks what it found
FACETS = {"area": "Bereich", "year": "Jahr", "issuer": "Herausgeber", "speaker": "Wer"}
MOST_COUNTS = 6  # values of a facet that are shown
LONGEST_VALUE = 50  # characters of a facet's value
SHORT = 10  # characters of a SHA-256 that are shown; enough to name a document with


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOptions:
    """How hits are shown: whether documents were asked for, with contact blocks, and how many hits were passed over."""

    papers: bool = False
    contacts: bool = False
    offset: int = 0


def show_answer(
    answer: Answer, archive: Archive, out: Console, *, told: Sequence[str] = (), how: AnswerOptions | None = None
) -> None:
    """Print an answer, and before the hits what is to be told beside it."""
    how = how or AnswerOptions()
    for words in (_format_summary(answer, how), *told):
        out.print(Text(words, style="dim"))
    list_hits(answer.hits, archive, out, how=how)
    if answer.hits:
        out.print()
        out.print(_draw_facets(answer.facets))


def list_hits(hits: Sequence[Hit], archive: Archive, out: Console, *, how: AnswerOptions | None = None) -> None:
    """Print hits, numbered."""
    how = how or AnswerOptions()
    for number, hit in enumerate(hits, how.offset + 1):
        out.print()
        out.print(_draw_hit(number, hit, archive, contacts=how.contacts))


def _format_summary(answer: Answer, how: AnswerOptions) -> str:
    one, many = ("Dokument", "Dokumente") if how.papers else ("Aussage", "Aussagen")
    told = f"{_group_digits(answer.total)} {one if answer.total == 1 else many}{_format_shown(answer, how)}"
    if not answer.any or answer.full == answer.total:
        return told
    nowhere = f"In {'keinem Dokument' if how.papers else 'keiner Aussage'} alle Wörter"
    full = f"Mit allen Wörtern: {_group_digits(answer.full)}" if answer.full else nowhere
    return f"{full}; mit einigen: {told}"


def _format_shown(answer: Answer, how: AnswerOptions) -> str:
    """Which of the hits are shown, where these are not all; folded ones are counted by documents."""
    count = len(answer.hits)
    folded = any(hit.more for hit in answer.hits)
    if not how.offset and count + sum(hit.more for hit in answer.hits) >= answer.total:
        return f" in {count} Dokument{'' if count == 1 else 'en'}" if folded else ""
    which = _group_digits(how.offset + 1) + (f" bis {_group_digits(how.offset + count)}" if count > 1 else "")
    left = "" if how.offset + count >= answer.total else f"; weiter mit --offset {how.offset + count}"
    return f", gezeigt {_format_documents(count) if folded else ''}{which}{left}"


def _format_documents(count: int) -> str:
    return "Dokument " if count == 1 else "Dokumente "


def _group_digits(number: int) -> str:
    return f"{number:,}".replace(",", ".")


# ---------------------------------------------------------------------------------------------- a hit


def _draw_hit(number: int, hit: Hit, archive: Archive, *, contacts: bool) -> RenderableType:
    rows: list[RenderableType] = [
        Text(_format_title(hit.document), style="bold"),
        Text(_format_source(hit), style="dim"),
    ]
    facts = _sound_facts(hit, archive)
    rows.append(_format_words(hit, facts))
    if hit.around:
        rows.append(Text.assemble(("dabei: ", "dim"), _mark_words(hit.around, hit.around_spans)))
    if facts is None:
        rows.append(Text("Fakten beschädigt: policytext archive check nennt Abhilfe"))
    elif hit.statement and (told := _format_facts(facts, hit.statement)):
        rows.append(Text(told))
    if hit.more:
        rows.append(Text(_format_more(hit), style="dim"))
    if hit.similar:
        rows.append(Text(_format_similar(hit, archive), style="dim"))
    if contacts and hit.statement and (blocks := archive.contacts(hit.document.sha256)):
        rows.append(Text("Kontakt: " + " · ".join(" ".join(block.split()) for block in blocks), style="dim"))
    rows.append(Text(hit.document.path or hit.document.name, style="dim"))
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right", style="dim", min_width=2)
    table.add_column(overflow="fold")
    table.add_row(str(number), Group(*rows))
    return table


def _format_more(hit: Hit) -> str:
    places = "1 weitere Stelle" if hit.more == 1 else f"{_group_digits(hit.more)} weitere Stellen"
    return f"und {places} in diesem Dokument (--all id:{hit.document.sha256[:SHORT]})"


def _format_title(document: Entry) -> str:
    return " ".join((document.title or document.name or "(ohne Titel)").split())


def _format_source(hit: Hit) -> str:
    document = hit.document
    ident = document.sha256[:SHORT] + (f":{hit.statement.id}" if hit.statement else "")
    told = (
        format_day(document.issued),
        document.issuer,
        KINDS.get(document.kind, document.kind),
        f"S.\u00a0{hit.page}" if hit.page else None,
        ident,
    )
    return " · ".join(part for part in told if part)


def _format_words(hit: Hit, facts: Analysis | None) -> Text:
    said = _mark_words(hit.snippet, hit.spans)
    statement = hit.statement
    if statement is None:
        return said
    if statement.kind == "quotation":
        said = Text.assemble("„", said, "“")
    lead, act = _format_speaker(hit, facts, statement), ACTS.get(statement.act)
    lead += f" ({act})" if act and lead else act or ""
    return Text.assemble((f"{lead}: " if lead else "", "cyan"), said)


def _sound_facts(hit: Hit, archive: Archive) -> Analysis | None:
    """The facts of a hit's document, `None` where they are damaged."""
    try:
        return archive.facts(hit.document.sha256)
    except DamagedDocument:
        return None


def _mark_words(words: str, spans: Sequence[tuple[int, int]]) -> Text:
    shown = Text(blank_signs(words))
    for start, end in spans:
        shown.stylize(MARK, start, end)
    return shown


def _format_speaker(hit: Hit, facts: Analysis | None, statement: Statement) -> str:
    """Who says it, with the office; where no actor does, in the text's words."""
    actor = facts.actor(statement.speaker) if facts else None
    if actor is None:
        return hit.speaker or (" ".join(statement.source.text.split()) if statement.source else "")
    return f"{actor.name}, {actor.role}" if actor.role else actor.name


def _format_facts(facts: Analysis, statement: Statement) -> str:
    """Sums with the status of their records, and deadlines, of one statement."""
    from policytext.archive.search.stored_facts import is_within

    status = {record.amount: status_of(record.status) for record in facts.records if record.amount}
    sums = [
        sum_of(amount) + (f" ({status[amount.id]})" if amount.id in status else "")
        for amount in facts.amounts
        if is_within(amount, statement)
    ]
    days = [
        f"{ROLES[time.role]} {when}"
        for time in facts.times
        if time.role in ROLES and is_within(time, statement) and (when := format_interval(time))
    ]
    return " · ".join(dict.fromkeys((*sums, *days)))


def _format_similar(hit: Hit, archive: Archive) -> str:
    others = [archive.entry(sha256) for sha256 in hit.similar[:3]]
    told = ", ".join(f"{other.name or _format_title(other)} ({other.sha256[:SHORT]})" for other in others)
    more = f" und {len(hit.similar) - len(others)} weitere" if len(hit.similar) > len(others) else ""
    return f"fast gleich: {told}{more}"


# ---------------------------------------------------------------------------------------------- counts


def _draw_facets(facets: Mapping[str, Mapping[str, int]]) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for name, told in FACETS.items():
        if counts := facets.get(name):
            table.add_row(told, _format_counts(counts))
    return Padding(table, (0, 0, 0, 0), expand=False)


def _shorten_value(value: str) -> str:
    """A long value, cut after a word."""
    words = " ".join(value.split())
    return words if len(words) <= LONGEST_VALUE else f"{words[:LONGEST_VALUE].rsplit(' ', 1)[0]} …"


def _format_counts(counts: Mapping[str, int]) -> Text:
    shown = list(counts.items())[:MOST_COUNTS]
    row = Text()
    for place, (value, count) in enumerate(shown):
        row.append(" · " if place else "", style="dim").append(f"{_shorten_value(value)} ")
        row.append(_group_digits(count), style="bold")
    more = len(counts) - len(shown)
    return row.append(f" · {more} weitere" if more else "", style="dim")
