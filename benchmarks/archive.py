"""How fast the archive answers as it grows, and how large it is, beside plain FTS5 and tantivy.

    python benchmarks/archive.py [--statements 2000 20000 200000] [--queries 200] [--keep FOLDER]

A seeded generator makes documents of 20 to 30 statements out of the corpus' sentences and of templates, with a
Zipf-like vocabulary of made-up names and topics; they go through the store as analyses would. Questions are one to
three words, three quarters of them with facts; every answer has its facet counts. CPU milliseconds of one core.
tantivy (pip install tantivy) is left out where it is not installed.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from time import process_time

from harness import SEED, measure_median, measure_seconds, read_corpus_texts

from policytext import lexicon
from policytext.analysis import Analysis
from policytext.archive import Archive
from policytext.model import (
    Actor,
    ActorMention,
    Amount,
    AreaScore,
    Document,
    Letterhead,
    Record,
    Statement,
    Time,
    View,
)

SENTENCE = re.compile(r"[^.!?\n]{40,220}[.!?](?=\s)")
TEMPLATES = (
    "{speaker} fordert für {topic} in {place} weitere {amount}.",
    "Für {topic} stellt das Land der Gemeinde {place} bis {day} {amount} bereit.",
    "Der Ausschuss beriet in {place} über {topic} und {other}.",
    "{speaker} lehnte es ab, {topic} ohne {other} zu beschließen.",
    "Die Mittel von {amount} für {topic} laufen am {day} aus.",
    "In {place} sei {topic} wichtiger als {other}, sagte {speaker}.",
)
ACTS = ("information", "information", "demand", "promise", "refusal")
KINDS = ("press_release", "press_release", "council_paper", "news", "guideline")
FIRST = "Anke Bernd Carola Detlef Elke Frauke Gerd Hanne Ingo Jutta Klaas Lene Malte Nele Okko Petra Sönke Uwe".split()
LAST = "Aulbach Brandl Claussen Dierks Ehlers Grothe Harms Iversen Jessen Kroll Lüders Marten Niebuhr Ohlsen".split()
PLACES = (
    "Ostrahn Steinwedde Brehmstadt Eschenfurt Hallerfeld Tiefenwalde Moorkamp Lindau-Süd Kaltenbrück Auental".split()
)


class Chance:
    """Random choices with Zipf's frequencies, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        terms = [term for area in lexicon.load_lexicon("areas")["areas"].values() for term in area["terms"]]
        self.topics = sorted(set(terms))
        self.random.shuffle(self.topics)
        self.areas = sorted(lexicon.load_lexicon("areas")["areas"])
        self.people = [f"{first} {last}" for first in FIRST for last in LAST]
        self.random.shuffle(self.people)
        self.sentences = [found for text in read_corpus_texts() for found in SENTENCE.findall(text)]
        self.weights = {
            len(row): _zipf(len(row)) for row in (self.topics, self.areas, self.people, self.sentences, PLACES)
        }

    def one(self, row: Sequence[str]) -> str:
        """One of a row; the earlier it stands, the more often."""
        return self.random.choices(row, cum_weights=self.weights[len(row)])[0]

    def day(self) -> date:
        """A day of fifteen years."""
        return date(2010, 1, 1) + timedelta(days=self.random.randrange(15 * 365))


def _zipf(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 2) for rank in range(count)))


def papers(statements: int, chance: Chance) -> Iterator[Analysis]:
    """Documents until there are so many statements."""
    number = made = 0
    while made < statements:
        count = min(chance.random.randint(20, 30), statements - made)
        yield _paper(number, count, chance)
        made, number = made + count, number + 1


def _paper(number: int, count: int, chance: Chance) -> Analysis:
    draft = Draft([], [], [], [], {})
    text = ""
    for index in range(1, count + 1):
        start = len(text)
        text += _sentence(draft, start, chance) + " "
        areas = (AreaScore(area=chance.one(chance.areas), score=0.8),) if chance.random.random() < 0.6 else ()
        speaker = next((id_ for name, id_ in draft.people.items() if name in text[start:]), None)
        act = chance.random.choice(ACTS)
        span = {"start": start, "end": len(text) - 1, "text": text[start:-1], "page": 1}
        draft.statements.append(
            Statement(
                **span,
                kind="reported" if speaker else "assertion",
                speaker=speaker,
                act=act,
                areas=areas,
                id=f"s{index}",
            )
        )
    title = f"{chance.one(chance.topics)}: {chance.one(PLACES)} berät über {chance.one(chance.topics)}"
    head = Letterhead(
        kind=chance.random.choice(KINDS), title=title, issuer=f"Stadt {chance.one(PLACES)}", issued=chance.day()
    )
    sha256 = hashlib.sha256(f"{number}{text}".encode()).hexdigest()
    document = Document(text=text, view=View(text), head=head, language="de", name=f"{number}.txt", sha256=sha256)
    return draft.finished(document)


