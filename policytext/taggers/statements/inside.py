"""Frames after or inside what is said: "…, so der Verband", "laut Polizei …", "…, wie die Stadt mitteilte"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from policytext.taggers.statements import cases, speaker_phrases
from policytext.taggers.statements.findings import act_reported, find_study, is_finding
from policytext.taggers.statements.reported_clauses import (
    LEAST_WORDS,
    ReportedSpeech,
    has_verb,
    is_negated,
    read_mood,
    trim_span,
)
from policytext.taggers.statements.source_phrases import find_source_teller
from policytext.taggers.statements.speaker_phrases import STOPS
from policytext.taggers.statements.speech_reading import SpeechReading, Token
from policytext.taggers.statements.verbs import Cue, is_indicative, is_lively
from policytext.taggers.statements.who import AGAIN, NOBODY, Who, names_person
from policytext.taggers.statements.wordlists import (
    CONDITIONAL,
    FIRST_PERSON,
    LINKS,
    NOT_AS_SAID,
    OPENERS,
    PERFECT_AUXILIARIES,
    PREPOSITIONS,
    RELATIVES,
    SPEAKERLESS,
    SUBORDINATORS,
    WE,
)

NOT_SAID = SUBORDINATORS | CONDITIONAL  # they begin a clause that waits for its main verb
OURSELVES = WE | FIRST_PERSON
LONGER = 4  # words: what is longer may have a verb that its form does not show ("sank", "wuchs")
FUNCTION_WORDS = PREPOSITIONS | cases.ARTICLE_FORMS | RELATIVES | LINKS


def read_inserted_frames(reading: SpeechReading, words: Sequence[Token], found: Sequence[Cue]) -> ReportedSpeech | None:
    """Frames set apart by commas: "Es gehe voran, so der Verband.", "Die Mittel, betonte sie, seien knapp."."""
    for place in range(len(words) - 1):
        if place and words[place - 1].text not in (",", "–"):
            continue
        frame = _after_comma(reading, words, place, found) if place else None
        told = None if frame else _read_as_frame(reading, words, place, found)
        frame = frame or told
        if frame is None:
            continue
        who, last, cue = frame
        end = frame_end(words, last)
        if any(word.lower in OPENERS for word in words[last : end + 2]):  # "sie berichten mir, dass …"
            continue
        if parts := _spans_around(words, max(0, place - 1), end, sure=told is not None or _can_speak(who)):
            kind = "reported" if told or cue is None or not _is_own_speech(words, place, end) else "quotation"
            return ReportedSpeech(
                parts, who, True, act_reported(cue) if cue else None, is_negated(words, place, end), kind
            )
    return None


def _is_own_speech(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether somebody's own words stand around the frame, without marks: "Wir zahlen gern, sagte Uwe Lang"."""
    said = [*words[:first], *words[last:]]
    return any(word.lower in OURSELVES for word in said) and not any(read_mood(word) for word in said)


def _after_comma(
    reading: SpeechReading, words: Sequence[Token], place: int, found: Sequence[Cue]
) -> tuple[Who, int, Cue | None] | None:
    """ ", sagte Klein", ", so der Verband", ", hieß es aus dem Rathaus", ", hat Klein gesagt"."""
    if words[place].text in ("hieß", "heißt") and words[place + 1].text == "es":
        named = find_source_teller(reading, words, place + 1)
        return (AGAIN if named.unknown and not named.shown else named), place + 1, None
    cue = _cue_at(words, place, found)
    if cue and is_finding(cue) and find_study(reading, words[place:], replace(cue, place=0)) is None:
        return None
    lively = any(read_mood(word) == "I" for word in words[:place]) and is_lively(words, place)
    if cue is None and not lively and not _opens_so_frame(words, place):
        return None
    who = speaker_phrases.find_speaker_after(reading, words, place + 1)
    if who is NOBODY or who.noun in SPEAKERLESS:
        return None
    if cue and cue.verb.infinitive == "finden" and not (who.actor and who.actor.kind == "person"):
        return None
    return who, max(place, cue.last) if cue else place, cue


def _cue_at(words: Sequence[Token], place: int, found: Sequence[Cue]) -> Cue | None:
    """The reporting verb right after the comma, or the auxiliary of its perfect: ", hat Klein gesagt"."""
    cue = next((cue for cue in found if cue.place == place), None)
    if cue or words[place].text not in PERFECT_AUXILIARIES or not has_verb(words[:place]):
        return cue  # not in "Der Beirat, ein Gremium der Stadt, hat erklärt, …"
    return next((cue for cue in found if cue.voice == "perfect" and place < cue.place < place + 20), None)


