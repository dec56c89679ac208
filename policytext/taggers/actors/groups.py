"""Groups and role nouns: `Kommunen`, `freie Träger`, `Zuwendungsempfänger`, `Bewilligungsbehörde`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from policytext import lexicon
from policytext.taggers.actors import vetoes
from policytext.taggers.actors.found import Found
from policytext.taggers.actors.phrases import NO_COMPOUND, Phrases
from policytext.taggers.actors.places import PLACE

IN_A_LAND = re.compile(rf"\s+(?:in|des\s+Landes)\s+(?:{PLACE})(?![\w-])")
MAY_RECEIVE = re.compile(
    r"""\b(?:Antragsberechtigt(?:e)?|[Aa]ntragsberechtigt|Zuwendungsempfänger(?:innen)?|Zuweisungsempfänger|Empfänger\s+der\s+(?:Zuwendung|Förderung)|Begünstigte|Zuwendungsberechtigt|Förderberechtigt
        |Letztempfänger|Antragsteller(?:innen)?|Zuwendungen?\s+(?:kann|können|erhalten))
        (?:\s+(?:im\s+Sinne[^.:;]{1,60}|nach\s+[^.:;]{1,40}))?\s+(?:sind|ist|können|kann|erhalten|gewährt)\b""",
    re.VERBOSE,
)
LOOSE_CIRCLES = re.compile(
    r"Kreisen?\s+der|[a-zäöüß]{4,}e[rn]?\s+Kreise|[Ii]n\s+\w*\s*Kreisen"
)  # "Kreise der Wirtschaft", "gut unterrichtete Kreise"
ARTICLES = frozenset(("der", "die", "das"))
REACH = 700  # characters behind "Antragsberechtigt sind", lists with letters and numbers included
END_OF_RECEIVERS = re.compile(
    r"\n(?!\s*(?:[a-z]{1,2}\)|\d+\.|[-–•]|\())|\b(?:[Aa]usgeschlossen|[Nn]icht\s+antragsberechtigt|Voraussetzung)\b"
)
ADJECTIVES = r"(?:(?:[a-zäöüß-]+(?:e[rnms]?|ige|iche|ische))\s+(?:(?:und|oder|sowie)\s+[a-zäöüß-]+e[rnms]?\s+)?){0,3}"
COMPLEMENT = re.compile(
    r"(?:\s+(?:der|des|von)\s+(?:[a-zäöüß-]+e[rnms]?\s+(?:und\s+[a-zäöüß-]+e[rnms]?\s+)?)?[A-ZÄÖÜ][\w-]+(?:\s+und\s+(?!(?:die|der)\b)(?:[a-zäöüß]+e[rn]\s+)?[A-ZÄÖÜ][\w-]+)?){1,2}(?:\s+des\s+öffentlichen\s+Rechts)?"
)
CONJUNCTION = re.compile(r",?\s+(?:und|oder|sowie|und/oder)\s+|,\s+")
ROLE_ENDINGS = r"(?:s|n|in|innen|[:*]innen|Innen|/-innen|/innen|r)?"


@cache
def _lists() -> dict[str, Any]:
    return lexicon.load("actors")


@cache
def _plain() -> Phrases:
    return Phrases(((name, name) for name in _lists()["groups"]["plain"]), plural=True)


@cache
def _receivers() -> re.Pattern[str]:
    """A receiver with what describes it: `gemeinnützige Vereine`, `Träger von Archiven von Hochschulen`."""
    nouns = "|".join(sorted(_lists()["groups"]["receivers"], key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?P<whole>{ADJECTIVES}(?P<noun>(?:{nouns})n?)){NO_COMPOUND}")


@cache
def _roles() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Role nouns: sort, kind, pattern."""
    kinds = {
        "receiver": "group",
        "authority": "authority",
        "giver": "authority",
        "other_authority": "authority",
        "other_party": "group",
    }
    return tuple(
        (
            sort,
            kind,
            re.compile(
                rf"(?<![\w-])(?:{'|'.join(_role_pattern(word) for word in _lists()['roles'][sort])}){NO_COMPOUND}"
            ),
        )
        for sort, kind in kinds.items()
    )


