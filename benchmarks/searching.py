"""How well the archive finds a council's answer by the subject of the motion or question that it answers.

    python benchmarks/searching.py PAPERS.jsonl.gz [--papers 1000] [--share 0.6] [--half build] [--seed x]

PAPERS are council papers, one JSON object a line: `name` (the register's title), `file`, `type`, `paper` (a group) and
`text`. An **answer** is a paper that says in its head or file name that it is a "Stellungnahme" and whose register's
title names a subject; the **question** is that subject, without who asked ("Anfrage GRÜNE: …"). The subject is taken
off the answer's text: whole wherever it stands, and in the first 80 lines every line that consists of its words. Of a
group only one paper is taken, so that neither motion nor minutes, which have the subject as their title, stand in the
way. `--papers` are taken in the order of a hash of their group and the seed, `--share` of them answers, the others of
any kind, with their titles. The first bit of the hash says which half a question belongs to: weights are chosen on
`build`; `kept` is only looked at as a figure. Another `--seed` gives other papers and other questions.

MRR@10 and the share of questions whose answer is among the first ten, beside plain FTS5 with any of the words;
near-identical papers count as one.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from harness import measure_call

from policytext.analysis import Analysis
from policytext.archive import Archive
from policytext.german import search_terms, sentences
from policytext.model import Document, Letterhead, Statement, View

ANSWER = re.compile(r"stellungnahme|\bstn\b", re.IGNORECASE)
MINUTES = re.compile(r"protokoll|niederschrift|auszug", re.IGNORECASE)
NUMBERED = re.compile(r"^(?:[A-ZÄÖÜ]+\d*_?)+\d+\s*[-–]?\s*")  # HHS4_GR81 - Finanzmittel für …
ASKED_BY = re.compile(r"antrag|anfrage|fraktion|\bStRn?\b|\bTHH\b|haushalt 20")  # CDU: …   Ergänzungsantrag AfD: …
PARTY = re.compile(r"\b(?:CDU|SPD|FDP|AfD|GRÜNE|KAL|Linke|LINKE|FW|FÜR|KULT|BüKa|GfK|BüMi|BFW)\b")
HEAD = 600  # characters in which a paper says what it is
LINES = 80  # lines of a paper's head
SHORTEST = 2  # words of a subject that are no function words
LEAST = 1500  # characters of an answer: shorter ones are forms without a word on the subject


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it goes into the archive; `subject` is the question that it answers, if any."""

    name: str
    title: str | None
    text: str
    subject: str | None
    half: str


