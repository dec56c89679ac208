"""A few files of each kind, damaged by chance; thousands more by `python -m tests.robustness`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from policytext.workers import Workers
from tests.robustness import fuzzing
from tests.robustness.mutations import ENDINGS, damaged, originals

COUNT = 40
FIRST = 7_000_000  # numbers that the long runs do not use


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(2, limits=fuzzing.LIMITS, modules=["policytext.pipeline", "tests.robustness.fuzzing"]) as crew:
        yield crew


@pytest.mark.parametrize("kind", ENDINGS)
def test_damaged_files_are_read_or_refused_in_a_line(workers: Workers, kind: str) -> None:
    tally = fuzzing.run(kind, range(FIRST, FIRST + COUNT), workers)
    assert tally.count == COUNT
    assert not tally.worst and not tally.odd


@pytest.mark.parametrize("kind", ENDINGS)
def test_damage_is_real_and_can_be_done_again(kind: str) -> None:
    sound = {path.read_bytes() for path in originals(kind)}
    files = [damaged(kind, number) for number in range(20)]
    assert sound and files == [damaged(kind, number) for number in range(20)]
    assert sum(data not in sound for data in files) >= 15
