"""Judged documents as gold, in the shape that `policytext evaluate` reads.

A layer is gold when somebody has judged each of its facts: verified and edited ones are written, wrong ones are left
out. Nobody says so for facts that the machine did not find: whoever marks a layer to the end must have read the text.
`evaluate` needs amounts or actors; a document with neither of them judged is no gold yet. Statements need the actors
too: one without a speaker would say that nobody speaks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from policytext.analysis import Analysis, plain
from policytext.archive.corrections import LAYERS, Correction
from policytext.archive.corrections.apply import found_again
from policytext.errors import ArchiveError
from policytext.model import Record, Statement

NEEDED = ("amounts", "actors")
SPOKEN = ("quotation", "reported")  # gold lists what somebody says, not every sentence
AMOUNT = ("start", "end", "text", "kind", "low", "high", "unit", "bound", "per")
TIME = ("start", "end", "text", "type", "value", "mod", "earliest", "latest", "role", "anchor")


def judged(machine: Analysis, corrections: Sequence[Correction]) -> tuple[str, ...]:
    """The layers whose facts have all been judged."""
    done = {(one.layer, found_again(machine, one)) for one in corrections}
    return tuple(
        layer
        for layer in LAYERS.values()
        if getattr(machine, layer) and all((layer, fact.id) in done for fact in getattr(machine, layer))
    )


def entry(analysis: Analysis, layers: Sequence[str]) -> dict[str, Any] | None:
    """A corrected analysis as a document of gold with these layers, `None` where it cannot be gold."""
    named = "actors" in layers
    layers = [layer for layer in layers if named or layer != "statements"]
    if not set(layers) & set(NEEDED):
        return None
    paper, head = analysis.document, analysis.document.head
    found: dict[str, Any] = {
        "id": paper.sha256[:12],
        "source": paper.name,
        "document_date": plain(head.issued),
        "document_date_in_text": False,  # given to the analysis, not scored: nobody has judged the letterhead
        "issuer_in_text": False,
        "title_in_text": False,
        "text": paper.text,
    }
    return found | {layer: _LAYER[layer](analysis, named) for layer in layers}


def _picked(facts: Iterable[object], names: Sequence[str]) -> list[dict[str, Any]]:
    return [{name: plain(getattr(fact, name)) for name in names} for fact in facts]


def _actors(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {"id": one.id, "name": one.name, "kind": one.kind, "role": one.role}
        | {"mentions": _picked(one.mentions, ("start", "end", "text", "form"))}
        for one in analysis.actors
    ]


def _statement(one: Statement) -> dict[str, Any]:
    parts = [[part.start, part.end] for part in one.parts]
    told = {"kind": one.kind, "act": one.act, "speaker": one.speaker}
    return {"span": [one.start, one.end], "parts": parts} | told


def _record(analysis: Analysis, one: Record, *, named: bool, places: dict[str, int]) -> dict[str, Any]:
    amount = analysis.amount(one.amount)
    found: dict[str, Any] = {
        "giver": list(one.givers) if named else None,
        "receiver": list(one.receivers) if named else None,
        "purpose": [one.purpose.start, one.purpose.end] if one.purpose else None,
        "period_earliest": plain(one.earliest),
        "period_latest": plain(one.latest),
        "status": one.status,
        "part_of": places.get(one.part_of or ""),
    }
    if amount:
        told = {name: plain(getattr(amount, name)) for name in ("low", "high", "unit", "bound", "per", "kind")}
        found |= {"amount_span": [amount.start, amount.end], "amount": amount.text} | told
    return found


def _records(analysis: Analysis, named: bool) -> list[dict[str, Any]]:
    places = {record.id: place for place, record in enumerate(analysis.records)}
    return [_record(analysis, one, named=named, places=places) for one in analysis.records]


_LAYER = {
    "amounts": lambda analysis, _: _picked(analysis.amounts, AMOUNT),
    "times": lambda analysis, _: _picked(analysis.times, TIME),
    "actors": lambda analysis, _: _actors(analysis),
    "statements": lambda analysis, _: [_statement(one) for one in analysis.statements if one.kind in SPOKEN],
    "records": _records,
}


def write(entries: Iterable[dict[str, Any]], folder: Path) -> list[Path]:
    """Write each document of gold as a file of its own; gives the files."""
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in entries:
            name = re.sub(r"[^\w.-]+", "-", Path(one["source"] or "dokument").stem)[:60]
            path = folder / f"{name}-{one['id'][:8]}.json"
            path.write_text(json.dumps(one, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            written.append(path)
    except OSError as error:
        raise ArchiveError(
            f"{folder}: cannot write gold there ({error.strerror}): name a folder of your own"
        ) from error
    return written
