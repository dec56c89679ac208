"""What the lines of a letterhead look like; the words come from the lexicon."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policytext import lexicon

WORDS = lexicon.load("letterhead")


def _any_of(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


NUMBERS = re.compile(
    r"""(?:^|\b)(?:T|F|M|E|Tel|Fax|Telefon|Telefax|Mobil|Durchwahl|Fon)\b\.?:?[ ]*[+(]?\d[\d ()/–-]{4,}  # T 0711 229
      | [\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]+ | \bwww\. | https?:// | \bIBAN\b | \bBIC\b
      | \b(?:D-)?\d{5}[ ][A-ZÄÖÜ][a-zäöüß]+ | \bPostfach\b                      # 70173 Stuttgart
    """,
    re.VERBOSE,
)
CONTACT_LABEL = re.compile(rf"(?:{_any_of(WORDS['contact']['labels'])})(?:[ ]*[:|].*|[ ]+[+(\d].*|$)", re.IGNORECASE)
REFERENCE_LABEL = re.compile(
    rf"(?:{_any_of(WORDS['reference']['labels'])})(?:[ ]*:[ ]*|[ ]+)(?:Nr\.?[ ]*)?"
    r"(?=[\w.]*\d|[A-ZÄÖÜ]{1,5}[ -]?\d|[A-Z\d]+[-./ ])"
)
REFERENCE_END = re.compile(  # what follows an Aktenzeichen on its line: the clerk's mark, other fields
    r"[ ]*(?:[·|;•]|[ ]{2,}|,?[ ](?:Datum|Telefon|Tel\.|Bearbeiter|vom[ ]\d|Ihr[ ]Zeichen)).*$"
)
OFFICE_LINE = re.compile(
    r"(?:(?:Der|Die|Das|Stellvertretende[rs]?|Geschäftsführende[rs]?)[ ])?"
    rf"(?:{_any_of(WORDS['offices']['words'])})(?:[ ](?:für|der|des|im|in)[ ][\w ,-]+|[ ]\d+)?$"
)
SUBJECT = re.compile(
    r"(?:Betreff|Betrifft|Betr\.|Subject|Thema|Gegenstand|Titel)[ ]*:[ ]*(?P<title>\S.*)", re.IGNORECASE
)
GAZETTE = re.compile(r"(?:\w+es )?(?:Amtsblatt|Ministerialblatt|Gesetz- und Verordnungsblatt|Bundesanzeiger)\b")
ADDRESSEE = re.compile(r"(?:An (?:die|den|das|alle)|Herrn?|Frau|Eheleute|Firma)\b")
CLOSING = re.compile(r"(?:Mit freundlichen Grüßen|Freundliche Grüße|Mit besten Grüßen|gez\.)")

FIELD_BORDER = re.compile(
    r"[ ]*[·•|][ ]*|[ ]{3,}|,[ ](?=Nr\.|(?:Presse|Medien)\w+[ ]|\w+tag,[ ]\d|\d{1,2}\.[ ]?[A-ZÄÖÜ\d])"
)
NUMBERED = re.compile(
    r"(?:PI|PM|MI|MM|Nr\.|[A-Z])[ ]?\d{1,4}(?:/\d{1,4}){1,2}(?:[ ][–-][ ]Az\..{2,40})?"
)  # PI 37/03/2025
MASTHEAD = re.compile(  # Musterstädter Bote, Nordsee-Zeitung
    r"""(?:(?:Der|Die|Das)[ ])?(?:[A-ZÄÖÜ][\w-]+[ ]){0,3}[A-ZÄÖÜ]?[\w-]*
      (?:[Zz]eitung|[Bb]ote|[Tt]ageblatt|[Tt]agblatt|[Nn]achrichten|[Aa]nzeiger|[Kk]urier|[Rr]undschau|[Aa]llgemeine
        |[Mm]orgenpost|[Vv]olksblatt|[Aa]mtsblatt|[Ee]cho)""",
    re.VERBOSE,
)
_KIND_TAIL = r"(?:[ ]*(?:/|Nr\.?|Nummer|vom|\d|[(:|]|[–-][ ]|der[ ]|des[ ]|und[ ]Presse).*)?$"
KIND_LABELS: Mapping[str, re.Pattern[str]] = {  # a line that is little more than the name of the kind
    kind: re.compile(rf"(?:{_any_of(words)}){_KIND_TAIL}", re.IGNORECASE) for kind, words in WORDS["kinds"].items()
}
KIND_WORDS: Mapping[str, re.Pattern[str]] = {  # the name of the kind within a title
    kind: re.compile(rf"\b(?:{_any_of([word for word in WORDS['kinds'][kind] if len(word) > 3])})\b")
    for kind in ("guideline", "agreement", "council_paper")
}

_WORD = r"[A-ZÄÖÜ][\w-]*+"
_ADJECTIVE = r"(?:ländlichen|gesellschaftlichen|öffentlichen|europäische)[ ]"
_LIST = rf"{_WORD}(?:(?:,[ ]|[ ]und[ ]|[ ])(?:(?:für|der|des|den|die|das)[ ])?(?:{_ADJECTIVE})?{_WORD})*+"
_HEADS = _any_of(WORDS["institutions"]["heads"]).replace(" ", "[ ]")
INSTITUTION = re.compile(
    rf"""(?:(?:Der|Die|Das|Des)[ ])?(?:[A-ZÄÖÜ][\w-]*e[rsn]?[ ]){{0,2}}                      # Sächsisches …
      (?:(?:[A-ZÄÖÜ][\w-]*?)?(?i:{_HEADS})s?(?!\w)  # … Staatsministerium
        | [A-ZÄÖÜ][\w-]*(?:ministerium|verband|kammer|tag|kreis|amt|werk|bund)(?:e?s)?(?!\w))
      (?:[ ](?:für|der|des|im|in|am|an[ ]der|von)[ ](?:(?:den|die|das|der)[ ])?{_LIST}     # … für Kultus und Sport
        | [ ](?!(?:Nr|Az)\b){_WORD})*+
      (?:[ ]e\.[ ]?V\.)?""",
    re.VERBOSE,
)
