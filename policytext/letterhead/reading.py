"""From the labelled lines of a head to what they say, each value with who said it and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from policytext.german.laender import land_of
from policytext.letterhead import form, labeller, sources
from policytext.letterhead.council import mover, municipality, named_municipality
from policytext.letterhead.dates import (
    dateline,
    day_alone,
    day_in_head,
    labelled_day,
    rule_day,
    signed,
    stated_day,
    today,
)
from policytext.letterhead.issuer import issuer, issuer_aside, issuer_of_addresses, issuer_of_label, nominative
from policytext.letterhead.kind import likeliest, possible, shipped
from policytext.letterhead.paper import is_formal, paper
from policytext.letterhead.patterns import FIELD_BORDER, PARTY, SUBJECT, is_institution
from policytext.letterhead.reference import find_reference, head_size
from policytext.letterhead.sessions import deciding, sessions, sitting
from policytext.letterhead.sources import HEADERS, LETTERHEAD
from policytext.letterhead.speakers import giver, land, ministry, sender
from policytext.letterhead.title import Title, find_title
from policytext.letterhead.told_kind import told_kind
from policytext.letterhead.units import Unit, front_matter, head_units, tail_units
from policytext.model import Document, Letterhead

SHORTEST = 200  # characters of a line that may be a paper
MOVED = frozenset(("motion", "budget_motion", "question"))
MOST_AROUND, LONGEST_AROUND = 6, 100  # lines around a press release, and their characters
OPENING = 800  # characters in which a press release names its town
LAST = 14  # lines among which a signature stands where a text is no longer than its head
READ = 20_000  # characters of a text from which kind and issuer are told
SURE, LIKELY, GUESSED = (
    0.95,
    0.8,
    0.6,
)  # of issuers by the head's lines, by labels, by the body (gold papers, unread half)


@dataclass(frozen=True, slots=True)
class Head:
    """The lines of a document's head with their labels and probabilities, its title, and its last lines."""

    units: tuple[Unit, ...]
    labels: tuple[tuple[str, float], ...]
    title: Title | None
    tail: tuple[Unit, ...]
    letterhead: Letterhead

    def with_label(self, *wanted: str) -> list[str]:
        """The lines that bear one of these labels."""
        return [unit.text for unit, (label, _) in zip(self.units, self.labels, strict=True) if label in wanted]


def head_of(document: Document, *, kind: str | None = None) -> Head:
    """The head of a document and what it says; `kind` where the caller knows it."""
    units = head_units(document)
    labels, chances = labeller.shipped().label(units)
    title = find_title(units, labels, chances) if len(units) > 1 or (units and units[0].mark) else None
    if title and _mail_knows_better(document, units, title):
        title = None
    tail = tail_units(document, units[-1].end if units else 0)
    head = Head(tuple(units), tuple(labels), title, tuple(tail), Letterhead())
    return replace(head, letterhead=_read(document, head, kind))


def _mail_knows_better(document: Document, units: Sequence[Unit], title: Title) -> bool:
    """Whether a mail's subject is its title: its body opens with a greeting more often than with a title."""
    stated = sources.stated_by(document) == HEADERS and "title" in document.metadata
    return stated and not units[title.first].mark and not SUBJECT.match(units[title.first].text)


