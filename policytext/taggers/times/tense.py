"""Whether the clause around an expression speaks of the past or the future."""

from __future__ import annotations

import re

from policytext.taggers.times.time_words import has_word

FUTURE = re.compile(
    r"\b(?:wird|werden|werde|würden?|soll|sollen|solle|will|wollen|wolle|muss|müssen|kann"
    r"|können|dürfen|spätestens|kommenden?|künftig|demnächst|dürften?|einzureichen|vorzulegen|zu stellen"
    r"|geplant|vorgesehen|dauert|dauern|bleibt|bleiben"
    r"|bewerben|öffnet|öffnen|schließt|schließen|findet|finden|lädt|laden|beginnt|startet|ab|tagt|tritt|treten|endet|läuft"
    r"|erwartet|zu rechnen|zu erwarten|folgt|steht bevor|eröffnet)\b"
)
PAST = re.compile(
    r"\b(?:war|waren|wurden?|worden|hatten?|rückwirkend|endete|begann|fand|fanden|kam|kamen"
    r"|ging|gingen|gab|gaben|trat|traten|lief|liefen|stieg|stiegen|sank|sanken|fiel|fielen"
    r"|brannten?|brachten?|nannten?|rief|riefen|zog|zogen|fuhr|fuhren|schlug|schlugen|starb|starben|griff|griffen"
    r"|stieß|stießen|lag|lagen|saß|geriet|gerieten|wuchs|wuchsen|warf|warfen|begannen|gelang|verließ|verließen"
    r"|beschloss|beschlossen|hieß|stand|standen|ließ|blieb|bekam|erhielt|traf|trafen|nahm"
    r"|nahmen|hielt|wies|schrieb|sprach|sah|verlor|gewann"
    r"|sagten?|erklärten?|teilten?|konnten?|wollten?|sollten|mussten?|stellten?|legten?"
    r"|machten?|feierten?|unterzeichneten?|bekräftigten?|informierten?|gestorben|haben|hat"
    r"|zuletzt|mitgeteilt|berichteten?|meldeten?"
    r"|gesunken|gestiegen|gefallen|gewachsen|zurückgegangen|gekommen|gegangen|geworden|entschieden"
    r"|verabschiedeten?|tagte|startete|eröffnete|forderten?|warnten?|kündigten?|lebten?"
    r"|(?!ge|soll|woll|letz|zuletz)[a-zäöüß]{2,}(?:rm|ll|hl|er|el|ck|tz|ss|mm|rz|eg|sch)ten?(?![ ][A-ZÄÖÜ])"
    r"|(?:berichtet|meldet|schreibt|mitteilte?)(?=[,.])"
    r"|[a-zäöüß]{3,}(?:ierte|ierten)(?![ ][A-ZÄÖÜ]))\b"
)
LIMIT = re.compile(r"\b(?:bis|ab|spätestens|[Ff]rist\w*|\w*schluss|\w*frist)\b[^.;,]{0,16}$")
LIMIT_AHEAD = re.compile(r"\b(?:[Bb]is|[Aa]b|[Aa]uf|[Zz]um|[Ss]pätestens)\b[^.;,]{0,16}$")
TO_DO = re.compile(r"\bzu [a-zäöüß]+n\b|\b[a-zäöüß]+zu[a-zäöüß]+en\b")  # zu entscheiden, vorzulegen
SUBORDINATE = re.compile(r"(?:dass|damit|ob|sodass|wonach)\b")
CLAUSE_END = re.compile(r"(?:(?<![ ]\d)(?<![ ]\d\d)\.|[!?;:])[ ]+(?=[A-ZÄÖÜ„])|\n")  # not at "der 1. Bezirk"
WINDOW = 160  # characters each side in which the verb is looked for
OTHER_CLAUSE = 40  # characters that a comma counts for


def tense_around(text: str, start: int, end: int) -> int:
    """-1 where the verb nearest to `text[start:end]` speaks of the past, 1 of the future, 0 where nothing tells."""
    before = CLAUSE_END.split(text[max(0, start - WINDOW) : start])[-1]
    after = CLAUSE_END.split(text[end : end + WINDOW])[0]
    if LIMIT_AHEAD.search(before) and _looks_ahead(before, after):
        return 1
    near = [
        (distance, tense)
        for pattern, tense in ((PAST, -1), (FUTURE, 1))
        for distance in _measure_distances(pattern, before, after)
    ]
    if near:
        return min(near)[1]
    return 1 if LIMIT.search(before) else 0


def _looks_ahead(before: str, after: str) -> bool:
    """Whether what governs a limit points ahead, though it is told as past: "hat die Frist bis zum … verlängert"."""
    clause = before.rpartition(", ")[2] + " ~" + after.partition(",")[0]
    if has_word("direction", "ahead", clause):
        return True
    governed = TO_DO.search(after.partition(",")[0]) or (
        "," in before and SUBORDINATE.match(before.rpartition(", ")[2])
    )
    return bool(governed) and not PAST.search(clause)


def _measure_distances(pattern: re.Pattern[str], before: str, after: str) -> list[int]:
    """How far the verbs stand off; one behind counts as nearer (verbs come last), one over a comma as farther."""
    left = [
        len(before) - match.end() + OTHER_CLAUSE * before.count(",", match.end()) for match in pattern.finditer(before)
    ]
    right = [
        match.start() // 2 + OTHER_CLAUSE * after.count(",", 0, match.start()) for match in pattern.finditer(after)
    ]
    return left + right
