"""The words around an amount that may belong to it: its sentence, up to the neighbouring amounts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from policytext.model import Document
from policytext.taggers.amounts.amount_drafts import AmountDraft

FAR = 250
"""How far from an amount a word may stand and still belong to it, in characters."""


def fence_drafts(document: Document, drafts: list[AmountDraft]) -> None:
    """Set `floor` and `ceiling` of every draft."""
    view = document.view
    starts = [view.forth(sentence.start) for sentence in document.sentences]
    ends = [view.forth(sentence.end) for sentence in document.sentences]
    for index, draft in enumerate(drafts):
        at = bisect_right(starts, draft.start) - 1
        inside = at >= 0 and draft.start <= ends[at]
        first, last = (starts[at], max(ends[at], draft.end)) if inside else (0, len(view.text))
        before = drafts[index - 1].end if index else 0
        following = drafts[index + 1].start if index + 1 < len(drafts) else len(view.text)
        draft.sentence = max(first, draft.start - FAR), min(last, draft.end + FAR)
        draft.floor = max(draft.sentence[0], before)
        draft.ceiling = min(draft.sentence[1], following)
    _lead_in(document, drafts)


def _lead_in(document: Document, drafts: list[AmountDraft]) -> None:
    """Set `lead` of the first draft in each list item whose list a line with a colon opens."""
    view, lead, at = document.view, "", 0
    starts = [draft.start for draft in drafts]
    for block in document.blocks:
        first, last = view.forth(block.start), view.forth(block.end)
        if block.kind != "item":
            tail = view.text[max(first, last - FAR) : last].rstrip()
            lead = tail.removesuffix(":") + " " if tail.endswith(":") else ""
            continue
        at = bisect_left(starts, first, lo=at)
        if lead and at < len(drafts) and drafts[at].start < last:
            drafts[at].lead = lead


def same_sentence(text: str, left: AmountDraft, right: AmountDraft) -> bool:
    """Whether two neighbouring drafts stand in one sentence."""
    return right.floor == left.end and "\n" not in text[left.end : right.start]


def pair_neighbours(drafts: list[AmountDraft]) -> Iterable[tuple[AmountDraft, AmountDraft]]:
    """Every draft with the one after it."""
    return pairwise(drafts)
