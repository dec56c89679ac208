"""The taggers' view of a text, and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policytext import lexicon
from policytext.german import sentences
from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Block, Sentence, View

WHOLE = frozenset({"heading", "row", "contents"})  # blocks that are no running text
SET = frozenset({"paragraph", "item", "heading"})  # blocks in which several blanks mean no more than one
SET_LINE = 120  # characters; in shorter lines wide gaps may part fields
BLANKS = re.compile(r" {2,}")


def _compile_notes() -> re.Pattern[str]:
    """Raised marks of footnotes; behind a unit of length or a number of one or two digits they are exponents."""
    units = "".join(rf"(?<!\b{re.escape(unit)})" for unit in lexicon.load_lexicon("structure")["raised"]["powers"])
    return re.compile(rf"(?<=[\w%€.,:;!?)“”\"])(?<!\b\d)(?<!\b\d\d){units}[⁰¹²³⁴-⁹]{{1,3}}[⁾)]?(?!\w)")


_JOINER = PatternLists("structure", "open_ends").joiners
LEFT_OUT = (  # what taggers do not see
    re.compile(rf"(?<=[a-zäöüß])-[ \t]*\n[ \t]*(?=[a-zäöüß])(?!{_JOINER}\b)"),  # Bundes-⏎land
    re.compile(r"(?<=\w-)[ \t]*\n[ \t]*(?=[A-ZÄÖÜ])"),  # Baden-⏎Württemberg: the hyphen stays, the line end goes
    re.compile(r"\u00ad(?:[ \t]*\n[ \t]*)?|[\u200b\u200c\u200d\u2060\ufeff]"),  # soft hyphens, zero-width characters
    re.compile(r"\*\*|__|(?<![\w*])\*(?=\w)|(?<=[\w.!?])\*(?![\w*:])"),  # **fett**, *kursiv*; not Bürgermeister*innen
    _compile_notes(),  # 5 Mio. Euro³, 75 %², im Jahr 2024¹; not 120 m²
    re.compile(r"\[(?=[^\[\]\n]{1,300}\]\()|\]\([^()\n]{1,500}\)"),  # [Haus](https://…): the words stay
)
LONE_SURROGATES = range(0xD800, 0xE000)  # no library takes them
PLAIN = {code: " " for code in range(0x3001) if chr(code).isspace()} | dict.fromkeys(LONE_SURROGATES, "\ufffd")


def view_of(text: str, blocks: Sequence[Block], furniture: Sequence[tuple[int, int]] = ()) -> View:
    """The taggers' view: broken words whole, marks gone, blanks single and plain, line breaks only between blocks.

    `furniture` are page marks and running lines, which go with the blanks before them where they stand in a block.
    """
    parts: list[str] = []
    gone: list[tuple[int, int]] = []
    reached = 0
    for block in blocks:
        flat = text[block.start : block.end].translate(PLAIN)
        parts += ("\n" * (block.start - reached), flat)
        reached = block.end
        if block.kind in SET and (len(flat) >= SET_LINE or "\n" in text[block.start : block.end]):
            spans = (match.span() for match in BLANKS.finditer(flat))
            gone += ((block.start + start + 1, block.start + end) for start, end in spans)
    whole = "".join((*parts, "\n" * (len(text) - reached)))
    found = (match.span() for pattern in LEFT_OUT for match in pattern.finditer(text))
    gone += (span for span in found if "\n" not in whole[slice(*span)])  # lines of two blocks are not joined
    gone += (
        (start - (len(before) - len(before.rstrip())), end)
        for start, end in furniture
        if "\n" not in whole[start - 1 : end + 1] and (before := whole[max(0, start - 200) : start])
    )
    return _drop_spans(whole, sorted(gone)) if gone else View(whole)


def _drop_spans(flat: str, gone: list[tuple[int, int]]) -> View:
    parts: list[str] = []
    offsets: list[int] = []
    reached = 0
    for start, end in (*gone, (len(flat), len(flat))):
        if start > reached:
            parts.append(flat[reached:start])
            offsets.extend(range(reached, start))
        reached = max(reached, end)
    return View("".join(parts), tuple(offsets))


def sentences_of(view: View, blocks: Sequence[Block]) -> Iterator[Sentence]:
    """The sentences of the blocks; headings, rows and contents lines are one each."""
    for number, block in enumerate(blocks):
        first, last = view.forth(block.start), view.forth(block.end)
        if block.kind in WHOLE and view.text[first:last].strip():
            yield Sentence(*view.back(first, last), number)
        if block.kind in WHOLE:
            continue
        for start, end in sentences.split_sentences(view.text[first:last]):
            yield Sentence(*view.back(first + start, first + end), number)
