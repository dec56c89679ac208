"""A question's tree over the index: which statements or documents meet it; and as SQL for overviews.

Words are looked up in the postings; FTS5 answers for words in a row or near each other; facts are SQL on the columns of
documents and statements, values always bound.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from policytext.archive.index.live import open_live_index
from policytext.archive.search import match_expressions
from policytext.archive.search.needs import Need, list_expression_needs, need_of_near, need_of_phrase
from policytext.archive.search.query import All, AnyOf, Fact, Near, Node, Not, Phrase, Word
from policytext.archive.search.restrictions import (
    NAMED,
    OF_DOCUMENTS,
    OF_STATEMENTS,
    OWN,
    Condition,
    documents_with,
    name_values,
)
from policytext.archive.search.synonyms import Synonyms, Terms
from policytext.archive.storage.fact_rows import name_key
from policytext.errors import BadQuery

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Plan:
    """Conditions that must all hold."""

    conditions: tuple[Condition, ...]

    def where(self) -> Condition:
        """All conditions as one."""
        return _join_conditions(" AND ", self.conditions) if self.conditions else Condition("1")


def facts_of(node: Node) -> tuple[Node, ...]:
    """The parts of a question that stay when its words are only wishes."""
    items = node.items if isinstance(node, All) else (node,)
    return tuple(item for item in items if not is_textual(item))


def facts_only(node: Node, target: Target) -> tuple[Condition, ...]:
    """The conditions that stay when the words of a question are only wishes."""
    return tuple(target.condition(item) for item in facts_of(node))


def is_textual(node: Node) -> bool:
    """Whether a node asks for words only, none of them forbidden."""
    if isinstance(node, All | AnyOf):
        return bool(node.items) and all(map(is_textual, node.items))
    return isinstance(node, Word | Phrase | Near)


def _join_conditions(joint: str, parts: Sequence[Condition]) -> Condition:
    if len(parts) == 1:
        return parts[0]
    return Condition(f"({joint.join(part.sql for part in parts)})", tuple(v for part in parts for v in part.values))


class Target:
    """What is looked for: `lines` (statements, rows `s` of conditions) or `papers` (documents, rows `d`)."""

    def __init__(self, connection: sqlite3.Connection, index: str, synonyms: Synonyms) -> None:
        self.connection = connection
        self.index = index
        self.synonyms = synonyms
        self.lines = index == "lines"
        self.live = open_live_index(connection)
        self.own = False  # whether only a statement's own words count, and not what stands around it

    # ------------------------------------------------------------------------------------------- what meets a question

    def meets(self, node: Node) -> Mask:
        """Which of the index' statements or documents meet a node."""
        if isinstance(node, Fact):
            return self._fact_met(node)
        if isinstance(node, Not):
            return self._all() & ~self._strictly(node.item)
        if isinstance(node, All):
            return self._every(node.items)
        if isinstance(node, AnyOf):
            return _any_of_masks([self.meets(item) for item in node.items]) if node.items else self._all()
        return self._need_met(self._need(node))

    def _strictly(self, node: Node) -> Mask:
        """The same by a text's own words: what a heading names does not exclude all statements under it."""
        self.own = True
        try:
            return self.meets(node)
        finally:
            self.own = False

    def _every(self, items: Sequence[Node]) -> Mask:
        """What meets all items; words in a row are read together."""
        words = [item for item in items if isinstance(item, Word)]
        met = self._all()
        needs = list(list_expression_needs(words, self.synonyms)) or [self._need(word) for word in words]
        for one in (*map(self._need_met, needs), *(self.meets(item) for item in items if not isinstance(item, Word))):
            met = met & one
        return met

    def _need(self, node: Node) -> Need:
        if isinstance(node, Phrase):
            return need_of_phrase(node, self.synonyms)
        if isinstance(node, Near):
            return need_of_near(node, self.synonyms)
        assert isinstance(node, Word)
        return next(iter(list_expression_needs([node], self.synonyms)), Need((node.form,), (node.form,)))

    def _need_met(self, need: Need) -> Mask:
        """What meets a need in full."""
        if need.items:
            return self._matching(match_expressions.match_near(need))
        if need.prefix:
            terms = [need.terms[0], *self.live.begun(self.connection, match_expressions.write_beginning(need))]
            return _any_of_masks([self._has((term,)) for term in terms])
        found = [self._has(need.terms), *map(self._has, need.others)]
        if need.joined:
            found.append(self._has((need.joined,)))
        if need.halves:
            first, second = map(self._need_met, need.halves)
            found.append(first & second)
        return _any_of_masks(found)

    def _has(self, terms: Terms) -> Mask:
        """What has terms side by side; a single one may also be part of a compound."""
        if len(terms) > 1:
            return self._matching(match_expressions.write_row(terms))
        found = self._none()
        if self.own and self.lines:
            places, weights = self.live.posted(self.connection, terms[0], "lines")
            found[places[weights & 1 == 1]] = True
        else:
            found[self.live.places(self.connection, terms[0], self.index)] = True
        return found

    def _matching(self, expression: str) -> Mask:
        """What FTS5 finds: statements by their rows; documents by those, or by what is in no statement of theirs."""
        import numpy as np

        rows = self.live.ids(self.connection, "SELECT rowid FROM lines WHERE lines MATCH ?", (expression,))
        found = self._of_rows(rows[rows > 0])
        if not self.lines:
            found[self.live.paper_of[-rows[rows < 0]]] = True
        return np.asarray(found)

    def _fact_met(self, fact: Fact) -> Mask:
        if fact.field in OF_DOCUMENTS:
            return self._of_papers(OF_DOCUMENTS[fact.field](fact))
        if fact.field == "area":
            return self._of_lines(_mask_values(self.live.areas, _area_sets(self.connection, fact)))
        if fact.field == "speaker":
            return self._of_lines(_mask_values(self.live.speakers, self._speakers(fact))) | self._own_words(fact)
        if not self.lines and (wanted := documents_with(fact)):
            return self._papers_met(self.live.ids(self.connection, wanted.sql, wanted.values))
        found = OF_STATEMENTS[fact.field](fact)
        return self._of_rows(self.live.ids(self.connection, found.sql, found.values))

    def _speakers(self, fact: Fact) -> list[int]:
        return [row[0] for row in self.connection.execute(NAMED, name_values(fact.value))]

    def _own_words(self, fact: Fact) -> Mask:
        """What the issuer says itself: assertions without a speaker."""
        sql = f"SELECT s.id FROM statements s WHERE {OWN}"
        return self._of_rows(self.live.ids(self.connection, sql, (name_key(fact.value),)))

    def _of_papers(self, where: Condition) -> Mask:
        rows = self.live.ids(self.connection, f"SELECT d.id FROM documents d WHERE {where.sql}", where.values)
        found = self._papers_met(rows)
        return found[self.live.owners] if self.lines else found

    def _papers_met(self, rows: NDArray[np.int64]) -> Mask:
        import numpy as np

        found = np.zeros(len(self.live.papers), dtype=np.bool_)
        found[self.live.paper_of[rows]] = True
        return found

    def _of_rows(self, rows: NDArray[np.int64]) -> Mask:
        import numpy as np

        found = np.zeros(len(self.live.rows), dtype=np.bool_)
        found[self.live.line_of[rows]] = True
        return self._of_lines(found)

    def _of_lines(self, lines: Mask) -> Mask:
        """Statements, or their documents."""
        if self.lines:
            return lines
        found = self._none()
        found[self.live.owners[lines]] = True
        return found

    def _all(self) -> Mask:
        return self.live.lines_live if self.lines else self.live.papers_live

    def _none(self) -> Mask:
        import numpy as np

        return np.zeros(len(self._all()), dtype=np.bool_)

    # ------------------------------------------------------------------------------------------- the same as SQL

    def condition(self, node: Node) -> Condition:
        """Any node as a condition on the row `s` or `d`."""
        if isinstance(node, Fact):
            return self._fact(node)
        if isinstance(node, Not):
            return (
                self._among_rows(self.meets(node))
                if is_textual(node.item)
                else _negate_condition(self.condition(node.item))
            )
        if is_textual(node):
            return self._among_rows(self.meets(node))
        if isinstance(node, All | AnyOf) and node.items:
            joint = " AND " if isinstance(node, All) else " OR "
            return _join_conditions(joint, [self.condition(item) for item in node.items])
        return Condition("(1)")

    def _among_rows(self, met: Mask) -> Condition:
        rows = (self.live.rows if self.lines else self.live.papers)[met]
        row = "s.id" if self.lines else "d.id"
        return Condition(f"({row} IN (SELECT value FROM json_each(?)))", (json.dumps(rows.tolist()),))

    def _fact(self, fact: Fact) -> Condition:
        if fact.field in OF_DOCUMENTS:
            inner = OF_DOCUMENTS[fact.field](fact)
            if not self.lines:
                return inner
            return Condition(f"(s.document IN (SELECT d.id FROM documents d WHERE {inner.sql}))", inner.values)
        inner = self._of_statement(fact)
        if self.lines:
            return inner
        return Condition(f"(d.id IN (SELECT s.document FROM statements s WHERE {inner.sql}))", inner.values)

    def _of_statement(self, fact: Fact) -> Condition:
        if fact.field == "area":
            return _in_values("s.areas", _area_sets(self.connection, fact))
        if fact.field == "speaker":
            return Condition(f"(s.speaker IN ({NAMED}) OR {OWN})", (*name_values(fact.value), name_key(fact.value)))
        found = OF_STATEMENTS[fact.field](fact)
        return Condition(f"(s.id IN ({found.sql}))", found.values)


