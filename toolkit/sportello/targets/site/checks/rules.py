"""What can be wrong with what a desk has written by hand of its site."""

from typing import Final

from sportello.findings import Rule, Severity

T004: Final = Rule("T004", Severity.ERROR)
"""A file of the site's words that cannot be used.

*Un file di parole del sito che non si può usare.*

A file `site/messages/LANGUAGE.po` holds each English message of the site with its translation. This
one is not written as gettext writes such files, or a translation would break the pages: it fills
other places than the message has (`{day}` stays as it is, whatever stands around it), has another
number of plurals than its first lines say, or makes an address that is none. Correct the line that
the finding shows.

```
msgid "Local time of {city}."
msgstr "Ortszeit von {city}."
```
"""

T005: Final = Rule("T005", Severity.WARNING)
"""A translation of something that the site does not say.

*La traduzione di qualcosa che il sito non dice.*

The program has no such message, so nobody will read the translation: the message is misspelt, or
was changed by a new version of the program. `site/messages/it.po` of the program has all messages,
each with its context (`msgctxt`) where it has one. The context `day` is free: it translates the
names of holidays and other days, as they show in English.
"""

T006: Final = Rule("T006", Severity.ERROR)
"""A page of the desk's own that cannot be built.

*Una pagina propria dell'helpdesk che non si può costruire.*

A page in `site/pages/LANGUAGE/` leads to something that is not there, takes the place of a page of
the program, or begins with lines between `---` that are not YAML. Links lead from file to file, as
in `[hours](../hours/index.md)`: each page of the program is an `index.md` in a folder named like
its address. What a page of the program says is changed by its words or by its template.
"""

T007: Final = Rule("T007", Severity.ERROR)
"""A template, style or setting of the site that cannot be used.

*Un modello, uno stile o un'impostazione del sito che non si può usare.*

A file in `site/templates/` or `site/overrides/`, or `site/mkdocs.yml`, takes the place of the
program's own, and no page can be made with it: it is not written in Jinja or in YAML, or asks for
something that the program does not have, such as what a former version had. Correct the line that
the finding shows, or remove the file to take the program's own.

Style sheets in `site/styles/` come after those of the program. One with braces that do not match
would spoil what follows it, and what it loads from another host is not loaded: the policy of the
pages forbids it.
"""

T008: Final = Rule("T008", Severity.NOTE)
"""What a desk has written of its site is not checked as a whole.

*Ciò che l'helpdesk ha scritto del suo sito non è controllato per intero.*

Pages and templates can only be checked where the programs are installed that build the site.
Install Sportello with its extra `site`. Files of words are checked in any case.
"""

T009: Final = Rule("T009", Severity.ERROR)
"""A file of published figures that cannot be shown.

*Un file di cifre pubblicate che non si può mostrare.*

A file `site/figures/2026-01.json` holds what `sportello report --publish` has published of a
month, `2026.json` what of a year. This one was changed by hand, or moved: it is no JSON, is called
otherwise than its period, is of a month that was not over, or shows a count that is so small that
people could be known by it. Take it from git as it was; or withdraw it: remove the file, and
publish its period again.

```json
{"period": "2026-01", "as_of": "2026-02-03", "k": 5}
```
"""
