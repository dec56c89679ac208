"""What the pass over the units knows: the statements so far, the sentence in hand, who is in mind."""

from __future__ import annotations

from dataclasses import dataclass, field

from policytext.model import Actor
from policytext.taggers.statements.memory import Memory
from policytext.taggers.statements.sentence_units import SentenceUnit
from policytext.taggers.statements.speech_reading import SpeechReading
from policytext.taggers.statements.who import SILENT, Voice

NEAR = 500  # characters over which a speaker is still in mind


@dataclass(slots=True)
class StatementDraft:
    """A statement in the making, in places of the view; `unit` and `block` count the last ones it reaches into."""

    kind: str
    parts: list[tuple[int, int]]
    voice: Voice
    unit: int
    block: int
    verb: str | None = None
    negated: bool = False
    framed: bool = True

    @property
    def speaker(self) -> Actor | None:
        """The actor who speaks."""
        return self.voice.actor


@dataclass(slots=True)
class Pass:
    """The state of the pass: memory and drafts, the unit in hand with its number, the one after it."""

    memory: Memory
    rules: bool
    unit: SentenceUnit
    following: SentenceUnit | None = None
    number: int = 0
    drafts: list[StatementDraft] = field(default_factory=list)

    @property
    def reading(self) -> SpeechReading:
        """The document as it is read."""
        return self.memory.reading

    @property
    def last(self) -> StatementDraft | None:
        """The statement before."""
        return self.drafts[-1] if self.drafts else None

    @property
    def reached(self) -> bool:
        """Whether a statement reaches into the unit in hand."""
        return self.last is not None and self.last.unit >= self.number

    def add(self, draft: StatementDraft) -> None:
        """Take up a statement; its speaker is in mind from now on."""
        self.drafts.append(draft)
        self.remember(draft)

    def remember(self, draft: StatementDraft) -> None:
        """Keep in mind who speaks."""
        self.memory.remember(draft.voice, draft.parts[-1][1])
        draft.unit, draft.block = max(draft.unit, self.number), self.unit.block

    def in_mind(self, *, person: bool) -> Voice:
        """Who speaks where nobody is named: the speaker before, whom the sentence before was about."""
        if person and (actor := self.memory.led(person=True)):
            return Voice(actor)
        if self.memory.voice.known and self.unit.start - self.memory.heard < NEAR:
            return self.memory.voice
        actor = self.memory.led()
        return Voice(actor) if actor else SILENT
