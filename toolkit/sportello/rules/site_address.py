"""The address of the site: others are made of it by adding to its end."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from sportello.catalog.model import Catalog
from sportello.findings import OWN, Problem, Rule, Severity

C005: Final = Rule("C005", Severity.ERROR, complete=frozenset({OWN}))
"""The address of the site goes on after its path.

*L'indirizzo del sito continua dopo il percorso.*

The addresses of all pages are made of it by adding to its end: after `?` or `#` that leads nowhere.
Write the address of the site's first page, without them.

Bad, in `helpdesk.yaml`:

```yaml
name: {it: Assistenza, en: Support}
languages: [it, en]
timezone: Europe/Rome
site: https://support.example/?lang=it
years: {first: 2026, last: 2027}
country: IT
```

Good:

```yaml
name: {it: Assistenza, en: Support}
languages: [it, en]
timezone: Europe/Rome
site: https://support.example/
years: {first: 2026, last: 2027}
country: IT
```
"""


def _goes_on(catalog: Catalog) -> Iterator[Problem]:
    parts = urlsplit(catalog.helpdesk.site)
    for sign, rest in (("?", parts.query), ("#", parts.fragment)):
        if rest:
            yield C005.problem(
                ("helpdesk", "site"),
                f'the address of the site goes on after "{sign}"',
                f'write "{parts._replace(query="", fragment="").geturl()}"',
            )
            return


CHECKS = (_goes_on,)
