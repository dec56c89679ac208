"""Sources: "laut Polizei …", "nach Angaben der Stadt …", "einer Umfrage zufolge …", "nach Polizeiangaben …"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from policytext import lexicon
from policytext.taggers.statements import cases, descriptions, speaker_phrases
from policytext.taggers.statements.descriptions import part_before, read_noun_phrase
from policytext.taggers.statements.reported_clauses import LEAST_WORDS, ReportedSpeech, trim_span
from policytext.taggers.statements.speaker_phrases import OWN
from policytext.taggers.statements.speech_reading import SpeechReading, Token
from policytext.taggers.statements.verbs import is_indicative
from policytext.taggers.statements.who import AGAIN, NOBODY, UNKNOWN, Who
from policytext.taggers.statements.wordlists import (
    ABOUT,
    DATIVES,
    GENITIVES,
    ONE_STUDY,
    PREPOSITIONS,
    RELATIVES,
    SOURCE_GOES_ON,
)

FURTHEST_SOURCE = 60  # words
LEAST_PART = 5  # letters of a first part that may end in a joining s: "Regierungsangaben"
NEAR_NOUN = 4  # words between "nach" and "Angaben": "nach den vorläufigen amtlichen Angaben"


def read_sourced_sentence(reading: SpeechReading, words: Sequence[Token]) -> ReportedSpeech | None:
    """ "Laut Polizei …", "Nach Angaben der Stadt …", "Dem Verband zufolge …"."""
    for place, word in enumerate(words[:FURTHEST_SOURCE]):
        if (
            word.lower in _load_signals()
            and (frame := _read_source_frame(reading, words, place, word.lower)) is not None
        ):
            first, last, who = frame
            return _drop_source_phrase(words, first, last, who)
    return None


def _read_source_frame(
    reading: SpeechReading, words: Sequence[Token], place: int, lower: str
) -> tuple[int, int, Who] | None:
    """The source phrase that the word at `place` begins or ends: its bounds, and who is named in it."""
    if lower in _load_sources("before") and _names_source(words, place + 1) and not _is_paper(words, place + 1):
        if lower != "laut" and not _is_source(words, place):
            return None  # "gemäß dem Antrag"
        end = _past_name(reading, words, _phrase_end(reading, words, place + 1))
        return place, end, find_source_teller(reading, words, place)
    if lower in _load_sources("after") and place:
        start = _phrase_start(words, place)
        told = words[: place + 1]
        return None if _is_paper(words, start) else (start, place + 1, find_source_teller(reading, told, start - 1))
    return _read_nach_frame(reading, words, place) if lower == "nach" else None


def _read_nach_frame(reading: SpeechReading, words: Sequence[Token], place: int) -> tuple[int, int, Who] | None:
    """The same for "nach": "nach Angaben der Stadt", "ihrer Meinung nach"."""
    if gender := _pronoun_before(words, place):
        return place - 2, place + 1, Who(gender=gender)
    if not _is_source(words, place) or not _is_indefinite(words, place):
        return None
    own = any(near.lower.startswith("eigene") for near in words[place + 1 : place + 3])
    who = _read_leading_subject(reading, words) if own else find_source_teller(reading, words, place)
    return place, _past_name(reading, words, _phrase_end(reading, words, place + 1)), who


def find_source_teller(reading: SpeechReading, words: Sequence[Token], place: int) -> Who:
    """Who is named in the source phrase after `place`: a body, whose angabe it is, else the phrase itself."""
    noun = next((nxt for nxt in range(place + 1, min(len(words), place + 6)) if cases.is_noun(words[nxt])), None)
    if noun is not None and (part := _read_compound_source(words[noun])):
        mentioned = speaker_phrases.find_source(reading, words, place)
        return mentioned if mentioned.actor else part
    found = speaker_phrases.find_source(reading, words, place)
    if not found.unknown or noun is None:
        return found
    if words[noun].text not in _load_sources("nouns"):
        begin = place + 2 if words[place + 1].lower in PREPOSITIONS else place + 1
        return Who(unknown=True, shown=read_noun_phrase(words, begin), head=words[noun].text)
    behind = noun + 2 if noun + 1 < len(words) and words[noun + 1].lower in _load_sources("links") else noun + 1
    told = read_noun_phrase(words, behind) if behind < len(words) and not is_indicative(words[behind].text) else None
    if told is None:
        return AGAIN
    return Who(unknown=True, shown=told)


def find_speaking_place(reading: SpeechReading, words: Sequence[Token]) -> Who:
    """Who is meant where "heißt es" follows: the body in "Im Ministerium", the paper in "In dem Papier"."""
    if mentions := cases.place_mentions(reading, words):
        return Who(mentions[0].named.actor)
    if not words or words[0].lower not in PREPOSITIONS or len(words) == 1:
        return UNKNOWN
    told = read_noun_phrase(words, 1)
    return Who(unknown=True, shown=told) if told else UNKNOWN


def says_something(word: Token) -> bool:
    """Whether a noun is that of something said or found out: "Angaben", "Umfrage", "Medienberichten"."""
    return word.text in _load_sources("nouns") or word.text in _load_sources("hearsay") or is_study(word.text)


def is_study(noun: str) -> bool:
    """Whether a noun is that of something that finds out: "Umfrage", "Zeitungsbericht", "Rechtsgutachten"."""
    lower = noun.lower().removesuffix("s")
    return any(lower.endswith(study.lower()) for study in _load_sources("studies"))


def _read_compound_source(word: Token) -> Who | None:
    """Whose statement a compound names: "Polizeiangaben", "Medienberichten"; `None` for other words."""
    part = part_before(word.text, _endings())
    if not part:
        return None
    stem = part.removesuffix("s") if len(part) > LEAST_PART else part
    body = speaker_phrases.is_body(stem)
    return Who(unknown=True, shown=(word.start, word.start + len(stem)) if body else (word.start, word.end), head=stem)


def _names_source(words: Sequence[Token], place: int) -> bool:
    """Whether a noun follows "laut", as in "laut dem Verband", unlike "laut dort, wo"."""
    following = words[place : place + 3]
    return bool(following) and (
        following[0].text[0].isupper()
        or (following[0].lower in DATIVES and any(word.text[0].isupper() for word in following))
    )


def _pronoun_before(words: Sequence[Token], place: int) -> str:
    """The gender in "ihrer Meinung nach", empty for other words."""
    if place < 2 or words[place - 1].text not in _load_sources("nouns"):
        return ""
    return OWN.get(words[place - 2].lower, "")


def _read_leading_subject(reading: SpeechReading, words: Sequence[Token]) -> Who:
    """ "Das Haus ist nach eigenen Angaben …": who tells is whom the sentence is about."""
    core = [mention for mention in cases.place_mentions(reading, words) if mention.case == "core"]
    if core:
        return Who(core[0].named.actor)
    described = descriptions.describe_person(words, 0)
    return UNKNOWN if described is NOBODY else described


def _is_source(words: Sequence[Token], place: int) -> bool:
    """Whether the noun after the preposition is something said or found out: "Angaben", "Umfrage"."""
    for word in words[place + 1 : place + 1 + NEAR_NOUN]:
        if word.text in _load_sources("nouns") or word.text in _load_sources("studies") or _read_compound_source(word):
            return True
        if word.text[0].isupper() or word.lower in PREPOSITIONS:
            return False
    return False


def _is_indefinite(words: Sequence[Token], place: int) -> bool:
    """Whether "nach" names a source and no time: "nach einer Umfrage", not "nach der Umfrage"."""
    for nxt, word in enumerate(words[place + 1 : place + 1 + NEAR_NOUN], place + 1):
        if word.text in _load_sources("studies"):
            about = nxt + 1 < len(words) and words[nxt + 1].lower in ABOUT
            return not about and words[place + 1].lower in ONE_STUDY
        if word.text in _load_sources("nouns"):
            return True
        if _read_compound_source(word):
            return word.lower.endswith("angaben") or words[place + 1].lower not in cases.ARTICLE_FORMS
    return True


def _is_paper(words: Sequence[Token], place: int) -> bool:
    near = [word.text for word in words[place : place + 4] if cases.is_noun(word) or word.text == "§"]
    return not near or near[0] == "§" or near[0].lower().endswith(load_paper_endings())


def _phrase_end(reading: SpeechReading, words: Sequence[Token], place: int) -> int:
    """Where the phrase after a preposition ends: with its mention, or with its nouns."""
    end = place
    for mention in cases.place_mentions(reading, words[place : place + 20]):
        between = words[end : place + mention.first]
        if len(between) <= 3 and not any(is_indicative(word.text) for word in between):
            end = max(end, place + mention.last + 1)
    nxt = end
    while nxt < len(words):
        word = words[nxt]
        if word.text in '„»«"':
            closing = next((far for far in range(nxt + 1, min(len(words), nxt + 9)) if words[far].text in '“”«»"'), nxt)
            nxt = end = closing + 1
        elif word.text[0].isupper():
            nxt = end = nxt + 1
        elif word.lower in SOURCE_GOES_ON or (cases.is_adjective(word.text) and not is_indicative(word.text)):
            if not any(far.text[0].isupper() for far in words[nxt + 1 : nxt + 3]) or nxt > end + 1:
                break
            nxt += 1
        else:
            break
    return max(end, place + 1)


def _past_name(reading: SpeechReading, words: Sequence[Token], end: int) -> int:
    """The end of the source phrase with a name in apposition: "laut dem Sprecher der Feuerwehr, Jan Beer,"."""
    if end + 1 >= len(words) or words[end].text != ",":
        return end
    for mention in cases.place_mentions(reading, words[end + 1 : end + 8]):
        after = end + 1 + mention.last + 1
        if mention.first == 0 and mention.named.person and after < len(words) and words[after].text == ",":
            return after
    return end


def _phrase_start(words: Sequence[Token], place: int) -> int:
    """Where the phrase before "zufolge" begins."""
    for nxt in range(place - 1, max(-1, place - 12), -1):
        if words[nxt].text.islower() and not _inside_phrase(words[nxt]):
            break
        if says_something(words[nxt]):
            return _article_before(words, nxt)
        if words[nxt].lower in DATIVES and not (nxt and cases.is_noun(words[nxt - 1])):
            return nxt
    start = place - 1
    while start and (cases.is_adjective(words[start - 1].text) or start == 1):
        start -= 1  # "Zwei westlichen Diplomaten zufolge"
    return start


def _article_before(words: Sequence[Token], place: int) -> int:
    """Where the phrase of a noun begins: at its article, with the adjectives between."""
    while place and (words[place - 1].lower in DATIVES or cases.is_adjective(words[place - 1].text)):
        place -= 1
    return place


def _inside_phrase(word: Token) -> bool:
    if word.lower in DATIVES | GENITIVES | _load_sources("links") or word.lower == "und":
        return True
    return cases.is_adjective(word.text) and not is_indicative(word.text)


def _drop_source_phrase(words: Sequence[Token], first: int, last: int, who: Who) -> ReportedSpeech | None:
    """The sentence without its source phrase."""
    if last + 1 < len(words) and words[last].text == "," and words[last + 1].lower in RELATIVES:
        ends = (nxt for nxt in range(last + 2, len(words)) if words[nxt].text == ",")
        last = next(ends, last)  # "Dem Papier zufolge, das heute erscheint, fehlen …"
    while last < len(words) and words[last].text == ",":
        last += 1
    before, after = words[:first], words[last:]
    parts = tuple(trim_span(part) for part in (before, after) if any(word.text[0].isalpha() for word in part))
    if not parts or len(before) + len(after) < LEAST_WORDS:
        return None
    return ReportedSpeech(parts, who, True, sourced=True)


@cache
def _load_signals() -> frozenset[str]:
    return _load_sources("before") | _load_sources("after") | {"nach"}


@cache
def load_paper_endings() -> tuple[str, ...]:
    """How words end that name a paper, whose words are no speech."""
    return tuple(word.lower() for word in _load_sources("papers"))


@cache
def _load_sources(key: str) -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("speech")["sources"][key])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(_load_sources("endings"))
