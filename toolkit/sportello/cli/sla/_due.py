"""The deadlines of a ticket, for people and for programs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sportello.catalog.model import Catalog, Escalation
from sportello.catalog.model.sla import target_name
from sportello.cli.sla._days import adds, day_line, plain_days, rolled_in_words, table
from sportello.cli.sla._escalations import plain_in_states, plain_steps, state_lines, step_lines
from sportello.cli.sla._instants import at_the_desk, zoned
from sportello.cli.sla._options import past_in_words, past_plain
from sportello.cli.sla._terms import (
    counts_in_a_calendar,
    plain_target,
    plain_terms,
    target_in_words,
    terms_lines,
    why_lines,
)
from sportello.sla import Answer, Deadline, EscalationSchedule, PendingTarget
from sportello.sla.escalation import state_escalations
from sportello.worktime import in_language

if TYPE_CHECKING:
    from sportello.catalog.revision import Past


@dataclass(frozen=True)
class DueReport:
    """An answer with what stands around it: the catalog, perhaps of the past, and the steps ahead.

    `schedule` holds the steps by the kind of their target, None for those without.
    """

    catalog: Catalog
    past: "Past | None"
    answer: Answer
    schedule: EscalationSchedule

    @property
    def timezone(self) -> str:
        """The zone of the desk."""
        return self.catalog.helpdesk.timezone


def lines(report: DueReport, *, explain: bool) -> Iterator[str]:
    """Yield the lines of an answer for people."""
    answer, ticket = report.answer, report.answer.ticket
    yield f"{ticket.service}: {report.catalog.services[ticket.service].name.says('en')}"
    if report.past is not None:
        yield f"terms     at {past_in_words(report.past)}"
    yield f"opened    {zoned(ticket.opened)}"
    if answer.intake is not None and answer.is_received_later:
        yield f"received  {zoned(answer.received)}, when calendar {answer.intake.name} opens"
    yield from terms_lines(answer.terms)
    for deadline in answer.deadlines:
        yield ""
        yield from _deadline(report, deadline, explain=explain)
    for each in answer.pending:
        yield ""
        yield f"{target_name(each.kind)}: counts from {each.counts_from}"
        yield f"  {target_in_words(each.target, each.calendar)}"
    if not answer.deadlines and not answer.pending:
        yield ""
        yield "This policy promises no time."
    yield from _levels(report)
    if report.schedule.get(None):
        yield ""
        yield "If it takes long:"
        yield from step_lines(report.schedule[None])
    yield from state_lines(_in_states(report))
    yield ""
    yield from why_lines(answer.terms)


def _deadline(report: DueReport, deadline: Deadline, *, explain: bool) -> Iterator[str]:
    counted = counts_in_a_calendar(deadline.target)
    # What is promised at once counts no day: the day would stand there with nothing beside it.
    days = [day for day in deadline.explanation.days if adds(day)]
    yield f"{target_name(deadline.kind)}: {at_the_desk(deadline.due, report.timezone)}"
    yield f"  {target_in_words(deadline.target, deadline.calendar)}"
    if deadline.opens is not None and counted:
        later = report.answer.is_received_later
        when = "as it is received" if later else "at the opening of the ticket"
        yield f"  closed {when}; opens {zoned(deadline.opens)}"
    for still in deadline.standstills:
        title = in_language(still.why, "en")
        begin, end = (zoned(each.astimezone(deadline.due.tzinfo)) for each in still[:2])
        yield f'  the announcement "{title}" stops the clock from {begin} to {end}'
    rolled_from = deadline.explanation.rolled_from
    if rolled_from is not None:
        yield f"  {rolled_in_words(rolled_from.date(), deadline.due.date())}"
    if explain and days:
        yield from table(deadline.calendar, days, with_hours=counted)
    else:
        yield from (f"  {day_line(day)}" for day in days)
    steps = report.schedule.get(deadline.kind, ())
    if steps:
        yield "  warnings and escalations, unless it is met before:"
        yield from (f"  {line}" for line in step_lines(steps))


def _levels(report: DueReport) -> Iterator[str]:
    levels = report.answer.terms.operational_levels
    for team, promises in report.answer.levels.items():
        name = report.catalog.teams[team].name.says("en")
        yield ""
        yield f"team {team}, {name}, promises the desk ({levels[team].name}):"
        for each in promises:
            yield f"  {target_name(each.kind)}: counts from {each.counts_from}"
            yield f"    {target_in_words(each.target, each.calendar)}"


def _in_states(report: DueReport) -> Mapping[str, Escalation]:
    return state_escalations(report.catalog, report.answer.terms.facts)


def plain(report: DueReport) -> dict[str, Any]:
    """Return the same as plain data for JSON."""
    answer, in_states = report.answer, _in_states(report)
    return {
        "service": answer.ticket.service,
        "at": past_plain(report.past),
        "opened": answer.ticket.opened.isoformat(),
        **({"received": answer.received.isoformat()} if answer.is_received_later else {}),
        **plain_terms(answer.terms),
        "targets": {each.kind: _plain_deadline(report, each) for each in answer.deadlines},
        "later": {each.kind: _plain_pending(each) for each in answer.pending},
        "operational_levels": {
            team: {
                "level": answer.terms.operational_levels[team].name,
                "targets": {each.kind: _plain_pending(each) for each in promises},
            }
            for team, promises in answer.levels.items()
        },
        "escalations": plain_steps(report.schedule.get(None, ())),
        **({"in_states": plain_in_states(in_states)} if in_states else {}),
        "why": list(answer.terms.steps),
    }


def _plain_deadline(report: DueReport, deadline: Deadline) -> dict[str, Any]:
    return {
        **plain_target(deadline.target, deadline.calendar),
        "start": deadline.explanation.start.isoformat(),
        "due": deadline.due.isoformat(),
        "opens": deadline.opens.isoformat() if deadline.opens else None,
        **_plain_roll(deadline),
        **_plain_standstills(deadline),
        "days": plain_days(deadline.explanation.days),
        "escalations": plain_steps(report.schedule.get(deadline.kind, ())),
    }


def _plain_roll(deadline: Deadline) -> dict[str, Any]:
    rolled_from = deadline.explanation.rolled_from
    return {} if rolled_from is None else {"rolled_from": rolled_from.isoformat()}


def _plain_standstills(deadline: Deadline) -> dict[str, Any]:
    found = [
        {
            "from": each.start.isoformat(),
            "until": each.end.isoformat(),
            "announcement": in_language(each.why, "en"),
        }
        for each in deadline.standstills
    ]
    return {"stopped": found} if found else {}


def _plain_pending(pending: PendingTarget) -> dict[str, Any]:
    return {**plain_target(pending.target, pending.calendar), "counts_from": pending.counts_from}
