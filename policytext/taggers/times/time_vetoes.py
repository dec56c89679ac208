"""What looks like a time and is none: numbers of files and sections, counted things, surnames, programme names."""

from __future__ import annotations

import re
from functools import cache

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times.time_reading import TimeReading
from policytext.taggers.times.time_words import SHORT_WEEKDAY, load_words

WORDS = PatternLists("times", "veto")


LOOK_BACK = 40  # characters: as far as a word before a number can matter
LAST_WORD = re.compile(r"[ ]*[.:]?([^\s\d(\[„“\"»«,;|]+)")  # of the words read from behind
FILE_NUMBER = re.compile(
    r"(?:[^\W\d_]\Z|\d[./-]|/[ ]?|\d[ ]|[A-Za-z]{1,3}-|[A-Z][/.]|\d,|_|\.|:\d\d:?|\+|=|\d\()\Z"
)  # 298/⟦2017⟧, 0711 ⟦2017⟧, P-⟦2017⟧, 1022(⟦2017⟧)
AFTER_DATE = re.compile(r"\d\d?\.[ ]?\d\d?\.[ ]?\Z")
CONTINUES = re.compile(
    r"-[^\W\d_]|[ ]?/[ ]?\d|[.,]\d|-\d|[ ]?[–-][ ]?\d{1,3}(?!\d|\.)|\d|[.:]\d|_|[ ]\d{3}(?!\d)|/[A-Z]"
    r"|\)?[ ]?\*(?![ ][A-ZÄÖÜ])"
)
GAZETTE = re.compile(rf"(?:{WORDS.gazettes}|Bl\.[ ]I+)[ ]*\Z")  # GBl. ⟦2000⟧, S. 582
GAZETTE_PAGE = re.compile(
    rf"""[ ]?,?[ ](?:
        {WORDS.gazette_pages}      # ⟦2000⟧, S. 582
      | {WORDS.gazette_places}\b   # ⟦2000⟧ Teil II
      | S[ ]\d                     # ⟦2000⟧ S 582
    )""",
    re.VERBOSE,
)

NUMBERED_PAPER = re.compile(r"\b[A-Z]{2,4}\(\Z")  # KOM(⟦2008⟧) 388
PAPER_NUMBER = re.compile(r"\)[ ]?\d")
PAGES = re.compile(rf"\b{WORDS.pages}[ ]\d+(?:(?:,|[ ]und)[ ]\d+)*,?[ ](?:und[ ])?\Z")  # BGBl. I S. 850, ⟦2094⟧
NEXT_WORD = re.compile(r"[ ]?([^\W\d_][^\s,.;:)]*|[€%])")
STRONG_BEFORE = re.compile(rf"(?:\b{WORDS.strong}|[–/(|])[ ]*\Z")  # im Jahr ⟦2023⟧
NO_SUCH_DAY = re.compile(r"\b(?:29|3\d)\.[ ]{0,2}[A-ZÄÖÜ][a-zä]{2,8}\.?[ ]\Z")  # 31. Juni ⟦2018⟧
TO_COUNT = re.compile(r"(?:[ ]bis[ ]|[ ]?[–-][ ]?)\d{4}")  # ⟦2000⟧ bis 3000 Grad
OF_A_YEAR = re.compile(
    rf"[ ]{WORDS.in_year}[ ](?:das[ ])?(?:Jahre?[ ])?(?:19|20)\d\d(?!\d)"
)  # davon ⟦2000⟧ im Jahr 2023
LIKELY_YEAR = re.compile(r"(?:199|200|201|202)[1-9](?!\d)")  # a count would rather be round
COUNTED_BEFORE = re.compile(rf"\b{WORDS.counting}[ ]*\Z")  # rund ⟦2000⟧ Beschäftigte


@cache
def _load_words(key: str) -> frozenset[str]:
    return frozenset(load_words("no_date", key))


def last_word(text: str, position: int) -> str:
    """The word right before `position`, without its point or colon; empty where there is none."""
    match = LAST_WORD.match(text[max(0, position - LOOK_BACK) : position][::-1])
    return match.group(1)[::-1] if match else ""


