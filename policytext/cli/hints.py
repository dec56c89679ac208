"""What to tell beside an answer: words that stand nowhere, parts to blame for no hits, documents left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policytext.archive import Archive
    from policytext.archive.results import Answer
    from policytext.archive.search.lacks import Lack

ONES = {"statement": ("Aussage", "Aussagen"), "document": ("Dokument", "Dokumente")}

KEIN = {"statement": "keine Aussage", "document": "kein Dokument"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as it was put."""

    line: str
    facts: Mapping[str, str]
    by: str = "statement"
    any: bool = False
    today: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known beside the hits: words of no document with the nearest, parts to blame, documents without date."""

    total: int
    shown: int
    by: str
    unknown: Mapping[str, str | None]
    lacks: tuple[Lack, ...] = ()
    undated: int = 0

    def lines(self) -> list[str]:
        """For people, in German."""
        return list(self._lines())

    def _lines(self) -> Iterator[str]:
        if not self.total:
            yield "Nichts gefunden."
        elif not self.shown:
            yield f"Es gibt nur {self._counted(self.total)}: --offset liegt dahinter."
        for typed, near in self.unknown.items():
            yield f"„{typed}“ steht in keinem Dokument" + (f"; meinten Sie „{near}“?" if near else ".")
        told = [lack for lack in self.lacks if lack.typed.lower() not in self.unknown]
        yield from (self._blame(lack) for lack in told)
        if not (self.total or self.unknown or told):
            yield "Weniger Wörter oder --any finden mehr."
        if self.undated:
            yield _format_undated(self.undated)

    def _blame(self, lack: Lack) -> str:
        """What a part does: nothing fits it, or it takes away what the others find."""
        if lack.alone:
            return f"Ohne {lack.typed}: {self._counted(lack.without)}."
        near = f"; meinten Sie {' oder '.join(f'„{name}“' for name in lack.near)}?" if lack.near else "."
        rest = f" Ohne das: {self._counted(lack.without)}." if lack.without else ""
        return f"Zu {lack.typed} passt {KEIN[self.by]}{near}{rest}"

    def _counted(self, count: int) -> str:
        return f"{count} {ONES[self.by][count != 1]}"

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        lacks = [
            {"typed": one.typed, "alone": one.alone, "without": one.without, "near": list(one.near)}
            for one in self.lacks
        ]
        return {"unknown": dict(self.unknown), "lacks": lacks, "undated": self.undated}


def collect_hints(answer: Answer, archive: Archive, asked: Asked) -> Hints:
    """What to tell beside an answer; cheap where everything was found."""
    missed = not answer.full
    return Hints(
        total=answer.total,
        shown=len(answer.hits),
        by=asked.by,
        unknown=archive.suggest(asked.line) if missed else {},
        lacks=archive.lacks(asked.line, by=asked.by, today=asked.today, **asked.facts) if not answer.total else (),
        undated=archive.undated(asked.line, any=asked.any, **asked.facts),
    )


def _format_undated(count: int) -> str:
    one = "1 Dokument ohne Datum ist" if count == 1 else f"{count} Dokumente ohne Datum sind"
    return f"{one} nicht dabei (datum:ohne statt des Zeitraums zeigt {'es' if count == 1 else 'sie'})."
