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
    actor_entries,
    associations,
    bodies,
    body_checks,
    candidates,
    definitions,
    groups,
    issuing,
    legal_forms,
    model_names,
    name_vetoes,
    named_bodies,
    offices,
    party_groups,
    payers,
    person_mentions,
    state_bodies,
)
from policytext.taggers.actors.found import FoundMention, keep_longest, without_overlap, without_titles

__all__ = ["tag_actors"]


def tag_actors(document: Document, *, pipeline: str | None = None, model: bool = True) -> tuple[Actor, ...]:
    """The actors of a document, in the order of their first mention.

    `pipeline` names an installed or saved spaCy pipeline in place of the shipped one; without `model` the rules work
    alone, faster and blind to names that no rule knows.
    """
    text = document.view.text
    named = model_names.find_names(document, pipeline=pipeline) if model else model_names.NOTHING
    mentions = _collect_mentions(text, named)
    mentions = _with_aliases(text, _without_namesakes(text, mentions))
    contacts = _contact_spans(document)
    mentions, taken = _with_roles(text, mentions, contacts)
    mentions += person_mentions.find_described_people(text, taken)
    issuer = issuing.issuer_of(document, mentions)
    mentions += issuing.find_issuer_mentions(text, issuer, mentions) if issuer else ()
    mentions += candidates.find_party_candidates(document, mentions, named.places)
    mentions += payers.find_payers(text, mentions)
    joined = actor_entries.join_mentions(text, mentions, land=document.head.land, issuer=issuer)
    return tuple(
        _build_actor(document, entry)
        for entry in actor_entries.fuse_entries(joined, definitions.find_equations(text, mentions))
    )


def _collect_mentions(text: str, named: model_names.ModelNames) -> list[FoundMention]:
    """What the model and the rules find, the surer where they overlap."""
    titles = name_vetoes.Titles(text)
    found: list[FoundMention] = [mention for mention in named.mentions if not titles.cover(mention.start)]
    found += state_bodies.find_state(text, titles, named.places)
    found += acting_laender.find_acting_laender(text)
    found += offices.find_offices(text, titles)
    found += associations.find_associations(text, titles)
    found += bodies.find_listed_bodies(text, titles, named.places)
    found += named_bodies.find_named_bodies(text, titles, dict(named.places))
    found += legal_forms.find_legal_forms(text)
    found += party_groups.find_party_groups(text)
    found += groups.find_groups(text, titles)
    found += person_mentions.find_people(text)
    things = body_checks.of_things(text)
    spans = ((mention, text[mention.start : mention.end]) for mention in found)
    found = [mention for mention, words in spans if "\n" not in words and words not in things]  # none runs over blocks
    found = [bodies.with_form(text, mention) for mention in keep_longest(found)]
    return without_titles(text, without_overlap(found))


def _without_namesakes(text: str, mentions: list[FoundMention]) -> list[FoundMention]:
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


def _with_aliases(text: str, mentions: list[FoundMention]) -> list[FoundMention]:
    """The mentions and every place where one of them stands under a name that the text defines."""
    more: list[FoundMention] = []
    seen: set[str] = set()
    for mention, start, end in definitions.find_aliases(text, mentions):
        short = text[start:end]
        if short in seen or text[mention.start : mention.end] == short:
            continue
        seen.add(short)
        key = mention.key or f"defined:{short}"
        mentions = [replace(m, key=key) if m is mention else m for m in mentions]
        form = "name" if short.isupper() or any(letter.isupper() for letter in short[1:]) else "nominal"
        more += [
            FoundMention(start=first, end=last, kind=mention.kind, form=form, key=key, name=mention.name, weight=8)
            for first, last in definitions.every_place(text, short)
            if first >= mention.end or form == "name"
        ]
    return without_overlap([*mentions, *more])


def _contact_spans(document: Document) -> list[tuple[int, int]]:
    """Stretches of the view that are contact blocks."""
    forth = document.view.forth
    return [(forth(block.start), forth(block.end)) for block in document.blocks if block.kind == "contact"]


def _with_roles(
    text: str, mentions: list[FoundMention], contacts: list[tuple[int, int]]
) -> tuple[list[FoundMention], set[int]]:
    """The mentions, named persons with their offices, and all places that names and offices take up."""
    done: list[FoundMention] = []
    taken: set[int] = set()
    for found in mentions:
        mention, start, end = found, found.start, found.end
        if mention.kind == "person" and mention.form == "name":
            inside = any(first <= start < last for first, last in contacts)
            office = person_mentions.office_below(text, mention) or person_mentions.office_above(
                text, mention, contact=inside
            )
            if office and any(place in taken for place in range(office.start or start, start)):
                office = None  # that line is somebody else's
            office = office or (person_mentions.NO_OFFICE if inside else person_mentions.office_of(text, mention))
            start, end = office.start or start, office.end or end
            mention = replace(mention, role=office.role)
        taken.update(range(start, end))
        done.append(mention)
    return done, taken


def _build_actor(document: Document, entry: actor_entries.ActorEntry) -> Actor:
    mentions = tuple(_place_mentions(document, entry.mentions))
    by = "rule" if any(mention.by == "rule" for mention in entry.mentions) else "model"
    return Actor(name=entry.name, kind=entry.kind, role="; ".join(entry.roles) or None, mentions=mentions, by=by)


def _place_mentions(document: Document, mentions: Iterable[FoundMention]) -> Iterator[ActorMention]:
    """The mentions with their places in the document's text."""
    for mention in sorted(mentions, key=lambda found: found.start):
        start, end = document.view.back(mention.start, mention.end)
        yield ActorMention(
            start=start, end=end, text=document.text[start:end], page=document.page(start), form=mention.form
        )
