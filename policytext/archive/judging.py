"""What people say of the archive's facts: asked for and written; `Archive` does it with the rest."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

from policytext.analysis import Analysis
from policytext.archive.corrections import Correction, correction_store, gold_export
from policytext.archive.corrections.wanted import Wanted
from policytext.archive.privacy import hidden_contacts
from policytext.archive.storage.connection import explain_errors
from policytext.archive.transaction import transaction
from policytext.archive.upkeep import document_store
from policytext.errors import BadInput
from policytext.model import Document, View

Outcome = TypeVar("Outcome")


class Judging:
    """An open file whose facts people correct; `path` names it in errors."""

    path: Path
    connection: sqlite3.Connection

    def mark(
        self,
        id: str,  # noqa: A002 (the contract calls it id)
        fact: str,
        change: str | Sequence[str],
        *,
        by: str,
        why: str = "",
    ) -> tuple[Correction, ...]:
        """Say that a fact (`a3`, or `amounts` for all of them that nobody has judged) is `verified` or `wrong`, or give
        it other values (`["low=5000000", "stand=gefordert"]`); `by` and `why` are kept with it.

        The fact `document` is the paper's head: `["title=…", "issued=2017-04-06"]`. From then on this wins over the
        machine's value in every answer. Raises `BadInput` naming what is allowed.
        """
        if isinstance(change, str) and change not in ("verified", "wrong"):
            raise BadInput(f"{change!r}: mark a fact as verified or wrong, or give slot=value")
        return self._write(
            id, lambda sha256: correction_store.add_correction(self.connection, sha256, fact, change, (by, why))
        )

    def mark_missing(
        self,
        id: str,  # noqa: A002 (the contract calls it id)
        missing: Wanted,
        *,
        by: str,
        why: str = "",
    ) -> tuple[Correction, ...]:
        """Add a fact that the machine did not find, by its words; gives what was kept (`unmark` takes it back).

            archive.mark_missing("3f2a9c", Wanted("frist", "bis Ende Mai", ["bis=31.05.2018"], page=2), by="R. Brandl")

        Values that no slot tells are read from the words. Raises `BadInput` where the words stand nowhere or in several
        places, where the fact is known already, or where a value is needed that nobody told.
        """
        read = self._understood
        return self._write(
            id, lambda sha256: correction_store.add_missing(self.connection, sha256, missing, read, (by, why))
        )

    def _understood(self, document: Document, words: str) -> Analysis:
        """What the machine reads out of some words of a document: nothing, without the taggers."""
        return Analysis(Document(text=words, view=View(words)))

    def waiting(self, id: str) -> tuple[Correction, ...]:  # noqa: A002
        """The corrections of a document that do not hold, since words that they name are not there any more."""
        return self._do(
            lambda: correction_store.list_waiting(self.connection, document_store.full_id(self.connection, id))
        )

    def unmark(self, id: str, fact: str) -> int:  # noqa: A002
        """Take back what was said of a fact, layer or `document`; gives how many corrections there were."""
        return self._write(id, lambda sha256: correction_store.clear_corrections(self.connection, sha256, fact))

    def corrections(self, id: str | None = None) -> tuple[Correction, ...]:  # noqa: A002
        """What people have said of a document's facts, or of all, in the order in which they did."""
        return self._do(
            lambda: correction_store.list_corrections(
                self.connection, None if id is None else document_store.full_id(self.connection, id)
            )
        )

    def machine(self, id: str) -> Analysis:  # noqa: A002
        """The analysis as the machine made it, without corrections."""
        return self._do(
            lambda: correction_store.load_machine_analysis(self.connection, document_store.full_id(self.connection, id))
        )

    def gold(self, *, with_contacts: bool = False) -> Iterator[dict[str, Any]]:
        """The documents of which whole layers have been judged, in the shape that `policytext evaluate` reads."""
        for sha256 in dict.fromkeys(one.sha256 for one in self.corrections()):
            layers = gold_export.list_judged_layers(self.machine(sha256), self.corrections(sha256))
            whole = self._do(partial(document_store.load_analysis, self.connection, sha256))
            analysis = whole if with_contacts else hidden_contacts.cover_contacts(whole)
            if entry := gold_export.build_gold_entry(analysis, layers, self.corrections(sha256)):
                yield entry

    def write_gold(self, folder: str | PathLike[str], *, with_contacts: bool = False) -> list[Path]:
        """Write each document of gold to a folder of its own, for `policytext evaluate`; gives these folders.

        With contacts its file goes along, where the archive kept it or it is unchanged; else the blocks of its text.
        """
        entries = self.gold(with_contacts=with_contacts)
        return gold_export.write_gold(entries, Path(folder), self._bytes if with_contacts else None)

    def _bytes(self, id: str) -> bytes | None:  # noqa: A002
        """A document's file as it was, where it is still to be had."""
        return self._do(
            lambda: document_store.load_original(self.connection, document_store.full_id(self.connection, id))
        )

    def _write(self, id: str, work: Callable[[str], Outcome]) -> Outcome:  # noqa: A002
        with self._transaction():
            return self._do(lambda: work(document_store.full_id(self.connection, id)))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with explain_errors(self.path), transaction(self.connection):
            yield

    def _do(self, work: Callable[[], Outcome]) -> Outcome:
        with explain_errors(self.path):
            return work()
