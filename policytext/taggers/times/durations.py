"""Lengths of time: "drei Jahre", "18 Monate", "anderthalb Jahre", "zweijährigen", "letzten vier Quartale", "Jahren"."""

from __future__ import annotations

import re
from decimal import Decimal
from types import MappingProxyType

from policytext.german.numbers import read_digits, read_word
from policytext.lexicon.pattern_lists import PatternLists
from policytext.lexicon.word_patterns import join_words
from policytext.taggers.times.time_reading import TimeFrame, TimeReading
from policytext.taggers.times.time_words import DASH, S, load_words

WORDS = PatternLists("times", "duration")

UNITS = MappingProxyType(
    {
        "jahr": (1, "Y"),
        "halbjahr": (6, "M"),
        "vierteljahr": (3, "M"),
        "dreivierteljahr": (9, "M"),
        "quartal": (3, "M"),
        "semester": (6, "M"),
        "trimester": (4, "M"),
        "monat": (1, "M"),
        "woche": (1, "W"),
        "tag": (1, "D"),
        "stunde": (1, "TH"),
        "viertelstunde": (15, "TM"),
        "dreiviertelstunde": (45, "TM"),
        "minute": (1, "TM"),
        "sekunde": (1, "TS"),
        "jahrzehnt": (10, "Y"),
        "jahrhundert": (100, "Y"),
        "jahrtausend": (1000, "Y"),
        "nacht": (1, "D"),
    }
)
"""Unit -> how many of which TIMEX3 unit; "TH" is written PT…H."""

VAGUE_CODES = MappingProxyType({"jahrzehnt": "DE", "jahrhundert": "CE"})
UNIT_NAMES = MappingProxyType({"min": "minute", "std": "stunde", "nächt": "nacht"})
UNIT_AT_END = re.compile(rf"(?P<unit>{'|'.join(sorted([*UNITS, *UNIT_NAMES], key=len, reverse=True))})(?:e[sn]?|n|s)?$")
FINER = (("jahr", "monat"), ("monat", "woche"), ("monat", "tag"), ("woche", "tag"), ("stunde", "minute"))
UNIT = rf"""(?:
      {WORDS.year_prefixes}? {WORDS.years}         # Haushaltsjahre
    | {WORDS.half_prefixes}? {WORDS.halves}        # Schulhalbjahr
    | {WORDS.quarter_prefixes}? {WORDS.quarters}   # Vierteljahr, Dreiviertelstunde
    | {WORDS.month_prefixes}? {WORDS.months}       # Kalendermonate
    | {WORDS.week_prefixes}? {WORDS.weeks}         # Schulwochen
    | {WORDS.day_prefixes}? {WORDS.days}           # Werktagen
    | {WORDS.hour_prefixes}? {WORDS.hours}         # Zeitstunden
    | {WORDS.units}                                # Quartale
    )(?!\w|-[^\W\d_]|[:*]innen)"""
NUMBER = r"(?:\d{1,3}(?:[ .]\d{3})+(?!\d)|\d{1,4}(?:,\d{1,2})?(?![\d.,]\d)|[^\W\d_]+)"
FILLER = rf"(?:(?:{WORDS.fillers}|{WORDS.good}(?={S}halb)|aufeinander{S}?{WORDS.following}){S})"

