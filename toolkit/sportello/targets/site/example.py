"""Promises at work: requests of days to come, and when each is answered."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from sportello.catalog.model import Policy, PublicCatalog, PublicService, Text
from sportello.catalog.model.sla import TargetKind
from sportello.sla.announced import standing_still, standstills
from sportello.sla.calendars import round_the_clock
from sportello.sla.conditions import Facts, asked, depends_on
from sportello.sla.start import awaited_event, counted_from, intake_name, received
from sportello.sla.validity import in_force
from sportello.targets.site.sheet import policies_for, told_facts
from sportello.worktime import BeyondKnownHolidays, Calendar, DayPlan, Explanation
from sportello.worktime.hours import is_full_day
from sportello.worktime.zones import Zone

_HOUR = 3600
_FURTHEST = 366
"""How many days to look ahead for a holiday."""

Occasion = Literal["open", "cutoff", "closed", "holiday"]


@dataclass(frozen=True)
class Arrival:
    """When a request is sent: in the hours, after the cut-off or the closing, before a closed day.

    `before` is the closed day.
    """

    occasion: Occasion
    sent: datetime
    before: DayPlan | None = None


@dataclass(frozen=True)
class Example:
    """A request, when it counts as received, and by kind how each promise to it is counted."""

    arrival: Arrival
    received: datetime
    promises: Mapping[TargetKind, tuple[Calendar, Explanation]]


@dataclass(frozen=True)
class PolicyExamples:
    """The examples of one policy, of requests that come on a channel; None is any.

    `name` is what the service calls the channel, if it does.
    """

    policy: Policy
    channel: str | None
    name: Text
    examples: tuple[Example, ...]

    @property
    def kinds(self) -> tuple[TargetKind, ...]:
        """The kinds of promises that the examples have."""
        return tuple(self.examples[0].promises)


def examples_for(catalog: PublicCatalog, day: date, name: str) -> tuple[PolicyExamples, ...]:
    """Return examples of what is promised for a service, of days after `day`, by policy.

    Of a policy for requests that come in some hours or on some days, and of those behind it that
    are for the same ones, there are only examples of the right ones; of days whose holidays are not
    known there are none.
    """
    service = catalog.services[name]
    facts = told_facts(name, service)
    before: list[Policy] = []
    found: list[PolicyExamples] = []
    for _key, policy in policies_for(catalog, name):
        taken = {kind for each in before for kind in each.when.channel}
        channel = _channel(service, policy, taken)
        own = {**_request(policy, channel), **facts}
        ahead = [each for each in before if _goes_before(each, own)]
        examples = tuple(
            each
            for each in _examples(catalog, day, name, policy, channel)
            if _holds(catalog, service, policy, each.arrival.sent)
            and not any(_holds(catalog, service, other, each.arrival.sent) for other in ahead)
        )
        if examples and examples[0].promises:
            names = (each.name for each in service.channels if each.kind == channel)
            found.append(PolicyExamples(policy, channel, next(names, Text()), examples))
        before.append(policy)
    return tuple(found)


def _holds(catalog: PublicCatalog, service: PublicService, policy: Policy, sent: datetime) -> bool:
    """Tell whether a policy is in force at an instant, and whether it is for those hours."""
    opened = sent.astimezone(Zone(catalog.helpdesk.timezone)).date()
    if not in_force(policy.valid, opened):
        return False
    name = policy.when.calendar or service.calendar
    if not policy.when.hours or name is None:
        return not policy.when.hours
    return catalog.calendars[name].is_open(sent) is (policy.when.hours == "open")


def _request(policy: Policy, channel: str | None) -> Facts:
    """Return what is known of a request on a channel that a policy is for."""
    first = {key: frozenset(values[:1]) for key, values in asked(policy.when)}
    return {**first, "channel": frozenset({channel} if channel else ())}


def _goes_before(policy: Policy, facts: Facts) -> bool:
    """Tell whether a policy is for all requests of which these facts are known, in its hours."""
    left = depends_on(policy.when, facts)
    return left is not None and left <= {"hours"}


def _channel(service: PublicService, policy: Policy, taken: Container[str]) -> str | None:
    """Return the first channel of a service that a policy is for; `taken` have one before it."""
    kinds = [each.kind for each in service.channels]
    if policy.when.channel:
        return next((kind for kind in kinds if kind in policy.when.channel), policy.when.channel[0])
    return next((kind for kind in kinds if kind not in taken), None)


def _examples(
    catalog: PublicCatalog, day: date, name: str, policy: Policy, channel: str | None
) -> Iterator[Example]:
    service, pauses = catalog.services[name], standstills(catalog, name)
    always = round_the_clock(catalog.helpdesk.timezone)
    calendars = {
        kind: standing_still(catalog.calendars[own] if own else always, pauses)
        for kind, each in policy.targets.items()
        for own in (each.calendar or service.calendar,)
        if awaited_event(kind, each, policy.targets, channel) is None
    }
    intake = intake_name(service, channel)
    came_in = catalog.calendars[intake] if intake else None
    answered = (catalog.calendars[service.calendar],) if service.calendar else ()
    try:
        for arrival in _arrivals(came_in, (*answered, *calendars.values(), always), day):
            yield _example(policy, calendars, came_in, arrival)
    except BeyondKnownHolidays:
        return


def _example(
    policy: Policy,
    calendars: Mapping[TargetKind, Calendar],
    intake: Calendar | None,
    arrival: Arrival,
) -> Example:
    came = received(intake, arrival.sent)
    promises = {}
    for kind, calendar in calendars.items():
        target = policy.targets[kind]
        start = counted_from(calendar, target.within, came)
        counted = calendar.explain(start, target.within, at=target.at, if_closed=target.if_closed)
        promises[kind] = (calendar, counted)
    return Example(arrival, came, promises)


def _arrivals(intake: Calendar | None, others: Sequence[Calendar], day: date) -> Iterator[Arrival]:
    """Yield up to three arrivals after a day: by the first calendar that closes."""
    dates = [day + timedelta(days=each) for each in range(1, _FURTHEST)]
    doors = [each for each in (intake, *others) if each and _closes(each, dates[:7])]
    hours = doors[0] if doors else others[-1]
    zone = Zone(hours.timezone)

    def at(date: date, seconds: int) -> datetime:
        return datetime.combine(date, time(), zone) + timedelta(seconds=seconds)

    open_dates = (plan for each in dates if (plan := hours.day(each)).hours)
    first = next(open_dates, None)
    if first is None:
        return
    openings = [found[0].start for each in doors[:2] if (found := each.day(first.date).hours)]
    in_hours = at(first.date, max(openings, default=8 * _HOUR) + _HOUR)
    if hours.is_open(in_hours):
        yield Arrival("open", in_hours)
    after = at(first.date, first.hours[-1].end + _HOUR // 2)
    if after.date() == first.date and not hours.is_open(after):
        yield Arrival("cutoff" if hours is intake else "closed", after)
    eve = first
    for plan in (hours.day(each) for each in dates if each > first.date):
        if _is_closed_apart(hours, plan):
            yield Arrival("holiday", at(eve.date, eve.hours[-1].end - _HOUR // 2), plan)
            return
        eve = plan if plan.hours else eve


def _closes(hours: Calendar, dates: Iterable[date]) -> bool:
    return not all(is_full_day(hours.day(each).hours) for each in dates)


def _is_closed_apart(hours: Calendar, plan: DayPlan) -> bool:
    """Tell whether a day is closed that is open in other weeks."""
    return not plan.hours and bool(hours.weekly().get(plan.date.weekday()))
