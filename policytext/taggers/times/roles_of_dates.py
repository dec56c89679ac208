"""What a date is for: the rules for deadline, start, end and term.

A role is the answer of the first rule in `DATE_RULES` that has one. To change one, find the rule that gives it and mend
its pattern, or its list in `lexicon/times.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times.roles_of_periods import PERIOD_NOUN, PERIOD_RULES
from policytext.taggers.times.surroundings import Surroundings
from policytext.taggers.times.tense import tense_around
from policytext.taggers.times.time_words import any_of, load_words

WORDS = PatternLists("times", "date_role")
EVENT_WORDS = PatternLists("times", "event")


IN_FORCE = re.compile(
    rf"(?![^.]*?\bvom\b.*?außer)[^.;\n]{{0,60}}?\b(?P<which>{EVENT_WORDS.in_force})[ ]Kraft\b",
    re.IGNORECASE,
)  # am ⟦1. Mai⟧ in Kraft
WRITTEN_LAST = re.compile(r"[^.;\n]{0,140}?\baußer[ ]Kraft\b", re.IGNORECASE)
EXPECTED = re.compile(rf"[ ](?:{WORDS.expected_links}[ ])?{WORDS.expected}")  # bis ⟦2035⟧ auf voraussichtlich
PROGNOSIS = re.compile(rf"\b{WORDS.forecasts}\b[^.;]{{0,60}}$")  # Prognose bis ⟦2035⟧
STILL_VALID = re.compile(rf"[ ](?:[^.;,\n]{{0,40}}\b)?(?:{WORDS.valid}|weiter\b(?![.,;]))\b")  # bis ⟦2026⟧ gilt
FINISHES = re.compile(
    rf"\b{WORDS.finishing}\b[^.;,]{{0,20}}\bbis[^.;,]{{0,20}}$"
)  # die Abnahme bis zum ⟦31. Dezember 2024⟧ gesichert ist
RUNS_OUT = re.compile(rf"\b{WORDS.running_out}\b")  # endet am ⟦31. Mai⟧
FIRST_OF_MONTH = re.compile(r"\d{4}-\d\d-01$")
REPORTS = re.compile(rf"\b{WORDS.reporting}\b[^.;]*$")  # berichtet zum ⟦31. März⟧
SAME_CLAUSE = re.compile(r"[^.;:]*")
FROM_WEEKDAY = re.compile(r"\b[Vv]on[ ][^\W\d_]+[ ]bis[ ]$")  # von Montag bis ⟦Freitag⟧
NOUN_UNTIL = re.compile(r"(?P<noun>[A-ZÄÖÜ][^\W\d_]+)[ ]bis\b[^.;,]{0,25}$")  # die Finanzierung bis ⟦Ende 2026⟧
UNLESS = re.compile(rf"\b{WORDS.unless}\b")
MEANT = re.compile(rf"\b{WORDS.meant}\b")
GIVES_UP = re.compile(rf"\b{WORDS.giving_up}\b[^.;]{{0,80}}$")  # stellt den Betrieb zum ⟦1. Mai⟧ ein
GIVEN_UP = re.compile(r"[^.;,]{0,40}[ ]ein[.,; ]")
STRONG_DUTY = re.compile(rf"\b{WORDS.duty}\b")  # zum ⟦1. Mai⟧ vorzulegen
CUES_OF_STARTS = ("ab", "seit", "frühestens", "beginnend", "mit beginn", "rückwirkend")
CUES_OF_ENDS = ("am", "zum", "mit", "im", "in", "", "mit ablauf des", "spätestens am", "spätestens zum", "spätestens")
ENDS_BEHIND = re.compile(
    rf"""[ ](?: {WORDS.ending_behind}                           # ⟦Ende 2018⟧ endet sie
              | {WORDS.running} \b [^.;,]{{0,60}} \b aus ) \b   # ⟦Ende 2018⟧ läuft sie aus""",
    re.VERBOSE,
)
RUNS = re.compile(rf"\b{WORDS.ran}\b")  # läuft am ⟦31. Mai⟧ aus
ENDING = re.compile(rf"[ ](?:{WORDS.ending}\b|{WORDS.ending_stems})")  # ⟦Ende 2018⟧ auslaufende
ENDED_BEHIND = re.compile(rf"[ ]{WORDS.ended}\b")  # ⟦Ende 2018⟧ ausgelaufen
CANCELLED = re.compile(rf"\b{WORDS.cancelling}\b[^.;]{{0,30}}$")  # kündbar zum ⟦31. Mai⟧
STANDS_READY = re.compile(
    rf"\b{WORDS.standing}\b[^;]{{0,90}}?\b{WORDS.ready}\b"
)  # bis ⟦Ende 2027⟧ stehen 3 Mio. Euro bereit
MODAL = re.compile(rf"\b{WORDS.modals}\b")
STARTS_WORK = re.compile(
    rf"\b{WORDS.taking_up}\b[^.;]{{0,60}}\b{WORDS.work}\b[^.;]{{0,20}}$"
)  # nimmt ihre Arbeit am ⟦1. Mai⟧ auf
BEGINS_BEHIND = re.compile(rf"[ ]{WORDS.beginning_behind}\b")  # soll am ⟦1. Mai⟧ beginnen
BEGINS_BEFORE = re.compile(
    rf"""\b(?: {WORDS.beginning_before}                             # frühestens am ⟦1. Mai⟧
             | Beginn[ ]der[ ][^.;]{{3,30}} ) \b [^.;,]{{0,20}} $   # Beginn der Maßnahme: ⟦1. Mai⟧""",
    re.VERBOSE,
)
AT_LATEST = re.compile(r"[Ss]pätestens\b[^.;,]{0,15}$")
RECURS = re.compile(rf"\b{WORDS.recurring}\b[^.;]{{0,25}}$")  # jährlich zum ⟦31. März⟧
PAID = re.compile(rf"\b{WORDS.paid}\b[^.;]{{0,25}}$")  # ausgezahlt zum ⟦31. März⟧
RoleRule = Callable[[Surroundings], str | None]


