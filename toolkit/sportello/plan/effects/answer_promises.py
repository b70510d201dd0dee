"""The times that acknowledgements promise by themselves, by mailbox."""

from collections.abc import Iterator
from functools import cache, partial
from typing import Final

from sportello.catalog.model import Catalog, readable
from sportello.findings import Invalid
from sportello.plan.change import Change, Quoted
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.mail.tables import renamed_mail_tables
from sportello.routing.places import says_promise
from sportello.sla.mail_promise import MailPromise, mail_promise

SECTIONS: Final = frozenset(
    {
        "acknowledgements",
        "calendars",
        "contracts",
        "helpdesk",
        "mailboxes",
        "policies",
        "priority",
        "services",
        "severities",
    }
)


def answer_promises(comparison: Comparison) -> Iterator[Change]:
    """Yield the mailboxes whose acknowledgement says another time in the place for a promise.

    Where one cannot be filled, `check` says so (M073), and nothing is told here.
    """
    if not all(_promises_anything(each) for each in (comparison.before, comparison.after)):
        return
    tables = next(renamed_mail_tables(comparison))
    promises = [cache(partial(_promise, each.catalog)) for each in tables.both]
    for name, mailbox in comparison.after.mailboxes.items():
        if not all(name in table.deliveries and table.promising(name) for table in tables.both):
            continue
        old, new = (
            promise(table.services.get(name, ()))
            for promise, table in zip(promises, tables.both, strict=True)
        )
        if old and new and not old.says_the_same_as(new):
            services = dict.fromkeys(each for table in tables.both for each in table.services[name])
            yield Change(
                "ack-promise",
                Impact.NEUTRAL,
                readable(mailbox.address),
                (Quoted(str(old)),),
                (Quoted(str(new)),),
                about=(("mailboxes", name), *(("services", each) for each in services)),
            )


def _promises_anything(catalog: Catalog) -> bool:
    return any(map(says_promise, catalog.acknowledgements.values()))


def _promise(catalog: Catalog, services: tuple[str, ...]) -> MailPromise | None:
    try:
        return mail_promise(catalog, services)
    except Invalid:
        return None


EFFECTS = (Effect(SECTIONS, answer_promises),)
