"""Lines that tell how somebody is reached, and sentences that only name an address."""

from __future__ import annotations

import re
from functools import lru_cache

from policytext.german import contact_details
from policytext.letterhead.patterns import CONTACT_LABEL, LINES, OFFERS, has_numbers

SHORTEST_SENTENCE = 4  # words


@lru_cache(maxsize=LINES)
def is_contact(text: str) -> bool:
    """Whether a line tells how somebody is reached and nothing else: a sentence that names an address says more."""
    return bool(has_numbers(text) or CONTACT_LABEL.match(text)) and not is_sentence(text)


def is_sentence(text: str) -> bool:
    """Whether a line is a sentence of the body, whatever address it names; not one that offers to answer questions.

    >>> is_sentence("Anträge sind bis zum 30. Juni 2020 unter www.nordmark.example zu stellen.")
    True
    """
    if not text.rstrip('“"').endswith((".", "!", "?")):
        return False
    parts, reached = [text[:0]], 0
    for start, end in contact_details.find_contacts(text):
        parts, reached = [*parts, text[reached:start]], end
    bare = "".join((*parts, text[reached:]))
    words = bare.split()
    lower = sum(word[0].islower() and len(word) > 1 for word in words)
    return (
        len(words) >= SHORTEST_SENTENCE
        and lower > 1
        and (OFFERS.search(bare) is None or re.search(r"\d", bare) is not None)
    )
