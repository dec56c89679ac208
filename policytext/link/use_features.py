"""What speaks for a sum being funding, a cost, a price …: its head noun, verbs, table, section and kind of paper."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, partial

from policytext import lexicon
from policytext.link.clause_roles import find_roles
from policytext.link.passages import Paper, Passage, Site, Stretch
from policytext.link.tagging import TaggedWord, name_noun_classes, name_verb_classes, stem_word, tag_words


def describe_use(paper: Paper, site: Site) -> Iterator[str]:
    """The features of a sum, as names: present or not."""
    yield "bias"
    yield from _describe_amount(paper, site)
    yield from _describe_clause(site)
    yield from _describe_roles(site)
    yield from _describe_surroundings(paper, site)
    yield from _describe_paper(paper, site)


def _describe_amount(paper: Paper, site: Site) -> Iterator[str]:
    amount = site.amount
    size = amount.high if amount.high is not None else amount.low
    yield f"kind={amount.kind}"
    yield f"bound={amount.bound}|{amount.kind}"
    yield f"change={amount.change}"
    yield f"per={bool(amount.per)}"
    for per in amount.per:
        yield f"per={stem_word(per)}"
    if size is not None and size > 0:
        yield f"size={int(math.log10(size))}|{amount.kind}"
        yield f"cents={size != int(size)}"
    yield f"block={site.passage.kind}"
    yield f"sums={min(3, len(paper.sites_of[site.passage.index]))}"


def _describe_clause(site: Site) -> Iterator[str]:
    """The words around the sum: the nearest nouns and verbs of money on either side, its head noun, its neighbours."""
    words, clauses, here = site.passage.words, site.passage.clauses, site.word
    before, after = list(reversed(words[max(0, here - 25) : here])), words[here + 1 : here + 26]
    for side, near in (("l", before), ("r", after)):
        for place, word in enumerate(near[:3], 1):
            yield f"{side}{place}={stem_word(word.text) if word.tag not in 'MET' else word.tag}"
        for place, word in enumerate([word for word in near if word.tag in "NVA"][:3], 1):
            yield f"{side}~{place}={stem_word(word.text)}"
        yield from _first_classes(side, near)
    if head := _head_noun(before):
        yield f"head={stem_word(head.text)}"
        yield f"tail={head.lower[-6:]}"
        for name in name_noun_classes(head.text):
            yield f"head:{name}"
    own = clauses[here] if here < len(clauses) else 0
    for word, clause in zip(words, clauses, strict=True):
        where = "clause" if clause == own else "sentence"
        for name in name_verb_classes(word.text) if word.tag in "VHA" else ():
            yield f"{where}.v:{name}"
        for name in name_noun_classes(word.text) if word.tag == "N" else ():
            yield f"{where}.n:{name}"
        if word.tag in "NV" and where == "clause":
            yield f"w={stem_word(word.text)}"
        if word.lower in ("nicht", "kein", "keine", "keinen", "keiner"):
            yield f"{where}.no"


def _describe_roles(site: Site) -> Iterator[str]:
    """What the grammar of the sum's clause says: its governing verb, and which roles stand beside it."""
    roles = find_roles(site)
    filled = "+".join(sorted(set(roles.by_word.values())))
    yield f"verb={roles.verb}"
    yield f"roles={filled}"
    yield f"roles={filled}|{roles.verb}"


def _first_classes(side: str, near: Sequence[TaggedWord]) -> Iterator[str]:
    """The kind of money that the nearest telling noun or verb of a side speaks of, and how far it stands."""
    for kind, classes, tags in (("n", name_noun_classes, "N"), ("v", name_verb_classes, "VA")):
        for place, word in enumerate(near):
            if word.tag in "E":
                yield f"{side}.{kind}:sum"
                break
            if word.tag in tags and (names := classes(word.text)):
                for name in names:
                    yield f"{side}.{kind}:{name}"
                    yield f"{side}.{kind}:{name}<{4 if place < 4 else 25}"
                break


@cache
def _load_glue() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("money")["money_words"]["glue"])


def _head_noun(before: Sequence[TaggedWord]) -> TaggedWord | None:
    """The noun that the sum measures: "Kosten in Höhe von rund …", "ein Zuschuss von …"."""
    for word in before[:12]:
        if word.lower in _load_glue() or word.tag in "DM":
            continue
        return word if word.tag == "N" else None
    return None


def _describe_surroundings(paper: Paper, site: Site) -> Iterator[str]:
    for name, passage in paper.around(site.passage):
        yield from paper.remember(("money beside", name, passage.index), partial(_describe_beside, name, passage))
    yield from _describe_table(paper, site)


def _describe_beside(name: str, passage: Passage) -> list[str]:
    return sorted(set(describe_passage(name, passage)))


def _describe_table(paper: Paper, site: Site) -> Iterator[str]:
    """What the cells over and beside a sum speak of."""
    seat = paper.seat(site)
    yield f"table={seat is not None}"
    if seat is None:
        return
    yield f"column={seat.column}"
    yield f"total={seat.total}"
    for name, cells in (("label", (seat.label,)), ("over", seat.heads), ("group", (seat.group,))):
        yield from paper.remember(("money in cells", name, cells), partial(_describe_cells, paper, name, cells))


def _describe_cells(paper: Paper, name: str, cells: tuple[Stretch | None, ...]) -> list[str]:
    """What the words of cells speak of; the same cells stand over many sums."""
    text, found = paper.document.view.text, set[str]()
    for word in tag_words(" ".join(text[cell[0] : cell[1]] for cell in cells if cell)):
        if word.tag in "NVA":
            found |= {
                f"{name}={stem_word(word.text)}",
                *(f"{name}.n:{money}" for money in name_noun_classes(word.text)),
            }
    return sorted(found)


def describe_passage(name: str, passage: Passage) -> Iterator[str]:
    """The kinds of money that a passage speaks of."""
    for word in passage.words[:80]:
        if word.tag == "N":
            yield from (f"{name}.n:{found}" for found in name_noun_classes(word.text))
        elif word.tag in "VA":
            yield from (f"{name}.v:{found}" for found in name_verb_classes(word.text))


def _describe_paper(paper: Paper, site: Site) -> Iterator[str]:
    head = paper.document.head
    yield f"paper={head.kind}"
    yield f"paper={head.kind}|{site.amount.kind}"
    yield f"paper={head.kind}|{site.passage.kind}"
    yield from paper.remember("money spoken of", lambda: tuple(_count_money(paper)))


def _count_money(paper: Paper) -> Iterator[str]:
    """How much a paper speaks of each kind of money, also for each of its sums: a list of fees tells of no grant."""
    nouns = Counter(
        name for passage in paper.passages for w in passage.words if w.tag == "N" for name in name_noun_classes(w.text)
    )
    for name in ("funding", "price", "cost", "tax", "saving", "share"):
        count = nouns[name]
        yield f"doc.{name}={0 if not count else 1 if count < 3 else 2 if count < 8 else 3}"
        yield f"doc.{name}/sum={min(4, 2 * count // max(1, len(paper.sites)))}"
    yield f"doc.sums={min(5, len(paper.sites).bit_length())}"