@dataclass
class Draft:
    """A document being made."""

    statements: list[Statement]
    amounts: list[Amount]
    times: list[Time]
    mentions: list[tuple[str, ActorMention]]
    people: dict[str, str]

    def finished(self, document: Document) -> Analysis:
        """With actors and records."""
        actors = tuple(
            Actor(name=name, kind="person", mentions=tuple(m for who, m in self.mentions if who == name), id=id_)
            for name, id_ in self.people.items()
        )
        records = tuple(
            Record(amount=amount.id, status="demanded", statement=said.id, id=f"r{number}")
            for number, amount in enumerate(self.amounts, 1)
            if (said := next((s for s in self.statements if s.start <= amount.start < s.end), None))
        )
        return Analysis(document, tuple(self.amounts), tuple(self.times), actors, tuple(self.statements), records)


def _sentence(draft: Draft, start: int, chance: Chance) -> str:
    """A sentence of the corpus or of a template, its facts noted."""
    if chance.random.random() < 0.4:
        return chance.one(chance.sentences)
    number, day, name = chance.random.randint(1, 900) * 100_000, chance.day(), chance.one(chance.people)
    amount, until = f"{number / 1e6:.1f} Millionen Euro".replace(".", ","), day.strftime("%d.%m.%Y")
    slots = {"topic": chance.one(chance.topics), "other": chance.one(chance.topics), "place": chance.one(PLACES)}
    text = chance.random.choice(TEMPLATES).format(speaker=name, amount=amount, day=until, **slots)
    if amount in text:
        money = Decimal(number)
        span = _span(text, amount, start)
        draft.amounts.append(
            Amount(**span, kind="money", low=money, high=money, unit="EUR", id=f"a{len(draft.amounts) + 1}")
        )
    if until in text:
        days = {"value": day.isoformat(), "earliest": day, "latest": day}
        draft.times.append(
            Time(**_span(text, until, start), type="DATE", role="deadline", id=f"t{len(draft.times) + 1}", **days)
        )
    if name in text:
        draft.people.setdefault(name, f"p{len(draft.people) + 1}")
        draft.mentions.append((name, ActorMention(**_span(text, name, start), form="name")))
    return text


def _span(text: str, words: str, start: int) -> dict[str, object]:
    place = start + text.index(words)
    return {"start": place, "end": place + len(words), "text": words, "page": 1}


def questions(count: int, chance: Chance) -> list[tuple[str, str]]:
    """Words, and the same with facts for three in four."""
    facts = (
        lambda: f"betrag:>{chance.random.randint(1, 50)}mio",
        lambda: f"frist:<{chance.random.randint(2012, 2024)}",
        lambda: f"bereich:{chance.one(chance.areas)}",
        lambda: f"sprecher:{chance.one(LAST_)}",
        lambda: f"seit:{chance.random.randint(2010, 2020)}",
    )
    found = []
    for _ in range(count):
        topics = " ".join(chance.one(chance.topics) for _ in range(chance.random.randint(1, 2)))
        words = " ".join(re.findall(r"\w+", topics)[: chance.random.randint(1, 3)])
        more = [chance.random.choice(facts)()] if chance.random.random() < 0.75 else []
        found.append((words, " ".join([words, *more])))
    return found


LAST_ = tuple(LAST)


