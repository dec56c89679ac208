"""The rules by which one sum is a part of another: what adds up, and what the words between them say.

`apposed`: 60 Prozent = 300 Mio. Euro; 150 Euro im Monat (1.800 Euro im Jahr). `shared`: 40 Prozent von 5.000 Euro, also
2.000 Euro. `multiplied`: 500 Euro je Kurs, bei zwölf Kursen 6.000 Euro: of the same money said twice the second is the
part. `raised`: um 12 auf 48 Mio. Euro. `named`: 90 Mio. Euro, davon 12 Mio. Euro. `rest`: die übrigen 78 Mio. Euro.
`drawn`: aus den 90 Mio. Euro gehen 12 Mio. Euro an. `listed`: the sum over a list of who gets how much of it. `adds`:
the parts of a run make the whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from policytext import lexicon
from policytext.link.arithmetic import Arithmetic, value_of
from policytext.link.passages import Paper, Passage, Site
from policytext.link.whole_lists import NEAR, count_steps, find_head_of_list
from policytext.model import Time

MOST_WHOLES = 12  # candidates before and after a sum each
MOST_APPOSED = 4  # words between a sum and the same said in other units
LONGEST = 12  # years that a sum is paid in
MOST_RAISED = 4  # words between "um" and its sum
BEFORE = 60  # characters before a sum in which its cue stands
FAR = 8  # passages back to the whole of a sum that "falls to" somebody
SPENT = 2  # to that of which something is spent
DRAWN = 6  # words between "aus" and its sum
HUNDRED = Decimal(100)
MONTHS = Decimal(12)
ROUNDED = Decimal("0.005")  # by which a share of a sum may differ from what is told
YEARLY = frozenset(("Jahr",))
NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})*|\d+")
NUMERALS = dict(zip("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(), range(2, 13), strict=True))


@cache
def compile_words(key: str) -> re.Pattern[str]:
    """The words of `money.toml` under `parts` that stand at the beginning of a word, as one pattern."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(lexicon.load_lexicon('money')['parts'][key])})")


def name_rules(paper: Paper, arithmetic: Arithmetic, part: int, whole: int) -> tuple[str, ...]:
    """The rules by which one sum is a part of another, both given by their place among the funded sums. Read once."""
    name = ("rules", arithmetic, part, whole)
    return paper.remember(name, lambda: tuple(_find_rules(paper, arithmetic, part, whole)))


def _find_rules(paper: Paper, arithmetic: Arithmetic, part: int, whole: int) -> Iterator[str]:
    p, w = arithmetic.sites[part], arithmetic.sites[whole]
    if whole == part - 1 and _is_apposed(p, w):
        yield "apposed"
    if whole == part - 1 and _is_staffed(p, w):
        yield "staffed"
    if part - 2 <= whole < part and _is_shared(paper, p, w):
        yield "shared"
    if whole < part and _is_multiplied(p, w):
        yield "multiplied"
    if part < whole <= part + 2 and _is_raised(p, w):
        yield "raised"
    if w is _named_whole(paper, p):
        yield "named"
    if part in arithmetic.parts.get(whole, ()) and follows_words(p, "rest") and count_steps(p, w) <= SPENT:
        yield "rest"
    if whole < part and (_is_drawn(p, w) or _is_drawn_inside(p, w)):
        yield "drawn"
    if whole == find_head_of_list(paper, arithmetic, part):
        yield "listed"
    if _adds_up(arithmetic, part, whole):
        yield "adds"


def follows_words(site: Site, key: str) -> bool:
    """Whether words of the lexicon stand shortly before a sum."""
    name = (key, "before", site.passage.index, site.word)
    return site.passage.paper.remember(name, lambda: bool(compile_words(key).search(words_before(site).lower())))


def _adds_up(arithmetic: Arithmetic, part: int, whole: int) -> bool:
    """Whether a sum is one of those that make a whole; of equal wholes the nearest counts."""
    values = arithmetic.values
    if part not in arithmetic.parts.get(whole, ()):
        return False
    if not arithmetic.is_solid(whole) and not follows_words(arithmetic.sites[whole], "total"):
        return False
    twins = [n for n in arithmetic.parts if values[n] == values[whole] and part in arithmetic.parts[n]]
    return whole == min(twins, key=lambda n: (arithmetic.distance(n), -n))


def _is_apposed(p: Site, w: Site) -> bool:
    """Whether a sum says another again in other units: a bracket, an equals sign or "das sind" parts them."""
    between = words_between(p, w)
    other = p.amount.kind != w.amount.kind or p.amount.per != w.amount.per or p.amount.unit != w.amount.unit
    if not other or not between or count_steps(p, w) > NEAR or p.amount.bound == "at_most":
        return False
    if len(between) <= MOST_APPOSED and ("(" in between or "=" in between):
        return all(compile_words("apposed").fullmatch(word) or not word.isalnum() for word in between)
    return p.passage is w.passage and bool(compile_words("equals").search(" ".join(between)))


