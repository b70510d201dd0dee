"""The truth about made-up tickets, one by one: what they are, and everything that happened to them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final, Self

from sportello.catalog.model import Catalog
from sportello.catalog.model.lifecycle import State, TicketSystem
from sportello.sla.events import Event, History
from sportello.sla.events.event import EventKind, Who
from sportello.sla.ticket import Ticket

from .draws import CHANNELS, EXCLUDED, NEVER, VOTES, Draws, Kind, draw
from .many import contract_of

_ORDER: Final = ("opened", "note", "reply", "state")
"""What comes first of all that happens in one instant."""


@dataclass(frozen=True)
class Made:
    """A ticket as it was. `excluded` is why it is in no figure, `voted` when `vote` was given."""

    history: History
    customer: str | None
    vote: str | None = None
    voted: datetime | None = None
    excluded: str | None = None

    @property
    def reference(self) -> str:
        """What the ticket system calls it."""
        return self.history.name


@dataclass(frozen=True)
class Roles:
    """The states of a lifecycle by what tickets do in them; None is one that a system lacks."""

    working: str
    waiting: str
    resolved: str
    closed: str
    supplier: str | None = None
    withdrawn: str | None = None

    @classmethod
    def of(cls, catalog: Catalog, system: TicketSystem | None = None) -> Self:
        """Return the states of a catalog, or those that have a name in a ticket system."""
        assert catalog.lifecycle is not None
        states = {
            name: each
            for name, each in catalog.lifecycle.states.items()
            if system is None or system in each.names or each.category == "open"
        }

        def first(is_it: Callable[[State], bool]) -> str | None:
            return next((name for name, each in states.items() if is_it(each)), None)

        def of_category(category: str) -> str | None:
            return first(lambda state: state.category == category)

        waiting = first(lambda state: state.resumed_by == "requester-reply")
        supplier = first(lambda state: state.category == "waiting" and state.resumed_by == "desk")
        return cls(
            of_category("open") or "",
            waiting or of_category("waiting") or "",
            of_category("resolved") or "",
            of_category("closed") or "",
            supplier,
            of_category("cancelled"),
        )


def make(
    catalog: Catalog,
    count: int,
    seed: int,
    until: datetime,
    *,
    first: date = date(2026, 1, 1),
    last: date = date(2026, 12, 31),
    grain: int = 1,
    system: TicketSystem | None = None,
    name: Callable[[int], str] = "T-{}".format,
) -> tuple[Made, ...]:
    """Return the truth about `count` tickets by opening, as far as it has happened at an instant.

    Those that come after it are left out. A `system` says which states there are, `name` what its
    tickets are called, by their number.
    """
    draws = draw(catalog, count, seed, first=first, last=last, grain=grain)
    roles = Roles.of(catalog, system)
    lives = _Lives(catalog, roles, draws.until(int(until.timestamp())))
    return tuple(lives.made(index, name(index + 1)) for index in range(len(lives.draws.opened)))


@dataclass(frozen=True)
class _Lives:
    catalog: Catalog
    roles: Roles
    draws: Draws
    kind: Kind = field(init=False)
    contracts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", Kind.of(self.catalog))
        object.__setattr__(self, "contracts", contract_of(self.kind, self.draws).tolist())

    def made(self, index: int, name: str) -> Made:
        draws, kind = self.draws, self.kind
        service = int(draws.service[index])
        own = kind.severities[service]
        events = sorted(self._events(index), key=lambda each: (each.at, _ORDER.index(each.kind)))
        contract = self.contracts[index]
        ticket = Ticket(
            service=kind.services[service],
            opened=events[0].at,
            channel=CHANNELS[draws.channel[index]],
            severity=own[int(draws.severity[index]) * len(own) // 4] if own else None,
            type=kind.types[draws.type[index] % len(kind.types)] if kind.types else None,
            contract=None if contract == NEVER else tuple(kind.contracts)[contract],
        )
        vote, excluded = int(draws.vote[index]), int(draws.excluded[index])
        return Made(
            History(name, ticket, tuple(events)),
            f"Customer {draws.customer[index] + 1}",
            None if vote == NEVER else VOTES[vote],
            None if vote == NEVER else _instant(int(draws.voted[index])),
            None if excluded == NEVER else EXCLUDED[excluded],
        )

    def _events(self, index: int) -> Iterator[Event]:
        draws, roles = self.draws, self.roles

        def event(at: int, kind: EventKind, by: Who, value: str | None = None) -> Iterator[Event]:
            if at != NEVER:
                yield Event(_instant(at), kind, value, by)

        def column(name: str) -> int:
            return int(getattr(draws, name)[index])

        by_desk = bool(draws.by_desk[index])
        yield from event(column("opened"), "opened", "desk" if by_desk else "requester")
        yield from event(column("taken"), "state", "desk", roles.working)
        yield from event(column("noted"), "note", "desk")
        if not by_desk:
            yield from event(column("replied"), "reply", "desk")
        pauses = zip(draws.paused, draws.resumed, draws.for_supplier, strict=True)
        for paused, resumed, for_supplier in pauses:
            begin, end = int(paused[index]), int(resumed[index])
            who: Who = "desk" if roles.supplier and for_supplier[index] else "requester"
            if who == "requester":
                yield from event(begin, "reply", "desk")
                yield from event(begin, "state", "desk", roles.waiting)
                yield from event(end, "reply", "requester")
            else:
                yield from event(begin, "state", "desk", roles.supplier)
            yield from event(end, "state", who, roles.working)
        for name in ("resolved", "resolved_again"):
            if column("replied") != NEVER:
                yield from event(column(name), "reply", "desk")
            yield from event(column(name), "state", "desk", roles.resolved)
        yield from event(column("reopened"), "reply", "requester")
        yield from event(column("reopened"), "state", "requester", roles.working)
        yield from event(column("closed"), "state", "system", roles.closed)
        if roles.withdrawn:
            yield from event(column("withdrawn"), "state", "requester", roles.withdrawn)


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
