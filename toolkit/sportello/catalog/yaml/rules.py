"""What can be wrong with the text of a YAML file."""

from typing import Final

from sportello.findings import Rule, Severity

Y001: Final = Rule("Y001", Severity.ERROR)
"""The file is not text in UTF-8.

*Il file non è testo in UTF-8.*

The file is not saved as plain text in UTF-8, so letters such as à would be read wrong. Save it
again as UTF-8: every editor offers that, often under "Save with encoding", and GitHub's does so
by itself.
"""

Y002: Final = Rule("Y002", Severity.ERROR)
"""The YAML cannot be read.

*Il YAML non si può leggere.*

The line cannot be read as YAML: a bracket or quote is open, a colon or blank is missing, or
the lines below one key do not begin in the same column. What follows in the file is not judged
until this is mended.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: {name: ACME
```

Good:

```yaml
providers:
  acme: {name: ACME}
```
"""

Y003: Final = Rule("Y003", Severity.ERROR)
"""A key stands twice.

*Una chiave è scritta due volte.*

Two lines below one key have the same key, so one of them would be lost. Keep one, or give the
other its own name. Until then the first counts.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: {name: ACME}
  acme: {name: ACME Italia}
```

Good:

```yaml
providers:
  acme: {name: ACME}
  acme-italia: {name: ACME Italia}
```
"""

Y004: Final = Rule("Y004", Severity.ERROR)
"""One place refers to another.

*Un punto rimanda a un altro.*

YAML can name a place (`&`) and repeat it elsewhere (`*`, `<<`). The catalog does not allow it,
since nobody who reads one entry would see all of it. Write it out; `defaults:` saves repetition
in the files of services.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: &us {name: ACME}
  other: *us
```

Good:

```yaml
providers:
  acme: {name: ACME}
  other: {name: Other}
```
"""

Y005: Final = Rule("Y005", Severity.ERROR)
"""A tab stands where only spaces may.

*Una tabulazione dove vanno solo spazi.*

YAML is indented by spaces alone, and a tab looks like them. Delete the blank at the beginning of
the line, and type spaces. On GitHub choose *Spaces* in the list above the text, so that the tab
key writes spaces; other editors have such a setting too.
"""

Y006: Final = Rule("Y006", Severity.ERROR)
"""The file is nested too deep.

*Il file è annidato troppo in profondità.*

No catalog needs more than 32 levels of lists or brackets within each other, and nothing below is
read. Mostly a bracket was opened and not closed. Close it, or write it flatter.
"""

Y007: Final = Rule("Y007", Severity.ERROR)
"""The file is too large.

*Il file è troppo grande.*

A file of more than 16 MiB is not read at all, for nobody could review a change of it. Mostly
something was uploaded or pasted that does not belong here: delete it. Otherwise split it: the
files of `services/` may be as many as you like, and on GitHub *Add file*, *Create new file* makes
another. If the browser does not open so large a file for editing, ask somebody who has the
catalog on a computer.
"""

Y008: Final = Rule("Y008", Severity.ERROR)
"""A file holds more than one document.

*Un file contiene più di un documento.*

A line `---` begins a second document, which would not be read. Delete the line, or make it a
file of its own.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: {name: ACME}
---
providers:
  other: {name: Other}
```

Good:

```yaml
providers:
  acme: {name: ACME}
  other: {name: Other}
```
"""

Y009: Final = Rule("Y009", Severity.ERROR)
"""A type is marked by hand.

*Un tipo è indicato a mano.*

A mark such as `!!str` says of which type a value is. Types come from the key here; write the
value alone, in quotes if it is text that looks like a number.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: {name: !!str 365}
```

Good:

```yaml
providers:
  acme: {name: "365"}
```
"""

Y010: Final = Rule("Y010", Severity.ERROR)
"""An invisible character.

*Un carattere invisibile.*

The file holds a character that cannot be seen, such as a control character, one that turns the
direction of writing, or an odd space at the beginning of a line. It can make a line look other
than it is, and often comes with text copied from elsewhere. Delete it and type the place anew.
"""

Y011: Final = Rule("Y011", Severity.ERROR)
"""A list or mapping is used as a key.

*Una lista o una mappa fa da chiave.*

What stands before a colon must be a text, since other places refer to it. Write a name without
brackets.

Bad, in `providers.yaml`:

```yaml
providers:
  [acme]: {name: ACME}
```

Good:

```yaml
providers:
  acme: {name: ACME}
```
"""

Y012: Final = Rule("Y012", Severity.ERROR)
r"""An escape writes an invisible character.

*Una sequenza di escape scrive un carattere invisibile.*

In double quotes, `\u…` and the like write a character. This one cannot be seen, so the value
would look other than it is. Write the character that you mean, or leave it out.

Bad, in `providers.yaml`:

```yaml
providers:
  acme: {name: "AC\u200bME"}
```

Good:

```yaml
providers:
  acme: {name: ACME}
```
"""

Y013: Final = Rule("Y013", Severity.ERROR)
"""A conflict that git could not merge.

*Un conflitto che git non ha potuto risolvere.*

Two people changed the same lines, and git left both versions in the file between `<<<<<<<` and
`>>>>>>>`. Nothing of the file is read. Keep what is right, and delete the three lines of marks.

Bad, in `providers.yaml`:

```yaml
providers:
<<<<<<< HEAD
  acme: {name: ACME}
=======
  acme: {name: ACME Italia}
>>>>>>> editor
```

Good:

```yaml
providers:
  acme: {name: ACME Italia}
```
"""