def papers(path: Path, count: int, share: float, seed: str) -> Iterator[Paper]:
    """The papers of one run, in the order of their hash."""
    groups: dict[str, list[dict[str, str]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            groups.setdefault(one["paper"], []).append(one)
    wanted = {True: int(count * share), False: count - int(count * share)}
    seen = set[str]()
    for group in sorted(groups, key=lambda name: _hash(name + seed)):
        paper = _paper(groups[group], _hash(group + seed))
        if wanted[paper.subject is not None] and (paper.subject or paper.name) not in seen:
            wanted[paper.subject is not None] -= 1
            seen.add(paper.subject or paper.name)
            yield paper


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _paper(group: Sequence[dict[str, str]], mark: str) -> Paper:
    subject = _subject(group[0]["name"])
    answers = [one for one in group if not MINUTES.search(one["file"]) and _answers(one)]
    one = max(answers or group, key=lambda one: (bool(ANSWER.search(one["file"])), len(one["text"])))
    half = "build" if int(mark[0], 16) % 2 else "kept"
    if not answers or not subject or len(one["text"]) < LEAST:
        return Paper(one["id"], one["name"], one["text"], None, half)
    return Paper(one["id"], None, _without(one["text"], subject), subject, half)


def _answers(one: dict[str, str]) -> bool:
    return bool(ANSWER.search(one["file"]) or ANSWER.search(one["text"][:HEAD]))


def _subject(name: str) -> str | None:
    """What a motion is about, without who moves it."""
    pieces = [piece.strip() for piece in re.split(r":\s|\n", name)]
    told = [piece for piece in pieces if piece and not ASKED_BY.search(piece) and not PARTY.search(piece)]
    subject = NUMBERED.sub("", " ".join(": ".join(told).split()))
    words = {form.form for form in search_terms.list_forms(subject)} - search_terms.stop_words()
    return subject if len(words) >= SHORTEST else None


def _without(text: str, subject: str) -> str:
    """A text without the subject that stands over it."""
    text = re.sub(r"(?<=[a-zäöüß])-[ \t]*\n[ \t]*(?=[a-zäöüß])", "", text)
    words = [form.form for form in search_terms.list_forms(subject)]
    whole = re.compile(r"\W+".join(map(re.escape, words)), re.IGNORECASE)
    lines = whole.sub(" ", text).split("\n")
    return "\n".join(line for number, line in enumerate(lines) if number >= LINES or not _of(line, frozenset(words)))


def _of(line: str, words: frozenset[str]) -> bool:
    """Whether a line consists of these words."""
    own = [form.form for form in search_terms.list_forms(line)]
    return bool(own) and sum(word in words for word in own) >= 0.75 * len(own)


def analysis(paper: Paper) -> Analysis:
    """A paper whose sentences are its statements."""
    statements, place = list[Statement](), 0
    for line in re.split(r"(?<=\n\s)\n|\n(?= *\n)", paper.text):
        start = paper.text.index(line, place)
        for one, two in sentences.split_sentences(line):
            span = {"start": start + one, "end": start + two, "text": line[one:two], "page": 1}
            statements.append(Statement(**span, kind="assertion", id=f"s{len(statements) + 1}"))
        place = start + len(line)
    head = Letterhead(kind="council_paper", title=paper.title)
    document = Document(text=paper.text, view=View(paper.text), head=head, name=paper.name, sha256=_hash(paper.name))
    return Analysis(document, statements=tuple(statements))


def scores(ask: Callable[[str], Sequence[str]], asked: Sequence[Paper]) -> tuple[float, float, float]:
    """MRR@10, the share found in the first ten, and CPU milliseconds that 95 in 100 questions stay below."""
    ranks, times = [], []
    for paper in asked:
        seconds, found = measure_call(lambda subject=paper.subject or "": ask(subject)[:10])
        times.append(seconds)
        ranks.append(next((rank for rank, names in enumerate(found, 1) if paper.name in names.split("|")), 0))
    mrr = sum(1 / rank for rank in ranks if rank) / len(ranks)
    return mrr, sum(map(bool, ranks)) / len(ranks), 1000 * sorted(times)[int(0.95 * len(times))]


def ours(archive: Archive) -> Callable[[str], Sequence[str]]:
    """Documents of an archive, near-identical ones together."""
    names = {entry.sha256: entry.name for entry in archive.documents()}

    def ask(words: str) -> list[str]:
        hits = archive.search(re.sub(r"[^\w\s-]|(?<!\w)-", " ", words), by="document", limit=10, any=True).hits
        return ["|".join([hit.document.name, *(names[other] for other in hit.similar)]) for hit in hits]

    return ask


def plain(found: Sequence[Paper]) -> Callable[[str], Sequence[str]]:
    """Plain FTS5, any of the words."""
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE found USING fts5 (name UNINDEXED, title, text)")
    index.executemany("INSERT INTO found VALUES (?, ?, ?)", [(one.name, one.title, one.text) for one in found])

    def ask(words: str) -> list[str]:
        wanted = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", words))
        rows = index.execute("SELECT name FROM found WHERE found MATCH ? ORDER BY rank LIMIT 10", (wanted,))
        return [row[0] for row in rows]

    return ask


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--papers", type=int, default=1000)
    parser.add_argument("--share", type=float, default=0.6)
    parser.add_argument("--half", choices=("build", "kept"), default="build")
    parser.add_argument("--seed", default="")
    options = parser.parse_args()
    found = list(papers(options.file, options.papers, options.share, options.seed))
    asked = [paper for paper in found if paper.subject and paper.half == options.half]
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "a.db") as archive:
        archive.connection.execute("PRAGMA synchronous = OFF")  # a file that goes away
        for paper in found:
            archive.add(analysis(paper))
        print(f"{len(found)} papers, {len(asked)} questions ({options.half})")
        for tool, ask in (("policytext", ours(archive)), ("plain FTS5", plain(found))):
            mrr, share, slow = scores(ask, asked)
            print(f"{tool:12} MRR@10 {mrr:.3f}   found in ten {share:.3f}   p95 {slow:.1f} ms", flush=True)


if __name__ == "__main__":
    main()
