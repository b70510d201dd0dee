"""What can be wrong with the files of a catalog."""

from typing import Final

from sportello.findings import Rule, Severity

F001: Final = Rule("F001", Severity.ERROR)
"""A file without meaning.

*Un file senza significato.*

Nothing of the catalog is read from this file. Mostly its name is misspelt, ends in `.yml`, or
it lies in the wrong folder.
"""
F002: Final = Rule("F002", Severity.ERROR)
"""A file is missing or empty.

*Un file manca o è vuoto.*

A catalog cannot do without this file, or it has no entry. Write it: `docs/catalog.md` tells
what stands in it.

Bad, in `helpdesk.yaml`:

```yaml
# nothing yet
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
F003: Final = Rule("F003", Severity.ERROR)
"""A link or something else that is no file.

*Un collegamento, o altro che non è un file.*

A catalog is made of regular files. A link could lead to any file of the machine that checks
it, so nothing is read from there. Put the file itself in its place.
"""
F004: Final = Rule("F004", Severity.ERROR)
"""A file that may not be read.

*Un file che non si può leggere.*

The system does not let Sportello read this. Change the permissions of the file or folder.
"""
