"""Forgetting a person: out of facts, texts and index for good, and not learnt again from the same files.

The name is made unreadable where it stands, letter by letter, so that all places in the text stay true. What is kept is
a salted hash of the full name, by which other documents are told that name it, and one of the surname, which counts in
documents that named the person: other people have it too.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from policytext.analysis import Analysis
from policytext.archive.corrections import correction_store
from policytext.archive.corrections.apply import without_actor
from policytext.archive.privacy.hidden_contacts import COVER, blacken_document
from policytext.archive.storage.codec import expand_text
from policytext.archive.storage.fact_rows import name_key
from policytext.archive.upkeep import document_store
from policytext.errors import ArchiveError
from policytext.german.word_forms import tokenize_words
from policytext.model import Actor, Document

FILE, SURNAME = 0, 1  # what a mark stands for, else the number of words of a full name
GENITIVE = ("", "s", "es")
BROKEN = re.compile(r"[-\u00ad]\s*\n\s*|\u00ad")  # Weß-⏎ling
SHORTEST_SURNAME = 3  # letters; shorter ones are everyday words too often


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What forgetting took away: documents that named the person, mentions, statements by them, files' bytes."""

    documents: int
    mentions: int
    statements: int
    originals: int


@dataclass(frozen=True, slots=True)
class Marks:
    """Whom the archive has forgotten."""

    salt: bytes
    words: Mapping[bytes, int]

    def means(self, words: tuple[str, ...], count: int) -> bool:
        """Whether these words are such a name; a genitive is one too."""
        return any(
            self.words.get(_digest_words(self.salt, (*words[:-1], last))) == count
            for ending in GENITIVE
            if words[-1].endswith(ending) and (last := words[-1].removesuffix(ending))
        )

    def named(self, words: list[str], count: int) -> Iterator[int]:
        """Where such a name begins among words."""
        for place in range(len(words) - count + 1):
            if self.means(tuple(words[place : place + count]), count):
                yield place

    @property
    def lengths(self) -> set[int]:
        """How many words the full names have."""
        return {count for count in self.words.values() if count > SURNAME}


def find_people(connection: sqlite3.Connection, name: str) -> list[str]:
    """The canonical names of people that are `name`, else those that have all its words."""
    rows = connection.execute("SELECT DISTINCT name, key FROM names WHERE kind = 'person' ORDER BY name").fetchall()
    wanted = name_key(name)
    same = [found for found, folded in rows if folded == wanted]
    words = set(wanted.split())
    return same or [found for found, folded in rows if words and words <= set(folded.split())]


def forget_person(connection: sqlite3.Connection, person: str) -> Touched:
    """Take the person of this canonical name out of every document; call within a transaction, then vacuum."""
    ids = [row[0] for row in connection.execute("SELECT id FROM names WHERE key = ?", (name_key(person),))]
    if not ids:
        raise ArchiveError(f"{person!r}: the archive names nobody so: look for the name with policytext actors")
    full = _fold_name(person)
    documents = _find_documents(connection, ids, full)
    touched = _count_touched(connection, ids, documents)
    _remember_name(connection, full, documents)
    known = _load_marks(connection)
    for sha256 in documents:
        _rewrite_document(connection, sha256, known)
    return touched


def kept_out(connection: sqlite3.Connection, analysis: Analysis) -> Analysis:
    """The analysis without those whom the archive has forgotten; the very same where it names none of them."""
    known = _load_marks(connection)
    return drop_forgotten(analysis, known, document_store.identify_analysis(analysis)) if known.words else analysis


# ---------------------------------------------------------------------------------------------- one analysis


def drop_forgotten(analysis: Analysis, known: Marks, sha256: str) -> Analysis:
    """The analysis without forgotten people; the very same where it names none."""
    again = known.words.get(_digest_words(known.salt, (sha256,))) == FILE
    gone = [actor for actor in analysis.actors if actor.kind == "person" and _is_meant(actor, known, again)]
    full = _find_name_spans(analysis.document, known, known.lengths)
    if not gone and not full and not again:
        return analysis
    others = [mention for actor in analysis.actors if actor not in gone for mention in actor.mentions]
    taken = {place for one in others if one.form == "name" for place in range(one.start, one.end)}
    short = [one for one in _find_name_spans(analysis.document, known, {SURNAME}) if one[0] not in taken]
    own = [(one.start, one.end) for actor in gone for one in actor.mentions if one.form == "name"]
    document = _clean_document(blacken_document(analysis.document, [*own, *full, *short]), known)
    left = reduce(without_actor, gone, replace(analysis, document=replace(document, sha256=sha256)))
    actors = tuple(replace(one, name=_cover_names(one.name, known, known.lengths)) for one in left.actors)
    times = tuple(
        replace(one, anchor=_cover_names(one.anchor, known), cue=_cover_names(one.cue, known)) for one in left.times
    )
    return replace(left, actors=actors, times=times)


def _is_meant(actor: Actor, known: Marks, again: bool) -> bool:
    """Whether an actor has a forgotten full name, or in a file that named the person no more than their surname."""
    words = list(_fold_name(actor.name))
    if any(next(known.named(words, count), None) is not None for count in known.lengths):
        return True
    return again and len(words) == 1 and known.means(tuple(words), SURNAME)


def _find_name_spans(document: Document, known: Marks, lengths: set[int]) -> list[tuple[int, int]]:
    """Where forgotten names of so many words stand in the text."""
    found = [(start, end, name_key(word)) for start, end, word in tokenize_words(document.view.text)]
    words = [word for _, _, word in found]
    return [
        document.view.back(found[place][0], found[place + count - 1][1])
        for count in sorted(lengths)
        for place in known.named(words, count)
    ]


