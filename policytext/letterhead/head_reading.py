"""From the labelled lines of a head to what they say, each value with who said it and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from policytext.german.laender import land_of
from policytext.letterhead import field_sources, form, labeller
from policytext.letterhead.council import find_mover, find_municipality, named_municipality
from policytext.letterhead.field_sources import HEADERS, LETTERHEAD
from policytext.letterhead.head_lines import HeadLine, front_matter, head_units, tail_units
from policytext.letterhead.issuer import (
    build_nominative_issuer,
    issuer_aside,
    issuer_of_addresses,
    issuer_of_label,
    read_issuer,
)
from policytext.letterhead.kind import choose_likeliest, drop_impossible, load_shipped_classifier
from policytext.letterhead.letter_dates import (
    day_alone,
    day_in_head,
    find_today,
    labelled_day,
    read_dateline,
    read_signature_line,
    rule_day,
    stated_day,
)
from policytext.letterhead.paper_form import is_formal, read_paper_form
from policytext.letterhead.patterns import FIELD_BORDER, PARTY, SUBJECT, is_institution
from policytext.letterhead.reference import find_reference, head_size
from policytext.letterhead.sessions import find_deciding_day, find_sitting_day, list_sittings
from policytext.letterhead.speaking_bodies import find_giver, find_land, find_ministry, find_sender
from policytext.letterhead.title import Title, find_title
from policytext.letterhead.told_kind import read_named_kind
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
class LabelledHead:
    """The lines of a document's head with their labels and probabilities, its title, and its last lines."""

    units: tuple[HeadLine, ...]
    labels: tuple[tuple[str, float], ...]
    title: Title | None
    tail: tuple[HeadLine, ...]
    letterhead: Letterhead

    def with_label(self, *wanted: str) -> list[str]:
        """The lines that bear one of these labels."""
        return [unit.text for unit, (label, _) in zip(self.units, self.labels, strict=True) if label in wanted]


def head_of(document: Document, *, kind: str | None = None) -> LabelledHead:
    """The head of a document and what it says; `kind` where the caller knows it."""
    units = head_units(document)
    labels, chances = labeller.load_shipped_labeller().label(units)
    title = find_title(units, labels, chances) if len(units) > 1 or (units and units[0].mark) else None
    if title and _mail_knows_better(document, units, title):
        title = None
    tail = tail_units(document, units[-1].end if units else 0)
    head = LabelledHead(tuple(units), tuple(labels), title, tuple(tail), Letterhead())
    return replace(head, letterhead=_read_fields(document, head, kind))


def _mail_knows_better(document: Document, units: Sequence[HeadLine], title: Title) -> bool:
    """Whether a mail's subject is its title: its body opens with a greeting more often than with a title."""
    stated = field_sources.stated_by(document) == HEADERS and "title" in document.metadata
    return stated and not units[title.first].mark and not SUBJECT.match(units[title.first].text)


def _read_fields(document: Document, head: LabelledHead, known: str | None) -> Letterhead:
    fields = front_matter(document.text[:READ])[0]
    by = field_sources.stated_by(document)
    text = document.text[:READ]
    words = head.title.text if head.title else None
    kind, kind_score = (known, 1.0) if known else _decide_kind(head, text, words)
    which = read_paper_form(head.units, text) if kind == "council_paper" else None
    title, title_by = field_sources.choose_first(
        (LETTERHEAD, _first_field(fields, "title", "titel")),
        (LETTERHEAD, words),
        (by, field_sources.stated_title(document)),
    )
    name, name_by, name_score = _decide_issuer(document, head, kind=kind, which=which)
    name = _first_field(fields, "issuer", "herausgeber", "publisher") or name
    day, day_by, place = _decide_date(
        document, head, kind=kind, which=which, stated=_first_field(fields, "date", "datum", "issued")
    )
    reference = _first_field(fields, "reference", "aktenzeichen") or find_reference(head.units, head.labels)
    lands = (land_of(unit.text) for unit in head.units[:20] if len(unit.text) < 120)
    where, where_by = field_sources.choose_first(
        (name_by, land_of(name or "")), (LETTERHEAD, next(filter(None, lands), None))
    )
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
        sources=field_sources.keep_sources(told),
        paper=which,
        title_span=(head.title.start, head.title.end) if head.title else None,
        issuer_span=_find_span(document.text[:READ], name),
        scores={slot: round(score, 3) for slot, score in scores.items() if score},
    )


def _first_field(fields: dict[str, str], *names: str) -> str | None:
    return next((fields[name] for name in names if fields.get(name)), None)


def _find_span(text: str, words: str | None) -> tuple[int, int] | None:
    """Where the issuer's name stands in so many words."""
    at = text.find(words) if words else -1
    return (at, at + len(words)) if words and at >= 0 else None


# ---------------------------------------------------------------------------------------------- kind


def _decide_kind(head: LabelledHead, text: str, title: str | None) -> tuple[str, float]:
    """The kind that lines and title name, else the most likely one by the paper's form."""
    if len(head.units) < 2 and len(text) < SHORTEST:
        return "other", 0.0
    shares = drop_impossible(
        load_shipped_classifier().shares(form.describe_form(head.units, text, title=title)),
        formal=is_formal(head.units),
    )
    if said := read_named_kind([unit.text for unit in head.units], text, title=title, shares=shares):
        return said, max(shares.get(said, 0.0), LIKELY)
    kind, share = choose_likeliest(shares)
    if kind == "news" and any(is_institution(unit.text) for unit in head.units[:3]):
        return "press_release", share  # a newspaper's article does not open with an authority's name
    return kind, share


# ---------------------------------------------------------------------------------------------- issuer


