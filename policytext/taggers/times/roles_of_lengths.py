"""What a length of time is for: the rules for deadline, end and term.

A role is the answer of the first rule in `LENGTH_RULES` that has one.
"""

from __future__ import annotations

import re

from policytext.taggers.times.roles_of_dates import STRONG_DUTY, RoleRule
from policytext.taggers.times.surroundings import Surroundings
from policytext.taggers.times.tense import PAST
from policytext.taggers.times.time_words import unwrap_pattern

NOTHING_ELSE = re.compile(
    unwrap_pattern(r"""
        \b(?:keine[rnm]?[ ](?:ander|weiter)\w*|nicht[ ]mehr[ ]als|höchstens|maximal
        |nicht[ ](?:\w+[ ])?(?:veräußert|verkauft|verändert
        |zurück\w*|anderweitig|überschr\w+|übersteigen))\b
    """)
)
TERM_OF_LIST = re.compile(
    r"\b(?:[Zz]weckbindungs\w*|\w*[Ll]aufzeit\w*|\w*[Dd]auer|\w*[Ff]rist)\b[^.;]*\b(?:beträgt|betragen)\b"
)
CAPS = re.compile(r"(?:\d|Euro|EUR|€|Prozent)[^.;]{0,30}$")
LOOK_BACK = re.compile(
    unwrap_pattern(r"""
        \b(?:seit|vor|unter|älter als|jünger als|im Alter von|Altersgruppen?|ab)(?:[ ](?:mindestens
        |über|mehr als|etwa|circa|ca\.?|ungefähr|rund|gut|knapp|weniger als|bereits|nunmehr|den|fast))*[ ]$
    """),
    re.IGNORECASE,
)
AGE = re.compile(r"[ ](?:alt|jung|und älter|oder älter|alte[nrs]?)\b|[ ](?:im|am|in der)[ ](?:Monat|Tag|Woche)|-")
SPAN_OF_THE_PAST = re.compile(r"(?:letzten|vergangenen|zurückliegenden|vorangegangenen|vorherigen)\b")
TERM_BEFORE = re.compile(
    unwrap_pattern(r"""
        \b(?:für|auf|über|bis zu|maximal|höchstens|längstens|mindestens|Dauer von|Dauer|Zeitraum von
        |Laufzeit von|Laufzeiten zwischen|Laufzeit|beträgt|betragen|von|je|auf die Dauer von
        |umfasst|weitere|weiteren|gesamten|zwischen|sowie|jeweils|um|dauert|dauern|in der Regel)(?:[ ](?:einen
        |die|den|der|insgesamt|zunächst|mindestens|maximal|höchstens|bis zu|in der Regel|jeweils
        |weitere|grundsätzlich|zwischen|Dauer von|Zeitraum von|Höhe von|längstens|rund|ganze
        |etwa|nur)){0,4}[ ]$
    """),
    re.IGNORECASE,
)
LATEST = re.compile(r"\b(?:spätestens|innerhalb|binnen)\b", re.IGNORECASE)
LENGTH_NAMED = re.compile(r"\b(?:Dauer|Zeitraum|Laufzeit)[ ]von[ ]$")  # nicht vor Ablauf einer Dauer von ⟦fünf Jahren⟧
RAISED = re.compile(r"[ ]auf[ ](?:[^\W_]+[ ]){1,2}(?:Jahre|Monate|Wochen|Tage)\b")  # von ⟦fünf⟧ auf zehn Jahre
RAISED_TO = re.compile(r"\bvon[ ](?:[^\W_]+[ ]){1,3}auf[ ]$")
LASTING_DUTY = re.compile(r"\b(?:aufzubewahren|vorzuhalten|zu nutzen|zu erhalten|zu betreiben|zu sichern)\b")
KEEPS = re.compile(r"\bbewahr(?:t|en)\b")
AGE_BEFORE = re.compile(r"\b\w*[Aa]lter(?:sgrenzen?)?\b[^.;,]{0,50}$")


def names_a_limit(around: Surroundings) -> str | None:
    """eine ⟦14-Tage⟧-Frist"""
    return "deadline" if around.after.lower().startswith("-frist") else None


def counts_work_or_age(around: Surroundings) -> str | None:
    """1 720 Stunden · unter ⟦25 Jahre⟧ · seit mindestens ⟦zwölf Monaten⟧ · der ⟦letzten vier Quartale⟧"""
    if LATEST.search(around.before[-30:]):
        return None
    if "PT" in around.one.value or AGE_BEFORE.search(around.before) or AGE.match(around.after):
        return "mention"
    if SPAN_OF_THE_PAST.match(around.words):
        return "mention"
    return "mention" if LOOK_BACK.search(around.before[-50:]) else None


