"""The archive: analyses in one SQLite file, found again by word and by fact."""

from policytext.archive.archive_file import Archive
from policytext.archive.corrections import Correction
from policytext.archive.corrections.wanted import Wanted
from policytext.archive.overviews.actor_counts import ActorCount
from policytext.archive.overviews.due_days import Deadline
from policytext.archive.overviews.kept_searches import Search
from policytext.archive.overviews.totals import Total
from policytext.archive.results import Answer, Entry, Hit, Stored

__all__ = [
    "ActorCount",
    "Answer",
    "Archive",
    "Correction",
    "Deadline",
    "Entry",
    "Hit",
    "Search",
    "Stored",
    "Total",
    "Wanted",
]
