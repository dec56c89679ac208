"""A question's tree as SQL: one MATCH for its words, conditions for everything else, values always bound."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from policytext.archive.search import match
from policytext.archive.search.needs import Need, expressions, of_near, of_phrase
from policytext.archive.search.query import All, AnyOf, Fact, Near, Node, Not, Phrase, Word
from policytext.archive.search.query.tree import UNDATED
from policytext.archive.search.synonyms import Synonyms
from policytext.archive.storage.rows import key
from policytext.errors import BadQuery


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL with the values of its marks."""

    sql: str
    values: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look up: an FTS5 expression (or none), and conditions that must all hold."""

    match: str | None
    conditions: tuple[Condition, ...]

    def where(self) -> Condition:
        """All conditions as one."""
        return _joined(" AND ", self.conditions) if self.conditions else Condition("1")


def of(node: Node, target: Target) -> Plan:
    """The plan of a question over statements or documents."""
    items = node.items if isinstance(node, All) else (node,)
    texts = [item for item in items if _textual(item)]
    others = tuple(target.condition(item) for item in items if not _textual(item))
    return Plan(target.text(All(tuple(texts))) if texts else None, others)


def facts_only(node: Node, target: Target) -> tuple[Condition, ...]:
    """The conditions that stay when the words of a question are only wishes."""
    items = node.items if isinstance(node, All) else (node,)
    return tuple(target.condition(item) for item in items if not _textual(item))


def _textual(node: Node) -> bool:
    """Whether a node asks for words only, none of them forbidden."""
    if isinstance(node, All | AnyOf):
        return bool(node.items) and all(map(_textual, node.items))
    return isinstance(node, Word | Phrase | Near)


def _joined(joint: str, parts: Sequence[Condition]) -> Condition:
    if len(parts) == 1:
        return parts[0]
    return Condition(f"({joint.join(part.sql for part in parts)})", tuple(v for part in parts for v in part.values))


class Target:
    """What is looked for: `lines` (statements, rows `s`) or `papers` (documents, rows `d`)."""

    def __init__(self, connection: sqlite3.Connection, index: str, synonyms: Synonyms) -> None:
        self.connection = connection
        self.index = index
        self.synonyms = synonyms
        self.row = "s.id" if index == "lines" else "d.id"

    def text(self, node: Node) -> str:
        """The FTS5 expression of a textual node."""
        if isinstance(node, AnyOf):
            return f"({' OR '.join(self.text(item) for item in node.items)})"
        if isinstance(node, All):
            return " AND ".join(self._each(node.items))
        return match.exact(self._need(node))

    def _each(self, items: Sequence[Node]) -> list[str]:
        """The expressions of items that must all be there; words in a row are read together."""
        words = [item for item in items if isinstance(item, Word)]
        found = [match.exact(need) for need in expressions(words, self.synonyms)]
        found += [f"({self.text(item)})" for item in items if not isinstance(item, Word)]
        return found or [match.exact(self._need(word)) for word in words]

    def _need(self, node: Node) -> Need:
        if isinstance(node, Phrase):
            return of_phrase(node, self.synonyms)
        if isinstance(node, Near):
            return of_near(node, self.synonyms)
        assert isinstance(node, Word)
        return next(iter(expressions([node], self.synonyms)), Need((node.form,), (node.form,)))

    def condition(self, node: Node) -> Condition:
        """Any node as a condition on the row."""
        if isinstance(node, Fact):
            return self._fact(node)
        if isinstance(node, Not):
            inner = self.condition(node.item)
            return Condition(f"NOT coalesce({inner.sql}, 0)", inner.values)
        if _textual(node):
            found = f"SELECT rowid FROM {self.index} WHERE {self.index} MATCH ?"
            return Condition(f"({self.row} IN ({found}))", (self.text(node),))
        if isinstance(node, All | AnyOf) and node.items:
            joint = " AND " if isinstance(node, All) else " OR "
            return _joined(joint, [self.condition(item) for item in node.items])
        return Condition("(1)")

    def _fact(self, fact: Fact) -> Condition:
        if fact.field in OF_DOCUMENTS:
            inner = OF_DOCUMENTS[fact.field](fact)
            if self.index == "papers":
                return inner
            return Condition(f"(s.document IN (SELECT d.id FROM documents d WHERE {inner.sql}))", inner.values)
        inner = self._of_statement(fact)
        if self.index == "lines":
            return inner
        return Condition(f"(d.id IN (SELECT s.document FROM statements s WHERE {inner.sql}))", inner.values)

    def _of_statement(self, fact: Fact) -> Condition:
        if fact.field == "area":
            return self._area(fact)
        return OF_STATEMENTS[fact.field](fact)

    def _area(self, fact: Fact) -> Condition:
        """Statements of an area, or of one below it; an area that is nowhere in the archive is told so."""
        wanted, known, sets = key(fact.value), set[str](), []
        for id_, areas in self.connection.execute("SELECT id, areas FROM area_sets"):
            names = json.loads(areas)
            known.update(names)
            if any(wanted == key(name) or key(name).startswith((f"{wanted}.", f"{wanted}/")) for name in names):
                sets.append(id_)
        if not sets and known:
            near = get_close_matches(wanted, known, n=1)
            hint = f" (did you mean {near[0]!r}?)" if near else ""
            raise BadQuery(
                f"cannot read this query at {fact.place}: "
                f"no statement has the area {fact.value!r}{hint}: use one of {', '.join(sorted(known))}"
            )
        return Condition(f"(s.areas IN ({', '.join('?' * len(sets))}))", tuple(sets))


def _like(text: str) -> str:
    """A pattern for names that contain these words, wherever."""
    plain = key(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"


NAMED = "SELECT id FROM names WHERE key LIKE ? ESCAPE '\\'"


def _speaker(fact: Fact) -> Condition:
    return Condition(f"(s.speaker IN ({NAMED}))", (_like(fact.value),))


def _actor(fact: Fact) -> Condition:
    """Who is named in the statement, or says it."""
    named = f"SELECT m.statement FROM mentions m WHERE m.statement IS NOT NULL AND m.name IN ({NAMED})"
    return Condition(f"(s.id IN ({named}) OR s.speaker IN ({NAMED}))", (_like(fact.value), _like(fact.value)))


def _amount(fact: Fact) -> Condition:
    """A sum whose known ends reach into the span: "bis zu 20 Mio" is above 10 million, "3 bis 5 Mio" is not."""
    unit = {"%": "unit = '%'", "Stelle": "unit = 'Stelle'"}.get(fact.value, "kind = 'money'")
    tests, values = [f"{unit} AND statement IS NOT NULL"], []
    equal = "" if fact.strict else "="
    if fact.low is not None:
        tests.append(f"coalesce(high, low) >{equal} ?")
        values.append(fact.low)
    if fact.high is not None:
        tests.append(f"coalesce(low, high) <{equal} ?")
        values.append(fact.high)
    return Condition(f"(s.id IN (SELECT statement FROM amounts WHERE {' AND '.join(tests)}))", tuple(values))


def _deadline(fact: Fact) -> Condition:
    """Something must be done, or runs out, on a day of the span."""
    span = _days("latest", fact)
    return Condition(
        "(s.id IN (SELECT statement FROM times"
        f" WHERE role IN ('deadline', 'end') AND statement IS NOT NULL AND {span.sql}))",
        span.values,
    )


def _status(fact: Fact) -> Condition:
    return Condition(
        "(s.id IN (SELECT statement FROM records WHERE status = ? AND statement IS NOT NULL))", (fact.value,)
    )


def _days(column: str, fact: Fact) -> Condition:
    if fact.value == UNDATED:
        return Condition(f"({column} IS NULL)")
    equal = "" if fact.strict else "="
    tests, values = [f"{column} IS NOT NULL"], []
    if isinstance(fact.low, date):
        tests.append(f"{column} >{equal} ?")
        values.append(fact.low.isoformat())
    if isinstance(fact.high, date):
        tests.append(f"{column} <{equal} ?")
        values.append(fact.high.isoformat())
    return Condition(f"({' AND '.join(tests)})", tuple(values))


def _column(column: str) -> Callable[[Fact], Condition]:
    return lambda fact: Condition(f"({column} = ?)", (fact.value,))


def _contains(column: str) -> Callable[[Fact], Condition]:
    return lambda fact: Condition(f"(folded({column}) LIKE ? ESCAPE '\\')", (_like(fact.value),))


OF_STATEMENTS: dict[str, Callable[[Fact], Condition]] = {
    "speaker": _speaker,
    "actor": _actor,
    "amount": _amount,
    "deadline": _deadline,
    "status": _status,
    "act": _column("s.act"),
    "said": _column("s.kind"),
}
OF_DOCUMENTS: dict[str, Callable[[Fact], Condition]] = {
    "kind": _column("d.kind"),
    "since": lambda fact: _days("d.issued", fact),
    "until": lambda fact: _days("d.issued", fact),
    "issued": lambda fact: _days("d.issued", fact),
    "issuer": _contains("d.issuer"),
    "place": _contains("d.place"),
    "title": _contains("d.title"),
    "reference": _contains("d.reference"),
    "id": lambda fact: Condition("(substr(d.sha256, 1, ?) = ?)", (len(fact.value), fact.value.lower())),
}
