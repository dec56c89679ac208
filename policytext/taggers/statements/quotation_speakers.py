"""Who speaks a quotation: the frame after it, the one before it, the sentence before, the quotation before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policytext import lexicon
from policytext.taggers.statements import cases, speaker_phrases
from policytext.taggers.statements.descriptions import phrase_end, read_noun_phrase
from policytext.taggers.statements.direct import Gap, Heard, find_fragment_cue
from policytext.taggers.statements.memory import Memory
from policytext.taggers.statements.source_phrases import find_source_teller, find_speaking_place
from policytext.taggers.statements.speech_reading import SpeechReading, Token
from policytext.taggers.statements.verbs import Cue, is_indicative
from policytext.taggers.statements.who import AGAIN, NOBODY, SILENT, UNKNOWN, Voice, Who
from policytext.taggers.statements.wordlists import SPEAKING_PRONOUNS

CITED = ("den", "einen")  # articles of who is cited
FRAME_WORDS = 8  # a frame's verb stands among the first words after the mark


def quoted_by(item: Heard, memory: Memory, *, previous: Voice) -> tuple[Voice, bool]:
    """The speaker of a quotation and whether its own sentence names him; `previous` spoke just before in it."""
    if _is_asked(item):
        return SILENT, True
    frames = (_find_fragment_speaker, _find_signer, _find_speaker_after, _find_speaker_before)
    for found in (frame(item, memory.reading) for frame in frames):
        if found is not NOBODY and not (found.noun and not found.points_back and not found.actor):
            return memory.resolve(found, item.passage.opened, direct=True), True
    return previous, False


def _is_asked(item: Heard) -> bool:
    """Whether the passage is a question that nobody is named for: "Auf die Frage „…?“ antwortete X"."""
    before = item.before.words
    return bool(before) and before[-1].text in lexicon.load_lexicon("speech")["frames"]["questions"]


def _find_fragment_speaker(item: Heard, reading: SpeechReading) -> Who:
    """The speaker in "X nannte das „…“", "sprach X von „…“"."""
    passage = item.passage
    cue = find_fragment_cue(item, reading.text[passage.start : passage.end])
    if cue is None:
        return NOBODY
    words = [*item.before.words, *item.after.words]
    start = max((place + 1 for place, word in enumerate(words[: cue.place]) if word.text in ".!?;"), default=0)
    return speaker_phrases.find_subject(reading, words[start:], cue.place - start)


def _leads_on(item: Heard) -> bool:
    """Whether the words after the mark belong to the next quotation: "« Das reicht. » Landrat Sander antwortet: «"."""
    words = item.after.words
    if not words or words[-1].text != ":":
        return False
    answers = any(cue.verb.infinitive in lexicon.load_lexicon("speech")["frames"]["answers"] for cue in item.after.cues)
    return answers or words[0].text[0].isupper() or words[0].text in ".!?"


def _find_speaker_after(item: Heard, reading: SpeechReading) -> Who:
    """The speaker in ", sagte X", ", so X", "heißt es aus dem Ministerium"."""
    words = item.after.words
    if _leads_on(item):
        return NOBODY
    if (impersonal := _find_impersonal_speaker(item, reading)) is not NOBODY:
        return impersonal
    cue = next((cue for cue in item.after.cues if cue.place < FRAME_WORDS or cue.last < FRAME_WORDS), None)
    if cue and cue.verb.infinitive == "zitieren" and cue.voice == "finite":
        return _find_cited_speaker(reading, words)
    if cue and not (words[-1].text == ":" and cue.place > 3):
        return speaker_phrases.find_subject(reading, words, cue.place)
    if words and words[0].text in ",–" and len(words) > 2 and words[1].text.islower():
        return speaker_phrases.find_speaker_after(reading, words, 2)
    return NOBODY


def _find_signer(item: Heard, reading: SpeechReading) -> Who:
    """Who stands after the quotation without a verb: „…“ – Landrätin Anna Klein; „…“ (Landkreistag, Heft 3)."""
    words = item.after.words
    if len(words) < 2 or words[0].text not in ("(", "–", "-", "—"):
        return NOBODY
    closing = next((place for place, word in enumerate(words) if word.text in (")", ",")), len(words))
    if any(is_indicative(word.text) for word in words[1:closing]):
        return NOBODY
    mentions = [one for one in cases.place_mentions(reading, words) if one.first < closing and one.case == "core"]
    people = [one for one in mentions if one.named.person]
    return Who((people or mentions)[0].named.actor) if mentions else _read_bracketed_body(words, closing)


def _read_bracketed_body(words: Sequence[Token], closing: int) -> Who:
    """ "(Landkreistag, Heft 3)": a body that stands alone, named nowhere else."""
    if phrase_end(words, 1) != closing or not speaker_phrases.is_body(words[closing - 1].text):
        return NOBODY
    return Who(unknown=True, shown=read_noun_phrase(words, 1), head=words[closing - 1].text)


def _find_impersonal_speaker(item: Heard, reading: SpeechReading) -> Who:
    """The speaker in frames without reporting verb: ", so X", "laut X", "heißt es aus dem Ministerium"."""
    words = item.after.words
    for place, word in enumerate(words[:2]):
        if word.text == "so" and not any(cue.place == place + 1 for cue in item.after.cues):
            return speaker_phrases.find_speaker_after(reading, words, place + 1)
        if word.text == "laut":
            return find_source_teller(reading, words, place)
        if word.text in ("heißt", "hieß") and place + 1 < len(words) and words[place + 1].text == "es":
            named = find_source_teller(reading, words, place + 1)
            there = any(word.text in ("darin", "dort") for word in words[place + 2 : place + 4])
            return AGAIN if named.unknown and not named.shown and not there else named
    return NOBODY


def _find_cited_speaker(reading: SpeechReading, words: Sequence[Token]) -> Who:
    """ "zitiert die Zeitung den Landrat": who is cited speaks."""
    for found in cases.place_mentions(reading, words):
        if found.case == "object":
            return Who(found.named.actor)
    article = next((place for place, word in enumerate(words) if word.text in CITED), None)
    told = read_noun_phrase(words, article) if article is not None else None
    return Who(unknown=True, shown=told) if told else UNKNOWN


def _find_speaker_before(item: Heard, reading: SpeechReading) -> Who:
    """The speaker in "X sagte: ", "Präsidentin X: ", "ist für ihn klar: "."""
    words = item.before.words[-60:]
    if not words:
        return NOBODY
    start = max((place + 1 for place, word in enumerate(words) if word.text in "!?;"), default=0)
    cue = next((cue for cue in reversed(_cues_of(item.before, words)) if cue.place >= start), None)
    found = _find_teller(reading, words[start:], replace(cue, place=cue.place - start)) if cue else NOBODY
    if found is not NOBODY and (found.actor or found.points_back or found.unknown):
        return found
    return _of_colon(reading, words[start:]) if item.colon else NOBODY


def _find_teller(reading: SpeechReading, words: Sequence[Token], cue: Cue) -> Who:
    """The verb's subject, whom it cites, or where "heißt es" says it stands."""
    if cue.verb.infinitive == "zitieren":
        return _find_cited_speaker(reading, words)
    if cue.verb.infinitive == "esheißen" and cue.place:
        return find_speaking_place(reading, words[: cue.place])
    return speaker_phrases.find_subject(reading, words, cue.place)


def _cues_of(before: Gap, words: Sequence[Token]) -> list[Cue]:
    shift = len(before.words) - len(words)
    return [replace(cue, place=cue.place - shift) for cue in before.cues if cue.place >= shift]


def _of_colon(reading: SpeechReading, words: Sequence[Token]) -> Who:
    mentions = cases.place_mentions(reading, words)
    core = [mention for mention in mentions if mention.case == "core"]
    people = [mention for mention in core if mention.named.person]
    if chosen := (people or core):
        return Who(chosen[0].named.actor)
    for word in words:
        if word.lower in SPEAKING_PRONOUNS:
            return Who(gender=speaker_phrases.PRONOUNS[word.lower])
    if mentions:
        people = [mention for mention in mentions if mention.named.person]
        return Who((people or mentions)[0].named.actor)
    names = [word for word in words[:2] if word.text[0].isupper()]
    return UNKNOWN if len(names) == 2 and words[0].lower not in cases.ARTICLES else NOBODY