def _is_clause(words: Sequence[Token]) -> bool:
    """Whether the words before a frame have a verb, as far as their form shows it: no "Uwe Lang, Landrat im Kreis"."""
    for word, following in zip_longest(words, words[1:]):
        loose = following is None or not cases.is_noun(following)
        if len(words) >= LEAST_WORDS and (is_indicative(word.text) or (loose and _may_be_plural(word))):
            return True
        if len(words) > LONGER and loose and word.text.islower() and word.lower not in FUNCTION_WORDS:
            return True
    return False


def _may_be_plural(word: Token) -> bool:
    return word.text.islower() and word.text.endswith("en") and len(word.text) > 4


def _can_speak(who: Who) -> bool:
    """Whether somebody who can speak is named: an actor, a pronoun, "die Ministerin", "die Polizei"."""
    if who.actor is not None:
        return True
    noun = (who.noun or who.head).lower()
    if who.unknown:
        return bool(noun) and (names_person(noun, feminine=who.gender == "f") or speaker_phrases.is_body(noun))
    return who.points_back and (not noun or noun == "es" or who.human or speaker_phrases.is_body(noun))


def _opens_so_frame(words: Sequence[Token], place: int) -> bool:
    if words[place].text != "so":
        return False
    following = words[place + 1]
    return following.text in cases.ARTICLES or following.text[0].isupper() or following.text in ("er", "sie")


def _read_as_frame(
    reading: SpeechReading, words: Sequence[Token], place: int, found: Sequence[Cue]
) -> tuple[Who, int, Cue | None] | None:
    """ "Wie die Stadt mitteilte, …", "…, wie der Minister sagte"."""
    if words[place].lower != "wie" or words[place + 1].lower in NOT_AS_SAID:
        return None
    end = next((nxt for nxt in range(place + 1, len(words)) if _ends_aside(words, nxt)), len(words))
    cue = next((cue for cue in found if place + 1 < cue.place and end - 3 <= cue.last < end), None)
    if cue is None:
        return None
    inside = replace(cue, place=cue.place - place - 1)
    who = (find_study if is_finding(cue) else _find_subject)(reading, words[place + 1 : end], inside)
    if who is None:
        return None
    return None if who.noun in SPEAKERLESS else (who, end - 1, cue)


def _ends_aside(words: Sequence[Token], place: int) -> bool:
    """Whether a mark ends "wie die Stadt am Dienstag, den 13. Oktober, mitteilte": not before or in a date."""
    if words[place].text == "." and words[place - 1].text.isdigit() and place + 2 < len(words):
        return False
    dated = words[place].text == "," and place + 2 < len(words) and words[place + 1].text in ("den", "dem")
    return words[place].text in (",", ".", ";", ":") and not (dated and words[place + 2].text[0].isdigit())


def _find_subject(reading: SpeechReading, words: Sequence[Token], cue: Cue) -> Who:
    return speaker_phrases.find_subject(reading, words, cue.place)


def frame_end(words: Sequence[Token], place: int) -> int:
    """The place of the comma or full stop that ends a frame (appositions inside stay in it)."""
    for nxt in range(place + 1, len(words)):
        if (words[nxt].text in STOPS and not speaker_phrases.is_abbreviation(words, nxt)) or words[nxt].text in (
            "–",
            '"',
        ):
            return nxt
        if words[nxt].text == "," and (place == nxt - 1 or any(read_mood(word) for word in words[nxt + 1 : nxt + 3])):
            return nxt
    return len(words)


def _spans_around(words: Sequence[Token], first: int, last: int, *, sure: bool) -> tuple[tuple[int, int], ...]:
    """The spans before the comma at `first` and after the mark at `last`, where they are a clause."""
    before, after = words[:first], words[last + 1 :]
    said = [*before, *after]
    moody = any(read_mood(word) for word in said)
    waits = bool(before) and (
        before[0].lower in NOT_SAID or is_indicative(before[0].lower)
    )  # "Fällt das Geld weg, fordert …"
    if len(said) < LEAST_WORDS or (waits and not moody):
        return ()
    if not sure and not moody:
        return ()
    if sure and _is_clause(before):
        return tuple(trim_span(part) for part in (before, after) if any(word.text[0].isalpha() for word in part))
    if before and not has_verb(before) and not (sure and moody and has_verb(after)):
        return ()
    if not before and not has_verb(after):
        return ()
    return tuple(trim_span(part) for part in (before, after) if any(word.text[0].isalpha() for word in part))
