"""How many press releases a second `policytext add` reads, analyses and stores, with models and by rules alone.

    python benchmarks/adding.py [--releases 300] [--repeat 3]

Releases of about 300 words, put together by chance out of paragraphs of the corpus with other numbers in them, so that
no two are the same; half plain text and half HTML, and the same again as PDF (reportlab). Wall-clock seconds of the
whole command, start and all; the best of the repetitions, since other programs only ever take time.
"""

from __future__ import annotations

import argparse
import html
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from harness import ROOT, SEED, read_corpus_texts

WORDS = 300
KINDS = ("text", "pdf")


def releases(count: int) -> list[list[str]]:
    """Paragraphs of so many releases, the title first."""
    chance = random.Random(SEED)
    texts = read_corpus_texts()
    paragraphs = [part for text in texts for part in text.split("\n") if 20 <= len(part.split()) <= 120]
    titles = [text.split("\n")[0] for text in texts]
    found = []
    for number in range(count):
        release = [f"{chance.choice(titles)} ({number})"]
        while sum(len(part.split()) for part in release) < WORDS:
            release.append(re.sub(r"\b[1-9]\d\b", lambda _: str(chance.randint(10, 99)), chance.choice(paragraphs)))
        found.append(release)
    return found


def write(folder: Path, kind: str, found: list[list[str]]) -> None:
    """The releases as files."""
    folder.mkdir()
    for number, release in enumerate(found):
        if kind == "pdf":
            _pdf(folder / f"{number}.pdf", release)
        elif number % 2:
            (folder / f"{number}.txt").write_text("\n\n".join(release), encoding="utf-8")
        else:
            title, *rest = map(html.escape, release)
            body = "".join(f"<p>{part}</p>" for part in rest)
            head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
            page = f"<!doctype html><html>{head}<body><article><h1>{title}</h1>{body}</article></body></html>"
            (folder / f"{number}.html").write_text(page, encoding="utf-8")


def _pdf(path: Path, release: list[str]) -> None:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    styles = getSampleStyleSheet()
    title, *rest = map(html.escape, release)
    flow = [Paragraph(title, styles["Title"])]
    for part in rest:
        flow += [Paragraph(part, styles["BodyText"]), Spacer(1, 6)]
    SimpleDocTemplate(str(path)).build(flow)


def seconds(folder: Path, *options: str) -> float:
    """How long a new archive of these files takes."""
    with tempfile.TemporaryDirectory() as desk:
        command = [sys.executable, "-m", "policytext", "add", "--archive", f"{desk}/a.db", *options, str(folder)]
        before = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
        took = time.perf_counter() - before
    print(
        f"  {folder.name:5} {' '.join(options):11} {took:6.1f} s  {done.stderr.strip().rpartition(chr(10))[2]}",
        flush=True,
    )
    return took


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=300)
    parser.add_argument("--repeat", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as desk:
        for kind in KINDS:
            write(Path(desk, kind), kind, releases(wanted.releases))
        for kind in KINDS:
            for options in ((), ("--no-model",)):
                load = os.getloadavg()[0]
                best = min(seconds(Path(desk, kind), *options) for _ in range(wanted.repeat))
                told = " ".join(options) or "with models"
                print(f"{kind}, {told}: {wanted.releases / best:.1f} documents/s (load before: {load:.1f})")


if __name__ == "__main__":
    main()
