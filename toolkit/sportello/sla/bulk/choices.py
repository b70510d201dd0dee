"""Severity, policy and targets of tickets, found once for all that are alike.

Alike are tickets of one kind, opened in one period of all that is dated, while the same of the
calendars that conditions ask about are open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

import numpy as np

from sportello.catalog.model import Catalog, Target
from sportello.sla.bulk.hours import HOURS, hours_many
from sportello.sla.bulk.zones import Ints, offsets_at
from sportello.sla.deadlines import terms_of
from sportello.sla.hours import asked_calendars
from sportello.sla.start import awaited_start, intake_of
from sportello.sla.ticket import Ticket, TicketError
from sportello.sla.validity import boundaries
from sportello.worktime import Calendar, WorktimeError
from sportello.worktime.zone import DAY, wall_seconds
from sportello.worktime.zones import Zone


@dataclass(frozen=True, slots=True)
class Choice:
    """What holds for tickets that are alike: severity, policy, and promises with their calendars.

    `awaiting` are the promises that count from something later than the opening. Tickets are
    received while `intake` is open; None is always.
    """

    intake: Calendar | None
    severity: str | None
    policy: str | None
    targets: Mapping[str, tuple[Target, Calendar]]
    awaiting: Mapping[str, tuple[Target, Calendar]]


class Chooser:
    """The choices made so far, by the kind of ticket and its opening.

    `zone` is the desk's, in which a day begins and ends.
    """

    def __init__(self, catalog: Catalog, kinds: list[dict[str, str | None]]) -> None:
        self._catalog = catalog
        self._kinds = kinds
        self.zone = Zone(catalog.helpdesk.timezone)
        self._days = np.array([wall_seconds(start) // DAY for start in _periods(catalog)])
        self._asked = _asked(catalog, kinds)
        self._first: dict[int, tuple[int, int]] = {}
        self._found: dict[int, Choice | TicketError | WorktimeError] = {}

    def numbers(self, kind: Ints, opened: Ints) -> Ints:
        """Return which choice holds for tickets of some kinds, opened at instants, as a number."""
        # The date of an instant is that of the desk, whoever wrote it.
        days = (opened + offsets_at(opened, self.zone)) // DAY
        period = np.searchsorted(self._days, days, side="right") - 1
        numbers: Ints = kind * len(self._days) + period
        for name, kinds in self._asked.items():
            asked = np.isin(kind, kinds)
            numbers *= len(HOURS)
            numbers[asked] += hours_many(self._catalog.calendars[name], opened[asked])
        for number, place in zip(*np.unique(numbers, return_index=True), strict=True):
            self._first.setdefault(int(number), (int(kind[place]), int(opened[place])))
        return numbers

    def choice(self, number: int) -> Choice | TicketError | WorktimeError:
        """Return a choice, or what is wrong with the tickets that it is for."""
        if number not in self._found:
            kind, opened = self._first[number]
            came = datetime.fromtimestamp(opened, UTC).astimezone(self.zone)
            try:
                self._found[number] = choose(self._catalog, self._kinds[kind], came)
            except (TicketError, WorktimeError) as error:
                self._found[number] = error
        return self._found[number]

    def made(self) -> list[tuple[int, str | None, str | None]]:
        """Return the number, the severity and the policy of each choice made."""
        return [
            (number, choice.severity, choice.policy)
            for number, choice in self._found.items()
            if isinstance(choice, Choice)
        ]


def choose(catalog: Catalog, attributes: Mapping[str, Any], opened: datetime) -> Choice:
    """Return what holds for tickets with these attributes opened at an instant of the desk's zone.

    Raises TicketError for what the catalog does not have, WorktimeError for what is not known.
    """
    if attributes["service"] is None:
        raise TicketError("service is empty", "write the identifier of one in the catalog")
    ticket = Ticket(
        opened=opened,
        **{**attributes, "severity_by": _proposer(attributes["severity_by"])},
    )
    terms = terms_of(catalog, ticket, opened.date())
    known: dict[str, tuple[Target, Calendar]] = {}
    awaiting: dict[str, tuple[Target, Calendar]] = {}
    for kind, counted in terms.targets.items():
        awaited = awaited_start(kind, counted[0], terms.targets, ticket.channel)
        (awaiting if awaited else known)[kind] = counted
    intake = intake_of(catalog, ticket.service, ticket.channel)
    return Choice(intake, terms.severity.severity, terms.policy.name, known, awaiting)


def _proposer(written: str | None) -> Literal["desk", "requester"]:
    match written:
        case None | "desk":
            return "desk"
        case "requester":
            return "requester"
    raise TicketError(f'severity_by is "{written}"', "write desk or requester, or leave it empty")


def _asked(catalog: Catalog, kinds: list[dict[str, str | None]]) -> dict[str, list[int]]:
    """Return the calendars that conditions ask about, with the kinds of tickets they ask it of."""
    found: dict[str, list[int]] = {}
    for number, kind in enumerate(kinds):
        service = kind["service"]
        if service is not None and service in catalog.services:
            for name in asked_calendars(catalog, service):
                found.setdefault(name, []).append(number)
    return found


def _periods(catalog: Catalog) -> list[date]:
    """Return when anything dated that decides begins or has ended, and the first date."""
    valids = [policy.valid for policy in catalog.policies.values()]
    valids += [contract.valid for contract in catalog.contracts.values()]
    valids += [level.valid for level in catalog.operational_levels.values()]
    valids += [rule.valid for rule in catalog.priority.rules.values()] if catalog.priority else []
    valids += [phase.valid for service in catalog.services.values() for phase in service.phases]
    return sorted({date.min, *boundaries(valids)})
