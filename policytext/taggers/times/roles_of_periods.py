"""What a year, month or range of them is for: the term of money and agreements, a plan, a report.

Rules like those of `roles_of_dates.py`, which tries them last.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times.surroundings import Surroundings
from policytext.taggers.times.time_words import load_words

WORDS = PatternLists("times", "period_role")


STATISTICS = re.compile(
    rf"""\b{WORDS.statistics} {WORDS.statistics_heads} \w*
         (?: [ ] {WORDS.statistics_links} )* :?[ ]$""",
    re.VERBOSE,
)  # Berichtszeitraum ist ⟦2023⟧
LISTED_SUM = re.compile(rf":[ ]?\d[\d., ]*{WORDS.units}")  # ⟦2023⟧: 500 Euro
YEAR_WITH_SUM = re.compile(r"\b((?:19|20)\d\d):[ ]?\d")
NOUN_BEFORE = re.compile(r"(?P<noun>[A-ZÄÖÜ][\w-]+)[ ][„“\"]?$")
FOR_YEARS = re.compile(
    r"\bfür[ ]die[ ][^\W\d_]*[Jj]ahre[ ](?:\d{4},?[ ](?:und[ ]|bis[ ])?){0,5}$"
)  # für die Jahre ⟦2026⟧ und ⟦2027⟧
SUM = re.compile(rf"\d[ ]{WORDS.money}|\b{WORDS.means}\b")  # 500 Euro, Mittel
UNTIL_EVENT = re.compile(r"\bbis (?:zur|zum) (?:[a-zäöü]+en )?[A-ZÄÖÜ][\w-]+[ ]$")
PLANS = re.compile(rf"\b{WORDS.plans}\b")
STILL_IN = re.compile(r"\bnoch[ ](?:im|in)\b[^.;,]{0,12}$")  # noch im ⟦ersten Halbjahr 2022⟧
BUDGET = re.compile(
    rf"""\b(?: {WORDS.budgets_of}? {WORDS.budget}   # Landeshaushalt
             | {WORDS.budgets} )                    # Finanzplan
         (?: [ ] {WORDS.budget_links} )* [ ]$       # für das Jahr""",
    re.VERBOSE,
)

PERIOD_NOUN = re.compile(rf"{WORDS.nouns}(?:[ ]{WORDS.noun_links})*:?[ ]$")  # Förderperiode von


def is_reported_on(around: Surroundings) -> str | None:
    """Berichtszeitraum ⟦1. Juli 2002 bis 30. Juni 2003⟧ · für die ⟦diesjährigen⟧ Preise"""
    return "mention" if STATISTICS.search(around.near_before) or "jährig" in around.words else None


def is_planned_for(around: Surroundings) -> str | None:
    """Haushaltsplan ⟦2026⟧ · Förderzeitraum ⟦2021 bis 2027⟧ · für die Jahre ⟦2026⟧ und ⟦2027⟧"""
    if not _is_period(around):
        return None
    if BUDGET.search(around.near_before) or PERIOD_NOUN.search(around.near_before):
        return "term"
    figures = around.says("term", "figures", where=around.before + around.after)
    return "term" if FOR_YEARS.search(around.near_before) and not figures else None


def is_only_named(around: Surroundings) -> str | None:
    """gegenüber ⟦2010⟧ · Klimaschutzkonzept ⟦2030⟧ · für ⟦2022⟧ liegt der Durchschnitt bei 89 Prozent"""
    if not _is_period(around):
        return None
    if around.says("term", "compared", where=around.near_before[-30:]) or (not around.cue and _is_in_a_name(around)):
        return "mention"
    near = around.before[-60:] + " ~ " + around.after[:60]
    return "mention" if around.cue == "für" and around.says("term", "figures", where=near) else None


def _is_period(around: Surroundings) -> bool:
    points = around.one.reading.points
    return bool(points) and all(point.is_period for point in points)


def runs_for(around: Surroundings) -> str | None:
    """Förderperiode ⟦2021 bis 2027⟧ · für das ⟦Folgejahr⟧ · im ⟦Haushaltsjahr 2024⟧ … Euro"""
    if not _is_period(around):
        return _season_range(around)
    if around.is_range and (role := _role_of_range(around)):
        return role
    money = around.says("term", "money", where=around.before + around.after)
    if around.cue == "für" and (money or around.one.value == "XXXX"):
        return None if "jeweilige" in around.words and "Bewilligungszeitraum" not in around.before else "term"
    if around.words.startswith(("Haushaltsjahr", "jeweiligen Haushaltsjahr")) and around.cue in ("im", "für", "in", ""):
        return "term"
    return _paid_in(around)


