"""Every output is of the promised shape."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policytext
from policytext import Analysis

CORPUS = Path(__file__).parents[1] / "corpus"
ORIGINALS = sorted(CORPUS.glob("*/original.*"))
SCHEMA = json.loads(files("policytext").joinpath("schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=ORIGINALS, ids=[path.parent.name for path in ORIGINALS])
def analysis(request: pytest.FixtureRequest) -> Analysis:
    return policytext.analyse(request.param)


def test_output_follows_the_schema(analysis: Analysis) -> None:
    checker = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    checker.validate(json.loads(json.dumps(analysis.to_dict())))


def test_every_span_is_its_words(analysis: Analysis) -> None:
    text = analysis.document.text
    mentions = [mention for actor in analysis.actors for mention in actor.mentions]
    parts = [part for statement in analysis.statements for part in statement.parts]
    slots = [span for record in analysis.records for span in (record.purpose, record.condition) if span]
    for span in (*analysis.amounts, *analysis.times, *mentions, *analysis.statements, *parts, *slots):
        assert span.text == text[span.start : span.end] != ""
        assert span.page == analysis.document.page(span.start)


def test_spans_of_a_layer_never_overlap(analysis: Analysis) -> None:
    mentions = [mention for actor in analysis.actors for mention in actor.mentions]
    said = [part for statement in analysis.statements for part in statement.parts or (statement,)]
    for layer in (analysis.amounts, analysis.times, mentions, said):
        spans = sorted((span.start, span.end) for span in layer)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_ids_are_unique_and_lead_somewhere(analysis: Analysis) -> None:
    layers = (analysis.amounts, analysis.times, analysis.actors, analysis.statements, analysis.records)
    for layer in layers:
        assert len({fact.id for fact in layer}) == len(layer)
    actors = {actor.id for actor in analysis.actors}
    for record in analysis.records:
        assert record.amount is None or analysis.amount(record.amount)
        assert {*record.givers, *record.receivers} <= actors
        assert record.part_of is None or record.part_of in {other.id for other in analysis.records}
    assert {statement.speaker for statement in analysis.statements} <= {*actors, None}


def test_records_lead_to_page_and_boxes(analysis: Analysis) -> None:
    if analysis.document.media_type == "application/pdf":
        for record in analysis.records:
            places = analysis.places(record)
            assert places and all(place.box is not None and place.box.x0 < place.box.x1 for place in places)


PIECES = (
    *(
        "Das Land ",
        "den Kommunen ",
        "der Stadt Musterhausen ",
        "5 Mio. Euro ",
        "10 bis 15 ",
        "rund 3,5 % ",
        "zwei Stellen ",
    ),
    *(
        "bis Ende 2019 ",
        "am 31.02. ",
        "in ",
        "jährlich ",
        "davon ",
        "für den Ausbau ",
        "„",
        "“ ",
        "sagte Petra Beispiel",
        ", ",
    ),
    *(
        ". ",
        "; ",
        ": ",
        "\n",
        "\n\n",
        "## ",
        "- ",
        "| a | b |",
        "Az. 12.3-4/5 ",
        "Tel. 0711 22 ",
        "(§ 5 Abs. 2) ",
        "fordert ",
    ),
    *(
        "lehnt ",
        "ab ",
        "wenn ",
        "habe ",
        "dass ",
        "e. V. ",
        "\u00ad",
        "\u00a0",
        "\ud800",
        "€ ",
        "Herr Mai ",
        "1.1.2017 ",
        "%",
    ),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join))
def test_any_text_is_analysed_and_every_span_is_its_words(text: str) -> None:
    analysis = policytext.analyse_text(text)
    assert analysis.document.text == text
    json.dumps(analysis.to_dict(), allow_nan=False)
    for span in (*analysis.amounts, *analysis.times, *analysis.statements):
        assert span.text == text[span.start : span.end] != ""
