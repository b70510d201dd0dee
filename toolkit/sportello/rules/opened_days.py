"""Days that are opened: a desk works on a holiday or a Sunday only if that is meant."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import KeyPath, Problem, Rule, Severity, first_few
from sportello.rules.changed_hours import ChangedHours, announced_hours, is_made_by, written_hours
from sportello.worktime import Calendar, DatedHours, DayPlan, in_language
from sportello.worktime.special import until

D007: Final = Rule(
    "D007", Severity.WARNING, complete=frozenset({"calendars", "holidays", "announcements"})
)
"""Days that are opened perhaps by mistake.

*Giorni aperti forse per errore.*

An exception or an announcement over several days gives hours also to a holiday, a Sunday or the
free half of a day. If that is not meant, deadlines run and customers wait while nobody is at
work. Write `days: working` to leave these days closed, or `days: all` if they are meant. A
calendar that inherits the exception is told of the days that only it has closed.

Bad, in `announcements.yaml`:

```yaml
announcements:
  move:
    kind: go-live
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-10
    calendars: [office]
    open: ["08:00-20:00"]
```

Good:

```yaml
announcements:
  move:
    kind: go-live
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-10
    calendars: [office]
    days: working
    open: ["08:00-20:00"]
```
"""

_SHOWN: Final = 10
"""Dates that one message names."""


def _unsaid(catalog: Catalog) -> Iterator[Problem]:
    reported: dict[DatedHours, set[date]] = {}
    for name, dated in _excepted(catalog):
        change, calendar = written_hours(name, dated), catalog.calendars[name]
        days = reported.setdefault(dated, set())
        opened = [p for p in _opened(calendar, change) if dated.place or p.date not in days]
        days.update(plan.date for plan in opened)
        path = (*change.path, "open") if dated.place else change.path
        yield from _unmeant(change, name, opened, path)
    for name, each in catalog.announcements.items():
        if each.days is None and each.open and not each.closed:
            change = announced_hours(name, each)
            found = (
                _unmeant(change, one, _opened(catalog.calendars[one], change), change.path)
                for one in each.calendars
                if one in catalog.calendars
            )
            yield from islice(chain.from_iterable(found), 1)


def _excepted(catalog: Catalog) -> list[tuple[str, DatedHours]]:
    """Return exceptions that do not say on which days they open, those that are inherited last."""
    found = [
        (name, dated)
        for name, calendar in catalog.calendars.items()
        for dated in calendar.exceptions
        if dated.days is None
        and dated.hours
        and not any(
            is_made_by(written_hours(name, dated), announced_hours(*each))
            for each in catalog.announcements.items()
            if name in each[1].calendars
        )
    ]
    return sorted(found, key=lambda each: each[1].place is None)


def _opened(calendar: Calendar, change: ChangedHours) -> list[DayPlan]:
    """Return the usual plans of the days that a change over several days opens longer."""
    first, last = calendar.known_dates
    known = range(max(first, change.first).toordinal(), min(last, change.last).toordinal() + 1)
    days = map(date.fromordinal, known if change.first < change.last else ())
    return [calendar.usual_day(day) for day in days if _is_opened(calendar, day)]


def _is_opened(calendar: Calendar, day: date) -> bool:
    """Return whether a day has hours while it is closed otherwise, if only for half of it."""
    hours, usual = calendar.day(day).hours, calendar.usual_day(day).hours
    closing = calendar.rules.special_days(day.year).closings.get(day)
    return until(hours if usual else (), closing) != hours


def _unmeant(
    change: ChangedHours, calendar: str, opened: Sequence[DayPlan], path: KeyPath
) -> Iterator[Problem]:
    if not opened:
        return
    shown = first_few([f"{plan.date} ({_why_closed(plan)})" for plan in opened], _SHOWN)
    where = f" in {change.name}" if path[-1] == "extends" else ""
    yield D007.problem(
        path,
        f'this opens "{calendar}" on days that are closed otherwise: {shown}',
        f'write "days: working"{where} to leave them closed, or "days: all" if they are meant',
        on_key=True,
    )


def _why_closed(plan: DayPlan) -> str:
    holiday = plan.reason and plan.reason.kind in ("holiday", "half_day")
    name = in_language(plan.reason.text, "en") if plan.reason and holiday else ""
    return name or f"{plan.date:%A}"


"""Where the calendars stand that D005 looks for."""


CHECKS = (_unsaid,)
