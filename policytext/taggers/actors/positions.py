"""Who stands where somebody gives or receives money, known by name or not: the open candidates.

A text is read once, word by word. Verbs, prepositions and nouns of money open a position ("erhält …", "an …",
"Zuschuss für …", "… fördert …", "Sie als …"); a noun phrase that names persons or bodies in it becomes a mention.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache

from policytext.lexicon.pattern_lists import PatternLists
from policytext.taggers.actors import noun_phrases
from policytext.taggers.actors.money_words import is_money, marks_money, words_of
from policytext.taggers.actors.noun_phrases import ARTICLES, OR, PHRASE_WORDS, PartyPhrase, names_bodies

POSITIONS = PatternLists("actors", "party_positions", blank=r"\s")
WORD = re.compile(r"[\w€%-]+")
NEAR = 160  # characters between a position and the money that it is about
CLAUSE = 90  # characters of a clause that are read on one side of a position
CLAUSE_BORDER = re.compile(r"[.;:!?\n](?=\s|$)")
AS_YOU = re.compile(rf"[^.;!?\n]{{0,160}}?\b(?:{PHRASE_WORDS.you})\b")
YOU_BEFORE = re.compile(rf"\b(?:{PHRASE_WORDS.you_before})\s+$")
FIRST = re.compile(r"(?:^|[,;–]\s)\s*(?:\(?\w{1,2}[.)]\s+|[-–•*]\s+)*$")  # at the head of its element: b) für Vermieter
MAYOR = re.compile(  # die Osterfelder Oberbürgermeisterin
    rf"\s+(?:{PHRASE_WORDS.mayor_articles})?\s*(?:\w+er\s+)?(?:{PHRASE_WORDS.mayor_first})?(?:{PHRASE_WORDS.mayor})\b"
)
IN_A_TOWN = re.compile(r"\b[Ii]n\s+(?=[A-ZÄÖÜ])")
BESIDE = re.compile(
    rf"\s*(?:\([^()]{{1,60}}\)\s*)?(?:,\s+(?:und\s+)?|(?<!,)\s*(?:{OR.pair})\s+)"
    rf"(?:{PHRASE_WORDS.beside_before})?\s*(?=(?:{ARTICLES.no_genitive})\s)"
)
LONGEST_CHAIN = 12  # phrases
LONGEST_LABEL = 110  # characters of a heading or a label line


@cache
def _compile_filler() -> re.Pattern[str]:
    """What stands between a verb and a noun phrase: `erhalten künftig auch die Vereine`."""
    fillers = "|".join(sorted(words_of("fillers"), key=len, reverse=True)).replace(" ", r"\s")
    return re.compile(rf"(?:[ ]+(?:{fillers}))*[ ]+")


@cache
def _lead_in() -> re.Pattern[str]:
    """What goes before the subject of a clause: `dass die Vereine`, `a) Vereine`."""
    mark = r"(?:[-–•*]|\(?\w{1,3}[.)]|\d+(?:\.\d+)+)\s+"
    return re.compile(rf"\s*(?:{mark})?(?:(?:{POSITIONS.lead_ins})\s+)?")


@cache
def _compile_tail() -> re.Pattern[str]:
    """What may follow a subject before its verb: `Vereine (in Au)`, `Vereine aus dem Kreis`, `Vereine, die …,`."""
    relative = rf",\s+(?:{PHRASE_WORDS.relative})\b[^;]{{0,80}},"
    return re.compile(rf"\s*(?:\([^()]{{1,60}}\))?(?:\s+(?:{POSITIONS.tails})\b[^,;]{{0,60}})?(?:{relative})?\s*")


class Reader:
    """Reads a text once for cues, with the places of money words at hand.

    `places` are starts and ends of the model's places, `givers` the ends of authorities.
    """

    def __init__(self, text: str, *, places: dict[int, int], givers: frozenset[int]) -> None:
        self._text = text
        self._places = places
        self._givers = givers
        self._tokens = [(match.start(), match.end(), match.group()) for match in WORD.finditer(text)]
        marked = [(start, marks_money(word)) for start, _, word in self._tokens]
        self._sums = [start for start, (counts, _) in marked if counts]
        self._money = [start for start, (_, told) in marked if told]

    def phrases(self) -> Iterator[PartyPhrase]:
        """The phrases behind and before every cue."""
        cues = _load_position_cues()
        for number, (start, end, word) in enumerate(self._tokens):
            for read in cues.get(word, ()):
                if phrase := read(self, number, start, end):
                    yield from self._chain(phrase)
            if word[0].isupper() and is_money(word):
                yield from self._label(start, end)

    def _chain(self, phrase: PartyPhrase) -> Iterator[PartyPhrase]:
        """A phrase and those beside it: `für das Café (500 Euro) und den Treff`."""
        yield phrase
        for _ in range(LONGEST_CHAIN):
            link = BESIDE.match(self._text, phrase.end, phrase.end + CLAUSE)
            further = self._phrase(link.end(), named=True) if link else None
            if not further:
                return
            phrase = further
            yield phrase

    # -------------------------------------------------------------------------------------------------- around a place

    def _near(self, places: list[int], place: int) -> bool:
        """Whether one of `places` is near, on the same line."""
        text = self._text
        low = max(text.rfind("\n", max(0, place - NEAR), place), place - NEAR)
        high = text.find("\n", place, place + NEAR)
        high = place + NEAR if high < 0 else high
        found = bisect_right(places, low)
        return found < len(places) and places[found] < high

    def _clause(self, place: int, *, size: int = CLAUSE) -> str:
        """The words of the clause before `place`."""
        window = self._text[max(0, place - size) : place]
        borders = list(CLAUSE_BORDER.finditer(window))
        return window[borders[-1].end() :] if borders else window

    def _rest(self, place: int, *, size: int = CLAUSE) -> str:
        """The words of the clause behind `place`."""
        window = self._text[place : place + size]
        border = CLAUSE_BORDER.search(window)
        return window[: border.start()] if border else window

    def _holds(self, clause: str, *names: str, money: bool = False) -> bool:
        """Whether a clause has one of the words of these lists, or a noun of money."""
        words = WORD.findall(clause)
        return any(word.lower() in words_of(name) for word in words for name in names) or (
            money and any(word[0].isupper() and is_money(word) for word in words)
        )

    def _phrase(
        self, place: int, *, named: bool = False, generic: bool = False, town: bool = False
    ) -> PartyPhrase | None:
        found = noun_phrases.phrase_at(self._text, place, named=named, generic=generic)
        if found or not town:
            return found
        start = place + len(self._text[place : place + 4]) - len(self._text[place : place + 4].lstrip())
        end = self._places.get(start)
        return PartyPhrase(start, end, "authority", "name", "") if end else None

    # -------------------------------------------------------------------------------------------------- positions

    def subject(self, number: int, start: int, end: int) -> PartyPhrase | None:
        """Who stands before a verb: `Die Vereine erhalten …`, `Moorhausen erhält …`."""
        before = self._clause(start, size=NEAR)
        base = start - len(before)
        borders = [0, *(match.end() for match in re.finditer(r",\s|\s[–-]\s", before))]
        for border in borders[:1] + borders[1:][-3:]:
            lead = _lead_in().match(before, border)
            begin = base + (lead.end() if lead else border)
            phrase = self._phrase(begin, named=True, town=True)
            if phrase and phrase.end <= start and _compile_tail().fullmatch(self._text, phrase.end, start):
                return phrase
        return None

    def receiver(self, number: int, start: int, end: int) -> PartyPhrase | None:
        """`Die Vereine erhalten 500 Euro`, `Einen Zuschuss erhalten die Vereine`."""
        if not self._near(self._money, start):
            return None
        return self.subject(number, start, end) or self.behind(number, start, end)

    def behind(self, number: int, start: int, end: int) -> PartyPhrase | None:
        """Who stands behind a verb: `erhalten künftig auch die Vereine`."""
        filler = _compile_filler().match(self._text, end)
        return self._phrase(filler.end(), town=False) if filler else None

    def giver(self, number: int, start: int, end: int) -> PartyPhrase | None:
        """`Der Förderverein übernimmt 500 Euro`, `Das Land zahlt natürlichen Personen 500 Euro`."""
        if not self._near(self._sums, start):
            return None
        phrase = self.subject(number, start, end)
        return phrase if phrase and names_bodies(self._text, phrase) else self.behind(number, start, end)

    def supporter(self, number: int, start: int, end: int) -> PartyPhrase | None:
        """Whom a verb of support has for an object: `fördert Vereine`, `unterstützt Sie als Hochschule`."""
        text = self._text
        alone = text.startswith(("förder", "bezuschuss"), start) or not self._givers.isdisjoint(range(start - 4, start))
        return self.behind(number, start, end) if alone or self._near(self._sums, start) else None

    def passive(self, number: int, start: int, end: int) -> PartyPhrase | None:
        """`Vereine können … beantragen`, `Der Kirchengemeinde wird … gewährt`, `wird den Vereinen … gezahlt`."""
        rest = self._rest(end, size=NEAR)
        if not self._near(self._money, start) or not self._holds(rest, "supported", "obtaining"):
            return None
        return self.subject(number, start, end) or self.behind(number, start, end)

    def to(self, number: int, start: int, end: int) -> PartyPhrase | None:
        """`Zuschuss an die Vereine`, `geht an den Verein`."""
        if not self._near(self._money, start):
            return None
        phrase = self._phrase(end + 1, named=True, town=True)
        if not phrase:
            return self._town_of_mayor(start, end)
        before = self._clause(start)
        around = before + " " + self._rest(phrase.end)
        # not: Leseförderung an Schulen
        paid = self._holds(before, money=True) and not before.rstrip().endswith("förderung")
        return phrase if paid or self._holds(around, "going") else None

    def _town_of_mayor(self, start: int, end: int) -> PartyPhrase | None:
        """The town whose mayor is handed the money: `in Neustadt … den Bescheid … an Bürgermeister Kern`."""
        if not MAYOR.match(self._text, end):
            return None
        low = max(self._text.rfind("\n", max(0, start - NEAR), start) + 1, start - NEAR)
        for found in IN_A_TOWN.finditer(self._text, low, start):
            if stop := self._places.get(found.end()):
                return PartyPhrase(found.end(), stop, "authority", "name", "")
        return None

    def for_whom(self, number: int, start: int, end: int) -> PartyPhrase | None:
        """`Zuschuss für das Theater`, `100 Prozent für Hochschulen`, `höchstens a) für Vermieter`."""
        if not self._near(self._money, start):
            return None
        phrase = self._phrase(end + 1, named=True)
        if not phrase:
            return None
        before = self._clause(start, size=60)
        if self._holds(self._clause(start, size=NEAR), "receiving"):
            return None  # die Kreise erhalten für Familien 90 Euro
        first = FIRST.search(before)
        rates = "sums" if self._text[start].islower() else "shares"  # an element of a list, not "Für Gäste 5 Euro"
        told = self._is_about_money(before, sums=phrase.kind == "group" and not names_bodies(self._text, phrase)) or (
            first and self._holds(self._rest(phrase.end), rates, money=True)
        )
        return phrase if told else None

    def _is_about_money(self, before: str, *, sums: bool) -> bool:
        """Whether the last noun before "für" is money or a share: `Zuschuss in Höhe von 500 Euro im Jahr`, `50 %`.

        Without `sums` a bare sum does not do: a body behind `500 Euro für` is as often what the money is for.
        """
        for word in reversed(WORD.findall(before)):
            low = word.lower()
            if (
                low in words_of("shares")
                or (sums and low in words_of("sums"))
                or low in words_of("limits")
                or (word[0].isupper() and is_money(word))
            ):
                return True
            if word[0].isupper() and low not in words_of("between"):
                return False
        return False

    def falling_to(self, number: int, start: int, end: int) -> PartyPhrase | None:
        """`Auf die Häuser entfallen 3 Millionen Euro`."""
        if not self._near(self._sums, start):
            return None
        phrase = self._phrase(end + 1, named=True, town=True)
        around = self._clause(start) + " " + self._rest(end)
        return phrase if phrase and self._holds(around, "falling") else None

    def favour(self, number: int, start: int, end: int) -> PartyPhrase | None:
        """`zugunsten der Vereine`, `zu Gunsten freier Träger`."""
        return self._phrase(end + 1, named=True, town=True) if self._near(self._money, start) else None

    def owner(self, number: int, start: int, end: int) -> PartyPhrase | None:
        """Whose money or whose support: `Zuschuss des Vereins`, `Förderung der Vereine`."""
        if not number:
            return None
        _, stop, word = self._tokens[number - 1]
        if not (word[0].isupper() and start - stop == 1 and is_money(word) and self._near(self._money, start)):
            return None
        phrase = self._phrase(end + 1, named=True)
        if not phrase or names_bodies(self._text, phrase):
            return phrase
        sure = is_money(word, weak=False) and not word.lower().endswith("förderung")  # Anteil, Förderung der Kinder
        return phrase if sure or (self._near(self._sums, start) and is_money(word, weak=False)) else None

    def source(self, number: int, start: int, end: int) -> PartyPhrase | None:
        """Who pays in a passive clause: `wird durch die Stiftung gefördert`."""
        if not self._near(self._money, start):
            return None
        phrase = self._phrase(end + 1, named=True)
        told = phrase and self._holds(self._rest(phrase.end), "supported")
        return phrase if told and phrase and names_bodies(self._text, phrase) else None

    def as_what(self, number: int, start: int, end: int) -> PartyPhrase | None:
        """`Sie als Hochschule`, `Als Unternehmen erhalten Sie …`."""
        phrase = self._phrase(end + 1, generic=True)
        if not phrase:
            return None
        you = YOU_BEFORE.search(self._text[max(0, start - 12) : start]) or AS_YOU.match(self._text, phrase.end)
        return phrase if you else None

    def _label(self, start: int, end: int) -> Iterator[PartyPhrase]:
        """`Betriebskostenzuschuss Jugendring`: a name right behind a noun of money in a heading or label."""
        line = self._text.rfind("\n", max(0, start - LONGEST_LABEL), start)
        close = self._text.find("\n", end, end + LONGEST_LABEL)
        if (
            self._text[end : end + 1] != " "
            or close < 0
            or close - line > LONGEST_LABEL
            or not self._text[end + 1 : end + 2].isupper()
        ):
            return
        if phrase := self._phrase(end + 1, named=True):
            yield phrase


Read = Callable[[Reader, int, int, int], PartyPhrase | None]


@cache
def _load_position_cues() -> dict[str, tuple[Read, ...]]:
    """Which words open which positions."""
    table: dict[str, tuple[Read, ...]] = {}
    rows: tuple[tuple[Read, frozenset[str] | tuple[str, ...]], ...] = (
        (Reader.receiver, words_of("receiving")),
        (Reader.giver, words_of("giving") | words_of("supporting")),
        (Reader.supporter, words_of("supporting")),
        (Reader.passive, words_of("auxiliaries")),
        (Reader.to, ("an",)),
        (Reader.for_whom, ("für",)),
        (Reader.falling_to, ("auf",)),
        (Reader.favour, ("zugunsten", "Gunsten")),
        (Reader.owner, ("der", "des", "von", "vom", "freier")),
        (Reader.source, ("von", "vom", "durch", "seitens")),
        (Reader.as_what, ("als",)),
    )
    for read, words in rows:
        for word in {form for low in words for form in (low, low[:1].upper() + low[1:])}:
            table[word] = (*table.get(word, ()), read)
    return table
