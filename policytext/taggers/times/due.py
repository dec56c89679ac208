"""What is due at a deadline: the words for it in the same sentence, "Anträge auf Förderung", "einen Bericht"."""

from __future__ import annotations

import re
from functools import cache

from policytext.taggers.times.surroundings import Surroundings
from policytext.taggers.times.words import any_of, words

NAME = r"[A-ZÄÖÜ][\w-]*\w"
SMALL = r"[a-zäöüß]+(?:e|en|er|es|em)"
INFINITIVE = re.compile(r"\bzu [a-zäöüß]+n\b|\b[a-zäöüß]+zu[a-zäöüß]+en\b|\b[a-zäöüß]+(?:t|en) (?:werden|sein)\b")


def find_due(around: Surroundings) -> tuple[int, int] | None:
    """Where the words for what is due stand, as offsets of the view; `None` where the sentence does not tell plainly.

    Only for a deadline. "Anträge sind bis zum ⟦31. März⟧ einzureichen" gives the place of "Anträge",
    "Die Stadt legt bis ⟦Juli⟧ einen Bericht vor" that of "einen Bericht".
    """
    before, after = around.before_as_written, around.after_as_written
    start, end = around.one.reading.start - len(before), around.one.reading.end
    if found := _label().fullmatch(before) or _subject_before(before, after):
        return start + found.start("thing"), start + found.end("thing")
    found = _subject_behind(before, after) or _object_behind(before, after)
    return (end + found.start("thing"), end + found.end("thing")) if found else None


@cache
def _thing() -> str:
    """A noun phrase: an article, adjectives, a noun and what belongs to it ("der Antrag auf Förderung der Halle")."""
    articles, links = "|".join(words("due", "articles")), "|".join(words("due", "links"))
    noun = rf"(?:{SMALL}[ ]){{0,2}}{NAME}"
    return rf"(?P<thing>(?:(?:{articles})[ ])?{noun}(?:[ ](?:{links})[ ]{noun}){{0,3}})"


@cache
def _label() -> re.Pattern[str]:
    """Antragsfrist: ⟦31. Mai⟧ · Einsendeschluss ist der ⟦31. Mai⟧"""
    return re.compile(rf"[ ]*{_thing()}(?:[ ](?:ist|endet|sind)(?:[ ](?:am|der|jeweils|jeweils der))?|:)[ ]*")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"[ ]*{_thing()}[ ](?:{_verbs()})[ ][^,;:]*\Z")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"[ ](?:{_verbs()})[ ]{_thing()}(?=[ ])")


@cache
def _object() -> re.Pattern[str]:
    return re.compile(rf"[ ]{_thing()}(?=[ ][a-zäöü]|[.])")


def _verbs() -> str:
    return "|".join(words("due", "verbs"))


def _subject_before(before: str, after: str) -> re.Match[str] | None:
    """⟪Anträge⟫ sind bis zum ⟦31. März⟧ einzureichen"""
    match = _before().match(before)
    return match if match and _is_to_be_done(after) else None


def _subject_behind(before: str, after: str) -> re.Match[str] | None:
    """Bis zum ⟦31. März⟧ sind ⟪die Anträge⟫ einzureichen"""
    match = _behind().match(after)
    return match if match and len(before.split()) < 4 and _is_to_be_done(after[match.end() :]) else None


def _object_behind(before: str, after: str) -> re.Match[str] | None:
    """Die Stadt legt bis ⟦Juli⟧ ⟪einen Bericht⟫ vor · beauftragt, bis ⟦Juli⟧ ⟪ein Konzept⟫ vorzulegen"""
    match = _object().match(after)
    articles = words("due", "object_articles")
    if match is None or not match["thing"].startswith(articles) or len(before.split()) < 4:
        return None
    return match


def _is_to_be_done(words_behind: str) -> bool:
    clause = words_behind.partition(", ")[0]
    return bool(INFINITIVE.search(clause) or any_of("due", "arriving").search(clause))
