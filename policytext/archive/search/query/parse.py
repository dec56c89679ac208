"""Reads one line: words, "phrases", prefix*, -not, AND OR NOT NEAR/5, brackets, field:value.

Recursive descent by hand: the grammar has five rules, errors speak of places in the line, and a parser library would
take longer to load than a search takes.

    either   = every (("OR" | "ODER" | "|") every)*
    every    = single (["AND" | "UND" | "&"] single)*
    single   = ("-" | "NOT" | "NICHT") single | near
    near     = item (("NEAR" | "NAHE") ["/" number] item)*
    item     = "(" either ")" | '"' words '"' | field ":" value | word ["*"]
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import takewhile

from policytext import lexicon
from policytext.archive.search.query.query_fields import read_fact
from policytext.archive.search.query.query_tree import All, AnyOf, Near, Node, Not, Phrase, Word
from policytext.errors import BadQuery
from policytext.german.search_terms import list_forms

LONGEST = 4000  # characters of a question
DEEPEST = 40  # brackets and minus signs within each other
MOST_WORDS = 200

TOKEN = re.compile(
    r"""
    \s*(?:
      (?P<field>[^\W\d_][\w-]*):(?!in(?:nen)?\b)
        (?P<value>"[^"]*"|„[^“”"]*[“”"]|»[^«]*«|›[^‹]*‹|‚[^‘]*‘|[^\s"()]+)                    # betrag:>10mio
    | (?P<quote>["„“”»«›‹‚])                                                                 # "auslauf des pakts"
    | (?P<near>(?:NEAR|NAHE)(?:/(?P<distance>\d{1,3}))?(?![\w/*]))                           # NEAR  NEAR/5
    | (?P<or>(?:OR|ODER)(?![\w*])|\|+)
    | (?P<and>(?:AND|UND)(?![\w*])|&+)
    | (?P<not>(?:NOT|NICHT)(?![\w*])|[-–−](?=[^\s–−-]))                                       # -sport
    | (?P<open>\()
    | (?P<close>\))
    | (?P<word>(?:(?!["„“”»«›‹‚()|&]|\s).)+)                                                  # breit*
    )""",
    re.VERBOSE,
)
BOTH_SIDES = "needs a word on both sides: add one, or write it in small letters"
CLOSING = re.compile(r'["“”„»«›‹‘]')
NUMBERED = re.compile(r"\w*\d\w*(?:[-./_]\w+)+", re.ASCII)  # 20/1234   4-7523.12/3   2019/0412   BV-112/2021


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A piece of the line and the place (from 1) at which it begins."""

    kind: str
    text: str
    place: int
    value: str = ""
    end: int = 0


@dataclass(frozen=True, slots=True)
class QueryPiece:
    """A part of a question that must be met: as it was typed, and read."""

    typed: str
    node: Node


def parse_query(line: str, *, today: date | None = None) -> Node:
    """The tree of a question; an empty `All` for an empty line. Raises `BadQuery` with the place.

    `today` is the day from which "within 90 days" counts.
    """
    if len(line) > LONGEST:
        raise BadQuery(f"cannot read this query at {LONGEST}: it is longer than {LONGEST} characters: shorten it")
    reader = _Reader(_tokenize_line(line), today or date.today())
    tree = reader.either(0)
    if token := reader.peek():
        raise _error_at(token.place, f"{token.text!r} closes nothing: leave it out, or put it in quotation marks")
    return tree


def cut_pieces(line: str, *, today: date | None = None) -> list[QueryPiece]:
    """The parts of a question that must all be met, as typed; a question of alternatives is one part.

    >>> [piece.typed for piece in cut_pieces('radweg "freie Träger" seit:2018')]
    ['radweg', '"freie Träger"', 'seit:2018']
    """
    tree = parse_query(line, today=today)
    if not isinstance(tree, All):
        return [QueryPiece(line.strip(), tree)]
    reader = _Reader(_tokenize_line(line), today or date.today())
    found = []
    while token := reader.peek():
        if reader.take("and"):
            continue
        node = reader.single(0)
        if node != All(()):
            found.append(QueryPiece(line[token.place - 1 : reader.tokens[reader.next - 1].end], node))
    return found


def _error_at(place: int, reason: str) -> BadQuery:
    return BadQuery(f"cannot read this query at {place}: {reason}")


def _tokenize_line(line: str) -> list[QueryToken]:
    found: list[QueryToken] = []
    place, end = 0, len(line.rstrip())
    while place < end:
        match = TOKEN.match(line, place)
        if match is None or match.lastgroup is None:
            break
        kind = next(
            name for name in ("field", "quote", "near", "or", "and", "not", "open", "close", "word") if match[name]
        )
        start = match.start(kind) + 1
        if kind == "quote":
            closing = CLOSING.search(line, match.end())
            if closing is None:
                raise _error_at(start, "this quotation mark is never closed: add one, or leave it out")
            found.append(QueryToken("phrase", line[match.end() : closing.start()], start, end=closing.end()))
            place = closing.end()
            continue
        value = {"field": match["value"], "near": match["distance"]}.get(kind) or ""
        found.append(QueryToken(kind, match[kind], start, value, match.end()))
        place = match.end()
    if len(found) > MOST_WORDS:
        raise _error_at(found[MOST_WORDS].place, f"there are more than {MOST_WORDS} words: shorten it")
    return _with_references(found)


def _with_references(tokens: list[QueryToken]) -> list[QueryToken]:
    """Numbers of papers as one word ("20 / 1234"), without the word that says what they are ("Az.", "Drucksache")."""
    found: list[QueryToken] = []
    for token in tokens:
        one = _joined_number(found, token)
        introduced = list(takewhile(_introduces_number, reversed(found)))
        if one.kind == "word" and (NUMBERED.fullmatch(one.text) or (len(introduced) > 1 and one.text.isdigit())):
            del found[len(found) - len(introduced) :]
        found.append(one)
    return found


def _introduces_number(token: QueryToken) -> bool:
    """Whether a word says that the number of a paper follows."""
    return token.kind == "word" and token.text.lower().strip(".:") in _reference_words()


def _joined_number(before: list[QueryToken], token: QueryToken) -> QueryToken:
    """The token, with the number and the stroke before it, which are taken off, where it ends a number with blanks."""
    if not (len(before) > 1 and before[-1].text == "/" and before[-2].text.isdigit() and token.text.isdigit()):
        return token
    first, _ = before.pop(-2), before.pop()
    return QueryToken("word", f"{first.text}/{token.text}", first.place, end=token.end)


@cache
def _reference_words() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("query")["references"]["words"])


class _Reader:
    """The tokens, and how far they are read."""

    def __init__(self, tokens: list[QueryToken], today: date) -> None:
        self.tokens = tokens
        self.today = today
        self.next = 0

    def peek(self) -> QueryToken | None:
        """The next token."""
        return self.tokens[self.next] if self.next < len(self.tokens) else None

    def take(self, *kinds: str) -> QueryToken | None:
        """The next token where it is of one of these kinds, read."""
        token = self.peek()
        if token is None or token.kind not in kinds:
            return None
        self.next += 1
        return token

    def either(self, depth: int) -> Node:
        """Alternatives."""
        return self._joined("or", AnyOf, self.every, depth)

    def _joined(self, mark: str, kind: type[AnyOf], part: Callable[[int], Node], depth: int) -> Node:
        items = [part(depth)]
        while joint := self.take(mark):
            item = part(depth)
            if item == All(()) or items[-1] == All(()):
                raise _error_at(joint.place, f"{joint.text!r} {BOTH_SIDES}")
            items.append(item)
        return items[0] if len(items) == 1 else kind(tuple(items))

    def every(self, depth: int) -> Node:
        """What must all be there."""
        items: list[Node] = []
        while token := self.peek():
            if token.kind in ("or", "close"):
                break
            if joint := self.take("and"):
                if not items or self._ends():
                    raise _error_at(joint.place, f"{joint.text!r} {BOTH_SIDES}")
                continue
            item = self.single(depth)
            if item != All(()):
                items.append(item)
        return items[0] if len(items) == 1 else All(tuple(items))

    def _ends(self) -> bool:
        token = self.peek()
        return token is None or token.kind in ("or", "close", "and")

    def single(self, depth: int) -> Node:
        """One thing, or its opposite."""
        if depth > DEEPEST:
            raise _error_at(
                self.tokens[self.next - 1].place, f"more than {DEEPEST} levels of brackets or signs: use fewer"
            )
        if sign := self.take("not"):
            if self._ends():
                raise _error_at(sign.place, f"{sign.text!r} needs a word after it: add one, or leave it out")
            item = self.single(depth + 1)
            return item if item == All(()) else Not(item)
        return self.near(depth)

    def near(self, depth: int) -> Node:
        """Things close to each other."""
        items = [self.item(depth)]
        distance = 10
        while joint := self.take("near"):
            if self._ends():
                raise _error_at(joint.place, f"{joint.text!r} {BOTH_SIDES}")
            distance = int(joint.value or distance)
            items.append(self.item(depth))
            if not all(isinstance(item, Word | Phrase) for item in items):
                raise _error_at(
                    joint.place,
                    f"{joint.text!r} joins words and phrases only: no bracket and no field",
                )
        words = tuple(item for item in items if isinstance(item, Word | Phrase))
        return items[0] if len(items) == 1 else Near(words, distance)

    def item(self, depth: int) -> Node:
        """A bracket, a phrase, a fact or a word."""
        if opening := self.take("open"):
            inner = self.either(depth + 1)
            if not self.take("close"):
                raise _error_at(opening.place, "this bracket is never closed: add one, or leave it out")
            return inner
        if token := self.take("field"):
            try:
                return replace(read_fact(token.text, token.value, today=self.today), place=token.place)
            except BadQuery as error:
                raise _error_at(token.place, str(error)) from None
        if token := self.take("phrase"):
            return _build_phrase(token.text)
        if token := self.take("word"):
            return _build_word(token.text)
        token = self.peek()
        if token is None:
            raise _error_at(1, "a word is missing")
        raise _error_at(token.place, f"{token.text!r} needs a word before it: add one, or leave it out")


def _build_phrase(text: str, *, quoted: bool = True) -> Node:
    found = tuple(form.form for form in list_forms(text))
    if len(found) == 1:
        return Word(found[0], prefix=text.rstrip().endswith("*"))
    return Phrase(found, quoted) if found else All(())


def _build_word(text: str) -> Node:
    """One word; what hyphens or dots join is a phrase ("Baden-Württemberg", "1.000"); signs alone are nothing."""
    return _build_phrase(text, quoted=False)
