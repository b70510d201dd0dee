"""What holds for each service at each severity on a day: the policy and its targets, and gaps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import product
from typing import get_args

from sportello.catalog.model import Catalog, Policy, Target
from sportello.catalog.model.service import ChannelKind
from sportello.catalog.model.sla import target_name
from sportello.sla.calendars import calendar_of
from sportello.sla.choice import choose
from sportello.sla.hours import HoursAt, Moment, asked_calendars, moments
from sportello.sla.ticket import Ticket, TicketError, check_name, check_service

CellTarget = tuple[Target, str | None]
"""A target and the name of the calendar that it is counted in, None if it has none."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What holds for the tickets of a service at a severity, if they come by a channel.

    `rule` is the priority rule that gives them another severity, which is then `becomes`. `gap`
    says what is missing, a policy or a calendar; it is empty if nothing is. A policy without
    targets is none: that no time is promised is a promise too. `hours` says which calendars are
    open as the tickets come, where conditions ask about them.
    """

    service: str
    severity: str | None
    channel: str | None
    becomes: str | None
    rule: str | None
    policy: str | None
    targets: tuple[tuple[str, CellTarget], ...]
    gap: str
    hours: HoursAt


def sla_matrix(
    catalog: Catalog,
    services: Sequence[str],
    channels: Sequence[str | None],
    day: date,
    contract: str | None = None,
) -> Iterator[Cell]:
    """Yield a cell for each service, channel and severity, by what is in force on a day.

    Where conditions ask whether calendars are open, there is one for each of their combinations.
    The worst severity comes first. A channel of None stands for one that is not known. No ticket
    type or cause is assumed, and no contract unless one is given: policies and rules that ask for
    one do not fit.
    """
    for service in services:
        own = catalog.severities_of(catalog.services[service].provider)
        severities: list[str | None] = [*own] or [None]
        at_once = moments(catalog, asked_calendars(catalog, service))
        for channel, moment, severity in product(channels, at_once, severities):
            ticket = Ticket(
                service,
                moment.first or datetime.combine(day, time()),
                channel=channel,
                severity=severity,
                contract=contract,
            )
            yield _cell(catalog, ticket, day, moment)


def selected(
    catalog: Catalog,
    services: Sequence[str] = (),
    providers: Sequence[str] = (),
    channels: Sequence[str] = (),
) -> tuple[Sequence[str], Sequence[str | None]]:
    """Return services and channels for `sla_matrix`: of these, where any are named.

    The channel `all` stands for every one. Raises TicketError for a name that the catalog lacks.
    """
    for name in services:
        check_service(catalog, name)
    for name in providers:
        check_name("provider", name, catalog.providers)
    if "all" in channels:
        channels = get_args(ChannelKind)
    for name in channels:
        check_name("channel", name, get_args(ChannelKind))
    found = [
        name
        for name, service in catalog.services.items()
        if (not services or name in services) and (not providers or service.provider in providers)
    ]
    return found, channels or (None,)


def channels_apart(
    catalog: Catalog, services: Sequence[str], day: date, contract: str | None = None
) -> tuple[str, ...]:
    """Return the channels by which tickets of these services get another policy or severity."""

    def promised(channel: str | None) -> list[tuple[str | None, str | None]]:
        cells = sla_matrix(catalog, services, [channel], day, contract)
        return [(each.policy, each.becomes) for each in cells]

    rules = catalog.priority.rules.values() if catalog.priority else ()
    conditions = [each.when for each in (*catalog.policies.values(), *rules)]
    named = dict.fromkeys(channel for when in conditions for channel in when.channel)
    usual = promised(None) if named else []
    return tuple(channel for channel in named if promised(channel) != usual)


def _cell(catalog: Catalog, ticket: Ticket, day: date, moment: Moment) -> Cell:
    _facts, decided, choice = choose(catalog, ticket, day)
    targets, gap = _promised(catalog, ticket.service, choice.policy)
    return Cell(
        ticket.service,
        ticket.severity,
        ticket.channel,
        decided.severity,
        decided.rule if decided.severity != ticket.severity else None,
        choice.name,
        targets,
        gap,
        moment.hours,
    )


def _promised(
    catalog: Catalog, service: str, policy: Policy | None
) -> tuple[tuple[tuple[str, CellTarget], ...], str]:
    """Return the targets of a policy, and what is missing."""
    if policy is None:
        return (), "no policy"
    targets = tuple(
        (kind, (target, _calendar(catalog, service, target)))
        for kind, target in policy.targets.items()
    )
    uncounted = [target_name(kind) for kind, (_, calendar) in targets if calendar is None]
    if uncounted:
        return targets, f"no calendar for {', '.join(uncounted)}"
    return targets, ""


def _calendar(catalog: Catalog, service: str, target: Target) -> str | None:
    try:
        return calendar_of(catalog, service, target).name
    except TicketError:
        return None
