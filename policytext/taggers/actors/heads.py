"""Head nouns of bodies by their endings: what a word names, its gender, what may stand behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from policytext import lexicon


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """A head noun: nominative of the word, `authority` or `organisation`, gender, marks, and whether it is bare.

    The marks stand in the lexicon; a bare word is no more than its ending.
    """

    word: str
    kind: str
    gender: str
    marks: str
    bare: bool


@cache
def _load_rows() -> dict[str, tuple[str, str, str]]:
    """Kind, gender and marks of every ending."""
    table = lexicon.load_lexicon("bodies")["heads"]
    rows = {}
    for kind in ("authority", "organisation"):
        for row in table[kind]:
            ending, gender, marks = (*row.split(":"), "")[:3]
            rows[ending] = (kind, gender, marks)
    return rows


@cache
def _endings() -> tuple[str, ...]:
    """All endings in all cases."""
    return tuple(
        ending + case
        for ending, (_, gender, _) in _load_rows().items()
        for case in (("",) if gender in "fp" else ("", "s", "es"))
    )


@cache
def _load_none() -> tuple[frozenset[str], tuple[str, ...]]:
    table = lexicon.load_lexicon("bodies")["heads"]
    bent = [[word + case for word in table[name] for case in ("", "s", "es")] for name in ("none", "none_endings")]
    return frozenset(bent[0]), tuple(bent[1])


@lru_cache(maxsize=50_000)
def head_of(word: str) -> HeadNoun | None:
    """The head noun that a word is, in the singular of any case; `None` where it names no body.

    >>> head_of("Hauptzollamtes").word, head_of("Sportverein").kind, head_of("Antrag")
    ('Hauptzollamt', 'organisation', None)
    """
    low = word.lower()
    if not low.endswith(_endings()):
        return None
    for case in ("", "s", "es"):
        if not low.endswith(case):
            continue
        stem = low[: len(low) - len(case)]
        for cut in range(len(stem)):
            row = _load_rows().get(stem[cut:])
            if row and not (case and row[1] in "fp") and not (cut and "w" in row[2]):
                kind, gender, marks = row
                return HeadNoun(word[: len(stem)], kind, gender, marks, bare=cut == 0)
    return None


def names_none(word: str) -> bool:
    """Whether a word only ends like a body: `Ehrenamt`, `Gottesdienst`."""
    whole, endings = _load_none()
    return word.lower() in whole or word.lower().endswith(endings)
