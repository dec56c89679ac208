"""Which sum is a part of which: so that a total never counts money twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from policytext.link.scene import Scene, cues

MOST_PARTS = 12  # sums in a row that are tried as parts of the one before them


def whole_of(scene: Scene, earlier: Sequence[Scene], parts: Mapping[str, Scene]) -> Scene | None:
    """The scene of the sum that the amount is a part of, or says again in another unit.

    `parts` maps the earlier amounts that are parts to their wholes.
    """
    near = [other for other in earlier if _near(scene, other)]
    if scene.amount.kind == "positions":
        return _money_said_again(scene, near)
    if scene.amount.kind == "share" or not near:
        return None
    if (sibling := parts.get(near[-1].amount.id)) and _goes_on(scene, near[-1]):
        return sibling
    if not _is_part(scene, near):
        return None
    wholes = [other for other in near if other.amount.unit == scene.amount.unit and _size(other) > _size(scene)]
    return parts.get(wholes[-1].amount.id, wholes[-1]) if wholes else None


def added_up(scenes: Sequence[Scene]) -> dict[str, str]:
    """Amount ids → the id of the sum before them that they add up to, one directly after the other."""
    money = [scene for scene in scenes if scene.amount.kind == "money"]
    found: dict[str, str] = {}
    for index, whole in enumerate(money):
        rest, parts = exact(whole), list[Scene]()
        for part in money[index + 1 : index + 1 + MOST_PARTS]:
            if exact(part) < 0 or part.amount.unit != whole.amount.unit or part.amount.per != whole.amount.per:
                break
            rest -= exact(part)
            parts.append(part)
            if rest <= 0:
                break
        if rest == 0 and len(parts) > 1:
            found |= {part.amount.id: whole.amount.id for part in parts}
    return found


def exact(scene: Scene) -> Decimal:
    """The amount as one number (that of "bis zu" too), -1 where it is none."""
    low, high = scene.amount.low, scene.amount.high
    return high if high is not None and low in (None, high) else Decimal(-1)


def _near(scene: Scene, other: Scene) -> bool:
    led = scene.before is not None and scene.hangs and other.sentence.block == scene.before.block
    return led or other.sentence in (scene.sentence, scene.before)


def _goes_on(scene: Scene, before: Scene) -> bool:
    """Whether the amount goes on with a list: 36 Millionen für die Kitas, 24 Millionen für …"""
    if before.sentence != scene.sentence or before.amount.unit != scene.amount.unit:
        return False
    return (
        re.fullmatch(
            r"[^.;:]{0,120}(?:,| und| sowie| weitere)[^.;:,]{0,40}", scene.sentence.text[before.right : scene.left]
        )
        is not None
    )


def _is_part(scene: Scene, near: Sequence[Scene]) -> bool:
    """Whether "davon" or its like stands between the whole and the amount."""
    text = scene.sentence.text
    since = max(
        (other.right for other in near if other.sentence == scene.sentence and _size(other) > _size(scene)), default=0
    )
    part = cues("parts", "part")
    if part.search(text[since : scene.left].lower()):
        return True
    return scene.hangs and scene.before is not None and part.search(scene.before.text.lower()) is not None


def _money_said_again(scene: Scene, near: Sequence[Scene]) -> Scene | None:
    money = [other for other in near if other.amount.kind == "money" and other.sentence == scene.sentence]
    same = money and cues("parts", "same").search(scene.sentence.text, money[-1].right, scene.right)
    return money[-1] if same else None


def _size(scene: Scene) -> Decimal:
    return scene.amount.high or scene.amount.low or Decimal(0)
