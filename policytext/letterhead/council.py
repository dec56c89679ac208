"""Who issues a council paper: the group of a motion or question, else the municipality whose council it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from policytext.letterhead.head_lines import HeadLine
from policytext.letterhead.patterns import FROM, MEMBER, PARTY, WORDS
from policytext.lexicon.pattern_lists import PatternLists

TOP = 16  # lines in which a group is named
READ = 12_000  # characters of the text in which a town is looked for
LONGEST_LINE = 110  # characters
FEW = 2  # members of a council who sign with their names; more of one party are named by it

_COUNCILS = PatternLists("letterhead", "councils")
MUNICIPALITY = _COUNCILS.municipalities
_FUNCTION_WORDS = PatternLists("letterhead", "function_words")
NAME = (  # Neustadt am Fluss
    rf"[A-ZÄÖÜ][a-zäöüß]{{2,}}(?:-[A-ZÄÖÜ][a-zäöüß]+)*(?:[ ]{_FUNCTION_WORDS.towns}[ ][A-ZÄÖÜ][a-zäöüß]+)?"
)
TOWN_LINE = re.compile(rf"(?:[A-ZÄÖÜ][\w/ ]{{2,18}}:[ ])?(?P<form>{MUNICIPALITY})[ ](?P<name>{NAME})(?=$|[ ]*[,|·(–-])")
CAPITALS = re.compile(  # STADT NEUDORF
    rf"(?P<form>{_COUNCILS.capitals})[ ](?P<name>[A-ZÄÖÜ][A-ZÄÖÜ -]{{2,40}})$"
)
TOWN = re.compile(rf"\b(?P<form>{MUNICIPALITY}(?:es)?)[ \n](?P<name>{NAME})(?![\w-])")
POSTCODE = re.compile(rf"\b\d{{5}}[ ](?P<name>{NAME})\b")
LOCAL_COUNCIL = re.compile(rf"\b{_COUNCILS.local}[ ](?P<name>{NAME})")  # Ortschaftsrat Neudorf
ADJECTIVE = re.compile(r"(?<=[a-zäöüß,][ ])(?P<stem>[A-ZÄÖÜ][a-zäöüß]{2,})er[ ](?=[A-ZÄÖÜ])")
IN_PLACE = re.compile(rf"\b{_FUNCTION_WORDS.town_prepositions}[ ](?P<name>{NAME})(?![\w-])")
ARTICLE_BEFORE = re.compile(rf"\b{_FUNCTION_WORDS.before_nouns}[ ]$")
LONGEST_ARTICLE = 12  # characters
_NAMES = PatternLists("letterhead", "names")
ABSTRACT = re.compile(rf"{_NAMES.abstract_ends}$")  # Gesundheit
OFTEN = 3  # times that a text names its town where no adjective is made of it
MOST_TRIED = 6  # names
_STREETS = PatternLists("letterhead", "streets")
ADDRESS = re.compile(  # …, Kirchgasse 3   …, Postfach 12
    rf"[,·|][ ]*(?=[A-ZÄÖÜ][\w. -]*{_STREETS.line_ends}\b|\d|{_STREETS.starts}).*"
)
_OF_MOVER = _FUNCTION_WORDS.movers
MOVED_BY = re.compile(rf"{_COUNCILS.movers}(?:[ ]{_OF_MOVER})?[ ]*:?[ ](?P<who>\S.*)")  # Antrag der CDU-Fraktion
PARTY_OF = re.compile(r"\((?P<party>[^()]{2,40})\)")
_GROUP_PART = _NAMES.group_parts
GROUP_PART = re.compile(_GROUP_PART)
FROM_DAY = re.compile(rf"\b{FROM}\b")  # Antrag vom 3. Mai
NOT_TOWNS = frozenset(WORDS["councils"]["not_towns"])


def find_mover(units: Sequence[HeadLine]) -> str | None:
    """The group or the members who move or ask, as the head names them."""
    return next(_list_movers(units[:TOP]), None)


def _list_movers(units: Sequence[HeadLine]) -> Iterator[str]:
    lines = [unit.text for unit in units if len(unit.text) <= LONGEST_LINE]
    for line in lines:
        named = MOVED_BY.match(line)
        if named and PARTY.search(named["who"]) and not FROM_DAY.search(named["who"][:4]):
            yield named["who"].strip()
    if lines and (PARTY.search(ADDRESS.sub("", lines[0])) or lines[0].startswith("Ortsverwaltung")):
        yield ADDRESS.sub("", lines[0]).strip(" ,")
    groups = [ADDRESS.sub("", line).strip(" ,") for line in lines if _is_group(line)]
    if groups:
        yield ", ".join(dict.fromkeys(groups[:4]))
    members = [line.strip(" ,") for line in lines if MEMBER.match(line)]
    parties = {found["party"] for line in members if (found := PARTY_OF.search(line))}
    if members:
        yield parties.pop() if len(parties) == 1 and len(members) > FEW else ", ".join(members[:6])


def _is_group(line: str) -> bool:
    """Whether a line is little more than the name of a group."""
    return (
        bool(GROUP_PART.search(line)) and not MEMBER.match(line) and len(line.split()) <= 9 and not line.endswith(".")
    )


def find_municipality(units: Sequence[HeadLine], text: str) -> str | None:
    """The municipality of a council paper: a line of its head, its local council, else the one that the text names."""
    for unit in units[:TOP]:
        if found := CAPITALS.match(unit.text) or TOWN_LINE.match(unit.text):
            return f"{found['form'].capitalize()} {found['name'].title() if found['name'].isupper() else found['name']}"
    opening = text[:READ]
    local = next((found["name"] for unit in units[:40] if (found := LOCAL_COUNCIL.match(unit.text))), None)
    if local is None and "Gemeinderat" not in opening and (found := LOCAL_COUNCIL.search(opening)):
        local = found["name"]
    if local:
        return f"Ortsverwaltung {local}"
    named = Counter(
        f"{found['form'].removesuffix('es')} {found['name']}"
        for found in TOWN.finditer(opening)
        if found["name"] not in NOT_TOWNS
    )
    return named.most_common(1)[0][0] if named else _by_place(opening)


def named_municipality(text: str) -> str | None:
    """The first municipality that a text names with its form ("die Universitätsstadt Grünberg")."""
    found = (match for match in TOWN.finditer(text) if match["name"] not in NOT_TOWNS)
    return next((f"{match['form'].removesuffix('es')} {match['name']}" for match in found), None)


def _by_place(text: str) -> str | None:
    """A town that only addresses, adjectives and places name ("99990 Talheim", "Talheimer Schulen", "in Talheim")."""
    codes = Counter(found["name"] for found in POSTCODE.finditer(text))
    stems = Counter(found["stem"] for found in ADJECTIVE.finditer(text))
    places = Counter(found["name"] for found in IN_PLACE.finditer(text))
    adjectives = [name for stem, _ in stems.most_common(MOST_TRIED) for name in (f"{stem}e", stem)]
    adjectives = [name for name in adjectives if _has_word(text, name)]
    by_ending = [name for stem, times in stems.most_common(MOST_TRIED) if times >= 2 and (name := _of_stem(stem))]
    adjectives += by_ending
    tried = [
        *(name for name, _ in codes.most_common(1)),
        *adjectives,
        *(name for name, _ in places.most_common(MOST_TRIED)),
    ]
    town = next((name for name in tried if _is_place(name, text)), None)
    return f"Stadt {town}" if town else None


def _of_stem(stem: str) -> str | None:
    """The town whose adjective has this stem, told by its ending ("Talheim" → "Talheim", "Böbling" → "Böblingen")."""
    endings = sorted(WORDS["town_adjectives"].items(), key=lambda pair: -len(pair[0]))
    return next((stem.removesuffix(end) + whole for end, whole in endings if stem.endswith(end)), None)


def _is_place(name: str, text: str) -> bool:
    """Whether a noun may be a town's name: it bears no article and no ending of an abstract noun."""
    if name in NOT_TOWNS or ABSTRACT.search(name):
        return False
    places = list(_find_word(name, text, opens=False))
    if any(ARTICLE_BEFORE.search(text, max(0, place - LONGEST_ARTICLE), place) for place in places):
        return False
    stem = name.removesuffix("e")
    adjectives = [stem, *(stem.removesuffix(whole) + end for end, whole in WORDS["town_adjectives"].items())]
    return any(_has_word(text, f"{word}er") for word in adjectives) or len(list(_find_word(name, text))) >= OFTEN


def _find_word(word: str, text: str, *, opens: bool = True) -> Iterator[int]:
    """Where a word stands as a word of its own; `opens` unless what stands before it may be of any kind."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        alone = not _in_word(text[end : end + 1]) and not (opens and start and _in_word(text[start - 1]))
        if alone:
            yield start
        start = text.find(word, end if alone else start + 1)


def _has_word(text: str, word: str) -> bool:
    return next(_find_word(word, text), None) is not None


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
