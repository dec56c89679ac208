"""Where words leave the program: nothing that a document, a title or a file's name says steers the terminal.

Standard output and standard error are guarded while a command runs (`guard_streams`): control characters and signs
that turn the direction of writing are written as JSON writes them (`\\u001b`), which in JSON is the same text and
elsewhere only looks odd. What is printed for people goes through `print_plain`, where they are left out and only our
own styles pass. What a console of another code page cannot show is written in the same way, so that nothing fails.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar, cast

import click

if TYPE_CHECKING:
    from rich.console import Console

Command = TypeVar("Command", bound=Callable[..., Any])
STEERING = re.compile(  # C0 and C1 but for tab and line break, DEL, marks and overrides of direction
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r(?!\n)"
)
ESCAPED = "policytext.escaped"  # the name under which Python knows how to write what an encoding lacks


def bare_words(words: str) -> str:
    """The words without signs that steer a terminal.

    >>> bare_words("Zuschuss\x1b[31m für\u202e Vereine")
    'Zuschuss[31m für Vereine'
    """
    return STEERING.sub("", words)


def blank_signs(words: str) -> str:
    """The words with a blank for each such sign (and for carriage returns, which rich drops), so that places stay."""
    return STEERING.sub(" ", words).replace("\r", " ")


def escape_signs(words: str) -> str:
    r"""The words with such signs written out as JSON writes them.

    >>> print(escape_signs("Zuschuss\x1b[31m"))
    Zuschuss\u001b[31m
    """
    return STEERING.sub(lambda match: _written_out(match.group()), words)


def _written_out(letters: str) -> str:
    """Letters as JSON's escapes, those beyond the first plane as two."""
    units = letters.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))


def _replace_unencodable(error: UnicodeError) -> tuple[str, int]:
    """What an encoding lacks, written out."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return _written_out(error.object[error.start : error.end]), error.end


codecs.register_error(ESCAPED, _replace_unencodable)


class Guarded:
    """A text stream that writes signs which steer a terminal out; rich finds the stream behind it by its own name."""

    def __init__(self, stream: TextIO) -> None:
        self.rich_proxied_file = stream

    def write(self, words: str) -> int:
        """Writes words."""
        self.rich_proxied_file.write(escape_signs(words))
        return len(words)

    def writelines(self, lines: Iterable[str]) -> None:
        """Writes lines."""
        for line in lines:
            self.write(line)

    def fileno(self) -> int:
        """None: who asks would write past the guard (as click does on Windows' consoles)."""
        raise io.UnsupportedOperation("fileno")

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rich_proxied_file, name)


@contextmanager
def guard_streams() -> Iterator[None]:
    """Guards standard output and standard error."""
    streams = {name: getattr(sys, name) for name in ("stdout", "stderr") if getattr(sys, name) is not None}
    guards = {name: Guarded(_make_forgiving(stream)) for name, stream in streams.items()}
    for name, guard in guards.items():
        setattr(sys, name, guard)
    try:
        yield
    finally:
        for name, guard in guards.items():
            if getattr(sys, name) is guard:
                setattr(sys, name, streams[name])


def _make_forgiving(stream: TextIO) -> TextIO:
    """The stream, so that no letter makes it fail; one that says ASCII gets UTF-8, as click would give it.

    Line ends stay as they are written, as CSV needs it.
    """
    if hasattr(stream, "reconfigure"):
        plain = codecs.lookup(stream.encoding or "ascii").name == "ascii"
        stream.reconfigure(errors=ESCAPED, newline="", **({"encoding": "utf-8"} if plain else {}))
    return stream


def add_output_option(command: Command) -> Command:
    """Adds -o FILE: what the command would print goes into a file, in UTF-8 whatever the console speaks."""

    @wraps(command)
    def written(*args: Any, output: Path | None, **given: Any) -> Any:
        if output is None:
            return command(*args, **given)
        if _is_among(output, given.values()):
            raise click.ClickException(f"{output} is read by this command: write to another file")
        try:
            with _replaced_file(output) as file, redirect_stdout(cast("TextIO", Guarded(file))):
                return command(*args, **given)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            raise click.ClickException(f"{output}: cannot be written ({error.strerror}): name another file") from error

    option = click.option(
        "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file, in UTF-8."
    )
    return option(written)  # type: ignore[return-value]


def _is_among(output: Path, given: Iterable[Any]) -> bool:
    """Whether a file is one that a command was given to read."""
    named = [one for value in given for one in (value if isinstance(value, tuple | list) else (value,))]
    return output.is_file() and any(
        isinstance(one, str | Path) and Path(one).is_file() and output.samefile(one) for one in named
    )


@contextmanager
def _replaced_file(output: Path) -> Iterator[TextIO]:
    """A file in whose place the written words come at the end; it stays as it was where nothing was written."""
    if output.exists() and not output.is_file():  # a device or pipe
        with output.open("w", encoding="utf-8", errors=ESCAPED, newline="") as stream:
            yield stream
        return
    beside = output.with_name(f".{output.name}.{os.getpid()}.partial")
    try:
        with beside.open("w", encoding="utf-8", errors=ESCAPED, newline="") as stream:
            yield stream
    finally:
        if beside.exists() and (beside.stat().st_size or not output.exists()):
            beside.replace(output)
        beside.unlink(missing_ok=True)


def print_plain(show: Callable[[Console], None], *, out: Console | None = None) -> None:
    """Print what `show` writes on a console, without the blanks that tables leave at line ends."""
    if out is None:
        from policytext.cli.analysis_report import build_console

        out = build_console()
    with out.capture() as caught:
        show(out)
    words = "\n".join(text.rstrip() for text in caught.get().rstrip("\n").split("\n"))
    click.echo(words, file=getattr(sys.stdout, "rich_proxied_file", sys.stdout))
