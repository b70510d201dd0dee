"""What of a catalog is internal, as the documents promise it: written by hand, not by the program.

docs/design.md tells how publishing works, docs/people.md what is never published of people. A field
or a section that the model gains stands nowhere here, and `test_internal.py` fails until somebody
has decided: it is published, or it is on a list and is searched for.
"""

from collections.abc import Mapping
from typing import Any, Final

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "providers": ("note",),
    "teams": ("handles", "note"),
    "contacts": ("kind", "person", "visibility", "note"),
    "mailboxes": ("aliases", "deliver_to", "rules", "owner", "visibility", "note"),
    "announcements": ("visibility", "note"),
    "services": ("visibility", "note"),
}
"""The internal fields of entries that are public."""

SECTIONS: Final = (
    "people",  # ids, roles, teams, what may be public of whom and why
    "rotas",  # who sits when: seats, turns, swaps, absences
    "domains", "shared_domains", "alias_domains", "catch_all",  # what the mail servers accept
    "destinations",  # where mail ends
    "contracts",  # whose they are
    "operational_levels",  # what teams promise each other
    "exports",  # how ticket systems call their columns
    "approved",  # what reviewers wrote to each other
)  # fmt: skip
"""The sections that are internal as a whole."""

ENTRIES: Final[Mapping[str, tuple[Mapping[str, Any], ...]]] = {
    "contacts": ({"visibility": "internal"}, {"kind": "person", "visibility": None}),
    "mailboxes": ({"visibility": "internal"},),
    "announcements": ({"visibility": "internal"},),
    "services": ({"visibility": "internal"},),
    "notifications": ({"to": ["staff"], "when": None},),
    "guides": ({"page": "staff"},),
    "escalations": ({"when": None},),
    # These are internal by what they are about, or by who uses them.
    "policies": ({},),
    "availability": ({},),
    "families": ({},),
    "acknowledgements": ({},),
    "calendars": ({},),
}
"""What makes entries of public sections internal, whatever else they hold."""
