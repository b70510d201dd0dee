"""What can be wrong with the days and hours of a calendar, beyond how they are written."""

from typing import Final

from sportello.findings import Rule, Severity

W004: Final = Rule("W004", Severity.ERROR)
"""Two exceptions for one day.

*Due eccezioni per lo stesso giorno.*

Nobody could tell which hours hold on it, so a deadline near it would be a guess. One of them may be
inherited. Let each day have one exception. (A rule, such as `2nd sat`, gives way to a date.)

Bad, in `calendars.yaml`:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy]
    exceptions:
      - {from: 2026-05-02, to: 2026-05-09, closed: true}
      - {date: 2026-05-05, open: "09:00-12:00"}
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
    exceptions:
      - {from: 2026-05-06, to: 2026-05-09, closed: true}
      - {date: 2026-05-05, open: "09:00-12:00"}
```
"""

W005: Final = Rule("W005", Severity.ERROR)
"""Two seasons for one day.

*Due stagioni per lo stesso giorno.*

Nobody could tell whose week holds on it, so the same request would be due at two hours. The finding
names the first day that they share. Let each day have one season.

Bad, in `calendars.yaml`:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy]
    seasons:
      - {valid: {from: --06-15, until: --09-15}, week: {mon-fri: "08:00-14:00"}}
      - {valid: {from: --09-15, until: --10-15}, week: {mon-fri: "08:00-16:00"}}
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
    seasons:
      - {valid: {from: --06-15, until: --09-15}, week: {mon-fri: "08:00-14:00"}}
      - {valid: {from: --09-16, until: --10-15}, week: {mon-fri: "08:00-16:00"}}
```
"""

W006: Final = Rule("W006", Severity.ERROR)
"""Hours that overlap.

*Orari che si sovrappongono.*

Two hours of a day overlap, a night runs into the hours of the next morning, or a weekday has its
hours twice: one of them is a slip, and customers may come to a closed desk. Correct the hours that
the finding marks.

Bad, in `calendars.yaml`:

```yaml
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: ["08:00-13:00", "12:00-18:00"]}
```

Good:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: ["08:00-12:00", "13:00-18:00"]}
    holidays: [italy]
```
"""

W007: Final = Rule("W007", Severity.ERROR)
"""An exception or a season that says too much or too little.

*Un'eccezione o una stagione che dice troppo o troppo poco.*

It is open and closed at once, or neither; it has a date and a stretch of days, or none; or it ends
before it begins. So it could not be known on which days which hours hold. Keep what is meant.

Bad, in `calendars.yaml`:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy]
    exceptions:
      - {date: 2026-05-05, open: "09:00-12:00", closed: true}
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
    exceptions:
      - {date: 2026-05-05, open: "09:00-12:00"}
```
"""