def comes_into_force(around: Surroundings) -> str | None:
    """tritt am ⟦1. Januar 2024⟧ in Kraft · mit Wirkung vom ⟦1. Juli 2023⟧ · mit Ablauf des ⟦31. Dezember⟧ …"""
    cue = around.cue
    if cue.startswith("mit wirkung"):
        if RUNS.search(around.before) and around.after[:60].rstrip(" .").endswith(" aus"):
            return "end"
        force = WRITTEN_LAST.match(around.after)
        return "end" if force and "in Kraft" not in force.group() else "start"
    if cue in ("vom", "von") and not around.after.startswith(" an"):
        return None
    force = IN_FORCE.match(around.after)
    if not force:
        return "end" if "mit ablauf" in cue else None
    return "end" if force["which"].lower() == "außer" or cue.startswith("bis") else "start"


def window_for_applications(around: Surroundings) -> str | None:
    """Bewerbungen sind vom ⟦1. Mai bis 30. Juni⟧ möglich"""
    if not around.is_range or around.cue not in ("vom", "von", "zwischen", "ab", ""):
        return None
    if PERIOD_NOUN.search(around.near_before):
        return None
    return "deadline" if around.says("deadline", "window", where=around.near_before) else None


def date_of_a_paper(around: Surroundings) -> str | None:
    """Gesetz vom ⟦14. Dezember 2018⟧ · Dresden, den ⟦6. Oktober 2013⟧"""
    if around.cue == "vom" and not around.is_range and not around.after.startswith(" an"):
        return "mention"
    return None


def application_closes(around: Surroundings) -> str | None:
    """Die Antragsfrist endete am ⟦31. März⟧ · Einsendeschluss: ⟦15. Mai⟧"""
    near = around.near_before + " ~ " + SAME_CLAUSE.match(around.near_after[:30]).group()  # type: ignore[union-attr]
    if around.says("deadline", "frist", where=near) and (around.is_range or around.cue not in ("vom", "seit")):
        return "deadline"
    return None


def reaches_until(around: Surroundings) -> str | None:
    """bis zum ⟦31. März⟧ einzureichen: deadline · gilt bis zum ⟦31. Dezember 2023⟧: end"""
    cue = around.cue
    if not cue.startswith(("bis", "längstens")) or (around.is_range and not cue.startswith("bis")):
        return None
    once = not around.one.value.startswith("XXXX")
    again = once and around.says("end", "rhythm", where=around.after[:80])  # bis ⟦Ende 2025⟧ … monatlich 400 Euro
    lasting = again or around.says("end", "words", where=around.near_before)
    duty = around.says("deadline", "duty", where=around.after[:200])
    if _is_no_limit(around) or (not lasting and _is_narrated(around)):
        return "mention"
    applied = RUNS.search(around.near_before) and around.says("deadline", "window", where=around.near_before)
    if applied or FINISHES.search(around.near_before) or (duty and not lasting):
        return "deadline"
    stands = STANDS_READY.search(around.before + " ~ " + around.after)
    ends = lasting or around.says("end", "words", where=around.before[-110:]) or STILL_VALID.match(around.after)
    return "end" if stands or ends or _goes_on(around) else "deadline"


def _is_no_limit(around: Surroundings) -> bool:
    """bis ⟦heute⟧ · von Montag bis ⟦Freitag⟧ · Prognose bis ⟦2035⟧ · bis ⟦2027⟧ voraussichtlich …"""
    forecast = PROGNOSIS.search(around.near_before) or EXPECTED.match(around.after)
    return bool(around.words == "heute" or FROM_WEEKDAY.search(around.near_before) or forecast)


def _is_narrated(around: Surroundings) -> bool:
    """Whether the sentence tells what was until then: "Bis ⟦2019⟧ waren die Zahlen gesunken"."""
    issued, last = around.frame.issued, around.one.latest
    if last is None or (issued and last >= issued) or UNLESS.search(around.before + around.after):
        return False
    start = len(around.before)
    return tense_around(around.before + around.words + around.after, start, start + len(around.words)) < 0


