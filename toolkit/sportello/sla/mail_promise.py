"""By when mail to a mailbox is answered: one promise for all its services, at all times."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import product
from typing import Final, NamedTuple, TypeVar

from sportello.catalog.model import Catalog, Target
from sportello.findings import Invalid
from sportello.sla.calendars import calendar_of
from sportello.sla.choice import choose
from sportello.sla.hours import Moment, asked_calendars, moments
from sportello.sla.start import awaited_start, intake_name
from sportello.sla.ticket import Ticket
from sportello.sla.validity import boundaries
from sportello.worktime import At, Calendar, Duration, DurationKind, IfClosed
from sportello.worktime.last_day import END_OF_DAY

_T = TypeVar("_T")
_ANSWERS: Final = ("first_response", "take_in_charge", "resolution")
"""What is an answer to somebody who wrote, the clearest promise first."""
_PROMISE: Final = "give its mails one policy with a promise"


class NoMailPromise(Invalid):
    """Nobody can say by when mail to a mailbox is answered."""


@dataclass(frozen=True)
class MailPromise:
    """By when a mail is answered; `calendar` is None for time that counts round the clock.

    `at` and `if_closed` are what they are in a target, where they mean something for `within`.
    `intake` is the calendar in which mail is received, if that puts the answer off.
    """

    within: Duration
    at: At
    if_closed: IfClosed
    calendar: Calendar | None
    intake: Calendar | None = None

    def says_the_same_as(self, other: "MailPromise") -> bool:
        """Tell whether both are told to people in the same words."""
        return self._told() == other._told()

    def _told(self) -> tuple[object, ...]:
        hours = map(_told_hours, (self.calendar, self.intake))
        return (self.within, self.at, self.if_closed, *hours)

    def __str__(self) -> str:
        is_at_once = self.within.kind is DurationKind.IMMEDIATE
        parts = [
            "at once" if is_at_once else f"within {self.within}",
            "" if self.at == END_OF_DAY else f"by {self.at}",
            "" if self.if_closed == "stay" else f"if closed on the {self.if_closed} open day",
            "" if self.calendar is None else f"calendar {self.calendar.name}",
            "" if self.intake is None else f"received while calendar {self.intake.name} is open",
        ]
        return ", ".join(filter(None, parts))


def _told_hours(calendar: Calendar | None) -> object:
    if calendar is None:
        return None
    rules = calendar.rules
    return calendar.timezone, rules.week if any(rules.week) else rules.name


def first_answer(promises: Mapping[str, _T]) -> _T | None:
    """Return the promise, by kind, that is an answer to somebody who wrote, None if none is."""
    return next((promises[kind] for kind in _ANSWERS if kind in promises), None)


def mail_promise(catalog: Catalog, services: tuple[str, ...]) -> MailPromise:
    """Return what a mail to a mailbox of these services is promised in the published years.

    As for every ticket of which nothing more is known, by the first policy that fits. Raises
    NoMailPromise where nothing is promised, or not the same to every mail, and TicketError for a
    promise without a calendar.
    """
    if not services:
        raise NoMailPromise("no service has its mailbox", "name the mailbox in a service")
    usual = _Mail(services[0] if len(services) == 1 else "", _first_day(catalog), Moment({}, None))
    mails = (_Mail(name, *when) for name in services for when in _arrivals(catalog, name))
    first = next(mails)
    promise = _promise(catalog, first, usual)
    for mail in mails:
        other = _promise(catalog, mail, usual)
        if not promise.says_the_same_as(other):
            raise NoMailPromise(
                f"a mail{first.beside(mail)} is answered {promise}, and one{mail.beside(first)} "
                f"{other}",
                "promise the same to both, or give them mailboxes of their own",
            )
    return promise


class _Mail(NamedTuple):
    """A mail to a service, on a day of the desk, while some calendars are open."""

    service: str
    day: date
    moment: Moment

    def beside(self, other: "_Mail") -> str:
        """Return in words what sets this mail apart from another."""
        parts = (
            ("" if self.service == other.service else f' to "{self.service}"'),
            ("" if self.day == other.day else f" on {self.day}"),
            *(
                f' while calendar "{name}" is {state}'
                for name, state in self.moment.hours.items()
                if other.moment.hours.get(name) != state
            ),
        )
        return "".join(parts)


def _arrivals(catalog: Catalog, service: str) -> Iterator[tuple[date, Moment]]:
    """Yield when mail to a service may come, as far as its policy may depend on it."""
    rules = catalog.priority.rules.values() if catalog.priority else ()
    dated = (*catalog.policies.values(), *rules, *catalog.services[service].phases)
    first, last = _first_day(catalog), date(catalog.helpdesk.years.last, 12, 31)
    changes = sorted(boundaries(each.valid for each in dated))
    days = (first, *(day for day in changes if first < day <= last))
    return product(days, moments(catalog, asked_calendars(catalog, service)))


def _first_day(catalog: Catalog) -> date:
    return date(catalog.helpdesk.years.first, 1, 1)


def _promise(catalog: Catalog, mail: _Mail, usual: _Mail) -> MailPromise:
    """Return what one mail is promised; what it is is told as far as it is not the usual one."""
    service, day, moment = mail
    if moment.hours and moment.first is None:
        names = " and ".join(f'"{name}"' for name in moment.hours)
        raise NoMailPromise(
            f"it depends on whether calendar {names} is open, which is not known in the published "
            "years",
            "make its holidays known in the years of helpdesk.yaml",
        )
    opened = moment.first or datetime.combine(day, time())
    choice = choose(catalog, Ticket(service, opened, channel="mail"), day).policy
    if choice.policy is None:
        raise NoMailPromise(f"no policy fits a mail{mail.beside(usual)}", _PROMISE)
    targets = choice.policy.targets
    answers: dict[str, Target] = {
        kind: target
        for kind, target in targets.items()
        if awaited_start(kind, target, targets, "mail") is None
    }
    target = first_answer(answers)
    if target is None:
        raise NoMailPromise(
            f'the policy "{choice.name}" promises no time by which a mail{mail.beside(usual)} is '
            "answered",
            _PROMISE,
        )
    return _told(catalog, service, target)


def _told(catalog: Catalog, service: str, target: Target) -> MailPromise:
    kind = target.within.kind
    is_timed = kind is DurationKind.WORKING_DAYS and target.at.clock is not None
    return MailPromise(
        target.within,
        target.at if is_timed else END_OF_DAY,
        target.if_closed if target.may_roll else "stay",
        None if kind.is_day_and_night else _calendar(catalog, service, target),
        _intake(catalog, service, target),
    )


def _intake(catalog: Catalog, service: str, target: Target) -> Calendar | None:
    """Return the calendar in which mail is received, unless the answer counts in it anyway."""
    sheet = catalog.services[service]
    name = intake_name(sheet, "mail")
    waits = target.within.kind in (DurationKind.BUSINESS, DurationKind.IMMEDIATE)
    if name is None or (waits and name == (target.calendar or sheet.calendar)):
        return None
    if name not in catalog.calendars:
        raise NoMailPromise(f'its calendar "{name}" could not be read', "correct the calendar")
    return catalog.calendars[name]


def _calendar(catalog: Catalog, service: str, target: Target) -> Calendar | None:
    sheet = catalog.services[service]
    name = target.calendar or sheet.calendar
    if name is None and target.within.kind is DurationKind.IMMEDIATE:
        return None
    if name is not None and name not in catalog.calendars:
        raise NoMailPromise(f'its calendar "{name}" could not be read', "correct the calendar")
    return calendar_of(catalog, service, target)
