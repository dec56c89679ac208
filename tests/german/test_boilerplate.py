"""What is nothing but manners, contacts and pointers."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from policytext.german.boilerplate import is_boilerplate

TABLE = tomllib.loads(Path(__file__).with_name("boilerplate.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", TABLE["nothing"])
def test_manners_contacts_and_pointers(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize("text", TABLE["something"])
def test_what_says_something(text: str) -> None:
    assert not is_boilerplate(text)


def test_a_long_line_takes_no_longer() -> None:
    assert not is_boilerplate("Ansprechpartner " + "und so weiter " * 10_000 + ":")
    assert not is_boilerplate("")
