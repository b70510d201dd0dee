"""A ticket's clocks the slow way: minute by minute, by the wall clock, from the rules alone.

Everything happens on whole minutes. Nothing of the package is used, neither its calendars nor its
spans: each minute knows its state, and is counted or not.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

DAYS = 24
STEP = 60
MINUTES = DAYS * 1440

# Calendar -> zone, weekdays (0 is Monday), hours in minutes after midnight, closed dates.
CALENDARS: dict[str, tuple[str, range, list[tuple[int, int]], set[str]]] = {
    "office": ("Europe/Rome", range(5), [(480, 750), (810, 1080)], {"2026-01-06", "2026-03-30"}),
    "tokyo": ("Asia/Tokyo", range(6), [(540, 1050)], set()),
    "always": ("Europe/Rome", range(7), [(0, 1440)], set()),
    "intake": ("Europe/Rome", range(5), [(0, 960)], {"2026-01-06", "2026-03-30"}),
    "round the clock": ("Europe/Rome", range(7), [(0, 1440)], set()),
}
# Mondays before a holiday, and before the clocks are put forward and back.
MONDAYS = ("2026-01-05", "2026-03-23", "2026-10-19")
CATEGORY = {"new": "new", "working": "open", "waiting": "waiting", "hold": "waiting",
            "resolved": "resolved", "closed": "closed", "merged": "cancelled"}  # fmt: skip
PAUSING = {
    "take_in_charge": {"hold"},
    "first_response": {"hold"},
    "next_update": {"waiting"},
    "resolution": {"waiting", "hold"},
}


@dataclass(frozen=True)
class Spec:
    """A target: `amount` is in minutes, for working days and calendar days in days."""

    unit: str
    amount: int
    calendar: str
    at: str = "end_of_day"
    if_closed: str = "stay"
    pauses: frozenset[str] | None = None
    reopen: str = "resume"
    start: str | None = None
    stop: str | None = None


@dataclass(frozen=True)
class Happening:
    minute: int
    kind: str
    value: str | None = None
    by: str | None = None


@dataclass(frozen=True)
class Scenario:
    """`promises` gives the target of each kind by what decides: the contract gold, else the service
    pump, else the severity; `ola` gives those of the team b.

    `intake` is the calendar in which the ticket is received, if it is not always.
    """

    monday: str
    happenings: tuple[Happening, ...]
    now: int
    promises: dict[str, dict[str, Spec]]
    ola: dict[str, dict[str, Spec]]
    intake: str | None = None

    @property
    def received(self) -> int:
        """Return the first minute from the opening on in which the intake is open."""
        first = min(each.minute for each in self.happenings)
        if self.intake is None:
            return first
        is_open = opened(self.monday, self.intake)
        return next(minute for minute in range(first, MINUTES) if is_open[minute])

    @property
    def base(self) -> int:
        return int(dt.datetime.fromisoformat(f"{self.monday}T00:00+00:00").timestamp())

    def instant(self, minute: int) -> dt.datetime:
        return dt.datetime.fromtimestamp(self.base + minute * STEP, dt.UTC)


@dataclass
class Run:
    start: int
    stop: int | None = None
    ended: int | None = None


@dataclass
class Minutes:
    """What is known of each minute up to now, and what happened when."""

    state: dict[int, str] = field(default_factory=dict)
    team: dict[int, str | None] = field(default_factory=dict)
    resolved: set[int] = field(default_factory=set)
    log: list[tuple[int, str]] = field(default_factory=list)
    terms: list[tuple[int, str]] = field(default_factory=list)
    entered: dict[int, str] = field(default_factory=dict)
    closed_since: int | None = None


@cache
def walls(monday: str, zone: str) -> list[dt.datetime]:
    base = int(dt.datetime.fromisoformat(f"{monday}T00:00+00:00").timestamp())
    place = ZoneInfo(zone)
    return [dt.datetime.fromtimestamp(base + n * STEP, place) for n in range(MINUTES)]


@cache
def opened(monday: str, calendar: str) -> list[bool]:
    """Return, for each minute, whether the wall clock reads a time inside the hours."""
    zone, weekdays, hours, closed = CALENDARS[calendar]
    return [
        wall.weekday() in weekdays
        and wall.date().isoformat() not in closed
        and any(a <= wall.hour * 60 + wall.minute < b for a, b in hours)
        for wall in walls(monday, zone)
    ]


def watch(s: Scenario) -> Minutes:
    """Live through the ticket, minute by minute."""
    known = Minutes()
    known.terms = list(decided(s))
    state, team, since = "new", None, None
    first = min(each.minute for each in s.happenings)
    known.entered[first] = state
    # In one minute, states change before anything is said.
    schedule: dict[int, list[Happening]] = {}
    for each in sorted(s.happenings, key=lambda e: e.kind not in {"state", "closed", "reopened"}):
        schedule.setdefault(each.minute, []).append(each)
    for minute in range(first, s.now + 1):
        for each in schedule.get(minute, []):
            known.log.append((minute, f"{each.kind} {each.by}"))
            team = each.value if each.kind == "assigned" else team
            target = enters(each, state, since is not None)
            if target is None:
                continue
            is_cancelled = CATEGORY.get(target) == "cancelled"
            is_end = is_cancelled or CATEGORY.get(target) in {"resolved", "closed"}
            if since is not None and not is_end:
                known.log.append((minute, "reopening"))
                since = None
            if since is None and is_end:
                known.log.append((minute, "end cancelled" if is_cancelled else f"end {each.by}"))
                since = minute
            if each.by == "desk" and CATEGORY.get(target) in {"open", "resolved", "closed"}:
                known.log.append((minute, "taken"))
            state = known.entered[minute] = target
        known.state[minute], known.team[minute] = state, team
        if since is not None:
            known.resolved.add(minute)
    known.closed_since = since
    return known


def decided(s: Scenario) -> Iterator[tuple[int, str]]:
    """Yield by what the promises are chosen, and since when; of one minute, the last holds."""
    severity, service, contract = "low", "wiki", None
    for each in sorted(s.happenings, key=lambda e: e.minute):
        if each.minute > s.now and each.kind != "opened":
            return
        if each.kind == "priority" and each.by != "requester":
            severity = str(each.value)
        elif each.kind == "service":
            service = str(each.value)
        elif each.kind == "contract":
            contract = each.value
        elif each.kind != "opened":
            continue
        yield each.minute, contract or (service if service == "pump" else severity)


def enters(each: Happening, state: str, resolved: bool) -> str | None:
    """Return the state that a ticket enters, if it does."""
    if each.kind == "state":
        return each.value
    if each.kind == "reopened":
        return "somewhere" if resolved else None
    if each.kind == "reply" and each.by == "requester" and state == "waiting":
        return "working"
    return "closed" if each.kind == "closed" else None


def once(kind: str, spec: Spec, known: Minutes, begin: int | None, team: str | None) -> list[Run]:
    """Return the runs of a promise that is kept once."""
    sign = {"take_in_charge": "taken", "first_response": "reply desk"}.get(kind)
    if begin is None:
        return []
    runs, run, since = list[Run](), Run(begin), None
    for minute, what in known.log:
        mine = team is None or known.team[minute] == team
        since = minute if what.startswith("end ") else since
        first = what == sign and run.stop is None and mine
        if first or (sign is None and resolves(known, minute, what)):
            run.stop = minute
        if what == "reopening":
            if spec.reopen == "restart" and minute > begin:
                run.ended = since if run.stop is None else None
                runs.append(run)
                run = Run(minute)
            elif sign is None:
                run.stop = None
            since = None
    if since is not None and run.stop is None:
        run.ended = max(since, run.start)
    for each in (*runs, run):
        each.stop = None if each.stop is None else max(each.stop, each.start)
        each.ended = None if each.ended is None else max(each.ended, each.start)
    return [*runs, run]


def resolves(known: Minutes, minute: int, what: str) -> bool:
    """Return whether the end of a ticket is the desk's: a robot's is, if the desk spoke last."""
    if what != "end system":
        return what == "end desk"
    telling = ("reopening", "reply desk", "reply requester")
    # In one minute, a reopening comes before what is said.
    said = [other for at, other in known.log if other in telling and at <= minute]
    return said[-1:] == ["reply desk"]


def updates(
    spec: Spec, known: Minutes, begin: int | None, owed_after_reply: bool, team: str | None
) -> list[Run]:
    """Return the runs of the next update, without those that lie in a time of resolution."""
    per_message = spec.start == "requester-message"
    at_once = not per_message and not owed_after_reply and spec.start != "desk-reply"
    run = Run(begin) if at_once and begin is not None else None
    runs: list[Run] = []
    owed, since = not owed_after_reply, None
    for minute, what in known.log:
        since = minute if what.startswith("end ") else since
        is_reply, is_note = what == "reply desk", spec.stop == "note" and what == "note desk"
        if (is_reply or is_note) and (team is None or known.team[minute] == team):
            owed = owed or is_reply
            if run is not None and minute > run.start:
                runs.append(Run(run.start, stop=minute))
            if per_message:
                run = None
            elif (run is None and is_reply) or (run is not None and minute > run.start):
                run = Run(minute)
        elif what in {"reply requester", "opened None"} and per_message and owed and run is None:
            run = Run(minute)
        elif what == "reopening":
            if spec.reopen == "restart" and run is not None and minute > run.start:
                runs.append(Run(run.start, ended=max(since or 0, run.start)))
                run = Run(minute)
            since = None
    if run is not None:
        run.ended = None if since is None else max(since, run.start)
        runs.append(run)
    return [each for each in runs if not idle(each, spec, known, since)]


def idle(run: Run, spec: Spec, known: Minutes, since: int | None) -> bool:
    if run.start not in known.resolved:
        return False
    if since is not None and run.start >= since:
        return True
    if spec.reopen == "restart":
        return True
    last = run.stop if run.stop is not None else run.ended
    span = list(range(run.start, last)) if last is not None else []
    inside = last is not None and all(minute in known.resolved for minute in span)
    return spec.reopen == "resume" and inside


def clocks(s: Scenario) -> dict[tuple[str | None, str], list[dict[str, Any]]]:
    """Return what every clock of a ticket has to show."""
    known = watch(s)
    found: dict[tuple[str | None, str], list[dict[str, Any]]] = {}
    first = min(each.minute for each in s.happenings)
    # Changes of one minute: the last holds.
    terms = dict(known.terms)
    current = terms[max(terms)]
    for team in (None, "b"):
        offers = s.promises if team is None else s.ola
        handed = next((m for m in sorted(known.team) if known.team[m] == "b"), None)
        begin = first if team is None else handed
        if team is not None and handed is None:
            continue
        for kind in PAUSING:
            changes = [(at, offers[name].get(kind)) for at, name in terms.items()]
            named = [spec for _, spec in changes if spec is not None]
            if not named:
                continue
            if kind == "next_update":
                runs = updates(named[-1], known, begin, "first_response" in offers[current], team)
            else:
                runs = once(kind, named[-1], known, begin, team)
            shown = (show(s, known, kind, run, changes, team) for run in runs)
            cycles = [each for each in shown if each is not None]
            if cycles or kind in offers[current]:
                found[team, kind] = cycles
    return found


def show(
    s: Scenario,
    known: Minutes,
    kind: str,
    run: Run,
    changes: list[tuple[int, Spec | None]],
    team: str | None,
) -> dict[str, Any] | None:
    over = run.stop if run.stop is not None else run.ended
    held = [
        (at, spec)
        for at, spec in changes
        if at <= run.start or (at <= s.now if over is None else at < over)
    ]
    if not any(spec for _, spec in held):
        return None
    stop, ended = run.stop, run.ended
    if held[-1][1] is None:
        at = next(a for n, (a, _) in enumerate(held) if not any(spec for _, spec in held[n:]))
        stop, ended = None, max(at, run.start)
    last = next((end for end in (stop, ended) if end is not None), s.now)
    tape = Tape(s, known, kind, team, held, last)
    used = tape.counted(run.start, last)
    if tape.final.unit == "working":
        due = tape.after_days(run.start)
        remaining = tape.counted(last, due)
    else:
        amount = tape.final.amount * (1440 if tape.final.unit == "calendar" else 1)
        due = advance(tape.minutes(run.start, MINUTES), amount, run.start)
        remaining = amount - used
    if tape.final.if_closed != "stay":
        due = rolled(s, tape.final, tape.begin(run.start), due)
        remaining = tape.counted(last, due)
    paused = pauses(known, kind, tape.final, s.now, team)
    return {
        "state": state_of(remaining, stop, ended, paused),
        "start": s.instant(run.start),
        "stop": None if stop is None else s.instant(stop),
        "end": None if ended is None else s.instant(ended),
        "due": s.instant(due),
        "used": used * STEP,
        "remaining": remaining * STEP,
    }


def state_of(remaining: int, stop: int | None, ended: int | None, paused: bool) -> str:
    if remaining < 0:
        return "breached"
    if stop is not None:
        return "met"
    if ended is not None:
        return "cancelled"
    return "paused" if paused else "running"


@dataclass
class Tape:
    """The minutes of a run: `held` are the targets by when they came, `last` is its end."""

    s: Scenario
    known: Minutes
    kind: str
    team: str | None
    held: list[tuple[int, Spec | None]]
    last: int

    @property
    def final(self) -> Spec:
        return next(spec for _, spec in reversed(self.held) if spec)

    def spec_at(self, minute: int) -> Spec:
        before = [n for n, (at, _) in enumerate(self.held) if at <= minute]
        later = (spec for _, spec in self.held[max(before, default=0) :] if spec)
        return next(later, self.final)

    def minutes(self, a: int, b: int) -> Iterator[tuple[int, bool, bool]]:
        """Yield each minute, whether it is open, and whether the clock pauses."""
        edges = {a, self.last, *(at for at, _ in self.held)}
        spec, received = self.final, self.s.received
        is_open = opened(self.s.monday, spec.calendar)
        for minute in range(a, b):
            if minute in edges:
                spec = self.spec_at(minute) if minute < self.last else self.final
                is_open = opened(self.s.monday, spec.calendar)
            paused = minute < self.last and pauses(self.known, self.kind, spec, minute, self.team)
            counts = spec.unit in {"elapsed", "calendar"} or is_open[minute]
            yield minute, counts, paused or minute < received

    def counted(self, a: int, b: int) -> int:
        if b < a:
            return -self.counted(b, a)
        return sum(is_open and not paused for _, is_open, paused in self.minutes(a, b))

    def begin(self, start: int) -> int:
        """Return the first minute from a start on that is not paused."""
        return next(m for m, _, paused in self.minutes(start, MINUTES) if not paused)

    def after_days(self, start: int) -> int:
        """Return the due minute of a target in working days, all in its own calendar."""
        begin = self.begin(start)
        base = after_days(self.s, self.final, begin)
        is_open = opened(self.s.monday, self.final.calendar)
        stopped = sum(is_open[m] and paused for m, _, paused in self.minutes(begin, base))
        own = ((m, is_open[m], paused) for m, _, paused in self.minutes(base, MINUTES))
        return advance(own, stopped, base)


def advance(minutes: Iterator[tuple[int, bool, bool]], amount: int, at: int) -> int:
    """Return the minute after which so much has been counted."""
    for minute, is_open, paused in minutes:
        if not amount:
            break
        if is_open and not paused:
            amount -= 1
            at = minute + 1
    assert not amount, "the oracle does not look so far"
    return at


def pauses(known: Minutes, kind: str, spec: Spec, minute: int, team: str | None) -> bool:
    pausing = PAUSING[kind] if spec.pauses is None else spec.pauses
    return (
        known.state[minute] in pausing
        or (minute in known.resolved and spec.reopen != "count")
        or (team is not None and known.team[minute] != team)
    )


def after_days(s: Scenario, spec: Spec, begin: int) -> int:
    """Return the end of the Nth date with an opening after the start's, or its time of day."""
    clock = walls(s.monday, CALENDARS[spec.calendar][0])
    is_open = opened(s.monday, spec.calendar)
    start = clock[begin]
    days: dict[dt.date, list[int]] = {}
    for minute in range(begin, MINUTES):
        if is_open[minute] and clock[minute].date() > start.date():
            days.setdefault(clock[minute].date(), []).append(minute)
            if len(days) > spec.amount:
                break
    if ":" in spec.at:
        wall = dt.time.fromisoformat(spec.at)
        if spec.amount == 0:
            dates = [date for date in open_dates(clock, is_open) if date >= start.date()]
            # A time before the start may lie before all that the tape shows.
            come = (date for date in dates if date > start.date() or wall >= start.time())
            times = (reading(clock, date, wall) for date in come)
            return next(minute for minute in times if minute >= begin)
        return reading(clock, list(days)[spec.amount - 1], wall)
    date = list(days)[spec.amount - 1]
    if spec.at == "end_of_day":
        return days[date][-1] + 1
    expected = next(
        minute
        for minute in range(begin, MINUTES)
        if (clock[minute].date(), clock[minute].time()) >= (date, start.time())
    )
    if is_open[expected]:
        return expected
    if expected < days[date][0]:
        return days[date][0]
    return max(minute for minute in range(begin, expected) if is_open[minute]) + 1


