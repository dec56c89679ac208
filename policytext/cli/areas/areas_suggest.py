"""`policytext areas suggest`: the texts worth labelling next."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.areas.areas_output import write_out
from policytext.cli.inputs import InputSource, list_sources
from policytext.errors import BadInput, PolicytextError, UnknownFormat

if TYPE_CHECKING:
    from policytext.areas.suggestion import LabelCandidate

FORMS = ("csv", "jsonl", "label-studio", "doccano", "prodigy")


@click.command("suggest")
@click.argument("corpus", nargs=-1, required=True, metavar="CORPUS…")
@click.option(
    "--areas", "model", metavar="FILE", help="The taxonomy, or the model that is to learn [default: the built-in one]."
)
@click.option("--model", "learner", metavar="FILE", help="The same as --areas.")
@click.option("-n", "--count", type=click.IntRange(1), default=50, show_default=True, help="How many texts.")
@click.option("--format", "form", type=click.Choice(FORMS), default="csv", show_default=True, help="For which tool.")
@click.option("--out", type=click.Path(path_type=Path), help="File to write [default: standard output].")
@click.option(
    "--labelled", type=click.Path(path_type=Path), multiple=True, metavar="LABELS", help="What is labelled already."
)
@click.option("--seed", type=int, default=1, show_default=True, help="For the tenth that is drawn at random.")
def command(
    corpus: tuple[str, ...], model: str | None, learner: str | None, out: Path | None, form: str, **options: Any
) -> None:
    """Pick the texts of CORPUS that a model would learn most from: unsure ones, unlike each other.

    CORPUS is documents, directories, or CSV and JSONL files with texts. Nothing is picked that LABELS hold or that is
    nearly the same as another text. Fill in the labels and give the file to `policytext areas train`.

    \b
    policytext areas suggest archiv/ --areas jugend.toml -n 50 > labels.csv
    policytext areas suggest archiv/ --model jugend.npz --labelled labels.csv --format label-studio --out tasks.json
    """
    from policytext import areas
    from policytext.areas import suggestion

    failures: list[InputSource] = []
    try:
        classifier = areas.load_classifier(model or learner)
        done = [text for path in options["labelled"] for text in _labelled_texts(path)]
        texts, count, seed = _read_candidates(corpus, failures), options["count"], options["seed"]
        found = suggestion.suggest_texts(texts, classifier, count=count, labelled=done, seed=seed)
        write_out(out, lambda stream: suggestion.FORMATS[form](found, classifier.model.titles, stream))
    except PolicytextError as error:
        _say_words(str(error))
        sys.exit(1)
    if len(found) < count and not failures:
        _say_words(f"{len(found)} of {count} texts: the corpus holds no more that are new and unlike each other")
    sys.exit(1 if failures else 0)


def _read_candidates(corpus: tuple[str, ...], failures: list[InputSource]) -> Iterator[LabelCandidate]:
    """The texts of all files; what cannot be read is said and kept in `failures`."""
    from policytext.areas.suggestion import texts

    for source in list_sources(corpus):
        table = source.path is not None and source.path.suffix.lower() in texts.TABLES
        try:
            yield from texts.read_candidates(source.path) if table and source.path else _list_statements(source)
        except PolicytextError as error:
            passed_over = source.found and isinstance(error, UnknownFormat | BadInput)  # it merely lay in a directory
            _say_words(f"{'skipped: ' if passed_over else ''}{error}")
            failures += [] if passed_over else [source]


def _list_statements(source: InputSource) -> Iterator[LabelCandidate]:
    """What a document says, statement by statement; as a whole where it holds none."""
    from policytext.areas.statement_context import join_statement_text
    from policytext.areas.suggestion import LabelCandidate
    from policytext.pipeline import Options, analyse_file

    name = source.name if source.path is None else ""
    analysis = analyse_file(source.content(), Options(model=False), name=name)
    group = source.name
    for said in analysis.statements:
        yield LabelCandidate(" ".join(join_statement_text(said).split()), f"{group}#{said.id}", group)
    if not analysis.statements and analysis.document.language == "de":
        yield LabelCandidate(" ".join(analysis.document.view.text.split()), group, group)


def _labelled_texts(path: Path) -> Iterator[str]:
    """The texts of a label file that have labels; an area that the model does not know is no matter here."""
    from policytext.areas import label_rows

    yield from (row.text for row in label_rows.read_rows(path) if row.labels is not None)


def _say_words(words: str) -> None:
    click.echo(f"policytext: {words}", err=True)
