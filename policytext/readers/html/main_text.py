"""Where on a page its text stands: the part that holds what trafilatura found, from the headline to its last words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from policytext.lexicon import load_lexicon
from policytext.lexicon.pattern_lists import PatternLists
from policytext.readers.html.page_blocks import PageBlock, blocks_of

MOST = 0.8  # of the text's characters: the smallest part of the page with so many is the text's own
ENDS = frozenset({"article", "main"})  # parts that are not looked into for smaller ones
LINKED = 0.75  # of a block's characters: such a block leads elsewhere
LONGEST_LINK_BLOCK = 250  # characters
LONGEST_HEAD = 160  # characters of a line above the headline (kicker, date line)
MOST_HEAD_LINES = 4
MOST_BETWEEN = 8  # lines between a headline and its text
SHORTEST_TITLE = 12  # letters of a title that is more than a name
LONGEST_FOOT = 200  # characters of a line at the page's foot
KEY = 30  # letters by which a block is found again in the library's text
SHORTEST_RUNNING = 60  # characters
SHORT_COUNTS = 0.3  # of its characters, for what is no running text
SENTENCE = re.compile(r"[a-zäöüß)“\"][.:!?]")
_FOOT = PatternLists("pages", "foot")
_PRESS = _FOOT.press
STREET = rf"{_FOOT.streets}[ ]?\d+[a-z]?\b"
FOOT = re.compile(
    rf"""\b{_FOOT.accounts}\b            # Spendenkonto IBAN DE00 …
      | {STREET}.*[·|,].*\d{{5}}[ ]  # Kirchgasse 3, 26999 Hagenau
      | [·|].*{STREET}               # Diakonie · Kirchgasse 3
      | [·|].*\b{_FOOT.sites}        # Verlag · Mediadaten
    """,
    re.VERBOSE,
)
FOR_THE_PRESS = re.compile(_PRESS)
BORDER = " «»‹›<>|·•→←↑▲-–[]"


def choose_blocks(tree: Any, found: str, title: str) -> list[PageBlock]:
    """The blocks of the page's text. `found` is the text as the library has it, `title` what the page calls itself."""
    body = tree.find("body")
    blocks = [block for block in blocks_of(tree if body is None else body) if not _leads_elsewhere(block)]
    if not blocks:
        return []
    text = _keep_letters(found)
    known = [block for block in blocks if _keep_letters(block.text)[:KEY] in text] if text else blocks
    root = _find_text_part(tree if body is None else body, known or blocks)
    first, last = _block_range(blocks, root)
    first = _from_headline(blocks, first, last, title, root)
    last = _before_foot(blocks, first, last)
    return _without_edges([block for block in blocks[first : last + 1] if not _is_phrase(block)])


def _keep_letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


# ---------------------------------------------------------------------------------------------- the part


def _find_text_part(body: Any, known: Iterable[PageBlock]) -> Any:
    """The smallest part of the page that holds most of the known blocks."""
    weights: dict[Any, float] = {}
    total = 0.0
    for block in known:
        weight = _weigh_block(block)
        total += weight
        element = block.element
        while element is not None:
            weights[element] = weights.get(element, 0) + weight
            element = element.getparent()
    part = body
    while part.tag not in ENDS or any(each.tag in ENDS for each in part.iterdescendants()):
        inner = max(part, key=lambda each: weights.get(each, 0), default=None)
        if inner is None or weights.get(inner, 0) < MOST * total or inner.tag in ("tbody", "tr", "p", "li", "ul"):
            break
        part = inner
    return part


def _weigh_block(block: PageBlock) -> float:
    """Running text counts in full, what stands in boxes beside it (names, dates, numbers) hardly."""
    weight = len(block.text) - block.linked
    return weight if SENTENCE.search(block.text) and weight >= SHORTEST_RUNNING else weight * SHORT_COUNTS


def _block_range(blocks: list[PageBlock], root: Any) -> tuple[int, int]:
    """The places of the first and last block within a part."""
    inside = [number for number, block in enumerate(blocks) if _is_within(block.element, root)]
    return (inside[0], inside[-1]) if inside else (0, len(blocks) - 1)


