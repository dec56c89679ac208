"""Which passages between quotation marks are speech, and which are names, titles or distanced words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from policytext import lexicon
from policytext.taggers.statements import fragments
from policytext.taggers.statements.findings import is_finding
from policytext.taggers.statements.fragments import within_report
from policytext.taggers.statements.quotation_marks import QuotedPassage
from policytext.taggers.statements.sentence_units import SentenceUnit
from policytext.taggers.statements.speech_reading import SpeechReading, Token, tokenize_span
from policytext.taggers.statements.verbs import Cue, find_cues, is_indicative, is_lively, is_reporting
from policytext.taggers.statements.wordlists import AFTER_SO, COMMA_CONJUNCTIONS, FINITE, FRAME_STARTS

LETTERS = re.compile(r"[^\W\d_]")
ENDS_SENTENCE = re.compile(r"[.!?…][)\]]?$")
FRAGMENT = 5  # words: shorter pieces inside somebody else's sentence are distanced words
LONG_PIECE = 12  # words: no name is as long
DATELINE = 6  # words and marks of a place before a sentence
NAMES_IT = 6  # words after the mark in which "lautete das Motto" stands


@dataclass(frozen=True, slots=True)
class Gap:
    """The narrator's words between two passages of a unit, or before the first, or after the last."""

    words: tuple[Token, ...]
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """A passage that is speech, with the narrator's words before and after it."""

    passage: QuotedPassage
    before: Gap
    after: Gap
    colon: bool


def build_gap(reading: SpeechReading, start: int, end: int) -> Gap:
    """The words of a stretch with their reporting verbs."""
    words = tuple(tokenize_span(reading.text, start, end))
    return Gap(words, tuple(cue for cue in find_cues(words) if not is_finding(cue)))


