"""Who gives and who receives: told by prepositions, cases and the verbs of giving and receiving."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from policytext import lexicon
from policytext.link.scene import Placed, Sentence, cues
from policytext.model import Actor, ActorMention, Document

RECEIVERS = ("organisation", "group")
GIVERS = ("authority", "organisation", "group")
FROM = re.compile(  # vom Land, durch die Stiftung, aus Mitteln des Bundes, ein Zuschuss des Kreises
    r"""(?:\b(?:vom|von(?:[ ](?:der|dem|den|unserer|unserem))?|durch(?:[ ](?:das|die|den))?|seitens(?:[ ]de[rs])?)
      |\baus[ ](?:Mitteln|Geldern|dem[ ]Haushalt|dem[ ]Budget)[ ](?:de[rs]|vom|von)
      |\b\w*(?:[mM]ittel[ns]?|[gG]elder[n]?|[zZ]uschuss(?:es)?|[zZ]uschüssen?|[fF]örderung|[zZ]uwendung(?:en)?|[zZ]uweisung(?:en)?
        |[bB]eitrag|[aA]nteil|[uU]nterstützung|[bB]eteiligung|[hH]ilfen?|[dD]arlehen)[ ]de[rs])
      [ ](?:\w+(?:en|e)[ ])?$""",
    re.VERBOSE,
)
TO = re.compile(  # an die Stadt, bei den freien Trägern, für die Vereine, zugunsten der Gemeinden
    r"""\b(?:an|bei|beim|für|zugunsten|zu[ ]Gunsten|gegenüber)
      (?:[ ](?:den|die|das|der|dem|alle|allen|unsere|ihre|seine))?[ ](?:\w+(?:en|e)[ ]){0,2}$""",
    re.VERBOSE,
)
OBJECT = re.compile(  # Das Land fördert den Verein …, unterstützt die freien Träger …
    r"""\b(?:fördert|förderte|unterstützt|unterstützte|bezuschusst|bezuschusste|stärkt|entlastet)(?:en)?
      [ ](?:(?:den|die|das|ihren?|seinen?)[ ])(?:\w+(?:en|e)[ ])?$""",
    re.VERBOSE,
)
DATIVE = re.compile(r"(?:^|[ ])(?:den|dem|ihren|seinen|unseren|allen)[ ](?:\w+(?:en|n)[ ]){0,2}$", re.IGNORECASE)
DATIVE_FEMININE = re.compile(r"(?:^|[ ])(?:der|einer)[ ](?:\w+en[ ])?$")
FEMININE = re.compile(  # der Stadt Oberau, der Sparkassenstiftung; not der Kreis
    r"\w*(?:[sS]tadt|[gG]emeinde|[kK]ommune|[rR]egion|ung|schaft|heit|keit|tät|[kK]irche|[sS]chule|[kK]linik|[kK]asse|[bB]ank"
    r"|[fF]ahrt|[wW]ehr|[iI]nitiative|[pP]olizei|[aA]kademie|GmbH|AWO|Caritas|Diakonie|in)\b"
)
HEAD_OF = re.compile(r"\b(?:\w*[bB]ürgermeister|\w*[lL]andr[aä]t)(?:in)?[ ](?:der|des|von)[ ]$")
WE = re.compile(r"\b[Ww]ir\b")  # Anna Roth, Bürgermeisterin der Stadt Oberau: „Wir haben … gezahlt“
SUBJECT = re.compile(  # Das Land …, (1) Die Stadt …, 1.2 Das Land …, dass der Bund …, für den das Land …
    r"""(?:^(?:\(?\w{1,3}[.)][ ]|\d+(?:\.\d+)+\.?[ ])?|[,:;–(„][ ]?
      |,[ ](?:\w+[ ])?(?:de[nmr]|die|das|welche[nmrs]?)[ ](?=(?:der|die|das)[ ])
      |\b(?:und|dass|weil|wenn|ob|obwohl|sofern|denn|womit|wofür|damit)[ ])
      (?:(?:[Dd]er|[Dd]ie|[Dd]as|Unser|Unsere)[ ])?(?:\w+e[ ])?$""",
    re.VERBOSE,
)
AFTER_VERB = (  # … stellt das Land, … will sich der Bund
    r"(?:^|[ ,])(?:{verbs})[ ](?:(?:sich|nun|auch|künftig|zudem|dafür|hierfür|dazu|jetzt|ihnen|ihm|ihr)[ ])?"
    r"(?:(?:der|die|das)[ ])?(?:\w+e[ ])?$"
)
JOINT = re.compile(r"(?:[ ]und|[ ]sowie|,)(?:[ ](?:der|die|das|den|dem|des|vom|von))?[ ]")


SHORTEST_CALL = 4  # letters
RECIPIENT = re.compile(
    r"(?:Zuwendungs|Zuweisungs|Förder|Darlehens)(?:empfänger|nehmer)|Empfänger|Begünstigte|Antragstell|Antragsberechtigte"
)
GRANTOR = re.compile(r"(?:Zuwendungs|Förder|Zuschuss|Darlehens)geber|Bewilligungsbehörde")
BETWEEN = re.compile(r"\b[Zz]wischen\s+(?:de[mnr]\s+)?$")  # zwischen der Stadt …
STATE = re.compile(r"\b(?:Land|Bund|Freistaat)\b")
ASSOCIATION = re.compile(r"[Ss]tädtetag|[Gg]emeindetag|[Ll]andkreistag|[Ss]tädtebund|[Gg]emeindebund|städtebund")
MUNICIPALITIES = re.compile(
    r"(?:\w*[sS]tädten?|Kommunen|Gemeinden|Landkreise|Städten? und Gemeinden|Städte und Gemeinden)$"
)
SPEAKS_FOR = re.compile(  # bodies that ask for others
    r"[vV]erband|[bB]und\b|[tT]ag\b|[kK]ammer|[gG]ewerkschaft|[fF]raktion|[pP]artei|SPD|CDU|CSU|FDP|AfD|Grüne|Linke"
)
MUNICIPAL = re.compile(r"(?:Stadt|Gemeinde|Landkreis|Kreis|Landeshauptstadt|Hansestadt)\b|\w*[sS]tiftung\b")


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a slot, with the words that put him there."""

    actor: Actor
    mention: ActorMention


@dataclass(frozen=True, slots=True)
class Parties:
    """Who gives and who receives in one sentence."""

    givers: tuple[Party, ...] = ()
    receivers: tuple[Party, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether both sides are known; in an agreement they then hold for what follows."""
        return bool(self.givers and self.receivers)


def mentions(document: Document, actors: Iterable[Actor]) -> Placed[Party]:
    """Every mention of an actor that can give or receive."""
    able = [actor for actor in actors if actor.kind in GIVERS]
    return Placed(document, ((mention, Party(actor, mention)) for actor in able for mention in actor.mentions))


def parties(sentence: Sentence, placed: Placed[Party]) -> Parties:
    """The givers and receivers that a sentence names."""
    found: dict[str, list[Party]] = {"givers": [], "receivers": []}
    last_end = 0
    last_side: str | None = None
    for start, end, party in placed.inside(sentence):
        joint = last_side and JOINT.fullmatch(sentence.text[last_end:start])
        side = last_side if joint else _side(sentence, start, end, party, given=bool(found["givers"]))
        if side:
            found[side].append(party)
        last_end, last_side = end, side
    return Parties(_each_once(found["givers"]), _each_once(found["receivers"]))


def _side(sentence: Sentence, start: int, end: int, party: Party, *, given: bool) -> str | None:
    """`givers`, `receivers` or neither: by the words before a mention and the sentence's verbs.

    `given` says that a giver stands before: "das Land gewährt der Stadt" has its subject.
    """
    left = sentence.text[max(0, start - 60) : start]
    if FROM.search(left):
        return "givers"
    if TO.search(left) or OBJECT.search(left):
        return "receivers"
    feminine = DATIVE_FEMININE.search(left) and FEMININE.match(party.mention.text)
    if given and (feminine or DATIVE.search(left)) and _verbs("verbs").search(sentence.text):
        return "receivers"
    if HEAD_OF.search(left) and WE.search(sentence.text, end):
        return "givers"
    if _is_subject(left, sentence.text[end : end + 30]):
        return _side_of_subject(sentence, end, party)
    dative = DATIVE.search(left) or (DATIVE_FEMININE.search(left) and party.actor.kind != "authority")
    return "receivers" if dative and _verbs("verbs").search(sentence.text) else None


def _side_of_subject(sentence: Sentence, end: int, party: Party) -> str | None:
    if cues("status", "demanded").search(sentence.text) and not STATE.search(party.actor.name):
        return None
    if cues("funding", "own_share").search(sentence.text):
        return "givers"
    passive = re.search(r"\bwird\b|\bwerden\b", sentence.text[end : end + 40])
    if not passive and _verbs("receiving").search(sentence.text):
        return "receivers"
    return "givers" if _verbs("verbs").search(sentence.text) else None


def _is_subject(left: str, right: str) -> bool:
    return bool(SUBJECT.search(left) or _after_verb().search(left)) and not right.startswith(("-", "s "))


@cache
def _verbs(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon.load('funding')['giving'][key])})\b")


@cache
def _after_verb() -> re.Pattern[str]:
    giving = lexicon.load("funding")["giving"]
    return re.compile(AFTER_VERB.format(verbs="|".join([*giving["verbs"], *giving["receiving"]])))


def _each_once(found: list[Party]) -> tuple[Party, ...]:
    return tuple({party.actor.id: party for party in reversed(found)}.values())[::-1]


# ---------------------------------------------------------------------------------------------- what holds by default


def usual_parties(document: Document, actors: Sequence[Actor], *, told: Sequence[Parties]) -> Parties:
    """Who gives and receives where a sentence does not say.

    In a rule the one who "gewährt" and the Zuwendungsempfänger; in an agreement those that it calls so; elsewhere the
    Land or Bund that the paper speaks of, where there is only one, and who issued the paper: the municipality, or its
    association for all of them. Where neither Land nor Bund is named, or a sentence of those `told` says so, the
    municipality gives.
    """
    if document.head.kind == "guideline":
        return Parties(_granting(document, actors), _named(actors, RECIPIENT))
    if document.head.kind == "agreement":
        grantor = _named(actors, GRANTOR)
        receivers = _named(actors, RECIPIENT) or _other_party(actors, grantor)
        return Parties(grantor or _first_party(document, actors), receivers)
    gives = {party.actor.id for sides in told for party in sides.givers}
    receives = {party.actor.id for sides in told for party in sides.receivers} - gives
    payer = tuple(party for party in _state(actors) if party.actor.id not in receives)
    own = [actor for actor in actors if actor.name == document.head.issuer and MUNICIPAL.match(actor.name)]
    municipality = tuple(Party(actor, actor.mentions[0]) for actor in own)
    if not any(map(_is_state, actors)):
        return Parties(municipality)
    if any(party.actor.id in gives for party in municipality):
        return Parties(municipality, municipality)  # what others give, it receives
    spoken_for = ASSOCIATION.search(document.head.issuer or "")
    receivers = _named(actors, MUNICIPALITIES) if spoken_for else municipality
    return Parties(payer, receivers or _in_title(document, actors))


def _in_title(document: Document, actors: Sequence[Actor]) -> tuple[Party, ...]:
    """The one body in the paper's title that can receive: no state, no association, not who issued it."""
    titles = [(block.start, block.end) for block in document.blocks if block.kind == "title"]
    named = [
        Party(actor, mention)
        for actor in actors
        if actor.kind in RECEIVERS and not SPEAKS_FOR.search(actor.name) and actor.name != document.head.issuer
        for mention in actor.mentions
        if any(start <= mention.start < end for start, end in titles)
    ]
    return tuple(named[:1]) if len({party.actor.id for party in named}) == 1 else ()


def _first_party(document: Document, actors: Sequence[Actor]) -> tuple[Party, ...]:
    """The state where an agreement names it first: "Vereinbarung zwischen dem Land Hessen und …"."""
    for actor in actors:
        for mention in actor.mentions[:1] if actor.kind == "authority" else ():
            before = document.view.text[: document.view.forth(mention.start)][-30:]
            if BETWEEN.search(before):
                return (Party(actor, mention),)
    return ()


def of_cells(cells: Sequence[Sentence], placed: Placed[Party], *, receives: bool) -> Parties:
    """In a table who pays stands above the column or is Land or Bund beside the row.

    Any other beside it receives, where the head of its column says so (`receives`) or somebody above pays.
    """
    above, beside = (_each_once([party for _, _, party in placed.inside(cell)]) for cell in cells)
    above = above or _called(cells[0].text, placed)
    states = tuple(party for party in beside if _is_state(party.actor))
    return Parties(
        above or states, tuple(party for party in beside if party not in states) if above or receives else ()
    )


def _called(word: str, placed: Placed[Party]) -> tuple[Party, ...]:
    """The one actor whose name holds the single word of a cell: "Stiftung" for the Sparkassenstiftung Oberau."""
    if len(word) < SHORTEST_CALL or not word.isalpha():
        return ()
    found = {party.actor.id: party for _, _, party in reversed(placed.rows) if word.lower() in party.actor.name.lower()}
    return tuple(found.values()) if len(found) == 1 else ()


def _is_state(actor: Actor) -> bool:
    return actor.kind == "authority" and STATE.search(actor.name) is not None


def _state(actors: Sequence[Actor]) -> tuple[Party, ...]:
    """Land or Bund, where only one of them is named."""
    found = [actor for actor in actors if _is_state(actor)]
    return tuple(Party(actor, actor.mentions[0]) for actor in found) if len(found) == 1 else ()


def _other_party(actors: Sequence[Actor], givers: Sequence[Party]) -> tuple[Party, ...]:
    """In an agreement, the first organisation beside the one that gives."""
    taken = {party.actor.id for party in givers}
    others = [actor for actor in actors if givers and actor.kind == "organisation" and actor.id not in taken]
    return tuple(Party(actor, actor.mentions[0]) for actor in others[:1])


def _granting(document: Document, actors: Sequence[Actor]) -> tuple[Party, ...]:
    text = document.view.text
    for actor in sorted(actors, key=lambda actor: actor.mentions[0].start):
        for mention in actor.mentions:
            after = text[document.view.forth(mention.end) :][:30]
            if actor.kind == "authority" and re.match(
                r"[ ](?:gewährt|fördert|unterstützt|stellt|reicht|erstattet|zahlt)\b", after
            ):
                return (Party(actor, mention),)
    return ()


def _named(actors: Sequence[Actor], term: re.Pattern[str]) -> tuple[Party, ...]:
    """The actor that the paper calls by such a term."""
    found = ((actor, mention) for actor in actors for mention in actor.mentions if term.match(mention.text))
    return tuple(Party(actor, mention) for actor, mention in found)[:1]
