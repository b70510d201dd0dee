"""The promise to whoever writes, in words: `within 40 business hours, Mon–Fri 8–18`."""

from sportello.sla.mail_promise import MailPromise
from sportello.wording.messages import Messages
from sportello.wording.times import accepted_words, limit_words, rolled_words, week_words
from sportello.worktime import Calendar


def promise_words(promise: MailPromise, _: Messages) -> str:
    """Return by when a mail is answered, as the site says it, and the hours in which that counts.

    With a cut-off, also the hours in which requests are accepted.

    Hours that are on some dates alone are left out: a mail has no room to list these.
    """
    limit = limit_words(promise.within, promise.at, _)
    rolled = rolled_words(promise.if_closed, _)
    hours = _hours(promise.calendar, _)
    promised = " ".join(filter(None, (limit, rolled))) + (f", {hours}" if hours else "")
    received = _hours(promise.intake, _)
    return accepted_words(promised, received, _) if received else promised


def _hours(calendar: Calendar | None, _: Messages) -> str:
    week = {} if calendar is None else calendar.weekly()
    if calendar is None or (week and not any(week.values())):
        return ""
    return week_words(calendar, _, short=True)
