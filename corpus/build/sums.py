"""What a German amount says: number, scale and unit out of its words, so that an annotation need not repeat them."""

from __future__ import annotations

import re

from marks import BadMark

WORDS = {
    word: float(value)
    for value, word in enumerate("null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split())
}
WORDS |= dict.fromkeys("eine einer einen eines einem".split(), 1.0) | {"halbe": 0.5, "halben": 0.5, "anderthalb": 1.5}
WORDS |= {"fünfzehn": 15.0, "zwanzig": 20.0, "dreißig": 30.0, "fünfzig": 50.0, "hundert": 100.0, "tausend": 1000.0}
NUMBER = re.compile(
    r"\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?(?!\d)|\d+(?:,\d+)?(?:\.\d+)?|\b(?:" + "|".join(WORDS) + r")\b", re.IGNORECASE
)
SCALES = ((r"Mrd|Milliarde", 1e9), (r"Mio|Million", 1e6), (r"Tsd|Tausend|\btausend\b|TEUR|T€|T-EUR", 1e3))
UNITS = (
    (r"Prozent|%|v\. ?H\.", "%"),
    (r"[Ss]telle|VZÄ|VzÄ|VZW|\bVK\b|Vollzeit", "Stelle"),
    (r"\bDM\b|D-Mark", "DEM"),
    (r"Kronen", "CZK"),
    (r"Franken", "CHF"),
)
KINDS = {"%": "share", "Stelle": "positions"}


def number(words: str) -> float:
    """One number: "18.200,50" is 18200.5, "drei" is 3."""
    plain = re.sub(r"\s", "", words)
    if plain.lower() in WORDS:
        return WORDS[plain.lower()]
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", plain) or "," in plain:
        return float(plain.replace(".", "").replace(",", "."))
    return float(plain)


def value(words: str) -> tuple[list[float], str, str]:
    """The numbers of an amount (two of a range), its unit and its kind; a cell without unit is money in euros."""
    words = re.sub(r"\s+", " ", words)
    scale = next((factor for pattern, factor in SCALES if re.search(pattern, words)), 1.0)
    unit = next((unit for pattern, unit in UNITS if re.search(pattern, words)), "EUR")
    found = [
        match[0]
        for match in NUMBER.finditer(words)
        if scale != 1000 or match[0] not in ("tausend", "Tausend") or match.start() == 0
    ]
    if not found:
        raise BadMark(f"no number in {words!r}")
    return [round(number(one) * scale, 4) for one in found[:2]], unit, KINDS.get(unit, "money")
