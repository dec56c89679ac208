"""Contact blocks: telephone numbers and addresses of people, left out of what the archive shows unless asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from typing import TypeVar

from policytext.analysis import Analysis
from policytext.archive.corrections.apply import without_actor
from policytext.archive.results import Entry, Hit
from policytext.archive.search.plan import Condition
from policytext.archive.search.terms import HIDDEN
from policytext.archive.storage.codec import expand
from policytext.archive.storage.store import ENTRY, entry
from policytext.german import search
from policytext.model import Actor, Block, Document, Span, View

Spanned = TypeVar("Spanned", bound=Span)
COVER = "█"  # stands for each letter or digit that is left out: places in the text stay as they are


def texts(connection: sqlite3.Connection, sha256: str) -> list[str]:
    """The contact blocks of a document, as they stand there."""
    text, layout = connection.execute(
        "SELECT text, layout FROM contents JOIN documents ON id = document WHERE sha256 = ?", (sha256,)
    ).fetchone()
    blocks = _places(layout)
    whole = expand(text) if blocks else ""
    return [whole[start:end] for start, end in blocks]


def matching(connection: sqlite3.Connection, where: Condition, words: Collection[str]) -> Iterator[Hit]:
    """Contact blocks in which all these words stand, of documents that meet a condition; every document is read."""
    wanted = {search.term(word) for word in words}
    sql = f"SELECT {ENTRY}, c.text, c.layout FROM documents d JOIN contents c ON c.document = d.id WHERE {where.sql}"
    for row in connection.execute(f"{sql} ORDER BY d.id", where.values):
        for start, end in _places(row[13]) if wanted else ():
            block = "".join(" " if sign.isspace() else sign for sign in expand(row[12])[start:end])
            forms = [(form, search.term(form.form), search.parts(form.form)) for form in search.forms(block)]
            if wanted <= {term for _, whole, parts in forms for term in (whole, *parts)}:
                found = [form for form, whole, parts in forms if wanted & {whole, *parts}]
                yield _hit(entry(row[:12]), block, tuple((form.start, form.end) for form in found))


def _hit(document: Entry, block: str, spans: tuple[tuple[int, int], ...]) -> Hit:
    return Hit(document=document, statement=None, speaker=None, page=None, snippet=block, spans=spans, score=0.0)


def _places(layout: bytes) -> list[tuple[int, int]]:
    return [(start, end) for kind, start, end in json.loads(expand(layout))["blocks"] if kind in HIDDEN]


def covered(analysis: Analysis) -> Analysis:
    """The analysis with its contact blocks made unreadable, and without the facts that stand in them."""
    hidden = [block for block in analysis.document.blocks if block.kind in HIDDEN]
    if not hidden:
        return analysis
    gone = {fact.id for layer in (analysis.amounts, analysis.statements) for fact in layer if _inside(fact, hidden)}
    actors = tuple(_outside(actor, hidden) for actor in analysis.actors)
    shown = replace(
        analysis,
        document=blackened(analysis.document, hidden),
        amounts=_kept(analysis.amounts, hidden),
        times=_kept(analysis.times, hidden),
        actors=actors,
        statements=_kept(analysis.statements, hidden),
        records=tuple(one for one in analysis.records if one.amount not in gone and one.statement not in gone),
    )
    named_there = [
        now for now, before in zip(actors, analysis.actors, strict=True) if before.mentions and not now.mentions
    ]
    return reduce(without_actor, named_there, shown)


def _inside(span: Span, hidden: Sequence[Block]) -> bool:
    return any(span.start < block.end and block.start < span.end for block in hidden)


def _kept(spans: Sequence[Spanned], hidden: Sequence[Block]) -> tuple[Spanned, ...]:
    return tuple(span for span in spans if not _inside(span, hidden))


def _outside(actor: Actor, hidden: Sequence[Block]) -> Actor:
    return replace(actor, mentions=_kept(actor.mentions, hidden))


def blackened(document: Document, hidden: Sequence[Block]) -> Document:
    """The document with the letters and digits of these stretches made unreadable; every place stays as it is."""
    letters = list(document.text)
    for block in hidden:
        for place in range(block.start, block.end):
            letters[place] = COVER if letters[place].isalnum() else letters[place]
    text = "".join(letters)
    offsets = document.view.offsets
    if offsets is None:
        return replace(document, text=text, view=View(text))
    places = {place for block in hidden for place in range(block.start, block.end)}
    seen = "".join(
        text[offset] if offset in places and sign.isalnum() else sign
        for sign, offset in zip(document.view.text, offsets, strict=True)
    )
    return replace(document, text=text, view=View(seen, offsets))
