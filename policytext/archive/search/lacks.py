"""Why a question finds nothing, part by part; words that stand nowhere; documents left out for want of a date."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from policytext.archive.search.answer import HitPage, SearchOptions, answer_question
from policytext.archive.search.query import All, Fact, Node, Not, QueryPiece, Word
from policytext.archive.search.query.query_tree import UNDATED
from policytext.archive.search.synonyms import Synonyms
from policytext.archive.storage.codec import expand_text
from policytext.archive.storage.fact_rows import name_key
from policytext.german.word_forms import fold_umlauts, strip_invisible

MOST_PARTS = 8  # parts that are looked at
MOST_TEXTS = 20_000  # documents that are read to see whether a word stands in one
ALIKE = 0.7  # difflib's ratio; below it names are guesses
MOST_NAMES = 3
DATES = ("since", "until", "issued")
ONE = HitPage(limit=1)
NAMED = {
    "speaker": "SELECT DISTINCT n.name FROM names n JOIN statements s ON s.speaker = n.id",
    "actor": "SELECT DISTINCT name FROM names",
    "issuer": "SELECT DISTINCT issuer FROM documents WHERE issuer IS NOT NULL",
    "place": "SELECT DISTINCT place FROM documents WHERE place IS NOT NULL",
    "reference": "SELECT DISTINCT reference FROM documents WHERE reference IS NOT NULL",
}


@dataclass(frozen=True, slots=True)
class Lack:
    """A part of a question that finds nothing, or takes away what the others find.

    `typed` is the part as it was typed, `alone` how many answers it has by itself, `without` how many all other parts
    have together; `near` are values of the archive that are much like its own.
    """

    typed: str
    alone: int
    without: int
    near: tuple[str, ...] = ()


def find_lacks(
    connection: sqlite3.Connection, wish: SearchOptions, parts: Sequence[QueryPiece], synonyms: Synonyms
) -> tuple[Lack, ...]:
    """What is to blame for an empty answer: parts that find nothing alone, else those that take all others' answers."""

    def count(nodes: Sequence[Node]) -> int:
        found = answer_question(connection, replace(wish, node=All(tuple(nodes)), page=ONE), synonyms)
        return found.total if wish.any else found.full

    told = []
    for place, part in enumerate(parts[:MOST_PARTS]):
        others = [other.node for other in (*parts[:place], *parts[place + 1 :])]
        alone = count([part.node])
        without = count(others) if others else 0
        if not alone or without:
            told.append(Lack(part.typed, alone, without, () if alone else _find_near_names(connection, part.node)))
    return tuple([lack for lack in told if not lack.alone] or told)


def _find_near_names(connection: sqlite3.Connection, node: Node) -> tuple[str, ...]:
    """Names of the archive that are much like the one of a fact, as a whole or in one of their words."""
    node = node.item if isinstance(node, Not) else node
    if not isinstance(node, Fact) or node.field not in NAMED:
        return ()
    names: dict[str, list[str]] = {}
    for (name,) in connection.execute(NAMED[node.field]):
        for word in {name_key(name), *name_key(name).split()}:
            names.setdefault(word, []).append(name)
    wanted = name_key(node.value)
    alike = [word for word in names if word[:1] == wanted[:1] and abs(len(word) - len(wanted)) <= 3]
    close = get_close_matches(wanted, alike, n=MOST_NAMES, cutoff=ALIKE)
    return tuple(dict.fromkeys(name for word in close for name in names[word]))[:MOST_NAMES]


def really_missing(
    connection: sqlite3.Connection, unknown: Mapping[str, str | None], synonyms: Synonyms
) -> dict[str, str | None]:
    """Of words that the index does not know those that stand in no document: in no text, contact block, title, name."""
    left = {form: near for form, near in unknown.items() if not _is_indexed(connection, form, synonyms)}
    if not left or connection.execute("SELECT count(*) FROM documents").fetchone()[0] > MOST_TEXTS:
        return {}
    patterns = {form: re.compile(rf"(?<!\w){re.escape(fold_umlauts(form))}(?!\w)") for form in left}
    rows = connection.execute("SELECT c.text, d.title, d.name FROM contents c JOIN documents d ON d.id = c.document")
    for text, title, name in rows:
        whole = fold_umlauts(strip_invisible(f"{expand_text(text)}\n{title or ''}\n{name}").lower())
        patterns = {form: pattern for form, pattern in patterns.items() if not pattern.search(whole)}
        if not patterns:
            break
    return {form: left[form] for form in patterns}


def _is_indexed(connection: sqlite3.Connection, form: str, synonyms: Synonyms) -> bool:
    return bool(answer_question(connection, SearchOptions(node=Word(form), by="document", page=ONE), synonyms).full)


def count_undated(connection: sqlite3.Connection, wish: SearchOptions, synonyms: Synonyms) -> int:
    """How many documents without a date a filter by date leaves out, though they meet the rest of a question."""
    parts = wish.node.items if isinstance(wish.node, All) else (wish.node,)
    rest = tuple(part for part in parts if not (isinstance(part, Fact) and part.field in DATES))
    asked_so = any(part.value != UNDATED for part in parts if isinstance(part, Fact) and part.field in DATES)
    if not asked_so or not connection.execute("SELECT 1 FROM documents WHERE issued IS NULL LIMIT 1").fetchone():
        return 0
    without = replace(wish, node=All((*rest, Fact("issued", UNDATED))), by="document", page=ONE)
    found = answer_question(connection, without, synonyms)
    return found.total if wish.any else found.full
