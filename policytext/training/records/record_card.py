"""The card of the rankers: what they are, what they learned from, how good they are on papers left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from policytext.training.records.annotated import Annotated
from policytext.training.records.crossing import SlotFigures

HEAD = """# Model card: funding records

Linear models in plain arrays, one a slot: whether a sum is funding (`use`), what else it is (`money`), who
gives it, who receives it, what for, when, how firm (`status`), and which sum it is a part of (`whole`). Each but
`use`, `money` and `status` ranks candidates that the rules of `policytext/link` find and may choose none (conditional
logit); probabilities are calibrated on papers left out.

Command: `python -m policytext.training.records --gold FOLDER --data FOLDER`

## Data
"""
TAIL = """
Annotated papers of others: council papers of Karlsruhe (by way of maxliesegang/karlsruhe-oparl-syndication; papers of
an authority, only weights are kept), guidelines of the Saxon law portal (official works, § 5 UrhG, by way of
oliverguhr/revosax-embeddings, MIT), pages of the federal funding database, Wikinews (CC BY 2.5), coalition agreements;
the press releases are modelled on real ones. Papers of the same council and the same law portal, drawn by us at random,
most of them among those that name money and words of funding, are annotated in `corpus/papers`: spans without texts. No
text of theirs is in the package. Our own short papers are CC0-1.0.
Real papers have a copy of each feature of their own (Daumé 2007), so that what holds in invented papers alone does not
sway what holds in real ones.
"""


def write_card(path: Path, papers: Sequence[Annotated], figures: Mapping[str, tuple[SlotFigures, SlotFigures]]) -> None:
    """Writes the card; `figures` has those on the papers given to us and those on the papers that we drew."""
    real = [paper for paper in papers if not paper.own]
    own = [paper for paper in papers if paper.own]
    rows = [
        f"| {name} | {len(kind)} | {sum(len(p.records) for p in kind)} |"
        for name, kind in (
            ("annotated real papers that were given", [paper for paper in real if not paper.drawn]),
            ("real papers that we drew and annotated", [paper for paper in real if paper.drawn]),
            ("short papers of our own", own),
        )
    ]
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(Counter(str(p.gold["kind"]) for p in real).items()))
    lines = [
        HEAD + "| source | papers | records |",
        "|---|---|---|",
        *rows,
        f"\nKinds of the real papers: {kinds}.",
        TAIL,
        "## Figures",
        "Cross-validation over the real papers, five folds. `right`: of the values asked for; `of given`: of those"
        " given; `for nothing`: given where the text leaves the slot open.\n",
        "| slot | papers | right | of given | for nothing | asked |",
        "|---|---|---|---|---|---|",
        *(
            f"| {slot} | {name} | {f.right:.3f} | {f.sure:.3f} | {f.spurious:.3f} | {f.asked} |"
            for slot, pair in figures.items()
            for name, f in zip(("given", "drawn"), pair, strict=True)
            if f.asked
        ),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
