"""CSV (RFC 4180, comma, header line): one table a file, each row complete without the other tables.

Lists are joined with `; `. A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a
tab or a carriage return) gets a leading apostrophe, because the words come from files that anybody may have written:
https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

from policytext.analysis import Analysis, to_plain
from policytext.model import Actor, Amount, Record, Statement, Time

Row = dict[str, Any]
BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DOCUMENT = ("document", "sha256", "title", "issuer", "issued")
_SPAN = ("id", "page", "start", "end", "text")
COLUMNS = {
    "records": (
        *(*_DOCUMENT, "id", "page", "amount", "kind", "low", "high", "unit", "bound", "per", "change"),
        *(
            "givers",
            "receivers",
            "purpose",
            "earliest",
            "latest",
            "status",
            "condition",
            "part_of",
            "area",
            "statement",
            "same_as",
            "sentence",
            "section",
            "reference",
            "score",
            "scores",
        ),
    ),
    "amounts": (*_DOCUMENT, *_SPAN, "kind", "low", "high", "unit", "bound", "per", "change", "use"),
    "times": (*_DOCUMENT, *_SPAN, "type", "value", "mod", "earliest", "latest", "role", "cue", "anchor", "what"),
    "statements": (*_DOCUMENT, *_SPAN, "kind", "speaker", "speaker_role", "source", "act", "areas"),
}


def write_csv(analyses: Iterable[Analysis], stream: TextIO, *, table: str = "records", excel_de: bool = False) -> None:
    """Write one table: `records`, `amounts`, `times` or `statements`. Open the stream's file with `newline=""`.

    `excel_de`: as a German Excel opens it by a double click: byte order mark, semicolons, decimal commas.
    """
    if excel_de:
        stream.write(BYTE_ORDER_MARK)
    writer = csv.DictWriter(stream, COLUMNS[table], extrasaction="ignore", delimiter=";" if excel_de else ",")
    writer.writeheader()
    shown = _german_cell if excel_de else _format_cell
    for analysis in analyses:
        document = _document_columns(analysis)
        for row in _ROWS[table](analysis):
            writer.writerow({name: shown(value) for name, value in (document | row).items()})


def _document_columns(analysis: Analysis) -> Row:
    document, head = analysis.document, analysis.document.head
    said = {"title": head.title, "issuer": head.issuer, "issued": head.issued}
    return {"document": document.name, "sha256": document.sha256} | said


def _format_cell(value: object) -> object:
    """A value as CSV shows it: plain numbers, ISO dates, nothing for `None`."""
    shown = to_plain(value)
    if isinstance(shown, list):
        shown = "; ".join(str(item) for item in shown)
    return f"'{shown}" if isinstance(shown, str) and shown.startswith(_FORMULA) else shown


def _german_cell(value: object) -> object:
    """A value as a German spreadsheet reads it: 1250,5 is a number there, 1250.5 a date or a text."""
    shown = _format_cell(value)
    return str(shown).replace(".", ",") if isinstance(shown, float) else shown


def _fact_columns(fact: Amount | Time | Statement | Record) -> Row:
    """All fields of a fact by name."""
    return {name: getattr(fact, name) for cls in type(fact).__mro__ for name in getattr(cls, "__slots__", ())}


def _amount_rows(analysis: Analysis) -> Iterator[Row]:
    yield from (_fact_columns(amount) for amount in analysis.amounts)


def _time_rows(analysis: Analysis) -> Iterator[Row]:
    yield from (_fact_columns(time) | {"what": time.what and time.what.text} for time in analysis.times)


def _statement_rows(analysis: Analysis) -> Iterator[Row]:
    for statement in analysis.statements:
        speaker = analysis.actor(statement.speaker)
        yield _fact_columns(statement) | {
            "text": " … ".join(part.text for part in statement.parts) or statement.text,
            "speaker": speaker and speaker.name,
            "speaker_role": speaker and speaker.role,
            "source": statement.source and statement.source.text,
            "areas": [area.area for area in statement.areas],
        }


def _record_rows(analysis: Analysis) -> Iterator[Row]:
    for record in analysis.records:
        amount = analysis.amount(record.amount)
        yield (
            (_fact_columns(amount) if amount else {})
            | _fact_columns(record)
            | {
                "amount": amount and amount.text,
                "givers": _actor_names(analysis.actor(giver) for giver in record.givers),
                "receivers": _actor_names(analysis.actor(receiver) for receiver in record.receivers),
                "purpose": record.purpose and record.purpose.text,
                "condition": record.condition and record.condition.text,
                "sentence": _sentence_around(analysis, amount),
                "section": " > ".join(analysis.document.section(amount.start)) if amount else None,
                "reference": analysis.document.head.reference,
                "scores": [f"{slot} {score:.2f}" for slot, score in record.scores.items()],
            }
        )


def _sentence_around(analysis: Analysis, amount: Amount | None) -> str | None:
    """The words of the sentence that an amount stands in, on one line."""
    sentences = analysis.document.sentences
    place = bisect_right(sentences, amount.start, key=lambda sentence: sentence.start) - 1 if amount else -1
    if amount is None or place < 0 or amount.start >= sentences[place].end:
        return None
    return " ".join(analysis.document.text[sentences[place].start : sentences[place].end].split())


def _actor_names(actors: Iterable[Actor | None]) -> list[str]:
    return [actor.name for actor in actors if actor]


_ROWS: dict[str, Callable[[Analysis], Iterator[Row]]] = {
    "records": _record_rows,
    "amounts": _amount_rows,
    "times": _time_rows,
    "statements": _statement_rows,
}
