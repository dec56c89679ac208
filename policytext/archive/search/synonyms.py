"""Words of the field that mean the same to somebody who searches, shipped and of the user's own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from policytext import lexicon
from policytext.errors import BadInput
from policytext.german import search_terms

Terms = tuple[str, ...]


class Synonyms:
    """Expressions as tuples of terms, each with the others of its groups."""

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        self.others: dict[Terms, tuple[Terms, ...]] = {}
        for group in groups:
            terms = dict.fromkeys(filter(None, map(_expression_terms, group)))
            for one in terms:
                known = dict.fromkeys(self.others.get(one, ()))
                self.others[one] = tuple(known | dict.fromkeys(other for other in terms if other != one))
        self.longest = max(map(len, self.others), default=1)

    def of(self, terms: Terms) -> tuple[Terms, ...]:
        """What else the expression is called."""
        return self.others.get(terms, ())


def _expression_terms(expression: str) -> Terms:
    return tuple(search_terms.search_term(form.form) for form in search_terms.list_forms(expression))


def load_synonyms(file: Path | None = None) -> Synonyms:
    """The shipped groups and, where given, those of a TOML file of the same shape (`groups = [["…", "…"], …]`)."""
    return (
        _load_shipped()
        if file is None
        else Synonyms([*_check_groups(lexicon.load_lexicon("synonyms"), "synonyms"), *_read_own_groups(file)])
    )


@cache
def _load_shipped() -> Synonyms:
    return Synonyms(_check_groups(lexicon.load_lexicon("synonyms"), "synonyms"))


def _read_own_groups(file: Path) -> list[list[str]]:
    try:
        return _check_groups(tomllib.loads(file.read_text(encoding="utf-8")), str(file))
    except (OSError, ValueError) as error:
        raise BadInput(
            f"{file}: these synonyms cannot be read ({error}): write groups = [['Kita', 'Kindergarten'], …]"
        ) from error


def _check_groups(found: Mapping[str, object], name: str) -> list[list[str]]:
    groups = found.get("groups")
    if not isinstance(groups, list) or not all(
        isinstance(group, list) and all(isinstance(word, str) for word in group) for group in groups
    ):
        raise BadInput(f"{name}: synonyms are lists of words: write groups = [['Kita', 'Kindergarten'], …]")
    return groups
