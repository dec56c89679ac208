"""Build corpus/records/*.jsonl, one annotated paper a line, from corpus/records/source/*.txt.

- `python corpus/build/funding.py`: write the files, the same bytes every time
- `python corpus/build/funding.py --check`: write nothing; fail where a stored file differs
- `python corpus/build/funding.py --show NAME`: print every record of a file in words, for reading it through

A paper begins with a line `== number kind date paper`, date and paper `-` where there is none; every third number is
kept for testing. Lines `@a9 Stadt Oberau` name an actor (needed where no word of the text does), `@title` and `@issuer`
what the text does not tell in one piece.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marks import BadMark
from slips import Slip, Slips, mentions, period, read
from sums import value

RECORDS = Path(__file__).resolve().parents[1] / "records"
STATUS = {"c": "committed", "p": "proposed", "d": "demanded", "r": "refused", "if": "conditional", "past": "past"}
BOUNDS = {"~": "about", "<=": "at_most", ">=": "at_least", ">>": "above", "<<": "below", "?": "vague"}
WHY = {"cost", "price", "threshold", "revenue", "debt", "tax", "other"}
KINDS = {"a": "authority", "o": "organisation", "g": "group"}
HEAD = re.compile(r"^== (?P<number>\d+) (?P<kind>\w+) (?P<date>\S+) (?P<paper>\S+)$", re.MULTILINE)


@dataclass
class Note:
    """What stands after the bar of a record's amount."""

    name: str = ""
    giver: list[str] = field(default_factory=list)
    receiver: list[str] = field(default_factory=list)
    purposes: list[str] = field(default_factory=list)
    period: str = ""
    status: str = "committed"
    bound: str = ""
    per: list[str] = field(default_factory=list)
    part_of: str = ""
    same_as: str = ""
    unit: str = ""
    times: float = 1.0
    fixed: list[float] = field(default_factory=list)


def read_note(words: str) -> Note:
    """The words after the bar: `#name a1,a2>o1 p1,p2 t1 c ~ /Jahr ^whole =same u=CZK x=1000 v=5`."""
    note = Note()
    for word in words.split():
        if word in STATUS:
            note.status = STATUS[word]
        elif word in BOUNDS:
            note.bound = BOUNDS[word]
        elif ">" in word:
            note.giver, note.receiver = ([one for one in side.split(",") if one] for side in word.split(">"))
        elif re.fullmatch(r"p\d+(,p\d+)*", word):
            note.purposes = word.split(",")
        elif re.fullmatch(r"t\d+", word):
            note.period = word
        elif word.startswith("/"):
            note.per.append(word[1:].replace("_", " "))
        elif word[:2] in ("u=", "x=", "v="):
            _set_value(note, word[0], word[2:])
        elif word[0] in "#^=":
            setattr(note, {"#": "name", "^": "part_of", "=": "same_as"}[word[0]], word[1:])
        else:
            raise BadMark(f"not understood: {word!r} in {words!r}")
    return note


def _set_value(note: Note, key: str, words: str) -> None:
    if key == "u":
        note.unit = words
    elif key == "x":
        note.times = float(words)
    else:
        note.fixed = [float(one) for one in words.split("-")]


def _numbers(note: Note, words: str) -> dict[str, Any]:
    numbers, unit, kind = (note.fixed, "EUR", "money") if note.fixed else value(words)
    numbers = [round(one * note.times, 4) for one in numbers]
    low, high = (int(one) if one == int(one) else one for one in (numbers[0], numbers[-1]))
    bound = note.bound or ("range" if low != high else "exact")
    open_low, open_high = bound in ("at_most", "below", "vague"), bound in ("at_least", "above", "vague")
    unit = note.unit or unit
    kind = {"%": "share", "Stelle": "positions"}.get(unit, kind)
    return {
        "kind": kind,
        "low": None if open_low else low,
        "high": None if open_high else high,
        "unit": unit,
        "bound": bound,
        "per": note.per,
    }


def _record(slips: Slips, mark: Slip, note: Note, index: dict[str, int]) -> dict[str, Any]:
    span = (mark.start, mark.end)
    purposes = [slips.nearest(label, span) for label in note.purposes]
    places = [[places[0].start, places[0].end] for places in purposes]
    places += [[other.start, other.end] for others in purposes for other in others[1:]]
    when = slips.nearest(note.period, span)[0] if note.period else None
    earliest, latest = period(when, slips.text) if when else (None, None)
    return {
        "giver": note.giver,
        "receiver": note.receiver,
        "purpose": places[0] if places else None,
        "purpose_too": places[1:],
        "period": [when.start, when.end] if when else None,
        "period_earliest": earliest,
        "period_latest": latest,
        "status": note.status,
        "part_of": index[note.part_of] if note.part_of else None,
        "same_as": index[note.same_as] if note.same_as else None,
    }