def _role_of_range(around: Surroundings) -> str | None:
    """EFRE ⟦2021–2027⟧: the name of a programme · läuft von ⟦2017 bis 2020⟧: a term"""
    if not around.cue and around.says("name", "before", where=around.before[-22:]):
        return "mention"
    if around.says("end", "words", where=around.before[-40:]):
        return "term"
    paid = around.cue in ("von", "vom", "ab", "zwischen", "im", "für", "") and _is_ahead(around)
    return "term" if paid and around.says("term", "money", where=around.before[-120:] + around.after[:120]) else None


def _is_in_a_name(around: Surroundings) -> bool:
    """Klimaschutzkonzept ⟦2030⟧ · Aufbauhilfe ⟦2021⟧"""
    match = NOUN_BEFORE.search(around.near_before)
    return match is not None and match["noun"].lower().endswith(load_words("name", "endings"))


def _season_range(around: Surroundings) -> str | None:
    """Bewirtschaftungspause vom ⟦1. April bis 15. September⟧"""
    if not around.is_range:
        return None
    lasting = around.says("end", "words", where=around.before[-40:])
    if lasting or around.says("term", "nouns", where=around.near_before) or "XXXX" in around.one.value:
        return "term"
    return "term" if around.says("term", "money", where=around.before + around.after) else None


def _paid_in(around: Surroundings) -> str | None:
    if around.cue not in ("im", "in", "für", "auf", "zwischen", "von", ""):
        return None
    if around.words.lower().startswith(("vorjahr", "vergangen", "letzt", "ende", "anfang", "mitte")):
        return None
    if around.one.value.startswith("XXXX") and not around.is_range:
        funded = around.words.startswith(("Folgejahr", "ersten F", "zweiten F", "dritten F"))
        return "term" if funded and around.cue in ("im", "in", "für") else None
    money = around.before[-120:] + around.after[:120]
    if LISTED_SUM.match(around.after):
        return "term" if _is_ahead(around) or _is_listed_with_later(around) else None
    if not around.cue:
        return "term" if SUM.search(money) and _is_ahead(around) and around.before else None
    return "term" if around.says("term", "money", where=money) and _is_ahead(around) else None


def _is_listed_with_later(around: Surroundings) -> bool:
    """⟦2022⟧: 165.018 Euro, 2023: 179.118 Euro, 2024: …, the last of them not over: a plan over some years"""
    issued = around.frame.issued
    years = (int(year) for year in YEAR_WITH_SUM.findall(around.before + around.after))
    return issued is not None and any(year >= issued.year for year in years)


def _is_ahead(around: Surroundings) -> bool:
    """Whether the period ends after the document's date (or there is none): money of past years is statistics."""
    issued, first, last = around.frame.issued, around.one.earliest, around.one.latest
    if issued is None or last is None:
        return True
    return last >= issued and not (first and first < issued and (last - first).days < 300)


def is_planned(around: Surroundings) -> str | None:
    """wollen wir im ⟦Jahr 2022⟧ definieren · noch im ⟦ersten Halbjahr 2022⟧"""
    if around.is_range or (not around.cue and not re.search(r"(?:^|[ ])[a-zäöü]+[ ]$", around.before)):
        return None  # "G7-Präsidentschaft 2022" is a name
    if around.cue not in ("", "im", "in", "noch im", "innerhalb des", "im laufe der", "im laufe des"):
        return None
    if STILL_IN.search(around.near_before):
        return "deadline" if _is_ahead(around) else None
    rules = around.frame.kind == "agreement" or around.frame.issued is None
    known = around.one.earliest or around.words.startswith(("ersten Jahr", "Laufe", "diesem Jahrzehnt"))
    return "deadline" if rules and known and _is_ahead(around) and PLANS.search(around.before + around.after) else None


def happens_then(around: Surroundings) -> str | None:
    """Wir werden bis zur Zwischenbilanz ⟦2025⟧ berichten: the year of the event that is the deadline"""
    until = not around.cue and UNTIL_EVENT.search(around.near_before)
    return "deadline" if until and PLANS.search(around.before + around.after) else None


PERIOD_RULES: tuple[Callable[[Surroundings], str | None], ...] = (
    is_reported_on,
    is_planned_for,
    is_only_named,
    runs_for,
    happens_then,
    is_planned,
)
