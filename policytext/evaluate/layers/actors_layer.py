"""Actors: proper names of persons, organisations and authorities by exact span; all mentions by overlap.

Where the gold does not tell a mention's form, only an actor's full name of several words counts as a name that must
be found, and a name found at any other mention of the gold is neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policytext.evaluate.gold_files import Gold
from policytext.evaluate.gold_marks import UNKNOWN_FORM
from policytext.evaluate.outcome import Item, ScoreOutcome, Verdict
from policytext.evaluate.placed_findings import PlacedFindings, gold_items
from policytext.evaluate.span_matching import pair_exact, pair_overlapping
from policytext.model import Actor, ActorMention

NAMED = ("person", "organisation", "authority")


def compare_actors(gold: Gold, found: PlacedFindings) -> Iterator[ScoreOutcome]:
    """Outcomes of `actors.names` and `actors.mentions`."""
    if gold.actors is None:
        return
    all_gold = gold_items(_list_mentions(gold.actors), _mention_form)
    all_found = found.items(_list_mentions(found.analysis.actors), _mention_form)
    unclear = {item.spans for item in all_gold if item.of.form == UNKNOWN_FORM}
    names = gold_items(_list_mentions(gold.actors, names=True), _mention_form)
    called = found.items(_list_mentions(found.analysis.actors, names=True), _mention_form)
    for right, ours in pair_exact(names, called):
        if right or not (ours and ours.spans in unclear):
            yield _build_outcome("actors.names", gold.id, right, ours)
    for right, ours in pair_overlapping(all_gold, all_found):
        yield _build_outcome("actors.mentions", gold.id, right, ours)


def _list_mentions(actors: Iterable[Actor], *, names: bool = False) -> list[ActorMention]:
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


def _mention_form(mention: ActorMention) -> str:
    return mention.form


def _build_outcome(
    layer: str, document: str, gold: Item[ActorMention] | None, found: Item[ActorMention] | None
) -> ScoreOutcome:
    verdict: Verdict = "right" if gold and found else "missed" if gold else "spurious"
    return ScoreOutcome(layer=layer, document=document, verdict=verdict, gold=gold, found=found)
