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
from policytext.cli import file_batches
from policytext.cli.inputs import InputSource, expand_documents, list_sources
from policytext.cli.options import add_wish_options, add_work_options, check_excel_de, excel_de
from policytext.cli.printing import add_output_option, print_plain
from policytext.errors import BadInput, PolicytextError, UnknownFormat

if TYPE_CHECKING:
    from policytext.analysis import Analysis
    from policytext.pipeline import Options
    from policytext.workers import Outcome

Say = Callable[[str], None]
Analysed: TypeAlias = "Outcome[file_batches.Task, Analysis]"
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
@add_output_option
@excel_de
@add_wish_options
@add_work_options
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
        file_batches.prepare_modules(models=options["model"])
    from policytext.pipeline import Options

    how = file_batches.Work(**{option: options.pop(option) for option in ("workers", "timeout", "memory")})
    chosen = Options(**options)
    failed = (
        _analyse_lines(files, chosen)
        if lines
        else _analyse_documents(files, EXCEL_DE if excel_de else form or "text", chosen, how)
    )
    sys.exit(1 if failed else 0)


# ---------------------------------------------------------------------------------------------- whole documents


def _analyse_documents(files: tuple[str, ...], form: str, chosen: Options, how: file_batches.Work) -> int:
    """Analyses every file and writes it out; the number of files that failed."""
    todo = list(expand_documents(files, chosen.password))
    file_batches.tell_strangers(chosen.metadata, map(file_batches.document_name, todo))
    failures: list[InputSource] = []
    outcomes = file_batches.run_tasks(todo, file_batches.analyse_task, chosen, how)
    with _show_progress(outcomes, len(todo)) as (steps, say):
        _write_analyses(_list_analyses(steps, failures, say), form, chosen, many=len(todo) > 1)
    return len(failures)


def _list_analyses(steps: Iterable[Analysed], failures: list[InputSource], say: Say) -> Iterator[Analysis]:
    """The analyses, one at a time; what fails is said at once and kept in `failures`."""
    for outcome in steps:
        if outcome.value is not None:
            for words in (unread := file_batches.explain_unread(outcome.value.document)):
                say(words)
            failures += [outcome.item.source] if unread else []
            yield outcome.value
            continue
        source = outcome.item.source
        passed_over = source.found and isinstance(outcome.error, UnknownFormat)  # it merely lay in a directory
        say(f"policytext: {'skipped: ' if passed_over else ''}{outcome.error}")
        failures += [] if passed_over else [source]


def _write_analyses(analyses: Iterator[Analysis], form: str, chosen: Options, *, many: bool) -> None:
    """Write the analyses to standard output; JSON is one object for one file, a list of objects for several."""
    if form == "text":
        _show_analyses(analyses, _load_titles(chosen))
    elif form == "json":
        exports.json.write_json(analyses, sys.stdout, many=many)
    elif form == "html":
        from policytext.exports import html_page

        html_page.write_html(analyses, sys.stdout, titles=_load_titles(chosen))
    elif form == EXCEL_DE:
        exports.csv.write_csv(analyses, sys.stdout, excel_de=True)
    else:
        exports.FORMATS[form](analyses, sys.stdout)


def _load_titles(chosen: Options) -> Mapping[str, str] | None:
    """The titles of the areas of a user's own model; `None` for the built-in ones and where it cannot be used."""
    from policytext.areas import load_classifier

    try:
        return load_classifier(chosen.areas).model.titles if chosen.areas and chosen.model else None
    except PolicytextError:
        return None  # every file will say so


def _show_analyses(analyses: Iterable[Analysis], titles: Mapping[str, str] | None) -> None:
    from policytext.cli.analysis_report import show_analysis

    for analysis in analyses:
        print_plain(partial(show_analysis, analysis, titles=titles))
        click.echo()


@contextmanager
def _show_progress(outcomes: Iterable[Analysed], total: int) -> Iterator[tuple[Iterable[Analysed], Say]]:
    """The outcomes and a way to say something; with a bar where there are many and the data goes elsewhere."""
    if total <= FEW_FILES or not sys.stderr.isatty() or sys.stdout.isatty():
        yield outcomes, _say_words
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from policytext.cli.screen import Screen

    columns = (TextColumn("analysing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    errors = Screen(stderr=True, soft_wrap=True)
    with Progress(*columns, console=errors, transient=True, redirect_stdout=False) as progress:
        yield progress.track(outcomes, total=total), errors.print


def _say_words(words: str) -> None:
    click.echo(words, err=True)


# ---------------------------------------------------------------------------------------------- many short texts


def _analyse_lines(files: tuple[str, ...], chosen: Options) -> int:
    """Analyses the texts of JSONL files and writes JSONL; the number of lines and files that failed."""
    failures = 0
    for source in list_sources(files):
        try:
            for number, line in enumerate(_text_lines(source), 1):
                failures += _analyse_line(line, where=f"{source.name}, line {number}", chosen=chosen)
        except (OSError, UnicodeDecodeError, PolicytextError) as error:
            cause = error.strerror if isinstance(error, OSError) else error
            _say_words(f"policytext: {source.name}: {cause}; give a JSONL file in UTF-8")
            failures += 1
    return failures


def _text_lines(source: InputSource) -> Iterator[str]:
    if source.problem:
        source.content()
    if source.path is None:
        yield from (line.decode("utf-8") for line in sys.stdin.buffer)
        return
    with source.path.open(encoding="utf-8") as stream:
        yield from stream


def _analyse_line(line: str, *, where: str, chosen: Options) -> int:
    from policytext.pipeline import analyse_string

    if not line.strip():
        return 0
    try:
        row = _read_row(line)
        analysis = analyse_string(row["text"], _read_wishes(row, chosen), name=str(row.get("id", "")))
    except PolicytextError as error:
        _say_words(f"policytext: {where}: {error}")
        return 1
    click.echo(json.dumps({"id": row.get("id")} | analysis.to_dict(), ensure_ascii=False))
    return 0


def _read_row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadInput(f"not JSON ({error}); write one object a line") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise BadInput('no text: write objects such as {"id": "1", "text": "…", "issued": "2017-04-06"}')
    return row


def _read_wishes(row: dict[str, Any], chosen: Options) -> Options:
    from dataclasses import replace

    try:
        issued = date.fromisoformat(row["issued"]) if row.get("issued") else chosen.issued
    except (TypeError, ValueError) as error:
        raise BadInput(f"issued: {row['issued']!r} is no date; write 2017-04-06") from error
    known = {name: row.get(name) or getattr(chosen, name) for name in ("land", "title", "issuer", "kind")}
    if wrong := next((name for name, value in known.items() if not isinstance(value, str | None)), None):
        raise BadInput(f"{wrong}: {known[wrong]!r} is no text")
    return replace(chosen, issued=issued, **known)
