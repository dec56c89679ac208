"""Statements: quotations, reported speech and assertions, with their speakers and what is done by them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from policytext.german.boilerplate import is_boilerplate
from policytext.model import Actor, Document, Span, Statement
from policytext.taggers.statements.acts import act_of
from policytext.taggers.statements.draft_state import StatementDraft
from policytext.taggers.statements.drafting import draft_statements
from policytext.taggers.statements.firmness import AGREED, is_intention, name_firmness
from policytext.taggers.statements.quotation_marks import QuotedPassage, find_passages
from policytext.taggers.statements.sentence_units import cut_units
from policytext.taggers.statements.speech_reading import SpeechReading, read_speech

__all__ = ["tag_statements"]

SENTENCE_WORD = re.compile(r"(?<!\S)[a-zäöüß]{2,}(?=[,;:!?)]|\.?(?:\s|$))")
RULES = frozenset({"guideline"})
LEAST_WORDS = 3  # shorter lines are no sentences: "Bearbeiterin", "Foto: Stadt Beispielstadt"


def tag_statements(document: Document, actors: tuple[Actor, ...]) -> Iterator[Statement]:
    """The statements of a document's body in order of start; `actors` carry ids, the statements' own stay empty."""
    reading = read_speech(document, actors)
    issuer = _find_issuer(document, actors)
    agreed = document.head.kind in AGREED
    marked = tuple(sorted(find_passages(reading), key=lambda passage: passage.opened))
    found = draft_statements(reading, tuple(cut_units(reading, marked)), rules=document.head.kind in RULES)
    for draft in sorted(found, key=lambda draft: draft.parts[0][0]):
        if draft.kind != "assertion" or _is_sentence(reading, draft):
            yield _build_statement(reading, draft, issuer, marked, agreed=agreed)


def _is_sentence(reading: SpeechReading, draft: StatementDraft) -> bool:
    start, end = draft.parts[0]
    text = reading.text[start:end]
    if len(text.split()) < LEAST_WORDS or not SENTENCE_WORD.search(text):
        return False
    return not is_boilerplate(text)


def _find_quoted_words(
    reading: SpeechReading, draft: StatementDraft, marked: Sequence[QuotedPassage]
) -> tuple[Span, ...]:
    """The words between quotation marks in a statement that is no quotation."""
    if draft.kind == "quotation" or not marked:
        return ()
    inside = []
    for start, end in draft.parts:
        number = bisect_left(marked, start, key=lambda passage: passage.opened)
        while number < len(marked) and marked[number].opened < end:
            inside += [reading.span(*part) for part in marked[number].parts if part[1] <= end]
            number += 1
    return tuple(inside)


def _build_statement(
    reading: SpeechReading,
    draft: StatementDraft,
    issuer: Actor | None,
    marked: Sequence[QuotedPassage],
    *,
    agreed: bool,
) -> Statement:
    parts = [reading.span(start, end) for start, end in draft.parts]
    speaker = issuer if draft.kind == "assertion" else draft.voice.actor
    words = " ".join(reading.text[start:end] for start, end in draft.parts)
    act = act_of(words, verb=draft.verb, negated=draft.negated, spoken=draft.kind != "assertion")
    if agreed and draft.kind == "assertion" and act == "information" and is_intention(words):
        act = "promise"
    first = parts[0]
    return Statement(
        start=first.start,
        end=first.end,
        text=first.text,
        page=first.page,
        kind=draft.kind,
        speaker=speaker.id if speaker else None,
        act=act,
        firmness=name_firmness(words, act),
        parts=tuple(parts) if len(parts) > 1 else (),
        quoted=_find_quoted_words(reading, draft, marked),
        source=reading.span(*draft.voice.source) if draft.voice.source and not speaker else None,
    )


def _find_issuer(document: Document, actors: tuple[Actor, ...]) -> Actor | None:
    """The actor whom the letterhead names, where the paper speaks for itself."""
    name = document.head.issuer
    if not name or document.head.kind in ("news", "agreement"):
        return None
    wanted = name.casefold()
    for actor in actors:
        if wanted in (actor.name.casefold(), *(mention.text.casefold() for mention in actor.mentions)):
            return actor
    return next((actor for actor in actors if wanted in actor.name.casefold() or actor.name.casefold() in wanted), None)
