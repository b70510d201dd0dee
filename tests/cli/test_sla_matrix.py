"""`sportello sla matrix`: the whole promise on one page."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from frozen import FROZEN
from sla.contracts import FILES

Run = Callable[..., Result]
Write = Callable[..., Path]


def test_table_tells_policies_and_the_rules_that_change_severities(
    run: Run, catalog_at: Write
) -> None:
    arguments = ("sla", "matrix", "--on", "2026-01-07", "--catalog")
    assert (
        run(*arguments, catalog_at(**FILES)).output
        == """\
in force on Wednesday 7 January 2026

service  high  ordinary      low
wiki     base  base          base
pump     base  → high: base  → high: base

base: first response 8 business hours, calendar office; next update 16 business hours, calendar office; resolution 2 working days, at the time of day of the start, calendar office
6 cells: no gap, 0 that promise no time
"""
    )


def test_channels_have_rows_of_their_own(run: Run) -> None:
    result = run(
        "sla", "matrix", "--on", "2026-01-07", "--provider", "accatre", "--channel", "phone",
        "--channel", "mail", "--catalog", FROZEN,
    )  # fmt: skip
    assert result.output.startswith("""\
in force on Wednesday 7 January 2026

service              channel  every ticket
piattaforma-crediti  phone    accatre-phone
piattaforma-crediti  mail     accatre
""")


def test_a_service_has_no_cell_for_a_severity_of_another_desk(run: Run) -> None:
    chosen = ("--service", "isee", "--service", "spinfo-software", "--catalog", FROZEN)
    shown = run("sla", "matrix", "--on", "2026-01-07", *chosen).output
    assert "high              ordinary          no severity\n" in shown
    assert "isee             -                 -                 sisemplice (no time)\n" in shown


def test_channels_that_are_not_shown_are_told(run: Run) -> None:
    asked = ("sla", "matrix", "--on", "2026-01-07", "--catalog", FROZEN)
    arguments = (*asked, "--provider", "accatre")
    assert run(*arguments).output.endswith(
        "\nnot shown: phone and desk have policies of their own: "
        "--channel phone --channel desk, or --channel all\n"
    )
    whole = run(*arguments, "--channel", "all").output
    assert "piattaforma-crediti  desk            accatre-desk\n" in whole
    assert "piattaforma-crediti  certified-mail  accatre\n" in whole
    assert "not shown" not in whole
    other = run(*asked, "--provider", "spinfo").output
    assert "not shown" not in other
    told = json.loads(run(*arguments, "--format", "json").output)
    assert told["channels_apart"] == ["phone", "desk"]


def test_one_channel_with_a_policy_of_its_own_is_told(run: Run, catalog_at: Write) -> None:
    sla = FILES["sla"].replace("{contract: [tokyo]}", "{channel: [phone]}")
    root = catalog_at(**{**FILES, "sla": sla})
    shown = run("sla", "matrix", "--on", "2026-01-07", "--catalog", root).output
    assert "not shown: phone has a policy of its own: --channel phone, or --channel all" in shown


def test_promise_of_a_contract_can_be_reviewed(run: Run, catalog_at: Write) -> None:
    root = catalog_at(**FILES)
    arguments = ("sla", "matrix", "--on", "2026-01-07", "--contract", "gold", "--catalog", root)
    shown = run(*arguments).output
    assert shown.startswith("for tickets under contract gold (ACME)\n")
    assert "\nwiki     gold  gold          gold\n" in shown
    assert "\npump     base  " in shown
    told = json.loads(run(*arguments, "--format", "json").output)
    assert (told["contract"], told["cells"][0]["policy"]) == ("gold", "gold")


def test_csv_names_the_day_and_says_where_no_time_is_promised(run: Run) -> None:
    result = run(
        "sla", "matrix", "--on", "2026-01-07", "--service", "isee", "--service",
        "piattaforma-crediti", "--format", "csv", "--catalog", FROZEN,
    )  # fmt: skip
    rows = {row["service"]: row for row in csv.DictReader(io.StringIO(result.output))}
    assert {row["on"] for row in rows.values()} == {"2026-01-07"}
    assert rows["isee"]["promise"] == "no time promised"
    assert rows["piattaforma-crediti"]["promise"] == ""
    assert rows["piattaforma-crediti"]["policy_name"] == "ACCATRE, other channels"
    assert rows["isee"]["service_name"]


def test_csv_and_json_have_the_same_facts(run: Run, catalog_at: Write) -> None:
    arguments = ("sla", "matrix", "--service", "pump", "--catalog", catalog_at(**FILES), "--format")
    rows = list(csv.DictReader(io.StringIO(run(*arguments, "csv").output)))
    cells = json.loads(run(*arguments, "json").output)["cells"]
    assert [row["severity"] for row in rows] == ["high", "ordinary", "low"]
    for row, cell in zip(rows, cells, strict=True):
        for key in ("service", "severity", "channel", "becomes", "rule", "policy", "hole"):
            assert row[key] == (cell[key] or "")
        for kind, target in cell["targets"].items():
            assert (row[kind], row[f"{kind}_calendar"]) == (target["within"], target["calendar"])
        assert row["take_in_charge"] == ""


def test_holes_are_marked(run: Run, catalog_at: Write) -> None:
    root = catalog_at(sla="severities: {high: {name: High, rank: 1}}\n")
    (root / "services" / "main.yaml").write_text("services: {}\n")
    empty = run("sla", "matrix", "--catalog", root)
    assert (empty.exit_code, "0 cells: no gap" in empty.output) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--service", "wiky"], 'unknown service "wiky": did you mean "wiki"?'),
        (["--provider", "acne"], 'unknown provider "acne": did you mean "acme"?'),
        (["--channel", "fone"], 'unknown channel "fone": did you mean "phone"?'),
        (["--service", "acme"], '"acme" is a provider: its services are wiki, pump'),
        (["--contract", "gld"], 'unknown contract "gld": did you mean "gold"?'),
        (["--on", "soon"], '"soon" is not a date: write it like 2026-08-14'),
        (["--on", "07/01/2026"], '"07/01/2026" is not a date: write it like 2026-08-14'),
        (["--on", "20260107"], '"20260107" is not a date'),
        (["--on", "0001-01-07"], "0001-01-07 is out of reach: write a date from 1970 to 2100"),
        (["--format", "text"], "'text' is not one of 'table', 'csv', 'json'"),
    ],
)
def test_misuse_is_explained(
    run: Run, catalog_at: Write, arguments: list[str], message: str
) -> None:
    result = run("sla", "matrix", *arguments, "--catalog", catalog_at(**FILES))
    assert (result.exit_code, message in result.output) == (2, True), result.output
