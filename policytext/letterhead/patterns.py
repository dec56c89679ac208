"""What the lines of a letterhead look like; the words come from the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from policytext import lexicon
from policytext.lexicon.word_patterns import join_list, join_words

WORDS = lexicon.load_lexicon("letterhead")
LINES = 4096  # different lines that are remembered: papers of one house open alike


def group_words(*path: str) -> str:
    """A group of the words in one list of the lexicon of letterheads, as a piece of a pattern."""
    return f"(?:{join_list('letterhead', *path)})"


ARTICLE = group_words("function_words", "articles")
FROM = group_words("function_words", "from")
OF = group_words("function_words", "of")
GENITIVE = group_words("function_words", "genitives")
NUMBER_WORD = group_words("numbers", "words")
TITLED_NUMBER = group_words("numbers", "short")
PRESS_NUMBER = group_words("numbers", "press")
CURRENCY = group_words("numbers", "currencies")
DEAR = group_words("addressees", "dear")

_TELEPHONE = group_words("numbers", "telephones")
_ADDRESS = group_words("numbers", "addresses")
NUMBERS = re.compile(
    rf"""(?:^|\b){_TELEPHONE}\b\.?:?[ ]*[+(]?\d[\d ()/–-]{{4,}}                    # T 0711 229
      | [\w.+-]{{1,64}}@[\w-]{{1,63}}\.[\w.-]+ | \bwww\. | https?://             # post@musterstadt.de
      | \b{_ADDRESS}\b                                                         # IBAN   Postfach
      | \b(?:D-)?\d{{5}}[ ][A-ZÄÖÜ][a-zäöüß]+                                  # 70173 Stuttgart
    """,
    re.VERBOSE,
)
_CONTACT = group_words("contact", "labels")
CONTACT_LABEL = re.compile(rf"{_CONTACT}(?:[ ]*[:|].*|[ ]+[+(\d].*|$)", re.IGNORECASE)
_OFFER = group_words("contact", "offers")
OFFERS = re.compile(rf"\b{_OFFER}", re.IGNORECASE)  # Für Rückfragen steht Frau Moor …
_ABBREVIATED = group_words("numbers", "abbreviations")
_REFERENCE = group_words("reference", "labels")
REFERENCE_LABEL = re.compile(  # Drucksache Nr. 12/2021
    rf"{_REFERENCE}(?:[ ]*:[ ]*|[ ]+)(?:{_ABBREVIATED}[ ]*)?"
    r"(?=[\w.]*\d|[A-ZÄÖÜ]{1,5}[ -]?\d|[A-Z\d]+[-./ ]|[\w.]{1,8}[/-][\w.]*\d)"
)
REFERENCE_FIELD = re.compile(  # Vorlage Nr.:   and the value stands below
    rf"{_REFERENCE}(?:[ ]*{_ABBREVIATED})?[ ]*:?", re.IGNORECASE
)
_FIELD_BEHIND = group_words("numbers", "fields_behind")
REFERENCE_END = re.compile(  # what follows an Aktenzeichen on its line: the clerk's mark, other fields
    rf"[ ]*(?:[·|;•]|[ ]{{2,}}|,?[ ](?:{_FIELD_BEHIND}|{FROM}[ ]\d)).*$"
)
_OFFICE_START = group_words("names", "office_starts")
_OFFICE = group_words("offices", "words")
_SIDE = group_words("function_words", "sides")
OFFICE_LINE = re.compile(  # Die Landrätin   Referat für Kultur   Referat 12
    rf"(?:{_OFFICE_START}[ ])?{_OFFICE}(?:[ ]{_SIDE}[ ][\w ,-]+|[ ]\d+)?$"
)
_SUBJECT = group_words("kind_words", "subjects")
SUBJECT = re.compile(rf"{_SUBJECT}[ ]*:[ ]*(?P<title>\S.*)", re.IGNORECASE)  # Betreff: Förderung der Musikschulen
_GAZETTE = group_words("newspapers", "gazettes")
GAZETTE = re.compile(rf"(?:\w+es )?{_GAZETTE}\b")  # Nordmärkisches Amtsblatt
_ADDRESSEE = group_words("addressees", "starts")
ADDRESSEE = re.compile(rf"{_ADDRESSEE}\b")  # An die Träger der Jugendhilfe
_CLOSING = group_words("addressees", "closings")
CLOSING = re.compile(_CLOSING)

_PRESS_PART = group_words("names", "press_parts")
FIELD_BORDER = re.compile(  # …, Pressestelle …   …, Montag, 3. Mai   …, 3. Mai
    rf"[ ]*[·•|][ ]*|[ ]{{3,}}"
    rf"|,[ ](?={TITLED_NUMBER}|{_PRESS_PART}\w+[ ]|\w+tag,[ ]\d|\d{{1,2}}\.[ ]?[A-ZÄÖÜ\d])"
)
_FILE = group_words("numbers", "files")
NUMBERED = re.compile(  # PI 37/03/2025
    rf"(?:{PRESS_NUMBER}[ ]?\d{{1,4}}(?:/\d{{1,4}}){{0,2}}|(?:{TITLED_NUMBER}|[A-Z])[ ]?\d{{1,4}}(?:/\d{{1,4}}){{1,2}})"
    rf"(?:[ ][–-][ ]{_FILE}.{{2,40}})?"
)
_PRESS_RELEASE = group_words("kinds", "press_release")
_BEFORE_DAY = group_words("function_words", "dates")
_SENTENCE_OPENING = group_words("function_words", "sentence_openings")
_ENDED = r"(?<=[a-zäöüß0-9)“\"])"
FIELDS_IN_LINE = (
    re.compile(  # Ministerium des Innern - Pressemitteilung Nr.: 044/09 Magdeburg, den 4. Mai 2009 Sander: …
        rf"""(?:(?P<office>[A-ZÄÖÜ][^:.!?]{{3,100}}?)[ ]*[-–—|·,][ ]*)?
      (?P<label>{_PRESS_RELEASE}(?:[ ]*{NUMBER_WORD}?[ ]*:?[ ]*\d[\w/-]*)?)
      (?P<day>[ ,|–-]*(?:{FROM}[ ])?(?:[A-ZÄÖÜ][\w./() -]{{2,40}}?,?[ ])?(?:{_BEFORE_DAY}[ ])?
        \d{{1,2}}\.[ ]?(?:\d{{1,2}}\.|[A-Zä-ü][a-zä]+)[ ]?(?:\d{{4}}|\d\d(?!\d)))?
      (?P<title>[ ]*[–—:|-]?[ ]*[^.!?]{{12,220}}?{_ENDED}(?=[ ]{_SENTENCE_OPENING}[ ]))?
    """,
        re.VERBOSE,
    )
)
_NEWSPAPER = group_words("newspapers", "heads")
MASTHEAD = re.compile(  # Musterstädter Bote, Nordsee-Zeitung
    rf"(?:{ARTICLE}[ ])?(?:[A-ZÄÖÜ][\w-]+[ ]){{0,3}}[A-ZÄÖÜ]?[\w-]*{_NEWSPAPER}",
    re.VERBOSE,
)
_KIND_TAIL_WORD = group_words("function_words", "kind_tails")
_KIND_TAIL = rf"(?:[ ]*(?:/|{_KIND_TAIL_WORD}|\d|[(:|]|[–-][ ]).*)?$"
KIND_LABELS: Mapping[str, re.Pattern[str]] = {  # a line that is little more than the name of the kind
    kind: re.compile(rf"{group_words('kinds', kind)}{_KIND_TAIL}", re.IGNORECASE) for kind in WORDS["kinds"]
}
KIND_WORDS: Mapping[str, re.Pattern[str]] = {  # the name of the kind within a title
    kind: re.compile(rf"\b(?:{join_words(word for word in WORDS['kinds'][kind] if len(word) > 3)})\b")
    for kind in ("letter", "notice", "manifesto", "speech", "agreement", "guideline", "council_paper", "report")
}

_WORD = r"[A-ZÄÖÜ][\w-]*+"
_ADJECTIVE = group_words("names", "adjectives")
_CONJUNCTION = group_words("function_words", "conjunctions")
_AND = group_words("function_words", "and")
_LIST_ARTICLE = group_words("function_words", "list_articles")
_LIST = rf"{_WORD}(?:(?:,[ ]|[ ]{_AND}[ ]|[ ])(?:{_LIST_ARTICLE}[ ])?(?:{_ADJECTIVE}[ ])?{_WORD})*+"
_HEAD = group_words("institutions", "heads")
_COMPOUND = group_words("names", "compounds")
_NO_INSTITUTION = group_words("institutions", "not_institutions")
_ARTICLE_OF = group_words("function_words", "articles_of")
_COMPLEMENT = group_words("function_words", "complements")
_COMPLEMENT_ARTICLE = group_words("function_words", "complement_articles")
_NO_NAME = group_words("numbers", "no_names")
INSTITUTION = re.compile(
    rf"""(?:{_ARTICLE_OF}[ ])?(?:[A-ZÄÖÜ][\w-]*e[rsn]?[ ]){{0,2}}        # Sächsisches …
      (?:[A-ZÄÖÜ]\w+-[ ]{_CONJUNCTION}[ ])?                            # Gemeinde- und …
      (?!{_NO_INSTITUTION}\b)
      (?:(?:[A-ZÄÖÜ][\w-]*?)?(?i:{_HEAD})s?(?!\w)                      # … Staatsministerium
        | [A-ZÄÖÜ][\w-]*{_COMPOUND}(?:e?s)?(?!\w))                     # … Kreissportbundes
      (?:[ ]{_COMPLEMENT}[ ](?:{_COMPLEMENT_ARTICLE}[ ])?{_LIST}        # … für Kultus und Sport
        | [ ](?!{_NO_NAME}\b){_WORD})*+
      (?:[ ]e\.[ ]?V\.)?""",
    re.VERBOSE,
)


def _keep_shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words that hold no other one."""
    known = {word.lower() for word in words}
    return tuple(sorted(word for word in known if not any(other in word for other in known - {word})))


_NAMED = _keep_shortest([*WORDS["institutions"]["heads"], *WORDS["names"]["compounds"]])
_NUMBERED = re.compile(rf"[\d@]|www\.|https?:|{_ADDRESS}")


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
_FORM = group_words("forms", "labels")
FORM_LABEL = re.compile(rf"{_FORM}{_LABEL_END}|[A-ZÄÖÜ][\w/. -]{{1,28}}:(?:\s|$)")
_SECTION = group_words("sections", "labels")
SECTION_LABEL = re.compile(rf"(?:\d\.?[ ])?{_SECTION}(?:[ ]*[:(]|[ ]*$|[ ]{GENITIVE}[ ]\w+[ ]*:?$)")
_TABLE = group_words("tables", "words")
TABLE_WORD = re.compile(rf"(?:{_TABLE}(?:[ ]+|$)){{1,12}}")
_RUNNING = group_words("running", "words")
RUNNING_WORD = re.compile(rf"(?<!\w){_RUNNING}(?!\w)", re.IGNORECASE)
_PAGE = group_words("running", "page")
PAGE_LINE = re.compile(rf"[-–— ]*(?:{_PAGE}[ ]*)?\d{{1,3}}(?:[ ]*(?:/|{OF})[ ]*\d{{1,3}})?[-–— ]*")
_PARTY = group_words("parties", "names")
_GROUP = group_words("names", "group")
_PARTY_MARK = group_words("parties", "marks")
PARTY = re.compile(rf"(?<![\w]){_PARTY}(?![\w])|\b\w*{_GROUP}\b|\b{_PARTY_MARK}\b")
_MEMBER = group_words("parties", "members")
_DEGREE = group_words("names", "degrees")
MEMBER = re.compile(  # Stadträtin Dr. Moor
    rf"{_MEMBER}[ ](?:{_DEGREE}[ ])*[A-ZÄÖÜ][\w.-]+(?:[ ][A-ZÄÖÜ][\w.-]+)*"
)
_PAPER_TAIL_WORD = group_words("function_words", "paper_tails")
_PAPER_TAIL_START = group_words("function_words", "paper_tail_starts")
_PAPER_TAIL = rf"(?:[ ]*(?:[-/|(:\d–]|[A-ZÄÖÜ]{{1,6}}[-/]\d|{_PAPER_TAIL_WORD}\b|{_PAPER_TAIL_START}).*)?$"
PAPER_LABELS: Mapping[str, re.Pattern[str]] = {  # a line that is little more than what the council calls its paper
    paper: re.compile(rf"{group_words('papers', paper)}{_PAPER_TAIL}", re.IGNORECASE)
    for paper in WORDS["papers"]
    if paper != "budget"
}
_BUDGET = group_words("papers", "budget")
_BUDGET_WITHIN = group_words("kind_words", "budget_within")
BUDGET_LABEL = re.compile(rf"{_BUDGET}[ ]*(?:\d{{4}}|$)|.*\b{_BUDGET_WITHIN}\b", re.IGNORECASE)
_PROGRAMME_TITLE = group_words("kind_words", "programme_titles")
PROGRAMME_TITLE = re.compile(rf"{_PROGRAMME_TITLE}[ ]*:")
_PRESS_MAIL = group_words("kind_words", "press_mail")
_PRESS_OFFICE = group_words("kind_words", "press_office")
_PRESS_PERSON = group_words("kind_words", "press_people")
PRESS_OFFICE = re.compile(rf"\b{_PRESS_MAIL}|\b{_PRESS_OFFICE}\b|\b{_PRESS_PERSON}")  # Pressesprecherin
OFFICES = re.compile(group_words("councils", "offices"))
_GREETING = group_words("bodies", "greetings")
GREETING = re.compile(rf"{_GREETING}|{DEAR} [A-ZÄÖÜ]")
