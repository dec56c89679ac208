"""Who is meant by "er", "sie", "die Ministerin": the speakers and mentions before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from policytext import lexicon
from policytext.model import Actor
from policytext.taggers.statements.phrases import Who
from policytext.taggers.statements.reading import Named, Reading
from policytext.taggers.statements.wordlists import PREPOSITIONS

REACH = 1500  # characters that a pronoun looks back
COMPANIES = frozenset({"unternehmen", "konzern", "firma", "hersteller", "anbieter", "betreiber"})
MOST_MENTIONS = 40


@dataclass(slots=True)
class Memory:
    """What was read so far: the last speaker and where, and the sentence before."""

    reading: Reading
    speaker: Actor | None = None
    spoke: int = -REACH
    before: tuple[int, int] = (0, 0)
    words: dict[str, frozenset[str]] = field(default_factory=dict)

    def resolve(self, who: Who, position: int, *, direct: bool) -> Actor | None:
        """The actor that a `Who` found at `position` stands for; in direct speech a person is likelier."""
        if who.actor or who.unknown or not who.points_back:
            return who.actor
        if who.noun:
            return self._described(who, position)
        return next(self._candidates(who.gender, position, direct=direct), None)

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

    def leads(self, name: Named) -> bool:
        """Whether a mention of the sentence before is likely its subject: no preposition stands before it."""
        before = self.reading.text[max(self.before[0], name.start - 40) : name.start].split()
        return not any(word.lower() in PREPOSITIONS or word == "des" for word in before[-2:])

    def _recent(self, position: int) -> Iterator[Named]:
        last = bisect_left(self.reading.starts, position)
        for name in reversed(self.reading.named[max(0, last - MOST_MENTIONS) : last]):
            if position - name.start > REACH:
                return
            yield name

    def _fits(self, name: Named, gender: str) -> bool:
        if name.person:
            return gender_of(name.actor) in (gender, "")
        article = self.reading.text[max(0, name.start - 4) : name.end].split(" ", 1)[0].lower()
        return {"der": "m", "die": "f", "das": "n"}.get(article, "?") == gender

    def _company(self, recent: list[Named]) -> Actor | None:
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
            if any(word.endswith(noun) for word in self._words_of(name.actor)):
                return name.actor
        if noun in COMPANIES:
            return self._company(recent)
        if not who.human:
            return None
        people = [name.actor for name in recent if name.person and gender_of(name.actor) in (who.gender, "")]
        if self.speaker and self.speaker in people:
            return self.speaker
        return people[0] if people else None


def gender_of(actor: Actor) -> str:
    """`m` or `f` by office or given name, empty where neither tells."""
    if actor.kind != "person":
        return ""
    offices = (actor.role or "").lower().replace(";", " ").replace(",", " ").split()
    if any(word.endswith(("erin", "entin", "orin", "ätin", "frau", "istin", "tärin", "ärin")) for word in offices):
        return "f"
    feminine, masculine = _given_names()
    given = actor.name.split(" ")[0].split("-")[0]
    return "f" if given in feminine or given == "Frau" else "m" if given in masculine or given == "Herr" else ""


@cache
def _given_names() -> tuple[frozenset[str], frozenset[str]]:
    names = lexicon.load("speech")["given_names"]
    return frozenset(names["feminine"].split()), frozenset(names["masculine"].split())
