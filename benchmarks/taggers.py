"""How fast the amount and time taggers are, beside other tools, and whether their time grows in step with the text.

    python benchmarks/taggers.py [--megabytes 1.0] [--seconds 20]

The text is the corpus' own, repeated. Each tool gets it paragraph by paragraph (policytext: as one document) on one
core; CPU seconds count. Tools that are not installed are said to be so; to install them:

    pip install recognizers-text-suite "emoji<2" dateparser
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, cycle
from time import process_time
from typing import TypeVar

from harness import measure_median, read_corpus_texts

from policytext import segment
from policytext.model import Document
from policytext.taggers import amounts, times

MEGABYTE = 1_000_000  # bytes of UTF-8
RUNS = 3
HARD = ("1234567890", "1.000.000,00 ", "Mio. ", "bis ", "zwei", "31.12.", "Ende 2018 bis ", "100 bis ", "(" * 9 + " ")
HARD_MEGABYTES = 0.1  # n of a hard line

G = TypeVar("G")
R = TypeVar("R")


def main() -> None:
    """Measure, and print each line as soon as it is measured."""
    options = _options()
    paragraphs = _paragraphs()
    if not paragraphs:
        raise SystemExit("no texts in the corpus: there must be corpus/*/gold.json")
    print("Speed, CPU seconds of one core")
    _show("tool", "MB read", "CPU s", "MB/s", "found")
    for row in chain(_our_speeds(_repeated(paragraphs, options.megabytes)), _other_speeds(paragraphs, options.seconds)):
        _show(*row)
    print("\nGrowth: CPU seconds of both taggers (and of segmenting); linear where 4n / n stays near 4")
    _show("text", "n (MB)", "n", "2n", "4n", "4n / n", "segm. n", "4n", "4n / n")
    for row in _growth(paragraphs, options.megabytes):
        _show(*row)


def _show(name: str, *cells: str) -> None:
    print(f"{name:40}", *(f"{cell:>9}" for cell in cells), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=1.0, help="size of the text for policytext")
    parser.add_argument("--seconds", type=float, default=20.0, help="CPU time given to each other tool")
    return parser.parse_args()


# ------------------------------------------------------------------------------------------------- texts


def _paragraphs() -> list[str]:
    """The paragraphs of all corpus texts."""
    return [paragraph for text in read_corpus_texts() for paragraph in text.split("\n\n") if paragraph.strip()]


def _repeated(paragraphs: Iterable[str], megabytes: float) -> str:
    """Paragraphs over and over, until the text has this size."""
    chosen: list[str] = []
    left = megabytes * MEGABYTE
    for paragraph in cycle(paragraphs):
        chosen.append(paragraph)
        left -= _size(paragraph) + 2
        if left <= 0:
            return "\n\n".join(chosen)
    raise ValueError("no paragraphs")


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


# ------------------------------------------------------------------------------------------------- speed


def _our_speeds(text: str) -> Iterator[tuple[str, ...]]:
    took, document = measure_median(partial(segment.from_text, text), RUNS)
    yield _row("policytext: segmenting", _size(text), took, len(document.sentences))
    for name, tag in _OURS.items():
        took, found = measure_median(partial(tag, document), RUNS)
        yield _row(f"policytext: {name}", _size(text), took, found)


def _amounts(document: Document) -> int:
    return sum(1 for _ in amounts.tag_amounts(document))


def _times(document: Document) -> int:
    return sum(1 for _ in times.tag_times(document))


def _both(document: Document) -> int:
    return _amounts(document) + _times(document)


_OURS = {"amounts": _amounts, "times": _times, "amounts and times": _both}


def _other_speeds(paragraphs: list[str], seconds: float) -> Iterator[tuple[str, ...]]:
    for name, load in (
        ("Recognizers-Text: currency and datetime", _recognizers),
        ("dateparser: search_dates", _dateparser),
    ):
        try:
            tool = load()
        except ImportError as error:
            yield (f"{name}: not installed ({error})",)
        else:
            yield _row(name, *_timed(tool, paragraphs, seconds))


def _recognizers() -> Callable[[str], int]:
    from recognizers_date_time import recognize_datetime
    from recognizers_number_with_unit import recognize_currency

    return lambda text: len(recognize_currency(text, "de-de")) + len(recognize_datetime(text, "de-de"))


def _dateparser() -> Callable[[str], int]:
    from dateparser.search import search_dates

    return lambda text: len(search_dates(text, languages=["de"]) or ())


def _timed(tool: Callable[[str], int], paragraphs: list[str], seconds: float) -> tuple[int, float, int]:
    """Bytes read, CPU seconds and findings, until the time is up or every paragraph was read once."""
    tool(paragraphs[0])  # loading of grammars does not count
    read = found = 0
    start = process_time()
    for paragraph in paragraphs:
        found += tool(paragraph)
        read += _size(paragraph)
        if process_time() - start > seconds:
            break
    return read, process_time() - start, found


def _row(name: str, size: int, took: float, found: int) -> tuple[str, ...]:
    return name, f"{size / MEGABYTE:.3f}", f"{took:.2f}", f"{size / MEGABYTE / took:.4f}", str(found)


# ------------------------------------------------------------------------------------------------- growth


def _growth(paragraphs: list[str], megabytes: float) -> Iterator[tuple[str, ...]]:
    """Seconds for n, 2n and 4n of the corpus and of lines that tempt a pattern to look far ahead."""
    yield "corpus", *_grown([_repeated(paragraphs, megabytes / part) for part in (4, 2, 1)])
    for unit in HARD:
        count = int(HARD_MEGABYTES * MEGABYTE / _size(unit))
        yield f"one line of {unit!r}", *_grown([unit * count * factor for factor in (1, 2, 4)])


def _grown(texts: list[str]) -> Iterator[str]:
    documents = [measure_median(partial(segment.from_text, text), RUNS) for text in texts]
    took = [measure_median(partial(_both, document), RUNS)[0] for _, document in documents]
    split = [seconds for seconds, _ in documents]
    yield f"{_size(texts[0]) / MEGABYTE:.2f}"
    yield from (f"{seconds:.2f}" for seconds in took)
    yield f"{took[2] / took[0]:.1f}"
    yield from (f"{split[0]:.2f}", f"{split[2]:.2f}", f"{split[2] / split[0]:.1f}")


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # other tools' deprecations; ours are errors in the tests
    main()