def _is_within(element: Any, root: Any) -> bool:
    return element is root or any(parent is root for parent in element.iterancestors())


def _from_headline(blocks: list[PageBlock], first: int, last: int, title: str, root: Any) -> int:
    """Where the text starts: at the lines right above its headline, which may stand outside the part."""
    headline = _find_headline(blocks, first, last, title)
    if headline is None or (
        headline > first and _count_words(blocks[first:headline]) > _count_words(blocks[headline:last]) // 2
    ):
        return first
    frame = _common_part(blocks[headline].element, root)
    start = headline
    while start > 0 and headline - start < MOST_HEAD_LINES and _is_head_line(blocks[start - 1], frame):
        start -= 1
    return start


def _common_part(element: Any, root: Any) -> Any:
    """The smallest part of the page that holds both an element and the text's part."""
    while element is not root and root not in element.iterancestors() and element not in root.iterancestors():
        element = element.getparent()
    return element if element in root.iterancestors() else root


def _before_foot(blocks: list[PageBlock], first: int, last: int) -> int:
    """Where the text ends: before the address or account number at the page's foot."""
    while last > first and _is_foot(blocks[last]):
        last -= 1
    return last


def _is_foot(block: PageBlock) -> bool:
    text = " ".join(block.text.split())
    return len(text) <= LONGEST_FOOT and FOOT.search(text) is not None and not FOR_THE_PRESS.search(text)


def _find_headline(blocks: list[PageBlock], first: int, last: int, title: str) -> int | None:
    """The first heading of the first rank, or what the page's title says, or the heading right above the text."""
    page = _keep_letters(title)
    for number, block in enumerate(blocks[: last + 1]):
        if _tag_above(block, "h1"):
            return number
    for number, block in enumerate(blocks[: last + 1]):
        letters = _keep_letters(block.text)
        if len(letters) > SHORTEST_TITLE and letters in page and len(block.text) <= LONGEST_FOOT:
            return number
    above = range(max(0, first - MOST_BETWEEN), first) if blocks[first].role != "heading" else ()
    return next((number for number in above if blocks[number].role == "heading"), None)


def _tag_above(block: PageBlock, tag: str) -> bool:
    return block.element.tag == tag or any(parent.tag == tag for parent in block.element.iterancestors())


def _is_head_line(block: PageBlock, frame: Any) -> bool:
    """A kicker, a date, an issuer: in the frame of the text, short, no sentence, nothing to click on, no path."""
    text = block.text.strip()
    short = len(text) <= LONGEST_HEAD and not re.search(r"[a-zäöüß]{3}[.!?…]$| [/›>] ", text)
    short = short and _is_within(block.element, frame)
    return short and block.linked * 2 < len(text) and block.role != "item" and not _is_phrase(block)


def _count_words(blocks: Iterable[PageBlock]) -> int:
    return sum(len(block.text) - block.linked for block in blocks)


# ---------------------------------------------------------------------------------------------- lines that are no text


def _leads_elsewhere(block: PageBlock) -> bool:
    text = block.text.strip()
    if _tag_above(block, "h1"):
        return False
    return block.linked >= LINKED * len(text) and len(text) <= LONGEST_LINK_BLOCK


@cache
def _load_lines(kind: str) -> tuple[str, ...]:
    return tuple(line.casefold() for line in load_lexicon("pages")["lines"][kind])


def _is_phrase(block: PageBlock) -> bool:
    """Whether a block is one of the lines that pages have at their edges, or several in a row."""
    text = " ".join(block.text.split()).casefold()
    if len(text) > LONGEST_FOOT:
        return False
    parts = [part for each in re.split(r"[|·•]|\s[-–]\s", text) if (part := each.strip(BORDER))]
    if parts and all(part in _load_lines("alone") for part in parts):
        return True
    return text.startswith(_load_lines("starts"))


def _without_edges(blocks: list[PageBlock]) -> list[PageBlock]:
    """Without lone marks at the end."""
    while blocks and not re.search(r"\w", blocks[-1].text):
        blocks = blocks[:-1]
    return blocks
