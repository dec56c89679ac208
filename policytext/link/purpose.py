"""What the money is for, in the words of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext import lexicon
from policytext.link.scene import Scene, cues
from policytext.model import Document, Span

OPENERS = re.compile(  # für den …, zur …, zum …
    r"""\b(?:[Ff]ür|[Zz]ur|[Zz]um)[ ]
      (?:(?:den|die|das|der|dem|ihren?|seinen?|unseren?|einen|eine|ein|weitere|neue)[ ])?""",
    re.VERBOSE,
)
HEAD_NOUN = re.compile(  # die Förderung von Vereinen, der Ausbau der Radwege
    r"""\b(?:Förderung|Finanzierung|Unterstützung|Ausbau|Sanierung|Modernisierung|Neubau|Umbau|Bau|Erhalt|Einrichtung
        |Anschaffung|Stärkung|Schaffung|Erweiterung|Digitalisierung|Umsetzung|Betrieb)
      [ ](?:von|des|der|eines|einer)[ ]""",
    re.VERBOSE,
)
COMPOUND = re.compile(  # Kulturförderung, Mietzuschuss, Ausbildungsoffensive: a compound that says what for
    r"\b[A-ZÄÖÜ]\w{3,}(?:zuschuss|zuschüsse|pauschale|prämie|beihilfe|hilfen?|förderung|programm|budget|fonds|offensive|pakt)\b"
)
NO_PURPOSE = re.compile(  # what "für" and "zum" say of other slots
    r"""(?:Verfügung|Beispiel|Teil|(?:\w+[ ]){0,2}\w*[jJ]ahre?n?\b|Monat|Zeit|Dauer|Laufzeit|Ende|Beginn|Hälfte
      |Beschluss      |der\b|die\b|das\b|Stellungnahme|jede[nsrm]?\b|jeweilige|\w+[bB]eginn\b|Zukunft
      |(?:\w+e[nr]?[ ])?(?:Gemeinden|Kommunen|Städten?|Landkreisen?|Kreisen?)\b
      |Antrag|diesen?\b|dieses\b|rund|fast|knapp|gut\b|mehr[ ]als|ersten|\d|zwei\b|drei\b|vier\b|fünf\b)""",
    re.VERBOSE,
)
ANAPHOR = re.compile(  # hierfür, für diesen Förderbereich
    r"""\b(?:[Hh]ierfür|[Dd]afür|[Dd]azu|[Hh]ierzu
      |diese[nmrs]?[ ](?:Förderbereich|Zweck|Bereich|Programm|Vorhaben|Projekt|Maßnahmen?|Aufgaben?)\w*)""",
    re.VERBOSE,
)
LAST_WORDS = re.compile(r"(?:(?:^|[ ,–-])[a-zäöüß]*)*$")  # a purpose ends in a noun: … Quartierstreffs mit
NEXT_SUM = re.compile(
    r"(?:,|[ ]und|[ ]sowie)[ ](?:rund[ ]|etwa[ ]|weitere[ ]|bis[ ]zu[ ])?\d"
)  # 36 Mio. für A, 24 Mio. für B
SHARED_OUT = re.compile(r"\b(?:entfallen|entfällt|entfielen|fließen|verteilen)\b")
SHARE_OPENER = re.compile(
    r"\bauf[ ](?:(?:den|die|das|zusätzliche|weitere|neue)[ ])?"
)  # davon entfallen 5 Mio. auf die …
NEAR = 60  # characters before an amount from which on a compound tells what it is for
BARE = re.compile(r"(?:Förderung|Finanzierung|Unterstützung|Umsetzung|alle\w*|weitere\w*)(?: (?:von|des|der))?")
QUOTED_NAME = re.compile(r"(?:[\w-]+[ ]){0,3}„[^“\n]{2,80}“")
PROGRAMME = re.compile(r"[„»](?P<name>[A-ZÄÖÜ][^“”«\n]{2,80})[“”«]")
HEADING = re.compile(  # 3. Bereich Sprachförderung   § 4 Frühe Hilfen
    r"""(?:(?:§[ ]?|Artikel[ ]|Art\.[ ]|Nr\.[ ])?(?:\d+(?:\.\d+)*|[IVX]+|[A-Za-z])[.):]?[ ]+)?
      (?:(?:\w*[bB]ereich|Baustein|Handlungsfeld|Säule|\w*[pP]rogramm|Teilprogramm|Maßnahme|Modul|Schwerpunkt|Teil)
        (?:[ ](?:\d+|[IVX]+|[A-Z]))?(?::[ ]|[ ]))?
      (?P<name>[A-ZÄÖÜ„].{3,120})""",
    re.VERBOSE,
)
RULE_PURPOSE = (  # what a rule or agreement is for, the surest wording first
    re.compile(  # Gefördert werden Maßnahmen zur …; also before a list
        r"""(?<!\w)(?<![Nn]icht[ ])[Gg]efördert[ ](?:wird|werden)[: ]*\s*
          (?:(?:insbesondere|ausschließlich|nur|Maßnahmen|Vorhaben|Projekte|Ausgaben)[ ])*+
          (?:(?:der|die|das|zur|zum|für)[ ])*+""",
        re.VERBOSE,
    ),
    re.compile(  # Gegenstand dieser Vereinbarung ist der Betrieb …
        r"""\bGegenstand[ ](?:de[rs]|diese[rs])[ ](?:Förderung|Vereinbarung|Vertrag(?:e?s)?|Zuwendung)[ ](?:ist|sind)[ ]
          (?:(?:der|die|das)[ ])?""",
        re.VERBOSE,
    ),
    re.compile(  # Der Freistaat gewährt nach … Zuwendungen für die …
        r"""\b(?:gewährt|unterstützt)\b[^.]{0,400}?
          \b(?:Zuwendungen|Zuschüsse|Fördermittel|Förderungen|Darlehen|Mittel)[ ]
          (?:für|zur|zum)[ ](?:(?:die|der|das|den)[ ])?""",
        re.VERBOSE,
    ),
    re.compile(r"\bzur[ ]Förderung[ ](?:von|der|des)[ ]"),
    re.compile(r"\bzur[ ](?=(?:Beseitigung|Unterstützung|Erhaltung|Stärkung|Verbesserung)\b)"),
)


def purpose(scene: Scene, *, blocked: list[tuple[int, int]], usual: Span | None, before: Span | None) -> Span | None:
    """The words that name the purpose; of a sum in a table see `tables`.

    A rule's own purpose holds for all of it (`usual`), that of an agreement's section for the section. Elsewhere it
    stands beside the amount or in the sentence before, or is that of the record before in the paragraph (`before`).
    `blocked` are the places of givers and receivers.
    """
    if scene.document.head.kind == "agreement" and (section := _section(scene)):
        named = [*_phrases(scene.sentence.text, start=0, blocked=blocked)]
        return scene.span(*named[0]) if named else section
    if usual:
        return usual
    text = scene.sentence.text
    anaphor = scene.before is not None and ANAPHOR.search(text)
    own = _beside(scene, blocked)
    earlier = list(_phrases(scene.before.text, start=0, blocked=[], heads=True)) if scene.before else []
    if earlier and (anaphor or not (own or before)):
        return scene.span(*earlier[-1], of=scene.before)
    return scene.span(*own) if own else before or _programme(scene.document)


def _programme(document: Document) -> Span | None:
    """The programme that the title names: Startschuss für „Grüne Schulhöfe“."""
    for block in document.blocks:
        if block.kind == "title" and (found := PROGRAMME.search(document.text, block.start, block.end)):
            start, end = found.span("name")
            return Span(start=start, end=end, text=found["name"], page=document.page(start))
    return None


def _beside(scene: Scene, blocked: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The nearest phrase after the amount, else before it, else what a compound says ("Kulturförderung")."""
    text = scene.sentence.text
    following = NEXT_SUM.search(text, scene.right)
    own = text[: following.start()] if following else text
    for found in (
        list(_phrases(own, start=scene.right, blocked=blocked, shares=SHARED_OUT.search(text) is not None))[:1],
        list(_phrases(text[: scene.left], start=0, blocked=blocked, heads=True))[-1:],
        list(_phrases(text, start=scene.right, blocked=blocked, heads=True))[:1],
        [match.span() for match in COMPOUND.finditer(own, max(0, scene.left - NEAR))][:1],
    ):
        if found:
            return found[0]
    return None


