"""What the lines of a letterhead look like; the words come from the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from policytext import lexicon

WORDS = lexicon.load_lexicon("letterhead")
LINES = 4096  # different lines that are remembered: papers of one house open alike


def any_of(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


NUMBERS = re.compile(
    r"""(?:^|\b)(?:T|F|M|E|Tel|Fax|Telefon|Telefax|Mobil|Durchwahl|Fon)\b\.?:?[ ]*[+(]?\d[\d ()/–-]{4,}  # T 0711 229
      | [\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]+ | \bwww\. | https?:// | \bIBAN\b | \bBIC\b
      | \b(?:D-)?\d{5}[ ][A-ZÄÖÜ][a-zäöüß]+ | \bPostfach\b                      # 70173 Stuttgart
    """,
    re.VERBOSE,
)
CONTACT_LABEL = re.compile(rf"(?:{any_of(WORDS['contact']['labels'])})(?:[ ]*[:|].*|[ ]+[+(\d].*|$)", re.IGNORECASE)
OFFERS = re.compile(rf"\b(?:{any_of(WORDS['contact']['offers'])})", re.IGNORECASE)  # Für Rückfragen steht Frau Moor …
REFERENCE_LABEL = re.compile(
    rf"(?:{any_of(WORDS['reference']['labels'])})(?:[ ]*:[ ]*|[ ]+)(?:Nr\.?[ ]*)?"
    r"(?=[\w.]*\d|[A-ZÄÖÜ]{1,5}[ -]?\d|[A-Z\d]+[-./ ]|[\w.]{1,8}[/-][\w.]*\d)"
)
REFERENCE_FIELD = re.compile(  # Vorlage Nr.:   and the value stands below
    rf"(?:{any_of(WORDS['reference']['labels'])})(?:[ ]*Nr\.?)?[ ]*:?", re.IGNORECASE
)
REFERENCE_END = re.compile(  # what follows an Aktenzeichen on its line: the clerk's mark, other fields
    r"[ ]*(?:[·|;•]|[ ]{2,}|,?[ ](?:Datum|Telefon|Tel\.|Bearbeiter|vom[ ]\d|Ihr[ ]Zeichen)).*$"
)
OFFICE_LINE = re.compile(
    r"(?:(?:Der|Die|Das|Stellvertretende[rs]?|Geschäftsführende[rs]?)[ ])?"
    rf"(?:{any_of(WORDS['offices']['words'])})(?:[ ](?:für|der|des|im|in)[ ][\w ,-]+|[ ]\d+)?$"
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
    r"(?:(?:PI|PM|MI|MM)[ ]?\d{1,4}(?:/\d{1,4}){0,2}|(?:Nr\.|"
    r"[A-Z])[ ]?\d{1,4}(?:/\d{1,4}){1,2})(?:[ ][–-][ ]Az\..{2,40})?"
)  # PI 37/03/2025
_ENDED = r"(?<=[a-zäöüß0-9)“\"])"
FIELDS_IN_LINE = (
    re.compile(  # Ministerium des Innern - Pressemitteilung Nr.: 044/09 Magdeburg, den 4. Mai 2009 Sander: …
        rf"""(?:(?P<office>[A-ZÄÖÜ][^:.!?]{{3,100}}?)[ ]*[-–—|·,][ ]*)?
      (?P<label>(?:{any_of(WORDS["kinds"]["press_release"])})(?:[ ]*(?:Nr\.?|Nummer)?[ ]*:?[ ]*\d[\w/-]*)?)
      (?P<day>[ ,|–-]*(?:vom[ ])?(?:[A-ZÄÖÜ][\w./() -]{{2,40}}?,?[ ])?(?:den[ ]|am[ ])?
        \d{{1,2}}\.[ ]?(?:\d{{1,2}}\.|[A-Zä-ü][a-zä]+)[ ]?(?:\d{{4}}|\d\d(?!\d)))?
      (?P<title>[ ]*[–—:|-]?[ ]*[^.!?]{{12,220}}?{_ENDED}
        (?=[ ](?:Der|Die|Das|Den|Dem|Mit|Im|In|Für|Zum|Zur|Rund|Heute|Ein|Eine)[ ]))?
    """,
        re.VERBOSE,
    )
)
MASTHEAD = re.compile(  # Musterstädter Bote, Nordsee-Zeitung
    r"""(?:(?:Der|Die|Das)[ ])?(?:[A-ZÄÖÜ][\w-]+[ ]){0,3}[A-ZÄÖÜ]?[\w-]*
      (?:[Zz]eitung|[Bb]ote|[Tt]ageblatt|[Tt]agblatt|[Nn]achrichten|[Aa]nzeiger|[Kk]urier|[Rr]undschau|[Aa]llgemeine
        |[Mm]orgenpost|[Vv]olksblatt|[Aa]mtsblatt|[Ee]cho)""",
    re.VERBOSE,
)
_KIND_TAIL = r"(?:[ ]*(?:/|Nr\.?|Nummer|vom|\d|[(:|]|[–-][ ]|der[ ]|des[ ]|und[ ]Presse).*)?$"
KIND_LABELS: Mapping[str, re.Pattern[str]] = {  # a line that is little more than the name of the kind
    kind: re.compile(rf"(?:{any_of(words)}){_KIND_TAIL}", re.IGNORECASE) for kind, words in WORDS["kinds"].items()
}
KIND_WORDS: Mapping[str, re.Pattern[str]] = {  # the name of the kind within a title
    kind: re.compile(rf"\b(?:{any_of([word for word in WORDS['kinds'][kind] if len(word) > 3])})\b")
    for kind in ("letter", "notice", "manifesto", "speech", "agreement", "guideline", "council_paper", "report")
}

_WORD = r"[A-ZÄÖÜ][\w-]*+"
_ADJECTIVE = r"(?:ländlichen|gesellschaftlichen|öffentlichen|europäische)[ ]"
_LIST = rf"{_WORD}(?:(?:,[ ]|[ ]und[ ]|[ ])(?:(?:für|der|des|den|die|das)[ ])?(?:{_ADJECTIVE})?{_WORD})*+"
_HEADS = any_of(WORDS["institutions"]["heads"])
INSTITUTION = re.compile(
    rf"""(?:(?:Der|Die|Das|Des)[ ])?(?:[A-ZÄÖÜ][\w-]*e[rsn]?[ ]){{0,2}}                      # Sächsisches …
      (?:[A-ZÄÖÜ]\w+-[ ](?:und|oder)[ ])?                                               # Gemeinde- und …
      (?!(?:{any_of(WORDS["institutions"]["not_institutions"])})\b)
      (?:(?:[A-ZÄÖÜ][\w-]*?)?(?i:{_HEADS})s?(?!\w)  # … Staatsministerium
        | [A-ZÄÖÜ][\w-]*(?:ministerium|verband|kammer|tag|kreis|amt|werk|bund)(?:e?s)?(?!\w))
      (?:[ ](?:für|der|des|im|in|am|an[ ]der|von)[ ](?:(?:den|die|das|der)[ ])?{_LIST}     # … für Kultus und Sport
        | [ ](?!(?:Nr|Az)\b){_WORD})*+
      (?:[ ]e\.[ ]?V\.)?""",
    re.VERBOSE,
)
_ENDINGS = ("ministerium", "verband", "kammer", "tag", "kreis", "amt", "werk", "bund")


def _keep_shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words that hold no other one."""
    known = {word.lower() for word in words}
    return tuple(sorted(word for word in known if not any(other in word for other in known - {word})))


_NAMED = _keep_shortest([*WORDS["institutions"]["heads"], *_ENDINGS])
_NUMBERED = re.compile(r"[\d@]|www\.|https?:|IBAN|BIC|Postfach")


@lru_cache(maxsize=LINES)
def opens_with_institution(line: str) -> bool:
    """Whether a line begins with an institution's name."""
    lower = line.lower()
    return any(word in lower for word in _NAMED) and INSTITUTION.match(line) is not None


@lru_cache(maxsize=LINES)
def is_institution(line: str) -> bool:
    """Whether a line is an institution's name and nothing else."""
    return opens_with_institution(line) and INSTITUTION.fullmatch(line) is not None


def has_numbers(line: str) -> bool:
    """Whether a line has a telephone number, an address, a bank account."""
    return _NUMBERED.search(line) is not None and NUMBERS.search(line) is not None


SPACED_LETTERS = re.compile(r"\b(\w) (?=\w\b)")
_LABEL_END = r"(?:[ ]*:|[ ]*$|[ ]+(?=\d))"
FORM_LABEL = re.compile(rf"(?:{any_of(WORDS['forms']['labels'])}){_LABEL_END}|[A-ZÄÖÜ][\w/. -]{{1,28}}:(?:\s|$)")
SECTION_LABEL = re.compile(
    rf"(?:\d\.?[ ])?(?:{any_of(WORDS['sections']['labels'])})(?:[ ]*[:(]|[ ]*$|[ ](?:des|der)[ ]\w+[ ]*:?$)"
)
_TABLE = any_of(WORDS["tables"]["words"])
TABLE_WORD = re.compile(rf"(?:(?:{_TABLE})(?:[ ]+|$)){{1,12}}")
RUNNING_WORD = re.compile(rf"(?<!\w)(?:{any_of(WORDS['running']['words'])})(?!\w)", re.IGNORECASE)
PAGE_LINE = re.compile(
    rf"[-–— ]*(?:(?:{any_of(WORDS['running']['page'])})[ ]*)?\d{{1,3}}(?:[ ]*(?:/|von)[ ]*\d{{1,3}})?[-–— ]*"
)
_PARTY = any_of(WORDS["parties"]["names"])
PARTY = re.compile(
    rf"(?<![\w])(?:{_PARTY})(?![\w])|\b\w*(?:fraktion(?:en)?|Fraktion(?:en)?)\b|"
    rf"\b(?:{any_of(WORDS['parties']['marks'])})\b"
)
MEMBER = re.compile(
    rf"(?:{any_of(WORDS['parties']['members'])})[ ](?:(?:Prof\.|Dr\.|h\.[ ]?c\.|"
    rf"med\.)[ ])*[A-ZÄÖÜ][\w.-]+(?:[ ][A-ZÄÖÜ][\w.-]+)*"
)
_PAPER_TAIL = (
    r"(?:[ ]*(?:[-/|(:\d–]|[A-ZÄÖÜ]{1,6}[-/]\d|Nr\b|zum\b|zur\b|zu\b|der\b|des\b|vom\b|und\b|gem(?:äß|\.)|"
    r"an[ ]den\b|öffentlich\b|über\b|für\b).*)?$"
)
PAPER_LABELS: Mapping[str, re.Pattern[str]] = {  # a line that is little more than what the council calls its paper
    paper: re.compile(rf"(?:{any_of(words)}){_PAPER_TAIL}", re.IGNORECASE)
    for paper, words in WORDS["papers"].items()
    if paper != "budget"
}
BUDGET_LABEL = re.compile(
    rf"(?:{any_of(WORDS['papers']['budget'])})[ ]*(?:\d{{4}}|$)|.*\b(?:DHH|HH-Plan|Haushaltsplan)\b", re.IGNORECASE
)
PROGRAMME_TITLE = re.compile(r"(?:Titel der Förderlinie|Förderprogramm|Name des Programms)[ ]*:")
OFFICES = re.compile(any_of(WORDS["councils"]["offices"]))
GREETING = re.compile(rf"(?:{any_of(WORDS['bodies']['greetings'])})|Liebe[rs]? [A-ZÄÖÜ]")
