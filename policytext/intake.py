"""The archive as users see it: files go in by their path, read and analysed on the way."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from policytext import archive
from policytext.analysis import Analysis
from policytext.archive import Stored
from policytext.archive.corrections import correction_store
from policytext.archive.privacy import forgetting
from policytext.archive.privacy.forgetting import Touched
from policytext.archive.storage import contract, origins
from policytext.archive.storage.origins import Look, Origin
from policytext.archive.upkeep import document_store
from policytext.archive.upkeep.archive_connection import connect_archive
from policytext.errors import ArchiveError
from policytext.model import Document
from policytext.version import __version__

if TYPE_CHECKING:
    from policytext.pipeline import Member, Options

Fate = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class IntakeJob:
    """A document to read, unless its content is stored in `archive`; `keep` says that its bytes are wanted too."""

    content: Path | bytes | Member = field(repr=False)
    name: str
    wishes: Options
    archive: Path
    keep: bool = False


@dataclass(frozen=True, slots=True)
class IntakeDocument:
    """A document by the SHA-256 of its bytes; no analysis where it is stored already."""

    sha256: str
    analysis: Analysis | None = None
    original: bytes | None = field(default=None, repr=False)


def find_facts(job: IntakeJob) -> IntakeDocument:
    """Read and analyse a document, in whatever process: what its archive has costs no more than a look at its bytes."""
    from policytext import pipeline

    data = _bytes_of(job.content)
    sha256 = hashlib.sha256(data).hexdigest()
    if _is_stored(job.archive, sha256):
        return IntakeDocument(sha256)
    name = job.name if isinstance(job.content, bytes) else ""
    found = pipeline.analyse_file(job.content, job.wishes, name=name)
    same = found.document.sha256 == sha256  # nobody wrote the file in between
    return IntakeDocument(found.document.sha256, found, data if job.keep and same else None)


def _bytes_of(content: Path | bytes | Member) -> bytes:
    """The bytes of a document; none where reading it is to say what is wrong."""
    if isinstance(content, bytes):
        return content
    if not isinstance(content, Path):
        return content.load()
    with suppress(OSError, ValueError):
        return content.read_bytes() if content.is_file() else b""
    return b""


def _is_stored(path: Path, sha256: str) -> bool:
    try:
        return origins.is_stored(_open_readonly(path), sha256)
    except (ArchiveError, sqlite3.Error):  # the writer will say what is wrong
        return False


@lru_cache(maxsize=1)
def _open_readonly(path: Path) -> sqlite3.Connection:
    return connect_archive(path, create=False, readonly=True)


def describe_version(wishes: Options) -> str:
    """What makes analyses: this program's version, with a digest of the models that it uses."""
    if not wishes.model:
        return f"{__version__} rules"
    own = [f"areas {Path(wishes.areas).name} {_digest_of(wishes.areas)}"] if wishes.areas else []
    own += [f"pipeline {wishes.pipeline}"] if wishes.pipeline else []
    return " ".join((__version__, f"models {_digest_models()}", *own))


def _digest_of(areas: str) -> str:
    path = Path(areas)
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8] if path.is_file() else "built-in"


@lru_cache(maxsize=1)
def _digest_models() -> str:
    folder = Path(str(files("policytext"))) / "models"
    digest = hashlib.sha256()
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and one.suffix not in (".md", ".py", ".pyc")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


