"""`sportello sla lead-time`: the dates of an activation or deactivation, and why."""

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
from sportello.cli._moments import full_date, full_instant
from sportello.cli.sla._days import day_line, plain_days, rolled_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sportello.catalog.model import LeadStart
    from sportello.sla import LeadDate

_STARTS: "Mapping[LeadStart, tuple[str, str]]" = {
    "order": ("--ordered", "the order"),
    "request": ("--requested", "the request"),
    "certified-mail": ("--certified-mail-sent", "the certified mail is sent"),
}
"""Of each start: the option that tells it, and what a time is counted after."""
_START_OF: "Mapping[str, LeadStart]" = {
    option.strip("-").replace("-", "_"): start for start, (option, _) in _STARTS.items()
}
_STEPS = {
    "take_in_charge": "taken in charge",
    "work_starts": "work starts",
    "service_starts": "service starts",
}


class _DateOrMoment(click.ParamType[date]):
    """An ISO 8601 date, with or without its time."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | datetime:
        from sportello.worktime import parse_date_or_instant

        try:
            return parse_date_or_instant(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


_DATE = _DateOrMoment()


@click.command("lead-time")
@click.argument("service")
@click.argument("process", type=click.Choice(["activation", "deactivation"]))
@click.option("--ordered", type=_DATE, help="When the order came: 2026-01-05.")
@click.option("--requested", type=_DATE, help="When it was requested.")
@click.option("--certified-mail-sent", type=_DATE, help="When the certified mail (PEC) was sent.")
@click.option("--explain", is_flag=True, help="Tell every day, counted or skipped, too.")
@catalog_option
@format_option
def command(
    service: str, process: Any, directory: Path, style: str, *, explain: bool, **given: date | None
) -> None:
    """Say when SERVICE is activated or deactivated: each date that is promised, and why.

    Each time is counted from a start of its own: the order, the request or the certified mail.
    """
    from sportello.sla import lead_dates

    starts = {_START_OF[name]: when for name, when in given.items() if when is not None}
    catalog = sound_catalog(directory)
    with answered():
        dates = lead_dates(catalog, service, process, starts)
    if style == "json":
        print_json({"service": service, "process": process, "dates": [_plain(d) for d in dates]})
        return
    click.echo(f"{service}: {catalog.services[service].name.says('en')}, {process}")
    for each in dates:
        click.echo("")
        click.echo("\n".join(_lines(each, starts.get(each.start), explain=explain)))


def _lines(each: "LeadDate", given: date | None, *, explain: bool) -> "Iterator[str]":
    option, start = _STARTS[each.start]
    if each.when is None:
        yield f"{_STEPS[each.step]}: not known without {option} DATE"
    else:
        bound = "from" if each.bound == "not before" else each.bound
        yield f"{_STEPS[each.step]}: {bound} {when_in_words(each.when)}"
    counted = {"by": "within {}", "on": "{}", "not before": "{}"}[each.bound].format(each.duration)
    since = "" if each.counted_from is None else f" ({when_in_words(each.counted_from)})"
    if isinstance(given, datetime) and not isinstance(each.counted_from, datetime):
        since += f"; days count from that date, {given:%H:%M} makes no difference"
    where = f", calendar {each.calendar.name}" if each.calendar else ""
    earliest = " at the earliest" if each.bound == "not before" else ""
    yield f"  {counted} after {start}{earliest}{since}{where}"
    if each.rolled_from is not None and each.when is not None:
        yield f"  {rolled_in_words(each.rolled_from, each.when)}"
    if explain and each.explanation is not None:
        yield from (f"  {day_line(day)}" for day in each.explanation.days)


def when_in_words(when: date | datetime) -> str:
    """Return a date or an instant for people: `Wednesday 4 February 2026`."""
    return full_instant(when) if isinstance(when, datetime) else full_date(when)


def _plain(each: "LeadDate") -> dict[str, Any]:
    return {
        "step": each.step,
        "bound": each.bound,
        "when": None if each.when is None else each.when.isoformat(),
        "duration": str(each.duration),
        "from": each.start,
        "counted_from": None if each.counted_from is None else each.counted_from.isoformat(),
        "missing": _STARTS[each.start][0] if each.when is None else None,
        "calendar": each.calendar.name if each.calendar else None,
        **({"rolled_from": each.rolled_from.isoformat()} if each.rolled_from else {}),
        "days": plain_days(each.explanation.days if each.explanation else ()),
    }
