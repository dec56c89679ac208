"""Trains what reads letterheads and writes what the package ships.

    python -m policytext.training.letterhead_training --data DIR

`DIR` holds `karlsruhe/papers.jsonl.gz`. The optimiser (L-BFGS) draws no random numbers: a second run gives the same
files to the byte.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from policytext.letterhead import kind, labeller, line_features
from policytext.letterhead.labeller import LABELS
from policytext.training.kind_training import TrainingPaper, collect_papers, features_of
from policytext.training.letterhead_lines import TrainingHead, align_titles, read_own_heads, read_register

OWN = Path(__file__).parents[2] / "corpus" / "letterheads"
OWN_TIMES = 25  # our own heads count so often, against some thousand papers of one town
STRENGTH = 0.3  # inverse of L2; 0.03 to 1 gave 0.90 to 0.94 on gold papers
MASS = {  # what the papers of a kind weigh together, however many there are
    "council_paper": 400,
    "guideline": 300,
    "press_release": 300,
    "programme": 300,
    "agreement": 250,
    "news": 250,
    "speech": 80,
    "letter": 60,
    "notice": 60,
    "report": 60,
    "other": 60,
    "manifesto": 40,
    "minutes": 40,
}
PARAMETERS = {"c1": 0.3, "c2": 0.1, "max_iterations": 120, "feature.possible_transitions": True, "feature.minfreq": 3}


def train_lines(heads: Iterable[tuple[TrainingHead, int]], path: Path) -> None:
    """Fits the labeller to heads, each with how often it counts, and writes its arrays to `path`."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    for head, times in heads:
        rows = line_features.list_features(head.units)
        for _ in range(times):
            trainer.append(rows, list(head.labels))
    with tempfile.TemporaryDirectory() as folder:
        trained = str(Path(folder) / "lines.crf")
        trainer.train(trained)
        tagger = pycrfsuite.Tagger()
        tagger.open(trained)
        info = tagger.info()
        write_lines(info.state_features, info.transitions, path)
        tagger.close()


def write_lines(states: dict[tuple[str, str], float], steps: dict[tuple[str, str], float], path: Path) -> None:
    """Writes the weights of a trained CRF as plain arrays; steps that were never seen are ruled out softly."""
    import numpy as np

    names = sorted({name for name, _ in states})
    row, column = {name: at for at, name in enumerate(names)}, {label: at for at, label in enumerate(LABELS)}
    weights = np.zeros((len(names), len(LABELS)), dtype=np.float16)
    for (name, label), weight in states.items():
        weights[row[name], column[label]] = weight
    moves = np.zeros((len(LABELS), len(LABELS)), dtype=np.float16)
    for (before, after), weight in steps.items():
        moves[column[before], column[after]] = weight
    for before in LABELS:
        if before not in ("title", "title+"):
            moves[column[before], column["title+"]] = -30
    path.parent.mkdir(parents=True, exist_ok=True)
    write_arrays(path, labels=np.array(LABELS), features=np.array("\n".join(names)), weights=weights, steps=moves)


def train_kinds(papers: Sequence[TrainingPaper], path: Path) -> None:
    """Fits the classifier of kinds; the papers of a kind weigh together what `MASS` gives it."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    whole: defaultdict[str, float] = defaultdict(float)
    for paper in papers:
        whole[paper.kind] += paper.weight
    weights = np.array([paper.weight * MASS[paper.kind] / whole[paper.kind] for paper in papers])
    vectors = DictVectorizer()
    rows = vectors.fit_transform([dict.fromkeys(features_of(paper.text), 1) for paper in papers])
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(
        rows, [paper.kind for paper in papers], sample_weight=weights
    )
    names = np.array("\n".join(vectors.get_feature_names_out()))
    write_arrays(
        path,
        kinds=np.array([str(kind) for kind in model.classes_]),
        features=names,
        weights=model.coef_.T.astype(np.float16),
        bias=model.intercept_.astype(np.float16),
    )


def write_arrays(path: Path, **arrays: object) -> None:
    """An npz file that is the same to the byte whenever it holds the same."""
    import io
    import zipfile

    import numpy as np

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in sorted(arrays.items()):
            buffer = io.BytesIO()
            np.save(buffer, array, allow_pickle=False)  # type: ignore[arg-type]
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (2020, 1, 1, 0, 0, 0)), buffer.getvalue(), zipfile.ZIP_DEFLATED
            )


def collect_heads(data: Path) -> list[tuple[TrainingHead, int]]:
    """What the labeller is trained on, with weights."""
    mine = [(head, OWN_TIMES) for head in read_own_heads(OWN / "heads.toml")]
    town = [(head, 1) for head in align_titles(read_register(data / "karlsruhe" / "papers.jsonl.gz"))]
    return mine + town


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    train_lines(collect_heads(chosen.data), labeller.MODEL)
    labeller.load_shipped_labeller.cache_clear()
    train_kinds(tuple(collect_papers(chosen.data, OWN)), kind.MODEL)
    return 0


if __name__ == "__main__":
    sys.exit(main())
