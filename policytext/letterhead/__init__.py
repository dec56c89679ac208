"""What a paper says of itself: kind, title, issuer, date, place, Aktenzeichen; and its contact blocks, set aside.

`read` gives the document back with its `Letterhead` and with the blocks of the letterhead named as such:
`title`, `head` (kind, date, reference, office lines) and `contact` (people to call, addresses, numbers).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policytext.german.laender import land_of
from policytext.letterhead import sources
from policytext.letterhead.dates import DATE_LINE, date_of_line, issued, stated_day
from policytext.letterhead.issuer import issuer, issuer_aside, issuer_of_addresses
from policytext.letterhead.kind import kind, kind_label
from policytext.letterhead.patterns import (
    ADDRESSEE,
    CLOSING,
    CONTACT_LABEL,
    FIELD_BORDER,
    GAZETTE,
    INSTITUTION,
    MASTHEAD,
    NUMBERED,
    NUMBERS,
    OFFICE_LINE,
    REFERENCE_END,
    REFERENCE_LABEL,
    SUBJECT,
)
from policytext.letterhead.sources import LETTERHEAD
from policytext.model import Block, Document, Letterhead

NAMED_AFTER_KIND = re.compile(  # Vereinbarung über die Schuldnerberatung   Beschlussvorlage: Zuschüsse an Vereine
    r"\w*(?:[vV]ereinbarung|[vV]ertrag|[rR]ichtlinie|[vV]orlage|[aA]bkommen|[sS]atzung)(?:\s(?:über|zur|zum|für)\s|:\s)\S+"
)
LONGEST_HEAD = 40  # blocks; a letterhead with more lines has not been seen
SHORTEST_BODY = 160  # characters; a paragraph of this length with a full stop is no line of a letterhead
LONGEST_FIELDS = 120  # characters of a line that holds several fields ("Az. 12 · 3. Mai 2021")
LONGEST_BLOCK = 4000  # characters of a block without running text that are looked at
LONGEST_TITLE = 300  # characters
LONGEST_CONTACT = 400  # characters of a block in the closing contact
RUNNING = re.compile(r"[a-zäöüß)“\"][.:!?]")

Roles = dict[int, str]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the letterhead and the index of its block."""

    text: str
    block: int
    heading: bool


def read(document: Document) -> Document:
    """The document with its letterhead read and the letterhead's blocks named."""
    stop = _body_starts(document)
    lines = _lines(document, stop)
    roles: Roles = {line.block: role for line in lines if (role := _role(line))}
    roles |= _people_beside(lines, roles)
    title = _title(document, lines, roles)
    if title is not None and _is_guess(document, title):
        title = None
    if title is not None:
        roles[title] = "title"
    roles |= _closing_contacts(document, stop)
    blocks = tuple(replace(block, kind=_kind_of(roles.get(n), block)) for n, block in enumerate(document.blocks))
    return replace(document, head=_head(document, lines, title), blocks=blocks)


def _kind_of(role: str | None, block: Block) -> str:
    if block.kind == "row" and role != "contact":
        return "row"  # an authority in a table's row is no line of the letterhead
    return {"contact": "contact", "title": "title", None: block.kind}.get(role, "head")


# ---------------------------------------------------------------------------------------------- the letterhead's lines


def _content(document: Document, index: int) -> str:
    block = document.blocks[index]
    return document.view.text[document.view.forth(block.start) : document.view.forth(block.end)].strip()


def _body_starts(document: Document) -> int:
    """The index of the first block of running text."""
    for index, block in enumerate(document.blocks[:LONGEST_HEAD]):
        text = _content(document, index)
        running = block.kind in ("paragraph", "item") and len(text) >= SHORTEST_BODY and RUNNING.search(text)
        if running and not NUMBERS.search(text[:SHORTEST_BODY]):
            return index
    return min(len(document.blocks), LONGEST_HEAD)


def _lines(document: Document, stop: int) -> list[_Line]:
    lines: list[_Line] = []
    for index, block in enumerate(document.blocks[:stop]):
        raw = document.text[block.start : block.end]
        apart = "\n" in raw and block.kind != "heading"
        parts = raw[:LONGEST_BLOCK].split("\n") if apart else [_content(document, index)]
        texts = [part.strip().strip("*_ ")[:LONGEST_TITLE] for part in parts]
        fields = [
            field for text in texts for field in (FIELD_BORDER.split(text) if len(text) < LONGEST_FIELDS else [text])
        ]
        lines += [_Line(field, index, block.kind == "heading") for field in fields if field]
    return lines


def _reference(line: str) -> str | None:
    """The Aktenzeichen of a line, without its label and the clerk's mark."""
    label = REFERENCE_LABEL.match(line)
    if not label:
        return line if NUMBERED.fullmatch(line) else None
    rest = REFERENCE_END.sub("", line[label.end() :]).strip(" :.-–")
    return rest if re.search(r"\d", rest) and len(rest) <= 60 and not DATE_LINE.fullmatch(rest) else None


ROLES: tuple[tuple[str, Callable[[str], object]], ...] = (  # the first that fits a line names its role
    ("contact", lambda text: NUMBERS.search(text) or CONTACT_LABEL.match(text)),
    ("reference", _reference),
    ("kind", kind_label),
    ("date", date_of_line),
    ("subject", SUBJECT.match),
    ("addressee", ADDRESSEE.match),
    ("office", OFFICE_LINE.match),
    ("gazette", GAZETTE.match),
    ("issuer", lambda text: INSTITUTION.fullmatch(text) or MASTHEAD.fullmatch(text)),
)


