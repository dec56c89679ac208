"""What an amount is paid for each of: `per`, as German base forms.

"2.000 EUR pro Flüchtling und Jahr"            Flüchtling, Jahr
"monatlich 150 Euro", "150 Euro im Monat"      Monat
"Je Beratungsstelle werden 1,5 VZÄ gefördert"  Beratungsstelle
"""

from __future__ import annotations

import re
from functools import cache

from policytext import lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.amounts import fences
from policytext.taggers.amounts.amount_drafts import AmountDraft

_SMALL = PatternLists("amounts", "small_words")
_RATES = PatternLists("amounts", "rate_words")
_ADJECTIVE = rf"(?:(?!{_RATES.no_adjectives}[ ])[a-zäöüß][a-zäöüß-]*(?:e|en|er|es|em|ig|lich|isch|t)[ ]){{0,3}}"
_NOUN = r"(?:[A-ZÄÖÜ][\w-]*[\w²³]|m[²³]|[mkq]m[²³]?|[mkq]m\d|ha|kWh?|kWp|MWh|kg|t|h|cbm|€|EW)(?:[*:/_-]+-?inn?(?:en)?)?"
_THING = rf"{_ADJECTIVE}{_NOUN}(?:\.(?=[ ]?[/,;)]))?"
_LINK = rf"(?:[ ]?/[ ]?|,?[ ](?:{_SMALL.and_or}|{_SMALL.alternatives}|{_SMALL.additions})[ ])"
_THINGS = rf"{_THING}(?:{_LINK}(?:{_SMALL.each}[ ])?(?:{_THING})(?![ ](?:{_SMALL.euro}|€)))*"
_BRACKET = r"(?:[ ]\([^()]{1,60}\))?"
AFTER = re.compile(
    rf"""[\s]{{0,3}}(?:
          {_BRACKET}(?:[ ]{_RATES.remarks})?[ ]?
          \(?{_RATES.each}[ ](?P<each>{_THINGS})                       # je Person, pro Kopf und Jahr, je alte Sau/Jahr
        | [ ]?/[ ]?(?P<slash>{_THINGS})                          # 5 €/m²
        | [ ]{_RATES.in_period}[ ](?P<time>{_RATES.periods})
          (?![\w-]|[ ](?:\d|{_RATES.dates}))                     # 150 Euro im Monat, not "im Jahr 2020"
        | [ ]p\.[ ]?(?P<latin>a\.|P\.)                           # p. a.
        | [ ](?:(?!{_SMALL.the}[ ])[a-zäöü]+[ ])?\(?
          (?P<adverb>[a-zäöü]*{_RATES.adverbs})
          (?: (?![\w-]) | e[rnms]?[ ][A-ZÄÖÜ]\w+ )             # 500 Euro jährlich, 500 Euro monatlicher Beitrag
        )""",
    re.VERBOSE,
)
_LEFT_EACH = re.compile(rf"(?<!\w)(?:{_RATES.each}|(?P<no_rate>{_RATES.each_by}))[ ](?P<each>{_THINGS})(?=[ ,)])")
_FOR_EACH = re.compile(rf"\b{_RATES.each_of_all}[ ](?P<each>{_THING})[ ]{_RATES.distributed}[ ]\Z")
_LEFT_ADVERB = re.compile(
    rf"(?<!\w)(?P<adverb>[a-zäöüJMWTS]?[a-zäöü]*{_RATES.adverbs})"
    r"(?P<inflected>e[rnms]?)?(?![\w-])"
)
_LEFT_TIME = re.compile(  # im Monat bis zu |150 Euro
    rf"\b{_RATES.left_each}[ ](?P<time>{_RATES.left_periods})[ ](?:{_RATES.left_hedges}[ ])?\Z"
)
_CLAUSE = re.compile(rf"[;:]|,[ ]|\b{_SMALL.and_or}[ ](?=\w+[ ]{_RATES.clause_verbs}\b)")
_APART = re.compile(rf"[,;:]|\b{_RATES.once}\b")
_LINKING = re.compile(
    rf"[ ](?:[\w-]+[ ]){{1,4}}?{_RATES.links}[ ](?:[a-zäöü]+[ ]){{0,4}}\Z"  # monatlicher |Zuschuss von| 150 Euro
)
_REACH = 160


def read_rates(text: str, drafts: list[AmountDraft]) -> None:
    """Set `per` of every draft from the words around it."""
    claimed = 0
    for draft in drafts:
        right, end = _read_rates_behind(text, draft)
        things_before, times_before = _read_rates_before(text, draft, claimed)
        draft.per = tuple(dict.fromkeys([*things_before, *right, *times_before]))
        claimed = end
    for draft, after in reversed(list(fences.pair_neighbours(drafts))):
        if not draft.per and after.per and _shares_rate(text, draft, after):
            draft.per = after.per
    for before, draft in fences.pair_neighbours(drafts):
        if not draft.per and before.per and _shares_back(text, before, draft):
            draft.per = before.per


# ------------------------------------------------------------------------------------------------------------ after


