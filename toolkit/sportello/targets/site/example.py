"""A promise at work: one ticket, when its answer is due, and the timeline of how that comes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sportello.catalog.model import PublicCatalog, Target
from sportello.sla import TimelineText, timeline_svg
from sportello.sla.start import received
from sportello.targets.site.messages import Messages
from sportello.worktime import (
    BeyondKnownHolidays,
    Calendar,
    DurationKind,
    ExplainedDay,
    in_language,
)


@dataclass(frozen=True)
class Example:
    """When a ticket of the example comes, is received and is due, and the file of its timeline."""

    opened: datetime
    received: datetime
    due: datetime
    file: str


def example_of(
    catalog: PublicCatalog, target: Target, calendar: str | None, intake: str | None
) -> Example | None:
    """Return the example of a target counted in a calendar, of tickets received in an intake.

    There is none for time round the clock, nor where the holidays of its days are not known or the
    calendar never closes. The ticket comes half an hour before closing on the first open day after
    New Year's Day of the first published year: between holidays, where counting in one's head goes
    wrong.
    """
    if calendar is None or target.within.kind is not DurationKind.BUSINESS:
        return None
    hours = catalog.calendars[calendar]
    # Naive, so that it is read in the calendar's zone.
    new_year = datetime.combine(date(catalog.helpdesk.years.first, 1, 2), time())
    try:
        opened = hours.next_closing(new_year) - timedelta(minutes=30)
        came = received(catalog.calendars[intake] if intake else None, opened)
        due = hours.due(came, target.within)
    except BeyondKnownHolidays:
        return None
    names = (calendar, str(target.within).replace(" ", "-"), intake if came > opened else None)
    return Example(opened, came, due, f"{'-'.join(filter(None, names))}.svg")


def timelines(catalog: PublicCatalog, _: Messages) -> Iterator[tuple[str, bytes]]:
    """Yield the timelines of all examples in a language, by file name.

    A policy for tickets that come in some hours has none: the example might come in others.
    """
    services = {(each.calendar, each.intake_calendar) for each in catalog.services.values()}
    for policy in (each for each in catalog.policies.values() if not each.when.hours):
        for target in policy.targets.values():
            for calendar, intake in {(target.calendar or each[0], each[1]) for each in services}:
                found = example_of(catalog, target, calendar, intake)
                if found is not None and calendar is not None:
                    yield found.file, _timeline(catalog.calendars[calendar], target, found, _)


def _timeline(calendar: Calendar, target: Target, example: Example, _: Messages) -> bytes:
    explanation = calendar.explain(example.received, target.within)
    due = _.date(example.due, "EEE d MMM y") + f" {example.due:%H:%M}"
    text = TimelineText(
        title=_("How the deadline is counted"),
        due=due,
        days=tuple((_.date(day.date, "EEE d MMM y"), _adds(day, _)) for day in explanation.days),
    )
    return timeline_svg(calendar, explanation, text).encode()


def _adds(day: ExplainedDay, _: Messages) -> str:
    if day.seconds:
        minutes = day.seconds // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    if day.skipped is None:
        return ""
    name = in_language(day.skipped.text, _.language) if day.skipped.text else ""
    return name or (_("weekend") if day.skipped.kind == "weekend" else _("closed"))
