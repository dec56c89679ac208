"""What can go wrong, as a tree.

    PolicytextError            anything a caller may want to catch; str() is one line: what, which file, what to do
    ├── UnreadableFile         the file is missing, empty, broken, encrypted or without text
    │   └── LimitReached       it took more time or memory than a file may, or ended the process that read it
    ├── UnknownFormat          the content is of no type that a reader takes
    ├── BadInput               a value handed in cannot be used: a date, a Land, a line of JSON
    ├── BadTaxonomy            an area taxonomy or trained model cannot be used
    ├── MissingPipeline        the spaCy pipeline asked for is not installed
    ├── NoWorkers              the processes that read files do not start
    ├── ArchiveError           the archive cannot be opened, read or written: locked, full, damaged, foreign, newer
    │   └── DamagedDocument    one of its documents cannot be read any more; the others can
    └── BadQuery               a question to the archive cannot be read at some place

Taggers never raise: what they do not understand, they leave out.
"""


class PolicytextError(Exception):
    """Base of every error that the toolkit raises on purpose; its text is one line."""


class UnreadableFile(PolicytextError):
    """A file that cannot be read: missing, empty, broken, encrypted, without text."""


class LimitReached(UnreadableFile):
    """A file that took more time or memory than a file may, or ended the process that read it."""


class UnknownFormat(PolicytextError):
    """A file whose content is of no type that a reader takes."""


class BadInput(PolicytextError):
    """A value handed in that cannot be used, such as a date that does not exist."""


class BadTaxonomy(PolicytextError):
    """An area taxonomy or classifier file that cannot be used."""


class MissingPipeline(PolicytextError):
    """A spaCy pipeline that was asked for and is not installed."""


class NoWorkers(PolicytextError):
    """The processes that read files do not start."""


class ArchiveError(PolicytextError):
    """An archive that cannot be opened, read or written: locked, full, damaged, foreign or newer."""


class DamagedDocument(ArchiveError):
    """A document of an archive that cannot be read any more, while the others can."""


class LeftOut(UserWarning):
    """Documents that an answer leaves out, since they are damaged; its text is one line with the remedy."""


class BadQuery(PolicytextError):
    """A question to the archive that cannot be read, with the place where reading stopped."""
