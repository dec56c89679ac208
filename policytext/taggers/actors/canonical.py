"""Names as they stand in a list: the nominative of what was found in any case."""

from __future__ import annotations

import re
from functools import cache

from policytext import lexicon
from policytext.taggers.actors.phrases import ADJECTIVE

ENDING = {"m": "er", "f": "e", "n": "es"}
GLUED = re.compile(r"(?<=ministerium)(s?)(?=(?:für|der|des)\s)")
WORD = re.compile(r"[\w.&'’-]+|\S")
TITLES = re.compile(
    r"^(?:(?:Herrn?|Frau|Dr\.|Prof\.|Professor(?:in)?|Dipl\.-\w+\.?|h\.\s?c\.|mult\.|[a-z]{2,4}\.)\s*)+"
)


@cache
def _heads() -> tuple[tuple[str, str], ...]:
    """Pairs of a word ending and its gender, longest first."""
    table = lexicon.load("actors")["heads"]
    rows = [row.split(":") for row in (*table["authority"], *table["organisation"])]
    return tuple(sorted(((ending, gender) for ending, gender in rows), key=lambda row: -len(row[0])))


def head_of(word: str) -> tuple[str, str] | None:
    """The nominative of a body's head word and its gender: `Staatsministeriums` is neuter `Staatsministerium`."""
    low = word.lower()
    for ending, gender in _heads():
        for case in ("", "s", "es"):
            if low.endswith(ending + case) and (not case or gender != "f"):
                return word[: len(word) - len(case)] if case else word, gender
    return None


def kind_of(name: str) -> str:
    """`authority` or `organisation`, by the first head word that the name holds."""
    endings = tuple(row.split(":")[0] for row in lexicon.load("actors")["heads"]["authority"])
    for word in name.split():
        low = word.lower().rstrip("s")
        if low.endswith(endings) or low in {
            "stadt",
            "gemeinde",
            "landkreis",
            "kreis",
            "landeshauptstadt",
            "kommission",
            "eu",
        }:
            return "authority"
    return "organisation"


def nominative(name: str) -> str:
    """The name with adjectives and head word in the nominative; other words stay as they are."""
    words = " ".join(GLUED.sub(r"\1 ", name).split()).split(" ")
    for place, word in enumerate(words):
        found = head_of(word)
        if found and not (place and words[place - 1] in {"der", "des", "für", "den"}):
            head, gender = found
            before = [_adjective(former, gender) for former in words[:place]]
            return " ".join([*before, head, *words[place + 1 :]])
    if words[0] in {"Stadt", "Gemeinde", "Zuwendungsempfängers", "Antragstellers"} or words[-1].endswith("empfängers"):
        words[-1] = words[-1].removesuffix("s") if len(words) == 1 else words[-1]
    return " ".join(words)


def _adjective(word: str, gender: str) -> str:
    found = ADJECTIVE.match(word)
    return word[: found.start("ending")] + ENDING[gender] if found else word


def stems(name: str) -> tuple[str, ...]:
    """The words of a name without endings, for comparing names."""
    words = re.findall(r"[^\W_]+", GLUED.sub(r"\1 ", name).lower())
    return tuple(
        re.sub(r"(?<=\w{4})(?:es|(?<!s)s|e[rnm]?|n)$", "", word)
        for word in words
        if word not in {"der", "die", "das", "des", "e", "v"}
    )
