"""Word lists of the lexicon as pieces of patterns, so that patterns hold structure and the lexicon holds the words.

An entry is written as it stands in a text. Three signs say more:

- a class of endings behind "+": `"kommend+adj"` is "kommende", "kommenden", … (the classes are in `endings.toml`)
- "^" before a word: it may begin with a capital too; `"^jahr"` is "jahr" and "Jahr"
- "~" inside a word: any letters, also none; `"~jährig+adj"` is "zweijährige", "jährigen"

A blank is a blank, a full stop a full stop. Longer entries come first, so that the longest one matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from policytext import lexicon


@cache
def join_list(name: str, *path: str) -> str:
    """The alternatives of one list of a lexicon, without a group around them.

    Arguments: the lexicon's file name without ending, then the keys that lead to the list.
    Raises `KeyError` where no such list stands there, `ValueError` for an unknown class of endings.

    >>> join_list("endings", "examples", "periods")
    'Quartals?|[Jj]ahr(?:en|es|e|s)?|bzw\\\\.'
    """
    entries = lexicon.load_lexicon(name)
    for key in path:
        entries = entries[key]
    return join_words(entries)


def join_words(entries: Iterable[str]) -> str:
    """The alternatives of these entries, the longest first.

    >>> join_words(["an", "in der", "kommend+adj"])
    'kommend(?:em|en|er|es|e)|in[ ]der|an'
    """
    return "|".join(map(write_entry, sorted(entries, key=_length, reverse=True)))


def write_entry(entry: str) -> str:
    """One entry as a pattern."""
    word, _, kind = entry.partition("+")
    pattern = "".join(_write_pieces(word))
    return pattern + (_write_endings(kind) if kind else "")


def _length(entry: str) -> int:
    return len(entry.partition("+")[0].strip("^~"))


def _write_pieces(word: str) -> Iterator[str]:
    if word.startswith("^"):
        yield f"[{word[1].upper()}{word[1].lower()}]"
        word = word[2:]
    yield r"\w*".join(re.escape(piece).replace(r"\ ", "[ ]") for piece in word.split("~"))


@cache
def _write_endings(kind: str) -> str:
    classes = lexicon.load_lexicon("endings")["classes"]
    if kind not in classes:
        raise ValueError(f"no class of endings {kind!r}: use one of {', '.join(classes)}")
    endings = sorted(set(classes[kind]), key=lambda ending: (-len(ending), ending))
    inside = "|".join(ending for ending in endings if ending)
    optional = "?" if "" in endings else ""
    return f"{inside}{optional}" if len(inside) == 1 else f"(?:{inside}){optional}"