def _role(line: _Line) -> str | None:
    return next((role for role, fits in ROLES if fits(line.text)), None)


def _people_beside(lines: Sequence[_Line], roles: Mapping[int, str]) -> Roles:
    """Lines right after a contact label or between contact lines: the person's name."""
    blocks = [line.block for line in lines]
    found: Roles = {}
    for before, line, after in zip(lines, lines[1:], [*lines[2:], None], strict=False):
        lone = line.block not in roles and not line.heading and blocks.count(line.block) == 1
        short = len(line.text.split()) <= 5 and not line.text.endswith((".", "!", "?"))
        beside = roles.get(before.block) == "contact"
        labelled = beside and CONTACT_LABEL.match(before.text)
        between = beside and after is not None and roles.get(after.block) == "contact"
        if lone and short and (labelled or between):
            found[line.block] = "contact"
    return found


def _closing_contacts(document: Document, stop: int) -> Roles:
    """The contact block at the end of a paper: its last short blocks with numbers, and what stands between them."""
    found: Roles = {}
    waiting: list[int] = []
    for index in range(len(document.blocks) - 1, stop, -1):
        text = _content(document, index)
        if len(text) > LONGEST_CONTACT or document.blocks[index].kind == "row" or len(found) + len(waiting) > 12:
            break
        if NUMBERS.search(text) or CONTACT_LABEL.match(text):
            found |= dict.fromkeys((index, *waiting), "contact")
            waiting = []
        elif re.search(r"[.!?][“\"]?$", text) and len(text) > 80:
            break
        elif found:
            waiting.append(index)
        elif not CLOSING.match(text):
            waiting = []
    return found


# ---------------------------------------------------------------------------------------------- what they say


def _head(document: Document, lines: Sequence[_Line], title: int | None) -> Letterhead:
    texts = [line.text for line in lines]
    start = document.blocks[title].start if title is not None else 0
    body = document.view.text[document.view.forth(start) :]
    words = _title_words(_content(document, title)) if title is not None else None
    paragraphs = [_content(document, n) for n, block in enumerate(document.blocks) if block.kind != "heading"]
    reference = next((reference for text in texts if (reference := _reference(text))), None)
    by = sources.stated_by(document)
    heading, heading_by = sources.first((LETTERHEAD, words), (by, sources.stated_title(document)))
    name, name_by = sources.first(*_issuers(document, texts, body, words))
    (day, place), metadata = issued(texts, paragraphs), document.metadata
    day, day_by = sources.first((LETTERHEAD, day), (by, stated_day(metadata.get("issued", ""))))
    lands = (land_of(text) for text in texts)
    land, land_by = sources.first((name_by, land_of(name or "")), (LETTERHEAD, next(filter(None, lands), None)))
    own = {"place": LETTERHEAD if place else "", "reference": LETTERHEAD if reference else ""}
    told = {"title": heading_by, "issuer": name_by, "issued": day_by, **own, "land": land_by}
    kind_of = kind(texts, body, title=words)
    return Letterhead(kind_of, heading, name, day, place, reference, land, sources.kept(told))


def _issuers(
    document: Document, lines: Sequence[str], body: str, title: str | None
) -> Iterator[tuple[str, str | None]]:
    """Who may have issued the paper, the surest first, each with its source."""
    by = sources.stated_by(document)
    yield LETTERHEAD, issuer(lines, body, title=title)
    yield LETTERHEAD, issuer_aside(_fields(document, "running"))
    yield by, issuer_aside(_fields(document, "publisher"))
    yield by, issuer_aside(_fields(document, "author"), whole=True)
    yield LETTERHEAD, issuer_of_addresses(lines, body)


def _fields(document: Document, name: str) -> list[str]:
    lines = document.metadata.get(name, "").split("\n")
    return [field for line in lines for field in FIELD_BORDER.split(line)]


def _title_words(content: str) -> str:
    subject = SUBJECT.match(content)
    return subject["title"].strip() if subject else content


def _is_guess(document: Document, title: int) -> bool:
    """Whether a mail's subject knows better: its body opens with a greeting more often than with a title."""
    by_headers = sources.stated_by(document) == sources.HEADERS and "title" in document.metadata
    return by_headers and document.blocks[title].kind != "heading" and not SUBJECT.match(_content(document, title))


def _title(document: Document, lines: Sequence[_Line], roles: Mapping[int, str]) -> int | None:
    """The index of the title's block: the subject line, else the first heading, else the first telling line."""
    subject = next((line.block for line in lines if SUBJECT.match(line.text)), None)
    if subject is not None:
        return subject
    length = {index: len(_content(document, index)) for index in {line.block for line in lines}}
    free = [index for index in sorted(length) if index not in roles and 0 < length[index] <= LONGEST_TITLE]
    headings = [index for index in free if document.blocks[index].kind == "heading"]
    if len(document.blocks) < 2 and not headings:
        return None
    telling = [index for index in free if len(_content(document, index).split()) >= 4]
    labelled = [n for n, role in roles.items() if role == "kind" and document.blocks[n].kind == "heading"]
    labelled = [index for index in labelled if len(_content(document, index).split()) >= 2]
    named = [n for n in sorted(length) if roles.get(n) == "kind" and NAMED_AFTER_KIND.match(_content(document, n))]
    return next(iter([*named[:1], *headings[:1], *telling[:1], *labelled[:1], *free[:1]]), None)
