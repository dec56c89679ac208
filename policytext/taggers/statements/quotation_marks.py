"""Quotation marks: which open, which close, and what stands between them.

Only the outermost pair counts; a passage may run over paragraphs, with or without its mark being opened again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policytext.taggers.statements.speech_reading import SpeechReading, SpeechStretch

MARK = re.compile(
    r"""
      ,,(?=[^\W_]|[.…'‚‘(] ) # ,,Das reicht nicht''
    | ''|``|´´|‚‚|‘‘|’’      # ''Das reicht nicht'' ‚‚Das reicht nicht‘‘
    | <<|>>                 # <<Das reicht nicht>>
    | [„“”‟»«›‹‚‘’"″❝❞]     # „Das“ »Das« «Das» "Das" ‚Das‘ ›Das‹
    | [\x84\x93\x94]        # the same in a code page read as Latin-1
    | â€ž|â€œ|â€\x9d         # the same in UTF-8 read as a code page
    | &(?:quot|bdquo|ldquo|rdquo|laquo|raquo); # the same left as entities
    | (?<!\w)['´`](?=\w)    # 'Das reicht nicht'
    | (?<=[\w.!?,])['´`](?!\w)
    | [¿?\ufffd]            # ¿Das reicht nicht¿ ?Das reicht nicht?
    """,
    re.VERBOSE,
)
CLOSERS = {
    "„": ("“", "”", '"', "''", "‟", "„"),
    "‟": ("”", "“"),
    "“": ("”", "“", "''", '"'),
    "”": ("”", "“"),
    ",,": ("''", "“", "”", '"', "``", "‘‘", "´´"),
    "‚‚": ("‘‘", "’’", "''", "“"),
    "''": ("''",),
    "``": ("''", "``", "“", "´´"),
    "´´": ("´´", "''"),
    "‘‘": ("’’", "‘‘"),
    "’’": (),
    "<<": (">>",),
    ">>": ("<<",),
    '"': ('"', "“", "”"),
    "″": ("″",),
    "❝": ("❞",),
    "❞": (),
    "»": ("«", "»"),
    "«": ("»", "«"),
    "›": ("‹", "›"),
    "‹": ("›", "‹"),
    "‚": ("‘", "’", "'", "´", "`"),
    "‘": ("’", "‘"),
    "’": (),
    "'": ("'", "’", "´"),
    "`": ("´", "'", "`"),
    "´": ("´",),
    "\x84": ("\x93", "\x94"),
    "\x93": ("\x94",),
    "\x94": (),
    "â€ž": ("â€œ", "â€\x9d"),
    "â€œ": ("â€\x9d", "â€œ"),
    "â€\x9d": (),
    "&quot;": ("&quot;",),
    "&bdquo;": ("&ldquo;", "&rdquo;"),
    "&ldquo;": ("&rdquo;",),
    "&rdquo;": (),
    "&laquo;": ("&raquo;",),
    "&raquo;": ("&laquo;",),
    "¿": ("¿",),
    "?": ("?",),
    "\ufffd": ("\ufffd",),
}
BROKEN = frozenset("¿?\ufffd")  # what wrong encodings make of quotation marks: they count in pairs only
SPACED = frozenset({'"', "»", "“"})  # with blanks on both sides they open or close, as it comes
ALWAYS_OPEN = frozenset({"„", "‚", ",,", "‟", "‚‚", "\x84", "â€ž", "&bdquo;"})
ENDS_BROKEN = re.compile(r"(?<=[.!?,…])\W|(?<=\w)(?:[,;.)]|\s+(?:[–—-]|[a-zäöüß])|\s*$)")  # what follows a closing ?
BEFORE_OPENING = re.compile(r"[\s(\[{/–—:>…-]|[„“”»«›‹‚‘\"']")
FURTHEST_PARAGRAPHS = 6  # how far an unclosed mark looks for its other half: longer quotations re-open the mark
SENTENCE_END = re.compile(r"[.!?…:][“”\"»«’'‘)]*\s*$")


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """Words between marks: `opened` is where the opening mark begins, `closed` where the closing one ends."""

    opened: int
    closed: int
    parts: tuple[tuple[int, int], ...]
    block: int

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


@dataclass(slots=True)
class _Open:
    """Marks that wait for their closing: the outermost with its parts so far, the nested ones by mark and place."""

    mark: str = ""
    opened: int = 0
    block: int = 0
    part: int = 0
    parts: list[tuple[int, int]] = field(default_factory=list)
    nested: list[tuple[str, int]] = field(default_factory=list)
    inside: list[tuple[int, int]] = field(default_factory=list)  # closed pairs in the outermost one


def find_passages(reading: SpeechReading) -> Iterator[QuotedPassage]:
    """The outermost passages between quotation marks in the body, in order."""
    state = _Open()
    for number, block in enumerate(reading.blocks):
        for mark in MARK.finditer(reading.text, block.start, block.end):
            yield from _meet_mark(state, mark, block=block, reading=reading)
        if state.mark and not _goes_on(reading, state, number):
            yield from _close_unclosed(state, block, reading.text)
            state = _Open()


def _meet_mark(
    state: _Open, mark: re.Match[str], *, block: SpeechStretch, reading: SpeechReading
) -> Iterator[QuotedPassage]:
    opens = _may_open(reading.text, mark, block)
    if opens and state.mark and mark.group() in SPACED and reading.text[mark.end() : mark.end() + 1].isspace():
        opens = False
    if not state.mark:
        if opens:
            state.mark, state.opened, state.part, state.block = mark.group(), mark.start(), mark.end(), block.block
        return
    if opens and mark.group() == state.mark and _opens_again(reading, state, mark, block):
        state.parts.append((state.part, mark.start()))
        state.part, state.nested = mark.end(), []
        return
    depth = _closing_depth(state, mark, opens=opens)
    if depth is None:
        if opens:
            state.nested.append((mark.group(), mark.start()))
    elif depth:
        state.inside.append((state.nested[depth - 1][1], mark.end()))
        del state.nested[depth - 1 :]
    else:
        yield from _build_passage(state, reading.text, last=mark.start(), closed=mark.end())
        state.mark, state.parts, state.nested, state.inside = "", [], [], []


def _may_open(text: str, mark: re.Match[str], block: SpeechStretch) -> bool:
    if not CLOSERS[mark.group()]:
        return False
    before = text[mark.start() - 1] if mark.start() > block.start else " "
    after = text[mark.end() : mark.end() + 2] if mark.end() < block.end else ""
    if mark.group() in BROKEN:
        return before in " (:\n" and after[:1].isupper()
    if not after or not BEFORE_OPENING.match(before):
        return mark.group() in ("„", ",,") and bool(after) and after[0].isalnum()
    if after[0].isspace():  # « Das reicht nicht »
        return mark.group() in {"„", "«", *SPACED} and before.isspace() and not after[1:].isspace()
    return after[0] not in ".,;:!?)" or mark.group() in ALWAYS_OPEN or after.startswith("..")


def _closing_depth(state: _Open, mark: re.Match[str], *, opens: bool) -> int | None:
    """How deep the closed mark lies (0: the outermost), `None` where this mark closes nothing."""
    if opens or (mark.group() in BROKEN and (state.mark != mark.group() or not _ends_broken(mark))):
        return None
    waiting = [state.mark, *(nested for nested, _ in state.nested[-8:])]
    for back, waits in enumerate(reversed(waiting)):
        if mark.group() in CLOSERS[waits]:
            outermost = back == len(waiting) - 1
            return 0 if outermost else len(state.nested) - back
    return None


def _ends_broken(mark: re.Match[str]) -> bool:
    """Whether a ? is a closing mark: what stands around shows it, or no other one follows in the paragraph."""
    text, end = mark.string, mark.end()
    around = text[mark.start() - 1] + text[end : min(end + 4, mark.endpos)]
    return bool(ENDS_BROKEN.match(around, 1)) or text.find(mark.group(), end, mark.endpos) < 0


def _opens_again(reading: SpeechReading, state: _Open, mark: re.Match[str], block: SpeechStretch) -> bool:
    """Whether an open passage's mark stands again before a new paragraph or line of it."""
    if mark.start() == block.start:
        return state.opened < block.start
    before = reading.text[max(state.part, mark.start() - 4) : mark.start()]
    return bool(SENTENCE_END.search(before)) and reading.newline_before(mark.start())


def _goes_on(reading: SpeechReading, state: _Open, number: int) -> bool:
    """Whether an open passage runs into the next paragraph: its mark is closed there before one is opened."""
    if _inside_sentence(reading.text, state):
        return False
    for ahead, block in enumerate(reading.blocks[number + 1 : number + 1 + FURTHEST_PARAGRAPHS], 1):
        if block.block != reading.blocks[number].block + ahead:
            return False
        for mark in MARK.finditer(reading.text, block.start, block.end):
            opens = _may_open(reading.text, mark, block)
            if opens and mark.group() == state.mark:
                return mark.start() == block.start and ahead == 1
            if not opens and mark.group() in CLOSERS[state.mark]:
                return True
    return False


def _inside_sentence(text: str, state: _Open) -> bool:
    """Whether the outermost mark stands right after a word: „Messe „Reisemarkt 2016 …“ begins no speech."""
    return bool(re.search(r"\w[ ]$", text[max(0, state.opened - 2) : state.opened]))


def _close_unclosed(state: _Open, block: SpeechStretch, text: str) -> Iterator[QuotedPassage]:
    """A passage without closing mark ends with its paragraph, or before the next that begins a sentence there."""
    if state.mark in BROKEN:
        return
    for number, (opened, _) in enumerate(state.inside):
        if SENTENCE_END.search(text[max(state.part, opened - 4) : opened]):
            yield from _build_passage(state, text, last=opened, closed=opened)
            for start, closed in state.inside[number:]:
                yield from _build_passage(
                    _Open(state.mark, start, block.block, start + 1), text, last=closed - 1, closed=closed
                )
            return
    if _inside_sentence(text, state):
        for start, closed in state.inside:
            yield from _build_passage(
                _Open(state.mark, start, block.block, start + 1), text, last=closed - 1, closed=closed
            )
        return
    last = block.end - (bool(state.inside) and state.inside[-1][1] == block.end)  # the nested one was not closed
    yield from _build_passage(state, text, last=last, closed=block.end)


def _build_passage(state: _Open, text: str, *, last: int, closed: int) -> Iterator[QuotedPassage]:
    parts = tuple(part for part in map(_trim_part, [*state.parts, (state.part, last)], [text] * 99) if part)
    if parts:
        yield QuotedPassage(state.opened, closed, parts, state.block)


def _trim_part(part: tuple[int, int], text: str) -> tuple[int, int] | None:
    start, end = part
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
    if text[start:end].endswith(" ,"):
        end = start + len(text[start : end - 1].rstrip())  # " Wir zahlen , " sagte er
    return (start, end) if end > start else None
