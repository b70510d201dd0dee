"""Exchange Online and Google Workspace: their data says what `decide` says."""

import csv
import json
from typing import Any

from hypothesis import assume, given

from routing.desk import SMALL, box, catalogs, desk, is_sound, retired
from sportello.catalog.model import Catalog, Text
from sportello.routing import decide, flatten
from sportello.targets import exchange, google

ON_THE_WAY = {"desk+isee@mbox.example", "archive+isee@mbox.example"}


def exchange_data(catalog: Catalog) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(exchange.render(flatten(catalog))["routing.json"])
    return data


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(content.decode().splitlines()))


def google_map(catalog: Catalog) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in rows(google.render(flatten(catalog))["recipient-address-map.csv"]):
        found.setdefault(row["from"], set()).add(row["to"])
    return found


def google_groups(catalog: Catalog) -> dict[str, set[str]]:
    files = google.render(flatten(catalog))
    found = {
        row["email"]: {each["email"] for each in rows(files[f"members/{row['email']}.csv"])}
        for row in rows(files["groups.csv"])
    }
    aliases = {row["alias"]: found[row["group"]] for row in rows(files["aliases.csv"])}
    return found | aliases


def test_a_mailbox_is_a_group_with_its_aliases_and_destinations() -> None:
    groups = {each["name"]: each for each in exchange_data(SMALL)["groups"]}
    isee = groups["sportello-isee"]
    assert isee["address"] == "helpdesk.isee@01s.it"
    assert isee["aliases"] == ["isee@01s.it", "isee+urgent@01s.it"]
    assert set(isee["members"]) == ON_THE_WAY
    assert google_groups(SMALL)["isee@01s.it"] == ON_THE_WAY


def test_a_retired_mailbox_refuses_with_the_text_of_the_catalog() -> None:
    refusals = {each["name"]: each for each in exchange_data(SMALL)["refusals"]}
    closed = refusals["sportello-closed"]
    assert closed["addresses"] == ["closed@01s.it", "shut@01s.it"]
    assert closed["text"] == "Il servizio e cessato"
    assert "helpdesk.isee@01s.it" in refusals["sportello-old"]["text"]
    assert not {"closed@01s.it", "old@01s.it"} & set(google_map(SMALL))


@given(catalogs())
def test_every_address_in_use_leads_where_decide_says(catalog: Catalog) -> None:
    assume(is_sound(catalog))
    by_group = {
        address: set(group["members"])
        for group in exchange_data(catalog)["groups"]
        for address in (group["address"], *group["aliases"])
    }
    refused = {each for rule in exchange_data(catalog)["refusals"] for each in rule["addresses"]}
    for address, name in (
        (each, name)
        for name, mailbox in catalog.mailboxes.items()
        for each in (mailbox.address, *mailbox.aliases)
    ):
        decision = decide(catalog, address)
        expected = {each.address for each in decision.deliveries}
        assert by_group.get(address, set()) == expected, name
        assert google_map(catalog).get(address, set()) == expected
        assert google_groups(catalog).get(address, set()) == expected
        assert (address in refused) == (decision.refusal is not None)


def test_text_of_the_catalog_is_data_and_the_script_the_same_for_every_catalog() -> None:
    hostile = """x'; Remove-Mailbox * ’; $(calc) `"""
    catalog = desk({"a": box("a@01s.it", retired=retired(text=Text(hostile)))}, {})
    name = "Set-SportelloRouting.ps1"
    assert exchange.render(flatten(catalog))[name] == exchange.render(flatten(SMALL))[name]
    assert exchange_data(catalog)["refusals"][0]["text"].startswith("x'; Remove-Mailbox * '; $(")


def test_each_script_and_table_of_exchange_is_ascii() -> None:
    # PowerShell reads a script without a mark of its encoding in that of the machine.
    assert all(content.isascii() for content in exchange.render(flatten(SMALL)).values())
