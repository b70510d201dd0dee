"""What the file with the names says, and the catalog says too, or does not know."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from sportello.catalog.model import Catalog
from sportello.catalog.yaml.reader import Document
from sportello.directory.overlay import Overlay
from sportello.directory.traces import search_for
from sportello.findings import Finding, Rule, Severity

P014: Final = Rule("P014", Severity.ERROR)
"""The name, number or address of a person stands in the catalog.

*Il nome, il numero o l'indirizzo di una persona è scritto nel catalogo.*

The file with the names (`check --people FILE`) has it, so that it can be forgotten, and this line
of the catalog says it too: in a note, a title, a comment. From here it would go into git, and may
be published. Write the function, or the identifier of the person.

```yaml
services:
  wiki: {name: Wiki, mailbox: help, note: Ask the head of the desk}
```
"""
P015: Final = Rule("P015", Severity.WARNING, complete=frozenset({"people"}))
"""The file with the names has somebody whom the catalog does not know.

*Il file con i nomi ha una persona che il catalogo non conosce.*

Nothing needs these data any more, or the identifier is misspelt. Delete the entry: what is not
needed is not kept. The finding names the line of the file, and not the person.
"""


def leaked(catalog: Catalog, documents: Iterable[Document], overlay: Overlay) -> Iterator[Finding]:
    """Yield the lines of the files of a catalog that say what the file with the names has."""
    for name, data in overlay.people.items():
        if name not in catalog.people:
            yield P015.finding(
                f'the catalog has no person "{name}"',
                replace(overlay.locate(name), source=""),
                "delete the entry, or correct the identifier",
            )
        search = search_for(data)
        for document in documents:
            for each in search.in_file(document.file, document.text.encode()):
                yield P014.finding(
                    f'this says the {each.what} of "{name}"',
                    each.where,
                    "write the function, or the identifier",
                )
