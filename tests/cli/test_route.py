"""`sportello route`: where a mail goes, and why."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]
Write = Callable[..., Path]
REAL = Path(__file__).parents[2] / "catalog"


def test_shared_mailbox_names_both_procedures(run: Run) -> None:
    result = run("route", "HELPDESK.sisemplice.isee@01s.it", "--catalog", REAL)
    assert result.exit_code == 0
    assert "service      isee: ISEE\n" in result.output
    assert "service      iseu: ISEU\n" in result.output


def test_json_tells_the_same(run: Run, catalog_at: Write) -> None:
    result = run("route", "help+42@acme.example", "--catalog", catalog_at(), "--format", "json")
    decision = json.loads(result.output)
    assert (decision["mailbox"], decision["services"]) == ("help", ["wiki", "pump"])


def test_unknown_address_is_refused(run: Run, catalog_at: Write) -> None:
    result = run("route", "nobody@acme.example", "--catalog", catalog_at())
    assert (result.exit_code, "550" in result.output) == (1, True)


def test_no_address_is_misuse(run: Run, catalog_at: Write) -> None:
    result = run("route", "nobody", "--catalog", catalog_at())
    assert result.exit_code == 2