def _goes_on(around: Surroundings) -> bool:
    """Whether somebody pays or does something until then: "die Finanzierung bis ⟦2026⟧", "bis ⟦2026⟧ trägt …"."""
    noun = NOUN_UNTIL.search(around.near_before)
    if noun and noun["noun"].lower().endswith(load_words("end", "things")):
        return True
    said = around.before[-110:] + " ~ " + around.after[:110].partition(", ")[0]
    if around.says("deadline", "window", where=said) or MEANT.search(said):
        return False
    long = any(point.is_period for point in around.one.reading.points)
    return around.says("end", "verbs", where=said) or (long and around.says("end", "paying", where=said))


def read_beginning(around: Surroundings) -> str | None:
    """ab ⟦2027⟧ · seit dem ⟦1. Januar 2023⟧ · beginnt am ⟦1. August⟧ · frühestens mit ⟦Beginn des Jahres⟧"""
    if around.is_range:
        return None
    onward = around.cue in ("vom", "von") and around.after.startswith(" an ")
    if onward or around.cue.startswith(CUES_OF_STARTS):
        return "start"
    if BEGINS_BEFORE.search(around.near_before):
        return "start"
    if around.cue not in ("am", "zum", "im", "in", "mit", "für", ""):
        return None
    with_it = around.one.mod == "START" and around.cue == "mit"
    behind = BEGINS_BEHIND.match(around.after) and MODAL.search(around.before) and "spätestens" not in around.before
    if with_it or behind or STARTS_WORK.search(around.before) or _last_verb(around) == "start":
        return "start"
    return None


def _last_verb(around: Surroundings) -> str | None:
    """Whether the last verb before it begins or ends something: "beginnt am 1. Januar und endet am ⟦31. Dezember⟧"."""
    clause = around.before[-45:].rpartition(",")[2]
    starts = [match.end() for match in any_of("start", "words").finditer(clause)]
    ends = [match.end() for match in RUNS_OUT.finditer(clause)]
    return None if not starts else "start" if not ends or starts[-1] > ends[-1] else "end"


def is_cancelled(around: Surroundings) -> str | None:
    """Jede Seite kann kündigen, erstmals zum ⟦31. Dezember 2026⟧"""
    if around.cue != "zum":
        return None
    given_up = GIVES_UP.search(around.before) and GIVEN_UP.match(around.after)
    said = around.before[-60:] + " ~ " + around.after[:40]
    leaves = not around.one.value.startswith("XXXX") and around.says("end", "leaving", where=said)
    return "end" if CANCELLED.search(around.near_before) or given_up or leaves else None


def runs_out(around: Surroundings) -> str | None:
    """nach dem Auslaufen des Pakts ⟦Ende 2018⟧ · endet am ⟦31. Dezember⟧ · Über das ⟦Ende des Jahres 2025⟧ hinaus"""
    if around.is_range:
        return None
    if around.cue == "mit" and around.one.mod == "END":
        return "end"
    if around.after.startswith(" hinaus") or ENDED_BEHIND.match(around.after):
        return "end"
    if around.cue in CUES_OF_ENDS and (_ends_before(around) or ENDS_BEHIND.match(around.after)):
        return "end"
    out = around.after.startswith((" aus.", " aus,", " aus;")) and RUNS.search(around.before)
    return "end" if out or ENDING.match(around.after) or around.before.endswith("Ende: ") else None


def _ends_before(around: Surroundings) -> bool:
    """Whether the same sentence says before it that something runs out."""
    rests = (around.near_before[match.end() :] for match in RUNS_OUT.finditer(around.near_before))
    return any("." not in rest and ";" not in rest for rest in rests)


def must_be_done(around: Surroundings) -> str | None:
    """spätestens zum ⟦1. Februar⟧ · zum ⟦31. Oktober⟧ zu stellen · Anträge … jährlich im ⟦Frühjahr⟧"""
    if around.cue in ("im", "in", "am", "zum", "") and around.one.value.startswith("XXXX-"):
        said = around.before + " ~ " + around.after
        if RECURS.search(around.near_before) and around.says("deadline", "window", where=said):
            return "deadline"
    before_its_end = around.one.mod == "END" and around.before.endswith("noch vor ")
    if before_its_end or AT_LATEST.search(around.near_before):
        return "deadline"
    if around.cue in ("zum", "zwischen", "ab", "vom", "per") and STRONG_DUTY.search(around.after[:110]):
        return "deadline"
    paid = REPORTS.search(around.before) or PAID.search(around.before)
    return "deadline" if around.cue == "zum" and paid else None


def takes_effect(around: Surroundings) -> str | None:
    """Die Beiträge steigen zum ⟦1. Januar 2024⟧"""
    if around.cue != "zum":
        return None
    if FIRST_OF_MONTH.match(around.one.value):
        return "start"
    long = around.one.reading.points and around.one.reading.points[0].is_period
    return (
        "start" if long and around.says("start", "new", where=around.near_before + " ~ " + around.near_after) else None
    )


DATE_RULES: tuple[RoleRule, ...] = (
    comes_into_force,
    window_for_applications,
    date_of_a_paper,
    application_closes,
    reaches_until,
    is_cancelled,
    read_beginning,
    runs_out,
    must_be_done,
    takes_effect,
    *PERIOD_RULES,
)
