"""How firm a piece of funding is, and on which condition it hangs."""

from __future__ import annotations

import re

from policytext import lexicon
from policytext.link.scene import Placed, Scene, cues
from policytext.model import Span, Statement, Time

VERB_FIRST = (  # Steigt die Zahl der Geburten, …
    r"""^(?:\d+(?:\.\d+)*\.?[ ]|\(\d+\)[ ])?
      (?:Steigt|Steigen|Sinkt|Sinken|Liegt|Liegen|Überschreite[tn]|Übersteigt|Übersteigen|Unterschreite[tn]|Fällt|Fallen
        |Reicht|Reichen|Entfällt|Entfallen|Stimmt|Stimmen|Beteilig(?:t|en)|Gelingt|Kommt|Kommen|Beträgt|Betragen)\b
      (?=[^,?]{5,200},[ ]\w+(?:t|en)\b)"""
)
CONDITION = re.compile(  # sofern der Landtag zustimmt
    rf"""(?:{VERB_FIRST}
        |\b(?i:wenn|sofern|falls|soweit|vorausgesetzt,|vorbehaltlich
          |unter[ ]der[ ](?:Voraussetzung|Bedingung|Maßgabe),?))
      [ ][^.;]{{5,300}}?(?=[,;.]|$)""",
    re.VERBOSE,
)
IF_FIRST = re.compile(VERB_FIRST, re.VERBOSE)
TOLD_AS_DONE = re.compile(  # hat … gezahlt, bekommen habe, wurden … investiert
    r"\b(?:ha(?:t|ben|be|tte|tten)|wurden?|worden|sind|ist)\b.*\b(?:\w*ge\w{2,}(?:t|en)|(?:be|er|ver)\w{3,}(?:t|en)|\w+iert)\b"
    r"|\b(?:\w*ge\w{2,}(?:t|en)|(?:be|er|ver)\w{3,}(?:t|en)|\w+iert)\s(?:worden\s)?(?:ha(?:t|be|ben|tte|tten)|wurden?|sei(?:en)?)\b"
)
ACTS = {"demand": "demanded", "refusal": "refused"}


def status(scene: Scene, *, statement: Statement | None, times: Placed[Time]) -> str:
    """`committed`, `demanded`, `refused`, `proposed`, `conditional` or `past`."""
    if scene.amount.change == "from":
        return "past"
    if statement is not None and statement.act in ACTS and statement.kind != "assertion":
        return ACTS[statement.act]
    if scene.document.head.kind == "guideline":
        return "conditional" if CONDITION.search(scene.sentence.text, 0, scene.left) else "committed"
    words = scene.sentence.text[:1].lower() + scene.sentence.text[1:]  # "Sofern der Landtag …" is "sofern" too
    for name in lexicon.load("funding")["status"]["order"]:
        if cues("status", name).search(words) or (name == "conditional" and IF_FIRST.match(scene.sentence.text)):
            return str(name)
    if _is_over(scene, times):
        return "past"
    return "proposed" if scene.document.head.kind == "council_paper" else "committed"


def _is_over(scene: Scene, times: Placed[Time]) -> bool:
    """Whether the perfect or preterite tells it, of a time before the paper's: "2021 schon einmal bekommen habe"."""
    issued = scene.document.head.issued
    if issued is None or not TOLD_AS_DONE.search(scene.sentence.text):
        return False
    days = [time.latest for _, _, time in times.inside(scene.sentence) if time.latest]
    return bool(days) and all(day < issued for day in days) and min(days).year < issued.year


def condition(scene: Scene) -> Span | None:
    """The clause that says on what the funding depends."""
    found = CONDITION.search(scene.sentence.text)
    return scene.span(*found.span()) if found else None
