"""What can be wrong with a cell of an export."""

from typing import Final

from sportello.findings import Rule, Severity

Q005: Final = Rule("Q005", Severity.WARNING)
"""A time that cannot be read.

*Una data che non si capisce.*

`03/04/2026` is a day of March or of April. Which one is not guessed: write the pattern in
`dates:` of the export, such as `dd/MM/yyyy HH:mm`. A ticket whose opening cannot be read is not
counted; another time is taken as not written.

Bad, in `export.csv`:

```csv
reference,opened,service,resolved
1,2026-03-04T10:00,wiki,03/04/2026 11:00
```

Good:

```csv
reference,opened,service,resolved
1,2026-03-04T10:00,wiki,2026-04-03T11:00
```
"""

Q006: Final = Rule("Q006", Severity.WARNING)
"""A time that the clocks show twice or never.

*Un'ora che gli orologi segnano due volte o mai.*

In the nights in which the hour changes, an hour comes twice or is left out, so that a time without
its offset from UTC means two instants or none. A ticket that was opened then is not counted;
another time is taken as not written. Export the times with their offsets or in UTC, if your system
can.

Bad, in `export.csv`:

```csv
reference,opened,service
1,2026-03-29T02:30,wiki
```

Good:

```csv
reference,opened,service
1,2026-03-29T02:30+01:00,wiki
```
"""

Q007: Final = Rule("Q007", Severity.WARNING)
"""A name that the catalog does not have.

*Un nome che il catalogo non ha.*

The export calls something otherwise than the catalog. Write what it means in `values:` of the
export: `values: {severity: {P1: high}}`. Where it decides which promise holds (service, channel,
severity, type, impact, urgency, phase, cause, contract), the ticket is not counted until then;
otherwise it is taken as not written.

Bad, in `export.csv`:

```csv
reference,opened,service,severity
1,2026-01-08T10:00,wiki,P1
```

Good:

```csv
reference,opened,service,severity
1,2026-01-08T10:00,wiki,high
```
"""

Q009: Final = Rule("Q009", Severity.WARNING)
"""A number or a length of time that is none.

*Un numero o una durata che non lo è.*

A length of time is written `125:30:00`, `2:15` (hours and minutes), `2h 15m`, or as a number with
its unit in the heading, such as `Waiting time (minutes)`. What cannot be read, or is negative, is
taken as not written; the ticket is counted.

Bad, in `export.csv`:

```csv
reference,opened,service,paused
1,2026-01-08T10:00,wiki,much
```

Good:

```csv
reference,opened,service,paused
1,2026-01-08T10:00,wiki,2:15
```
"""
