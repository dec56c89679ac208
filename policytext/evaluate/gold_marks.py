"""What an annotator marked, as the model's types.

A mark that quotes other words than its text has raises `ValueError`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from policytext.model import Actor, ActorMention, Amount, Span, Statement, Time

KIND_OF_UNIT = {"%": "share", "Stelle": "positions"}
UNKNOWN_FORM = ""  # where the gold does not say whether a mention is a name or a description


def read_span(mark: Sequence[int] | Mapping[str, Any], text: str) -> Span:
    """A span from `[start, end]` or from an object with `start`, `end` and perhaps `text`."""
    start, end = (mark["start"], mark["end"]) if isinstance(mark, Mapping) else mark
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span {start}:{end} is not within the text of {len(text)} characters")
    words = text[start:end]
    if isinstance(mark, Mapping):
        _check_quoted(mark.get("text", words), words, start)
    return Span(start=start, end=end, text=words)


def _check_quoted(quoted: str, words: str, start: int) -> None:
    """Raise where an annotator quotes other words than stand there; blanks of any kind are alike."""
    if quoted.split() != words.split():
        raise ValueError(f"at {start} the text has {words!r}, not {quoted!r}")


def read_number(value: float | None) -> Decimal | None:
    """A JSON number as it is written."""
    return None if value is None else Decimal(str(value))


def read_day(value: str | None) -> date | None:
    """An ISO date."""
    return None if value is None else date.fromisoformat(value)


def read_ids(value: str | Sequence[str] | None) -> tuple[str, ...]:
    """Actor ids from one id, a list or nothing."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def read_amount(mark: Mapping[str, Any], text: str, *, key: str | None = None) -> Amount:
    """An amount; `key` names the pair of offsets where they do not stand in `start` and `end`."""
    place = read_span(mark[key] if key else mark, text)
    if key:
        _check_quoted(mark.get("amount", place.text), place.text, place.start)
    return Amount(
        start=place.start,
        end=place.end,
        text=place.text,
        kind=mark.get("kind") or KIND_OF_UNIT.get(mark["unit"], "money"),
        low=read_number(mark["low"]),
        high=read_number(mark["high"]),
        unit=mark["unit"],
        bound=mark["bound"],
        per=tuple(mark.get("per", ())),
    )


def read_time(mark: Mapping[str, Any], text: str) -> Time:
    """A time expression; its type is called `type` or `timex_type`."""
    place = read_span(mark, text)
    return Time(
        start=place.start,
        end=place.end,
        text=place.text,
        type=mark["timex_type"] if "timex_type" in mark else mark["type"],
        value=mark["value"],
        mod=mark.get("mod"),
        earliest=read_day(mark.get("earliest")),
        latest=read_day(mark.get("latest")),
        role=mark["role"],
        anchor=mark.get("anchor"),
    )


def read_deadline(mark: Mapping[str, Any], text: str) -> Time:
    """A deadline: a time of which only the role and the last day are known."""
    place = read_span(mark["span"], text)
    return Time(
        start=place.start,
        end=place.end,
        text=place.text,
        type="",
        value="",
        latest=read_day(mark.get("latest")),
        role=mark["role"],
    )


def read_actor(mark: Mapping[str, Any], text: str) -> Actor:
    """An actor with its mentions, each a pair of offsets or an object that also tells its form."""
    mentions = []
    for item in mark["mentions"]:
        place = read_span(item, text)
        form = item.get("form", UNKNOWN_FORM) if isinstance(item, Mapping) else UNKNOWN_FORM
        mentions.append(ActorMention(start=place.start, end=place.end, text=place.text, form=form))
    return Actor(id=mark["id"], name=mark["name"], kind=mark["kind"], role=mark.get("role"), mentions=tuple(mentions))


def read_statement(mark: Mapping[str, Any], text: str) -> Statement:
    """A statement, whole or in parts."""
    place = read_span(mark.get("span", mark), text)
    parts = tuple(read_span(part, text) for part in mark.get("parts") or ())
    return Statement(
        start=place.start, end=place.end, text=place.text, kind=mark["kind"], speaker=mark.get("speaker"), parts=parts
    )
