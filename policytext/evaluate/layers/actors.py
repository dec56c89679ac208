"""Actors: proper names of persons, organisations and authorities by exact span; all mentions by overlap.

Where the gold does not tell a mention's form, only an actor's full name of several words counts as a name that must
be found, and a name found at any other mention of the gold is neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policytext.evaluate.gold import Gold
from policytext.evaluate.marks import UNKNOWN_FORM
from policytext.evaluate.match import exact, overlapping
from policytext.evaluate.outcome import Item, Outcome, Verdict
from policytext.evaluate.placed import Placed, gold_items
from policytext.model import Actor, ActorMention

NAMED = ("person", "organisation", "authority")


def compare(gold: Gold, found: Placed) -> Iterator[Outcome]:
    """Outcomes of `actors.names` and `actors.mentions`."""
    if gold.actors is None:
        return
    all_gold = gold_items(_mentions(gold.actors), _form)
    all_found = found.items(_mentions(found.analysis.actors), _form)
    unclear = {item.spans for item in all_gold if item.of.form == UNKNOWN_FORM}
    names = gold_items(_mentions(gold.actors, names=True), _form)
    called = found.items(_mentions(found.analysis.actors, names=True), _form)
    for right, ours in exact(names, called):
        if right or not (ours and ours.spans in unclear):
            yield _outcome("actors.names", gold.id, right, ours)
    for right, ours in overlapping(all_gold, all_found):
        yield _outcome("actors.mentions", gold.id, right, ours)


def _mentions(actors: Iterable[Actor], *, names: bool = False) -> list[ActorMention]:
    """Every mention once, in the order of the text; `names`: proper names of the kinds that are scored."""
    mentions = {
        (mention.start, mention.end): mention
        for actor in actors
        for mention in actor.mentions
        if not names or (actor.kind in NAMED and _is_name(actor, mention))
    }
    return [mentions[span] for span in sorted(mentions)]


def _is_name(actor: Actor, mention: ActorMention) -> bool:
    full = " " in mention.text and mention.text == actor.name
    return mention.form == "name" or (mention.form == UNKNOWN_FORM and full)


def _form(mention: ActorMention) -> str:
    return mention.form


def _outcome(layer: str, document: str, gold: Item[ActorMention] | None, found: Item[ActorMention] | None) -> Outcome:
    verdict: Verdict = "right" if gold and found else "missed" if gold else "spurious"
    return Outcome(layer=layer, document=document, verdict=verdict, gold=gold, found=found)
