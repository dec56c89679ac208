"""Analyses made for the tests: small, without reading or tagging anything."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from policytext.analysis import Analysis
from policytext.model import (
    Actor,
    ActorMention,
    Amount,
    AreaScore,
    Document,
    Letterhead,
    Record,
    Span,
    Statement,
    Time,
    View,
)

SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)


def paper(text: str, *, title: str | None = None, issued: date | None = None, kind: str = "press_release") -> Analysis:
    """A document whose sentences are its statements."""
    head = Letterhead(kind=kind, title=title, issuer="Verbund der Ostrahngemeinden", issued=issued)
    sha256 = hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()
    document = Document(text=text, view=View(text), head=head, language="de", name=f"{sha256[:6]}.txt", sha256=sha256)
    return Analysis(document, statements=_statements(text))


def _statements(text: str) -> tuple[Statement, ...]:
    found = []
    for number, match in enumerate(SENTENCE.finditer(text), 1):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        found.append(
            Statement(start=start, end=match.end(), text=text[start : match.end()], kind="assertion", id=f"s{number}")
        )
    return tuple(found)


def funded(
    text: str,
    *,
    speaker: str = "Jorinde Falkner",
    area: str = "integration",
    amount: tuple[str, int] | None = None,
    deadline: tuple[str, date] | None = None,
    status: str = "demanded",
    act: str = "demand",
    issued: date = date(2017, 4, 6),
) -> Analysis:
    """A document of one statement with a speaker, an area, and perhaps a sum and a deadline."""
    start = text.index(speaker)
    mention = ActorMention(start=start, end=start + len(speaker), text=speaker, form="name")
    actor = Actor(name=speaker, kind="person", mentions=(mention,), id="p1")
    statement = Statement(
        start=0,
        end=len(text),
        text=text,
        kind="reported",
        speaker="p1",
        act=act,
        areas=(AreaScore(area=area, score=0.9),),
        id="s1",
    )
    sums = () if amount is None else (_amount(text, *amount),)
    times = () if deadline is None else (_deadline(text, *deadline),)
    record = Record(amount="a1" if sums else None, givers=("p1",), status=status, statement="s1", id="r1")
    base = paper(text, title="Mitteilung", issued=issued)
    return Analysis(base.document, sums, times, (actor,), (statement,), (record,))


def _amount(text: str, words: str, value: int) -> Amount:
    start = text.index(words)
    number = Decimal(value)
    return Amount(
        start=start, end=start + len(words), text=words, kind="money", low=number, high=number, unit="EUR", id="a1"
    )


def _deadline(text: str, words: str, day: date) -> Time:
    start = text.index(words)
    return Time(
        start=start,
        end=start + len(words),
        text=words,
        type="DATE",
        value=day.isoformat(),
        latest=day,
        role="deadline",
        id="t1",
    )


def sums(text: str, rows: list[dict[str, Any]], **told: Any) -> Analysis:
    """A document with records: `words` of the amount, `low` and `high`, and what else an amount or a record has."""
    base = paper(text, title="Haushalt", issued=date(2017, 5, 1))
    amounts, records, actors = [], [], []
    for number, row in enumerate(rows, 1):
        low, high = (None if row[end] is None else Decimal(row[end]) for end in ("low", "high"))
        more = {name: row[name] for name in ("per", "change") if name in row}
        kinds = {"kind": row.get("kind", "money"), "unit": row.get("unit", "EUR")}
        amounts.append(Amount(**_place(text, row["words"]), low=low, high=high, id=f"a{number}", **kinds, **more))
        slots = {name: row[name] for name in ("part_of", "same_as", "status") if name in row}
        if "purpose" in row:
            slots["purpose"] = Span(**_place(text, row["purpose"]))
        if "giver" in row:
            mention = ActorMention(**_place(text, row["giver"]), form="name")
            actors.append(Actor(name=row["giver"], kind="authority", mentions=(mention,), id=f"g{number}"))
            slots["givers"] = (f"g{number}",)
        records.append(Record(amount=f"a{number}", statement="s1", id=f"r{number}", **slots))
    return replace(base, amounts=tuple(amounts), records=tuple(records), actors=tuple(actors), **told)


def _place(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


WORDS = (
    "Radweg Schulhof Brücke Förderung Ausbau Gemeinde Landkreis Haushalt Antrag Wohnung Pflege Sportplatz Bücherei"
    " Klinik Feuerwehr Wald Wasser Strom Straße Kindergarten Verein Bühne Museum Friedhof Rathaus Marktplatz"
    " Bahnhof Hafen"
).split()


def many(count: int) -> Sequence[Analysis]:
    """Different short papers."""
    texts = []
    for number in range(count):
        words = [WORDS[(number * step + step) % len(WORDS)] for step in range(1, 30)]
        pairs = zip(words[::2], words[1::2], strict=False)
        texts.append(". ".join(f"{one} und {two} {number}" for one, two in pairs) + ".")
    return [paper(text, title=f"Vorlage {number}") for number, text in enumerate(texts)]
