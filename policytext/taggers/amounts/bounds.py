"""Whether an amount is exact, a limit or an estimate: `bound`, from words before, after and far before it.

    right before       "bis zu 90.000 Euro", "mehr als 5 Prozent", "rund 1.000 Stellen"
    after              "10 000 Euro nicht übersteigen", "25 Prozent oder mehr", "auf 150 Mio. Euro begrenzt"
    governing noun     "Der Höchstbetrag beträgt 500 Euro"
    governing verb     "Übersteigen die Ausgaben 5 000 Euro, …"
    in lists           the cue of the first item holds for those that it governs

The words are in `lexicon/amounts.toml`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.amounts import cues, fences, lists
from policytext.taggers.amounts.amount_drafts import AmountDraft


def read_bounds(text: str, drafts: list[AmountDraft]) -> None:
    """Set `bound`, `low` and `high` of every draft from the words around it."""
    for draft in drafts:
        if not draft.cued and (bound := _read_own_bound(text, draft)):
            _set_bound(draft, bound)
    for before, draft in fences.pair_neighbours(drafts):
        if not draft.cued and before.cued and lists.inherits_cue(text, before, draft):
            draft.governed = before.governed
            _set_bound(draft, before.bound)
    for draft, after in reversed(list(fences.pair_neighbours(drafts))):
        if not draft.cued and after.by_verb and lists.shares_verb(text, draft, after):
            draft.by_verb = True
            _set_bound(draft, after.bound)


def _set_bound(draft: AmountDraft, bound: str) -> None:
    """Give a draft its bound; the open side becomes `None`."""
    value: Decimal | None = draft.high if draft.high is not None else draft.low
    draft.cued, draft.bound = True, "exact" if bound == "none" else bound
    draft.low = None if bound in ("at_most", "below") else value
    draft.high = None if bound in ("at_least", "above") else value


def _read_own_bound(text: str, draft: AmountDraft) -> str | None:
    """The bound that the draft's own surroundings give it."""
    near = cues.read_cue_before(text, draft)
    if near and near != "about":
        draft.governed = bool(_ENUMERATED.search(text, max(draft.floor, draft.start - 6), draft.start))
        return near
    if after := _read_bound_behind(text, draft):
        draft.by_verb = True
        return after
    if governing := _read_governing_bound(text, draft):
        draft.governed = True
        return governing
    return near or (_read_opening_bound(draft) if draft.lead else None)


def _read_opening_bound(draft: AmountDraft) -> str | None:
    """The bound that the opening line gives to the first amount of every item of its list."""
    return cues.at_end(draft.lead[-110:]) or _governing_noun(draft.lead)


# -------------------------------------------------------------------------------------------------------- words after

_SMALL = PatternLists("amounts", "small_words")
_BEHIND = PatternLists("amounts", "behind")
_GOVERNED = PatternLists("amounts", "governed")
_OR = rf"(?:{_SMALL.and_or}|{_SMALL.alternatives})[ ]"
_NOT = rf"{_SMALL.negation}[ ](?:{_SMALL.infinitive}[ ])?"
_ENDS = rf"(?=[)\s,.;]*(?:$|[,.;)\n]|{_SMALL.each}\b))"
_NO_SUBJECT = rf"\b(?![ ]{_BEHIND.subjects}\b)"  # Mit 30 Prozent übersteigt das Wachstum …
_AFTER = re.compile(
    rf"""(?P<gap>[^.;:!?\n]{{0,90}}?)(?:^|(?<=[\s(]))(?:
          (?P<at_most>
              {_NOT}{_BEHIND.exceed}                              # 10 000 Euro nicht übersteigen
            | (?P<cap> {_BEHIND.cap} )                            # auf 150 Mio. Euro begrenzt
            | (?P<or_less> {_OR}{_BEHIND.less}\b                  # 500 Euro oder weniger
                         | {_BEHIND.at_most}{_ENDS} ) )           # 500 Euro maximal
        | (?P<at_least>
              {_NOT}{_BEHIND.undercut}                            # 10 Prozent nicht unterschreiten
            | (?P<or_more> {_OR}{_BEHIND.more}\b                  # 25 Prozent oder mehr
                         | {_BEHIND.upwards}\b                    # 500 Euro aufwärts
                         | {_BEHIND.at_least}{_ENDS} ) )          # 500 Euro mindestens
        | (?P<above> {_BEHIND.above}{_NO_SUBJECT} )               # 9 Euro überschreitet
        | (?P<below> {_BEHIND.undercut}                           # 500 Euro unterschreitet
                   | {_SMALL.negation}[ ]{_BEHIND.reach} )        # 500 Euro nicht erreicht
        )""",
    re.VERBOSE,
)
_CLAUSE_END = re.compile(
    rf",[ ](?!{_SMALL.each}\b)"  # , wenn   und die
    rf"|\b{_BEHIND.clauses}[ ]"
)
_BY = re.compile(rf"\b{_SMALL.by_lower}[ ](?:{_BEHIND.hedges}[ ])?\Z")  # um bis zu |20 Prozent
_ON = re.compile(rf"\b{_BEHIND.cap_prepositions}[ ](?:[\w-]+[ ]){{0,6}}\Z")  # auf insgesamt |150 Mio. Euro begrenzt
_ENUMERATED = re.compile(r"\b[a-z]{1,3}\)[ ]\Z")  # von über a) 10 000 Euro bei …, b) 100 000 Euro


