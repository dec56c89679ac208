"""original.html: the text inside menu, cookie banner, teasers and footer, as web pages have them."""

from __future__ import annotations

from html import escape
from itertools import groupby

from source import CELL, Block, Source

PAGE = """<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<title>{title} – {site}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
{meta}<script>window.dataLayer = window.dataLayer || [];</script>
</head>
<body>
<div id="cookie-banner" class="cookie-consent" role="dialog"><p>{cookie}</p><button>Alle akzeptieren</button>
<button>Nur notwendige</button></div>
<header><a class="logo" href="/">{site}</a>
<nav class="main-menu"><ul>
{menu}
</ul></nav></header>
<div class="breadcrumb"><a href="/">Startseite</a> › <a href="/{slug}/">{section}</a></div>
<main>
<article>
{body}
</article>
</main>
<aside class="teaser"><h2>Das könnte Sie auch interessieren</h2><ul>
{teasers}
</ul></aside>
<footer><ul>
{footer}
</ul><p>© {site}</p></footer>
</body>
</html>
"""
TAGS = {"title": "h1", "heading": "h2", "subheading": "h3", "lead": 'p class="lead"', "date": 'p class="date"'}


def _links(words: list[str]) -> str:
    return "\n".join(f'<li><a href="#{index}">{escape(word)}</a></li>' for index, word in enumerate(words, 1))


def _block(block: Block) -> str:
    tag = TAGS.get(block.kind, "p" if block.kind == "paragraph" else f'p class="{block.kind}"')
    text = escape(block.text, quote=False).replace("\n", "<br>\n")
    return f"<{tag}>{text}</{tag.split()[0]}>"


def _table(rows: list[Block]) -> str:
    lines = []
    for index, row in enumerate(rows):
        cell = "th" if index == 0 else "td"
        cells = "".join(f"<{cell}>{escape(text, quote=False)}</{cell}>" for text in row.text.split(CELL))
        lines.append(f"<tr>{cells}</tr>")
    return "<table>\n" + "\n".join(lines) + "\n</table>"


def _body(blocks: tuple[Block, ...]) -> str:
    out: list[str] = []
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        group = list(run)
        if kind == "row":
            out.append(_table(group))
        elif kind == "item":
            items = "\n".join(f"<li>{escape(block.text, quote=False)}</li>" for block in group)
            out.append(f"<ul>\n{items}\n</ul>")
        else:
            out += [_block(block) for block in group]
    return "\n".join(out)


def build(source: Source) -> bytes:
    """The bytes of original.html."""
    layout = source.layout
    meta = "".join(f'<meta name="{key}" content="{escape(text)}">\n' for key, text in layout.get("meta", {}).items())
    page = PAGE.format(
        title=escape(source.about["title"]),
        site=escape(layout["site"]),
        slug=layout["section"].lower(),
        section=escape(layout["section"]),
        meta=meta,
        cookie=escape(layout["cookie"]),
        menu=_links(layout["menu"]),
        teasers=_links(layout["teasers"]),
        footer=_links(layout["footer"]),
        body=_body(source.blocks),
    )
    return page.encode("utf-8")
