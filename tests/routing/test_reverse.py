"""Which addresses reach a service, a destination, a team or a contact."""

import pytest
from msgspec.structs import replace

from routing.desk import RULED, SMALL, box, desk, retired, service
from sportello.catalog.model import Address, Contact, Team, Text
from sportello.routing import Way, flatten, named, ways_to

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


def addresses(ways: tuple[Way, ...]) -> list[str]:
    return [way.address for way in ways]


def test_a_service_is_reached_by_every_address_of_its_mailbox() -> None:
    ways = ways_to(flatten(SMALL), "iseu")
    assert addresses(ways) == ["helpdesk.isee@01s.it", "isee@01s.it", "isee+urgent@01s.it"]
    assert ways[0] == Way(
        "helpdesk.isee@01s.it", "isee", 'its mailbox "isee" is that of the service "iseu"'
    )


def test_a_destination_is_reached_by_mailboxes_catch_alls_and_rules() -> None:
    assert addresses(ways_to(flatten(SMALL), "desk")) == [
        "helpdesk.isee@01s.it",
        "isee@01s.it",
        "isee+urgent@01s.it",
        "all@01s.it",
        "@legacy.example",
    ]
    assert ways_to(flatten(RULED), "on-call")[0].why == (
        'the rule "urgent" of its mailbox "isee" sends some mails to "on-call"'
    )
    assert len(ways_to(flatten(RULED), "desk")) == 1


def test_a_destination_that_is_a_mailbox_is_reached_by_its_addresses() -> None:
    assert addresses(ways_to(flatten(SMALL), "to-store")) == ["helpdesk.store@ditechspa.it"]


def test_a_team_is_reached_by_what_belongs_to_it_and_to_teams_within() -> None:
    table = flatten(STAFFED)
    assert addresses(ways_to(table, "all")) == ["a@01s.it", "b@01s.it", "bb@01s.it", "c@01s.it"]
    assert addresses(ways_to(table, "inner")) == ["a@01s.it", "b@01s.it", "bb@01s.it"]
    assert addresses(ways_to(table, "innermost")) == ["a@01s.it"]


def test_a_contact_is_reached_by_its_mailbox_and_as_a_destination() -> None:
    table = flatten(STAFFED)
    assert addresses(ways_to(table, "function")) == ["c@01s.it"]
    assert addresses(ways_to(table, "anna")) == ["a@01s.it", "b@01s.it", "bb@01s.it", "c@01s.it"]
    assert ways_to(table, "silent") == ()


def test_what_has_no_such_name_is_told() -> None:
    with pytest.raises(ValueError, match='no service, destination, team or contact "x"'):
        ways_to(flatten(SMALL), "x")
    assert {"iseu", "desk"} <= named(SMALL)
