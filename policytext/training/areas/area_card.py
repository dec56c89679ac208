"""The card of a model: data, licences, figures, command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from policytext.areas.classifier import Classifier
from policytext.training.areas.material import Material

HEAD = """# Model card: funding areas

A linear classifier of German statements, documents and grant purposes by funding area (20 areas, 4 sub-areas of
integration). It reads stems, compound parts, character n-grams and hits of the area lexicon; its probabilities are
calibrated on held-out parts of our own statements. It needs numpy only.

Command: `python -m policytext.training.areas --data DIR --seed {seed}`

## Data
| source | texts | licence |
|---|---|---|
| labelled statements of our own (`corpus/areas`) | {own} | as the project's |
| proceedings of the Bundestag, terms 14 to 17 (bundestag/dip21-daten) | {dip21} | Unlicense |
| coalition agreement 2021 in chapters (okfde/koalitionstracker) | {okfde} | CC BY 2.0, OKF Deutschland |
| Saxon guidelines (REVOSax, by way of oliverguhr/revosax-embeddings) | {revosax} | official works (§ 5 UrhG) |
| sentences of GermEval 2014 as "none" (NoSta-D, Benikova et al. 2014) | {germeval2014} | CC BY 4.0 |
| terms of `lexicon/areas.toml` | {seeds} | as the project's |
| titles that a first round was sure of (*) | {titles} | no licence stated, weights only; official works (§ 5 UrhG) |

(*) of a city council's papers (OParl, by way of maxliesegang/karlsruhe-oparl-syndication) and of Saxon guidelines.

Held out: proceedings of the 18th term, the test voices of our own statements, half of the GermEval sentences, and
every text of the gold documents.

## Figures
"""


def write_card_text(
    classifier: Classifier,
    read: Material,
    figures: Mapping[str, float],
    rows: Mapping[str, tuple[float, float, float, int]],
) -> str:
    """The card in Markdown."""
    counts = Counter(example.source for example in (*read.weak, *read.nowhere))
    head = HEAD.format(
        seed=classifier.model.card["seed"],
        own=len(read.own),
        titles=classifier.model.card.get("titles", 0),
        **{source: counts[source] for source in ("dip21", "okfde", "revosax", "germeval2014", "seeds")},
    )
    lines = [f"| {NAMES[name]} | {value:.3f} |" for name, value in figures.items()]
    table = [
        f"| {area} | {precision:.2f} | {recall:.2f} | {both:.2f} | {number} |"
        for area, (precision, recall, both, number) in rows.items()
    ]
    return "\n".join(
        [
            head + "| measure | value |",
            "|---|---|",
            *lines,
            "",
            "On our own test voices:",
            "",
            "| area | precision | recall | F1 | texts |",
            "|---|---|---|---|---|",
            *table,
            "",
        ]
    )


NAMES = {
    "proceedings_first": "first area right, proceedings of the 18th term (crosswalk labels; no area is a miss)",
    "own_first": "first area right, own test voices",
    "own_macro_f1": "macro-F1 over areas and sub-areas, own test voices",
    "own_calibration_error": "expected calibration error, own test voices, all areas",
    "own_calibration_error_given": "expected calibration error of the areas given",
    "phrases_first": "first area right, own test grant purposes",
    "none_with_area": "own test sentences about nothing fundable that get an area",
    "news_with_area": "held-out news sentences that get an area",
}
