"""Opening model files: good ones quickly, bad ones with one line, none with a surprise."""

from __future__ import annotations

import io
import json
import pickle
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from policytext import areas
from policytext.areas import model_file
from policytext.errors import BadTaxonomy

SHIPPED = Path(model_file.__file__).parents[1] / "models" / "areas" / "areas.npz"
LARGEST = 8_000_000  # bytes


class Bomb:
    """Unpickling it would create a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.path,)


def test_the_shipped_model_is_small() -> None:
    assert SHIPPED.stat().st_size <= LARGEST


def test_a_copy_of_the_shipped_model_opens_by_path(tmp_path: Path) -> None:
    copy = tmp_path / "kopie.npz"
    shutil.copy(SHIPPED, copy)
    assert areas.load_classifier(str(copy)).areas == areas.load_classifier().areas


def test_saving_an_opened_model_gives_the_same_bytes(tmp_path: Path) -> None:
    model_file.save_model(areas.load_classifier().model, tmp_path / "a.npz")
    assert (tmp_path / "a.npz").read_bytes() == SHIPPED.read_bytes()


def test_loading_twice_gives_the_same_object() -> None:
    assert areas.load_classifier() is areas.load_classifier("default")


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(BadTaxonomy, match="default"):
        areas.load_classifier("gibtesnicht")


@pytest.mark.parametrize("cut", [0, 10, 1000, 100_000])
def test_a_cut_file_is_one_line(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "kaputt.npz"
    path.write_bytes(SHIPPED.read_bytes()[:cut])
    assert_refused(path)


@pytest.mark.parametrize("place", [5000, 50_000, 1_000_000])
def test_a_damaged_file_is_one_line(tmp_path: Path, place: int) -> None:
    path, data = tmp_path / "kaputt.npz", bytearray(SHIPPED.read_bytes())
    data[place : place + 64] = bytes(64)
    path.write_bytes(data)
    assert_refused(path)


def test_a_pickle_inside_is_not_executed(tmp_path: Path) -> None:
    path, mark = tmp_path / "fremd.npz", tmp_path / "ausgeführt"
    np.savez(path, head=np.array([Bomb(mark)], dtype=object))
    assert_refused(path)
    assert not mark.exists()


def test_a_bare_pickle_is_not_executed(tmp_path: Path) -> None:
    path, mark = tmp_path / "fremd.npz", tmp_path / "ausgeführt"
    path.write_bytes(pickle.dumps(Bomb(mark)))
    assert_refused(path)
    assert not mark.exists()


def test_a_foreign_archive_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "fremd.npz"
    np.savez(path, weights=np.zeros((3, 3)))
    assert_refused(path)


def test_arrays_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "falsch.npz"
    with zipfile.ZipFile(SHIPPED) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            new.writestr(
                entry.filename, old.read(entry) if entry.filename != "bias.npy" else npy(np.zeros(3, dtype=np.float32))
            )
    assert_refused(path)


def test_predicting_does_not_import_scikit_learn() -> None:
    asked = "from policytext import areas; areas.load_classifier().predict(['Kita'])"
    code = f"import sys; {asked}; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"sklearn", "scipy"}.isdisjoint(done.stdout.split())


def npy(array: np.ndarray) -> bytes:
    """The bytes of an array in a npz file."""
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


def assert_refused(path: Path) -> None:
    """Opening it is one line of `BadTaxonomy` that names the file."""
    with pytest.raises(BadTaxonomy) as caught:
        areas.load_classifier(str(path))
    assert path.name in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "policytext-areas/1"},
        {"recipe": {"bits": 10**9}},
        {"recipe": {"bits": "18"}},
        {"recipe": {"longest": 10**9}},
        {"parents": {"sport": "sport"}},
        {"parents": {"sport": "kultur", "kultur": "bildung"}},
        {"titles": ["sport"]},
    ],
    ids=str,
)
def test_a_head_that_cannot_be_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "falsch.npz"
    with zipfile.ZipFile(SHIPPED) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "head.npy":
                head = json.loads(np.load(io.BytesIO(data)).tobytes())
                for key, value in change.items():
                    head[key] = {**head[key], **value} if key == "recipe" and isinstance(value, dict) else value
                data = npy(np.frombuffer(json.dumps(head).encode(), dtype=np.uint8))
            new.writestr(entry.filename, data)
    assert_refused(path)


def test_a_model_of_another_version_says_so(tmp_path: Path) -> None:
    path = tmp_path / "alt.npz"
    np.savez(path, head=np.frombuffer(b'{"format": "policytext-areas/1"}', dtype=np.uint8))
    with pytest.raises(BadTaxonomy, match="train it again"):
        areas.load_classifier(str(path))


def test_numbers_that_are_none_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "falsch.npz"
    with zipfile.ZipFile(SHIPPED) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            bias = npy(np.full(25, np.nan, dtype=np.float32))
            new.writestr(entry.filename, bias if entry.filename == "bias.npy" else old.read(entry))
    assert_refused(path)
