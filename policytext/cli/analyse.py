"""`policytext analyse`: from files to facts."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from policytext import exports
from policytext.cli import batch
from policytext.cli.inputs import Source, documents, sources
from policytext.cli.options import check_excel_de, excel_de, wishes, work
from policytext.cli.printing import output, printed
from policytext.errors import BadInput, PolicytextError, UnknownFormat

if TYPE_CHECKING:
    from policytext.analysis import Analysis
    from policytext.pipeline import Wishes
    from policytext.workers import Outcome

Say = Callable[[str], None]
Analysed: TypeAlias = "Outcome[batch.Task, Analysis]"
EXCEL_DE = "csv for a German Excel"
FEW_FILES = 3  # up to here a progress bar is more noise than news


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE…")
@click.option("--format", "form", type=click.Choice(["text", *exports.FORMATS]), help="What to write [default: text].")
@click.option(
    "--lines",
    is_flag=True,
    help="Read JSONL: objects with id, text and optionally issued, land, title, issuer, kind; write JSONL.",
)
@click.option("--explain", is_flag=True, help="Say which words carried each area, and with what weight.")
@output
@excel_de
@wishes
@work
def analyse(files: tuple[str, ...], form: str | None, lines: bool, excel_de: bool, **options: Any) -> None:
    """Analyse files, directories (recursively), globs, or standard input (-).

    \b
    policytext analyse mitteilung.pdf
    policytext analyse --format jsonl archiv/ > fakten.jsonl
    policytext analyse --format csv archiv/ > mittel.csv
    policytext analyse --explain --format html mitteilung.pdf > bericht.html
    policytext analyse --lines - < saetze.jsonl
    """
    if lines and form not in (None, "jsonl"):
        raise click.UsageError("--lines writes JSONL: leave --format out")
    check_excel_de(form, excel_de=excel_de)
    if options["explain"] and not options["model"]:
        raise click.UsageError("--explain tells of the area model: leave --no-model out")
    if not lines:
        batch.prepare(models=options["model"])
    from policytext.pipeline import Wishes

    how = batch.Work(**{option: options.pop(option) for option in ("workers", "timeout", "memory")})
    chosen = Wishes(**options)
    failed = (
        _lines(files, chosen) if lines else _documents(files, EXCEL_DE if excel_de else form or "text", chosen, how)
    )
    sys.exit(1 if failed else 0)


# ---------------------------------------------------------------------------------------------- whole documents


def _documents(files: tuple[str, ...], form: str, chosen: Wishes, how: batch.Work) -> int:
    """Analyses every file and writes it out; the number of files that failed."""
    todo = list(documents(files, chosen.password))
    batch.tell_strangers(chosen.metadata, map(batch.document_name, todo))
    failures: list[Source] = []
    outcomes = batch.outcomes(todo, batch.analysed, chosen, how)
    with _progress(outcomes, len(todo)) as (steps, say):
        _write(_analyses(steps, failures, say), form, chosen, many=len(todo) > 1)
    return len(failures)


def _analyses(steps: Iterable[Analysed], failures: list[Source], say: Say) -> Iterator[Analysis]:
    """The analyses, one at a time; what fails is said at once and kept in `failures`."""
    for outcome in steps:
        if outcome.value is not None:
            for words in (unread := batch.unread(outcome.value.document)):
                say(words)
            failures += [outcome.item.source] if unread else []
            yield outcome.value
            continue
        source = outcome.item.source
        passed_over = source.found and isinstance(outcome.error, UnknownFormat)  # it merely lay in a directory
        say(f"policytext: {'skipped: ' if passed_over else ''}{outcome.error}")
        failures += [] if passed_over else [source]


def _write(analyses: Iterator[Analysis], form: str, chosen: Wishes, *, many: bool) -> None:
    """Write the analyses to standard output; JSON is one object for one file, a list of objects for several."""
    if form == "text":
        _show(analyses, _titles(chosen))
    elif form == "json":
        exports.json.write(analyses, sys.stdout, many=many)
    elif form == "html":
        from policytext.exports import html

        html.write(analyses, sys.stdout, titles=_titles(chosen))
    elif form == EXCEL_DE:
        exports.csv.write(analyses, sys.stdout, excel_de=True)
    else:
        exports.FORMATS[form](analyses, sys.stdout)


def _titles(chosen: Wishes) -> Mapping[str, str] | None:
    """The titles of the areas of a user's own model; `None` for the built-in ones and where it cannot be used."""
    from policytext.areas import load

    try:
        return load(chosen.areas).model.titles if chosen.areas and chosen.model else None
    except PolicytextError:
        return None  # every file will say so