def must_be_done_within(around: Surroundings) -> str | None:
    """spätestens ⟦drei Monate⟧ nach … · innerhalb von ⟦zwei Monaten⟧ … · ⟦vier Wochen⟧ vor Beginn … einzureichen"""
    near = around.before[-45:]
    if LENGTH_NAMED.search(near) or RAISED.match(around.after) or RAISED_TO.search(near):
        return None
    if re.search(r"\bspätestens\b[^.;]{0,30}$", near, re.IGNORECASE) or around.says("deadline", "frist", where=near):
        return "deadline"
    if near.endswith("Frist von ") and around.says("deadline", "notice", where=around.after[:60]):
        return "deadline"
    duty = around.says("deadline", "duty", where=around.after[:160])
    if re.search(r"\b(?:innerhalb|binnen|Ablauf)\b[^.;]{0,30}$", near, re.IGNORECASE):
        return _role_within(around, duty=duty)
    return "deadline" if _is_due_around_event(around, duty=duty) else None


def _is_due_around_event(around: Surroundings, *, duty: bool) -> bool:
    """⟦vier Wochen⟧ vor Beginn … einzureichen · ⟦sechs Wochen⟧ nach Projektende vorzulegen"""
    if re.match(r"[ ](?:nach|ab)[ ]", around.after):
        return not around.cue and bool(STRONG_DUTY.search(around.after[:120]))
    duty = duty or around.says("deadline", "duty", where=around.before[-100:])
    notice = re.search(r"(?<!seit )mindestens $", around.before)  # mindestens ⟦vier Wochen⟧ vor der Sitzung
    return bool(re.match(r"[ ]vor[ ]", around.after)) and bool(duty or notice)


def _role_within(around: Surroundings, *, duty: bool) -> str:
    if re.match(r"[ ]vor[ ]", around.after) or around.cue.startswith("nach ablauf"):
        return "mention"
    if STRONG_DUTY.search(around.after[:160]) and not NOTHING_ELSE.search(around.near_after):
        return "deadline"
    if around.says("term", "nouns", where=around.before[-30:]) and "Ablauf" not in around.before[-30:]:
        return "term"
    if not duty and ("X" in around.one.value or PAST.search(around.after[:50])):
        return "mention"
    if CAPS.search(around.before[-60:]) or NOTHING_ELSE.search(around.near_after):
        return "term"
    return "deadline"


def ends_after(around: Surroundings) -> str | None:
    """endet … nach den ⟦ersten sechs Monaten⟧"""
    if around.cue.endswith(("nach", "ablauf von")) and re.search(r"\b(?:endet|erlischt|läuft)\b", around.before[-90:]):
        return "end"
    return None


def _is_duty(around: Surroundings) -> bool:
    """Die Belege sind ⟦zehn Jahre⟧ aufzubewahren · ⟦zehn Jahre⟧ lang als Schulhof zu nutzen"""
    if LASTING_DUTY.search(around.after[:60]) and (not around.cue or around.after.startswith(" lang")):
        return True
    return around.after.startswith((" auf.", " auf ", " auf,")) and bool(KEEPS.search(around.before))


def read_lasting_role(around: Surroundings) -> str | None:
    """für ⟦zwei Jahre⟧ · Zweckbindungsfrist von ⟦fünf Jahren⟧ · bis zu ⟦drei Jahren⟧ bewilligt"""
    noun = around.says("term", "nouns", where=around.near_before + " ~ " + around.after[:40])
    at_first = around.cue == "in" and around.words.startswith("ersten")
    if at_first or RAISED.match(around.after) or _is_duty(around):
        return "term"
    if around.cue == "von" and re.match(r"[ ]\d", around.after) and not LENGTH_NAMED.search(around.before):
        return None  # "von 10 Jahren 100 Euro": what one gets after so many years
    if around.cue in ("für", "auf") or around.cue.endswith(("dauer von", "zeitraum von")):
        return "term"
    if TERM_BEFORE.search(around.before[-60:]) and (noun or around.says("term", "money", where=around.after[:60])):
        return "term"
    if around.cue == "in" and CAPS.search(around.before[-40:]) and around.one.value[1:2].isdigit():
        return "term"
    return "term" if noun or (around.cue in ("", "zwischen") and TERM_OF_LIST.search(around.before)) else None


LENGTH_RULES: tuple[RoleRule, ...] = (
    names_a_limit,
    counts_work_or_age,
    must_be_done_within,
    ends_after,
    read_lasting_role,
)