def hear_passages(reading: SpeechReading, unit: SentenceUnit) -> list[Heard]:
    """The passages of a unit that are speech, in order."""
    if not unit.passages:
        return []
    likely = [passage for passage in unit.passages if not _is_distanced(reading.text, passage)]
    bounds = [unit.start, *(edge for passage in likely for edge in (passage.opened, passage.closed)), unit.end]
    gaps = [build_gap(reading, start, max(start, end)) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    speech: list[Heard] = []
    for number, passage in enumerate(likely):
        before, after = gaps[number], gaps[number + 1]
        candidate = Heard(passage, before, after, bool(before.words) and before.words[-1].text == ":")
        if _is_speech(reading.text, candidate, previous=bool(speech)):
            speech.append(candidate)
    return _rebuild_gaps(reading, unit, speech) if len(speech) < len(likely) else speech


def _rebuild_gaps(reading: SpeechReading, unit: SentenceUnit, speech: Sequence[Heard]) -> list[Heard]:
    """The same passages with what was dropped between them counted to the narrator's words."""
    bounds = [unit.start, *(edge for item in speech for edge in (item.passage.opened, item.passage.closed)), unit.end]
    gaps = [build_gap(reading, start, max(start, end)) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    return [Heard(item.passage, gaps[number], gaps[number + 1], item.colon) for number, item in enumerate(speech)]


def _is_distanced(text: str, passage: QuotedPassage) -> bool:
    """Whether the passage is a word or two in somebody else's sentence: „schlanken“, „R“-Wort."""
    content = text[passage.start : passage.end]
    if not LETTERS.search(content):
        return True
    after, before = text[passage.closed : passage.closed + 2], text[passage.opened - 1 : passage.opened]
    if (after[:1] == "-" and after[1:].isalpha()) or before == "-":
        return True
    return " " not in content and not ENDS_SENTENCE.search(content) and after[:1] != ","


def _is_speech(text: str, item: Heard, *, previous: bool) -> bool:
    content = text[item.passage.start : item.passage.end]
    if _followed_by_frame(item.after):
        begun = _begins_sentence(item, previous=previous)
        own = _is_clause(content) and not within_report(item.before.words)
        return begun or own or (find_fragment_cue(item, content) is not None and not _is_title(item))
    if _is_title(item):
        return False
    if not item.before.words:
        return _stands_alone(item, content) or (_in_brackets(item) and _looks_finite(content))
    return _is_introduced(item, content, previous=previous)


def _is_introduced(item: Heard, content: str, *, previous: bool) -> bool:
    """Whether a passage after the narrator's words is speech, without a frame after it."""
    count, whole, mark = len(content.split()), bool(ENDS_SENTENCE.search(content)), item.before.words[-1].text
    if item.colon:
        return whole or (count >= 3 and bool(item.before.cues)) or (count > 3 and _has_verb(content))
    if find_fragment_cue(item, content):
        return True
    if mark not in ",.!?" and within_report(item.before.words):
        return False  # the fragment belongs to the report around it
    if previous and mark == "," and count >= 3:
        return True  # „Das reicht nicht“, sagte sie, „wir brauchen mehr“
    if mark in ".!?":
        return whole and count >= 3
    return bool(item.before.cues) and count >= FRAGMENT and (whole or _has_verb(content))


def find_fragment_cue(item: Heard, content: str) -> Cue | None:
    """The verb that makes a fragment in the narrator's sentence a quotation: "sprach von „…“"."""
    if item.colon or len(content.split()) < fragments.LEAST_WORDS:
        return None
    return fragments.find_attributing_verb(item.before.words, item.after.words)


def _begins_sentence(item: Heard, *, previous: bool) -> bool:
    """Whether a passage begins its sentence, or goes on after the frame of the one before it."""
    if not item.before.words or item.colon or item.before.words[-1].text in ".!?":
        return True
    if len(item.before.words) <= DATELINE and item.before.words[-1].text in ")–—->|•" and not item.before.cues:
        return True  # "(Lindental) „…“, sagte", "LINDENTAL – „…“, sagte"
    return previous and item.before.words[-1].text == ","


def _looks_finite(content: str) -> bool:
    """Whether a passage reads as a sentence by its length and a verb that is not its last word."""
    words = content.split()
    return len(words) >= FRAGMENT and any(is_indicative(word) for word in words[:-1])


def _is_clause(content: str) -> bool:
    return len(content.split()) >= FRAGMENT and _has_verb(content)


def _stands_alone(item: Heard, content: str) -> bool:
    """A passage that begins its sentence, without a reporting verb after it."""
    count, whole = len(content.split()), bool(ENDS_SENTENCE.search(content))
    after = item.after.words
    if any(word.text in lexicon.load_lexicon("speech")["titles"]["after"] for word in after[:3]):
        return False
    if not after or after[0].text in ".!?":
        return count >= 3 and (whole or _has_verb(content) or count > FRAGMENT)
    if item.after.cues:
        return whole or count >= 3
    if after[0].text in ",–-" and (len(after) == 1 or after[1].text not in COMMA_CONJUNCTIONS):
        return count >= 3 and (whole or _has_verb(content))
    return whole and count > 3


def _in_brackets(item: Heard) -> bool:
    """Whether the speaker stands in brackets after the mark: „…“ (Landkreistag, Rundschreiben 12)."""
    return len(item.after.words) > 1 and item.after.words[0].text == "("


def _followed_by_frame(gap_after: Gap) -> bool:
    """Whether a reporting frame follows at once: ", sagte X", "so X", " – betont X"."""
    words = gap_after.words
    place = 1 if words and words[0].text in ",–-—" else 0
    if place >= len(words):
        return False
    word = words[place]
    if word.text == "so":
        return place + 1 < len(words) and words[place + 1].lower not in AFTER_SO
    if any(cue.place == place for cue in gap_after.cues):
        return True
    if word.text in ("heißt", "hieß"):
        return place + 1 < len(words) and words[place + 1].text == "es"
    if word.text in FRAME_STARTS:
        return any(cue.place <= place + 12 and cue.last > place for cue in gap_after.cues) or word.text == "laut"
    return place == 1 and is_lively(words, place)


def _is_title(item: Heard) -> bool:
    """Whether the words around say that it is a name: Programm „…“, unter dem Motto: „…“, „…“ lautete das Thema."""
    before = [word for word in item.before.words if word.text not in ":,"]
    if item.colon and item.before.cues:
        return False  # "sagte der Lindentaler Zeitung: „…“"
    if before and (_is_naming_noun(before[-1].text) or before[-1].text in _titles_before()):
        return True
    if item.colon and any(_is_naming_noun(word.text) for word in before[-3:]) and not item.before.cues:
        return True
    following = item.after.words[:NAMES_IT]
    return any(word.text in lexicon.load_lexicon("speech")["titles"]["after"] for word in following[:2]) and any(
        _is_naming_noun(word.text) for word in following
    )


def _is_naming_noun(word: str) -> bool:
    nouns, stems = _title_nouns()
    return word in nouns or (word[:1].isupper() and word.lower().removesuffix("s").endswith(stems))


def _has_verb(content: str) -> bool:
    words = [word.strip(",.;:!?–") for word in content.split()]
    if any(word in FINITE or is_reporting(word) for word in words):
        return True
    return len(words) >= LONG_PIECE or ("," in content and len([word for word in words if word.isalpha()]) >= FRAGMENT)


@cache
def _title_nouns() -> tuple[frozenset[str], tuple[str, ...]]:
    words = lexicon.load_lexicon("speech")["titles"]
    return frozenset(words["nouns"]), tuple(words["stems"])


@cache
def _titles_before() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("speech")["titles"]["before"])
