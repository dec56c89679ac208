"""The fields of a question: their names in German and English, and how their values are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache

from policytext import lexicon
from policytext.archive.search.query.query_tree import UNDATED, Fact
from policytext.archive.search.query.signs import split_sign
from policytext.archive.typed_values import SCALES, day_span
from policytext.errors import BadQuery
from policytext.german.word_forms import fold_umlauts

NUMBER = re.compile(
    r"(?P<digits>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)\s*(?P<scale>[a-zäöü.]*)\s*(?P<unit>€|euro|eur|%|prozent|stellen?)?"
)
RANGE = re.compile(r"(?P<low>[^-–]+?)\s*(?:-|–|\.\.|bis)\s*(?P<high>[^-–]+)")
UNITS = {"€": "", "euro": "", "eur": "", "": "", "%": "%", "prozent": "%", "stelle": "Stelle", "stellen": "Stelle"}
QUOTES = '"„“”‚‘›‹»«'
DAYS = re.compile(
    r"(?P<count>\d{1,5})\s*(?P<unit>d|t|tage?n?|days?|w|wochen?|weeks?|m|monate?n?|months?|j|jahre?n?|years?)?"
)


@dataclass(frozen=True, slots=True)
class QueryField:
    """A field: its name, how a value is read, and an example of one."""

    name: str
    read: Callable[[QueryField, str, date], Fact]
    example: str


def read_fact(name: str, value: str, *, today: date) -> Fact:
    """The fact that `name:value` asks for; an unknown name or value is told the allowed ones."""
    known = _load_field_names()
    field = known.get(name.lower().replace("-", "_"))
    if field is None:
        near = get_close_matches(name.lower(), known, n=1)
        hint = f" (did you mean {near[0]!r}?)" if near else ""
        raise BadQuery(
            f"unknown field {name!r}{hint}: use one of {', '.join(_list_field_names())};"
            " or put quotation marks around it"
        )
    value = value.strip().strip(QUOTES).strip()
    if not value:
        raise BadQuery(f"field {name!r} has no value: give one, such as {name}:{field.example}")
    return field.read(field, value, today)


def _read_text(field: QueryField, value: str, _: date) -> Fact:
    return Fact(field.name, value)


def _read_choice(field: QueryField, value: str, _: date) -> Fact:
    """A value out of a closed list, by its name or a German word for it."""
    allowed: Mapping[str, list[str]] = lexicon.load_lexicon("query")["values"][field.name]
    wanted = value.lower().replace(" ", "_")
    for name, words in allowed.items():
        if wanted == name or wanted in words:
            return Fact(field.name, name)
    told = ", ".join(f"{name} ({words[0]})" if words else name for name, words in allowed.items())
    raise BadQuery(f"unknown value {value!r} of {field.name!r}: use one of {told}")


def _read_area(field: QueryField, value: str, _: date) -> Fact:
    """An area by its name, or by the title of a built-in one."""
    return Fact(field.name, _load_titles().get(fold_umlauts(value.lower()), value))


@cache
def _load_titles() -> dict[str, str]:
    return {
        fold_umlauts(str(told["title"]).lower()): name for name, told in lexicon.load_lexicon("areas")["areas"].items()
    }


def _read_amount(field: QueryField, value: str, _: date) -> Fact:
    sign, rest = split_sign(value)
    between = RANGE.fullmatch(rest) if not sign else None
    if between:
        low, high = _read_number(between["low"]), _read_number(between["high"])
        if low is not None and high is not None:
            scale = high[1] if low[1] == 1.0 else low[1]  # "5-10 Mio" means 5 to 10 million
            first, last = low[0] * scale, high[0] * high[1]
            _check_forwards(first <= last, field, value)
            return Fact(field.name, low[2] or high[2], first, last)
    single = _read_number(rest)
    if single is None:
        raise BadQuery(
            f"cannot read the amount {value!r}: write ab10mio, bis500tsd (>10mio, <=500tsd), 5-10mio, 20%, 3stellen"
        )
    number, unit = single[0] * single[1], single[2]
    ends = {"<": (None, number), ">": (number, None), "": (number, number)}[sign[:1]]
    return Fact(field.name, unit, *ends, strict=sign in ("<", ">"))


def _check_forwards(right: bool, field: QueryField, value: str) -> None:
    if not right:
        raise BadQuery(f"the range {value!r} of {field.name!r} ends before it begins: write the lower end first")


def _read_number(text: str) -> tuple[float, float, str] | None:
    """Number, scale and unit ("10,5 Mio €")."""
    match = NUMBER.fullmatch(text.strip().lower())
    if match is None:
        return None
    scale, unit = match["scale"].replace(".", ""), match["unit"] or ""
    for ending in ("euro", "eur", "prozent", "stellen", "stelle"):  # 10mioeuro, written without a blank
        if scale.endswith(ending):
            scale, unit = scale.removesuffix(ending), ending
    digits = match["digits"]
    plain = digits.replace(".", "") if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits) else digits
    return (float(plain.replace(",", ".")), SCALES[scale], UNITS[unit]) if scale in SCALES else None


def _read_days(field: QueryField, value: str, _: date) -> Fact:
    """A day, month, quarter or year, after a sign or as a range; documents may be asked for that have none."""
    if field.name == "issued" and value.lower() in lexicon.load_lexicon("query")["undated"]["words"]:
        return Fact(field.name, UNDATED)
    sign, rest = split_sign(value)
    between = re.fullmatch(r"(?P<low>.+?)\s*(?:\.\.|bis|–)\s*(?P<high>.+)", rest) or re.fullmatch(
        r"(?P<low>\d{4})-(?P<high>\d{4})", rest
    )
    if between and not sign:
        low, high = _read_span(between["low"], field), _read_span(between["high"], field)
        _check_forwards(low[0] <= high[1], field, value)
        return Fact(field.name, "", low[0], high[1])
    first, last = _read_span(rest, field)
    ends = {"<": (None, first), "<=": (None, last), ">": (last, None), ">=": (first, None), "": (first, last)}[sign]
    return Fact(field.name, "", *ends, strict=sign in ("<", ">"))


def _read_span(text: str, field: QueryField) -> tuple[date, date]:
    found = day_span(text)
    if found is None:
        raise BadQuery(
            f"cannot read the date {text!r} of {field.name!r}: write it as 2018, 2018-06, 2018-06-30, 30.6.2018"
            " or Q2/2018, with vor, bis, ab, nach (<, <=, >=, >) before it or as 2016..2018"
        )
    return found


def _read_since(field: QueryField, value: str, _: date) -> Fact:
    return Fact(field.name, "", _read_span(value, field)[0], None)


def _read_until(field: QueryField, value: str, _: date) -> Fact:
    return Fact(field.name, "", None, _read_span(value, field)[1])


def _read_within(field: QueryField, value: str, today: date) -> Fact:
    match = DAYS.fullmatch(value.lower())
    if match is None:
        raise BadQuery(f"cannot read the number of days {value!r}: write it as 90, 90d, 12w, 3m or 1j")
    length = {"w": 7, "m": 30.44, "j": 365.25, "y": 365.25}.get((match["unit"] or "d")[0], 1)
    days = min(int(int(match["count"]) * length), 365 * 200)
    return Fact("deadline", "", today, today + timedelta(days=days))


FIELDS = {
    field.name: field
    for field in (
        QueryField("speaker", _read_text, "salomon"),
        QueryField("area", _read_area, "integration"),
        QueryField("actor", _read_text, "städtetag"),
        QueryField("amount", _read_amount, "ab10mio"),
        QueryField("deadline", _read_days, "vor2019"),
        QueryField("within", _read_within, "90d"),
        QueryField("status", _read_choice, "demanded"),
        QueryField("kind", _read_choice, "press_release"),
        QueryField("act", _read_choice, "demand"),
        QueryField("said", _read_choice, "quotation"),
        QueryField("since", _read_since, "2016"),
        QueryField("until", _read_until, "2018-06-30"),
        QueryField("issued", _read_days, "2017"),
        QueryField("issuer", _read_text, "städtetag"),
        QueryField("place", _read_text, "freiburg"),
        QueryField("title", _read_text, "haushalt"),
        QueryField("reference", _read_text, "4-7523.12/3"),
        QueryField("id", _read_text, "3f2a9c"),
    )
}


def _list_field_names() -> list[str]:
    german = lexicon.load_lexicon("query")["fields"]
    return [f"{name} ({german[name][0]})" for name in FIELDS]


def _load_field_names() -> dict[str, QueryField]:
    """Every name of a field, German and English."""
    german = lexicon.load_lexicon("query")["fields"]
    return {word: field for name, field in FIELDS.items() for word in (name, *german[name])}
