"""The history of a ticket: its states, teams, answers and closings, as intervals and instants."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal, Self

from sportello.catalog.model import Lifecycle, State
from sportello.sla.events.event import Event, History, Who
from sportello.sla.start import LIVE_CHANNELS

_ENDED: Final = ("resolved", "closed", "cancelled")
_DESK: Final = ("desk", None)
"""What is not said to be somebody else's doing is the desk's."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A half-open interval of time in a state or with a team; `end` is None while it lasts.

    `what` names the state or team, and is None where it has no name. Of a time in which the ticket
    was resolved or closed, `by` is who brought it there, and `kept` tells whether that keeps the
    promise to do so; `what` is then a state of category cancelled, if it was put into one instead.
    """

    what: str | None
    start: datetime
    end: datetime | None = None
    by: Who | None = None
    kept: bool = True

    def covers(self, at: datetime) -> bool:
        """Tell whether an instant lies in it."""
        return self.start <= at and (self.end is None or at < self.end)


@dataclass(frozen=True, slots=True)
class PublicMessage:
    """Something that one side said to the other, in public."""

    at: datetime
    by: Literal["desk", "requester"]


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Something that happened and does not fit: it counts as it is told, but may be a mistake.

    reopened: a ticket that was not resolved; transition: from the state `before` to `after`, a
    step that the lifecycle does not have.
    """

    kind: Literal["reopened", "transition"]
    at: datetime
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class StateHistory:
    """What happened to a ticket up to an instant.

    `resolved` holds the intervals in which it was resolved, closed or cancelled, `closed` those in
    which it was closed or cancelled. What is cancelled, such as a duplicate, keeps nothing. It is
    taken in charge when the desk puts it into a state of category open, resolved or closed, so not
    by asking for what is missing, nor by what the requester or the ticket system does. The
    requester who closes it withdraws it; the ticket system ends it in the name of the desk if the
    desk has answered since it was opened, or reopened, and the requester has not written since.
    Whoever answers a call or a chat opens its ticket: it is answered at its opening, unless the
    requester opened it. Any other ticket that the desk opens is no message of the requester, who
    waits for no answer until there is one.

    `notes` are the internal ones of the desk.
    """

    opened: datetime
    states: tuple[Interval, ...]
    teams: tuple[Interval, ...]
    resolved: tuple[Interval, ...]
    closed: tuple[Interval, ...]
    taken: tuple[datetime, ...]
    messages: tuple[PublicMessage, ...]
    notes: tuple[datetime, ...] = ()
    inconsistencies: tuple[Inconsistency, ...] = ()

    @property
    def replies(self) -> tuple[datetime, ...]:
        """When the desk spoke to the requester."""
        return tuple(each.at for each in self.messages if each.by == "desk")

    def with_team(self, team: str) -> Self:
        """Return the same history, with what the desk did only where a team had the ticket."""
        intervals = [interval for interval in self.teams if interval.what == team]

        def held(at: datetime) -> bool:
            return any(interval.covers(at) for interval in intervals)

        return type(self)(
            self.opened,
            self.states,
            tuple(intervals),
            self.resolved,
            self.closed,
            tuple(at for at in self.taken if held(at)),
            tuple(each for each in self.messages if each.by == "requester" or held(each.at)),
            tuple(at for at in self.notes if held(at)),
        )


def state_history(lifecycle: Lifecycle | None, history: History, now: datetime) -> StateHistory:
    """Return what happened to a ticket up to and with an instant."""
    states = lifecycle.states if lifecycle else {}
    first = next((name for name, each in states.items() if each.category == "new"), None)
    # An answer may stand behind the change of state that came with it.
    answers = [each.at for each in history.events if (each.kind, each.by) == ("reply", "desk")]
    walk = _Walk(lifecycle, history, first, answers)
    for event in history.events:
        if event.at <= now:
            walk.take(event)
    return walk.history()


@dataclass(slots=True)
class _Track:
    """Intervals that follow each other; what is entered leaves what was before."""

    done: list[Interval] = field(default_factory=list)
    last: Interval | None = None

    def enter(self, interval: Interval) -> None:
        self.leave(interval.start)
        self.last = interval

    def leave(self, at: datetime) -> None:
        if self.last is not None and self.last.start < at:
            self.done.append(replace(self.last, end=at))
        self.last = None

    def intervals(self) -> tuple[Interval, ...]:
        return (*self.done, self.last) if self.last else tuple(self.done)


