"""What studies, surveys and reports find: "Die Umfrage zeigt, dass …", "Aus dem Bericht geht hervor, dass …"."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.taggers.statements import speaker_phrases
from policytext.taggers.statements.source_phrases import find_source_teller, is_study
from policytext.taggers.statements.speech_reading import SpeechReading, Token
from policytext.taggers.statements.verbs import Cue
from policytext.taggers.statements.who import Who

COMES_OUT = "hervorgehen"


def is_finding(cue: Cue) -> bool:
    """Whether the verb reports only where a study is its subject."""
    return cue.verb.act == "finding"


def act_reported(cue: Cue) -> str:
    """The act of what the verb reports."""
    return "information" if is_finding(cue) else cue.verb.act


def find_study(reading: SpeechReading, words: Sequence[Token], cue: Cue) -> Who | None:
    """Who has found out what the verb says, `None` where its subject is no study or the like."""
    if cue.verb.infinitive == COMES_OUT:
        place = next((nxt for nxt, word in enumerate(words) if word.lower == "aus"), None)
        return None if place is None else find_source_teller(reading, words, place)
    nouns = [word.text for word in words[: cue.place + 4] if word.text[0].isupper()]
    study = next((noun for noun in nouns if is_study(noun)), None)
    if study is None or nouns.index(study) > 1:
        return None
    return speaker_phrases.find_subject(reading, words, cue.place)
