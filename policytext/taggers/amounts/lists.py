"""Lists of amounts: which words of the first item hold for the next ones, and which of the last for those before.

"höchstens 30 Euro für Häuser mit Saal und |20 Euro für Häuser ohne"
"beträgt für aa) feste Häuser 6 000 Euro, bb) mobile Häuser |5 000 Euro"
"|500 Euro oder 10 Prozent überschreitet"
"""

from __future__ import annotations

import re

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.amounts import fences
from policytext.taggers.amounts.amount_drafts import AmountDraft

_SMALL = PatternLists("amounts", "small_words")
_LISTS = PatternLists("amounts", "lists")
_RATE = rf"(?:[ ]{_LISTS.each_of}[ ][^,;.\d]{{1,60}}?)?"
_AND = rf"(?:{_SMALL.and_or}|{_SMALL.additions}|{_SMALL.alternatives})"
_JOINT = rf"(?:,?[ ]{_AND}|,)[ ](?:{_SMALL.each}[ ](?:[\w-]+[ ]){{1,3}}|{_LISTS.restarts}[ ])?"
_COORDINATION = re.compile(rf"(?:[ ]?\([^()]{{1,80}}\))?{_RATE}{_JOINT}")
_ITEM = re.compile(
    rf"[^;.\n]{{0,80}}[,;][ ]+(?:(?:{_SMALL.and_or}|{_SMALL.additions})[ ])?"
    r"(?:\(?[a-z]{1,2}\)|\(?\d{1,2}[.)]|[–•-])[ ][^,;.]{0,120}"
)
_PARALLEL = re.compile(
    rf"[ ](?P<of>{_LISTS.parallel})[ ][^,;.\n]{{2,90}}?,?[ ]{_AND}[ ]"
    rf"(?:(?P<for>{_LISTS.parallel})[ ][^,;.\n]{{2,60}}[ ])?(?:{_LISTS.restarts_short}[ ])?"
)
_EXACT = re.compile(rf"{_LISTS.exact}[ ]\Z")  # genau |5 Euro
_BREAKS = re.compile(rf"\b{_LISTS.breaks}\b")


def inherits_cue(text: str, before: AmountDraft, draft: AmountDraft) -> bool:
    """Whether the cue of the amount before governs this one too."""
    if not fences.same_sentence(text, before, draft) or before.unit.code != draft.unit.code:
        return False
    if before.bound in ("range", "vague", "exact"):
        return False
    gap = text[before.end : draft.start]
    if len(gap) > 220 or _says_exact(text, draft):
        return False
    if _COORDINATION.fullmatch(gap):
        return not _BREAKS.search(gap)
    if before.bound == "about" or _BREAKS.search(gap):
        return False
    return _is_parallel(text, draft, gap) or (_ITEM.fullmatch(gap) is not None and before.governed)


def _says_exact(text: str, draft: AmountDraft) -> bool:
    """Whether words of its own say that the amount is exact ("genau 5 Euro", "um 5 Euro")."""
    return not draft.cued and _EXACT.search(text, draft.floor, draft.start) is not None


def _is_parallel(text: str, draft: AmountDraft, gap: str) -> bool:
    """ "höchstens 30 Euro für Kinos mit Saal und 20 Euro für Kinos ohne": both have a "für" of their own."""
    match = _PARALLEL.fullmatch(gap)
    if match is None:
        return False
    rest = text[draft.end : min(draft.ceiling, draft.end + 60)]
    return match["for"] == match["of"] or bool(re.match(rf"[^,;.]{{0,40}}?\b{match['of']}\b", rest))


def shares_verb(text: str, draft: AmountDraft, after: AmountDraft) -> bool:
    """Whether a verb behind the next amount may hold for this one too ("500 Euro oder 10 Prozent überschreitet")."""
    if not fences.same_sentence(text, draft, after) or after.bound not in ("above", "at_most", "below", "at_least"):
        return False
    gap = text[draft.end : after.start]
    joined = _COORDINATION.fullmatch(gap) or (_ITEM.fullmatch(gap) and not _BREAKS.search(gap))
    return bool(joined) and not text.endswith("um ", draft.floor, draft.start)
