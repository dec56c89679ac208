"""Names that the spaCy pipeline finds, as mentions; places are handed on as context."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policytext import lexicon
from policytext.german import name_pipeline as pipelines
from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Document
from policytext.taggers.actors import body_checks, canonical, common_words, name_checks, person_mentions
from policytext.taggers.actors.found import FoundMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

WORDS = PatternLists("actors", "model_words")

NO_NAME = re.compile(
    rf"(?:{WORDS.streets}|{WORDS.short_streets})\s+\d|^[\W\d_]+$|^(?:https?:|www\.)|@|^\w$|^[IVX]+\.?$|\d{{3,}}|^§"
)
LAW_BEFORE = re.compile(rf"(?:{WORDS.laws_before})\s*\([\s„]*$")  # Haushaltsordnung (SäHO
PROGRAMME = re.compile(  # Entwicklungsprogramm Ländlicher Raum (ELR)
    rf"(?:{WORDS.programmes})(?:\s+[\w-]+){{0,5}}\s*\(\s*[„“\"]?(?P<short>[A-ZÄÖÜ][\w-]{{1,9}})[“”\"]?\s*\)"
)
CALLED = re.compile(rf"(?:{WORDS.titled})\w{{0,3}}\s+[„“\"»«‚]$")  # das Programm „Grüne Höfe
LAW_REFERENCE = re.compile(rf"^(?:{WORDS.references})\b|{WORDS.reference_parts}|(?:{WORDS.reference_ends})$")
GUIDELINE = re.compile(WORDS.guideline_signs)
ACRONYM = re.compile(  # in rules they mean funds, laws and subjects unless the lexicon knows better: MINT, EnEV
    r"[A-ZÄÖÜ/-]{2,12}|[A-ZÄÖÜ][a-zäöü]+[A-Z]\w*|.*_.*"
)
COUNCIL_KINDS = ("council_paper", "minutes", "other", "report")
SHORT_ACRONYM = re.compile(r"[A-ZÄÖÜ]{1,2}")  # in council papers they mean offices, forms, lines of a plan
ABBREVIATED = re.compile(rf"e\.\s?V\.$|–$|(?<![\w])[A-ZÄÖÜ]\.$|\b(?:{WORDS.companies})\.$")
GLUED_NAME = re.compile(  # "TourismusBarbara Klepsch": the blank was lost
    r"[A-ZÄÖÜ]?[a-zäöüß]{4,}(?=[A-ZÄÖÜ][a-zäöüß]{2,}\s+[A-ZÄÖÜ])"
)
CAPITAL_WORD = re.compile(r"(?<![\w-])[A-ZÄÖÜ][\w’'-]*")
NO_PERSON = re.compile(  # Mitarbeiter der Sicherheitskontrolle, Krankenhaus-Beschäftigte
    rf"""\s(?:{WORDS.no_person_inside})\s | (?<!\bvon)(?<!\bvan)(?<!\bin)\sder\s
      | (?:{WORDS.groups})n?$ | (?:{WORDS.no_person_ends})$ | ^[A-Z]\.\s(?:{WORDS.headings})\b""",
    re.VERBOSE,
)
BEHIND = re.compile(  # Anna Beispiel MdL, Anna Beispiel Mühlgasse
    rf"[,\s]+Md(?:[BLA]|EP|BB)$|(?<=[a-zäöüß])\s+[A-ZÄÖÜ][a-zäöüß]*(?:{WORDS.streets})$"
)
EDGES = " \t\n„“”\"'‚‘’»«()[].,;:!?–/*-"
LONGEST_WORD = 300  # characters without a blank; spaCy's tokenizer takes time in the square of a longer run's length
UNBROKEN = re.compile(rf"\S{{{LONGEST_WORD},}}")
LONGEST_CHUNK = 20_000  # characters that are given to the pipeline at once


@dataclass(frozen=True, slots=True)
class ModelNames:
    """Persons and organisations, and the spans of places."""

    mentions: tuple[FoundMention, ...]
    places: frozenset[tuple[int, int]]


NOTHING = ModelNames((), frozenset())


def find_names(document: Document, *, pipeline: str | None) -> ModelNames:
    """What the pipeline finds in the document's view."""
    nlp = pipelines.load_pipeline(pipeline)
    text = document.view.text
    mentions: list[FoundMention] = []
    places: set[tuple[int, int]] = set()
    rules = len(GUIDELINE.findall(text)) > 2
    unsure = ACRONYM if rules else SHORT_ACRONYM if document.head.kind in COUNCIL_KINDS else None
    chunks = list(_cut_chunks(text))
    for (begin, _), doc in zip(chunks, nlp.pipe(text[start:end] for start, end in chunks), strict=True):
        for start, end, label in _list_entities(doc, begin):
            if label == "LOC":
                places.add((start, end))
            elif (mention := _build_mention(text, start, end, label)) and not (
                unsure and unsure.fullmatch(text, mention.start, mention.end)
            ):
                mentions.append(mention)
    programmes = {match["short"] for match in PROGRAMME.finditer(text)}
    mentions = [mention for mention in mentions if text[mention.start : mention.end] not in programmes]
    mentions = list(body_checks.check_bodies(text, name_checks.check_names(document, mentions)))
    return ModelNames((*mentions, *_find_repeats(text, mentions, places)), frozenset(places))


