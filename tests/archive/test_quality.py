"""Sixty questions with known answers, beside plain FTS5 with OR over the same documents."""

from __future__ import annotations

import hashlib
import json
import math
import re
import sqlite3
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from policytext.analysis import Analysis
from policytext.archive import Archive
from policytext.german import sentences
from policytext.model import Document, Letterhead, Statement, View

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
QUERIES = tomllib.loads(Path(__file__).with_name("queries.toml").read_text(encoding="utf-8"))["queries"]
HEADING = re.compile(r"^#+ *(.*)", re.MULTILINE)
BETTER = 0.15  # nDCG@10 above plain FTS5, at least
Ask = Callable[[str], Sequence[str]]


def _corpus() -> Iterator[tuple[str, str, str]]:
    for path in sorted(ROOT.glob("corpus/*/gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = gold.get("document", gold)
        yield path.parent.name, document.get("title") or "", document.get("text") or gold["text"]


def _shared() -> Iterator[tuple[str, str, str]]:
    for folder in ("revosax", "okfde"):
        for path in sorted((SHARED / folder).glob("*.md")):
            text = path.read_text(encoding="utf-8")
            heading = HEADING.search(text)
            yield path.stem, heading[1] if heading else "", text


def _analysis(name: str, title: str, text: str) -> Analysis:
    statements, place = list[Statement](), 0
    for line in text.split("\n"):
        for start, end in sentences.split_sentences(line):
            one, two = place + start, place + end
            number = f"s{len(statements) + 1}"
            statements.append(Statement(start=one, end=two, text=text[one:two], kind="assertion", id=number))
        place += len(line) + 1
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    document = Document(text=text, view=View(text), head=Letterhead(title=title), name=name, sha256=sha256)
    return Analysis(document, statements=tuple(statements))


def _archived(folder: Path, papers: Sequence[tuple[str, str, str]]) -> Archive:
    archive = Archive(folder / "archive.db")
    archive.connection.execute("PRAGMA synchronous = OFF")
    for paper in papers:
        archive.add(_analysis(*paper))
    return archive


def _ours(archive: Archive) -> Ask:
    names = {entry.sha256: entry.name for entry in archive.documents()}

    def ask(words: str) -> list[str]:
        hits = archive.search(words, by="document", limit=10).hits
        return ["|".join([hit.document.name, *(names[other] for other in hit.similar)]) for hit in hits]

    return ask


def _plain(archive: Archive, papers: Sequence[tuple[str, str, str]]) -> Ask:
    """Plain FTS5, any of the words; near-identical documents count once, as with us."""
    families = dict(archive.connection.execute("SELECT name, family FROM documents"))
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE found USING fts5 (name UNINDEXED, title, text)")
    index.executemany("INSERT INTO found VALUES (?, ?, ?)", papers)

    def ask(words: str) -> list[str]:
        wanted = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", words))
        rows = index.execute("SELECT name FROM found WHERE found MATCH ? ORDER BY rank LIMIT 60", (wanted,))
        groups: dict[int, list[str]] = {}
        for (name,) in rows:
            groups.setdefault(families[name], []).append(name)
        return ["|".join(names) for names in groups.values()][:10]

    return ask


def _gains(found: Sequence[str], answers: Sequence[str]) -> list[int]:
    """For every rank, whether an answer stands there that stood at none before."""
    left, gains = list(answers), []
    for names in found:
        met = next(
            (one for one in left if any(n.startswith(p) for n in names.split("|") for p in one.split("|"))), None
        )
        gains.append(int(met is not None))
        if met is not None:
            left.remove(met)
    return gains


def _ndcg(gains: Sequence[int], answers: int) -> float:
    best = sum(1 / math.log2(rank + 2) for rank in range(min(answers, 10)))
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains[:10])) / best


def _scores(ask: Ask, queries: Sequence[dict[str, Any]]) -> dict[str, float]:
    return {one["ask"]: _ndcg(_gains(ask(one["ask"]), one["answers"]), len(one["answers"])) for one in queries}


@pytest.mark.parametrize("home", ["corpus", "shared"])
def test_search_is_far_better_than_plain_fts5(tmp_path: Path, home: str) -> None:
    if home == "shared" and not SHARED.exists():
        pytest.skip("the shared data (revosax, okfde) is not beside this copy")
    papers = list(_corpus()) if home == "corpus" else list(_shared())
    queries = [query for query in QUERIES if query["in"] == home]
    with _archived(tmp_path, papers) as archive:
        ours, plain = _scores(_ours(archive), queries), _scores(_plain(archive, papers), queries)
    means = [sum(scores.values()) / len(scores) for scores in (ours, plain)]
    assert [ask for ask, score in ours.items() if not score] == []
    assert means[0] >= means[1] + BETTER, means


def test_there_are_sixty_questions() -> None:
    assert len(QUERIES) == 60 and len({query["ask"] for query in QUERIES}) == 60
