"""The clocks of tickets for people: one in full, many as a table."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sportello.catalog.model import Catalog
from sportello.catalog.model.sla import target_name
from sportello.catalog.revision import Past
from sportello.cli._common import aligned
from sportello.cli._moments import length_in_words as hours
from sportello.cli.sla._clock_notes import notes
from sportello.cli.sla._days import rolled_in_words, table
from sportello.cli.sla._escalations import fired_lines
from sportello.cli.sla._instants import at_the_desk, short, zoned
from sportello.cli.sla._options import past_in_words
from sportello.cli.sla._terms import counts_in_a_calendar, target_in_words, terms_lines, why_lines
from sportello.findings import first_lines
from sportello.sla.clock import Clock, ClockReport, ClockStep, Cycle, counted_states
from sportello.sla.clock.step_words import StepWords
from sportello.worktime.zones import Zone

_NOTES = 10
"""How many notes are shown beside a table of many tickets."""


def lines(
    catalog: Catalog, past: Past | None, reports: Sequence[ClockReport], *, explain: bool
) -> Iterator[str]:
    """Yield the lines for one ticket in full, or a table of many unless they are to be explained.

    Durations are hours and minutes of business time.
    """
    if past is not None:
        yield f"terms     at {past_in_words(past)}"
    if len(reports) > 1 and not explain:
        yield from _overview(reports, Zone(catalog.helpdesk.timezone))
        return
    for number, report in enumerate(reports):
        if number:
            yield ""
        yield from _ClockText(catalog, Zone(catalog.helpdesk.timezone)).ticket(report, explain)


@dataclass(frozen=True)
class _ClockText:
    """Tells clocks in the zone and by the names of a catalog."""

    catalog: Catalog
    zone: Zone

    def ticket(self, report: ClockReport, explain: bool) -> Iterator[str]:
        ticket, before = report.ticket, report.history.ticket.service
        yield f"{ticket.service}: {self._service(ticket.service)}"
        yield f"ticket    {report.history.name}"
        if before != ticket.service:
            yield f"moved     from {before}: {self._service(before)}"
        yield f"opened    {zoned(ticket.opened.astimezone(self.zone))}"
        if report.is_received_later:
            yield f"received  {zoned(report.received.astimezone(self.zone))}"
        yield f"read at   {zoned(report.now.astimezone(self.zone))}"
        yield from terms_lines(report.terms)
        for each in report.not_applied:
            proposal = f"the requester proposed {each.value} on {self._at(each.at)}"
            yield f"          {proposal}, which is not applied: here the desk sets the severity"
        yield from (f"note      {note}" for note in notes(report, self.zone))
        for clock in report.clocks:
            yield ""
            yield from self._clock(clock, report.now, explain)
        if not report.clocks:
            yield ""
            yield "This policy promises no time."
        yield from fired_lines(report.escalations, self.zone)
        yield ""
        yield from why_lines(report.terms)

    def _clock(self, clock: Clock, now: datetime, explain: bool) -> Iterator[str]:
        name = target_name(clock.kind)
        yield f"{f'team {clock.team}, {name}' if clock.team else name}: {clock.state}"
        if not clock.cycles:
            yield f"  {target_in_words(clock.target, clock.calendar)}"
            return
        *earlier, last = clock.cycles
        # An answer is judged by the terms of its time, which may be other ones by now.
        yield f"  {target_in_words(last.elapsed.target, last.elapsed.calendar)}"
        if earlier:
            counts = Counter(each.state for each in earlier)
            yield f"  before    {', '.join(f'{count} {state}' for state, count in counts.items())}"
        for each in earlier:
            if each.state == "breached":
                yield f"            due {self._at(each.due)}, late by {hours(-each.remaining)}"
        yield from self._cycle(last, now, explain)

    def _cycle(self, cycle: Cycle, now: datetime, explain: bool) -> Iterator[str]:
        yield f"  {self._due(cycle)}"
        yield f"  {_amounts(cycle)}"
        if cycle.by_team:
            shares = (
                f"{self._team(team)} {hours(seconds)}" for team, seconds in cycle.by_team.items()
            )
            yield f"  used by   {', '.join(shares)}"
        yield from (f"  - {self._step(step)}" for step in cycle.steps)
        if cycle.stop is not None and cycle.state == "met" and cycle.stop > cycle.due:
            yield "    (after the deadline, but no business time has passed since: in time)"
        if explain:
            yield from self._days(cycle, now)

    def _days(self, cycle: Cycle, now: datetime) -> Iterator[str]:
        """Yield the days up to the deadline and, if that passed, those until the clock ended."""
        for calendar, explanation in cycle.elapsed.explain():
            counted = counts_in_a_calendar(cycle.elapsed.target)
            where = f" in calendar {calendar.name}" if counted else ""
            yield f"  counted{where}, up to {self._at(explanation.due)}:"
            rolled_from = explanation.rolled_from
            if rolled_from is not None:
                yield f"  {rolled_in_words(rolled_from.date(), explanation.due.date())}"
            yield from table(calendar, explanation.days, with_hours=counted)
        if cycle.state != "breached":
            return
        for calendar, late in cycle.elapsed.overrun(cycle.stop or cycle.end or now):
            yield f"  late, from then to {self._at(late.end)}:"
            yield from table(calendar, late.days)

    def _due(self, cycle: Cycle) -> str:
        due = at_the_desk(cycle.due, self.zone.key)
        return f"due       {due}" + (", if it went on now" if cycle.state == "paused" else "")

    def _service(self, name: str) -> str:
        return self.catalog.services[name].name.says("en")

    def _team(self, team: str | None) -> str:
        return self.catalog.teams[team].name.says("en") if team else "no team"

    def _step(self, step: ClockStep) -> str:
        words = StepWords(str, self._at, hours, lambda _part, name: name)
        return f"{self._at(step.at)}: {words(step)}"

    def _at(self, moment: datetime) -> str:
        return short(moment.astimezone(self.zone))


def _amounts(cycle: Cycle) -> str:
    if cycle.remaining < 0:
        late = f"late by {hours(-cycle.remaining)}"
        return f"used      {hours(cycle.used)}, {late}{'' if cycle.is_over else ' so far'}"
    spare = "to spare" if cycle.is_over else "left"
    return f"used      {hours(cycle.used)}, {hours(cycle.remaining)} {spare}"


def _overview(reports: Sequence[ClockReport], zone: Zone) -> Iterator[str]:
    rows = [("ticket", "promise", "state", "due", "used", "margin")]
    for report in reports:
        name = report.history.name
        for clock in report.clocks:
            kind = target_name(clock.kind)
            promise = f"{clock.team}: {kind}" if clock.team else kind
            rows.append((name, promise, clock.state, *_cells(clock, zone)))
        if not report.clocks:
            rows.append((name, "none", "", "", "", ""))
    yield from aligned(rows, numbers=2)
    counts = counted_states(reports)
    found = [f"{count} {state}" for state, count in counts.items() if count]
    if found:
        yield f"cycles of promises: {', '.join(found)}"
    yield from _notes(reports, zone)


def _notes(reports: Sequence[ClockReport], zone: Zone) -> Iterator[str]:
    found = [f"{each.history.name}: {note}" for each in reports for note in notes(each, zone)]
    if found:
        yield ""
    rest = "and {} more notes: --explain or --format json has all"
    yield from first_lines([f"note: {note}" for note in found], _NOTES, rest)


def _cells(clock: Clock, zone: Zone) -> tuple[str, str, str]:
    if not clock.cycles:
        return "", "", ""
    last = clock.cycles[-1]
    return short(last.due.astimezone(zone)), hours(last.used), _signed(last.remaining)


def _signed(seconds: int) -> str:
    """Return a length of time as hours and minutes, with a minus if it is negative: `-0:30`."""
    return f"-{hours(-seconds)}" if seconds < 0 else hours(seconds)
