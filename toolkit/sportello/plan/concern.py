"""Whether a change may have to do with one thing at all, before it is planned."""

from collections.abc import Iterable, Iterator, Set
from typing import Any, Final

from sportello.catalog.model import Catalog
from sportello.catalog.model.publishing import references
from sportello.findings import KeyPath
from sportello.plan.comparison import Side
from sportello.plan.sections import changed_entries, differences, entries_of
from sportello.plan.texts.leaks import Secrets
from sportello.plan.texts.strings import Saying, readable_detail, said_in
from sportello.plan.thing import Thing

_NAMED: Final = frozenset({"contacts", "families", "services", "teams"})
"""The sections whose entries do something to others only where one names the other. Policies, mail
and calendars do it by conditions, by addresses, and along chains."""
_NAMING: Final = _NAMED - {"contacts"} | {"calendars", "destinations", "mailboxes", "providers"}
"""The sections whose entries feel others only where one names the other, or both one mailbox. The
name of a person may stand in any text."""

_ADDRESSED: Final = ("mailboxes", "destinations", "contacts", "providers")
"""The sections whose entries are addresses to others."""


def may_concern(thing: Thing, before: Side, after: Side) -> bool:
    """Tell whether a plan may say something of a thing; if not, it certainly does not.

    What an editor expects, and a calendar that follows others, may be about anything.
    """
    changed = differences(before.catalog, after.catalog)
    expected = [[each.expectation for each in side.cases] for side in (before, after)]
    if expected[0] != expected[1] or before.follows != after.follows:
        return True
    is_of_names = changed.keys() <= _NAMED and {str(each) for each, _ in thing.entries} <= _NAMING
    if not is_of_names or (thing.said and "@" not in thing.said):
        return True
    edited = frozenset(changed_entries(changed))
    if any(str(name) in thing.names for _, name in edited):
        return True
    catalogs = (before.catalog, after.catalog)
    for catalog in catalogs:
        own = thing.entries | frozenset(_saying(thing.said, catalog, _ADDRESSED))
        ours, theirs = _named_from(catalog, own), _named_from(catalog, edited)
        met = (ours & edited) | (theirs & own)
        if met or any(section == "mailboxes" for section, _ in ours & theirs):
            return True
        secrets = Secrets(catalog, _internal(catalog, own))
        said = (text for each in catalogs for entry in edited for text in _texts(each, entry))
        if any(_is_in(thing.said, text) or any(secrets.in_text(text)) for text in said):
            return True
    return False


def _named_from(catalog: Catalog, start: Set[KeyPath]) -> Set[KeyPath]:
    """Return some entries, and all that they name, and what these name."""
    found = dict.fromkeys(start)
    waiting = [*start]
    while waiting:
        for each in references(_entry(catalog, waiting.pop())):
            if each not in found:
                found[each] = None
                waiting.append(each)
    return found.keys()


def _saying(said: str, catalog: Catalog, sections: Iterable[str]) -> Iterator[KeyPath]:
    for section in sections:
        for name in entries_of(catalog, section):
            if any(_is_in(said, text) for text in _texts(catalog, (section, name))):
                yield section, name


def _internal(catalog: Catalog, entries: Iterable[KeyPath]) -> Iterator[Saying]:
    """Yield what some entries say to the desk alone."""
    for entry in entries:
        value = _entry(catalog, entry)
        hidden = entry[0] == "destinations" or getattr(value, "visibility", "") == "internal"
        for field, text in said_in(value):
            if hidden or field == "note":
                yield entry, field, text


def _is_in(said: str, text: str) -> bool:
    return bool(said) and said in readable_detail(text).lower()


def _texts(catalog: Catalog, entry: KeyPath) -> Iterator[str]:
    return (text for _, text in said_in(_entry(catalog, entry)))


def _entry(catalog: Catalog, entry: KeyPath) -> Any:
    section, name = map(str, entry)
    return entries_of(catalog, section).get(name) if hasattr(catalog, section) else None
