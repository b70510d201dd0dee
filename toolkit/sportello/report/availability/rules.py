"""What can be wrong with a list of outages."""

from typing import Final

from sportello.findings import Rule, Severity

A001: Final = Rule("A001", Severity.ERROR)
"""The list of outages cannot be read.

*L'elenco dei disservizi non si può leggere.*

The list of outages for `sportello report` is a table in CSV with the columns `service`, `from` and
`to`; `kind` (`outage` or `maintenance`) and `reason` may be left out, as may be the end of what
still lasts. Another column means nothing here and must be removed, since a misspelt one would be
missed. Save the list as CSV in UTF-8, and name its columns so.

With, in `sla.yaml`:

```yaml
availability:
  wiki: {service: [wiki], percent: 99, hours: office, window: month}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Bad, in `outages.csv`:

```csv
service,from,until
wiki,2026-02-03T17:30,2026-02-04T09:00
```

Good:

```csv
service,from,to
wiki,2026-02-03T17:30,2026-02-04T09:00
```
"""

A002: Final = Rule("A002", Severity.ERROR)
"""An outage that cannot have been.

*Un disservizio che non può esserci stato.*

The row names no service of the catalog, has a time that is none or that the desk's clock shows
twice or never, ends before it begins, or is of a kind that is unknown. No outage is left out in
silence, since availability would be too good. Correct the row.

With, in `sla.yaml`:

```yaml
availability:
  wiki: {service: [wiki], percent: 99, hours: office, window: month}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Bad, in `outages.csv`:

```csv
service,from,to,kind
wiki,2026-02-03T17:30,2026-02-03T09:00,outage
```

Good:

```csv
service,from,to,kind
wiki,2026-02-03T17:30,2026-02-04T09:00,outage
```
"""

A003: Final = Rule("A003", Severity.ERROR)
"""The catalog does not say how availability is measured.

*Il catalogo non dice come si misura la disponibilità.*

With two and a half hours down in February, half an hour of them in announced maintenance, 99 % is
kept or missed by what maintenance does: taken out of the 200 hours that were agreed, it leaves
98.99 %; forgiven, 99.00 %. Contracts differ, so nothing is guessed. Write `maintenance: remove` or
`maintenance: forgive`, and with it `window:`, over how long the share is measured.

With, in `sla.yaml`:

```yaml
availability:
  wiki: {service: [wiki], percent: 99, hours: office, window: month}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Bad, in `outages.csv`:

```csv
service,from,to,kind
wiki,2026-02-04T08:00,2026-02-04T08:30,maintenance
```

Good:

```csv
service,from,to,kind
wiki,2026-02-04T08:00,2026-02-04T08:30,outage
```
"""

A004: Final = Rule("A004", Severity.WARNING)
"""A stretch of time of which availability is not known.

*Un periodo di cui la disponibilità non è nota.*

How many hours were agreed cannot be told, since the calendar's holidays are not known so early or
so late: mostly the date of a ticket is mistyped, with which the report begins. All else is counted.
Correct the date, or let the calendar of the promise reach so far (`holidays:`).
"""

A005: Final = Rule("A005", Severity.WARNING)
"""An outage of a service of which no availability is promised.

*Un disservizio di un servizio di cui non è promessa la disponibilità.*

The row counts nowhere. That is right for a list of all that was down; but if another service is
meant, the availability of that one is shown too good. Correct the row, or add the service to
`availability:` in `sla.yaml`.

With, in `sla.yaml`:

```yaml
availability:
  wiki: {service: [wiki], percent: 99, hours: office, window: month}
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
```

Bad, in `outages.csv`:

```csv
service,from,to
pump,2026-02-04T08:00,2026-02-04T08:30
```

Good:

```csv
service,from,to
wiki,2026-02-04T08:00,2026-02-04T08:30
```
"""