def _find_repeats(text: str, mentions: list[FoundMention], places: set[tuple[int, int]]) -> Iterator[FoundMention]:
    """Further places of names that were found once: what is sure in one sentence holds for the document.

    Taken are names of several words, and surnames of persons named in full.
    """
    kinds: dict[str, str] = {}
    sure: set[str] = set()
    for mention in mentions:
        name = text[mention.start : mention.end]
        last = name.rpartition(" ")[2]
        if last != name:
            kinds.setdefault(name, mention.kind)
        if last != name and mention.kind == "person" and len(last) > 3:
            kinds.setdefault(last, "person")
            if common_words.is_first_name(name.partition(" ")[0]):
                sure.add(last)
    by_head: dict[str, list[str]] = {}
    for name in sorted(kinds, key=len, reverse=True):
        if head := CAPITAL_WORD.match(name):
            by_head.setdefault(head.group(), []).append(name)
    surnames = {name for name in kinds if " " not in name}
    taken = {place for start, end in places for place in range(start, end)}
    taken.update(place for mention in mentions for place in range(mention.start, mention.end))
    for word in CAPITAL_WORD.finditer(text):
        start = word.start()
        for name in by_head.get(word.group(), ()):
            end = start + len(name)
            if (
                text.startswith(name, start)
                and not text[end : end + 1].isalnum()
                and text[end : end + 1] != "-"
                and start not in taken
                and not (name in surnames and not name_checks.is_person(text, start, name, sure=name in sure))
            ):
                taken.update(range(start, end))
                yield FoundMention(start=start, end=end, kind=kinds[name], weight=2, by="model")
                break


def _cut_chunks(text: str) -> Iterator[tuple[int, int]]:
    """The lines of the text, over-long ones in parts: a name never runs over a line end of the view."""
    for line in re.finditer(r"[^\n]+", text):
        if line.group().isspace():
            continue
        size = LONGEST_WORD if UNBROKEN.search(line.group()) else LONGEST_CHUNK
        for start in range(line.start(), line.end(), size):
            yield start, min(start + size, line.end())


def _list_entities(doc: Doc, begin: int) -> list[tuple[int, int, str]]:
    return [(begin + ent.start_char, begin + ent.end_char, _normalize_label(ent.label_)) for ent in doc.ents]


def _normalize_label(label: str) -> str:
    return {"PERSON": "PER", "GPE": "LOC"}.get(label, label)


@cache
def _load_never() -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("actors")["vetoes"]["never"])


@cache
def _load_things() -> tuple[str, ...]:
    """Endings of what is no body: `Flüchtlingskonvention`, `Bundesprogramm`."""
    return tuple(lexicon.load_lexicon("actors")["vetoes"]["things"])


def _build_mention(text: str, start: int, end: int, label: str) -> FoundMention | None:
    """A mention of an entity, without quotation marks, titles and what cannot be a name."""
    while start < end and text[start] in EDGES:
        start += 1
    while start < end and text[end - 1] in EDGES and not ABBREVIATED.search(text, start, end):
        end -= 1
    if text.find("(", start, end) > start and text.find(")", start, end) < 0:
        end = start + len(text[start : text.index("(", start)].rstrip())  # Landeskriminalamt (LKA
    elif (close := text.find(")", start, end)) >= 0 and text.find("(", start, close) < 0:
        end = close  # DUSS) mbH
    name = text[start:end]
    if label not in ("PER", "ORG") or not name or NO_NAME.search(name) or name in _load_never():
        return None
    if label == "ORG":
        if (
            name.lower().endswith(_load_things())
            or LAW_REFERENCE.search(name)
            or name[0].islower()
            or name.endswith("zweck")
            or LAW_BEFORE.search(text[max(0, start - 40) : start])
            or CALLED.search(text[max(0, start - 40) : start])
        ):
            return None
        return FoundMention(start=start, end=end, kind=canonical.kind_of(name), weight=2, by="model")
    start, end = person_mentions.name_only(text, start, end)
    end = start + len(BEHIND.sub("", text[start:end]))
    if NO_PERSON.search(text[start:end]):
        return None
    if glued := GLUED_NAME.match(text, start, end):
        start = glued.end()
    return FoundMention(start=start, end=end, kind="person", weight=3, by="model")
