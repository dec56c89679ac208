"""What a page shows around its text: taken off its tree by what elements are, by their names and by German headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from policytext.lexicon import load_lexicon

SILENT = "//script|//style|//noscript|//template|//head|//select|//textarea|//svg|//iframe|//object|//input|//option"
FURNITURE = (
    "//nav|//dialog|//footer|//amp-sidebar|//amp-consent|//amp-ad|//*[@role='navigation' or @role='search' or"
    " @role='dialog' or @role='alertdialog' or @role='banner' or @role='contentinfo' or @role='tablist'"
    " or @role='menu']"
)
STRUCK = ("s", "strike", "del")
STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,60}line-through", re.IGNORECASE)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
NAME_PART = re.compile(r"[A-Z]?[a-zäöüß]+|[A-Z]+(?![a-z])|\d+")
MOST_OF_TEXT = 0.4  # of the page's unlinked characters: a part with more is no clutter, whatever it is called
MOST_SIBLINGS = 40  # that are looked at behind a box
BOX_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "div", "p", "span", "summary", "th"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ROOTS = frozenset({"body", "html", "main", "article"})


def take_off(tree: Any, *, whole: bool = False) -> None:
    """Takes the clutter off a tree; with `whole` (a mail's body) only what is never shown."""
    for element in tree.xpath(SILENT):
        _drop_element(element)
    for element in [each for each in tree.iter() if _is_hidden(each)]:
        _drop_element(element)
    if whole:
        return
    limit = MOST_OF_TEXT * _weigh_element(tree)
    for element in [*tree.xpath(FURNITURE), *_find_buttons(tree), *_outer_headers(tree), *_find_forms(tree, limit)]:
        _drop_small(element, limit)
    for element in list(tree.iter()):
        if _is_named_clutter(element):
            _drop_small(element, limit)
    for element in list(tree.iter("aside")):
        if not _stands_in_text(element):
            _drop_small(element, limit)
    for box in list(_find_boxes(tree)):
        _drop_small(box, limit)


def take_off_struck(tree: Any) -> bool:
    """Takes struck-out words off a tree, but for a part that holds most of the text; whether there were any."""
    limit = MOST_OF_TEXT * _weigh_element(tree)
    found = [each for each in tree.iter() if _is_struck(each) and _weigh_element(each) <= limit]
    for element in found:
        _drop_element(element)
    return bool(found)


def _is_struck(element: Any) -> bool:
    return element.tag in STRUCK or STRUCK_STYLE.search(element.get("style") or "") is not None


def _drop_element(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _drop_small(element: Any, limit: float) -> None:
    """Drops an element that holds neither most of the text nor its headline."""
    if element.tag not in ("body", "html") and _weigh_element(element) <= limit and not _holds_headline(element):
        _drop_element(element)


def _holds_headline(element: Any) -> bool:
    """Whether the page's only first-rank heading is in here and is more than the page's name."""
    heads = element.xpath(".//h1[normalize-space()]|self::h1")
    return bool(heads) and len(element.getroottree().xpath("//h1")) == 1 and element.tag not in ("nav", "footer")


def _weigh_element(element: Any) -> int:
    """The unlinked characters of an element."""
    return sum(len(str(text).strip()) for text in element.xpath(".//text()[not(ancestor::a)]"))


# ---------------------------------------------------------------------------------------------- by what they are


def _is_hidden(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("body", "html"):
        return False
    if "hidden" in element.attrib and element.get("hidden") != "until-found":
        return True
    if HIDDEN_STYLE.search(element.get("style") or ""):
        return True
    names = (element.get("class") or "").lower().replace("_", "-").split()
    return any(name in _load_names("hidden") or name.replace("-", "") in _load_names("hidden") for name in names)


def _find_buttons(tree: Any) -> Iterator[Any]:
    """Buttons, but for those that open a part of the text below them (their words are its heading)."""
    for button in tree.iter("button"):
        opens = button.get("aria-expanded") or button.get("aria-controls")
        if not (opens and len("".join(button.itertext()).split()) > 2):
            yield button


def _outer_headers(tree: Any) -> Iterator[Any]:
    """The page's own header; a `header` in an article is the article's."""
    for header in tree.iter("header"):
        if not any(parent.tag in ("article", "main") for parent in header.iterancestors()):
            yield header


def _find_forms(tree: Any, limit: float) -> Iterator[Any]:
    """Forms; some sites wrap the whole page into one."""
    yield from (form for form in tree.iter("form") if _weigh_element(form) < limit / 4)


def _stands_in_text(aside: Any) -> bool:
    """Whether running text follows a box within the same part of the page."""
    return any(
        isinstance(after.tag, str) and after.tag in ("p", "h2", "h3") and len("".join(after.itertext())) > 40
        for after in islice(aside.itersiblings(), MOST_SIBLINGS)
    )


# ---------------------------------------------------------------------------------------------- by their names


@cache
def _load_names(kind: str) -> frozenset[str]:
    return frozenset(load_lexicon("pages")["names"][kind])


def _is_named_clutter(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("body", "html", "h1"):
        return False
    for name in f"{element.get('class') or ''} {element.get('id') or ''}".split():
        parts = [part.lower() for part in NAME_PART.findall(name)]
        joined = "".join(parts)
        if any(word in joined for word in _load_names("within")) or joined in _load_names("alone"):
            return True
        if {"header", "head"} & set(parts) and element.find(".//h2") is not None:
            continue
        if parts and (parts[-1] in _load_names("alone") or parts[0] in _load_names("alone")) and len(parts) < 4:
            return True
        if _load_names("linking") & set(parts) and _is_linking(element):
            return True
    return False


def _is_linking(element: Any) -> bool:
    """Whether a short part leads elsewhere: a heading or a line of it is a link."""
    links = sum(len("".join(link.itertext()).strip()) for link in element.iter("a"))
    return links * 8 > len("".join(element.itertext()).strip())


# ---------------------------------------------------------------------------------------------- by their headings


@cache
def _load_phrases(kind: str) -> frozenset[str]:
    return frozenset(_plain_text(phrase) for phrase in load_lexicon("pages")["boxes"][kind])


def _plain_text(text: str) -> str:
    return " ".join(text.split()).strip(" :|»›").casefold()


def _find_boxes(tree: Any) -> Iterator[Any]:
    """The boxes that a telling heading opens."""
    for element in tree.iter():
        if element.tag not in BOX_HEADINGS or len(element) > 3:
            continue
        text = _plain_text("".join(element.itertext()))
        if text in _load_phrases("headings"):
            yield from _box_of(element)
        elif text in _load_phrases("in_boxes") and (box := _find_frame(element)) is not element:
            yield box


def _box_of(heading: Any) -> Iterator[Any]:
    """The box that a heading is the first thing of, or what follows it up to the next heading."""
    box = _find_frame(heading)
    yield box
    if box is heading and heading.tag in HEADINGS:
        for after in heading.itersiblings():
            if after.tag in HEADINGS:
                return
            yield after


def _find_frame(element: Any) -> Any:
    """The outermost element that begins with this one."""
    while (parent := element.getparent()) is not None and parent.tag not in ROOTS:
        first = next((each for each in parent if isinstance(each.tag, str) and "".join(each.itertext()).strip()), None)
        if first is not element or (parent.text or "").strip() or parent.tag in ("td", "tr", "tbody", "table"):
            break
        element = parent
    return element
