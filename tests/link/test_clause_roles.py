"""Roles by the grammar of a clause."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from policytext import pipeline
from policytext.link.clause_roles import find_roles
from policytext.link.passages import Paper

CASES: list[dict[str, str]] = tomllib.loads(Path(__file__).with_name("clause_roles.toml").read_text(encoding="utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_roles_are_told_by_grammar(case: dict[str, str]) -> None:
    tagged = pipeline.tag_string(case["text"], pipeline.Options())
    paper = Paper(tagged.document, tagged.amounts, tagged.times)
    assert paper.sites
    found: dict[str, list[str]] = {}
    for site in paper.sites:
        for word, role in sorted(find_roles(site).by_word.items()):
            found.setdefault(role, []).append(site.passage.words[word].text)
    assert {role: " ".join(words) for role, words in found.items()} == {
        role: case[role] for role in ("giver", "receiver", "asks") if role in case
    }
