"""Expectations about opening hours."""

from sportello.catalog.model import Catalog
from sportello.expectations.model import HoursCase
from sportello.expectations.verdict import Verdict, compared, no_answer
from sportello.worktime import WorktimeError, in_language, parse_instant
from sportello.worktime.zones import Zone


def check_hours(catalog: Catalog, case: HoursCase) -> Verdict:
    """Return whether a calendar is open when it should be closed, or the other way round."""
    calendar, at = catalog.calendars[case.calendar], parse_instant(case.at)
    try:
        mismatches = tuple(compared("open", case.open, calendar.is_open(at)))
        local = at.astimezone(Zone(calendar.timezone)) if at.tzinfo else at
        plan = calendar.day(local.date())
    except WorktimeError as error:
        return no_answer(("at",), error)
    hours = ", ".join(map(str, plan.hours)) or "closed all day"
    reason = ""
    if plan.reason is not None:
        text = in_language(plan.reason.text, "en")
        reason = f" ({plan.reason.kind.replace('_', ' ')}{f': {text}' if text else ''})"
    return Verdict(mismatches, (f"{calendar.name} on {plan.date:%A} {plan.date}: {hours}{reason}",))
