"""Announced hours: minutes that the clock shows once, and calendars that extend a closed one."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Announcement, Catalog, DayOrMinute
from sportello.findings import KeyPath, Problem, Rule, Severity
from sportello.rules.calendars import calendars_used
from sportello.worktime import AmbiguousTime, NonexistentTime
from sportello.worktime.combined import CombinedRules
from sportello.worktime.zone import epoch_seconds
from sportello.worktime.zones import Zone

D015: Final = Rule("D015", Severity.ERROR)
"""A minute that does not exist, or comes twice.

*Un minuto che non esiste, o che si ripete.*

In the nights in which clocks are changed, the clock leaves out an hour or shows it twice: the
announcement would begin or end an hour away from what is meant. Write a minute that is there once.

Bad, in `announcements.yaml`:

```yaml
announcements:
  work:
    kind: maintenance
    title: {it: Manutenzione, en: Maintenance}
    from: 2026-03-29T02:30
    until: 2026-03-29T04:00
```

Good:

```yaml
announcements:
  work:
    kind: maintenance
    title: {it: Manutenzione, en: Maintenance}
    from: 2026-03-29T03:30
    until: 2026-03-29T04:00
```
"""
D016: Final = Rule(
    "D016", Severity.WARNING, complete=frozenset({"calendars", "announcements", "services"})
)
"""A closure that another calendar does not follow.

*Una chiusura che un altro orario non segue.*

A calendar that `extends` the closed one takes over its exceptions, but no announcements: it stays
open, and customers of its services wait for a desk that is closed. Name it too, or say that it is
meant with a comment.

With, in `calendars.yaml`:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy]
  phone: {extends: office, week: {mon-fri: "09:00-12:00"}}
```

With, in `services/main.yaml`:

```yaml
services:
  wiki: {name: Wiki, mailbox: help, contacts: [sales, anna]}
  pump: {name: Pump, mailbox: help, tags: [critical], calendar: phone}
```

Bad, in `announcements.yaml`:

```yaml
announcements:
  move:
    kind: closure
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-05
    calendars: [office]
    closed: true
```

Good:

```yaml
announcements:
  move:
    kind: closure
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-05
    calendars: [office, phone]
    closed: true
```
"""


def _minutes(catalog: Catalog) -> Iterator[Problem]:
    zone = Zone(catalog.helpdesk.timezone)
    for path, minute in _written_minutes(catalog):
        try:
            epoch_seconds(minute.first, zone)
        except AmbiguousTime as error:
            message = f"{error.message}: it may be {error.hint.removeprefix('write ')}"
            yield D015.problem(path, message, "write a minute before that hour or after it")
        except NonexistentTime as error:
            message = f"{error.message}: it may be {error.hint.removeprefix('write ')}"
            yield D015.problem(path, message, "write one of the two, without its offset")


def _written_minutes(catalog: Catalog) -> Iterator[tuple[KeyPath, DayOrMinute]]:
    for name, each in catalog.announcements.items():
        path = ("announcements", name)
        ends = {"from": each.from_, "until": each.until, "ended": each.ended}
        yield from (((*path, key), end) for key, end in ends.items() if end and end.time)
        for index, update in enumerate(each.updates):
            if update.at.time:
                yield (*path, "updates", index, "at"), update.at


def _left_open(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.announcements.items():
        if not each.closed:
            continue
        for index, calendar in enumerate(each.calendars):
            following = _extending(catalog, calendar, each)
            if following:
                others = ", ".join(f'"{one}"' for one in following)
                verb = "extends" if len(following) == 1 else "extend"
                yield D016.problem(
                    ("announcements", name, "calendars", index),
                    f'{others} {verb} "{calendar}", and stay{"s" * (len(following) == 1)} open',
                    "name them too, or say in a comment that they are to stay open",
                )


def _extending(catalog: Catalog, calendar: str, announcement: Announcement) -> list[str]:
    """Return the calendars of those concerned that extend one, and are not closed with it."""
    about = tuple(announcement.providers), tuple(announcement.services)
    used = calendars_used(catalog, *(about if any(about) else (catalog.providers, ())))
    return [
        name
        for name, each in catalog.calendars.items()
        if name in used
        and name not in announcement.calendars
        and not isinstance(each.rules, CombinedRules)
        and calendar in each.rules.extends
    ]


CHECKS = (_minutes, _left_open)
