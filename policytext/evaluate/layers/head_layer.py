"""The letterhead: title, issuer and reference by their words, date and kind as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from policytext.evaluate import name_words
from policytext.evaluate.gold_files import Gold
from policytext.evaluate.outcome import Item, ScoreOutcome, Verdict
from policytext.evaluate.placed_findings import PlacedFindings

_BLANKS = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+")


def compare_heads(gold: Gold, found: PlacedFindings) -> Iterator[ScoreOutcome]:
    """One outcome a field that the gold scores."""
    head = found.analysis.document.head
    said = {
        "title": head.title,
        "issuer": head.issuer,
        "issued": head.issued.isoformat() if head.issued else None,
        "reference": head.reference,
        "kind": head.kind,
    }
    for name, expected in gold.head.items():
        verdict = _judge_field(expected, said[name], _SAME[name])
        if verdict:
            yield ScoreOutcome(
                layer=f"document.{name}",
                document=gold.id,
                verdict=verdict,
                gold=_build_item(expected),
                found=_build_item(said[name]),
            )


def _judge_field(expected: str | None, said: str | None, same: Callable[[str, str], bool]) -> Verdict | None:
    if expected is None:
        return None if said is None else "spurious"
    if said is None:
        return "missed"
    return "right" if same(expected, said) else "wrong"


def _build_item(value: str | None) -> Item[object] | None:
    return None if value is None else Item(value, value, (), value)


def _same_words(expected: str, said: str) -> bool:
    return name_words.normalise_words(expected) == name_words.normalise_words(said)


def _same_reference(expected: str, said: str) -> bool:
    """The gold's is as printed, with `Az` and the clerk's mark; the rest must be there, all digits included."""
    printed, bare = _BLANKS.sub("", expected), _BLANKS.sub("", said)
    return bool(bare) and bare in printed and _DIGITS.findall(bare) == _DIGITS.findall(printed)


_SAME: dict[str, Callable[[str, str], bool]] = {
    "title": _same_words,
    "issuer": _same_words,
    "issued": str.__eq__,
    "reference": _same_reference,
    "kind": str.__eq__,
}
