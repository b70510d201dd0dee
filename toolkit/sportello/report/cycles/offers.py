"""What is promised to tickets that are alike, by the numbers of their choices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from sportello.catalog.model import Catalog
from sportello.catalog.model.sla import TargetKind
from sportello.report.cycles.counting import Counting
from sportello.report.cycles.names import Names
from sportello.sla.bulk.choices import Choice, Chooser
from sportello.sla.bulk.source import TICKET_COLUMNS
from sportello.sla.pauses import pausing
from sportello.sla.ticket import Ticket, TicketError
from sportello.worktime import Calendar, WorktimeError

TARGET_KINDS: Final[tuple[TargetKind, ...]] = get_args(TargetKind)


@dataclass(frozen=True, slots=True)
class Offer:
    """One promise to many tickets; `paused_by` are the numbers of the states that pause it."""

    kind: TargetKind
    counting: Counting
    promise: int
    after_first_response: bool
    paused_by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Deal:
    """What holds for tickets that are alike: the numbers of their terms, intake and offers."""

    term: int
    intake: int
    offers: Mapping[TargetKind, int]


class Offers:
    """The offers of a catalog to tickets of some kinds, found as they are asked for."""

    def __init__(self, catalog: Catalog, kinds: Sequence[Ticket], names: Names) -> None:
        self._catalog = catalog
        self._kinds = kinds
        self._names = names
        self._numbers: dict[tuple[object, ...], int] = {}
        self.chooser: Final = Chooser(
            catalog, [{name: getattr(each, name) for name in TICKET_COLUMNS} for each in kinds]
        )
        self.offers: Final[list[Offer]] = []
        self.intakes: Final[list[Calendar | None]] = [None]
        self._deals: dict[int, Deal | TicketError | WorktimeError] = {}

    def deal(self, number: int, kind: int) -> Deal | TicketError | WorktimeError:
        """Return what holds by a choice of the chooser, for tickets of a kind; or why nothing."""
        if number not in self._deals:
            choice = self.chooser.choice(number)
            self._deals[number] = (
                self._deal(choice, self._kinds[kind]) if isinstance(choice, Choice) else choice
            )
        return self._deals[number]

    def no_deal(self, kind: int) -> Deal:
        """Return what holds for tickets of a kind that nothing is known to be promised to."""
        ticket = self._kinds[kind]
        return Deal(self._names.term(ticket, ticket.severity, None), 0, {})

    def _deal(self, choice: Choice, ticket: Ticket) -> Deal:
        service = ticket.service
        targets = {**choice.targets, **choice.awaiting}
        offers = {
            kind: self._offer(kind, service, Counting(*targets[kind]), "first_response" in targets)
            for kind in TARGET_KINDS
            if kind in targets
        }
        if not any(each is choice.intake for each in self.intakes):
            self.intakes.append(choice.intake)
        intake = next(n for n, each in enumerate(self.intakes) if each is choice.intake)
        term = self._names.term(ticket, choice.severity, choice.policy)
        return Deal(term, intake, offers)

    def _offer(
        self, kind: TargetKind, service: str, counting: Counting, after_first_response: bool
    ) -> int:
        promise = self._names.promise(kind, None, service, counting.target)
        paused_by = self._paused_by(kind, service, counting)
        # Calendars that stand still are the same value only if they are the same object.
        key = (promise, counting.target, id(counting.calendar), after_first_response, paused_by)
        if key not in self._numbers:
            self._numbers[key] = len(self.offers)
            self.offers.append(Offer(kind, counting, promise, after_first_response, paused_by))
        return self._numbers[key]

    def _paused_by(self, kind: str, service: str, counting: Counting) -> tuple[int, ...]:
        """Return which states pause a promise, of those in which tickets of a service may be."""
        lifecycle = self._catalog.lifecycle
        names = pausing(lifecycle, kind, counting.target)
        states = lifecycle.states if lifecycle else {}
        provider = self._catalog.services[service].provider
        return tuple(
            number
            for number, (name, state) in enumerate(states.items())
            if name in names and (not state.providers or provider in state.providers)
        )
