"""What can be wrong with an export of a ticket system, and with its rows."""

from typing import Final

from sportello.findings import Rule, Severity

Q001: Final = Rule("Q001", Severity.ERROR)
"""An export cannot be read.

*Un'esportazione non si può leggere.*

The file is neither CSV, Parquet, JSON nor XLSX, or it was cut off. Nothing of it is counted, since
a part of the tickets would pass for all. Export it again, as CSV in UTF-8 if you may choose.

Bad, in `export.json`:

```json
[{"reference": "1", "service": "wiki", "opened": "2026-01-08T10:00"},
```

Good:

```json
[{"reference": "1", "service": "wiki", "opened": "2026-01-08T10:00"}]
```
"""

Q002: Final = Rule("Q002", Severity.ERROR)
"""An export in which the tickets are not found.

*Un'esportazione in cui non si trovano i ticket.*

No ticket system writes such headings, or a column is missing that every ticket needs: its
reference, its opening, and its service or service desk. Write in `sla.yaml`, under `exports:`, what
the columns are called, or what holds of all tickets of the file. A heading that is needed stands
there once.

Bad, in `export.csv`:

```csv
reference,begun,service
1,2026-01-08T10:00,wiki
```

Good:

```csv
reference,opened,service
1,2026-01-08T10:00,wiki
```
"""

Q003: Final = Rule("Q003", Severity.WARNING)
"""A row that cannot be read.

*Una riga che non si può leggere.*

The row has a quote that is not closed, fewer or more cells than the header, or bytes that are no
text. It is not counted; the others are. Often it is a last row with a total, which does no harm.

Bad, in `export.csv`:

```csv
reference,opened,service
1,2026-01-08T10:00,wiki
2,2026-01-08T11:00
```

Good:

```csv
reference,opened,service
1,2026-01-08T10:00,wiki
2,2026-01-08T11:00,wiki
```
"""

Q004: Final = Rule("Q004", Severity.WARNING)
"""A row that lacks what every ticket has.

*Una riga senza ciò che ogni ticket ha.*

A ticket has a reference, a service and an opening. A row without them is not counted: nobody
knows which promise holds for it, or since when. Mostly it is a last row, such as a total or a
time zone. What holds of all tickets can be written once, in `given:` of the export.

Bad, in `export.csv`:

```csv
reference,opened,service
1,2026-01-08T10:00,
```

Good:

```csv
reference,opened,service
1,2026-01-08T10:00,wiki
```
"""

Q008: Final = Rule("Q008", Severity.WARNING)
"""A time before the ticket was opened.

*Un momento che precede l'apertura del ticket.*

Nothing happens to a ticket before it is opened, so one of the two times is wrong, and so would be
everything that is counted from it. The ticket is not counted. Mostly two columns are in
different zones, or day and month are exchanged.

Bad, in `export.csv`:

```csv
reference,opened,service,resolved
1,2026-01-08T10:00,wiki,2026-01-08T09:00
```

Good:

```csv
reference,opened,service,resolved
1,2026-01-08T10:00,wiki,2026-01-08T11:00
```
"""

Q010: Final = Rule("Q010", Severity.WARNING)
"""The same ticket, or the same event, comes again.

*Lo stesso ticket, o lo stesso evento, compare di nuovo.*

Mostly two exports overlap. A ticket is counted once: as in the row that was changed last, by the
column that tells it, else the last row. The others are not counted.

Bad, in `export.csv`:

```csv
reference,opened,service
1,2026-01-08T10:00,wiki
1,2026-01-08T10:00,wiki
```

Good:

```csv
reference,opened,service
1,2026-01-08T10:00,wiki
```
"""

Q011: Final = Rule("Q011", Severity.WARNING)
"""An event of a ticket that is not in the export.

*Un evento di un ticket che non è nell'esportazione.*

The file of events tells of a ticket that no row of the export is about, or whose row is not
counted. Mostly the two were exported for different months. Export the tickets of all events, if
they are to be counted.

With, in `export.csv`:

```csv
reference,opened,service
1,2026-01-08T10:00,wiki
```

Bad, in `events.csv`:

```csv
ticket,at,event,by
2,2026-01-08T10:30,reply,desk
```

Good:

```csv
ticket,at,event,by
1,2026-01-08T10:30,reply,desk
```
"""

Q012: Final = Rule("Q012", Severity.WARNING)
"""A column that the catalog tells of is not there.

*Una colonna indicata nel catalogo non c'è.*

`columns:` of the export names a heading that the file does not have, so that nothing is known of
what it would tell. Mostly it was renamed in the ticket system, or left out of the export. Correct
the heading, or remove it from the catalog.

With, in `sla.yaml`:

```yaml
exports:
  desk: {system: plain, columns: {vote: Stars}}
```

Bad, in `export.csv`:

```csv
reference,opened,service
1,2026-01-08T10:00,wiki
```

Good:

```csv
reference,opened,service,Stars
1,2026-01-08T10:00,wiki,positive
```
"""

Q013: Final = Rule("Q013", Severity.WARNING)
"""A ticket whose promises cannot be counted.

*Un ticket le cui promesse non si possono contare.*

Until when its answers are due cannot be told: mostly a year is mistyped, and its holidays are not
known. The ticket is counted among the others, but no promise to it is counted as kept or broken.
Correct the date, or add to the catalog what the finding names.

Bad, in `export.csv`:

```csv
reference,opened,service
1,2100-12-31T10:00,wiki
```

Good:

```csv
reference,opened,service
1,2026-12-31T10:00,wiki
```
"""

Q014: Final = Rule("Q014", Severity.WARNING)
"""A ticket that is over, and does not say since when.

*Un ticket chiuso senza dire da quando.*

Its state says that it is resolved, closed or cancelled, and no column says when that came. It is
counted as if that came with its last update or, if that is not known either, with the last thing
that happened to it. Export the column with the time of resolution or closing, too.

With, in `sla.yaml`:

```yaml
lifecycle:
  types: {}
  states:
    new: {name: {it: Nuovo, en: New}, category: new}
    closed: {name: {it: Chiuso, en: Closed}, category: closed}
```

Bad, in `export.csv`:

```csv
reference,opened,service,status
1,2026-03-02T10:00,wiki,closed
```

Good:

```csv
reference,opened,service,status,closed
1,2026-03-02T10:00,wiki,closed,2026-03-02T16:00
```
"""

Q015: Final = Rule("Q015", Severity.WARNING)
"""Nothing tells whether promises were kept.

*Niente dice se le promesse sono state mantenute.*

The catalog promises a first response, an update or that tickets are taken in charge in time, but no
column of the export says when that was done, and no event. Its tickets are counted, and these
promises are in no figure, since nobody knows whether they were kept. Export the column, or write
under `exports:` what it is called, or add what happened to the tickets.

Bad, in `export.csv`:

```csv
reference,opened,service,channel
1,2026-01-08T10:00,wiki,mail
```

Good:

```csv
reference,opened,service,channel,first_response
1,2026-01-08T10:00,wiki,mail,2026-01-08T10:30
```
"""

Q016: Final = Rule("Q016", Severity.WARNING)
"""A time that has not come yet.

*Un momento che deve ancora venire.*

Nothing can have happened to a ticket in the future: mostly its year is mistyped. The ticket is
counted as it stands now, without what is to come. Correct the time in the ticket system.
"""
