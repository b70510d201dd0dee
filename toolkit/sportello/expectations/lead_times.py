"""Expectations about lead times: the dates of an activation or deactivation."""

from collections.abc import Iterator
from datetime import date, datetime

from msgspec.structs import asdict

from sportello.catalog.model import Catalog, LeadStart
from sportello.expectations.model import LeadTimeCase
from sportello.expectations.verdict import Counted, Mismatch, Verdict, as_written, no_answer
from sportello.sla import LeadDate, LeadTimeError, lead_dates
from sportello.worktime import WorktimeError, parse_date_or_instant


def check_lead_times(catalog: Catalog, case: LeadTimeCase) -> Verdict:
    """Return what is other than expected about an activation or deactivation."""
    given: dict[LeadStart, str | None] = {
        "order": case.ordered,
        "request": case.requested,
        "certified-mail": case.certified_mail_sent,
    }
    starts = {
        start: parse_date_or_instant(when) for start, when in given.items() if when is not None
    }
    try:
        found: dict[str, LeadDate] = {
            each.step: each for each in lead_dates(catalog, case.service, case.process, starts)
        }
    except (LeadTimeError, WorktimeError) as error:
        return no_answer((), error)
    dates = {} if case.dates is None else asdict(case.dates)
    expected = {
        step: parse_date_or_instant(when) for step, when in dates.items() if when is not None
    }
    mismatches = tuple(
        each for step, when in expected.items() for each in _mismatch(step, when, found.get(step))
    )
    wrong = {each.path[-1] for each in mismatches}
    return Verdict(
        mismatches,
        tuple(_step(each) for each in found.values()),
        tuple(
            Counted(
                f"{each.step}: {each.duration}, calendar {each.calendar.name}", each.explanation
            )
            for each in found.values()
            if each.step in wrong and each.explanation and each.calendar
        ),
    )


def _mismatch(step: str, when: date | datetime, found: LeadDate | None) -> Iterator[Mismatch]:
    if found is None:
        yield Mismatch(("dates", step), as_written(when), "no such date in the sheet")
    elif found.when is None:
        yield Mismatch(("dates", step), as_written(when), f"not known without the {found.start}")
    else:
        came = found.when
        if isinstance(came, datetime) and isinstance(when, datetime) and when.tzinfo is None:
            came = came.replace(tzinfo=None)
        if came != when:
            yield Mismatch(("dates", step), as_written(when), as_written(came))


def _step(found: LeadDate) -> str:
    since = "" if found.counted_from is None else f" of {as_written(found.counted_from)}"
    when = "not known" if found.when is None else f"{found.bound} {as_written(found.when)}"
    return f"{found.step}: {found.duration} from the {found.start}{since}: {when}"
