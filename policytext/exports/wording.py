"""Facts in German words, for people: sums, dates, periods, names of values (`lexicon/report.toml`), warnings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from policytext import lexicon
from policytext.analysis import Analysis
from policytext.model import Amount, AreaScore, Document, Record, Span, Time

_WORDS = lexicon.load_lexicon("report")
KINDS: Mapping[str, str] = _WORDS["kinds"]
STATUS: Mapping[str, str] = _WORDS["status"]
USES: Mapping[str, str] = _WORDS["uses"]
ROLES: Mapping[str, str] = _WORDS["roles"]
ACTS: Mapping[str, str] = _WORDS["acts"]
ACTORS: Mapping[str, str] = _WORDS["actors"]
STATEMENTS: Mapping[str, str] = _WORDS["statements"]
AMOUNTS: Mapping[str, str] = _WORDS["amounts"]
CHANGES: Mapping[str, str] = _WORDS["changes"]
BOUNDS: Mapping[str, str] = _WORDS["bounds"]
AREAS: Mapping[str, str] = _WORDS["areas"]
WARNINGS = tuple((re.compile(row["english"]), str(row["german"])) for row in _WORDS["warnings"])

COUNTED = ("%", "Stelle")  # units without cents
SURE = 0.8  # calibrated probability from which on a value is shown without a question mark
LIGHTEST = 0.05  # a lighter word would be shown with a weight of 0,0


def load_area_titles() -> dict[str, str]:
    """The titles of the built-in areas."""
    return {area: str(table["title"]) for area, table in lexicon.load_lexicon("areas")["areas"].items()}


def head_facts(document: Document) -> list[str]:
    """What the paper says of itself, in one line: issuer, date, kind, Aktenzeichen, pages, file."""
    head = document.head
    facts = (
        head.issuer,
        format_day(head.issued),
        KINDS[head.kind],
        f"Az. {head.reference}" if head.reference else None,
        f"{document.pages} {'Seite' if document.pages == 1 else 'Seiten'}" if document.pages else None,
        document.name,
    )
    return [fact for fact in facts if fact]


def format_status(value: str | None) -> str:
    """How firm a record is; one that no word tells is open."""
    return STATUS[value or "open"]


def mark_doubtful(record: Record, slot: str) -> str:
    """A question mark behind a slot that is right less often than four times in five."""
    score = record.scores.get(slot)
    return " (?)" if score is not None and score < SURE else ""


def other_money(analysis: Analysis) -> str:
    """The sums that are no funding, by what they are: "12 Beträge: Kosten 7, Schulden 5"."""
    funded = {record.amount for record in analysis.records}
    uses = [USES.get(amount.use or "other", USES["other"]) for amount in analysis.amounts if amount.id not in funded]
    counts = sorted(Counter(uses).items(), key=lambda row: (-row[1], row[0]))
    return ", ".join(f"{name} {count}" for name, count in counts)


def translate_warnings(document: Document) -> list[str]:
    """The document's warnings in German, those without a translation as they are."""
    return [_translate_warning(warning) for warning in document.warnings]


def _translate_warning(english: str) -> str:
    for pattern, german in WARNINGS:
        if match := pattern.fullmatch(english):
            return german.format(**match.groupdict())
    return english


def sum_of(amount: Amount) -> str:
    """ "bis zu 58 Mio. € je Jahr"; the text's own words where no number is given."""
    told = sum_between(amount.low, amount.high, amount.unit, bound=amount.bound, per=amount.per)
    return amount.text if told is None or amount.bound == "vague" else told


def sum_between(
    low: Decimal | None, high: Decimal | None, unit: str, *, bound: str = "exact", per: Sequence[str] = ()
) -> str | None:
    """ "58 Mio. €", "3 bis 5 Mio. €", "bis zu 2 Stellen", "500 € je Platz"; `None` where there is no number."""
    cents, known = unit not in COUNTED, low if high is None else high
    if known is None:
        return None
    figure = format_number(known, cents=cents)
    if low is not None and high is not None and low != high:
        figure = f"{format_number(low, cents=cents)} bis {figure}"
    elif bound in BOUNDS:
        figure = f"{BOUNDS[bound]} {figure}"
    if unit == "Stelle" and figure != "1":
        unit = "Stellen"
    return f"{figure} {'€' if unit == 'EUR' else unit}" + "".join(f" je {one}" for one in per)


