"""Names as they stand in a list: the nominative of what was found in any case."""

from __future__ import annotations

import re
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors import heads
from policytext.taggers.actors.name_patterns import ADJECTIVE

ENDING = {"m": "er", "f": "e", "n": "es", "p": "e"}
WORDS = PatternLists("actors", "entry_words")
GLUED = re.compile(rf"(?<={WORDS.glued_before})(s?)(?=(?:{WORDS.glued_behind})\s)")  # Ministeriumfür Bau
BENT = re.compile(r"e[rsnm]?$")


def kind_of(name: str) -> str:
    """`authority` or `organisation`, by the first head word that the name holds."""
    for word in name.split():
        if word == "EU":
            return "authority"
        if found := heads.head_of(word):
            return found.kind
    return "organisation"


def build_nominative(name: str) -> str:
    """The name with adjectives and head word in the nominative; other words stay as they are."""
    words = " ".join(GLUED.sub(r"\1 ", name).split()).split(" ")
    for place, word in enumerate(words):
        found = heads.head_of(word)
        if found and not (place and words[place - 1] in {"der", "des", "für", "den"}):
            before = [_inflect_adjective(former, found.gender) for former in words[:place]]
            return " ".join([*before, found.word, *words[place + 1 :]])
    if words[0] in {"Stadt", "Gemeinde", "Zuwendungsempfängers", "Antragstellers"} or words[-1].endswith("empfängers"):
        words[-1] = words[-1].removesuffix("s") if len(words) == 1 else words[-1]
    return " ".join(words)


@cache
def adjective_stems() -> frozenset[str]:
    """Adjectives that begin names, without ending."""
    return frozenset(word[:-1] for word in lexicon.load_lexicon("bodies")["names"]["adjectives"])


def _inflect_adjective(word: str, gender: str) -> str:
    found = ADJECTIVE.match(word)
    if found:
        return word[: found.start("ending")] + ENDING[gender]
    stem = BENT.sub("", word)
    return stem + ENDING[gender] if stem in adjective_stems() else word


def stem_name(name: str) -> tuple[str, ...]:
    """The words of a name without endings, for comparing names."""
    words = re.findall(r"[^\W_]+", GLUED.sub(r"\1 ", name).lower())
    return tuple(
        re.sub(r"(?<=\w{4})(?:es|(?<!s)s|e[rnm]?|n)$", "", word)
        for word in words
        if word not in {"der", "die", "das", "des", "e", "v"}
    )
