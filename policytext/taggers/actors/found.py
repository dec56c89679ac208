"""What the rules and the model hand over: mentions in the view, before they are joined into actors."""

from __future__ import annotations

from dataclasses import dataclass

LEXICON = 4  # the weight of names that the lexicon knows


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMention:
    """A mention in the view's text.

    `name` is the canonical name where the finder knows it, `key` says that mentions of one key are one actor,
    `weight` who wins where two overlap (equal ones: the longer), `by` is `rule` or `model`.
    """

    start: int
    end: int
    kind: str
    form: str = "name"
    name: str = ""
    key: str = ""
    weight: int = 2
    by: str = "rule"
    role: str | None = None


def without_overlap(mentions: list[FoundMention]) -> list[FoundMention]:
    """The mentions in order of the text; of overlapping ones the weightier, then the longer, then the first."""
    chosen: list[FoundMention] = []
    taken: set[int] = set()
    for mention in sorted(mentions, key=lambda m: (-m.weight, m.start - m.end, m.start)):
        letters = range(mention.start, mention.end)
        if taken.isdisjoint((letters[0], letters[-1])) and not any(place in taken for place in letters):
            taken.update(letters)
            chosen.append(mention)
    return sorted(chosen, key=lambda m: m.start)


def keep_longest(mentions: list[FoundMention]) -> list[FoundMention]:
    """The mentions, save names of the lexicon that are only the beginning of a longer name that the model found."""
    long = {m.start: m.end for m in mentions if m.by == "model" and m.kind == "organisation"}
    return [
        m for m in mentions if not (m.weight == LEXICON and m.kind == "organisation" and m.end < long.get(m.start, 0))
    ]


def without_titles(text: str, mentions: list[FoundMention]) -> list[FoundMention]:
    """The mentions, save descriptions that only introduce the name right behind them: `die Gewerkschaft Verdi`."""
    names = {mention.start for mention in mentions if mention.form == "name"}
    return [
        m for m in mentions if m.form == "name" or m.key or not (text[m.end : m.end + 1] == " " and m.end + 1 in names)
    ]
