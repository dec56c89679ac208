"""Who speaks in a paper whose head names nobody: the subject of the first sentence that gives, demands or tells."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from policytext import lexicon
from policytext.german.laender import land_of
from policytext.letterhead.issuer import build_nominative_issuer
from policytext.letterhead.patterns import ARTICLE, GENITIVE, INSTITUTION
from policytext.lexicon.pattern_lists import PatternLists
from policytext.lexicon.word_patterns import join_words

LONE = 12  # characters of a single word that names a body ("Städteverband")
LAST = 900  # characters at the end in which somebody is to be called
STRONG = {"Der": "er", "der": "er", "Das": "es", "das": "es"}  # endings of an adjective that bears no article
_ADJECTIVE_END = PatternLists("letterhead", "names").adjective_ends
WEAK = re.compile(rf"^([A-ZÄÖÜ][\w-]*{_ADJECTIVE_END})e(?= )")  # Nordmärkische
_BODIES = PatternLists("letterhead", "bodies")
STATE = re.compile(rf"{_BODIES.states}(?! der)(?:[ ].*)?")
_CALLED = PatternLists("letterhead", "called")
CONTACT = re.compile(  # Pressekontakt: …   Herausgeberin: …   Pressestelle der …
    rf"\b{_CALLED.contacts}\b[^\n:]{{0,30}}:?\s*|\b{_CALLED.queries}\b[^\n:]{{0,30}}:\s*|\b{_CALLED.editors}:?\s*"
    rf"|\b{_CALLED.offices}[ ]{GENITIVE}[ ]"
)
FREE_STATES = frozenset(("DE-BY", "DE-SN", "DE-TH"))
READ = 2500  # characters of the text in which somebody introduces himself
_WORD = r"[A-ZÄÖÜ][\w.&/-]*"
_FUNCTION_WORDS = PatternLists("letterhead", "function_words")
_NAME = (  # … deutsche Verband für Meere und Küsten
    rf"(?:[a-zäöüß]+(?:e|en|er|es)[ ])?{_WORD}"
    rf"(?:[ ](?:{_FUNCTION_WORDS.name_links}[ ]?)*{_WORD}|,[ ](?:[a-zäöü]+e?[ ])?{_WORD})*"
)
_INSTITUTIONS = PatternLists("letterhead", "institutions")
SPEAKS = _INSTITUTIONS.speaks
_GIVES = _INSTITUTIONS.gives
_HAS = PatternLists("letterhead", "verbs").have
SUBJECT = re.compile(  # Das Ministerium für Meere (BMM) unterstützt …   Der Städteverband begrüßt …
    rf"""(?:^|(?<=[.!?“\"–-][ ])|(?<=\n))(?P<article>{ARTICLE})[ ](?P<name>{_NAME})[ ]*(?:\([^()]{{1,30}}\)[ ]*)?
      (?P<verb>{SPEAKS})\b""",
    re.VERBOSE,
)
GIVES = re.compile(SUBJECT.pattern.replace(SPEAKS, _GIVES), re.VERBOSE)
HAS = re.compile(SUBJECT.pattern.replace(SPEAKS, _HAS), re.VERBOSE)
INVERTED = re.compile(  # Mit Nachdruck verlangt der Kreisbund …   …, teilte das Ministerium für Meere mit
    rf"""\b{SPEAKS}[ ](?P<article>{_FUNCTION_WORDS.bare_articles})[ ](?P<name>{_NAME})""", re.VERBOSE
)
_OFFICE_OF = _FUNCTION_WORDS.office_of
OFFICE = re.compile(  # Sprecherin der SPD-Landtagsfraktion   Präsident des Verbandes der Mittelstädte
    rf"""\b{_INSTITUTIONS.spokespeople}[ ](?:{_FUNCTION_WORDS.office_for}[ ][\w ,-]{{3,40}}?[ ])?{_OFFICE_OF}[ ]
      (?P<name>{_WORD}(?:[ ](?:{_FUNCTION_WORDS.office_links}[ ])*{_WORD}){{0,7}})""",
    re.VERBOSE,
)
_PARTIES = PatternLists("letterhead", "parties")
_GROUP = _PARTIES.heads
_IN_PARLIAMENT = _PARTIES.parliaments
GROUP = re.compile(  # SPD-Landtagsfraktion   CDU-Fraktion im Landtag Nordmark
    rf"\b(?P<name>(?:[A-ZÄÖÜ][\w/.-]*-){_PARTIES.first_parts}?{_GROUP}(?:[ ]{_IN_PARLIAMENT}(?:[ ][A-ZÄÖÜ]\w+)?)?)"
)
BODY = re.compile(rf"{_BODIES.parts}(?:e?s|e[nr])?\b|{_BODIES.parts_within}|{_BODIES.countries}(?= )", re.IGNORECASE)
WEIGHTS = (
    (SUBJECT, 3.0),
    (INVERTED, 3.0),
    (GROUP, 2.5),
    (OFFICE, 2.5),
    (GIVES, 1.5),
    (HAS, 1.3),
)  # of 20 press releases
AROUND, CALLED, OFTEN, MOST_TIMES = 3.0, 3.0, 0.5, 4
LEAST = 1.5  # below, nothing but a mention or two speaks for a body
MINISTRY = re.compile(rf"[^.\n]{{0,60}}\b\w*{_BODIES.ministries}[^.\n]{{0,120}}")
_LAND_NAME = join_words(row["name"] for row in lexicon.load_lexicon("laender").values())
LAND = re.compile(rf"\b(?P<name>{_BODIES.lands}[ ](?:{_LAND_NAME}))(?:e?s)?\b")  # Freistaat Sachsen


def find_giver(text: str) -> str | None:
    """The body that gives or speaks first in a rule, a programme's page or a letter."""
    found = (_drop_article(match) for pattern in (GIVES, SUBJECT) for match in pattern.finditer(_opening_text(text)))
    return next((name for name in found if _is_body(name)), None)


def find_sender(text: str, *, around: Sequence[str], title: str) -> str | None:
    """The body that most speaks for a press release to be its own.

    It speaks or demands, its office holder does, it is to be called, stands in a line around the text (`around`) or
    before the title's colon, gives money, or is named often; what counts how much stands in `WEIGHTS`.
    """
    scores: dict[str, float] = defaultdict(float)
    opening = _opening_text(text)
    for pattern, weight in WEIGHTS:
        for match in pattern.finditer(opening):
            name = build_nominative_issuer(_drop_article(match))
            if _is_body(name) and not STATE.fullmatch(name):
                scores[name] += weight * (1 - match.start() / (2 * READ))
    for line in (*around, title.partition(":")[0]):
        if (found := INSTITUTION.search(line)) and _is_body(found.group()):
            scores[build_nominative_issuer(found.group())] += AROUND
    if (called := find_contact_body(text)) is not None:
        scores[build_nominative_issuer(called)] += CALLED
    named = Counter(build_nominative_issuer(found.group()) for found in INSTITUTION.finditer(text[: 2 * READ]))
    for name, times in named.items():
        if _is_body(name) and not STATE.fullmatch(name):
            scores[name] += OFTEN * min(times, MOST_TIMES)
    best = max(scores.items(), key=lambda pair: pair[1], default=("", 0.0))
    return best[0] if best[1] >= LEAST else None


def _opening_text(text: str) -> str:
    return re.sub(r"[ \t\u00a0]+", " ", text[:READ])


def _drop_article(match: re.Match[str]) -> str:
    """The name as it stands without its article: "Der Nordische Verband" is "Nordischer Verband"."""
    ending = STRONG.get(match.groupdict().get("article") or "", "")
    return WEAK.sub(rf"\1{ending}", match["name"]) if ending else match["name"]


def _is_body(name: str) -> bool:
    """Whether a noun phrase names a body, and which one: "Verbands" alone does not."""
    return bool(BODY.search(name)) and (" " in name or "-" in name or len(name) > LONE)


def find_contact_body(text: str) -> str | None:
    """The body that is named beside who is to be called, at the end of a press release."""
    for label in CONTACT.finditer(text[-LAST:]):
        line = text[-LAST:][label.end() : label.end() + 120].strip()
        if (found := INSTITUTION.match(line)) and _is_body(found.group()):
            return found.group()
    return None


def find_ministry(text: str) -> str | None:
    """The ministry that a rule or programme names first."""
    for around in MINISTRY.finditer(text):
        found = next(
            (one for one in INSTITUTION.finditer(around.group()) if "ministerium" in one.group().lower()), None
        )
        if found and " " in found.group():
            return found.group()
    return None


def find_land(text: str) -> str | None:
    """The Land that a rule names most ("Freistaat Sachsen"), else the one of its adjectives."""
    named = Counter(match["name"] for match in LAND.finditer(text))
    code = None if named else land_of(text)
    row = lexicon.load_lexicon("laender").get(code or "")
    return named.most_common(1)[0][0] if named else f"{_land_form(str(code))} {row['name']}" if row else None


def _land_form(code: str) -> str:
    return "Freistaat" if code in FREE_STATES else "Land"
