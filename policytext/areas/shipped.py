"""Finding a classifier by its name or file; every one is opened once."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from policytext.areas import store
from policytext.areas.classifier import Classifier
from policytext.areas.taxonomy import DEFAULT
from policytext.errors import BadTaxonomy

BUILT_IN = {DEFAULT: "areas.npz"}  # name -> file in policytext/models/areas


def load(name_or_path: str | None = None) -> Classifier:
    """The classifier of a built-in name (`None`: the shipped default) or of a model file.

    `BadTaxonomy` names the file or the known names.
    """
    name = name_or_path or DEFAULT
    if name in BUILT_IN:
        return _shipped(BUILT_IN[name])
    path = Path(name)
    if not path.is_file():
        raise BadTaxonomy(
            f"{name}: no such area model; use a model file or a built-in name: {', '.join(sorted(BUILT_IN))}"
        )
    return _opened(str(path.resolve()), path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _opened(path: str, written: int) -> Classifier:
    return Classifier(store.open_model(Path(path)))


@lru_cache(maxsize=4)
def _shipped(file: str) -> Classifier:
    with as_file(files("policytext").joinpath("models", "areas", file)) as path:
        return Classifier(store.open_model(path))
