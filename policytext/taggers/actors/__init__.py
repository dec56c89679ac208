"""Who acts: persons, organisations, authorities and groups, each one entry with all its mentions.

The spaCy pipeline finds names, rules and the lexicon find what they know for sure (the state, ministries,
associations, groups, roles in guidelines, offices of persons) and say what is none; then the mentions of one actor
are joined under one canonical name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from policytext.model import Actor, ActorMention, Document
from policytext.taggers.actors import (
    acting_laender,
    associations,
    bodies,
    body_checks,
    candidates,
    definitions,
    entries,
    groups,
    issuing,
    legal_forms,
    named_bodies,
    names,
    offices,
    party_groups,
    payers,
    people,
    state,
    vetoes,
)
from policytext.taggers.actors.found import Found, longest, without_overlap, without_titles

__all__ = ["tag"]


def tag(document: Document, *, pipeline: str | None = None, model: bool = True) -> tuple[Actor, ...]:
    """The actors of a document, in the order of their first mention.

    `pipeline` names an installed or saved spaCy pipeline in place of the shipped one; without `model` the rules work
    alone, faster and blind to names that no rule knows.
    """
    text = document.view.text
    named = names.find(document, pipeline=pipeline) if model else names.NOTHING
    mentions = _mentions(text, named)
    mentions = _with_aliases(text, _without_namesakes(text, mentions))
    contacts = _contacts(document)
    mentions, taken = _with_roles(text, mentions, contacts)
    mentions += people.described(text, taken)
    issuer = issuing.issuer_of(document, mentions)
    mentions += issuing.find(text, issuer, mentions) if issuer else ()
    mentions += candidates.find(document, mentions, named.places)
    mentions += payers.find(text, mentions)
    joined = entries.join(text, mentions, land=document.head.land, issuer=issuer)
    return tuple(_actor(document, entry) for entry in entries.fused(joined, definitions.equations(text, mentions)))


def _mentions(text: str, named: names.Named) -> list[Found]:
    """What the model and the rules find, the surer where they overlap."""
    titles = vetoes.Titles(text)
    found: list[Found] = [mention for mention in named.mentions if not titles.cover(mention.start)]
    found += state.find(text, titles, named.places)
    found += acting_laender.find(text)
    found += offices.find(text, titles)
    found += associations.find(text, titles)
    found += bodies.find(text, titles, named.places)
    found += named_bodies.find(text, titles, dict(named.places))
    found += legal_forms.find(text)
    found += party_groups.find(text)
    found += groups.find(text, titles)
    found += people.find(text)
    things = body_checks.of_things(text)
    spans = ((mention, text[mention.start : mention.end]) for mention in found)
    found = [mention for mention, words in spans if "\n" not in words and words not in things]  # none runs over blocks
    found = [bodies.with_form(text, mention) for mention in longest(found)]
    return without_titles(text, without_overlap(found))


def _without_namesakes(text: str, mentions: list[Found]) -> list[Found]:
    """The mentions, names of the lexicon without its reading where the text has a longer name of its own.

    `Caritasverband` is no national association where the `Caritasverband Osterfeld` acts.
    """
    own = {
        text[m.start : m.end].partition(" ")[0] for m in mentions if m.form == "name" and " " in text[m.start : m.end]
    }
    return [
        replace(m, name="", key="") if m.name == m.key != words and words in own and m.kind == "organisation" else m
        for m in mentions
        for words in (text[m.start : m.end],)
    ]


def _with_aliases(text: str, mentions: list[Found]) -> list[Found]:
    """The mentions and every place where one of them stands under a name that the text defines."""
    more: list[Found] = []
    seen: set[str] = set()
    for mention, start, end in definitions.aliases(text, mentions):
        short = text[start:end]
        if short in seen or text[mention.start : mention.end] == short:
            continue
        seen.add(short)
        key = mention.key or f"defined:{short}"
        mentions = [replace(m, key=key) if m is mention else m for m in mentions]
        form = "name" if short.isupper() or any(letter.isupper() for letter in short[1:]) else "nominal"
        more += [
            Found(start=first, end=last, kind=mention.kind, form=form, key=key, name=mention.name, weight=8)
            for first, last in definitions.every_place(text, short)
            if first >= mention.end or form == "name"
        ]
    return without_overlap([*mentions, *more])


def _contacts(document: Document) -> list[tuple[int, int]]:
    """Stretches of the view that are contact blocks."""
    forth = document.view.forth
    return [(forth(block.start), forth(block.end)) for block in document.blocks if block.kind == "contact"]


def _with_roles(text: str, mentions: list[Found], contacts: list[tuple[int, int]]) -> tuple[list[Found], set[int]]:
    """The mentions, named persons with their offices, and all places that names and offices take up."""
    done: list[Found] = []
    taken: set[int] = set()
    for found in mentions:
        mention, start, end = found, found.start, found.end
        if mention.kind == "person" and mention.form == "name":
            inside = any(first <= start < last for first, last in contacts)
            office = people.office_below(text, mention) or people.office_above(text, mention, contact=inside)
            if office and any(place in taken for place in range(office.start or start, start)):
                office = None  # that line is somebody else's
            office = office or (people.NO_OFFICE if inside else people.office_of(text, mention))
            start, end = office.start or start, office.end or end
            mention = replace(mention, role=office.role)
        taken.update(range(start, end))
        done.append(mention)
    return done, taken


def _actor(document: Document, entry: entries.Entry) -> Actor:
    mentions = tuple(_placed(document, entry.mentions))
    by = "rule" if any(mention.by == "rule" for mention in entry.mentions) else "model"
    return Actor(name=entry.name, kind=entry.kind, role="; ".join(entry.roles) or None, mentions=mentions, by=by)


def _placed(document: Document, mentions: Iterable[Found]) -> Iterator[ActorMention]:
    """The mentions with their places in the document's text."""
    for mention in sorted(mentions, key=lambda found: found.start):
        start, end = document.view.back(mention.start, mention.end)
        yield ActorMention(
            start=start, end=end, text=document.text[start:end], page=document.page(start), form=mention.form
        )
