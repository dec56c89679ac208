"""The words that people use for facts, slots and values, German and English (`lexicon/marks.toml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from policytext import lexicon

IN_SEARCH = {"statements": "said"}  # lists of values that the query language calls otherwise
IN_REPORT = {"role": "roles", "act": "acts", "bound": "bounds", "kind": "kinds"}


def fold_word(word: str) -> str:
    """A word as it is compared: small letters, blanks as they may be typed."""
    return " ".join(word.casefold().replace("_", " ").split())


def find_slot(layer: str, word: str) -> str | None:
    """The slot of a layer that a word names, `None` where it names none: `geber` → `givers`."""
    return _find_word(lexicon.load_lexicon("marks")["slots"][layer], word)


def find_fact(word: str) -> str | None:
    """The kind of fact that a word names: a layer, `deadline` or `quotation`; `None` where it names none."""
    return _find_word(lexicon.load_lexicon("marks")["facts"], word)


def tell_slots(layer: str, names: Iterable[str]) -> str:
    """The slots of a layer with a German word for each, for messages: "low (mindestens), high (höchstens)"."""
    return _list_names(lexicon.load_lexicon("marks")["slots"][layer], names)


def tell_facts() -> str:
    """What may be added, with a German word for each."""
    german = lexicon.load_lexicon("marks")["facts"]
    return ", ".join(f"{next(word for word in words[1:])} ({words[0]})" for words in german.values())


def find_value(table: str, word: str, allowed: Iterable[str]) -> str | None:
    """The value out of `allowed` that a word stands for, `None` where it stands for none: `abgelehnt` → `refused`."""
    found = _load_values(table).get(fold_word(word))
    return found if found in set(allowed) else None


def tell_values(table: str, allowed: Iterable[str]) -> str:
    """Values with the word that a report prints for each: "committed (zugesagt), demanded (gefordert)"."""
    return _list_names(_load_lists(table)[-1], allowed)


def _find_word(table: Mapping[str, list[str]], word: str) -> str | None:
    wanted = fold_word(word)
    for name, words in table.items():
        if wanted in (fold_word(name), *map(fold_word, words)):
            return name
    return None


def _list_names(table: Mapping[str, list[str]], names: Iterable[str]) -> str:
    return ", ".join(f"{name} ({table[name][0]})" if table.get(name) else name for name in names)


@cache
def _load_values(table: str) -> Mapping[str, str]:
    """Value by word, the report's own words first."""
    found: dict[str, str] = {}
    for words in reversed(_load_lists(table)):
        for value, names in words.items():
            for name in (value, *names):
                found.setdefault(fold_word(name), value)
    return found


@cache
def _load_lists(table: str) -> tuple[Mapping[str, list[str]], ...]:
    """The lists of words for the values of a slot, the report's last."""
    report: Mapping[str, Any] = lexicon.load_lexicon("report").get(IN_REPORT.get(table, table), {})
    search: Mapping[str, list[str]] = lexicon.load_lexicon("query")["values"].get(IN_SEARCH.get(table, table), {})
    own: Mapping[str, list[str]] = lexicon.load_lexicon("marks")["values"].get(table, {})
    return own, search, {value: [word] for value, word in report.items()}
