"""What announcements say in acknowledgements: somebody has to send it."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity
from sportello.routing.announced import announced_answers, speaking
from sportello.routing.table import RoutingTable

M074: Final = Rule(
    "M074",
    Severity.WARNING,
    complete=frozenset({"announcements", "mailboxes", "services", "destinations"}),
)
"""An announcement whose words no acknowledgement carries.

*Un annuncio le cui parole nessuna risposta automatica porta.*

Customers who write would not read it: the mailboxes of its services answer nothing by themselves,
or deliver only to servers that do not run the Sieve script, which alone sends acknowledgements; or
it is internal. Give one of these mailboxes an `acknowledge`, or leave the text out.

Bad, in `announcements.yaml`:

```yaml
announcements:
  work:
    kind: maintenance
    title: {it: Lavori, en: Works}
    from: 2026-05-04
    until: 2026-05-05
    acknowledgement: {it: Oggi rispondiamo più tardi., en: Today we answer later.}
    visibility: internal
```

Good:

```yaml
announcements:
  work:
    kind: maintenance
    title: {it: Lavori, en: Works}
    from: 2026-05-04
    until: 2026-05-05
    acknowledgement: {it: Oggi rispondiamo più tardi., en: Today we answer later.}
```
"""


def _unheard(catalog: Catalog, table: RoutingTable) -> Iterator[Problem]:
    spoken = dict(speaking(catalog))
    heard = {each.name for name in _sending(table) for each in announced_answers(table, name)}
    for name, each in catalog.announcements.items():
        if not each.acknowledgement or name in heard:
            continue
        message = "no mailbox of its services sends an acknowledgement that could say this"
        hint = 'give one of them an "acknowledge", or leave the text out'
        if name not in spoken:
            message = "this is internal, and no acknowledgement says it"
            hint = "publish the announcement, or leave the text out"
        yield M074.problem(("announcements", name, "acknowledgement"), message, hint, on_key=True)


def _sending(table: RoutingTable) -> Iterator[str]:
    """Yield the mailboxes that acknowledge by the script."""
    for name, deliveries in table.deliveries.items():
        answers = deliveries and table.acknowledgements(name)
        if answers and table.is_scripted(table.acknowledger(name)):
            yield name


ROUTING_CHECKS = (_unheard,)
