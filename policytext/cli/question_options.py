"""A question on the command line: words, and options that narrow it down to facts.

Each option is a field of the query language and reads its values alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import reduce, wraps
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
NOTHING = 1  # exit status where nothing is found, as grep's
MINUS_WORD = re.compile(
    r"-(?P<rest>[\"„“(]?[^\W\d_][^-].*)", re.DOTALL
)  # -sport  -"freie Träger"; and no option: --any
UNQUOTED = re.compile(  # sprecher:Uwe Sander   freie Träger   NOT freie Träger   and not: NOT sport   (a OR b)
    r"(?P<lead>(?:NOT )?(?:[^\W\d_][\w-]*:)?)(?P<value>(?!NOT )[^\"„“”»«‚›():|&*]*\w \S[^\"„“”»«‚›():|&*]*)"
)
FIELDS = {  # option: field of the query language, example, help
    "speaker": ("speaker", "NAME", "Who says it."),
    "area": ("area", "AREA", "Funding area."),
    "actor": ("actor", "NAME", "Who is named in it, or says it."),
    "amount": ("amount", "'>10 Mio'", "A sum in it: >10mio, <=500000, 5-10mio, 20%, >3stellen."),
    "deadline": ("deadline", "'<2019'", "A deadline or end in it."),
    "deadline-within": ("within", "90d", "A deadline or end within so many days from today: 90d, 12w, 3m."),
    "status": ("status", "STATUS", "How firm its funding is: committed, demanded, refused, …"),
    "kind": ("kind", "KIND", "Kind of document: press_release, agreement, guideline, …"),
    "since": ("since", "DATE", "Documents from then on: 2016, 2016-05, 2016-05-31."),
    "until": ("until", "DATE", "Documents up to then."),
    "place": ("place", "NAME", "Where the document was issued."),
    "issuer": ("issuer", "NAME", "Who issued the document."),
    "title": ("title", "WORDS", "Words of the document's title."),
    "act": ("act", "ACT", "What the statement does: demand, promise, refusal, condition, information."),
}


def add_question_options(command: Command) -> Command:
    """Adds words and options; the command gets the former as `line`, those that were given as `facts` by field."""

    @wraps(command)
    def collected(*args: Any, **given: Any) -> Any:
        values = {field: given.pop(option.replace("-", "_")) for option, (field, _, _) in FIELDS.items()}
        return command(
            *args,
            line=_join_line(given.pop("words")),
            facts={field: value for field, value in values.items() if value is not None},
            **given,
        )

    options = [click.option(f"--{name}", metavar=example, help=told) for name, (_, example, told) in FIELDS.items()]
    options.append(click.argument("words", nargs=-1, metavar="[WORDS…]"))
    return reduce(lambda inner, option: option(inner), reversed(options), collected)  # type: ignore[return-value]


def _join_line(words: tuple[str, ...]) -> str:
    """The words as one line; the quotation marks that the shell took from several of them are put back.

    `sprecher:"Uwe Sander" Brücke` comes as two words, the first with a blank in it. A single word is a whole line.
    """
    return words[0] if len(words) == 1 else " ".join(map(_quote_word, words))


def _quote_word(word: str) -> str:
    taken = UNQUOTED.fullmatch(word)
    return f'{taken["lead"]}"{taken["value"]}"' if taken else word


class Question(click.Command):
    """A command whose words may begin with a minus sign (`radweg -sport`)."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Reads the arguments; a forbidden word is written in full, so that it is not taken for options."""
        return super().parse_args(ctx, [_read_argument(argument) for argument in args])


def _read_argument(argument: str) -> str:
    found = MINUS_WORD.fullmatch(argument)
    return f"NOT {found['rest']}" if found else argument
