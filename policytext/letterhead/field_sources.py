"""What is known of a paper beside its own words, and who said it: the first source that tells something wins.

The order is: the caller, the paper itself (`letterhead`: its head, dateline, signature line, running heads), the
headers of a mail, the file's own fields (PDF information, Office properties, a web page's head).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Document

Told = TypeVar("Told")

LETTERHEAD, HEADERS, FILE = "letterhead", "headers", "file"
MAILS = frozenset(("message/rfc822", "application/vnd.ms-outlook"))
_KIND_WORDS = PatternLists("letterhead", "kind_words")
REPLY = re.compile(rf"(?:{_KIND_WORDS.forwards}[ ]?(?:\[\d+\])?:[ ]*)+", re.IGNORECASE)  # AW: WG: Förderung …
ANSWER = re.compile(rf"{_KIND_WORDS.replies}[ ]?(?:\[\d+\])?:", re.IGNORECASE)


def is_answer(document: Document) -> bool:
    """Whether a mail answers an earlier one, whose date may stand in it."""
    return stated_by(document) == HEADERS and ANSWER.match(document.metadata.get("title", "")) is not None


def stated_by(document: Document) -> str:
    """Who states the document's metadata: a mail's headers, else the file."""
    return HEADERS if document.media_type in MAILS else FILE


def stated_title(document: Document) -> str | None:
    """The title that headers or file state, without the marks of answers and forwarded mails."""
    title = document.metadata.get("title", "")
    return (REPLY.sub("", title, count=1) if stated_by(document) == HEADERS else title) or None


def choose_first(*told: tuple[str, Told | None]) -> tuple[Told | None, str]:
    """The first value that there is, and its source; no source where there is none."""
    return next(((value, source) for source, value in told if value), (None, ""))


def keep_sources(sources: Mapping[str, str]) -> dict[str, str]:
    """The sources of what is known."""
    return {name: source for name, source in sources.items() if source}