COUNTED = re.compile(
    rf"""(?: (?P<which> {WORDS.which} ) {S} )?                              # letzten vier Quartale
         (?P<number> {NUMBER} )                                             # drei Jahre
         (?: (?P<to> {S} (?:bis{S}zu|{WORDS.range_joins}) {S} | [ ]?{DASH}[ ]? )
             (?P<second> {NUMBER} ) )?                                      # 5 und 10 Jahren
         {S} {FILLER}? (?: (?P<half> {WORDS.fractions} ) {S} )? {FILLER}?   # ein halbes Jahr
         (?P<unit> {UNIT} )
         (?: {S} und {S} (?P<more> {NUMBER} ) {S}
             (?P<more_unit> {WORDS.more_units} ) (?!\w) )?                  # zwei Jahre und sechs Monate""",
    re.VERBOSE,
)
FIRST_OF_TWO = re.compile(
    rf"""(?P<number> {NUMBER} ) {S} auf {S} (?: (?:{WORDS.about}|bis{S}zu) {S} )?
         (?P<second> {NUMBER} ) {S} (?P<unit> {UNIT} )""",
    re.VERBOSE,
)  # von ⟦sechs⟧ auf zehn Jahre
FROM = re.compile(rf"\bvon[ ](?:{WORDS.so_far}[ ])?$")  # von bisher ⟦sechs⟧ auf zehn Jahre
HALF = re.compile(rf"(?P<half>{WORDS.bare_fractions}){S}(?P<unit>{UNIT})", re.VERBOSE)  # halbes Jahr
UNCOUNTED = re.compile(
    rf"""(?: (?P<which> {WORDS.which} {S} )? (?: ein(?:e[nr]?)? {S} (?=paar) )?
             (?P<many> {WORDS.many} ) {S}      # mehrere
           | (?P<only> {WORDS.which} ) {S} )   # vergangenen
         (?: [ ]* {FILLER} )? (?P<unit> {UNIT} )""",
    re.VERBOSE | re.IGNORECASE,
)
BARE_PLURAL = re.compile(
    rf"(?P<unit>{WORDS.plurals})(?!\w|-\w)(?![ ](?:\d{{4}}|{WORDS.no_plural}|und[ ][A-ZÄÖÜ]))"
)  # seit ⟦Jahren⟧
SINCE = re.compile(rf"\b{WORDS.since}[ ]$")  # seit ⟦Jahren⟧
ADJECTIVE_UNITS = MappingProxyType(
    {"jährig": "jahr", "monatig": "monat", "wöchig": "woche", "tägig": "tag", "stündig": "stunde", "minütig": "minute"}
)
ADJECTIVE = re.compile(
    rf"""(?P<number> \d{{1,3}} [ ]? (?:[-–][ ]?)? | [^\W\d_]+? )
         (?P<unit> {join_words(ADJECTIVE_UNITS)} ) (?:e[nrsm]?)? (?!\w|-)""",
    re.VERBOSE,
)  # zweijährigen, 18-monatige, 70-jährige
IN_COMPOUND = re.compile(
    rf"(?P<number>\d{{1,3}}|[^\W\d_]+)-(?P<unit>{WORDS.compound_units})-(?P<head>[^\W\d_]+)(?!\w|-\w)"
)  # 14-Tage-Frist, Drei-Jahres-Programm
LASTING = re.compile(rf"{WORDS.lasting}lange?[nrsm]?(?!\w)", re.IGNORECASE)  # jahrelang
WITHIN_A_YEAR = re.compile(r"Jahresfrist(?!\w)")  # binnen Jahresfrist
GENITIVE_ONE = re.compile(rf"\b{WORDS.before_one}[ ]$", re.IGNORECASE)  # innerhalb eines Jahres
RATE_BEFORE = re.compile(rf"\b{WORDS.rates}[ ](?:{WORDS.whole}[ ])?$")  # je volle ⟦Stunde⟧
AGO = re.compile(rf"\b[Vv]or(?:[ ]{WORDS.ago})?[ ]$")  # vor rund ⟦zwei Jahren⟧
HENCE = re.compile(rf"\b[Ii]n(?:[ ]{WORDS.hence})?[ ]$")  # in etwa ⟦zwei Jahren⟧


def duration_value(number: Decimal | None, unit: str) -> str:
    """The TIMEX3 duration: (1.5, "jahr") -> "P18M", (`None`, "jahr") -> "PXY"."""
    times, code = UNITS[unit]
    if number is None:
        code = VAGUE_CODES.get(unit, code)
        return f"PTX{code[1]}" if code[0] == "T" else f"PX{code}"
    length = number * times
    finer, factor = {"Y": ("M", 12), "TH": ("TM", 60)}.get(code, (code, 1))
    if length != length.to_integral_value() and length < 10:
        length, code = length * factor, finer
    shown = f"{length.normalize():f}"
    return f"PT{shown}{code[1]}" if code[0] == "T" else f"P{shown}{code}"


def unit_of(word: str) -> str | None:
    """The unit that a noun means: "Haushaltsjahren" -> "jahr", "Werktage" -> "tag"."""
    match = UNIT_AT_END.search(word.lower().rstrip("."))
    return UNIT_NAMES.get(match["unit"], match["unit"]) if match else None


def _read_count(word: str) -> Decimal | None:
    """The count in digits or words; `None` where the word is no count."""
    if word[0].isdigit():
        return read_digits(word)
    if word.lower() in load_words("length", "both"):
        return Decimal(2)
    return read_word(word) if word.lower() not in ("halb", "viertel", "null", "eins") else None


