"""The clocks of tickets for people: one in full, many as a table."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
from sportello.worktime.zones import Zone

_MILESTONES = {
    "opened": "the ticket is opened",
    "assigned": "the ticket is assigned",
    "taken-in-charge": "the ticket is taken in charge",
    "requester-message": "the requester writes and waits for an answer",
    "desk-reply": "the desk replies",
    "note": "the desk writes a note",
    "reopened": "the ticket is reopened",
    "resolved": "the ticket is resolved",
    "closed": "the ticket is closed",
}

_ENDED = {
    None: "the ticket is resolved",
    "requester": "the requester ends the ticket",
    "system": "the system ends the ticket, and the requester waits for an answer",
}
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
        at = self._at(step.at)
        pause = "" if step.seconds is None else self._pause(step)
        words: Mapping[str, str] = {
            "started": _MILESTONES.get(step.value or "", ""),
            "received": f"it is received, and counts, from {self._at(step.until)}",
            "waited": f"the clock is paused then, and counts from {self._at(step.until)}",
            "changed": f"severity {step.value or 'none'}, new terms: the time used stays used",
            "retyped": f"type {step.value or 'none'}, new terms: the time used stays used",
            "moved": f"moved to {step.value}, new terms: the time used stays used",
            "contracted": f"contract {step.value or 'none'}, new terms: the time used stays used",
            "paused": f"state {step.value} stops the clock{pause}",
            "resolved": f"resolved: the clock stops{pause}",
            "cancelled": f"the ticket is cancelled, in state {step.value}: {self._cancelled(step)}",
            "announced": f'the announcement "{step.value}" stops the clock{pause}',
            "elsewhere": f"not with this team: the clock stops{pause}",
            "late": f"{_MILESTONES.get(step.value or '', '')}, which ends the clock, too late",
            "kept": f"{_MILESTONES.get(step.value or '', '')}, and keeps the promise",
            "ended": f"{_ENDED[step.value] if step.kind == 'ended' else ''}: nothing more is owed",
            "withdrawn": "the terms promise it no more",
        }
        return f"{at}: {words[step.kind]}"

    def _pause(self, step: ClockStep) -> str:
        until = "and still does" if step.until is None else f"until {self._at(step.until)}"
        return f" {until}; {hours(step.seconds or 0)} do not count"

    def _cancelled(self, step: ClockStep) -> str:
        return (
            "nothing more is owed"
            if step.seconds is None
            else f"the clock stops{self._pause(step)}"
        )

    def _at(self, moment: datetime | None) -> str:
        return short(moment.astimezone(self.zone)) if moment else ""


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
