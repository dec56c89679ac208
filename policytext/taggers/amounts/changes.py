"""Whether an amount is a change or a level of one: `change`.

"um 20 auf 70 Mio. Euro erhöht"   increase, to
"von 1,2 auf 1,8 Prozent"         from, to
"""

from __future__ import annotations

import re
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.amounts import fences
from policytext.taggers.amounts.amount_drafts import AmountDraft

_SMALL = PatternLists("amounts", "small_words")
_FILL = r"(?:[a-zäöü.]+[ ]){0,3}"
_BY = re.compile(rf"\b{_SMALL.by}[ ]{_FILL}\Z")
_TO = re.compile(rf"\b{_SMALL.onto}[ ]{_FILL}\Z")
_FROM = re.compile(rf"\b{_SMALL.out_of}[ ]{_FILL}\Z")
_GAP_TO = re.compile(rf"(?:[ ][^.;\n]{{0,60}})?[ ]{_SMALL.onto}[ ]{_FILL}")


@cache
def _compile_change_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon.load_lexicon("amounts")["changes"]
    up, down = (
        "|".join(rf"(?i:{word})" if word.islower() else word for word in words[key]) for key in ("increase", "decrease")
    )
    return re.compile(up), re.compile(down)


def read_changes(text: str, drafts: list[AmountDraft]) -> None:
    """Set `change` of every draft from its prepositions and the verb of its sentence."""
    for draft in drafts:
        window = text[max(draft.floor, draft.start - 60) : draft.start]
        if _BY.search(window):
            draft.change = _read_direction(text, draft)
        elif _TO.search(window) and _read_direction(text, draft):
            draft.change = "to"
    for draft, after in fences.pair_neighbours(drafts):
        _read_pair(text, draft, after)


def _read_pair(text: str, draft: AmountDraft, after: AmountDraft) -> None:
    """ "von X auf Y" and "um X auf Y"."""
    if draft.unit.code != after.unit.code or not fences.same_sentence(text, draft, after):
        return
    if not _GAP_TO.fullmatch(text, draft.end, after.start):
        return
    window = text[max(draft.floor, draft.start - 60) : draft.start]
    if _FROM.search(window):
        draft.change, after.change = "from", "to"
    elif draft.change in ("increase", "decrease"):
        after.change = "to"


def _read_direction(text: str, draft: AmountDraft) -> str | None:
    """`increase` or `decrease`, by the nearest word of change in the sentence around the draft; `None` without one."""
    up, down = _compile_change_words()
    after = text[draft.end : min(draft.sentence[1], draft.end + 120)]
    before = text[max(draft.sentence[0], draft.start - 120) : draft.start]
    found = [
        (place, name)
        for side, last in ((after, False), (before, True))
        for name, pattern in (("increase", up), ("decrease", down))
        if (place := _find_nearest(pattern, side, last=last)) is not None
    ]
    return min(found)[1] if found else None


def _find_nearest(pattern: re.Pattern[str], side: str, *, last: bool) -> int | None:
    """How far from the amount the nearest word of the pattern stands."""
    found = [match.start() for match in pattern.finditer(side)]
    if not found:
        return None
    return len(side) - found[-1] if last else found[0]