def _is_shared(paper: Paper, p: Site, w: Site) -> bool:
    """Whether of two sums one is the money that the other, a share, makes of a third sum beside them."""
    share, money = (w, p) if w.amount.kind == "share" else (p, w)
    rate, value = value_of(share), value_of(money)
    if share.amount.kind != "share" or money.amount.kind != "money" or rate is None or value is None:
        return False
    if rate >= HUNDRED or "at_most" in (money.amount.bound, share.amount.bound) or count_steps(p, w) > NEAR:
        return False
    near = (site for n in range(-NEAR, NEAR + 1) for site in paper.sites_of.get(share.passage.index + n, ()))
    bases = (value_of(site) for site in near if site.amount.unit == money.amount.unit and site is not money)
    return any(base is not None and abs(base * rate / HUNDRED / value - 1) <= ROUNDED for base in bases)


def _is_multiplied(p: Site, w: Site) -> bool:
    """Whether of two sums one is a rate and the other what it makes with a number that stands beside one of them.

    Of the same money said twice the second is the part; what is paid several times ("je 500 Euro") is always one.
    """
    small, large = sorted((p, w), key=lambda site: value_of(site) or 0)
    rate, product = value_of(small), value_of(large)
    if small.amount.unit != large.amount.unit or p.amount.bound == "at_most" or p.amount.kind != "money":
        return False
    if not rate or not product or rate == product or count_steps(p, w) > NEAR:
        return False
    times = product / rate
    if small.amount.per and small.amount.per != large.amount.per and w.amount.start < p.amount.start:
        return times in numbers_beside(p) | numbers_beside(w) or (times == MONTHS and "Monat" in small.amount.per)
    each = small is p and not p.amount.per and follows_words(p, "each")
    return each and times in numbers_beside(p) | numbers_beside(w) | {Decimal(_count_years(p))}


def _count_years(site: Site) -> int:
    """How many years a sum's sentence names: "2024 bis 2026" are three."""
    paper = site.passage.paper
    years = {n for time in paper.times_of(site.passage) for n in _years_of(time)}
    return len(years)


def _years_of(time: Time) -> range:
    if time.earliest is None or time.latest is None or time.latest.year - time.earliest.year > LONGEST:
        return range(0)
    return range(time.earliest.year, time.latest.year + 1)


def numbers_beside(site: Site) -> set[Decimal]:
    """The counts that stand in a sum's passage: drei Jahre, 14 Landkreise."""
    return site.passage.paper.remember(("numbers", site.passage.index), lambda: _read_numbers(site))


def _read_numbers(site: Site) -> set[Decimal]:
    found = {Decimal(NUMERALS[word.lower]) for word in site.passage.words if word.lower in NUMERALS}
    for word in site.passage.words:
        if word.tag == "M" and NUMBER.fullmatch(word.text):
            found.add(Decimal(word.text.replace(".", "")))
    return found


def _is_raised(p: Site, w: Site) -> bool:
    """Whether a sum is what another grows by: "um 12 auf 48 Mio. Euro"."""
    small, large = value_of(p), value_of(w)
    grows = small is not None and large is not None and small < large and p.amount.unit == w.amount.unit
    words = w.passage.words[max(0, w.word - MOST_RAISED) : w.word]
    return grows and p.passage is w.passage and follows_um(p) and any(word.lower == "auf" for word in words)


def follows_um(site: Site) -> bool:
    """Whether "um" stands before a sum, with nothing but a few words between."""
    words = site.passage.words[max(0, site.word - MOST_RAISED - 1) : site.word]
    place = next((n for n in range(len(words) - 1, -1, -1) if words[n].lower == "um"), None)
    return place is not None and not any(word.tag in "EN" or word.text in ",;:" for word in words[place + 1 :])


def _named_whole(paper: Paper, p: Site) -> Site | None:
    """The larger sum that "davon" points back to, funded or not: in the passage, the one before, or the list's lead.

    Where a sum "falls to" somebody or is spent, the whole may stand some passages before.
    """
    return paper.remember(("named whole", p.amount.start), lambda: _find_named_whole(paper, p))


def _find_named_whole(paper: Paper, p: Site) -> Site | None:
    size = value_of(p)
    if size is None or p.amount.kind == "share":
        return None
    for index, end in _places_of_whole(paper, p):
        for other in reversed(paper.sites_of.get(index, ())):
            value = value_of(other)
            fits = other.amount.unit == p.amount.unit and set(other.amount.per) <= YEARLY
            capped = other.amount.bound == p.amount.bound == "at_most"
            if other.word < end and fits and value is not None and value > size and not capped:
                return other
    return None


