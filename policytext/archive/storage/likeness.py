"""Which documents are near-identical: the same release on two sites, a corrected version, a copy with another head.

One-permutation MinHash (Li, Owen and Zhang 2012) over word triples: every triple falls into one of the bins, a bin
keeps its smallest hash; the share of equal bins estimates the share of common triples.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence

BINS = 16
ALIKE = 0.7  # share of equal bins: about 70 % of all triples are common
FEWEST = 24  # triples; shorter texts are alike by chance


def sketch_words(words: Sequence[str]) -> list[int]:
    """The document's smallest hash in every bin; none for a short text."""
    triples = {f"{one} {two} {three}" for one, two, three in zip(words, words[1:], words[2:], strict=False)}
    if len(triples) < FEWEST:
        return []
    smallest: dict[int, int] = {}
    for triple in triples:
        value = zlib.crc32(triple.encode("utf-8", "surrogatepass"))
        place = value % BINS
        smallest[place] = min(value, smallest.get(place, value))
    return sorted(smallest.values())


def find_family(connection: sqlite3.Connection, values: Sequence[int]) -> int | None:
    """The family of the most similar document stored so far, `None` where there is none."""
    if not values:
        return None
    row = connection.execute(
        f"""SELECT d.family, count(*) AS shared FROM sketches s JOIN documents d ON d.id = s.document
            WHERE s.value IN ({", ".join("?" * len(values))})
            GROUP BY s.document ORDER BY shared DESC, s.document LIMIT 1""",
        values,
    ).fetchone()
    return int(row[0]) if row and row[1] >= ALIKE * len(values) else None