def read_counted_length(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """drei Jahre · 18 Monate · letzten vier Quartale · zwischen ⟦5 und 10 Jahren⟧"""
    match = COUNTED.match(text, position)
    if not match or (number := _read_count(match["number"])) is None:
        return None
    unit = unit_of(match["unit"])
    if unit is None or _is_no_length(text, match, number):
        return None
    if match["half"]:
        half = Decimal("0.5") if match["half"].startswith("halb") else Decimal("0.25")
        number = half if number == 1 else number + half
    value = duration_value(number, unit)
    if match["second"]:
        return _build_range(text, match, value, unit)
    if match["more"] and (both := _with_finer(match, value)):
        return TimeReading(position, match.end(), "DURATION", both)
    return TimeReading(position, match.end("unit"), "DURATION", value)


def _with_finer(match: re.Match[str], value: str) -> str | None:
    """ "zwei Jahre und sechs Monate" as one value, where the second unit is the next finer one."""
    number, finer = _read_count(match["more"]), unit_of(match["more_unit"])
    if number is None or finer is None or "." in value or (unit_of(match["unit"]), finer) not in FINER:
        return None
    return value + duration_value(number, finer).removeprefix("PT" if value.startswith("PT") else "P")


def _is_no_length(text: str, match: re.Match[str], number: Decimal) -> bool:
    """Whether "eines Jahres" is a genitive ("die Begünstigten eines Kalenderjahres"), or "2018 Jahre" a slip."""
    before = text[max(0, match.start() - 24) : match.start()]
    if number == 1 and RATE_BEFORE.search(before):
        return True
    if match["number"].lower() == "eines":
        return not GENITIVE_ONE.search(before)
    if match["number"].lower() in ("ein", "einem") and match["unit"].startswith("Tag") and before.endswith("an "):
        return True
    return bool(re.search(r"(?:\d[.,/]|§[ ]?|\bNr\.[ ]?|\bNummer[ ]|-)$", before)) and match["number"][0].isdigit()


def _build_range(text: str, match: re.Match[str], first: str, unit: str) -> TimeReading | None:
    second = _read_count(match["second"])
    if second is None:
        return None
    joined = match["to"].strip()
    if joined in ("und",) and not re.search(r"[Zz]wischen[ ]$", text[max(0, match.start() - 12) : match.start()]):
        return None
    return TimeReading(match.start(), match.end("unit"), "DURATION", f"{first}/{duration_value(second, unit)}")


def first_of_two(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """von ⟦sechs⟧ auf zehn Jahre: the unit stands on the second number"""
    from_it = FROM.search(text[max(0, position - 16) : position])
    match = FIRST_OF_TWO.match(text, position) if from_it else None
    if not match:
        return None
    number, second, unit = _read_count(match["number"]), _read_count(match["second"]), unit_of(match["unit"])
    if number is None or second is None or unit is None:
        return None
    return TimeReading(position, match.end("number"), "DURATION", duration_value(number, unit))


def read_half_unit(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """halbes Jahr · halben Stunde"""
    match = HALF.match(text, position)
    if not match or RATE_BEFORE.search(text[max(0, position - 12) : position]):
        return None
    unit = unit_of(match["unit"])
    share = Decimal("0.5") if match["half"].lower().startswith("halb") else Decimal("0.25")
    return TimeReading(position, match.end(), "DURATION", duration_value(share, unit)) if unit else None


def read_uncounted_length(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """mehrere Jahre · vergangenen Jahren · nächsten Wochen"""
    match = UNCOUNTED.match(text, position)
    if not match or not (unit := unit_of(match["unit"])):
        return None
    if match["only"] and not _is_plural(match["unit"]):
        return None
    if match["only"] and match["only"].lower() in ("jeweils", "übrigen", "vollen", "weiteren"):
        return None
    if re.match(r"[ ]\d{4}", text[match.end() : match.end() + 5]):
        return None
    return TimeReading(position, match.end(), "DURATION", duration_value(None, unit))


def _is_plural(word: str) -> bool:
    """Whether it is more than one: "vergangenen Jahren", not "vergangenen Jahr"."""
    return word.endswith(("en", "hre", "ate", "age", "tale", "hnte", "derte"))


def bare_plural(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """seit ⟦Jahren⟧ · vor ⟦Wochen⟧"""
    match = BARE_PLURAL.match(text, position)
    if not match or not SINCE.search(text[max(0, position - 16) : position]):
        return None
    unit = unit_of(match["unit"])
    return TimeReading(position, match.end(), "DURATION", duration_value(None, unit)) if unit else None


def read_length_adjective(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """zweijährigen · 18-monatige · sechswöchiger"""
    match = ADJECTIVE.match(text, position)
    if not match:
        return None
    word = match["number"].rstrip("-– ")
    number = Decimal("0.5") if word.lower() == "halb" else _read_count(word)
    if number is None:
        return None
    return TimeReading(position, match.end(), "DURATION", duration_value(number, ADJECTIVE_UNITS[match["unit"]]))


def in_compound(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """⟦14-Tage⟧-Frist · ⟦Drei-Jahres⟧-Programm; not 7-Tage-Inzidenz, which is a name"""
    match = IN_COMPOUND.match(text, position)
    if not match or not match["head"].lower().endswith(load_words("length", "heads")):
        return None
    number, unit = _read_count(match["number"]), unit_of(match["unit"])
    value = duration_value(number, unit) if number is not None and unit else None
    return TimeReading(position, match.end("unit"), "DURATION", value) if value else None


def read_lasting(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """jahrelang · monatelangen"""
    if not (match := LASTING.match(text, position)):
        return None
    unit = unit_of(re.split("lang", match.group().lower())[0])
    return TimeReading(position, match.end(), "DURATION", duration_value(None, unit)) if unit else None


def within_a_year(text: str, position: int, frame: TimeFrame) -> TimeReading | None:
    """binnen ⟦Jahresfrist⟧"""
    match = WITHIN_A_YEAR.match(text, position)
    return TimeReading(position, match.end(), "DURATION", "P1Y") if match else None
