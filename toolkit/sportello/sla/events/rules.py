"""What can be wrong with a file of ticket events."""

from typing import Final

from sportello.findings import Rule, Severity

E001: Final = Rule("E001", Severity.ERROR)
"""The file of tickets cannot be read.

*Il file dei ticket non si può leggere.*

The file of tickets for `sportello sla clock` is no whole JSON or CSV, so none of its tickets was
answered. Mostly the export was cut off, or saved in another format. Export it again; the finding
marks where reading stopped.

Bad, in `tickets.json`:

```json
{"ticket": "1", "service": "wiki", "events": [
```

Good:

```json
{"ticket": "1", "service": "wiki", "events": [{"at": "2026-01-08T10:00", "event": "opened"}]}
```
"""

E002: Final = Rule("E002", Severity.ERROR)
"""A key, column or value of a ticket is missing, unknown or there twice.

*Chiavi, colonne o valori di un ticket mancanti, sconosciuti o ripetuti.*

Mostly the name of a column or key is misspelt, or the export of the ticket system has others.
Nothing is guessed, since a wrong clock would pass for a right one. Write the names that the
finding shows, and remove columns that mean nothing here.

Bad, in `tickets.csv`:

```csv
ticket,at,evnt,service
1,2026-01-08T10:00,opened,wiki
```

Good:

```csv
ticket,at,event,service
1,2026-01-08T10:00,opened,wiki
```
"""

E003: Final = Rule("E003", Severity.ERROR)
"""A time that is none.

*Un orario che non esiste.*

The time is not written as a date with a time, or the clock of the desk shows it twice or never,
in the nights in which the hour changes: deadlines would be an hour off. Correct the time, or add
the offset, such as `+02:00`.

Bad, in `tickets.csv`:

```csv
ticket,at,event,service
1,2026-03-29T02:30,opened,wiki
```

Good:

```csv
ticket,at,event,service
1,2026-03-29T03:30,opened,wiki
```
"""

E004: Final = Rule("E004", Severity.ERROR)
"""A name that the catalog does not have.

*Un nome che il catalogo non ha.*

The ticket names a service, state, severity or the like that the catalog does not have, so nobody
knows what was promised for it. Correct the name, or add it to the catalog. What your ticket
system calls a state can be written at the state: `names:` in the lifecycle.

Bad, in `tickets.csv`:

```csv
ticket,at,event,service
1,2026-01-08T10:00,opened,wikki
```

Good:

```csv
ticket,at,event,service
1,2026-01-08T10:00,opened,wiki
```
"""

E005: Final = Rule("E005", Severity.ERROR)
"""Events that make no history of a ticket.

*Eventi che non ricostruiscono la storia di un ticket.*

A ticket is opened once, and everything else comes after that; otherwise its clocks have no
beginning. Mostly an event is missing in the export, or its time is wrong. Correct the event that
is marked, or add the opening.

Bad, in `tickets.csv`:

```csv
ticket,at,event,by,service
1,2026-01-08T10:00,opened,requester,wiki
1,2026-01-08T09:00,reply,desk,wiki
```

Good:

```csv
ticket,at,event,by,service
1,2026-01-08T10:00,opened,requester,wiki
1,2026-01-08T11:00,reply,desk,wiki
```
"""

E006: Final = Rule("E006", Severity.ERROR)
"""A ticket that cannot be counted.

*Un ticket che non si può calcolare.*

A calendar or policy of the catalog does not reach so far: mostly its holidays are not known in
that year. No deadline is shown rather than a wrong one. Correct the date if it is a mistake, or
do in the catalog what the finding says.
"""
