"""HTML: a page's main text. trafilatura says where it stands, the page's own tree gives all of it, in order.

The library alone drops headings, lists, captions and lines around the headline, and keeps boxes that German headings
give away; so the page is first rid of clutter, and what the library finds only tells which part of the page to read.
"""

from __future__ import annotations

import re
from typing import Any

from policytext.errors import PolicytextError, UnreadableFile
from policytext.model import Line, RawDocument
from policytext.readers.decoding import AS_WRITTEN, decode_text
from policytext.readers.html.clutter import take_off, take_off_struck
from policytext.readers.html.main_text import choose_blocks
from policytext.readers.html.page_blocks import blocks_of, lines_of
from policytext.readers.html.page_metadata import metadata_of
from policytext.readers.struck_marks import STRUCK

DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
XML_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
LONG_TAG = re.compile(r"<[A-Za-z][^<>]{50000,}>?")  # libxml2 compares all attributes of an element with each other
MOST_ATTRIBUTES = 2000
AS_BROWSERS_DO = AS_WRITTEN | {"iso8859-1": "cp1252"}


def read_html(data: bytes, said: str) -> RawDocument:
    """The main text of a page; raises `UnreadableFile` where a page has no text."""
    return read_page(_decode_page(data, said), said)


def read_page(text: str, said: str, *, media_type: str = "text/html") -> RawDocument:
    """The same of a page that is decoded."""
    from lxml.etree import LxmlError

    try:
        tree = _parse_page(text)
        metadata = metadata_of(tree)
        has_struck = take_off_struck(tree)
        take_off(tree)
        lines = tuple(lines_of(choose_blocks(tree, _find_main_text(tree), metadata.get("title", ""))))
    except (LxmlError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        raise UnreadableFile(f"{said} is a broken HTML page: save it anew from the browser") from None
    if not lines:
        raise UnreadableFile(f"{said} is an HTML page without text: save it from the browser after it has loaded")
    return RawDocument(lines, media_type, metadata=metadata, warnings=(STRUCK,) if has_struck else ())


def body_lines(text: str) -> list[Line]:
    """All that a page shows, such as the body of a mail; empty where it is broken."""
    from lxml.etree import LxmlError

    try:
        tree = _parse_page(text)
        take_off_struck(tree)
        take_off(tree, whole=True)
        return list(lines_of(blocks_of(tree)))
    except (LxmlError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return []


def _decode_page(data: bytes, said: str) -> str:
    """The page as characters: UTF-8 if it is that, else the charset it declares, else as any text."""
    declared = DECLARED.search(data[:4096])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if declared:
        name = declared.group(1).decode("ascii").lower()
        try:
            return decode_text(data, said) if name in ("utf-8", "utf8") else data.decode(AS_BROWSERS_DO.get(name, name))
        except (LookupError, UnicodeDecodeError, PolicytextError):
            pass
    return decode_text(data, said)


def _parse_page(text: str) -> Any:
    from lxml import html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    text = LONG_TAG.sub(_shorten_tag, XML_DECLARED.sub("", text.replace("\0", "")))
    return html.document_fromstring(text, parser=parser)


def _shorten_tag(tag: re.Match[str]) -> str:
    """A tag with next to endless attributes without them."""
    return "<div>" if len(tag.group().split()) > MOST_ATTRIBUTES else tag.group()


def _find_main_text(tree: Any) -> str:
    """What trafilatura takes for the page's text."""
    import trafilatura
    from lxml import html

    copy = html.document_fromstring(html.tostring(tree, encoding="unicode"))
    found = trafilatura.bare_extraction(
        copy, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    body = getattr(found, "body", None)
    return "" if body is None else " ".join(body.itertext())
