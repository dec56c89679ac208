"""The word lists of one section of a lexicon as groups of a pattern, each under its own name.

_BEHIND = PatternLists("amounts", "behind")
re.compile(rf"{_BEHIND.at_most}[ ]nicht")
"""

from __future__ import annotations

from policytext.lexicon.word_patterns import join_list


class PatternLists:
    """A section of a lexicon whose lists are attributes: each the alternatives of `join_list` in a group.

    A name that the section has no list for raises `AttributeError`.
    """

    def __init__(self, lexicon: str, section: str) -> None:
        self._place = lexicon, section

    def __getattr__(self, name: str) -> str:
        try:
            return f"(?:{join_list(*self._place, name)})"
        except KeyError as error:
            raise AttributeError(f"no list {name!r} in section {self._place[1]!r} of {self._place[0]}.toml") from error
