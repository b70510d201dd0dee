"""Which addresses reach a service, a destination, a team or a contact."""

import pytest
from msgspec.structs import replace

from routing.desk import RULED, SMALL, box, desk, retired, service
from sportello.catalog.model import Address, Contact, Team, Text
from sportello.findings import Invalid
from sportello.routing import InboundRoute, flatten, inbound_routes

TEAMS = {
    "all": Team(name=Text("All"), provider="acme"),
    "inner": Team(name=Text("Inner"), provider="acme", parent="all"),
    "innermost": Team(name=Text("Innermost"), provider="acme", parent="inner"),
}
STAFFED = replace(
    desk(
        {
            "a": replace(box("a@01s.it", "desk"), owner="innermost"),
            "b": box("b@01s.it", "desk", aliases=("bb@01s.it",)),
            "c": box("c@01s.it", "desk"),
            "gone": replace(box("gone@01s.it", retired=retired(text="Shut")), owner="all"),
        },
        {"desk": "desk@mbox.example"},
        services={"s": replace(service("b"), team="inner")},
    ),
    teams=TEAMS,
    contacts={
        "function": Contact(name=Text("F"), mailbox="c", team="all"),
        "anna": Contact(name=Text("Anna"), mail=Address("desk@mbox.example")),
        "silent": Contact(name=Text("Silent")),
    },
)


def addresses(routes: tuple[InboundRoute, ...]) -> list[str]:
    return [channel.address for channel in routes]


def test_a_service_is_reached_by_every_address_of_its_mailbox() -> None:
    routes = inbound_routes(flatten(SMALL), "iseu")
    assert addresses(routes) == ["helpdesk.isee@01s.it", "isee@01s.it", "isee+urgent@01s.it"]
    assert routes[0] == InboundRoute(
        "helpdesk.isee@01s.it", "isee", 'its mailbox "isee" is that of the service "iseu"'
    )


def test_a_destination_is_reached_by_mailboxes_catch_alls_and_rules() -> None:
    assert addresses(inbound_routes(flatten(SMALL), "desk")) == [
        "helpdesk.isee@01s.it",
        "isee@01s.it",
        "isee+urgent@01s.it",
        "all@01s.it",
        "@legacy.example",
    ]
    assert inbound_routes(flatten(RULED), "on-call")[0].why == (
        'the rule "urgent" of its mailbox "isee" sends some mails to "on-call"'
    )
    assert len(inbound_routes(flatten(RULED), "desk")) == 1


def test_a_destination_that_is_a_mailbox_is_reached_by_its_addresses() -> None:
    assert addresses(inbound_routes(flatten(SMALL), "to-store")) == ["helpdesk.store@ditechspa.it"]


def test_a_team_is_reached_by_what_belongs_to_it_and_to_teams_within() -> None:
    table = flatten(STAFFED)
    assert addresses(inbound_routes(table, "all")) == [
        "a@01s.it",
        "b@01s.it",
        "bb@01s.it",
        "c@01s.it",
    ]
    assert addresses(inbound_routes(table, "inner")) == ["a@01s.it", "b@01s.it", "bb@01s.it"]
    assert addresses(inbound_routes(table, "innermost")) == ["a@01s.it"]


def test_a_contact_is_reached_by_its_mailbox_and_as_a_destination() -> None:
    table = flatten(STAFFED)
    assert addresses(inbound_routes(table, "function")) == ["c@01s.it"]
    assert addresses(inbound_routes(table, "anna")) == [
        "a@01s.it",
        "b@01s.it",
        "bb@01s.it",
        "c@01s.it",
    ]
    assert inbound_routes(table, "silent") == ()


def test_what_has_no_such_name_is_told() -> None:
    with pytest.raises(ValueError, match='no service, destination, team or contact "x"'):
        inbound_routes(flatten(SMALL), "x")
    with pytest.raises(Invalid, match='did you mean "iseu"'):
        inbound_routes(flatten(SMALL), "iseuu")
