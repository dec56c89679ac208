"""The archive: one SQLite file of analyses, safe for many readers beside one writer."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from policytext.analysis import Analysis
from policytext.archive.events import Event
from policytext.archive.judging import Judging
from policytext.archive.overviews import actor_counts, due_days, kept_searches
from policytext.archive.overviews import totals as sums
from policytext.archive.overviews.actor_counts import ActorCount
from policytext.archive.overviews.due_days import Deadline, Window
from policytext.archive.overviews.kept_searches import Search
from policytext.archive.overviews.totals import Total
from policytext.archive.privacy import hidden_contacts
from policytext.archive.results import Answer, Entry, Hit, Stored
from policytext.archive.search import lacks, listing, selection, spelling, stored_facts
from policytext.archive.search.answer import HitPage, Ranking, SearchOptions, answer_question
from policytext.archive.search.lacks import Lack
from policytext.archive.search.listing import Order
from policytext.archive.search.plan import Condition
from policytext.archive.search.query import All, Node
from policytext.archive.search.query.query_tree import Fact
from policytext.archive.search.synonyms import load_synonyms
from policytext.archive.search.wishes import MOST, build_wish, list_parts
from policytext.archive.storage import contract
from policytext.archive.storage.connection import explain_errors
from policytext.archive.transaction import transaction
from policytext.archive.upkeep import document_store, health
from policytext.archive.upkeep.archive_connection import connect_archive
from policytext.errors import DamagedDocument, LeftOut

Outcome = TypeVar("Outcome")


class Archive(Judging):
    """An archive file, open.

    `create` makes the file where there is none, `readonly` leaves it alone, `synonyms` is a TOML file of groups of your
    own (`groups = [["Kita", "Kindergarten"], …]`). Raises `ArchiveError` with one line: what
    is wrong with which file, and what to do.
    """

    def __init__(
        self,
        path: str | PathLike[str],
        *,
        create: bool = True,
        readonly: bool = False,
        synonyms: str | PathLike[str] | None = None,
    ) -> None:
        self.path = Path(path)
        self.synonyms = load_synonyms(None if synonyms is None else Path(synonyms))
        self.connection = connect_archive(self.path, create=create, readonly=readonly)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        with explain_errors(self.path):
            self.connection.close()

    def add(
        self,
        analysis: Analysis | Mapping[str, Any],
        *,
        original: bytes | None = None,
        path: str | PathLike[str] | None = None,
        version: str = "",
    ) -> Stored:
        """Store an analysis (or the contract's object of one), once: a document is known by its file's SHA-256.

        When this returns, the document is on the disk. `original` are the file's bytes where they are to be kept,
        `path` where it was read from, `version` says what made the analysis.
        """
        found = analysis if isinstance(analysis, Analysis) else contract.analysis_of(analysis)
        source = document_store.DocumentSource(None if path is None else Path(path), original, version)
        return Stored(
            document_store.identify_analysis(found),
            self._do(lambda: document_store.add_analysis(self.connection, found, source)),
        )

    def replace(self, analysis: Analysis, *, path: str | PathLike[str] | None = None, version: str = "") -> Stored:
        """Store an analysis in place of the earlier one of the same document."""
        source = document_store.DocumentSource(None if path is None else Path(path), None, version)
        self._do(lambda: document_store.replace_analysis(self.connection, analysis, source))
        return Stored(document_store.identify_analysis(analysis), False)

    def get(self, id: str) -> Analysis:  # noqa: A002 (the contract calls it id)
        """The analysis of the document whose SHA-256 begins with `id`."""
        return self._do(
            lambda: document_store.load_analysis(self.connection, document_store.full_id(self.connection, id))
        )

    def original(self, id: str) -> bytes | None:  # noqa: A002 (the contract calls it id)
        """The document's file as it was, where its bytes were kept."""
        return self._do(
            lambda: document_store.load_original(self.connection, document_store.full_id(self.connection, id))
        )

    def remove(self, id: str) -> str:  # noqa: A002 (the contract calls it id)
        """Take the document whose SHA-256 begins with `id` out of the archive; gives its full id."""
        sha256 = self._do(lambda: document_store.full_id(self.connection, id))
        self._do(lambda: document_store.remove_document(self.connection, sha256))
        return sha256

    def documents(
        self, query: str = "", *, sort: str = "added", reverse: bool = False, limit: int | None = None, **facts: str
    ) -> list[Entry]:
        """The documents that a question is about, or all, in the order in which they came, or by `sort`.

        Words must stand in the document; `facts` are fields as in `search` (`kind="agreement"`, `since="2017"`). Raises
        `BadQuery` where the question or the order cannot be.
        """
        node, order = build_wish(query, facts, by="document").node, Order(sort, reverse, limit)
        return self._do(lambda: list(listing.list_documents(self.connection, node, self.synonyms, order)))

    def search(  # noqa: PLR0913 (the ways of asking, each by name)
        self,
        query: str = "",
        *,
        by: str = "statement",
        limit: int = 20,
        offset: int = 0,
        fold: bool = False,
        any: bool = False,  # noqa: A002 (the word that people use)
        ranking: Ranking | None = None,
        today: date | None = None,
        **facts: str,
    ) -> Answer:
        """What answers a question in one line: words, "phrases", prefix*, -not, OR, NEAR/5, field:value.

        `by` is `statement` or `document`; `offset` passes over so many hits; `fold` gives one statement a document, the
        best, with the number of its others as `more`; `any` takes any of the words, best first; `facts` are fields with
        values as in the line (`amount=">10mio"`, `speaker="Salomon"`). `today` is the day that "within 90 days" and age
        (`Ranking.recency`) count from. Raises `BadQuery` with the place and what is allowed there.
        """
        page = HitPage(limit=limit, offset=offset, fold=fold)
        wish = build_wish(query, facts, by=by, page=page, any=any, ranking=ranking, today=today)
        return self._answered(wish)

    def _answered(self, wish: SearchOptions) -> Answer:
        return self._sound(
            wish.node, lambda node: answer_question(self.connection, replace(wish, node=node), self.synonyms)
        )

    def _sound(self, node: Node, work: Callable[[Node], Outcome]) -> Outcome:
        """What a question comes to; over sound documents, and with a warning, where one turns out to be damaged."""
        try:
            return self._do(lambda: work(node))
        except (DamagedDocument, TypeError):  # the latter where a document's contents are gone altogether
            lost = self._do(lambda: health.find_damaged(self.connection))
            if not lost:
                raise
        told = f"{len(lost)} damaged document{'s are' if len(lost) > 1 else ' is'} left out"
        warnings.warn(LeftOut(f"{self.path}: {told}: policytext archive check names the remedy"), stacklevel=3)
        sound = Fact("without", " ".join(str(one.id) for one in lost))
        return self._do(lambda: work(All((*(node.items if isinstance(node, All) else (node,)), sound))))

    def undated(self, query: str = "", *, any: bool = False, **facts: str) -> int:  # noqa: A002 (as in search)
        """How many documents a filter by date (`since`, `until`, `issued`) leaves out because they have no date."""
        wish = build_wish(query, facts, any=any)
        return self._do(lambda: lacks.count_undated(self.connection, wish, self.synonyms))

    def lacks(
        self, query: str = "", *, by: str = "statement", today: date | None = None, **facts: str
    ) -> tuple[Lack, ...]:
        """Why a question finds nothing: its parts that find nothing alone, else those that take all others' answers.

        `archive.lacks("Radweg", speaker="Falkner", until="2010")` may give
        `(Lack("until:2010", alone=4, without=12),)`: without the date there are 12 statements.
        """
        wish, told = build_wish(query, facts, by=by, today=today), list_parts(query, facts, today=today)
        return self._do(lambda: lacks.find_lacks(self.connection, wish, told, self.synonyms))

    def check(self) -> list[str]:
        """What is wrong with the file, a line each; empty where all is well."""
        return self._do(lambda: health.find_problems(self.connection))

    def backup(self, target: str | PathLike[str]) -> None:
        """Copy the archive to a new file, while others read and write; raises `ArchiveError` where it is there."""
        self._do(lambda: health.back_up_archive(self.connection, Path(target)))

    def stats(self) -> dict[str, int]:
        """How much is stored: rows a table, characters of text, bytes of the file."""
        return self._do(lambda: health.count_stored(self.connection, self.path))

    def vacuum(self) -> None:
        """Write search index and file anew, as small as they can be."""

        def work() -> None:
            with transaction(self.connection):
                health.rebuild_index(self.connection)
            self.connection.execute("VACUUM")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

        self._do(work)

    def facts(self, id: str) -> Analysis:  # noqa: A002 (the contract calls it id)
        """The analysis without its layout: much cheaper than `get`, where blocks, boxes and sentences do not matter."""
        return self._do(lambda: stored_facts.load_facts(self.connection, document_store.full_id(self.connection, id)))

    def entry(self, id: str) -> Entry:  # noqa: A002 (the contract calls it id)
        """The document as the archive lists it."""
        return self._do(lambda: stored_facts.load_entry(self.connection, document_store.full_id(self.connection, id)))

    def contacts(self, id: str) -> list[str]:  # noqa: A002 (the contract calls it id)
        """The document's contact blocks, which search and exports leave out."""
        return self._do(
            lambda: hidden_contacts.list_contact_texts(self.connection, document_store.full_id(self.connection, id))
        )

    def contact_blocks(self, query: str, **facts: str) -> tuple[Hit, ...]:
        """Contact blocks in which all words of a question stand; slower than `search`, since no index holds them."""
        wish = build_wish(query, facts)
        words = set(spelling.words_of(wish.node))
        where = selection.select_documents(self.connection, wish.node, self.synonyms)
        return self._do(lambda: tuple(hidden_contacts.find_contacts(self.connection, where, words)))

    def suggest(self, query: str) -> dict[str, str | None]:
        """The words of a question that stand in no document, each with a word of the archive that is much like it."""
        unknown = self._do(lambda: spelling.find_unknown_words(self.connection, query))
        near = self._do(lambda: lacks.really_missing(self.connection, unknown, self.synonyms))
        return {typed: term and self._written(term) for typed, term in near.items()}

    def _written(self, term: str) -> str | None:
        """A search term as it is written in some document."""
        hits = self.search(term, limit=1).hits
        return next((hit.snippet[start:end] for hit in hits for start, end in hit.spans), None)

    # ------------------------------------------------------------------------------------------ overviews

    def deadlines(  # noqa: PLR0913 (the ways of asking, each by name)
        self,
        query: str = "",
        *,
        days: int | None = None,
        start: date | None = None,
        past: bool = False,
        roles: Iterable[str] = due_days.ROLES,
        every: bool = False,
        **facts: str,
    ) -> tuple[Deadline, ...]:
        """What is due or runs out from `start` (today) on, up to so many `days`; with `past` before it. By date.

        `Deadline.list` tells what somebody must do or what ends (`due`) from money that ends (`funding`); `every` adds
        the dates that are neither (`other`).
        """
        window = Window.of(start or date.today(), days, past=past, roles=roles)
        return self._about(
            query, facts, lambda where: due_days.list_deadlines(self.connection, where, window, every=every)
        )

    def totals(self, query: str = "", *, by: str = "status", **facts: str) -> tuple[Total, ...]:
        """Sums of the funding records that a question is about, by `status`, `area`, `giver`, `receiver`, `year` …"""
        return self._about(query, facts, lambda where: sums.compute_totals(self.connection, where, by=by))

    def events(self, query: str = "", **facts: str) -> tuple[Event, ...]:
        """The funding that a question is about, the same money once with all its tellings, oldest first."""
        return self._about(query, facts, lambda where: sums.list_money_events(self.connection, where))

    def actors(self, query: str = "", **facts: str) -> tuple[ActorCount, ...]:
        """Who is named and who speaks in the statements that a question is about."""
        return self._about(query, facts, lambda where: actor_counts.count_actors(self.connection, where))

    def _about(self, query: str, facts: Mapping[str, str], work: Callable[[Condition], Outcome]) -> Outcome:
        """What comes out over the facts that a question is about."""
        node = build_wish(query, facts).node
        return self._sound(node, lambda node: work(selection.select_facts(self.connection, node, self.synonyms)))

    # ------------------------------------------------------------------------------------------ searches that are kept

    def keep_search(self, name: str, query: str = "", *, reader: str = "", **facts: str) -> Search:
        """Keep a search of a reader's; what it finds today counts as seen. `reader` is empty for the usual one."""
        with self._transaction():
            made = self._do(lambda: kept_searches.keep_search(self.connection, name, query, facts, reader))
            self._do(lambda: kept_searches.note_shown(self.connection, made, self._hits(made)))
        return made

    def searches(self, *, reader: str = "") -> tuple[Search, ...]:
        """The searches that a reader keeps."""
        return self._do(lambda: kept_searches.list_searches(self.connection, reader))

    def readers(self) -> tuple[str, ...]:
        """Who keeps searches; the usual reader's name is empty."""
        return self._do(lambda: kept_searches.list_readers(self.connection))

    def drop_search(self, name: str, *, reader: str = "") -> None:
        """Keep a reader's search no longer."""
        with self._transaction():
            self._do(lambda: kept_searches.drop_search(self.connection, name, reader))

    def news(self, search: Search, *, seen: bool = True) -> tuple[Hit, ...]:
        """What a kept search finds that its reader has not seen, newest first; `seen` remembers it as shown."""
        found = self._do(lambda: kept_searches.find_unseen(self.connection, search, self._hits(search)))
        if seen and found:
            with self._transaction():
                self._do(lambda: kept_searches.note_shown(self.connection, search, found))
        return found

    def _hits(self, search: Search) -> tuple[Hit, ...]:
        """All hits; those that have only some of the words are none."""
        wish = build_wish(search.line, search.facts, page=HitPage(limit=MOST), ranking=Ranking(order="date"))
        found = self._answered(wish)
        return () if found.any else found.hits
