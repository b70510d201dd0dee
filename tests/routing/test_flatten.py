"""Every address and where its mail ends."""

from hypothesis import given

from routing.desk import SMALL, box, catalogs, desk, service
from sportello.catalog.model import Catalog
from sportello.routing import Delivery, flatten


def test_destinations_that_are_mailboxes_are_followed_to_the_end_without_duplicates() -> None:
    assert flatten(SMALL).deliveries["all"] == (
        Delivery("desk", "desk+all@mbox.example"),
        Delivery("archive", "archive+all@mbox.example"),
        Delivery("store-team", "store+all@ditechspa.it"),
    )


def test_a_chain_follows_the_detail_of_an_address_too() -> None:
    catalog = desk(
        {"a": box("a@01s.it", "b-plus"), "b": box("b@01s.it", "desk")},
        {"b-plus": "b+from.a@01s.it", "desk": "desk@mbox.example"},
    )
    assert flatten(catalog).deliveries["a"] == (Delivery("desk", "desk+a@mbox.example"),)


def test_a_circle_ends_and_keeps_what_lies_outside_it() -> None:
    catalog = desk(
        {"a": box("a@01s.it", "to-b", "desk"), "b": box("b@01s.it", "to-a")},
        {"to-a": "a@01s.it", "to-b": "b@01s.it", "desk": "desk@mbox.example"},
    )
    deliveries = flatten(catalog).deliveries
    assert deliveries["a"] == (Delivery("desk", "desk+a@mbox.example"),)
    assert deliveries["b"] == (Delivery("desk", "desk+b@mbox.example"),)


def test_a_long_chain_does_not_exhaust_the_stack() -> None:
    n = 1500
    catalog = desk(
        {f"m{i}": box(f"m{i}@01s.it", f"d{i}") for i in range(n)},
        {f"d{i}": f"m{i + 1}@01s.it" if i + 1 < n else "desk@mbox.example" for i in range(n)},
    )
    assert flatten(catalog).deliveries["m0"][0].address == "desk+m0@mbox.example"


def test_dangling_references_are_left_out() -> None:
    catalog = desk({"a": box("a@01s.it", "gone", "desk")}, {"desk": "desk@mbox.example"})
    assert flatten(catalog).deliveries["a"] == (Delivery("desk", "desk+a@mbox.example"),)


def test_services_of_a_mailbox_come_in_catalog_order_each_once() -> None:
    catalog = desk(
        {"a": box("a@01s.it", "desk")},
        {"desk": "desk@mbox.example"},
        services={"z": service("a", channel="a"), "b": service(channel="a"), "n": service()},
    )
    assert flatten(catalog).services == {"a": ("z", "b")}


def test_the_first_destination_that_is_no_archive_acknowledges() -> None:
    catalog = desk(
        {"a": box("a@01s.it", "archive", "desk"), "b": box("b@01s.it", "archive")},
        {"archive": "archive@mbox.example", "desk": "desk@mbox.example"},
    )
    table = flatten(catalog)
    assert table.acknowledger("a").destination == "desk"
    assert table.acknowledger("b").destination == "archive"


@given(catalogs())
def test_a_table_has_no_duplicates_is_sorted_and_leads_to_no_mailbox(catalog: Catalog) -> None:
    table = flatten(catalog)
    assert list(table.owners) == sorted(table.owners)
    assert list(table.direct) == sorted(table.direct)
    for deliveries in (*table.deliveries.values(), *table.catch_all.values()):
        addresses = [each.address for each in deliveries]
        assert len(addresses) == len(set(addresses))
        for each in deliveries:
            assert table.owner(str(catalog.destinations[each.destination].address)) is None


@given(catalogs())
def test_flattening_what_is_flat_changes_nothing(catalog: Catalog) -> None:
    table = flatten(catalog)
    assert flatten(catalog) == table
    flat = desk(
        {
            name: box(
                mailbox.address,
                *(each.destination for each in table.deliveries.get(name, ())),
                aliases=mailbox.aliases,
                retired=mailbox.retired,
            )
            for name, mailbox in catalog.mailboxes.items()
        },
        {name: str(each.address) for name, each in catalog.destinations.items()},
        domains=catalog.domains,
    )
    assert flatten(flat).deliveries == table.deliveries
