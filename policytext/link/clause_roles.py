"""Who gives and who receives by the grammar of the sum's own clause: its verb's valency, case, voice and prepositions.

A phrase's article, adjectives and gender tell the cases that it may stand in; the verb wants some of them; which phrase
has which role is what is left over, whatever the order: "Der Stadt zahlt das Land …", "Städte fördert der Bund …".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policytext.link.noun_cases import ACCUSATIVE, DATIVE, GENITIVE, NOMINATIVE, is_plural, name_cases
from policytext.link.party_nouns import names_doing
from policytext.link.passages import Passage, Site
from policytext.link.phrase_grammar import Chunk, load_measures
from policytext.link.sum_clauses import Clause, find_clause, words_of
from policytext.link.tagging import TaggedWord, name_noun_classes
from policytext.link.valency import VerbFrame, comes_from_owner, find_frame, is_agent, is_money, is_noun_of

CONTRACTED = {"vom": "von", "beim": "bei", "am": "an", "im": "in", "ins": "in", "ans": "an"}


@dataclass(slots=True, eq=False)
class ClausePlace:
    """A noun phrase of the clause: preposition, possible cases, the phrase it belongs to, those joined to it by "und".

    `behind_sum`: whether it stands right behind a sum: "5.000 Euro des Landes".
    """

    chunk: Chunk
    preposition: str
    cases: frozenset[str]
    plural: bool
    owner: ClausePlace | None = None
    joined: list[Chunk] = field(default_factory=list)
    behind_sum: bool = False


@dataclass(frozen=True, slots=True)
class Roles:
    """The class of the clause's verb ("" where none is known), the role of each word of a phrase that has one.

    `somebody` has the words of phrases that only a body or a person can be: "gewährt der Lebenshilfe …".
    """

    verb: str
    by_word: dict[int, str]
    somebody: frozenset[int] = frozenset()

    def of(self, first: int, last: int) -> str:
        """The role of the phrase that a stretch of words lies in, "" for none."""
        return next((self.by_word[word] for word in range(first, last) if word in self.by_word), "")


def find_roles(site: Site) -> Roles:
    """The roles that the grammar of a sum's clause gives, worked out once."""
    share = site.amount.kind == "share"
    return site.passage.paper.remember(
        f"roles {site.amount.start}", lambda: read_roles(site.passage, site.word, share=share)
    )


def read_roles(passage: Passage, word: int, *, share: bool = False) -> Roles:
    """The roles around the word of a sum in its passage; `share` where the sum is one."""
    words = passage.words
    if word >= len(words):
        return Roles("", {})
    clause = find_clause(words, passage.clauses, word)
    reading = ClauseReading(words, clause, list(_find_places(passage, clause)), share)
    frame, passive = find_frame(words, clause) if passage.kind != "row" else (None, False)
    reading.read_nouns()
    if frame is None:
        reading.read_source()
    else:
        reading.read_verb(frame, passive=passive)
    return Roles(frame.name if frame else "", reading.found, frozenset(reading.somebody))


def _find_places(passage: Passage, clause: Clause) -> Iterator[ClausePlace]:
    """The noun phrases of a clause, in order; a relative pronoun stands for the phrase before it."""
    words, inside = passage.words, frozenset(clause.places)
    before: ClausePlace | None = None
    if clause.pronoun >= 0 and (antecedent := _find_antecedent(passage, clause.pronoun)) is not None:
        yield antecedent
    for chunk in passage.chunks:
        if chunk.start not in inside or _is_measure(words, chunk):
            continue
        if before is not None and _is_joined(words, before, chunk):
            before.joined.append(chunk)
            before.plural = True
            continue
        place = _make_place(words, chunk, before)
        before = place
        yield place


def _is_joined(words: Sequence[TaggedWord], before: ClausePlace, chunk: Chunk) -> bool:
    """Whether "und" alone parts a phrase from the one before."""
    end = (before.joined or [before.chunk])[-1].end
    return chunk.start == end + 1 and words[end].lower in ("und", "sowie")


