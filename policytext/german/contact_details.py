"""Telephone numbers, e-mail, web and postal addresses: what lets somebody be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.lexicon import load_lexicon
from policytext.lexicon.pattern_lists import PatternLists

_CONTACTS = PatternLists("sentences", "contacts")
_BEHIND_LEAD = "|".join(rf"(?<={word}[ ])" for word in load_lexicon("sentences")["contacts"]["leads"])
CONTACT = re.compile(
    rf"""
      (?<![\w.+-])[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,6}}          # info@nordmark.example
    | (?:https?://|\bwww\.)[^\s<>()„“"]{{1,300}}(?<![.,;:!?])                # www.nordmark.example/vereine
    | (?<![\w.])(?:(?i:{_CONTACTS.labels})\b\.?{_CONTACTS.number}?|[TFM]\b\.?)[ ]?:?[ ]{{0,3}}
      (?:\+\d{{1,3}}[ ]?)?\(?\d[\d ()/–-]{{3,20}}\d                           # Tel. 0711 229-12
    | (?:\+49[ ]?(?:\(0\)[ ]?)?|\(0[1-9]\d{{1,4}}\)[ ]?
        |(?:{_BEHIND_LEAD})0[1-9]\d{{1,4}}[ ]?[/–-]?[ ]?
      )\d[\d /–-]{{3,16}}\d                                                 # unter 0711 229-12   (0711) 22912
    | (?<![\w.,])(?:D-)?(?P<code>\d{{5}})[ ](?P<place>[A-ZÄÖÜ][a-zäöüß-]{{2,40}})
      (?:[ ]{_CONTACTS.near}[ ][A-ZÄÖÜ][a-zäöüß]{{1,40}})?                  # 12345 Au am Berg
    | \b{_CONTACTS.box}[ ]\d[\d ]{{1,8}}
    """,
    re.VERBOSE,
)
STREET = re.compile(r"[A-ZÄÖÜ][\w.-]{2,40}(?:[ ][A-ZÄÖÜ][\w.-]{1,30})?[ ]\d{1,4}[ ]?[a-z]?,[ ]{1,2}$")  # Lange Gasse 5,
LONGEST_STREET = 60
COUNTED = re.compile(_CONTACTS.counted)  # 25000 |Euro


def find_contacts(text: str) -> Iterator[tuple[int, int]]:
    """The spans of telephone numbers and addresses in a text, in order.

    >>> [text[a:b] for text in ["Mehr unter www.au.example."] for a, b in find_contacts(text)]
    ['www.au.example']
    """
    for match in CONTACT.finditer(text):
        start, end = match.span()
        if match["code"]:
            if COUNTED.match(match["place"]):
                continue
            street = STREET.search(text, max(0, start - LONGEST_STREET), start)
            start = street.start() if street else start
        yield start, end