class Archive(archive.Archive):
    """An archive file, open; see `policytext.archive.Archive`. `add` takes a path as well as an analysis."""

    def add(
        self,
        analysis: Analysis | Mapping[str, Any] | str | PathLike[str],
        *,
        original: bytes | None = None,
        path: str | PathLike[str] | None = None,
        version: str = "",
    ) -> Stored:
        """Store a file (read and analysed here), an analysis, or the contract's object of one, once.

        A document is known by the SHA-256 of its file: adding it twice is free, and a file that has changed takes the
        place of what it was. `original` are the file's bytes where they are to be kept. People whom the archive has
        forgotten stay out. Raises `PolicytextError` with one line where the file cannot be read.
        """
        if not isinstance(analysis, Analysis | Mapping):
            return self._file(Path(analysis), original, version)
        given = analysis if isinstance(analysis, Analysis) else contract.analysis_of(analysis)
        clean = self._do(lambda: forgetting.kept_out(self.connection, given))
        return super().add(clean, original=original if clean is given else None, path=path, version=version)

    def _file(self, file: Path, original: bytes | None, told: str) -> Stored:
        from policytext.pipeline import Options

        then, wishes = origins.look_at_file(file), Options()
        found = replace(find_facts(IntakeJob(file, str(file), wishes, self.path)), original=original)
        name = found.analysis.document.name if found.analysis else file.name
        fate = self.take(found, Origin(file, name), version=told or describe_version(wishes), done=then)
        return Stored(found.sha256, fate != "unchanged")

    def replace(self, analysis: Analysis, *, path: str | PathLike[str] | None = None, version: str = "") -> Stored:
        """Store an analysis in place of the earlier one of the same document, with the same corrections and place."""
        sha256 = document_store.identify_analysis(analysis)
        with self._transaction():
            old = self.entry(sha256) if origins.is_stored(self.connection, sha256) else None
            clean = forgetting.kept_out(self.connection, analysis)
            done = super().replace(clean, version=version, path=path)
            if old is not None and path is None:
                self.connection.execute(
                    "UPDATE documents SET added = ?, path = ?, size = ?, mtime = ? WHERE sha256 = ?",
                    (old.added, old.path, old.size, old.mtime, sha256),
                )
        return done

    def remove(self, id: str) -> str:  # noqa: A002 (the contract calls it id)
        """Take the document whose SHA-256 begins with `id` out of the archive; gives its full id.

        Where its file is added again, it comes back.
        """
        with self._transaction():
            sha256 = super().remove(id)
            origins.forget_places(self.connection, sha256)
        return sha256

    def file(self, id: str) -> bytes | Path | None:  # noqa: A002 (the contract calls it id)
        """The document's own file: the bytes that were kept, else the file at its path while it is the same one."""
        if (kept := self.original(id)) is not None:
            return kept
        entry = self.entry(id)
        path = Path(entry.path) if entry.path else None
        with suppress(OSError):
            if path and path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == entry.sha256:
                return path
        return None

    def _understood(self, document: Document, words: str) -> Analysis:
        """What the taggers read out of some words of a document, as of its date."""
        from policytext.pipeline import Options, tag_string

        return tag_string(words, Options(issued=document.head.issued, land=document.head.land, model=False))

    def _bytes(self, id: str) -> bytes | None:  # noqa: A002
        """A document's file: as it was kept, else as it lies at its path, where it is still the same."""
        found = self.file(id)
        return found.read_bytes() if isinstance(found, Path) else found

    # ------------------------------------------------------------------------------------------ files

    def unchanged(self, path: Path, now: Look) -> int | None:
        """How many documents a file gave that looks as it did when they were stored; `None` where it must be read."""
        return self._do(lambda: origins.count_unchanged(self.connection, path, now))

    def names(self, path: Path) -> list[str]:
        """The names of the documents that a file gave."""
        return self._do(lambda: origins.list_names(self.connection, path))

    def copies(self) -> dict[str, tuple[str, ...]]:
        """The paths of every document that lies in several places, by its SHA-256."""
        return self._do(lambda: origins.list_copies(self.connection))

    def finished(self, path: Path, then: Look) -> None:
        """Everything in a file is stored, which looked so before it was read: next time a look is enough."""
        with self._transaction():
            origins.note_finished(self.connection, path, then)

    def take(
        self, found: IntakeDocument, origin: Origin | None, *, version: str = "", done: Look | None = None
    ) -> Fate:
        """Store what was found at a place, all or nothing; another document that stood there goes.

        `done` is how the file looked, where this was all that it holds. What people said of the old document is said of
        the new one, where the same words stand in it.
        """
        with self._transaction():
            before = None if origin is None else origins.find_earlier(self.connection, origin)
            is_new = found.analysis is not None and self._added(found, origin, version)
            if origin is None:
                return "new" if is_new else "unchanged"
            origins.note_place(self.connection, origin, found.sha256)
            if done is not None:
                origins.note_finished(self.connection, origin.path, done)
            if before is None or before == found.sha256:
                return "new" if is_new else "unchanged"
            self.connection.execute("UPDATE corrections SET sha256 = ? WHERE sha256 = ?", (found.sha256, before))
            correction_store.renew_after_analysis(self.connection, found.sha256)
            document_store.remove_document(self.connection, before)
        return "changed"

    def _added(self, found: IntakeDocument, origin: Origin | None, version: str) -> bool:
        assert found.analysis is not None
        path = None if origin is None else origin.key[0]
        return self.add(found.analysis, original=found.original, path=path, version=version).new

    # ------------------------------------------------------------------------------------------ people

    def people(self, name: str) -> list[str]:
        """The canonical names of people that a name may mean: the one that it is, else all that it is part of."""
        return self._do(lambda: forgetting.find_people(self.connection, name))

    def forget(self, person: str) -> Touched:
        """Take a person (by canonical name) out of facts, texts and index for good; says what it touched."""
        with self._transaction():
            touched = forgetting.forget_person(self.connection, person)
        self.vacuum()
        return touched
