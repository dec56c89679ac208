"""How fast PDF pages are read, beside pdftotext, pdfium's bare text and pdfplumber, and how much memory it takes.

    python benchmarks/reading.py [FOLDER] [--pages 20] [--rounds 3] [--large 300]

Reads the middle pages of every PDF of a folder, or, without one, of papers made here (`made_papers`). The tools take
turns on each file, so that whatever else the machine does meets all alike; what counts is the median over the rounds
of CPU milliseconds a page (pdfplumber, the slowest by far, takes part in the first round only). pdftotext is a process
whose start is told apart. Policytext only reads: lines with boxes, in order, tables; no OCR. Memory is the peak of a
fresh process for each tool but pdfplumber with one large document.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import fmean, median

from harness import measure_seconds

Tool = Callable[[Path], object]
WIDTH = 26


def main() -> None:
    """Measures, and prints each file's line as soon as it is measured."""
    options = _options()
    if options.peak_of:
        _tell_peak(*options.peak_of)
        return
    with tempfile.TemporaryDirectory() as folder:
        papers = _papers(options, Path(folder))
        tools = _tools()
        print(f"CPU milliseconds a page, at most {options.pages} pages a file, median of {options.rounds} rounds")
        print(f"{'':{WIDTH}}", *(f"{name:>18}" for name in tools))
        rows = {path.stem: _row(path, tools, options.rounds) for path in papers}
        _print_sums(rows, tools)
        _print_peaks(_large(papers, options, Path(folder)), tools)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="a folder with PDFs")
    parser.add_argument("--pages", type=int, default=20, help="pages of a file, from its middle")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of which the median counts")
    parser.add_argument("--large", type=int, default=300, help="pages of the document for the memory, if it is made")
    parser.add_argument("--peak-of", nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args()


def _papers(options: argparse.Namespace, folder: Path) -> list[Path]:
    """The files to read, cut to as many pages as was asked for."""
    from made_papers import KINDS, cut, make_paper

    if options.folder:
        files = {path.stem: path.read_bytes() for path in sorted(options.folder.glob("*.pdf"))}
    else:
        files = {kind: make_paper(kind, options.pages) for kind in KINDS}
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(cut(data, options.pages))
    return [folder / f"{name}.pdf" for name in files]


def _large(papers: list[Path], options: argparse.Namespace, folder: Path) -> Path:
    """The document for the memory: the file of the folder with most pages, as it is, or one that is made."""
    from made_papers import make_paper

    if options.folder:
        return max((options.folder / path.name for path in papers), key=_pages)
    path = folder / "large.pdf"
    path.write_bytes(make_paper("reports", options.large))
    return path


def _pages(path: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


# ------------------------------------------------------------------------------------------------- tools


def _tools() -> dict[str, Tool]:
    tools: dict[str, Tool] = {"pdfium": _pdfium, "pdfplumber": _pdfplumber, "policytext": _policytext}
    try:
        subprocess.run(["pdftotext", "-v"], capture_output=True, check=False)
    except OSError:
        print("pdftotext is not installed (poppler-utils): it is left out")
        return tools
    return {"pdftotext": _pdftotext, "its start": _pdftotext_start, **tools}


def _pdftotext(path: Path) -> object:
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout


def _pdftotext_start(path: Path) -> object:
    return subprocess.run(["pdftotext", "-v"], capture_output=True, check=False, cwd=path.parent).stderr


def _pdfium(path: Path) -> object:
    import pypdfium2

    texts: list[str] = []
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
    return texts


def _pdfplumber(path: Path) -> object:
    import pdfplumber

    texts: list[str] = []
    with pdfplumber.open(io.BytesIO(path.read_bytes())) as pdf:
        for page in pdf.pages:
            texts.append(page.extract_text())
            page.close()
    return texts


def _policytext(path: Path) -> object:
    from policytext.readers.pdf import read_pdf

    return read_pdf(path.read_bytes(), path.name, ocr="never")


# ------------------------------------------------------------------------------------------------- measuring


def _row(path: Path, tools: dict[str, Tool], rounds: int) -> dict[str, float]:
    """CPU milliseconds a page for each tool."""
    took: dict[str, list[float]] = {name: [] for name in tools}
    tools["policytext"](path)  # loading of libraries does not count
    for number in range(rounds):
        for name, tool in tools.items():
            if name == "pdfplumber" and number:
                continue
            took[name].append(measure_seconds(partial(tool, path)) / _pages(path) * 1000)
    row = {name: median(times) for name, times in took.items()}
    print(f"{path.stem[:WIDTH]:{WIDTH}}", *(f"{figure:18.2f}" for figure in row.values()), flush=True)
    return row


def _print_sums(rows: dict[str, dict[str, float]], tools: dict[str, Tool]) -> None:
    mean = {name: fmean(row[name] for row in rows.values()) for name in tools}
    print(f"{'mean over files':{WIDTH}}", *(f"{figure:18.2f}" for figure in mean.values()))
    _print_ratio("pdfplumber to policytext", rows, "pdfplumber", "policytext")
    _print_ratio("policytext to pdfium", rows, "policytext", "pdfium")
    if "pdftotext" in tools:
        bare = {name: {**row, "pdftotext": row["pdftotext"] - row["its start"]} for name, row in rows.items()}
        _print_ratio("policytext to pdftotext", rows, "policytext", "pdftotext")
        _print_ratio("the same without its start", bare, "policytext", "pdftotext")


def _print_ratio(says: str, rows: dict[str, dict[str, float]], one: str, other: str) -> None:
    each = [row[one] / row[other] for row in rows.values()]
    mean = sum(row[one] for row in rows.values()) / sum(row[other] for row in rows.values())
    print(f"{says:{WIDTH}} {mean:.1f} times, files {median(each):.1f} ({min(each):.1f} to {max(each):.1f})")


# ------------------------------------------------------------------------------------------------- memory


def _print_peaks(path: Path, tools: dict[str, Tool]) -> None:
    print(f"peak memory, MB, {path.name} of {_pages(path)} pages:", end="")
    for name in (*tools, "policytext, document"):
        if name not in ("its start", "pdfplumber"):
            run = subprocess.run(
                [sys.executable, __file__, "--peak-of", name, str(path)], capture_output=True, check=True, text=True
            )
            print(f" {name} {float(run.stdout):.0f}", end=",", flush=True)
    print()


def _tell_peak(name: str, file: str) -> None:
    """Prints the peak memory (MB) of this fresh process with one tool; a process that it starts counts alone."""
    path = Path(file)
    if name == "pdftotext":
        with Path(os.devnull).open("w") as nothing:
            run = subprocess.Popen(["pdftotext", file, "-"], stdout=nothing)
        _, _, used = os.wait4(run.pid, 0)
        run.returncode = 0
        print(used.ru_maxrss / 1024)
        return
    found = _document(path) if name == "policytext, document" else _tools()[name](path)
    if not found:
        raise SystemExit("no text was read")
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    print(int(status["VmHWM"].split()[0]) / 1024)


def _document(path: Path) -> object:
    """The document: read, cleaned and segmented."""
    from policytext.clean import clean_document
    from policytext.readers.pdf import read_pdf
    from policytext.segment import assemble_document

    return assemble_document(clean_document(read_pdf(path.read_bytes(), path.name, ocr="never")))


if __name__ == "__main__":
    main()
