"""Who may receive, as lists and forms tell it: `Antragsberechtigt sind …`, `Antragsteller: …`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Document
from policytext.taggers.actors import noun_phrases
from policytext.taggers.actors.money_words import words_of
from policytext.taggers.actors.noun_phrases import PartyPhrase

WORDS = PatternLists("actors", "receivers", blank=r"\s+")
SUMS = PatternLists("actors", "sum_words")
EXCLUDED = re.compile(rf"\b(?:{WORDS.excluded})")
NOBODY = re.compile(rf"\b(?:{WORDS.denials})\b[^.\n]*$")
SENTENCE_END = re.compile(r"[a-zäöüß)]{3,}\.\s+[A-ZÄÖÜ]")
SUM = re.compile(rf"\d\s*(?:{SUMS.units}|v\.\s?H)|(?:{SUMS.first_units})\s*\d")
NO_LABEL = re.compile(rf"\b(?:{WORDS.no_labels})\b|\d{{3}}")
WITHIN_WORD = re.compile(r"[\w-]")
LONGEST_LIST = 1_500  # characters of a list of those who may receive


@cache
def _compile_eligible() -> re.Pattern[str]:
    """What opens a list of those who may receive: `Antragsberechtigt sind`, `Wer wird gefördert?`.

    Each alternative begins with letters, so that the search skips quickly; `read_eligible_list` sees to the border
    before it.
    """
    labels = sorted({form for word in words_of("labels") for form in (word, word[0].lower() + word[1:])}, key=len)
    named = "|".join(map(re.escape, reversed(labels)))
    return re.compile(
        rf"""(?:{named})(?:\s+(?:(?:{WORDS.as_defined})[^.:;\n]{{1,60}}|(?:{WORDS.under})\s+[^.:;\n]{{1,40}}))?\s*
            (?:(?:{WORDS.verbs})\b|[:?]|(?=\n))                                         # Empfänger sind
          | (?:{WORDS.supported})(?:\s+(?:{WORDS.supported_may}))?(?=[\s:])             # Gefördert werden
          | (?:{WORDS.addressed})\s+(?:{WORDS.addresses})\b                             # Aufruf richtet sich an
          | (?:{WORDS.applications})\s+(?:{WORDS.applications_may})\b                   # Anträge können
          | (?:{WORDS.receiving}):?[ ]*(?=\n)                                           # erhalten:
        """,
        re.VERBOSE,
    )


def read_eligible_list(document: Document) -> Iterator[PartyPhrase]:
    """Who is named behind `Antragsberechtigt sind`, until the list ends or the next one begins."""
    text = document.view.text
    openings = [
        match
        for match in _compile_eligible().finditer(text)
        if not (match.start() and WITHIN_WORD.match(text, match.start() - 1))
    ]
    for number, match in enumerate(openings):
        if NOBODY.search(text, max(0, match.start() - 40), match.start()):
            continue
        end = _end_of_list(document, match.end())
        if number + 1 < len(openings):
            end = min(end, openings[number + 1].start())
        if match.group().startswith(("erhalten", "bekommen")) and not SUM.search(text, match.end(), end):
            continue
        stop = EXCLUDED.search(text, match.end(), end)
        yield from noun_phrases.phrases_in(text, match.end(), stop.start() if stop else end)


def _end_of_list(document: Document, place: int) -> int:
    """Where the list that begins at `place` of the view ends: its sentence or block, and the items that follow."""
    view, blocks = document.view, document.blocks
    last = min(place + LONGEST_LIST, len(view.text))
    offset = view.back(place - 1, place)[0] if place else 0
    number = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    if number < 0:
        return last
    stop = min(view.forth(blocks[number].end), last)
    if sentence := SENTENCE_END.search(view.text, place, stop):
        return sentence.start() + 3
    opened = not view.text[place:stop].strip(" :?")  # "Antragsberechtigt sind" alone: whatever follows is the list
    for block in blocks[number + 1 : number + 1 + LONGEST_LIST]:
        if view.forth(block.start) >= last or (block.kind != "item" and not opened):
            break
        stop, opened = min(view.forth(block.end), last), False
    return stop


@cache
def _compile_label() -> re.Pattern[str]:
    """A form line that names the receiver: `Antragsteller: Kulturladen Süd`."""
    labels = "|".join(sorted(words_of("form_labels"), key=len, reverse=True))
    return re.compile(rf"^[^\w\n]*(?:{labels}):\s*(?P<value>[A-ZÄÖÜ„“\"][^\n.;:]{{2,70}}?)\s*(?:\(|,|$)", re.MULTILINE)


def read_labelled_receivers(text: str) -> Iterator[PartyPhrase]:
    """What a form line gives as receiver."""
    for match in _compile_label().finditer(text):
        start, end = match.span("value")
        if not NO_LABEL.search(match["value"]):
            known = noun_phrases.phrase_at(text, start, named=True)
            yield known if known and known.kind == "group" else PartyPhrase(start, end, "organisation", "name", "")
