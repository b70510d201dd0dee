"""What can be wrong with the files of a catalog."""

from typing import Final

from sportello.findings import Rule, Severity

F001: Final = Rule("F001", Severity.ERROR)
"""A file without meaning.

*Un file che non fa parte del catalogo.*

Nothing of the catalog is read from this file, so what is written there has no effect. Mostly its
name is misspelt, ends in `.yml`, or it lies in the wrong folder. Rename or move it as the finding
says; on GitHub the name can be changed above the text while you edit.
"""
F002: Final = Rule("F002", Severity.ERROR)
"""A file is missing or empty.

*Un file manca o è vuoto.*

Without this file, or without an entry in it, there is no catalog that could be checked or
published. Write it: `docs/catalog.md` tells what stands in it.

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

A catalog is made of regular files. A link could lead to any file of the machine that checks it,
so nothing is read from there. Put the file itself in its place; give a folder that is named like
a file another name.
"""
F004: Final = Rule("F004", Severity.ERROR)
"""A file that may not be read.

*Un file che il sistema non lascia leggere.*

The computer on which the check runs does not let Sportello open this file or folder, so what
stands there is missing. Its text is not at fault, and nothing can be done in GitHub's editor:
tell whoever runs that computer. They let the user who checks read the file or folder.
"""
