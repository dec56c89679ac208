"""The same findings in any spaCy pipeline: `nlp.add_pipe("policytext")`.

`doc.spans` gets the groups `amounts`, `times`, `actors` and `statements`, their labels being the kind (for times, the
role); `doc._.policytext` the whole `Analysis`. Spans grow to the borders of the pipeline's own tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

if TYPE_CHECKING:
    from policytext.model import Span


@Language.factory("policytext")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component that spaCy calls with every document."""
    if not Doc.has_extension("policytext"):
        Doc.set_extension("policytext", default=None)
    return _tag_doc


def _tag_doc(doc: Doc) -> Doc:
    from policytext import analyse_text

    analysis = analyse_text(doc.text)
    doc._.policytext = analysis
    doc.spans["amounts"] = _build_group(doc, "amounts", ((amount, amount.kind) for amount in analysis.amounts))
    doc.spans["times"] = _build_group(doc, "times", ((time, time.role) for time in analysis.times))
    mentions = ((mention, actor.kind) for actor in analysis.actors for mention in actor.mentions)
    doc.spans["actors"] = _build_group(doc, "actors", sorted(mentions, key=lambda row: row[0].start))
    parts = ((part, said.kind) for said in analysis.statements for part in said.parts or (said,))
    doc.spans["statements"] = _build_group(doc, "statements", parts)
    return doc


def _build_group(doc: Doc, name: str, rows: Iterable[tuple[Span, str]]) -> SpanGroup:
    spans = [doc.char_span(span.start, span.end, label=label, alignment_mode="expand") for span, label in rows]
    return SpanGroup(doc, name=name, spans=[span for span in spans if span is not None])
