"""RTF through striprtf; what that library drops or glues is put in order before: notes, headers, tables, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.errors import UnreadableFile
from policytext.lexicon.pattern_lists import PatternLists
from policytext.model import Line, RawDocument
from policytext.readers.rtf_shown import read_shown
from policytext.readers.struck_marks import STRUCK

MEDIA_TYPE = "application/rtf"
LARGEST = 60_000_000  # bytes; nearly all of a larger file are pictures
CELL, ROW_END, HEADING, ITEM = "\ue000", "\ue001", "\ue002", "\ue003"  # no character of any text; marks of ours
MARKS = ((CELL, r"\\(?:nest)?cell"), (ROW_END, r"\\(?:nest)?row"), (HEADING, r"\\outlinelevel[0-8]"))
GROUP_START = re.compile(
    r"\{\s*(?:\\\*\s*)?\\(footnote|headerf|headerl|headerr|header|footerf|footerl|footerr|footer)\b"
)
_HEADING = PatternLists("structure", "styles").rtf_headings
STYLE = re.compile(rf"\{{\s*\\s(\d{{1,5}})\b[^{{}};]{{0,400}}?\s{_HEADING}\b[^{{}};]{{0,40}};", re.IGNORECASE)
STYLED = re.compile(r"\\s(\d{1,5})(?!\d)")
BULLET = re.compile(r"^[•·▪■◦‣o\uf0a7\uf0b7–-]\t")
BRACE = re.compile(r"\\[{}\\]|([{}])")
TITLE = re.compile(r"\{\\title ([^{}]*)\}")
AUTHOR = re.compile(r"\{\\author ([^{}]*)\}")
PLAIN = {0: None, 0x0D: "\n", 0x2011: "-"}  # no-break hyphens read as hyphens
_COUNT = PatternLists("structure", "pages").german_counts
PAGE_COUNT = re.compile(rf"(?:{_COUNT}|\d+|[\s/|.·–-])*", re.IGNORECASE)  # Seite 1 von 3


def read_rtf(data: bytes, said: str) -> RawDocument:
    """The paragraphs, list items and table rows of an RTF file, footnotes at the end."""
    if len(data) > LARGEST:
        raise UnreadableFile(
            f"{said} is larger than {LARGEST // 1_000_000} MB: take its pictures out or save it as PDF"
        )
    source = data.decode("latin-1").rstrip("\0")
    source = _without_pictures(source)
    source, has_struck = read_shown(source, _sheet_end(source))
    body, aside = _part_notes(source)
    try:
        lines = [
            *_list_lines(_mark_source(body)),
            *(line for note in aside["footnote"] for line in _list_lines(_mark_source(note))),
        ]
        letterhead = [line for part in aside["headerf"] for line in _list_lines(_mark_source(part))]
        running = [line.text for part in aside["running"] for line in _list_lines(_mark_source(part))]
        metadata = _read_metadata(source)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        raise UnreadableFile(f"{said} is a broken RTF file: open it in a word processor and save it anew") from None
    if not lines:
        raise UnreadableFile(f"{said} is an RTF file without text: open it in a word processor and check it")
    if running := [text for text in dict.fromkeys(running) if not PAGE_COUNT.fullmatch(text)]:
        metadata["running"] = "\n".join(running)
    warnings = (STRUCK,) if has_struck else ()
    return RawDocument((*letterhead, *lines), MEDIA_TYPE, metadata=metadata, warnings=warnings)


# ---------------------------------------------------------------------------------------------- before the library


def _without_pictures(source: str) -> str:
    """The source without the long rows of digits that pictures and embedded files are."""
    return re.sub(r"(?:[0-9a-fA-F]{32,}[\r\n ]*)+", "", source)


def _part_notes(source: str) -> tuple[str, dict[str, list[str]]]:
    """The source without its notes, headers and footers, and these, each a source of its own."""
    aside: dict[str, list[str]] = {"footnote": [], "headerf": [], "running": []}
    head = _read_head(source)
    kept: list[str] = []
    place = 0
    while match := GROUP_START.search(source, place):
        end = _group_end(source, match.start())
        kept.append(source[place : match.start()])
        kind = match.group(1) if match.group(1) in aside else "running"
        aside[kind].append(head + source[match.end() : end - 1].replace(r"\chftn", "") + "}")
        place = end
    kept.append(source[place:])
    return "".join(kept), aside


def _read_head(source: str) -> str:
    """What decides how the characters are to be read: code page and fonts."""
    page = re.search(r"\\ansicpg\d{1,5}", source[:5000])
    fonts = re.search(r"\{\s*\\fonttbl", source)
    table = source[fonts.start() : _group_end(source, fonts.start())] if fonts else ""
    return r"{\rtf1\ansi" + (page.group() if page else "") + table


def _group_end(source: str, start: int) -> int:
    """The place behind the group that opens at `start`."""
    depth = 0
    for brace in BRACE.finditer(source, start):
        depth += {"{": 1, "}": -1}.get(brace.group(1) or "", 0)
        if depth == 0:
            return brace.end()
    return len(source)


def _mark_source(source: str) -> str:
    """The source with our marks where a cell, a row, a heading, a list item is."""
    headings = set(STYLE.findall(source[: _sheet_end(source)]))
    source = STYLED.sub(lambda found: found.group() + _encode_mark(HEADING) * (found.group(1) in headings), source)
    for mark, word in MARKS:
        source = re.sub(
            word + r"(?![a-z0-9])", (_encode_mark(mark) + r"\par" * (mark == ROW_END)).replace("\\", r"\\"), source
        )
    source = re.sub(
        r"\{\s*\\(?:listtext|pntext)\b", lambda _: _encode_mark(ITEM) + r"{\listtext", source
    )  # the library skips pntext
    return source.replace(r"\fldinst{", r"\fldinst {")  # else the library prints addresses, and is slow to find them


def _sheet_end(source: str) -> int:
    sheet = source.find(r"{\stylesheet")
    return 0 if sheet < 0 else _group_end(source, sheet)


def _encode_mark(mark: str) -> str:
    return f"{{\\uc1\\u{ord(mark) - 0x10000} ?}}"


# ---------------------------------------------------------------------------------------------- behind the library


def _list_lines(source: str) -> Iterator[Line]:
    text = _whole_rows(_plain_source(source))
    for row in text.split("\n"):
        if row.strip(HEADING + ITEM + " |\t"):
            yield _build_line(row)


def _plain_source(source: str) -> str:
    """The library's text, with pairs of surrogates made whole."""
    from striprtf.striprtf import rtf_to_text

    text = str(rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").translate(PLAIN)


def _whole_rows(text: str) -> str:
    """Paragraphs within a table's cell do not end its row."""
    chunks = text.split(ROW_END)
    for number, chunk in enumerate(chunks[:-1]):
        start = chunk.rfind("\n", 0, max(0, chunk.find(CELL))) + 1
        chunks[number] = chunk[:start] + chunk[start:].replace("\n", " ") + ROW_END
    return "".join(chunks)


def _build_line(row: str) -> Line:
    role = "row" if CELL in row else "heading" if HEADING in row else "item" if ITEM in row else "paragraph"
    marked, row = row, re.sub(r"[ ]{2,}", " ", re.sub(f"[{HEADING}{ITEM}{ROW_END}]", "", row)).strip()
    if role == "row":
        cells = [" ".join(cell.split()) for cell in row.split(CELL)]
        cells = cells if cells[-1] else cells[:-1]
        return Line(" | ".join(cells), role="row" if len(cells) > 1 else "paragraph", glue="\n\n")
    if ITEM in marked:
        row = " ".join(BULLET.sub("", row).split("\t"))  # what the program writes before an item: a bullet, § 3, c)
    return Line(row, role=role, glue="\n\n")


def _read_metadata(source: str) -> dict[str, str]:
    found = {"title": TITLE.search(source), "author": AUTHOR.search(source)}
    told = {
        key: _plain_source(f"{_read_head(source)} {match.group(1)}}}").strip() for key, match in found.items() if match
    }
    return {key: value for key, value in told.items() if value}