def _role_pattern(word: str) -> str:
    if word.startswith("Empfänger der"):
        return word.replace("Empfänger", "Empfängers?(?:innen)?").replace(" ", r"\s+")
    return word + (ROLE_ENDINGS if word[-1] in "re" else "(?:e?s)?")


def find(text: str, titles: vetoes.Titles) -> Iterator[Found]:
    """Mentions of groups and of parties by their role."""
    for start, end, name in _plain().find(text):
        if vetoes.is_place(text, start) or vetoes.is_counted(text, start) or titles.cover(start):
            continue
        if name == "Kreise" and LOOSE_CIRCLES.search(text[max(0, start - 20) : end + 5]):
            continue
        region = IN_A_LAND.match(text, end)
        yield Found(
            start=start,
            end=region.end() if region else end,
            kind="authority" if name.endswith(("ämter", "präsidien")) else "group",
            form="nominal",
            name=name,
            key=name,
            weight=3,
        )
    yield from _role_nouns(text)
    yield from _possible_receivers(text)


def _role_nouns(text: str) -> Iterator[Found]:
    for sort, kind, pattern in _roles():
        for match in pattern.finditer(text):
            key = f"role:{sort}" if sort in ("receiver", "authority") else ""
            name = (
                ""
                if key
                else max((word for word in _lists()["roles"][sort] if match.group().startswith(word)), key=len)
            )
            yield Found(
                start=match.start(), end=match.end(), kind=kind, form="nominal", key=key or name, name=name, weight=4
            )


def _possible_receivers(text: str) -> Iterator[Found]:
    """Who is named behind `Antragsberechtigt sind`, until the list ends."""
    behind = 0
    for match in MAY_RECEIVE.finditer(text):
        start = max(match.end(), behind)
        stretch = text[start : match.end() + REACH]
        end = END_OF_RECEIVERS.search(stretch)
        stretch = stretch[: end.start()] if end else stretch
        behind = start + len(stretch)
        for first, last in _together(stretch, _noun_phrases(stretch)):
            yield Found(start=start + first, end=start + last, kind="group", form="nominal", weight=3)


def _noun_phrases(stretch: str) -> Iterator[tuple[int, int]]:
    behind = 0
    for found in _receivers().finditer(stretch):
        first, last = _trimmed(stretch, found)
        if first >= behind and not vetoes.is_counted(stretch, first) and not _beside(stretch, first):
            behind = last
            yield first, last


def _together(stretch: str, phrases: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Phrases that only a comma or a conjunction parts are one: `Organisationen, Vereine und Verbände`."""
    current: tuple[int, int] | None = None
    for first, last in phrases:
        if current and CONJUNCTION.fullmatch(stretch, current[1], first):
            current = (current[0], last)
            continue
        if current:
            yield current
        current = (first, last)
    if current:
        yield current


def _trimmed(stretch: str, found: re.Match[str]) -> tuple[int, int]:
    """The noun phrase without leading adverbs and conjunctions, with its genitive."""
    first, last = found.span("whole")
    lead = re.match(
        r"(?:(?:und|oder|sowie|über|vorrangig|insbesondere|ausschließlich|alle|auch|nur|deren|die|der|den|diese|sonstige|andere|weitere)\s+)+",
        stretch[first:last],
    )
    first += lead.end() if lead else 0
    complement = (
        COMPLEMENT.match(stretch, last)
        if found["noun"].startswith(
            ("Träger", "Eigentümer", "Verbände", "Körperschaft", "Personen", "Anstalt", "Stiftung", "Einrichtung")
        )
        else None
    )
    return first, complement.end() if complement else last


def _beside(stretch: str, first: int) -> bool:
    """Whether the noun only belongs to another one's description: `mit`, `von`, `in`, `für` before it."""
    if not stretch[:first].strip() or stretch[:first].strip() in ARTICLES:
        return False
    words = vetoes.words_before(stretch, first, count=2)
    return bool(words) and words[-1] in {
        "mit",
        "von",
        "in",
        "für",
        "an",
        "bei",
        "durch",
        "zwischen",
        "gegenüber",
        "zu",
        "auf",
        "der",
        "des",
        "den",
        "im",
        "aus",
        "als",
        "um",
    }