class _Walk:
    """Goes through the events in order."""

    def __init__(
        self,
        lifecycle: Lifecycle | None,
        history: History,
        state: str | None,
        answers: list[datetime],
    ) -> None:
        self._lifecycle = lifecycle
        self._channel = history.ticket.channel
        self._opened = history.events[0].at
        self._answers = answers
        self._last_opened = self._opened
        self._states, self._teams = _Track(), _Track()
        self._resolved, self._closed = _Track(), _Track()
        self._states.enter(Interval(state, self._opened))
        self._taken: list[datetime] = []
        self._messages: list[PublicMessage] = []
        self._notes: list[datetime] = []
        self._inconsistencies: list[Inconsistency] = []

    def take(self, event: Event) -> None:
        match event.kind:
            case "opened":
                self._open(event)
            case "state":
                self._step(event.value, event.at)
                self._enter(event.value, self._category(event.value), event.at, event.by)
            case "closed":
                self._step(self._closed_state(), event.at)
                self._enter(self._closed_state(), "closed", event.at, event.by)
            case "reopened" if self._resolved.last is not None:
                self._enter(None, "open", event.at, "requester")
            case "reopened":
                self._inconsistencies.append(Inconsistency("reopened", event.at))
            case "assigned":
                self._teams.enter(Interval(event.value, event.at))
            case "reply":
                self._reply(event)
            case "note" if event.by in _DESK:
                self._notes.append(event.at)
            case _:
                pass

    def history(self) -> StateHistory:
        return StateHistory(
            self._opened,
            self._states.intervals(),
            self._teams.intervals(),
            self._resolved.intervals(),
            self._closed.intervals(),
            tuple(self._taken),
            tuple(self._messages),
            tuple(self._notes),
            tuple(self._inconsistencies),
        )

    def _open(self, event: Event) -> None:
        is_live = self._channel in LIVE_CHANNELS
        if event.by != "desk" or is_live:
            self._messages.append(PublicMessage(event.at, "requester"))
        if event.by in _DESK and is_live:
            self._messages.append(PublicMessage(event.at, "desk"))

    def _reply(self, event: Event) -> None:
        if event.by == "desk":
            self._messages.append(PublicMessage(event.at, "desk"))
            return
        self._messages.append(PublicMessage(event.at, "requester"))
        state = self._state()
        if state is not None and state.resumed_by == "requester-reply":
            resumed = self._resumed_to()
            self._enter(resumed, self._category(resumed), event.at, "requester")

    def _step(self, after: str | None, at: datetime) -> None:
        """Note a step between two known states if the lifecycle says which there are, but not it.

        A lifecycle without transitions leaves all of them open.
        """
        before = self._states.last.what if self._states.last else None
        steps = self._lifecycle.transitions if self._lifecycle else ()
        known = {(each.from_, each.to) for each in steps}
        is_step = None not in {before, after} and before != after
        if known and is_step and (before, after) not in known:
            self._inconsistencies.append(Inconsistency("transition", at, before, after))

    def _enter(self, state: str | None, category: str, at: datetime, by: Who | None) -> None:
        self._states.enter(Interval(state, at))
        is_cancelled = category == "cancelled"
        if by in _DESK and category in {"open", *_ENDED} and not is_cancelled:
            self._taken.append(at)
        keeps = not is_cancelled and self._keeps(at, by)
        ending = Interval(state if is_cancelled else None, at, by=by, kept=keeps)
        if category not in _ENDED:
            self._last_opened = self._last_opened if self._resolved.last is None else at
            self._resolved.leave(at)
        elif self._resolved.last is None:
            self._resolved.enter(ending)
        if category not in {"closed", "cancelled"}:
            self._closed.leave(at)
        elif self._closed.last is None:
            # Whoever closes what the desk has resolved confirms it.
            confirms = self._resolved.last is not None and self._resolved.last.kept
            self._closed.enter(replace(ending, kept=keeps or (confirms and not is_cancelled)))

    def _keeps(self, at: datetime, by: Who | None) -> bool:
        """Return whether the desk ends the ticket, or the ticket system after its last word."""
        last = self._messages[-1] if self._messages else None
        answered = last is not None and last.by == "desk" and last.at >= self._last_opened
        return by in _DESK or (by == "system" and (answered or at in self._answers))

    def _state(self) -> State | None:
        name = self._states.last.what if self._states.last else None
        return self._lifecycle.states[name] if self._lifecycle and name is not None else None

    def _category(self, state: str | None) -> str:
        known = self._lifecycle.states if self._lifecycle else {}
        return known[state].category if state is not None and state in known else "open"

    def _resumed_to(self) -> str | None:
        """Return where a reply of the requester leads, by the lifecycle's transitions."""
        if self._lifecycle is None or self._states.last is None:
            return None
        now = self._states.last.what
        steps = self._lifecycle.transitions
        return next(
            (each.to for each in steps if each.from_ == now and each.by == "requester"), None
        )

    def _closed_state(self) -> str | None:
        known = self._lifecycle.states if self._lifecycle else {}
        return next((name for name, each in known.items() if each.category == "closed"), None)
