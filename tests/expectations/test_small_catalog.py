"""What the catalog of this repository has no example of."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.catalog.reading import read_named
from sportello.expectations import read_expectations, run

Write = Callable[..., Path]
Change = tuple[str, str, str]
HELP = "  help: {address: help@acme.example, "
BY_HOURS = (
    "rules: {night: {when: {hours: closed, calendar: office}, deliver_to: [guard], why: Night}}, "
)
GUARD = "  guard: {name: Guard, kind: team, address: guard@tickets.example}"
NIGHT: tuple[Change, ...] = (
    ("mailboxes.yaml", HELP, HELP + BY_HOURS),
    ("mailboxes.yaml", "destinations:", f"destinations:\n{GUARD}"),
)
GONE = "  gone: {address: gone@acme.example, retired: {since: 2026-07-01, successor: help}}"
RETIRED: tuple[Change, ...] = (("mailboxes.yaml", "mailboxes:", f"mailboxes:\n{GONE}"),)
LEAD = "activation: {take_in_charge: {within: 4 business hours, from: request}}, "
HOURS: tuple[Change, ...] = (("services/main.yaml", "  wiki: {", "  wiki: {" + LEAD),)


Mismatches = Callable[[tuple[Change, ...], str], list[str]]


@pytest.fixture
def mismatches(catalog_at: Write) -> Mismatches:
    """What is other than expected of the small catalog with changes."""

    def messages(changes: tuple[Change, ...], text: str) -> list[str]:
        root = catalog_at(*changes)
        loaded = load(root)
        assert loaded.findings == ()
        (root / "tests").mkdir()
        path = root / "tests" / "expected.yaml"
        path.write_text(text)
        read = read_expectations([read_named(path)], loaded.identifiers)
        assert read.findings == ()
        outcomes = run(loaded.catalog, read.cases)
        return [finding.message for outcome in outcomes for finding in outcome.findings]

    return messages


def test_mail_that_goes_elsewhere_at_night(
    mismatches: Mismatches,
) -> None:
    assert mismatches(NIGHT, """
routes:
  - {mail: {to: help@acme.example}, at: 2026-01-05T09:00, delivers_to: [desk]}
  - {mail: {to: help@acme.example}, at: 2026-01-05T18:00, delivers_to: [guard]}
  - {mail: {to: help@acme.example}, at: 2026-01-06T09:00, delivers_to: [guard]}
""") == []  # fmt: skip


def test_mail_that_depends_on_the_hours_needs_its_time(
    mismatches: Mismatches,
) -> None:
    (message,) = mismatches(NIGHT, "routes: [{mail: {to: help@acme.example}, delivers_to: [desk]}]")
    assert message.startswith("there is no answer: ")


def test_a_retired_mailbox_is_refused_from_its_day_on_and_names_the_successor(
    mismatches: Mismatches,
) -> None:
    refused = "refused: help@acme.example"
    assert mismatches(RETIRED, f"""
routes:
  - {{mail: {{to: gone@acme.example}}, {refused}}}
  - {{mail: {{to: gone@acme.example}}, at: 2026-07-01T00:00, {refused}}}
""") == []  # fmt: skip


def test_a_lead_time_in_hours_is_an_instant(
    mismatches: Mismatches,
) -> None:
    case = "{service: wiki, process: activation, requested: 2026-01-05T16:00, dates: "
    assert mismatches(HOURS, f"""
lead_times:
  - {case} {{take_in_charge: 2026-01-07T10:00}}}}
  - {case} {{take_in_charge: "2026-01-07T09:00Z"}}}}
  - {case} {{take_in_charge: 2026-01-07T11:00}}}}
  - {case} {{take_in_charge: 2026-01-07}}}}
""") == [
        "dates.take_in_charge: expected 2026-01-07T11:00 (Wednesday), came 2026-01-07T10:00 (Wednesday)",
        "dates.take_in_charge: expected 2026-01-07 (Wednesday), came 2026-01-07T10:00+01:00 (Wednesday)",
    ]  # fmt: skip


MOVED = """\
clocks:
  - why: What is moved has the terms of its service now
    ticket: {service: wiki, opened: 2026-01-08T08:00, channel: mail}
    events: [{at: 2026-01-08T10:00, event: service, value: VALUE, by: desk}]
    at: 2026-01-08T10:30
    shows: {first_response: {state: breached, due: 2026-01-08T09:00}}
"""


def test_clock_of_a_ticket_that_is_moved(mismatches: Mismatches) -> None:
    # The pump is critical, so its severity is high and its answer due within an hour.
    assert mismatches((), MOVED.replace("VALUE", "pump")) == []


def test_ticket_is_moved_to_a_service_of_the_catalog(mismatches: Mismatches) -> None:
    (unknown,) = mismatches((), MOVED.replace("VALUE", "pomp"))
    assert 'unknown service "pomp"' in unknown
