"""Announcements: each says what happens to which hours, and none contradicts another."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity, did_you_mean
from sportello.rules.calendars import calendars_used
from sportello.rules.changed_hours import (
    ChangedHours,
    announced_hours,
    is_made_by,
    shared_time,
    written_hours,
)

D002: Final = Rule("D002", Severity.ERROR, complete=frozenset({"announcements"}))
"""An announcement that does not say what happens to the hours.

*Un annuncio che non dice che cosa succede agli orari.*

Customers would read a notice while the calendar stays as it is, or nobody could tell which
calendar changes and how. Name the `calendars:`, and write either `closed: true` or `open:` with
the hours. A notice that changes no hours has none of these keys.

Bad, in `announcements.yaml`:

```yaml
announcements:
  move:
    kind: closure
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-05
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
    calendars: [office]
    closed: true
```
"""
D004: Final = Rule("D004", Severity.ERROR)
"""Two announcements for one day.

*Due annunci per lo stesso giorno.*

A customer who reads one of the two comes at the wrong hour: they give the same calendar different
hours on the same day. They may be two announcements, or an announcement and an exception of the
calendar; the one that does not hold is marked. Let each day stand in one of the two alone.

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
  cover:
    kind: extraordinary-cover
    title: {it: Copertura, en: Cover}
    from: 2026-05-05
    until: 2026-05-05
    calendars: [office]
    open: ["08:00-20:00"]
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
  cover:
    kind: extraordinary-cover
    title: {it: Copertura, en: Cover}
    from: 2026-05-06
    until: 2026-05-06
    calendars: [office]
    open: ["08:00-20:00"]
```
"""
D005: Final = Rule(
    "D005",
    Severity.ERROR,
    complete=frozenset(
        {
            "announcements",
            "services",
            "contacts",
            "rotas",
            "policies",
            "operational_levels",
            "notifications",
            "availability",
        }
    ),
)
"""An announcement for a calendar that its services do not use.

*Un annuncio su un calendario che i suoi servizi non usano.*

Customers would read the notice at a service whose hours stay as they are, while the hours of
others change without a word. Name the calendar that these services and providers use, or those
who use this one.

With, in `calendars.yaml`:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy]
  other: {extends: office}
```

Bad, in `announcements.yaml`:

```yaml
announcements:
  move:
    kind: closure
    title: {it: Trasloco, en: Moving}
    services: [wiki]
    from: 2026-05-04
    until: 2026-05-05
    calendars: [other]
    closed: true
```

Good:

```yaml
announcements:
  move:
    kind: closure
    title: {it: Trasloco, en: Moving}
    services: [wiki]
    from: 2026-05-04
    until: 2026-05-05
    calendars: [office]
    closed: true
```
"""
D006: Final = Rule("D006", Severity.WARNING)
"""A closure that opens, or cover that closes.

*Una chiusura che apre, o un presidio straordinario che chiude.*

The kind of the announcement tells customers one thing, and its hours another: they stay away from
a desk that is open, or write to one that is closed. Correct `kind:`, or what happens to the
hours.

Bad, in `announcements.yaml`:

```yaml
announcements:
  move:
    kind: closure
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-05
    calendars: [office]
    open: ["08:00-20:00"]
```

Good:

```yaml
announcements:
  move:
    kind: extraordinary-cover
    title: {it: Trasloco, en: Moving}
    from: 2026-05-04
    until: 2026-05-05
    calendars: [office]
    open: ["08:00-20:00"]
```
"""


def _open_and_closed(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.announcements.items():
        if each.open and each.closed:
            path, hint = ("announcements", name, "closed"), "remove one of the two"
            # This is wrong by what is there, whatever else of the section could not be read.
            rule = replace(D002, complete=frozenset())
            yield rule.problem(path, "this is both open and closed", hint)


def _unclear(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.announcements.items():
        path = ("announcements", name)
        if each.calendars and not each.open and not each.closed:
            message = "this does not say whether these calendars open or close"
            hint = 'write "open:" with hours, or "closed: true"'
            yield D002.problem((*path, "calendars"), message, hint)
        elif not each.calendars and (each.open or each.closed):
            key = "open" if each.open else "closed"
            hint = 'add "calendars:" with their names'
            yield D002.problem((*path, key), "this does not say of which calendars", hint)
        if each.days and not each.open and not each.closed:
            message = "this says on which days to open, but not when"
            yield D002.problem((*path, "days"), message, 'add "open:" with hours')


def _contradictions(catalog: Catalog) -> Iterator[Problem]:
    changing = {
        name: each
        for name, each in catalog.announcements.items()
        if each.from_.first < each.end.last and bool(each.open) is not each.closed
    }
    for name in dict.fromkeys(name for each in changing.values() for name in each.calendars):
        announced = [
            announced_hours(*each) for each in changing.items() if name in each[1].calendars
        ]
        for one, other in combinations(announced, 2):
            if one.differs(other):
                yield _contradicted(name, other, by=one)
        calendar = catalog.calendars.get(name)
        for dated in calendar.exceptions if calendar else ():
            written = written_hours(name, dated)
            # What an announcement makes is an exception too; it is held against the others above.
            if not any(is_made_by(written, each) for each in announced):
                for each in announced:
                    if each.differs(written):
                        yield _contradicted(name, each, by=written)


def _contradicted(calendar: str, this: ChangedHours, *, by: ChangedHours) -> Problem:
    message = (
        f"{shared_time(this, by)} this {this.says(calendar)}, "
        f"but {by.name} {by.says(calendar)}, which holds"
    )
    return D004.problem(this.path, message, "let each day have one of the two")


def _against_its_kind(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.announcements.items():
        key, does = ("closed", "closes") if each.closed else ("open", "opens")
        contrary = {"closure": "opens", "extraordinary-cover": "closes"}.get(each.kind)
        if contrary == does and bool(each.open) is not each.closed:
            yield D006.problem(
                ("announcements", name, key),
                f'this {does} calendars, and its kind is "{each.kind}"',
                'correct "kind:", or what happens to the hours',
                on_key=True,
            )


def _unused_calendars(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.announcements.items():
        about = (*each.providers, *each.services)
        if not about or not (each.open or each.closed):
            continue
        used = calendars_used(catalog, each.providers, each.services)
        for index, calendar in enumerate(each.calendars):
            if calendar not in used:
                whom = " and ".join(f'"{one}"' for one in about)
                yield D005.problem(
                    ("announcements", name, "calendars", index),
                    f'nothing of {whom} uses the calendar "{calendar}", and these hours change it',
                    did_you_mean(calendar, used) or "name the providers or services that use it",
                )


CHECKS = (
    _open_and_closed,
    _unclear,
    _contradictions,
    _against_its_kind,
    _unused_calendars,
)
