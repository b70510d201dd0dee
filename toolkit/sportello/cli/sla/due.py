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
@click.option("--explain", is_flag=True, help="Tell the open hours of every day too, as a table.")
@click.option(
    "--svg",
    "pictures",
    type=click.Path(path_type=Path, file_okay=False),
    help="A directory for a picture of each deadline.",
)
@catalog_option
@format_option
def command(
    directory: Path, style: str, *, explain: bool, pictures: Path | None, **attributes: Any
) -> None:
    """Say when each promise for a ticket of SERVICE falls due, and why.

    A time without an offset is read in the zone of the calendar that counts.
    """
    from sportello.sla import Ticket, TicketError, deadlines
    from sportello.worktime import WorktimeError

    catalog = sound_catalog(directory)
    try:
        answer = deadlines(catalog, Ticket(**attributes))
    except TicketError as error:
        raise click.UsageError(str(error)) from None
    except WorktimeError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)
    if pictures is not None:
        _draw(answer, pictures)
    if style == "json":
        print_json(_plain(answer))
    else:
        click.echo("\n".join(_lines(catalog, answer, explain=explain)))


def _draw(answer: "Answer", directory: Path) -> None:
    from sportello.files import write_file
    from sportello.sla import Words, draw

    for deadline in answer.deadlines:
        kind = deadline.kind.replace("_", " ")
        words = Words(
            title=f"{kind} of {answer.ticket.service}, opened {in_words(answer.ticket.opened)}",
            due=in_words(deadline.due),
            days=tuple((_date(day), _adds(day)) for day in deadline.explanation.days),
        )
        picture = draw(deadline.calendar, deadline.explanation, words)
        write_file(directory / f"{deadline.kind}.svg", picture.encode())


def _lines(catalog: "Catalog", answer: "Answer", *, explain: bool) -> "Iterator[str]":
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
        yield from _deadline(deadline, explain=explain)
    if not answer.deadlines:
        yield ""
        yield "This policy promises no time."
    yield ""
    yield "Why this severity and this policy:"
    yield from (f"  - {step}" for step in (*answer.severity.steps, *answer.policy.steps))


def _deadline(deadline: "Deadline", *, explain: bool) -> "Iterator[str]":
    target, calendar = deadline.target, deadline.calendar
    yield f"{deadline.kind.replace('_', ' ')}: {in_words(deadline.due)}"
    yield f"  {target.within}, calendar {calendar.name} ({calendar.timezone})"
    if deadline.opens is not None:
        yield f"  closed at the opening of the ticket; opens {in_words(deadline.opens)}"
    if explain:
        yield from _table(deadline)
    else:
        yield from (f"  {_day(day)}" for day in deadline.explanation.days)


def _table(deadline: "Deadline") -> "Iterator[str]":
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table("day", "open", "counted", "hours", "total", "why not", box=SIMPLE_HEAD)
    for day in deadline.explanation.days:
        opened = ", ".join(map(str, deadline.calendar.day(day.date).hours))
        why = reason_in_words(day.skipped) if day.skipped else ""
        hours = clock(day.seconds) if day.seconds else ""
        table.add_row(_date(day), opened or "closed", _counted(day), hours, clock(day.total), why)
    console = Console(width=100, color_system=None)
    with console.capture() as captured:
        console.print(table)
    yield from (line.rstrip() for line in captured.get().strip("\n").split("\n"))


def _day(day: "Day") -> str:
    if day.skipped is not None or not day.seconds:
        return f"{_date(day)}  {_adds(day)}".rstrip()
    return f"{_date(day)}  {_counted(day):<24} {clock(day.seconds):>6}   total {clock(day.total)}"


def _date(day: "Day") -> str:
    return f"{day.date:%a} {day.date.day:>2} {day.date:%b %Y}"


def _adds(day: "Day") -> str:
    if day.skipped is not None:
        return reason_in_words(day.skipped)
    return clock(day.seconds) if day.seconds else _counted(day)


def _counted(day: "Day") -> str:
    if day.working_day and not day.seconds:
        return f"day {day.working_day}"
    return ", ".join(f"{start:%H:%M}-{_end(end)}" for start, end in day.stretches)


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
