"""The blocks of a letterhead, named as what they are: `title`, `head`, `contact`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from policytext.letterhead.contact_lines import is_contact
from policytext.letterhead.head_reading import LabelledHead
from policytext.letterhead.issuer import RULE_OF
from policytext.letterhead.letter_dates import DATE, date_of_line
from policytext.letterhead.patterns import CLOSING, CONTACT_LABEL, is_institution
from policytext.model import Block, Document

SURE = 0.6  # probability of a label that takes a block's sentences away
SENTENCE = re.compile(r"[a-zäöüß]{2}[.!?][“\"]?$")
FEWEST_WORDS = 4  # of a sentence
NO_NAME = re.compile(r"\d|[.!?]$")
MOST_WORDS = 5  # of a person's name with title
LONGEST_LINE = 160  # characters of a line with addresses and numbers
LONGEST_CONTACT = 400  # characters of a block in the closing contact
MOST_CONTACTS = 12  # blocks of the closing contact
NOTHING_TOLD = frozenset(("issuer", "date", "reference", "kind", "addressee", "running"))


def with_roles(document: Document, head: LabelledHead) -> Document:
    """The document with its head and with its blocks' roles in it."""
    starts = [block.start for block in document.blocks]
    roles = _assign_roles(starts, head)
    bodies = (unit.start for unit, (label, _) in zip(head.units, head.labels, strict=True) if label == "body")
    stop = bisect_right(starts, next(bodies, 0)) - 1
    roles |= dict.fromkeys(_closing_contacts(document, max(stop, 0)), "contact")
    blocks = tuple(replace(block, kind=_block_kind(roles.get(n), block)) for n, block in enumerate(document.blocks))
    return replace(document, head=head.letterhead, blocks=blocks)


def _block_kind(role: str | None, block: Block) -> str:
    if role is None or (block.kind == "row" and role != "contact"):
        return block.kind
    return role


def _assign_roles(starts: Sequence[int], head: LabelledHead) -> dict[int, str]:
    """The role of each block that holds lines of the head and nothing else; `starts` are the blocks' beginnings."""
    inside: dict[int, list[str]] = defaultdict(list)
    people = _find_contact_names(head)
    for place, (unit, (label, score)) in enumerate(zip(head.units, head.labels, strict=True)):
        is_title = head.title is not None and head.title.first <= place < head.title.last
        role = "title" if is_title else "contact" if place in people else _choose_role(label, score, unit.text)
        inside[max(bisect_right(starts, unit.start) - 1, 0)].append(role)
    common = {number: _find_common_label(labels) for number, labels in inside.items()}
    return {number: role for number, role in common.items() if role}


def _choose_role(label: str, score: float, text: str) -> str:
    if _is_sentence(text):
        return ""
    if label != "body" and len(text) < LONGEST_LINE and is_contact(text):
        return "contact"
    if (label in NOTHING_TOLD and score >= SURE) or date_of_line(text) or _names_issuer(text):
        return "dated" if DATE.search(text) else "head"
    return "form" if label in ("form", "contact", *NOTHING_TOLD) and not re.search(r"[.!?]$", text) else ""


def _names_issuer(text: str) -> bool:
    """Whether a line is a body's name, or the heading of its rule, and nothing else."""
    return bool(RULE_OF.match(text)) or is_institution(text)


def _is_sentence(text: str) -> bool:
    """Whether a line says something, whatever addresses or names stand in it ("Frau Petersen lehnt das ab.")."""
    return bool(SENTENCE.search(text)) and len(text.split()) >= FEWEST_WORDS


def _find_contact_names(head: LabelledHead) -> set[int]:
    """Lines right after a contact's label, or between contact lines: the person's name."""
    texts = [unit.text for unit in head.units]
    contact = [label != "body" and is_contact(text) for text, (label, _) in zip(texts, head.labels, strict=True)]
    found: set[int] = set()
    for place in range(1, len(texts)):
        short = len(texts[place].split()) <= MOST_WORDS and not NO_NAME.search(texts[place])
        short = short and head.labels[place][0] not in ("addressee", "title", "date")
        between = place + 1 < len(texts) and contact[place + 1]
        if short and contact[place - 1] and (CONTACT_LABEL.match(texts[place - 1]) or between):
            found.add(place)
    return found


def _find_common_label(labels: list[str]) -> str | None:
    """What the lines of one block have in common; lines of a form alone say too little."""
    found = set(labels)
    if "" in found:
        return None
    if "title" in found:
        return "title"
    if found <= {"form"}:
        return None
    return "contact" if "contact" in found and "dated" not in found else "head"


def _closing_contacts(document: Document, stop: int) -> list[int]:
    """The contact block at the end of a paper: its last short blocks with numbers, and what stands between them."""
    found: list[int] = []
    waiting: list[int] = []
    for index in range(len(document.blocks) - 1, stop, -1):
        block = document.blocks[index]
        text = document.text[block.start : min(block.end, block.start + LONGEST_CONTACT + 1)].strip()
        if len(text) > LONGEST_CONTACT or block.kind == "row" or len(found) + len(waiting) > MOST_CONTACTS:
            break
        if is_contact(text):
            found += (index, *waiting)
            waiting = []
        elif re.search(r"[.!?][“\"]?$", text) and len(text) > 80:
            break
        elif found:
            waiting.append(index)
        elif not CLOSING.match(text):
            waiting = []
    return found