def _read_rates_behind(text: str, draft: AmountDraft) -> tuple[list[str], int]:
    """The rates right behind the draft, and where their words end."""
    end, found = draft.end, list[str]()
    limit = max(draft.ceiling, min(len(text), draft.end + 80))
    for _ in range(3):
        match = AFTER.match(text, end, limit)
        if match is None or (match["slash"] and draft.unit.kind == "positions"):
            break
        found += _of_match(match)
        end = match.end()
    return found, end


def _of_match(match: re.Match[str]) -> list[str]:
    groups = match.groupdict()
    if groups.get("latin"):
        return ["Jahr"] if groups["latin"] == "a." else ["Person"]
    if adverb := groups.get("adverb"):
        return _look_up_adverb(adverb)
    return list_things(groups.get("each") or groups.get("slash") or groups.get("time") or "")


@cache
def _load_adverbs() -> dict[str, str]:
    return dict(lexicon.load_lexicon("amounts")["rates"])


def _look_up_adverb(word: str) -> list[str]:
    base = _load_adverbs().get(word.lower())
    return [base] if base else []


_SPLIT = re.compile(rf"{_LINK}(?:{_SMALL.each}[ ])?")
_GENDERED = re.compile(r"(?:[*:/_-]+-?inn?(?:en)?|Innen|In)$")


def list_things(phrase: str) -> list[str]:
    """The base forms of what stands after "je" ("Einwohnerin und Einwohner": Einwohner)."""
    nouns = [_look_up_base(part.split()[-1]) for part in _SPLIT.split(phrase) if part.split()]
    return list(dict.fromkeys(noun for noun in nouns if noun))


@cache
def _load_forms() -> dict[str, str]:
    return dict(lexicon.load_lexicon("amounts")["rate_forms"])


def _look_up_base(noun: str) -> str:
    noun = _GENDERED.sub("", noun.rstrip("."))
    return _load_forms().get(noun, noun)


# ----------------------------------------------------------------------------------------------------------- before


def _read_rates_before(text: str, draft: AmountDraft, claimed: int) -> tuple[list[str], list[str]]:
    """Things and times named before the amount in its clause; words before `claimed` belong to another amount."""
    window = text[max(draft.floor, min(claimed, draft.start), draft.start - _REACH) : draft.start]
    if distributed := _FOR_EACH.search(window):
        return list_things(distributed["each"]), []
    clause = window[max((match.end() for match in _CLAUSE.finditer(window)), default=0) :]
    found = [
        thing for match in _LEFT_EACH.finditer(clause) if not match["no_rate"] for thing in list_things(match["each"])
    ]
    times = [time["time"]] if (time := _LEFT_TIME.search(clause)) else []
    for match in _LEFT_ADVERB.finditer(window):
        rest = window[match.end() :]
        limit = 60 if draft.unit.kind != "share" else 25
        if match["inflected"]:
            near = _LINKING.fullmatch(rest) is not None and draft.unit.kind != "share"
        else:
            near = len(rest) <= limit and not _APART.search(rest)
        times += _look_up_adverb(match["adverb"]) if near else []
    return found, times


# ------------------------------------------------------------------------------------------------------------ lists

_PLAIN_LINK = re.compile(rf",?[ ]{_RATES.joints}[ ](?:{_RATES.restarts}[ ])?")  # 10 |auf| 20 Euro je Person


def _shares_rate(text: str, draft: AmountDraft, after: AmountDraft) -> bool:
    """ "von 10 auf 20 Euro je Person": the rate behind the last holds for the first."""
    same = fences.same_sentence(text, draft, after) and draft.unit.code == after.unit.code
    return (
        same and bool(_PLAIN_LINK.fullmatch(text, draft.end, after.start)) and bool(_read_rates_behind(text, after)[0])
    )


_LIST_LINK = re.compile(
    rf"[ ]{_SMALL.of_noun}[ ][^,;.\d]{{2,80}}[ ]{_RATES.list_joints}[ ]"
    rf"(?:{_SMALL.sake}[ ][^,;.\d]{{2,60}}[ ])?(?:[\w-]+[ ]){{0,6}}"
)
_OF_NOUN = re.compile(rf"[ ]{_SMALL.of_noun}[ ]")
_COMMON = re.compile(rf"[ ]{_SMALL.and_or}[ ](?:[\w-]+[ ]){{0,6}}")
_COMMON_MONEY = re.compile(rf"[ ]{_RATES.money_joints}[ ](?:[a-zäöü]+[ ]){{0,2}}")


def _shares_back(text: str, before: AmountDraft, draft: AmountDraft) -> bool:
    """ "25 Euro je Kind für A und 20 Euro für B": the rate of the first holds for the second."""
    if not fences.same_sentence(text, before, draft) or before.unit.code != draft.unit.code:
        return False
    gap = text[before.end : draft.start]
    rate = AFTER.match(text, before.end, draft.start)
    if rate:
        return bool(_LIST_LINK.fullmatch(text, rate.end(), draft.start)) and bool(
            _OF_NOUN.match(text[draft.end : draft.end + 5])
        )
    return bool((_COMMON if draft.unit.kind == "positions" else _COMMON_MONEY).fullmatch(gap))
