"""The way of a document, from file to facts: the only module that knows the order of the steps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from policytext import areas, clean, letterhead, link, readers, segment
from policytext.analysis import Analysis
from policytext.errors import BadInput, PolicytextError, UnreadableFile
from policytext.german import language
from policytext.link import explanations
from policytext.link.explanations import Explanation
from policytext.link.facts import Facts
from policytext.metadata import Known, apply_known, look_up_known
from policytext.model import Actor, Amount, Document, RawDocument, Record, Statement, Time
from policytext.taggers import actors, amounts, statements, times

Fact = TypeVar("Fact", Actor, Amount, Record, Statement, Time)


Member = readers.Member
members = readers.list_members
holds_documents = readers.holds_documents
format_explanations = explanations.format_explanations


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller knows or wants: document date, taxonomy or model, Land, spaCy pipeline, rules without model.

    `explain` asks for the words that carried every area; `password` opens encrypted files; `title`, `issuer` and `kind`
    win over the paper's own words, and over all of them what `metadata` knows of a file by its name. `ocr` says which
    pages are read from their pictures: `auto` those without text, `always` every page, `never` none.
    """

    issued: date | None = None
    areas: str | None = None
    land: str | None = None
    pipeline: str | None = None
    model: bool = True
    explain: bool = False
    password: str | None = field(default=None, repr=False)
    title: str | None = None
    issuer: str | None = None
    kind: str | None = None
    metadata: Mapping[str, Known] = field(default_factory=dict)
    ocr: str = "auto"


def read(
    path: Path | bytes | readers.Member, *, name: str = "", password: str | None = None, ocr: str = "auto"
) -> Document:
    """The document of a file, of its bytes or of a member: text, layout and metadata only."""
    raw = _clean_raw(readers.read_lines(path, name=name, password=password, ocr=ocr))
    return _apply_letterhead(segment.assemble_document(raw), Options())


def analyse_file(path: Path | bytes | readers.Member, wishes: Options, *, name: str = "") -> Analysis:
    """The analysis of a file, of its bytes or of a member."""
    raw = _clean_raw(readers.read_lines(path, name=name, password=wishes.password, ocr=wishes.ocr))
    return _build_analysis(_apply_letterhead(segment.assemble_document(raw), wishes), wishes)


def _clean_raw(raw: RawDocument) -> RawDocument:
    return clean.clean_document(segment.lay_out(raw))


def analyse_all(path: Path, wishes: Options) -> Iterator[Analysis | PolicytextError]:
    """What became of each document that a file holds: its analysis, or the error that it met."""
    for member in readers.list_members(path, password=wishes.password):
        if isinstance(member, UnreadableFile):
            yield member
            continue
        try:
            yield analyse_file(member, wishes)
        except PolicytextError as error:
            yield error


def analyse_document(document: Document, wishes: Options) -> Analysis:
    """The analysis of a document that was read before: text, layout and letterhead stay, facts are found anew."""
    return _build_analysis(document, wishes)


def analyse_blocks(document: Document, wishes: Options) -> Analysis:
    """The analysis of a document of which text and blocks are known; its letterhead is read anew."""
    return _build_analysis(_apply_letterhead(document, wishes), wishes)


def analyse_string(text: str, wishes: Options, *, name: str = "") -> Analysis:
    """The analysis of a string as it stands."""
    document = replace(
        segment.from_text(text), name=name, sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    )
    return _build_analysis(_apply_letterhead(document, wishes), wishes)


def _apply_letterhead(document: Document, wishes: Options) -> Document:
    """The document with what its letterhead says and what the caller knows better."""
    always = Known(wishes.title, wishes.issuer, wishes.kind, wishes.issued, wishes.land).checked()
    known = look_up_known(wishes.metadata, document.name).over(always)
    document = letterhead.read_letterhead(document, kind=known.kind)
    spoken = language.language_of(document.view.text)
    return replace(apply_known(document, known), language=spoken or "de")


def _build_analysis(document: Document, wishes: Options) -> Analysis:
    classifier = areas.load_classifier(wishes.areas) if wishes.model else None
    found = _tag_document(document, wishes, classifier)
    if found.document.language != "de":
        return found
    linked = link.link_records(_collect_facts(found))
    said = found.statements
    covered = areas.of_document(document, said, classifier) if classifier else ()
    if classifier and wishes.explain:
        said, covered = areas.explain_areas(document, said, covered, classifier)
    everybody = (*found.actors, *linked.actors)
    return Analysis(document, linked.amounts, found.times, everybody, said, linked.records, covered)


def explain_record(analysis: Analysis, record: str) -> list[Explanation]:
    """Why a record (by its id, "r3") says what it says: for each slot the options, their shares and their evidence.

    Raises `BadInput` where the analysis has no such record.
    """
    known = next((one for one in analysis.records if one.id == record), None)
    if known is None:
        there = f"this document has r1 to r{len(analysis.records)}" if analysis.records else "this document has none"
        raise BadInput(f"no record {record!r}: {there}")
    return explanations.explain_record(_collect_facts(analysis), known)


def _collect_facts(found: Analysis) -> Facts:
    return Facts(found.document, found.amounts, found.times, found.actors, found.statements)


def tag_string(text: str, wishes: Options) -> Analysis:
    """What the taggers find in a string, before anything is linked: what the rankers of records are trained on."""
    return _tag_document(_apply_letterhead(segment.from_text(text), wishes), wishes, None)


def _tag_document(document: Document, wishes: Options, classifier: areas.Classifier | None) -> Analysis:
    if document.language != "de":
        warning = f"the text is not German (it looks like {document.language!r}): no facts were looked for"
        return Analysis(replace(document, warnings=tuple(dict.fromkeys((*document.warnings, warning)))))
    found = _number_facts("p", actors.tag_actors(document, pipeline=wishes.pipeline, model=wishes.model))
    sums = _number_facts("a", amounts.tag_amounts(document))
    dates = _number_facts("t", times.tag_times(document))
    spoken = statements.tag_statements(document, found)
    said = _number_facts("s", classifier.classify(spoken) if classifier else spoken)
    return Analysis(document, sums, dates, found, said)


def _number_facts(prefix: str, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(replace(fact, id=f"{prefix}{number}") for number, fact in enumerate(facts, 1))
