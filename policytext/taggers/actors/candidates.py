"""Open candidates: who gives or receives, known by name or not, as mentions beside those that others found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from policytext.model import Document
from policytext.taggers.actors import noun_phrases, positions, receiver_lists
from policytext.taggers.actors.found import FoundMention
from policytext.taggers.actors.noun_phrases import PartyPhrase
from policytext.taggers.actors.positions import WORD


def find_party_candidates(
    document: Document, taken: list[FoundMention], places: frozenset[tuple[int, int]]
) -> list[FoundMention]:
    """Mentions in giving and receiving positions that are not among `taken`; `places` are the model's places."""
    givers = frozenset(mention.end for mention in taken if mention.kind == "authority")
    reader = positions.Reader(document.view.text, places=dict(places), givers=givers)
    phrases = [
        *reader.phrases(),
        *receiver_lists.read_eligible_list(document),
        *receiver_lists.read_labelled_receivers(document.view.text),
    ]
    return list(_keep_free_phrases(document.view.text, phrases, taken))


def _keep_free_phrases(text: str, phrases: list[PartyPhrase], taken: list[FoundMention]) -> Iterator[FoundMention]:
    """The phrases as mentions, without what others hold already; of overlapping ones the first, longest."""
    spans = sorted((mention.start, mention.end) for mention in taken)
    reached = 0
    for phrase in sorted(phrases, key=lambda p: (p.start, -p.end)):
        behind = bisect_left(spans, (phrase.start,))
        held = behind and spans[behind - 1][1] > phrase.start
        if held or phrase.start < reached:
            continue
        end = phrase.end
        if behind < len(spans) and spans[behind][0] < end:
            end = _end_of_heads(text, phrase.start, spans[behind][0])
        if end > phrase.start:
            reached = end
            name = phrase.name if end == phrase.end else ""
            yield FoundMention(start=phrase.start, end=end, kind=phrase.kind, form=phrase.form, name=name, weight=3)


def _end_of_heads(text: str, start: int, end: int) -> int:
    """The end of the last head noun in `text[start:end]`; `start` where there is none."""
    heads = [word for word in WORD.finditer(text, start, end) if word.group()[0].isupper()]
    return max((word.end() for word in heads if noun_phrases.sort_of(word.group())), default=start)
