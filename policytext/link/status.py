"""How firm a piece of funding is, and on which condition it hangs."""

from __future__ import annotations

import re

from policytext import lexicon
from policytext.link.scene import Scene, cues
from policytext.model import Span, Statement

CONDITION = re.compile(  # sofern der Landtag zustimmt
    r"""\b(?i:wenn|sofern|falls|soweit|vorausgesetzt,|vorbehaltlich|unter[ ]der[ ](?:Voraussetzung|Bedingung|Maßgabe),?)
      [ ][^.;]{5,300}?(?=[,;.]|$)""",
    re.VERBOSE,
)
ACTS = {"demand": "demanded", "refusal": "refused"}


def status(scene: Scene, *, statement: Statement | None) -> str:
    """`committed`, `demanded`, `refused`, `proposed`, `conditional` or `past`."""
    if scene.amount.change == "from":
        return "past"
    if statement is not None and statement.act in ACTS and statement.kind != "assertion":
        return ACTS[statement.act]
    if scene.document.head.kind == "guideline":
        return "conditional" if CONDITION.search(scene.sentence.text, 0, scene.left) else "committed"
    words = scene.sentence.text[:1].lower() + scene.sentence.text[1:]  # "Sofern der Landtag …" is "sofern" too
    for name in lexicon.load("funding")["status"]["order"]:
        if cues("status", name).search(words):
            return str(name)
    return "proposed" if scene.document.head.kind == "council_paper" else "committed"


def condition(scene: Scene) -> Span | None:
    """The clause that says on what the funding depends."""
    found = CONDITION.search(scene.sentence.text)
    return scene.span(*found.span()) if found else None
