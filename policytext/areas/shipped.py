"""Finding a classifier by its name or file; every one is opened once."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from policytext.areas import model_file, seeded, taxonomy
from policytext.areas.classifier import Classifier
from policytext.areas.taxonomy import DEFAULT, Area, Taxonomy
from policytext.errors import BadTaxonomy

BUILT_IN = {DEFAULT: "areas.npz"}  # name -> file in policytext/models/areas
ZIP = b"PK\x03\x04"
BEGINNING = 10_000  # bytes that are looked at


def load_classifier(name_or_path: str | None = None) -> Classifier:
    """The classifier of a built-in name (`None`: the shipped default), of a model file, or of a bare taxonomy's terms.

    `BadTaxonomy` names the file or the known names.
    """
    name = name_or_path or DEFAULT
    if name in BUILT_IN:
        return _open_shipped(BUILT_IN[name])
    path = find_model_file(name)
    return _open_classifier(str(path.resolve()), path.stat().st_mtime_ns)


def taxonomy_of(name_or_path: str | None = None) -> Taxonomy:
    """The areas of a built-in name, of a taxonomy file or of a model (which knows no definitions)."""
    name = name_or_path or DEFAULT
    if name in BUILT_IN:
        return taxonomy.load_taxonomy(name)
    path = find_model_file(name)
    if not is_model(path):
        return _read_taxonomy_file(path)
    model = model_file.open_model(path)
    areas = (
        Area(id_, title, parent=model.parents.get(id_), terms=model.seeds.get(id_, ()))
        for id_, title in model.titles.items()
    )
    return Taxonomy(model.name, tuple(areas))


def find_model_file(name: str) -> Path:
    """The file of a name that is not built in."""
    path = Path(name)
    if not path.is_file():
        known = ", ".join(sorted(BUILT_IN))
        raise BadTaxonomy(f"{name}: no such file; name an area model, a taxonomy in TOML, or a built-in one: {known}")
    return path


def is_model(path: Path) -> bool:
    """Whether a file is an area model by its first bytes, and not a taxonomy."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(ZIP)) == ZIP
    except OSError as error:
        raise BadTaxonomy(f"{path}: cannot be read ({error.strerror})") from error


def _read_taxonomy_file(path: Path) -> Taxonomy:
    """The taxonomy in a file that is no model."""
    if b"\0" in path.read_bytes()[:BEGINNING]:
        raise BadTaxonomy(f"{path}: is neither an area model of this version nor a taxonomy in TOML")
    return taxonomy.load_taxonomy(path)


@lru_cache(maxsize=4)
def _open_classifier(path: str, written: int) -> Classifier:
    """The classifier of a file; `written` (nanoseconds) makes a changed file a new one."""
    if is_model(Path(path)):
        return Classifier(model_file.open_model(Path(path)))
    known = _open_shipped(BUILT_IN[DEFAULT]).model.vocabulary  # words that German compounds are made of
    return Classifier(seeded.of_terms(_read_taxonomy_file(Path(path)), known))


@lru_cache(maxsize=4)
def _open_shipped(file: str) -> Classifier:
    with as_file(files("policytext").joinpath("models", "areas", file)) as path:
        return Classifier(model_file.open_model(path))
