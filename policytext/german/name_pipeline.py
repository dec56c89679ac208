"""The spaCy pipeline, loaded once: tokens, sentence starts, persons, organisations and places.

The shipped one is put together here from spaCy's German tokenizer and our entity recogniser, whose files lie in
`policytext/models/actors`. Any installed or saved pipeline with PER, ORG and LOC may stand in its place.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from policytext.errors import MissingPipeline

if TYPE_CHECKING:
    from spacy.language import Language

RECOGNISER = "policytext_entities"


@cache
def load_pipeline(name: str | None = None) -> Language:
    """The shipped pipeline, or the installed or saved one called `name`.

    Raises `MissingPipeline` where there is no such pipeline or it knows no entities.
    """
    return _load_shipped_pipeline() if name is None else _load_foreign_pipeline(name)


def _load_shipped_pipeline() -> Language:
    import spacy

    from policytext.german import entities

    entities.register_recogniser(RECOGNISER)
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe(RECOGNISER)
    return nlp


def _load_foreign_pipeline(name: str) -> Language:
    import spacy

    from policytext.german import entities

    entities.register_recogniser(RECOGNISER)
    try:
        nlp = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        raise MissingPipeline(
            f"no spaCy pipeline {name!r} here: install it with `python -m spacy download {name}` or give its folder"
        ) from error
    if not {"ner", "entity_ruler", RECOGNISER} & set(nlp.pipe_names) and "PER" not in _list_labels(nlp):
        raise MissingPipeline(
            f"the spaCy pipeline {name!r} finds no names: use one with PER, ORG and LOC, such as de_core_news_lg"
        )
    return nlp


def _list_labels(nlp: Language) -> set[str]:
    return {label for labels in nlp.pipe_labels.values() for label in labels}
