"""How soon: the rows of a sheet's table, and what stands in words instead."""

from collections.abc import Callable
from pathlib import Path

from sportello.catalog import load
from sportello.catalog.model import PublicCatalog
from sportello.directory.ways import all_ways
from sportello.targets.site import files
from sportello.targets.site.promises import Promises, all_promises
from sportello.targets.site.sheet import all_policies
from targets.site.conftest import rows_of

Write = Callable[..., Path]

SERVICES = """\
services:
  wiki:
    name: Wiki
    provider: acme
    calendar: office
    team: crew
    channels:
      - {kind: mail, reachable: In the contract}
      - {kind: phone, reachable: In the contract}
"""
TEAMS = "teams: {crew: {name: The crew, provider: acme}}\n"


def desk(catalog_at: Write, policies: str) -> PublicCatalog:
    states = (
        "lifecycle: {types: {request: {name: Request}}, states: {new: {name: New, category: new}}}"
    )
    root = catalog_at(sla=f"{states}\npolicies:\n{policies}", teams=TEAMS, mailboxes="")
    (root / "services/main.yaml").write_text(SERVICES)
    loaded = load(root)
    assert not [each for each in loaded.findings if each.severity == "error"]
    return loaded.catalog.public()


def promised(catalog: PublicCatalog) -> Promises:
    return all_promises(catalog, all_policies(catalog), all_ways(catalog))["wiki"]


BY_CHANNEL = """\
  call: {name: Call, when: {channel: [phone]}, targets: {next_update: {within: 4 business hours}}}
  rest: {name: Rest, targets: {resolution: {within: 2 working days}, first_response: {within: 8 business hours}}}
"""


def test_rows_are_told_by_channel_in_the_order_of_the_ways(catalog_at: Write) -> None:
    found = promised(desk(catalog_at, BY_CHANNEL))
    assert [row.channels for row in found.rows] == [("mail",), ("phone",)]
    assert found.kinds == ("first_response", "next_update", "resolution")
    assert found.calendars == ("office",)


def test_conditions_that_are_identifiers_are_told_by_the_name_of_the_policy(
    catalog_at: Write,
) -> None:
    policies = """\
  bug: {name: A defect, when: {cause: [bug-4]}, targets: {resolution: {within: 4 business hours}}}
  rest: {name: Rest, targets: {resolution: {within: 8 business hours}}}
"""
    sheet = files(desk(catalog_at, policies))["en/services/wiki/index.md"].decode()
    assert rows_of(sheet)[1:3] == [
        "A defect | <strong>within 4 business hours</strong>",
        "Any other | <strong>within 8 business hours</strong>",
    ]
    assert "bug-4" not in sheet


def test_a_condition_that_every_ticket_of_the_service_meets_is_none(catalog_at: Write) -> None:
    by_tag = "  vital: {name: Vital, when: {tag: [vital]}, targets: {resolution: {within: 4 business hours}}}\n"
    root = catalog_at(sla=f"policies:\n{by_tag}", teams=TEAMS, mailboxes="")
    (root / "services/main.yaml").write_text(f"{SERVICES}    tags: [vital]\n")
    (row,) = promised(load(root).catalog.public()).rows
    assert (row.depends_on, row.is_told_by_name) == (frozenset(), False)


def test_services_that_are_promised_the_same_share_it(catalog_at: Write) -> None:
    root = catalog_at(
        sla="lifecycle: {types: {request: {name: Request}}, "
        "states: {new: {name: New, category: new}}}\n"
        "policies:\n"
        "  wiki: {name: A, when: {service: [wiki]}, targets: {resolution: {within: 2 working days}}}\n"
        "  rest: {name: B, targets: {resolution: {within: 4 business hours}}}\n",
        teams=TEAMS,
        mailboxes="",
    )
    written = SERVICES.removeprefix("services:\n")
    others = (written.replace("  wiki:", f"  {name}:", 1) for name in ("blog", "shop"))
    (root / "services/main.yaml").write_text(SERVICES + "".join(others))
    catalog = load(root).catalog.public()
    found = all_promises(catalog, all_policies(catalog), all_ways(catalog))
    assert found["blog"] is found["shop"]
    assert found["blog"] != found["wiki"]


def test_without_times_the_sheet_says_whom_to_ask(catalog_at: Write) -> None:
    policies = "  asked: {name: Asked, when: {type: [request]}, statement: Requests take longer.}\n"
    policies += "  rest: {name: Rest, statement: Times are in the contract.}\n"
    sheet = files(desk(catalog_at, policies))["en/services/wiki/index.md"].decode()
    assert sheet.index("Times are in the contract.") < sheet.index("Requests take longer.")
    assert "[To find out the times, ask using the contacts above](#reach)" in sheet
