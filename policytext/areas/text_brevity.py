"""What the classifier makes of words: those that tell nothing of an area, and marks of a text that are no words."""

from __future__ import annotations

import re

from policytext import lexicon
from policytext.german.word_forms import strip_invisible, tokenize_words
from policytext.lexicon.pattern_lists import PatternLists

FUNCTION_WORDS = frozenset(lexicon.load_lexicon("areas_words")["function"])
GRANT_WORDS = frozenset(lexicon.load_lexicon("areas_words")["grants"])  # they stand in every area alike
SKIPPED = FUNCTION_WORDS | GRANT_WORDS
_MONEY = PatternLists("areas_phrases", "money")
SIGNS = {  # marks of a text that are no words
    "money": re.compile(rf"\d[\d.,\s]{{0,20}}(?:€|{_MONEY.units}\b|{_MONEY.large})"),  # 80.000 Euro
    "share": re.compile(rf"\d\s*(?:%|{_MONEY.shares})"),  # 50 Prozent
    "law": re.compile(rf"§|\b{_MONEY.laws}"),  # § 4 Abs. 2
    "score": re.compile(r"\b\d{1,2}:\d{1,2}\b"),  # 3:1, auch 19:30
    "degrees": re.compile(rf"\b{_MONEY.degrees}\b|°"),  # 14 Grad
    "address": re.compile(r"@|www\.|https?:|\b\d{5}\b|\b0\d{2,}[ /-]\d"),  # 70173   0711 2292
    "date": re.compile(r"\b(?:19|20)\d\d\b"),  # 2019
    "quotation": re.compile(r"[„“»«\"]"),
    "greeting": re.compile(r"[!?]"),
}


def measure_brevity(text: str) -> float:
    """1 / (1 + number of telling words): near 0 for a paragraph, a half for a single word."""
    return 1.0 / (1.0 + sum(1 for _, _, word in tokenize_words(strip_invisible(text)) if word not in SKIPPED))
