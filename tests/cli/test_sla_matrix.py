"""`sportello sla matrix`: the whole promise on one page."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from sla.contracts import FILES

Run = Callable[..., Result]
Write = Callable[..., Path]
REAL = Path(__file__).parents[2] / "catalog"


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
6 cells: no hole, 0 that promise no time
"""
    )


def test_channels_have_rows_of_their_own(run: Run) -> None:
    result = run(
        "sla", "matrix", "--on", "2026-01-07", "--provider", "accatre", "--channel", "phone",
        "--channel", "mail", "--catalog", REAL,
    )  # fmt: skip
    assert result.output.startswith("""\
in force on Wednesday 7 January 2026

service              channel  high           ordinary
piattaforma-crediti  phone    accatre-phone  accatre-phone
piattaforma-crediti  mail     accatre        accatre
""")


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
    assert (empty.exit_code, "0 cells: no hole" in empty.output) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--service", "wiky"], 'unknown service "wiky": did you mean "wiki"?'),
        (["--provider", "acne"], 'unknown provider "acne": did you mean "acme"?'),
        (["--channel", "fone"], 'unknown channel "fone": did you mean "phone"?'),
        (["--on", "soon"], "'soon' does not match the format"),
        (["--format", "text"], "'text' is not one of 'table', 'csv', 'json'"),
    ],
)
def test_misuse_is_explained(
    run: Run, catalog_at: Write, arguments: list[str], message: str
) -> None:
    result = run("sla", "matrix", *arguments, "--catalog", catalog_at(**FILES))
    assert (result.exit_code, message in result.output) == (2, True), result.output
