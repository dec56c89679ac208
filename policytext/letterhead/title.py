"""The title among the labelled lines of a head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.german.titles import TITLE_LABEL
from policytext.letterhead.head_lines import HeadLine
from policytext.letterhead.kind import kind_label
from policytext.letterhead.letter_dates import date_of_line
from policytext.letterhead.line_features import CONTINUES, FINITE
from policytext.letterhead.paper_form import paper_label
from policytext.letterhead.patterns import (
    FORM_LABEL,
    GAZETTE,
    NUMBERED,
    OFFICE_LINE,
    OFFICES,
    PAGE_LINE,
    PROGRAMME_TITLE,
    SECTION_LABEL,
    SUBJECT,
    TABLE_WORD,
    is_institution,
)
from policytext.letterhead.sessions import BODY
from policytext.lexicon.pattern_lists import PatternLists

LEAST_ALONE = 0.1  # probability of a line where no run of lines is a title
LEAST = 0.35  # probability of a title's first line; below, four in ten were right on held-out council papers
LONGEST = 400  # characters
LONGEST_SENTENCE = 110  # characters; a title that is a sentence with a full stop is shorter
SHORT_LINE = 60  # characters
NUMBERED_HEADING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]+\.|[A-Z]\.|§+)[ ]")
SURE = 0.7  # probability of a label that keeps a marked heading from being the title
_MOTION = PatternLists("letterhead", "kind_words").motions
_ABBREVIATED = PatternLists("letterhead", "numbers").abbreviations
MOTION = re.compile(rf"{_MOTION}(?: {_ABBREVIATED})? ?\d")  # Antrag Nr. 12
EARLIER = 0.8  # share of the best run's probability with which an earlier one is preferred
HIGHEST = 12  # lines among which the first marked heading is the title
NO_TITLE = frozenset(("issuer", "date", "reference", "kind", "addressee", "contact", "running"))
FEW_WORDS = 3  # of a line that is the name of a kind ("Amtliche Bekanntmachung")
MOST_EXTENSIONS = 3  # lines
INFLECTED = ("en", "er", "es", "em", "e")  # endings of adjectives, which no title ends in
LONG_LINE = 220  # characters; below a line of this length with a sentence in it no title follows

_JOINER = PatternLists("letterhead", "function_words").parted
BROKEN = re.compile(rf"(?<=[a-zäöüß])-\n(?=[a-zäöüß])(?!{_JOINER}\b)")  # För-⏎derung, not Haupt-⏎und
KEPT_HYPHEN = re.compile(r"(?<=\w-)\n(?=[A-ZÄÖÜ])")
SENTENCE_END = re.compile(r"[a-zäöüß)“”\"][.!?]\s*[A-ZÄÖÜ„]")


@dataclass(frozen=True, slots=True)
class Title:
    """The title's words, its place in `Document.text`, its lines (first, last exclusive) and its probability."""

    text: str
    start: int
    end: int
    first: int
    last: int
    score: float


def find_title(
    units: Sequence[HeadLine], labels: Sequence[tuple[str, float]], chances: Sequence[float]
) -> Title | None:
    """The run of lines that is most surely the title; `None` where no line is one.

    `chances` says of each line how likely it opens the title: where no run is one, the likeliest line is.
    """
    body = next(
        (n for n, unit in enumerate(units) if len(unit.text) > LONG_LINE and FINITE.search(unit.text)), len(units)
    )
    runs = [run for run in _list_title_runs(labels) if labels[run[0]][1] >= LEAST]
    runs = [run for run in runs if run[0] < body or TITLE_LABEL.match(units[run[0]].text)]
    best = max((labels[run[0]][1] for run in runs), default=0.0)
    early = [run for run in runs if labels[run[0]][1] >= EARLIER * best][:1]
    named = [run for run in runs if SUBJECT.match(units[run[0]].text) or TITLE_LABEL.match(units[run[0]].text)]
    ranked = [
        *_find_headings(units, labels, body),
        *_find_subjects(units, named),
        *early,
        *sorted(runs, key=lambda run: -labels[run[0]][1]),
    ]
    ranked += sorted(((n, n + 1) for n in range(body) if chances[n] >= LEAST_ALONE), key=lambda run: -chances[run[0]])
    return next((title for first, last in ranked if (title := _build_title(units, chances[first], first, last))), None)