def _places_of_whole(paper: Paper, p: Site) -> Iterator[tuple[int, int]]:
    """The passages in which a whole is looked for, the nearest first, each with the word before which it is."""
    cue = _find_cue(p)
    lead, own = paper.lead(p.passage), p.passage.index
    far = FAR if _has_verb(p, "falls") else SPENT if _has_verb(p, "spent") else NEAR
    if cue is not None or far > NEAR:
        yield own, p.word if cue is None else cue
    elif lead is None or not has_words(lead, "part", any_case=True):
        return
    yield from ((n, len(paper.passages[n].words)) for n in range(own - 1, max(-1, own - far - 1), -1))
    if lead is not None and lead.index < own - far:
        yield lead.index, len(lead.words)


def _find_cue(p: Site) -> int | None:
    """The place of the word that makes a sum a part: the last "davon" before it, or one right behind it."""
    words = p.passage.words
    cues = p.passage.paper.remember(("cues", p.passage.index), lambda: _find_cues(p.passage))
    last = bisect_right(cues, min(p.word + 1, len(words) - 1)) - 1
    if last < 0:
        return None
    place = cues[last]
    before = words[place - 1].lower if place else ""
    return None if compile_words("no_part").match(before) else min(place, p.word)


def _find_cues(passage: Passage) -> list[int]:
    """The places of a passage's words that make a sum a part."""
    lower = [word.lower for word in passage.words]
    return [place for place in range(len(lower)) if compile_words("part").match(" ".join(lower[place : place + 3]))]


def _has_verb(p: Site, key: str) -> bool:
    """Whether a verb of the lexicon stands in a sum's clause."""
    words, clauses = p.passage.words, p.passage.clauses
    if p.word >= len(words):
        return False
    own = (word for word, clause in zip(words, clauses, strict=True) if clause == clauses[p.word])
    return any(compile_words(key).match(word.lower) for word in own)


def _is_staffed(p: Site, w: Site) -> bool:
    """Whether positions are paid out of the sum before them: "Mit den 3 Mio. Euro werden 50 Stellen finanziert"."""
    paid = p.amount.kind == "positions" and w.amount.kind == "money" and p.passage is w.passage
    return paid and has_words(p.passage, "same")


def _is_drawn(p: Site, w: Site) -> bool:
    """Whether a sum is taken out of the one that its sentence begins with: "Aus den 90 Mio. Euro gehen 12 Mio."."""
    small, large = value_of(p), value_of(w)
    words = p.passage.words[:2]
    if p.passage is not w.passage or w.number or len(words) < 2 or small is None or large is None:
        return False
    opens = compile_words("drawn").fullmatch(words[0].lower) and words[1].tag == "D"
    return bool(opens) and small < large and p.amount.unit == w.amount.unit


def _is_drawn_inside(p: Site, w: Site) -> bool:
    """Whether a sum is taken out of another within its clause: "aus seinem Budget von 10.000 Euro 2.400 Euro"."""
    small, large = value_of(p), value_of(w)
    if p.passage is not w.passage or small is None or large is None or small >= large or p.amount.unit != w.amount.unit:
        return False
    words, clauses = p.passage.words, p.passage.clauses
    if (
        p.word >= len(words)
        or clauses[p.word] != clauses[w.word]
        or any(word.tag in "CE" for word in words[w.word + 1 : p.word])
    ):
        return False
    for place in range(w.word - 2, max(-1, w.word - DRAWN - 1), -1):
        if compile_words("drawn").fullmatch(words[place].lower) and words[place + 1].tag == "D":
            inner = words[place + 2 : w.word]
            return all(word.tag in "ANTX" or word.lower in ("von", "in") for word in inner)
    return False


def words_between(p: Site, w: Site) -> list[str]:
    """The words between two sums of one passage or of two that follow each other, small."""
    first, last = sorted((p, w), key=lambda site: (site.passage.index, site.word))
    if first.passage is last.passage:
        words = first.passage.words[first.word + 1 : last.word]
    else:
        words = (*first.passage.words[first.word + 1 :], *last.passage.words[: last.word])
    return [word.lower for word in words]


def has_words(passage: Passage, key: str, *, any_case: bool = False) -> bool:
    """Whether words of the lexicon stand anywhere in a passage, as they are written there or with a capital too."""
    name = (key, "within", any_case, passage.index)
    return passage.paper.remember(
        name, lambda: bool(compile_words(key).search(passage.text.lower() if any_case else passage.text))
    )


def words_before(site: Site) -> str:
    """The text before a sum in its passage, as far as its cue may stand."""
    if site.word >= len(site.passage.words):
        return ""
    left = site.passage.words[site.word].start
    return site.passage.text[max(0, left - BEFORE) : left]


def has_other_whole(paper: Paper, arithmetic: Arithmetic, part: int) -> bool:
    """Whether "davon" points to a sum that is no funding: what is a part of costs is a part of no funding."""
    site = arithmetic.sites[part]
    whole = _named_whole(paper, site)
    return whole is not None and not any(whole is other for other in arithmetic.sites)
