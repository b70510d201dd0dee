"""What ends soon, seen from a day, and only when asked."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sportello.catalog.model import Catalog, Day, Valid
from sportello.findings import OWN, KeyPath, Problem, Rule, Severity, more

D010: Final = Rule("D010", Severity.WARNING, complete=frozenset({OWN}), of_a_day=True)
"""The published years end soon.

*Gli anni pubblicati finiscono presto.*

When these years are over, the calendars, the site and its calculators run out, and customers find
no hours there: that comes within twelve months, or has come. Raise `last` below `years:` in
`helpdesk.yaml` in good time.

Bad, in `helpdesk.yaml`, `--on 2027-06-01`:

```yaml
name: {it: Assistenza, en: Support}
languages: [it, en]
timezone: Europe/Rome
site: https://support.example/
years: {first: 2026, last: 2027}
country: IT
```

Good:

```yaml
name: {it: Assistenza, en: Support}
languages: [it, en]
timezone: Europe/Rome
site: https://support.example/
years: {first: 2026, last: 2029}
country: IT
```
"""
D011: Final = Rule("D011", Severity.WARNING, of_a_day=True)
"""A contract or certification ends soon.

*Un contratto o una certificazione scade presto.*

After its end the customer of a contract is promised only what everybody is, and a provider's page
shows a certification that no longer holds. This is told from 60 days before, of a certification
also when it is over. Write the new date once it is renewed; otherwise see that the customer's
tickets find another policy, or remove the certification.

Bad, in `providers.yaml`, `--on 2026-11-01`:

```yaml
providers:
  acme: {name: ACME, certifications: [{standard: ISO 9001, valid: {until: 2026-11-30}}]}
```

Good:

```yaml
providers:
  acme: {name: ACME, certifications: [{standard: ISO 9001, valid: {until: 2027-11-30}}]}
```
"""
D012: Final = Rule("D012", Severity.WARNING, of_a_day=True)
"""A public contact ends soon.

*Un contatto pubblico scade presto.*

Services send customers to this contact, and the site does so even when it has ended: they write
to somebody who has left. This is told from 60 days before the end. Name the successor in the
services, or correct the date if the contact stays.

With, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, provider: acme, mail: sales@acme.example, valid: {until: 2026-11-30}}
  orders: {name: Orders, provider: acme, mail: orders@acme.example, valid: {from: 2026-11-01}}
```

Bad, in `services/main.yaml`, `--on 2026-11-01`:

```yaml
services:
  wiki: {name: Wiki, mailbox: help, tags: [critical], contacts: [sales]}
```

Good:

```yaml
services:
  wiki: {name: Wiki, mailbox: help, tags: [critical], contacts: [orders]}
```
"""
D017: Final = Rule("D017", Severity.WARNING, of_a_day=True)
"""A service that nobody has checked for a year.

*Un servizio che nessuno ha controllato da un anno.*

Its page tells customers when it was `checked` last, and the older that is, the less they can trust
it. Go through its sheet with those who answer, mend what is wrong, and write the day; a day to come
is a slip. Services that have no such day are not asked for one.

Bad, in `services/main.yaml`, `--on 2026-11-28`:

```yaml
services:
  wiki: {name: Wiki, mailbox: help, tags: [critical], checked: 2025-10-01}
```

Good:

```yaml
services:
  wiki: {name: Wiki, mailbox: help, tags: [critical], checked: 2026-11-20}
```
"""

_NOTICE: Final = 60
_YEAR: Final = 366
"""Days."""


def _ends(catalog: Catalog, day: date) -> Iterator[Problem]:
    """Yield what a day brings, each as a warning."""
    first, last = catalog.helpdesk.years.first, catalog.helpdesk.years.last
    if first <= last and day >= date(last - 1, 12, 31):
        message = f"the published years {'ended' if day.year > last else 'end'} with {last}"
        hint = "add years before the calendars, the site and the calculators run out"
        yield _warning(D010, ("helpdesk", "years", "last"), message, hint)
    for name, contract in catalog.contracts.items():
        until = _end(contract.valid)
        if until and 0 <= until.toordinal() - day.toordinal() <= _NOTICE:
            message = f'the contract "{name}" with {contract.customer} ends on {until}'
            hint = "renew it, or see that its tickets find another policy from then on"
            yield _warning(D011, ("contracts", name, "valid", "until"), message, hint)
    for name, provider in catalog.providers.items():
        for index, each in enumerate(provider.certifications):
            until = _end(each.valid)
            if until and _is_near(until, day):
                verb = "ended" if until < day else "ends"
                path = ("providers", name, "certifications", index, "valid", "until")
                message = f'the certification "{each.standard}" {verb} on {until}'
                yield _warning(D011, path, message, "renew its date, or remove it")
    yield from _contacts(catalog, day)
    yield from _checked(catalog, day)


def _checked(catalog: Catalog, day: date) -> Iterator[Problem]:
    for name, service in catalog.services.items():
        if service.checked is None:
            continue
        age = day.toordinal() - service.checked.toordinal()
        path = ("services", name, "checked")
        if age < 0:
            message = f'the service "{name}" was checked on {service.checked}, a day to come'
            yield _warning(D017, path, message, "write the day on which somebody did")
        elif age > _YEAR:
            message = f'the service "{name}" was checked last on {service.checked}'
            yield _warning(D017, path, message, "go through its sheet again, and write the day")


def _contacts(catalog: Catalog, day: date) -> Iterator[Problem]:
    naming: dict[str, list[str]] = {}
    for service, sheet in catalog.services.items():
        ways = (way.contact for way in sheet.channels if way.contact)
        for named in dict.fromkeys((*sheet.contacts, *ways)):
            naming.setdefault(named, []).append(service)
    for name, contact in catalog.contacts.items():
        until = _end(contact.valid)
        if name in naming and contact.is_public and until and _is_near(until, day):
            verb = "ended" if until < day else "ends"
            first, *others = naming[name]
            likewise = f" (likewise {more(len(others))})" if others else ""
            message = f'the contact "{name}" of the service "{first}"{likewise} {verb} on {until}'
            path = ("contacts", name, "valid", "until")
            yield _warning(D012, path, message, "name another contact there, or renew the date")


def _end(valid: Valid | None) -> Day | None:
    """Return the end of what is valid; none if it comes before the beginning, which is D001."""
    if valid is None or valid.until is None or (valid.from_ and valid.until < valid.from_):
        return None
    return valid.until


def _is_near(until: date, day: date) -> bool:
    """Return whether something ends soon after a day, or has ended."""
    return until.toordinal() - day.toordinal() <= _NOTICE


def _warning(rule: Rule, path: KeyPath, message: str, hint: str) -> Problem:
    return rule.problem(path, message, hint)


DAY_CHECKS = (_ends,)
