"""An analysis as compressed bytes and back: facts as places in the text, layout packed, nothing kept twice."""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import chain, groupby
from typing import Any, Union, get_args, get_origin, get_type_hints

from policytext.analysis import Analysis
from policytext.archive.storage import piece_codec
from policytext.model import Block, Cell, Document, Letterhead, Row, Sentence, Span, Statement, Table, View

LEVEL = 9
FACTS = ("amounts", "times", "actors", "records", "areas")


@dataclass(frozen=True, slots=True)
class Packed:
    """The compressed parts of one analysis."""

    text: bytes
    facts: bytes
    said: bytes
    layout: bytes


def pack_analysis(analysis: Analysis) -> Packed:
    """The parts of an analysis as bytes."""
    document = analysis.document
    return Packed(
        compress_text(document.text),
        compress_text(_dump_json({name: _thin_value(getattr(analysis, name)) for name in FACTS})),
        compress_text(_dump_json(_thin_value(analysis.statements))),
        compress_text(_dump_json(_pack_layout(document))),
    )


def unpack_analysis(packed: Packed) -> Analysis:
    """The analysis again, every span with its words."""
    text = expand_text(packed.text)
    facts = json.loads(expand_text(packed.facts))
    said = json.loads(expand_text(packed.said))
    layers = {name: revive_value(_load_hints(Analysis)[name], facts[name], text) for name in FACTS}
    spoken = revive_value(_load_hints(Analysis)["statements"], said, text)
    return Analysis(document=_build_document(text, json.loads(expand_text(packed.layout))), statements=spoken, **layers)


def packed_head(analysis: Analysis) -> bytes:
    """The paper's head alone as bytes."""
    return compress_text(_dump_json(_thin_value(analysis.document.head)))


def unpacked_head(packed: bytes, text: str) -> Letterhead:
    """The head that `packed_head` took."""
    return revive_value(Letterhead, json.loads(expand_text(packed)), text)  # type: ignore[no-any-return]


def with_head(analysis: Analysis, head: Letterhead) -> Analysis:
    """The analysis under another head."""
    return replace(analysis, document=replace(analysis.document, head=head))


def statement_of(said: bytes, text: str, ident: str) -> Statement | None:
    """One statement out of the packed ones, the others left as they are."""
    for thin in json.loads(expand_text(said)):
        if thin.get("id") == ident:
            return revive_value(Statement, thin, text)  # type: ignore[no-any-return]
    return None


def compress_text(text: str) -> bytes:
    """UTF-8, compressed; lone surrogates of broken input survive."""
    worker = zlib.compressobj(LEVEL, zdict=_load_dictionary())
    return worker.compress(text.encode("utf-8", "surrogatepass")) + worker.flush()


def expand_text(packed: bytes) -> str:
    """The text of `compress_text`."""
    worker = zlib.decompressobj(zdict=_load_dictionary())
    text = worker.decompress(packed) + worker.flush()
    if not worker.eof:
        raise zlib.error("cut short")
    return text.decode("utf-8", "surrogatepass")


@cache
def _load_dictionary() -> bytes:
    """What short texts have in common: German policy prose, search terms, keys. Never change the file, add a second."""
    return files("policytext.archive").joinpath("schema/dictionary.txt").read_bytes()


def _dump_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# ------------------------------------------------------------------------------------------- dataclasses, generically


