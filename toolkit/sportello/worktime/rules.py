"""What can be wrong with a calendar as a whole, beyond how its keys and values are written."""

from typing import Final

from sportello.findings import Rule, Severity

W001: Final = Rule("W001", Severity.ERROR)
"""A calendar that cannot be used.

*Un calendario che non si può usare.*

Something is missing without which no hour of the calendar means anything: the time zone of its
hours. Nobody could say when the desk is open, nor count a deadline; what uses the calendar is not
judged until it is mended. Write `timezone:`, or extend a calendar that has one.

Bad, in `calendars.yaml`:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office:
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy]
```

Good:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy]
```
"""

W002: Final = Rule("W002", Severity.ERROR)
"""A calendar that never opens.

*Un calendario che non apre mai.*

There is no hour in it, neither in its week, nor in a season, nor by an exception, so nothing would
ever be due. An exception that only changes the hours of open days opens none; calendars that have
no hour in common (`all_of`) have none together. Write the hours of its week, or an exception with
`open:`.

Bad, in `calendars.yaml`:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: closed}
    holidays: [italy]
```

Good:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy]
```
"""

W003: Final = Rule("W003", Severity.ERROR)
"""Calendars that extend each other, or are made of each other.

*Calendari che si estendono a vicenda, o fatti l'uno dell'altro.*

Each takes over what the other has not written, or is open where the other is (`any_of`, `all_of`),
so neither has any hours, and what counts by them is not judged. Write the hours in one of them, and
let the other extend or name it.

Bad, in `calendars.yaml`:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office: {extends: night, holidays: [italy]}
  night: {extends: office}
```

Good:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy]
  night: {extends: office, week: {mon-fri: "22:00-06:00"}}
```
"""

W008: Final = Rule("W008", Severity.ERROR)
"""A set of holidays that is two things, or none.

*Un insieme di festività che è due cose, o nessuna.*

A set has the holidays of a country or listed dates; what it leaves out (`except`), and the part of
a country, belong to a country. Otherwise days would be closed that are not meant, or none. Write
two sets where both are needed; a calendar names each of them once.

Bad, in `calendars.yaml`:

```yaml
holidays:
  italy: {country: IT, dates: [--08-14]}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy]
```

Good:

```yaml
holidays:
  italy: {country: IT}
  company: {dates: [--08-14]}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy, company]
```
"""

W009: Final = Rule("W009", Severity.ERROR)
"""A calendar made of others that says too much or too little.

*Un calendario fatto di altri che dice troppo o troppo poco.*

A calendar with `any_of` or `all_of` is open where others are: hours, holidays or exceptions of its
own, the same calendar twice, or an announcement that changes it, would leave open when that is. The
days that are unlike others belong to the calendars that it names, at least two. Where both keys are
needed, one of the two stands in a calendar of its own.

Bad, in `calendars.yaml`:

```yaml
holidays:
  italy: {country: IT}
calendars:
  rome: {timezone: Europe/Rome, week: {mon-fri: "08:00-18:00"}, holidays: [italy]}
  night: {extends: rome, week: {mon-fri: "22:00-06:00"}}
  office: {any_of: [rome, night], exceptions: [{date: 2026-05-02, closed: true}]}
```

Good:

```yaml
holidays:
  italy: {country: IT}
calendars:
  rome:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy]
    exceptions: [{date: 2026-05-02, closed: true}]
  night: {extends: rome, week: {mon-fri: "22:00-06:00"}}
  office: {any_of: [rome, night]}
```
"""
