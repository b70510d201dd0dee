"""The random calendars, with which the calculators are compared, have all that one can have."""

from collections.abc import Iterator
from typing import Any

from random_calendars import FIRST_YEAR, LAST_YEAR, random_calendars
from sportello.worktime import Calendar

MADE, SETS = random_calendars(12)
SPECS = {name: entry["spec"] for name, entry in MADE.items()}
Spans = list[tuple[int, int]]


def openings(spec: dict[str, Any], **sets: Any) -> Spans:
    calendar = Calendar.from_spec(spec, "random", SETS | sets, SPECS)
    return [*calendar.timeline(FIRST_YEAR, LAST_YEAR)]


def kind_of(rule: str) -> str:
    """Return what kind of rule one is."""
    if rule.startswith("--"):
        return "yearly"
    known = ("orthodox", "easter", "last", "day before holiday")
    kind = next((each for each in known if each in rule), "nth")
    return f"{kind} of a month" if " of " in rule else kind


def without_each(spec: dict[str, Any]) -> Iterator[tuple[str, Spans]]:
    """Yield the kind of each part of a calendar, and its openings without that part."""
    for item in spec.get("exceptions", ()):
        rest = [each for each in spec["exceptions"] if each is not item]
        yield kind_of(item["date"]), openings({**spec, "exceptions": rest})
    for name in spec.get("holidays", ()):
        if "country" in SETS[name]:
            yield "except", openings(spec, **{name: {**SETS[name], "except": []}})
    for season in spec.get("seasons", ()):
        rest = [each for each in spec["seasons"] if each is not season]
        yield "season", openings({**spec, "seasons": rest})
    for kind in {"any_of", "all_of"} & spec.keys():
        first = spec[kind][0]
        yield f"{kind} of {first.partition('-')[0]}", openings(SPECS[first])


def test_every_kind_of_part_changes_the_hours_of_some() -> None:
    changing = {
        kind
        for spec in SPECS.values()
        for kind, without in without_each(spec)
        if without != openings(spec)
    }
    assert changing >= {
        *("yearly", "easter", "orthodox", "day before holiday"),
        *("nth", "nth of a month", "last", "last of a month"),
        *("except", "season", "any_of of combined", "all_of of combined", "all_of of random"),
    }