def _thin_value(value: object) -> Any:
    """A value in JSON's types: dataclasses as objects without defaults and without the words of spans."""
    if isinstance(value, Decimal | date):
        return str(value)
    if isinstance(value, tuple | list):
        return [_thin_value(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _thin_value(item) for key, item in value.items()}
    if is_dataclass(value):
        named = ((field, getattr(value, field.name)) for field in fields(value))
        dull = isinstance(value, Span)
        return {
            field.name: _thin_value(item)
            for field, item in named
            if not (dull and field.name == "text") and item != _field_default(field)
        }
    return value


def _field_default(field: Field[Any]) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default


@cache
def _load_hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def revive_value(kind: Any, value: Any, text: str) -> Any:
    """The value of type `kind` that `value`, in JSON's types, stands for; spans take their words from `text`."""
    origin, inner = get_origin(kind), get_args(kind)
    if value is None:
        return None
    if origin in (Union, types.UnionType):
        return revive_value(next(one for one in inner if one is not type(None)), value, text)
    if origin is tuple:
        repeated = len(inner) == 2 and inner[1] is Ellipsis
        return tuple(revive_value(inner[0] if repeated else one, item, text) for one, item in _pair_types(inner, value))
    if origin is Mapping or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return {key: revive_value(inner[1], item, text) for key, item in value.items()}
    return _revive_simple(kind, value, text)


def _pair_types(inner: tuple[Any, ...], value: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    if len(inner) == 2 and inner[1] is Ellipsis:
        return ((inner[0], item) for item in value)
    return zip(inner, value, strict=True)


def _revive_simple(kind: Any, value: Any, text: str) -> Any:
    if kind is Decimal:
        return Decimal(str(value))
    if kind is date:
        return date.fromisoformat(value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _load_hints(kind)
        known = {name: revive_value(hints[name], item, text) for name, item in value.items() if name in hints}
        if issubclass(kind, Span):
            known["text"] = text[known["start"] : known["end"]]
        return kind(**known)
    return value


# ------------------------------------------------------------------------------------------- text, view, places


def _pack_layout(document: Document) -> dict[str, Any]:
    return {
        "head": _thin_value(document.head),
        "language": document.language,
        "name": document.name,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "pages": document.pages,
        "metadata": dict(document.metadata),
        "warnings": list(document.warnings),
        "blocks": [
            [block.kind, *step, *([block.level] if block.level else [])]
            for block, step in zip(document.blocks, _pack_steps(document.blocks), strict=True)
        ],
        "sentences": [
            [*step, one.block] for one, step in zip(document.sentences, _pack_steps(document.sentences), strict=True)
        ],
        "view": _packed_view(document.view, document.text),
        "pieces": piece_codec.pack_pieces(document.pieces, document.text),
        "tables": [
            [
                list(one.columns),
                [[row.block, row.role, *chain.from_iterable(_pack_steps(row.cells))] for row in one.rows],
            ]
            for one in document.tables
        ],
        "contacts": list(document.contacts),
    }


def _build_document(text: str, layout: dict[str, Any]) -> Document:
    hints = _load_hints(Document)
    plain = ("language", "name", "media_type", "sha256", "pages", "metadata", "warnings")
    spans = _unpack_steps(row[1:3] for row in layout["blocks"])
    blocks = [Block(row[0], s, e, *row[3:]) for row, (s, e) in zip(layout["blocks"], spans, strict=True)]
    spans = _unpack_steps(row[:2] for row in layout["sentences"])
    sentences = [
        {"start": s, "end": e, "block": row[2]} for row, (s, e) in zip(layout["sentences"], spans, strict=True)
    ]
    return Document(
        text=text,
        view=_unpack_view(layout["view"], text),
        head=revive_value(Letterhead, layout["head"], text),
        blocks=tuple(blocks),
        tables=tuple(map(_unpack_table, layout.get("tables", ()))),
        contacts=tuple((start, end) for start, end in layout.get("contacts", ())),
        sentences=revive_value(hints["sentences"], sentences, text),
        pieces=tuple(piece_codec.unpack_pieces(layout["pieces"], text)),
        **{name: revive_value(hints[name], layout[name], text) for name in plain},
    )


def contact_places(layout: dict[str, Any]) -> list[tuple[int, int]]:
    """Where the contact blocks, addresses and numbers of a packed layout stand."""
    spans = _unpack_steps(row[1:3] for row in layout["blocks"])
    blocks = [span for row, span in zip(layout["blocks"], spans, strict=True) if row[0] == "contact"]
    return [*blocks, *((start, end) for start, end in layout.get("contacts", ()))]


def _unpack_table(packed: tuple[Sequence[str], Sequence[Sequence[Any]]]) -> Table:
    columns, rows = packed
    return Table(
        tuple(
            Row(tuple(Cell(*span) for span in _unpack_steps(_pair_numbers(row[2:]))), row[0], row[1]) for row in rows
        ),
        tuple(columns),
    )


def _pair_numbers(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[at : at + 2] for at in range(0, len(numbers), 2))


def _pack_steps(spans: Sequence[Block | Sentence | Cell]) -> Iterator[tuple[int, int]]:
    """The gap before each span and its length: small numbers pack better than places."""
    end = 0
    for span in spans:
        yield span.start - end, span.end - span.start
        end = span.end


def _unpack_steps(steps: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """The spans that `_pack_steps` was given."""
    end = 0
    for gap, length in steps:
        start, end = end + gap, end + gap + length
        yield start, end


def _packed_view(view: View, text: str) -> dict[str, Any]:
    """The view as what differs from the text: runs of kept characters and single other characters."""
    offsets = range(len(view.text)) if view.offsets is None else view.offsets
    runs = [
        [first[1], sum(1 for _ in rest) + 1]
        for _, run in groupby(enumerate(offsets), key=lambda pair: pair[1] - pair[0])
        for first, rest in [(next(run), run)]
    ]
    other = [[place, view.text[place]] for place, offset in enumerate(offsets) if view.text[place] != text[offset]]
    return {"same": view.offsets is None, "runs": runs, "other": other}


def _unpack_view(packed: dict[str, Any], text: str) -> View:
    offsets = tuple(place for start, length in packed["runs"] for place in range(start, start + length))
    characters = [text[offset] for offset in offsets]
    for place, character in packed["other"]:
        characters[place] = character
    return View("".join(characters), None if packed["same"] else offsets)
