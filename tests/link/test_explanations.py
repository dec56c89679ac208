"""What `policytext explain` shows: every weight that made a value win, learned or fixed."""

from __future__ import annotations

import math

import pytest

import policytext
from policytext.link.decisions import FAVOUR
from policytext.link.explanations import Explanation, format_explanations
from policytext.pipeline import explain_record

PAID = "Der Kreis Ahrenfeld zahlt an die freien Träger 90.000 Euro für Ferienlager, davon 20.000 Euro für Busse."


def explained(record: str) -> dict[str, Explanation]:
    """The explanations of a record by slot."""
    return {one.slot: one for one in explain_record(policytext.analyse_text(PAID), record)}


def test_a_fixed_weight_is_shown_by_name() -> None:
    receiver = explained("r1")["receiver"]
    assert ("prior:paid.beside", FAVOUR) in receiver.options[0].because
    assert "prior:paid.beside +6.00" in "\n".join(format_explanations([receiver]))


def test_the_giver_is_no_option_for_the_receiver() -> None:
    slots = explained("r1")
    assert slots["giver"].given
    assert slots["giver"].given not in [option.words for option in slots["receiver"].options]


def test_a_rule_that_decides_is_shown_first() -> None:
    whole = explained("r2")["part_of"]
    assert (whole.given, whole.options[0].because[0]) == ("90.000 Euro", ("rule:named", math.inf))


@pytest.mark.parametrize("record", ["r1", "r2"])
def test_shares_add_up_to_no_more_than_one_for_each_slot(record: str) -> None:
    for one in explained(record).values():
        ruled = any(name.startswith("rule:") for option in one.options for name, _ in option.because)
        assert ruled or sum(option.share for option in one.options) <= 1.0001, one.slot


def test_what_is_not_shown_is_added_up() -> None:
    assert any(name.endswith(" more") for name, _ in explained("r1")["giver"].options[0].because)


def test_a_sum_of_its_own_has_no_whole() -> None:
    assert explained("r1")["part_of"].given == ""
