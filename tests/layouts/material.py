"""Words to set: paragraphs drawn from `material.toml`, the same ones every time for the same name."""

from __future__ import annotations

import random
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _stock() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "material.toml").read_text("utf-8"))


class Pen:
    """Draws sentences without repeating one before all were used."""

    def __init__(self, seed: str) -> None:
        self.dice = random.Random(seed)
        self.piles: dict[str, list[str]] = {}

    def one(self, kind: str) -> str:
        """The next sentence, heading, item … of a kind."""
        pile = self.piles.setdefault(kind, [])
        if not pile:
            pile += self.dice.sample(_stock()[kind]["texts"], len(_stock()[kind]["texts"]))
        return re.sub(r"\{(\w+)\}", lambda slot: self.dice.choice(_stock()["slots"][slot[1]]), pile.pop())

    def paragraph(self, sentences: int = 3) -> str:
        """A paragraph of so many sentences."""
        return " ".join(self.one("body") for _ in range(sentences))

    def place(self) -> str:
        return str(self.dice.choice(_stock()["slots"]["ort"]))

    def person(self) -> str:
        return str(self.dice.choice(_stock()["slots"]["name"]))

    def money(self) -> str:
        """A number for a table's cell."""
        return f"{self.dice.randint(1, 980)}.{self.dice.randint(0, 999):03d}"
