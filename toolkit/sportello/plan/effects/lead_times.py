"""How long it takes until a service is activated or ended, whenever that is asked for."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final, get_args

from sportello.catalog.model import Catalog
from sportello.plan.change import Change, LeadFigures, Words
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.offered import felt, sheets
from sportello.plan.period import Period
from sportello.sla.lead_time import LeadDate, LeadTimeError, Process, lead_dates
from sportello.worktime import WorktimeError
from sportello.worktime.last_day import may_roll
from sportello.worktime.zones import Zone

SECTIONS: Final = frozenset({"announcements", "calendars", "services"})
_MORNING: Final = time(9)
"""Orders come in the morning; only what is counted in hours depends on it."""
_Dates = tuple[date | datetime | None, ...]


def lead_times(comparison: Comparison) -> Iterator[Change]:
    """Yield what of an activation or deactivation takes another time."""
    known: dict[object, tuple[_Told, ...]] = {}
    for name, old, new in sheets(comparison):
        for process in get_args(Process):
            sides = getattr(old, process), getattr(new, process)
            calendars = tuple(
                catalog.calendars.get(each.calendar or sheet.calendar or "") if each else None
                for catalog, sheet, each in zip(
                    (comparison.before, comparison.after), (old, new), sides, strict=True
                )
            )
            if sides[0] == sides[1] and calendars[0] == calendars[1]:
                continue
            key = process, sides, calendars
            if key not in known:
                known[key] = tuple(_differences(comparison, name, process))
            for part, impact, before, after, figures in known[key]:
                yield Change(
                    "lead-time",
                    felt(impact, old, new),
                    name,
                    before,
                    after,
                    part=part,
                    about=(("services", name),),
                    figures=figures,
                )


_Told = tuple[str, Impact, Words, Words, LeadFigures | None]
"""The part, the impact, before, after and figures of a change."""


def _differences(comparison: Comparison, service: str, process: Process) -> Iterator[_Told]:
    old, new = (
        {each.step: each for each in _rules(catalog, service, process)}
        for catalog in (comparison.before, comparison.after)
    )
    dates = [
        _dates(catalog, service, process, comparison.period)
        for catalog in (comparison.before, comparison.after)
    ]
    for step in dict.fromkeys((*old, *new)):
        was, now = old.get(step), new.get(step)
        part = f"{process}: {step.replace('_', ' ')}"
        words = _words(was), _words(now)
        if was is None or now is None:
            impact = Impact.STRONGER if was is None else Impact.WEAKER
            yield part, impact, *words, None
        elif was.start != now.start:
            yield part, Impact.MIXED, *words, None
        elif figures := _figures(comparison.period, dates[0][step], dates[1][step]):
            yield part, _impact(figures), *words, figures


def _rules(catalog: Catalog, service: str, process: Process) -> tuple[LeadDate, ...]:
    sheet = catalog.services[service]
    lead = getattr(sheet, process)
    calendar = lead and (lead.calendar or sheet.calendar)
    if lead is None or (calendar is not None and calendar not in catalog.calendars):
        return ()
    return lead_dates(catalog, service, process, {})


def _dates(
    catalog: Catalog, service: str, process: Process, period: Period
) -> Mapping[str, _Dates]:
    """Return when each step is, for all days of a period on which its start may be."""
    rules = _rules(catalog, service, process)
    zone = Zone(period.zone)

    @cache
    def asked(day: date) -> Mapping[str, date | datetime | None]:
        starts = {each.start: datetime.combine(day, _MORNING, zone) for each in rules}
        try:
            found = lead_dates(catalog, service, process, starts)
        except (LeadTimeError, WorktimeError):
            return {}
        return {each.step: each.when for each in found}

    return {each.step: tuple(asked(day).get(each.step) for day in _days(period)) for each in rules}


def _days(period: Period) -> Iterator[date]:
    return (period.day + timedelta(days=at) for at in range((period.end - period.day).days))


def _figures(period: Period, before: _Dates, after: _Dates) -> LeadFigures | None:
    """Return how the dates of a step differ; what one side does not know is left out."""
    known = [
        (_later_by(was, now), day, was, now)
        for day, was, now in zip(_days(period), before, after, strict=True)
        if was is not None and now is not None
    ]
    later = [each for each in known if each[0] > timedelta()]
    earlier = [each for each in known if each[0] < timedelta()]
    if not later and not earlier:
        return None
    _, day, was, now = max(later or earlier, key=lambda each: abs(each[0]))
    return LeadFigures(len(later) / len(known), len(earlier) / len(known), day, was, now)


def _later_by(was: date | datetime, now: date | datetime) -> timedelta:
    if isinstance(was, datetime) and isinstance(now, datetime):
        return now - was
    old, new = (each.date() if isinstance(each, datetime) else each for each in (was, now))
    return new - old


def _impact(figures: LeadFigures) -> Impact:
    if not figures.earlier:
        return Impact.WEAKER
    return Impact.MIXED if figures.later else Impact.STRONGER


def _words(rule: LeadDate | None) -> Words:
    if rule is None:
        return ("nothing said",)
    said = f"{rule.bound} {rule.duration} from the {rule.start.replace('-', ' ')}"
    if may_roll(rule.duration, rule.if_closed):
        said += f", else the {rule.if_closed} open day"
    return (said,)


EFFECTS = (Effect(SECTIONS, lead_times),)
