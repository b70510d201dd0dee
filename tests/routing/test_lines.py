"""Long lines of successors take time with their length, not with its square."""

import sys
from collections.abc import Callable, Iterator
from itertools import chain, pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from routing.desk import problems
from sportello.catalog.model import (
    Address,
    Catalog,
    Day,
    Destination,
    Helpdesk,
    Mailbox,
    Retired,
    Text,
    Url,
    ZoneName,
)
from sportello.catalog.model.helpdesk import Years
from sportello.routing import flatten, retirement
from sportello.routing.retirement import final_successors

HELPDESK = Helpdesk(
    name=Text("Desk"),
    languages=("en",),
    timezone=ZoneName("Europe/Rome"),
    site=Url("https://desk.example/"),
    years=Years(first=2026, last=2027),
)


def catalog(successors: dict[str, str | None]) -> Catalog:
    """Return a catalog of mailboxes, each with its successor; "" for none, None if it is in use."""
    since, until = Day("2026-01-01"), Day("2027-01-01")
    return Catalog(
        helpdesk=HELPDESK,
        mailboxes={
            name: Mailbox(
                address=Address(f"{name}@desk.example"),
                retired=None
                if successor is None
                else Retired(since=since, successor=successor or None, forward_until=until),
            )
            for name, successor in successors.items()
        },
    )


def line(length: int) -> Catalog:
    """Return a line of successors that ends in a mailbox in use."""
    return catalog({f"m{n}": f"m{n + 1}" if n < length else None for n in range(length + 1)})


def walked(successors: dict[str, str | None], name: str) -> str | None:
    """Return the first mailbox in use along a line, step by step."""
    seen: set[str] = set()
    while (successor := successors[name]) is not None:
        if successor not in successors or successor in seen:
            return None
        seen.add(successor)
        name = successor
    return name


NAMES = st.sampled_from("abcdef")


@given(st.dictionaries(NAMES, st.none() | st.just("") | NAMES))
def test_each_retired_mailbox_has_the_heir_that_its_line_leads_to(
    successors: dict[str, str | None],
) -> None:
    retired = {name for name, successor in successors.items() if successor is not None}
    found = {name: walked(successors, name) for name in retired}
    assert final_successors(catalog(successors)) == {
        name: last for name, last in found.items() if last
    }


def delivering(edges: dict[str, list[str]]) -> Catalog:
    """Return a catalog of mailboxes, each with those that it sends its mail on to."""
    return Catalog(
        helpdesk=HELPDESK,
        destinations={
            name: Destination(name=Text(name), kind="team", address=Address(f"{name}@desk.example"))
            for name in {*edges, *chain.from_iterable(edges.values())}
        },
        mailboxes={
            name: Mailbox(address=Address(f"{name}@desk.example"), deliver_to=tuple(others))
            for name, others in edges.items()
        },
    )


@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=3)))
def test_a_mailbox_is_told_as_circling_only_if_it_leads_back_to_itself(
    edges: dict[str, list[str]],
) -> None:
    def reached(start: str) -> Iterator[str]:
        waiting, seen = list(edges.get(start, ())), set()
        for node in waiting:
            if node not in seen:
                seen.add(node)
                yield node
                waiting += edges.get(node, ())

    loops = [
        each.message.rpartition(": ")[2].split(" → ")
        for each in problems(delivering(edges))
        if each.code == "M002"
    ]
    told = {node for loop in loops for node in loop}
    circling = {node for node in edges if node in reached(node)}
    assert told <= circling
    assert bool(told) is bool(circling)
    for loop in loops:
        assert loop[0] == loop[-1]
        assert all(after in edges[node] for node, after in pairwise(loop))


def calls(work: Callable[[], Any]) -> int:
    """Return how many calls and returns of functions some work takes."""
    made = 0

    def count(*_: object) -> None:
        nonlocal made
        made += 1

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made


def test_a_long_line_of_successors_takes_no_more_than_its_length() -> None:
    def work(of: Catalog) -> None:
        problems(of)
        table = flatten(of)
        for name in of.mailboxes:
            retirement(of, name, table.final_successors)

    short, long = line(40), line(400)
    work(short)
    assert calls(lambda: work(long)) < 15 * calls(lambda: work(short))
    assert final_successors(long)["m0"] == "m400"