def counts_something(text: str, end: int) -> bool:
    """Whether a unit follows the number: "2018 Euro"."""
    match = NEXT_WORD.match(text, end)
    return match is not None and match.group(1).rstrip(".") in _load_words("after")


def is_no_number(text: str, start: int) -> bool:
    """Whether the words before a number say that it is none of the calendar's: "Nr. 1.5.17"."""
    return last_word(text, start) in _load_words("before")


def names_a_programme(text: str, start: int) -> bool:
    """Whether the year belongs to a name: "die Agenda 2030", "Sportentwicklungsplan 2035"."""
    word = last_word(text, start).strip('-„“"')
    if word in load_words("names_with_year", "nouns"):
        return True
    return word.lower().endswith(load_words("names_with_year", "endings"))


def is_no_year(text: str, start: int, end: int, *, pair: bool = False) -> bool:
    """Whether four digits are no year: part of a file number, a count, a page, a name."""
    before = text[max(0, start - LOOK_BACK) : start]
    if FILE_NUMBER.search(before[-8:]) and not AFTER_DATE.search(before):
        return True
    if CONTINUES.match(text, end) or is_no_number(text, start) or counts_something(text, end):
        return True
    if before.endswith("(") and NUMBERED_PAPER.search(before) and PAPER_NUMBER.match(text, end):
        return True
    if (
        ("S" in before and PAGES.search(before))
        or GAZETTE.search(before[-12:])
        or GAZETTE_PAGE.match(text, end)
        or names_a_programme(text, start)
        or NO_SUCH_DAY.search(before)
    ):
        return True
    return not pair and (_is_count(text, before, end) or _counts_in_sentence(text, before, end))


def _counts_in_sentence(text: str, before: str, end: int) -> bool:
    """Whether the rest of the sentence makes it a count: "⟦2000⟧ bis 3000 Grad", "davon ⟦2000⟧ im Jahr 2023"."""
    if (to := TO_COUNT.match(text, end)) and counts_something(text, to.end()):
        return True
    likely = LIKELY_YEAR.match(text, end - 4) or STRONG_BEFORE.search(before)
    return not likely and OF_A_YEAR.match(text, end) is not None


def _is_count(text: str, before: str, end: int) -> bool:
    """Whether a counted noun follows: "mit 2000 Beschäftigten"."""
    following = NEXT_WORD.match(text, end)
    if not following or not following.group(1)[0].isupper() or text[end : end + 1] != " ":
        return False
    if COUNTED_BEFORE.search(before):
        return True
    return not (STRONG_BEFORE.search(before) or LIKELY_YEAR.match(text, end - 4))


# ---------------------------------------------------------------------------------------------- surnames

FIRST_NAME = re.compile(r"(?:^|[^.!?:\n„“\"»(-][ ])(?P<name>[A-ZÄÖÜ][a-zäöüß]{2,}(?:-[A-ZÄÖÜ][a-zäöüß]+)?)[ ]\Z")
NOT_A_NAME = re.compile(rf"{WORDS.no_first_names}\Z")  # Ende ⟦Mai⟧
HYPHENATED = re.compile(r"-[^\W\d_]")
SAYS = re.compile(rf"[ ]{WORDS.saying}\b")  # ⟦Sommer⟧ betonte


def is_surname(text: str, start: int, end: int) -> bool:
    """Whether a month, season, day or adverb is somebody's name: "Herr Mai", "Karla Heute-…", "Ministerin Freitag"."""
    if HYPHENATED.match(text, end) or text[start - 1 : start] == "-":
        return True
    word = last_word(text, start).lower().rstrip(".")
    if word.endswith(load_words("surname", "titles")) and text[start].isupper() and word not in ("monat", "rat"):
        return True
    before = text[max(0, start - LOOK_BACK) : start]
    if SAYS.match(text, end) and text[start].isupper() and not re.search(r"[a-zäöü][ ]\Z", before):
        return True
    return text[start].isupper() and _follows_first_name(text, start)


LEFT_OF_BARE = re.compile(
    rf"""(?: \b(?: {WORDS.leading}       # im ⟦Mai⟧
                 | [a-zäöüß]+ e[nmr] )   # kommenden ⟦Mai⟧
           | [(/–,:|-] ) [ ]*\Z          # Termin: ⟦Mai⟧
         | (?:^|\n) [ ]*\Z""",
    re.IGNORECASE | re.VERBOSE,
)


