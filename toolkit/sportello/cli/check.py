"""`sportello check`: everything that is wrong with a catalog, in one run."""

import sys
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sportello.cli._common import (
    catalog_option,
    format_option,
    load,
    people_option,
    print_findings,
    print_json,
    read_overlay,
    renew_schemas,
)
from sportello.cli._moments import DATE

if TYPE_CHECKING:
    from sportello.catalog.model import Catalog


@click.command("check")
@catalog_option
@partial(format_option, more=("github",), and_for=", GitHub for the lines of a pull request")
@click.option(
    "--on",
    "day",
    type=DATE,
    help="Say also what this day brings, such as 2026-11-30: what ends soon, as warnings.",
)
@people_option
def command(directory: Path, style: str, day: date | None, people: Path | None) -> None:
    """Check a catalog and say what is wrong, where, and how to mend it.

    Exit status: 0 when there is no error, 1 when there are errors, 2 for misuse.
    """
    from sportello.api.checking import check_loaded
    from sportello.findings import annotations

    loaded = load(directory)
    overlay = read_overlay(people, loaded.catalog)
    findings = check_loaded(directory, loaded, day, overlay)
    renew_schemas(directory, loaded)
    if style == "json":
        print_json([asdict(finding) for finding in findings])
    elif style == "github":
        click.echo(annotations(findings), nl=False)
    else:
        print_findings(findings, err=False)
        if not findings:
            click.echo(f"{directory}: no problems. {_count(loaded.catalog)}.")
    sys.exit(any(finding.severity == "error" for finding in findings))


def _count(catalog: "Catalog") -> str:
    """Return how much a catalog holds: `1 provider, 4 services`."""
    counted = {
        ("provider", "providers"): catalog.providers,
        ("service", "services"): catalog.services,
        ("mailbox", "mailboxes"): catalog.mailboxes,
        ("calendar", "calendars"): catalog.calendars,
    }
    return ", ".join(f"{len(held)} {words[len(held) != 1]}" for words, held in counted.items())
