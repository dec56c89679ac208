"""What a page's head says of it: title, author, publisher, language, date; JSON-LD and meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

DAY = re.compile(r"\d{4}-\d\d-\d\d")
DATES = (
    "article:published_time date DC.date dc.date DC.date.issued dcterms.date dcterms.issued datePublished"
    " dcterms.created DC.Date.created"
).split()
LONGEST_JSON = 500_000  # characters
DEEPEST = 10  # objects within each other
ARTICLE = re.compile(r"Article|Report|PressRelease|BlogPosting|WebPage", re.IGNORECASE)


def metadata_of(tree: Any) -> dict[str, str]:
    """Title, author, publisher, language and date as the page's head states them."""
    linked = next(iter(_list_articles(tree)), {})
    found = {
        "title": _read_meta(tree, "og:title")
        or _flatten_value(tree.findtext(".//title"))
        or _flatten_value(linked.get("headline")),
        "author": _read_meta(tree, "author") or _read_name(linked.get("author")),
        "publisher": _read_meta(tree, "og:site_name")
        or _read_meta(tree, "publisher")
        or _read_meta(tree, "DC.publisher")
        or _read_name(linked.get("publisher")),
        "language": tree.get("lang") or tree.get("xml:lang") or "",
        "issued": _read_issued(tree) or _read_day(linked.get("datePublished")),
    }
    return {key: value for key, value in found.items() if value}


def _flatten_value(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _read_meta(tree: Any, name: str) -> str:
    values = tree.xpath("//meta[@name=$name or @property=$name]/@content", name=name)
    return _flatten_value(str(values[0])) if values else ""


def _read_day(value: object) -> str:
    return value[:10] if isinstance(value, str) and DAY.match(value) else ""


def _read_issued(tree: Any) -> str:
    for name in DATES:
        if stated := _read_day(_read_meta(tree, name)):
            return stated
    times = tree.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime | //article//time/@datetime")
    dates = {str(stated)[:10] for stated in times if DAY.match(str(stated))}
    return dates.pop() if len(dates) == 1 else ""


def _list_articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles that a page's JSON-LD describes."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            stated = json.loads(script) if len(script) <= LONGEST_JSON else None
        except (ValueError, RecursionError):
            continue
        yield from (each for each in _list_objects(stated) if ARTICLE.search(str(each.get("@type", ""))))


def _list_objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = value.get("@graph", ())
    for each in value if isinstance(value, list) and depth < DEEPEST else ():
        yield from _list_objects(each, depth + 1)


def _read_name(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return _flatten_value(value.get("name")) if isinstance(value, dict) else _flatten_value(value)
