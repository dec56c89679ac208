"""Compounds and their parts: "Schuldnerberatungsstelle" is made of "schuldner", "beratung" and "stelle".

`Compounds` cuts at the words that it is given, as the areas need it; `split_in_halves` and `all_parts` cut at
everything that German compounds are made of, as search needs it. Words are in lower case; the latter two read ß as
ss.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from policytext import lexicon
from policytext.german.conjugation import stem_verb
from policytext.german.vocabulary import load_commonness

SHORTEST_PART = 4  # characters of a compound part: "amt" and "ung" would split everything
LINKS = ("", "s", "es", "n", "en", "er")  # Fugenelemente: Arbeit-s-markt, Straße-n-bau, Kind-er-haus
LONGEST_COMPOUND = 45  # characters; longer words are not taken apart
SHORTEST_COMPOUND = 2 * SHORTEST_PART - 1  # of a part that is a compound itself
OF_KNOWN = 0.5  # worth of a part that is itself a compound or somebody who does something ("Hersteller")
INFLECTIONS = ("", "s", "es", "e", "en", "n")
NOUN_ENDINGS = ("s", "e", "es", "er")


class Compounds:
    """Splits compounds at known words (Koehn and Knight 2003, without frequencies)."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self.vocabulary = frozenset(vocabulary)

    def parts(self, word: str) -> tuple[str, ...]:
        """The known words that a compound is made of ("insolvenz", "beratung", "stelle"), none for a simple word."""
        found = self._split(word)
        return tuple(dict.fromkeys(found)) if len(found) > 1 else ()

    def _split(self, word: str) -> tuple[str, ...]:
        """The parts from left to right, the first as long as can be; a rest that is no word ends the attempt."""
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            if word[cut:] in self.vocabulary and (head := self._known(word[:cut])):
                return head, word[cut:]
        for cut in range(len(word) - 2 * SHORTEST_PART, SHORTEST_PART - 1, -1):
            if (head := self._known(word[:cut])) and len(tail := self._split(word[cut:])) > 1:
                return head, *tail
        return (word,)

    def _known(self, piece: str) -> str | None:
        """The word that a piece is, without its linking letters."""
        for link in LINKS:
            if (
                piece.endswith(link)
                and (word := piece[: len(piece) - len(link)]) in self.vocabulary
                and len(word) >= SHORTEST_PART
            ):
                return word
        return None


@lru_cache(maxsize=100_000)
def split_in_halves(form: str) -> tuple[str, str] | None:
    """The two words of a compound ("hundesteuer": "hund", "steuer"), `None` for a simple word.

    The more common pair where there are several (Koehn and Knight 2003). A verb's stem gives its infinitive
    ("abstellplatz": "abstellen", "platz").
    """
    if not SHORTEST_PART + 2 <= len(form) <= LONGEST_COMPOUND or form.isdigit() or form in _load_wholes():
        return None
    return _listed_cut(form) or _made_cut(form)


def _listed_cut(form: str) -> tuple[str, str] | None:
    """The best pair whose second word is listed."""
    best, most, words = None, 0.0, _part_words()
    for place in range(3, len(form) - 2):
        if (worth := words.get(form[place:])) and (head := _find_head(form[:place])):
            both = worth * words.get(head, OF_KNOWN)
            if both > most:
                best, most = (head, form[place:]), both
    return best


def _made_cut(form: str) -> tuple[str, str] | None:
    """The best pair whose second word is made of listed ones: "fahrrad" and "abstellanlage"."""
    best, most = None, 0.0
    for place in range(3, len(form) - SHORTEST_COMPOUND + 1):
        if (head := _find_head(form[:place])) and _is_made(form[place:]):
            both = _part_words().get(head, OF_KNOWN)
            if both > most:
                best, most = (head, form[place:]), both
    return best


def all_parts(form: str) -> Iterator[str]:
    """The words of a compound at every level, the larger before those that they are made of."""
    for part in split_in_halves(form) or ():
        yield part
        yield from all_parts(part)


def list_leftovers(form: str) -> tuple[str, ...]:
    """What stays of a compound without what stands first: "verkehrsanlagen", "anlagen" of "fussverkehrsanlagen"."""
    whole = word = form.replace("ß", "ss")
    starts = list[int]()
    while cut := split_in_halves(word):
        starts.insert(0, len(word) - len(cut[1]))
        word = cut[0]
    return tuple(whole[start:] for start in starts)


@cache
def _load_wholes() -> frozenset[str]:
    """Words that have grown together, in every case and number, so that their parts say nothing of them."""
    return frozenset(word + end for word in _load_words("whole") for end in INFLECTIONS)


def _is_made(word: str) -> bool:
    """Whether a word that nobody lists is made of known ones: "wegsanierung", "hersteller"."""
    if len(word) < SHORTEST_COMPOUND:
        return False
    return bool(word.endswith("er") and stem_verb(word[:-2])) or split_in_halves(word) is not None


@lru_cache(maxsize=100_000)
def _find_head(piece: str) -> str | None:
    """The word that stands before another in a compound, without its linking letters."""
    if piece in _load_words("heads"):
        return _head_verb(piece) or piece
    words = _part_words()
    for link in LINKS:
        if piece.endswith(link) and piece[: len(piece) - len(link)] in words:
            return piece[: len(piece) - len(link)]
    if len(piece) >= SHORTEST_PART and f"{piece}e" in load_commonness():  # Schul-hof, Kirch-turm
        return f"{piece}e"
    stripped = piece.removesuffix("s")  # Straßenausbau-beitrag, Wohnungsbau-s-förderung
    made = next((word for word in (piece, stripped) if _is_made(word)), None)
    return made or (stem_verb(piece) if len(piece) >= SHORTEST_PART else None)  # Abstell-anlage


def _head_verb(piece: str) -> str | None:
    """The verb of a stem that is no noun itself: "förder" (Förderprogramm), and not "spiel"."""
    return None if any(piece + ending in load_commonness() for ending in NOUN_ENDINGS) else stem_verb(piece)


@cache
def _part_words() -> dict[str, int]:
    """Listed words that may be parts, with their commonness."""
    never, short = _load_words("never_a_part"), _load_words("short_parts")
    return {
        word: count
        for word, count in load_commonness().items()
        if word not in never and (len(word) >= SHORTEST_PART or word in short)
    }


@cache
def _load_words(name: str) -> frozenset[str]:
    table = lexicon.load_lexicon("search") | lexicon.load_lexicon("compounds")
    return frozenset(word.replace("ß", "ss") for word in table[name])
