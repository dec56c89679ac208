"""Dates and records of a paper as entries of the list of deadlines: which list, for whom, what, with which money."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from policytext.archive.events.namesakes import known_as
from policytext.archive.events.telling import GIVEN, status_of, status_side
from policytext.archive.overviews.deadline import Deadline, Funds
from policytext.archive.overviews.occasions import (
    IDLE,
    clause_at,
    find_occasions,
    is_beginning,
    is_decision,
    is_grant,
    sentence_at,
)
from policytext.archive.search.selection import StoredPaper, Thin

PAID = frozenset({"paying", "budgeted"})
RUNNING = (GIVEN, "conditional")  # money that can run out
LONGEST = 400  # characters of a block that no statement covers
YEARS = re.compile(r"\d{4}(?:[/–-]\d{2,4})?")  # 2031   2031/2032: a term told by its years alone
Row = tuple[object, ...]
BESIDE = 80  # characters between a sum and the day until which it is paid, in one clause


def of_time(paper: StoredPaper, time: Thin, today: date) -> Deadline:
    """A date with the money that ends with it."""
    start, words = _sentence_around(paper, time)
    said = find_occasions(words, max(0, time["start"] - start))
    stretch = (start, start + len(words))
    known = [] if is_beginning(paper.text[start : time["start"]]) else paper.facts["records"].values()
    records = [one for one in known if _ends_with(paper, one, time, stretch)]
    here = [one for one in records if _is_told_in(paper, one, stretch)]
    listed = _list_of(paper, time, said, [here, records])
    shown = [one for one in here or records if listed != "funding" or _is_running(one)]
    return _build_deadline(paper, time, shown, today, listed)


def of_record(paper: StoredPaper, record: Thin, today: date) -> Deadline:
    """Money whose term ends on a day that no expression of its own stands for: the column of a year, a financial year.

    The columns of one row are one entry, in its last year.
    """
    row = _row_records(paper, record)
    ends = max(one["latest"] for one in row)
    last = record["latest"] == ends and record is next(one for one in row if one["latest"] == ends)
    running = last and _is_running(record) and not _is_past(paper, record) and _is_dated(paper, record)
    listed = "funding" if running else "other"
    said = paper.facts["statements"].get(record.get("statement") or "")
    span = paper.facts["amounts"].get(record.get("amount") or "") or record.get("purpose") or said
    place = {**(span or {"start": 0, "end": 0}), "latest": record["latest"], "role": "term", "id": record["id"]}
    return _build_deadline(paper, place, row if last else [record], today, listed)


def _list_of(paper: StoredPaper, time: Thin, said: frozenset[str], records: Sequence[Sequence[Thin]]) -> str:
    """`due`, `funding` or `other`: what is over when the paper is written is nothing that somebody must do.

    `records` are those whose sum stands in the sentence, and all that end with the day.
    """
    here, everywhere = (any(map(_is_running, some)) for some in records)
    if (
        _is_past(paper, time)
        or IDLE in said
        or is_beginning(paper.text[max(0, time["start"] - BESIDE) : time["start"]])
    ):
        return "other"
    bare_term = time["role"] == "term"
    if "duty" in said and not bare_term:
        return "due"
    ends = "ending" in said and not (bare_term and YEARS.fullmatch(time["value"]))
    if here and (not bare_term or ends or said & PAID):
        return "funding"
    if "paying" in said and (everywhere or (not records[1] and (ends or not bare_term))):
        return "funding"
    return "due" if ends else "other"


def _is_past(paper: StoredPaper, fact: Thin) -> bool:
    return paper.entry.issued is not None and fact["latest"] < paper.entry.issued.isoformat()


def _is_running(record: Thin) -> bool:
    return status_side(status_of(record)) in RUNNING and status_of(record) != "past"


def _ends_with(paper: StoredPaper, record: Thin, time: Thin, stretch: tuple[int, int]) -> bool:
    """Whether a record's money ends on a day: its term does, or the sum stands beside the day in one clause."""
    if record.get("latest") not in (None, time["latest"]):
        return False
    proofs = record.get("evidence", {}).get("period", ())
    if record.get("latest") and any(first <= time["start"] < last for first, last in proofs):
        return True
    if not _is_told_in(paper, record, stretch):
        return False
    return bool(record.get("latest")) or (time["role"] != "term" and _is_beside(paper, record, time))


def _is_told_in(paper: StoredPaper, record: Thin, stretch: tuple[int, int]) -> bool:
    """Whether the sum of a record stands in a stretch of text, or, without a sum, what shows that there is funding."""
    amount = paper.facts["amounts"].get(record.get("amount") or "")
    shown = record.get("evidence", {}).get("funding", ())
    return any(stretch[0] <= place < stretch[1] for place in ([amount["start"]] if amount else [at for at, _ in shown]))


def _is_beside(paper: StoredPaper, record: Thin, time: Thin) -> bool:
    """bis Ende 2031 jährlich 3,9 Millionen Euro"""
    amount = paper.facts["amounts"].get(record.get("amount") or "")
    if amount is None:
        return False
    first, last = sorted((amount, time), key=lambda span: int(span["start"]))
    between = paper.text[first["end"] : last["start"]]
    return len(between) <= BESIDE and clause_at(between, 0) == (0, len(between))


def _row_records(paper: StoredPaper, record: Thin) -> list[Thin]:
    """The records of a table's row: one purpose, giver and receiver, a year each; a sentence's stands alone."""
    return [record] if record.get("statement") else _group_rows(paper)[_row_of(paper, record)]


