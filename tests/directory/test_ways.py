"""The ways to reach a service: each once, the preferred first, never one that leads nowhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.catalog.model import PublicCatalog
from sportello.directory.ways import Way, all_ways

Write = Callable[..., Path]

SERVICES = """\
services:
  wiki:
    name: Wiki
    provider: acme
    mailbox: help
    calendar: office
    channels:
      - {kind: phone, contact: line, calendar: office}
      - {kind: mail}
      - {kind: mail, mailbox: old}
      - {kind: desk, reachable: In the program, calendar: night}
  pump: {name: Pump, provider: acme, mailbox: help, channels: [{kind: phone, contact: nobody}]}
"""
CONTACTS = """\
contacts:
  line: {name: Line, provider: acme, phone: 051/6033266}
  nobody: {name: Your contact, provider: acme, reachable: In the contract}
"""
MAILBOXES = """\
domains: [acme.example]
mailboxes:
  help: {address: help@acme.example}
  old: {address: old@acme.example, retired: {since: 2025-01-01, successor: help}}
"""


@pytest.fixture
def desk(catalog_at: Write) -> PublicCatalog:
    root = catalog_at(
        ("calendars.yaml", "calendars:\n", 'calendars:\n  night: {extends: office, week: {mon: "22:00-24:00"}}\n'),
        contacts=CONTACTS,
        mailboxes=MAILBOXES,
    )  # fmt: skip
    (root / "services/main.yaml").write_text(SERVICES)
    loaded = load(root)
    assert not [each for each in loaded.findings if each.severity == "error"]
    return loaded.catalog.public()


def where(way: Way) -> str:
    return way.mail or way.phone or way.url or way.reachable.says("en")


def test_ways_come_in_the_order_of_the_channels_and_what_is_retired_is_none(
    desk: PublicCatalog,
) -> None:
    ways = all_ways(desk)["wiki"]
    assert [where(way) for way in ways] == ["+390516033266", "help@acme.example", "In the program"]
    assert [way.is_at_hand for way in ways] == [True, True, False]


def test_the_own_mailbox_comes_first_where_no_channel_leads_there(desk: PublicCatalog) -> None:
    mail, phone = all_ways(desk)["pump"]
    assert (mail.kind, mail.mail) == ("mail", "help@acme.example")
    assert phone.contact is not None
    assert (phone.contact.name.says("en"), where(phone)) == ("Your contact", "In the contract")


def test_who_shares_an_address_is_named(desk: PublicCatalog) -> None:
    ways = all_ways(desk)
    assert [way.shared_with for way in ways["wiki"]] == [(), ("pump",), ()]
    assert [way.shared_with for way in ways["pump"]] == [("wiki",), ()]


def test_hours_of_a_way_are_told_only_where_they_are_not_the_service_s(desk: PublicCatalog) -> None:
    assert [way.calendar for way in all_ways(desk)["wiki"]] == [None, None, "night"]