def _section(scene: Scene) -> Span | None:
    """What the heading above names, where it names a purpose: "3. Bereich Sprachförderung", not "3. Laufzeit"."""
    blocks = scene.document.blocks
    heading = next((block for block in reversed(blocks[: scene.sentence.block]) if block.kind == "heading"), None)
    if heading is None:
        return None
    words = scene.document.text[heading.start : heading.end]
    found = HEADING.fullmatch(words)
    if not found or cues("headings", "general").search(found["name"]):
        return None
    start = heading.start + found.start("name")
    return Span(start=start, end=heading.end, text=found["name"], page=scene.document.page(start))


def usual_purpose(document: Document) -> Span | None:
    """What a rule or agreement says that it is for; `None` for other papers."""
    if document.head.kind not in ("guideline", "agreement"):
        return None
    text = document.view.text
    for pattern in RULE_PURPOSE:
        for opener in pattern.finditer(text):
            line = text[opener.end() : opener.end() + 400].split("\n", 1)[0]
            if (end := _phrase_end(line, 0)) and not NO_PURPOSE.match(line):
                first, last = document.view.back(opener.end(), opener.end() + end)
                return Span(start=first, end=last, text=document.text[first:last], page=document.page(first))
    return None


def _phrases(
    text: str, *, start: int, blocked: list[tuple[int, int]], heads: bool = False, shares: bool = False
) -> Iterator[tuple[int, int]]:
    """The purpose phrases of a sentence from `start` on, without their preposition and article."""
    openers = [match.end() for match in OPENERS.finditer(text, start)]
    if shares:
        openers += [match.end() for match in SHARE_OPENER.finditer(text, start)]
    if heads:
        openers += [match.start() for match in HEAD_NOUN.finditer(text, start)]
    for opener in sorted(openers):
        end = _phrase_end(text, opener)
        actor = any(first <= opener < last for first, last in blocked)
        if (
            end > opener + 3
            and not actor
            and not NO_PURPOSE.match(text, opener)
            and not BARE.fullmatch(text, opener, end)
        ):
            yield opener, end


def _phrase_end(text: str, start: int) -> int:
    """Where the noun phrase that begins at `start` ends: before punctuation, a verb, a particle or another slot."""
    name = QUOTED_NAME.match(text, start)  # das Projekt „Wohnpaten“
    stop = _stops().search(text, name.end() if name else start)
    end = stop.start() if stop else len(text)
    return start + len(LAST_WORDS.sub("", text[start:end]))


@cache
def _stops() -> re.Pattern[str]:
    words = "|".join(lexicon.load("funding")["purpose"]["stops"])
    return re.compile(rf"[.;:()„“\n]|,[ ](?!\w+(?:[ ]\w+)?[ ](?:und|sowie|oder)[ ])|[ ]–[ ]|(?<=[ ])(?:{words})(?!\w)")