def _read_bound_behind(text: str, draft: AmountDraft) -> str | None:
    """The bound of a verb or addition behind the draft."""
    match = _AFTER.match(text, draft.end, draft.ceiling)
    if (
        match is None
        or (match["gap"].strip(" ,") and _CLAUSE_END.search(match["gap"]))
        or _leaves_bracket(match["gap"])
    ):
        return None
    bound = next(name for name in ("at_most", "at_least", "above", "below") if match[name])
    if match["or_less"] or match["or_more"]:
        return bound if len(match["gap"].split()) <= 3 else None
    window = text[max(draft.floor, draft.start - 60) : draft.start]
    if match["cap"]:
        return bound if _ON.search(window) else None
    return None if _BY.search(window) else bound


def _leaves_bracket(gap: str) -> bool:
    """Whether the words lead out of a bracket that the amount stands in."""
    return ")" in gap and "(" not in gap.partition(")")[0]


_EXCEEDS = re.compile(
    rf"""(?:^|[,;–(][ ]?(?:{_SMALL.joint}[ ])?|\d\.?[ ]|\)[ ]|[\n])(?:
          (?P<above> {_BEHIND.verbs_above} )               # Übersteigt das Volumen |9 000 Euro
        | (?P<below> {_BEHIND.verbs_below} )               # Unterschreitet die Summe |500 Euro
        )[ ](?P<subject>(?:[^,.;:\n]){{2,140}})\Z""",
    re.VERBOSE,
)


def _read_governing_bound(text: str, draft: AmountDraft) -> str | None:
    """The bound from a noun or a verb at the head of the clause."""
    window = text[max(draft.floor, draft.start - 200) : draft.start]
    if _BY.search(window):
        return None
    if exceeds := _EXCEEDS.search(window):
        name = "above" if exceeds["above"] else "below"
        negative = exceeds["subject"].rstrip().endswith(" nicht")
        return {"above": "at_most", "below": "at_least"}[name] if negative else name
    return _governing_noun(window)


@cache
def _compile_nouns() -> re.Pattern[str]:
    words = lexicon.load_lexicon("amounts")["governing"]
    branches = "|".join(
        rf"(?P<{name}>{'|'.join(noun.replace('*', '[A-Za-zÄÖÜäöüß-]*') for noun in words[name])})"
        for name in ("at_most", "at_least")
    )
    return re.compile(rf"(?<![^\W\d_])(?:{branches})(?![^\W\d_])(?P<link>[^.;\n]{{0,140}})\Z")


_LINK = re.compile(  # Der Höchstbetrag |liegt bei| 500 Euro
    rf"\b{_GOVERNED.links}\b|[:=]"
    r"|^(?:[ ][A-Za-zäöüß]+){0,4}[ ]?\(?$"
)
_NEW_CLAUSE = re.compile(
    rf",[ ]{_GOVERNED.clauses}\b"
    rf"|\b{_GOVERNED.verbs}\b"
    rf"|\b{_GOVERNED.counts}[ ][^,]{{0,20}}\d[^,]*,"  # Obergrenze von 20 Plätzen, Kosten von
)


def _governing_noun(window: str) -> str | None:
    match = _compile_nouns().search(window)
    if match is None or not _LINK.search(match["link"]) or _NEW_CLAUSE.search(match["link"]):
        return None
    return "at_most" if match["at_most"] else "at_least"
