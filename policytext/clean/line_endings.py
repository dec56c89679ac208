"""How lines begin and end in German: finished or not, list marks, contact lines."""

from __future__ import annotations

import re
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists

FINISHED = re.compile(r"[.!?:;…][“”\"»«’'‘)\]¹²³⁰⁴-⁹*]*$")
DAY = re.compile(r"(\w+)\s\d{1,2}\.$")  # mit Ablauf des 31.⏎Dezember
_NORMS = PatternLists("structure", "norms")
WORD = re.compile(rf"(?:§+|{_NORMS.signs})\s\S+|\S+")  # a sign and its number are not parted by wrapping
OPEN_ADDRESS = re.compile(r"\S@\S*[-.]$|\S@$|(?:www\.|https?://)\S*[-/.]$")  # an address that was broken here
BULLET = re.compile(r"[•▪●◦‣■○·▶►➢✓✔]\s*(?=\S)|[-–—*+][ \t]+(?=\S)")
NUMBER = re.compile(
    rf"""\(?\d{{1,2}}[.)]\s                 # 1. Zuwendungszweck   (2) Die Zuwendung
      | \d{{1,2}}(?:\.\d{{1,2}})+\.?\s  # 4.2 Bemessungsgrundlage
      | \(?[a-zA-Z]{{1,2}}\)\s          # a) Personalausgaben
      | \(\d{{1,2}}[a-z]?\)\s           # (1a) Das Land
      | §+\s?\d+[a-z]?\b                # § 3 Laufzeit
      | {_NORMS.articles}\s\d+\b        # Artikel 2
      | [IVX]{{1,5}}\.\s                # IV. Verfahren
    """,
    re.VERBOSE,
)
_CALENDAR = PatternLists("structure", "calendar")
_MONTH = _CALENDAR.months
_ORDINAL = _CALENDAR.ordinals
NO_NUMBER = re.compile(rf"\d{{1,2}}\.\s(?:{_MONTH}|{_ORDINAL})\b|\d{{1,2}}\.\s\d")  # 3. Mai   18. Lebensjahr
LETTERED_HEAD = re.compile(rf"§+\s?\d+[a-z]?\b|{_NORMS.articles}\s\d+\b")
_CONTACTS = PatternLists("structure", "contacts")
CONTACT = re.compile(
    rf"""(?:{_CONTACTS.telephones}|{_CONTACTS.fields})\b[.:]?\s[\w(+/]  # Tel. 0999 1234   Az. 12.3-45/2021
      | www\. | https?:// | \S+@\S+\.\w+                            # www.musterstadt.de
      | \d{{5}}\s[A-ZÄÖÜ]                                           # 70174 Stuttgart
    """,
    re.VERBOSE,
)
ADDRESS = re.compile(r"(?:www\.|https?://|\S+@\S+|[\w-]+\.(?:de|eu|com|org|net)\b)")


@cache
def function_words() -> frozenset[str]:
    """Words in lower case that cannot end a sentence, abbreviations such as `Nr.` among them."""
    abbreviations = (word.lower() for word in lexicon.load_lexicon("abbreviations")["never_last"])
    never_last = (word for word in abbreviations if " " not in word and len(word) > len("S."))
    return frozenset((*lexicon.load_lexicon("line_ends")["function_words"], *never_last))


def is_finished(text: str) -> bool:
    """Whether a line ends as a sentence, list entry or introduction ends."""
    if FINISHED.search(text) is None or last_word(text).lower() in function_words():
        return False
    day = DAY.search(text)
    return day is None or day[1].lower() not in function_words()


def ends_in_function_word(text: str) -> bool:
    """`in den`, `für rund`: a line that cannot be the last of its sentence."""
    return last_word(text).lower() in function_words()


def breaks_word(text: str) -> bool:
    """Whether a line ends in a hyphen after a letter."""
    return re.search(r"\w[-\u00ad\u2010\u2011¬]$", text) is not None


def starts_lower(text: str) -> bool:
    """Whether a line goes on with a lower-case word that is no address."""
    first = text.lstrip('„“"»‚(–- ')[:1]
    return first.islower() and not ADDRESS.match(text) and not NUMBER.match(text)


def starts_number(text: str) -> bool:
    """Whether a line starts with a number of a list or clause and not with a date."""
    return NUMBER.match(text) is not None and NO_NUMBER.match(text) is None


def first_word(text: str) -> str:
    """The first word up to a blank."""
    match = WORD.search(text)
    return match.group() if match else ""


def last_word(text: str) -> str:
    """The last word after a blank or an opening bracket or mark."""
    return re.split(r"[\s(„\"]", text)[-1]
