"""What the search index is given for a document: the terms of its title, its text, every statement with its frame.

The text is read once, as one stream of words; a statement is one or more stretches of that stream, and so is its frame:
the rest of its sentence, the headings over it, and what stands beside it and is in no statement, such as the cells of a
table. The stream is kept with the document, since an index without texts can only forget what it is told exactly.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policytext.analysis import Analysis
from policytext.archive.storage.codec import compress_text, expand_text
from policytext.german import search_terms
from policytext.layout import count_touched
from policytext.model import Document, Statement

Stretch = tuple[int, int]  # of the stream: first word, and the one after the last


@dataclass(frozen=True, slots=True)
class Terms:
    """The index's view of a document: words as "term" or "term+part+part"; statements and frames as stretches of words.

    `speakers` are the words of each statement's speaker and their office.
    """

    title: tuple[str, ...]
    words: tuple[str, ...]
    lines: tuple[tuple[Stretch, ...], ...]
    frames: tuple[tuple[Stretch, ...], ...] = ()
    speakers: tuple[tuple[str, ...], ...] = ()

    def packed(self) -> bytes:
        """What FTS5 was told, as bytes, to be kept."""
        steps = _pack_steps(self.lines)
        lines = ";".join(",".join(f"{gap} {length}" for gap, length in line) for line in steps)
        return compress_text("\n".join((_bare_words(self.title), _bare_words(self.words), lines)))

    def words_of(self, stretches: Iterable[Stretch]) -> list[str]:
        """The words of some stretches."""
        return [word for start, stop in stretches for word in self.words[start:stop]]

    def line(self, number: int) -> str:
        """The terms of a statement, in order."""
        return _bare_words(self.words_of(self.lines[number]))

    def rest(self) -> str:
        """The terms of the title and of what is in no statement, in order."""
        outside = list_gaps(sorted(stretch for line in self.lines for stretch in line), len(self.words))
        return _bare_words([*self.title, *self.words_of(outside)])


def _bare_words(words: Iterable[str]) -> str:
    return " ".join(word.partition("+")[0] for word in words)


def unpack_terms(packed: bytes) -> Terms:
    """The terms that `Terms.packed` kept: words without their parts, statements without frames."""
    title, words, lines = expand_text(packed).split("\n")
    return Terms(tuple(title.split()), tuple(words.split()), tuple(_unpack_steps(lines.split(";"))) if lines else ())


def _pack_steps(lines: Iterable[Iterable[Stretch]]) -> Iterator[list[Stretch]]:
    """For every stretch the gap before it and its length: small numbers pack better than places."""
    end = 0
    for line in lines:
        found = []
        for start, stop in line:
            found.append((start - end, stop - start))
            end = stop
        yield found


def _unpack_steps(lines: Iterable[str]) -> Iterator[tuple[Stretch, ...]]:
    """The stretches of which `_pack_steps` made steps."""
    end = 0
    for line in lines:
        found = []
        for gap, length in (map(int, pair.split()) for pair in line.split(",")):
            found.append((end + gap, end + gap + length))
            end += gap + length
        yield tuple(found)


def list_gaps(stretches: Iterable[Stretch], length: int) -> Iterator[Stretch]:
    """What stretches, in order, leave of so many words."""
    end = 0
    for start, stop in stretches:
        if start > end:
            yield end, start
        end = max(end, stop)
    if end < length:
        yield end, length


def terms_of(analysis: Analysis) -> Terms:
    """The terms of an analysis."""
    document = analysis.document
    found = [(form.start, write_term(form.form)) for form in search_terms.list_forms(document.text)]
    hidden = document.contact_spans()  # telephone numbers and addresses of people are not searched
    shown = [(start, word) for start, word in found if not count_touched(hidden, start, start + 1)]
    starts = [start for start, _ in shown]
    lines = tuple(tuple(_list_stretches(statement, starts)) for statement in analysis.statements)
    words = tuple(word for _, word in shown)
    frames = tuple(map(tuple, _list_frames(document, analysis.statements, lines, starts)))
    return Terms(_write_words(document.head.title or ""), words, lines, frames, tuple(_list_speakers(analysis)))


def _write_words(text: str) -> tuple[str, ...]:
    return tuple(write_term(form.form) for form in search_terms.list_forms(text))


def write_term(form: str) -> str:
    """A word as the index takes it: its term and the parts of a compound."""
    return "+".join((search_terms.search_term(form), *search_terms.list_parts(form)))


def _list_stretches(statement: Statement, starts: Sequence[int]) -> Iterator[Stretch]:
    for part in statement.parts or (statement,):
        yield bisect_left(starts, part.start), bisect_left(starts, part.end)


def _list_speakers(analysis: Analysis) -> Iterator[tuple[str, ...]]:
    """The name and office of each statement's speaker, or the words that say who speaks."""
    actors = {actor.id: f"{actor.role or ''} {actor.name}" for actor in analysis.actors}
    for statement in analysis.statements:
        source = statement.source.text if statement.source else ""
        yield _write_words(actors.get(statement.speaker or "", source))


def _list_frames(
    document: Document,
    statements: Sequence[Statement],
    lines: Sequence[tuple[Stretch, ...]],
    starts: Sequence[int],
) -> Iterator[list[Stretch]]:
    """What stands around each statement, in order: its headings, and what is in no statement and nearest to it.

    Every word outside of statements belongs to one of them: to the one that it stands in the sentence of, otherwise to
    the one before it, at the beginning to the first; a heading belongs to all statements under it.
    """
    heads = [block for block in document.blocks if block.kind == "heading"]
    headings = [(bisect_left(starts, head.start), bisect_left(starts, head.end)) for head in heads]
    around: list[list[Stretch]] = [[] for _ in lines]
    firsts = sorted((stretch, number) for number, line in enumerate(lines) for stretch in line)
    taken = sorted([stretch for stretch, _ in firsts] + headings)
    ends = sorted(bisect_left(starts, sentence.end) for sentence in document.sentences)
    for start, stop in list_gaps(taken, len(starts)) if firsts else ():
        for piece in _cut_stretch(start, stop, ends):
            around[_find_owner(piece, firsts, ends)].append(piece)
    for number, statement in enumerate(statements):
        over = [
            (bisect_left(starts, head.start), bisect_left(starts, head.end))
            for head in document.headings(statement.start)
        ]
        yield sorted({*over, *around[number]})


def _cut_stretch(start: int, stop: int, ends: Sequence[int]) -> Iterator[Stretch]:
    """A stretch cut where the first sentence in it ends and the last one begins: these go with their statements."""
    inner = ends[bisect_right(ends, start) : bisect_left(ends, stop)]
    cuts = sorted({start, stop, *inner[:1], *inner[-1:]})
    yield from itertools.pairwise(cuts)


def _find_owner(piece: Stretch, firsts: Sequence[tuple[Stretch, int]], ends: Sequence[int]) -> int:
    """The statement to which a piece outside of statements belongs."""
    after = min(bisect_left(firsts, ((piece[1], 0), 0)), len(firsts) - 1)
    before = max(0, bisect_left(firsts, ((piece[0], 0), 0)) - 1)
    same = bisect_right(ends, piece[0]) == bisect_right(ends, firsts[after][0][0])  # no sentence ends in between
    return firsts[after if same and bool(ends) else before][1]
