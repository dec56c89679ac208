"""A long run of damaged files: `python -m tests.robustness --count 5000 --kinds pdf,docx,html,mail --seed 1`.

One file again, in this process and with its traceback: `python -m tests.robustness --only docx:10042 [--keep FILE]`.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from tests.robustness import fuzzing
from tests.robustness.mutations import ENDINGS, damaged

SEED = 1_000_000  # numbers of one seed


@click.command()
@click.option("--count", default=5000, show_default=True, help="Files of each kind.")
@click.option("--kinds", default="pdf,docx,html,mail", show_default=True, help=f"Of {', '.join(ENDINGS)}.")
@click.option("--seed", default=1, show_default=True)
@click.option("--workers", type=int, help="Processes [default: one a core].")
@click.option("--only", metavar="KIND:NUMBER", help="This one, in this process.")
@click.option("--keep", type=click.Path(path_type=Path), help="Where to write that one.")
def main(  # noqa: PLR0917 (click hands options over by name)
    count: int, kinds: str, seed: int, workers: int | None, only: str | None, keep: Path | None
) -> None:
    """Damage sound files by chance, read them in worker processes, and say what became of them."""
    if only:
        kind, _, number = only.partition(":")
        if keep:
            keep.write_bytes(damaged(kind, int(number)))
        click.echo(fuzzing.read((kind, int(number))))
        return
    started, failed = time.monotonic(), False
    for tally in fuzzing.tallies(kinds.split(","), range(seed * SEED, seed * SEED + count), workers):
        ends = ", ".join(f"{end} {number}" for end, number in tally.ends.most_common())
        slowest = f"slowest {tally.slowest:.2f} s ({tally.kind}:{tally.slowest_number})"
        click.echo(f"{tally.kind}: {tally.count} files: {ends}; {slowest}; {time.monotonic() - started:.0f} s so far")
        for number, said in tally.worst + tally.odd:
            click.echo(f"  {tally.kind}:{number} {said}")
        failed = failed or bool(tally.worst or tally.odd)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
