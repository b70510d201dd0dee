"""What a plan tells of mail is what `decide` says: for every address, on every day, both ways."""

import os
from collections.abc import Iterator, Set
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from sportello.plan.causes import changes_with_causes
from sportello.plan.change import Change
from sportello.plan.comparison import Comparison, Side, compare
from sportello.plan.effects import addresses, destinations
from sportello.routing import Decision, RoutingTable, route, table_at
from sportello.routing.address import domain_of, without_detail

from .mail_edits import ADDRESSES, DOMAINS, Sections, catalog_of, edited, sections

EXAMPLES = int(os.environ.get("EXAMPLES", "200"))
DAY = date(2026, 11, 28)
EFFECTS = (*addresses.EFFECTS, *destinations.EFFECTS)
TURNS = [date(2027, 1, 10), date(2027, 2, 2), date(2027, 3, 1), date(2027, 7, 1)]
"""The days on which something begins or is over in the catalogs that are drawn."""
DAYS = sorted(
    {DAY, date(2027, 11, 27)}.union(*({each, each - timedelta(days=1)} for each in TURNS))
)
UNKNOWN = "nobody-else"
ABOUT = {
    "taken": {
        "address-lost", "address-new", "address-retired", "catch-all-gone", "catch-all-new",
        "domain-gone", "domain-new", "domain-shared", "refusal-text",
    },
    "where": {"mail-rerouted", "copy-lost", "copy-added", "catch-all-moved"},
    "tags": {"mail-tags"},
    "answer": {"ack-gone", "ack-new", "ack-text"},
}  # fmt: skip
"""The kinds of changes by what of a decision they are about."""
pairs = sections().flatmap(lambda before: st.tuples(st.just(before), edited(before)))


def aspects(table: RoutingTable, decision: Decision) -> dict[str, object]:
    """What of a decision a plan tells."""
    known = table.catalog.destinations
    return {
        "taken": "taken" if decision.deliveries else (str(decision.refusal), decision.external),
        "where": frozenset(str(known[each.destination].address) for each in decision.deliveries),
        "tags": {name: {*value.split(", ")} for name, value in decision.tags},
        "answer": decision.acknowledgement,
    }


def differing(one: dict[str, object], other: dict[str, object]) -> Set[str]:
    if one["taken"] != other["taken"]:
        return {"taken"}
    return {name for name in one if one[name] != other[name]}


def told_of(changes: list[Change], subject: str, day: date) -> Set[str]:
    """What is told of an address or a domain on a day."""
    kinds = {
        each.kind
        for each in changes
        if each.subject == subject
        and (each.since or DAY) <= day
        and (each.until is None or day <= each.until)
    }
    return {aspect for aspect, some in ABOUT.items() if kinds & some}


def told_of_destinations(
    changes: list[Change], sides: list[tuple[RoutingTable, Decision]], comparison: Comparison
) -> Set[str]:
    """What of a mail differs since a destination, of those that it comes to, does."""
    new = comparison.names.get("destinations", {})
    passed = {
        new.get(each.destination, each.destination)
        for _, decision in sides
        for each in decision.deliveries
    }
    kinds = {each.kind for each in changes if each.subject in passed}
    return {
        *(["where"] if "destination-address" in kinds else []),
        *(["answer"] if kinds & {"destination-plain", "destination-served"} else []),
    }


def asked(tables: list[RoutingTable]) -> Iterator[tuple[str, str]]:
    """Addresses, each with the subject under which it is told: itself or its domain."""
    made_up = {each for table in tables for each in table.direct if each not in table.intakes}
    known = {each for table in tables for each in (*table.owners, *table.intakes)}
    for address in ADDRESSES:
        if address in made_up and address not in known:
            continue
        plain = without_detail(address)
        owner = address if address in known else plain
        yield address, owner if owner in known else domain_of(address)
        if plain == address:
            yield f"{plain.replace('@', '+detail@')}", plain if plain in known else domain_of(plain)
    for domain in DOMAINS:
        yield f"{UNKNOWN}@{domain}", domain


@settings(max_examples=EXAMPLES)
@given(pair=pairs)
def test_plan_tells_of_an_address_what_decide_says_otherwise_and_nothing_else(
    pair: tuple[Sections, Sections],
) -> None:
    before, after = map(catalog_of, pair)
    comparison = compare(Side(before), Side(after), DAY)
    changes = [change for change, _ in changes_with_causes(comparison, EFFECTS)]
    comes_or_goes = {each.subject for each in changes if each.kind in {"domain-gone", "domain-new"}}
    for day in DAYS:
        tables = [table_at(each, day) for each in (before, after)]
        for address, subject in asked(tables):
            sides = [(each, route(each, address)) for each in tables]
            expected = differing(*(aspects(*each) for each in sides))
            told = told_of(changes, subject, day)
            if domain_of(address) in comes_or_goes:
                told |= expected & {"taken"}
            explained = told_of_destinations(changes, sides, comparison)
            assert expected - explained <= told <= expected, (day, address, changes)