def _read(document: Document, head: Head, known: str | None) -> Letterhead:
    fields = front_matter(document.text[:READ])[0]
    by = sources.stated_by(document)
    text = document.text[:READ]
    words = head.title.text if head.title else None
    kind, kind_score = (known, 1.0) if known else _kind(head, text, words)
    which = paper(head.units, text) if kind == "council_paper" else None
    title, title_by = sources.first(
        (LETTERHEAD, _first(fields, "title", "titel")), (LETTERHEAD, words), (by, sources.stated_title(document))
    )
    name, name_by, name_score = _issuer(document, head, kind=kind, which=which)
    name = _first(fields, "issuer", "herausgeber", "publisher") or name
    day, day_by, place = _day(document, head, kind=kind, which=which, stated=_first(fields, "date", "datum", "issued"))
    reference = _first(fields, "reference", "aktenzeichen") or find_reference(head.units, head.labels)
    lands = (land_of(unit.text) for unit in head.units[:20] if len(unit.text) < 120)
    where, where_by = sources.first((name_by, land_of(name or "")), (LETTERHEAD, next(filter(None, lands), None)))
    own = {"place": LETTERHEAD if place else "", "reference": LETTERHEAD if reference else ""}
    told = {"title": title_by, "issuer": name_by if name else "", "issued": day_by, **own, "land": where_by}
    scores = {
        "kind": kind_score,
        "title": head.title.score if head.title else 0.0,
        "issuer": name_score if name else 0.0,
    }
    return Letterhead(
        kind=kind,
        title=title,
        issuer=name,
        issued=day,
        place=place,
        reference=reference,
        land=where,
        sources=sources.kept(told),
        paper=which,
        title_span=(head.title.start, head.title.end) if head.title else None,
        issuer_span=_span(document.text[:READ], name),
        scores={slot: round(score, 3) for slot, score in scores.items() if score},
    )


def _first(fields: dict[str, str], *names: str) -> str | None:
    return next((fields[name] for name in names if fields.get(name)), None)


def _span(text: str, words: str | None) -> tuple[int, int] | None:
    """Where the issuer's name stands in so many words."""
    at = text.find(words) if words else -1
    return (at, at + len(words)) if words and at >= 0 else None


# ---------------------------------------------------------------------------------------------- kind


def _kind(head: Head, text: str, title: str | None) -> tuple[str, float]:
    """The kind that lines and title name, else the most likely one by the paper's form."""
    if len(head.units) < 2 and len(text) < SHORTEST:
        return "other", 0.0
    shares = possible(shipped().shares(form.describe(head.units, text, title=title)), formal=is_formal(head.units))
    if said := told_kind([unit.text for unit in head.units], text, title=title, shares=shares):
        return said, max(shares.get(said, 0.0), LIKELY)
    kind, share = likeliest(shares)
    if kind == "news" and any(is_institution(unit.text) for unit in head.units[:3]):
        return "press_release", share  # a newspaper's article does not open with an authority's name
    return kind, share


# ---------------------------------------------------------------------------------------------- issuer


def _issuer(document: Document, head: Head, *, kind: str, which: str | None) -> tuple[str | None, str, float]:
    """Who issued the paper, who said so, and how sure it is."""
    for source, score, name in _issuers(document, head, kind=kind, which=which):
        if name:
            return name, source, score
    return None, "", 0.0


def _issuers(
    document: Document, head: Head, *, kind: str, which: str | None
) -> Iterator[tuple[str, float, str | None]]:
    by = sources.stated_by(document)
    text = document.text[:READ]
    lines = [unit.text for unit in head.units]
    title = head.title.text if head.title else None
    labelled = head.with_label("issuer")
    if kind == "council_paper":
        if which in MOVED:
            yield LETTERHEAD, SURE, mover(head.units)
        if which == "annex":
            yield LETTERHEAD, LIKELY, issuer_of_label([line for line in labelled if "e.V" in line.replace(" ", "")])
        yield LETTERHEAD, LIKELY, municipality(head.units, text)
        if which not in ("annex", None):
            return
    named = issuer_of_label(labelled)
    bare = named if named and PARTY.fullmatch(named) else None
    yield LETTERHEAD, SURE, None if bare else named
    yield LETTERHEAD, LIKELY, issuer(lines[: _bodies(head)], document.view.text, title=title)
    yield LETTERHEAD, LIKELY, issuer_aside(_fields(document, "running"))
    yield by, LIKELY, issuer_aside(_fields(document, "publisher"))
    yield by, LIKELY, issuer_aside(_fields(document, "author"), whole=True)
    yield by, LIKELY, issuer_aside(document.metadata.get("title", "").split(" – ")[1:])
    yield LETTERHEAD, LIKELY, issuer_of_addresses(lines, document.view.text)
    yield from _guesses(head, kind, text, bare)


