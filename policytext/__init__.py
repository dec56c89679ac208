"""policytext reads German policy texts: who pays how much to whom, for what, until when, who said so, in which area.

>>> import policytext
>>> analysis = policytext.analyse_text("Das Land stellt den Kommunen 2017 und 2018 insgesamt 58 Millionen Euro bereit.")
>>> analysis.amounts[0].text, analysis.amounts[0].low, analysis.amounts[0].unit
('58 Millionen Euro', Decimal('58000000'), 'EUR')
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.version import __version__ as __version__

if TYPE_CHECKING:
    from policytext.analysis import Analysis
    from policytext.errors import PolicytextError
    from policytext.intake import Archive
    from policytext.model import (
        Actor,
        ActorMention,
        Amount,
        AreaScore,
        Block,
        Box,
        Document,
        Letterhead,
        Place,
        Record,
        Sentence,
        Span,
        Statement,
        Time,
    )

_HOMES = {
    "Analysis": "policytext.analysis",
    "Archive": "policytext.intake",
    "PolicytextError": "policytext.errors",
} | dict.fromkeys(
    (
        "Actor",
        "ActorMention",
        "Amount",
        "AreaScore",
        "Block",
        "Box",
        "Document",
        "Letterhead",
        "Place",
        "Record",
        "Sentence",
        "Span",
        "Statement",
        "Time",
    ),
    "policytext.model",
)

__all__ = [
    "Actor",
    "ActorMention",
    "Amount",
    "Analysis",
    "Archive",
    "AreaScore",
    "Block",
    "Box",
    "Document",
    "Letterhead",
    "Place",
    "PolicytextError",
    "Record",
    "Sentence",
    "Span",
    "Statement",
    "Time",
    "analyse",
    "analyse_all",
    "analyse_text",
    "read",
]


def analyse(  # noqa: PLR0913 (the contract's parameters)
    path: str | PathLike[str],
    *,
    issued: date | None = None,
    areas: str | PathLike[str] | None = None,
    land: str | None = None,
    pipeline: str | None = None,
    title: str | None = None,
    issuer: str | None = None,
    kind: str | None = None,
) -> Analysis:
    """The analysis of a file: PDF, HTML, DOCX, ODT, RTF, a mail, plain text or Markdown, told by its content.

    Of a mail that is its own text, of a ZIP archive its only document; `analyse_all` takes what else they hold.

    `issued` is the document's date where you know it better than its letterhead; `areas` a taxonomy or trained model
    (built-in name or file); `land` an ISO 3166-2 code such as `DE-BW`; `pipeline` a spaCy pipeline in place of the
    shipped one; `title`, `issuer` and `kind` (`press_release`, `council_paper`, …) win over what the paper says of
    itself. Raises `PolicytextError` (`UnreadableFile`, `UnknownFormat`, `BadInput`, …) with one line of text.
    """
    from policytext import pipeline as steps

    own = None if areas is None else str(areas)
    wishes = steps.Options(issued, own, land, pipeline, title=title, issuer=issuer, kind=kind)
    return steps.analyse_file(Path(path), wishes)


def analyse_all(  # noqa: PLR0913 (the contract's parameters)
    path: str | PathLike[str],
    *,
    issued: date | None = None,
    areas: str | PathLike[str] | None = None,
    land: str | None = None,
    pipeline: str | None = None,
    title: str | None = None,
    issuer: str | None = None,
    kind: str | None = None,
) -> Iterator[Analysis | PolicytextError]:
    """Every document that a file holds: those of a ZIP archive or mailbox, a mail and its attachments, a file itself.

    Gives, one at a time, the analysis of a document or the `PolicytextError` that it met. Parameters as for `analyse`.
    """
    from policytext import pipeline as steps

    own = None if areas is None else str(areas)
    wishes = steps.Options(issued, own, land, pipeline, title=title, issuer=issuer, kind=kind)
    return steps.analyse_all(Path(path), wishes)


def analyse_text(  # noqa: PLR0913 (the contract's parameters)
    text: str,
    *,
    issued: date | None = None,
    areas: str | PathLike[str] | None = None,
    land: str | None = None,
    pipeline: str | None = None,
    title: str | None = None,
    issuer: str | None = None,
    kind: str | None = None,
) -> Analysis:
    """The analysis of a string as it stands; offsets count in exactly this string. Parameters as for `analyse`."""
    from policytext import pipeline as steps

    own = None if areas is None else str(areas)
    wishes = steps.Options(issued, own, land, pipeline, title=title, issuer=issuer, kind=kind)
    return steps.analyse_string(text, wishes)


def read(path: str | PathLike[str]) -> Document:
    """The document of a file: its text, layout and metadata, without looking for facts."""
    from policytext import pipeline as steps

    return steps.read(Path(path))


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