def reminders(s: Scenario, state: str, after: int, every: int) -> list[list[dt.datetime]]:
    """Return when a reminder comes in each time that a ticket is in a state.

    It comes after so many open minutes of the office, and again every so many. While the ticket is
    in the state, the next one is among them.
    """
    entered = watch(s).entered
    is_open = opened(s.monday, "office")
    ends = [*sorted(entered)[1:], None]
    return [
        [s.instant(minute) for minute in _reminded(is_open, start, end, s.now, after, every)]
        for start, end in zip(sorted(entered), ends, strict=True)
        if entered[start] == state
    ]


def _reminded(
    is_open: list[bool], start: int, end: int | None, now: int, after: int, every: int
) -> Iterator[int]:
    first, counted = start, 0
    while counted < after:
        counted += is_open[first]
        first += 1
    while not is_open[first]:
        first += 1
    minute, counted = first, 0
    while end is None or minute < end:
        if is_open[minute] and counted % every == 0:
            yield minute
            if end is None and minute > now:
                return
        counted += is_open[minute]
        minute += 1


def rolled(s: Scenario, spec: Spec, begin: int, due: int) -> int:
    """Return a due minute, moved off a date on which its calendar never opens."""
    clock = walls(s.monday, CALENDARS[spec.calendar][0])
    dates = open_dates(clock, opened(s.monday, spec.calendar))
    last = clock[due].date()
    if last in dates:
        return due
    earlier = [date for date in dates if clock[begin].date() < date < last]
    later = next(date for date in dates if date > last)
    date = earlier[-1] if earlier and spec.if_closed == "previous" else later
    return reading(clock, date, clock[due].time())


def open_dates(clock: list[dt.datetime], is_open: list[bool]) -> list[dt.date]:
    return sorted({wall.date() for wall, each in zip(clock, is_open, strict=True) if each})


def reading(clock: list[dt.datetime], date: dt.date, time: dt.time) -> int:
    """Return the first minute whose clock reads a time of a date, or later."""
    wanted = (date, time)
    return next(n for n, wall in enumerate(clock) if (wall.date(), wall.time()) >= wanted)