def _clean_document(document: Document, known: Marks) -> Document:
    """The document whose name, letterhead and metadata do not tell the name either."""
    head = document.head
    told = {name: _cover_names(getattr(head, name), known) for name in ("title", "issuer", "place", "reference")}
    return replace(
        document,
        head=replace(head, **told),
        name=_cover_names(document.name, known) or "",
        metadata={name: _cover_names(value, known) or "" for name, value in document.metadata.items()},
        warnings=tuple(_cover_names(one, known) or "" for one in document.warnings),
    )


def _cover_names(text: Any, known: Marks, lengths: set[int] | None = None) -> Any:
    """A string with forgotten names made unreadable; what is none stays as it is."""
    if not isinstance(text, str):
        return text
    found = [(start, end, name_key(word)) for start, end, word in tokenize_words(text.replace("_", " "))]
    words = [word for _, _, word in found]
    for count in lengths or known.lengths | {SURNAME}:
        for place in known.named(words, count):
            start, end = found[place][0], found[place + count - 1][1]
            text = text[:start] + "".join(COVER if sign.isalnum() else sign for sign in text[start:end]) + text[end:]
    return text


# ---------------------------------------------------------------------------------------------- the file


def _find_documents(connection: sqlite3.Connection, ids: list[int], full: tuple[str, ...]) -> list[str]:
    """The documents that name the person: as an actor, or in their text without anybody having noticed."""
    marks_ = ", ".join("?" * len(ids))
    found = {
        row[0]
        for row in connection.execute(
            f"SELECT sha256 FROM documents JOIN actors ON document = id WHERE actors.name IN ({marks_})", ids
        )
    }
    if len(full) > 1:
        probe = Marks(b"", {_digest_words(b"", full): len(full)})
        rows = connection.execute("SELECT sha256, text FROM contents JOIN documents ON id = document")
        for sha256, text in rows:
            words = [name_key(word) for _, _, word in tokenize_words(BROKEN.sub("", expand_text(text)))]
            if next(probe.named(words, len(full)), None) is not None:
                found.add(sha256)
    return sorted(found)


def _count_touched(connection: sqlite3.Connection, ids: list[int], documents: list[str]) -> Touched:
    marks_, papers = ", ".join("?" * len(ids)), ", ".join("?" * len(documents))

    def number(query: str, values: list[Any]) -> int:
        return int(connection.execute(query, values).fetchone()[0])

    return Touched(
        documents=len(documents),
        mentions=number(f"SELECT count(*) FROM mentions WHERE name IN ({marks_})", ids),
        statements=number(f"SELECT count(*) FROM statements WHERE speaker IN ({marks_})", ids),
        originals=number(
            f"SELECT count(*) FROM originals JOIN documents ON id = document WHERE sha256 IN ({papers})", documents
        ),
    )


def _remember_name(connection: sqlite3.Connection, full: tuple[str, ...], documents: list[str]) -> None:
    """Keep what tells the person's name again, and the files that had it; neither can be read."""
    if connection.execute("SELECT 1 FROM salt").fetchone() is None:
        connection.execute("INSERT INTO salt VALUES (?)", (secrets.token_bytes(32),))
    salt = connection.execute("SELECT value FROM salt").fetchone()[0]
    new = [(_digest_words(salt, (sha256,)), FILE) for sha256 in documents]
    if len(full) > 1:
        new.append((_digest_words(salt, full), len(full)))
    if len(full[-1]) >= SHORTEST_SURNAME:
        new.append((_digest_words(salt, full[-1:]), SURNAME))
    connection.executemany("INSERT OR IGNORE INTO forgotten VALUES (?, ?)", new)


def _load_marks(connection: sqlite3.Connection) -> Marks:
    salt = connection.execute("SELECT value FROM salt").fetchone()
    rows = connection.execute("SELECT mark, words FROM forgotten").fetchall() if salt else []
    return Marks(salt[0] if salt else b"", dict(rows))


def _rewrite_document(connection: sqlite3.Connection, sha256: str, known: Marks) -> None:
    """One document, what people said of it, and what listed it."""
    told = connection.execute(
        "SELECT path, size, mtime, added, version FROM documents WHERE sha256 = ?", (sha256,)
    ).fetchone()
    machine = drop_forgotten(correction_store.load_machine_analysis(connection, sha256), known, sha256)
    for id_, *words in connection.execute(
        "SELECT id, words, slots, reason FROM corrections WHERE sha256 = ?", (sha256,)
    ).fetchall():
        covered = [_cover_names(one, known) for one in words]
        connection.execute("UPDATE corrections SET words = ?, slots = ?, reason = ? WHERE id = ?", (*covered, id_))
    connection.execute(  # added by hand: what is left of the name would be found again where it is unreadable
        "DELETE FROM corrections WHERE sha256 = ? AND verdict = 'added' AND layer = 'actors' AND instr(words, ?)",
        (sha256, COVER),
    )
    document_store.replace_analysis(connection, machine, document_store.DocumentSource(None, None, told[4]))
    connection.execute(
        "UPDATE documents SET path = ?, size = ?, mtime = ?, added = ? WHERE sha256 = ?", (*told[:4], sha256)
    )
    connection.execute("DELETE FROM originals WHERE document = (SELECT id FROM documents WHERE sha256 = ?)", (sha256,))


def _fold_name(name: str) -> tuple[str, ...]:
    return tuple(name_key(word) for _, _, word in tokenize_words(name))


def _digest_words(salt: bytes, words: tuple[str, ...]) -> bytes:
    return hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), key=salt, digest_size=16).digest()
