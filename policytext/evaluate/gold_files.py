"""Gold of three shapes in one typed form.

- a corpus folder: `gold.json` and `about.toml` beside the `original.*` that it describes;
- a document: one JSON object that carries its text;
- sentences: JSON lines with `text`, `amounts` and `times`.

A layer that the gold does not have is `None` and is not scored; an empty one says that nothing is to be found.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from policytext.errors import BadInput
from policytext.evaluate import gold_marks
from policytext.evaluate.layouts import document_of
from policytext.model import Actor, Amount, Document, Span, Statement, Time

WITHOUT_SPLIT = "gold"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRecord:
    """Funding as one row; slots that the gold leaves open are empty and are not scored.

    `givers` and `receivers` are actor ids, any of which will do; `part_of` is the index of another gold record.
    """

    amount: Amount | None
    givers: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    purpose: str | None = None
    earliest: date | None = None
    latest: date | None = None
    status: str | None = None
    part_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoFunding:
    """An amount that is no funding, and why."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What a careful reader finds in one text; analysed is `path`, else `document`, else `text`.

    `head` holds what the letterhead is to give (`title`, `issuer`, `issued`, `reference`, `kind`), only where scored.
    """

    id: str
    text: str
    path: Path | None = None
    document: Document | None = None
    split: str = WITHOUT_SPLIT
    issued: date | None = None
    land: str | None = None
    head: Mapping[str, str | None] = field(default_factory=dict)
    amounts: tuple[Amount, ...] | None = None
    times: tuple[Time, ...] | None = None
    deadlines: tuple[Time, ...] | None = None
    actors: tuple[Actor, ...] | None = None
    statements: tuple[Statement, ...] | None = None
    records: tuple[GoldRecord, ...] | None = None
    no_funding: tuple[NoFunding, ...] = ()
    areas: tuple[str, ...] | None = None


def read_gold(path: Path) -> list[Gold]:
    """All gold at `path`, a file or a directory (searched through).

    Raises `BadInput` where there is none, or where a gold file is broken or quotes words that its text does not have.
    """
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*.json*") if p.suffix in (".json", ".jsonl"))
    if any(path.glob("*/about.toml")):  # a corpus of documents; its lists of single texts are measured by naming them
        files = [file for file in files if file.name == "gold.json"]
    found = [gold for file in files for gold in _read_file(file)]
    if not found:
        raise BadInput(
            f"no gold in {path}: gold is a gold.json beside its original, a .json with its text, or .jsonl sentences"
        )
    return found


def _read_file(path: Path) -> Iterator[Gold]:
    try:
        for number, entry in enumerate(_read_entries(path), 1):
            if isinstance(entry, dict) and "text" in entry and ("amounts" in entry or "actors" in entry):
                yield _build_gold(entry, path, number)
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{path}: broken gold ({type(error).__name__}: {error}); see the annotation guide") from error


def _read_entries(path: Path) -> Iterator[Any]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        yield from (json.loads(line) for line in text.splitlines() if line.strip())
    else:
        yield json.loads(text)


def _build_gold(entry: Mapping[str, Any], path: Path, number: int) -> Gold:
    about = _read_about(path)
    printed = bool(entry.get("document_date_in_text", bool(about)))
    name = about.get("slug") or (path.parent.name if about else entry.get("id", f"{path.stem}-{number}"))
    return Gold(
        id=str(name),
        text=entry["text"],
        path=_find_original(path) if about else None,
        document=document_of(entry["text"], entry["layout"]) if "layout" in entry else None,
        split=str(about.get("split", WITHOUT_SPLIT)),
        issued=None if printed else gold_marks.read_day(entry.get("document_date")),
        land=about.get("land"),
        head=_read_head_fields(entry),
        **_read_layers(entry),
    )


def _read_about(path: Path) -> dict[str, Any]:
    beside = path.with_name("about.toml")
    if path.name != "gold.json" or not beside.is_file():
        return {}
    return tomllib.loads(beside.read_text(encoding="utf-8"))


def _find_original(path: Path) -> Path:
    originals = sorted(path.parent.glob("original.*"))
    if len(originals) != 1:
        raise BadInput(f"{path.parent}: there must be exactly one original.*, there are {len(originals)}")
    return originals[0]


def _read_head_fields(entry: Mapping[str, Any]) -> dict[str, str | None]:
    """The fields to score: those that stand in the text; kind and reference wherever the gold names them."""
    head = {name: entry[name] for name in ("kind", "reference") if name in entry}
    for name, key in (("title", "title"), ("issuer", "issuer"), ("issued", "document_date")):
        flag = f"{key}_in_text"
        if entry.get(flag, "actors" in entry and entry.get(key) is not None):
            head[name] = entry[key]
    return head


def _read_layers(entry: Mapping[str, Any]) -> dict[str, Any]:
    text = entry["text"]
    layers: dict[str, Any] = {
        name: tuple(make(item, text) for item in entry[name])
        for name, make in (
            ("amounts", gold_marks.read_amount),
            ("times", gold_marks.read_time),
            ("deadlines", gold_marks.read_deadline),
            ("actors", gold_marks.read_actor),
            ("statements", gold_marks.read_statement),
        )
        if name in entry
    }
    if "records" in entry:
        layers["records"] = tuple(_read_record(item, text) for item in entry["records"])
        layers["no_funding"] = tuple(
            NoFunding(span=gold_marks.read_span(item["span"], text), why=item.get("why", ""))
            for item in entry.get("non_funding_amounts", ())
        )
    if "areas" in entry:
        layers["areas"] = tuple(entry["areas"])
    return layers


def _read_record(item: Mapping[str, Any], text: str) -> GoldRecord:
    purpose = item.get("purpose")
    return GoldRecord(
        amount=gold_marks.read_amount(item, text, key="amount_span") if item.get("amount_span") else None,
        givers=gold_marks.read_ids(item.get("giver")),
        receivers=gold_marks.read_ids(item.get("receiver")),
        purpose=gold_marks.read_span(purpose, text).text if purpose else None,
        earliest=gold_marks.read_day(item.get("period_earliest")),
        latest=gold_marks.read_day(item.get("period_latest")),
        status=item.get("status"),
        part_of=item.get("part_of"),
    )
