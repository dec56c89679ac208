"""Writes the word list by which compounds are taken apart: `python -m policytext.training.compound_words DATA`.

Nouns that stand alone in German policy texts, each with how common it is (1 to 9: the count, in powers of 3).
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HOME = Path(__file__).parents[1] / "models" / "compounds" / "words.z"
WORD = re.compile(r"[^\W\d_]+")
LEAST = 5  # times that a word must be seen
MOST_SMALL = 0.3  # times in small letters, as a share of those with a capital: nouns only
PLURALS = ("ungen", "keiten", "heiten", "ionen", "täten")
LEAST_PLURAL = 2
LONGEST = 22  # characters; longer words are compounds themselves and seldom a part


def main() -> None:
    """Count, choose and write."""
    capital, small = Counter[str](), Counter[str]()
    for text in _read_texts(Path(sys.argv[1])):
        for word in WORD.findall(text):
            if word.islower():
                small[word] += 1
            elif not word.isupper():
                capital[word.lower()] += 1
    chosen = {word: capital[word] for word in capital if _is_noun(word, capital, small)}
    for word in [word for word in capital if word.endswith(PLURALS) and capital[word] >= LEAST_PLURAL]:
        chosen.setdefault(word[:-2], LEAST)  # Überschwemmung, where only Überschwemmungen was seen
    lines = [f"{min(9, max(1, round(math.log(count, 3))))}{word}" for word, count in sorted(chosen.items())]
    HOME.write_bytes(zlib.compress("\n".join(lines).encode("utf-8"), 9))
    print(f"{len(lines)} words, {HOME.stat().st_size} bytes", file=sys.stderr)  # noqa: T201 (run by hand)


def _is_noun(word: str, capital: Counter[str], small: Counter[str]) -> bool:
    return 4 <= len(word) <= LONGEST and capital[word] >= LEAST and small[word] < MOST_SMALL * capital[word]


def _read_texts(folder: Path) -> Iterator[str]:
    with gzip.open(folder / "dip21" / "vorgaenge-wp8-18.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            proceeding = json.loads(line)
            yield from filter(None, (proceeding["titel"], proceeding["abstrakt"], *proceeding["schlagwort"]))
    for name in ("revosax", "okfde"):
        yield from (path.read_text(encoding="utf-8") for path in sorted((folder / name).glob("*.md")))
    with gzip.open(folder / "smartdata" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (json.loads(line).get("text") or "" for line in lines)


if __name__ == "__main__":
    main()
