"""The outline of a text: which headings a place stands under, and how its clause is cited."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.layout import Block, Sentence

DEEPEST = 9  # of headings whose level nobody knows: each ends the one before
LONGEST_MARK = 12  # characters before a block in which its number may stand
MONTHS = r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
CLAUSE = re.compile(
    rf"""(?:[*_#]|[ ])*
    (?: (?P<norm>§+[ \u00a0]?\d+[a-z]?|Art(?:ikel|\.)[ \u00a0]\d+[a-z]?)(?![\w.]*\d)   # § 5 Laufzeit   Artikel 3
      | \((?P<paragraph>\d{{1,2}}[a-z]?)\)(?=[ \u00a0\t])                                # (2) Die Zuwendung …
      | (?P<number>\d{{1,2}}(?:\.\d{{1,2}})+)\.?(?=[ \u00a0\t]+[A-ZÄÖÜ„])               # 4.2 Höhe der Zuwendung
      | (?P<ordinal>\d{{1,2}})[.)](?=[ \u00a0\t]+(?!{MONTHS})[A-ZÄÖÜ„])                  # 3. Verfahren
      | (?P<letter>[a-z]{{1,2}})\)(?=[ \u00a0\t])                                        # a) Personalausgaben
    )""",
    re.VERBOSE,
)
NORM_SIGN = re.compile(r"(§+|Art\.|Artikel)[ \u00a0]?")


@dataclass(frozen=True, slots=True)
class Outline:
    """Headings in order with their paths, and the clauses with where each begins and how it is cited."""

    starts: tuple[int, ...]
    paths: tuple[tuple[Block, ...], ...]
    clauses: tuple[tuple[int, str], ...] = ()

    def path(self, offset: int) -> tuple[Block, ...]:
        """The headings over the character at `offset`, outermost first; a heading stands under itself."""
        at = bisect_right(self.starts, offset) - 1
        return self.paths[at] if at >= 0 else ()

    def citation(self, sentences: Sequence[Sentence], offset: int) -> str | None:
        """How the clause at `offset` is cited: "§ 5 Abs. 2 Satz 1"; `None` where there are no clauses.

        The sentence is counted only where its clause has more than one.
        """
        at = bisect_right(self.clauses, offset, key=_clause_start) - 1
        if at < 0 or not self.clauses[at][1]:
            return None
        first = bisect_right(sentences, self.clauses[at][0] - 1, key=_sentence_start)
        here = bisect_right(sentences, offset, key=_sentence_start) - 1
        after = self.clauses[at + 1][0] if at + 1 < len(self.clauses) else None
        last = bisect_right(sentences, after - 1, key=_sentence_start) if after is not None else len(sentences)
        counted = f" Satz {here - first + 1}" if last - first > 1 and here >= first else ""
        return self.clauses[at][1] + counted


def _clause_start(clause: tuple[int, str]) -> int:
    return clause[0]


def _sentence_start(sentence: Sentence) -> int:
    return sentence.start


def build_outline(text: str, blocks: Sequence[Block]) -> Outline:
    """The outline of a text with these blocks, in one pass."""
    starts: list[int] = []
    paths: list[tuple[Block, ...]] = []
    path: list[Block] = []
    for block in blocks:
        if block.kind != "heading":
            continue
        while path and (path[-1].level or DEEPEST) >= (block.level or DEEPEST):
            path.pop()
        path.append(block)
        starts.append(block.start)
        paths.append(tuple(path))
    return Outline(tuple(starts), tuple(paths), tuple(_list_clauses(text, blocks)))


def _list_clauses(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Where each clause begins behind its heading, and how it is cited."""
    told: dict[str, str] = {}
    for block in blocks:
        if block.kind not in ("heading", "paragraph", "item"):
            continue
        found = _read_clause(text, block)
        if found is None:
            if block.kind == "heading" and not (told.get("norm") or told.get("number")):
                continue
            if block.kind == "heading":
                told = {}
                yield block.start, ""
            continue
        told = _enter_clause(told, *found)
        yield (block.end if block.kind == "heading" else block.start), _cite_clause(told)


def _read_clause(text: str, block: Block) -> tuple[str, str] | None:
    """The kind and the number of the clause that a block begins, `None` where it goes on with one."""
    line = max(text.rfind("\n", max(0, block.start - LONGEST_MARK), block.start) + 1, block.start - LONGEST_MARK, 0)
    for start in (block.start, line):
        found = CLAUSE.match(text, start, block.end)
        if found and found.lastgroup and not text[found.end() : block.start].strip():
            kind = "number" if found.lastgroup == "ordinal" else found.lastgroup
            return kind, found[found.lastgroup]
    return None


def _enter_clause(told: dict[str, str], kind: str, number: str) -> dict[str, str]:
    """What is told of the place once a clause of this kind begins: what lies deeper ends."""
    kinds = ("norm", "paragraph", "number", "letter")
    return {one: told[one] for one in kinds[: kinds.index(kind)] if one in told} | {kind: number}


def _cite_clause(told: dict[str, str]) -> str:
    words = {"norm": "", "paragraph": "Abs. ", "number": "Nr. ", "letter": "Buchst. "}
    if not (told.get("norm") or told.get("number")):
        return ""
    norm = NORM_SIGN.sub(r"\1 ", told.get("norm", "")).replace("\u00a0", " ")
    return " ".join(words[kind] + (norm if kind == "norm" else number) for kind, number in told.items())