def stands_alone(text: str, start: int) -> bool:
    """Whether a bare month or season has nothing before it that makes it a time (it may be a name or a headline)."""
    return not LEFT_OF_BARE.search(text[max(0, start - LOOK_BACK) : start])


# ---------------------------------------------------------------------------------------------- whole readings

SHORT_DATE = re.compile(r"\d{1,2}\.[ ]?\d{1,2}\.(?:\d\d)?\Z")
FULL_DATE = re.compile(r"\d{1,2}\.[ ]?\d{1,2}\.[ ]?(?:19|20)\d\d")
DATE_CUE = re.compile(
    rf"""(?: \b(?: {WORDS.date_cues}                            # bis zum ⟦15.02.⟧
                 | {SHORT_WEEKDAY} | [A-Z][a-z]+tag ) [:.]?,?   # Mo., ⟦15.02.⟧
           | [–(/|-] ) [ ]*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
AFTER_SHORT_DATE = re.compile(r"\d{1,2}\.[ ]?\d{1,2}\.,?[ ]*\Z")  # 15.02., ⟦15.05.⟧
BLOCK_START = re.compile(r"(?:^|\n)[ ]*\Z")
GRADES = re.compile(
    rf"""[ ](?:der|des)[ ](?:
        (?:{WORDS.grades}|\d{{1,2}}\.)(?!\w)           # der fünften Klasse
      | [^\W\d_]* {WORDS.school_classes} | Jahrgangs   # der Oberstufe
    )""",
    re.VERBOSE,
)
NUMERIC_RANGE_OF_SECTIONS = re.compile(
    rf"\b{WORDS.numbered}[ ][\d., ]*(?:{WORDS.number_joins}|,)?[ ]*\Z"
)  # Nummern 1.5 und ⟦2.3⟧


def is_no_time(text: str, reading: TimeReading) -> bool:
    """Whether what the grammar read is none after all: a section, a version, a person."""
    start, end = reading.start, reading.end
    words_read = text[start:end]
    if words_read[0].isdigit():
        return reading.type == "DATE" and _is_no_numeric_date(text, start, end)
    if reading.type in ("DURATION", "SET"):
        return (HYPHENATED.match(text, end) is not None and "-" not in words_read) or text[start - 1 : start] == "-"
    one_word = len(words_read.split()) == 1
    if one_word and (is_surname(text, start, end) or (_is_bare_period(reading) and stands_alone(text, start))):
        return True
    if " im " in words_read and _follows_first_name(text, start):
        return True  # "Gustav Sommer im Jahr 1937"
    return bool(GRADES.match(text, end))


def _follows_first_name(text: str, start: int) -> bool:
    match = FIRST_NAME.search(text[max(0, start - LOOK_BACK) : start])
    return match is not None and not NOT_A_NAME.search(match["name"])


def _is_bare_period(reading: TimeReading) -> bool:
    """Whether it is a month or season without a year."""
    point = reading.points[0] if len(reading.points) == 1 else None
    return point is not None and point.lacks_year and point.is_period and point.mod is None


def _is_no_numeric_date(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - LOOK_BACK) : start]
    labelled = FULL_DATE.fullmatch(text[start:end]) and before.endswith(": ")  # Datum der Vorlage: ⟦11.02.2020⟧
    if (is_no_number(text, start) and not labelled) or NUMERIC_RANGE_OF_SECTIONS.search(before):
        return True
    if re.search(r"(?:\d[.,]|[A-Za-z]\d*[./-]|§[ ]?)\Z", before[-4:]) or GRADES.match(text, end):
        return True
    if not SHORT_DATE.match(text[start:end]):
        return False
    if BLOCK_START.search(before):  # "1.5.17 Verfahren" is a section, "6.4.17" alone a date
        return text[end : end + 1] not in ("", "\n", ",") and text[end : end + 2] not in (" |", " –", " -", " ·")
    return text[start:end].endswith(".") and not (DATE_CUE.search(before) or AFTER_SHORT_DATE.search(before))