def _make_place(words: Sequence[TaggedWord], chunk: Chunk, before: ClausePlace | None) -> ClausePlace:
    left = chunk.start - 1
    preposition = words[left].lower if left >= 0 and words[left].tag == "P" else ""
    place = ClausePlace(
        chunk,
        CONTRACTED.get(preposition, preposition),
        frozenset() if preposition else name_cases(words, chunk),
        is_plural(words[chunk.start], [word.text for word in words[chunk.nouns : chunk.end]]),
    )
    behind = left - bool(preposition)
    place.behind_sum = behind >= 0 and words[behind].tag == "E"
    touches = before is not None and (before.joined or [before.chunk])[-1].end == behind + 1
    genitive = not preposition and words[chunk.start].tag == "D" and GENITIVE in place.cases
    if touches and (genitive or place.preposition == "von"):
        place.owner = before
    return place


def _is_measure(words: Sequence[TaggedWord], chunk: Chunk) -> bool:
    return words[chunk.nouns].lower in load_measures()


def _find_antecedent(passage: Passage, pronoun: int) -> ClausePlace | None:
    """The phrase that a relative pronoun stands for, in the pronoun's case."""
    words = passage.words
    chunk = next((c for c in passage.chunks if pronoun - 2 <= c.end <= pronoun - 1), None)
    cases = {"dem": {DATIVE}, "denen": {DATIVE}, "den": {ACCUSATIVE}, "der": {NOMINATIVE, DATIVE}}
    if chunk is None or words[pronoun - 1].tag == "P" or words[pronoun].tag == "P":
        return None
    told = cases.get(words[pronoun].lower, {NOMINATIVE, ACCUSATIVE})
    return ClausePlace(chunk, "", frozenset(told), is_plural(words[chunk.start], [words[chunk.nouns].text]))


# --------------------------------------------------------------------------------------------------------------- roles


