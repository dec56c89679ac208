"""HTML: the main text of a page through trafilatura, all text of the body where that finds too little."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from policytext.errors import UnreadableFile
from policytext.model import Line, RawDocument
from policytext.readers.decoding import decode

DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
XML_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
NO_MAIN_TEXT = (
    "//script|//style|//noscript|//template|//head|//nav|//form|//button|//select|//svg|//iframe|//object|//dialog"
)
LEAST_SHARE = 0.35  # of the body's characters; if the library keeps less, its choice is compared with the page's own
ROLES = {"h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading"}
ROLES |= {"head": "heading", "li": "item", "item": "item", "dt": "item", "dd": "item", "tr": "row", "row": "row"}
BLOCKS = frozenset(ROLES) | {
    *("p", "div", "section", "article", "main", "header", "footer", "aside", "blockquote", "quote", "address", "pre"),
    *("ul", "ol", "dl", "list", "table", "thead", "tbody", "tfoot", "caption", "figure", "figcaption", "hr", "ab"),
    *("body", "html", "doc", "fieldset", "details", "summary", "center"),
}
PARTS = frozenset({"p", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote", "head", "list"})
BREAKS = frozenset({"br", "lb"})
DEEPEST = 200  # elements within each other


def read_html(data: bytes, said: str) -> RawDocument:
    """The main text of a page; raises `UnreadableFile` where a page has no text."""
    from lxml.etree import LxmlError, ParserError

    text = _decoded(data, said)
    try:
        tree = _parsed(text)
        metadata = _metadata(tree)
        lines = _main_text(text)
        own = list(_page_text(tree))
    except (LxmlError, ParserError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        raise UnreadableFile(f"{said} is a broken HTML page: save it anew from the browser") from None
    lines = _chosen(lines, own, metadata)
    if not lines:
        raise UnreadableFile(f"{said} is an HTML page without text: save it from the browser after it has loaded")
    return RawDocument(tuple(lines), "text/html", metadata=metadata)


def _decoded(data: bytes, said: str) -> str:
    """The page as characters: UTF-8 if it is that, else the charset it declares, else as any text."""
    declared = DECLARED.search(data[:4096])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if declared:
        name = declared.group(1).decode("ascii").lower()
        name = "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii") else name  # as browsers do
        try:
            return data.decode(name, errors="replace") if name not in ("utf-8", "utf8") else decode(data, said)
        except LookupError:
            pass
    return decode(data, said)


def _parsed(text: str) -> Any:
    from lxml import html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    return html.document_fromstring(XML_DECLARED.sub("", text), parser=parser)


# ---------------------------------------------------------------------------------------------- main text


def _main_text(text: str) -> list[Line]:
    """What trafilatura takes for the page's own text, as lines."""
    import trafilatura

    found = trafilatura.bare_extraction(
        XML_DECLARED.sub("", text), include_comments=False, include_tables=True, favor_recall=True
    )
    body = getattr(found, "body", None)
    return [] if body is None else list(_lines(body))


def _page_text(tree: Any) -> Iterator[Line]:
    """All text of the page but scripts, menus and forms."""
    for element in tree.xpath(NO_MAIN_TEXT):
        if element.getparent() is not None:
            element.drop_tree()
    body = tree.find("body")
    return _lines(tree if body is None else body)


def _chosen(lines: list[Line], own: list[Line], metadata: dict[str, str]) -> list[Line]:
    """The library's choice with the page's first heading before it, or the whole page where it left out too much."""
    kept, there = _length(lines), _length(own)
    if kept < LEAST_SHARE * there and there < 3000:
        return own
    if not lines:
        return own
    return [*_lost_heading(lines, own), *lines]


def _lost_heading(lines: list[Line], own: list[Line]) -> list[Line]:
    heading = next((line for line in own if line.role == "heading"), None)
    if heading is None or any(heading.text in line.text for line in lines[:10]):
        return []
    return [heading]


def _length(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


# ---------------------------------------------------------------------------------------------- a tree's lines


def _lines(root: Any) -> Iterator[Line]:
    """The blocks below an element in order, each with its role; a table row is one line."""
    for role, text in _blocks(root, "paragraph"):
        rows = [" ".join(row.split()) for row in text.split("\n")]
        rows = [row for row in rows if row.strip(" |")]
        for number, row in enumerate(rows, start=1):
            yield Line(row, role=role, glue="\n\n" if number == len(rows) else "\n")


def _blocks(element: Any, role: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Pairs of role and text; text between two block elements is a block of its own."""
    gathered = [_flat(element.text)]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in ("tr", "row") and not _is_layout(child):
            yield from _filled(role, gathered)
            yield "row", " | ".join(" ".join(_inline(cell).split()) for cell in child if isinstance(cell.tag, str))
        elif (tag in BLOCKS or _holds_blocks(child)) and depth < DEEPEST:
            yield from _filled(role, gathered)
            yield from _blocks(child, ROLES.get(tag, role), depth + 1)
        elif tag:
            gathered.append("\n" if tag in BREAKS else _inline(child))
        gathered.append(_flat(child.tail))
    yield from _filled(role, gathered)


def _is_layout(row: Any) -> bool:
    """Whether a table row only places text on the page, as old pages do: a cell of it holds several blocks."""
    return any(sum(part.tag in PARTS for part in cell.iterdescendants()) > 1 for cell in row)


def _filled(role: str, gathered: list[str]) -> Iterator[tuple[str, str]]:
    text = "".join(gathered)
    gathered.clear()
    if text.strip():
        yield role, text


def _holds_blocks(element: Any) -> bool:
    return isinstance(element.tag, str) and any(child.tag in BLOCKS for child in element.iterdescendants())


def _inline(element: Any) -> str:
    """The text of an element without blocks; line breaks in it are kept."""
    parts = [_flat(element.text)]
    for child in element.iterdescendants():
        if child.tag in BREAKS:
            parts.append("\n")
        elif isinstance(child.tag, str):
            parts.append(_flat(child.text))
        parts.append(_flat(child.tail))
    return "".join(parts)


def _flat(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


# ---------------------------------------------------------------------------------------------- metadata


def _metadata(tree: Any) -> dict[str, str]:
    """Title, author, language and date as the page's head states them."""
    found = {
        "title": _meta(tree, "og:title") or " ".join((tree.findtext(".//title") or "").split()),
        "author": _meta(tree, "author"),
        "publisher": _meta(tree, "og:site_name") or _meta(tree, "publisher") or _meta(tree, "DC.publisher"),
        "language": tree.get("lang") or "",
        "issued": _issued(tree),
    }
    return {key: value for key, value in found.items() if value}


def _meta(tree: Any, name: str) -> str:
    values = tree.xpath("//meta[@name=$name or @property=$name]/@content", name=name)
    return " ".join(str(values[0]).split()) if values else ""


def _issued(tree: Any) -> str:
    for name in (
        "article:published_time",
        "date",
        "DC.date",
        "dc.date",
        "DC.date.issued",
        "dcterms.date",
        "dcterms.issued",
        "datePublished",
    ):
        if re.match(r"\d{4}-\d\d-\d\d", stated := _meta(tree, name)):
            return stated[:10]
    times = tree.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime | //article//time/@datetime")
    dates = {str(stated)[:10] for stated in times if re.match(r"\d{4}-\d\d-\d\d", str(stated))}
    return dates.pop() if len(dates) == 1 else ""
