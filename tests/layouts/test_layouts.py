"""The layouts' figures do not fall, and the scoring itself tells right from wrong."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.layouts import sides
from tests.layouts.catalogue import layouts
from tests.layouts.score import Found, Score, score
from tests.layouts.sheet import Block, Break, Truth

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
TRUTH = Truth(
    blocks=(
        Block("heading", "Ziele"),
        Block("paragraph", "Die Förderung gilt in Baden-Württemberg bis 2030."),
        Block("paragraph", "Ein Kasten daneben.", apart="box"),
        Block("item", "• Fahrzeuge"),
        Block("row", "Ort Betrag", cells=("Ort", "Betrag")),
        Block("contact", "Pressestelle Telefon 123", apart="contact", loose=True),
        Block("footnote", "Stand 2024.", apart="note"),
    ),
    absent=("Seite 3",),
    breaks=(Break("Baden-Württemberg", True), Break("Förderung", False)),
)
RIGHT = Found(
    (
        "Ziele",
        "Pressestelle",
        "Telefon 123",
        "Die Förderung gilt in Baden-Württemberg bis 2030.",
        "1 Stand 2024.",
        "Fahrzeuge",
        "Ort | Betrag",
        "Ein Kasten daneben.",
    ),
    (("Ort", "Betrag"),),
)


def test_scoring_takes_what_readers_may_settle_themselves() -> None:
    one = score(RIGHT, TRUTH)
    assert one.exact, one.first_fault
    assert (one.real_hyphens, one.false_hyphens, one.cells, one.furniture) == ((1, 1), (1, 1), (2, 2), (1, 1))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Die Förde-rung gilt in Baden-Württemberg bis 2030.", "Die Förderung gilt in Baden-Württemberg bis 2030."),
        ("Die Förderung gilt in BadenWürttemberg bis 2030.", "Die Förderung gilt in Baden-Württemberg bis 2030."),
        ("Ziele Pressestelle", "Ziele"),
        ("Seite 3 Fahrzeuge", "Fahrzeuge"),
        ("Ein Kasten", "Ein Kasten daneben."),
    ],
)
def test_scoring_sees_a_fault(wrong: str, right: str) -> None:
    found = replace(RIGHT, blocks=tuple(wrong if block == right else block for block in RIGHT.blocks))
    assert not score(found, TRUTH).exact


def test_scoring_sees_wrong_order_and_what_is_too_much() -> None:
    assert not score(replace(RIGHT, blocks=RIGHT.blocks[3:] + RIGHT.blocks[:3]), TRUTH).exact
    assert "too much" in score(replace(RIGHT, blocks=(*RIGHT.blocks, "Seite 3")), TRUTH).first_fault
    assert score(replace(RIGHT, rows=(("Ort Betrag",),)), TRUTH).cells == (0, 2)


def test_layouts_are_made_the_same_every_time() -> None:
    layout = layouts("develop")[5]
    assert layout.make() == layout.make()
    assert len({layout.name for layout in layouts()}) == len(layouts())


@pytest.mark.parametrize("group", FLOORS)
def test_figures_do_not_fall(group: str) -> None:
    made = [layout.make() for layout in layouts(group)]
    scores = [score(sides.ours(pdf), truth) for pdf, truth in made]
    figures = _figures(scores)
    assert {name: figures[name] for name, floor in FLOORS[group].items() if figures[name] < floor} == {}


def _figures(scores: list[Score]) -> dict[str, float]:
    counts = {
        name: sum(getattr(one, name)[0] for one in scores)
        for name in ("cells", "real_hyphens", "false_hyphens", "furniture")
    }
    means = {name: sum(getattr(one, name) for one in scores) / len(scores) for name in ("tokens", "runs")}
    return {"exact": sum(one.exact for one in scores), **counts, **means}
