"""What announcements say of themselves: pauses, updates, notice, and whom they are about."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from sportello.catalog.model import Announcement, Catalog
from sportello.findings import OWN, KeyPath, Problem, Rule, Severity

D018: Final = Rule("D018", Severity.ERROR)
"""A pause of clocks that cannot be.

*Una pausa degli orologi che non può esserci.*

`sla: pause` stops the clocks that count day and night. In a calendar that is `closed` no business
time passes anyway, so say one of the two; and an internal announcement cannot stop the clocks of
customers, who are told by when they are answered and could not be told why that is later.

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
    sla: pause
```

Good:

```yaml
announcements:
  move:
    kind: maintenance
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-05
    sla: pause
```
"""
D019: Final = Rule("D019", Severity.WARNING)
"""Updates out of order, or of another kind of announcement.

*Aggiornamenti fuori ordine, o di un altro tipo di annuncio.*

Readers follow what became known when. Write updates with the oldest first, of an incident none
before it begins, and none after the real end but one that says that it is over. An incident is
`investigating`, `identified`, `monitoring` or `resolved`; anything else is `in-progress` or
`completed`.

Bad, in `announcements.yaml`:

```yaml
announcements:
  down:
    kind: incident
    title: {it: Posta ferma, en: Mail is down}
    from: 2026-05-04T09:00
    until: 2026-05-04T12:00
    updates:
      - {at: 2026-05-04T10:30, state: completed, text: {it: Risolto, en: Mended}}
      - {at: 2026-05-04T09:30, text: {it: Cerchiamo la causa, en: We look for the cause}}
```

Good:

```yaml
announcements:
  down:
    kind: incident
    title: {it: Posta ferma, en: Mail is down}
    from: 2026-05-04T09:00
    until: 2026-05-04T12:00
    updates:
      - {at: 2026-05-04T09:30, text: {it: Cerchiamo la causa, en: We look for the cause}}
      - {at: 2026-05-04T10:30, state: resolved, text: {it: Risolto, en: Mended}}
```
"""
D020: Final = Rule("D020", Severity.ERROR)
"""An announcement before anybody can know of it.

*Un annuncio prima che se ne possa sapere.*

`announce` says how long before its beginning an announcement is shown, in hours or calendar days:
there is no calendar to count business time in. Nobody knows of an incident before it begins, and
nothing is shown before the published years.

Bad, in `announcements.yaml`:

```yaml
announcements:
  down:
    kind: incident
    title: {it: Posta ferma, en: Mail is down}
    from: 2026-05-04T09:00
    until: 2026-05-04T12:00
    announce: 3 calendar days
```

Good:

```yaml
announcements:
  work:
    kind: maintenance
    title: {it: Lavori sulla posta, en: Works on the mail}
    from: 2026-05-04T09:00
    until: 2026-05-04T12:00
    announce: 3 calendar days
```
"""
D021: Final = Rule("D021", Severity.WARNING, complete=frozenset({OWN}))
"""A closure that closes no calendar.

*Una chiusura che non chiude nessun orario.*

Customers read that nobody answers, while the hours beside it and the promises go on as ever. Name
the `calendars:` with `closed: true`; if nothing closes, it is another kind of announcement.

Bad, in `announcements.yaml`:

```yaml
announcements:
  move:
    kind: closure
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-05
```

Good:

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
"""
D022: Final = Rule("D022", Severity.WARNING)
"""An announcement about a service that is no longer offered.

*Un annuncio su un servizio che non c'è più.*

By then the service is over, so the announcement reaches nobody whom it is about. Name the service
that has taken its place, or correct one of the dates.

With, in `services/main.yaml`:

```yaml
services:
  wiki: {name: Wiki, provider: acme, mailbox: help, valid: {until: 2026-03-31}}
  pump: {name: Pump, provider: acme, mailbox: help, tags: [critical]}
```

Bad, in `announcements.yaml`:

```yaml
announcements:
  work:
    kind: maintenance
    title: {it: Lavori, en: Works}
    from: 2026-05-04
    until: 2026-05-05
    services: [wiki]
```

Good:

```yaml
announcements:
  work:
    kind: maintenance
    title: {it: Lavori, en: Works}
    from: 2026-05-04
    until: 2026-05-05
    services: [pump]
```
"""
D023: Final = Rule("D023", Severity.WARNING, of_a_day=True)
"""An incident of which nothing was said for a day.

*Un guasto di cui da un giorno non si dice nulla.*

The site goes on showing it until somebody writes `ended:`, and customers wait for news. This is
told once the day of its last update, or of its planned end, is over. Write an update, a later
`until`, or when it ended.

Bad, in `announcements.yaml`, `--on 2026-05-06`:

```yaml
announcements:
  down:
    kind: incident
    title: {it: Posta ferma, en: Mail is down}
    from: 2026-05-04T09:00
    until: 2026-05-04T12:00
