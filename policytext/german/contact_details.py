"""Telephone numbers, e-mail, web and postal addresses: what lets somebody be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

CONTACT = re.compile(
    r"""
      (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}          # info@nordmark.example
    | (?:https?://|\bwww\.)[^\s<>()„“"]{1,300}(?<![.,;:!?])                # www.nordmark.example/vereine
    | (?<![\w.])(?:(?i:Tel|Fax|Telefon|Telefax|Mobil|Durchwahl|Fon|Ruf)\b\.?(?:nummer)?|[TFM]\b\.?)[ ]?:?[ ]{0,3}
      (?:\+\d{1,3}[ ]?)?\(?\d[\d ()/–-]{3,20}\d                           # Tel. 0711 229-12
    | (?:\+49[ ]?(?:\(0\)[ ]?)?|\(0[1-9]\d{1,4}\)[ ]?
        |(?:(?<=unter[ ])|(?<=Nummer[ ]))0[1-9]\d{1,4}[ ]?[/–-]?[ ]?
      )\d[\d /–-]{3,16}\d                                                 # unter 0711 229-12   (0711) 22912
    | (?<![\w.,])(?:D-)?(?P<code>\d{5})[ ](?P<place>[A-ZÄÖÜ][a-zäöüß-]{2,40})
      (?:[ ](?:am|an[ ]der|im|bei)[ ][A-ZÄÖÜ][a-zäöüß]{1,40})?             # 12345 Au am Berg
    | \bPostfach[ ]\d[\d ]{1,8}
    """,
    re.VERBOSE,
)
STREET = re.compile(r"[A-ZÄÖÜ][\w.-]{2,40}(?:[ ][A-ZÄÖÜ][\w.-]{1,30})?[ ]\d{1,4}[ ]?[a-z]?,[ ]{1,2}$")  # Lange Gasse 5,
LONGEST_STREET = 60
COUNTED = re.compile(  # what five figures count where they are no postal code: 25000 Euro, 10000 Menschen
    r"Euro|EUR|Mio|Mrd|Tonnen|Stellen|Plätze|Personen|Einwohner|Kinder|Menschen|Stück|Quadrat|Besuch|Mitglied|Haushalt"
    r"|Wohn|Bäume|Kilo|Meter|Mark"
)


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
