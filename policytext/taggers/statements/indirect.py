"""Reported speech in one sentence: what is said and how it is known to be said."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from policytext import lexicon
from policytext.taggers.statements import cases, speaker_phrases
from policytext.taggers.statements.findings import act_reported, find_study, is_finding
from policytext.taggers.statements.inside import read_inserted_frames
from policytext.taggers.statements.pointers import read_whereby_clause
from policytext.taggers.statements.reported_clauses import (
    LEAST_WORDS,
    ReportedSpeech,
    has_verb,
    is_negated,
    read_mood,
    trim_span,
)
from policytext.taggers.statements.source_phrases import find_speaking_place, read_sourced_sentence
from policytext.taggers.statements.speech_reading import SpeechReading, Token
from policytext.taggers.statements.verbs import Cue, find_sure_cues, is_indicative
from policytext.taggers.statements.who import NOBODY, UNKNOWN, Who
from policytext.taggers.statements.wordlists import (
    ASKING,
    ASYNDETIC,
    CONDITIONS,
    FINITE,
    FIRST_PERSON,
    INDEFINITE,
    INFINITIVE_VERBS,
    MORE_PREFIXES,
    NO_CONTENT,
    OPENERS,
    PLURAL_SECOND,
    PREFIXES,
    PURPOSE,
    QUESTIONS,
    RELATIVES,
    SPEAKERLESS,
    STARTERS,
    SUBORDINATORS,
    WE,
)

COLON_WORDS = 12  # words between the verb and the colon
MAIN_VERB = 10  # words in which a main clause has its verb
FURTHEST_CLAUSE = 45  # words between the verb and the comma of its clause
PARTICLES = PREFIXES | MORE_PREFIXES
OURSELVES = WE | FIRST_PERSON


def read_report(reading: SpeechReading, words: Sequence[Token], *, before: str) -> ReportedSpeech | None:
    """The reported speech among a sentence's words; `before` is the kind of the statement right before, if any."""
    if len(words) <= LEAST_WORDS:
        return None
    found = find_sure_cues(words)
    return (
        read_inserted_frames(reading, words, found)
        or read_sourced_sentence(reading, words)
        or read_whereby_clause(reading, words)
        or _read_reported_clause(reading, words, found)
        or _read_subjunctive_report(reading, words, before=before)
    )


# ---------------------------------------------------------------------------------------------- frames before


def _read_reported_clause(
    reading: SpeechReading, words: Sequence[Token], found: Sequence[Cue]
) -> ReportedSpeech | None:
    """ "Sie wies darauf hin, dass …", "Er forderte, die Mittel …", "Der Bund sagte, er …", "Sie betonte: Die …"."""
    for cue in found:
        begin = _find_content(words, cue)
        if begin is None or not _is_reporting(words, cue, begin):
            continue
        who = find_study(reading, words, cue) if is_finding(cue) else _find_teller(reading, words, cue)
        if who is None or who.noun in SPEAKERLESS - INDEFINITE:
            continue
        denied = is_negated(words, max(0, cue.place - 3), begin)
        own = words[begin - 1].text == ":" and any(word.lower in OURSELVES for word in words[begin:])
        kind = "quotation" if own else "reported"
        return ReportedSpeech((trim_span(words[begin:], closed=True),), who, True, act_reported(cue), denied, kind)
    return None


def _find_teller(reading: SpeechReading, words: Sequence[Token], cue: Cue) -> Who:
    """Who reports: the subject; the place in "Im Ministerium heißt es, …"; nobody in the passive."""
    if cue.voice == "passive":
        return UNKNOWN
    if cue.verb.infinitive != "esheißen":
        return speaker_phrases.find_subject(reading, words, cue.place)
    return find_speaking_place(reading, words[: cue.place])


def _is_reporting(words: Sequence[Token], cue: Cue, begin: int) -> bool:
    """Whether the verb is no condition ("Stellt sie fest, dass", "wenn er erklärt, dass") and itself not reported."""
    if cue.place == 0 or _is_conditional(words, cue.place):
        return False
    return not any(read_mood(word) == "I" for word in words[:begin])


def clause_after(words: Sequence[Token], cue: Cue) -> tuple[int, int] | None:
    """The clause that a frame after a quotation adds: „…“, sagte Klein, der Bund müsse mehr tun."""
    begin = _find_content(words, cue)
    return trim_span(words[begin:], closed=True) if begin is not None and len(words) - begin > LEAST_WORDS else None


def _is_conditional(words: Sequence[Token], place: int) -> bool:
    """Whether the verb stands in a condition: "wenn der Antragsteller erklärt, dass"."""
    for before in range(place - 1, -1, -1):
        if words[before].text in (",", ";", ":"):
            return False
        if words[before].lower in CONDITIONS:
            return True
    return False


def _find_content(words: Sequence[Token], cue: Cue) -> int | None:
    """Where the clause begins that says what was said, `None` where none follows."""
    reach = range(cue.last + 1, min(len(words), cue.last + FURTHEST_CLAUSE))
    commas = [place for place in reach if words[place].text in (",", ":")]
    for number, comma in enumerate(commas):
        nxt = comma + 1
        if nxt >= len(words):
            return None
        if words[comma].text == ":":
            apposed = not any(is_indicative(word.text) for word in words[cue.last + 1 : comma])
            return nxt if apposed and _after_colon(words, nxt, cue) else None
        end = commas[number + 1] if number + 1 < len(commas) else len(words)
        if (begin := _find_content_start(words, nxt, end, cue)) is not None:
            return begin
        if words[nxt].lower not in RELATIVES and has_verb(words[nxt:end]):
            return None  # another main clause: what follows hangs on that one
    return None


