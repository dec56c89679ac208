"""Gold in words, for reading it through, and doubts: words that look like a mark but have none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from source import Source

MONEYLIKE = re.compile(r"(?:Euro|EUR|€|Prozent|v\. ?H\.|%|Stellen?|Vollzeitäquivalente?n?|VZÄ)(?!\w)")
TIMELIKE = re.compile(
    r"""(?<![\d.,/-])(?:19|20)\d\d(?![\d/-]) | \d\.[ ](?:Jan|Feb|März|Apr|Mai|Juni|Juli|Aug|Sept|Okt|Nov|Dez)
      | \b(?:heute|gestern|morgen|derzeit|jährlich\w*|monatlich\w*|halbjährlich|Folgejahr\w*|Vorjahr\w*|zurzeit|jetzt)\b
      | \b(?:Jahre?n?|Monate?n?|Wochen?|Tagen?|Quartal|Schuljahr|Kalenderjahr\w*|Haushaltsjahr\w*)\b
      | \w*(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b | [Aa]bend\b | Uhr\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def doubts(source: Source) -> Iterator[str]:
    """Words of money and time, names of actors, and quotation marks that no mark covers."""
    marked, text = source.marked, source.marked.text
    for layer, pattern in (("amount", MONEYLIKE), ("time", TIMELIKE)):
        covered = marked.layer(layer)
        for match in pattern.finditer(text):
            if not any(mark.start <= match.start() and match.end() <= mark.end for mark in covered):
                yield f"{layer}: {_around(text, *match.span())}"
    mentions = marked.layer("actor")
    for words in sorted({marked.words(mark) for mark in mentions}):
        for match in re.finditer(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text):
            if not any(mark.start < match.end() and match.start() < mark.end for mark in mentions):
                yield f"actor: {_around(text, *match.span())}"
    said = marked.layer("statement")
    for match in re.finditer(r"[„»]", text):
        if not any(mark.start - 2 <= match.start() < mark.end for mark in said):
            yield f"statement: {_around(text, *match.span(), 45)}"


def _around(text: str, start: int, end: int, width: int = 25) -> str:
    return repr(f"{text[max(0, start - width) : start]}▸{text[start:end]}◂{text[end : end + width]}")


def shown(gold: dict[str, Any]) -> str:
    """Every label of a gold document in words, one a line."""
    text: str = gold["text"]
    said = {tuple(row["span"]): row for row in gold["deadlines"]}
    lines = [f"{gold['kind']} {gold['document_date']} {gold['reference']} | {gold['issuer']} | {gold['areas']}"]
    for row in gold["records"]:
        slots = [_words(text, row[slot]) for slot in ("purpose", "period")]
        slots += [row["period_earliest"], row["period_latest"]]
        money = f"{row['amount']} = {row['low']}..{row['high']} {row['unit']} {row['bound']} {row['per']}"
        lines.append(f"R {money} | {row['giver']} → {row['receiver']} | {slots} {row['status']} part {row['part_of']}")
    lines += [f"N {_words(text, row['span'])} | {row['why']}" for row in gold["non_funding_amounts"]]
    for row in gold["times"]:
        what = said.get((row["start"], row["end"]), {}).get("what")
        tail = [row["timex_type"], row["value"], row["mod"], row["earliest"], row["latest"], row["role"], row["anchor"]]
        lines.append(f"T {row['text']} | {' '.join(map(str, tail))} | {_words(text, what)}")
    for row in gold["statements"]:
        parts = " … ".join(text[start:end] for start, end in row.get("parts", [row["span"]]))
        lines.append(f"S {row['kind']} {row['act']} {row['speaker']} ({_words(text, row['speaker_span'])}): {parts}")
    lines += [_actor(text, row) for row in gold["actors"]]
    return "\n".join(lines)


def _actor(text: str, row: dict[str, Any]) -> str:
    return f"A {row['name']} | {row['kind']} | {row['role']} | {[_words(text, span) for span in row['mentions']]}"


def _words(text: str, span: list[int] | None) -> str | None:
    return text[span[0] : span[1]] if span else None