def _guesses(head: Head, kind: str, text: str, bare: str | None) -> Iterator[tuple[str, float, str | None]]:
    """Who may have issued a paper whose head names nobody: bodies that speak, are to be called, or are named most."""
    below = text[head.title.end if head.title else 0 :]
    names: list[str | None] = []
    if kind == "press_release":
        title = head.title.text if head.title else ""
        names.append(sender(below, around=_around(head), title=title))
        names += [bare, named_municipality(f"{title}\n{text[:OPENING]}")]
    elif kind not in ("council_paper", "agreement", "news", "speech"):
        names.append(giver(below))
    if kind in ("guideline", "programme"):
        names.append(ministry(text))
    if kind == "guideline":
        names.append(land(text))
    yield from ((LETTERHEAD, GUESSED, nominative(name) if name else None) for name in names)


def _around(head: Head) -> list[str]:
    """The short lines above the title, and those that stand around a web page's text."""
    first = head.title.first if head.title else _bodies(head)
    above = [unit.text for unit in head.units[: min(first, MOST_AROUND)] if len(unit.text) < LONGEST_AROUND]
    return list(dict.fromkeys((*above, *head.with_label("running")[:MOST_AROUND])))


def _bodies(head: Head) -> int:
    """Lines up to the first one of running text."""
    return next((n for n, (label, _) in enumerate(head.labels) if label == "body"), len(head.units))


def _fields(document: Document, name: str) -> list[str]:
    lines = document.metadata.get(name, "").split("\n")
    return [field for line in lines for field in FIELD_BORDER.split(line)]


# ---------------------------------------------------------------------------------------------- date


def _day(
    document: Document, head: Head, *, kind: str, which: str | None, stated: str | None
) -> tuple[date | None, str, str | None]:
    """The paper's date, who said so, and its place."""
    by = sources.stated_by(document)
    below = head.title.last if head.title else 0
    paragraphs = [unit.text for unit in head.units[below:]] or [unit.text for unit in head.units]
    opened, place = dateline(paragraphs)
    line = day_in_head(head.units, head.labels)
    place = (line[1] if line else None) or place
    if kind == "council_paper":
        day = _council_day(head, which, line[0] if line else None)
        if day:
            return day, LETTERHEAD, place
    end = signed([unit.text for unit in (*head.units[-LAST:], *head.tail)])
    text = document.text[:READ]
    own = stated_day(document.metadata.get("issued", ""))
    choices = (
        (by, own if sources.is_answer(document) else None),
        (LETTERHEAD, stated_day(stated) if stated else None),
        (LETTERHEAD, rule_day(text) if kind in ("programme", "guideline") else None),
        (LETTERHEAD, line[0] if line else None),
        (LETTERHEAD, end[0] if end and kind != "council_paper" else None),
        (LETTERHEAD, opened),
        (LETTERHEAD, today(text) if kind in ("press_release", "news") else None),
        (LETTERHEAD, day_alone(text) if kind == "council_paper" else None),
        (by, own),
    )
    day, source = sources.first(*choices)
    if end and day == end[0]:
        place = end[1] or place
    return day, source, place


def _council_day(head: Head, which: str | None, line: date | None) -> date | None:
    """A motion bears its own day; other papers that of the sitting, where no line gives the paper's own."""
    if which == "minutes":
        return sitting(head.units)
    top = head.units[: head_size(head.labels)]
    if own := labelled_day(top, received=which in MOVED):
        return own
    found = sessions(top)
    if which in MOVED:
        return line or deciding(found)
    return deciding(found) or line
