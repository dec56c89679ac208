"""What a length of time is for: the rules for deadline, end and term.

A role is the answer of the first rule in `LENGTH_RULES` that has one.
"""

from __future__ import annotations

import re

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times.roles_of_dates import STRONG_DUTY, RoleRule
from policytext.taggers.times.surroundings import Surroundings
from policytext.taggers.times.tense import PAST

WORDS = PatternLists("times", "length_role")


NOTHING_ELSE = re.compile(
    rf"""\b(?: {WORDS.none} [ ] {WORDS.others}       # keine anderen
             | {WORDS.no_more}                       # höchstens
             | nicht[ ] (?:\w+[ ])? {WORDS.banned}   # nicht verkauft
         )\b""",
    re.VERBOSE,
)
TERM_OF_LIST = re.compile(rf"\b{WORDS.terms}\b[^.;]*\b{WORDS.amounts}\b")  # Die Laufzeit beträgt
CAPS = re.compile(rf"(?:\d|{WORDS.money})[^.;]{{0,30}}$")  # 500 Euro in ⟦drei Jahren⟧
LOOK_BACK = re.compile(
    rf"\b{WORDS.back}(?:[ ]{WORDS.back_qualified})*[ ]$",
    re.IGNORECASE,
)  # seit mindestens ⟦zwölf Monaten⟧
AGE = re.compile(
    rf"""[ ]{WORDS.ages}\b                    # ⟦drei Jahre⟧ alt
       | [ ]{WORDS.per}[ ]{WORDS.per_units}   # ⟦20 Stunden⟧ in der Woche
       | -""",
    re.VERBOSE,
)

SPAN_OF_THE_PAST = re.compile(rf"{WORDS.past}\b")  # letzten vier Quartale
TERM_BEFORE = re.compile(
    rf"\b{WORDS.leading}(?:[ ]{WORDS.between}){{0,4}}[ ]$",
    re.IGNORECASE,
)  # für zunächst ⟦drei Jahre⟧
LATEST = re.compile(rf"\b{WORDS.latest}\b", re.IGNORECASE)
LATEST_NEAR = re.compile(r"\bspätestens\b[^.;]{0,30}$", re.IGNORECASE)
WITHIN_NEAR = re.compile(rf"\b{WORDS.within}\b[^.;]{{0,30}}$", re.IGNORECASE)
ENDS_BEFORE = re.compile(rf"\b{WORDS.ending}\b")  # endet nach ⟦drei Jahren⟧
LENGTH_NAMED = re.compile(rf"\b{WORDS.named}[ ]von[ ]$")  # nicht vor Ablauf einer Dauer von ⟦fünf Jahren⟧
RAISED = re.compile(rf"[ ]auf[ ](?:[^\W_]+[ ]){{1,2}}{WORDS.units}\b")  # von ⟦fünf⟧ auf zehn Jahre
RAISED_TO = re.compile(r"\bvon[ ](?:[^\W_]+[ ]){1,3}auf[ ]$")
LASTING_DUTY = re.compile(rf"\b{WORDS.lasting_duties}\b")  # ⟦zehn Jahre⟧ aufzubewahren
KEEPS = re.compile(rf"\b{WORDS.keeping}\b")  # bewahrt sie ⟦zehn Jahre⟧ auf
AGE_BEFORE = re.compile(rf"\b{WORDS.age_nouns}\b[^.;,]{{0,50}}$")  # im Alter von


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
    if LATEST_NEAR.search(near) or around.says("deadline", "frist", where=near):
        return "deadline"
    if near.endswith("Frist von ") and around.says("deadline", "notice", where=around.after[:60]):
        return "deadline"
    duty = around.says("deadline", "duty", where=around.after[:160])
    if WITHIN_NEAR.search(near):
        return _role_within(around, duty=duty)
    return "deadline" if _is_due_around_event(around, duty=duty) else None


def _is_due_around_event(around: Surroundings, *, duty: bool) -> bool:
    """⟦vier Wochen⟧ vor Beginn … einzureichen · ⟦sechs Wochen⟧ nach Projektende vorzulegen"""
    if around.after.startswith((" nach ", " ab ")):
        return not around.cue and bool(STRONG_DUTY.search(around.after[:120]))
    duty = duty or around.says("deadline", "duty", where=around.before[-100:])
    notice = around.before.endswith("mindestens ") and not around.before.endswith(
        "seit mindestens "
    )  # mindestens ⟦vier Wochen⟧ vor der Sitzung
    return around.after.startswith(" vor ") and bool(duty or notice)


def _role_within(around: Surroundings, *, duty: bool) -> str:
    if around.after.startswith(" vor ") or around.cue.startswith("nach ablauf"):
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
    if around.cue.endswith(("nach", "ablauf von")) and ENDS_BEFORE.search(around.before[-90:]):
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
