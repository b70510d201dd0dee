"""`sportello sla due`: the deadlines of a ticket, and why they fall where they fall."""

import sys
from dataclasses import asdict
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sportello.cli._common import catalog_option, format_option, print_json, sound_catalog
from sportello.cli._moments import MOMENT, clock, in_words, reason_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sportello.catalog.model import Catalog
    from sportello.sla import Answer, Deadline
    from sportello.worktime import Day


@click.command("due")
@click.argument("service")
@click.option(
    "--opened", type=MOMENT, required=True, help="When the ticket came: 2026-01-05T17:30."
)
@click.option("--channel", help="How it came: mail, phone, portal, desk, chat, certified-mail.")
@click.option("--severity", help="The severity given to it; the priority rules may change it.")
@click.option("--type", help="Its type, such as incident.")
@click.option("--phase", help="The phase the service is in, such as roll-out.")
@click.option("--cause", help="The cause, where a priority rule asks for it.")
@catalog_option
@format_option
def command(directory: Path, style: str, **attributes: Any) -> None:
    """Say when each promise for a ticket of SERVICE falls due, and why.

    A time without an offset is read in the zone of the calendar that counts.
    """
    from sportello.sla import Ticket, TicketError, deadlines  # noqa: PLC0415 - keeps --help fast
    from sportello.worktime import WorktimeError  # noqa: PLC0415

    catalog = sound_catalog(directory)
    try:
        answer = deadlines(catalog, Ticket(**attributes))
    except TicketError as error:
        raise click.UsageError(str(error)) from None
    except WorktimeError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)
    if style == "json":
        print_json(_plain(answer))
    else:
        click.echo("\n".join(_lines(catalog, answer)))


def _lines(catalog: "Catalog", answer: "Answer") -> "Iterator[str]":
    ticket, policy = answer.ticket, answer.policy.policy
    yield f"{ticket.service}: {catalog.services[ticket.service].name.says('en')}"
    yield f"opened    {in_words(ticket.opened)}"
    yield f"severity  {answer.severity.severity}"
    if answer.severity.why:
        yield f"          {answer.severity.why.says('en')}"
    yield f"policy    {answer.policy.name}" + (f": {policy.name.says('en')}" if policy else "")
    if policy and policy.statement:
        yield f"          {policy.statement.says('en')}"
    for deadline in answer.deadlines:
        yield ""
        yield from _deadline(deadline)
    if not answer.deadlines:
        yield ""
        yield "This policy promises no time."
    yield ""
    yield "Why this severity and this policy:"
    yield from (f"  - {step}" for step in (*answer.severity.steps, *answer.policy.steps))


def _deadline(deadline: "Deadline") -> "Iterator[str]":
    target, calendar = deadline.target, deadline.calendar
    yield f"{deadline.kind.replace('_', ' ')}: {in_words(deadline.due)}"
    yield f"  {target.within}, calendar {calendar.name} ({calendar.timezone})"
    if deadline.opens is not None:
        yield f"  closed at the opening of the ticket; opens {in_words(deadline.opens)}"
    yield from (f"  {_day(day)}" for day in deadline.explanation.days)


def _day(day: "Day") -> str:
    date = f"{day.date:%a} {day.date.day:>2} {day.date:%b %Y}"
    if day.skipped is not None:
        return f"{date}  {reason_in_words(day.skipped)}"
    counted = f"day {day.working_day}" if day.working_day else ""
    stretches = ", ".join(f"{start:%H:%M}-{_end(end)}" for start, end in day.stretches)
    if day.seconds:
        counted = f"{stretches:<24} {clock(day.seconds):>6}   total {clock(day.total)}"
    return f"{date}  {counted}".rstrip()


def _end(instant: datetime) -> str:
    return "24:00" if instant.time() == time(0) else f"{instant:%H:%M}"


def _plain(answer: "Answer") -> dict[str, Any]:
    return {
        "service": answer.ticket.service,
        "opened": answer.ticket.opened,
        "severity": answer.severity.severity,
        "priority_rule": answer.severity.rule,
        "policy": answer.policy.name,
        "targets": {
            deadline.kind: {
                "within": str(deadline.target.within),
                "calendar": deadline.calendar.name,
                "due": deadline.due.isoformat(),
                "days": [
                    {
                        "date": day.date.isoformat(),
                        "stretches": [[a.isoformat(), b.isoformat()] for a, b in day.stretches],
                        "seconds": day.seconds,
                        "total": day.total,
                        "working_day": day.working_day,
                        "skipped": asdict(day.skipped) if day.skipped else None,
                    }
                    for day in deadline.explanation.days
                ],
            }
            for deadline in answer.deadlines
        },
        "why": [*answer.severity.steps, *answer.policy.steps],
    }
