"""Contact blocks: telephone numbers and addresses of people, left out of what the archive shows unless asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import reduce
from typing import Any, TypeVar

from policytext.analysis import Analysis
from policytext.archive.corrections.apply import without_actor
from policytext.archive.results import Entry, Hit
from policytext.archive.search.plan import Condition
from policytext.archive.storage.codec import contact_places, expand_text
from policytext.archive.storage.entries import ENTRY, build_entry
from policytext.german import search_terms
from policytext.layout import count_touched, merge_spans
from policytext.model import AreaScore, Document, Record, Span, Statement, View

Spanned = TypeVar("Spanned", bound=Span)
Worded = TypeVar("Worded", Statement, Record, AreaScore, Span)
COVER = "█"  # stands for each letter or digit that is left out: places in the text stay as they are


def list_contact_texts(connection: sqlite3.Connection, sha256: str) -> list[str]:
    """The contact blocks of a document, as they stand there."""
    text, layout = connection.execute(
        "SELECT text, layout FROM contents JOIN documents ON id = document WHERE sha256 = ?", (sha256,)
    ).fetchone()
    blocks = _contact_places(layout)
    whole = expand_text(text) if blocks else ""
    return [whole[start:end] for start, end in blocks]


def find_contacts(connection: sqlite3.Connection, where: Condition, words: Collection[str]) -> Iterator[Hit]:
    """Contact blocks in which all these words stand, of documents that meet a condition; every document is read."""
    wanted = {search_terms.search_term(word) for word in words}
    sql = f"SELECT {ENTRY}, c.text, c.layout FROM documents d JOIN contents c ON c.document = d.id WHERE {where.sql}"
    for row in connection.execute(f"{sql} ORDER BY d.id", where.values):
        for start, end in _contact_places(row[13]) if wanted else ():
            block = "".join(" " if sign.isspace() else sign for sign in expand_text(row[12])[start:end])
            forms = [
                (form, search_terms.search_term(form.form), search_terms.list_parts(form.form))
                for form in search_terms.list_forms(block)
            ]
            if wanted <= {term for _, whole, parts in forms for term in (whole, *parts)}:
                found = [form for form, whole, parts in forms if wanted & {whole, *parts}]
                yield _build_hit(build_entry(row[:12]), block, tuple((form.start, form.end) for form in found))


def _build_hit(document: Entry, block: str, spans: tuple[tuple[int, int], ...]) -> Hit:
    return Hit(document=document, statement=None, speaker=None, page=None, snippet=block, spans=spans, score=0.0)


def _contact_places(layout: bytes) -> tuple[tuple[int, int], ...]:
    return merge_spans(contact_places(json.loads(expand_text(layout))))


def cover_contacts(analysis: Analysis) -> Analysis:
    """The analysis with contact blocks, addresses and numbers made unreadable, and without the facts in them.

    A statement that only names an address stays, with the address made unreadable.
    """
    hidden = analysis.document.contact_spans()
    if not hidden:
        return analysis
    document = blacken_document(analysis.document, hidden)
    statements = tuple(one for one in analysis.statements if not _mostly_inside(one, hidden))
    amounts = _keep_visible(analysis.amounts, hidden)
    left = {*(one.id for one in amounts), *(one.id for one in statements)}
    gone = {*(one.id for one in analysis.amounts), *(one.id for one in analysis.statements)} - left
    actors = tuple(replace(actor, mentions=_keep_visible(actor.mentions, hidden)) for actor in analysis.actors)
    records = tuple(one for one in analysis.records if one.amount not in gone and one.statement not in gone)
    shown = replace(
        analysis,
        document=document,
        amounts=amounts,
        times=_keep_visible(analysis.times, hidden),
        actors=actors,
        statements=tuple(_reread_fact(one, document.text) for one in statements),
        records=tuple(_reread_fact(one, document.text) for one in records),
    )
    named_there = [
        now for now, before in zip(actors, analysis.actors, strict=True) if before.mentions and not now.mentions
    ]
    return reduce(without_actor, named_there, shown)


def _mostly_inside(statement: Statement, hidden: Sequence[tuple[int, int]]) -> bool:
    inside = sum(count_touched(hidden, part.start, part.end) for part in statement.parts or (statement,))
    return 2 * inside > sum(part.end - part.start for part in statement.parts or (statement,))


def _keep_visible(spans: Sequence[Spanned], hidden: Sequence[tuple[int, int]]) -> tuple[Spanned, ...]:
    return tuple(span for span in spans if not count_touched(hidden, span.start, span.end))


def _reread_fact(value: Worded, text: str) -> Worded:
    """A fact with the words of all its spans as they now stand in the text."""
    changed: dict[str, Any] = {}
    for field in fields(value):
        item = getattr(value, field.name)
        if isinstance(item, Span):
            changed[field.name] = _reread_fact(item, text)
        elif isinstance(item, tuple) and any(is_dataclass(one) for one in item):
            changed[field.name] = tuple(_reread_fact(one, text) for one in item)
    if isinstance(value, Span):
        changed["text"] = text[value.start : value.end]
    return replace(value, **changed)


def blacken_document(document: Document, hidden: Sequence[tuple[int, int]]) -> Document:
    """The document with the letters and digits of these stretches made unreadable; every place stays as it is."""
    letters = list(document.text)
    for start, end in hidden:
        for place in range(start, end):
            letters[place] = COVER if letters[place].isalnum() else letters[place]
    text = "".join(letters)
    offsets = document.view.offsets
    if offsets is None:
        return replace(document, text=text, view=View(text))
    places = {place for start, end in hidden for place in range(start, end)}
    seen = "".join(
        text[offset] if offset in places and sign.isalnum() else sign
        for sign, offset in zip(document.view.text, offsets, strict=True)
    )
    return replace(document, text=text, view=View(seen, offsets))
