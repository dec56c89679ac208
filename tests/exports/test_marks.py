"""Marks of several layers lie inside each other and lose no character."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.exports.nested_marks import LAYERS, Mark, Node, build_tree

TEXT = "Das Land zahlt 300 Stellen in der Stadt Auental bis 2030."


def shown(nodes: tuple[Node, ...]) -> str:
    return "".join(f"<{n.mark.layer[0]} {shown(n.inside)}>" if n.mark else n.text for n in nodes)


def plain(nodes: tuple[Node, ...]) -> str:
    return "".join(plain(node.inside) if node.mark else node.text for node in nodes)


def pieces(nodes: tuple[Node, ...]) -> Iterator[Mark]:
    for node in nodes:
        if node.mark:
            yield node.mark
            yield from pieces(node.inside)


def mark(words: str, layer: str) -> Mark:
    start = TEXT.index(words)
    return Mark(start, start + len(words), layer, key=f"{layer}-{start}")


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([("300 Stellen", "amount")], "Das Land zahlt <a 300 Stellen> in der Stadt Auental bis 2030."),
        (
            [("300 Stellen in der Stadt Auental", "purpose"), ("300 Stellen", "amount"), ("Stadt Auental", "actor")],
            "Das Land zahlt <p <a 300 Stellen> in der <a Stadt Auental>> bis 2030.",
        ),
        (
            [("300 Stellen in der", "purpose"), ("der Stadt Auental", "actor")],
            "Das Land zahlt <p 300 Stellen in <a der>><a  Stadt Auental> bis 2030.",
        ),
        (
            [("Stellen in der Stadt", "purpose"), ("Stadt Auental bis 2030.", "statement")],
            "Das Land zahlt 300 <p Stellen in der ><s <p Stadt> Auental bis 2030.>",
        ),
        ([("Land", "actor"), ("Land", "slot"), ("Land", "reason")], "Das <s <a <r Land>>> zahlt 300 Stellen in der "),
    ],
)
def test_marks_nest(marks: list[tuple[str, str]], expected: str) -> None:
    assert shown(build_tree(TEXT, [mark(*one) for one in marks], 0, len(TEXT))).startswith(expected)


def test_what_crosses_the_stretch_is_clipped_and_has_its_anchor_where_it_begins() -> None:
    whole = mark("300 Stellen", "amount")
    first, second = build_tree(TEXT, [whole], 0, 20), build_tree(TEXT, [whole], 20, len(TEXT))
    assert [(one.start, one.end, one.anchor) for one in pieces(first)] == [(15, 20, True)]
    assert [(one.start, one.end, one.anchor) for one in pieces(second)] == [(20, 26, False)]


SPANS = st.tuples(st.integers(0, 56), st.integers(1, 30), st.sampled_from(LAYERS))


@given(st.lists(SPANS, max_size=12))
def test_no_character_is_lost_and_no_anchor_comes_twice(spans: list[tuple[int, int, str]]) -> None:
    marks = [
        Mark(start, min(start + size, 57), layer, key=str(number)) for number, (start, size, layer) in enumerate(spans)
    ]
    nodes = build_tree(TEXT, marks, 0, len(TEXT))
    assert plain(nodes) == TEXT
    found = list(pieces(nodes))
    anchors = [piece.key for piece in found if piece.anchor]
    assert len(anchors) == len(set(anchors)) == len(marks)
    for one in marks:
        covered = [place for piece in found if piece.key == one.key for place in range(piece.start, piece.end)]
        assert sorted(covered) == list(range(one.start, one.end))
