"""Places on the calendar that count from the document's own date: "gestern", "im Vorjahr", "am kommenden Montag"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from policytext.german.calendar import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    add_duration,
    read_interval,
    weekday_after,
    weekday_before,
)
from policytext.german.calendar.calendar_names import ORDINAL_WORD
from policytext.lexicon.pattern_lists import PatternLists
from policytext.lexicon.word_patterns import join_words
from policytext.taggers.times.tails import read_tail
from policytext.taggers.times.time_reading import Found, Point, PointReader, TimeFrame
from policytext.taggers.times.time_words import (
    LONG_MONTH,
    SEASON,
    WEEKDAY,
    YEAR_NOUN,
    S,
    cycle_of,
    is_year_noun,
    noun_of,
    shift_of,
)
from policytext.taggers.times.years import year_shape

WORDS = PatternLists("times", "relative")

DAYS_OFF = {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2}
DAY_ADVERB = re.compile(rf"(?:{join_words(f'^{word}' for word in DAYS_OFF)})(?!\w|-[^\W\d_])")  # gestern
SENTENCE_START = re.compile(r"(?:^|[.!?:][ ]|\n|[„“\"»•][ ]?)\Z")
VERB_BEHIND = re.compile(r"[ ][a-zäöü]")
NOWADAYS = re.compile(r"\b[Vv]on[ ]\Z")  # die Gemeinden von ⟦heute⟧
AS_NOUN = re.compile(rf"\b{WORDS.as_nouns}[ ]\Z")  # das ⟦Heute⟧
FROM_THEN = re.compile(rf"[ ]{WORDS.from_then}\b")  # von ⟦heute⟧ an
THIS_YEAR = re.compile(r"[Hh]euer(?!\w|-\w)")  # heuer (Bavaria, Austria, South Tyrol)
YEARS_OFF = {"dies": 0, "letzt": -1, "vor": -1, "vorletzt": -2, "nächst": 1}
YEARS_OWN = re.compile(rf"(?P<which>{join_words(YEARS_OFF)})jährige[nrsm]?(?!\w|-\w)", re.IGNORECASE)  # diesjährigen
DAY_ADJECTIVES = {"gestrig": -1, "heutig": 0, "morgig": 1}
DAYS_OWN = re.compile(
    rf"(?P<which>{join_words(DAY_ADJECTIVES)})e[nrsm]?{S}(?:{WEEKDAY}|Tag)(?:e?s)?(?!\w|-\w)", re.IGNORECASE
)  # am morgigen Dienstag
NOUN = rf"(?:{YEAR_NOUN}(?:e?s)?|{WORDS.units}|{WEEKDAY}s?|{LONG_MONTH}s?|{SEASON}s?)"
ADJECTIVE_NOUN = re.compile(
    rf"""(?P<adjective> [^\W\d_]++ (?: {S} {WORDS.second_adjectives} )? ) {S}   # darauf folgenden Schuljahr
         (?P<noun> {NOUN} ) (?! \w | -\w )                                      # kommenden Jahr, letzten Freitag""",
    re.VERBOSE,
)
ORDINAL_YEAR = re.compile(
    rf"(?:{ORDINAL_WORD}|[1-9]\.){S}(?P<noun>{YEAR_NOUN}(?:e?s)?)(?!\w|-\w)", re.VERBOSE
)  # ersten Förderjahr
NEIGHBOURS = {"vorvorjahr": -2, "vorjahr": -1, "folgejahr": 1}
NEIGHBOUR_YEAR = re.compile(
    rf"(?P<name>{join_words(map(str.capitalize, NEIGHBOURS))})(?:e?s|en?)?(?!\w|-[^\W\d_])"
)  # Vorjahres, Folgejahren
SAME = re.compile(WORDS.same)  # im gleichen Quartal des Vorjahres
SAME_PARTS = {"quartal": "Q", "halbjahr": "H", "monat": "M"}
LAST_YEARS_PART = re.compile(rf"Vorjahres(?P<noun>{WORDS.parts})(?!\w|-\w)")  # Vorjahresquartal
DAYS_OF_STORY = {"darauf": 1, "danach": 1, "zuvor": -1, "davor": -1}
FROM_TOLD = re.compile(rf"{WORDS.days}[ ](?P<way>{join_words(DAYS_OF_STORY)})(?!\w)")  # tags darauf
WEEKEND = re.compile(rf"{WORDS.weekend}(?!\w|-\w)")
BARE_WEEKDAY = re.compile(rf"(?P<day>{WEEKDAY})(?!\w|-\w)", re.VERBOSE)  # am Freitag


def _build_known_point(value: str, *, is_period: bool = True) -> Point:
    """A point whose value is certain."""
    return Point(value.replace("{", "").replace("}", ""), is_period=is_period)


