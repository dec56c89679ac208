"""Frames after or inside what is said: "…, so der Verband", "laut Polizei …", "…, wie die Stadt mitteilte"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from policytext import lexicon
from policytext.taggers.statements import cases, phrases
from policytext.taggers.statements.clauses import LEAST_WORDS, Report, has_verb, mood, negated, span
from policytext.taggers.statements.phrases import NOBODY, OWN, STOPS, Who
from policytext.taggers.statements.reading import Reading, Token
from policytext.taggers.statements.verbs import Cue, indicative, is_lively
from policytext.taggers.statements.wordlists import DATIVES, PREPOSITIONS, SPEAKERLESS, SUBORDINATORS

NOT_SAID = SUBORDINATORS | {
    "um",
    "ohne",
    "statt",
    "sollte",
    "sollten",
    "würde",
}  # they begin a clause that waits for its main verb
CONTENT = frozenset({"dass", "daß", "ob"})
FURTHEST_SOURCE = 60  # words


def inquit(reading: Reading, words: Sequence[Token], found: Sequence[Cue]) -> Report | None:
    """Frames set apart by commas: "Es gehe voran, so der Verband.", "Die Mittel, betonte sie, seien knapp."."""
    for place in range(len(words) - 1):
        if place and words[place - 1].text not in (",", "–"):
            continue
        frame = _after_comma(reading, words, place, found) if place else None
        told = None if frame else _as_told(reading, words, place, found)
        frame = frame or told
        if frame is None:
            continue
        who, last, cue = frame
        end = frame_end(words, last)
        if any(word.lower in CONTENT for word in words[last : end + 2]):  # "sie berichten mir, dass …"
            continue
        if parts := _around(words, max(0, place - 1), end, sure=told is not None or _plain(who)):
            return Report(parts, who, True, cue.verb.act if cue else None, negated(words, place, end))
    return None


def _after_comma(
    reading: Reading, words: Sequence[Token], place: int, found: Sequence[Cue]
) -> tuple[Who, int, Cue | None] | None:
    """ ", sagte Klein", ", so der Verband", ", hieß es aus dem Rathaus", ", hat Klein gesagt"."""
    if words[place].text in ("hieß", "heißt") and words[place + 1].text == "es":
        named = phrases.source(reading, words, place + 1)
        return (Who(gender="?", noun="es") if named.unknown else named), place + 1, None
    cue = next((cue for cue in found if cue.place == place), None)
    if cue is None and words[place].text in ("hat", "haben", "hatte", "hatten"):
        cue = next((cue for cue in found if cue.voice == "perfect" and place < cue.place < place + 20), None)
    lively = any(mood(word) == "I" for word in words[:place]) and is_lively(words, place)
    if cue is None and not lively and not _so(words, place):
        return None
    who = phrases.after(reading, words, place + 1)
    if who is NOBODY or who.noun in SPEAKERLESS:
        return None
    if cue and cue.verb.infinitive == "finden" and not (who.actor and who.actor.kind == "person"):
        return None
    return who, max(place, cue.last) if cue else place, cue


def _plain(who: Who) -> bool:
    """Whether somebody who can speak is named: an actor, a pronoun, "die Ministerin", "die Polizei"."""
    if who.actor is not None:
        return True
    noun = who.noun.lower()
    return who.points_back and (not noun or noun == "es" or who.human or noun.endswith(_bodies()))


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(lexicon.load("speech")["frames"]["bodies"])


def _so(words: Sequence[Token], place: int) -> bool:
    if words[place].text != "so":
        return False
    following = words[place + 1]
    return following.text in cases.ARTICLES or following.text[0].isupper() or following.text in ("er", "sie")


def _as_told(
    reading: Reading, words: Sequence[Token], place: int, found: Sequence[Cue]
) -> tuple[Who, int, Cue | None] | None:
    """ "Wie die Stadt mitteilte, …", "…, wie der Minister sagte"."""
    if words[place].lower != "wie" or words[place + 1].lower in ("viel", "viele", "wichtig", "gut"):
        return None
    end = next((nxt for nxt in range(place + 1, len(words)) if words[nxt].text in (",", ".", ";", ":")), len(words))
    cue = next((cue for cue in found if place + 1 < cue.place and end - 3 <= cue.last < end), None)
    if cue is None:
        return None
    who = phrases.subject(reading, words[place + 1 : end], cue.place - place - 1)
    return None if who.noun in SPEAKERLESS else (who, end - 1, cue)


def frame_end(words: Sequence[Token], place: int) -> int:
    """The place of the comma or full stop that ends a frame (appositions inside stay in it)."""
    for nxt in range(place + 1, len(words)):
        if (words[nxt].text in STOPS and not phrases.abbreviated(words, nxt)) or words[nxt].text in ("–", '"'):
            return nxt
        if words[nxt].text == "," and (place == nxt - 1 or any(mood(word) for word in words[nxt + 1 : nxt + 3])):
            return nxt
    return len(words)


def _around(words: Sequence[Token], first: int, last: int, *, sure: bool) -> tuple[tuple[int, int], ...]:
    """The spans before the comma at `first` and after the mark at `last`, where they are a clause."""
    before, after = words[:first], words[last + 1 :]
    said = [*before, *after]
    moody = any(mood(word) for word in said)
    waits = bool(before) and (
        before[0].lower in NOT_SAID or indicative(before[0].lower)
    )  # "Fällt das Geld weg, fordert …"
    if len(said) < LEAST_WORDS or (waits and not moody):
        return ()
    if not sure and not moody:
        return ()
    if sure and len(before) > 4 and any(word.text.islower() for word in before):
        return tuple(span(part) for part in (before, after) if any(word.text[0].isalpha() for word in part))
    if before and not has_verb(before) and not (sure and moody and has_verb(after)):
        return ()
    if not before and not has_verb(after):
        return ()
    return tuple(span(part) for part in (before, after) if any(word.text[0].isalpha() for word in part))


# ---------------------------------------------------------------------------------------------- sources


def sourced(reading: Reading, words: Sequence[Token]) -> Report | None:
    """ "Laut Polizei …", "Nach Angaben der Stadt …", "Dem Verband zufolge …"."""
    for place, word in enumerate(words[:FURTHEST_SOURCE]):
        lower = word.lower
        if lower == "laut" and _names_source(words, place + 1) and not _paper(words, place + 1):
            return _without(words, place, _phrase_end(reading, words, place + 1), phrases.source(reading, words, place))
        if lower == "zufolge" and place:
            start = _phrase_start(words, place)
            who = phrases.source(reading, words[: place + 1], start - 1)
            return None if _paper(words, start) else _without(words, start, place + 1, who)
        if lower == "nach" and (gender := _pronoun_before(words, place)):
            return _without(words, place - 2, place + 1, Who(gender=gender))
        if lower == "nach" and _opinion(words, place):
            own = any(near.lower.startswith("eigene") for near in words[place + 1 : place + 3])
            who = _leading(reading, words) if own else phrases.source(reading, words, place)
            return _without(words, place, _phrase_end(reading, words, place + 1), who)
    return None


def _names_source(words: Sequence[Token], place: int) -> bool:
    """Whether a noun follows "laut", as in "laut dem Verband", unlike "laut dort, wo"."""
    following = words[place : place + 3]
    return bool(following) and (
        following[0].text[0].isupper()
        or (following[0].lower in DATIVES and any(word.text[0].isupper() for word in following))
    )


def _pronoun_before(words: Sequence[Token], place: int) -> str:
    """The gender in "ihrer Meinung nach", empty for other words."""
    if place < 2 or words[place - 1].text not in _sources("nouns"):
        return ""
    return OWN.get(words[place - 2].lower, "")


def _leading(reading: Reading, words: Sequence[Token]) -> Who:
    """ "Das Haus ist nach eigenen Angaben …": who tells is whom the sentence is about."""
    core = [mention for mention in cases.placed(reading, words) if mention.case == "core"]
    return Who(core[0].named.actor) if core else phrases.UNKNOWN


def _opinion(words: Sequence[Token], place: int) -> bool:
    for word in words[place + 1 : place + 4]:
        if word.text in _sources("nouns") or word.lower.endswith(
            ("angaben", "informationen", "einschätzung", "schätzungen")
        ):
            return True
        if word.text[0].isupper() or word.lower in PREPOSITIONS:
            return False
    return False


def _paper(words: Sequence[Token], place: int) -> bool:
    near = [word.text for word in words[place : place + 4] if word.text[0].isupper() or word.text == "§"]
    return not near or near[0] == "§" or near[0].lower().endswith(_papers())


def _phrase_end(reading: Reading, words: Sequence[Token], place: int) -> int:
    """Where the phrase after a preposition ends: with its mention, or with its nouns."""
    end = place
    for mention in cases.placed(reading, words[place : place + 20]):
        between = words[end : place + mention.first]
        if len(between) <= 3 and not any(indicative(word.text) for word in between):
            end = max(end, place + mention.last + 1)
    nxt = end
    while nxt < len(words):
        word = words[nxt]
        if word.text in '„»«"':
            closing = next((far for far in range(nxt + 1, min(len(words), nxt + 9)) if words[far].text in '“”«»"'), nxt)
            nxt = end = closing + 1
        elif word.text[0].isupper():
            nxt = end = nxt + 1
        elif word.lower in (
            "der",
            "des",
            "dem",
            "den",
            "die",
            "von",
            "vom",
            "und",
            "aus",
            "einer",
            "eines",
            "seines",
            "ihres",
            "seiner",
            "ihrer",
        ) or (cases.is_adjective(word.text) and not indicative(word.text)):
            if not any(far.text[0].isupper() for far in words[nxt + 1 : nxt + 3]) or nxt > end + 1:
                break
            nxt += 1
        else:
            break
    return max(end, place + 1)


def _phrase_start(words: Sequence[Token], place: int) -> int:
    """Where the phrase before "zufolge" begins."""
    for nxt in range(place - 1, max(-1, place - 12), -1):
        if words[nxt].text in _sources("nouns"):
            return nxt - 1 if nxt and words[nxt - 1].lower in DATIVES else nxt
        if words[nxt].lower in DATIVES:
            return nxt - 1 if nxt and words[nxt - 1].text in _sources("nouns") else nxt
    start = place - 1
    while start and (cases.is_adjective(words[start - 1].text) or start == 1):
        start -= 1  # "Zwei westlichen Diplomaten zufolge"
    return start


def _without(words: Sequence[Token], first: int, last: int, who: Who) -> Report | None:
    """The sentence without its source phrase."""
    while last < len(words) and words[last].text == ",":
        last += 1
    before, after = words[:first], words[last:]
    parts = tuple(span(part) for part in (before, after) if any(word.text[0].isalpha() for word in part))
    if not parts or len(before) + len(after) < LEAST_WORDS:
        return None
    return Report(parts, who, True, sourced=True)


@cache
def _papers() -> tuple[str, ...]:
    return tuple(word.lower() for word in _sources("papers"))


@cache
def _sources(key: str) -> frozenset[str]:
    return frozenset(lexicon.load("speech")["sources"][key])
