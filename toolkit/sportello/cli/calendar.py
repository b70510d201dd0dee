"""`sportello calendar NAME`: the hours of a calendar, and whether it is open."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sportello.cli._common import (
    answered,
    catalog_option,
    format_option,
    print_json,
    sound_catalog,
)
from sportello.cli._moments import MOMENT, WEEKDAYS, full_instant, reason_in_words

if TYPE_CHECKING:
    from sportello.worktime import Calendar, DayPlan


@click.command("calendar")
@click.argument("name", required=False)
@click.option("--at", type=MOMENT, help="The instant to look at, such as 2026-01-05T17:30 (now).")
@click.option("--days", type=click.IntRange(1, 366), default=14, show_default=True)
@catalog_option
@format_option
def command(name: str | None, at: datetime | None, days: int, directory: Path, style: str) -> None:
    """Show the hours of the calendar NAME over some days, and whether it is open.

    Without NAME, list the calendars.
    """
    from sportello.sla.calendars import calendar_named
    from sportello.worktime.zones import Zone

    catalog = sound_catalog(directory)
    if name is None:
        if style == "json":
            print_json({"calendars": list(catalog.calendars)})
        else:
            click.echo("\n".join(catalog.calendars))
        return
    with answered():
        calendar = calendar_named(catalog, name)
    zone = Zone(calendar.timezone)
    moment = at or datetime.now(zone).replace(microsecond=0)
    if moment.tzinfo is not None:
        moment = moment.astimezone(zone)
    with answered():
        is_open = calendar.is_open(moment)
        changes = _next_change(calendar, moment, is_open)
        plans = _plans(calendar, moment.date(), days)
    if style == "json":
        print_json(_plain(calendar, moment, is_open, changes, plans))
        return
    click.echo(f"{calendar.name} ({calendar.timezone})")
    state, change = ("open", "closes") if is_open else ("closed", "opens")
    then = full_instant(changes) if changes else "at no known time"
    click.echo(f"{full_instant(moment)}: {state}; {change} {then}\n")
    for line in _made_of(calendar):
        click.echo(line)
    for day, hours in calendar.weekly().items():
        click.echo(f"  {WEEKDAYS[day]:<10} {', '.join(map(str, hours)) or 'closed'}")
    click.echo("")
    for plan in plans:
        times = ", ".join(map(str, plan.hours)) or "closed"
        reason = f"  ({reason_in_words(plan.reason)})" if plan.reason else ""
        click.echo(f"  {plan.date:%a} {plan.date.day:>2} {plan.date:%b %Y}  {times}{reason}")
    if len(plans) < days:
        click.echo(f"\nIts holidays are known to {calendar.known_dates[1]}, and no hours after it.")


def _made_of(calendar: "Calendar") -> Iterator[str]:
    combined = calendar.combined
    if combined:
        which, verb = ("all", "are") if combined.needs_all else ("any", "is")
        yield f"  open while {which} of these {verb}: {', '.join(combined.names)}"
        if calendar.weekly():
            yield ""


def _plans(calendar: "Calendar", first: date, days: int) -> "list[DayPlan]":
    """Return the plans of so many days, or of those up to the last whose holidays are known."""
    end = min(first.toordinal() + days, calendar.known_dates[1].toordinal() + 1)
    return [calendar.day(date.fromordinal(n)) for n in range(first.toordinal(), end)]


def _next_change(calendar: "Calendar", moment: datetime, is_open: bool) -> datetime | None:
    """Return when it closes or opens next; None if it does not in the years that are known."""
    from sportello.worktime import BeyondKnownHolidays

    try:
        return calendar.next_closing(moment) if is_open else calendar.next_opening(moment)
    except BeyondKnownHolidays:
        return None


def _plain(
    calendar: "Calendar",
    moment: datetime,
    is_open: bool,
    changes: datetime | None,
    plans: "list[DayPlan]",
) -> dict[str, Any]:
    combined = calendar.combined
    return {
        "calendar": calendar.name,
        "timezone": calendar.timezone,
        **({combined.key: list(combined.names)} if combined else {}),
        "at": moment.isoformat(),
        "open": is_open,
        "changes": changes.isoformat() if changes else None,
        "week": {
            WEEKDAYS[day]: [str(h) for h in hours] for day, hours in calendar.weekly().items()
        },
        "known_until": calendar.known_dates[1].isoformat(),
        "days": [
            {
                "date": plan.date.isoformat(),
                "hours": [str(h) for h in plan.hours],
                "reason": asdict(plan.reason) if plan.reason else None,
            }
            for plan in plans
        ],
    }
