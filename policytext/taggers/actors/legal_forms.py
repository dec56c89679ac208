"""Bodies with a legal form: from `GmbH` or `e. V.` back to where the name begins.

`Ernst G. Auer GmbH`, `Horizonte, Verein für Bildung e. V.`, `Turnverein Au von 1898 e. V.`, `blick auf gGmbH`. What may
stand inside a name (`für`, `der`, a comma before `Verein`) is told by the words on both sides; an article, a verb or a
mark ends the walk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors import common_words, heads
from policytext.taggers.actors.found import FoundMention
from policytext.taggers.actors.money_words import is_money

TOKEN = re.compile(r"[^\s,;:()„“”\"»«]+|[,;:()„“”\"»«]")
REACH = 160  # characters back from a legal form
INITIAL = re.compile(r"(?:[A-ZÄÖÜ]\.)+$")
YEAR = re.compile(r"\d{4}$|\d{2}/\d{2}$|'\d{2}$")
NAME = re.compile(r"[A-ZÄÖÜ0-9']|\w+[.-]?[A-ZÄÖÜ]")
LETTERS = re.compile(r"[^\W\d_]{2}")
FIRST = re.compile(r"\d\.$")
NUMBER = re.compile(r"\d{1,3}$")
POSTCODE = re.compile(r"\d{5}$")
SMALL = re.compile(r"[a-zäöüß][\w.'’-]*$")
BENT = re.compile(r"[a-zäöüß-]{3,}(?:e|en|er|es|em)$")
MARKS = {"“": "„", "”": "„“", '"': '"', "«": "»", "»": "«"}


@cache
def _load_lists() -> dict[str, frozenset[str]]:
    table = lexicon.load_lexicon("bodies")["legal_forms"]
    return {name: frozenset(words) for name, words in table.items()}


@cache
def compile_form() -> re.Pattern[str]:
    """A legal form: `e. V.`, `GmbH & Co. KG`, `UG (haftungsbeschränkt)`."""
    rows = sorted(lexicon.load_lexicon("bodies")["legal_forms"]["forms"], key=len, reverse=True)
    spelt = "|".join(re.escape(row).replace(r"\ ", r"\s?" if row[0].islower() else r"\s+") for row in rows)
    words = PatternLists("bodies", "legal_form_words")
    behind = rf"(?:\s*\((?:{words.limited})\))?(?:\s*&\s*Co\.?(?:\s*KG(?:aA)?(?![\w-]))?)?"
    return re.compile(rf"(?<![\w-])(?:(?:{words.charitable})\s+)?(?:{spelt})(?![\w-]){behind}")


def find_legal_forms(text: str) -> Iterator[FoundMention]:
    """Mentions of bodies with a legal form."""
    behind = 0
    for found in compile_form().finditer(text):
        if found.start() < behind:
            continue
        start = _find_name_start(text, max(behind, found.start() - REACH), found.start())
        if start < found.start() and not _is_doubtful(text[start : found.start()].split(), found.group()):
            behind = found.end()
            yield FoundMention(start=start, end=found.end(), kind="organisation", weight=7)


def _is_general(word: str) -> bool:
    """Whether a word only says what bears the name behind it: `Verein`, `Betreiberfirma`."""
    low = word.lower()
    return low in _load_lists()["general"] or ("-" not in low and low.endswith(_lists_of_endings()))


@cache
def _lists_of_endings() -> tuple[str, ...]:
    return tuple(_load_lists()["general_endings"])


def _is_doubtful(name: list[str], spelt: str) -> bool:
    """Whether a number is all there is, or a noun before a form that is another word, too: `2010 e. V.`, `Umbau UG`."""
    if not any(LETTERS.search(word) for word in name):
        return True
    return spelt in _load_lists()["short"] and len(name) == 1 and common_words.ends_in_noun(name[0])


def _find_name_start(text: str, low: int, end: int) -> int:
    """Where the name before a legal form at `end` begins; `end` where there is none."""
    low = max(low, text.rfind("\n", low, end) + 1)
    tokens = [(low + match.start(), match.group()) for match in TOKEN.finditer(text[low:end])]
    if low and text[low - 1] not in "\n" and tokens and tokens[0][0] == low:
        tokens = tokens[1:]  # a word that the window cuts
    begin, place = end, len(tokens) - 1
    if place >= 0 and tokens[place][1] == ",":
        place -= 1  # Stadtbau Au, e. V.
    while place >= 0:
        taken = _count_name_tokens(tokens, place, begin < end)
        if POSTCODE.match(tokens[place][1]):
            begin = tokens[place + 2][0] if place + 2 < len(tokens) else end
            break
        if not taken:
            break
        place -= taken
        begin = tokens[place + 1][0]
        if _is_explained(tokens, place + 1):
            break
    return _without_opening(text, begin, end)


def _is_explained(tokens: list[tuple[int, str]], place: int) -> bool:
    """Whether an abbreviation stands there that the words behind it spell out, as in a list: `ABV Auer Bergverein`."""
    words_behind = [word for _, word in tokens[place + 1 : place + 2]]
    word = tokens[place][1]
    return word.isupper() and len(word) > 1 and bool(words_behind) and words_behind[0][0] == word[0]


def _count_name_tokens(tokens: list[tuple[int, str]], place: int, named: bool) -> int:
    """How many tokens up to `place` belong to the name whose words behind them are known (`named`: there are some)."""
    word = tokens[place][1]
    if word in MARKS:
        return _count_quoted_tokens(tokens, place)
    if word == ",":
        return _beside_comma(tokens, place)
    if word in _load_lists()["links"] or word in _load_lists()["joints"]:
        return _count_link_tokens(tokens, place) if named else 0
    if NAME.match(word) or YEAR.match(word):
        return _count_capital_tokens(tokens, place)
    return _count_small_tokens(tokens, place) if SMALL.match(word) and not _ends_sentence(word) else 0


def _count_link_tokens(tokens: list[tuple[int, str]], place: int) -> int:
    """A dash, `und`, or a preposition inside a name."""
    word, before = tokens[place][1], tokens[place - 1][1] if place else ""
    if word in ("-", "–"):
        return 1 if _may_lead(tokens, place - 1) else 0
    if word in _load_lists()["joints"]:
        return _count_joint_tokens(tokens, place)
    fits = before and (NAME.match(before) or before.endswith("-"))
    return 1 if fits and not _is_money_word(tokens, place - 1) and before not in _load_lists()["state"] else 0


def _is_money_word(tokens: list[tuple[int, str]], place: int) -> bool:
    """Whether a word of money stands there that is no aim of the body: `Zuschuss`, not `Verein zur Förderung`."""
    if not is_money(tokens[place][1]):
        return False
    aim = (
        place > 1
        and tokens[place - 1][1] in _load_lists()["joints"]
        and heads.head_of(tokens[place - 2][1]) is not None
    )
    return not aim


def _count_capital_tokens(tokens: list[tuple[int, str]], place: int) -> int:
    """A word that begins with a capital or a number: `Auer`, `1898`, `1.` before `FC`."""
    word = tokens[place][1]
    after = tokens[place + 1][1] if place + 1 < len(tokens) else ""
    if FIRST.match(word) and after.isupper():
        return 1
    return (
        0
        if _ends_sentence(word) or (after and _is_money_word(tokens, place)) or word in _load_lists()["no_names"]
        else 1
    )


def _ends_sentence(word: str) -> bool:
    return word.endswith((".", "!", "?")) and not INITIAL.match(word) and word not in _load_lists()["abbreviations"]


def _count_quoted_tokens(tokens: list[tuple[int, str]], place: int) -> int:
    """The tokens of a part of the name between quotation marks: `Verein „Zusammen leben“ e. V.`."""
    opening = MARKS[tokens[place][1]]
    for first in range(place - 1, max(-1, place - 9), -1):
        if tokens[first][1] in opening:
            return place - first + 1
    return 0


def _beside_comma(tokens: list[tuple[int, str]], place: int) -> int:
    """A comma inside a name: before `Verein für …`, or in a list that ends `und Partner`."""
    before = tokens[place - 1][1] if place else ""
    after = [word for _, word in tokens[place + 1 :]]
    if not before or not NAME.match(before) or not after:
        return 0
    if place > 1 and common_words.is_first_name(tokens[place - 2][1]):
        return 0  # Petra Auer, Verein Dach und Nachbarschaft e. V.
    head = heads.head_of(after[0].rstrip("-")) or (
        heads.head_of(after[2]) if len(after) > 2 and after[0].endswith("-") else None
    )
    partner = any(word in _load_lists()["partners"] for word in after)
    bent = bool(BENT.match(after[0]))  # KLUB, soziale Bildung und Arbeit gGmbH
    return 1 if (head or partner or bent) and _may_lead(tokens, place - 1) else 0


def _may_lead(tokens: list[tuple[int, str]], place: int) -> bool:
    """Whether the words up to `place` are the first words of a name: behind an article, a colon, or nothing at all."""
    for number in range(place, max(-1, place - 5), -1):
        word = tokens[number][1]
        if word in _load_lists()["openings"] or word in ":;(-–":
            return number < place
        small = SMALL.match(word) and word not in _load_lists()["small"] and not BENT.match(word)
        if not (small or NAME.match(word) or YEAR.match(word) or word in ("&", "und", "e.", "V.")):
            return False
    return place < 4


def _count_joint_tokens(tokens: list[tuple[int, str]], place: int) -> int:
    """`für`, `der`, `im` inside a name: behind a word that names a body, or `Hilfe für …` at its beginning."""
    first = place
    while first > 0 and tokens[first - 1][1] in _load_lists()["joints"] and place - first < 2:
        first -= 1
    before = tokens[first - 1][1] if first else ""
    if not before or _is_money_word(tokens, first - 1):
        return 0
    if (found := heads.head_of(before)) and found.kind == "organisation" and "c" not in found.marks:
        return place - first + 1
    if before.endswith("-") or not NAME.match(before) or _ends_sentence(before):
        return 0
    earlier = [word for _, word in tokens[max(0, first - 6) : first - 1]]
    if any((head := heads.head_of(word)) and head.kind == "organisation" for word in earlier) and all(
        NAME.match(word) or word in _load_lists()["joints"] or BENT.match(word) or word == "und"
        for word in earlier[-2:]
    ):
        return place - first + 1
    lead = tokens[first][1] == "für" or (tokens[first][1] == "von" and YEAR.match(tokens[place + 1][1]))
    return place - first + 1 if lead and _may_lead(tokens, first - 1) else 0


def _count_small_tokens(tokens: list[tuple[int, str]], place: int) -> int:
    """A word in small letters: an adjective inside a name, or a name that is written small."""
    word = tokens[place][1]
    before = tokens[place - 1][1] if place else ""
    if word in _load_lists()["small"]:
        return 0
    if BENT.match(word) and "-" not in word and "'" not in word:
        inside = (
            before in _load_lists()["joints"]
            or before in ("&", "und", ",", "-", "–")
            or (bool(NAME.match(before)) and before not in _load_lists()["openings"])
        )
        return 1 if inside and place else 0
    lead = place - 1
    while (
        lead >= 0
        and SMALL.match(tokens[lead][1])
        and place - lead < 3
        and tokens[lead][1] not in _load_lists()["small"]
    ):
        lead -= 1
    opened = lead < 0 or tokens[lead][1] in _load_lists()["openings"] or tokens[lead][1] in ':(„“"'
    return 1 if opened else 0


def _without_opening(text: str, begin: int, end: int) -> int:
    """The beginning without article, preposition or colon before the name."""
    while (found := TOKEN.match(text, begin)) and found.end() < end:
        further = TOKEN.match(text, found.end() + 1, end)
        general = further and further.group() not in _load_lists()["joints"] and _is_general(found.group())
        number = NUMBER.match(found.group()) and further
        bent = BENT.match(found.group()) and further and found.group().islower()
        if (
            not general
            and not bent
            and not number
            and found.group() not in _load_lists()["openings"]
            and found.group() not in ",;:()-–"
        ):
            return begin
        begin = found.end() + len(text[found.end() : end]) - len(text[found.end() : end].lstrip())
    return begin if found and found.end() <= end else end
