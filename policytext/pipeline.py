"""The way of a document, from file to facts: the only module that knows the order of the steps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from policytext import areas, clean, letterhead, link, readers, segment
from policytext.analysis import Analysis
from policytext.errors import BadInput, PolicytextError, UnreadableFile
from policytext.german import laender, language
from policytext.model import Actor, Amount, Document, Record, Statement, Time
from policytext.taggers import actors, amounts, statements, times

Fact = TypeVar("Fact", Actor, Amount, Record, Statement, Time)


Member = readers.Member
members = readers.members
holds_documents = readers.holds_documents
EARLIEST, LATEST = 1800, 2200  # years of documents; relative times reckon some hundred years around them


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the caller knows or wants: document date, taxonomy or model, Land, spaCy pipeline, rules without model.

    `explain` asks for the words that carried every area; `password` opens encrypted files.
    """

    issued: date | None = None
    areas: str | None = None
    land: str | None = None
    pipeline: str | None = None
    model: bool = True
    explain: bool = False
    password: str | None = field(default=None, repr=False)


def read(path: Path | bytes | readers.Member, *, name: str = "", password: str | None = None) -> Document:
    """The document of a file, of its bytes or of a member: text, layout and metadata only."""
    raw = clean.clean(readers.read(path, name=name, password=password))
    return _told(segment.assemble(raw), Wishes())


def analyse_file(path: Path | bytes | readers.Member, wishes: Wishes, *, name: str = "") -> Analysis:
    """The analysis of a file, of its bytes or of a member."""
    raw = clean.clean(readers.read(path, name=name, password=wishes.password))
    return _analysed(_told(segment.assemble(raw), wishes), wishes)


def analyse_all(path: Path, wishes: Wishes) -> Iterator[Analysis | PolicytextError]:
    """What became of each document that a file holds: its analysis, or the error that it met."""
    for member in readers.members(path, password=wishes.password):
        if isinstance(member, UnreadableFile):
            yield member
            continue
        try:
            yield analyse_file(member, wishes)
        except PolicytextError as error:
            yield error


def analyse_document(document: Document, wishes: Wishes) -> Analysis:
    """The analysis of a document that was read before: text, layout and letterhead stay, facts are found anew."""
    return _analysed(document, wishes)


def analyse_string(text: str, wishes: Wishes, *, name: str = "") -> Analysis:
    """The analysis of a string as it stands."""
    document = replace(
        segment.from_text(text), name=name, sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    )
    return _analysed(_told(document, wishes), wishes)


def _told(document: Document, wishes: Wishes) -> Document:
    """The document with what its letterhead says and what the caller knows better."""
    document = letterhead.read(document)
    spoken = language.language_of(document.view.text)
    issued, land = checked_day(wishes.issued), checked_land(wishes.land)
    by_caller = {name: "caller" for name, told in (("issued", issued), ("land", land)) if told}
    head = replace(
        document.head,
        issued=issued or document.head.issued,
        land=land or document.head.land,
        sources={**document.head.sources, **by_caller},
    )
    return replace(document, head=head, language=spoken or "de")


def checked_land(code: str | None) -> str | None:
    """The ISO 3166-2 code of a Land ("DE-BW", "de-bw" or "BW"), or an error that names the known ones."""
    if code is None:
        return None
    full = code.upper() if "-" in code else f"DE-{code.upper()}"
    if full not in laender.codes():
        raise BadInput(f"unknown Land {code!r}: use one of {', '.join(sorted(laender.codes()))}")
    return full


def checked_day(issued: date | None) -> date | None:
    """The document's date, or an error where it is far from any calendar that the taggers know."""
    if issued is not None and not EARLIEST <= issued.year <= LATEST:
        raise BadInput(f"issued {issued}: give a date between {EARLIEST} and {LATEST}")
    return issued


def _analysed(document: Document, wishes: Wishes) -> Analysis:
    classifier = areas.load(wishes.areas) if wishes.model else None
    if document.language != "de":
        warning = f"the text is not German (it looks like {document.language!r}): no facts were looked for"
        return Analysis(replace(document, warnings=tuple(dict.fromkeys((*document.warnings, warning)))))
    found = _numbered("p", actors.tag(document, pipeline=wishes.pipeline, model=wishes.model))
    sums = _numbered("a", amounts.tag(document))
    dates = _numbered("t", times.tag(document))
    spoken = statements.tag(document, found)
    said = _numbered("s", classifier.classify(spoken) if classifier else spoken)
    records = _numbered("r", link.records(document, amounts=sums, times=dates, actors=found, statements=said))
    covered = areas.of_document(document, said, classifier) if classifier else ()
    if classifier and wishes.explain:
        said, covered = areas.explained(document, said, covered, classifier)
    return Analysis(document, sums, dates, found, said, records, covered)


def _numbered(prefix: str, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(replace(fact, id=f"{prefix}{number}") for number, fact in enumerate(facts, 1))
