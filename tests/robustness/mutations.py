"""Files damaged by chance, reproducibly: the same number gives the same damage."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENDINGS = {
    "pdf": (".pdf",),
    "docx": (".docx", ".docm"),
    "html": (".html", ".htm"),
    "mail": (".eml", ".msg", ".mbox", ".mhtml"),
    "odt": (".odt", ".fodt"),
    "rtf": (".rtf",),
    "zip": (".zip",),
    "text": (".txt", ".md"),
}
NUMBER = re.compile(rb"\d+")
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
HUGE = (b"0", b"-1", b"65536", b"2147483648", b"4294967296", b"99999999999999999999", b"1e308")
MOST = 400_000  # bytes of a file that is worth damaging five thousand times

Damage = Callable[[bytearray, random.Random], None]


@cache
def originals(kind: str) -> tuple[Path, ...]:
    """Sound files of a kind, of the corpus and of the readers' tests."""
    places = (ROOT / "corpus", ROOT / "tests" / "fixtures", ROOT / "tests" / "readers", ROOT / "tests" / "layouts")
    files = (path for place in places for path in sorted(place.rglob("*")) if path.suffix in ENDINGS[kind])
    return tuple(path for path in files if path.stat().st_size <= MOST)


def damaged(kind: str, number: int) -> bytes:
    """The damaged file with this number."""
    chance = random.Random(f"{kind} {number}")
    data = chance.choice(originals(kind)).read_bytes()
    other = chance.choice(originals(kind)).read_bytes()
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _inside_package(data, other, chance)
    if data.startswith(b"%PDF") and chance.random() < 0.4:
        return _inside_stream(data, other, chance)
    return _damaged(data, other, chance)


def _damaged(data: bytes, other: bytes, chance: random.Random) -> bytes:
    mutated = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 8, 30))):
        if not mutated:
            break
        chance.choice(DAMAGES)(mutated, chance)
    if chance.random() < 0.1:
        place = chance.randrange(len(other) + 1)
        mutated += other[place : place + chance.randint(1, 5000)]
    return bytes(mutated)


def _inside_package(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """The damage in one part of a ZIP package, whose checksums are right again afterwards."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        chosen = chance.choice(source.infolist()).filename
        for part in source.infolist():
            content = source.read(part)
            damaged_or_not = _damaged(content, other, chance) if part.filename == chosen else content
            target.writestr(zipfile.ZipInfo(part.filename), damaged_or_not, zipfile.ZIP_DEFLATED)  # its day is fixed
    return packed.getvalue()


def _inside_stream(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """The damage in one stream of a PDF, unpacked and packed again where zlib alone packs it."""
    streams = list(STREAM.finditer(data))
    if not streams:
        return _damaged(data, other, chance)
    stream = chance.choice(streams)
    try:
        content = zlib.compress(_damaged(zlib.decompress(stream[1]), other, chance))
    except zlib.error:
        content = _damaged(stream[1], other, chance)
    return data[: stream.start(1)] + content + data[stream.end(1) :]


def _flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _overwrite(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data))
    data[place : place + chance.randint(1, 16)] = chance.randbytes(chance.randint(1, 16))


def _cut(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data))
    del data[place : place + chance.choice((1, 10, 100, 1000, 10_000))]


def _end(data: bytearray, chance: random.Random) -> None:
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)) :]


def _repeat(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data))
    block = bytes(data[place : place + chance.randint(1, 2000)])
    data[place:place] = block * chance.choice((1, 1, 2, 10, 200 if len(block) < 200 else 1))


def _splice(data: bytearray, chance: random.Random) -> None:
    source, target = chance.randrange(len(data)), chance.randrange(len(data))
    data[target:target] = data[source : source + chance.randint(1, 2000)]


def _make_huge(data: bytearray, chance: random.Random) -> None:
    if numbers := list(NUMBER.finditer(data)):
        number = chance.choice(numbers)
        data[number.start() : number.end()] = chance.choice(HUGE)


DAMAGES: tuple[Damage, ...] = (_flip, _overwrite, _cut, _end, _repeat, _splice, _make_huge)
