"""What can be wrong with a file of ticket events."""

from typing import Final

from sportello.findings import Rule, Severity

E001: Final = Rule("E001", Severity.ERROR)
"""The file of tickets cannot be read.

*Il file dei ticket non si può leggere.*

Nothing of the file was answered, since it cannot be read as JSON or CSV.

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

*Una chiave, una colonna o un valore di un ticket manca, è sconosciuto o doppio.*

Mostly the name of a column or key is misspelt. The finding shows which are known.

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

The time is not written as a date with a time, or the clock of the desk shows it twice or
never, in the nights in which the hour changes. Add the offset, such as +02:00.

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

The ticket names a service, state, severity or the like that the catalog does not have. Names
of other systems can be given in the lifecycle.

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

*Eventi che non fanno la storia di un ticket.*

A ticket is opened once, and everything else comes after that.

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
that year.
"""
