"""`sportello sla due`: the deadlines of a ticket, and why they fall where they fall."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sportello.cli._common import answered, catalog_option, format_option, print_json
from sportello.cli._moments import MOMENT, full_instant
from sportello.cli.sla._options import at_option, terms_catalog, ticket_options

if TYPE_CHECKING:
    from sportello.sla import Answer


@click.command("due")
@click.argument("service")
@click.option(
    "--opened", type=MOMENT, required=True, help="When the ticket came: 2026-01-05T17:30."
)
@ticket_options
@click.option("--explain", is_flag=True, help="Tell the open hours of every day too, as a table.")
@click.option(
    "--svg",
    type=click.Path(path_type=Path, file_okay=False),
    help="A directory for a picture of each deadline.",
)
@at_option
@catalog_option
@format_option
def command(
    directory: Path,
    style: str,
    revision: str | None,
    *,
    explain: bool,
    svg: Path | None,
    **attributes: Any,
) -> None:
    """Say when each promise for a ticket of SERVICE falls due, and why.

    A time without an offset is read in the desk's zone.
    """
    from sportello.cli.sla import _due
    from sportello.sla import Ticket, deadlines, escalation_schedule

    catalog, past = terms_catalog(directory, revision)
    with answered():
        answer = deadlines(catalog, Ticket(**attributes))
        report = _due.DueReport(catalog, past, answer, escalation_schedule(catalog, answer))
    if svg is not None:
        _write_timelines(answer, svg)
    if style == "json":
        print_json(_due.plain(report))
    else:
        click.echo("\n".join(_due.lines(report, explain=explain)))


def _write_timelines(answer: "Answer", directory: Path) -> None:
    from sportello.catalog.model.sla import target_name
    from sportello.cli.sla._days import adds, date_in_words
    from sportello.files import write_file
    from sportello.sla import TimelineText, timeline_svg

    for deadline in answer.deadlines:
        kind = target_name(deadline.kind)
        text = TimelineText(
            title=f"{kind} of {answer.ticket.service}, opened {full_instant(answer.ticket.opened)}",
            due=full_instant(deadline.due),
            days=tuple((date_in_words(day), adds(day)) for day in deadline.explanation.days),
        )
        timeline = timeline_svg(deadline.calendar, deadline.explanation, text)
        write_file(directory / f"{deadline.kind}.svg", timeline.encode())