def format_number(value: Decimal, *, cents: bool = False) -> str:
    """58000000 → "58 Mio.", 1500 → "1.500", 0.5 → "0,5", with `cents` "0,50"."""
    for size, word in ((Decimal(10**9), " Mrd."), (Decimal(10**6), " Mio.")):
        if value >= size and (value / size * 100) % 1 == 0:
            return format_number(value / size) + word
    digits = f"{value:,.2f}" if cents and (value * 10) % 10 and not (value * 100) % 1 else f"{value.normalize():,f}"
    return digits.translate(str.maketrans(",.", ".,"))


def format_decimal(value: float) -> str:
    """3.14 → "3,1"."""
    return f"{value:.1f}".replace(".", ",")


def format_percent(score: float) -> str:
    """0.83 → "83 %"."""
    return f"{score:.0%}".replace("%", " %")


def format_share(area: AreaScore) -> str:
    """What stands beside an area: "83 %", and "31 %, unsicher" where it is no more than the likeliest one."""
    return f"{format_percent(area.score)}, {AREAS['unsure']}" if area.unsure else format_percent(area.score)


def explain_shares(*, voted: bool) -> str:
    """What the percentages beside areas mean: shares of the votes of several statements, else probabilities."""
    return AREAS["votes" if voted else "chance"]


def format_day(value: date | None) -> str | None:
    """The date as 06.04.2017."""
    return f"{value:%d.%m.%Y}" if value else None


def format_interval(time: Time) -> str:
    """The days that a time means for its role: "bis 31.12.2018", "01.01.2017 – 31.12.2018", "nach Inkrafttreten"."""
    first = format_day(time.earliest) if time.role not in ("deadline", "end") or not time.latest else None
    last = format_day(time.latest) if time.role != "start" or not time.earliest else None
    if time.earliest == time.latest and time.earliest:
        return format_day(time.earliest) or ""
    if first and last:
        return f"{first} – {last}"
    event = f"nach {time.anchor}" if time.anchor else ""
    return f"ab {first}" if first else f"bis {last}" if last else event


def format_period(record: Record) -> str:
    """The days that a funding runs for."""
    first, last = format_day(record.earliest), format_day(record.latest)
    return f"{first} – {last}" if first and last else f"ab {first}" if first else f"bis {last}" if last else ""


def plain_words(span: Span | None) -> str:
    """The words of a span on one line."""
    return " ".join(span.text.split()) if span else ""


def format_names(analysis: Analysis, ids: Sequence[str]) -> str:
    """The names of actors."""
    return ", ".join(actor.name for id_ in ids if (actor := analysis.actor(id_)))


def format_page(span: Span | None) -> str:
    """The page of a span, empty where there is none."""
    return str(span.page) if span and span.page else ""


def format_reasons(areas: Iterable[AreaScore], *, most: int | None = None) -> list[str]:
    """For every area its words with their weights: "Flüchtlinge 1,7 · Deutschkurse 0,9", without the lightest."""
    return [" · ".join(_list_words(area)[:most]) for area in areas]


def _list_words(area: AreaScore) -> list[str]:
    """The words of an area, heaviest first; one that stands there twice has the weight of both."""
    weights: dict[str, float] = defaultdict(float)
    for reason in area.because:
        weights[plain_words(reason)] += reason.weight
    heaviest = sorted(weights.items(), key=lambda item: -item[1])
    return [f"{word} {format_decimal(weight)}" for word, weight in heaviest if weight >= LIGHTEST]


def in_order(records: Sequence[Record]) -> list[Record]:
    """The records as they are shown: each with its parts behind it, wherever they stand in the text."""
    parts: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.part_of:
            parts[record.part_of].append(record)
    shown: list[Record] = []
    for record in records:
        if not record.part_of:
            shown += _with_parts(record, parts)
    return shown


def _with_parts(record: Record, parts: Mapping[str, list[Record]]) -> list[Record]:
    return [record, *(deeper for part in parts.get(record.id, ()) for deeper in _with_parts(part, parts))]
