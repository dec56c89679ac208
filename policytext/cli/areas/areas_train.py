"""`policytext areas train`: a classifier from labelled texts, with its card and a reliability diagram beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.areas.areas_figures import format_report, share
from policytext.cli.areas.areas_output import write_text
from policytext.cli.progress import one_line, say_words
from policytext.errors import BadInput

if TYPE_CHECKING:
    from policytext.training.areas.own import TrainingOutcome

MODEL = ".npz"


@click.command("train")
@click.argument("labels", type=click.Path(path_type=Path), metavar="LABELS")
@click.option("--areas", "name", type=click.Path(), required=True, metavar="FILE", help="The taxonomy, in TOML.")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, metavar="MODEL", help="Where to write: FILE.npz."
)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help="Of all that is drawn.")
@click.option("--recall", type=share, metavar="SHARE", help="Find at least this share of every area, such as 0.95.")
@click.option("--single", is_flag=True, help="Every text has exactly one code: give each text the likeliest.")
def command(labels: Path, name: str, out: Path, **options: Any) -> None:
    """Train a classifier from labelled texts (CSV, JSONL, or an export of Label Studio, doccano, Prodigy).

    LABELS has the columns text and labels (several separated by ; or |, "none" for no area), and optionally id and
    group: texts of a group, such as a document, are never torn apart in testing. Ten texts an area are a beginning; the
    taxonomy's terms help out. Beside the model it writes a card (.md) and a reliability diagram (.svg).

    \b
    policytext areas train labels.csv --areas jugend.toml --out jugend.npz
    policytext areas train labels.jsonl --areas jugend.toml --out sichtung.npz --recall 0.95
    policytext areas train codes.csv --areas jugend.toml --out codes.npz --single
    """
    from policytext.areas.labels import read_label_file
    from policytext.areas.shipped import load_classifier, taxonomy_of
    from policytext.training.areas import own
    from policytext.training.areas import single as singly

    if options["single"] and options["recall"] is not None:
        raise click.UsageError("--single gives every text one code, --recall as many as it takes: choose one of them")
    with one_line():
        _check_out(out)
        taxonomy = taxonomy_of(name)
        reading = read_label_file(labels, taxonomy)
        known, seed = load_classifier().model.vocabulary, options["seed"]
        try:
            if options["single"]:
                outcome = singly.train_single(reading.rows, taxonomy, known, seed=seed)
            else:
                outcome = own.train_own(reading.rows, taxonomy, known, seed=seed, recall=options["recall"])
        except BadInput as error:
            raise BadInput(f"{labels}: {error}") from error
        click.echo(_write_outcome(outcome, labels, out, left_out=(reading.unlabelled, reading.repeated), name=name))


def _check_out(out: Path) -> None:
    if out.suffix != MODEL:
        raise BadInput(f"{out}: a model's file name ends in {MODEL}, such as {out.stem or 'modell'}{MODEL}")
    if not out.parent.is_dir():
        raise BadInput(f"{out}: the folder {out.parent} is not there; make it first")


def _write_outcome(outcome: TrainingOutcome, labels: Path, out: Path, *, left_out: tuple[int, int], name: str) -> str:
    """Writes model, card and diagram; what to say of them."""
    from policytext.areas import model_file
    from policytext.training.areas import area_figures, own_card, plot

    seed, recall = outcome.model.card["seed"], outcome.model.card["recall"]
    found = area_figures.measure_figures(outcome.judged, seed=seed)
    data = own_card.Data(
        labels.name,
        hashlib.sha256(labels.read_bytes()).hexdigest(),
        outcome.model.name,
        len(outcome.judged.truth),
        *left_out,
        groups=len(set(outcome.judged.group)),
        folds=outcome.folds,
    )
    wish = f" --recall {recall:g}" if recall is not None else ""
    wish += " --single" if outcome.model.card.get("single") else ""
    done = f"policytext areas train {labels.name} --areas {Path(name).name} --out {out.name} --seed {seed}{wish}"
    diagram = out.with_suffix(".svg")
    card = own_card.write_own_card(data, found, outcome.promises, command=done, plot=diagram.name)
    try:
        model_file.save_model(outcome.model, out)
    except OSError as error:
        raise BadInput(f"{out}: cannot be written ({error.strerror})") from error
    write_text(out.with_suffix(".md"), card)
    write_text(diagram, plot.draw_reliability(found.bins, title=f"Reliability: {outcome.model.name}"))
    say_words(f"wrote {out}, {out.with_suffix('.md')} and {diagram}")
    return format_report(found, outcome.promises)
