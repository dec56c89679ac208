"""What is due at a deadline: the words for it in the same sentence, "Anträge auf Förderung", "einen Bericht"."""

from __future__ import annotations

import re
from functools import cache

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.times.surroundings import Surroundings
from policytext.taggers.times.time_words import any_of, load_words

WORDS = PatternLists("times", "label")

NAME = r"[A-ZÄÖÜ][\w-]*\w"
SMALL = r"[a-zäöüß]+(?:e|en|er|es|em)"
INFINITIVE = re.compile(
    rf"""\bzu[ ][a-zäöüß]+n\b                       # zu stellen
       | \b[a-zäöüß]+zu[a-zäöüß]+en\b               # einzureichen
       | \b[a-zäöüß]+(?:t|en)[ ]{WORDS.be_done}\b   # vorgelegt werden""",
    re.VERBOSE,
)


def find_due(around: Surroundings) -> tuple[int, int] | None:
    """Where the words for what is due stand, as offsets of the view; `None` where the sentence does not tell plainly.

    Only for a deadline. "Anträge sind bis zum ⟦31. März⟧ einzureichen" gives the place of "Anträge",
    "Die Stadt legt bis ⟦Juli⟧ einen Bericht vor" that of "einen Bericht".
    """
    before, after = around.before_as_written, around.after_as_written
    start, end = around.one.reading.start - len(before), around.one.reading.end
    if found := _compile_label().fullmatch(before) or _subject_before(before, after):
        return start + found.start("thing"), start + found.end("thing")
    found = _subject_behind(before, after) or _object_behind(before, after)
    return (end + found.start("thing"), end + found.end("thing")) if found else None


@cache
def _noun_phrase_pattern() -> str:
    """A noun phrase: an article, adjectives, a noun and what belongs to it ("der Antrag auf Förderung der Halle")."""
    articles, links = "|".join(load_words("due", "articles")), "|".join(load_words("due", "links"))
    noun = rf"(?:{SMALL}[ ]){{0,2}}{NAME}"
    return rf"(?P<thing>(?:(?:{articles})[ ])?{noun}(?:[ ](?:{links})[ ]{noun}){{0,3}})"


@cache
def _compile_label() -> re.Pattern[str]:
    """Antragsfrist: ⟦31. Mai⟧ · Einsendeschluss ist der ⟦31. Mai⟧"""
    return re.compile(rf"[ ]*{_noun_phrase_pattern()}(?:[ ]{WORDS.verbs}(?:[ ]{WORDS.links})?|:)[ ]*")


@cache
def _compile_before() -> re.Pattern[str]:
    return re.compile(rf"[ ]*{_noun_phrase_pattern()}[ ](?:{_verbs_pattern()})[ ][^,;:]*\Z")


@cache
def _compile_behind() -> re.Pattern[str]:
    return re.compile(rf"[ ](?:{_verbs_pattern()})[ ]{_noun_phrase_pattern()}(?=[ ])")


@cache
def _compile_object() -> re.Pattern[str]:
    return re.compile(rf"[ ]{_noun_phrase_pattern()}(?=[ ][a-zäöü]|[.])")


def _verbs_pattern() -> str:
    return "|".join(load_words("due", "verbs"))


def _subject_before(before: str, after: str) -> re.Match[str] | None:
    """⟪Anträge⟫ sind bis zum ⟦31. März⟧ einzureichen"""
    match = _compile_before().match(before)
    return match if match and _is_to_be_done(after) else None


def _subject_behind(before: str, after: str) -> re.Match[str] | None:
    """Bis zum ⟦31. März⟧ sind ⟪die Anträge⟫ einzureichen"""
    match = _compile_behind().match(after)
    return match if match and len(before.split()) < 4 and _is_to_be_done(after[match.end() :]) else None


def _object_behind(before: str, after: str) -> re.Match[str] | None:
    """Die Stadt legt bis ⟦Juli⟧ ⟪einen Bericht⟫ vor · beauftragt, bis ⟦Juli⟧ ⟪ein Konzept⟫ vorzulegen"""
    match = _compile_object().match(after)
    articles = load_words("due", "object_articles")
    if match is None or not match["thing"].startswith(articles) or len(before.split()) < 4:
        return None
    return match


def _is_to_be_done(words_behind: str) -> bool:
    clause = words_behind.partition(", ")[0]
    return bool(INFINITIVE.search(clause) or any_of("due", "arriving").search(clause))
