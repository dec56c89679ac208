"""The words that carried an area, with their places in the document.

A pair of words and a term of the area lexicon give their weight to the words that they are made of, so that spans never
overlap and the weights of an area still add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policytext.areas import purpose_phrases, statement_context, text_brevity
from policytext.areas.classifier import Classifier
from policytext.german import word_forms
from policytext.model import AreaScore, Document, Reason, Statement

MOST = 8  # words shown for a document's area

Weights = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class ClassifiedText:
    """The text that something was classified by; `places[i]` is where its character `i` stands in the document.

    `running` says that it was read as a sentence, as statements and titles are.
    """

    text: str
    places: tuple[int, ...]
    running: bool = True


def explain_areas(
    document: Document, statements: Sequence[Statement], covered: Sequence[AreaScore], classifier: Classifier
) -> tuple[tuple[Statement, ...], tuple[AreaScore, ...]]:
    """The statements and the document's areas, each area with the words that carried it."""
    said = tuple(
        replace(statement, areas=_with_reasons(document, statement.areas, reading, classifier))
        for statement, reading in zip(statements, _list_classified_texts(statements), strict=True)
    )
    return said, _of_document(document, said, covered, classifier)


def by_word(text: str, classifier: Classifier, *, running: bool = False) -> dict[str, dict[tuple[int, int], float]]:
    """For every area of the text the weight of each word that carried it, under the word's span in the text.

    `running` says, as for `Classifier.predict`, that the text is a sentence, however short.
    """
    found: dict[str, dict[tuple[int, int], float]] = {}
    spans, back = _find_spans(text, classifier), _map_back(text)
    for area, reasons in classifier.explain(text, running=running).items():
        weights: dict[tuple[int, int], float] = defaultdict(float)
        for phrase, weight in reasons:
            places = [word for span in spans.get(phrase, ()) for word in span]
            for start, end in places:
                weights[back[start], back[end - 1] + 1] += weight / len(places)
        found[area] = dict(weights)
    return found


def _find_spans(text: str, classifier: Classifier) -> dict[str, list[list[tuple[int, int]]]]:
    """Where the phrases of an explanation stand in the bare text: for each of its places the words in it."""
    read = word_forms.strip_invisible(text)
    every = {(start, end): word for start, end, word in word_forms.tokenize_words(read)}
    telling_words = [span for span, word in every.items() if word not in text_brevity.SKIPPED]
    found: dict[str, list[list[tuple[int, int]]]] = defaultdict(list)
    for start, end in dict.fromkeys(span for span, _ in classifier.features.by_word(text)):
        inside = [word for word in telling_words if start <= word[0] and word[1] <= end]
        if single := [(start, end)] if (start, end) in every else inside:
            found[" ".join(read[start:end].split())].append(single)
    return found


def _map_back(text: str) -> list[int]:
    """The place in the text of every character of the bare text."""
    return [place for place, character in enumerate(text) if not word_forms.HYPHENS.match(character)]


def _list_classified_texts(statements: Sequence[Statement]) -> Iterator[ClassifiedText]:
    """What every statement was classified by: its own words, after those before it where it points back."""
    order = sorted(range(len(statements)), key=lambda index: statements[index].start)
    before = {index: order[rank - 1] for rank, index in enumerate(order) if rank}
    for index, text in enumerate(statement_context.list_contexts(statements)):
        own = _read_own_words(statements[index])
        if text == own.text:
            yield own
        else:
            earlier = _read_own_words(statements[before[index]])
            yield ClassifiedText(text, (*earlier.places, -1, *own.places))


def _read_own_words(statement: Statement) -> ClassifiedText:
    places: list[int] = []
    for part in statement.parts or (statement,):
        places += [*([-1] if places else []), *range(part.start, part.end)]
    return ClassifiedText(statement_context.join_statement_text(statement), tuple(places))


def _with_reasons(
    document: Document, areas: Iterable[AreaScore], reading: ClassifiedText, classifier: Classifier
) -> tuple[AreaScore, ...]:
    """The areas with their words, heaviest first."""
    given = tuple(areas)
    weights = by_word(reading.text, classifier, running=reading.running) if given else {}
    return tuple(
        replace(area, because=tuple(_build_reasons(document, weights.get(area.area, {}), reading.places)))
        for area in given
    )


def _build_reasons(document: Document, weights: Weights, places: Sequence[int]) -> Iterator[Reason]:
    for (first, last), weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        start, end = places[first], places[last - 1] + 1
        text = document.text[start:end]
        yield Reason(start=start, end=end, text=text, page=document.page(start), weight=round(weight, 4))


def _of_document(
    document: Document, statements: Sequence[Statement], covered: Sequence[AreaScore], classifier: Classifier
) -> tuple[AreaScore, ...]:
    """The document's areas with the heaviest words of its statements; a bare text and a title speak for themselves."""
    whole = not statements or purpose_phrases.is_phrase(document.view.text)
    alone = (
        ClassifiedText(document.view.text, _view_places(document), running=False) if whole else ClassifiedText("", ())
    )
    found = []
    for area in covered:
        told = () if whole else statements
        spoken = [reason for said in told for one in said.areas if one.area == area.area for reason in one.because]
        if not spoken:
            reading = alone if whole else _read_title(document)
            spoken = [reason for one in _with_reasons(document, [area], reading, classifier) for reason in one.because]
        found.append(replace(area, because=tuple(_list_heaviest(spoken))))
    return tuple(found)


def _view_places(document: Document) -> tuple[int, ...]:
    return document.view.offsets or tuple(range(len(document.view.text)))


def _read_title(document: Document) -> ClassifiedText:
    """The title as it stands in the text, empty where it stands nowhere."""
    title = document.head.title or ""
    start = document.text.find(title)
    return (
        ClassifiedText(title, tuple(range(start, start + len(title))))
        if title and start >= 0
        else ClassifiedText("", ())
    )


def _list_heaviest(reasons: Iterable[Reason]) -> list[Reason]:
    """The heaviest words, each once, with the weight of all its places, at the place where it weighs most."""
    together: dict[str, list[Reason]] = defaultdict(list)
    for reason in reasons:
        together[word_forms.strip_invisible(reason.text).lower()].append(reason)
    best = [
        replace(
            max(same, key=lambda reason: (reason.weight, -reason.start)),
            weight=round(sum(one.weight for one in same), 4),
        )
        for same in together.values()
    ]
    return sorted(best, key=lambda reason: (-reason.weight, reason.start))[:MOST]
