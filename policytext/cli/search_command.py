"""`policytext search`: statements by their words and facts."""

from __future__ import annotations

import math
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli import hints, table_output
from policytext.cli.archive_option import archive_option, fail_with, open_archive_file
from policytext.cli.options import IsoDate
from policytext.cli.printing import add_output_option, print_plain
from policytext.cli.question_options import NOTHING, Question, add_question_options

if TYPE_CHECKING:
    from policytext.archive import Archive
    from policytext.archive.results import Answer, Hit

COLUMNS = (
    *("sha256", "name", "title", "issued", "kind", "issuer", "id", "page", "start", "end", "text", "statement_kind"),
    *("speaker", "act", "areas", "snippet", "score", "more"),
)
PAPERS = {"by": "document"}
FORMS = ("text", *table_output.FORMS, "answer")


@click.command(cls=Question)
@add_question_options
@click.option("--by", type=click.Choice(["statement", "document"]), default="statement", show_default=True)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Hits at most.")
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True, help="Pass over so many hits.")
@click.option("--fold/--all", "fold", default=None, help="One hit a document [default: as text], or every one.")
@click.option("--any", "any_word", is_flag=True, help="Any of the words is enough; best first.")
@click.option("--sort", type=click.Choice(["relevance", "date"]), default="relevance", show_default=True)
@click.option(
    "--recency", type=click.FloatRange(0), default=0, metavar="YEARS", help="Halve a score every so many years."
)
@click.option("--today", type=IsoDate(), metavar="DATE", help="The day that --deadline-within counts from.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
@click.option("--synonyms", type=click.Path(path_type=Path), metavar="FILE", help="More synonyms, a TOML file.")
@click.option("--contacts", is_flag=True, help="Search and show contact blocks too, which are left out otherwise.")
@click.option(
    "--open-page", type=click.Path(path_type=Path), metavar="FILE.png", help="Save a picture of a hit's page."
)
@click.option("--hit", type=click.IntRange(1), help="Which hit --open-page shows, by its number [default: the first].")
@add_output_option
@archive_option
def search(archive: Path, line: str, synonyms: Path | None, **wanted: Any) -> None:
    """Find statements: words (stems, compounds and synonyms too), "phrases", beginnings*, -not, OR, NEAR, field:value.

    \b
    policytext search Breitband
    policytext search '"Auslaufen des Pakts"' betrag:ab10mio frist:vor2019 -sport
    policytext search Integration --speaker Salomon --status demanded --since 2016

    The exit status is 1 when nothing is found, 2 when the question or the archive cannot be read.
    """
    with open_archive_file(archive, synonyms=synonyms) as store:
        answer = ask_archive(store, line, wanted)
        in_vain = not answer.total and wanted["by"] == "statement"
        if in_vain and (papers := ask_archive(store, line, wanted | PAPERS)).full:  # better than nothing
            answer, wanted = papers, wanted | PAPERS
            click.echo("Keine Aussage hat das, aber diese Dokumente.", err=True)
        if wanted["contacts"] and not wanted["offset"]:
            answer = _with_contacts(answer, store.contact_blocks(line, **wanted["facts"]), wanted["limit"])
        if wanted["open_page"] and answer.hits:
            _save_picture(answer, store, wanted)
        asked = hints.Asked(
            line=line, facts=wanted["facts"], by=wanted["by"], any=wanted["any_word"], today=wanted["today"]
        )
        _write_answer(answer, store, asked, wanted)
    sys.exit(0 if answer.hits else NOTHING)


def ask_archive(archive: Archive, line: str, wanted: dict[str, Any]) -> Answer:
    """The answer to a line and options."""
    from policytext.archive.search.answer import Ranking

    if not math.isfinite(wanted["recency"]):
        raise click.BadParameter("use a number of years", param_hint="--recency")
    fold = wanted["form"] == "text" if wanted["fold"] is None else wanted["fold"]
    how = {name: wanted[name] for name in ("by", "limit", "offset", "today")}
    ranking = Ranking(order=wanted["sort"], recency=wanted["recency"])
    return archive.search(line, fold=fold, any=wanted["any_word"], ranking=ranking, **how, **wanted["facts"])


def _with_contacts(answer: Answer, blocks: tuple[Hit, ...], limit: int) -> Answer:
    """The answer with what stands in contact blocks: after the statements, before ones with only some of the words."""
    if not blocks:
        return answer
    hits, total = ((), 0) if answer.any else (answer.hits, answer.total)
    return replace(answer, hits=(*hits, *blocks)[:limit], total=total + len(blocks), any=False)


# ---------------------------------------------------------------------------------------------- writing


def _write_answer(answer: Answer, archive: Archive, asked: hints.Asked, wanted: dict[str, Any]) -> None:
    form = wanted["form"]
    told = hints.collect_hints(answer, archive, asked)
    if form == "text" and answer.hits:
        _show_answer(answer, archive, told, wanted)
        return
    for words in told.lines():
        click.echo(words, err=True)
    if form == "text":
        return
    rows: list[dict[str, Any]] = [hit.to_dict() for hit in answer.hits]
    if wanted["contacts"]:
        rows = [row | {"contacts": archive.contacts(row["document"]["sha256"])} for row in rows]
    columns = (*COLUMNS, "contacts") if wanted["contacts"] else COLUMNS
    if form == "answer":
        facets = {name: dict(counts) for name, counts in answer.facets.items()}
        counts = {"total": answer.total, "full": answer.full, "offset": wanted["offset"], "any": answer.any}
        table_output.write_object({**counts, **told.to_dict()} | {"facets": facets, "hits": rows}, sys.stdout)
    else:
        table_output.write_table(map(_flatten_hit, rows) if form == "csv" else rows, form, columns, sys.stdout)


def _flatten_hit(row: dict[str, Any]) -> dict[str, Any]:
    """A hit as one row of a table."""
    statement = row["statement"] or {}
    areas = [area["area"] for area in statement.get("areas", ())]
    flat: dict[str, Any] = {**statement, **row, **row["document"]}
    return flat | {"statement_kind": statement.get("kind"), "areas": areas}


def _show_answer(answer: Answer, archive: Archive, told: hints.Hints, wanted: dict[str, Any]) -> None:
    from policytext.cli import answers

    how = answers.AnswerOptions(papers=wanted["by"] == "document", contacts=wanted["contacts"], offset=wanted["offset"])
    print_plain(lambda out: answers.show_answer(answer, archive, out, told=told.lines(), how=how))


def _save_picture(answer: Answer, archive: Archive, wanted: dict[str, Any]) -> None:
    from policytext.cli.page_picture import save_page_picture

    first, last = wanted["offset"] + 1, wanted["offset"] + len(answer.hits)
    number = wanted["hit"] or first
    if not first <= number <= last:
        fail_with(f"--hit {number}: the hits shown are {first} to {last}")
    click.echo(save_page_picture(archive, answer.hits[number - first], wanted["open_page"]), err=True)