def _show(analyses: Iterable[Analysis], titles: Mapping[str, str] | None) -> None:
    from policytext.cli.report import show

    for analysis in analyses:
        printed(partial(show, analysis, titles=titles))
        click.echo()


@contextmanager
def _progress(outcomes: Iterable[Analysed], total: int) -> Iterator[tuple[Iterable[Analysed], Say]]:
    """The outcomes and a way to say something; with a bar where there are many and the data goes elsewhere."""
    if total <= FEW_FILES or not sys.stderr.isatty() or sys.stdout.isatty():
        yield outcomes, _say
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from policytext.cli.screen import Screen

    columns = (TextColumn("analysing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    errors = Screen(stderr=True, soft_wrap=True)
    with Progress(*columns, console=errors, transient=True, redirect_stdout=False) as progress:
        yield progress.track(outcomes, total=total), errors.print


def _say(words: str) -> None:
    click.echo(words, err=True)


# ---------------------------------------------------------------------------------------------- many short texts


def _lines(files: tuple[str, ...], chosen: Wishes) -> int:
    """Analyses the texts of JSONL files and writes JSONL; the number of lines and files that failed."""
    failures = 0
    for source in sources(files):
        try:
            for number, line in enumerate(_text_lines(source), 1):
                failures += _line(line, where=f"{source.name}, line {number}", chosen=chosen)
        except (OSError, UnicodeDecodeError, PolicytextError) as error:
            cause = error.strerror if isinstance(error, OSError) else error
            _say(f"policytext: {source.name}: {cause}; give a JSONL file in UTF-8")
            failures += 1
    return failures


def _text_lines(source: Source) -> Iterator[str]:
    if source.problem:
        source.content()
    if source.path is None:
        yield from (line.decode("utf-8") for line in sys.stdin.buffer)
        return
    with source.path.open(encoding="utf-8") as stream:
        yield from stream


def _line(line: str, *, where: str, chosen: Wishes) -> int:
    from policytext.pipeline import analyse_string

    if not line.strip():
        return 0
    try:
        row = _row(line)
        analysis = analyse_string(row["text"], _told(row, chosen), name=str(row.get("id", "")))
    except PolicytextError as error:
        _say(f"policytext: {where}: {error}")
        return 1
    click.echo(json.dumps({"id": row.get("id")} | analysis.to_dict(), ensure_ascii=False))
    return 0


def _row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadInput(f"not JSON ({error}); write one object a line") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise BadInput('no text: write objects such as {"id": "1", "text": "…", "issued": "2017-04-06"}')
    return row


def _told(row: dict[str, Any], chosen: Wishes) -> Wishes:
    from dataclasses import replace

    try:
        issued = date.fromisoformat(row["issued"]) if row.get("issued") else chosen.issued
    except (TypeError, ValueError) as error:
        raise BadInput(f"issued: {row['issued']!r} is no date; write 2017-04-06") from error
    known = {name: row.get(name) or getattr(chosen, name) for name in ("land", "title", "issuer", "kind")}
    if wrong := next((name for name, value in known.items() if not isinstance(value, str | None)), None):
        raise BadInput(f"{wrong}: {known[wrong]!r} is no text")
    return replace(chosen, issued=issued, **known)
