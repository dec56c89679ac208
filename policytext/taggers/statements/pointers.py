"""Words that point at a report in another clause or sentence: "wonach", "demnach", "Das teilte der Landkreis mit"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from policytext import lexicon
from policytext.taggers.statements import cases, speaker_phrases
from policytext.taggers.statements.descriptions import describe_person, read_noun_phrase
from policytext.taggers.statements.draft_state import Pass
from policytext.taggers.statements.findings import act_reported, find_study, is_finding
from policytext.taggers.statements.reported_clauses import LEAST_WORDS, ReportedSpeech, has_verb, is_negated, trim_span
from policytext.taggers.statements.source_phrases import is_study, says_something
from policytext.taggers.statements.speech_reading import SpeechReading, Token, tokenize_span
from policytext.taggers.statements.verbs import Cue, find_sure_cues
from policytext.taggers.statements.who import AGAIN, NOBODY, SILENT, UNKNOWN, Voice, Who
from policytext.taggers.statements.wordlists import OPENERS, PERFECT, SPEAKERLESS

LONGEST_POINTER = 30  # words of "Das teilte … mit": longer sentences tell something of their own
LONGEST_FIRST = 12  # characters in which the first word ends
NEAR_NOUN = 4  # words between the noun and "wonach"


def read_whereby_clause(reading: SpeechReading, words: Sequence[Token]) -> ReportedSpeech | None:
    """ "Die Stadt legte Zahlen vor, wonach die Kosten steigen": the clause, said by the main clause's subject."""
    sentence = reading.text[words[0].start : words[-1].end]
    if not any(word in sentence for word in _load_words("whereby")):
        return None
    for place in range(2, len(words) - LEAST_WORDS):
        if words[place].lower not in _load_words("whereby") or words[place - 1].text != ",":
            continue
        noun = next((one for one in reversed(words[:place]) if one.text[0].isupper()), None)
        if noun is None or not says_something(noun) or not has_verb(words[place:]):
            return None
        return ReportedSpeech(
            (trim_span(words[place + 1 :], closed=True),), _find_report_owner(reading, words[: place - 1], noun), True
        )
    return None


def _find_report_owner(reading: SpeechReading, words: Sequence[Token], noun: Token) -> Who:
    """Whose report it is: the first who stands in the nominative, else the report itself."""
    core = [mention for mention in cases.place_mentions(reading, words) if mention.case == "core"]
    if core:
        return Who(core[0].named.actor)
    place = next(nxt for nxt, word in enumerate(words) if word is noun)
    if place > NEAR_NOUN and (who := describe_person(words, 0)) is not NOBODY:
        return who
    begin = place
    while begin and (words[begin - 1].lower in cases.ARTICLE_FORMS or cases.is_adjective(words[begin - 1].text)):
        begin -= 1
    return Who(unknown=True, shown=read_noun_phrase(words, begin), head=noun.text)


def read_following_report(state: Pass, words: Sequence[Token]) -> tuple[ReportedSpeech, Voice] | None:
    """ "Demnach fehlen 120 Plätze.": what goes on with the report or study of the sentence before."""
    if len(words) <= LEAST_WORDS or words[0].lower not in _load_words("thereby"):
        return None
    last = state.last
    spoken = last and last.kind != "assertion" and last.unit >= state.number - 1
    voice = last.voice if last and spoken else _of_study(state)
    return (ReportedSpeech((trim_span(words[1:]),), AGAIN, True), voice) if voice.known else None


def _of_study(state: Pass) -> Voice:
    """Whose study or survey the sentence before tells of, `SILENT` where it tells of none."""
    start, end = state.memory.before
    words = tokenize_span(state.reading.text, start, end)
    study = next((place for place, word in enumerate(words) if is_study(word.text)), None)
    if study is None:
        return SILENT
    mentions = cases.place_mentions(state.reading, words)
    if owner := next((one for one in mentions if one.first > study and one.case == "attribute"), None):
        return Voice(owner.named.actor)
    if core := next((one for one in mentions if one.case == "core"), None):
        return Voice(core.named.actor)
    begin = study - 1 if study and words[study - 1].lower in cases.ARTICLE_FORMS else study
    return Voice(source=read_noun_phrase(words, begin))


def look_back(state: Pass) -> None:
    """Make the sentence before reported speech where the unit in hand says who told it: "Das teilte die Stadt mit."."""
    last, unit = state.last, state.unit
    if last is None or last.unit != state.number - 1 or last.block != unit.block or state.rules:
        return
    if last.kind == "reported" or (last.kind == "quotation" and last.voice.known):
        return
    first = state.reading.text[unit.start : unit.start + LONGEST_FIRST].partition(" ")[0].lower()
    if first not in _load_words("pointers"):
        return
    words = tokenize_span(state.reading.text, unit.start, unit.end)
    if (found := _read_pointer(state.reading, words)) is None:
        return
    who, cue = found
    voice = state.memory.resolve(who, unit.start, direct=False)
    if voice.known:
        last.kind = "reported" if last.kind == "assertion" else last.kind
        last.voice, last.verb = voice, act_reported(cue)
        state.memory.remember(voice, unit.start)


def _read_pointer(reading: SpeechReading, words: Sequence[Token]) -> tuple[Who, Cue] | None:
    if not 2 < len(words) <= LONGEST_POINTER:
        return None
    if words[-1].text in ":?" or is_negated(words, 0, len(words)) or any(word.lower in OPENERS for word in words):
        return None
    for cue in find_sure_cues(words):
        begins = cue.place == 1 or words[1].lower in PERFECT
        if cue.verb.infinitive not in _load_words("told_before") or not begins:
            continue
        who = find_study(reading, words, cue) if is_finding(cue) else _find_pointed_subject(reading, words, cue)
        if who is None or who is NOBODY or who is UNKNOWN or who.noun in SPEAKERLESS:
            return None
        return who, cue
    return None


def _find_pointed_subject(reading: SpeechReading, words: Sequence[Token], cue: Cue) -> Who:
    if cue.voice == "passive":
        return UNKNOWN
    return speaker_phrases.find_speaker_after(reading, words, 2)  # "Das hat die Stadt gestern mitgeteilt"


@cache
def _load_words(key: str) -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("speech")["pointers"][key])
