"""What can be wrong with files, shapes and names, before anything is known of their meaning."""

from typing import Final

from sportello.findings.model import Severity
from sportello.findings.rule import Rule

S001: Final = Rule("S001", Severity.ERROR)
"""An unknown key.

*Una chiave sconosciuta.*

No such key is known here: it is misspelt, or belongs under another one, so its indentation is
wrong. Nothing of what is below it is read. Write the key that the finding shows, or move it.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: {nome: ACME}
```

Good:

```yaml
providers:
  acme: {name: ACME}
```
"""

S002: Final = Rule("S002", Severity.ERROR)
"""A key is missing.

*Manca una chiave.*

What is missing has no default: without it nothing could be answered or published. Add it;
`docs/catalog.md` tells what it means.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: {note: our own}
```

Good:

```yaml
providers:
  acme: {name: ACME, note: our own}
```
"""

S003: Final = Rule("S003", Severity.ERROR)
"""A value of the wrong kind.

*Un valore del tipo sbagliato.*

Here belongs another kind of value: a text instead of a number, a list instead of a single value.
The finding says which. A number that is meant as text goes in quotes.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: {name: 365}
```

Good:

```yaml
providers:
  acme: {name: "365"}
```
"""

S004: Final = Rule("S004", Severity.ERROR)
"""A value that is not one of the possible ones.

*Un valore che non è tra quelli ammessi.*

Only some words are possible here, and with another one nobody knows what is meant. Write one that
the finding shows: it names the nearest, or all of them.

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, kind: persons, mail: sales@acme.example}
  anna: {name: Anna}
```

Good:

```yaml
contacts:
  sales: {name: Sales, kind: function, mail: sales@acme.example}
  anna: {name: Anna, kind: person}
```
"""

S005: Final = Rule("S005", Severity.ERROR)
"""A value that is written wrong.

*Un valore scritto male.*

An address, a date, a duration, a time or a link is not written as such, so people or programs
would read it otherwise than you mean. The finding says how it is written.

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, mail: sales at acme.example}
  anna: {name: Anna, kind: person}
```

Good:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example}
  anna: {name: Anna, kind: person}
```
"""

S006: Final = Rule("S006", Severity.ERROR)
"""A name that is written wrong.

*Un nome scritto male.*

Names, by which things refer to each other, are made of small letters, digits and hyphens:
`call-centre`. They stand in addresses of the site, too. What people read stands under `name:`.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: {name: ACME}
  ACME Italia: {name: ACME Italia}
```

Good:

```yaml
providers:
  acme: {name: ACME}
  acme-italia: {name: ACME Italia}
```
"""

S007: Final = Rule("S007", Severity.ERROR)
"""A value that is empty, too small or too large.

*Un valore vuoto, troppo piccolo o troppo grande.*

A text, list or number is outside of what makes sense here, and a reader would see a gap or
nonsense. Write something that fits, or remove the key if there is nothing to say.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: {name: ""}
```

Good:

```yaml
providers:
  acme: {name: ACME}
```
"""

S008: Final = Rule("S008", Severity.ERROR)
"""A phone number without its country.

*Un numero di telefono senza il suo paese.*

A number such as 051 6033266 means another phone in each country. Write it with its country
(+39 051 6033266), or say once in helpdesk.yaml where the desk is: `country: IT`. It is asked for
once, however many numbers there are.

Bad, in `helpdesk.yaml`:

```yaml
name: {it: Assistenza, en: Support}
languages: [it, en]
timezone: Europe/Rome
site: https://support.example/
years: {first: 2026, last: 2027}
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

S009: Final = Rule("S009", Severity.WARNING)
"""A key that has a new name.

*Una chiave che ha un nuovo nome.*

The key is still read, until the version that the finding names. The finding gives the whole
line as it is to be written.
"""

R001: Final = Rule("R001", Severity.ERROR)
"""An unknown name.

*Un nome sconosciuto.*

Nothing in the catalog has this name. It is misspelt, or what it named was removed or renamed, so
what refers to it leads nowhere. Write one of the names that the finding shows, or add what is
missing.

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, provider: acmee, mail: sales@acme.example}
  anna: {name: Anna, kind: person}
```

Good:

```yaml
contacts:
  sales: {name: Sales, provider: acme, mail: sales@acme.example}
  anna: {name: Anna, kind: person}
```
"""

R002: Final = Rule("R002", Severity.ERROR)
"""A name is given twice.

*Un nome è usato due volte.*

Two things of one kind have the same name, perhaps in two files, so nobody could tell which is
meant. The first counts until one is renamed. Give one of them another name, and write it where it
is meant.

Bad, in `services/more.yaml`:

```yaml
services:
  wiki: {name: Second wiki, provider: acme, mailbox: help, calendar: office}
```

Good:

```yaml
services:
  wiki-two: {name: Second wiki, provider: acme, mailbox: help, calendar: office}
```
"""
