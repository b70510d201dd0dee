"""When the services that a mail reaches answer it, for people and for programs."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sportello.api.answers import answer_due
from sportello.catalog.model import Catalog
from sportello.catalog.model.sla import target_name
from sportello.cli.sla._instants import at_the_desk
from sportello.cli.sla._terms import target_in_words
from sportello.findings.first_few import first_few
from sportello.routing import Decision
from sportello.sla import Deadline
from sportello.worktime import WorktimeError

_NAMED = 3


def answer_lines(catalog: Catalog, decision: Decision, at: datetime) -> Iterator[str]:
    """Yield when an answer is due, and because of what; services that answer alike in one line."""
    alike: dict[str, list[str]] = {}
    for each in plain_answers(catalog, decision, at):
        alike.setdefault(each["why"], []).append(each["service"])
    if alike:
        yield ""
        yield "Answer:"
    for why, services in alike.items():
        yield f"  - {first_few(services, _NAMED)}: {why}"


def plain_answers(catalog: Catalog, decision: Decision, at: datetime) -> list[dict[str, Any]]:
    """Return the same as plain data for JSON; `due` is null where no time is promised."""
    services = decision.services if decision.deliveries else ()
    return [_plain(catalog, service, at) for service in services]


def _plain(catalog: Catalog, service: str, at: datetime) -> dict[str, Any]:
    try:
        policy, deadline = answer_due(catalog, service, at)
        why = _why(catalog, policy, deadline)
    except WorktimeError as error:
        policy, deadline, why = "", None, f"when an answer is due cannot be said: {error}"
    return {
        "service": service,
        "policy": policy or None,
        "promise": deadline.kind if deadline else None,
        "within": str(deadline.target.within) if deadline else None,
        "calendar": deadline.calendar.name if deadline else None,
        "due": deadline.due.isoformat() if deadline else None,
        "why": why,
    }


def _why(catalog: Catalog, policy: str, deadline: Deadline | None) -> str:
    if deadline is None:
        because = f"the policy {policy} promises no time" if policy else "no policy fits its mail"
        return f"no answer is promised by a time, because {because}"
    return (
        f"an answer is due {at_the_desk(deadline.due, catalog.helpdesk.timezone)}, because the "
        f"policy {policy} promises {target_name(deadline.kind)} within "
        f"{target_in_words(deadline.target, deadline.calendar)}"
    )
