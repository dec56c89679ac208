"""From a file to its lines: every format gives the same `RawDocument`, and its type is told by its content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from policytext.errors import UnreadableFile
from policytext.model import RawDocument
from policytext.readers.silence import silenced
from policytext.readers.sniff import sniff

__all__ = ["read"]


def read(source: Path | bytes, *, name: str = "") -> RawDocument:
    """The lines of a file, or of the bytes of one, with what the file says of itself.

    Raises `UnreadableFile` (missing, empty, broken, encrypted, without text) and `UnknownFormat`, each with one line
    that names the file, the cause and the remedy.
    """
    data = source if isinstance(source, bytes) else _bytes_of(source)
    name = name or (source.name if isinstance(source, Path) else "")
    said = str(source) if isinstance(source, Path) else name or "the input"
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableFile(f"{said} is empty: there is nothing to read")
    with silenced():
        raw = _reader_for(data, said)(data, said)
    return replace(raw, name=name, sha256=hashlib.sha256(data).hexdigest())


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableFile(f"{path} is a directory: name the files in it")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"{path} does not exist: check the spelling of its name") from None
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or error
        raise UnreadableFile(f"{path} cannot be opened ({cause}): check the file and its permissions") from None


def _reader_for(data: bytes, said: str) -> Callable[[bytes, str], RawDocument]:
    """The reader of this content; only the libraries of that one format are loaded."""
    match sniff(data, said):
        case "pdf":
            from policytext.readers.pdf import read_pdf

            return read_pdf
        case "docx":
            from policytext.readers.docx import read_docx

            return read_docx
        case "html":
            from policytext.readers.html import read_html

            return read_html
        case _:
            from policytext.readers.text import read_text

            return read_text
