"""The nouns that search knows, each with how common it is; made by `python -m policytext.training.compound_words`."""

from __future__ import annotations

import zlib
from functools import cache
from importlib.resources import files

from policytext import lexicon

ENDINGS = ("s", "n", "en", "es", "e", "er", "ern")  # of nouns


@cache
def load_commonness() -> dict[str, int]:
    """Nouns in lower case, with ss for ß, and their commonness, from 1 to 9."""
    packed = files("policytext.models").joinpath("compounds/words.z").read_bytes()
    lines = zlib.decompress(packed).decode("utf-8").replace("ß", "ss").split("\n")
    words = lexicon.load_lexicon("search")
    rare = dict.fromkeys(_plain_words(lexicon.load_lexicon("compounds")["everyday"]), 2) | dict.fromkeys(
        _plain_words(words["words"]), 3
    )
    return rare | {line[1:]: int(line[0]) for line in lines} | dict.fromkeys(_plain_words(words["short_parts"]), 5)


def _plain_words(words: list[str]) -> list[str]:
    return [word.replace("ß", "ss") for word in words]


def is_noun(form: str) -> bool:
    """Whether a lower-case word mostly stands with a capital ("räume", and not "räumt")."""
    return form in load_commonness()


def is_noun_form(form: str) -> bool:
    """Whether a lower-case word is a noun, also in another case or in the plural ("schulen")."""
    return any(map(is_noun, (form, *(form.removesuffix(ending) for ending in ENDINGS))))
