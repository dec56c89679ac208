"""Judged documents as gold, in the shape that `policytext evaluate` reads.

A layer is gold when somebody has judged each of its facts: verified, edited and added ones are written, wrong ones are
left out. Whoever marks a layer to the end must have read the text, and added what the machine missed.
`evaluate` needs amounts or actors; a document with neither of them judged is no gold yet. Statements need the actors
too: one without a speaker would say that nobody speaks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from policytext.analysis import Analysis, to_plain
from policytext.archive.corrections import LAYERS, Correction
from policytext.archive.corrections.apply import place_corrections
from policytext.archive.corrections.record import DOCUMENT
from policytext.errors import ArchiveError
from policytext.model import Document, Record, Statement

NEEDED = ("amounts", "actors")
SPOKEN = ("quotation", "reported")  # gold lists what somebody says, not every sentence
AMOUNT = ("start", "end", "text", "kind", "low", "high", "unit", "bound", "per")
TIME = ("start", "end", "text", "type", "value", "mod", "earliest", "latest", "role", "anchor")


def list_judged_layers(machine: Analysis, corrections: Sequence[Correction]) -> tuple[str, ...]:
    """The layers whose facts have all been judged."""
    placed = place_corrections(machine, corrections)
    return tuple(
        layer
        for layer in LAYERS.values()
        if (facts := getattr(placed.analysis, layer)) and all(fact.id in placed.idents for fact in facts)
    )


def build_gold_entry(
    analysis: Analysis, layers: Sequence[str], corrections: Sequence[Correction] = ()
) -> dict[str, Any] | None:
    """A corrected analysis as a document of gold with these layers, `None` where it cannot be gold.

    Of the paper's head is scored what somebody has marked; the date is given to the analysis unless it is scored.
    """
    named = "actors" in layers
    layers = [layer for layer in layers if named or layer != "statements"]
    if not set(layers) & set(NEEDED):
        return None
    paper, head = analysis.document, analysis.document.head
    marked = {slot for one in corrections if one.layer == DOCUMENT for slot in one.slots}
    found: dict[str, Any] = {
        "id": paper.sha256[:12],
        "source": paper.name,
        "document_date": to_plain(head.issued),
        "document_date_in_text": "issued" in marked and _has_date(analysis),
        "issuer": head.issuer,
        "issuer_in_text": "issuer" in marked and _is_in_text(head.issuer, paper.text),
        "title": head.title,
        "title_in_text": "title" in marked and _is_in_text(head.title, paper.text),
        "text": paper.text,
        "layout": describe_shape(paper),
    }
    found |= {slot: getattr(head, slot) for slot in ("kind", "reference") if slot in marked}
    return found | {layer: _LAYER[layer](analysis, named) for layer in layers}


def _is_in_text(words: str | None, text: str) -> bool:
    return bool(words) and (words or "") in text


def _has_date(analysis: Analysis) -> bool:
    """Whether the paper's date stands in its text."""
    return any(one.earliest == one.latest == analysis.document.head.issued for one in analysis.times)


def describe_shape(document: Document) -> dict[str, Any]:
    """The blocks, sentences, tables and view of a document, so that it is analysed as it was read."""
    return {
        "view": document.view.text,
        "offsets": to_plain(document.view.offsets),
        "blocks": [[one.kind, one.start, one.end, one.level] for one in document.blocks],
        "sentences": [[one.start, one.end, one.block] for one in document.sentences],
        "tables": [
            {
                "columns": list(table.columns),
                "rows": [[row.block, row.role, [[c.start, c.end] for c in row.cells]] for row in table.rows],
            }
            for table in document.tables
        ],
        "contacts": to_plain(document.contacts),
    }


def _pick_slots(facts: Iterable[object], names: Sequence[str]) -> list[dict[str, Any]]:
    return [{name: to_plain(getattr(fact, name)) for name in names} for fact in facts]


def _list_actors(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {"id": one.id, "name": one.name, "kind": one.kind, "role": one.role}
        | {"mentions": _pick_slots(one.mentions, ("start", "end", "text", "form"))}
        for one in analysis.actors
    ]


def _build_statement(one: Statement) -> dict[str, Any]:
    parts = [[part.start, part.end] for part in one.parts]
    told = {"kind": one.kind, "act": one.act, "speaker": one.speaker}
    return {"span": [one.start, one.end], "parts": parts} | told


def _build_record(analysis: Analysis, one: Record, *, named: bool, places: dict[str, int]) -> dict[str, Any]:
    amount = analysis.amount(one.amount)
    found: dict[str, Any] = {
        "giver": list(one.givers) if named else None,
        "receiver": list(one.receivers) if named else None,
        "purpose": [one.purpose.start, one.purpose.end] if one.purpose else None,
        "period_earliest": to_plain(one.earliest),
        "period_latest": to_plain(one.latest),
        "status": one.status,
        "part_of": places.get(one.part_of or ""),
    }
    if amount:
        told = {name: to_plain(getattr(amount, name)) for name in ("low", "high", "unit", "bound", "per", "kind")}
        found |= {"amount_span": [amount.start, amount.end], "amount": amount.text} | told
    return found


def _list_records(analysis: Analysis, named: bool) -> list[dict[str, Any]]:
    places = {record.id: place for place, record in enumerate(analysis.records)}
    return [_build_record(analysis, one, named=named, places=places) for one in analysis.records]


_LAYER = {
    "amounts": lambda analysis, _: _pick_slots(analysis.amounts, AMOUNT),
    "times": lambda analysis, _: _pick_slots(analysis.times, TIME),
    "actors": lambda analysis, _: _list_actors(analysis),
    "statements": lambda analysis, _: [_build_statement(one) for one in analysis.statements if one.kind in SPOKEN],
    "records": _list_records,
}


def write_gold(
    entries: Iterable[dict[str, Any]], folder: Path, original: Callable[[str], bytes | None] | None = None
) -> list[Path]:
    """Write each document of gold to a folder of its own, with its file where `original` has it; gives the folders."""
    written = []
    try:
        for one in entries:
            stem = re.sub(r"[^\w.-]+", "-", Path(one["source"] or "dokument").stem)[:60]
            place = folder / f"{stem}-{one['id'][:8]}"
            place.mkdir(parents=True, exist_ok=True)
            data = original(one["id"]) if original else None
            if data is not None:
                (place / f"original{Path(one['source']).suffix or '.txt'}").write_bytes(data)
                (place / "about.toml").write_text(f"slug = {json.dumps(place.name)}\n", encoding="utf-8")
            told = json.dumps(one, ensure_ascii=False)
            (place / "gold.json").write_text(told + "\n", encoding="utf-8")
            written.append(place)
    except OSError as error:
        raise ArchiveError(
            f"{folder}: cannot write gold there ({error.strerror}): name a folder of your own"
        ) from error
    return written