```

Good:

```yaml
announcements:
  down:
    kind: incident
    title: {it: Posta ferma, en: Mail is down}
    from: 2026-05-04T09:00
    until: 2026-05-04T12:00
    ended: 2026-05-04T11:40
```
"""

_STATES: Final = {
    True: ("investigating", "identified", "monitoring", "resolved"),
    False: ("in-progress", "completed"),
}
"""The states of updates: of incidents, and of anything else."""
_ENDINGS: Final = frozenset({"resolved", "completed"})


def _pauses(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.announcements.items():
        path = ("announcements", name, "sla")
        if each.sla != "pause":
            continue
        if each.closed:
            message = "this pauses clocks and closes calendars, in which no business time passes"
            yield D018.problem(path, message, 'remove "sla: pause", or "closed: true"')
        if each.visibility == "internal":
            message = "this is internal, and would pause the clocks of customers without a word"
            yield D018.problem(path, message, 'remove "sla: pause", or publish the announcement')


def _updates(catalog: Catalog) -> Iterator[Problem]:
    zone = catalog.helpdesk.timezone
    for name, each in catalog.announcements.items():
        path: KeyPath = ("announcements", name, "updates")
        for index, (earlier, later) in enumerate(pairwise(each.updates), 1):
            if later.at.first <= earlier.at.first:
                message = f"{later.at} does not come after {earlier.at}, the update before it"
                yield D019.problem((*path, index, "at"), message, "write the oldest first")
        for index, update in enumerate(each.updates):
            at = update.at.begins(zone)
            if each.kind == "incident" and at < each.begins(zone):
                message = f"{update.at} is before the incident begins, on {each.from_}"
                yield D019.problem((*path, index, "at"), message, "correct one of the two")
            if each.ended and update.state not in _ENDINGS and at >= each.ended.ends(zone):
                message = f"{update.at} is after it ended, on {each.ended}"
                hint = "correct one of the two, or say that it is over by the state"
                yield D019.problem((*path, index, "at"), message, hint)
            known = _STATES[each.kind == "incident"]
            if update.state is not None and update.state not in known:
                message = f'"{update.state}" is no state of the kind "{each.kind}"'
                hint = f"write {', '.join(known[:-1])} or {known[-1]}"
                yield D019.problem((*path, index, "state"), message, hint)


def _announced_before(catalog: Catalog) -> Iterator[Problem]:
    first = date(catalog.helpdesk.years.first, 1, 1)
    for name, each in catalog.announcements.items():
        if each.announce is None:
            continue
        path = ("announcements", name, "announce")
        if not each.announce.kind.is_day_and_night:
            message = f"{each.announce} cannot be counted back: there is no calendar to count in"
            yield D020.problem(path, message, "write hours or calendar days")
        elif each.kind == "incident":
            message = "nobody knows of an incident before it begins"
            yield D020.problem(path, message, 'remove "announce", or correct "kind:"')
        elif each.from_.day >= first > _shown_from(each):
            message = f"this is before the published years, which begin with {first.year}"
            yield D020.problem(path, message, "shorten it")


def _shown_from(announcement: Announcement) -> date:
    days = announcement.announce.amount // 86_400 if announcement.announce else 0
    return date.fromordinal(max(announcement.from_.day.toordinal() - days, 1))


def _closes_nothing(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.announcements.items():
        if each.kind == "closure" and not each.calendars and not each.closed and not each.open:
            yield D021.problem(
                ("announcements", name, "kind"),
                "this is a closure, and no calendar closes",
                'add "calendars:" and "closed: true", or correct "kind:"',
            )


def _over(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.announcements.items():
        for index, service in enumerate(each.services):
            valid = catalog.services[service].valid if service in catalog.services else None
            if valid and valid.until and valid.until < each.from_.day:
                yield D022.problem(
                    ("announcements", name, "services", index),
                    f'the service "{service}" is offered until {valid.until}, before this begins',
                    "name the service that takes its place, or correct one of the dates",
                )


def _silent(catalog: Catalog, day: date) -> Iterator[Problem]:
    for name, each in catalog.announcements.items():
        if not each.lasts:
            continue
        told = max([each.until.day, *(update.at.day for update in each.updates)])
        if told < day:
            yield D023.problem(
                ("announcements", name),
                f"this incident lasts, and nothing was said of it since {told}",
                'write an update, a later "until:", or "ended:"',
                on_key=True,
            )


CHECKS = (_pauses, _updates, _announced_before, _closes_nothing, _over)
DAY_CHECKS = (_silent,)
