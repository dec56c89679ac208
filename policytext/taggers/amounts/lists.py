"""Lists of amounts: which words of the first item hold for the next ones, and which of the last for those before.

"höchstens 30 Euro für Häuser mit Saal und |20 Euro für Häuser ohne"
"beträgt für aa) feste Häuser 6 000 Euro, bb) mobile Häuser |5 000 Euro"
"|500 Euro oder 10 Prozent überschreitet"
"""

from __future__ import annotations

import re

from policytext.taggers.amounts import fences
from policytext.taggers.amounts.amount_drafts import AmountDraft

_RATE = r"(?:[ ](?:je|pro|für[ ]jede[nsr]?)[ ][^,;.\d]{1,60}?)?"
_AND = r"(?:und|oder|sowie|bzw\.|beziehungsweise)"
_JOINT = rf"(?:,?[ ]{_AND}|,)[ ](?:(?:je|pro)[ ](?:[\w-]+[ ]){{1,3}}|(?:je|jeweils|von|auf|um|dann)[ ])?"
_COORDINATION = re.compile(rf"(?:[ ]?\([^()]{{1,80}}\))?{_RATE}{_JOINT}")
_ITEM = re.compile(
    r"[^;.\n]{0,80}[,;][ ]+(?:(?:und|sowie|oder)[ ])?(?:\(?[a-z]{1,2}\)|\(?\d{1,2}[.)]|[–•-])[ ][^,;.]{0,120}"
)
_PARALLEL = re.compile(
    rf"[ ](?P<of>für|bei|im|in)[ ][^,;.\n]{{2,90}}?,?[ ]{_AND}[ ]"
    r"(?:(?P<for>für|bei|im|in)[ ][^,;.\n]{2,60}[ ])?(?:je[ ]|von[ ])?"
)
_BREAKS = re.compile(
    r"\b(?:davon|darunter|insgesamt|zuzüglich|zzgl\.|abzüglich|mithin|entspricht|also|beträgt|betragen|werden|wird|ist|sind"
    r"|kann|können|in Höhe|nach|aus|sodass|gewährt|gefördert|zu|um|genau|exakt|lediglich|Eigenanteil|Eigenmittel)\b"
)


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
    return text.endswith(("genau ", "exakt ", "um ", "von "), draft.floor, draft.start) and not draft.cued


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
