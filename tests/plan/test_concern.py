"""Whether a change may have to do with a thing: never no where a plan has something to say."""

from pathlib import Path

import pytest

from sportello.plan.concern import may_concern
from sportello.plan.thing import as_after, known_names, share_of, thing_named

from .test_cases import CASES, planned, sides


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_plan_says_something_of_is_looked_at(case: Path) -> None:
    before, after = sides(case)
    made = planned(case)
    for side in (before, after):
        for name in sorted(known_names(side.catalog)):
            thing = thing_named(side.catalog, name)
            assert thing is not None
            now = as_after(thing, made.names) if side is before else thing
            if not may_concern(now, before, after):
                assert not share_of(now, made), name


def test_a_service_has_nothing_to_do_with_a_text_of_another() -> None:
    (case,) = [each for each in CASES if each.name == "text"]
    before, after = sides(case)
    assert before != after
    things = {name: thing_named(after.catalog, name) for name in ("pump", "help@acme.example")}
    for name, thing in things.items():
        assert thing is not None
        assert not may_concern(thing, before, after), name
