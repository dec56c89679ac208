"""How the value of a slot is read from what a person types."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from policytext import lexicon
from policytext.analysis import Analysis
from policytext.archive.corrections import correction_words
from policytext.archive.corrections.record import fact_of, place_of
from policytext.archive.corrections.whereabouts import find_nearest, find_one_place
from policytext.archive.typed_values import SCALES, day_span
from policytext.errors import BadInput
from policytext.german import laender

LARGEST = Decimal(10**16)  # more than any sum of money that a paper speaks of
NOTHING = ("", "-", "null", "None")
NUMBER = re.compile(r"(?P<digits>\d[\d.,_]*)\s*(?P<scale>[a-zäöü]*)\.?")  # 58000000   1.500   22,5   12 Mio.
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")  # 1.500   58.000.000,50
SHOWN = 12  # actors that a message lists


@dataclass(frozen=True, slots=True)
class Context:
    """What a value is read against: the analysis as it is seen, and where the fact stands."""

    seen: Analysis
    start: int = 0


Reader = Callable[[str, Context], Any]


def read_text(value: str, _: Context) -> str | None:
    """Any words; none empty the slot."""
    return None if value in NOTHING else " ".join(value.split())


def read_name(value: str, _: Context) -> str:
    """Words that must be there."""
    if value in NOTHING:
        raise BadInput("this cannot be empty")
    return " ".join(value.split())


def read_number(value: str, _: Context) -> str | None:
    """A number as in JSON or as in German: 58000000, 22.5, 22,5, 1.500, 12 Mio."""
    if value in NOTHING:
        return None
    found = NUMBER.fullmatch(value.lower())
    scale = SCALES.get(found["scale"]) if found else None
    if found is None or scale is None:
        raise BadInput("write a number such as 58000000, 22,5 or 12 Mio.")
    digits = found["digits"].replace("_", "")
    plain = digits.replace(".", "") if GROUPED.fullmatch(digits) else digits
    try:
        figure = Decimal(plain.replace(",", ".")) * Decimal(scale)
    except InvalidOperation:
        figure = Decimal("NaN")
    if not figure.is_finite() or not 0 <= figure <= LARGEST:
        raise BadInput("write a number such as 58000000, 22,5 or 12 Mio.")
    return str(int(figure) if figure == figure.to_integral_value() else figure)


def first_day(value: str, _: Context) -> str | None:
    """A day; of a month, quarter or year the first one."""
    return None if value in NOTHING else _read_days(value)[0].isoformat()


def last_day(value: str, _: Context) -> str | None:
    """A day; of a month, quarter or year the last one."""
    return None if value in NOTHING else _read_days(value)[1].isoformat()


def only_day(value: str, _: Context) -> str | None:
    """One day."""
    if value in NOTHING:
        return None
    first, last = _read_days(value)
    if first != last:
        raise BadInput("write one day, such as 2018-12-31 or 31.12.2018")
    return first.isoformat()


def _read_days(value: str) -> tuple[date, date]:
    found = day_span(value)
    if found is None:
        raise BadInput("write a date such as 2018-12-31, 31.12.2018 or 2018")
    return found


def one_of(table: str, *allowed: str) -> Reader:
    """One of some values, by its name or a word for it."""

    def read(value: str, _: Context) -> str:
        found = correction_words.find_value(table, value, allowed)
        if found is None:
            raise BadInput(f"use one of {correction_words.tell_values(table, allowed)}")
        return found

    return read


def read_status(value: str, context: Context) -> str | None:
    """How firm a funding is; an empty value leaves it open."""
    allowed = ("committed", "demanded", "refused", "proposed", "conditional", "past")
    told = None if value in NOTHING else one_of("status", *allowed, "open")(value, context)
    return None if told == "open" else told


def read_actor(value: str, context: Context) -> str | None:
    """An actor by id or name; kept by name, since ids change with every analysis."""
    if value in NOTHING:
        return None
    wanted = correction_words.fold_word(value)
    for one in context.seen.actors:
        if value == one.id or wanted == correction_words.fold_word(one.name):
            return one.name
    known = ", ".join(f"{one.id} ({one.name})" for one in context.seen.actors[:SHOWN]) or "none"
    raise BadInput(f"no such actor: use one of {known}, or add it first")


def read_actors(value: str, context: Context) -> list[str]:
    """Actors by id or name, `;` between them."""
    parts = [part.strip() for part in value.split(";") if part.strip() not in NOTHING]
    return [found for part in parts if (found := read_actor(part, context))]


def read_span(value: str, context: Context) -> dict[str, Any] | None:
    """A span by its words; where they stand several times, the nearest to the fact."""
    if value in NOTHING:
        return None
    document = context.seen.document
    start, end = find_nearest(document, value, context.start) or find_one_place(document, value)
    return {"start": start, "end": end, "page": document.page(start), "words": document.text[start:end]}


def read_areas(value: str, context: Context) -> list[dict[str, Any]]:
    """Areas of our taxonomy by name or title, or by names that the document has from another."""
    titles = {
        correction_words.fold_word(table["title"]): name
        for name, table in lexicon.load_lexicon("areas")["areas"].items()
    }
    known = {*titles.values(), *(one.area for said in context.seen.statements for one in said.areas)}
    named = titles | {correction_words.fold_word(one): one for one in known}
    given = [part.strip() for part in value.split(";") if part.strip() not in NOTHING]
    if unknown := [one for one in given if correction_words.fold_word(one) not in named]:
        raise BadInput(f"no area {unknown[0]!r}: use {', '.join(sorted(known))}")
    return [{"area": named[correction_words.fold_word(one)], "score": 1.0} for one in given]


def read_area(value: str, context: Context) -> str | None:
    """One area, or none."""
    found = read_areas(value, context)
    if len(found) > 1:
        raise BadInput("a record has one area")
    return str(found[0]["area"]) if found else None


def read_record(value: str, context: Context) -> dict[str, Any] | None:
    """Another record by its id; kept by the words where it stands."""
    if value in NOTHING:
        return None
    if not any(one.id == value for one in context.seen.records):
        raise BadInput("no such record: use an id such as r1, or - for none")
    start, end = place_of(context.seen, fact_of(context.seen, value))
    return {"record": value, "near": start, "words": context.seen.document.text[start:end]}


def read_land(value: str, _: Context) -> str | None:
    """A Land by its ISO 3166-2 code: DE-BW, or BW."""
    if value in NOTHING:
        return None
    code = laender.complete_code(value)
    if code is None:
        raise BadInput(f"use one of {', '.join(sorted(laender.load_codes()))}")
    return code
