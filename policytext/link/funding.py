"""Whether an amount is money, a share or positions that somebody gives for a purpose."""

from __future__ import annotations

import re

from policytext.link.scene import Scene, cues, nearest

COSTS_BEFORE = re.compile(  # Gesamtkosten von rund …, Ausgaben in Höhe von …, ein Volumen von …
    r"""\b(?:\w*[kK]osten|\w*[vV]olumen|\w*[aA]usgaben|Schäden|Schadens?|Wert|Umsatz|Einnahmen|Schulden|Zinsen|Steuern
        |Defizit|Fehlbetrag|Kaufpreis|Preis)\b
      (?:[ ](?:von|in[ ]Höhe[ ]von|über|auf|zu|mit|bis|ab|unter|bei|sich|werden|wird|voraussichtlich|derzeit|jährlich
        |betragen|belaufen|beläuft|liegen|lagen|des[ ]\w+|der[ ]\w+|für[ ](?:\w+[ ]){1,4}|dafür|insgesamt
        |rund|etwa|ca\.|ca|circa|knapp|gut|mehr[ ]als|mindestens|höchstens|maximal))*[ ]?$""",
    re.VERBOSE,
)
COSTS_AFTER = re.compile(
    r"[ ]?(?:kostet|kosten|teure|Schulden|Schaden|Umsatz|Kosten|Gesamtkosten|Steuern|Verlust|Defizit|Mehrkosten)"
)
NEAR = 60  # characters between an amount and the word that makes it an own share
CAP = re.compile(r"\b(?:höchstens|maximal|nicht mehr als)(?: jedoch| aber)?(?: bis zu)? $")
PERCENT = re.compile(r"\d ?(?:%|Prozent|v\. ?H\.|vom Hundert)")
GIVEN_WITH = re.compile(  # beteiligt sich an den Kosten der Einsätze mit rund …
    r"""\b(?:[bB]eteilig|[uU]nterstütz|[fF]örder|[gG]eförder|[bB]ezuschuss)\w*\b[^.;]{0,100}
      \bmit(?:[ ](?:rund|etwa|bis[ ]zu|insgesamt|weiteren))?[ ]$""",
    re.VERBOSE,
)
BORNE_BY = re.compile(r" (?:vom|von|durch|aus)\b")  # zu 80 v. H. vom Land
DENIED = re.compile(r"\b(?:nicht|keine?[nrs]?)\b")  # Vorhaben unter 10.000 Euro werden nicht gefördert
INTEREST = re.compile(r"\b(?:Zins|verzins|Verzinsung)")


def is_funding(scene: Scene) -> bool:
    """Whether an amount is funding: money and positions are unless the words say otherwise, shares must say so."""
    if scene.amount.kind == "share":
        return _is_funding_share(scene)
    if _is_nothing(scene):
        return False
    if _caps_a_share(scene) or GIVEN_WITH.search(scene.sentence.text, 0, scene.left):
        return True
    if _is_cost_or_threshold(scene):
        return False
    other = nearest(cues("other_money", "words"), scene)
    giving = nearest(cues("funding", "words"), scene)
    return other is None or (giving is not None and giving <= other)


def is_own_share(scene: Scene) -> bool:
    """Whether the amount is what the receiver pays himself."""
    distance = nearest(cues("funding", "own_share"), scene)
    return distance is not None and distance < NEAR


def _caps_a_share(scene: Scene) -> bool:
    """Whether the amount caps a share of the same sentence: 75 Prozent der Ausgaben, höchstens jedoch 300.000 Euro."""
    cap = CAP.search(scene.sentence.text, 0, scene.left)
    return bool(cap and PERCENT.search(scene.sentence.text, 0, cap.start()))


def _is_nothing(scene: Scene) -> bool:
    size = scene.amount.high if scene.amount.high is not None else scene.amount.low
    return size is not None and size <= 0


def _is_cost_or_threshold(scene: Scene) -> bool:
    text = scene.sentence.text
    return bool(
        COSTS_BEFORE.search(text[: scene.left])
        or COSTS_AFTER.match(text, scene.right)
        or nearest(cues("other_money", "thresholds"), scene) is not None
        or (scene.amount.bound == "below" and DENIED.search(text))
    )


def _is_funding_share(scene: Scene) -> bool:
    """A percentage is funding where it is a share of costs and somebody bears it."""
    text = scene.sentence.text
    if INTEREST.search(text):
        return False
    base = cues("shares", "bases").search(text, scene.right, scene.right + 70)
    beside = nearest(cues("shares", "beside"), scene)
    borne = BORNE_BY.match(text, scene.right)
    return beside is not None and (base is not None or borne is not None or beside < 40)
