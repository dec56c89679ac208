"""Who is the subject of a reporting verb: mentions by their place in the sentence, pronouns, descriptions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from policytext import lexicon
from policytext.taggers.statements.cases import ARTICLES, CasedMention, is_adjective, is_noun, place_mentions
from policytext.taggers.statements.descriptions import (
    describe_person,
    past_attribute,
    phrase_end,
    read_noun_phrase,
    spoken_for,
)
from policytext.taggers.statements.speech_reading import SpeechReading, Token
from policytext.taggers.statements.who import NOBODY, UNKNOWN, Who, names_person
from policytext.taggers.statements.wordlists import (
    FEW,
    GENITIVES,
    OBJECT_ARTICLES,
    OBJECT_PRONOUNS,
    PREPOSITIONS,
    RELATIVES,
    SPEAKER_LINKS,
    SPEAKERLESS,
    SPOKESPERSONS,
    SUBORDINATORS,
)

PRONOUNS = {
    "er": "m",
    "ihn": "m",
    "ihm": "m",
    "sie": "f",
    "ihr": "f",
    "dieser": "m",
    "diese": "f",
    "letzterer": "m",
    "letztere": "f",
}
LINKS = PREPOSITIONS | GENITIVES | RELATIVES | SPEAKER_LINKS
OWN = {"seiner": "m", "seinen": "m", "ihrer": "f", "ihren": "f"}
OBJECTS = OBJECT_ARTICLES - {"einer"}  # "sagte einer der Gründer"
MANY = SPEAKERLESS - FEW
STOPS = frozenset({".", "!", "?", ";", ":"})
NEAR_PERSON = 8  # words between a body or an office and the person in apposition
FURTHEST_NAME = 16  # words between the verb and the name: "sagte die Vorsitzende des Ausschusses für …, Anna Klein"


def find_subject(reading: SpeechReading, words: Sequence[Token], verb: int) -> Who:
    """Who does what the verb at `words[verb]` says."""
    mentions = place_mentions(reading, words)
    before = NOBODY if _is_inverted(words, verb) else _find_subject_before(words, mentions, verb)
    if _is_he(words, verb + 1):
        return Who(gender="m")
    if before is not NOBODY and _can_speak(before):
        return before
    behind = find_speaker_after(reading, words, verb + 1, mentions)
    if behind.actor or (behind.points_back and not before.actor):
        return behind
    return before if before is not NOBODY else _read_bare_subject(words, verb) if behind is NOBODY else behind


def _is_he(words: Sequence[Token], place: int) -> bool:
    """Whether "er" follows the verb, who is its subject whatever stands before: "Das Land forderte er auf"."""
    return place < len(words) and words[place].text == "er"


def _can_speak(who: Who) -> bool:
    """Whether somebody who can speak is shown: not "die Kritik" in "Die Kritik wies der Landrat zurück"."""
    noun = who.noun or who.head
    if who.actor or not noun or noun in SPEAKERLESS or noun[0].isdigit():
        return True
    return names_person(noun, feminine=who.gender == "f") or is_body(noun)


def is_body(noun: str) -> bool:
    """Whether a noun is that of a body that may speak: "Stadtverwaltung", "Landkreistag"."""
    return noun.lower().endswith(_load_bodies())


def _read_bare_subject(words: Sequence[Token], verb: int) -> Who:
    """ "Experten haben berechnet, dass", "wie beide Firmen mitteilten": a phrase without article at the beginning."""
    end = phrase_end(words, 0)
    first = words[0].lower
    if end is None or end > verb or first in PREPOSITIONS | _load_adverbs() | SPEAKERLESS or first in PRONOUNS:
        return NOBODY
    return Who(unknown=True, shown=read_noun_phrase(words, 0), head=words[end - 1].text)


def _is_inverted(words: Sequence[Token], verb: int) -> bool:
    if not verb:
        return True
    return words[verb - 1].text == "," and (verb == 1 or words[0].lower in SUBORDINATORS)


def _find_subject_before(words: Sequence[Token], mentions: Sequence[CasedMention], verb: int) -> Who:
    stops = (place for place in range(verb) if words[place].text in STOPS and not _is_ordinal(words, place))
    start = max((place + 1 for place in stops), default=0)
    found = [mention for mention in mentions if start <= mention.first < verb and mention.case == "core"]
    if chosen := _choose_mention(found):
        return Who(chosen.named.actor)
    if (pronoun := _pronoun_near(words, start, verb)) is not NOBODY:
        return pronoun
    if start >= verb or (told := describe_person(words, start)) is NOBODY:
        return NOBODY
    own = [one for one in mentions if one.last < verb] if _can_speak(told) or told.head.endswith(SPOKESPERSONS) else []
    return spoken_for(words, own, start, verb) or told


def _pronoun_near(words: Sequence[Token], start: int, verb: int) -> Who:
    """The pronoun among the words right before the verb."""
    for place in range(verb - 1, max(start, verb - 6) - 1, -1):
        word = words[place].lower
        if words[place].text == "Sie" and place:
            return Who(noun="wir")  # the polite address
        if word in PRONOUNS and word not in ARTICLES:
            return Who(gender=PRONOUNS[word])
        if word in SPEAKERLESS:
            return _read_indefinite(words[place])
    return NOBODY


def _choose_mention(mentions: Sequence[CasedMention]) -> CasedMention | None:
    people = [mention for mention in mentions if mention.named.person]
    first = mentions[0] if mentions else None
    if people and first and (people[0].first - first.last < NEAR_PERSON or people[0] is first):
        return _by_name(people)
    return first


def _by_name(people: Sequence[CasedMention]) -> CasedMention:
    """The first person, or the one in apposition to an office: "Der Leiter des Amts, Uwe Lang, sagte"."""
    first, second = people[0], people[1] if len(people) > 1 else None
    if second and " " not in first.named.actor.name and " " in second.named.actor.name:
        return second if second.first - first.last < NEAR_PERSON else first
    return first


def find_speaker_after(
    reading: SpeechReading, words: Sequence[Token], start: int, mentions: Sequence[CasedMention] | None = None
) -> Who:
    """Who stands after a reporting verb or "so": name, pronoun or description."""
    mentions = place_mentions(reading, words) if mentions is None else mentions
    place = _find_phrase_start(words, start, frozenset(mention.first for mention in mentions))
    if place is None:
        return NOBODY
    return _read_pronoun(words, place) or _read_noun_phrase(words, place, mentions)


def _read_pronoun(words: Sequence[Token], place: int) -> Who | None:
    word = words[place].lower
    if words[place].text == "Sie":
        return Who(noun="wir")  # the polite address
    if word in PRONOUNS and (word not in ARTICLES or not _goes_on(words, place)):
        return Who(gender=PRONOUNS[word])
    return _read_indefinite(words[place]) if word in SPEAKERLESS else None


def _read_indefinite(word: Token) -> Who:
    """ "viele", "manche": they speak, as far as the text shows; "man" and "es" do not."""
    return Who(noun=word.lower, shown=(word.start, word.end) if word.lower in MANY else None)


def _read_noun_phrase(words: Sequence[Token], place: int, mentions: Sequence[CasedMention]) -> Who:
    """Whom the noun phrase at `place` names or describes; not who stands inside it: "die von der Stadt Beauftragte"."""
    own = past_attribute(words, place)
    if chosen := _choose_mention(
        [
            mention
            for mention in mentions
            if (mention.case == "core" or mention.first == place) and own <= mention.first < _find_stop(words, place)
        ]
    ):
        return Who(chosen.named.actor)
    if spoken := spoken_for(words, mentions, place, _find_stop(words, place)):
        return spoken
    found = describe_person(words, place)
    if found is not NOBODY:
        return found
    end = phrase_end(words, place)
    return Who(unknown=True, shown=read_noun_phrase(words, place), head=words[end - 1].text) if end else UNKNOWN


def find_source(reading: SpeechReading, words: Sequence[Token], start: int) -> Who:
    """Who is named after "laut", "nach Angaben" or "hieß es aus": the first mention, whatever its case."""
    end = min(_find_stop(words, start), start + 12)
    found = [mention for mention in place_mentions(reading, words) if start < mention.first < end]
    if found and not any(
        word.text.islower() and word.text not in LINKS and not is_adjective(word.text)
        for word in words[start + 1 : found[0].first]
    ):
        return Who(found[0].named.actor)
    own = next((OWN[word.lower] for word in words[start : start + 3] if word.lower in OWN), "")
    return Who(gender=own) if own else UNKNOWN


def _find_phrase_start(words: Sequence[Token], start: int, known: frozenset[int]) -> int | None:
    """Where the first noun phrase or pronoun after the verb begins."""
    for place in range(start, min(len(words), start + 8)):
        word = words[place]
        if word.text in STOPS or word.text == ",":
            return None
        if word.text in OBJECTS:  # "dankte dem Ministerium die Landrätin": what stands in the dative does not speak
            return _after_adjunct(words, place, known)
        if place in known:
            return place
        if word.lower in PREPOSITIONS:
            return _after_adjunct(words, place, known)
        if (
            word.lower == "es"
            and place + 1 < len(words)
            and (words[place + 1].lower in ARTICLES or is_noun(words[place + 1]))
        ):
            continue  # "so formuliert es die Landrätin"
        if word.text in OBJECT_PRONOUNS:
            continue  # "belehrte ihn der Vorsitzende"
        if word.lower in ARTICLES or word.lower in PRONOUNS or word.lower in SPEAKERLESS or is_noun(word):
            return place
    return None


def _after_adjunct(words: Sequence[Token], place: int, known: frozenset[int]) -> int | None:
    """ "sagte am Montag der Minister": the phrase after the one with the preposition."""
    for nxt in range(place + 1, min(len(words), place + 7)):
        if words[nxt].text in STOPS:
            return None
        if nxt > place + 1 and is_noun(words[nxt - 1]) and (words[nxt].lower in ARTICLES or nxt in known):
            return nxt
    return None


def _goes_on(words: Sequence[Token], place: int) -> bool:
    return place + 1 < len(words) and (
        is_noun(words[place + 1]) or is_adjective(words[place + 1].text) or words[place + 1].text[0].isdigit()
    )


def _find_stop(words: Sequence[Token], place: int) -> int:
    """Where the search for the name ends: the sentence's or subordinate clause's bounds."""
    for nxt in range(place, min(len(words), place + FURTHEST_NAME)):
        if words[nxt].text in STOPS and not is_abbreviation(words, nxt):
            return nxt
        if (
            words[nxt].text == ","
            and nxt + 1 < len(words)
            and words[nxt + 1].text in SUBORDINATORS | RELATIVES
            and not _is_apposition(words, nxt + 1)
        ):
            return nxt
    return min(len(words), place + FURTHEST_NAME)


def _is_apposition(words: Sequence[Token], place: int) -> bool:
    """ "der Vorsitzende, die Abgeordnete Anna Klein,": an article, no relative pronoun."""
    return (
        words[place].text in ARTICLES
        and place + 1 < len(words)
        and is_noun(words[place + 1])
        and place + 2 < len(words)
        and is_noun(words[place + 2])
    )


def _is_ordinal(words: Sequence[Token], place: int) -> bool:
    """Whether a full stop belongs to a number: "am 13. Oktober"."""
    return words[place].text == "." and place > 0 and words[place - 1].text.isdigit()


def is_abbreviation(words: Sequence[Token], place: int) -> bool:
    return words[place].text == "." and place > 0 and len(words[place - 1].text) <= 4 and place + 1 < len(words)


@cache
def _load_bodies() -> tuple[str, ...]:
    return tuple(lexicon.load_lexicon("speech")["frames"]["bodies"])


@cache
def _load_adverbs() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("speech")["descriptions"]["adverbs"])