@lru_cache(maxsize=1)
def _group_rows(paper: StoredPaper) -> dict[Row, list[Thin]]:
    """The rows of a paper whose columns are years; those of the last paper are kept."""
    rows: dict[Row, list[Thin]] = {}
    for record in paper.facts["records"].values():
        if record.get("latest") and not record.get("statement"):
            rows.setdefault(_row_of(paper, record), []).append(record)
    return rows


def _is_dated(paper: StoredPaper, record: Thin) -> bool:
    """Whether its term is told where its sum is: in the same sentence, or by the columns of a table of grants."""
    amount = paper.facts["amounts"].get(record.get("amount") or "")
    if amount is None:
        return False
    start, words = _sentence_around(paper, amount)
    if not record.get("statement"):
        return is_grant(f"{words} {paper.words(record.get('purpose'))}")
    spans = record.get("evidence", {}).get("period", ())
    told = [first for first, _ in spans if start <= first < start + len(words)]
    return any(find_occasions(words, at - start) & PAID and not is_beginning(paper.text[start:at]) for at in told)


def _row_of(paper: StoredPaper, record: Thin) -> Row:
    """What the records of a row have in common; the line where no purpose is told."""
    amount = paper.facts["amounts"].get(record.get("amount") or "") or {}
    line = paper.text.rfind("\n", 0, amount.get("start", 0))
    names = (tuple(record.get(slot, ())) for slot in ("givers", "receivers"))
    return (paper.words(record.get("purpose")) or line, *names, status_side(status_of(record)), amount.get("unit"))


def _build_deadline(paper: StoredPaper, place: Thin, records: Sequence[Thin], today: date, listed: str) -> Deadline:
    day = date.fromisoformat(place["latest"])
    said = _statement_at(paper, place["start"])
    speaker = next(iter(paper.names([said["speaker"]])), None) if said and said.get("speaker") else None
    funds = tuple(_build_funds(paper, record) for record in records)
    return Deadline(
        date=day,
        days=(day - today).days,
        role=place["role"],
        words=paper.words(place),
        what=paper.words(place.get("what")) or next((one.purpose for one in funds if one.purpose), None),
        sentence=" ".join(_sentence_around(paper, place)[1].split()),
        speaker=speaker,
        actors=_drop_repeats(name for one in funds for name in one.givers),
        funds=funds,
        document=paper.entry,
        page=place.get("page"),
        statement=said["id"] if said else None,
        id=place["id"],
        list=listed,
        whom=_drop_repeats(name for one in funds for name in one.receivers) or _who_must(paper, place, listed),
    )


def _who_must(paper: StoredPaper, place: Thin, listed: str) -> tuple[str, ...]:
    """The only actor of the sentence, in the list of what is due."""
    start, words = _sentence_around(paper, place)
    named = [
        actor["name"]
        for actor in paper.facts["actors"].values()
        if any(start <= mention["start"] < start + len(words) for mention in actor.get("mentions", ()))
    ]
    must = (
        listed == "due" and "duty" in find_occasions(words, max(0, place["start"] - start)) and not is_decision(words)
    )
    return (known_as(named[0], paper.land),) if must and len(named) == 1 else ()


def _drop_repeats(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _build_funds(paper: StoredPaper, record: Thin) -> Funds:
    amount = paper.facts["amounts"].get(record.get("amount") or "") or {}
    givers, receivers = (
        tuple(known_as(name, paper.land) for name in paper.names(record.get(slot, ())))
        for slot in ("givers", "receivers")
    )
    return Funds(
        id=record["id"],
        amount=paper.words(amount) or None if amount else None,
        low=_read_figure(amount, "low"),
        high=_read_figure(amount, "high"),
        unit=amount.get("unit"),
        bound=amount.get("bound", "exact") if amount else None,
        status=status_of(record),
        purpose=paper.words(record.get("purpose")) or None,
        givers=givers,
        receivers=receivers,
        per=tuple(amount.get("per", ())),
        earliest=record.get("earliest"),
        latest=record.get("latest"),
    )


def _read_figure(amount: Thin, end: str) -> int | float | None:
    value = amount.get(end)
    if value is None:
        return None
    number = float(value)
    return int(number) if number.is_integer() else number


def _statement_at(paper: StoredPaper, place: int) -> Thin | None:
    """The statement in which a character stands."""
    stretches = _list_stretches(paper)
    at = bisect_right(stretches, place, key=lambda stretch: stretch[0]) - 1
    return paper.facts["statements"][stretches[at][2]] if at >= 0 and place < stretches[at][1] else None


@lru_cache(maxsize=1)
def _list_stretches(paper: StoredPaper) -> list[tuple[int, int, str]]:
    """Start, end and statement of every piece of a statement, in order; those of the last paper are kept."""
    said = paper.facts["statements"].items()
    return sorted((part["start"], part["end"], id_) for id_, one in said for part in one.get("parts") or (one,))


def _sentence_around(paper: StoredPaper, span: Thin) -> tuple[int, str]:
    """Where the sentence around a span begins, and its words; the line where no statement covers it (a row)."""
    place = span["start"]
    said = _statement_at(paper, place)
    if said is None:
        start = paper.text.rfind("\n", 0, place) + 1
        stop = paper.text.find("\n", span["end"])
        return start, paper.text[start : stop if stop >= 0 else None][: max(LONGEST, span["end"] - start)]
    part = next(one for one in said.get("parts") or (said,) if one["start"] <= place < one["end"])
    first, last = sentence_at(paper.text[part["start"] : part["end"]], place - part["start"])
    return part["start"] + first, paper.text[part["start"] + first : part["start"] + last]
