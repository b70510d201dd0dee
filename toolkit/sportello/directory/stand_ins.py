"""Who stands in for a contact that is closed: its `out_of_hours`, that one's, and so on."""

from collections.abc import Iterator, Mapping
from typing import Final

from sportello.catalog.model import PublicContact

MOST: Final = 3
"""Nobody is sent on more often than this."""


def stand_ins(contacts: Mapping[str, PublicContact], name: str | None) -> tuple[str, ...]:
    """Return those who stand in for a contact, in their order: at most three."""
    found = [*_line(contacts, name)]
    return tuple(found[:MOST])


def goes_round(contacts: Mapping[str, PublicContact], name: str) -> tuple[str, ...]:
    """Return the stand-ins of a contact that lead back to it; none if they do not."""
    found = [*_line(contacts, name)]
    last = contacts[found[-1]].out_of_hours if found else contacts[name].out_of_hours
    return (*found, name) if last == name else ()


def is_too_long(contacts: Mapping[str, PublicContact], name: str) -> bool:
    """Return whether a contact has stand-ins that nobody is sent to."""
    return len([*_line(contacts, name)]) > MOST


def _line(contacts: Mapping[str, PublicContact], name: str | None) -> Iterator[str]:
    """Yield the stand-ins of a contact, each once."""
    seen = {name}
    at = contacts[name].out_of_hours if name and name in contacts else None
    while at and at in contacts and at not in seen:
        yield at
        seen.add(at)
        at = contacts[at].out_of_hours
