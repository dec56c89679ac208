"""From a file to its lines: every format gives the same `RawDocument`, and its type is told by its content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from policytext.errors import UnknownFormat, UnreadableFile
from policytext.model import RawDocument
from policytext.readers import containers, sniff
from policytext.readers.containers import Member, holds_documents
from policytext.readers.library_logs import silence_libraries

__all__ = ["Member", "holds_documents", "list_members", "read_lines"]

Reader = Callable[[bytes, str], RawDocument]


def read_lines(
    source: Path | bytes | Member, *, name: str = "", password: str | None = None, ocr: str = "auto"
) -> RawDocument:
    """The lines of a file, of the bytes of one, or of a member of one, with what the file says of itself.

    Of a mail that is its body, of an archive its only document: `list_members` gives those of the others. `password`
    opens encrypted PDF files and archives. `ocr` is `auto` (pictures of text are read), `always` (every page) or
    `never`. Raises `UnreadableFile` (missing, empty, broken, encrypted, without text) and `UnknownFormat`, each with
    one line that names the file, the cause and the remedy.
    """
    with silence_libraries():
        data = _bytes_of(source)
        name = name or ("" if isinstance(source, bytes) else source.name)
        said = str(source) if isinstance(source, Path) else name or "the input"
        if not data.strip(b"\0 \t\r\n"):
            raise UnreadableFile(f"{said} is empty: there is nothing to read")
        kind = sniff.sniff_type(data, said)
        if kind in ("zip", "mbox"):
            return read_lines(_only_member(data, name or said, password), password=password, ocr=ocr)
        raw = _reader_for(kind, password, ocr)(data, said)
    return replace(raw, name=name, sha256=hashlib.sha256(data).hexdigest())


def list_members(
    source: Path | bytes, *, name: str = "", password: str | None = None
) -> Iterator[Member | UnreadableFile]:
    """The documents of a file: the file itself, or what an archive or mailbox holds; a mail, then what came with it.

    `read_lines` takes a member, which is unpacked only then. What cannot be unpacked is given as the error that says
    so.
    """
    name = name or (source.name if isinstance(source, Path) else "the input")
    with silence_libraries():
        found = list(
            islice(
                containers.list_container_members(Member(name, source, password=password)), containers.MOST_MEMBERS + 1
            )
        )
    yield from found[: containers.MOST_MEMBERS]
    if len(found) > containers.MOST_MEMBERS:
        yield UnreadableFile(f"{name} holds more than {containers.MOST_MEMBERS} documents: unpack it for the others")


def _only_member(data: bytes, said: str, password: str | None) -> Member:
    """The one document of an archive."""
    held = list(containers.list_container_members(Member(said, data, password=password)))
    if len(held) == 1 and isinstance(held[0], Member):
        return held[0]
    if len(held) == 1 and isinstance(held[0], UnreadableFile):
        raise held[0]
    raise UnknownFormat(
        f"{said} holds {len(held)} documents: use `policytext analyse` or policytext.analyse_all, which take them one "
        "by one"
    )


def _bytes_of(source: Path | bytes | Member) -> bytes:
    if isinstance(source, bytes):
        return source
    if isinstance(source, Member):
        return source.load()
    try:
        with containers.open_file(source) as stream:
            return stream.read()
    except OSError as error:
        raise UnreadableFile(f"{source} cannot be read ({error.strerror}): check the file and its medium") from None


def _reader_for(kind: str, password: str | None, ocr: str) -> Reader:  # noqa: PLR0911 (one return a format)
    """The reader of this kind of content; only the libraries of that one format are loaded."""
    match kind:
        case "pdf":
            from policytext.readers.pdf import read_pdf

            return partial(read_pdf, password=password, ocr=ocr)
        case "image":
            from policytext.readers.images import read_image

            return partial(read_image, mode=ocr)
        case "docx":
            from policytext.readers.docx import read_docx

            return read_docx
        case "xlsx":
            from policytext.readers.xlsx import read_xlsx

            return read_xlsx
        case "csv":
            from policytext.readers.csv_table import read_csv

            return read_csv
        case "odt":
            from policytext.readers.odt import read_odt

            return read_odt
        case "fodt":
            from policytext.readers.odt import read_fodt

            return read_fodt
        case "rtf":
            from policytext.readers.rtf import read_rtf

            return read_rtf
        case "mail":
            from policytext.readers.mail import read_mail

            return read_mail
        case "msg":
            from policytext.readers.mail import read_msg

            return read_msg
        case "html":
            from policytext.readers.html import read_html

            return read_html
        case _:
            from policytext.readers.text import read_text

            return read_text
