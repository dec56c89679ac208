"""ZIP packages of XML parts (DOCX, ODT): opened within limits, their XML parsed without entities, network or depth."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from policytext.errors import UnreadableFile

LARGEST = 300_000_000  # bytes unpacked; the longest real documents hold a hundredth of it
LARGEST_XML = 60_000_000  # bytes of one XML part; its tree takes ten times as much memory
MOST_PARTS = 20_000
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError)


class Package:
    """The parts of a package. Raises `UnreadableFile` where it is broken, encrypted, or unpacks to a flood."""

    def __init__(self, data: bytes, said: str, kind: str) -> None:
        self.said, self.kind = said, kind
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN_ZIP:
            raise self._broken() from None
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
            raise UnreadableFile(f"{said} unpacks to more than {LARGEST // 1_000_000} MB: it is not read")
        self._sizes = {part.filename: part.file_size for part in parts}

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    def xml(self, name: str) -> Any:
        """The root element of an XML part, `None` where there is no such part."""
        if name not in self._sizes:
            return None
        if self._sizes[name] > LARGEST_XML:
            raise UnreadableFile(f"{self.said} holds more than {LARGEST_XML // 1_000_000} MB of XML: split it")
        try:
            return parse_xml(self._zip.read(name), self.said, self.kind)
        except (KeyError, *BROKEN_ZIP):
            raise self._broken() from None

    def _broken(self) -> UnreadableFile:
        return UnreadableFile(
            f"{self.said} is a broken or truncated {self.kind} file: open it in a word processor and save it anew"
        )


def parse_xml(data: bytes, said: str, kind: str) -> Any:
    """The root of an XML document that declares no entities of its own."""
    from lxml import etree

    if _declares_entities(data):
        raise UnreadableFile(f"{said} brings XML entities of its own, which no word processor writes: it is not read")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError):
        raise UnreadableFile(f"{said} is a broken {kind} file: open it in a word processor and save it anew") from None


def _declares_entities(data: bytes) -> bool:
    """Whether a document type stands before the root element, in any encoding of one or two bytes."""
    head = data[:100_000].replace(b"\0", b"")
    return b"<!DOCTYPE" in head or b"<!ENTITY" in head


def local_name(element: Any) -> str:
    """The name of an element without its namespace (transitional and strict files differ in it only)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def read_attribute(element: Any, name: str) -> str:
    """The value of an attribute, whatever its namespace; empty where it is missing."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def find_child(element: Any, *names: str) -> Any:
    """The first descendant along a path of local names, `None` where there is none."""
    for name in names:
        element = next((each for each in element if local_name(each) == name), None)
        if element is None:
            return None
    return element
