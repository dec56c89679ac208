"""The kind of paper that its own words name: a line of the head, the title, greeting and closing, an agency's mark."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policytext.letterhead.kind import kind_label, kind_of_title
from policytext.letterhead.paper_form import paper_label
from policytext.letterhead.patterns import CLOSING, FROM, GAZETTE, GREETING, MASTHEAD, PRESS_OFFICE, PROGRAMME_TITLE
from policytext.lexicon.pattern_lists import PatternLists

TOP = 10  # lines in which a paper is named
OPENING = 600  # characters
IMPOSSIBLE = 0.004  # probability by its form below which a name is not believed
SURE = 0.9  # probability of another kind above which a title is not believed
NEWSPAPER = re.compile(rf"(?:{MASTHEAD.pattern})(?:[ ]{FROM}[ ].{{6,20}}|[ ]*[|,·][ ].{{4,60}})?", re.VERBOSE)
_NEWSPAPERS = PatternLists("letterhead", "newspapers")
NEWS_MARK = re.compile(  # (dpa) …   Von Eva Moor
    rf"\({_NEWSPAPERS.agencies}\b|^{_NEWSPAPERS.by} [A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ][\w-]+(?:$|, | [|·–-])", re.MULTILINE
)
_FUNCTION_WORDS = PatternLists("letterhead", "function_words")
_AND = _FUNCTION_WORDS["and"]
_AGREE = PatternLists("letterhead", "verbs").agree
PARTIES = re.compile(  # zwischen dem Land und dem Verband … wird vereinbart
    rf"(?i)\b{_FUNCTION_WORDS.between_parties}\b.{{3,300}}\b{_AND}\b.{{3,400}}\b{_AGREE}\b"
)
UNSURE = 0.6  # probability of any kind below which a press office tells
READ = 2000  # characters in which a notice calls itself so
_KIND_WORDS = PatternLists("letterhead", "kind_words")
BESCHEID = re.compile(rf"\b\w*{_KIND_WORDS.notice}(?:es)?\b|\b{_KIND_WORDS.grants}\b")  # Zuwendungsbescheid
COUNCIL = re.compile(rf"\b(?!{_KIND_WORDS.no_councils})\w*{_KIND_WORDS.councils}(?:es|s)?\b")  # Kulturausschusses
TITLED = frozenset(("letter", "agreement", "guideline", "notice", "manifesto", "speech", "report"))


def read_named_kind(lines: Sequence[str], text: str, *, title: str | None, shares: Mapping[str, float]) -> str | None:
    """The kind that a paper names itself; `shares` is what its form says, against which a name may be no name."""
    top = lines[:TOP]
    papers = any(paper_label(line) not in (None, "information") for line in top)
    told = _by_mark(lines, text[:OPENING]) or _by_label(top, shares, papers=papers)
    if told or papers:
        return told
    return _by_address(lines, text, shares) or _by_title(title, shares) or _by_office(top, text, shares)


def _by_mark(lines: Sequence[str], opening: str) -> str | None:
    """News by a newspaper's or an agency's name; a programme by what its title is called; minutes of a council."""
    if any(NEWSPAPER.fullmatch(line) and not GAZETTE.match(line) for line in lines[:4]) or NEWS_MARK.search(opening):
        return "news"
    if any(PROGRAMME_TITLE.match(line) for line in lines[:3]):
        return "programme"
    minutes = any(paper_label(line) == "minutes" for line in lines[:3])
    return "council_paper" if minutes and any(COUNCIL.search(line) for line in lines[:TOP]) else None


def _by_label(top: Sequence[str], shares: Mapping[str, float], *, papers: bool) -> str | None:
    """The kind that a line is little more than the name of."""
    named = [kind for line in top if (kind := kind_label(line))]
    if "press_release" in named and not papers:
        return "press_release"
    if named[:1] == ["guideline"] and shares.get("programme", 0.0) > shares.get("guideline", 0.0):
        return "programme"
    return named[0] if named and shares.get(named[0], 0.0) >= IMPOSSIBLE else None


def _by_address(lines: Sequence[str], text: str, shares: Mapping[str, float]) -> str | None:
    """A letter or notice by greeting and closing, an agreement by its parties."""
    if any(GREETING.match(line) for line in lines) and CLOSING.search(text):
        grants = BESCHEID.search(text[:READ]) and shares.get("notice", 0.0) > IMPOSSIBLE
        return "notice" if grants else "letter"
    return "agreement" if PARTIES.search(text[:OPENING].replace("\n", " ")) else None


def _by_title(title: str | None, shares: Mapping[str, float]) -> str | None:
    titled = kind_of_title(title) if title else None
    if titled not in TITLED:
        return None
    return titled if max(shares.values()) < SURE or shares.get(titled, 0.0) >= IMPOSSIBLE * 10 else None


def _by_office(top: Sequence[str], text: str, shares: Mapping[str, float]) -> str | None:
    """A press release by its press office, where the paper's form does not say much."""
    office = PRESS_OFFICE.search("\n".join(top)) or PRESS_OFFICE.search(text[-OPENING:])
    return "press_release" if office and max(shares.values()) < UNSURE else None