def day_adverb(text: str, position: int, frame: TimeFrame) -> Found | None:
    """heute · gestern · morgen · übermorgen"""
    if not (match := DAY_ADVERB.match(text, position)):
        return None
    word, before = match.group().lower(), text[max(0, position - 5) : position]
    if NOWADAYS.search(before) and not FROM_THEN.match(text, match.end()):
        return None
    if match.group()[0].isupper() and AS_NOUN.search(before):
        return None  # "das Heute"
    if match.group() == "Morgen" and not (SENTENCE_START.search(before) and VERB_BEHIND.match(text, match.end())):
        return None  # "der Morgen"
    if frame.today is None:
        return (match.end(), _build_known_point("PRESENT_REF", is_period=False)) if word == "heute" else None
    day = frame.today + timedelta(days=DAYS_OFF[word])
    return match.end(), _build_known_point(day.isoformat(), is_period=False)


def read_day_adjective(text: str, position: int, frame: TimeFrame) -> Found | None:
    """(am) morgigen Dienstag · gestrigen Tag"""
    match = DAYS_OWN.match(text, position)
    if match is None or frame.today is None:
        return None
    off = DAY_ADJECTIVES[match["which"].lower()]
    return match.end(), _build_known_point((frame.today + timedelta(days=off)).isoformat(), is_period=False)


def this_year(text: str, position: int, frame: TimeFrame) -> Found | None:
    """heuer"""
    match = THIS_YEAR.match(text, position)
    return (match.end(), Point("{0}", shift=0)) if match else None


def read_year_adjective(text: str, position: int, frame: TimeFrame) -> Found | None:
    """diesjährigen · letztjährige"""
    match = YEARS_OWN.match(text, position)
    return (match.end(), Point("{0}", shift=YEARS_OFF[match["which"].lower()], unknown="XXXX")) if match else None


def adjective_noun(text: str, position: int, frame: TimeFrame) -> Found | None:
    """im kommenden Jahr · letzte Woche · am vergangenen Freitag · jeweiligen Haushaltsjahr · laufende Schuljahr"""
    if not (match := ADJECTIVE_NOUN.match(text, position)):
        return None
    known, shift = shift_of(match["adjective"])
    if not known:
        return None
    noun = noun_of(match["noun"])
    point = _shift_noun(noun, shift, frame)
    if point is None:
        return None
    tail = read_tail(text, match.end()) if noun in SAME_PARTS and shift is None else None
    if tail and tail.neighbour and SAME.match(match["adjective"].lower()):
        return tail.end, Point(f"same:{SAME_PARTS[noun]}", shift=tail.shift, unknown=point.shape)
    return (tail.end if tail else match.end()), point


def _shift_noun(noun: str, shift: int | None, frame: TimeFrame) -> Point | None:
    if noun.endswith("jahr") and is_year_noun(noun):
        return Point(year_shape(cycle_of(noun)), shift=shift, open=shift is None, cycle=cycle_of(noun), unknown="XXXX")
    name = noun if noun in MONTHS or noun in WEEKDAYS or noun in SEASONS else noun.removesuffix("s")
    if name in WEEKDAYS:
        return _shift_weekday(WEEKDAYS[name], shift, frame)
    if name in MONTHS:
        return _month_named(MONTHS[name], shift, frame)
    if name in SEASONS:
        return (
            Point(f"{{0}}-{SEASONS[name]}", open=True) if shift is None else _shift_season(SEASONS[name], shift, frame)
        )
    return _shift_unit(name, shift, frame)


def _shift_weekday(weekday: int, shift: int | None, frame: TimeFrame) -> Point:
    today = frame.today
    if today is None or shift is None or abs(shift) > 1:
        return Point("XXXX-XX-XX", open=True, is_period=False)
    if shift == 0:
        return _build_known_point((today + timedelta(days=weekday - today.weekday())).isoformat(), is_period=False)
    day = weekday_after(today, weekday) if shift > 0 else weekday_before(today, weekday)
    return _build_known_point(day.isoformat(), is_period=False)


def _month_named(month: int, shift: int | None, frame: TimeFrame) -> Point:
    today = frame.today
    if today is None or shift is None:
        return Point(f"{{0}}-{month:02}", open=True)
    if shift > 0:
        return Point(f"{{0}}-{month:02}", year=today.year + (month <= today.month))
    return Point(f"{{0}}-{month:02}", year=today.year - (month >= today.month and shift < 0))


def _shift_season(season: str, shift: int, frame: TimeFrame) -> Point:
    """ "letzten Sommer" is the last that is over, "kommenden Herbst" the next to begin, "diesen Sommer" this year's."""
    shape, today = f"{{0}}-{season}", frame.today
    if today is None or abs(shift) > 1 or (shift == 0 and season == "WI"):
        return Point(shape, open=True)
    if shift == 0:
        return Point(shape, shift=0)
    years = range(today.year - 2, today.year + 2)
    days = [(year, *read_interval(shape.format(year))) for year in years]
    over = [year for year, _, last in days if last and last < today]
    ahead = [year for year, first, _ in days if first and first > today]
    return Point(shape, year=over[-1] if shift < 0 else ahead[0])


