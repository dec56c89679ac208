"""`policytext areas show`: one area in full."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import click

from policytext.areas.taxonomy import Area, Taxonomy
from policytext.cli.areas.areas_output import taxonomy_option
from policytext.cli.progress import one_line
from policytext.errors import BadInput


@click.command("show")
@click.argument("area", metavar="ID")
@taxonomy_option
def command(area: str, name: str | None) -> None:
    """Show an area: definition, terms, crosswalk, sub-areas.

    \b
    policytext areas show integration
    policytext areas show treffs --areas jugend.toml
    """
    from policytext.areas.shipped import taxonomy_of

    with one_line():
        found = taxonomy_of(name)
        chosen = _choose_area(found, area)
    click.echo("\n".join(_describe_area(chosen, found)))


def _choose_area(found: Taxonomy, id_: str) -> Area:
    for area in found.areas:
        if area.id == id_:
            return area
    near = difflib.get_close_matches(id_, found.ids) or found.ids[:5]
    raise BadInput(f"no area {id_!r} in the taxonomy {found.name!r}: try {', '.join(near)}")


def _describe_area(area: Area, found: Taxonomy) -> Iterator[str]:
    yield f"{area.id}: {area.title}"
    if area.definition:
        yield area.definition
    facts = {
        "parent": area.parent or "",
        "sub-areas": ", ".join(one.id for one in found.areas if one.parent == area.id),
        "terms": ", ".join(area.terms),
        "institutions": ", ".join(area.institutions),
        "laws": ", ".join(area.laws),
        **{f"{scheme} (crosswalk)": "; ".join(names) for scheme, names in area.crosswalk.items()},
    }
    yield from (f"\n{name}: {value}" for name, value in facts.items() if value)