def _find_subjects(units: Sequence[HeadLine], named: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The run that a label calls the subject; of the items of a sitting the motion that is treated, if it is one."""
    motions = [run for run in named if MOTION.match(units[run[0]].text)]
    return motions if len(motions) == 1 else list(named[:1])


def _find_headings(units: Sequence[HeadLine], labels: Sequence[tuple[str, float]], body: int) -> list[tuple[int, int]]:
    """The first heading that the format itself marks as one, above the body; none where a subject line knows better."""
    if any(SUBJECT.match(unit.text) or PROGRAMME_TITLE.match(unit.text) for unit in units[:body]):
        return []
    marked = (n for n, unit in enumerate(units[: min(body, HIGHEST)]) if unit.mark or unit.role == "heading")
    free = (n for n in marked if _may_be_title(units[n], *labels[n]))
    first = next(free, None)
    if first is None or SECTION_LABEL.match(units[first].text) or NUMBERED_HEADING.match(units[first].text):
        return []
    return [] if any(label == "body" for label, _ in labels[:first]) else [(first, first + 1)]


def _may_be_title(unit: HeadLine, label: str, share: float) -> bool:
    """Whether a marked heading names more than the kind of paper, its office or its number."""
    named = kind_label(unit.text) or paper_label(unit.text)
    if named == "press_release" or (named and len(unit.text.split()) < FEW_WORDS) or is_institution(unit.text):
        return False
    return label not in NO_TITLE or share < SURE or (label == "kind" and bool(named))


def _extend_title(units: Sequence[HeadLine], last: int) -> int:
    """Where a title ends that stopped at an adjective or a function word: with the next line or two."""
    for _ in range(MOST_EXTENSIONS):
        if last >= len(units) or units[last].before or not units[last].first:
            break
        following, word = units[last].text, units[last - 1].text.split()[-1]
        goes_on = bool(CONTINUES.search(units[last - 1].text)) or (word.islower() and word.endswith(INFLECTED))
        goes_on = goes_on or (
            bool(kind_label(units[last - 1].text)) and following[0].islower() and following[:8] != "zwischen"
        )
        if (
            not goes_on
            or FORM_LABEL.match(following)
            or SECTION_LABEL.match(following)
            or TABLE_WORD.fullmatch(following)
        ):
            break
        last += 1
    return last


def _list_title_runs(labels: Sequence[tuple[str, float]]) -> Iterator[tuple[int, int]]:
    first: int | None = None
    for place, (label, _) in enumerate([*labels, ("", 0.0)]):
        if first is not None and label != "title+":
            yield first, place
            first = None
        if label == "title":
            first = place


def _build_title(units: Sequence[HeadLine], score: float, first: int, last: int) -> Title | None:
    capitals = units[first].text.isupper()
    last = next((n for n in range(first + 1, last) if capitals and not units[n].text.isupper()), last)
    last = _extend_title(units, last)
    if units[first].text[0].islower() and first and not units[first].before and len(units[first - 1].text) < SHORT_LINE:
        first -= 1  # Vereinbarung ⏎ über die Finanzierung …
    start = units[first].start
    words = join_lines([unit.text for unit in units[first:last]])
    if label := TITLE_LABEL.match(words):
        inside = TITLE_LABEL.match(units[first].raw)
        start += inside.start("title") if inside else 0
        words = label["title"]
    words = words.strip(" ,–—")[:LONGEST]
    if not any(letter.isalpha() for letter in words) or _is_sentence(words, units[first]) or _is_field(words):
        return None
    return Title(words, start, units[last - 1].end, first, last, score)


def _is_field(words: str) -> bool:
    """Whether words are a date, a number, a body's name, a press release's or a form's label, and nothing else."""
    if kind_label(words) == "press_release" and len(words.split()) < FEW_WORDS:
        return True
    return bool(
        date_of_line(words)
        or is_institution(words)
        or BODY.fullmatch(words)
        or PAGE_LINE.fullmatch(words)
        or NUMBERED.fullmatch(words)
        or words.endswith(":")
        or OFFICE_LINE.match(words)
        or OFFICES.fullmatch(words)
        or GAZETTE.match(words)
        or TABLE_WORD.fullmatch(words)
    )


def _is_sentence(words: str, unit: HeadLine) -> bool:
    """Whether words are a sentence of the body: long, with a finite verb and a full stop."""
    ends = words.endswith(".") or SENTENCE_END.search(words)
    return len(words) > LONGEST_SENTENCE and bool(ends) and bool(FINITE.search(words)) and not unit.mark


def join_lines(lines: Sequence[str]) -> str:
    """Lines as one: words broken at a line's end are whole again, hyphens of compounds stay."""
    return KEPT_HYPHEN.sub("", BROKEN.sub("", "\n".join(line.strip() for line in lines))).replace("\n", " ")
