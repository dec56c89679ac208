"""gold.json of a document, computed from the marks of its source; fails loudly where words are missing."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from marks import ACTS, BadMark, Mark, Marked
from periods import interval
from source import Source

WORTH = re.compile(
    r"""(?P<bound> <=|>=|<|>|~ )?
        (?P<low> \d+(?:\.\d+)?(?:e\d+)? )?
        (?: (?P<to> \.\. ) (?P<high> \d+(?:\.\d+)?(?:e\d+)? ) )?
        (?P<vague> \? )?
        (?P<unit> %|St|[A-Z]{3} )?""",
    re.VERBOSE,
)
BOUNDS = {None: "exact", "<=": "at_most", ">=": "at_least", "<": "below", ">": "above", "~": "about"}
MODS = {"START", "MID", "END", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "MORE_THAN", "LESS_THAN", "APPROX"}
ROLES = {"deadline", "start", "end", "term", "mention"}


def _number(text: str | None) -> int | float | None:
    if text is None:
        return None
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)


def _worth(token: str) -> dict[str, Any]:
    match = WORTH.fullmatch(token)
    if not match:
        raise BadMark(f"no amount: {token!r}")
    low = _number(match["low"])
    high = _number(match["high"]) if match["to"] else low
    bound = "vague" if match["vague"] else "range" if match["to"] else BOUNDS[match["bound"]]
    if bound in ("at_most", "below"):
        low = None
    if bound in ("at_least", "above"):
        high = None
    kind, unit = {"%": ("share", "%"), "St": ("positions", "Stelle")}.get(match["unit"] or "", ("money", match["unit"]))
    return {"kind": kind, "low": low, "high": high, "unit": unit or "EUR", "bound": bound}


def _amount(marked: Marked, mark: Mark) -> tuple[dict[str, Any], str]:
    """An entry of the layer `amounts`, and what the mark says of funding: `#r1` or `-why`."""
    spec, _, why = mark.note.partition(" -")
    tokens = spec.split()
    records = [token for token in tokens[1:] if token.startswith("#")]
    rates = [token for token in tokens[1:] if token.startswith("/")]
    per = [word.replace("_", " ") for token in rates for word in token[1:].split("/")]
    if bool(records) == bool(why) or len(tokens) != 1 + len(rates) + len(records):
        raise BadMark(f"an amount needs one record or a reason: {marked.words(mark)!r} {mark.note!r}")
    entry = {"start": mark.start, "end": mark.end, "text": marked.words(mark)} | _worth(tokens[0]) | {"per": per}
    return entry, records[0] if records else f"-{why}"


def _time(marked: Marked, mark: Mark, issued: str | None) -> tuple[dict[str, Any], str]:
    """An entry of the layer `times`, and the words that it bounds."""
    spec, _, what = mark.note.partition(" ^")
    spec, _, anchor = spec.partition(" @")
    value, *tokens = spec.split()
    own = dict(token.split("=") for token in tokens if "=" in token)
    rest = {token for token in tokens if "=" not in token} - {"SET"}
    mod, role = next(iter(rest & MODS), None), next(iter(rest & ROLES), "mention")
    if rest - MODS - ROLES or (role != "mention") != bool(what):
        raise BadMark(f"a time is not understood: {marked.words(mark)!r} {mark.note!r}")
    kind = "SET" if "SET" in tokens else "DURATION" if value[0] == "P" and value != "PRESENT_REF" else "DATE"
    kind = "TIME" if kind == "DATE" and "T" in value and value != "PRESENT_REF" else kind
    earliest, latest = (None, None) if kind == "SET" else interval(value, mod, issued)
    entry = {"start": mark.start, "end": mark.end, "text": marked.words(mark), "timex_type": kind, "value": value}
    entry |= {"mod": mod, "earliest": own.get("e", earliest), "latest": own.get("l", latest)}
    return entry | {"role": role, "anchor": anchor or None}, what


def _times(source: Source) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The layers `times` and `deadlines`."""
    times, deadlines = [], []
    for mark in source.marked.layer("time"):
        entry, what = _time(source.marked, mark, source.data["document_date"] or None)
        times.append(entry)
        if entry["role"] != "mention":
            span = source.marked.nearest(what, (mark.start, mark.end))
            row = {"span": [mark.start, mark.end], "latest": entry["latest"], "role": entry["role"]}
            deadlines.append(row | {"what": list(span)})
    return times, deadlines


def _actors(source: Source) -> list[dict[str, Any]]:
    spans: dict[str, list[list[int]]] = {}
    for mark in source.marked.layer("actor"):
        spans.setdefault(mark.note, []).append([mark.start, mark.end])
    actors = source.data["actors"]
    if spans.keys() ^ actors.keys():
        raise BadMark(f"actors without mention or entry: {sorted(spans.keys() ^ actors.keys())}")
    return [
        {"id": key, "name": row["name"], "kind": row["kind"], "role": row.get("role"), "mentions": spans[key]}
        for key, row in actors.items()
    ]


