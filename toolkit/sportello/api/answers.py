"""When a mail is answered: what its services promise to whoever writes it."""

from datetime import datetime

from sportello.catalog.model import Catalog
from sportello.sla import Deadline, deadlines
from sportello.sla.mail_promise import first_answer
from sportello.sla.ticket import Ticket


def answer_due(catalog: Catalog, service: str, at: datetime) -> tuple[str, Deadline | None]:
    """Return the policy of a mail to a service that comes at an instant, and when it is answered.

    None if no policy promises a time; the policy is "" if none fits. Raises WorktimeError for an
    instant beyond the known holidays.
    """
    answer = deadlines(catalog, Ticket(service, at, channel="mail"))
    due = {each.kind: each for each in answer.deadlines}
    return answer.policy.name or "", first_answer(due)
