"""A trained model as one npz file: plain arrays and a JSON text; loading executes nothing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.areas.area_features import Recipe
from policytext.errors import BadTaxonomy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT = "policytext-areas/3"
GATE, POLISH = 5, 4  # numbers in `Calibration.gate` and `.polish`
MOST_BITS, LONGEST_GRAM = 24, 20  # of a recipe that is taken for one
LARGEST = 200_000_000  # bytes unpacked; the shipped model has some 7 million


@dataclass(frozen=True, slots=True)
class Calibration:
    """From margins to probabilities: `slope * margin + offset + brevity * short` goes through the logistic function.

    `short` is 1 / (1 + number of words). An area is given from `threshold` on, the likeliest one from `first` on.
    These arrays have one value an area. `gate` holds what tells texts about something fundable from all others: the
    weights of the best margin, of the margin of "nowhere" and of `short`, an offset, and the least probability.
    `polish` is slope and offset (logistic scale) of the scores given: of the likeliest area, then of further ones.
    """

    slope: NDArray[np.float32]
    offset: NDArray[np.float32]
    brevity: NDArray[np.float32]
    threshold: NDArray[np.float32]
    first: NDArray[np.float32]
    gate: NDArray[np.float32]
    polish: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """What prediction needs: weights (roots as small integers), rarity of buckets, calibration.

    `weights` is buckets x columns: one an area, the last one for "nowhere"; so are `scale` and `bias`.
    """

    name: str
    titles: Mapping[str, str]
    parents: Mapping[str, str]
    seeds: Mapping[str, tuple[str, ...]]
    vocabulary: tuple[str, ...]
    recipe: Recipe
    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]
    rarity: NDArray[np.float32]
    calibration: Calibration
    card: Mapping[str, Any]

    @property
    def areas(self) -> tuple[str, ...]:
        """The ids of the areas, in the order of the columns."""
        return tuple(self.titles)

    def rows(self, places: NDArray[np.int64]) -> NDArray[np.float32]:
        """The weights of some buckets (buckets x columns)."""
        import numpy as np

        roots = self.weights.take(places, axis=0).astype(np.float32)
        unpacked: NDArray[np.float32] = roots * np.abs(roots) * self.scale
        return unpacked


def save_model(model: Model, path: Path) -> None:
    """Writes the model; the same model gives the same bytes (no times of writing inside)."""
    import io

    import numpy as np

    head = {
        "format": FORMAT,
        "name": model.name,
        "titles": dict(model.titles),
        "parents": dict(model.parents),
        "seeds": {area: list(terms) for area, terms in model.seeds.items()},
        "recipe": {name: getattr(model.recipe, name) for name in Recipe.__dataclass_fields__},
        "card": dict(model.card),
    }
    arrays: dict[str, Any] = {
        "head": _encode_text(json.dumps(head, ensure_ascii=False)),
        "vocabulary": _encode_text("\n".join(model.vocabulary)),
        "weights": model.weights,
        "scale": model.scale,
        "bias": model.bias,
        "rarity": model.rarity.astype(np.float16),
        **{name: getattr(model.calibration, name) for name in Calibration.__dataclass_fields__},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), buffer.getvalue(), zipfile.ZIP_DEFLATED
            )


def open_model(path: Path) -> Model:
    """Reads a model file; whatever is wrong with it becomes one line of `BadTaxonomy`."""
    import numpy as np

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise BadTaxonomy(f"{path}: is too large for an area model")
        with np.load(path, allow_pickle=False) as arrays:
            model = _build_model({name: arrays[name] for name in arrays.files})
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        MemoryError,
        OverflowError,
        zipfile.BadZipFile,
        zlib_error(),
    ) as error:
        raise BadTaxonomy(f"{path}: is no area model of this version ({' '.join(str(error).split())[:120]})") from error
    return model


def zlib_error() -> type[Exception]:
    """What a damaged compressed stream raises."""
    import zlib

    return zlib.error


def _build_model(arrays: Mapping[str, NDArray[Any]]) -> Model:
    import numpy as np

    head = json.loads(arrays["head"].tobytes().decode("utf-8"))
    if head["format"] != FORMAT:
        raise ValueError(f"made for {head['format']!r}, this version reads {FORMAT!r}: train it again")
    titles, recipe = {str(area): str(title) for area, title in head["titles"].items()}, Recipe(**head["recipe"])
    model = Model(
        name=str(head["name"]),
        titles=titles,
        parents={str(area): str(parent) for area, parent in head["parents"].items()},
        seeds={str(area): tuple(map(str, terms)) for area, terms in head["seeds"].items()},
        vocabulary=tuple(arrays["vocabulary"].tobytes().decode("utf-8").split("\n")),
        recipe=recipe,
        weights=arrays["weights"],
        scale=arrays["scale"],
        bias=arrays["bias"],
        rarity=arrays["rarity"].astype(np.float32),
        calibration=Calibration(**{name: arrays[name] for name in Calibration.__dataclass_fields__}),
        card=dict(head["card"]),
    )
    _check_shapes(model)
    return model


def _check_shapes(model: Model) -> None:
    """Shapes and types that do not fit together are an error here, not in the middle of a prediction."""
    import numpy as np

    _check_recipe(model.recipe)
    buckets, areas = 1 << model.recipe.bits, len(model.titles)
    sizes = dict.fromkeys(("slope", "offset", "brevity", "threshold", "first"), areas) | {
        "gate": GATE,
        "polish": POLISH,
    }
    columns = {name: (getattr(model.calibration, name), size) for name, size in sizes.items()}
    columns |= {"scale": (model.scale, areas + 1), "bias": (model.bias, areas + 1)}
    if (
        model.weights.shape != (buckets, areas + 1)
        or model.weights.dtype.name != "int8"
        or model.rarity.shape != (buckets,)
    ):
        raise ValueError("arrays of weights do not fit the areas")
    for name, (array, size) in columns.items():
        if array.shape != (size,) or array.dtype.kind != "f" or not np.isfinite(array).all():
            raise ValueError(f"array {name!r} does not fit the areas")
    if not set(model.parents) | set(model.parents.values()) <= set(model.titles):
        raise ValueError("a parent is no area")
    if set(model.parents) & set(model.parents.values()) or not set(model.titles) - set(model.parents):
        raise ValueError("a parent has a parent")


def _check_recipe(recipe: Recipe) -> None:
    numbers, switches = (recipe.bits, recipe.shortest, recipe.longest), (recipe.pairs, recipe.style)
    if not all(type(number) is int for number in numbers) or not all(type(switch) is bool for switch in switches):
        raise ValueError("the recipe of its features is none")
    if not (1 <= recipe.bits <= MOST_BITS and recipe.shortest >= 1 and recipe.longest <= LONGEST_GRAM):
        raise ValueError("the recipe of its features is out of bounds")
    if not isinstance(recipe.word_weight, float | int):
        raise ValueError("the recipe of its features is none")


def _encode_text(text: str) -> Any:
    import numpy as np

    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)
