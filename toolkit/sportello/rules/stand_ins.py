"""Stand-ins: whoever takes over for a closed contact is there, and open, while it is closed."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sportello.catalog.model import Catalog, Contact
from sportello.directory.stand_ins import MOST, goes_round, is_too_long, stand_ins
from sportello.directory.ways import contact_way
from sportello.findings import Problem, Rule, Severity
from sportello.rules.contact_points import is_dead_contact
from sportello.worktime import Calendar
from sportello.worktime.timeline import EpochInterval, common

P002: Final = Rule("P002", Severity.ERROR)
"""Stand-ins that send a caller round in a circle.

*Sostituti che rimandano il chiamante in tondo.*

Each is closed and names the next one, and the last of them the first again: whoever calls is sent
on and never gets through. Take out one of the `out_of_hours` that the finding lists.

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, calendar: office, out_of_hours: anna}
  anna: {name: Night line, phone: 051/6033266, calendar: office, out_of_hours: sales}
```

Good:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, calendar: office, out_of_hours: anna}
  anna: {name: Night line, phone: 051/6033266}
```
"""
P003: Final = Rule(
    "P003", Severity.WARNING, complete=frozenset({"contacts", "calendars", "helpdesk"})
)
"""A stand-in that never helps.

*Un sostituto che non aiuta mai.*

In the published years, nobody who stands in is open while the contact is closed; or the contact
is never closed, since it has no calendar. So the page promises a way that nobody ever takes. Name
another contact, or correct the calendar of one of the two.

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, calendar: office, out_of_hours: desk}
  anna: {name: Anna, kind: person}
  desk: {name: Desk, phone: 051/6033266, calendar: office}
```

Good:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, calendar: office, out_of_hours: desk}
  anna: {name: Anna, kind: person}
  desk: {name: Desk, phone: 051/6033266, reachable: Day and night}
```
"""
P004: Final = Rule("P004", Severity.WARNING, complete=frozenset({"contacts"}))
"""More stand-ins than anybody is sent on to.

*Più sostituti di quanti se ne provino.*

Whoever finds a contact closed is sent on three times at most; those behind are never asked. Let
the contact name the one that answers at night itself.

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, calendar: office, out_of_hours: one}
  anna: {name: Anna, kind: person}
  one: {name: One, phone: 051/6033266, calendar: office, out_of_hours: two}
  two: {name: Two, phone: 051/6033267, calendar: office, out_of_hours: three}
  three: {name: Three, phone: 051/6033268, out_of_hours: four, calendar: office}
  four: {name: Four, phone: 051/6033269}
```

Good:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, calendar: office, out_of_hours: four}
  anna: {name: Anna, kind: person}
  four: {name: Four, phone: 051/6033269}
```
"""
P005: Final = Rule(
    "P005", Severity.WARNING, complete=frozenset({"contacts", "mailboxes", "helpdesk"})
)
"""A stand-in that is not there.

*Un sostituto che non c'è.*

It leaves before the contact does, comes after it, is reached by nothing, or is internal, so that
the public is not told of it. Name somebody who is there as long as the contact is, or correct the
dates.

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, calendar: office, out_of_hours: night}
  anna: {name: Anna, kind: person}
  night: {name: Night line, phone: 051/6033266, valid: {until: 2026-06-30}}
```

Good:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, calendar: office, out_of_hours: night}
  anna: {name: Anna, kind: person}
  night: {name: Night line, phone: 051/6033266}
```
"""


def _circles(catalog: Catalog) -> Iterator[Problem]:
    for name in catalog.contacts:
        if line := goes_round(catalog.contacts, name):
            yield P002.problem(
                ("contacts", name, "out_of_hours"),
                f'whoever finds "{name}" closed is sent round: {" to ".join([name, *line])}',
                'take out one of these "out_of_hours:"',
            )


def _not_there(catalog: Catalog) -> Iterator[Problem]:
    for name, contact in catalog.contacts.items():
        other = catalog.contacts.get(contact.out_of_hours or "")
        if other is None or goes_round(catalog.contacts, name):
            continue
        path = ("contacts", name, "out_of_hours")
        if why := _why_gone(catalog, contact, other):
            yield P005.problem(
                path,
                f'"{contact.out_of_hours}" stands in for "{name}", but {why}',
                "name somebody who is there as long as the contact is, or correct this",
            )
        elif is_too_long(catalog.contacts, name):
            line = " to ".join([name, *stand_ins(catalog.contacts, name)])
            yield P004.problem(
                path,
                f'nobody is sent on further than {MOST} times: from "{line}"',
                "name the one that answers at night here",
            )
        elif why := _why_useless(catalog, name, contact):
            yield P003.problem(path, why, "name another contact, or correct a calendar")


def _why_gone(catalog: Catalog, contact: Contact, other: Contact) -> str | None:
    own, valid = contact.valid, other.valid
    if valid and valid.until and not (own and own.until and own.until <= valid.until):
        return f"leaves on {valid.until}"
    if valid and valid.from_ and not (own and own.from_ and own.from_ >= valid.from_):
        return f"comes on {valid.from_}"
    if contact.is_public and not other.is_public:
        return "is internal, so the public is not told of it"
    way = contact_way(catalog, contact.out_of_hours or "")
    if not (way.is_at_hand or way.reachable):
        return "is reached by nothing"
    # A public contact that is dead is told by itself, and stands in for nobody all the same.
    return "nobody can reach it" if is_dead_contact(catalog, other) else None


def _why_useless(catalog: Catalog, name: str, contact: Contact) -> str | None:
    line = [catalog.contacts[each] for each in stand_ins(catalog.contacts, name)]
    if contact.calendar is None:
        return f'"{name}" has no calendar, so it is never closed, and nobody ever stands in for it'
    hours = [catalog.calendars.get(each.calendar) if each.calendar else None for each in line]
    if None in hours or contact.calendar not in catalog.calendars:
        return None  # a stand-in without hours is always there
    closed = _closed(catalog, catalog.calendars[contact.calendar])
    if any(each and common(closed, _open(catalog, each)) for each in hours):
        return None
    return f'nobody who stands in for "{name}" is ever open while it is closed'


def _open(catalog: Catalog, calendar: Calendar) -> tuple[EpochInterval, ...]:
    published = catalog.helpdesk.years
    years = calendar.known_years(published.first, published.last)
    return calendar.timeline(years[0], years[-1]) if years else ()


def _closed(catalog: Catalog, calendar: Calendar) -> tuple[EpochInterval, ...]:
    """Return the time between the openings of the published years."""
    opened = _open(catalog, calendar)
    return tuple((end, start) for (_, end), (start, _) in pairwise(opened))


CHECKS = (_circles, _not_there)
