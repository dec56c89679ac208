"""What a question's words ask the text for: each word with all the ways in which a text may say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from policytext.archive.search.query import All, AnyOf, Near, Node, Phrase, Word
from policytext.archive.search.synonyms import Synonyms, Terms
from policytext.german import search_terms

DEEPEST = 3  # levels of a compound taken apart
MOST_SYNONYMS = 12


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to find: terms in a row (mostly one), the words as typed, their halves and other names.

    `halves` are two needs that together say the same ("Hundesteuer": "Hund" and "Steuer"); `prefix` takes all terms
    that begin so.
    """

    terms: Terms
    forms: tuple[str, ...] = ()
    halves: tuple[Need, ...] = ()
    others: tuple[Terms, ...] = ()
    joined: str | None = None
    prefix: bool = False
    items: tuple[Need, ...] = field(default=())
    distance: int = 0

    def leaves(self) -> Iterator[Need]:
        """The smallest halves."""
        for half in self.halves:
            yield from half.leaves() if half.halves else (half,)


def need_of_word(word: Word, synonyms: Synonyms, depth: int = 0) -> Need:
    """What one word asks for."""
    term = search_terms.search_term(word.form)
    if word.prefix:
        return Need((term,), (word.form,), prefix=True)
    cut = search_terms.list_halves(word.form) if depth < DEEPEST else None
    halves = tuple(need_of_word(Word(half), synonyms, depth + 1) for half in cut or ())
    return Need((term,), (word.form,), halves, synonyms.of((term,))[:MOST_SYNONYMS])


def need_of_phrase(phrase: Phrase, synonyms: Synonyms) -> Need:
    """What a phrase asks for; short ones may be one word in the text ("Integrations-Manager")."""
    terms = tuple(map(search_terms.search_term, phrase.forms))
    joined = "".join(phrase.forms) if len(terms) <= 3 else ""
    whole = search_terms.search_term(joined) if joined and search_terms.list_halves(joined) else None
    return Need(terms, phrase.forms, others=synonyms.of(terms)[:MOST_SYNONYMS], joined=whole)


def need_of_near(near: Near, synonyms: Synonyms) -> Need:
    """What words near each other ask for."""
    items = tuple(need_of_item(item, synonyms) for item in near.items)
    return Need((), items=items, distance=near.distance)


def need_of_item(item: Word | Phrase, synonyms: Synonyms) -> Need:
    """What a word or phrase asks for."""
    return need_of_word(item, synonyms) if isinstance(item, Word) else need_of_phrase(item, synonyms)


def list_expression_needs(words: Sequence[Word], synonyms: Synonyms) -> Iterator[Need]:
    """The needs of words in a row; those that are one expression of the lexicon together are one need."""
    place = 0
    while place < len(words):
        length, terms = _longest_expression(words[place:], synonyms)
        if length > 1:
            forms = tuple(word.form for word in words[place : place + length])
            yield Need(terms, forms, others=synonyms.of(terms)[:MOST_SYNONYMS])
        elif words[place].prefix or words[place].form not in search_terms.stop_words():
            yield need_of_word(words[place], synonyms)
        place += length


def _longest_expression(words: Sequence[Word], synonyms: Synonyms) -> tuple[int, Terms]:
    """The longest expression of several words that begins here: its length and terms."""
    terms = tuple(search_terms.search_term(word.form) for word in words[: synonyms.longest])
    for length in range(len(terms), 1, -1):
        if synonyms.of(terms[:length]) and not any(word.prefix for word in words[:length]):
            return length, terms[:length]
    return 1, terms[:1]


def list_needs(node: Node, synonyms: Synonyms) -> list[Need]:
    """Everything that a question would like to find, for ranking and for marking."""
    if isinstance(node, Word):
        return [need_of_word(node, synonyms)]
    if isinstance(node, Phrase):
        return [need_of_phrase(node, synonyms)]
    if isinstance(node, Near):
        return [need_of_item(item, synonyms) for item in node.items]
    if isinstance(node, All | AnyOf):
        return list(_needs_of_items(node.items, synonyms))
    return []


def _needs_of_items(items: Iterable[Node], synonyms: Synonyms) -> Iterator[Need]:
    """The needs of several items, words in a row read together."""
    for plain, run in groupby(items, key=lambda item: isinstance(item, Word)):
        if plain:
            words = [item for item in run if isinstance(item, Word)]
            yield from list(list_expression_needs(words, synonyms)) or [need_of_word(word, synonyms) for word in words]
        else:
            for item in run:
                yield from list_needs(item, synonyms)
