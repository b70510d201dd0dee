"""When a mail is answered: what its services promise to whoever writes it."""

from datetime import datetime
from typing import Final

from sportello.catalog.model import Catalog
from sportello.sla import Deadline, deadlines
from sportello.sla.ticket import Ticket

_ANSWERS: Final = ("first_response", "take_in_charge", "resolution")
"""What is an answer to somebody who wrote, the clearest promise first."""


def answer_due(catalog: Catalog, service: str, at: datetime) -> tuple[str, Deadline | None]:
    """Return the policy of a mail to a service that comes at an instant, and when it is answered.

    None if no policy promises a time; the policy is "" if none fits. Raises WorktimeError for an
    instant beyond the known holidays.
    """
    answer = deadlines(catalog, Ticket(service, at, channel="mail"))
    due = {each.kind: each for each in answer.deadlines}
    found = next((due[kind] for kind in _ANSWERS if kind in due), None)
    return answer.policy.name or "", found
