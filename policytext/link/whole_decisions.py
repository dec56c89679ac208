"""Which sum each sum is a part of, decided from the first to the last: a list goes on with what it began."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.link.arithmetic import Arithmetic
from policytext.link.passages import Paper, Site
from policytext.link.rankers import Ranker
from policytext.link.whole_rules import has_other_whole, name_rules
from policytext.link.wholes import describe_no_whole, describe_whole, find_wholes

# Arithmetic and form decide before the ranker is asked.
SURE_RULES = frozenset(
    ("adds", "apposed", "shared", "multiplied", "raised", "named", "rest", "drawn", "listed", "staffed")
)
SURE = 0.8  # share of their answers that were right on real papers, with sums found by a model that had not seen them


def decide_wholes(ranker: Ranker, paper: Paper, sites: Sequence[Site]) -> list[tuple[int | None, float]]:
    """For each sum the place of its whole, `None` for a sum of its own, and the calibrated probability. No circles."""
    arithmetic = Arithmetic(paper, sites)
    found: list[tuple[int | None, float]] = []
    for part in range(len(sites)):
        last = found[-1][0] if found else None
        if has_other_whole(paper, arithmetic, part):
            found.append((None, 0.0))
            continue
        options = [whole for whole in find_wholes(arithmetic, part) if not _is_circular(found, part, whole)]
        ruled = next((w for w in options if not SURE_RULES.isdisjoint(name_rules(paper, arithmetic, part, w))), None)
        if ruled is not None:
            found.append((ruled, SURE))
            continue
        features = [describe_no_whole(paper, arithmetic, part)]
        features += [describe_whole(paper, arithmetic, part, whole, last=last) for whole in options]
        shares = ranker.model(paper).rank([frozenset(names) for names in features])
        best = max(range(len(shares)), key=shares.__getitem__)
        score = ranker.calibrate(shares[best])
        whole = options[best - 1] if best and score >= ranker.threshold else None
        found.append((whole, round(score, 2)))
    return found


def _is_circular(found: Sequence[tuple[int | None, float]], part: int, whole: int) -> bool:
    """Whether the whole would, by way of its own wholes, be a part of its part."""
    step: int | None = whole
    for _ in range(len(found) + 1):
        if step == part:
            return True
        step = found[step][0] if step is not None and step < len(found) else None
        if step is None:
            return False
    return True
