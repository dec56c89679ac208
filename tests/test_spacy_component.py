"""policytext inside a spaCy pipeline."""

from __future__ import annotations

import spacy


def test_spans_stand_in_the_doc() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("policytext")
    doc = nlp("Das Land Hessen stellt den Kommunen 58 Millionen Euro bis Ende 2018 bereit.")
    assert [(span.text, span.label_) for span in doc.spans["amounts"]] == [("58 Millionen Euro", "money")]
    assert [span.text for span in doc.spans["times"]] == ["Ende 2018"]
    assert "Kommunen" in {span.text for span in doc.spans["actors"]}
    assert len(doc.spans["statements"]) == 1
    assert doc._.policytext.records[0].amount == doc._.policytext.amounts[0].id
