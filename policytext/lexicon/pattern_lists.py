"""The word lists of one table of a lexicon as groups of a pattern, each under its own name.

BEHIND = PatternLists("amounts", "behind")
re.compile(rf"{BEHIND.at_most}[ ]nicht")
"""

from __future__ import annotations

from policytext.lexicon.word_patterns import join_list


class PatternLists:
    """A table of a lexicon whose lists are attributes: each the alternatives of `join_list` in a group.

    Arguments: the lexicon's file name without ending, the keys that lead to the table, and `blank`, the pattern that
    stands for a blank inside an entry. A name that the table has no list for raises `AttributeError`; in brackets may
    stand what is no name in Python, and what is told only later (`lists["from"]`), with `KeyError`.

    >>> PatternLists("endings", "examples").periods
    '(?:Quartals?|[Jj]ahr(?:en|es|e|s)?|bzw\\\\.)'
    """

    def __init__(self, lexicon: str, *path: str, blank: str = "[ ]") -> None:
        self._place = (lexicon, *path)
        self._blank = blank

    def __getitem__(self, name: str) -> str:
        return f"(?:{join_list(*self._place, name).replace('[ ]', self._blank)})"

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(f"{self._place[0]}.toml has no list {'.'.join((*self._place[1:], name))}") from error