def _decide_issuer(
    document: Document, head: LabelledHead, *, kind: str, which: str | None
) -> tuple[str | None, str, float]:
    """Who issued the paper, who said so, and how sure it is."""
    for source, score, name in _list_issuers(document, head, kind=kind, which=which):
        if name:
            return name, source, score
    return None, "", 0.0


def _list_issuers(
    document: Document, head: LabelledHead, *, kind: str, which: str | None
) -> Iterator[tuple[str, float, str | None]]:
    by = field_sources.stated_by(document)
    text = document.text[:READ]
    lines = [unit.text for unit in head.units]
    title = head.title.text if head.title else None
    labelled = head.with_label("issuer")
    if kind == "council_paper":
        if which in MOVED:
            yield LETTERHEAD, SURE, find_mover(head.units)
        if which == "annex":
            yield LETTERHEAD, LIKELY, issuer_of_label([line for line in labelled if "e.V" in line.replace(" ", "")])
        yield LETTERHEAD, LIKELY, find_municipality(head.units, text)
        if which not in ("annex", None):
            return
    named = issuer_of_label(labelled)
    bare = named if named and PARTY.fullmatch(named) else None
    yield LETTERHEAD, SURE, None if bare else named
    yield LETTERHEAD, LIKELY, read_issuer(lines[: _count_lines_above_text(head)], document.view.text, title=title)
    yield LETTERHEAD, LIKELY, issuer_aside(_split_fields(document, "running"))
    yield by, LIKELY, issuer_aside(_split_fields(document, "publisher"))
    yield by, LIKELY, issuer_aside(_split_fields(document, "author"), whole=True)
    yield by, LIKELY, issuer_aside(document.metadata.get("title", "").split(" – ")[1:])
    yield LETTERHEAD, LIKELY, issuer_of_addresses(lines, document.view.text)
    yield from _guess_issuers(head, kind, text, bare)


def _guess_issuers(
    head: LabelledHead, kind: str, text: str, bare: str | None
) -> Iterator[tuple[str, float, str | None]]:
    """Who may have issued a paper whose head names nobody: bodies that speak, are to be called, or are named most."""
    below = text[head.title.end if head.title else 0 :]
    names: list[str | None] = []
    if kind == "press_release":
        title = head.title.text if head.title else ""
        names.append(find_sender(below, around=_list_lines_around(head), title=title))
        names += [bare, named_municipality(f"{title}\n{text[:OPENING]}")]
    elif kind not in ("council_paper", "agreement", "news", "speech"):
        names.append(find_giver(below))
    if kind in ("guideline", "programme"):
        names.append(find_ministry(text))
    if kind == "guideline":
        names.append(find_land(text))
    yield from ((LETTERHEAD, GUESSED, build_nominative_issuer(name) if name else None) for name in names)


def _list_lines_around(head: LabelledHead) -> list[str]:
    """The short lines above the title, and those that stand around a web page's text."""
    first = head.title.first if head.title else _count_lines_above_text(head)
    above = [unit.text for unit in head.units[: min(first, MOST_AROUND)] if len(unit.text) < LONGEST_AROUND]
    return list(dict.fromkeys((*above, *head.with_label("running")[:MOST_AROUND])))


def _count_lines_above_text(head: LabelledHead) -> int:
    """Lines up to the first one of running text."""
    return next((n for n, (label, _) in enumerate(head.labels) if label == "body"), len(head.units))


def _split_fields(document: Document, name: str) -> list[str]:
    lines = document.metadata.get(name, "").split("\n")
    return [field for line in lines for field in FIELD_BORDER.split(line)]


# ---------------------------------------------------------------------------------------------- date


def _decide_date(
    document: Document, head: LabelledHead, *, kind: str, which: str | None, stated: str | None
) -> tuple[date | None, str, str | None]:
    """The paper's date, who said so, and its place."""
    by = field_sources.stated_by(document)
    below = head.title.last if head.title else 0
    paragraphs = [unit.text for unit in head.units[below:]] or [unit.text for unit in head.units]
    opened, place = read_dateline(paragraphs)
    line = day_in_head(head.units, head.labels)
    place = (line[1] if line else None) or place
    if kind == "council_paper":
        day = _council_day(head, which, line[0] if line else None)
        if day:
            return day, LETTERHEAD, place
    end = read_signature_line([unit.text for unit in (*head.units[-LAST:], *head.tail)])
    text = document.text[:READ]
    own = stated_day(document.metadata.get("issued", ""))
    choices = (
        (by, own if field_sources.is_answer(document) else None),
        (LETTERHEAD, stated_day(stated) if stated else None),
        (LETTERHEAD, rule_day(text) if kind in ("programme", "guideline") else None),
        (LETTERHEAD, line[0] if line else None),
        (LETTERHEAD, end[0] if end and kind != "council_paper" else None),
        (LETTERHEAD, opened),
        (LETTERHEAD, find_today(text) if kind in ("press_release", "news") else None),
        (LETTERHEAD, day_alone(text) if kind == "council_paper" else None),
        (by, own),
    )
    day, source = field_sources.choose_first(*choices)
    if end and day == end[0]:
        place = end[1] or place
    return day, source, place


def _council_day(head: LabelledHead, which: str | None, line: date | None) -> date | None:
    """A motion bears its own day; other papers that of the sitting, where no line gives the paper's own."""
    if which == "minutes":
        return find_sitting_day(head.units)
    top = head.units[: head_size(head.labels)]
    if own := labelled_day(top, received=which in MOVED):
        return own
    found = list_sittings(top)
    if which in MOVED:
        return line or find_deciding_day(found)
    return find_deciding_day(found) or line
