"""Lead times: from an order, a request or a certified mail to the dates that follow from it.

A time in days gives a date. The day of the start is not counted (as in art. 2963 of the Italian
civil code): `30 calendar days` after 5 January is 4 February, whatever days lie between, and
`5 working days` after it is the fifth day on which the calendar opens. Calendar days that end on a
day without openings end as `if_closed` says: `next` is the rule of art. 2963 (3) of that code, and
of § 193 of the German one. A time in another unit gives an instant, and needs a start with its time
of day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from sportello.catalog.model import (
    After,
    Catalog,
    LeadStart,
    LeadTime,
    NotBefore,
    PublicService,
    Within,
)
from sportello.findings import Invalid
from sportello.sla.calendars import round_the_clock
from sportello.sla.service_names import service_hint
from sportello.worktime import Calendar, Duration, DurationKind, Explanation, IfClosed
from sportello.worktime.zone import DAY
from sportello.worktime.zones import Zone

Process = Literal["activation", "deactivation"]
LeadStep = Literal["take_in_charge", "work_starts", "service_starts"]
Bound = Literal["by", "on", "not before"]
Starts = Mapping[LeadStart, date | datetime]
"""What is known to have happened, and when; a naive instant is in the calendar's zone."""


class LeadTimeError(Invalid):
    """The catalog has no such lead time, or it cannot be counted."""


@dataclass(frozen=True, slots=True)
class LeadDate:
    """One date of an activation or deactivation, and why it falls where it falls.

    `when` is a date, an instant if the time is not counted in days, or None as long as the start
    is not known. `calendar` is None for days that need none; `explanation` has the days one by
    one where only some of them count. `rolled_from` is the last calendar day, if that is closed
    and `when` another one.
    """

    step: LeadStep
    bound: Bound
    duration: Duration
    start: LeadStart
    counted_from: date | datetime | None = None
    when: date | datetime | None = None
    calendar: Calendar | None = None
    explanation: Explanation | None = None
    if_closed: IfClosed = "stay"
    rolled_from: date | None = None


def lead_dates(
    catalog: Catalog, service: str, process: Process, starts: Starts
) -> tuple[LeadDate, ...]:
    """Return the dates of a process for a service, in the order of their steps.

    Raises LeadTimeError for what the catalog does not have, WorktimeError for an instant that
    does not exist or days beyond the known holidays.
    """
    if service not in catalog.services:
        hint = service_hint(catalog, service)
        raise LeadTimeError(f'unknown service "{service}"', hint)
    sheet = catalog.services[service]
    processes = {"activation": sheet.activation, "deactivation": sheet.deactivation}
    if process not in processes:
        raise LeadTimeError(f'"{process}" is no process', f"write {' or '.join(processes)}")
    lead = processes[process]
    if lead is None:
        raise LeadTimeError(
            f'the sheet of "{service}" says nothing about {process}', f'add "{process}:" to it'
        )
    rules = tuple(_rules(lead))
    for start in starts:
        if start not in {rule.start for rule in rules}:
            known = " and ".join(f"the {name}" for name in dict.fromkeys(r.start for r in rules))
            raise LeadTimeError(
                f'no time for the {process} of "{service}" is counted from the {start}',
                f"leave that date out, the others are counted from {known or 'nothing'}",
            )
    calendar = _calendar(catalog, sheet, lead)
    zone = Zone(calendar.timezone if calendar else catalog.helpdesk.timezone)
    return tuple(
        _dated(known, starts[known.start], calendar, zone) if known.start in starts else known
        for known in rules
    )


def _rules(lead: LeadTime) -> Iterator[LeadDate]:
    """Yield the rules of a process, of which no start is known yet."""
    for step in ("take_in_charge", "work_starts", "service_starts"):
        match getattr(lead, step):
            case Within(within=duration, from_=start, if_closed=if_closed):
                yield LeadDate(step, "by", duration, start, if_closed=if_closed)
            case After(after=duration, from_=start, if_closed=if_closed):
                yield LeadDate(step, "on", duration, start, if_closed=if_closed)
            case NotBefore(not_before=duration, from_=start, if_closed=if_closed):
                yield LeadDate(step, "not before", duration, start, if_closed=if_closed)


def _calendar(catalog: Catalog, service: PublicService, lead: LeadTime) -> Calendar | None:
    name = lead.calendar or service.calendar
    return None if name is None else catalog.calendars[name]


def _dated(
    rule: LeadDate, start: date | datetime, calendar: Calendar | None, zone: Zone
) -> LeadDate:
    duration, begins = rule.duration, _day(start, zone)
    if duration.kind is DurationKind.CALENDAR_DAYS and duration.amount % DAY == 0:
        try:
            when = begins + timedelta(days=duration.amount // DAY)
        except OverflowError:
            raise LeadTimeError(f'"{duration}" leads beyond every calendar', "write less") from None
        return _rolled(replace(rule, counted_from=begins), begins, when, calendar)
    if duration.kind is DurationKind.WORKING_DAYS:
        calendar = _needed(rule, calendar)
        # Noon stands for the day: unlike midnight, it exists in every zone on every day.
        explanation = calendar.explain(datetime.combine(begins, time(12)), duration)
        counted = [day.date for day in explanation.days if day.working_day]
        when = max(counted, default=begins)
        return replace(
            rule, counted_from=begins, when=when, calendar=calendar, explanation=explanation
        )
    if not isinstance(start, datetime):
        raise LeadTimeError(
            f'"{duration}" is counted from an instant, and {start} is a day',
            f"write it with its time, like {start}T09:00",
        )
    if duration.kind is DurationKind.BUSINESS:
        calendar = _needed(rule, calendar)
        explanation = calendar.explain(start, duration)
        return replace(
            rule,
            counted_from=start,
            when=explanation.due,
            calendar=calendar,
            explanation=explanation,
        )
    when = round_the_clock(zone.key).due(start, duration)
    return replace(rule, counted_from=start, when=when)


def _rolled(rule: LeadDate, begins: date, when: date, calendar: Calendar | None) -> LeadDate:
    """Return a rule with its last calendar day or, if that is closed, the one that it says."""
    if rule.if_closed == "stay":
        return replace(rule, when=when)
    calendar = _needed(rule, calendar)
    found = calendar.open_date(begins, when, rule.if_closed)
    rolled_from = when if found != when else None
    return replace(rule, when=found, calendar=calendar, rolled_from=rolled_from)


def _needed(rule: LeadDate, calendar: Calendar | None) -> Calendar:
    if calendar is None:
        raise LeadTimeError(
            f'"{rule.duration}" needs a calendar', 'add "calendar:" to the process or the service'
        )
    return calendar


def _day(start: date | datetime, zone: Zone) -> date:
    """Return the day of a start, in the zone of the calendar if the start has an offset."""
    if not isinstance(start, datetime):
        return start
    return (start.astimezone(zone) if start.tzinfo else start).date()