def main() -> None:
    """Measure, and print each line as soon as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, nargs="+", default=[2_000, 20_000, 200_000])
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="folder for the archives (default: one that goes away)")
    options = parser.parse_args()
    print(f"{'statements':>10} {'tool':34} {'p50':>8} {'p95':>8} {'p99':>8}   notes")
    with tempfile.TemporaryDirectory() as folder:
        for statements in options.statements:
            measure(statements, options.queries, options.keep or Path(folder))


def measure(statements: int, queries: int, folder: Path) -> None:
    """All tools on one size."""
    path = folder / f"{statements}.db"
    if not path.exists():
        _built(path, statements)
    chance = Chance(SEED + 1)
    chance.weights[len(LAST_)] = _zipf(len(LAST_))
    asked = questions(queries, chance)
    opening = [measure_seconds(lambda: Archive(path, readonly=True).close()) for _ in range(5)]
    cold = _cold(path)
    with Archive(path, readonly=True) as archive:
        stats = archive.stats()
        ratio = path.stat().st_size / stats["characters"]
        opened = f"opened in {1000 * statistics.median(opening):.1f} ms"
        note = f"{opened}, new process to first answer {cold:.2f} s, {ratio:.2f} x the text"
        _row(
            statements,
            "policytext, words and facts",
            [measure_seconds(lambda q=q: archive.search(q)) for _, q in asked],
            note,
        )
        _row(statements, "policytext, words", [measure_seconds(lambda q=q: archive.search(q)) for q, _ in asked], "")
        by = [measure_seconds(lambda q=q: archive.search(q, by="document")) for _, q in asked]
        _row(statements, "policytext, documents by both", by, "")
        rows = archive.connection.execute(
            "SELECT s.id, text, start, stop FROM statements s JOIN contents c USING (document)"
        )
        from policytext.archive.storage.codec import expand_text

        texts = [(id_, expand_text(packed)[start:stop]) for id_, packed, start, stop in rows]
    _others(statements, texts, [words for words, _ in asked])


def _built(path: Path, statements: int) -> None:
    started = process_time()
    with Archive(path) as archive:
        archive.connection.execute(
            "PRAGMA synchronous = OFF"
        )  # for the generator only; the rate of adding is measured below
        made = sum(archive.add(paper).new for paper in papers(statements, Chance(SEED)))
        rate = made / (process_time() - started)
        archive.connection.execute("PRAGMA synchronous = FULL")
        safe = [measure_seconds(lambda p=p: archive.add(p)) for p in papers(1000, Chance(SEED + 2))]
        print(
            f"{statements:>10} added: {rate:.0f} documents/s made and added, {len(safe) / sum(safe):.0f} added safely",
            flush=True,
        )


def _cold(path: Path) -> float:
    """CPU seconds of a new Python with its first answer, the median of five."""
    code = (
        f"from policytext.archive import Archive; Archive({str(path)!r}, readonly=True).search('Radweg betrag:>1mio')"
    )
    return measure_median(lambda: subprocess.run([sys.executable, "-c", code], check=True), 5)[0]


def _others(statements: int, texts: Sequence[tuple[int, str]], asked: Sequence[str]) -> None:
    """Words only, without facts, facets and snippets: what the bare indexes need."""
    plain = sqlite3.connect(":memory:")
    plain.execute("CREATE VIRTUAL TABLE found USING fts5 (text)")
    plain.executemany("INSERT INTO found (rowid, text) VALUES (?, ?)", texts)
    sql = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT 20"
    times = [
        measure_seconds(lambda q=q: plain.execute(sql, (" ".join(f'"{w}"' for w in q.split()),)).fetchall())
        for q in asked
    ]
    _row(statements, "plain FTS5, words only", times, "unicode61, no facts, facets, snippets")
    try:
        times = _tantivy(texts, asked)
    except ImportError:
        print(f"{statements:>10} tantivy is not installed")
        return
    _row(statements, "tantivy, words only", times, "German stems, no facts, facets, snippets")


def _tantivy(texts: Sequence[tuple[int, str]], asked: Sequence[str]) -> list[float]:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True)
    builder.add_text_field("text", tokenizer_name="de_stem")
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for id_, text in texts:
        writer.add_document(tantivy.Document(id=id_, text=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(words: str) -> None:
        query = index.parse_query(" ".join(f"+{word}" for word in words.split()), ["text"])
        found = searcher.search(query, 20)
        [searcher.doc(address)["id"] for _, address in found.hits]

    return [measure_seconds(lambda q=q: ask(q)) for q in asked]


def _row(statements: int, tool: str, seconds: Sequence[float], note: str) -> None:
    cuts = statistics.quantiles(seconds, n=100)
    figures = " ".join(f"{1000 * cuts[cut - 1]:8.1f}" for cut in (50, 95, 99))
    print(f"{statements:>10} {tool:34} {figures}   {note}", flush=True)


if __name__ == "__main__":
    main()
