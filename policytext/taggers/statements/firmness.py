"""How firm a promise is: what is done, wanted, looked into, or done as far as the budget allows.

The weakest reading wins: "Wir prüfen, ob wir im Rahmen verfügbarer Mittel fördern" promises to look, no more.
"""

from __future__ import annotations

import re
from functools import cache

from policytext import lexicon

CLAUSE = re.compile(r"[^,;.:!?()–]+")
AGREED = frozenset(("agreement", "manifesto"))  # papers in which those who sign say what they intend
PROMISES = frozenset(("promise", "condition"))
FIRST_WORDS = 6  # of a sentence in which those who promise, or the verb, stand


def name_firmness(text: str, act: str) -> str | None:
    """The firmness of a promise's words, `None` for other acts: `will`, `want`, `check` or `if_budget`.

    A promise that hangs on the budget has the act `condition` and is `if_budget`; other conditions have none.

    >>> name_firmness("Wir wollen die Büchereien fördern.", "promise")
    'want'
    """
    if act not in PROMISES:
        return None
    for firmness in ("check", "if_budget", "want"):
        if _has_firmness_words(text, firmness):
            return firmness
    return "will" if act == "promise" else None


def is_intention(text: str) -> bool:
    """Whether those who sign an agreement say what they want or will look into ("Wir streben an, …").

    What they do not want, have wanted before, or what others want, is no promise.
    """
    subject = _compile_firmness("subjects").search(" ".join(text.split()[:FIRST_WORDS]))
    return bool(subject) and (_has_firmness_words(text, "check") or _has_firmness_words(text, "want"))


def _has_firmness_words(text: str, firmness: str) -> bool:
    """Whether words of a firmness stand in a clause that nothing denies."""
    for clause in CLAUSE.findall(text):
        found = _compile_firmness(firmness).search(clause)
        if found and not _compile_denials().search(
            clause[found.start() :].replace("nicht nur", "").replace("nicht zuletzt", "")
        ):
            return True
    return False


@cache
def _compile_firmness(firmness: str) -> re.Pattern[str]:
    words = "|".join(lexicon.load_lexicon("speech")["firmness"][firmness])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


@cache
def _compile_denials() -> re.Pattern[str]:
    words = "|".join(lexicon.load_lexicon("speech")["acts"]["negations"])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
