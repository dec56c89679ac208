"""The lists of one table of a lexicon as pieces of patterns: structure stays in the pattern, words in the lexicon."""

from __future__ import annotations

from policytext.lexicon.word_patterns import join_list


class WordLists:
    """One table of a lexicon whose lists are read as alternatives, each under its own name.

    Arguments: the lexicon's file name without ending, the keys that lead to the table, and `blank`, the pattern that
    stands for a blank inside an entry.

    >>> WordLists("endings", "examples").periods
    'Quartals?|[Jj]ahr(?:en|es|e|s)?|bzw\\\\.'
    """

    def __init__(self, name: str, *path: str, blank: str = "[ ]") -> None:
        self._name = name
        self._path = path
        self._blank = blank

    def __getattr__(self, key: str) -> str:
        if key.startswith("__"):
            raise AttributeError(key)
        try:
            return join_list(self._name, *self._path, key).replace("[ ]", self._blank)
        except KeyError:
            raise AttributeError(f"{self._name}.toml has no list {'.'.join((*self._path, key))}") from None
