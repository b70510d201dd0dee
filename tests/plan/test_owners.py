"""Whom a plan asks: at most as many as a forge asks for a review."""

from sportello.plan.forms.sentences import to_ask
from sportello.plan.owners import Asked


def test_those_are_named_who_feel_most_and_the_others_are_counted() -> None:
    teams = [Asked(f"t{number}", f"@acme/t{number}", 17 - number) for number in range(17)]
    said = to_ask(teams)
    assert said.startswith("@acme/t0 (17 effects), ")
    assert said.endswith("@acme/t14 (3 effects) and 2 more")
    assert to_ask(teams[16:]) == "@acme/t16 (1 effect)"
