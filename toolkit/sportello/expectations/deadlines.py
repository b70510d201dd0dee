"""Expectations about tickets: deadlines, severity, policy, notices and escalations."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec.structs import asdict

from sportello.catalog.model import Catalog
from sportello.expectations.model import Audience, DeadlineCase, Due, Notified, TicketFacts
from sportello.expectations.verdict import (
    Counted,
    Mismatch,
    Verdict,
    as_written,
    compared,
    no_answer,
)
from sportello.sla import Answer, Deadline, Facts, Ticket, TicketError, deadlines
from sportello.sla.match import why_unmet
from sportello.sla.notification import notifications_for
from sportello.worktime import WorktimeError, parse_instant


def check_deadlines(catalog: Catalog, case: DeadlineCase) -> Verdict:
    """Return what is other than expected about a ticket."""
    try:
        answer = deadlines(catalog, _ticket(case.ticket))
        facts, opened = answer.terms.facts, answer.ticket.opened
        mismatches = (
            *compared("severity", case.severity, answer.severity.severity),
            *compared("policy", case.policy, answer.policy.name),
            *(_due(case.due, answer) if case.due else ()),
            *(_notified(catalog, case.told, facts, opened) if case.told else ()),
            *compared("escalations", case.escalations, _escalations(catalog, facts)),
        )
    except (TicketError, WorktimeError) as error:
        return no_answer(("ticket",), error)
    wrong = {each.path[1] for each in mismatches if each.path[0] == "due" and len(each.path) > 1}
    counted = tuple(
        Counted(
            f"{each.kind}: {each.target.within}, calendar {each.calendar.name}", each.explanation
        )
        for each in answer.deadlines
        if each.kind in wrong
    )
    return Verdict(mismatches, answer.terms.steps, counted)


def _ticket(facts: TicketFacts) -> Ticket:
    return Ticket(**{**asdict(facts), "opened": parse_instant(facts.opened)})


def _due(due: Due, answer: Answer) -> Iterator[Mismatch]:
    expected = {kind: parse_instant(when) for kind, when in asdict(due).items() if when is not None}
    found = {each.kind: each for each in answer.deadlines}
    promised = (*found, *(each.kind for each in answer.pending))
    if not expected and promised:
        yield Mismatch(("due",), "no time promised", ", ".join(promised))
    for kind, when in expected.items():
        if kind in found:
            yield from _late(kind, when, found[kind])
        else:
            starts = [each.counts_from for each in answer.pending if each.kind == kind]
            came = f"a time that counts from {starts[0]}" if starts else "no such promise"
            yield Mismatch(("due", kind), as_written(when), came)


def _late(kind: str, when: datetime, deadline: Deadline) -> Iterator[Mismatch]:
    """Yield a mismatch if a deadline is another; naive, it is in the zone of its calendar."""
    due = deadline.due if when.tzinfo else deadline.due.replace(tzinfo=None)
    if due != when:
        yield Mismatch(("due", kind), as_written(when), as_written(due))


def _notified(
    catalog: Catalog, notified: Notified, facts: Facts, at: datetime
) -> Iterator[Mismatch]:
    for event in notified.__struct_fields__:
        audience: Audience | None = getattr(notified, event)
        if audience is None:
            continue
        means: dict[str, set[str]] = {"requester": set(), "staff": set()}
        for notice in notifications_for(catalog, event, facts, at):
            for who in notice.rule.to:
                means[who] |= set(notice.rule.by)
        expected: dict[str, set[str]] = {
            "requester": set(audience.requester),
            "staff": set(audience.staff),
        }
        if expected != means:
            yield Mismatch(("told", event), _audience(expected), _audience(means))


def _audience(means: Mapping[str, set[str]]) -> str:
    notified = [f"{who} by {' and '.join(sorted(by))}" for who, by in means.items() if by]
    return ", ".join(notified) or "nobody told"


def _escalations(catalog: Catalog, facts: Facts) -> tuple[str, ...]:
    return tuple(
        name for name, each in catalog.escalations.items() if why_unmet(each.when, facts) is None
    )