def _after_colon(words: Sequence[Token], first: int, cue: Cue) -> bool:
    """Whether a clause follows the colon: "Sie betonte: Die Mittel reichen nicht."."""
    said = words[first:]
    return (
        len(said) > LEAST_WORDS
        and said[0].text[0].isupper()
        and has_verb(said)
        and first - cue.last < COLON_WORDS
        and words[first - 2].lower not in ("folgt", "folgendes")
    )


def _find_content_start(words: Sequence[Token], first: int, last: int, cue: Cue) -> int | None:
    """Where in the clause `first:last` after a comma the content begins, `None` where it is none."""
    opener = words[first].lower
    if opener in ("und", "sowie") and first + 1 < len(words) and words[first + 1].lower in OPENERS:
        return first + 1
    if opener in OPENERS:
        return first
    if opener in PURPOSE or opener in NO_CONTENT:
        return None
    clause = words[first:last]
    moody = any(read_mood(word) for word in clause) and not any(word.lower in OURSELVES for word in clause)
    said = moody or _is_question_clause(words, first, last, cue) or _is_asyndetic(clause, cue)
    return first if said or (_takes_infinitive(cue) and _to_infinitive(words, first, last)) else None


def _is_question_clause(words: Sequence[Token], first: int, last: int, cue: Cue) -> bool:
    """ "erläuterte, warum das Verfahren dauert": a question right after the verb."""
    if words[first].lower not in ASKING:
        return False
    if first == cue.last + 2 and last - first > LEAST_WORDS:
        return True
    return has_verb(words[first:last]) and cue.verb.infinitive in ("fragen", "erläutern")


def _is_asyndetic(clause: Sequence[Token], cue: Cue) -> bool:
    """ "sie sagt, es reicht", "das Blatt berichtet, 200 Helfer sollen gehen": a main clause in the indicative."""
    if cue.verb.infinitive not in ASYNDETIC or len(clause) <= LEAST_WORDS:
        return False
    first = clause[0].lower
    if first in STARTERS:
        return is_indicative(clause[1].text)
    if first in RELATIVES | SUBORDINATORS | ASKING or is_indicative(clause[0].text):
        return False
    return clause[0].text[0].isalnum() and any(word.text in FINITE for word in clause[1:MAIN_VERB])


def _takes_infinitive(cue: Cue) -> bool:
    return cue.verb.act != "information" or cue.verb.infinitive in INFINITIVE_VERBS


def _to_infinitive(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether a clause ends in an infinitive with "zu": "die Mittel zu verlängern", "sich einzusetzen"."""
    for place in range(first, last):
        word = words[place].text
        nxt = words[place + 1].text if place + 1 < len(words) else ""
        after = words[place + 2].text if place + 2 < len(words) else "."
        if word == "zu" and nxt.islower() and nxt.endswith("n") and len(nxt) > 3 and not is_indicative(after):
            return True
        if word.islower() and word.endswith("en") and len(word) > 8 and word.partition("zu")[0] in PARTICLES:
            return True
    return False


# ---------------------------------------------------------------------------------------------- Konjunktiv alone


def _read_subjunctive_report(reading: SpeechReading, words: Sequence[Token], *, before: str) -> ReportedSpeech | None:
    """A sentence that its Konjunktiv alone marks as somebody's words."""
    first = next((place for place, word in enumerate(words) if read_mood(word) == "I"), None)
    if first is None and not _goes_on(words, before):
        return None
    if any(word.lower in OURSELVES for word in words) or _is_fixed(words):
        return None
    if first is not None and before != "reported" and _is_embedded(words, first):
        return _after_stance(reading, words, first)
    return ReportedSpeech((trim_span(words),), NOBODY, False)


def _after_stance(reading: SpeechReading, words: Sequence[Token], first: int) -> ReportedSpeech | None:
    """ "Die Verwaltung sieht das anders: Vor Mai sei nichts zu bekommen.": what follows the colon."""
    colon = next((place for place in range(first) if words[place].text == ":"), None)
    if colon is None or any(word.text == "," for word in words[colon:first]):
        return None
    core = [mention for mention in cases.place_mentions(reading, words[:colon]) if mention.case == "core"]
    who = Who(core[0].named.actor) if core else UNKNOWN
    return ReportedSpeech((trim_span(words[colon + 1 :], closed=True),), who, True)


def _is_fixed(words: Sequence[Token]) -> bool:
    """Whether the Konjunktiv belongs to a fixed phrase: "es sei denn", "Gott sei Dank"."""
    text = " ".join(word.lower for word in words)
    return any(phrase in text for phrase in _load_fixed())


def _goes_on(words: Sequence[Token], before: str) -> bool:
    """Whether a Konjunktiv II goes on with what was reported (or quoted) in the sentence before."""
    if before == "reported":
        return any(read_mood(word) == "II" for word in words)
    return before == "quotation" and any(word.text in PLURAL_SECOND for word in words)


def _is_embedded(words: Sequence[Token], place: int) -> bool:
    """Whether the Konjunktiv stands in a clause that hangs on an indicative: "eine Lampe, die vorgibt, es sei …"."""
    comma = next((nxt for nxt in range(place) if words[nxt].text in (",", ":")), None)
    if comma is None or words[0].lower in SUBORDINATORS | OPENERS | ASKING | QUESTIONS:
        return False
    return any(is_indicative(word.text) for word in words[:comma])


@cache
def _load_fixed() -> tuple[str, ...]:
    return tuple(lexicon.load_lexicon("speech")["konjunktiv_fixed"]["fixed"])