def _shift_unit(noun: str, shift: int | None, frame: TimeFrame) -> Point | None:
    """Months, weeks, weekends, quarters and half-years, next and last."""
    today, unknown = (
        frame.today,
        {
            "monat": "XXXX-XX",
            "woche": "XXXX-WXX",
            "wochenende": "XXXX-WXX-WE",
            "quartal": "XXXX-QX",
            "halbjahr": "XXXX-HX",
        },
    )
    if noun in ("jahrzehnt", "jahrhundert"):
        return _long_unit(noun, shift, frame)
    if noun not in unknown:
        return Point("XXXX", open=True) if noun == "semester" else None
    if today is None or shift is None:
        return Point(unknown[noun], open=True)
    if noun in ("woche", "wochenende"):
        year, week, _ = (today + timedelta(weeks=shift)).isocalendar()
        return _build_known_point(f"{year}-W{week:02}" + ("-WE" if noun == "wochenende" else ""))
    length = {"monat": 1, "quartal": 3, "halbjahr": 6}[noun]
    years, month = divmod(today.year * 12 + today.month - 1 + shift * length, 12)
    part = f"{month + 1:02}" if length == 1 else f"{'Q' if length == 3 else 'H'}{month // length + 1}"
    return _build_known_point(f"{years}-{part}")


def _long_unit(noun: str, shift: int | None, frame: TimeFrame) -> Point:
    """in diesem ⟦Jahrzehnt⟧: 202, in TIMEX3's way to cut a year"""
    if frame.today is None or shift is None:
        return Point("XXXX", open=True)
    return _build_known_point(
        f"{frame.today.year // 10 + shift}" if noun == "jahrzehnt" else f"{frame.today.year // 100 + shift:02}"
    )


def ordinal_year(text: str, position: int, frame: TimeFrame) -> Found | None:
    """ersten Förderjahr · zweiten Jahr"""
    match = ORDINAL_YEAR.match(text, position)
    if not match or not is_year_noun(match["noun"]) or cycle_of(match["noun"]) != 1:
        return None
    return match.end(), Point("XXXX", open=True)


def neighbour_year(text: str, position: int, frame: TimeFrame) -> Found | None:
    """Vorjahr · Folgejahr · Folgejahren"""
    if not (match := NEIGHBOUR_YEAR.match(text, position)):
        return None
    if match.group().endswith(("re", "ren")):
        return match.end(), Point("XXXX", open=True)
    shift = NEIGHBOURS[match["name"].lower()]
    return match.end(), Point("{0}", shift=shift, told=True)


def last_years_part(text: str, position: int, frame: TimeFrame) -> Found | None:
    """Vorjahresquartal: the quarter told before, a year earlier"""
    match = LAST_YEARS_PART.match(text, position)
    if not match:
        return None
    part = SAME_PARTS[noun_of(match["noun"])]
    return match.end(), Point(f"same:{part}", shift=-1, unknown="XXXX-XX" if part == "M" else f"XXXX-{part}X")


def read_day_from_story(text: str, position: int, frame: TimeFrame) -> Found | None:
    """tags darauf · am Tag zuvor: counted from the day told before"""
    match = FROM_TOLD.match(text, position)
    off = DAYS_OF_STORY[match["way"]] if match else 0
    return (match.end(), Point(f"told:{off}", unknown="XXXX-XX-XX", is_period=False)) if match else None


def read_weekend(text: str, position: int, frame: TimeFrame) -> Found | None:
    """am Wochenende: which one is told by the tense, see `resolving_values.py`"""
    if not (match := WEEKEND.match(text, position)) or frame.today is None:
        return None
    return match.end(), Point("weekend:")


def bare_weekday(text: str, position: int, frame: TimeFrame) -> Found | None:
    """(am) Freitag: its place is told by the tense, see `resolving_values.py`"""
    match = BARE_WEEKDAY.match(text, position)
    return (match.end(), Point(f"weekday:{WEEKDAYS[match['day'].lower()]}", is_period=False)) if match else None


def count_from_day(day: date, value: str, *, sign: int) -> Point | None:
    """ "vor zwei Jahren", "in drei Tagen": the year, month, week or day so far from `day`."""
    reached = add_duration(day, value, sign=sign)
    if reached is None or not value[1:-1].isdecimal():
        return None
    if value.endswith("Y"):
        return _build_known_point(f"{reached.year:04}")
    if value.endswith("M"):
        return _build_known_point(f"{reached.year:04}-{reached.month:02}")
    if value.endswith("W"):
        year, week, _ = reached.isocalendar()
        return _build_known_point(f"{year:04}-W{week:02}")
    return _build_known_point(reached.isoformat(), is_period=False)


AFTER_DIGITS: tuple[PointReader, ...] = (ordinal_year,)
AFTER_WORDS: tuple[PointReader, ...] = (
    day_adverb,
    read_day_adjective,
    this_year,
    read_year_adjective,
    adjective_noun,
    ordinal_year,
    neighbour_year,
    last_years_part,
    read_day_from_story,
    read_weekend,
    bare_weekday,
)
