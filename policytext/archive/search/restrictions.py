"""Facts of a question as SQL: which statements have them, and what must hold of documents; values always bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from policytext.archive.search.query import Fact
from policytext.archive.search.query.query_tree import UNDATED
from policytext.archive.storage.connection import WORDS
from policytext.archive.storage.fact_rows import name_key


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL with the values of its marks."""

    sql: str
    values: tuple[object, ...] = ()


def like_pattern(text: str) -> str:
    """A pattern for names that contain these words, wherever."""
    plain = name_key(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"


NAMED = "SELECT id FROM names WHERE key LIKE ? ESCAPE '\\' AND has_name(key, ?)"
ISSUED = "SELECT id FROM documents WHERE has_name(folded(issuer), ?)"
OWN = f"(s.kind = 'assertion' AND s.speaker IS NULL AND s.document IN ({ISSUED}))"  # what the issuer says itself


def name_values(name: str) -> tuple[str, str]:
    """The values of `NAMED`: a pattern that is quickly tried, and the name whose words must all be there."""
    first = next(iter(WORDS.findall(name_key(name))), "")
    return like_pattern(first.rstrip("*")), name_key(name)


def _actor_condition(fact: Fact) -> Condition:
    """Who is named in the statement, or says it."""
    return Condition(
        "SELECT statement FROM (SELECT m.statement FROM mentions m WHERE m.statement IS NOT NULL"
        f" AND m.name IN ({NAMED})"
        f" UNION SELECT s.id FROM statements s WHERE s.speaker IN ({NAMED}) OR {OWN})",
        (*name_values(fact.value), *name_values(fact.value), name_key(fact.value)),
    )


def _amount_condition(fact: Fact) -> Condition:
    """A sum whose known ends reach into the span: "bis zu 20 Mio" is above 10 million, "3 bis 5 Mio" is not."""
    unit = {"%": "unit = '%'", "Stelle": "unit = 'Stelle'"}.get(fact.value, "kind = 'money'")
    tests, values = [unit], list[object]()
    equal = "" if fact.strict else "="
    if fact.low is not None:
        tests.append(f"coalesce(high, low) >{equal} ?")
        values.append(fact.low)
    if fact.high is not None:
        tests.append(f"coalesce(low, high) <{equal} ?")
        values.append(fact.high)
    return Condition(" AND ".join(tests), tuple(values))


def _deadline_condition(fact: Fact) -> Condition:
    """Something must be done, or runs out, on a day of the span."""
    span = _days_condition("latest", fact)
    return Condition(f"role IN ('deadline', 'end', 'term') AND {span.sql}", span.values)


def _status_condition(fact: Fact) -> Condition:
    return Condition("status = ?", (fact.value,))


def _days_condition(column: str, fact: Fact) -> Condition:
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


def _column_condition(column: str) -> Callable[[Fact], Condition]:
    return lambda fact: Condition(f"({column} = ?)", (fact.value,))


def _has_name(column: str) -> Callable[[Fact], Condition]:
    return lambda fact: Condition(f"(has_name(folded({column}), ?))", (name_key(fact.value),))


def _without_documents(fact: Fact) -> Condition:
    """All but the rows of some documents: no field that people write."""
    rows = tuple(map(int, fact.value.split()))
    return Condition(f"(d.id NOT IN ({', '.join('?' * len(rows))}))", rows)


def _contains_condition(column: str) -> Callable[[Fact], Condition]:
    return lambda fact: Condition(f"(folded({column}) LIKE ? ESCAPE '\\')", (like_pattern(fact.value),))


TABLES = {
    "amount": ("amounts", _amount_condition),
    "deadline": ("times", _deadline_condition),
    "status": ("records", _status_condition),
}


def _rows_of(owner: str, fact: Fact) -> Condition:
    """The statements or documents (`owner`) that have an amount, time or record of this kind."""
    table, condition = TABLES[fact.field]
    found = condition(fact)
    return Condition(f"SELECT {owner} FROM {table} WHERE {found.sql} AND {owner} IS NOT NULL", found.values)


def documents_with(fact: Fact) -> Condition | None:
    """The documents with such a fact, also where it stands in no statement; `None` for facts of statements alone."""
    return _rows_of("document", fact) if fact.field in TABLES else None


# Facts of statements as the rows that have them; of documents as conditions on `d`.
OF_STATEMENTS: dict[str, Callable[[Fact], Condition]] = {
    "actor": _actor_condition,
    **dict.fromkeys(TABLES, lambda fact: _rows_of("statement", fact)),
    "act": lambda fact: Condition("SELECT id FROM statements WHERE act = ?", (fact.value,)),
    "said": lambda fact: Condition("SELECT id FROM statements WHERE kind = ?", (fact.value,)),
}
OF_DOCUMENTS: dict[str, Callable[[Fact], Condition]] = {
    "kind": _column_condition("d.kind"),
    "since": lambda fact: _days_condition("d.issued", fact),
    "until": lambda fact: _days_condition("d.issued", fact),
    "issued": lambda fact: _days_condition("d.issued", fact),
    "issuer": _has_name("d.issuer"),
    "place": _has_name("d.place"),
    "title": _contains_condition("d.title"),
    "reference": _contains_condition("d.reference"),
    "id": lambda fact: Condition("(substr(d.sha256, 1, ?) = ?)", (len(fact.value), fact.value.lower())),
    "without": _without_documents,
}
