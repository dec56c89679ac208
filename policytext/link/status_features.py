"""What speaks for a sum being paid already, decided, planned, asked for, refused or tied to a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from policytext import lexicon
from policytext.link.passages import Paper, Passage, Site
from policytext.link.tagging import TaggedWord, name_noun_classes, name_verb_classes, stem_word
from policytext.model import Statement


@cache
def _tense_words() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("grammar")["tenses"])


def describe_status(paper: Paper, site: Site, statement: Statement | None) -> Iterator[str]:
    """The features of a sum's status; `statement` is the one it stands in."""
    head = paper.document.head
    kind = f"{head.kind}/{head.paper}"
    yield "bias"
    yield f"paper={head.kind}"
    yield f"paper={kind}"
    yield f"paper={kind}|{site.amount.kind}"
    yield f"change={site.amount.change}"
    yield f"bound={site.amount.bound}"
    yield f"block={site.passage.kind}"
    yield f"at={min(4, 5 * site.passage.index // max(1, len(paper.passages)))}|{head.kind}"
    if statement is not None:
        yield f"said={statement.kind}"
        yield f"act={statement.act}|{statement.kind}"
    yield from _describe_words(site)
    yield from _describe_cues(site)
    for name, passage in (
        ("prev", paper.beside(site.passage, -1)),
        ("next", paper.beside(site.passage, 1)),
        ("lead", paper.lead(site.passage)),
    ):
        if passage is not None:
            yield from paper.remember(("status beside", name, passage.index), partial(_describe_beside, name, passage))
    yield from _describe_section(paper, site)
    yield from _describe_time(paper, site)
    for cue in sorted(document_cues(paper)):
        yield f"doc.{cue}"
        yield f"doc.{cue}|{head.kind}"


def _describe_words(site: Site) -> Iterator[str]:
    words, clauses = site.passage.words, site.passage.clauses
    own = clauses[min(site.word, len(clauses) - 1)]
    for word, clause in zip(words, clauses, strict=True):
        where = "clause" if clause == own else "sentence"
        if word.lower in _tense_words():
            yield f"{where}={word.lower}"
        if word.tag in "VHAX":
            names = name_verb_classes(word.text)
            if names or word.tag == "V":
                yield f"{where}.w={stem_word(word.text)}"
                form = verb_form(word)
                for name in names:
                    yield f"{where}.v:{name}"
                    yield f"{where}.v:{name}.{form}"
        if word.tag == "N" and (names := name_noun_classes(word.text)):
            for name in names:
                yield f"{where}.n:{name}"
            yield f"{where}.noun={word.lower[-6:]}"
        if word.tag in "NX" and where == "clause":
            yield f"{where}.w={stem_word(word.text)}"


def _describe_cues(site: Site) -> Iterator[str]:
    """Which lists of cues the sentence and the sum's clause hit, and the first of them in the order of strength."""
    words, clauses = site.passage.words, site.passage.clauses
    own = clauses[min(site.word, len(clauses) - 1)]
    clause = [word for word, number in zip(words, clauses, strict=True) if number == own]
    passage = site.passage
    in_sentence = passage.paper.remember(("status", passage.index), lambda: _find_cues(passage.text))
    in_clause = _find_cues(passage.text[clause[0].start : clause[-1].end])
    for where, hits in (("sentence", in_sentence), ("clause", in_clause)):
        yield from (f"cue.{where}={name}" for name in hits)
        yield f"cue.{where}.first={hits[0] if hits else None}"


def _find_cues(text: str) -> list[str]:
    """The lists of cues that words hit, in the order of strength."""
    return [name for name, pattern in _status_cues() if pattern.search(text[:1].lower() + text[1:])]


@cache
def _status_cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lists = lexicon.load_lexicon("money")["status"]
    return tuple((name, re.compile(rf"(?<!\w)(?:{'|'.join(words)})")) for name, words in lists.items())


def verb_form(word: TaggedWord) -> str:
    """`participle`, `past` or `other`, by the form alone.

    >>> [verb_form(TaggedWord(text, 0, 0, "V")) for text in ("gefördert", "förderte", "fördert")]
    ['participle', 'past', 'other']
    """
    lower = word.lower
    if re.match(r"(?:\w{2,5})?ge\w{2,}(?:t|en)$|(?:be|er|ver|zer|ent)\w{3,}(?:t|en)$|\w+iert$", lower):
        return "participle"
    return "past" if lower.endswith(("te", "ten")) else "other"


def _describe_beside(name: str, passage: Passage) -> list[str]:
    return sorted(set(_describe_neighbour(name, passage)))


def _describe_neighbour(name: str, passage: Passage) -> Iterator[str]:
    for word in passage.words[:60]:
        if word.tag in "VA":
            for verb in name_verb_classes(word.text):
                yield f"{name}.v:{verb}"
        if word.lower in _tense_words():
            yield f"{name}={word.lower}"


def _describe_section(paper: Paper, site: Site) -> Iterator[str]:
    heading = paper.heading(site.passage)
    if heading is None:
        return
    for name in headings_of(heading.text):
        yield f"section={name}"
    yield f"section.title={heading is paper.title}"


def headings_of(text: str) -> list[str]:
    """What a heading says of what stands below it: names of `money.toml`'s `[headings]`."""
    return [name for name, pattern in _heading_patterns() if pattern.search(text)]


@cache
def _heading_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = lexicon.load_lexicon("money")["headings"]
    return tuple((name, re.compile("|".join(map(re.escape, found)), re.IGNORECASE)) for name, found in words.items())


def _describe_time(paper: Paper, site: Site) -> Iterator[str]:
    issued = paper.document.head.issued
    for time in paper.times_of(site.passage)[:6]:
        yield f"time={time.role}|{time.cue}"
        day = time.latest or time.earliest
        if issued is not None and day is not None:
            when = "before" if day < issued else "after"
            yield f"time={when}|{day.year == issued.year}"


@cache
def _compile_cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile("|".join(patterns)))
        for name, patterns in lexicon.load_lexicon("money")["document_cues"].items()
    )


def document_cues(paper: Paper) -> frozenset[str]:
    """What the paper as a whole says of decisions: names of `money.toml`'s `[document_cues]`."""
    return paper.remember(
        "cues", lambda: frozenset(n for n, p in _compile_cues() if p.search(paper.document.view.text))
    )
