"""`sportello sla clock`: where the promises to tickets stand, by what happened to them."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sportello.cli._common import (
    answered,
    catalog_option,
    format_option,
    print_findings,
    print_json,
)
from sportello.cli._moments import MOMENT
from sportello.cli.sla._options import at_option, export_option, terms_catalog

if TYPE_CHECKING:
    from sportello.catalog.model import Catalog
    from sportello.sla.clock import ClockReport


@click.command("clock")
@click.argument(
    "file", metavar="EVENTS", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@export_option
@click.option(
    "--events",
    "beside",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="What happened to the tickets of an export, if that is a file of its own; may come often.",
)
@click.option("--now", type=MOMENT, help="The instant to read the clocks at (the present one).")
@click.option("--explain", is_flag=True, help="Tell every ticket in full, with a table of days.")
@at_option
@catalog_option
@format_option
def command(  # noqa: PLR0913 - what may be asked
    file: Path,
    style: str,
    now: datetime | None,
    export: str | None,
    beside: tuple[Path, ...],
    *,
    explain: bool,
    **terms: Any,
) -> None:
    """Say where each promise for the tickets in EVENTS stands: due, used, left, and why.

    EVENTS is JSON, one ticket {"service": ..., "channel": ..., "events": [{"at": ..., "event":
    ..., "value": ..., "by": ...}]} or a list of such; or CSV, one event a row, with the columns
    ticket, at, event, value, by, service, and those of a ticket's attributes that matter: channel,
    severity, severity_by, impact, urgency, type, phase, cause, contract, tags, system.

    An event is opened, state (value: a state of the lifecycle, or its name in a ticket system),
    reply (by desk or requester), note, priority (value: a severity), type, service, contract
    (value: the new one; without a value, there is no contract any more), assigned (value: a team),
    reopened or closed. The order in the file does not matter. A time without an offset is read in
    the desk's zone. What comes after --now does not count, and is told.

    Whoever answers a call or a chat opens its ticket, which is thereby answered; of one that the
    requester opened, the event opened says so: by requester.

    With --export, EVENTS is what a ticket system exports, as sportello report reads it, and
    --events what happened to its tickets. What is not sure of them is told on standard error:
    rows that say no more than a state hide pauses and reopenings.

    Exit status: 0 when every ticket is answered, late or not; 1 when the file is not right.
    """
    from sportello.sla import desk_time
    from sportello.sla.clock import read_clocks
    from sportello.worktime import WorktimeError

    catalog, past = terms_catalog(**terms)
    try:
        moment = desk_time(catalog, now)
    except WorktimeError as error:
        raise click.UsageError(f"--now: {error}") from None
    if beside and export is None:
        raise click.UsageError("--events is of an export: say which one with --export")
    with answered():
        if export is None:
            reports = read_clocks(catalog, file, moment)
        else:
            reports = _of_export(catalog, file, beside, moment, export)
    if style == "json":
        from sportello.cli.sla._clock_plain import plain

        print_json(plain(catalog, past, moment, reports))
        return
    from sportello.cli.sla._clock_words import lines

    click.echo("\n".join(lines(catalog, past, reports, explain=explain)))


def _of_export(
    catalog: "Catalog", file: Path, events: tuple[Path, ...], now: datetime, export: str
) -> "tuple[ClockReport, ...]":
    """Return the clocks of an export, and tell what is not sure."""
    from sportello.report.clocks import clocks_of_export

    found = clocks_of_export(catalog, file, events, now, export=export)
    if found.unsure:
        print_findings(found.unsure, err=True)
    if found.without_events:
        tickets = "1 ticket" if found.without_events == 1 else f"{found.without_events} tickets"
        note = f"nothing tells what happened to {tickets} in between: pauses are not known"
        click.echo(f"Note: {note}.", err=True)
    return found.reports
