"""Who is told of an event, by which means, and when: never in the quiet hours of a rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sportello.catalog.model import Catalog, Notification
from sportello.sla.conditions import Facts
from sportello.sla.match import condition_in_words, why_unmet


@dataclass(frozen=True, slots=True)
class Notice:
    """One rule's notice of an event: the rule says to whom and by which means.

    `moved_from` is the instant of the event, if the notice waits for the next opening.
    """

    name: str
    rule: Notification
    at: datetime
    moved_from: datetime | None
    why: str


def notifications_for(
    catalog: Catalog, event: str, facts: Facts, at: datetime
) -> tuple[Notice, ...]:
    """Return who is told of an event at an instant; all rules that fit the facts apply.

    `event` is what a notification is `on`, such as "opened"; `at` is aware. They come in the
    order in which they are sent. Raises WorktimeError beyond the known holidays.
    """
    return tuple(sorted(_notices(catalog, event, facts, at), key=lambda each: each.at.timestamp()))


def _notices(catalog: Catalog, event: str, facts: Facts, at: datetime) -> Iterator[Notice]:
    for name, rule in catalog.notifications.items():
        if rule.on != event or why_unmet(rule.when, facts) is not None:
            continue
        why = f"{event}: {condition_in_words(rule.when)}"
        calendar = catalog.calendars[rule.hours] if rule.hours else None
        if calendar is None or calendar.is_open(at):
            yield Notice(name, rule, at, None, why)
        else:
            opening = calendar.next_opening(at)
            why = f"{why}; calendar {rule.hours} is closed then, so at its next opening"
            yield Notice(name, rule, opening, at, why)
