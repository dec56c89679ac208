"""Bodies by the grammar of their names: adjective, coordinated first part, head noun, and what belongs to it.

`Auswärtiges Amt`, `Ordnungs- und Bürgeramt`, `Hauptzollamt Osterfeld`, `Institut für Meereskunde der Länder`,
`Stiftung Warentest`. The head noun decides whether it is an authority or an organisation; what may stand behind it says
the lexicon (`bodies`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors import canonical, common_words, heads, name_vetoes, place_names
from policytext.taggers.actors.found import FoundMention
from policytext.taggers.actors.heads import HeadNoun
from policytext.taggers.actors.money_words import is_money
from policytext.taggers.actors.name_patterns import is_adjective
from policytext.taggers.actors.offices import FIELDS

CAPITAL = re.compile(r"(?<![\w.-])[A-ZÄÖÜ][\w’'-]*\w(?!\w)")
WORDS = PatternLists("bodies", "name_parts")
SPACED = PatternLists("bodies", "name_parts", blank="[ ]+")
DEFINITE_WORDS = PatternLists("grammar", "definite")
AND = PatternLists("grammar", "coordination").pair
TRUNCATED = re.compile(rf"(?:[A-ZÄÖÜ][\w]*-(?:,[ ][A-ZÄÖÜ]\w*-)*[ ](?:{WORDS.truncated})[ ])$")  # Ordnungs- und
ADJECTIVE = re.compile(r"(?P<word>[A-ZÄÖÜ][\w-]*(?:e|er|es|en|em))[ ]$")
SENTENCE_START = re.compile(r"(?:^|[.!?:;\n•*–|]|\d\.)\s*$")
NOUN = r"(?:[A-ZÄÖÜ][\w’'&-]*\w)"
FIELD = re.compile(rf"[ ]+für[ ]+{FIELDS}(?:[ ]+und[ ]+-[a-zäöüß]+)?(?!\w)")
SCOPE = re.compile(rf"[ ]+(?:{SPACED.scope})[ ]+(?P<noun>{NOUN})(?!\w)")
OF_FIELD = re.compile(rf"[ ]+(?:{DEFINITE_WORDS.genitive})[ ]+[a-zäöüß]{{4,}}en[ ]+{NOUN}(?!\w)")
MINISTRY = re.compile(  # des Bundesministeriums der Justiz
    rf"[ ]+des[ ]+[A-ZÄÖÜ]\w*(?:{WORDS.ministries})[ ]+(?:{SPACED.interior}|der[ ]+[A-ZÄÖÜ][a-z]+)"
)
ABROAD = re.compile(r"[ ]+in[ ]+(?P<place>[A-ZÄÖÜ][a-zäöüß-]+)(?!\w)")
APPOSITION = re.compile(  # Warentest; Holz und Metall; Denkmal für die Vertriebenen Europas
    rf"[ ]+{NOUN}(?:[ ]+(?:(?:{WORDS.apposed}|\+)[ ]+(?:[a-zäöüß]{{3,}}en[ ]+)?)?{NOUN}){{0,5}}"
)
WITH_ARTICLE = re.compile(rf"\s+für\s+(?:{DEFINITE_WORDS.accusative})\s")
JOINT = re.compile(rf"(?:,|[ ]+(?:{AND}))[ ]+(?:für[ ]+)?(?P<noun>{NOUN})")
DEFINITE = re.compile(rf"\b(?:{DEFINITE_WORDS.articles}|{WORDS.definite_short})\s+$")
NAME_ADJECTIVE = re.compile(rf"(?:{WORDS.adjectives})e[rsnm]?$")  # Staatliche
NAME_BEHIND = re.compile(rf"[ ]+(?P<noun>{NOUN})")
LONGEST_FIRST_PART = 80  # characters of the coordinated parts before a head
TAILS = 4  # parts behind a head


@cache
def _load_names() -> dict[str, frozenset[str]]:
    table = lexicon.load_lexicon("bodies")["names"]
    return {name: frozenset(table[name]) for name in ("no_adjectives", "faiths")}


@cache
def _compile_owners() -> re.Pattern[str]:
    rows = sorted(lexicon.load_lexicon("bodies")["names"]["owners"], key=len, reverse=True)
    return re.compile(rf"[ ]+(?:{'|'.join(row.replace(' ', '[ ]+') for row in rows)})(?![\w-])")


@cache
def _load_own() -> tuple[str, ...]:
    return tuple(lexicon.load_lexicon("bodies")["names"]["own"])


@cache
def _load_scopes() -> tuple[str, ...]:
    return tuple(lexicon.load_lexicon("bodies")["names"]["scopes"])


def find_named_bodies(text: str, titles: name_vetoes.Titles, known: dict[int, int]) -> Iterator[FoundMention]:
    """Mentions of bodies by the grammar of their names; `known` are starts and ends of the places of the model."""
    behind = 0
    for word in CAPITAL.finditer(text):
        start, end = word.span()
        if start < behind:
            continue
        head = heads.head_of(word.group())
        if head is None or titles.cover(start) or heads.names_none(word.group()):
            continue
        if mention := _read_name(text, start, end, head, known):
            behind = mention.end
            yield mention


def _read_name(text: str, start: int, end: int, head: HeadNoun, known: dict[int, int]) -> FoundMention | None:
    """The name around a head noun, where there is more than the noun or the noun is a name itself."""
    if faith := _find_faith_adjective(text, start, head):
        return FoundMention(start=faith, end=_find_foreign_end(text, end, known), kind="organisation", weight=5)
    if "s" in head.marks:
        return _read_introduced_name(text, end)
    if "c" in head.marks or ("f" in head.marks and not FIELD.match(text, end)):
        return None
    first, last = _first_part(text, start), _last_part(text, end, head, known)
    begin = _find_adjectives_start(text, first)
    if _is_general_phrase(text, begin, first, end, head):
        return None
    coordinated = first < start and (head.kind == "authority" or DEFINITE.search(text, max(0, begin - 6), begin))
    if coordinated or last > end or _is_name(head) or _makes_name(text, begin, first, head):
        return FoundMention(start=begin, end=last, kind=head.kind, weight=4)
    return None


def _is_general_phrase(text: str, begin: int, first: int, end: int, head: HeadNoun) -> bool:
    """Whether a head with a field is one of many, or one that is a name only with an adjective has none."""
    if "j" in head.marks and begin == first:
        return True
    return head.kind == "organisation" and FIELD.match(text, end) is not None and name_vetoes.is_counted(text, begin)


def _makes_name(text: str, begin: int, first: int, head: HeadNoun) -> bool:
    """Whether the adjectives before a head alone make a name of it: `Auswärtiges Amt`, `Osterfelder Schule`."""
    return begin < first and (not head.bare or head.kind == "authority" or _is_name_adjective(text, begin, first))


def _read_introduced_name(text: str, end: int) -> FoundMention | None:
    """The name behind a word that only introduces it: `Firma Auer + Berg`."""
    first = NAME_BEHIND.match(text, end)
    last = _find_apposition_end(text, end) if first and not common_words.ends_in_noun(first["noun"]) else end
    start = end + len(text[end:last]) - len(text[end:last].lstrip())
    return FoundMention(start=start, end=last, kind="organisation", weight=4) if last > end else None


def _find_faith_adjective(text: str, start: int, head: HeadNoun) -> int | None:
    """Where the adjective before `Gemeinde` begins that makes a congregation of it."""
    if head.word.lower() != "gemeinde":
        return None
    found = ADJECTIVE.search(text, max(0, start - 40), start)
    return (
        found.start()
        if found and canonical.BENT.sub("", found["word"]) in {word[:-1] for word in _load_names()["faiths"]}
        else None
    )


def _first_part(text: str, start: int) -> int:
    """Where the coordinated first parts of a head begin: `Ordnungs- und` before `Bürgeramt`."""
    found = TRUNCATED.search(text, max(0, start - LONGEST_FIRST_PART), start)
    return found.start() if found else start


def _is_name(head: HeadNoun) -> bool:
    """Whether the head alone is a name: `Bundesarchiv`, `Luftfahrt-Bundesamt`, `Friedrich-Auer-Institut`."""
    if head.bare:
        return "b" not in head.marks
    parts = head.word.split("-")
    if len(parts) > 2 and parts[0][:1].isupper() and not common_words.ends_in_noun(parts[0]):
        return True
    if len(parts) == 2 and parts[1][:1].isupper():
        return parts[1].lower().startswith(_load_own()) or not (
            common_words.ends_in_noun(parts[0]) or parts[0].isupper()
        )
    low = head.word.lower()
    return "b" not in head.marks or any(low.startswith(own) and not _is_general(low[len(own) :]) for own in _load_own())


def _is_general(rest: str) -> bool:
    """Whether a word behind `Bundes-` only says what it is: `-amt`, `-verband`, `-behörde`."""
    found = heads.head_of(rest)
    return found is None or found.bare


def _find_adjectives_start(text: str, start: int) -> int:
    """Where the adjectives of a name begin: `Neue Sächsische` before `Landesbühne`."""
    for _ in range(2):
        found = ADJECTIVE.search(text, max(0, start - 40), start)
        if not found or (found.start() and text[found.start() - 1] in "-.") or not _names_with(text, found):
            return start
        start = found.start()
    return start


def _names_with(text: str, found: re.Match[str]) -> bool:
    """Whether an adjective before a head is part of the name."""
    word = found["word"]
    if word in _load_names()["no_adjectives"] or common_words.is_first_name(word):
        return False
    if _is_name_adjective(text, found.start(), found.end()):
        return True
    return not SENTENCE_START.search(text, max(0, found.start() - 6), found.start()) and _is_inflected(word)


def _is_inflected(word: str) -> bool:
    return is_adjective(word) or (
        word.endswith("er") and place_names.is_place(word[:-2]) is not False and not common_words.ends_in_noun(word)
    )


def _is_name_adjective(text: str, start: int, end: int) -> bool:
    """Whether an adjective belongs to names even at the beginning of a sentence: `Staatliche`, `Osterfelder`."""
    word = text[start:end].split(" ", maxsplit=1)[0]
    return (
        canonical.BENT.sub("", word) in canonical.adjective_stems()
        or NAME_ADJECTIVE.search(word) is not None
        or (word.endswith("er") and place_names.is_place(word[:-2]) is True)
    )


def _last_part(text: str, end: int, head: HeadNoun, known: dict[int, int]) -> int:
    """Where the name behind a head ends."""
    begin = end
    for _ in range(TAILS):
        further = _find_tail_end(text, end, head, known, first=end == begin)
        if further == end:
            break
        end = further
    return end


def _find_tail_end(text: str, end: int, head: HeadNoun, known: dict[int, int], *, first: bool) -> int:
    """The end of the next part behind a head: a field, an owner, a place, an apposition."""
    field = FIELD.match(text, end)
    if field and WITH_ARTICLE.match(field.group()) and not head.word.lower().startswith(_load_own()):
        field = None  # ein Zentrum für die Arbeit
    if field and (stop := _end_of_fields(text, *field.span())) > end:
        return _find_scope_end(text, stop, head)
    if not (first and head.bare and "g" not in head.marks and head.kind == "organisation") and (
        owner := _compile_owners().match(text, end) or (MINISTRY.match(text, end) if first else None)
    ):
        return _find_foreign_end(text, owner.end(), known) if "g" in head.marks else owner.end()
    place = place_names.end_of_place(text, end, known=known, any_word="p" in head.marks or not first)
    if place > end:
        return place
    return _find_apposition_end(text, end) if first and "a" in head.marks and not _is_name(head) else end


def _end_of_fields(text: str, start: int, end: int) -> int:
    """The end of a list of fields, before a further body in it: `für Abfallwirtschaft, Branddirektion`."""
    for joint in JOINT.finditer(text, start, end):
        head = None if text.startswith("-", joint.end()) else heads.head_of(joint["noun"])
        if head and head.kind == "authority":
            return joint.start()
    return end


def _find_scope_end(text: str, end: int, head: HeadNoun) -> int:
    """The end of a field with its scope: `Sicherheit in der Informationstechnik`."""
    if (scope := SCOPE.match(text, end)) and scope["noun"].lower().endswith(_load_scopes()):
        return scope.end()
    if head.word.lower().startswith(_load_own()) and (more := OF_FIELD.match(text, end)):
        return more.end()
    return end


def _find_foreign_end(text: str, end: int, known: dict[int, int]) -> int:
    found = ABROAD.match(text, end)
    return found.end() if found and (found.start("place") in known or place_names.is_place(found["place"])) else end


def _find_apposition_end(text: str, end: int) -> int:
    """The end of the words that name a body behind its head, up to a word of money or one that begins no name."""
    found = APPOSITION.match(text, end)
    if not found:
        return end
    last = end
    for word in re.finditer(rf"[ ]+(?:[a-zäöüß&+]+[ ]+)*(?P<noun>{NOUN})", text[end : found.end()]):
        if is_money(word["noun"]) or word["noun"] in common_words.no_names():
            break
        last = end + word.end()
    return last