def _period(row: dict[str, Any], span: list[int] | None, times: list[dict[str, Any]]) -> dict[str, Any]:
    inside = [time for time in times if span and span[0] <= time["start"] and time["end"] <= span[1]]
    if span and not inside:
        raise BadMark(f"a period without a marked time: {row['period']!r}")
    first = [time["earliest"] for time in inside if time["earliest"]]
    last = [time["latest"] for time in inside if time["latest"]]
    earliest, latest = min(first, default=None), max(last, default=None)
    ends = row.get("earliest", earliest), row.get("latest", latest)  # "" stands for an open end
    return {"period_earliest": ends[0] or None, "period_latest": ends[1] or None}


def _words(source: Source, words: str | None, amount: dict[str, Any], *, holding: str = "") -> list[int] | None:
    span = amount["start"], amount["end"]
    return list(source.marked.nearest(words, span, holding=holding)) if words else None


def _record(source: Source, key: str, amount: dict[str, Any], times: list[dict[str, Any]]) -> dict[str, Any]:
    row = source.data["records"][key]
    purpose = _words(source, row.get("purpose"), amount)
    period = _words(source, row.get("period"), amount, holding="time")
    entry = {"amount_span": [amount["start"], amount["end"]], "amount": amount["text"]}
    entry |= {slot: amount[slot] for slot in ("low", "high", "unit", "bound", "per")}
    entry |= {"giver": row.get("giver"), "receiver": row.get("receiver"), "purpose": purpose, "period": period}
    entry |= _period(row, period, times) | {"status": row["status"], "part_of": row.get("part_of")}
    return entry | {slot: row[slot] for slot in ("base", "note") if slot in row}


def _records(source: Source, times: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The layers `amounts`, `records` and `non_funding_amounts`."""
    amounts, records, others, keys = [], [], [], list[str]()
    for mark in source.marked.layer("amount"):
        amount, use = _amount(source.marked, mark)
        amounts.append(amount)
        if use[0] == "-":
            others.append({"span": [mark.start, mark.end], "why": use[1:]})
        else:
            keys.append(use[1:])
            records.append(_record(source, use[1:], amount, times))
    if set(keys) ^ source.data.get("records", {}).keys():
        raise BadMark(f"records without amount or entry: {set(keys) ^ source.data.get('records', {}).keys()}")
    for record in records:
        record["part_of"] = keys.index(record["part_of"]) if record["part_of"] else None
    _known(source, records)
    return {"amounts": amounts, "records": records, "non_funding_amounts": others}


def _known(source: Source, records: list[dict[str, Any]]) -> None:
    """Every giver and receiver has an entry among the actors."""
    for record in records:
        for who in (record["giver"], record["receiver"]):
            ids = who if isinstance(who, list) else [who] if who else []
            if missing := [one for one in ids if one not in source.data["actors"]]:
                raise BadMark(f"unknown actors in a record: {missing}")


def _speaker_span(source: Source, speaker: str, parts: list[Mark]) -> list[int] | None:
    """The mention of the speaker that stands nearest to the statement, outside of it."""
    outside = [
        mark
        for mark in source.marked.layer("actor")
        if mark.note == speaker and all(mark.end <= part.start or mark.start >= part.end for part in parts)
    ]
    if not outside:
        raise BadMark(f"the speaker {speaker!r} has no mention outside the statement")
    distance = {mark: min(max(part.start - mark.end, mark.start - part.end) for part in parts) for mark in outside}
    best = min(outside, key=lambda mark: distance[mark])
    return [best.start, best.end]


def _statements(source: Source) -> list[dict[str, Any]]:
    groups: dict[str, list[Mark]] = {}
    for mark in source.marked.layer("statement"):
        kind, who, *_ = mark.note.split()
        name = f"{kind} {who}" if "." in who else str(mark.start)
        groups.setdefault(name, []).append(mark)
    return [_statement(source, parts) for parts in groups.values()]


def _statement(source: Source, parts: list[Mark]) -> dict[str, Any]:
    kind, who, *act = parts[0].note.split()
    pronoun, speaker = who.endswith("~"), who.rstrip("~").partition(".")[0]
    entry: dict[str, Any] = {"span": [parts[0].start, parts[0].end], "kind": {"q": "quotation", "r": "reported"}[kind]}
    entry |= {"speaker": speaker, "speaker_span": None if pronoun else _speaker_span(source, speaker, parts)}
    if len(parts) > 1:
        entry["parts"] = [[part.start, part.end] for part in parts]
    return entry | {"act": ACTS[act[0] if act else "i"]}


def compose(source: Source) -> dict[str, Any]:
    """The whole gold.json of a document."""
    data, about, text = source.data, source.about, source.marked.text
    times, deadlines = _times(source)
    money = _records(source, times)
    head: dict[str, Any] = {
        "id": source.folder.name,
        "source": f"corpus/{source.folder.name}/original.{about['format']}",
    }
    head |= {"kind": data["kind"], "document_date": data["document_date"] or None}
    head |= {"document_date_in_text": bool(data["document_date"]), "reference": data.get("reference")}
    head |= {"issuer": about["issuer"], "issuer_in_text": data.get("issuer_in_text", True)}
    head |= {"title": about["title"], "title_in_text": about["title"] in text}
    head |= {"licence_note": f"own text, {about['licence']}", "text": text}
    body = {"actors": _actors(source), "records": money["records"], "deadlines": deadlines}
    body |= {"statements": _statements(source), "areas": data["areas"]}
    return head | body | {
        "non_funding_amounts": money["non_funding_amounts"], "amounts": money["amounts"], "times": times
    }  # fmt: skip