def records(slips: Slips) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The records of a text, and the amounts (or words) that are none."""
    funding, others = list[tuple[Slip, Note]](), list[dict[str, Any]]()
    for mark in slips.of("amount"):
        if mark.note in ("!-",) or mark.note.startswith("-"):
            why, _, what = mark.note.lstrip("!-").partition(":")
            if mark.note != "!-" and why not in WHY:
                raise BadMark(f"no reason: {mark.note!r}")
            others.append(
                {"span": [mark.start, mark.end], "why": why or "no funding"} | ({"what": what} if what else {})
            )
        else:
            funding.append((mark, read_note(mark.note.removeprefix("!"))))
    index = {note.name or f"r{at}": at for at, (_, note) in enumerate(funding)}
    rows = []
    for at, (mark, note) in enumerate(funding):
        without = mark.note.startswith("!")
        row: dict[str, Any] = {"id": note.name or f"r{at}", "amount_span": None if without else [mark.start, mark.end]}
        row |= {"trigger": [mark.start, mark.end]} if without else _numbers(note, slips.text[mark.start : mark.end])
        rows.append(row | _record(slips, mark, note, index))
    return rows, others


def _actors(slips: Slips, named: dict[str, str], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    out = []
    for label in sorted({one for row in rows for one in row["giver"] + row["receiver"]}):
        spans = mentions(slips, label, named.get(label, ""))
        words = [" ".join(slips.text[start:end].split()) for start, end in spans]
        if not words and label not in named:
            raise BadMark(f"no word names {label}")
        name = named.get(label) or max([one for one in words if one != "Verwaltung"] or words, key=len)
        out.append({"id": label, "name": name, "kind": KINDS[label[0]], "mentions": [list(span) for span in spans]})
    return out


def paper(name: str, head: re.Match[str], body: str) -> dict[str, Any]:
    """One annotated paper, in the shape that `corpus/README.md` tells."""
    told = dict(re.findall(r"^@(\w+) (.+)$", body, re.MULTILINE))
    slips = read(re.sub(r"^@\w+ .+\n", "", body, flags=re.MULTILINE).strip("\n") + "\n")
    rows, others = records(slips)
    known = {
        label: " ".join(slips.text[mark.start : mark.end].split()) for label in "TI" for mark in slips.of(label)[:1]
    }
    return {
        "id": f"{name}-{head['number']}",
        "genre": name,
        "split": "test" if int(head["number"]) % 3 == 0 else "train",
        "layers": ["records", "non_funding_amounts"],
        "document_date": None if head["date"] == "-" else head["date"],
        "kind": head["kind"],
        "paper": None if head["paper"] == "-" else head["paper"],
        "title": told.get("title") or known.get("T"),
        "issuer": told.get("issuer") or known.get("I"),
        "actors": _actors(slips, told, rows),
        "records": rows,
        "non_funding_amounts": others,
        "text": slips.text,
    }


def papers(source: Path) -> list[dict[str, Any]]:
    """All papers of one source file."""
    text = source.read_text(encoding="utf-8")
    heads = [*HEAD.finditer(text)]
    ends = [head.start() for head in heads[1:]] + [len(text)]
    out, bad = list[dict[str, Any]](), list[str]()
    for head, end in zip(heads, ends, strict=True):
        try:
            out.append(paper(source.stem, head, text[head.end() : end]))
        except (BadMark, KeyError, ValueError) as error:
            bad.append(f"{source.name} {head['number']}: {type(error).__name__} {error}")
    if bad or len({head["number"] for head in heads}) != len(heads):
        raise BadMark("\n".join(bad) or f"{source.name}: a number stands twice")
    return out


def shown(row: dict[str, Any]) -> str:
    """The records of a paper in words."""
    text = row["text"]

    def words(span: list[int] | None) -> str:
        return " ".join(text[slice(*span)].split()) if span else "-"

    names = {actor["id"]: actor["name"] for actor in row["actors"]}
    lines = [f"== {row['id']} {row['split']} | {row['title']} | {row['issuer']}"]
    for at, one in enumerate(row["records"]):
        who = " > ".join(", ".join(names[label] for label in one[slot]) or "-" for slot in ("giver", "receiver"))
        when = f"{one['period_earliest'] or ''}..{one['period_latest'] or ''}" if one["period"] else ""
        whole = "" if one["part_of"] is None else f"^{one['part_of']}"
        sums = f"{one.get('low')}-{one.get('high')} {one.get('unit')} {one.get('bound')} {one.get('per')}"
        lines.append(
            f"  {at} {words(one['amount_span'] or one.get('trigger'))!r} {sums} | {who}"
            f" | {words(one['purpose'])} | {one['status']} {when} {whole}"
        )
    lines += [f"  - {words(one['span'])!r} {one['why']} {one.get('what', '')}" for one in row["non_funding_amounts"]]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Build, compare or show; 1 if a file differs or a source is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, say what would differ")
    parser.add_argument("--show", help="print the records of one file in words")
    options = parser.parse_args(arguments)
    bad, count = 0, Counter[str]()
    for source in sorted((RECORDS / "source").glob("*.txt")):
        rows = papers(source)
        built = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        target = RECORDS / f"{source.stem}.jsonl"
        differs = not target.is_file() or target.read_text(encoding="utf-8") != built
        bad |= options.check and differs
        if differs and not options.check:
            target.write_text(built, encoding="utf-8")
        if options.show == source.stem:
            print("\n".join(map(shown, rows)))
        for row in rows:
            count.update(papers=1, records=len(row["records"]), others=len(row["non_funding_amounts"]))
            count.update(one["status"] for one in row["records"])
        print(f"{source.stem}: {len(rows)} papers{', changed' if differs else ''}", file=sys.stderr)
    print(dict(count), file=sys.stderr)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
