"""Function words that the rules on speech look at, out of the lexicon."""

from __future__ import annotations

from policytext import lexicon


def _load_words(key: str) -> frozenset[str]:
    return frozenset(lexicon.load_lexicon("speech")["words"][key].split())


PREPOSITIONS = _load_words("prepositions")
GENITIVES = _load_words("genitives")
OBJECT_ARTICLES = _load_words("object_articles")
DATIVES = _load_words("datives")
RELATIVES = _load_words("relatives")
SUBORDINATORS = _load_words("subordinators")
SPEAKERLESS = _load_words("speakerless")
PREFIXES = _load_words("prefixes")
MORE_PREFIXES = _load_words("more_prefixes")
FINITE = _load_words("finite")
NEVER_FINITE = _load_words("never_finite")
PERFECT = _load_words("perfect")
PERFECT_OF_COMING = _load_words("perfect_of_coming")
COMING = tuple(_load_words("coming"))
PASSIVE = _load_words("passive")
PAST_PASSIVE = _load_words("past_passive")
MODALS = _load_words("modals")
COMMA_CONJUNCTIONS = _load_words("comma_conjunctions")
OPENERS = _load_words("openers")
ASKING = _load_words("asking")
PURPOSE = _load_words("purpose")
NO_CONTENT = _load_words("no_content")
INFINITIVE_VERBS = _load_words("infinitive_verbs")
ASYNDETIC = _load_words("asyndetic")
STARTERS = _load_words("starters")
PLURAL_SECOND = _load_words("plural_second")
WE = _load_words("we")
AFTER_SO = _load_words("after_so")
FRAME_STARTS = _load_words("frame_starts")
PERSON_ENDINGS = tuple(_load_words("person_endings"))
NOT_PERSONS = tuple(_load_words("not_persons"))
SPOKESPERSONS = tuple(_load_words("spokespersons"))
