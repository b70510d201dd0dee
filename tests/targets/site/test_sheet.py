"""What a sheet says: the ways to reach a service, and the promises that can hold for it."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from sportello.catalog import load
from sportello.catalog.model import Channel, PublicCatalog, When
from sportello.directory.ways import channel_address
from sportello.targets.site.sheet import (
    availability_for,
    channel_names,
    contact_points,
    policies_for,
    told_phases,
)

Write = Callable[..., Path]

POLICIES = """\
severities: {high: {name: High, rank: 1}}
lifecycle: {types: {request: {name: Request}}, states: {new: {name: New, category: new}}}
policies:
  other: {name: Other, when: {service: [pump]}}
  tagged: {name: Tagged, when: {tag: [critical]}}
  rolling: {name: Roll-out, when: {phase: [roll-out]}}
  severe: {name: Severe, when: {severity: [high]}}
  night: {name: Night, when: {hours: closed, calendar: office}}
  dated: {name: Dated, valid: {until: 2026-12-31}}
  all: {name: All}
  never: {name: Never}
availability:
  wiki: {service: [wiki], percent: 99.5}
"""
SERVICES = """\
services:
  wiki:
    name: Wiki
    provider: acme
    mailbox: help
    contacts: [sales]
    channels:
      - {kind: mail}
      - {kind: phone, contact: line}
      - {kind: desk, contact: line}
      - {kind: portal, name: Portal, url: "https://portal.example/"}
      - {kind: mail, mailbox: old}
  pump: {name: Pump, provider: acme, tags: [critical], phases: [{phase: roll-out, valid: {}}]}
"""
CONTACTS = """\
contacts:
  sales: {name: Sales, provider: acme, mail: sales@acme.example}
  line: {name: Line, provider: acme, phone: 051/6033266, mail: line@acme.example}
"""
MAILBOXES = """\
domains: [acme.example]
mailboxes:
  help: {address: help@acme.example}
  old: {address: old@acme.example, retired: {since: 2025-01-01, successor: help}}
"""


def catalog(catalog_at: Write) -> PublicCatalog:
    root = catalog_at(sla=POLICIES, contacts=CONTACTS, mailboxes=MAILBOXES)
    (root / "services/main.yaml").write_text(SERVICES)
    loaded = load(root)
    assert not loaded.findings
    return loaded.catalog.public()


def test_policies_that_cannot_fit_are_left_out_and_nothing_follows_a_certain_one(
    catalog_at: Write,
) -> None:
    desk = catalog(catalog_at)
    assert [name for name, _ in policies_for(desk, "wiki")] == ["severe", "night", "dated", "all"]
    assert [name for name, _ in policies_for(desk, "pump")] == ["other"]
    severe = replace(desk, policies={"severe": desk.policies["severe"]})
    assert [name for name, _ in policies_for(severe, "wiki")] == ["severe"]


def test_the_contacts_of_a_service_are_no_way_to_ask_for_help(catalog_at: Write) -> None:
    found = contact_points(desk := catalog(catalog_at), desk.services["wiki"])
    assert found.addresses == ("help@acme.example", "line@acme.example")
    assert found.phones == ("+390516033266",)
    assert [url for _, url in found.portals] == ["https://portal.example/"]


def test_a_channel_shows_only_what_belongs_to_it(catalog_at: Write) -> None:
    desk = catalog(catalog_at)
    shown = [channel_address(desk, channel) for channel in desk.services["wiki"].channels]
    phone, mail = "+390516033266", "line@acme.example"
    assert shown == [
        (None, None), (None, phone), (mail, phone), (None, None), ("old@acme.example", None),
    ]  # fmt: skip


def test_a_condition_calls_channels_as_the_services_it_fits_do(catalog_at: Write) -> None:
    desk = catalog(catalog_at)
    (portal,) = channel_names(desk, When(provider=("acme",), channel=("portal",)), "portal")
    assert portal.says("en") == "Portal"
    assert channel_names(desk, When(service=("pump",), channel=("portal",)), "portal") == ()
    bare = replace(desk.services["pump"], channels=(Channel(kind="portal"),))
    desk = replace(desk, services={**desk.services, "pump": bare})
    assert channel_names(desk, When(channel=("portal",)), "portal") == ()


PHASED = """\
priority:
  set_by: desk
  default: high
  rules:
    roll-out: {when: {provider: [acme], phase: [roll-out]}, severity: high, why: Some bugs are normal.}
    elsewhere: {when: {service: [wiki], phase: [roll-out]}, severity: high, why: Not here.}
"""


def test_a_phase_is_told_by_what_a_rule_says_of_it_and_not_by_its_identifier(
    catalog_at: Write,
) -> None:
    root = catalog_at(sla=POLICIES + PHASED, contacts=CONTACTS, mailboxes=MAILBOXES)
    (root / "services/main.yaml").write_text(SERVICES)
    desk = load(root).catalog.public()
    (phase,) = desk.services["pump"].phases
    assert [
        (each, [why.says("en") for why in said]) for each, said in told_phases(desk, "pump")
    ] == [(phase, ["Some bugs are normal."])]
    assert told_phases(replace(desk, priority=None), "pump") == ()


def test_availability_is_that_of_the_service(catalog_at: Write) -> None:
    desk = catalog(catalog_at)
    assert list(availability_for(desk, "wiki")) == ["wiki"]
    assert not availability_for(desk, "pump")
