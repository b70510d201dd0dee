"""What of a plan is about one thing, and what that was called before."""

import pytest

from sportello.plan.change import Change, Quoted
from sportello.plan.impact import Impact
from sportello.plan.plan import Line, Subject
from sportello.plan.thing import Thing, as_after, as_before


def service(name: str) -> Thing:
    return Thing(frozenset({("services", name)}))


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (service("crm"), service("sales")),
        (service("wiki"), service("wiki")),
        (service("mail"), service("phone")),
        (service("phone"), service("mail")),
        (service("sales"), Thing()),
        (Thing(said="help@acme.example"), Thing(said="help@acme.example")),
    ],
)
def test_a_thing_has_the_name_that_it_had(now: Thing, before: Thing) -> None:
    """`sales` became `crm`, and another thing is called `sales` now; two exchanged their names."""
    names = {"services": {"sales": "crm", "mail": "phone", "phone": "mail"}}
    assert as_before(now, names) == before
    if before != Thing():
        assert as_after(before, names) == now


@pytest.mark.parametrize(
    ("said", "is_told"),
    [("old@acme.example", True), ("help@acme.example", True), ("elp@acme.example", False)],
)
def test_an_address_has_a_part_in_what_is_said_of_it(said: str, is_told: bool) -> None:
    change = Change(
        "service-address",
        Impact.NEUTRAL,
        "",
        (Quoted("old@acme.example"),),
        (Quoted("write to help@acme.example now"),),
    )
    line = Line(change, (Subject("wiki", ("",)),), (("services", "wiki"),), "aaaaaaaaaaaa")
    assert Thing(said=said).has_part_in(line) is is_told
    assert service("wiki").has_part_in(line)
    assert not service("crm").has_part_in(line)
