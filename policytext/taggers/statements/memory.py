"""Who is meant by "er", "sie", "die Ministerin": the speakers and mentions before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from policytext import lexicon
from policytext.model import Actor
from policytext.taggers.statements import resolving
from policytext.taggers.statements.descriptions import part_before
from policytext.taggers.statements.speech_reading import NamedMention, SpeechReading
from policytext.taggers.statements.who import AGAIN, SILENT, Voice, Who
from policytext.taggers.statements.wordlists import FEMININE_ENDS, PREPOSITIONS, SPOKESPERSONS

REACH = 1500  # characters that a pronoun looks back
JUST_NOW = 400  # characters over which "er" is a speaker who has no name
MOST_MENTIONS = 40
FIRST_MENTIONS = 5  # around which offices are looked for


@dataclass(slots=True)
class Memory:
    """What was read so far: the last speaking actor and where, the last voice and where, and the sentence before."""

    reading: SpeechReading
    speaker: Actor | None = None
    spoke: int = -REACH
    voice: Voice = SILENT
    heard: int = -REACH
    before: tuple[int, int] = (0, 0)
    words: dict[str, frozenset[str]] = field(default_factory=dict)

    def resolve(self, who: Who, position: int, *, direct: bool) -> Voice:
        """Who a `Who` found at `position` is; in direct speech a person is likelier."""
        if who is AGAIN:
            return self.voice if position - self.heard < JUST_NOW else SILENT
        if who.points_back and not who.noun:
            return self._pronoun(who.gender, position, direct=direct)
        actor = self._actor(who, position)
        return Voice(actor, None if actor else who.shown, who.gender)

    def remember(self, voice: Voice, position: int) -> None:
        """Keep in mind who spoke up to `position`."""
        if voice.known:
            self.voice, self.heard = voice, position
        if voice.actor:
            self.speaker, self.spoke = voice.actor, position

    def _pronoun(self, gender: str, position: int, *, direct: bool) -> Voice:
        nameless = self.voice.actor is None and self.voice.gender == gender and self.heard > self.spoke
        if nameless and position - self.heard < JUST_NOW and not self._led_by(gender):
            return self.voice
        return Voice(next(self._candidates(gender, position, direct=direct), None))

    def _led_by(self, gender: str) -> bool:
        named = self.reading.named_in(*self.before)
        return any(name.person and self.leads(name) and self._fits(name, gender) for name in named)

    def _actor(self, who: Who, position: int) -> Actor | None:
        """The actor who is named, or described by an office, or for whom somebody speaks."""
        if self._is_the_spokesperson(who, position):
            return self.voice.actor
        if who.actor:
            return self._named(who.actor, position)
        if who.points_back and who.noun and (actor := self._described(who, position)):
            return actor
        body = part_before(who.head, SPOKESPERSONS).lower()
        return self._body(body, position) if body else None

    def _is_the_spokesperson(self, who: Who, position: int) -> bool:
        """Whether "der Sprecher" is the one who just spoke for a body."""
        noun = (who.actor.name if who.actor else "" if who.unknown else who.noun).lower()
        body = self.voice.actor is not None and self.voice.actor.kind != "person"
        return noun in SPOKESPERSONS and body and position - self.heard < JUST_NOW

    def _named(self, actor: Actor, position: int) -> Actor:
        """The actor, or the named person whose office is all that this one is known by: "die Verbandspräsidentin"."""
        if not resolving.without_name(actor):
            return actor
        noun, gender = actor.name.lower(), gender_of(actor)
        for name in self._recent(position):
            known = name.actor is not actor and name.person and " " in name.actor.name
            if known and gender_of(name.actor) in (gender, "") and self._answers(name.actor, noun):
                return name.actor
        return actor

    def _body(self, part: str, position: int) -> Actor | None:
        """The body that the first part of "Polizeisprecher" or "Bahn-Sprecherin" names."""
        recent = [name for name in self._recent(position) if not name.person]
        if part.rstrip("s") in resolving.COMPANIES:
            return self._company(recent)
        for form in (part, part.removesuffix("s")):
            for name in recent:
                if any(word == form or word.endswith(form) for word in self._words_of(name.actor) if len(form) > 2):
                    return name.actor
        return None

    def _answers(self, actor: Actor, noun: str) -> bool:
        return resolving.matches_description(actor, self._words_of(actor), self._offices_of(actor), noun)

    def _offices_of(self, actor: Actor) -> frozenset[str]:
        """The words of a person's office, as the actor knows them and as they stand around the name."""
        key = f"office {actor.id}"
        if key not in self.words:
            named = [name for name in self.reading.named if name.actor is actor][:FIRST_MENTIONS]
            around = [word for one in named for word in resolving.offices_at(self.reading.text, one.start, one.end)]
            told = (word.strip(".,;()").lower() for word in (actor.role or "").split())
            self.words[key] = frozenset((*told, *around)) if actor.kind == "person" else frozenset()
        return self.words[key]

    def _candidates(self, gender: str, position: int, *, direct: bool) -> Iterator[Actor]:
        subject = [name for name in self.reading.named_in(*self.before) if self.leads(name)]
        if direct:
            subject = [name for name in subject if name.person]
        yield from (name.actor for name in subject if self._fits(name, gender))
        if self.speaker and position - self.spoke < REACH and gender_of(self.speaker) in (gender, ""):
            yield self.speaker
        yield from (name.actor for name in self._recent(position) if name.person and self._fits(name, gender))
        if not direct:
            yield from (name.actor for name in self._recent(position) if self._fits(name, gender))

    def led(self, *, person: bool = False) -> Actor | None:
        """Whom the sentence before was about: its first likely subject, its last person where one is asked for."""
        leading = [
            name for name in self.reading.named_in(*self.before) if self.leads(name) and (name.person or not person)
        ]
        return leading[-1 if person else 0].actor if leading else None

    def leads(self, name: NamedMention) -> bool:
        """Whether a mention of the sentence before is likely its subject: no preposition stands before it."""
        before = self.reading.text[max(self.before[0], name.start - 40) : name.start].split()
        return not any(word.lower() in PREPOSITIONS or word == "des" for word in before[-2:])

    def _recent(self, position: int) -> Iterator[NamedMention]:
        last = bisect_left(self.reading.starts, position)
        for name in reversed(self.reading.named[max(0, last - MOST_MENTIONS) : last]):
            if position - name.start > REACH:
                return
            yield name

    def _fits(self, name: NamedMention, gender: str) -> bool:
        if name.person:
            return gender_of(name.actor) in (gender, "")
        article = self.reading.text[max(0, name.start - 4) : name.end].split(" ", 1)[0].lower()
        return {"der": "m", "die": "f", "das": "n"}.get(article, "?") == gender

    def _company(self, recent: list[NamedMention]) -> Actor | None:
        """Whom "das Unternehmen" means: what the sentence before was about, else the last organisation."""
        actor = self.led()
        if actor and actor.kind == "organisation":
            return actor
        return next((name.actor for name in recent if name.actor.kind == "organisation"), None)

    def _words_of(self, actor: Actor) -> frozenset[str]:
        """The words of an actor's name, office and mentions."""
        if actor.id not in self.words:
            texts = [actor.name, actor.role or "", *(mention.text for mention in actor.mentions[:20])]
            self.words[actor.id] = frozenset(word.strip(".,;()").lower() for text in texts for word in text.split())
        return self.words[actor.id]

    def _described(self, who: Who, position: int) -> Actor | None:
        noun = who.noun.lower()
        recent = list(self._recent(position))
        for name in recent:
            if self._answers(name.actor, noun) and (not name.person or gender_of(name.actor) in (who.gender, "")):
                return name.actor
        if noun.endswith(resolving.COMPANIES):
            return self._company(recent)
        return self._anybody(who, recent) if who.human else None

    def _anybody(self, who: Who, recent: list[NamedMention]) -> Actor | None:
        """A person named before of whom no other office is known: "die Politikerin", "der Rektor"."""
        people = [name.actor for name in recent if name.person and gender_of(name.actor) in (who.gender, "")]
        if not resolving.may_be_anybody(who.noun.lower()):
            people = [actor for actor in people if not actor.role]
        if self.speaker and self.speaker in people:
            return self.speaker
        return people[0] if people else None


def gender_of(actor: Actor) -> str:
    """`m` or `f` by office or given name, empty where neither tells."""
    if actor.kind != "person":
        return ""
    offices = (actor.role or "").lower().replace(";", " ").replace(",", " ").split()
    if any(word.endswith(FEMININE_ENDS) for word in offices):
        return "f"
    feminine, masculine = _given_names()
    given = actor.name.split(" ")[0].split("-")[0]
    return "f" if given in feminine or given == "Frau" else "m" if given in masculine or given == "Herr" else ""


@cache
def _given_names() -> tuple[frozenset[str], frozenset[str]]:
    names = lexicon.load_lexicon("speech")["given_names"]
    return frozenset(names["feminine"].split()), frozenset(names["masculine"].split())
