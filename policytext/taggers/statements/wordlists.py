"""Function words that the rules on speech look at, out of the lexicon."""

from __future__ import annotations

from policytext import lexicon


def _words(key: str) -> frozenset[str]:
    return frozenset(lexicon.load("speech")["words"][key].split())


PREPOSITIONS = _words("prepositions")
GENITIVES = _words("genitives")
OBJECT_ARTICLES = _words("object_articles")
DATIVES = _words("datives")
RELATIVES = _words("relatives")
SUBORDINATORS = _words("subordinators")
SPEAKERLESS = _words("speakerless")
PREFIXES = _words("prefixes")
MORE_PREFIXES = _words("more_prefixes")
FINITE = _words("finite")
NEVER_FINITE = _words("never_finite")
PERFECT = _words("perfect")
PERFECT_OF_COMING = _words("perfect_of_coming")
COMING = tuple(_words("coming"))
PASSIVE = _words("passive")
PAST_PASSIVE = _words("past_passive")
MODALS = _words("modals")
COMMA_CONJUNCTIONS = _words("comma_conjunctions")
OPENERS = _words("openers")
ASKING = _words("asking")
PURPOSE = _words("purpose")
NO_CONTENT = _words("no_content")
INFINITIVE_VERBS = _words("infinitive_verbs")
ASYNDETIC = _words("asyndetic")
STARTERS = _words("starters")
PLURAL_SECOND = _words("plural_second")
WE = _words("we")
AFTER_SO = _words("after_so")
FRAME_STARTS = _words("frame_starts")
PERSON_ENDINGS = tuple(_words("person_endings"))
NOT_PERSONS = tuple(_words("not_persons"))
SPOKESPERSONS = tuple(_words("spokespersons"))
