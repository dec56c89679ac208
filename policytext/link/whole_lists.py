"""Lists of who gets how much of a sum: which sums they are, and the sum over them."""

from __future__ import annotations

from policytext.link.arithmetic import Arithmetic, value_of
from policytext.link.passages import Paper, Site

NEAR = 1  # passages between sums that belong together
DATED = 3  # words from a sum to the year that makes it one of a series
LISTED_KINDS = frozenset(("item", "row"))
HEADLINED = frozenset(("press_release", "news"))


def count_steps(one: Site, other: Site) -> int:
    """How many passages lie between two sums; 0 in the same one."""
    return abs(one.passage.index - other.passage.index)


def find_head_of_list(paper: Paper, arithmetic: Arithmetic, part: int) -> int | None:
    """The sum in the sentence that a list hangs on, or a press release's first one, where no less than the list."""
    listed = paper.remember(("lists", arithmetic), lambda: _find_lists(paper, arithmetic))
    return listed.get(part)


def _find_lists(paper: Paper, arithmetic: Arithmetic) -> dict[int, int]:
    """For each sum of a list the place of the first sum before it that is not smaller than the whole list."""
    found: dict[int, int] = {}
    run: list[int] = []
    for n, site in enumerate((*arithmetic.sites, None)):
        if (
            site is not None
            and _is_listed(site)
            and (not run or count_steps(site, arithmetic.sites[run[-1]]) <= NEAR + 1)
        ):
            run.append(n)
            continue
        found |= _head_list(paper, arithmetic, run)
        run = [n] if site is not None and _is_listed(site) else []
    return found


def _head_list(paper: Paper, arithmetic: Arithmetic, run: list[int]) -> dict[int, int]:
    if len(run) < 2:
        return {}
    sites, values = arithmetic.sites, arithmetic.values
    lead = paper.lead(sites[run[0]].passage)
    before = (n for n in range(run[0]) if sites[n].passage is not sites[run[0]].passage)
    heads = [n for n in before if sites[n].amount.kind == "money" and sites[n].passage.kind not in LISTED_KINDS]
    over = [n for n in heads if sites[n].passage is lead and lead.text.rstrip().endswith(":")]
    if len(over) != 1:
        over = heads[:1] if paper.document.head.kind in HEADLINED else []
        if over and values[run[0] - 1] == values[over[0]] and count_steps(sites[run[0] - 1], sites[run[0]]) <= NEAR:
            over = [run[0] - 1]  # the headline's sum told again in the list's own heading
    total = sum(values[n] or 0 for n in run)
    fits = over and not sites[over[0]].amount.per and (values[over[0]] or 0) >= total
    return dict.fromkeys(run, over[0]) if fits else {}


def _is_listed(site: Site) -> bool:
    """Whether a sum of its own stands in a line of a list, or behind a colon; a series over years is no list."""
    amount, words = site.amount, site.passage.words
    own = amount.kind == "money" and value_of(site) is not None and not amount.per
    firm = amount.bound in ("exact", "about")
    dated = any(word.tag == "T" for word in (*words[:1], *words[site.word : site.word + DATED + 1]))
    colon = any(word.text == ":" for word in words[: site.word])
    return own and firm and not dated and (site.passage.kind in LISTED_KINDS or colon)