@dataclass(slots=True)
class ClauseReading:
    """A clause read for roles: the phrases in it, and what was found, the first note of a phrase standing.

    `share`: the sum is a share, whose genitive is what it is a share of.
    """

    words: Sequence[TaggedWord]
    clause: Clause
    places: Sequence[ClausePlace]
    share: bool = False
    found: dict[int, str] = field(default_factory=dict)
    somebody: set[int] = field(default_factory=set)

    def head(self, place: ClausePlace) -> str:
        """The first noun of a phrase."""
        return self.words[place.chunk.nouns].text

    def note(self, place: ClausePlace, role: str, *, body: bool = False) -> None:
        """Notes a role; that of one who acts for another, or of a purse, goes to whom it belongs to."""
        if is_noun_of("bearers", self.head(place)):
            place = next((one for one in self.places if one.owner is place), place)
        for chunk in (place.chunk, *place.joined):
            if chunk.nouns not in self.found:
                places = [p for p in range(chunk.start, chunk.end) if self.words[p].tag != "D"]
                self.found.update(dict.fromkeys(places, role))
                self.somebody.update(places if body else ())

    def read_nouns(self) -> None:
        """The roles beside nouns of money ("der Zuschuss des Landes an die Stadt") and of "Geldgeber … ist"."""
        money: ClausePlace | None = None
        for place in self.places:
            behind = place.behind_sum and not self.share and self._is_genitive(place)
            if behind or (place.owner is not None and place.owner is money and comes_from_owner(self.head(money))):
                self.note(place, "giver")
            elif money is not None and place.preposition in ("an", "zugunsten"):
                self.note(place, "receiver")
            if is_money(self.head(place)):
                money = place
        self._read_titles()

    def _is_genitive(self, place: ClausePlace) -> bool:
        return not place.preposition and GENITIVE in place.cases

    def _read_titles(self) -> None:
        """ "Geldgeber der 5.000 Euro ist das Land": the title's role is that of the other nominative."""
        beings = words_of("beings")
        if not any(self.words[p].lower in beings for p in self.clause.places):
            return
        named = [p for p in self.clause.places if self.words[p].text[:1].isupper()]
        for role in ("giver", "receiver"):
            if any(is_noun_of(role, self.words[p].text) for p in named):
                able = [p for p in self.places if not p.preposition and NOMINATIVE in p.cases and p.owner is None]
                able = [p for p in able if not is_noun_of(role, self.head(p))]
                if len(able) == 1:
                    self.note(able[0], role)

    def read_source(self) -> None:
        """Without a verb that tells: "5.000 Euro vom Land"."""
        for place in self.places:
            if place.behind_sum and place.preposition in ("von", "seitens"):
                self.note(place, "giver")

    def read_verb(self, frame: VerbFrame, *, passive: bool = False) -> None:
        """The roles that the clause's verb gives."""
        for place in self.places:
            role = "giver" if passive and is_agent(place.preposition) else frame.prepositions.get(place.preposition)
            owner = place.owner
            if role and not (place.preposition == "von" and owner and is_noun_of("bearers", self.head(owner))):
                self.note(place, role)
        roles = _passive_roles(frame) if passive else frame.roles
        for place, case in self._assign_cases(roles):
            self.note(place, roles[case], body=roles[case] == "receiver" and (case == DATIVE or frame.bodies))

    def _assign_cases(self, roles: dict[str, str]) -> Iterator[tuple[ClausePlace, str]]:
        """Each of the frame's cases with the phrase that can stand in it, the surest first."""
        free = [place for place in self.places if self._is_argument(place, roles)]
        plural = self._verb_is_plural()
        left = dict(roles)
        while left and free:
            fits = {case: [place for place in free if _fits_case(place, case, plural=plural)] for case in left}
            case = _choose_surest_case(fits)
            if case is None:
                return
            chosen = fits[case][0]
            yield chosen, case
            free.remove(chosen)
            del left[case]

    def _verb_is_plural(self) -> bool | None:
        """The number of the finite verb, `None` where none is seen."""
        verbs = (self.words[p].lower for p in self.clause.places if self.words[p].tag in "VH")
        first = next(verbs, None)
        return None if first is None else first.endswith("n")

    def _is_argument(self, place: ClausePlace, roles: dict[str, str]) -> bool:
        """Whether a phrase hangs on the verb.

        A possible genitive does where a dative is wanted, behind the verb and the name of somebody.
        """
        bare = place.chunk.end - place.chunk.nouns == 1
        if (
            place.preposition
            or not place.cases
            or (bare and (name_noun_classes(self.head(place)) or is_money(self.head(place))))
        ):
            return False
        if place.owner is None:
            return True
        owner = self.head(place.owner)
        if DATIVE not in roles or DATIVE not in place.cases:
            return False
        if is_money(owner) or is_noun_of("bearers", owner) or names_doing(owner):
            return False
        verbs = [p for p in self.clause.places if self.words[p].tag in "VH"]
        return self.clause.subordinate or any(p < place.owner.chunk.start for p in verbs)


def _passive_roles(frame: VerbFrame) -> dict[str, str]:
    """In the passive the accusative becomes the subject; a dative stays."""
    roles = {DATIVE: frame.roles[DATIVE]} if DATIVE in frame.roles else {}
    return roles | ({NOMINATIVE: frame.passive} if frame.passive else {})


def _choose_surest_case(fits: dict[str, list[ClausePlace]]) -> str | None:
    """The case whose one phrase fits nothing else, else one with one phrase alone, else the subject's."""
    ones = [case for case, able in fits.items() if len(able) == 1]
    sure = [case for case in ones if sum(fits[case][0] in able for able in fits.values()) == 1]
    if sure or ones:
        return (sure or ones)[0]
    return NOMINATIVE if fits.get(NOMINATIVE) else next((case for case, able in fits.items() if able), None)


def _fits_case(place: ClausePlace, case: str, *, plural: bool | None) -> bool:
    """Whether a phrase can stand in a case; a subject agrees with its verb in number."""
    return case in place.cases and not (case == NOMINATIVE and place.plural and plural is False)
