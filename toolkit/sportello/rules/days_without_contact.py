"""Services that nobody answers on some of their days, as is known beforehand."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sportello.catalog.model import Catalog, Contact, Service
from sportello.directory.ways import Way
from sportello.directory.who import sources, way_on
from sportello.findings import Problem, Rule, Severity
from sportello.routing.retirement import retirement_days
from sportello.rules.contact_points import is_unreachable
from sportello.sla.validity import boundaries, in_force

P008: Final = Rule(
    "P008",
    Severity.WARNING,
    complete=frozenset({"services", "contacts", "mailboxes", "teams", "helpdesk"}),
)
"""A service that nobody answers on some of its days.

*Un servizio a cui nessuno risponde in alcuni giorni.*

On these days of the published years the service is offered, and of all that it names nobody is
there: contacts have left or are still to come, mailboxes are out of use. Neither its provider nor
the desk has a contact to ask instead, so `sportello who` has no answer. Name a successor, or write
until when the service is offered.

With, in `services/main.yaml`:

```yaml
services:
  wiki: {name: Wiki, provider: acme, calendar: office, tags: [critical], contacts: [hotline]}
  pump: {name: Pump, provider: acme, calendar: office, mailbox: help}
```

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, role: commercial}
  anna: {name: Anna, kind: person}
  hotline: {name: Hotline, phone: 051/6033266, valid: {until: 2026-06-30}}
```

Good:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, role: commercial}
  anna: {name: Anna, kind: person}
  hotline: {name: Hotline, phone: 051/6033266}
```
"""


def _uncovered(catalog: Catalog) -> Iterator[Problem]:
    years = catalog.helpdesk.years
    if years.last < years.first:
        return
    first, last = date(years.first, 1, 1), date(years.last, 12, 31)
    for name, service in catalog.services.items():
        if is_unreachable(catalog, service) or _has_its_mailbox(catalog, service):
            continue
        ways: list[Way] = []
        for _, found in sources(catalog, name):
            ways += (way for way in found if _is_told(catalog, service, way))
            if any(_is_always_there(catalog, way) for way in ways):
                break
        else:
            yield from _without(catalog, name, ways, (first, last))


def _without(
    catalog: Catalog, name: str, ways: list[Way], years: tuple[date, date]
) -> Iterator[Problem]:
    service, (first, last) = catalog.services[name], years
    days = {first, *(day for day in _turns(catalog, service, ways) if first < day <= last)}
    for day in sorted(days):
        if in_force(service.valid, day) and not any(way_on(catalog, way, day) for way in ways):
            yield P008.problem(
                ("services", name),
                f'nobody answers for the service "{name}" from {day} on',
                "name a contact or a mailbox that is there then, or write until when the service "
                'is offered, by "valid:"',
                on_key=True,
            )
            return


def _turns(catalog: Catalog, service: Service, ways: list[Way]) -> set[date]:
    """Return the days from which on somebody may be there, or gone."""
    days = boundaries([service.valid, *(way.contact.valid for way in ways if way.contact)])
    for way in ways:
        days |= retirement_days(catalog, way.mailbox)
    return days


def _has_its_mailbox(catalog: Catalog, service: Service) -> bool:
    """Return whether one can always write to a service: most have a mailbox of their own."""
    box = catalog.mailboxes.get(service.mailbox or "")
    is_told = box is not None and (box.visibility == "public" or service.visibility == "internal")
    return is_told and box is not None and box.retired is None


def _is_told(catalog: Catalog, service: Service, way: Way) -> bool:
    """Return whether a way is told to those who may know of the service."""
    box = catalog.mailboxes.get(way.mailbox or "")
    hidden = isinstance(way.contact, Contact) and not way.contact.is_public
    is_public = not hidden and (box is None or box.visibility == "public")
    return is_public or service.visibility == "internal"


def _is_always_there(catalog: Catalog, way: Way) -> bool:
    dated = way.contact is not None and way.contact.valid is not None
    return (
        not dated
        and not retirement_days(catalog, way.mailbox)
        and way_on(catalog, way, date.min) is not None
    )


CHECKS = (_uncovered,)
