"""HTML: a page to read and to print, complete in itself: no script, no font, nothing from the network.

The words come from files that anybody may have written. So the template escapes everything, characters that no page
may hold or that turn the direction of writing are shown as U+FFFD, and a Content-Security-Policy forbids the browser
to load or run anything (https://developer.mozilla.org/docs/Web/HTTP/CSP).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, TextIO

from policytext.analysis import Analysis
from policytext.exports import wording
from policytext.exports.sheet import build_sheet

if TYPE_CHECKING:
    from jinja2 import Template

UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls: HTML forbids them
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks and overrides of direction: "gro.live" may read "evil.org"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # lone surrogates and what is no character
)


def write_html(analyses: Iterable[Analysis], stream: TextIO, *, titles: Mapping[str, str] | None = None) -> None:
    """Write one page with all the analyses; `titles` are those of the areas, where they are not the built-in ones."""
    named = titles or wording.load_area_titles()
    sheets = [build_sheet(analysis, f"d{number}", named) for number, analysis in enumerate(analyses, 1)]
    stream.write(_load_template().render(sheets=sheets))
    stream.write("\n")


@cache
def _load_template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    room = Environment(
        loader=PackageLoader("policytext.exports", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_fit_value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return room.get_template("page.html.jinja")


def _fit_value(value: object) -> object:
    """A value as a page may hold it."""
    return UNFIT.sub("\ufffd", value) if type(value) is str else value
