"""What the lines of a letterhead look like; the words come from the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.lexicon.word_patterns import join_words

WORDS = lexicon.load_lexicon("letterhead")
LINES = 4096  # different lines that are remembered: papers of one house open alike


_FUNCTION_WORDS = PatternLists("letterhead", "function_words")
ARTICLE = _FUNCTION_WORDS.articles
FROM = _FUNCTION_WORDS["from"]
OF = _FUNCTION_WORDS.of
GENITIVE = _FUNCTION_WORDS.genitives
_NUMBERS = PatternLists("letterhead", "numbers")
NUMBER_WORD = _NUMBERS.words
TITLED_NUMBER = _NUMBERS.short
PRESS_NUMBER = _NUMBERS.press
CURRENCY = _NUMBERS.currencies
_ADDRESSEES = PatternLists("letterhead", "addressees")
DEAR = _ADDRESSEES.dear

NUMBERS = re.compile(
    rf"""(?:^|\b){_NUMBERS.telephones}\b\.?:?[ ]*[+(]?\d[\d ()/–-]{{4,}}  # T 0711 229
      | [\w.+-]{{1,64}}@[\w-]{{1,63}}\.[\w.-]+ | \bwww\. | https?://  # post@musterstadt.de
      | \b{_NUMBERS.addresses}\b                                      # IBAN   Postfach
      | \b(?:D-)?\d{{5}}[ ][A-ZÄÖÜ][a-zäöüß]+                         # 70173 Stuttgart
    """,
    re.VERBOSE,
)
_CONTACT_LISTS = PatternLists("letterhead", "contact")
CONTACT_LABEL = re.compile(rf"{_CONTACT_LISTS.labels}(?:[ ]*[:|].*|[ ]+[+(\d].*|$)", re.IGNORECASE)
OFFERS = re.compile(rf"\b{_CONTACT_LISTS.offers}", re.IGNORECASE)  # Für Rückfragen steht Frau Moor …
_REFERENCE = PatternLists("letterhead", "reference").labels
REFERENCE_LABEL = re.compile(  # Drucksache Nr. 12/2021
    rf"{_REFERENCE}(?:[ ]*:[ ]*|[ ]+)(?:{_NUMBERS.abbreviations}[ ]*)?"
    r"(?=[\w.]*\d|[A-ZÄÖÜ]{1,5}[ -]?\d|[A-Z\d]+[-./ ]|[\w.]{1,8}[/-][\w.]*\d)"
)
REFERENCE_FIELD = re.compile(  # Vorlage Nr.:   and the value stands below
    rf"{_REFERENCE}(?:[ ]*{_NUMBERS.abbreviations})?[ ]*:?", re.IGNORECASE
)
REFERENCE_END = re.compile(  # what follows an Aktenzeichen on its line: the clerk's mark, other fields
    rf"[ ]*(?:[·|;•]|[ ]{{2,}}|,?[ ](?:{_NUMBERS.fields_behind}|{FROM}[ ]\d)).*$"
)
_NAMES = PatternLists("letterhead", "names")
_OFFICE = PatternLists("letterhead", "offices").words
OFFICE_LINE = re.compile(  # Die Landrätin   Referat für Kultur   Referat 12
    rf"(?:{_NAMES.office_starts}[ ])?{_OFFICE}(?:[ ]{_FUNCTION_WORDS.sides}[ ][\w ,-]+|[ ]\d+)?$"
)
_KIND_WORDS = PatternLists("letterhead", "kind_words")
_SUBJECT = _KIND_WORDS.subjects
SUBJECT = re.compile(rf"{_SUBJECT}[ ]*:[ ]*(?P<title>\S.*)", re.IGNORECASE)  # Betreff: Förderung der Musikschulen
_NEWSPAPERS = PatternLists("letterhead", "newspapers")
GAZETTE = re.compile(rf"(?:\w+es )?{_NEWSPAPERS.gazettes}\b")  # Nordmärkisches Amtsblatt
ADDRESSEE = re.compile(rf"{_ADDRESSEES.starts}\b")  # An die Träger der Jugendhilfe
_CLOSING = _ADDRESSEES.closings
CLOSING = re.compile(_CLOSING)

FIELD_BORDER = re.compile(  # …, Pressestelle …   …, Montag, 3. Mai   …, 3. Mai
    rf"[ ]*[·•|][ ]*|[ ]{{3,}}"
    rf"|,[ ](?={TITLED_NUMBER}|{_NAMES.press_parts}\w+[ ]|\w+tag,[ ]\d|\d{{1,2}}\.[ ]?[A-ZÄÖÜ\d])"
)
NUMBERED = re.compile(  # PI 37/03/2025
    rf"(?:{PRESS_NUMBER}[ ]?\d{{1,4}}(?:/\d{{1,4}}){{0,2}}|(?:{TITLED_NUMBER}|[A-Z])[ ]?\d{{1,4}}(?:/\d{{1,4}}){{1,2}})"
    rf"(?:[ ][–-][ ]{_NUMBERS.files}.{{2,40}})?"
)
_PRESS_RELEASE = PatternLists("letterhead", "kinds").press_release
_ENDED = r"(?<=[a-zäöüß0-9)“\"])"
FIELDS_IN_LINE = (
    re.compile(  # Ministerium des Innern - Pressemitteilung Nr.: 044/09 Magdeburg, den 4. Mai 2009 Sander: …
        rf"""(?:(?P<office>[A-ZÄÖÜ][^:.!?]{{3,100}}?)[ ]*[-–—|·,][ ]*)?
      (?P<label>{_PRESS_RELEASE}(?:[ ]*{NUMBER_WORD}?[ ]*:?[ ]*\d[\w/-]*)?)
      (?P<day>[ ,|–-]*(?:{FROM}[ ])?(?:[A-ZÄÖÜ][\w./() -]{{2,40}}?,?[ ])?(?:{_FUNCTION_WORDS.dates}[ ])?
        \d{{1,2}}\.[ ]?(?:\d{{1,2}}\.|[A-Zä-ü][a-zä]+)[ ]?(?:\d{{4}}|\d\d(?!\d)))?
      (?P<title>[ ]*[–—:|-]?[ ]*[^.!?]{{12,220}}?{_ENDED}(?=[ ]{_FUNCTION_WORDS.sentence_openings}[ ]))?
    """,
        re.VERBOSE,
    )
)
MASTHEAD = re.compile(  # Musterstädter Bote, Nordsee-Zeitung
    rf"(?:{ARTICLE}[ ])?(?:[A-ZÄÖÜ][\w-]+[ ]){{0,3}}[A-ZÄÖÜ]?[\w-]*{_NEWSPAPERS.heads}",
    re.VERBOSE,
)
_KIND_TAIL = rf"(?:[ ]*(?:/|{_FUNCTION_WORDS.kind_tails}|\d|[(:|]|[–-][ ]).*)?$"
KIND_LABELS: Mapping[str, re.Pattern[str]] = {  # a line that is little more than the name of the kind
    kind: re.compile(rf"{PatternLists('letterhead', 'kinds')[kind]}{_KIND_TAIL}", re.IGNORECASE)
    for kind in WORDS["kinds"]
}
KIND_WORDS: Mapping[str, re.Pattern[str]] = {  # the name of the kind within a title
    kind: re.compile(rf"\b(?:{join_words(word for word in WORDS['kinds'][kind] if len(word) > 3)})\b")
    for kind in ("letter", "notice", "manifesto", "speech", "agreement", "guideline", "council_paper", "report")
}

_WORD = r"[A-ZÄÖÜ][\w-]*+"
_AND = _FUNCTION_WORDS["and"]
_LIST_ARTICLE = _FUNCTION_WORDS.list_articles
_LIST = rf"{_WORD}(?:(?:,[ ]|[ ]{_AND}[ ]|[ ])(?:{_LIST_ARTICLE}[ ])?(?:{_NAMES.adjectives}[ ])?{_WORD})*+"
_INSTITUTIONS = PatternLists("letterhead", "institutions")
_COMPLEMENT_ARTICLE = _FUNCTION_WORDS.complement_articles
INSTITUTION = re.compile(
    rf"""(?:{_FUNCTION_WORDS.articles_of}[ ])?(?:[A-ZÄÖÜ][\w-]*e[rsn]?[ ]){{0,2}}     # Sächsisches …
      (?:[A-ZÄÖÜ]\w+-[ ]{_FUNCTION_WORDS.conjunctions}[ ])?                       # Gemeinde- und …
      (?!{_INSTITUTIONS.not_institutions}\b)
      (?:(?:[A-ZÄÖÜ][\w-]*?)?(?i:{_INSTITUTIONS.heads})s?(?!\w)                   # … Staatsministerium
        | [A-ZÄÖÜ][\w-]*{_NAMES.compounds}(?:e?s)?(?!\w))                         # … Kreissportbundes
      (?:[ ]{_FUNCTION_WORDS.complements}[ ](?:{_COMPLEMENT_ARTICLE}[ ])?{_LIST}  # … für Kultus und Sport
        | [ ](?!{_NUMBERS.no_names}\b){_WORD})*+
      (?:[ ]e\.[ ]?V\.)?""",
    re.VERBOSE,
)


def _keep_shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words that hold no other one."""
    known = {word.lower() for word in words}
    return tuple(sorted(word for word in known if not any(other in word for other in known - {word})))


_NAMED = _keep_shortest([*WORDS["institutions"]["heads"], *WORDS["names"]["compounds"]])
_NUMBERED = re.compile(rf"[\d@]|www\.|https?:|{_NUMBERS.addresses}")


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
_FORM = PatternLists("letterhead", "forms").labels
FORM_LABEL = re.compile(rf"{_FORM}{_LABEL_END}|[A-ZÄÖÜ][\w/. -]{{1,28}}:(?:\s|$)")
_SECTION = PatternLists("letterhead", "sections").labels
SECTION_LABEL = re.compile(rf"(?:\d\.?[ ])?{_SECTION}(?:[ ]*[:(]|[ ]*$|[ ]{GENITIVE}[ ]\w+[ ]*:?$)")
_TABLE = PatternLists("letterhead", "tables").words
TABLE_WORD = re.compile(rf"(?:{_TABLE}(?:[ ]+|$)){{1,12}}")
_RUNNING_LISTS = PatternLists("letterhead", "running")
RUNNING_WORD = re.compile(rf"(?<!\w){_RUNNING_LISTS.words}(?!\w)", re.IGNORECASE)
PAGE_LINE = re.compile(rf"[-–— ]*(?:{_RUNNING_LISTS.page}[ ]*)?\d{{1,3}}(?:[ ]*(?:/|{OF})[ ]*\d{{1,3}})?[-–— ]*")
_PARTIES = PatternLists("letterhead", "parties")
PARTY = re.compile(rf"(?<![\w]){_PARTIES.names}(?![\w])|\b\w*{_NAMES.group}\b|\b{_PARTIES.marks}\b")
MEMBER = re.compile(  # Stadträtin Dr. Moor
    rf"{_PARTIES.members}[ ](?:{_NAMES.degrees}[ ])*[A-ZÄÖÜ][\w.-]+(?:[ ][A-ZÄÖÜ][\w.-]+)*"
)
_PAPER_TAIL_START = _FUNCTION_WORDS.paper_tail_starts
_PAPER_TAIL = rf"(?:[ ]*(?:[-/|(:\d–]|[A-ZÄÖÜ]{{1,6}}[-/]\d|{_FUNCTION_WORDS.paper_tails}\b|{_PAPER_TAIL_START}).*)?$"
PAPER_LABELS: Mapping[str, re.Pattern[str]] = {  # a line that is little more than what the council calls its paper
    paper: re.compile(rf"{PatternLists('letterhead', 'papers')[paper]}{_PAPER_TAIL}", re.IGNORECASE)
    for paper in WORDS["papers"]
    if paper != "budget"
}
_BUDGET = PatternLists("letterhead", "papers").budget
BUDGET_LABEL = re.compile(rf"{_BUDGET}[ ]*(?:\d{{4}}|$)|.*\b{_KIND_WORDS.budget_within}\b", re.IGNORECASE)
PROGRAMME_TITLE = re.compile(rf"{_KIND_WORDS.programme_titles}[ ]*:")
_PRESS_OFFICE = _KIND_WORDS.press_office
_PRESS_PERSON = _KIND_WORDS.press_people
PRESS_OFFICE = re.compile(rf"\b{_KIND_WORDS.press_mail}|\b{_PRESS_OFFICE}\b|\b{_PRESS_PERSON}")  # Pressesprecherin
OFFICES = re.compile(PatternLists("letterhead", "councils").offices)
_GREETING = PatternLists("letterhead", "bodies").greetings
GREETING = re.compile(rf"{_GREETING}|{DEAR} [A-ZÄÖÜ]")
