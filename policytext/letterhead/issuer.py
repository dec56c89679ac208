"""The issuing institution: named in the letterhead, in the heading of a rule, or behind the mail address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from policytext.letterhead.council import ADDRESS
from policytext.letterhead.letter_dates import date_of_line
from policytext.letterhead.patterns import ADDRESSEE, INSTITUTION, MASTHEAD, PARTY
from policytext.lexicon.pattern_lists import PatternLists

UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}
LONGEST_LINE = 120  # characters of a line that names an institution
OPENING = 1200  # characters of the text in which an issuer introduces himself

_NAMES = PatternLists("letterhead", "names")
ROLE_BEFORE = re.compile(rf"{_NAMES.roles}[ ]*:?[ ]+(?=[A-ZÄÖÜ])")  # Herausgeber: Kreisbund …
_PRESS_RELEASE = PatternLists("letterhead", "kinds").press_release
LABEL_BEHIND = re.compile(rf"[ ]{_PRESS_RELEASE}$")
BARE_TOWN = re.compile(rf"[A-ZÄÖÜ][a-zäöüß-]+{_NAMES.towns}(?:$|,)")  # Neustadt
_STREETS = PatternLists("letterhead", "streets")
_STREET = _STREETS.ends
_AT = _STREETS.prepositions
_BOX = _STREETS.boxes
STREET = re.compile(rf"[ ](?:[A-ZÄÖÜ][\w.-]*{_STREET}|{_AT} [A-ZÄÖÜ]\w+|{_BOX})[ ]\d")  # Rosenweg 7   Am Anger 2
_WEEKDAY = PatternLists("letterhead", "days").weekdays
WEEKDAY = re.compile(rf"{_WEEKDAY}\b")
MAIL_DOMAIN = re.compile(r"@(?P<name>[\w-]+)\.")
_FUNCTION_WORDS = PatternLists("letterhead", "function_words")
RULE_OF = re.compile(  # Richtlinie des Sächsischen Staatsministeriums für Kultus zur …; copies glue words at line ends
    rf"""{_NAMES.rules}[ ]?de[rs][ ]
      (?P<name>(?:[A-ZÄÖÜ][\w-]+[ ])?[\w-]*{_NAMES.rule_givers}[ ]?[^()\n]{{2,140}}?)
      (?=,?[ ]?(?:{_FUNCTION_WORDS.rule_ends}|(?<=[a-z]){_FUNCTION_WORDS.glued_rule_ends})[ ]|[ ]?[(\n]|$)""",
    re.VERBOSE,
)
GLUED = re.compile(rf"(?<=iums)(?={_FUNCTION_WORDS.glued_words})")  # Ministeriumsfür Meere
OPENING_ARTICLE = re.compile(rf"^{_FUNCTION_WORDS.articles_of} ")
STATE_BEHIND = re.compile(rf"[ ]{_NAMES.state_of} [A-ZÄÖÜ][\w-]+$")  # … des Landes Nordmark
_NEUTER = _NAMES.strong_heads
GENITIVE_NEUTER = re.compile(rf"^([A-ZÄÖÜ][\w-]*isch)en (?=\w*{_NEUTER})")  # Sächsischen Staatsministerium
GENITIVE_MASCULINE = re.compile(rf"^([A-ZÄÖÜ][\w-]*)en (?={_NAMES.mixed_heads})")  # Deutschen Städtetags
GENITIVE_END = re.compile(rf"((?i:{_NAMES.genitive_ends}))e?s(?= |$)")  # Staatsministeriums


def read_issuer(lines: Sequence[str], body: str, *, title: str | None) -> str | None:
    """The institution that the letterhead or the opening names, in the nominative; `None` where it is not plain."""
    for line in lines:
        if line == title or len(line) > LONGEST_LINE or ADDRESSEE.match(line) or WEEKDAY.match(line):
            continue
        if (named := institution_of_line(line)) and not PARTY.search(line):
            return named
    rule = RULE_OF.search(body[:OPENING])
    return build_nominative_issuer(GLUED.sub(" ", rule["name"])) if rule else None


def issuer_of_label(lines: Sequence[str]) -> str | None:
    """The institution among the lines that the labeller takes for the issuer's; two lines of one name are joined."""
    for first, second in zip(lines, [*lines[1:], ""], strict=False):
        joined = f"{first} {second}"
        if len(joined) < LONGEST_LINE and INSTITUTION.fullmatch(joined) and not INSTITUTION.fullmatch(second):
            return build_nominative_issuer(joined)
        if named := institution_of_line(first):
            return named
    return None


def institution_of_line(line: str) -> str | None:
    """The institution that a line names alone, before an address or another field, or a group with its party."""
    line = ROLE_BEFORE.sub("", line).strip()
    if (date_of_line(line) and not MASTHEAD.match(line)) or BARE_TOWN.match(line):
        return None
    if (paper := MASTHEAD.match(line)) and (paper.end() == len(line) or date_of_line(line)):
        return paper.group()
    named = INSTITUTION.match(line)
    if named and re.match(r"$|\s*[,·|(/–—:-]|\s+\d", line[named.end() :]):
        return build_nominative_issuer(named.group())
    if street := STREET.search(line):  # Kleinstädtebund Nordmark e. V. Rosenweg 7
        named = INSTITUTION.fullmatch(line[: street.start()].strip())
        return build_nominative_issuer(named.group()) if named else None
    group = ADDRESS.sub("", line).strip(" ,")
    return group if PARTY.search(group) and len(group) < 60 else None


def issuer_aside(names: Iterable[str], *, whole: bool = False) -> str | None:
    """The institution among what else is said: running heads, a web site's name; `whole`: it fills its field."""
    for name in names:
        named = INSTITUTION.fullmatch(name) if whole else INSTITUTION.match(name)
        if named or MASTHEAD.fullmatch(name):
            return build_nominative_issuer(named.group()) if named else name
    return None


def issuer_of_addresses(lines: Sequence[str], body: str) -> str | None:
    """The institution of the opening that the mail addresses and sites of the letterhead are named after."""
    domains = (domain["name"] for domain in MAIL_DOMAIN.finditer("\n".join(lines)))
    return next((name for domain in domains if (name := _of_domain(domain, body[:OPENING]))), None)


def _of_domain(domain: str, text: str) -> str | None:
    """The longest institution in `text` whose name holds the domain's first word ("staedtetag-bw" → "Städtetag …")."""
    word = domain.lower().split("-")[0]
    names = [build_nominative_issuer(found.group()) for found in INSTITUTION.finditer(text)]
    return max((name for name in names if word in _fold_umlauts(name).replace(" ", "")), key=len, default=None)


def _fold_umlauts(name: str) -> str:
    return name.lower().translate(UMLAUTS)


def build_nominative_issuer(name: str) -> str:
    """Without article and genitive: "des Sächsischen Ministeriums für X" → "Sächsisches Ministerium für X"."""
    name = OPENING_ARTICLE.sub("", LABEL_BEHIND.sub("", name).strip(" ,–-"))
    name = STATE_BEHIND.sub("", name)
    name = GENITIVE_NEUTER.sub(r"\1es ", name)
    name = GENITIVE_MASCULINE.sub(r"\1er ", name)
    return GENITIVE_END.sub(r"\1", name, count=1)
