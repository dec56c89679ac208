"""From texts to funding areas, with probabilities and reasons; needs numpy, not scikit-learn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from policytext.areas import purpose_phrases, statement_context, text_brevity
from policytext.areas.area_features import Features, weigh_buckets
from policytext.areas.model_file import Model
from policytext.german import word_forms
from policytext.model import AreaScore, Statement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

REASONS = 8  # words shown for an area
LIGHTEST = 0.03  # share of the heaviest word's weight below which a word explains nothing
SURE = 0.5  # probability from which a clause alone gives its sentence a sub-area
FOCUS_SHARE = 0.7  # of a phrase's margins: what its focus says against all of it; figures in docs/models.md
LEAST = 0.02  # probability below which not even a phrase has an area: none of its words is known


class Classifier:
    """A trained model at work. The same text always gets the same areas."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.areas = model.areas
        self.features = Features(model.recipe, model.vocabulary, model.seeds)
        self._single = bool(model.card.get("single"))  # every text has exactly one code
        self._tops = [column for column, area in enumerate(self.areas) if area not in model.parents]
        self._children = [column for column, area in enumerate(self.areas) if area in model.parents]
        self._parent = {column: self.areas.index(model.parents[self.areas[column]]) for column in self._children}

    def probabilities(self, text: str) -> Scores:
        """The probability of every area, in the order of `areas`; a sub-area is never likelier than its parent."""
        return self._read(text)[0]

    def predict(self, texts: Sequence[str], *, running: bool = False) -> list[tuple[AreaScore, ...]]:
        """The areas of every text, likeliest first; `running` says that all of them are sentences.

        A sentence has none where nothing reaches its threshold. A bare phrase (`phrases.is_phrase`) gets its likeliest
        area all the same, marked `unsure`.

        >>> from policytext.areas import load_classifier
        >>> load_classifier().predict(["Ruderkurs für Kinder"])[0][0].area
        'sport'
        """
        return [self._of_text(text, phrase=not running and purpose_phrases.is_phrase(text)) for text in texts]

    def classify(self, statements: Iterable[Statement]) -> list[Statement]:
        """The statements with their areas; one that points back ("Dafür stehen …") is read with the one before it."""
        said = list(statements)
        found = self.predict(statement_context.list_contexts(said), running=True)
        return [replace(statement, areas=areas) for statement, areas in zip(said, found, strict=True)]

    def explain(self, text: str, *, running: bool = False) -> dict[str, list[tuple[str, float]]]:
        """For every area of the text the words that carried it, heaviest first, with their share of the margin."""
        areas = [found.area for found in self.predict([text], running=running)[0]]
        phrase = not (running or self._single) and purpose_phrases.is_phrase(text)
        weights = self._word_weights(text, phrase=phrase) if areas else {}
        columns = {area: self.areas.index(area) for area in areas}
        return {
            area: _list_heaviest({word: float(row[column]) for word, row in weights.items()})
            for area, column in columns.items()
        }

    def _of_text(self, text: str, *, phrase: bool) -> tuple[AreaScore, ...]:
        if self._single:
            return self._coded(self._calibrated(text)[0])
        chances, fundable = self._read(text, phrase=phrase)
        found = self._chosen(chances, fundable)
        return self._likeliest(chances) if phrase and not found else found

    def _coded(self, chances: Scores) -> tuple[AreaScore, ...]:
        """The one code of a text, behind its parent."""
        code = int(chances.argmax())
        score = self._score(chances[code], True)
        return tuple(
            AreaScore(area=self.areas[column], score=score)
            for column in dict.fromkeys((self._parent.get(code, code), code))
        )

    def _likeliest(self, chances: Scores) -> tuple[AreaScore, ...]:
        """The likeliest area of a phrase that reached no threshold; none where it says nothing at all."""
        import numpy as np

        column = self._tops[int(np.argmax(chances[self._tops]))]
        if chances[column] < LEAST:
            return ()
        return (AreaScore(area=self.areas[column], score=self._score(chances[column], True), unsure=True),)

    def _read(self, text: str, *, phrase: bool = False) -> tuple[Scores, float]:
        """The probabilities of the areas, and of the text being about anything fundable."""
        chances, fundable = self._calibrated(text, phrase=phrase)
        if self._children and len(pieces := statement_context.split_clauses(text)) > 1:
            for parent in {self._parent[column] for column in self._children}:
                if chances[parent] >= self.model.calibration.threshold[parent]:
                    self._hear_clauses(pieces, parent, chances)
        for column in self._children:
            chances[column] = min(chances[column], chances[self._parent[column]])
        return chances, fundable

    def _hear_clauses(self, pieces: Sequence[str], parent: int, chances: Scores) -> None:
        """Lets a clause alone speak for a sub-area: a sentence that lists several is about each of them."""
        for piece in pieces:
            heard, _ = self._calibrated(piece)
            for column in self._children:
                if self._parent[column] == parent and heard[column] >= SURE:
                    chances[column] = max(chances[column], heard[column] * chances[parent])

    def _calibrated(self, text: str, *, phrase: bool = False) -> tuple[Scores, float]:
        import numpy as np

        how, short = self.model.calibration, text_brevity.measure_brevity(text)
        views = [share * self._margins(self.features.of_text(one)) for one, share in _list_views(text, phrase)]
        margins: Scores = np.sum(views, axis=0)
        own, nowhere = margins[:-1], margins[-1]
        best = np.max(own[self._tops])
        fundable = _squash_scores(how.gate[0] * best + how.gate[1] * nowhere + how.gate[2] * short + how.gate[3])
        passed = 1.0 if fundable >= how.gate[4] else fundable
        chances: Scores = _squash_scores(how.slope * own + how.offset + how.brevity * short) * passed
        return chances, float(fundable)

    def _margins(self, buckets: Any) -> Scores:
        """The distance from every area's boundary and from that of "nowhere", before calibration."""
        places, values = weigh_buckets(buckets, self.model.recipe, self.model.rarity)
        product: Scores = (values @ self.model.rows(places)) + self.model.bias
        return product

    def _chosen(self, chances: Scores, fundable: float) -> tuple[AreaScore, ...]:
        import numpy as np

        how = self.model.calibration
        if fundable < how.gate[4]:
            return ()
        passed = chances >= how.threshold
        likeliest = self._tops[int(np.argmax(chances[self._tops]))]
        passed[likeliest] |= chances[likeliest] >= how.first[likeliest]
        for column in self._children:
            passed[column] &= passed[self._parent[column]]
        given = np.flatnonzero(passed).tolist()
        alone = {column: self._score(chances[column], column == likeliest) for column in given}
        scores = {column: min(alone[column], alone[self._parent.get(column, column)]) for column in given}
        order = sorted(scores, key=lambda column: (-scores[column], column in self._parent, column))
        return tuple(AreaScore(area=self.areas[column], score=scores[column]) for column in order)

    def _score(self, chance: float, leading: bool) -> float:
        """The probability that an area given is right, rounded."""
        import numpy as np

        slope, offset = self.model.calibration.polish[:2] if leading else self.model.calibration.polish[2:]
        clipped = min(max(float(chance), 1e-6), 1 - 1e-6)
        return round(float(_squash_scores(slope * np.log(clipped / (1 - clipped)) + offset)), 4)

    def _word_weights(self, text: str, *, phrase: bool) -> Mapping[str, Scores]:
        """What every word (or pair of words) adds to the margins of all areas."""
        found = dict[str, Any]()
        for one, share in _list_views(text, phrase):
            for word, row in self._weights_in(one).items():
                found[word] = found.get(word, 0) + share * row
        return found

    def _weights_in(self, text: str) -> Mapping[str, Scores]:
        import numpy as np

        recipe, pieces = self.model.recipe, list(self.features.by_word(text))
        if not pieces:
            return {}
        everything = np.concatenate([buckets for _, buckets in pieces])
        marks, counts = np.unique(everything, return_counts=True)
        places, values = weigh_buckets(everything, recipe, self.model.rarity)
        rows = self.model.rows(places) * (values / counts)[:, None]
        read, found = word_forms.strip_invisible(text), dict[str, Any]()
        for (start, end), buckets in pieces:
            word = " ".join(read[start:end].split())
            found[word] = found.get(word, 0) + rows[np.searchsorted(marks, buckets)].sum(axis=0)
        return found


def _list_views(text: str, phrase: bool) -> tuple[tuple[str, float], ...]:
    """What is read of a text, with its share: all of it, and of a phrase its focus too."""
    focus = purpose_phrases.find_focus(text) if phrase else text
    return ((text, 1.0),) if focus == text else ((text, 1 - FOCUS_SHARE), (focus, FOCUS_SHARE))


def _squash_scores(line: Any) -> Any:
    import numpy as np

    return 1.0 / (1.0 + np.exp(-np.clip(line, -30, 30)))


def _list_heaviest(weights: Mapping[str, float]) -> list[tuple[str, float]]:
    order = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    least = LIGHTEST * order[0][1] if order else 0.0
    return [(word, round(weight, 4)) for word, weight in order[:REASONS] if weight > max(least, 0.0)]
