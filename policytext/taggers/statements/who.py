"""Who speaks, as far as the words of a sentence show it."""

from __future__ import annotations

from dataclasses import dataclass, field

from policytext.model import Actor
from policytext.taggers.statements.wordlists import NOT_PERSONS, PERSON_ENDINGS


@dataclass(frozen=True, slots=True)
class Who:
    """What the text shows as speaker: an actor; or a pronoun's or description's gender and noun; or nothing known.

    `shown` is the span of the describing words in the view, `head` their first noun: "ein Polizeisprecher".
    """

    actor: Actor | None = None
    gender: str = ""
    noun: str = ""
    unknown: bool = False
    shown: tuple[int, int] | None = None
    head: str = ""

    @property
    def points_back(self) -> bool:
        """Whether the speaker was named before."""
        return bool(self.gender) and self.actor is None and not self.unknown

    @property
    def human(self) -> bool:
        """Whether the noun of a description is that of a person: "die Ministerin", "der Landrat"."""
        return names_person(self.noun, feminine=self.gender == "f")


NOBODY = Who()
UNKNOWN = Who(unknown=True)
AGAIN = Who(gender="?", noun="es")  # "hieß es", "den Angaben zufolge": who spoke before


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: an actor, or the words that describe the speaker, as a span of the view; neither where unknown."""

    actor: Actor | None = None
    source: tuple[int, int] | None = None
    gender: str = field(default="", compare=False)

    @property
    def known(self) -> bool:
        """Whether anybody is shown."""
        return self.actor is not None or self.source is not None


SILENT = Voice()


def names_person(noun: str, *, feminine: bool = False) -> bool:
    """Whether a noun is that of a person by its last part; those in -in only where they are known to be feminine."""
    lower = noun.lower()
    if lower.endswith(NOT_PERSONS):
        return False
    return lower.endswith(PERSON_ENDINGS) or (feminine and lower.endswith("in"))
