"""The reporting verbs of the lexicon, by word form, and their places in a clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from policytext import lexicon
from policytext.german import subjunctive
from policytext.taggers.statements.speech_reading import Token
from policytext.taggers.statements.wordlists import (
    CLAUSE_CONJUNCTIONS,
    COMING,
    COMMA_CONJUNCTIONS,
    FINITE,
    MODALS,
    NEVER_FINITE,
    PASSIVE,
    PAST_PASSIVE,
    PERFECT,
    PERFECT_OF_COMING,
    PREFIXES,
    SUBJECT_STARTS,
)

CLAUSE_ENDS = CLAUSE_CONJUNCTIONS | set('.,;:!?–-„»«"“(…')
FURTHEST_PREFIX = 30  # words between a verb and its prefix: "teilte A. B., Sprecherin der …, am Montag in … mit"
LOOKS_FINITE = ("t", "te", "ten")
SURENESS = {"bare": 0, "finite": 1, "perfect": 2, "passive": 2}


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: what it reports (`act`) and the words that must stand with it."""

    infinitive: str
    act: str
    along: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at `place` in a list of tokens; `last` is the place of its last word (prefix or participle).

    `voice` is `finite`, `perfect`, `passive` or `bare` (an infinitive, or a participle without its auxiliary).
    """

    verb: Verb
    place: int
    last: int
    voice: str


def find_cues(words: Sequence[Token], *, table: str = "verbs") -> Iterator[Cue]:
    """The reporting verbs among the tokens of a clause or sentence, in order, one at most a token.

    `table` is the lexicon's: `verbs`, or `fragments` for those that quote a few words ("nannte das „…“").
    """
    index = _index_verbs(table)
    present = {word.text for word in words}
    if words:
        present.add(words[0].lower)
    for place, word in enumerate(words):
        found = index.get(word.text if word.text.islower() or place else word.lower, ())
        if any(form.endswith("participle") for _, form in found) and _now_passive(words, place):
            continue
        readings = [
            cue
            for verb, form in found
            if (present.issuperset(verb.along) or form.startswith("whole"))
            and (cue := _build_cue(words, place, verb, form))
        ]
        if readings:
            yield max(readings, key=_weigh_cue)


def find_sure_cues(words: Sequence[Token]) -> tuple[Cue, ...]:
    """The reporting verbs that are finite or have their auxiliary, and are not reported themselves by a Konjunktiv."""
    return tuple(
        cue for cue in find_cues(words) if cue.voice != "bare" and not subjunctive.is_first(words[cue.place].text)
    )


def is_lively(words: Sequence[Token], place: int) -> bool:
    """A verb that the lexicon does not know right after the comma, its subject following: ", frohlockt Anna Klein"."""
    word = words[place].text
    if word in COMMA_CONJUNCTIONS or not word.islower() or not word.endswith(("t", "te")) or place + 1 >= len(words):
        return False
    return words[place + 1].text[0].isupper() or words[place + 1].text in SUBJECT_STARTS


def is_reporting(word: str) -> bool:
    """Whether a word can be a finite reporting verb."""
    return any(form != "participle" for _, form in _index_verbs().get(word, ()))


def is_indicative(word: str) -> bool:
    """Whether a word is or looks like a finite verb in the indicative."""
    if word in FINITE or is_reporting(word):
        return True
    return word.islower() and len(word) > 3 and word.endswith(LOOKS_FINITE) and word not in NEVER_FINITE


def _weigh_cue(cue: Cue) -> tuple[int, int]:
    return len(cue.verb.along), SURENESS[cue.voice]


def _build_cue(words: Sequence[Token], place: int, verb: Verb, form: str) -> Cue | None:
    last = place
    if verb.along and not form.startswith("whole"):
        along = _find_last_word(words, place, verb, finite=form != "participle")
        if along is None:
            return None
        last = max(place, along)
    if form.endswith("participle"):
        return Cue(verb, place, last, _read_auxiliary(words, place, coming=verb.infinitive.endswith(COMING)))
    if form.endswith("plural") and _is_infinitive(words, place):
        return Cue(verb, place, last, "bare")
    return Cue(verb, place, last, "finite")


def _find_last_word(words: Sequence[Token], place: int, verb: Verb, *, finite: bool) -> int | None:
    """Where the last word that belongs to the verb stands, `None` where one is missing."""
    wanted = list(verb.along)
    closes = verb.act != "naming"  # there the words before the mark are prepositions: "warnte vor einer „…“"
    before = range(max(0, place - 8), place)
    after = range(place + 1, min(len(words), place + FURTHEST_PREFIX))
    if not finite:
        return place if _in_order(words, before, wanted, closes=closes) is not None else None
    found = _in_order(words, after, wanted, closes=closes)
    if found is None and (verb.along[-1] not in PREFIXES or not closes):
        found = _in_order(words, before, wanted, closes=closes)
    return found


def _in_order(words: Sequence[Token], places: range, wanted: list[str], *, closes: bool) -> int | None:
    missing = wanted[::-1]
    for place in places:
        here = words[place].text if place else words[place].lower
        last = closes and len(missing) == 1
        if here == missing[-1] and _ends_clause(words, place, missing[-1], last=last):
            missing.pop()
            if not missing:
                return place
        elif words[place].text in (".", ":", ";", "„", "»"):
            return None
    return None


def _ends_clause(words: Sequence[Token], place: int, word: str, *, last: bool) -> bool:
    if not last or word not in PREFIXES:
        return True
    return place + 1 >= len(words) or words[place + 1].text in CLAUSE_ENDS


def _read_auxiliary(words: Sequence[Token], place: int, *, coming: bool) -> str:
    if not place or words[place - 1].text == ",":
        return "bare"
    near = {word.lower for word in words[max(0, place - 25) : place + 3]}
    if near & PASSIVE:
        return "passive" if near & PAST_PASSIVE else "bare"
    return "perfect" if near & (PERFECT_OF_COMING if coming else PERFECT) else "bare"


def _now_passive(words: Sequence[Token], place: int) -> bool:
    """ "Der Preis wird damit begründet": no report, other than "wurde begründet"."""
    if not place or words[place - 1].text == ",":
        return False
    near = set()
    for word in words[max(0, place - 25) : place][::-1]:
        if word.text in CLAUSE_ENDS:
            break
        near.add(word.lower)
    return bool(near & (PASSIVE - PAST_PASSIVE)) and not near & (PAST_PASSIVE | PERFECT)


def _is_infinitive(words: Sequence[Token], place: int) -> bool:
    if place and words[place - 1].lower == "zu":
        return True
    closed = place + 1 >= len(words) or words[place + 1].text in CLAUSE_ENDS
    return closed and bool({word.lower for word in words[max(0, place - 25) : place]} & (MODALS | PASSIVE))


@cache
def _index_verbs(table: str = "verbs") -> dict[str, list[tuple[Verb, str]]]:
    forms: defaultdict[str, list[tuple[Verb, str]]] = defaultdict(list)
    for act, lines in lexicon.load_lexicon("speech")[table].items():
        for line in lines:
            for form, word in _inflect_verb(line):
                forms[word].append((_build_verb(line, act), form))
    return dict(forms)


def _parse_verb_line(line: str) -> tuple[list[str], list[str]]:
    along, _, principal = line.rpartition("|")
    return along.split(), principal.split()


def _build_verb(line: str, act: str) -> Verb:
    along, principal = _parse_verb_line(line)
    return Verb("".join([*along, principal[0]]), act, tuple(along))


def _inflect_verb(line: str) -> Iterator[tuple[str, str]]:
    along, (infinitive, present, preterite, participle) = _parse_verb_line(line)
    plural = preterite + ("n" if preterite.endswith("e") else "en")
    first = "sei" if infinitive == "sein" else subjunctive.first_form(infinitive)
    finite = {present, preterite, plural, first} - subjunctive.other_words()
    many = {"sind", "waren"} if infinitive == "sein" else {infinitive}
    yield from (("finite", form) for form in sorted(finite))
    yield from (("plural", form) for form in sorted(many))
    yield "participle", participle
    if along and along[-1] in PREFIXES:
        yield from (("whole finite", along[-1] + form) for form in sorted(finite))
        yield "whole plural", along[-1] + infinitive
        yield "whole plural", along[-1] + "zu" + infinitive
        yield "whole participle", along[-1] + participle