def _negate_condition(inner: Condition) -> Condition:
    return Condition(f"NOT coalesce({inner.sql}, 0)", inner.values)


def _in_values(column: str, values: Sequence[int]) -> Condition:
    return Condition(f"({column} IN ({', '.join('?' * len(values))}))", tuple(values))


def _any_of_masks(masks: Sequence[Mask]) -> Mask:
    import numpy as np

    return np.asarray(np.logical_or.reduce(masks))


def _mask_values(column: NDArray[np.int32], values: Sequence[int]) -> Mask:
    import numpy as np

    chosen = np.zeros(max([int(column.max(initial=0)), *values]) + 1, dtype=np.bool_)
    chosen[list(values)] = True
    return chosen[column]


def _area_sets(connection: sqlite3.Connection, fact: Fact) -> list[int]:
    """The sets with an area, or one below it; an area that is nowhere in the archive is told so."""
    wanted, known, sets = name_key(fact.value), set[str](), []
    for id_, areas in connection.execute("SELECT id, areas FROM area_sets"):
        names = json.loads(areas)
        known.update(names)
        if any(wanted == name_key(name) or name_key(name).startswith((f"{wanted}.", f"{wanted}/")) for name in names):
            sets.append(id_)
    if not sets and known:
        near = get_close_matches(wanted, known, n=1)
        hint = f" (did you mean {near[0]!r}?)" if near else ""
        raise BadQuery(
            f"cannot read this query at {fact.place}: "
            f"no statement has the area {fact.value!r}{hint}: use one of {', '.join(sorted(known))}"
        )
    return sets


__all__ = ["OF_DOCUMENTS", "Condition", "Plan", "Target", "facts_of", "facts_only", "is_textual"]
