"""`sportello sla elapsed`: the business time between two instants, day by day."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sportello.cli._common import answered, catalog_option, format_option, print_json
from sportello.cli._moments import MOMENT, length_in_words
from sportello.cli.sla._options import (
    at_option,
    past_in_words,
    past_plain,
    terms_catalog,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sportello.catalog.model import Catalog
    from sportello.catalog.revision import Past
    from sportello.sla import BusinessTime
    from sportello.worktime import Calendar, Pause


class _Pause(click.ParamType["Pause"]):
    """Two instants with a slash between, as ISO 8601 writes an interval."""

    name = "from/to"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> "Pause":
        first, slash, last = value.partition("/")
        if not slash:
            self.fail(
                f'"{value}" is no pause: write it like 2026-01-05T10:00/2026-01-05T12:00',
                param,
                ctx,
            )
        return MOMENT.convert(first, param, ctx), MOMENT.convert(last, param, ctx)


@click.command("elapsed")
@click.argument("start", metavar="FROM", type=MOMENT)
@click.argument("end", metavar="TO", type=MOMENT)
@click.option("--service", help="Count in the calendar of this service.")
@click.option("--calendar", "name", help="Count in this calendar.")
@click.option(
    "--pause", "pauses", type=_Pause(), multiple=True, help="A time that does not count; as often."
)
@click.option("--explain", is_flag=True, help="Tell the open hours of every day too, as a table.")
@at_option
@catalog_option
@format_option
def command(
    directory: Path,
    style: str,
    revision: str | None,
    *,
    explain: bool,
    **asked: Any,
) -> None:
    """Say how much business time lies between FROM and TO, and on which days.

    A time without an offset is read in the zone of the calendar.
    """
    from sportello.sla import business_time

    service, name = asked["service"], asked["name"]
    if (service is None) == (name is None):
        raise click.UsageError("name one of --service and --calendar, to count in")
    catalog, past = terms_catalog(directory, revision)
    with answered():
        calendar = _calendar(catalog, service, name)
        found = business_time(calendar, asked["start"], asked["end"], asked["pauses"])
    if style == "json":
        print_json(_plain(past, calendar, found))
    else:
        click.echo("\n".join(_lines(past, calendar, found, explain=explain)))


def _calendar(catalog: "Catalog", service: str | None, name: str | None) -> "Calendar":
    from sportello.sla.calendars import calendar_named
    from sportello.sla.ticket import check_service

    if service is not None:
        check_service(catalog, service)
        name = catalog.services[service].calendar
    if name is None:
        calendars = ", ".join(catalog.calendars)
        raise click.UsageError(
            f'service "{service}" has no calendar of its own: '
            f"name one with --calendar ({calendars})"
        )
    return calendar_named(catalog, name)


def _lines(
    past: "Past | None", calendar: "Calendar", found: "BusinessTime", *, explain: bool
) -> "Iterator[str]":
    from sportello.cli.sla._days import day_line, table
    from sportello.cli.sla._instants import zoned

    if past is not None:
        yield f"terms    at {past_in_words(past)}"
    yield f"from     {zoned(found.start)}"
    yield f"to       {zoned(found.end)}"
    yield f"counted  {length_in_words(found.seconds)} ({found.seconds} seconds) of business time"
    yield f"         {length_in_words(found.by_the_clock)} by the clock"
    yield f"calendar {calendar.name} ({calendar.timezone})"
    yield ""
    yield from table(calendar, found.days) if explain else map(day_line, found.days)


def _plain(past: "Past | None", calendar: "Calendar", found: "BusinessTime") -> dict[str, Any]:
    from sportello.cli.sla._days import plain_days

    return {
        "at": past_plain(past),
        "from": found.start.isoformat(),
        "to": found.end.isoformat(),
        "seconds": found.seconds,
        "by_the_clock": found.by_the_clock,
        "calendar": calendar.name,
        "timezone": calendar.timezone,
        "days": plain_days(found.days),
    }
